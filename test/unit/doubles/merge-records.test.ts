import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, type Merge, mergeRecords, undoMerges } from '../../../src/doubles/merge-records.js';
import { createNetwork, type Input } from '../../../src/index.js';
import { runs } from '../../support/runs.js';

const INPUT: Input = {
  communities: [{ id: 'c' }],
  organisations: [
    { id: 'o', capabilities: ['meal'], quantity: 1 },
    { id: 'p', community: 'c' },
  ],
  volunteers: [
    { id: 'v', memberOf: ['p', 'o'] },
    { id: 'w', memberOf: ['p'] },
  ],
  resources: [
    {
      id: '1',
      kind: 'goods',
      capabilities: ['gift'],
      quantity: 2,
      donor: 'x',
      approval: { limit: 1, approved: ['2'] },
    },
    { id: '2', kind: 'goods', capabilities: ['gift'], quantity: 2, host: 'p' },
  ],
  needs: [
    {
      id: '1',
      community: 'c',
      urgency: '愁',
      severity: 2,
      groups: ['dibao'],
      capability: 'meal',
      quantity: 2,
      reportedAt: '2026-03-03T00:00:00+08:00',
      prefers: ['organisation:p', 'organisation:o'],
    },
    {
      id: '2',
      community: 'c',
      urgency: '急',
      severity: 4,
      groups: ['disabled', 'dibao'],
      capability: 'meal',
      quantity: 3,
      reportedAt: '2026-03-02T00:00:00+08:00',
      age: 80,
    },
    { id: '3', community: 'c', urgency: '盼', capability: 'gift', conflicts: ['organisation:p'] },
  ],
};
const pair = (collection: Decision['collection'], ...ids: [string, string]): Decision => ({ collection, ids });

describe('mergeRecords', () => {
  it('keeps the first, with what it lacks, the most urgent and the earliest, and counts what is asked once', () => {
    const decision = {
      ...pair('needs', '2', '1'),
      sources: [
        { file: '走访.csv', row: 4 },
        { file: '热线.csv', row: 2 },
      ],
    } as const;
    const before = structuredClone(INPUT);
    const { input, merges } = mergeRecords(INPUT, [decision], { when: '2026-03-05T00:00:00+08:00' });
    expect(INPUT).toEqual(before);
    expect(input.needs.map(({ id }) => id)).toEqual(['1', '3']);
    expect(input.needs[0]).toEqual({
      ...INPUT.needs[0],
      urgency: '急',
      severity: 4,
      groups: ['dibao', 'disabled'],
      reportedAt: '2026-03-02T00:00:00+08:00',
      age: 80,
    });
    expect(input.resources?.[0]?.approval?.approved).toEqual(['1']);
    expect(merges).toMatchObject([
      {
        collection: 'needs',
        kept: '1',
        when: '2026-03-05T00:00:00+08:00',
        of: [
          { id: '1', file: '热线.csv', row: 2 },
          { id: '2', file: '走访.csv', row: 4 },
        ],
      },
    ]);
    expect(JSON.parse(JSON.stringify(merges))).toEqual(merges);
  });

  it('leads names to the record that stays', () => {
    const { input } = mergeRecords(INPUT, [pair('organisations', 'o', 'p'), pair('resources', '1', '2')]);
    expect(input.volunteers?.map(({ memberOf }) => memberOf)).toEqual([['o'], ['o']]);
    expect(input.needs.map(({ prefers, conflicts }) => prefers ?? conflicts)).toEqual([
      ['organisation:o'],
      undefined,
      ['organisation:o'],
    ]);
    expect(input.resources).toMatchObject([{ id: '1', host: 'o', donor: 'x', quantity: 2 }]);
    expect(() => createNetwork(input)).not.toThrow();
  });

  it('three are one by two decisions; what is not there is passed over', () => {
    const decisions = [
      pair('needs', '3', '2'),
      pair('needs', '1', '2'),
      pair('needs', '9', '1'),
      pair('needs', '1', '1'),
    ];
    const { input, merges } = mergeRecords(INPUT, decisions);
    expect(input.needs.map(({ id }) => id)).toEqual(['1']);
    expect(merges.map(({ of }) => of.map(({ id }) => id))).toEqual([['1', '2', '3']]);
    expect(mergeRecords(INPUT, []).input).toBe(INPUT);
  });

  it('is taken back, whatever was decided', () => {
    const needs = fc
      .tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('1', '2', '3'))
      .map((ids) => pair('needs', ...ids));
    const others = fc.constantFrom(
      pair('organisations', 'o', 'p'),
      pair('resources', '2', '1'),
      pair('volunteers', 'v', 'w'),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(needs, others), { maxLength: 5 }), (decisions) => {
        const { input, merges } = mergeRecords(INPUT, decisions);
        expect(undoMerges(input, merges)).toEqual(INPUT);
      }),
      runs(200),
    );
  });

  it('each is taken back by itself, in any order, by what it says of itself: the others stay', () => {
    const ids = ['1', '2', '3', '4', '5', '6'];
    const some = fc.subarray(ids, { maxLength: 3 });
    const of = fc.record({
      conflicts: some,
      memberOf: some,
      prefers: some,
      incubatedBy: fc.constantFrom(...ids),
      tags: some,
    });
    const world = fc.array(of, { minLength: 6, maxLength: 6 }).map((drawn) => {
      const records = (fields: (one: (typeof drawn)[number], id: string) => object) =>
        drawn.map((one, i) => ({ id: ids[i]!, ...fields(one, ids[i]!) }));
      return {
        communities: [{ id: 'c', name: 'c' }],
        needs: records(({ conflicts, prefers }) => ({
          conflicts: conflicts.map((id) => `volunteer:${id}`),
          prefers: prefers.map((id) => `organisation:${id}`),
        })),
        volunteers: records(({ memberOf, tags }) => ({ memberOf, tags, supervisor: 'x' })),
        organisations: records(({ incubatedBy, tags }, id) => ({
          incubatedBy: `organisation:${incubatedBy}`,
          tags,
          [`own${id}`]: 1,
        })),
      } as unknown as Input;
    });
    const decided = fc
      .tuple(fc.constantFrom('needs', 'volunteers', 'organisations'), fc.constantFrom(...ids), fc.constantFrom(...ids))
      .map(([collection, one, other]) => pair(collection as 'needs', one, other));
    const sorted = (input: Input) =>
      Object.values(input).map((list) =>
        (list as unknown as { id: string }[]).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
    const order = fc.array(fc.nat(), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(world, fc.array(decided, { maxLength: 6 }), order, (before, decisions, dice) => {
        const merged = mergeRecords(before, decisions);
        expect(undoMerges(merged.input, merged.merges)).toEqual(before);
        let now = merged.input;
        const left = JSON.parse(JSON.stringify(merged.merges)) as Merge[];
        for (const die of dice.slice(0, left.length)) {
          const [one] = left.splice(die % left.length, 1);
          now = undoMerges(now, [one!]);
          const others = left.flatMap(({ collection, kept, of: parts }) =>
            parts.slice(1).map(({ id }) => ({ collection, ids: [kept, id] as const })),
          );
          expect(sorted(now)).toEqual(sorted(mergeRecords(before, others).input));
        }
        expect(sorted(now)).toEqual(sorted(before));
      }),
      runs(150),
    );
  });
});
