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

function never(): boolean {
  return false;
}
