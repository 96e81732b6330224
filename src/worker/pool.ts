import { LinkageError, printable } from '../errors/linkage-error.js';
import type { Solution } from '../problem/problem.js';
import type { StartThread } from './host.js';
import { fits, type Reply, type Size, sizeOf, type Task } from './worker-messages.js';

/** A task that is waiting or under way. */
export interface Job {
  readonly task: () => Task;
  /** Buffers of the task that the thread may keep. */
  readonly transfer: readonly ArrayBuffer[];
  readonly onWork: (work: number) => void;
  readonly onSolution: (solution: Solution) => void;
  readonly onFailure: (error: LinkageError) => void;
}

export type Pool = ReturnType<typeof openPool>;

/** A thread, and what it does. */
interface Hand {
  job: Job | undefined;
  /** What it was to load, until it has. */
  file?: string | undefined;
  give(job: Job): void;
  end(): void;
}

/** Milliseconds in which a thread must be there: a file that loads and is not ours says nothing. */
const PATIENCE = 60_000;

/**
 * Threads that are started when they are first needed, and kept.
 *
 * @param most threads at once
 */
export function openPool(start: StartThread, most: number, patience: number = PATIENCE) {
  const queue: Job[] = [];
  const hands = new Set<Hand>();
  return {
    /** The job is done by the first thread that is free; jobs begin in the order they come. */
    take(job: Job): void {
      queue.push(job);
      serve();
    },
    /** Takes back a job: one that is under way is ended together with its thread. Not known any more: nothing happens. */
    drop(job: Job): void {
      const waiting = queue.indexOf(job);
      if (waiting >= 0) queue.splice(waiting, 1);
      for (const hand of hands) if (hand.job === job) leave(hand);
      serve();
    },
    /** Ends all threads. Jobs are forgotten. */
    close(): void {
      queue.length = 0;
      for (const hand of hands) leave(hand);
    },
  };

  function serve(): void {
    while (queue.length > 0) {
      const free = [...hands].find(({ job }) => job === undefined);
      if (!free && hands.size >= most) return;
      const job = queue.shift()!;
      if (free) free.give(job);
      else open(job);
    }
  }

  function open(job: Job): void {
    try {
      hands.add(startHand(start, patience, job, serve, lost));
    } catch (error) {
      job.onFailure(failure(error));
    }
  }

  function lost(hand: Hand, reason: unknown): void {
    if (!hands.has(hand)) return;
    leave(hand);
    hand.job?.onFailure(failure(reason, hand.file));
    serve();
  }

  function leave(hand: Hand): void {
    hands.delete(hand);
    hand.end();
  }
}

/**
 * Starts a thread for a job, which it is given once it has said that it is there.
 *
 * @param free told whenever a job is done
 * @param lost told when it can no longer be used, perhaps more than once
 * @throws what the host throws where a thread cannot even be tried
 */
function startHand(
  start: StartThread,
  patience: number,
  first: Job,
  free: () => void,
  lost: (hand: Hand, reason: unknown) => void,
): Hand {
  let ready = false;
  let ended = false;
  /** Of the task under way. */
  let size: Size | undefined;
  const hand: Hand = {
    job: first,
    give(job) {
      hand.job = job;
      thread.hold(true);
      try {
        const task = job.task();
        size = sizeOf(task.problem);
        thread.post(task, job.transfer);
      } catch (error) {
        lost(hand, error);
      }
    },
    end() {
      ended = true;
      clearTimeout(timer);
      thread.end();
    },
  };
  const thread = start({ heard: (message) => ended || heard(message as Reply), lost: (reason) => lost(hand, reason) });
  hand.file = thread.file;
  const timer = setTimeout(() => lost(hand, `It was not there after ${patience / 1000} s.`), patience);
  return hand;

  function heard(reply: Reply): void {
    const { job } = hand;
    if (reply?.kind === 'ready' && !ready && job) {
      ready = true;
      hand.file = undefined;
      clearTimeout(timer);
      hand.give(job);
    } else if (reply?.kind === 'progress' && job) {
      job.onWork(reply.work);
    } else if (reply?.kind === 'solved' && job && size && fits(reply.solution, size)) {
      hand.job = size = undefined;
      thread.hold(false);
      job.onWork(reply.work);
      job.onSolution(reply.solution);
      free();
    } else {
      lost(hand, reply?.kind === 'failed' ? reply.error : 'It said what nobody understands.');
    }
  }
}

/** @param file of a worker that never began */
function failure(reason: unknown, file?: string): LinkageError {
  const words = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  const remedy =
    file && ` Its file is ${printable(file)}. Maybe pass \`url\`, the place of 'five-society-linkage/worker-thread'.`;
  const error = new LinkageError('WORKER_FAILED', `A worker failed. ${words}${remedy ?? ''}`);
  error.cause = reason;
  return error;
}
