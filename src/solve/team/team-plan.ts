import type { TeamPlan, TeamProblem } from '../../problem/team-problem.js';
import { costOfTeam, teamFigures } from '../../proof/team-check.js';

/** A plan and what it is worth: the value taken per rank, and the cost. */
export type RatedPlan = ReturnType<typeof rated>;

export function rated(problem: TeamProblem, { taken, quantity }: TeamPlan) {
  return { taken, quantity, ...teamFigures(problem, { taken, quantity }) };
}

/** Whether a plan is better than another: by the value of each rank in turn, then by cost. */
export function isBetter(a: RatedPlan, b: RatedPlan): boolean {
  const first = a.values.findIndex((value, r) => value !== b.values[r]);
  return first === -1 ? a.cost < b.cost : a.values[first]! > b.values[first]!;
}

/** The plan without teams of no value that do not make it cheaper, and with what asks for nothing where its choice is free. O(size). */
export function tidied(problem: TeamProblem, plan: TeamPlan): TeamPlan {
  const { value, rank, choice, lineStart, pairStart } = problem;
  const taken = plan.taken.slice();
  const quantity = plan.quantity.slice();
  const chosen = new Uint8Array(value.length);
  const isFree = (t: number) => lineStart[t] === lineStart[t + 1];
  for (let t = 0; t < value.length; t++) {
    if (taken[t] === 0) continue;
    if (value[t] === 0 && !isFree(t) && costOfTeam(problem, plan, t) >= 0) {
      taken[t] = 0;
      quantity.fill(0, pairStart[lineStart[t]!]!, pairStart[lineStart[t + 1]!]!);
    } else chosen[choice[t]!] = 1;
  }
  const free = Int32Array.from(value, (_, t) => t).filter(isFree);
  for (const t of free.sort((a, b) => rank[a]! - rank[b]! || value[b]! - value[a]! || a - b)) {
    if (chosen[choice[t]!] === 0) taken[t] = chosen[choice[t]!] = 1;
  }
  return { taken, quantity };
}
