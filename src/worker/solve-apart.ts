import type { Solve } from '../match/pipe.js';
import type { Problem, Solution } from '../problem/problem.js';
import { finishAsync, type Run, tell, throwIfAborted } from '../solve/control.js';
import { splitSteps } from '../solve/split.js';
import type { Job, Pool } from './pool.js';
import { buffersOf } from './worker-messages.js';

/**
 * Solves in the threads of a pool, up to `most` parts of a problem at once. With limits the problem stays whole, so that a `workLimit` stops
 * where it does without workers.
 *
 * @param least arcs of a part, on average
 * @throws the reason of a signal; what `onProgress` throws; LinkageError `WORKER_FAILED`
 */
export function solveIn(pool: Pool, most: number, least?: number): Solve {
  return async (problem, levels, run) => {
    const { timeLimit, workLimit } = run.left();
    const limited = timeLimit !== undefined || workLimit !== undefined;
    const split = limited || most === 1 ? undefined : await finishAsync(splitSteps(problem, levels, most, least), run);
    // The check needs the whole problem afterwards; parts are nobody else's.
    if (!split) return (await solutionsOf(pool, [problem], () => [], levels, run))[0]!;
    const solutions = await solutionsOf(pool, split.parts, (part) => buffersOf(part), levels, run);
    return finishAsync(split.merge(solutions), run);
  };
}

/** The solutions of all problems, in their order, or nothing: where one fails, the others are taken back. */
async function solutionsOf(
  pool: Pool,
  problems: readonly Problem[],
  transferOf: (problem: Problem) => ArrayBuffer[],
  levels: Parameters<Solve>[1],
  run: Run,
): Promise<Solution[]> {
  throwIfAborted(run);
  const jobs: Job[] = [];
  const ends: (() => void)[] = [];
  try {
    return await new Promise((resolve, reject) => {
      // What waits is taken back first: it must not get the place of what is ended.
      let failed = false;
      const fail = (reason: unknown) => {
        failed = true;
        for (const job of jobs.reverse()) pool.drop(job);
        reject(reason);
      };
      for (const signal of run.signals) ends.push(onAbort(signal, () => fail(signal.reason)));
      const before = run.done;
      const work = problems.map(() => 0);
      const solutions: Solution[] = [];
      let open = problems.length;
      problems.forEach((problem, i) => {
        jobs.push({
          task: () => ({ problem, levels, limits: run.left() }),
          transfer: transferOf(problem),
          onWork(done) {
            work[i] = done;
            run.done = before + work.reduce((sum, units) => sum + units, 0);
            try {
              tell(run);
            } catch (error) {
              fail(error);
            }
          },
          onSolution(solution) {
            solutions[i] = solution;
            if (--open === 0) resolve(solutions);
          },
          onFailure: fail,
        });
      });
      for (const job of [...jobs]) if (!failed) pool.take(job);
    });
  } finally {
    for (const end of ends) end();
  }
}

/** Of each signal, all who wait for it: with a listener for each Node warns of a leak from the eleventh call on. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** @returns no longer */
function onAbort(signal: AbortSignal, end: () => void): () => void {
  const ends = waiting.get(signal) ?? new Set();
  if (!waiting.has(signal)) signal.addEventListener('abort', () => ends.forEach((each) => void each()));
  waiting.set(signal, ends.add(end));
  return () => void ends.delete(end);
}
