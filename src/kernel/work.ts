/**
 * A computation with air in it: it yields now and then the work done since it last did (about one unit per arc looked at, so the same on every
 * machine). It always runs to its end, whatever it is told.
 */
export type Work<T> = Generator<number, T, unknown>;

/** Work that may end early: whenever it yields it is told whether to stop. What stopping means is each computation's own to say. */
export type Stoppable<T> = Generator<number, T, boolean | undefined>;

/** Runs to the end, or until `enough` says of the work done so far that it is; from then on the computation is told to stop. */
export function finish<T>(work: Stoppable<T>, enough: (done: number) => boolean = () => false): T {
  let done = 0;
  let step = work.next();
  while (!step.done) {
    done += step.value;
    step = work.next(enough(done));
  }
  return step.value;
}

/** What a computation comes to; undefined where it is told to stop, or `spent` says so (`true`): then it is left as it is. */
export function* untilTold<T>(
  work: Stoppable<T>,
  spent?: (done: number) => unknown,
): Stoppable<{ value: T } | undefined> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { value: step.value };
    const isSpent = spent?.(step.value) === true;
    if ((yield step.value) || isSpent) return undefined;
  }
}

/** Visits every item, pausing after `pause` of them. */
export function* eachInSteps<T>(
  items: ArrayLike<T>,
  visit: (item: T, index: number) => void,
  pause = 1000,
): Work<void> {
  for (let i = 0; i < items.length; i++) {
    if (i > 0 && i % pause === 0) yield pause;
    visit(items[i]!, i);
  }
}

/**
 * Visits every row, whose entries are `start[row] … start[row + 1] − 1`, pausing after `pause` rows and entries.
 *
 * @param order of the rows; ascending without it
 */
export function* rowsInSteps(
  start: Int32Array,
  visit: (row: number, from: number, to: number) => void,
  order?: Int32Array,
  pause = 10_000,
): Work<void> {
  let seen = 0;
  // A plain function, since the engine is slower to make loops of generators fast.
  const some = (from: number) => {
    let i = from;
    for (seen = 0; i + 1 < start.length && seen < pause; i++) {
      const row = order ? order[i]! : i;
      visit(row, start[row]!, start[row + 1]!);
      seen += 1 + start[row + 1]! - start[row]!;
    }
    return i;
  };
  for (let i = 0; i + 1 < start.length; ) {
    if (i > 0) yield seen;
    i = some(i);
  }
}

/** Items below which sorting does not pause. */
const RUN = 1000;

/** The items sorted as `toSorted` does, by merging. O(n log n) comparisons, O(n) where they are in order already. */
export function* sortedInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
  if (items.length <= RUN) return items.toSorted(compare);
  const middle = items.length >> 1;
  const left = yield* sortedInSteps(items.slice(0, middle), compare);
  const right = yield* sortedInSteps(items.slice(middle), compare);
  yield RUN;
  if (compare(left[middle - 1]!, right[0]!) <= 0) return left.concat(right);
  const merged: T[] = [];
  for (let l = 0, r = 0; merged.length < items.length; ) {
    if (merged.length % RUN === RUN - 1) yield RUN;
    const isLeft = r === right.length || (l < left.length && compare(left[l]!, right[r]!) <= 0);
    merged.push(isLeft ? left[l++]! : right[r++]!);
  }
  return merged;
}
