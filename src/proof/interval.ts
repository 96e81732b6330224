/**
 * Intervals of values in the ordered group that proofs are computed in, as a column of eight numbers each: a low value and a high one.
 *
 * A value is what a unit is worth by ordinal, promises kept, and then load spared and cost saved, or these two the other way round (`third` and `last`),
 * compared in that order. The ordinal part is a position on a common scale, smaller is worth more.
 */
export type Intervals = Float64Array;

/** Where the high value of an interval stands, and the next interval. */
export const HIGH = 4;
export const SPAN = 8;

/** Intervals that hold every value. */
export function openIntervals(count: number): Intervals {
  const intervals = new Float64Array(SPAN * count);
  for (let i = 0; i < count; i++) reopen(intervals, i);
  return intervals;
}

export function reopen(intervals: Intervals, i: number): void {
  const at = SPAN * i;
  intervals.fill(0, at, at + SPAN);
  intervals[at] = Number.POSITIVE_INFINITY;
  intervals[at + HIGH] = Number.NEGATIVE_INFINITY;
}

/** Positive where the first value is worth more than the one that stands at a place. */
export function compare(
  intervals: Intervals,
  at: number,
  position: number,
  keep: number,
  third: number,
  last: number,
): number {
  if (position !== intervals[at]) return intervals[at]! - position;
  return keep - intervals[at + 1]! || third - intervals[at + 2]! || last - intervals[at + 3]!;
}

/** Values below this one leave the interval. */
export function raiseLow(
  intervals: Intervals,
  i: number,
  position: number,
  keep: number,
  third: number,
  last: number,
): void {
  const at = SPAN * i;
  if (compare(intervals, at, position, keep, third, last) > 0) put(intervals, at, position, keep, third, last);
}

/** Values above this one leave the interval. */
export function lowerHigh(
  intervals: Intervals,
  i: number,
  position: number,
  keep: number,
  third: number,
  last: number,
): void {
  const at = SPAN * i + HIGH;
  if (compare(intervals, at, position, keep, third, last) < 0) put(intervals, at, position, keep, third, last);
}

function put(intervals: Intervals, at: number, position: number, keep: number, third: number, last: number): void {
  intervals[at] = position;
  intervals[at + 1] = keep;
  intervals[at + 2] = third;
  intervals[at + 3] = last;
}

export function isEmpty(intervals: Intervals, i: number): boolean {
  const at = SPAN * i;
  return compareTo(intervals, at, intervals, at + HIGH) > 0;
}

/** Positive where the value at a place of a column is worth more than the one at a place of another. */
export function compareTo(a: Intervals, at: number, b: Intervals, other: number): number {
  return compare(b, other, a[at]!, a[at + 1]!, a[at + 2]!, a[at + 3]!);
}
