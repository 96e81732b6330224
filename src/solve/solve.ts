import { finish, type Stoppable } from '../kernel/work.js';
import type { CrossingProblem } from '../problem/clusters.js';
import { firstBroken, usesOf, withSplit } from '../problem/crossing.js';
import { given } from '../problem/given.js';
import { withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution, Split } from '../problem/problem.js';
import { bestFlowSteps } from './best-flow.js';
import { chooseSteps } from './choice/choose.js';
import { finishAsync, type Run } from './control.js';
import { uncrossSteps } from './uncross.js';
import { betterSplit } from './whole-splits.js';

/**
 * The best plan of a problem by the given levels, with what proves it (`proof/check.ts` is the judge): which wholes are served is searched for, all else
 * is one best flow; where capacities cross, they are split so that it keeps them. The same problem gives the same solution on every machine.
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
  const { crossing, ...free } = problem;
  const loose = yield* settledSteps(free, levels);
  if (!crossing || firstBroken(crossing, usesOf(problem, loose.flow)) < 0) return loose;
  const { pinned } = problem;
  const unpinned = (flow: Float64Array) => (pinned ? flow.map((units, a) => units - pinned[a]!) : flow);
  const rest = withoutPins({ ...problem, crossing }) as CrossingProblem;
  const before = pinned && usesOf(problem, pinned);
  const withPinned = (caps: Split['caps']) => caps.map(([c, units]) => [c, units + (before?.[c] ?? 0)] as const);
  const all = { ...loose, flow: unpinned(loose.flow) };
  for (let isWhole = false; ; isWhole = true) {
    const own = yield* uncrossSteps(rest, all, isWhole);
    let split = { ...own, caps: withPinned(own.caps) };
    let best = yield* settledSteps(withSplit(problem, split), levels);
    // Where it was stopped, or chose otherwise, what was left whole may be used otherwise.
    if (!isWhole && firstBroken(crossing, usesOf(problem, best.flow)) >= 0) continue;
    const { wholes } = rest;
    const better =
      wholes &&
      best.chosen &&
      (yield* betterSplit(
        { ...rest, wholes },
        { split: own, flow: unpinned(best.flow), chosen: best.chosen },
        (part) => settledSteps(part, ['rank']),
        all.flow,
      ));
    if (better) {
      split = { ...own, caps: withPinned(better) };
      best = yield* settledSteps(withSplit(problem, split), levels);
    }
    // What bounds choices bounds those under the split too.
    const chosen = best.chosen && { choice: best.chosen.choice, searches: loose.chosen!.searches };
    return { ...best, split, ...(chosen && { chosen }) };
  }
}

/** As {@link solveSteps}, where nothing crosses. */
function* settledSteps(problem: Problem, levels: readonly Level[]): Stoppable<Solution> {
  const rest = withoutPins(problem);
  yield rest.head.length;
  const { wholes } = rest;
  const chosen = wholes && (yield* chooseSteps({ ...rest, wholes }, levels));
  const best = yield* bestFlowSteps(chosen ? given(rest, chosen.choice) : rest, levels, chosen?.flow);
  const { pinned } = problem;
  const flow = pinned ? best.flow.map((units, a) => units + pinned[a]!) : best.flow;
  return { ...best, flow, ...(chosen && { chosen: { choice: chosen.choice, searches: chosen.searches } }) };
}
