/**
 * Runs over pg-boss 12, on PostgreSQL or PGlite.
 *
 * @packageDocumentation
 */
import { LinkageError } from '../errors/linkage-error.js';
import { type ClusterEngine, type ClusterJob, type Flow, jobsOf } from './job-engine.js';

/** What is used of a `PgBoss`. */
export interface Boss {
  createQueue(name: string, options: object): Promise<void>;
  flow(jobs: { ref: string; name: string; data: object; dependsOn: string[] }[]): Promise<Record<string, string>>;
  getJobById(name: string, id: string): Promise<{ readonly state: string; readonly output?: unknown } | null>;
  work(name: string, options: object, handle: (jobs: { readonly data: unknown }[]) => Promise<void>): Promise<string>;
  offWork(name: string, options: { id: string; wait: boolean }): Promise<void>;
}

/** Milliseconds between two looks at a flow. */
const LOOK = 500;

/**
 * An engine on a `PgBoss` that was started, and that its owner stops. Jobs must be done in threads (`url` of the setup): a thread that computes sends no heartbeat.
 *
 * @param queue runs that use one database have one each, or one after the other: jobs of another run are refused
 * @example
 * const boss = await new PgBoss('postgres://127.0.0.1/library').start();
 * defineCluster({ …, engine: () => pgBossEngine(boss) });
 */
export async function pgBossEngine(boss: Boss, queue = 'five-society-linkage'): Promise<ClusterEngine> {
  await boss.createQueue(queue, {
    retryLimit: 10,
    retryDelay: 1,
    expireInSeconds: 86_000,
    heartbeatSeconds: 30,
    notify: true,
  });
  return {
    async work(handle, localConcurrency) {
      const settings = { localConcurrency, batchSize: 1, pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 10 };
      const id = await boss.work(queue, settings, ([job]) => handle(job!.data as ClusterJob));
      return () => boss.offWork(queue, { id, wait: true });
    },
    async flow(tree, { signal, onDone }) {
      const jobs = jobsOf(tree);
      const refOf = (job: ClusterJob) => String(jobs.indexOf(job));
      const listOf = ({ job, below }: Flow): { ref: string; name: string; data: object; dependsOn: string[] }[] => [
        ...below.flatMap(listOf),
        { ref: refOf(job), name: queue, data: job, dependsOn: below.map((one) => refOf(one.job)) },
      ];
      const ids = await boss.flow(listOf(tree));
      const open = new Map(jobs.map((job) => [job, ids[refOf(job)]!]));
      while (open.size > 0) {
        signal?.throwIfAborted();
        for (const [job, id] of open) {
          // A server that is away for a while is asked again.
          const found = await boss.getJobById(queue, id).catch(() => null);
          if (found?.state === 'failed')
            throw new LinkageError(
              'WORKER_FAILED',
              `Step ${job.step} ${job.key ?? ''} was given up: ${wordsOf(found.output)}`,
            );
          if (found?.state !== 'completed') break;
          open.delete(job);
          onDone?.(jobs.length - open.size);
        }
        await new Promise((resolve) => setTimeout(resolve, open.size > 0 ? LOOK : 0));
      }
    },
  };
}

function wordsOf(output: unknown): string {
  const { message } = Object(output) as { message?: unknown };
  return typeof message === 'string' ? message : JSON.stringify(output);
}
