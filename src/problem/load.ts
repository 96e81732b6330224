import { divideProduct } from '../kernel/exact.js';
import type { Load } from './problem.js';

/** Steps at most where ratios count exactly: finer ones of larger capacities are not told apart. */
const FINEST = 4095;

/** Into how many a step is parted where steps are fine: quarters into sixtieths. */
export const FINE = 15;

/** Whose load counts, and of which portions it is (see `Problem`). */
type Loaded = { readonly [Key in keyof Load]: Load[Key] extends number ? number : ArrayLike<number> };

/**
 * The load of the `unit`-th of `room` units that a cap has left: how far the ratio has come with its portion, as a whole number above 0; larger is worse,
 * and only the order counts. Ratios are rounded up to `steps` steps. With 0 steps they are compared exactly, of equal ones the smaller capacity's is the
 * worse: the mirror of `kernel/ordinal.ts`, (k/c ascending, then (k − 1)/c descending).
 */
export function loadAt(load: Loaded, c: number, unit: number, room: number, portion = 1): number {
  const { full, given } = load;
  const own = stepsOf(load, c, portion);
  const through = given[c]! + Math.min(Math.ceil(unit / portion) * portion, room);
  const { quotient, exact } = divideProduct(through, own, full[c]!);
  return loadOfStep(load, c, exact ? quotient : quotient + 1, own);
}

/** The `room` units that a cap has left, as [units, load of each] by rising load; none for a cap whose use is no load. O(steps). */
export function loadsOf(load: Loaded, c: number, room: number, portion = 1): [units: number, load: number][] {
  const found: [number, number][] = [];
  const most = load.full[c]!;
  const start = load.given[c]!;
  const own = stepsOf(load, c, portion);
  const end = start + room;
  for (let at = start, step = divideProduct(at, own, most).quotient + 1; at < end; step++) {
    const last = step < own ? divideProduct(step, most, own).quotient : end;
    const next = last >= end ? end : last - ((last - start) % portion);
    if (next > at) found.push([next - at, loadOfStep(load, c, step, own)]);
    at = next;
  }
  return found;
}

function stepsOf({ full, given, steps, fine }: Loaded, c: number, portion: number): number {
  const inPortions = full[c]! % portion === 0 && given[c]! % portion === 0;
  return steps * (fine?.[c] ? FINE : 1) || Math.min(inPortions ? full[c]! / portion : full[c]!, FINEST);
}

/** Different fractions of denominators up to {@link FINEST} are more than 2⁻²⁴ apart. */
function loadOfStep({ steps, fine }: Loaded, c: number, step: number, own: number): number {
  if (steps > 0) return fine?.[c] === 0 ? step * FINE : step;
  return Math.floor((step * 2 ** 24) / own) * 2 ** 12 + FINEST + 1 - own;
}
