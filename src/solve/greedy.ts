import type { Problem } from '../compile/problem.js';
import { rowsInSteps, type Work } from '../kernel/work.js';

/**
 * Adds to a possible flow what still fits, line by line in their order and cheapest candidate first: how it is done by hand. Proves
 * nothing. O(arcs · depth of the caps + sorting each line's candidates).
 */
export function* fill(problem: Problem, flow: Float64Array): Work<void> {
  const { demand, candidateStart, cost, max, arcStart, head, capacity, parent } = problem;
  const left = capacity.slice();
  for (let a = 0; a < flow.length; a++) if (flow[a]! > 0) take(a, flow[a]!);
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    let asked = demand[n]! - sum(flow, arcStart[from]!, arcStart[to]!);
    if (asked === 0) return;
    const order = Array.from({ length: to - from }, (_, i) => from + i).sort((p, q) => cost[p]! - cost[q]! || p - q);
    for (const p of order) {
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
  });

  function take(a: number, units: number): void {
    for (let c = head[a]!; c >= 0; c = parent[c]!) left[c]! -= units;
  }
}

function sum(flow: Float64Array, from: number, to: number): number {
  let units = 0;
  for (let a = from; a < to; a++) units += flow[a]!;
  return units;
}
