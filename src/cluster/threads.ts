import { parentPort, Worker, workerData } from 'node:worker_threads';
import pull from 'lodash-es/pull.js';
import type { ErrorCode } from '../errors/codes.js';
import { LinkageError } from '../errors/linkage-error.js';
import type { ClusterJob, Handle } from './job-engine.js';
import type { Setup } from './setup.js';
import { stepsOf } from './steps.js';

/** By this a thread knows that it is one of ours. */
const MARK = 'five-society-linkage/cluster';
/** Threads that a job may outlive, before it is taken for what ends them. */
const MOST = 3;

export const isThread: boolean = parentPort !== null && Object(workerData)[MARK] === true;

/** Of errors of ours only what is said travels. */
interface Answer {
  readonly code?: ErrorCode;
  readonly error?: unknown;
}

/** In a thread of a cluster: does what it is asked. */
export function serve(setup: Setup): void {
  const steps = stepsOf(setup);
  steps.catch(() => {});
  parentPort!.on('message', (job: ClusterJob) => {
    void steps
      .then(({ handle }) => handle(job))
      .then(
        (): Answer => ({}),
        (error): Answer => (error instanceof LinkageError ? { code: error.code, error: error.message } : { error }),
      )
      .then((answer) => parentPort!.postMessage(answer));
  });
}

/** Jobs done in threads that load a module, a thread each; started when they are first needed, and kept: what is compiled is compiled once. */
export function threadsOf(url: string) {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let isClosed = false;
  const start = (): Worker => {
    const thread = new Worker(new URL(url), { argv: process.argv.slice(2), workerData: { [MARK]: true } });
    all.add(thread);
    thread.once('exit', () => {
      all.delete(thread);
      pull(idle, thread);
    });
    return thread;
  };
  const ask = (thread: Worker, job: ClusterJob) =>
    new Promise<Answer | undefined>((resolve, reject) => {
      const ended = () => resolve(undefined);
      const failed = (error: unknown) => reject(lost(url, error));
      const answered = (answer: Answer) => {
        thread.off('exit', ended).off('error', failed);
        idle.push(thread);
        thread.unref();
        resolve(answer);
      };
      thread.ref();
      thread.once('exit', ended).once('error', failed).once('message', answered).postMessage(job);
    });
  const handle: Handle = async (job) => {
    for (let tried = 0; tried < MOST; tried++) {
      if (isClosed) throw new LinkageError('WORKERS_CLOSED', 'The workers were closed.');
      const thread = idle.pop() ?? start();
      const answer = await ask(thread, job);
      if (!answer) continue;
      if (answer.code) throw new LinkageError(answer.code, String(answer.error));
      if ('error' in answer) throw answer.error;
      return;
    }
    throw lost(url, `${MOST} of them ended at ${job.step} ${job.key ?? ''}.`);
  };
  return {
    handle,
    /** Ends them all, whatever they do. */
    async end(): Promise<void> {
      isClosed = true;
      await Promise.all([...all].map((thread) => thread.terminate()));
    },
  };
}

function lost(url: string, reason: unknown): LinkageError {
  const error = new LinkageError('WORKER_FAILED', `A worker failed: ${String(reason)} It runs ${url}.`);
  error.cause = reason;
  return error;
}
