import type { TeamProblem } from '../compile/team-problem.js';
import type { Goal, Multipliers, Relaxation } from '../proof/team-bound.js';
import { pricesOfUnits } from './team-flow.js';

/** The largest prices there may be, so that all sums are exact: per line, and for all ranks. */
export interface Largest {
  readonly line: Float64Array;
  readonly rank: number;
}

/** Prices need not be higher than so many costs of one pair. */
export const DEAREST = 64;

/**
 * Bounds in such fractions that prices are fine enough and sums stay exact, and the largest prices that may be: a line is worth no more than its
 * team, or than the dearest way to replace a unit.
 */
export function scaleOf(problem: TeamProblem, rank: number): { scale: number; largest: Largest } {
  const { ranks, value, teamOf, demand, single, pairStart } = problem;
  let values = 1;
  for (const v of value) values += v;
  const dearest = dearestOf(problem);
  const line = new Float64Array(demand.length);
  let size = values;
  for (let l = 0; l < demand.length; l++) {
    const whole = rank < ranks ? 2 * value[teamOf[l]!]! : DEAREST * dearest * demand[l]!;
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

/** So much more is a unit of an earlier rank worth than one of this, at first. */
const EARLIER = 4;

/** Prices to begin with: while value counts those of units that bear their team's value in equal parts, then the cheapest pair. */
export function firstPrices(problem: TeamProblem, goal: Goal): Multipliers {
  const { rank, ranks, value, lineStart, demand, single, pairStart, cost } = problem;
  const line = new Float64Array(demand.length);
  if (goal.rank < ranks) {
    for (let t = 0; t < value.length; t++) {
      let asked = 0;
      for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) asked += demand[l]!;
      const own = rank[t]! > goal.rank ? 0 : rank[t] === goal.rank ? value[t]! : EARLIER * value[t]!;
      for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) line[l] = Math.floor((goal.scale * own) / asked);
    }
    const price = pricesOfUnits(problem, line);
    for (let l = 0; l < line.length; l++) line[l] = price[l]! * (single[l] === 1 ? demand[l]! : 1);
    return { line, rank: new Float64Array(goal.rank).fill(EARLIER * goal.scale) };
  }
  for (let l = 0; l < line.length; l++) {
    let least = Number.POSITIVE_INFINITY;
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) least = Math.min(least, cost[p]!);
    if (least < Number.POSITIVE_INFINITY) line[l] = goal.scale * least * (single[l] === 1 ? demand[l]! : 1);
  }
  return { line, rank: new Float64Array(goal.rank) };
}

/** As whole numbers, none larger than it may be. */
export function rounded(largest: Largest, { line, rank }: Multipliers): Multipliers {
  const whole = (x: number, most: number) => Math.round(Math.min(Math.max(x, -most), most)) + 0;
  return {
    line: line.map((x, l) => whole(x, largest.line[l]!)),
    rank: rank.map((x) => whole(x, largest.rank)),
  };
}

/** How the relaxed plan breaks what was relaxed: per line units less what its team asks for; gives the square of its length. */
export function slopeOf({ problem, ...relaxation }: Relaxation, goal: Goal, slope: Multipliers): number {
  const { status, chosen, placed, units } = relaxation;
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
