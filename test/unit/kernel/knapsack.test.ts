import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyKnapsack, fillKnapsack, type Knapsack } from '../../../src/kernel/knapsack.js';
import { runs } from '../../support/runs.js';

const item = (weight: number) => fc.record({ profit: fc.integer({ min: 1, max: 30 }), weight: fc.nat(weight) });
const instance = (weight: number, capacity: number) =>
  fc.record({
    capacity: fc.nat(capacity),
    pieces: fc.array(item(weight), { maxLength: 6 }),
    goods: fc.array(item(4), { maxLength: 3 }),
  });
type Instance = typeof instance extends (...numbers: never[]) => fc.Arbitrary<infer T> ? T : never;

function packed({ capacity, pieces, goods }: Instance): Knapsack {
  const sack = emptyKnapsack(pieces.length, goods.length);
  sack.capacity = capacity;
  sack.pieces = pieces.length;
  sack.goods = goods.length;
  sack.profit.set(pieces.map(({ profit }) => profit));
  sack.weight.set(pieces.map(({ weight }) => weight));
  sack.unitProfit.set(goods.map(({ profit }) => profit));
  sack.most.set(goods.map(({ weight }) => weight));
  return sack;
}

/** Every subset of the pieces, the rest filled with single units, the dearest first. */
function enumerated({ capacity, pieces, goods }: Instance): number {
  const units = goods.flatMap(({ profit, weight }) => new Array<number>(weight).fill(profit)).sort((a, b) => b - a);
  let most = 0;
  for (let set = 0; set < 1 << pieces.length; set++) {
    const chosen = pieces.filter((_, i) => (set >> i) & 1);
    const room = capacity - chosen.reduce((sum, { weight }) => sum + weight, 0);
    if (room < 0) continue;
    const rest = units.slice(0, room).reduce((sum, profit) => sum + profit, 0);
    most = Math.max(most, rest + chosen.reduce((sum, { profit }) => sum + profit, 0));
  }
  return most;
}

/** Weight and profit of what a filled sack says that it holds. */
function held({ pieces, taken, profit, weight, goods, amount, unitProfit }: Knapsack) {
  let [load, worth] = [0, 0];
  for (let i = 0; i < pieces; i++) {
    load += taken[i]! * weight[i]!;
    worth += taken[i]! * profit[i]!;
  }
  for (let g = 0; g < goods; g++) {
    load += amount[g]!;
    worth += amount[g]! * unitProfit[g]!;
  }
  return { load, worth };
}

describe('fillKnapsack', () => {
  it('finds the most by enumeration where its table is small, and says what makes it up', () => {
    fc.assert(
      fc.property(instance(9, 25), (one) => {
        const sack = packed(one);
        const most = fillKnapsack(sack);
        expect(most).toBe(enumerated(one));
        const { load, worth } = held(sack);
        expect(worth).toBe(most);
        expect(load).toBeLessThanOrEqual(one.capacity);
      }),
      runs(1000),
    );
  });

  it('gives no less than the most, and no more than a broken piece beyond it, where the table would be large', () => {
    const by = 100_000;
    fc.assert(
      fc.property(instance(9, 25), ({ capacity, pieces, goods }) => {
        const one = { capacity: capacity * by, pieces: pieces.map((p) => ({ ...p, weight: p.weight * by })), goods };
        const most = fillKnapsack(packed(one));
        const exact = enumerated(one);
        expect(most).toBeGreaterThanOrEqual(exact);
        expect(most).toBeLessThanOrEqual(exact + 30);
      }),
      runs(1000),
    );
  });

  it('gives no less than the most of numbers whose products no double holds', () => {
    const large = fc.record({
      profit: fc.integer({ min: 1, max: 2 ** 46 }),
      weight: fc.integer({ min: 1, max: 2 ** 40 }),
    });
    fc.assert(
      fc.property(fc.nat(2 ** 42), fc.array(large, { minLength: 1, maxLength: 6 }), (capacity, all) => {
        const one = { capacity, pieces: all.filter(({ weight }) => weight <= capacity), goods: [] };
        expect(fillKnapsack(packed(one))).toBeGreaterThanOrEqual(enumerated(one));
      }),
      runs(1000),
    );
  });
});
