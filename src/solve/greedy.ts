import type { Problem, Solution } from '../compile/problem.js';
import { rowsInSteps, type Work } from '../kernel/work.js';
import { noPrices } from './prices.js';

/**
 * First come, first served, as it is done by hand: pins first, then line by line in the order of `arrivals`. Nothing is moved again, and
 * nothing is proved. It does not stop before its end.
 */
export function* firstCome(problem: Problem, arrivals: Int32Array): Work<Solution> {
  const flow = problem.pinned?.slice() ?? new Float64Array(problem.head.length);
  yield* fill(problem, flow, arrivals);
  return { flow, prices: noPrices(problem.capacity.length), proved: [] };
}

/**
 * Adds to a possible flow what still fits, line by line and cheapest candidate first. Proves nothing. O(arcs · depth of the caps +
 * sorting each line's candidates).
 *
 * @param order of the lines; without it their own
 */
export function* fill(problem: Problem, flow: Float64Array, order?: Int32Array): Work<void> {
  const { demand, candidateStart, cost, max, arcStart, head, capacity, parent } = problem;
  const left = capacity.slice();
  for (let a = 0; a < flow.length; a++) if (flow[a]! > 0) take(a, flow[a]!);
  yield* rowsInSteps(candidateStart, serve, order);

  function serve(n: number, from: number, to: number): void {
    let asked = demand[n]! - sum(flow, arcStart[from]!, arcStart[to]!);
    if (asked === 0) return;
    const cheapest = Array.from({ length: to - from }, (_, i) => from + i);
    for (const p of cheapest.sort((one, other) => cost[one]! - cost[other]! || one - other)) {
      let bound = max[p]! - sum(flow, arcStart[p]!, arcStart[p + 1]!);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        let units = Math.min(asked, bound);
        for (let c = head[a]!; c >= 0; c = parent[c]!) units = Math.min(units, left[c]!);
        if (units === 0) continue;
        flow[a]! += units;
        asked -= units;
        bound -= units;
        take(a, units);
      }
      if (asked === 0) break;
    }
  }

  function take(a: number, units: number): void {
    for (let c = head[a]!; c >= 0; c = parent[c]!) left[c]! -= units;
  }
}

function sum(flow: Float64Array, from: number, to: number): number {
  let units = 0;
  for (let a = from; a < to; a++) units += flow[a]!;
  return units;
}
