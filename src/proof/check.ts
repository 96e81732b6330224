import { withoutPins } from '../compile/pins.js';
import type { Level, Problem, Solution } from '../compile/problem.js';
import { finish, type Work } from '../kernel/work.js';
import { type Check, checkPlan, type Usage } from './feasible.js';
import { checkPrices } from './prices.js';

export type { Check } from './feasible.js';

/** All checks that were made, in order; ok where all are. */
export interface Verdict {
  readonly ok: boolean;
  readonly checks: Check[];
}

/** What is to be judged: units per arc, and the prices that are said to prove them best. */
export type Claim = Pick<Solution, 'flow' | 'prices'>;

/**
 * Decides whether a solution is feasible and the best there can be by the given levels, without trusting whoever made it.
 *
 * `feasible`: units are integers that respect every pin, demand, candidate bound and cap. `marks`, `supply` and `demand`: with
 * pinned units set aside, the prices satisfy complementary slackness in the ordered group (ordinal, kept, cost), which by weak duality
 * proves the lexicographic optimum of all levels at once. Without levels only feasibility is checked. Exact, no tolerance;
 * O(lines + caps + arcs), plus a binary search per class.
 */
export function checkSolution(problem: Problem, levels: readonly Level[], solution: Claim): Verdict {
  return finish(checkSolutionSteps(problem, levels, solution));
}

/** As {@link checkSolution}, in steps; it does not stop before its end. */
export function* checkSolutionSteps(problem: Problem, levels: readonly Level[], solution: Claim): Work<Verdict> {
  const { check, usage } = yield* checkPlan(problem, solution.flow);
  if (!check.ok || levels.length === 0) return { ok: check.ok, checks: [check] };
  const checks = [check, ...(yield* checkOptimality(problem, levels, solution, usage))];
  return { ok: checks.every(({ ok }) => ok), checks };
}

function* checkOptimality(problem: Problem, levels: readonly Level[], solution: Claim, usage: Usage): Work<Check[]> {
  const rest = withoutPins(problem);
  const { pinned } = problem;
  if (!pinned) return yield* checkPrices(rest, levels, solution, usage);
  // Pinned units cannot move, so they prove nothing: only what is on top of them counts as in use.
  const flow = solution.flow.map((units, a) => units - pinned[a]!);
  const { usage: used } = yield* checkPlan(rest, flow);
  return yield* checkPrices(rest, levels, { ...solution, flow }, used);
}
