import { rowsInSteps, type Work } from '../kernel/work.js';
import { ownersOf, range, sumOf } from '../problem/columns.js';
import { rowsLeft } from '../problem/crossing.js';
import { noPrices } from '../problem/open-prices.js';
import { linesOfOption } from '../problem/part.js';
import type { Choice, Problem, Solution } from '../problem/problem.js';

/**
 * First come, first served, as it is done by hand: pins first, then line by line in the order of `arrivals`; when the first line of a whole comes, its first
 * option that there is room for is taken, whole. Nothing is moved again, and nothing is proved. It does not stop before its end.
 *
 * @param begun what is given already, and stays
 */
export function* firstCome(
  problem: Problem,
  arrivals: Int32Array,
  begun?: { readonly choice: Choice; readonly flow: Float64Array },
): Work<Solution> {
  const { wholes, candidateStart } = problem;
  const flow = (begun?.flow ?? problem.pinned)?.slice() ?? new Float64Array(problem.head.length);
  const counter = counterOf(problem, flow);
  const prices = noPrices(problem.capacity.length);
  if (!wholes) {
    yield* rowsInSteps(candidateStart, (n) => void counter.serve(n), arrivals);
    return { flow, prices, proved: [] };
  }
  const { optionStart, option, must, single } = wholes;
  const wholeOf = ownersOf(optionStart);
  const choice = {
    option: begun?.choice.option.slice() ?? new Int32Array(wholes.rank.length).fill(-1),
    candidate: begun?.choice.candidate.slice() ?? new Int32Array(problem.demand.length).fill(-1),
  };
  const seen = Uint8Array.from(choice.option, (o) => (o < 0 ? 0 : 1));
  yield* rowsInSteps(
    candidateStart,
    (n) => {
      if (option[n]! < 0) counter.serve(n);
      else if (seen[wholeOf[option[n]!]!]!++ === 0) takeFirst(wholeOf[option[n]!]!);
    },
    arrivals,
  );
  // A whole without lines comes last.
  for (let t = 0; t < seen.length; t++) if (seen[t] === 0) takeFirst(t);
  return { flow, prices, proved: [], chosen: { choice, searches: [] } };

  function takeFirst(t: number): void {
    for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
      const mark = counter.log.length;
      const lines = linesOfOption(wholes!, o);
      if (
        lines.every(
          (n) => must[n] === 0 || problem.demand[n] === 0 || (single[n] === 1 ? serveBy(n) : counter.serve(n)),
        )
      ) {
        choice.option[t] = o;
        for (const n of lines) if (must[n] === 0) counter.serve(n);
        return;
      }
      counter.undo(mark);
      for (const n of lines) choice.candidate[n] = -1;
    }
  }

  function serveBy(n: number): boolean {
    const mark = counter.log.length;
    for (const p of counter.cheapest(n)) {
      choice.candidate[n] = p;
      if (counter.serve(n, p)) return true;
      counter.undo(mark);
    }
    return false;
  }
}

/**
 * Adds to a possible flow what still fits, line by line and cheapest candidate first. Proves nothing. O(arcs · depth of the caps +
 * sorting each line's candidates).
 */
export function* fillFirst(problem: Problem, flow: Float64Array): Work<void> {
  const { serve } = counterOf(problem, flow);
  yield* rowsInSteps(problem.candidateStart, (n) => void serve(n));
}

/** Gives out what is left besides a flow, which it adds to. */
function counterOf(problem: Problem, flow: Float64Array) {
  const { demand, candidateStart, cost, max, arcStart, head, capacity, parent, wholes } = problem;
  const left = capacity.slice();
  const rows = rowsLeft(problem);
  /** Arcs, and the units that each was given, where that may be undone. */
  const log: [arc: number, units: number][] = [];
  for (let a = 0; a < flow.length; a++) if (flow[a]! > 0) take(a, flow[a]!);
  return { serve, undo, cheapest, log };

  /** Serves a line as far as can be; tells whether whole. */
  function serve(n: number, only = -1): boolean {
    let asked = demand[n]! - sumOf(flow, arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!);
    if (asked === 0) return true;
    for (const p of cheapest(n)) {
      if (only >= 0 && p !== only) continue;
      let bound = max[p]! - sumOf(flow, arcStart[p]!, arcStart[p + 1]!);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        let units = Math.min(asked, bound);
        for (let c = head[a]!; c >= 0; c = parent[c]!) units = Math.min(units, left[c]!, rows?.room(c) ?? units);
        if (units === 0) continue;
        flow[a]! += units;
        asked -= units;
        bound -= units;
        take(a, units);
        if (wholes) log.push([a, units]);
      }
      if (asked === 0) break;
    }
    return asked === 0;
  }

  function undo(mark: number): void {
    for (const [a, units] of log.splice(mark)) {
      flow[a]! -= units;
      take(a, -units);
    }
  }

  function cheapest(n: number): number[] {
    const own = range(candidateStart[n]!, candidateStart[n + 1]!);
    return own.sort((one, other) => cost[one]! - cost[other]! || one - other);
  }

  function take(a: number, units: number): void {
    for (let c = head[a]!; c >= 0; c = parent[c]!) {
      left[c]! -= units;
      rows?.take(c, units);
    }
  }
}
