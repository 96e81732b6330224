/**
 * Matching with the search in workers: the calling thread stays free, and cities that fall into parts are solved by several at once.
 * In browsers and in Node.
 *
 * @packageDocumentation
 */
import * as z from 'zod/mini';
import { LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { type MatchAsyncOptions, matchBy, type Solve } from '../match/pipe.js';
import type { Network } from '../model/graph.js';
import type { Plan } from '../plan/plan.js';
import { threadStarter } from './host.js';
import { cores } from './machine.js';
import { openPool } from './pool.js';
import { solveIn } from './solve-apart.js';

export interface WorkersOptions {
  /** Threads at most, 1 to 64. Default: one fewer than the machine has cores, but at least 1 and at most 4. */
  readonly workers?: number | undefined;
  /** Where `worker-thread.js` of this package was put, if a bundler took it away from its place beside `worker/index.js`. */
  readonly url?: string | URL | undefined;
}

export interface Workers {
  /**
   * The plan of `match`, byte for byte, whatever the number of workers. Options as for `matchAsync`. Functions stay here: records are
   * read, and the plan is checked and written, in the calling thread, which is given air every few milliseconds; only the search
   * travels. With `timeLimit` or `workLimit` one worker does it all.
   *
   * Calls at the same time share the workers, first come first served. An abort ends the work at once.
   *
   * @throws as `matchAsync`; LinkageError `WORKER_FAILED` where a worker ends, fails or cannot be loaded (the next call starts a
   *   fresh one), and `WORKERS_CLOSED`
   */
  match(network: Network, options?: MatchAsyncOptions): Promise<Plan>;
  /** Ends all workers; what is under way is rejected with `WORKERS_CLOSED`. */
  close(): void;
}

const shape = {
  workers: z.optional(z.int().check(z.gte(1), z.lte(64))),
  url: z.optional(z.union([z.string(), z.instanceof(URL)])),
};

/** In the calling thread, which loads the solver only for that. */
const solveHere: Solve = async (...given) => (await import('../solve/solve.js')).solveAsync(...given);

/**
 * Workers are started when they are first needed and kept for the next call; idle ones keep no Node process alive. Where there are
 * no workers at all, `match` runs in the calling thread.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 * @example
 * const workers = openWorkers();
 * const plan = await workers.match(network, { signal });
 */
export function openWorkers(options: WorkersOptions = {}): Workers {
  const { workers = Math.min(4, Math.max(1, cores() - 1)), url } = readOptions(shape, options);
  const start = threadStarter(url);
  const pool = start && openPool(start, workers);
  const solve = pool ? solveIn(pool, workers) : solveHere;
  const end = new AbortController();
  return {
    async match(network, given = {}) {
      end.signal.throwIfAborted();
      return matchBy(network, given, solve, end.signal);
    },
    close() {
      pool?.close();
      end.abort(new LinkageError('WORKERS_CLOSED', 'The workers were closed.'));
    },
  };
}
