import { sumOf } from '../../problem/columns.js';
import type { Unpinned } from '../../problem/pins.js';
import type { Choice, ChoiceProblem, Prices } from '../../problem/problem.js';
import type { Figures } from '../../proof/choice-bound.js';
import { choiceFigures } from '../../proof/choice-check.js';

/** A choice with a plan that agrees with it. */
export interface RatedChoice extends Choice {
  readonly figures: Figures;
  /** Units per arc of a plan that reaches them. */
  readonly flow: Float64Array;
  /** What proves that flow the best, given the choice; nothing where it was not asked for. */
  readonly prices?: Prices | undefined;
}

export type ChoicePlan = Pick<RatedChoice, 'option' | 'candidate' | 'flow'>;

/** A plan with what it reaches. */
export function asItIs(problem: ChoiceProblem, { option, candidate, flow }: ChoicePlan): RatedChoice {
  const plan = { option: option.slice(), candidate: candidate.slice(), flow: flow.slice() };
  return { ...plan, figures: choiceFigures(problem, plan, plan.flow) };
}

/** Whether all that must be served is. */
export function servesAll({ demand, rank, candidateStart, arcStart }: Unpinned, flow: Float64Array): boolean {
  for (let n = 0; n < demand.length; n++) {
    if (rank[n]! > 0) continue;
    const served = sumOf(flow, arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!);
    if (served < demand[n]!) return false;
  }
  return true;
}
