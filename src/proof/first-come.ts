import { rowsInSteps, type Work } from '../kernel/work.js';
import { ownersOf, range, sumOf } from '../problem/columns.js';
import { rowsLeft } from '../problem/crossing.js';
import { linesOfOption } from '../problem/part.js';
import type { Chosen, Problem, Wholes } from '../problem/problem.js';
import { type Check, checkOf } from './verdict.js';

/** Arcs, and units given to them. */
type Log = [arc: number, units: number][];

/**
 * Whether a feasible flow is what first come, first served gives: pins set aside, the lines take in the order of `arrivals` all they can
 * from their cheapest candidate, then from the next (the first of those that cost the same), and nothing moves again; a whole takes its first option that
 * can be served whole, or nothing.
 *
 * Deals everything out again and compares. O(arcs · depth of the caps + sorting each line's candidates).
 */
export function* checkFirstCome(
  problem: Problem,
  arrivals: Int32Array,
  { flow, chosen }: { readonly flow: Float64Array; readonly chosen?: Chosen },
): Work<Check> {
  const { candidateStart, wholes } = problem;
  const dealer = dealerOf(problem);
  const came = new Set<number>();
  const wholeOf = ownersOf(wholes?.optionStart ?? Int32Array.of(0));
  let fault = '';
  const turn = (n: number) => {
    const o = wholes ? wholes.option[n]! : -1;
    if (o < 0) dealer.deal(n);
    else decide(wholeOf[o]!);
  };
  /** The choice must say the same. */
  const decide = (t: number) => {
    if (came.has(t)) return;
    came.add(t);
    const o = takeFirst(wholes!, dealer, t);
    if (chosen?.choice.option[t] === o) return;
    fault ||= o < 0 ? `whole ${t} could not be served` : `whole ${t} could be served by option ${o}`;
  };
  yield* rowsInSteps(candidateStart, turn, arrivals);
  for (let t = 0; wholes && t < wholes.rank.length; t++) decide(t);
  const wrong = flow.findIndex((units, a) => units !== dealer.due[a]);
  if (wrong >= 0) fault ||= `arc ${wrong} carries ${flow[wrong]}, ${dealer.due[wrong]} were there to take`;
  return checkOf('firstCome', fault);
}

/** Serves a whole by its first option that can be served whole, and gives that, −1 for none. */
function takeFirst(wholes: Wholes, { demand, byCost, deal, takeBack }: Dealer, t: number): number {
  const { optionStart, must, single } = wholes;
  for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
    const lines = linesOfOption(wholes, o);
    const log: Log = [];
    const isServed = lines.every((n) => {
      if (must[n] === 0 || demand[n] === 0) return true;
      if (single[n] === 0) return deal(n, byCost(n), log);
      return byCost(n).some((own) => {
        const before = log.length;
        if (deal(n, [own], log)) return true;
        takeBack(log, before);
        return false;
      });
    });
    if (isServed) {
      for (const n of lines) deal(n);
      return o;
    }
    takeBack(log, 0);
  }
  return -1;
}

type Dealer = ReturnType<typeof dealerOf>;

/** Deals out units, pins first. */
function dealerOf(problem: Problem) {
  const { demand, candidateStart, cost, max, arcStart, head, capacity, parent, pinned } = problem;
  const rows = rowsLeft(problem);
  /** Units per arc, and below every cap. */
  const due = new Float64Array(head.length);
  const given = new Float64Array(capacity.length);
  pinned?.forEach((units, a) => {
    give(a, units);
  });
  return { demand, due, byCost, deal, takeBack };

  /** Serves what is left of a line as far as can be by these candidates, and writes it down; tells whether the line is whole. */
  function deal(n: number, candidates = byCost(n), log: Log = []): boolean {
    let asked = demand[n]! - sumOf(due, arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!);
    for (const p of candidates) {
      let bound = max[p]! - sumOf(due, arcStart[p]!, arcStart[p + 1]!);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const units = Math.min(asked, bound, room(a));
        if (units === 0) continue;
        log.push([a, units]);
        asked -= units;
        bound -= units;
        give(a, units);
      }
    }
    return asked === 0;
  }

  /** Takes back what was written down from an entry on. */
  function takeBack(log: Log, from: number): void {
    for (const [a, units] of log.splice(from)) give(a, -units);
  }

  function byCost(n: number): number[] {
    // Those that cost the same stay in their order.
    return range(candidateStart[n]!, candidateStart[n + 1]!).sort((one, other) => cost[one]! - cost[other]!);
  }

  function room(a: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let c = head[a]!; c >= 0; c = parent[c]!)
      least = Math.min(least, capacity[c]! - given[c]!, rows?.room(c) ?? least);
    return least;
  }

  function give(a: number, units: number): void {
    due[a]! += units;
    for (let c = head[a]!; c >= 0; c = parent[c]!) {
      given[c]! += units;
      rows?.take(c, units);
    }
  }
}
