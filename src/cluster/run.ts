import * as z from 'zod/mini';
import { LinkageError } from '../errors/linkage-error.js';
import { functionOption, readOptions } from '../errors/read-options.js';
import type { Verdict } from '../proof/verdict.js';
import { type Manifest, mergeParts, verifyManifest, verifyPart } from '../shard/index.js';
import { cores } from '../worker/machine.js';
import { type ClusterEngine, hereEngine, jobsOf } from './job-engine.js';
import { refuseOthers, type Setup } from './setup.js';
import { type Steps, stepsOf } from './steps.js';
import { isThread, serve, threadsOf } from './threads.js';

/** How far a run is. */
export interface ClusterProgress {
  readonly stage: 'frames' | 'plans';
  /** Jobs of the stage that are done, of those that were left when it began. */
  readonly done: number;
  readonly of: number;
}

export interface ClusterOptions {
  /** Jobs at once in this process, 1 to 64, a thread each; one fewer than the machine has cores, but 1 to 4, if absent. */
  readonly threads?: number | undefined;
  /** Ends the run; what is kept stays, and the next run goes on from there. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ClusterProgress) => void) | undefined;
}

const threads = z.optional(z.int().check(z.gte(1), z.lte(64)));
const shape = {
  threads,
  signal: z.optional(z.instanceof(AbortSignal)),
  onProgress: z.optional(functionOption<(progress: ClusterProgress) => void>()),
};

/**
 * What a module of a cluster exports by default. In a thread of the run it also does the run's jobs, so that every thread has all that the module has, functions too.
 *
 * @example
 * export default defineCluster({ url: import.meta.url, source, parts: folderParts('parts'), options: { policy } });
 */
export function defineCluster(setup: Setup): Setup {
  if (isThread) serve(setup);
  return setup;
}

/** Jobs of a setup, as they are done in this process. */
function hands(setup: Setup, steps: Steps) {
  return setup.url === undefined ? { handle: steps.handle, end: async () => {} } : threadsOf(setup.url);
}

const usual = () => Math.min(4, Math.max(1, cores() - 1));

/**
 * Plans the whole of a source, shard by shard: the parts make up the plan of `match`, byte for byte, and have its root. Without an engine in threads of this process; with one, by workers
 * (`openWorker`), wherever they are. A run that was stopped, or is started twice, goes on from what is kept.
 *
 * @returns what all parts are: small
 * @throws LinkageError `INVALID_OPTIONS`, `WORKER_FAILED`; as `createNetwork` and `match` for records and options that cannot be used; `SELF_CHECK_FAILED` where a step came out with other bytes
 *   than before; the reason of the signal; whatever source, parts and engine throw
 * @example
 * const { root } = await runCluster(setup);
 */
export async function runCluster(setup: Setup, options: ClusterOptions = {}): Promise<Manifest> {
  const { threads: atOnce = usual(), signal, onProgress } = readOptions(shape, options);
  if (isThread)
    throw new LinkageError(
      'INVALID_OPTIONS',
      'A thread of a cluster starts no run. Maybe call it from another module.',
    );
  const steps = await stepsOf(setup);
  const engine = (await setup.engine?.()) ?? hereEngine();
  const own = engine.isHere ? hands(setup, steps) : undefined;
  const stop = () => void own?.end();
  signal?.addEventListener('abort', stop);
  try {
    if (own) await engine.work(own.handle, atOnce);
    for (const [i, flow] of (await steps.flows()).entries()) {
      signal?.throwIfAborted();
      const tell = (done: number) =>
        onProgress?.({ stage: i === 0 ? 'frames' : 'plans', done, of: jobsOf(flow).length });
      await engine.flow(flow, { signal, onDone: tell });
    }
    return await steps.manifest();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await own?.end();
    await engine.close?.();
  }
}

/** Somebody who does jobs until it is closed. */
export interface ClusterWorker {
  /** Fulfilled once it is closed; rejected where it refused a job of another version, edition, policy or options: it is of no use then, and has ended. */
  readonly ended: Promise<void>;
  /** Waits for jobs under way. */
  close(): Promise<void>;
}

/**
 * Does jobs of a setup's engine, in threads of this process.
 *
 * @throws LinkageError `INVALID_OPTIONS`; whatever source and engine throw
 */
export async function openWorker(setup: Setup, options: Pick<ClusterOptions, 'threads'> = {}): Promise<ClusterWorker> {
  const { threads: atOnce = usual() } = readOptions({ threads }, options);
  const engine: ClusterEngine | undefined = await setup.engine?.();
  if (!engine) throw new LinkageError('INVALID_OPTIONS', 'A worker needs an engine: the setup has none.');
  const steps = await stepsOf(setup);
  const own = hands(setup, steps);
  let refused: unknown;
  const stopped = await engine.work(async (job) => {
    try {
      refuseOthers(steps.mark, job.mark);
    } catch (error) {
      refused = error;
      void close();
      throw error;
    }
    await own.handle(job);
  }, atOnce);
  let end: (reason?: unknown) => void;
  const ended = new Promise<void>((resolve, reject) => {
    end = () => (refused === undefined ? resolve() : reject(refused));
  });
  ended.catch(() => {});
  let closing: Promise<void> | undefined;
  const close = () =>
    (closing ??= (async () => {
      await stopped();
      await own.end();
      await engine.close?.();
      end();
    })());
  return { ended, close };
}

/**
 * The plan that a finished run makes up, piece by piece: the text of `JSON.stringify(match(…))` of the whole, byte for byte. A piece of each part is in hand at a time.
 *
 * @throws LinkageError `INVALID_OPTIONS` where the run is not finished; `SELF_CHECK_FAILED` where a part is missing or spoilt
 */
export async function* clusterPlan(setup: Setup): AsyncGenerator<string> {
  const { sources, frame, options } = await stepsOf(setup);
  yield* mergeParts(await sources(), await frame(), options);
}

/**
 * Checks all parts of a finished run against the records, one shard after the other, and the manifest against the parts. Every fault names its part.
 *
 * @throws LinkageError where records, options or the frame cannot be used
 */
export async function verifyCluster(setup: Setup, manifest: Manifest): Promise<Verdict> {
  const { keys, shardOf, part, frame: framed, options } = await stepsOf(setup);
  const frame = await framed();
  // What cannot be read is no part.
  const found = (key?: string) => part(key).catch(() => undefined);
  const verified = [];
  for (const key of keys) verified.push(verifyPart(await shardOf(key), await found(key), frame, options));
  const opens = verified.flatMap(({ open }) => open ?? []);
  if (opens.length > 0) verified.push(verifyPart(opens, await found(), frame, options));
  return verifyManifest(manifest, verified, frame, options);
}
