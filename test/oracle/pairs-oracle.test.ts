import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bigPairs,
  fairMediumPairs,
  mediumPairs,
  plansAtMost,
  tiedPairs,
  tinyPairs,
} from '../support/pairs-arbitrary.js';
import { optimumByHighs } from '../support/pairs-highs.js';
import { compareValues, enumeratePairs, faultsOfPairs, judgedPart, valueOfPairs } from '../support/pairs-oracle.js';
import type { PairsInput } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

/** Needs that all can use one offer. */
function shared(demands: readonly number[], capacity: number): PairsInput {
  const needs = demands.map((demand, n) => ({ id: `n${n}`, rank: 0, demand }));
  return {
    needs,
    offers: [{ id: 'o', capacity }],
    pairs: needs.map(({ id }) => ({ need: id, offer: 'o', cost: 0 })),
  };
}

describe('enumeratePairs, by hand', () => {
  it('gives nothing when there is nothing', () => {
    const value = enumeratePairs({ needs: [], offers: [], pairs: [] });
    expect(judgedPart(value)).toEqual({ coverage: [], fairness: [], withdrawn: 0, cost: '0' });
    expect(value.optimalPlans).toBe(1);
  });

  it('serves the smaller rank first, and re-routes it for the later one', () => {
    const input: PairsInput = {
      needs: [
        { id: 'a', rank: 5, demand: 1 },
        { id: 'b', rank: -1, demand: 1 },
      ],
      offers: [
        { id: 'x', capacity: 1 },
        { id: 'y', capacity: 1 },
      ],
      pairs: [
        { need: 'b', offer: 'x', cost: 0 },
        { need: 'b', offer: 'y', cost: 100 },
        { need: 'a', offer: 'x', cost: 0 },
      ],
    };
    const value = enumeratePairs(input);
    expect([...value.coverageByRank]).toEqual([
      [-1, 1],
      [5, 1],
    ]);
    expect(value.cost).toBe(100n);
  });

  it('shares 4 units among demands 1, 1 and 4 as 1, 1 and 2', () => {
    const value = enumeratePairs(shared([1, 1, 4], 4));
    expect(value.fairnessByRank.get(0)).toEqual(['1/2', '1/1', '1/1']);
  });

  it('counts a group once, a demand of 0 not at all, and splits groups by rank', () => {
    const value = enumeratePairs({
      needs: [
        { id: 'a', rank: 0, demand: 2, group: 'g' },
        { id: 'b', rank: 0, demand: 2, group: 'g' },
        { id: 'c', rank: 1, demand: 2, group: 'g' },
        { id: 'd', rank: 1, demand: 0 },
      ],
      offers: [{ id: 'o', capacity: 3 }],
      pairs: ['a', 'b', 'c', 'd'].map((need) => ({ need, offer: 'o', cost: 0 })),
    });
    expect([...value.fairnessByRank]).toEqual([
      [0, ['3/4']],
      [1, ['0/1']],
    ]);
    expect(value.optimalPlans).toBe(2);
  });

  it('counts promises to pairs that are gone as withdrawn, whole', () => {
    const input = shared([2], 1);
    const previous = [
      { need: 'n0', offer: 'o', quantity: 3 },
      { need: 'n0', offer: 'gone', quantity: 5 },
      { need: 'gone', offer: 'o', quantity: 7 },
    ];
    expect(enumeratePairs(input, { previous }).withdrawn).toBe(2 + 5 + 7);
  });

  it('keeps a promise before it looks at cost, unless level keep is left out', () => {
    const input: PairsInput = {
      needs: [{ id: 'n', rank: 0, demand: 1 }],
      offers: [
        { id: 'x', capacity: 1 },
        { id: 'y', capacity: 1 },
      ],
      pairs: [
        { need: 'n', offer: 'x', cost: 5 },
        { need: 'n', offer: 'y', cost: -5 },
      ],
    };
    const previous = [{ need: 'n', offer: 'x', quantity: 1 }];
    expect(enumeratePairs(input, { previous }).cost).toBe(5n);
    expect(enumeratePairs(input, { previous, levels: ['rank', 'cost'] }).cost).toBe(-5n);
    expect(enumeratePairs(input, { previous, levels: ['rank'] }).optimalPlans).toBe(2);
  });

  it('covers all it can even where every unit costs', () => {
    expect(enumeratePairs(shared([3], 2), { levels: ['rank', 'cost'] }).coverageByRank.get(0)).toBe(2);
  });
});

describe('valueOfPairs and compareValues', () => {
  it('refuses what is not feasible', () => {
    const input = shared([1, 1], 1);
    expect(() => valueOfPairs(input, [{ need: 'n0', offer: 'o', quantity: 2 }])).toThrow('demand');
    const both = ['n0', 'n1'].map((need) => ({ need, offer: 'o', quantity: 1 }));
    expect(() => valueOfPairs(input, both)).toThrow('capacity');
    expect(() => valueOfPairs(input, [{ need: 'n0', offer: 'p', quantity: 1 }])).toThrow('unknown pair');
    expect(() => valueOfPairs(input, [{ need: 'n0', offer: 'o', quantity: 0.5 }])).toThrow('quantity 0.5');
  });

  it('looks at the fairness of a rank before the coverage of the next', () => {
    const fairer = {
      coverageByRank: new Map([
        [0, 2],
        [1, 0],
      ]),
      fairnessByRank: new Map([[0, ['1/2', '1/2']]]),
    };
    const fuller = {
      coverageByRank: new Map([
        [0, 2],
        [1, 9],
      ]),
      fairnessByRank: new Map([[0, ['0/1', '1/1']]]),
    };
    const rest = { withdrawn: 0, loads: [], cost: 0n };
    expect(compareValues({ ...fairer, ...rest }, { ...fuller, ...rest })).toBeGreaterThan(0);
    expect(compareValues({ ...fairer, ...rest }, { ...fuller, ...rest }, ['rank'])).toBeLessThan(0);
  });
});

describe('optimumByHighs', () => {
  it('gives ten classes of demand 1 and one of 100 that share 20 units 1 each and 10', async () => {
    const demands = [...new Array<number>(10).fill(1), 100];
    const value = await optimumByHighs(shared(demands, 20));
    expect(value.fairnessByRank.get(0)).toEqual(['1/10', ...new Array<string>(10).fill('1/1')]);
    const enumerated = enumeratePairs(shared(demands, 20));
    expect(enumerated.fairnessByRank.get(0)).toEqual(['1/10', ...new Array<string>(10).fill('1/1')]);
  });

  it('agrees with enumeration', async () => {
    for (const arbitrary of [tinyPairs, tiedPairs]) {
      await fc.assert(
        fc.asyncProperty(arbitrary, async ({ input, options }) => {
          const byHighs = await optimumByHighs(input, options);
          const enumerated = enumeratePairs(input, options);
          expect(judgedPart(byHighs, options.levels)).toEqual(judgedPart(enumerated, options.levels));
        }),
        runs(7),
      );
    }
  });

  it('answers medium instances', async () => {
    await fc.assert(
      fc.asyncProperty(mediumPairs, async ({ input }) => {
        const plan = await optimumByHighs(input, { levels: ['rank', 'keep', 'cost'] });
        expect(faultsOfPairs(input, plan.allocations)).toEqual([]);
      }),
      runs(3),
    );
    await fc.assert(
      fc.asyncProperty(fairMediumPairs, async ({ input, options }) => {
        const plan = await optimumByHighs(input, options);
        expect(faultsOfPairs(input, plan.allocations)).toEqual([]);
      }),
      runs(3),
    );
  });
});

describe('arbitraries', () => {
  it('give valid instances with few plans', () => {
    fc.assert(
      fc.property(fc.oneof(tinyPairs, tiedPairs, fairMediumPairs, bigPairs), ({ input, options }) => {
        const once = (keys: string[]) => expect(new Set(keys).size).toBe(keys.length);
        once(input.needs.map(({ id }) => id));
        once(input.offers.map(({ id }) => id));
        once(input.pairs.map(({ need, offer }) => JSON.stringify([need, offer])));
        expect(options.levels[0]).toBe('rank');
        expect(input.pairs.every(({ need }) => input.needs.some(({ id }) => id === need))).toBe(true);
        expect(input.pairs.every(({ offer }) => input.offers.some(({ id }) => id === offer))).toBe(true);
      }),
      runs(20),
    );
  });

  it('bound the number of plans', () => {
    fc.assert(
      fc.property(tinyPairs, ({ input }) => {
        expect(plansAtMost(input)).toBeLessThanOrEqual(20_000);
      }),
    );
  });
});
