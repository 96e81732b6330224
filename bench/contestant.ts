import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Reply, Request } from './child.js';
import { instanceOf, type Spec } from './families.js';
import { startLemon } from './lemon.js';
import type { Answer } from './ours.js';

/** Somebody who can be asked, turn by turn, to solve the instance it holds. A string is the reason why there is no answer. */
export interface Contestant {
  load(spec: Spec): Promise<string | undefined>;
  solve(order: string): Promise<Answer | string>;
  close(): void;
}

/** A process of `child.ts`. Past `seconds` for one request it is ended, and answers nothing from then on. */
export function startChild(seconds: number) {
  const child: ChildProcess = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=16000'],
    // Freed columns go back to the system, so that memory can be measured.
    env: { ...process.env, MALLOC_MMAP_THRESHOLD_: '131072' },
  });
  let ended: string | undefined;
  child.once('exit', (_, signal) => {
    ended ??= `it ended (${signal ?? 'by itself'})`;
  });
  return {
    ask(request: Request): Promise<Reply> {
      return new Promise((resolve) => {
        if (ended !== undefined) {
          resolve({ missing: ended });
          return;
        }
        const settle = (reply: Reply) => {
          clearTimeout(timer);
          child.off('exit', onExit);
          child.off('message', settle);
          resolve(reply);
        };
        const onExit = () => settle({ missing: ended! });
        const timer = setTimeout(() => {
          ended = `over ${seconds} s`;
          child.kill('SIGKILL');
        }, seconds * 1000);
        child.once('exit', onExit);
        child.once('message', settle);
        child.send(request);
      });
    },
    close() {
      ended ??= 'it was closed';
      child.kill();
    },
  };
}

/** Ours or a peer from npm. */
export function startSolver(solver: string, seconds: number): Contestant {
  const child = startChild(seconds);
  return {
    async load(spec) {
      const reply = await child.ask({ load: spec, solver });
      return 'missing' in reply ? reply.missing : undefined;
    },
    async solve(order) {
      const reply = await child.ask({ solve: order });
      return 'answer' in reply ? reply.answer : 'missing' in reply ? reply.missing : 'no answer';
    },
    close: () => child.close(),
  };
}

export function startLemonSolver(driver: string, seconds: number): Contestant {
  let lemon: ReturnType<typeof startLemon> | undefined;
  return {
    async load(spec) {
      lemon?.close();
      lemon = startLemon(driver, instanceOf(spec));
      return undefined;
    },
    async solve(order) {
      const answer = await lemon!.solve(order, seconds);
      if (!answer) return `no answer in ${seconds} s`;
      return answer.optimal ? answer : 'it found no optimum';
    },
    close: () => lemon?.close(),
  };
}
