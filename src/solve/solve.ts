import { finish, type Stoppable } from '../kernel/work.js';
import { given } from '../problem/given.js';
import { withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution } from '../problem/problem.js';
import { bestFlowSteps } from './best-flow.js';
import { chooseSteps } from './choice/choose.js';
import { finishAsync, type Run } from './control.js';

/**
 * The best plan of a problem by the given levels, with what proves it (`proof/check.ts` is the judge): which wholes are served is searched for, all else
 * is one best flow. The same problem gives the same solution on every machine.
 */
export function solve(problem: Problem, levels: readonly Level[]): Solution {
  return finish(solveSteps(problem, levels));
}

/** As {@link solve}, giving way to the event loop. */
export function solveAsync(problem: Problem, levels: readonly Level[], run: Run): Promise<Solution> {
  return finishAsync(solveSteps(problem, levels), run);
}

/**
 * As {@link solve}, in steps. Told to stop, it gives the best plan so far: `proved` says which levels hold all the same, 'rank' and
 * 'fair' where coverage had been settled everywhere, otherwise none.
 */
export function* solveSteps(problem: Problem, levels: readonly Level[]): Stoppable<Solution> {
  const rest = withoutPins(problem);
  yield rest.head.length;
  const { wholes } = rest;
  const chosen = wholes && (yield* chooseSteps({ ...rest, wholes }, levels));
  const best = yield* bestFlowSteps(chosen ? given(rest, chosen.choice) : rest, levels, chosen?.flow);
  const { pinned } = problem;
  const flow = pinned ? best.flow.map((units, a) => units + pinned[a]!) : best.flow;
  return { ...best, flow, ...(chosen && { chosen: { choice: chosen.choice, searches: chosen.searches } }) };
}
