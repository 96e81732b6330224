/** Small cases that tell the objective from what is often taken for it. */
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { enumeratePairs } from '../support/pairs-oracle.js';
import type { PairsInput } from '../support/pairs-types.js';

function unitsOf(input: PairsInput): Record<string, number> {
  const result = matchPairs(input);
  expect(verifyPairs(input, result).ok).toBe(true);
  return Object.fromEntries(
    input.needs.map(({ id }) => [
      id,
      result.allocations.filter(({ need }) => need === id).reduce((sum, { quantity }) => sum + quantity, 0),
    ]),
  );
}

/** Needs of one rank that all draw on one offer. */
function shared(demands: readonly number[], capacity: number): PairsInput {
  const needs = demands.map((demand, n) => ({ id: `n${n}`, rank: 0, demand }));
  return {
    needs,
    offers: [{ id: 'o', capacity }],
    pairs: needs.map(({ id }) => ({ need: id, offer: 'o', cost: 0 })),
  };
}

describe('fair shares of whole units', () => {
  it('ten classes of demand 1 and one of 100 share 20 units: 1 each and 10, though in fractions it would be 2/11 each', () => {
    const units = unitsOf(shared([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 100], 20));
    expect(Object.values(units)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10]);
  });

  it('of two classes equally badly off the one that gains more goes first: 1/2 and 0/3, not 0/2 and 1/3', () => {
    expect(Object.values(unitsOf(shared([3, 2], 1)))).toEqual([0, 1]);
  });

  it('millions of units, in proportion', () => {
    expect(Object.values(unitsOf(shared([3e12, 5e12, 7e12], 15e9)))).toEqual([3e9, 5e9, 7e9]);
  });
});

/**
 * One unit each: n1 is served by o1 for nothing; n2 can only have o1, so serving both moves n1 to o2 and costs 2·C. A weight of C + 1
 * for a unit served says that the second unit is not worth it.
 */
function detour(cost: number, units: number): PairsInput {
  return {
    needs: [
      { id: 'n1', rank: 0, demand: units },
      { id: 'n2', rank: 0, demand: units },
    ],
    offers: [
      { id: 'o1', capacity: units },
      { id: 'o2', capacity: units },
    ],
    pairs: [
      { need: 'n1', offer: 'o1', cost: 0 },
      { need: 'n1', offer: 'o2', cost },
      { need: 'n2', offer: 'o1', cost },
    ],
  };
}

/** The best by maximum weight · served − cost, over all plans of 0 or 1 unit per pair. */
function servedByWeights(input: PairsInput, weight: number): number {
  let best = { value: 0, served: 0 };
  for (let chosen = 0; chosen < 2 ** input.pairs.length; chosen++) {
    const pairs = input.pairs.filter((_, p) => chosen & (1 << p));
    const once = (ids: string[]) => new Set(ids).size === ids.length;
    if (!once(pairs.map(({ need }) => need)) || !once(pairs.map(({ offer }) => offer))) continue;
    const value = pairs.reduce((sum, { cost }) => sum + weight - cost, 0);
    if (value > best.value) best = { value, served: pairs.length };
  }
  return best.served;
}

describe('urgency is no weight', () => {
  it('a weight of Cmax + 1 leaves a need unmet that can be met', () => {
    const input = detour(100, 1);
    expect(servedByWeights(input, 101)).toBe(1);
    expect(unitsOf(input)).toEqual({ n1: 1, n2: 1 });
    expect(matchPairs(input).cost).toBe(200);
    expect(enumeratePairs(input).cost).toBe(200n);
  });

  it('fault 10: with totals beyond 2^53 the same, the cost exact in decimals', () => {
    const result = matchPairs(detour(2 ** 40, 2 ** 41));
    expect(result.coverage).toEqual([{ rank: 0, demanded: 2 ** 42, covered: 2 ** 42 }]);
    expect(result.cost).toBe((2n ** 82n).toString());
    expect(verifyPairs(detour(2 ** 40, 2 ** 41), result).ok).toBe(true);
    const odd = matchPairs(detour(2 ** 40 - 1, 2 ** 41 - 3));
    expect(odd.cost).toBe((2n * (2n ** 40n - 1n) * (2n ** 41n - 3n)).toString());
    expect(verifyPairs(detour(2 ** 40 - 1, 2 ** 41 - 3), { ...odd, cost: `${odd.cost}0` }).ok).toBe(false);
  });

  it('fault 18: a thousand ranks, beyond what powers of a weight can tell apart', () => {
    const needs = Array.from({ length: 1000 }, (_, n) => ({ id: `n${n}`, rank: n, demand: 1 }));
    const input = {
      needs,
      offers: [{ id: 'o', capacity: 1 }],
      pairs: needs.map(({ id }, n) => ({ need: id, offer: 'o', cost: 1e9 - 1e6 * n })),
    };
    expect(matchPairs(input).allocations).toEqual([{ need: 'n0', offer: 'o', quantity: 1 }]);
  });

  it('what a rank got may be re-routed for a later rank, never taken back', () => {
    const input: PairsInput = {
      ...detour(100, 1),
      needs: [
        { id: 'n1', rank: -5, demand: 1 },
        { id: 'n2', rank: 1_000_000, demand: 1 },
      ],
    };
    expect(unitsOf(input)).toEqual({ n1: 1, n2: 1 });
  });
});
