import type { TeamProblem } from '../../problem/team-problem.js';
import type { Multipliers, Relaxation } from '../../proof/team-bound.js';

/** The largest prices there may be, so that all sums are exact: per line, and for all ranks. */
export type Largest = ReturnType<typeof scaleOf>['largest'];

/** Prices need not be higher than so many costs of one pair, or values of one team. */
export const DEAREST = 64;

/**
 * Bounds in such fractions that prices are fine enough and sums stay exact, and the largest prices that may be: what a team of an earlier rank
 * needs can be worth many teams of this one.
 */
export function scaleOf(problem: TeamProblem, rank: number) {
  const { ranks, value, demand, single, pairStart } = problem;
  let values = 1;
  for (const v of value) values += v;
  const dearest = dearestOf(problem);
  const best = value.reduce((most, v) => Math.max(most, v), 1);
  const line = new Float64Array(demand.length);
  let size = values;
  for (let l = 0; l < demand.length; l++) {
    const whole = DEAREST * (rank < ranks ? best : dearest * demand[l]!);
    line[l] = whole / (single[l] === 1 ? 1 : demand[l]!);
    size += whole * (2 + pairStart[l + 1]! - pairStart[l]!);
  }
  const scale = 2 ** Math.min(rank < ranks ? 40 : 8, Math.floor(51 - Math.log2(size)));
  for (let l = 0; l < line.length; l++) line[l] = Math.ceil(scale * line[l]!);
  return { scale, largest: { line, rank: Math.floor(2 ** 50 / (values * (ranks + 1))) } };
}

export function dearestOf({ cost }: TeamProblem): number {
  return cost.reduce((most, c) => Math.max(most, Math.abs(c)), 1);
}

/** Prices of nothing. */
export function noMultipliers({ problem, goal }: Relaxation): Multipliers {
  return { line: new Float64Array(problem.demand.length), rank: new Float64Array(goal.rank) };
}

/** What a line costs at least, where cost is sought: a bound without any search. */
export function cheapestPrices(relaxation: Relaxation): Multipliers {
  const { problem, goal } = relaxation;
  const { demand, single, pairStart, cost, ranks } = problem;
  const none = noMultipliers(relaxation);
  if (goal.rank < ranks) return none;
  const dearest = dearestOf(problem);
  const cheapest = (l: number) =>
    cost.subarray(pairStart[l], pairStart[l + 1]).reduce((a, b) => Math.min(a, b), dearest);
  return { ...none, line: none.line.map((_, l) => goal.scale * cheapest(l) * (single[l] === 1 ? demand[l]! : 1)) };
}

/** As whole numbers, none larger than it may be. */
export function roundedPrices(largest: Largest, { line, rank }: Multipliers): Multipliers {
  const whole = (x: number, most: number) => Math.round(Math.min(Math.max(x, -most), most)) + 0;
  return {
    line: line.map((x, l) => whole(x, largest.line[l]!)),
    rank: rank.map((x) => whole(x, largest.rank)),
  };
}

/** How the relaxed plan breaks what was relaxed: per line units less what its team asks for; gives the square of its length. */
export function slopeOf({ problem, goal, status, chosen, placed, units }: Relaxation, slope: Multipliers): number {
  const { value, choice, lineStart, demand, single, pairStart } = problem;
  let norm = 0;
  for (let j = 0; j < goal.rank; j++) slope.rank[j] = -goal.reached[j]!;
  for (let t = 0; t < value.length; t++) {
    const isTaken = status[t] === 1 || chosen[choice[t]!] === t;
    if (isTaken && problem.rank[t]! < goal.rank) slope.rank[problem.rank[t]!]! += value[t]!;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      let sum = 0;
      if (placed[l] === 0 && status[t] !== 0) {
        for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) sum += units[p]!;
        if (isTaken) sum -= single[l] === 1 ? 1 : demand[l]!;
      }
      slope.line[l] = sum;
      norm += sum * sum;
    }
  }
  for (const x of slope.rank) norm += x * x;
  return norm;
}
