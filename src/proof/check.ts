import { given } from '../compile/given.js';
import { withoutPins } from '../compile/pins.js';
import type { Level, Problem, Solution } from '../compile/problem.js';
import { LinkageError } from '../errors.js';
import { finish, type Work } from '../kernel/work.js';
import { checkChoice } from './choice-check.js';
import { gapsOf } from './choice-gaps.js';
import { type Check, checkOf, checkPlan } from './feasible.js';
import { checkPrices } from './prices.js';

export type { Check } from './feasible.js';

/** All checks that were made, in order; ok where all are. */
export interface Verdict {
  readonly ok: boolean;
  readonly checks: Check[];
  /** Where there are teams, what their searches leave open (`choice-gaps.ts`). */
  readonly gaps?: readonly number[];
}

/** What is to be judged: units per arc, and the prices that are said to prove them best. */
export type Claim = Pick<Solution, 'flow' | 'prices' | 'chosen'>;

/**
 * Decides whether a solution is feasible and the best there can be by the given levels, without trusting whoever made it.
 *
 * `feasible`: units are integers that respect every pin, demand, candidate bound and cap. `marks`, `supply` and `demand`: with
 * pinned units set aside, the prices satisfy complementary slackness in the ordered group (ordinal, kept, cost), which by weak duality
 * proves the lexicographic optimum of all levels at once. Without levels only feasibility is checked. Where there are teams, `teams` and
 * `searches` come first: whole or absent, and what is bounded (see {@link gapsOf}); all else is judged given the choice. Exact, no tolerance;
 * O(lines + caps + arcs), plus a binary search per class, and for teams a bound per end of a search.
 *
 * @param levels those that the prices prove
 * @param asked those that the plan was made by; none: nothing is claimed of the choice
 */
export function checkSolution(
  problem: Problem,
  levels: readonly Level[],
  solution: Claim,
  asked: readonly Level[] = levels,
): Verdict {
  return finish(checkSolutionSteps(problem, levels, solution, asked));
}

/** As {@link checkSolution}, in steps; it does not stop before its end. */
export function* checkSolutionSteps(
  problem: Problem,
  levels: readonly Level[],
  solution: Claim,
  asked: readonly Level[] = levels,
): Work<Verdict> {
  const { check, usage } = yield* checkPlan(problem, solution.flow);
  const checks = [check];
  let gaps: readonly number[] | undefined;
  const verdict = () => ({ ok: checks.every(({ ok }) => ok), checks, ...(gaps && { gaps }) });
  if (!check.ok) return verdict();
  const rest = withoutPins(problem);
  const { pinned } = problem;
  // Pinned units cannot move, so they prove nothing: only what is on top of them counts as in use.
  const flow = pinned ? solution.flow.map((units, a) => units - pinned[a]!) : solution.flow;
  const { teams } = rest;
  const { chosen } = solution;
  if (teams) {
    const choice = chosen && checkChoice({ ...rest, teams }, chosen.choice, flow);
    checks.push(choice ?? checkOf('teams', 'nothing is chosen'));
    if (!chosen || !choice?.ok) return verdict();
    if (asked.length > 0) {
      const found = yield* gapsOf({ ...rest, teams }, chosen, flow, asked);
      checks.push(found.check);
      gaps = found.gaps;
    }
    if (!verdict().ok) return verdict();
  }
  if (levels.length === 0) return verdict();
  const settled = chosen ? given(rest, chosen.choice) : rest;
  const used = pinned || chosen ? (yield* checkPlan(settled, flow)).usage : usage;
  checks.push(...(yield* checkPrices(settled, levels, { prices: solution.prices, flow }, used)));
  return verdict();
}

/** @throws LinkageError `SELF_CHECK_FAILED`, with every check that failed */
export function throwUnlessOk(checks: readonly Check[]): void {
  const failed = checks.filter((check) => !check.ok);
  if (failed.length === 0) return;
  const faults = failed.map(({ name, detail }) => ({
    code: 'SELF_CHECK_FAILED',
    path: [name],
    value: undefined,
    message: detail,
  }));
  throw new LinkageError('SELF_CHECK_FAILED', 'The plan did not pass its own check and is withheld.', faults);
}
