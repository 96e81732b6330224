/**
 * What runs inside a worker: `dist/worker/worker-thread.js`, complete in one file.
 */
import { finish } from '../kernel/work.js';
import { enoughBy } from '../solve/control.js';
import { solveSteps } from '../solve/solve.js';
import { nodeThreads } from './machine.js';
import { buffersOf, type Reply, type Task } from './worker-messages.js';

/** What Node's port to the parent and a browser's worker scope have in common. */
interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: Reply, transfer?: readonly ArrayBuffer[]): void;
}

/** Milliseconds between two words of progress. */
const PERIOD = 40;

const port = (nodeThreads()?.parentPort ?? globalThis) as unknown as Port;
port.onmessage = ({ data }) => {
  try {
    const { solution, work } = run(data as Task);
    port.postMessage({ kind: 'solved', work, solution }, buffersOf(solution, solution.prices));
  } catch (error) {
    port.postMessage({ kind: 'failed', error: error instanceof Error ? error : String(error) });
  }
};
port.postMessage({ kind: 'ready' });

function run({ problem, levels, limits }: Task) {
  const enough = enoughBy(limits);
  let work = 0;
  let told = performance.now();
  const solution = finish(solveSteps(problem, levels), (done) => {
    work = done;
    if (performance.now() - told >= PERIOD) {
      port.postMessage({ kind: 'progress', work });
      told = performance.now();
    }
    return enough(done);
  });
  return { solution, work };
}
