import type { Level, Problem, Solution } from '../compile/problem.js';
import { type Check, checkPlan, type Usage } from './feasible.js';
import { checkPrices } from './prices.js';

export type { Check } from './feasible.js';

/**
 * Decides whether a solution is feasible and the best there can be by the given levels, without trusting whoever made it.
 *
 * `feasible`: units are integers ≥ 0 that respect every demand, candidate bound and cap. `marks`, `supply` and `demand`: the
 * prices satisfy complementary slackness in the ordered group (ordinal, kept, cost), which by weak duality proves the
 * lexicographic optimum of all levels at once. Exact, no tolerance; O(lines + caps + arcs), plus a binary search per class.
 */
export function checkSolution(
  problem: Problem,
  levels: readonly Level[],
  solution: Solution,
): { ok: boolean; checks: Check[] } {
  const usage: Usage = {
    line: new Float64Array(problem.demand.length),
    candidate: new Float64Array(problem.cost.length),
    cap: new Float64Array(problem.capacity.length),
  };
  const feasible = checkPlan(problem, solution.flow, usage);
  const checks = [feasible];
  if (feasible.ok) checks.push(...checkPrices(problem, levels, solution, usage));
  return { ok: checks.every((check) => check.ok), checks };
}
