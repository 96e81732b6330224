import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import { type CompileOptions, turnedAwayByRule } from '../../../src/compile/compiled.js';
import type { LinkageError } from '../../../src/errors.js';
import { createNetwork } from '../../../src/model/network.js';
import type { Input, NeedInput, VolunteerInput } from '../../../src/model/records.js';
import { defaultPolicy, definePolicy, type PolicyOptions } from '../../../src/policy/policy.js';
import { thrown } from '../../support/thrown.js';
import { inputs } from './inputs.js';

const NOW = '2026-03-07T05:00:00Z';

/** Compiles needs and volunteers of one community; what they leave out is filled in. */
function compileWith(
  needs: readonly Partial<NeedInput>[],
  volunteers: readonly Partial<VolunteerInput>[] = [],
  { policy, input, ...options }: CompileOptions & { policy?: PolicyOptions; input?: Partial<Input> } = {},
) {
  const network = createNetwork({
    communities: [{ id: 'c' }],
    volunteers: volunteers.map((row, i) => ({
      id: `${i}`,
      community: 'c',
      ...('offers' in row ? {} : { capabilities: ['meal'], quantity: 1, unit: 'session' }),
      ...row,
    })),
    needs: needs.map((row, i) => ({
      id: `${i}`,
      community: 'c',
      urgency: 'urgent' as const,
      ...('requirements' in row ? {} : { capability: 'meal', unit: 'session' }),
      ...row,
    })),
    ...input,
  });
  return compile(network, definePolicy(policy), options);
}

describe('compile', () => {
  it('gives the same columns for any order of the records', () => {
    const shuffled = (input: Input, order: readonly number[]): Input => {
      let next = 0;
      const shuffle = <T>(rows: readonly T[] = []): T[] =>
        rows
          .map((row) => ({ row, at: order[next++ % order.length]! }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
      const { communities, socialWorkers, organisations, volunteers, resources, needs, stations, slots } = input;
      const providers = <T extends object>(rows: readonly T[] = []): T[] =>
        shuffle(rows).map((row) => ({ ...row, ...('offers' in row && { offers: shuffle(row.offers as object[]) }) }));
      return {
        slots: shuffle(slots),
        stations: shuffle(stations),
        communities: providers(communities),
        socialWorkers: providers(socialWorkers),
        organisations: providers(organisations),
        volunteers: providers(volunteers),
        resources: providers(resources),
        needs: shuffle(needs).map((row) => ({ ...row, requirements: shuffle(row.requirements) })),
      };
    };
    const outcome = (input: Input) => {
      try {
        return compile(createNetwork(input), defaultPolicy, { now: NOW });
      } catch (error) {
        return { code: (error as LinkageError).code, details: (error as LinkageError).details };
      }
    };
    let problems = 0;
    fc.assert(
      fc.property(inputs(true), fc.array(fc.nat(), { minLength: 17, maxLength: 17 }), (input, order) => {
        const first = outcome(input);
        if ('problem' in first) problems++;
        // By JSON: the records themselves may hold their lines in another order.
        const { lines, skipped, offers, caps, ...columns } = { lines: 0, skipped: 0, offers: 0, caps: 0, ...first };
        const second = outcome(shuffled(input, order));
        const {
          lines: l,
          skipped: s,
          offers: o,
          caps: c,
          ...again
        } = { lines: 0, skipped: 0, offers: 0, caps: 0, ...second };
        expect(again).toEqual(columns);
        if ('problem' in first && 'problem' in second) {
          expect(second.lines.map(({ need, requirement }) => [need.id, requirement])).toEqual(
            first.lines.map(({ need, requirement }) => [need.id, requirement]),
          );
          expect(second.offers.map(({ provider, offer }) => [provider.society, provider.id, offer])).toEqual(
            first.offers.map(({ provider, offer }) => [provider.society, provider.id, offer]),
          );
        }
      }),
      { numRuns: 300 },
    );
    expect(problems).toBeGreaterThan(100);
  });

  it('answers an empty network with an empty problem', () => {
    const { problem, lines, offers, ranks, costScale } = compileWith([]);
    expect(problem).toEqual({
      demand: new Float64Array(),
      rank: new Int32Array(),
      group: new Int32Array(),
      candidateStart: new Int32Array(1),
      cost: new Float64Array(),
      max: new Float64Array(),
      previous: new Float64Array(),
      arcStart: new Int32Array(1),
      head: new Int32Array(),
      capacity: new Float64Array(),
      parent: new Int32Array(),
      lostPromises: 0,
    });
    expect([lines, offers, ranks, costScale]).toEqual([[], [], [], 1]);
  });

  it('sorts lines by rank, need and requirement, by code unit', () => {
    const { lines, ranks, problem } = compileWith([
      { id: '10', urgency: 'hoped' },
      { id: '9', severity: 5 },
      { id: '2', requirements: ['b', 'B', 'a'].map((id) => ({ id, capability: 'meal', unit: 'session' })) },
      { id: '10a', severity: 5, quantity: 0 },
    ]);
    expect(lines.map(({ need, requirement }) => `${need.id}/${requirement.id}`)).toEqual([
      '10a/1',
      '9/1',
      '2/B',
      '2/a',
      '2/b',
      '10/1',
    ]);
    expect(ranks).toEqual([
      [0, 1],
      [0, 3],
      [3, 3],
    ]);
    expect([...problem.rank]).toEqual([0, 0, 1, 1, 1, 2]);
    expect([...problem.demand]).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('lets a shorter rank go first', () => {
    const rank: PolicyOptions['rank'] = ({ id }) => (id === 'long' ? [1, -5] : [1]);
    expect(compileWith([{ id: 'long' }, { id: 'short' }], [], { policy: { rank } }).ranks).toEqual([[1], [1, -5]]);
  });

  it('numbers classes by first line, divided by rank and unit', () => {
    const needs = [
      { id: '1' },
      { id: '2', capability: 'escort', unit: 'session' },
      { id: '3' },
      { id: '4', unit: 'minute' },
      { id: '5', urgency: 'hoped' as const },
    ];
    expect([...compileWith(needs).problem.group]).toEqual([0, 1, 0, 2, 3]);
    const fairBy = () => undefined;
    expect([...compileWith(needs, [], { policy: { fairBy } }).problem.group]).toEqual([0, 1, 2, 3, 4]);
  });

  it('lists lines of unknown quantity', () => {
    const { lines, skipped } = compileWith(
      [{ quantity: 'unknown' }, {}],
      [{}, { unit: 'minute' }, { capabilities: ['escort'] }],
    );
    expect(lines).toHaveLength(1);
    expect(skipped).toEqual([expect.objectContaining({ rank: [0, 3], capable: 2, unit: 1 })]);
  });

  it('bounds a candidate by demand and by what the offer gives one requirement', () => {
    const volunteers = [{ quantity: 9 }, { quantity: 9, perRequirement: 3 }, { quantity: 9, perRequirement: 7 }];
    expect([...compileWith([{ quantity: 5 }], volunteers).problem.max]).toEqual([5, 3, 5]);
  });

  it('tells how many offers each rule turned away', () => {
    const { turnedAway, problem } = compileWith(
      [{ capability: { code: 'meal', level: 2 }, unit: 'session', checks: ['police'] }],
      [
        {},
        { capabilities: [{ code: 'meal', level: 2 }] },
        { capabilities: [{ code: 'meal', level: 3 }], checks: [{ code: 'police' }] },
        { unit: 'minute' },
        { community: 'd' },
      ],
      {
        input: {
          communities: [
            { id: 'c', adminCode: '460105001' },
            { id: 'd', adminCode: '460105002' },
          ],
        },
      },
    );
    expect([turnedAway.capable[0], turnedAway.unit[0]]).toEqual([5, 1]);
    expect(turnedAwayByRule(turnedAway, 0)).toEqual([
      ['reach', 1],
      ['level', 1],
      ['checks', 1],
    ]);
    expect([...problem.candidateStart]).toEqual([0, 1]);
  });
});

describe('time', () => {
  const slots = [{ id: 'past', end: NOW }, { id: 'soon', end: '2026-03-07T05:00:01Z' }, { id: 'open' }];
  const byRule = (volunteer: Partial<VolunteerInput>, need: Partial<NeedInput> = {}, now: string | null = NOW) =>
    turnedAwayByRule(compileWith([need], [volunteer], { now: now ?? undefined, input: { slots } }).turnedAway, 0);

  it('turns away what is over', () => {
    expect(byRule({ expiresAt: NOW })).toEqual([['expiry', 1]]);
    expect(byRule({ expiresAt: '2026-03-07T13:00:01+08:00' })).toEqual([]);
    expect(byRule({ windows: ['past'] })).toEqual([['overdue', 1]]);
    expect(byRule({ windows: ['past', 'soon'] })).toEqual([]);
    expect(byRule({ windows: ['past', 'soon'] }, { windows: ['past', 'open'] })).toEqual([['window', 1]]);
    expect(byRule({}, { windows: ['past'] })).toEqual([['window', 1]]);
    expect(byRule({ checks: [{ code: 'police', expiresAt: NOW }] }, { checks: ['police'] })).toEqual([['checks', 1]]);
  });

  it('plays no part without now', () => {
    expect(byRule({ expiresAt: NOW, windows: ['past'] }, { windows: ['past'] }, null)).toEqual([]);
  });

  it('leaves arcs only in slots that are not over', () => {
    const volunteer = { perSlot: 1, quantity: 9 };
    const { arcSlot, slots: ids } = compileWith([{}], [volunteer], { now: NOW, input: { slots } });
    expect(ids).toEqual(['open', 'past', 'soon']);
    expect([...arcSlot]).toEqual([0, 2]);
    expect([
      ...compileWith([{ windows: ['past', 'soon'] }], [volunteer], { now: NOW, input: { slots } }).arcSlot,
    ]).toEqual([2]);
  });

  it('turns away an offer that counts by the slot once all slots are over', () => {
    const input = { slots: [{ id: 'past', end: NOW }] };
    const { turnedAway } = compileWith([{}], [{ perSlot: 1 }], { now: NOW, input });
    expect(turnedAwayByRule(turnedAway, 0)).toEqual([['overdue', 1]]);
  });

  it('keeps arcs for pairs that a policy lets through in spite of it', () => {
    const options = { now: NOW, policy: { rules: { window: false, overdue: false } }, input: { slots } };
    const arcs = (windows: string[]) => [
      ...compileWith([{ windows: ['open'] }], [{ perSlot: 1, windows }], options).arcSlot,
    ];
    expect(arcs(['past', 'soon'])).toEqual([2]);
    expect(arcs(['past'])).toEqual([1]);
    expect(arcs(['past', 'soon', 'open'])).toEqual([0]);
  });

  it('is an instant with an offset', () => {
    expect(thrown(() => compileWith([], [], { now: '2026-03-07' }))).toMatchObject({
      code: 'INVALID_OPTIONS',
      details: [{ path: ['now'], value: '2026-03-07' }],
    });
  });
});

describe('cost', () => {
  it('is that of a lot, exactly, in every unit', () => {
    const terms = { flat: () => 7 };
    const needs = [
      { id: '1', capability: 'relief', unit: 'fen' },
      { id: '2', capability: 'care', unit: 'minute' },
      { id: '3', capability: 'meal', unit: 'session' },
      { id: '4', capability: 'rice', unit: 'item' },
      { id: '5', capability: 'soup', unit: 'litre' },
    ];
    const volunteers = needs.map(({ capability, unit }) => ({ capabilities: [capability], unit }));
    const catalogue = [
      { code: 'rice', unit: 'item', lot: 4 },
      { code: 'litre', lot: 9 },
    ];
    const { problem, costScale } = compileWith(needs, volunteers, { policy: { terms }, input: { catalogue } });
    expect(costScale).toBe(9000);
    expect([...problem.cost]).toEqual([1000, 60, 1, 4, 9].map((lot) => (7 * 9000) / lot));
  });

  it('adds scaled terms', () => {
    const terms = { travel: 0, skillMisfit: 3, debit: () => -100, nothing: () => -0 };
    const { problem } = compileWith([{}], [{ capabilities: [{ code: 'meal', level: 3 }] }], { policy: { terms } });
    expect([...problem.cost]).toEqual([3 * 600 - 100]);
    const none = compileWith([{}], [{}], { policy: { terms: { nothing: () => -0 } } });
    expect(Object.is(none.problem.cost[0], 0)).toBe(true);
  });
});

describe('promises', () => {
  const promise = { need: '0', requirement: '1', provider: 'volunteer:0', offer: '1', quantity: 2 };
  const of = (...previous: NonNullable<CompileOptions['previous']>) => {
    const { problem } = compileWith([{ quantity: 5 }, {}], [{ quantity: 9, perRequirement: 3 }, { quantity: 9 }], {
      previous,
    });
    return [[...problem.previous], problem.lostPromises];
  };

  it('stay with their pairs', () => {
    expect(of(promise)).toEqual([[2, 0, 0, 0], 0]);
    expect(of({ ...promise, need: '1', provider: 'volunteer:1', quantity: 1 })).toEqual([[0, 0, 0, 1], 0]);
  });

  it('of one pair are added up, as far as it can give', () => {
    expect(of(promise, { ...promise, quantity: 1 })).toEqual([[3, 0, 0, 0], 0]);
    expect(of(promise, promise, { ...promise, provider: 'volunteer:1' })).toEqual([[3, 2, 0, 0], 1]);
  });

  it('are lost with their pairs', () => {
    expect(of({ ...promise, need: 'gone' })).toEqual([[0, 0, 0, 0], 2]);
    expect(of({ ...promise, requirement: '2' }, { ...promise, provider: 'resource:0' })).toEqual([[0, 0, 0, 0], 4]);
    expect(of({ ...promise, offer: '__proto__', quantity: 0 })).toEqual([[0, 0, 0, 0], 0]);
  });

  it('are whole numbers', () => {
    const error = thrown(() => of(promise, { ...promise, quantity: -1 }, { ...promise, quantity: 0.5 }));
    expect(error.code).toBe('INVALID_OPTIONS');
    expect(error.details.map(({ path }) => path[1])).toEqual([1, 2]);
    expect(thrown(() => of(promise, { ...promise, quantity: Number.MAX_SAFE_INTEGER })).code).toBe('SUM_TOO_LARGE');
    const half = { ...promise, offer: 'gone', quantity: 2 ** 44 };
    expect(of(half)).toEqual([[0, 0, 0, 0], half.quantity]);
    expect(thrown(() => of({ ...half, degree: 'running' })).code).toBe('SUM_TOO_LARGE');
  });
});

describe('limits', () => {
  const large = 2 ** 52 + 1;

  it('hold for the sum of all demands', () => {
    const needs = [{ quantity: large }, { quantity: large, unit: 'minute' }];
    expect(thrown(() => compileWith(needs))).toMatchObject({
      code: 'SUM_TOO_LARGE',
      message: expect.stringContaining(`${2 * large}`),
    });
  });

  it('hold for the cost of a path', () => {
    const policy = { terms: { mine: () => Math.floor(Number.MAX_SAFE_INTEGER / 5) } };
    expect(compileWith([{}, {}], [{}, {}], { policy }).problem.cost).toHaveLength(4);
    expect(thrown(() => compileWith([{}, {}, {}], [{}, {}, {}], { policy })).code).toBe('COST_TOO_LARGE');
  });

  it('hold for the cost of a pair', () => {
    const mine = () => Number.MAX_SAFE_INTEGER;
    expect(
      thrown(() =>
        compileWith([{}], [{}], { policy: { terms: { mine, less: () => -mine(), more: mine, most: mine } } }),
      ),
    ).toMatchObject({
      code: 'COST_TOO_LARGE',
    });
  });

  it('hold for lots', () => {
    const lots = (...sizes: number[]) =>
      compileWith(
        sizes.map((_, i) => ({ capability: `k${i}`, unit: 'session' })),
        [],
        { input: { catalogue: sizes.map((lot, i) => ({ code: `k${i}`, unit: 'session', lot })) } },
      );
    expect(lots(999_983).costScale).toBe(999_983);
    expect(lots(1_000_000, 10, 64).costScale).toBe(1_000_000);
    expect(thrown(() => lots(999_983, 2)).code).toBe('COST_SCALE_TOO_LARGE');
    expect(thrown(() => lots(Number.MAX_SAFE_INTEGER, 999_983)).code).toBe('COST_SCALE_TOO_LARGE');
  });

  it('hold for the pairs to look at', () => {
    const policy = { rules: { none: () => true } };
    expect(compileWith([{}, {}], [{}, {}], { maxCandidates: 2, policy }).problem.cost).toHaveLength(0);
    const many = Array.from({ length: 5 }, () => ({}));
    expect(thrown(() => compileWith(many, many, { maxCandidates: 2, policy }))).toMatchObject({
      code: 'CANDIDATES_TOO_MANY',
      message: expect.stringContaining('8 pairs'),
    });
  });

  it('hold for candidates', () => {
    expect(compileWith([{}, {}], [{}, {}], { maxCandidates: 4 }).problem.cost).toHaveLength(4);
    expect(thrown(() => compileWith([{}, {}], [{}, {}], { maxCandidates: 3 }))).toMatchObject({
      code: 'CANDIDATES_TOO_MANY',
      message: expect.stringContaining('3'),
    });
  });
});

describe('functions of the policy', () => {
  const boom = new Error('boom');
  const explode = (): never => {
    throw boom;
  };
  it.each<[code: string, path: string[], policy: PolicyOptions, cause: unknown]>([
    ['BAD_RULE', ['rules', 'mine'], { rules: { mine: explode } }, boom],
    ['BAD_RULE', ['rules', 'mine'], { rules: { mine: (() => 1) as unknown as () => boolean } }, 1],
    ['BAD_TERM', ['terms', 'mine'], { terms: { mine: explode } }, boom],
    ['BAD_TERM', ['terms', 'mine'], { terms: { mine: () => 0.5 } }, 0.5],
    ['BAD_TERM', ['terms', 'mine'], { terms: { mine: () => Number.NaN } }, Number.NaN],
    ['BAD_RANK', ['rank'], { rank: explode }, boom],
    ['BAD_RANK', ['rank'], { rank: () => [0.5] }, [0.5]],
    // A hole is no integer.
    ['BAD_RANK', ['rank'], { rank: () => new Array(1) }, new Array(1)],
    ['BAD_RANK', ['rank'], { rank: (() => 1) as unknown as () => number[] }, 1],
    ['BAD_FAIR_BY', ['fairBy'], { fairBy: explode }, boom],
    ['BAD_FAIR_BY', ['fairBy'], { fairBy: (() => null) as unknown as () => undefined }, null],
  ])('%s at %j', (code, path, policy, cause) => {
    const error = thrown(() => compileWith([{ id: 'n7' }], [{ id: 'v3' }], { policy }));
    expect(error.code).toBe(code);
    expect(error.details[0]!.path).toEqual(path);
    expect(error.message).toContain('n7');
    expect(error.cause).toEqual(cause);
  });

  it('see the pair', () => {
    const rules = {
      mine: (pair: { need: { id: string }; provider: { id: string } }) => pair.need.id === pair.provider.id,
    };
    const { candidates, turnedAway } = compileWith([{}, {}], [{}, {}], { policy: { rules } });
    expect([...candidates.offer]).toEqual([1, 0]);
    expect(turnedAwayByRule(turnedAway, 1)).toEqual([['mine', 1]]);
  });
});
