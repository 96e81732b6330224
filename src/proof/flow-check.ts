import { finish, type Work } from '../kernel/work.js';
import { withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution } from '../problem/problem.js';
import { checkPlan } from './feasible.js';
import { checkPortions, hasPortions } from './portion-check.js';
import { checkPrices } from './price-check.js';
import { type Verdict, verdictOf } from './verdict.js';

/** Units per arc, and the prices that are said to prove them best. */
export type FlowClaim = Pick<Solution, 'flow' | 'prices'>;

/**
 * Decides whether a flow of a problem without wholes is feasible and the best there can be by the given levels, without trusting whoever made it.
 *
 * `feasible`: units are integers that respect every pin, demand, candidate bound and cap. `marks`, `supply` and `demand`: with
 * pinned units set aside, the prices satisfy complementary slackness in the ordered group (ordinal, kept, cost), which by weak duality
 * proves the lexicographic optimum of all levels at once. Without levels only feasibility is checked. Exact, no tolerance;
 * O(lines + caps + arcs), plus a binary search per class.
 *
 * @param levels those that the prices prove
 */
export function checkFlow(problem: Problem, levels: readonly Level[], claim: FlowClaim): Verdict {
  return finish(checkFlowSteps(problem, levels, claim));
}

/** As {@link checkFlow}, in steps; it does not stop before its end. */
export function* checkFlowSteps(
  problem: Problem,
  levels: readonly Level[],
  { flow, prices }: FlowClaim,
): Work<Verdict> {
  const { check, usage } = yield* checkPlan(problem, flow);
  if (!check.ok || levels.length === 0) return verdictOf([check]);
  const rest = withoutPins(problem);
  const { pinned } = problem;
  const claim = { prices, flow: pinned ? flow.map((units, a) => units - pinned[a]!) : flow };
  // Pinned units cannot move, so they prove nothing: only what is on top of them counts as in use.
  const used = pinned ? (yield* checkPlan(rest, claim.flow)).usage : usage;
  const checks = [check, ...(yield* checkPrices(rest, levels, claim, used))];
  if (hasPortions(rest) && levels.includes('fair')) checks.push(checkPortions(rest, claim.flow, used));
  return verdictOf(checks);
}
