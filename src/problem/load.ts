import { divideProduct } from '../kernel/exact.js';
import type { Load } from './problem.js';

/** Steps at most where ratios count exactly: finer ones of larger capacities are not told apart. */
const FINEST = 4095;

/**
 * The load of the `units`-th unit given of a capacity of `full`: how far its ratio has come, as a whole number above 0; larger is worse, and only the order
 * counts. Ratios are rounded up to `steps` steps. With 0 steps they are compared exactly, of equal ones the smaller capacity's is the worse: the mirror of
 * `kernel/ordinal.ts`, (k/c ascending, then (k − 1)/c descending).
 */
export function loadAt(units: number, full: number, steps: number): number {
  const own = stepsOf(full, steps);
  const { quotient, exact } = divideProduct(units, own, full);
  return loadOfStep(exact ? quotient : quotient + 1, own, steps);
}

type Columns = { readonly [Key in 'full' | 'given']: ArrayLike<number> } & Pick<Load, 'steps'>;

/** The units that `room` more of a cap can hold, as [units, load of each] by rising load; none for a cap whose use is no load. O(steps). */
export function loadsOf({ full, given, steps }: Columns, c: number, room: number): [units: number, load: number][] {
  const found: [number, number][] = [];
  const most = full[c]!;
  const own = stepsOf(most, steps);
  const end = given[c]! + room;
  for (let at = given[c]!, step = firstStep(at, own, most); at < end; step++) {
    const next = step < own ? Math.min(end, divideProduct(step, most, own).quotient) : end;
    if (next > at) found.push([next - at, loadOfStep(step, own, steps)]);
    at = next;
  }
  return found;
}

function firstStep(given: number, own: number, full: number): number {
  return divideProduct(given, own, full).quotient + 1;
}

function stepsOf(full: number, steps: number): number {
  return steps || Math.min(full, FINEST);
}

/** Different fractions of denominators up to {@link FINEST} are more than 2⁻²⁴ apart. */
function loadOfStep(step: number, own: number, steps: number): number {
  return steps ? step : Math.floor((step * 2 ** 24) / own) * 2 ** 12 + FINEST + 1 - own;
}
