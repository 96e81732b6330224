import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClassColumns,
  compareMarks,
  compareOrdinals,
  type Ordinal,
  openUnitsUpTo,
  ordinalOf as placeOf,
} from '../../../src/kernel/ordinal.js';
import { runs } from '../../support/runs.js';

const BIG = 2 ** 40;

const ordinalOf = (demand: fc.Arbitrary<number>): fc.Arbitrary<Ordinal> =>
  fc.tuple(fc.nat(2), demand, fc.maxSafeNat()).map(([rank, d, unit]) => ({ rank, unit: 1 + (unit % d), demand: d }));
const ordinal = fc.oneof(
  ordinalOf(fc.integer({ min: 1, max: 6 })),
  ordinalOf(fc.integer({ min: 1, max: BIG })),
  ordinalOf(fc.integer({ min: Number.MAX_SAFE_INTEGER - 2, max: Number.MAX_SAFE_INTEGER })),
);

/** The definition: rank ascending, (k − 1)/d ascending, then the portion's part of the class descending, in fractions. */
function byDefinition(a: Ordinal, b: Ordinal): number {
  if (a.rank !== b.rank) return Math.sign(a.rank - b.rank);
  const fraction = (p: number, q: number, r: number, s: number) => {
    const difference = BigInt(p) * BigInt(s) - BigInt(r) * BigInt(q);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  };
  return (
    fraction(a.unit - 1, a.demand, b.unit - 1, b.demand) ||
    fraction(Math.min(b.portion ?? 1, b.demand), b.demand, Math.min(a.portion ?? 1, a.demand), a.demand)
  );
}

describe('compareOrdinals', () => {
  it('is the definition, in fractions', () => {
    fc.assert(
      fc.property(ordinal, ordinal, (a, b) => {
        expect(Math.sign(compareOrdinals(a, b))).toBe(byDefinition(a, b));
      }),
      runs(4000),
    );
  });

  it('tells fractions apart that are one double', () => {
    const d = 2 ** 52;
    const a = { rank: 0, unit: d, demand: d + 1 };
    const b = { rank: 0, unit: d - 1, demand: d };
    expect((a.unit - 1) / a.demand).toBe((b.unit - 1) / b.demand);
    expect(compareOrdinals(a, b)).toBeGreaterThan(0);
    expect(compareOrdinals(b, a)).toBeLessThan(0);
  });

  it('is a total order; only units of one rank and one demand tie', () => {
    const close = ordinalOf(fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(close, close, close, (a, b, c) => {
        expect(compareOrdinals(a, a)).toBe(0);
        expect(Math.sign(compareOrdinals(a, b)) + Math.sign(compareOrdinals(b, a))).toBe(0);
        if (compareOrdinals(a, b) <= 0 && compareOrdinals(b, c) <= 0) {
          expect(compareOrdinals(a, c)).toBeLessThanOrEqual(0);
        }
        if (compareOrdinals(a, b) === 0) expect(a).toEqual(b);
      }),
      runs(3000),
    );
  });

  it('offsets put points just before and just after a unit, and before the next', () => {
    const at = { rank: 0, unit: 2, demand: 3 };
    const next = { rank: 0, unit: 3, demand: 3 };
    const points = [-2, -1, 0, 1, 2].map((offset) => ({ ...at, offset }));
    expect([...points].reverse().sort(compareMarks)).toEqual(points);
    expect(compareMarks({ ...at, offset: 2 ** 31 }, { ...next, offset: -(2 ** 31) })).toBeLessThan(0);
  });
});

/** Classes of which nothing is served yet, counted against what they ask. */
const plain = (rank: Int32Array, demand: Float64Array): ClassColumns => ({
  rank,
  demand,
  served: new Float64Array(demand.length),
  share: demand,
});

/** One class, some of it served before, counted against more, in portions. */
const portioned = fc
  .record({ rank: fc.nat(2), demand: fc.integer({ min: 1, max: 12 }), served: fc.nat(4), more: fc.nat(3) })
  .chain((one) => fc.record({ one: fc.constant(one), portion: fc.integer({ min: 1, max: 5 }) }))
  .map(({ one: { rank, demand, served, more }, portion }) => ({
    rank,
    demand,
    served,
    share: served + demand + more,
    portion,
  }));

const columnsOf = (list: readonly { readonly [Key in keyof ClassColumns]-?: number }[]): ClassColumns => ({
  rank: Int32Array.from(list, (one) => one.rank),
  demand: Float64Array.from(list, (one) => one.demand),
  served: Float64Array.from(list, (one) => one.served),
  share: Float64Array.from(list, (one) => one.share),
  portion: Float64Array.from(list, (one) => one.portion),
});

/** Ordinals of all units of a class, each portion standing where its first unit does. */
const unitsOf = ({ rank, demand, served, share, portion }: { readonly [Key in keyof ClassColumns]-?: number }) =>
  Array.from({ length: demand }, (_, i) => ({
    rank,
    unit: served + Math.floor(i / portion) * portion + 1,
    demand: share,
    ...(portion > 1 && { portion }),
  }));

describe('openUnitsUpTo', () => {
  const upTo = (at: Ordinal, rank: number, demand: number) =>
    openUnitsUpTo(at, plain(Int32Array.of(rank), Float64Array.of(demand)), 0);

  it('counts the units before and through a point, as looking at each does, in portions too', () => {
    fc.assert(
      fc.property(portioned, portioned, fc.nat(20), (one, other, pick) => {
        const classes = columnsOf([one]);
        const units = unitsOf(one);
        expect(units.map((_, i) => placeOf(classes, 0, i + 1))).toEqual(units);
        const all = [...units, ...unitsOf(other)];
        const at = all[pick % all.length]!;
        const orders = units.map((unit) => byDefinition(unit, at));
        expect(openUnitsUpTo(at, classes, 0)).toEqual({
          before: orders.filter((order) => order < 0).length,
          through: orders.filter((order) => order <= 0).length,
        });
      }),
      runs(3000),
    );
  });

  it('with demands in the millions the units on both sides of the count show it', () => {
    const large = fc.integer({ min: 1, max: BIG });
    fc.assert(
      fc.property(ordinalOf(large), large, (at, demand) => {
        const { before, through } = upTo(at, at.rank, demand);
        const order = (unit: number) => byDefinition({ rank: at.rank, unit, demand }, at);
        expect(0 <= before && before <= through && through <= demand).toBe(true);
        if (before > 0) expect(order(before)).toBe(-1);
        if (before < through) expect([through - before, order(through)]).toEqual([1, 0]);
        if (through < demand) expect(order(through + 1)).toBe(1);
      }),
      runs(3000),
    );
  });
});
