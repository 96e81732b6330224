import { type ClassColumns, compareOrdinals, type Ordinal, ordinalOf } from './ordinal.js';

/** What units of classes are worth by the order of service, as numbers to compare. */
export type UnitOrder = ReturnType<typeof unitOrder>;

/** Bits of a whole number that a double holds exactly, less one. */
const BITS = 52;

/**
 * The order of service (`ordinal.ts`) as whole numbers above 0, larger is served earlier: the rank, then how far the fraction (unit − 1)/share is from 1, in steps so
 * fine that no two fractions share one, then the gain. A double is the correctly rounded quotient, so equal fractions give the same number, and different ones are at
 * least 1/share² apart. Where that needs more bits than a double has (shares above some millions), steps are as fine as can be and equal numbers mean
 * nothing: the order is `wide`, and `compare` decides by exact products. O(classes · log).
 */
export function unitOrder(classes: ClassColumns) {
  const { rank, served, share, portion } = classes;
  const all = rank.length;
  const ranks = [...new Set(rank)].sort((a, b) => a - b);
  const placeOfRank = new Map(ranks.map((r, i) => [r, ranks.length - i]));
  let largest = 1;
  for (let k = 0; k < all; k++) largest = Math.max(largest, share[k]!);
  const gains = gainsOf(classes);
  const spare = BITS - bitsFor(ranks.length + 1);
  const fine = 2 * bitsFor(largest) + 1;
  const wide = fine + bitsFor(gains.most + 1) > spare;
  const steps = 2 ** (wide ? spare : fine);
  const room = wide ? 1 : 2 ** bitsFor(gains.most + 1);
  const base = Float64Array.from(rank, (r, k) => placeOfRank.get(r)! * steps * room - (wide ? 0 : gains.of[k]!));
  return {
    /** One whole class, from its first unit to beyond its last, in these numbers. */
    span: steps * room,
    wide,
    /** The `unit`-th unit that class k still asks for, from 1. */
    worth(k: number, unit: number): number {
      const own = portion === undefined ? unit : unit - ((unit - 1) % portion[k]!);
      return base[k]! - Math.floor(((served[k]! + own - 1) / share[k]!) * steps) * room;
    },
    /** Positive where the unit of class k is served before the other; exact. */
    compare(k: number, unit: number, other: number, otherUnit: number): number {
      return compareOrdinals(ordinalOf(classes, other, otherUnit), ordinalOf(classes, k, unit));
    },
  };
}

/** Per class, which place its gain has: 0 for the largest. */
function gainsOf(classes: ClassColumns) {
  const { share, portion } = classes;
  const keyOf = (k: number) => (portion ? `${share[k]} ${portion[k]}` : share[k]!);
  const first = new Map<number | string, Ordinal>();
  for (let k = 0; k < share.length; k++) {
    if (!first.has(keyOf(k))) first.set(keyOf(k), { ...ordinalOf(classes, k, 1), rank: 0, unit: 1 });
  }
  const place = new Map<number | string, number>();
  let most = 0;
  let before: Ordinal | undefined;
  for (const [key, own] of [...first].sort((a, b) => compareOrdinals(a[1], b[1]))) {
    if (before && compareOrdinals(before, own) !== 0) most++;
    place.set(key, most);
    before = own;
  }
  return { of: Int32Array.from(share, (_, k) => place.get(keyOf(k))!), most };
}

function bitsFor(values: number): number {
  return Math.ceil(Math.log2(Math.max(values, 1)));
}
