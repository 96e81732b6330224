/**
 * Intervals of values in the ordered group that proofs are computed in, as a column of six numbers each: a low value and a high one.
 *
 * A value is what a unit is worth by ordinal, promises kept and cost saved, compared in that order. The ordinal part is a position on a
 * common scale, smaller is worth more.
 */
export type Intervals = Float64Array;

/** Intervals that hold every value. */
export function openIntervals(count: number): Intervals {
  const intervals = new Float64Array(6 * count);
  for (let i = 0; i < count; i++) reopen(intervals, i);
  return intervals;
}

export function reopen(intervals: Intervals, i: number): void {
  const at = 6 * i;
  intervals[at] = Number.POSITIVE_INFINITY;
  intervals[at + 1] = intervals[at + 2] = 0;
  intervals[at + 3] = Number.NEGATIVE_INFINITY;
  intervals[at + 4] = intervals[at + 5] = 0;
}

/** Positive where the first value is worth more than the second. */
export function compare(
  position: number,
  keep: number,
  cost: number,
  otherPosition: number,
  otherKeep: number,
  otherCost: number,
): number {
  if (position !== otherPosition) return otherPosition - position;
  return keep !== otherKeep ? keep - otherKeep : cost - otherCost;
}

/** Values below this one leave the interval. */
export function raiseLow(intervals: Intervals, i: number, position: number, keep: number, cost: number): void {
  const at = 6 * i;
  if (compare(position, keep, cost, intervals[at]!, intervals[at + 1]!, intervals[at + 2]!) <= 0) return;
  intervals[at] = position;
  intervals[at + 1] = keep;
  intervals[at + 2] = cost;
}

/** Values above this one leave the interval. */
export function lowerHigh(intervals: Intervals, i: number, position: number, keep: number, cost: number): void {
  const at = 6 * i + 3;
  if (compare(position, keep, cost, intervals[at]!, intervals[at + 1]!, intervals[at + 2]!) >= 0) return;
  intervals[at] = position;
  intervals[at + 1] = keep;
  intervals[at + 2] = cost;
}

export function isEmpty(intervals: Intervals, i: number): boolean {
  const at = 6 * i;
  return (
    compare(
      intervals[at]!,
      intervals[at + 1]!,
      intervals[at + 2]!,
      intervals[at + 3]!,
      intervals[at + 4]!,
      intervals[at + 5]!,
    ) > 0
  );
}
