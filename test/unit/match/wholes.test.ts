import { describe, expect, it } from 'vitest';
import { type Fields, given, need, planOf, unmet, volunteer } from './met-whole.js';

describe('a need that is met whole', () => {
  const lines = [
    { capability: 'a', quantity: 2 },
    { capability: 'b', quantity: 1 },
  ];

  it('fault 43: is served in all its requirements or in none', () => {
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
    });
    // Where even load comes first, nothing is proved of what another choice costs.
    expect(planOf(records(2), { levels: ['rank', 'cost'] }).teams!.costGap).toBe(0);
    const not = planOf(records(1));
    expect(given(not)).toEqual([]);
    expect(not.teams!.byRank[0]).toMatchObject({ needs: 1, met: 0, value: 0, bound: 0 });
    expect(not.unmet.map(({ reason }) => reason)).toEqual([
      { code: 'team', capable: 1, unit: 0, rules: {}, enough: { quantity: 1, kind: 'together' }, lacking: 1 },
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
    expect(given(planOf(records({ perSlot: 2, groupSize: 2 }, {})))).toEqual(['n.1 1 2', 'n.1 1 1']);
    expect(given(planOf(records({ perSlot: 2, groupSize: 2 }, { windows: ['am'] })))).toEqual([]);
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
    expect(unmet(plan)).toEqual(['m.1 2/3 sharedFairly', 'n.1/more 2/3 sharedFairly']);
  });

  it('keeps what was promised where it is no worse otherwise', () => {
    const records = (updatedAt: string) => ({
      asOf: '2026-03-07T00:00:00Z',
      volunteers: ['2026-03-07T00:00:00Z', updatedAt].map((day, i) =>
        volunteer(`${i + 1}`, 2, ['a'], { updatedAt: day }),
      ),
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
      {
        ...records('2026-03-06T00:00:00Z'),
        volunteers: [volunteer('1', 2, ['a'], { updatedAt: '2026-03-07T00:00:00Z' })],
      },
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
      expect(unmet(plan)).toEqual(['n.1/more 1/4 bounded']);
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

  it('shares such a bound in a slot, too', () => {
    const records = (rest: Fields) => ({
      slots: [{ id: 'am' }],
      volunteers: [volunteer('1', 9, ['a'], { perSlot: 4, groupSize: 9, ...rest })],
      needs: [need('n', { capability: 'a', quantity: 6, minimum: 2 })],
    });
    expect(given(planOf(records({ perRequirement: 3 })))).toEqual(['n.1 1 2', 'n.1/more 1 1']);
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
        volunteer('2', 9, ['a'], { perSlot, groupSize: perSlot, windows: ['am', 'pm'] }),
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
