import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, flowsAtMost, mediumProblem, tinyProblem } from '../support/problem-arbitrary.js';
import { problemByHighs } from '../support/problem-highs.js';
import { enumerateProblem, faultsOfFlow, judgedPart, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';

/** A provider that holds 3, two offers of 2 below it; one line of 4 that both serve, and a cheaper joint bound. */
const nested = columnsOf({
  caps: [
    { capacity: 3, parent: -1 },
    { capacity: 2, parent: 0 },
    { capacity: 2, parent: 0 },
  ],
  lines: [
    {
      demand: 4,
      rank: 0,
      group: undefined,
      candidates: [
        { cost: 1, max: 4, previous: 0, heads: [1] },
        { cost: 5, max: 4, previous: 2, heads: [2] },
      ],
    },
    { demand: 1, rank: 1, group: undefined, candidates: [{ cost: 0, max: 1, previous: 1, heads: [1, 2] }] },
  ],
  lostPromises: 7,
});

describe('enumerateProblem, by hand', () => {
  it('bounds what lies below a cap', () => {
    const value = enumerateProblem(nested);
    expect([...value.coverageByRank]).toEqual([
      [0, 3],
      [1, 0],
    ]);
    // Two of the second offer keep their promise; the second line's is lost.
    expect(value.withdrawn).toBe(8);
    expect(value.cost).toBe(11n);
    expect(enumerateProblem(nested, ['rank', 'cost']).cost).toBe(7n);
  });

  it('bounds a candidate over all its arcs together', () => {
    const joint = columnsOf({
      caps: [
        { capacity: 2, parent: -1 },
        { capacity: 2, parent: -1 },
      ],
      lines: [{ demand: 4, rank: 0, group: undefined, candidates: [{ cost: 1, max: 3, previous: 0, heads: [0, 1] }] }],
      lostPromises: 0,
    });
    expect(enumerateProblem(joint).coverageByRank.get(0)).toBe(3);
    expect(enumerateProblem(joint).optimalFlows).toBe(2);
    expect(faultsOfFlow(joint, [2, 2])).toEqual(['4 above the max of candidate 0']);
    expect(faultsOfFlow(joint, [3, 0])).toEqual(['3 above the capacity of cap 0']);
    expect(() => valueOfProblem(joint, [-1, 0])).toThrow('quantity -1');
  });
});

describe('enumeration and HiGHS', () => {
  it('agree', async () => {
    await fc.assert(
      fc.asyncProperty(tinyProblem, async ({ problem, levels }) => {
        const enumerated = enumerateProblem(problem, levels);
        expect(judgedPart(await problemByHighs(problem, levels), levels)).toEqual(judgedPart(enumerated, levels));
      }),
      runs(60),
    );
  });
});

describe('arbitraries', () => {
  it('give valid columns', () => {
    fc.assert(
      fc.property(fc.oneof(tinyProblem, mediumProblem), ({ problem }) => {
        const { head, parent, rank, group, max, previous, capacity, demand, candidateStart, arcStart } = problem;
        parent.forEach((above, cap) => {
          expect(above).toBeLessThan(cap);
        });
        for (const leaf of head) expect([...parent]).not.toContain(leaf);
        rank.forEach((own, n) => {
          if (n > 0) expect(own - rank[n - 1]!).toBeOneOf([0, 1]);
          else expect(own).toBe(0);
          expect(group[n]! <= Math.max(-1, ...group.slice(0, n)) + 1).toBe(true);
          for (let m = 0; m < n; m++) if (group[m] === group[n]) expect(rank[m]).toBe(own);
        });
        previous.forEach((promised, c) => {
          expect(promised).toBeLessThanOrEqual(max[c]!);
        });
        expect([...capacity, ...demand].every((units) => Number.isSafeInteger(units) && units >= 0)).toBe(true);
        expect(candidateStart.at(-1)).toBe(max.length);
        expect(arcStart.at(-1)).toBe(head.length);
      }),
    );
  });

  it('bound the number of flows', () => {
    fc.assert(fc.property(tinyProblem, ({ problem }) => flowsAtMost(problem) <= 30_000));
  });
});
