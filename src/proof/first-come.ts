import { ownersOf, range, sumOf } from '../compile/columns.js';
import { linesOfOption } from '../compile/part.js';
import type { Chosen, Problem } from '../compile/problem.js';
import { rowsInSteps, type Work } from '../kernel/work.js';
import { type Check, checkOf } from './verdict.js';

/**
 * Whether a feasible flow is what first come, first served gives: pins set aside, the lines take in the order of `arrivals` all they can
 * from their cheapest candidate, then from the next (the first of those that cost the same), and nothing moves again; a team takes its first option that
 * can be served whole, or nothing.
 *
 * Deals everything out again and compares. O(arcs · depth of the caps + sorting each line's candidates).
 */
export function* checkFirstCome(
  problem: Problem,
  arrivals: Int32Array,
  { flow, chosen }: { readonly flow: Float64Array; readonly chosen?: Chosen },
): Work<Check> {
  const { demand, candidateStart, cost, max, arcStart, head, capacity, parent, pinned, teams } = problem;
  let dealt: ReadonlyMap<number, number> = new Map();
  const due = new Float64Array(head.length);
  const given = new Float64Array(capacity.length);
  for (let a = 0; a < head.length; a++) if (pinned && pinned[a]! > 0) give(a, pinned[a]!);
  const came = new Set<number>();
  const teamOf = ownersOf(teams?.optionStart ?? Int32Array.of(0));
  let fault = '';
  yield* rowsInSteps(candidateStart, (n) => turn(n), arrivals);
  for (let t = 0; teams && t < teams.rank.length; t++) if (!came.has(t)) decide(t);
  const wrong = flow.findIndex((units, a) => units !== due[a]);
  if (wrong >= 0) fault ||= `arc ${wrong} carries ${flow[wrong]}, ${due[wrong]} were there to take`;
  return checkOf('firstCome', fault);

  function turn(n: number): void {
    const option = teams?.option[n] ?? -1;
    if (!teams || option < 0) {
      deal(n, (p) => p >= 0);
      return;
    }
    const t = teamOf[option]!;
    if (came.has(t)) return;
    came.add(t);
    decide(t);
  }

  /** The first option that can be served whole; the choice must say the same. */
  function decide(t: number): void {
    const { optionStart, must, single } = teams!;
    const claimed = chosen?.choice;
    for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
      const lines = linesOfOption(teams!, o);
      const before = new Map<number, number>();
      const whole = lines.every((n) => {
        if (must[n] === 0) return true;
        if (single[n] === 0) return remember(before, () => deal(n, (p) => p >= 0));
        return byCost(n).some((own) => {
          const trial = new Map<number, number>();
          if (remember(trial, () => deal(n, (p) => p === own))) {
            for (const [a, units] of trial) before.set(a, units + (before.get(a) ?? 0));
            return true;
          }
          for (const [a, units] of trial) give(a, -units);
          return false;
        });
      });
      if (whole) {
        if (claimed?.option[t] !== o) fault ||= `team ${t} could be served by option ${o}`;
        for (const n of lines) if (must[n] === 0) deal(n, (p) => p >= 0);
        return;
      }
      for (const [a, units] of before) give(a, -units);
    }
    if (claimed?.option[t] !== -1) fault ||= `team ${t} could not be served`;
  }

  function remember(into: Map<number, number>, action: () => boolean): boolean {
    const whole = action();
    for (const [a, units] of dealt) into.set(a, units + (into.get(a) ?? 0));
    return whole;
  }

  /** Serves a line as far as can be by the candidates allowed; tells whether whole. */
  function deal(n: number, allowed: (candidate: number) => boolean): boolean {
    const own = new Map<number, number>();
    let asked = demand[n]! - sumOf(due, arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!);
    for (const p of byCost(n).filter(allowed)) {
      let bound = max[p]! - sumOf(due, arcStart[p]!, arcStart[p + 1]!);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const units = Math.min(asked, bound, room(a));
        if (units === 0) continue;
        own.set(a, units);
        asked -= units;
        bound -= units;
        give(a, units);
      }
    }
    dealt = own;
    return asked === 0;
  }

  function byCost(n: number): number[] {
    // Those that cost the same stay in their order.
    return range(candidateStart[n]!, candidateStart[n + 1]!).sort((one, other) => cost[one]! - cost[other]!);
  }

  function room(a: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let c = head[a]!; c >= 0; c = parent[c]!) least = Math.min(least, capacity[c]! - given[c]!);
    return least;
  }

  function give(a: number, units: number): void {
    due[a]! += units;
    for (let c = head[a]!; c >= 0; c = parent[c]!) given[c]! += units;
  }
}
