import { type StartThread, type Thread, threadStarter } from '../../src/worker/host.js';

/** A thread that says it is there, and on a task does what the code says. */
export function threadThat(onTask: string): URL {
  return codeUrl(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => { ${onTask} });
    parentPort.postMessage({ kind: 'ready' });`);
}

export function codeUrl(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Starts threads and remembers them: how many there were, and how many are gone for good. */
export function watched(url: URL): { start: StartThread; threads: Thread[]; gone: () => number } {
  const threads: Thread[] = [];
  let gone = 0;
  const start = threadStarter(url)!;
  return {
    threads,
    gone: () => gone,
    start: ({ heard, lost }) => {
      const thread = start({
        heard,
        lost(reason) {
          if (String(reason).startsWith('It ended by itself')) gone++;
          lost(reason);
        },
      });
      threads.push(thread);
      return thread;
    },
  };
}
