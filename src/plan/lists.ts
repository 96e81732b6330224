import { eachInSteps, type Work } from '../kernel/work.js';

/** A list of numbers per key, as columns. */
export interface Lists {
  /** What stands under a key, ascending. */
  of(key: number): Int32Array;
}

/** Puts the number of every item under the keys that `keysOf` hands to `add`. O(items + keys). */
export function* listsBy<T>(
  keys: number,
  items: ArrayLike<T>,
  keysOf: (item: T, index: number, add: (key: number) => void) => void,
): Work<Lists> {
  const start = new Int32Array(keys + 1);
  const count = (key: number) => {
    start[key + 1]!++;
  };
  yield* eachInSteps(items, (item, index) => keysOf(item, index, count));
  for (let key = 0; key < keys; key++) start[key + 1]! += start[key]!;
  const next = start.slice(0, keys);
  const list = new Int32Array(start[keys]!);
  let inHand = 0;
  const place = (key: number) => {
    list[next[key]!++] = inHand;
  };
  yield* eachInSteps(items, (item, index) => {
    inHand = index;
    keysOf(item, index, place);
  });
  return { of: (key) => list.subarray(start[key]!, start[key + 1]!) };
}
