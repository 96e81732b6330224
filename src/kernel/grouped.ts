import { eachInSteps, type Work } from './work.js';

/**
 * The places of a column by what stands there: those of key k, ascending, are `places[start[k]] … places[start[k + 1] − 1]`; those of numbers below 0 are left
 * out. O(keys + places).
 */
export function placesBy(keys: number, column: ArrayLike<number>): [start: Int32Array, places: Int32Array] {
  const start = new Int32Array(keys + 1);
  for (let i = 0; i < column.length; i++) if (column[i]! >= 0) start[column[i]! + 1]!++;
  for (let key = 0; key < keys; key++) start[key + 1]! += start[key]!;
  const next = start.slice();
  const places = new Int32Array(start[keys]!);
  for (let i = 0; i < column.length; i++) if (column[i]! >= 0) places[next[column[i]!]!++] = i;
  return [start, places];
}

/** Puts every one of the ascending `items` under the keys that `keysOf` hands to `add`: `of` gives what stands under one, ascending. O(items + keys). */
export function* groupedBy(
  keys: number,
  items: ArrayLike<number>,
  keysOf: (item: number, add: (key: number) => void) => void,
): Work<{ of(key: number): Int32Array }> {
  const start = new Int32Array(keys + 1);
  const counts = (key: number) => {
    start[key + 1]!++;
  };
  yield* eachInSteps(items, (item) => keysOf(item, counts));
  for (let key = 0; key < keys; key++) start[key + 1]! += start[key]!;
  const next = start.slice(0, keys);
  const list = new Int32Array(start[keys]!);
  let current = 0;
  const enters = (key: number) => {
    list[next[key]!++] = current;
  };
  yield* eachInSteps(items, (item) => {
    current = item;
    keysOf(item, enters);
  });
  return { of: (key) => list.subarray(start[key]!, start[key + 1]!) };
}
