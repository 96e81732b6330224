import { finish, type Work } from '../kernel/work.js';
import { given } from '../problem/given.js';
import { withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution } from '../problem/problem.js';
import { checkChoice } from './choice-check.js';
import { gapsOf } from './choice-gaps.js';
import { checkPlan } from './feasible.js';
import { checkFlowSteps, type FlowClaim } from './flow-check.js';
import { checkPortions, hasPortions } from './portion-check.js';
import { checkPrices } from './price-check.js';
import { checkOf, type Verdict, verdictOf } from './verdict.js';

/** With what the searches leave open where there are wholes (`choice-gaps.ts`). */
export interface SolutionVerdict extends Verdict {
  readonly gaps?: readonly number[];
}

/** What is to be judged; with a choice where there are wholes. */
export type Claim = FlowClaim & Pick<Solution, 'chosen'>;

/**
 * Decides whether a solution is feasible and the best there can be by the given levels, without trusting whoever made it.
 *
 * As {@link checkFlow}. Where there are wholes, `teams` and `searches` come first: whole or absent, and what is bounded (see {@link gapsOf}); all else is
 * judged given the choice. Exact, no tolerance; for wholes a bound per end of a search is worked out too.
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
  { chosen, prices, ...solution }: Claim,
  asked: readonly Level[] = levels,
): Work<SolutionVerdict> {
  const { wholes, pinned } = problem;
  if (!wholes) return yield* checkFlowSteps(problem, levels, { ...solution, prices });
  const { check } = yield* checkPlan(problem, solution.flow);
  if (!check.ok) return verdictOf([check]);
  const rest = { ...withoutPins(problem), wholes };
  const flow = pinned ? solution.flow.map((units, a) => units - pinned[a]!) : solution.flow;
  const choice = chosen && checkChoice(rest, chosen.choice, flow);
  const checks = [check, choice ?? checkOf('teams', 'nothing is chosen')];
  if (!chosen || !choice?.ok) return verdictOf(checks);
  const found = asked.length > 0 ? yield* gapsOf(rest, chosen, flow, asked) : undefined;
  if (found) checks.push(found.check);
  if (levels.length > 0 && found?.check.ok !== false) {
    const settled = given(rest, chosen.choice);
    const { usage } = yield* checkPlan(settled, flow);
    checks.push(...(yield* checkPrices(settled, levels, { prices, flow }, usage)));
    if (hasPortions(settled) && levels.includes('fair')) checks.push(checkPortions(settled, flow, usage));
  }
  return { ...verdictOf(checks), ...(found && { gaps: found.gaps }) };
}
