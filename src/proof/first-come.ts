import type { Problem } from '../compile/problem.js';
import { rowsInSteps, type Work } from '../kernel/work.js';
import type { Check } from './feasible.js';

/**
 * Whether a feasible flow is what first come, first served gives: pins set aside, the lines take in the order of `arrivals` all they can
 * from their cheapest candidate, then from the next (the first of those that cost the same), and nothing moves again.
 *
 * Follows the flow as it stands and solves nothing. O(arcs · depth of the caps + sorting each line's candidates).
 */
export function* checkFirstCome(problem: Problem, arrivals: Int32Array, flow: Float64Array): Work<Check> {
  const { demand, candidateStart, cost, max, arcStart, head, capacity, parent, pinned } = problem;
  const pinOf = (a: number) => pinned?.[a] ?? 0;
  const given = new Float64Array(capacity.length);
  for (let a = 0; a < head.length; a++) give(a, pinOf(a));
  let fault = '';
  yield* rowsInSteps(candidateStart, turn, arrivals);
  return { name: 'firstCome', ok: fault === '', detail: fault };

  function turn(n: number, from: number, to: number): void {
    let asked = demand[n]! - fixed(arcStart[from]!, arcStart[to]!);
    const cheapest = Array.from({ length: to - from }, (_, i) => from + i);
    // Those that cost the same stay in their order.
    for (const p of cheapest.sort((one, other) => cost[one]! - cost[other]!)) {
      let bound = max[p]! - fixed(arcStart[p]!, arcStart[p + 1]!);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const due = Math.min(asked, bound, room(a));
        const units = flow[a]! - pinOf(a);
        if (units !== due) fault ||= `arc ${a} carries ${units} besides pins, ${due} were there to take`;
        asked -= units;
        bound -= units;
        give(a, units);
      }
    }
  }

  function fixed(from: number, to: number): number {
    let units = 0;
    for (let a = from; a < to; a++) units += pinOf(a);
    return units;
  }

  function room(a: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let c = head[a]!; c >= 0; c = parent[c]!) least = Math.min(least, capacity[c]! - given[c]!);
    return least;
  }

  function give(a: number, units: number): void {
    for (let c = head[a]!; c >= 0; c = parent[c]!) given[c]! += units;
  }
}
