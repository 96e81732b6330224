/**
 * A computation that can be watched and stopped: it yields now and then the work done since it last did (about one unit per arc looked
 * at, so the same on every machine), and is told whether to stop. What stopping means is each computation's own to say.
 */
export type Work<T> = Generator<number, T, boolean | undefined>;

/** Runs to the end, or until `enough` says of the work done so far that it is; from then on the computation is told to stop. */
export function finish<T>(work: Work<T>, enough: (done: number) => boolean = never): T {
  let done = 0;
  let step = work.next();
  while (!step.done) {
    done += step.value;
    step = work.next(enough(done));
  }
  return step.value;
}

/** Visits every item, pausing after `pause` of them; it does not stop before its end. */
export function* eachInSteps<T>(
  items: readonly T[],
  visit: (item: T, index: number) => void,
  pause = 2000,
): Work<void> {
  for (let i = 0; i < items.length; i++) {
    if (i > 0 && i % pause === 0) yield pause;
    visit(items[i]!, i);
  }
}

function never(): boolean {
  return false;
}
