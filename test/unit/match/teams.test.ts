import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  explain,
  type Input,
  LinkageError,
  type MatchOptions,
  match,
  matchAsync,
  type Plan,
  sentences,
  verify,
} from '../../../src/index.js';

type Fields = Record<string, unknown>;
type Records = { readonly [name: string]: readonly Fields[] | string };

const volunteer = (id: string, quantity: number, capabilities: string[], rest: Fields = {}) => ({
  id,
  community: 'c',
  capabilities,
  quantity,
  ...rest,
});
const need = (id: string, rest: Fields) => ({ id, community: 'c', urgency: '急', ...rest });
const networkOf = (records: Records) => createNetwork({ communities: [{ id: 'c' }], ...records } as unknown as Input);

/** The plan, which must verify, also after JSON. */
function planOf(records: Records, options: MatchOptions = {}): Plan {
  const network = networkOf(records);
  const plan = match(network, options);
  const { policy, previous, pins, bans } = options;
  const verdict = verify(network, JSON.stringify(plan), { policy, previous, pins, bans });
  expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
  return plan;
}
/** Who gives what, as `need.requirement provider quantity`. */
const given = ({ linkages }: Plan) =>
  linkages.flatMap(({ need: id, allocations }) =>
    allocations.map(
      ({ requirement, provider, quantity }) => `${id}.${requirement} ${provider.split(':')[1]} ${quantity}`,
    ),
  );
const unmet = (plan: Plan) =>
  plan.unmet.map(
    ({ need: id, requirement, covered, demanded, reason }) =>
      `${id}.${requirement} ${covered}/${demanded} ${reason.code}`,
  );
const refused = (call: () => unknown) => {
  try {
    call();
  } catch (error) {
    if (error instanceof LinkageError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a need that is met whole', () => {
  const lines = [
    { capability: 'a', quantity: 2 },
    { capability: 'b', quantity: 1 },
  ];

  it('is served in all its requirements or in none', () => {
    const records = (a: number) => ({
      volunteers: [volunteer('1', a, ['a']), volunteer('2', 9, ['b'])],
      needs: [need('n', { partial: false, requirements: lines })],
    });
    const met = planOf(records(2));
    expect(met.status).toBe('optimal');
    expect(given(met)).toEqual(['n.1 1 2', 'n.2 2 1']);
    expect(met.teams).toEqual({
      byRank: [{ rank: [0, 3], needs: 1, met: 1, value: 1, bound: 1, coverageGap: 0 }],
      withdrawnGap: 0,
      costGap: 0,
    });
    const not = planOf(records(1));
    expect(given(not)).toEqual([]);
    expect(not.teams!.byRank[0]).toMatchObject({ needs: 1, met: 0, value: 0, bound: 0 });
    expect(not.unmet.map(({ reason }) => reason)).toEqual([
      { code: 'team', capable: 1, unit: 0, rules: {}, lacking: 1 },
      { code: 'team', capable: 1, unit: 0, rules: {}, lacking: 0 },
    ]);
    expect(not.coverage.byUnit).toEqual([{ unit: 'session', demanded: 3, covered: 0 }]);
  });

  it('without any, a plan says nothing of teams', () => {
    const plan = planOf({ volunteers: [volunteer('1', 1, ['a'])], needs: [need('n', { capability: 'a' })] });
    expect(plan).not.toHaveProperty('teams');
    expect(plan.certificate).not.toHaveProperty('teams');
  });

  it('counts whom it benefits, in its own rank only', () => {
    const whole = (id: string, quantity: number, rest: Fields = {}) =>
      need(id, { partial: false, capability: 'a', quantity, ...rest });
    const offers = { volunteers: [volunteer('1', 3, ['a'])] };
    const one = planOf({
      ...offers,
      needs: [
        whole('x', 3, { beneficiaries: 3 }),
        whole('y', 2, { beneficiaries: 2 }),
        whole('z', 1, { beneficiaries: 2 }),
      ],
    });
    expect(given(one)).toEqual(['y.1 1 2', 'z.1 1 1']);
    expect(one.teams!.byRank).toEqual([{ rank: [0, 3], needs: 3, met: 2, value: 4, bound: 4, coverageGap: 0 }]);
    expect(one.unmet[0]!.reason).toMatchObject({
      code: 'team',
      lacking: 3,
      heldByCount: 2,
      heldBy: [{ need: 'y' }, { need: 'z' }],
    });
    // A better rank comes first, however few it benefits.
    const two = planOf({ ...offers, needs: [whole('x', 1), whole('y', 3, { beneficiaries: 9, urgency: '难' })] });
    expect(given(two)).toEqual(['x.1 1 1']);
    expect(two.teams!.byRank.map(({ met, value, bound }) => [met, value, bound])).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
  });

  it('comes before what else its rank covers, and after what better ranks cover', () => {
    const needs = [
      need('x', { capability: 'a', quantity: 3 }),
      need('y', { capability: 'a', quantity: 2, partial: false }),
    ];
    const offers = { volunteers: [volunteer('1', 3, ['a'])] };
    const same = planOf({ ...offers, needs });
    expect(given(same)).toEqual(['x.1 1 1', 'y.1 1 2']);
    expect(same.unmet[0]!.reason).toMatchObject({
      code: 'heldByTeams',
      heldByCount: 1,
      heldBy: [{ need: 'y', quantity: 2 }],
    });
    const later = planOf({ ...offers, needs: [needs[0]!, { ...needs[1]!, urgency: '难' }] });
    expect(given(later)).toEqual(['x.1 1 3']);
  });

  it('asks for nothing where all its quantities are 0, and is met', () => {
    const plan = planOf({ needs: [need('n', { partial: false, capability: 'a', quantity: 0, beneficiaries: 4 })] });
    expect(given(plan)).toEqual([]);
    expect(plan.unmet).toEqual([]);
    expect(plan.teams!.byRank[0]).toMatchObject({ needs: 1, met: 1, value: 4, bound: 4 });
  });

  it('is not matched where it does not say how much of something, and that is told', () => {
    const records = (more: Fields[]) => ({
      volunteers: [volunteer('1', 1, ['a'])],
      needs: [need('n', { partial: false, requirements: [...more, { capability: 'b', quantity: 'unknown' }] })],
    });
    const plan = planOf(records([{ capability: 'a' }]));
    expect(given(plan)).toEqual([]);
    expect(unmet(plan)).toEqual(['n.1 0/1 unknownQuantity', 'n.2 0/unknown unknownQuantity']);
    const only = planOf(records([]));
    expect(unmet(only)).toEqual(['n.1 0/unknown unknownQuantity']);
    expect(only).not.toHaveProperty('teams');
  });

  it('respects the day, the need and the requirement', () => {
    const slots = [{ id: 'am' }, { id: 'pm' }];
    const records = (rest: Fields, fields: Fields) => ({
      slots,
      volunteers: [volunteer('1', 9, ['a', 'b'], rest)],
      needs: [need('n', { partial: false, requirements: [{ capability: 'a', quantity: 3, ...fields }] })],
    });
    expect(given(planOf(records({ perSlot: 2 }, {})))).toEqual(['n.1 1 2', 'n.1 1 1']);
    expect(given(planOf(records({ perSlot: 2 }, { windows: ['am'] })))).toEqual([]);
    expect(given(planOf(records({ perRequirement: 3 }, {})))).toEqual(['n.1 1 3']);
    const bounded = planOf(records({ perRequirement: 2 }, {}));
    expect(given(bounded)).toEqual([]);
    expect(bounded.unmet[0]!.reason).toMatchObject({ code: 'team', lacking: 1 });
    expect(bounded.unmet[0]!.reason).not.toHaveProperty('heldBy');
    const two = (perNeed: number) =>
      planOf({
        volunteers: [volunteer('1', 9, ['a', 'b'], { perNeed })],
        needs: [
          need('n', {
            partial: false,
            requirements: [
              { capability: 'a', quantity: 2 },
              { capability: 'b', quantity: 2 },
            ],
          }),
        ],
      });
    expect(given(two(4))).toEqual(['n.1 1 2', 'n.2 1 2']);
    expect(given(two(3))).toEqual([]);
  });

  it('leaves the rest to be shared fairly', () => {
    const plan = planOf({
      communities: [{ id: 'c' }, { id: 'd' }],
      volunteers: [volunteer('1', 9, ['a'])],
      needs: [
        need('n', { capability: 'a', quantity: 6, minimum: 3 }),
        { ...need('m', { capability: 'a', quantity: 3 }), community: 'd' },
        need('o', { capability: 'a', quantity: 2, partial: false }),
      ],
    });
    expect(given(plan)).toEqual(['m.1 1 2', 'n.1 1 3', 'n.1/more 1 2', 'o.1 1 2']);
    expect(unmet(plan)).toEqual(['m.1 2/3 heldByTeams', 'n.1/more 2/3 heldByTeams']);
  });

  it('keeps what was promised where it is no worse otherwise', () => {
    const records = (updatedAt: string) => ({
      asOf: '2026-03-07T00:00:00Z',
      volunteers: [volunteer('1', 2, ['a']), volunteer('2', 2, ['a'], { updatedAt })],
      needs: [
        need('n', { capability: 'a', quantity: 2, single: true }),
        need('m', { capability: 'a', quantity: 2, partial: false }),
      ],
    });
    const before = planOf(records('2026-03-07T00:00:00Z'));
    const swapped = JSON.parse(
      JSON.stringify(before)
        .replaceAll('volunteer:1', 'volunteer:x')
        .replaceAll('volunteer:2', 'volunteer:1')
        .replaceAll('volunteer:x', 'volunteer:2'),
    );
    const after = planOf(records('2026-03-06T00:00:00Z'), { previous: swapped });
    expect(given(after)).toEqual(given(swapped));
    expect(after.withdrawn).toBe(0);
    expect(after.teams).toMatchObject({ withdrawnGap: 0 });
    const gone = planOf(
      { ...records('2026-03-06T00:00:00Z'), volunteers: [volunteer('1', 2, ['a'])] },
      { previous: swapped },
    );
    expect(gone.withdrawn).toBe(2);
  });
});

describe('minimum', () => {
  const asking = (fields: Fields, quantity: number, rest: Fields = {}) =>
    planOf({ volunteers: [volunteer('1', quantity, ['a'], rest)], needs: [need('n', { capability: 'a', ...fields })] });

  it('is served whole or not at all; what is asked beyond it as far as can be', () => {
    const fields = { quantity: 5, minimum: 3 };
    expect(unmet(asking(fields, 2))).toEqual(['n.1 0/3 team', 'n.1/more 0/2 team']);
    expect(given(asking(fields, 3))).toEqual(['n.1 1 3']);
    const four = asking(fields, 4);
    expect(given(four)).toEqual(['n.1 1 3', 'n.1/more 1 1']);
    expect(unmet(four)).toEqual(['n.1/more 1/2 exhausted']);
    expect(four.teams!.byRank[0]).toEqual({ rank: [0, 3], needs: 0, met: 0, value: 0, bound: 0, coverageGap: 0 });
    expect(asking(fields, 9).unmet).toEqual([]);
  });

  it.each([
    [0, 2, ['n.1 1 2']],
    [1, 2, ['n.1 1 1', 'n.1/more 1 1']],
    [0, 0, []],
  ])('%i of a need met whole is enough', (minimum, there, expected) => {
    const plan = asking({ quantity: 5, minimum, partial: false }, there);
    expect(given(plan)).toEqual(expected);
    expect(plan.teams!.byRank[0]).toMatchObject({ met: 1 });
  });

  it('shares the bound of one requirement, or of one need, with what is beyond it', () => {
    const fields = { quantity: 6, minimum: 2 };
    for (const bound of [
      { perRequirement: 3 },
      { perNeed: 3 },
      { approval: { limit: 3 } },
      { perNeed: 3, perRequirement: 5 },
      { perNeed: 5, perRequirement: 3 },
    ]) {
      const plan = asking(fields, 9, bound);
      expect(given(plan)).toEqual(['n.1 1 2', 'n.1/more 1 1']);
      expect(unmet(plan)).toEqual(['n.1/more 1/4 exhausted']);
      expect(
        given(
          asking(
            fields,
            9,
            Object.fromEntries(Object.keys(bound).map((key) => [key, key === 'approval' ? { limit: 6 } : 6])),
          ),
        ),
      ).toEqual(['n.1 1 2', 'n.1/more 1 4']);
    }
    expect(given(asking(fields, 9, { approval: { limit: 3, approved: ['n'] } }))).toEqual(['n.1 1 2', 'n.1/more 1 4']);
  });

  it('crosses capacities by the slot where it shares such a bound', () => {
    const records = (rest: Fields) => ({
      slots: [{ id: 'am' }],
      volunteers: [volunteer('1', 9, ['a'], { perSlot: 4, ...rest })],
      needs: [need('n', { capability: 'a', quantity: 6, minimum: 2 })],
    });
    const { code, details } = refused(() => planOf(records({ perRequirement: 3 })));
    expect(code).toBe('CROSSING_CAPS');
    expect(details).toMatchObject([
      { path: ['volunteers', '1'], message: expect.stringMatching(/offer `1`.*minimum.*two cross/) },
    ]);
    expect(given(planOf(records({ perRequirement: 6 })))).toEqual(['n.1 1 2', 'n.1/more 1 2']);
    expect(given(planOf(records({})))).toEqual(['n.1 1 2', 'n.1/more 1 2']);
  });

  it('is banned with the rest of its requirement', () => {
    const records = {
      volunteers: [volunteer('1', 9, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 3, minimum: 1 })],
    };
    const ban = { need: 'n', provider: 'volunteer:1' };
    expect(given(planOf(records, { bans: [{ ...ban, requirement: '1' }] }))).toEqual([]);
    expect(given(planOf(records, { bans: [{ ...ban, requirement: '1/more' }] }))).toEqual(['n.1 1 1']);
  });
});

describe('single', () => {
  it('one provider serves the requirement whole', () => {
    const records = (three: number) => ({
      volunteers: [volunteer('1', 2, ['a']), volunteer('2', 2, ['a']), volunteer('3', three, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 3, single: true })],
    });
    expect(given(planOf(records(3)))).toEqual(['n.1 3 3']);
    const not = planOf(records(2));
    expect(given(not)).toEqual([]);
    expect(not.unmet[0]!.reason).toMatchObject({ code: 'team', lacking: 1 });
  });

  it('over several slots, by one provider still', () => {
    const records = (perSlot: number) => ({
      slots: [{ id: 'am' }, { id: 'noon' }, { id: 'pm' }],
      volunteers: [
        volunteer('1', 9, ['a'], { perSlot: 1 }),
        volunteer('2', 9, ['a'], { perSlot, windows: ['am', 'pm'] }),
      ],
      needs: [need('n', { capability: 'a', quantity: 3, single: true, windows: ['am', 'pm'] })],
    });
    const plan = planOf(records(2));
    expect(given(plan)).toEqual(['n.1 2 2', 'n.1 2 1']);
    expect(plan.linkages[0]!.allocations.map(({ slot }) => slot)).toEqual(['am', 'pm']);
    expect(given(planOf(records(1)))).toEqual([]);
  });

  it('takes the cheaper of two, and makes room by moving others', () => {
    const records = {
      asOf: '2026-03-07T00:00:00Z',
      volunteers: [
        volunteer('1', 2, ['a'], { updatedAt: '2026-03-07T00:00:00Z' }),
        volunteer('2', 2, ['a'], { updatedAt: '2026-03-01T00:00:00Z' }),
        volunteer('3', 1, ['a'], { updatedAt: '2026-02-01T00:00:00Z' }),
      ],
      needs: [need('n', { capability: 'a', quantity: 2, single: true }), need('m', { capability: 'a', quantity: 3 })],
    };
    expect(given(planOf({ ...records, needs: [records.needs[0]!] }))).toEqual(['n.1 1 2']);
    const plan = planOf(records);
    expect(plan.unmet).toEqual([]);
    expect(plan.linkages.find(({ need: id }) => id === 'n')!.allocations).toHaveLength(1);
  });
});

describe('patterns', () => {
  const two = {
    patterns: [
      {
        id: 'p',
        requirements: [
          { capability: 'a', role: 'lead' },
          { capability: 'b', quantity: 2, role: 'helper' },
        ],
      },
      { id: 'q', requirements: [{ capability: 'c', quantity: 3, role: 'lead' }] },
    ],
  };
  const served = (volunteers: readonly Fields[], fields: Fields = two) =>
    planOf({ volunteers, needs: [need('n', fields)] });

  it('the first that can be is the plan’s choice where all else is equal', () => {
    const plan = served([volunteer('1', 9, ['a']), volunteer('2', 9, ['b']), volunteer('3', 9, ['c'])]);
    expect(plan.linkages[0]).toMatchObject({
      pattern: 'p',
      lead: 'volunteer:1',
      volunteers: ['volunteer:1', 'volunteer:2'],
    });
    expect(given(plan)).toEqual(['n.p/1 1 1', 'n.p/2 2 2']);
    expect(plan.unmet).toEqual([]);
    expect(plan.coverage.byUnit).toEqual([{ unit: 'session', demanded: 3, covered: 3 }]);
    const turned = served([volunteer('1', 9, ['a']), volunteer('2', 9, ['b']), volunteer('3', 9, ['c'])], {
      patterns: two.patterns.toReversed(),
    });
    expect(turned.linkages[0]).toMatchObject({ pattern: 'q' });
  });

  it('another where the first cannot be', () => {
    const plan = served([volunteer('1', 9, ['a']), volunteer('2', 1, ['b']), volunteer('3', 3, ['c'])]);
    expect(plan.linkages[0]).toMatchObject({ pattern: 'q', lead: 'volunteer:3' });
    expect(plan.coverage.byCapability).toEqual([{ capability: 'c', unit: 'session', demanded: 3, covered: 3 }]);
  });

  it('where none can be, the nearest is told: the fewest lines that lack anything, then the fewest units', () => {
    const all = (a: number, b: number, c: number) =>
      served([volunteer('1', a, ['a']), volunteer('2', b, ['b']), volunteer('3', c, ['c'])]);
    expect(unmet(all(1, 1, 2))).toEqual(['n.p/1 0/1 team', 'n.p/2 0/2 team']);
    expect(unmet(all(1, 0, 2))).toEqual(['n.q/1 0/3 team']);
    expect(unmet(all(0, 1, 0))).toEqual(['n.q/1 0/3 team']);
    expect(all(1, 1, 2).coverage.byUnit).toEqual([{ unit: 'session', demanded: 3, covered: 0 }]);
  });

  it('of unknown quantity in every pattern are told of the first', () => {
    const requirement = { capability: 'd', quantity: 'unknown' };
    const [p, q] = two.patterns;
    const fields = {
      patterns: [
        { ...p, requirements: [...p!.requirements, requirement] },
        { ...q, requirements: [...q!.requirements, requirement] },
      ],
    };
    const offers = [volunteer('1', 1, ['a']), volunteer('2', 2, ['b'])];
    expect(unmet(served(offers, fields))).toEqual([
      'n.p/1 0/1 unknownQuantity',
      'n.p/2 0/2 unknownQuantity',
      'n.p/3 0/unknown unknownQuantity',
    ]);
  });

  it('of the catalogue bring the societies together', () => {
    const plan = planOf({
      socialWorkers: [{ id: 'w', community: 'c', capabilities: ['casework'], quantity: 1 }],
      organisations: [{ id: 'o', community: 'c', capabilities: ['repair'], quantity: 1, unit: 'session' }],
      volunteers: [volunteer('v', 1, ['companionship'])],
      needs: [need('n', { capability: 'repair', patterns: ['P2', 'P3', 'P7'] })],
    });
    expect(plan.linkages[0]).toMatchObject({
      pattern: 'P3',
      lead: 'socialWorker:w',
      carrier: 'organisation:o',
      volunteers: ['volunteer:v'],
    });
    expect(plan.linkages[0]!.allocations.map(({ role }) => role)).toEqual(['lead', 'carrier', 'helper']);
    // Nobody to lead but the organisation itself.
    const without = planOf({
      socialWorkers: [{ id: 'w', community: 'c', capabilities: ['resourceLinking'], quantity: 1 }],
      organisations: [{ id: 'o', community: 'c', capabilities: ['repair'], quantity: 1 }],
      needs: [need('n', { capability: 'repair', patterns: ['P2', 'P3', 'P7'] })],
    });
    expect(without.linkages[0]).toMatchObject({ pattern: 'P7', lead: 'organisation:o' });
    expect(without.linkages[0]).not.toHaveProperty('carrier');
  });
});

describe('pins on what is met whole', () => {
  const pair = {
    volunteers: [volunteer('1', 1, ['a', 'b']), volunteer('2', 1, ['a', 'b'])],
    needs: [
      need('n', {
        patterns: [
          { id: 'p', requirements: [{ capability: 'a' }] },
          { id: 'q', requirements: [{ capability: 'b', quantity: 2 }] },
        ],
      }),
    ],
  };
  const pin = (requirement: string, provider: string, quantity = 1) => ({
    need: 'n',
    requirement,
    provider: `volunteer:${provider}`,
    quantity,
  });

  it('decide for a pattern, and two for two contradict each other', () => {
    expect(given(planOf(pair))).toEqual(['n.p/1 1 1']);
    const plan = planOf(pair, { pins: [pin('q/1', '2')] });
    expect(given(plan)).toEqual(['n.q/1 1 1', 'n.q/1 2 1']);
    expect(plan.linkages[0]).toMatchObject({ pattern: 'q' });
    const { code, details } = refused(() => planOf(pair, { pins: [pin('q/1', '2'), pin('p/1', '1')] }));
    expect(code).toBe('INVALID_PINS');
    expect(details).toMatchObject([
      { code: 'PINS_CONTRADICT', path: ['pins', 1], message: expect.stringMatching(/pins\[0\], pins\[1\].*patterns/) },
    ]);
  });

  it('decide for a provider where one must do it all', () => {
    const records = (two: number) => ({
      volunteers: [volunteer('1', 9, ['a']), volunteer('2', two, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 3, single: true })],
    });
    expect(given(planOf(records(9), { pins: [pin('1', '2')] }))).toEqual(['n.1 2 3']);
    // Where they cannot, the pin is kept, and what is lacking is told.
    const plan = planOf(records(2), { pins: [pin('1', '2')] });
    expect(given(plan)).toEqual(['n.1 2 1']);
    expect(plan.unmet[0]).toMatchObject({ covered: 1, demanded: 3, reason: { code: 'team', lacking: 1 } });
    const { details } = refused(() => planOf(records(9), { pins: [pin('1', '1'), pin('1', '2'), pin('1', '1')] }));
    expect(details.map(({ code, path }) => [code, path.join('.')])).toEqual([['PINS_CONTRADICT', 'pins.1']]);
  });

  it('of a whole requirement leave the others to be served, and of all of them nothing', () => {
    const records = {
      volunteers: [volunteer('1', 2, ['a']), volunteer('2', 2, ['b'])],
      needs: [
        need('n', { partial: false, requirements: [{ capability: 'a', quantity: 2 }, { capability: 'b' }] }),
        need('m', { capability: 'b', quantity: 2 }),
      ],
    };
    const a = pin('1', '1', 2);
    expect(given(planOf(records, { pins: [a] }))).toEqual(['m.1 2 1', 'n.1 1 2', 'n.2 2 1']);
    const both = planOf(records, { pins: [a, pin('2', '2')] });
    expect(given(both)).toEqual(['m.1 2 1', 'n.1 1 2', 'n.2 2 1']);
    expect(both.teams!.byRank[0]).toMatchObject({ met: 1 });
    // Other needs are not closed.
    const other = planOf(records, { pins: [{ ...pin('1', '2'), need: 'm', quantity: 2 }] });
    expect(given(other)).toEqual(['m.1 2 2']);
    expect(other.unmet.find(({ need: id, requirement }) => id === 'n' && requirement === '2')!.reason).toMatchObject({
      code: 'team',
      lacking: 1,
      heldByCount: 1,
    });
  });
});

describe('figures that could not be exact', () => {
  it.each<[string, string, Fields, Fields]>([
    ['beneficiar', 'SUM_TOO_LARGE', { beneficiaries: 2 ** 52, partial: false }, {}],
    ['quantity', 'SUM_TOO_LARGE', { quantity: 2 ** 52 + 1, single: true }, {}],
    ['cost', 'COST_TOO_LARGE', { quantity: 2 ** 46, single: true }, { updatedAt: '2024-03-07T00:00:00Z' }],
  ])('%s are refused: %s', (what, code, fields, rest) => {
    const call = () =>
      planOf({
        asOf: '2026-03-07T00:00:00Z',
        volunteers: [volunteer('1', 2 ** 52, ['a'], rest)],
        needs: [need('n', { capability: 'a', ...fields }), need('m', { capability: 'a', partial: false })],
      });
    expect(refused(call)).toMatchObject({
      code,
      message: expect.stringContaining(what),
    });
  });

  it('covered units of very different worth are refused', () => {
    const call = () =>
      planOf({
        resources: [{ id: 'f', kind: 'fund', community: 'c', capabilities: ['a'], quantity: 1 }],
        volunteers: [volunteer('1', 2 ** 50, ['b'])],
        needs: [need('n', { capability: 'a', single: true }), need('m', { capability: 'b', quantity: 2 ** 50 })],
      });
    expect(refused(call)).toMatchObject({ code: 'SUM_TOO_LARGE', message: expect.stringContaining('coverage') });
  });
});

describe('limits', () => {
  const many = {
    volunteers: Array.from({ length: 12 }, (_, i) => volunteer(`${i}`, 1 + (i % 4), i % 2 === 0 ? ['a'] : ['a', 'b'])),
    needs: Array.from({ length: 24 }, (_, i) =>
      need(`n${i}`, {
        urgency: i % 2 === 0 ? '急' : '难',
        beneficiaries: 1 + ((i * 7) % 5),
        ...(i % 3 === 0 && { partial: false }),
        requirements: [
          { capability: 'a', quantity: 1 + (i % 3), ...(i % 4 === 1 && { single: true }) },
          { capability: 'b' },
        ],
      }),
    ),
  };
  const network = networkOf(many);

  it('a stopped plan keeps every rule, holds nothing for those it refuses, and is the same every time', () => {
    const best = match(network);
    expect(best.status).not.toBe('stopped');
    const seen = new Set<string>();
    for (const workLimit of [0, 1, 100, 1000, 5000, 20_000, 100_000, 1e9]) {
      const plan = planOf(many, { workLimit });
      expect(JSON.stringify(match(network, { workLimit }))).toBe(JSON.stringify(plan));
      seen.add(plan.status);
      const held = new Set(plan.linkages.map(({ need: id }) => id));
      for (const { need: id, covered, reason } of plan.unmet) {
        if (Number(id.slice(1)) % 3 !== 0) continue;
        expect([id, covered, held.has(id)]).toEqual([id, 0, false]);
        expect(['team', 'stopped']).toContain(reason.code);
        if (plan.status === 'optimal') expect(reason.code).toBe('team');
      }
      if (plan.status === 'stopped') expect(plan.provedLevels).toEqual([]);
      const { value, bound } = plan.teams!.byRank[0]!;
      expect(value).toBeLessThanOrEqual(best.teams!.byRank[0]!.value);
      expect(bound).toBeGreaterThanOrEqual(best.teams!.byRank[0]!.value);
    }
    expect(seen).toContain('stopped');
    expect(JSON.stringify(match(network, { workLimit: 1e9 }))).toBe(JSON.stringify(best));
  });

  it('matchAsync gives the same, and an abort nothing', async () => {
    expect(JSON.stringify(await matchAsync(network))).toBe(JSON.stringify(match(network)));
    await expect(matchAsync(network, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('explain', () => {
  const records = {
    volunteers: [
      volunteer('1', 2, ['a']),
      volunteer('2', 1, ['b'], { name: { zh: '李明', en: 'Li Ming' } }),
      volunteer('3', 1, ['a']),
    ],
    needs: [
      need('x', { capability: 'a', quantity: 2, single: true, partial: false, beneficiaries: 5 }),
      need('y', {
        partial: false,
        requirements: [{ capability: 'a', quantity: 2, single: true }, { capability: 'b' }],
      }),
    ],
  };
  const network = networkOf(records);
  const plan = match(network);

  it('tells who is in the way of a team, and that the rest of it waits for that', () => {
    const found = explain(network, plan, { need: 'y' });
    expect(found.requirements.map(({ unmet: reason }) => reason)).toMatchObject([
      { code: 'team', lacking: 1, heldByCount: 1, heldBy: [{ need: 'x', provider: 'volunteer:1', quantity: 2 }] },
      { code: 'team', lacking: 0 },
    ]);
    expect(found.requirements[1]!.alternatives).toMatchObject([{ verdict: 'notWhole', free: 1 }]);
    const zh = sentences(found, 'zh').join('');
    const en = sentences(found, 'en').join(' ');
    expect(zh).toContain('须整体满足，尚缺 1');
    expect(zh).toContain('其余各项单看都有供给');
    expect(en).toMatch(/met whole or not at all, and 1 .* cannot be had; its offers are held by/);
    expect(`${zh}${en}`).not.toMatch(/limit|undefined|限额|提前/);
  });

  it('of a provider with too little for all does not say that the search was stopped', () => {
    const asking = networkOf({
      asOf: '2026-03-07T00:00:00Z',
      volunteers: [volunteer('1', 1, ['a']), volunteer('2', 3, ['a'], { updatedAt: '2026-01-01T00:00:00Z' })],
      needs: [need('n', { capability: 'a', quantity: 3, single: true })],
    } as Records);
    const one = match(asking);
    const { pairs } = explain(asking, one, { need: 'n', offer: { provider: 'volunteer:1' } });
    expect(pairs).toMatchObject([{ verdict: 'notAlone' }]);
    const used = explain(asking, one, { need: 'n', offer: { provider: 'volunteer:2' } });
    expect(used.pairs).toMatchObject([{ verdict: 'used' }]);
    const stopped = match(asking, { workLimit: 0 });
    expect(explain(asking, stopped, { need: 'n', offer: { provider: 'volunteer:1' } }).pairs[0]!.verdict).not.toBe(
      'team',
    );
  });

  it('keeps the verdicts of what is not met whole', () => {
    const asking = networkOf({
      asOf: '2026-03-07T00:00:00Z',
      volunteers: [volunteer('1', 3, ['a']), volunteer('2', 3, ['a'], { updatedAt: '2026-01-01T00:00:00Z' })],
      needs: [need('n', { capability: 'a', quantity: 3, single: true }), need('m', { capability: 'a', quantity: 2 })],
    } as Records);
    const both = match(asking);
    const verdicts = ['n', 'm'].flatMap((id) =>
      ['1', '2'].map(
        (who) => explain(asking, both, { need: id, offer: { provider: `volunteer:${who}` } }).pairs[0]!.verdict,
      ),
    );
    expect(verdicts).toEqual(['used', 'notAlone', 'held', 'used']);
  });
});

describe('levels', () => {
  it('a choice is made by those that are asked for', () => {
    const records = {
      asOf: '2026-03-07T00:00:00Z',
      volunteers: [volunteer('1', 2, ['a'], { updatedAt: '2026-01-01T00:00:00Z' }), volunteer('2', 2, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 2, single: true })],
    };
    for (const levels of [['rank'], ['rank', 'fair'], ['rank', 'cost'], ['rank', 'keep', 'cost']] as const) {
      const plan = planOf(records, { levels });
      expect(plan.status).toBe('optimal');
      if (levels.includes('cost' as never)) expect(given(plan)).toEqual(['n.1 2 2']);
    }
  });

  it('takes a policy, which verify needs too', () => {
    const records = {
      volunteers: [volunteer('1', 2, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 2, partial: false })],
    };
    const policy = definePolicy({ rules: { never: () => true } });
    const plan = planOf(records, { policy });
    expect(unmet(plan)).toEqual(['n.1 0/2 ruledOut']);
    expect(verify(networkOf(records), plan).ok).toBe(false);
  });
});
