export type RunStep = 'frame' | 'join' | 'shard' | 'joint' | 'merge';

/** What a job says of its run, for a worker to compare with its own. */
export interface RunMark {
  readonly version: string;
  readonly edition: string;
  /** SHA-256 of the keys of shards, and of policy and options. */
  readonly shards: string;
  readonly options: string;
}

/** A piece of work: keys and digests, no records. Plain JSON. */
export interface ClusterJob {
  readonly step: RunStep;
  /** Of the shard. */
  readonly key?: string | undefined;
  readonly mark: RunMark;
}

/** A job, and those that must be done before it. */
export interface Flow {
  readonly job: ClusterJob;
  readonly below: readonly Flow[];
}

export interface FlowWatch {
  readonly signal?: AbortSignal | undefined;
  /** Told of jobs as they are done, how many of the flow by now. */
  readonly onDone?: ((done: number) => void) | undefined;
}

export type Handle = (job: ClusterJob) => Promise<void>;

/** Who hands out jobs. At least once is enough, and in whatever order a flow leaves open: what jobs come to is kept apart. */
export interface ClusterEngine {
  /**
   * Has all jobs of a flow done, none before those below it.
   *
   * @throws what a job threw that is given up; the reason of the signal
   */
  flow(tree: Flow, watch: FlowWatch): Promise<void>;
  /** Does jobs, up to so many at once, until it is told to end: with what it ends, jobs under way are waited for. A job that throws is somebody's to do again. */
  work(handle: Handle, atOnce: number): Promise<() => Promise<void>>;
  /** Whether whoever starts a flow does its jobs too. */
  readonly isHere?: boolean;
  close?(): Promise<void>;
}

/** All jobs of a flow, none before those below it. */
export function jobsOf({ job, below }: Flow): ClusterJob[] {
  return [...below.flatMap(jobsOf), job];
}

/** Jobs are done where the flow is started, and nowhere else. */
export function hereEngine(): ClusterEngine {
  let does: { handle: Handle; atOnce: number } | undefined;
  return {
    isHere: true,
    async work(handle, atOnce) {
      does = { handle, atOnce };
      return async () => {};
    },
    async flow(tree, { signal, onDone }) {
      const { handle, atOnce } = does!;
      let done = 0;
      const each = async (flow: Flow): Promise<void> => {
        const rest = [...flow.below];
        const hand = async () => {
          for (let next = rest.shift(); next; next = rest.shift()) await each(next);
        };
        try {
          await Promise.all(Array.from({ length: atOnce }, hand));
        } finally {
          rest.length = 0;
        }
        signal?.throwIfAborted();
        await handle(flow.job);
        onDone?.(++done);
      };
      await each(tree);
    },
  };
}
