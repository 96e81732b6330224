import type { Work } from '../kernel/work.js';

/** When to be content with the best so far. */
export interface Limits {
  /** Milliseconds, a number ≥ 0. Which plan comes of it depends on the machine. */
  readonly timeLimit?: number | undefined;
  /** Units of work (about one per pair looked at), a whole number ≥ 0: the same plan on every machine. */
  readonly workLimit?: number | undefined;
}

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
const SLICE = 12;

/**
 * Runs to the end or to a limit like `finish`, giving way to the event loop between slices.
 *
 * @throws the reason of `signal`; what `onProgress` throws
 */
export async function finishAsync<T>(
  work: Work<T>,
  enough: (done: number) => boolean,
  { signal, onProgress }: Watch,
  stage: () => Stage,
): Promise<T> {
  let done = 0;
  let breath = performance.now();
  signal?.throwIfAborted();
  let step = work.next();
  while (!step.done) {
    done += step.value;
    if (performance.now() - breath >= SLICE) {
      onProgress?.({ stage: stage(), work: done });
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
      breath = performance.now();
    }
    step = work.next(enough(done));
  }
  return step.value;
}
