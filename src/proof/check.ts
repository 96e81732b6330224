import { finish, type Work } from '../kernel/work.js';
import type { CrossingProblem } from '../problem/clusters.js';
import { withSplit } from '../problem/crossing.js';
import { given } from '../problem/given.js';
import { withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution } from '../problem/problem.js';
import { checkChoice } from './choice-check.js';
import { gapsOf } from './choice-gaps.js';
import { checkPlan } from './feasible.js';
import { checkFlowSteps, type FlowClaim } from './flow-check.js';
import { checkPortions, hasPortions } from './portion-check.js';
import { checkPrices } from './price-check.js';
import { checkSplit, type RankBound } from './split-check.js';
import { checkOf, type Verdict, verdictOf } from './verdict.js';

/** With what the searches leave open where there are wholes (`choice-gaps.ts`), and where capacities were split (`split-check.ts`). */
export interface SolutionVerdict extends Verdict {
  readonly gaps?: readonly number[];
  readonly bounds?: readonly RankBound[];
}

/** What is to be judged; with a choice where there are wholes. */
export type Claim = FlowClaim & Pick<Solution, 'chosen' | 'split'>;

/**
 * Decides whether a solution is feasible and the best there can be by the given levels, without trusting whoever made it.
 *
 * As {@link checkFlow}. Where there are wholes, `teams` and `searches` come first: whole or absent, and what is bounded (see {@link gapsOf}); where capacities were split, `split` (see
 * {@link checkSplit}); all else is judged given these. Exact, no tolerance; for wholes a bound per end of a search is worked out too.
 *
 * @param levels those that the prices prove
 * @param asked those that the plan was made by; none: nothing is claimed of the choice
 */
export function checkSolution(
  problem: Problem,
  levels: readonly Level[],
  solution: Claim,
  asked: readonly Level[] = levels,
): SolutionVerdict {
  return finish(checkSolutionSteps(problem, levels, solution, asked));
}

/** As {@link checkSolution}, in steps; it does not stop before its end. */
export function* checkSolutionSteps(
  problem: Problem,
  levels: readonly Level[],
  { chosen, split, prices, ...solution }: Claim,
  asked: readonly Level[] = levels,
): Work<SolutionVerdict> {
  const { wholes, crossing, pinned } = problem;
  if (!wholes && !crossing) return yield* checkFlowSteps(problem, levels, { ...solution, prices });
  const whole = yield* checkPlan(problem, solution.flow);
  const { check } = whole;
  if (!check.ok) return verdictOf([check]);
  const rest = withoutPins(problem);
  const flow = pinned ? solution.flow.map((units, a) => units - pinned[a]!) : solution.flow;
  const checks = [check];
  let found: Pick<SolutionVerdict, 'gaps' | 'bounds'> = {};
  if (wholes) {
    const choice = chosen
      ? checkChoice({ ...rest, wholes }, chosen.choice, flow)
      : checkOf('teams', 'nothing is chosen');
    checks.push(choice);
    if (!chosen || !choice.ok) return verdictOf(checks);
    const left = asked.length > 0 ? yield* gapsOf({ ...rest, wholes }, chosen, flow, asked) : undefined;
    if (left) checks.push(left.check);
    found = { ...(left && { gaps: left.gaps }) };
  }
  if (split) {
    const own = crossing && (yield* checkSplit(rest as CrossingProblem, problem, split, flow));
    checks.push(own?.check ?? checkOf('split', 'nothing crosses'));
    found = { ...found, ...(own && { bounds: own.bounds }) };
  }
  if (levels.length > 0 && checks.every(({ ok }) => ok)) {
    const tight = withoutPins(withSplit(problem, split));
    const settled = chosen ? given(tight, chosen.choice) : tight;
    // Where nothing was set aside the flow is the same.
    const { check: fits, usage } = pinned || chosen || split ? yield* checkPlan(settled, flow) : whole;
    checks.push(...(fits.ok ? yield* checkPrices(settled, levels, { prices, flow }, usage) : [fits]));
    if (fits.ok && hasPortions(settled) && levels.includes('fair')) checks.push(checkPortions(settled, flow, usage));
  }
  return { ...verdictOf(checks), ...found };
}
