import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClassColumns, compareOrdinals, ordinalOf } from '../../../src/kernel/ordinal.js';
import { unitOrder } from '../../../src/kernel/unit-order.js';
import { runs } from '../../support/runs.js';

const BIG = 2 ** 40;

const classes = (most: number): fc.Arbitrary<ClassColumns> =>
  fc
    .array(
      fc.record({
        rank: fc.constantFrom(0, 0, 2, 7),
        demand: fc.integer({ min: 1, max: most }),
        served: fc.nat(most),
        spare: fc.nat(most),
        portion: fc.constantFrom(1, 1, 2, 5),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((list) => ({
      rank: Int32Array.from(list, (c) => c.rank),
      demand: Float64Array.from(list, (c) => c.demand),
      served: Float64Array.from(list, (c) => c.served),
      share: Float64Array.from(list, (c) => c.served + c.demand + c.spare),
      portion: Float64Array.from(list, (c) => c.portion),
    }));

/** A class, and a unit that it asks for. */
const drawn = (columns: ClassColumns, at: number): [k: number, unit: number] => {
  const k = at % columns.rank.length;
  return [k, 1 + (Math.floor(at / columns.rank.length) % columns.demand[k]!)];
};

describe('unitOrder', () => {
  it.each([
    [9, false],
    [1000, false],
    [BIG, true],
  ])('is the order of service, of demands up to %d', (most, wide) => {
    let isWide = false;
    fc.assert(
      fc.property(classes(most), fc.array(fc.maxSafeNat(), { minLength: 2, maxLength: 12 }), (columns, places) => {
        const order = unitOrder(columns);
        isWide ||= order.wide;
        const units = places.map((at) => drawn(columns, at));
        for (const [k, unit] of units) {
          expect(order.worth(k, unit)).toBeGreaterThan(0);
          for (const [l, other] of units) {
            const sooner = Math.sign(compareOrdinals(ordinalOf(columns, l, other), ordinalOf(columns, k, unit)));
            const found = Math.sign(order.worth(k, unit) - order.worth(l, other));
            // Where the order is wide, equal numbers mean nothing.
            expect(order.wide && found === 0 ? Math.sign(order.compare(k, unit, l, other)) : found).toBe(sooner);
          }
        }
      }),
      runs(1000),
    );
    expect(isWide).toBe(wide);
  });
});
