import type { Limits } from '../errors/read-options.js';
import type { Stoppable } from '../kernel/work.js';

export type { Limits } from '../errors/read-options.js';

/** What a caller may watch and stop. */
export interface Watch {
  /** Aborting rejects with the signal's reason and gives nothing. */
  readonly signal?: AbortSignal | undefined;
  /** Called between slices of work; what it throws rejects the call. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Progress {
  readonly stage: Stage;
  /** Units of work done so far. */
  readonly work: number;
}

export type Stage = 'compile' | 'solve' | 'check' | 'decode';

/** Whether the limits are used up, as a question to ask with the work done so far. The clock starts now. */
export function enoughBy({ timeLimit, workLimit }: Limits): (done: number) => boolean {
  const start = performance.now();
  return (done) =>
    (workLimit !== undefined && done >= workLimit) ||
    (timeLimit !== undefined && performance.now() - start >= timeLimit);
}

/** Milliseconds of work between two breaths of the event loop. */
export const SLICE = 12;

/** One watched call as it goes on. */
export type Run = ReturnType<typeof startRun>;

export function startRun(limits: Limits, { onProgress }: Watch, signals: readonly AbortSignal[]) {
  const { timeLimit, workLimit } = limits;
  const start = performance.now();
  const run = {
    /** Whether to be content with the best so far. */
    enough: enoughBy(limits),
    left: (): Limits => ({
      timeLimit: timeLimit && Math.max(0, timeLimit - (performance.now() - start)),
      workLimit: workLimit && Math.max(0, workLimit - run.done),
    }),
    /** Whoever may end it. */
    signals,
    onProgress,
    stage: 'compile' as Stage,
    /** Units of work done so far. */
    done: 0,
  };
  return run;
}

/** @throws the reason of the first signal that was given */
export function throwIfAborted({ signals }: Run): void {
  for (const signal of signals) signal.throwIfAborted();
}

export function tell({ onProgress, stage, done }: Run): void {
  onProgress?.({ stage, work: done });
}

/**
 * Runs to the end or to a limit like `finish`, giving way to the event loop between slices.
 *
 * @throws the reason of a signal; what `onProgress` throws
 */
export async function finishAsync<T>(work: Stoppable<T>, run: Run): Promise<T> {
  let breath = performance.now();
  throwIfAborted(run);
  let step = work.next();
  while (!step.done) {
    run.done += step.value;
    if (performance.now() - breath >= SLICE) {
      tell(run);
      await new Promise((resolve) => setTimeout(resolve, 0));
      throwIfAborted(run);
      breath = performance.now();
    }
    step = work.next(run.enough(run.done));
  }
  return step.value;
}
