/**
 * Runs over BullMQ 6, on Redis, Valkey or PostgreSQL.
 *
 * @packageDocumentation
 */
import type { Job as BullJob, ConnectionOptions, FlowJob, JobNode } from 'bullmq';
import { LinkageError } from '../errors/linkage-error.js';
import { peer } from '../io/peer.js';
import { type ClusterEngine, type ClusterJob, type Flow, jobsOf } from './job-engine.js';

export interface BullmqOptions {
  /** Runs that use one server have one each, or one after the other: jobs of another run are refused. */
  readonly queue?: string | undefined;
  /** Milliseconds after which a job is somebody else's, where its worker is no longer heard of; 30,000 if absent. */
  readonly lock?: number | undefined;
}

/** Milliseconds: until a server must have answered, between two looks at a flow, and until a worker that is told to end is ended. */
const [PATIENCE, LOOK, FAREWELL] = [10_000, 200, 10_000];

const bullmq = () => peer<typeof import('bullmq')>('bullmq', 'Workers over BullMQ');
const isPostgres = (url: string) => /^postgres(ql)?:/.test(url);

/** Makes the tables of BullMQ in a PostgreSQL database, or brings them up to date: once, before workers are started. Redis and Valkey need nothing. */
export async function migrateBullmq(url: string): Promise<void> {
  if (!isPostgres(url)) return;
  const { runMigrations } = await bullmq();
  const { default: pg } = await peer<{ default: { Client: new (url: string) => PgClient } }>(
    'pg',
    'Queues on PostgreSQL',
  );
  const client = new pg.Client(url);
  await client.connect();
  await runMigrations(client as never).finally(() => client.end());
}

interface PgClient {
  connect(): Promise<void>;
  end(): Promise<void>;
}

/**
 * An engine on a server of its own: `redis://…`, `rediss://…` or `postgres://…`. Jobs must be done in threads (`url` of the setup): a thread that computes renews no lock.
 *
 * @throws LinkageError `PEER_MISSING`; `WORKER_FAILED` where no server answers, or a PostgreSQL database lacks BullMQ's tables
 * @example
 * defineCluster({ …, engine: () => bullmqEngine('redis://127.0.0.1:6379') });
 */
export async function bullmqEngine(url: string, options: BullmqOptions = {}): Promise<ClusterEngine> {
  const { queue: queueName = 'five-society-linkage', lock: lockDuration = 30_000 } = options;
  const { createPostgresBackend, FlowProducer, Queue, Worker } = await bullmq();
  const connection: ConnectionOptions = isPostgres(url)
    ? { connectionString: url }
    : { url, maxRetriesPerRequest: null };
  const rest = (isPostgres(url) ? [createPostgresBackend] : []) as [];
  // Connections that were there once come back by themselves; until then every call waits.
  let fail = (_: unknown): void => {};
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  const quiet = <T extends { on(event: 'error', hear: (error: unknown) => void): unknown }>(one: T): T => {
    one.on('error', (error) => fail(error));
    return one;
  };
  const queue = quiet(new Queue<ClusterJob>(queueName, { connection }, ...rest));
  const producer = quiet(new FlowProducer({ connection }, ...rest));
  const close = async () =>
    void (await Promise.all([queue, producer].map((one) => within(one.close(), FAREWELL).catch(() => {}))));
  try {
    await within(Promise.race([failed, queue.waitUntilReady()]), PATIENCE);
  } catch (error) {
    void close();
    const why = error instanceof Error ? error.message || Reflect.get(error, 'code') : '';
    throw new LinkageError(
      'WORKER_FAILED',
      `No queue answers at ${new URL(url).host}. ${why} Maybe start the server, or run \`migrateBullmq\`.`,
    );
  }
  const opts = {
    attempts: 10,
    backoff: { type: 'fixed', delay: 500 },
    removeOnComplete: { age: 86_400 },
    removeOnFail: { age: 86_400 },
  };
  const treeOf = ({ job, below }: Flow): FlowJob => ({
    name: job.step,
    queueName,
    data: job,
    opts,
    children: below.map((one) => ({ ...treeOf(one), opts: { ...opts, failParentOnFailure: true } })) as never,
  });
  return {
    async work(handle, concurrency) {
      const settings = {
        connection,
        concurrency,
        lockDuration,
        stalledInterval: lockDuration / 2,
        maxStalledCount: 10,
      };
      const worker = quiet(new Worker<ClusterJob>(queueName, ({ data }) => handle(data), settings, ...rest));
      return () => within(worker.close(), FAREWELL).catch(() => worker.close(true));
    },
    async flow(tree, { signal, onDone }) {
      const root = await producer.add(treeOf(tree));
      const above = nodesOf(root).filter(({ children = [] }) => children.length > 0);
      const all = jobsOf(tree).length;
      for (let told = 0; ; ) {
        signal?.throwIfAborted();
        // A server that is away for a while is asked again.
        const state = await root.job.getState().catch(() => 'unknown');
        if (state === 'failed')
          throw new LinkageError('WORKER_FAILED', await reasonOf(await queue.getFailed(0, 99), root.job));
        const left = await Promise.all(above.map(({ job }) => job.getDependenciesCount({ unprocessed: true }))).catch(
          () => [],
        );
        const done =
          state === 'completed' ? all : all - left.reduce((sum, { unprocessed = 0 }) => sum + unprocessed, 1);
        if (done > told && (state === 'completed' || left.length === above.length)) onDone?.((told = done));
        if (state === 'completed') return;
        await new Promise((resolve) => setTimeout(resolve, LOOK));
      }
    },
    close,
  };
}

function nodesOf(node: JobNode): JobNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

/** @throws where it is not done in time */
async function within<T>(doing: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<T>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing in ${milliseconds / 1000} s.`)), milliseconds);
  });
  return Promise.race([doing, late]).finally(() => clearTimeout(timer));
}

/** What a flow failed of, in the words of the job that did. */
async function reasonOf(failed: readonly BullJob<ClusterJob>[], root: BullJob): Promise<string> {
  const own = failed.filter(
    ({ data, failedReason }) =>
      JSON.stringify(data.mark) === JSON.stringify(root.data.mark) && !/^child /.test(failedReason),
  );
  const first = own[0];
  return first
    ? `Step ${first.data.step} ${first.data.key ?? ''} was given up: ${first.failedReason}`
    : `The run was given up: ${root.failedReason}`;
}
