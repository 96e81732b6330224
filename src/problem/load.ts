import { divideProduct } from '../kernel/exact.js';
import type { Load } from './problem.js';

/** Steps at most where ratios count exactly: finer ones of larger capacities are not told apart. */
const FINEST = 4095;

/** Whose load counts, and of which portions it is (see `Problem`). */
type Loaded = { readonly [Key in keyof Load]: Load[Key] extends number ? number : ArrayLike<number> };

/**
 * The load of the `unit`-th of `room` units that a cap has left: how far the ratio has come with its portion, as a whole number above 0; larger is worse,
 * and only the order counts. Ratios are rounded up to `steps` steps. With 0 steps they are compared exactly, of equal ones the smaller capacity's is the
 * worse: the mirror of `kernel/ordinal.ts`, (k/c ascending, then (k − 1)/c descending).
 */
export function loadAt({ full, given, steps }: Loaded, c: number, unit: number, room: number, portion = 1): number {
  const own = stepsOf(full[c]!, given[c]!, steps, portion);
  const through = given[c]! + Math.min(Math.ceil(unit / portion) * portion, room);
  const { quotient, exact } = divideProduct(through, own, full[c]!);
  return loadOfStep(exact ? quotient : quotient + 1, own, steps);
}

/** The `room` units that a cap has left, as [units, load of each] by rising load; none for a cap whose use is no load. O(steps). */
export function loadsOf(
  { full, given, steps }: Loaded,
  c: number,
  room: number,
  portion = 1,
): [units: number, load: number][] {
  const found: [number, number][] = [];
  const most = full[c]!;
  const start = given[c]!;
  const own = stepsOf(most, start, steps, portion);
  const end = start + room;
  for (let at = start, step = divideProduct(at, own, most).quotient + 1; at < end; step++) {
    const last = step < own ? divideProduct(step, most, own).quotient : end;
    const next = last >= end ? end : last - ((last - start) % portion);
    if (next > at) found.push([next - at, loadOfStep(step, own, steps)]);
    at = next;
  }
  return found;
}

function stepsOf(full: number, given: number, steps: number, portion: number): number {
  const inPortions = full % portion === 0 && given % portion === 0;
  return steps || Math.min(inPortions ? full / portion : full, FINEST);
}

/** Different fractions of denominators up to {@link FINEST} are more than 2⁻²⁴ apart. */
function loadOfStep(step: number, own: number, steps: number): number {
  return steps ? step : Math.floor((step * 2 ** 24) / own) * 2 ** 12 + FINEST + 1 - own;
}
