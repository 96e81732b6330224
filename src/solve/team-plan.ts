import type { TeamPlan, TeamProblem } from '../compile/team-problem.js';

/** A plan and what it is worth. */
export interface Judged extends TeamPlan {
  /** Value taken per rank. */
  readonly values: Float64Array;
  readonly cost: number;
}

export function judged(problem: TeamProblem, { taken, quantity }: TeamPlan): Judged {
  const values = new Float64Array(problem.ranks);
  for (let t = 0; t < taken.length; t++) if (taken[t] === 1) values[problem.rank[t]!]! += problem.value[t]!;
  let cost = 0;
  for (let p = 0; p < quantity.length; p++) cost += quantity[p]! * problem.cost[p]!;
  return { taken, quantity, values, cost: cost + 0 };
}

/** Whether a plan is better than another: by the value of each rank in turn, then by cost. */
export function isBetter(a: Judged, b: Judged): boolean {
  for (let r = 0; r < a.values.length; r++) if (a.values[r] !== b.values[r]) return a.values[r]! > b.values[r]!;
  return a.cost < b.cost;
}
