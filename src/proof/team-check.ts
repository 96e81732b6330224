import { finish } from '../kernel/work.js';
import type { TeamPlan, TeamProblem } from '../problem/team-problem.js';
import { boundOfBranches, type Side } from './search-tree.js';
import { type Multipliers, type Relaxation, relaxationOf, teamBound } from './team-bound.js';
import { type Check, checkOf } from './verdict.js';

/** How a part of a search was closed, in preorder: split on a team or a pair (yes first, then no), or bounded by prices. */
export type Branch = TeamSplit | Multipliers;
export type TeamSplit = { readonly team: number } | { readonly pair: number };

/** The search for one goal as it can be followed again: every end of the tree bounds its part. */
export interface SearchTree {
  /** Bounds are in whole numbers of 1/scale. */
  readonly scale: number;
  readonly tree: readonly Branch[];
}

/** What a plan is worth: the value taken of each rank, and its cost. O(size). */
export function teamFigures({ rank, ranks, value, cost }: TeamProblem, { taken, quantity }: TeamPlan) {
  const values = new Array<number>(ranks).fill(0);
  for (let t = 0; t < taken.length; t++) if (taken[t] === 1) values[rank[t]!]! += value[t]!;
  let sum = 0;
  for (let p = 0; p < quantity.length; p++) sum += quantity[p]! * cost[p]!;
  return { values, cost: sum };
}

export function costOfTeam({ lineStart, pairStart, cost }: TeamProblem, { quantity }: TeamPlan, team: number): number {
  const end = pairStart[lineStart[team + 1]!]!;
  let sum = 0;
  for (let p = pairStart[lineStart[team]!]!; p < end; p++) sum += quantity[p]! * cost[p]!;
  return sum;
}

/** Whether a plan serves every team taken whole, and no other, within all bounds. O(size). */
export function checkTeamPlan(problem: TeamProblem, plan: TeamPlan): Check {
  return checkOf('feasible', faultOf(problem, plan));
}

function faultOf(problem: TeamProblem, plan: TeamPlan): string {
  const { taken, quantity } = plan;
  const { value, choice, lineStart, teamOf, demand, single, pairStart, offer, max, use, capacity } = problem;
  const load = new Float64Array(capacity.length);
  for (let l = 0; l < demand.length; l++) {
    const due = taken[teamOf[l]!] === 1 ? demand[l]! : 0;
    let served = 0;
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) {
      const units = quantity[p]!;
      if (units === 0) continue;
      if (!Number.isSafeInteger(units) || units < 0) return `pair ${p} carries ${units}`;
      if (units > max[p]!) return `pair ${p} carries ${units}, at most ${max[p]} may be`;
      if (single[l] === 1 && units !== demand[l]) return `line ${l} is single, pair ${p} gives it only ${units}`;
      load[offer[p]!]! += single[l] === 1 ? use[p]! : units;
      served += units;
    }
    if (served !== due) return `line ${l} is served ${served}, it must be ${due}`;
  }
  for (let o = 0; o < load.length; o++) {
    if (load[o]! > capacity[o]!) return `offer ${o} gives ${load[o]}, it holds ${capacity[o]}`;
  }
  const chosen = new Uint8Array(taken.length);
  for (let t = 0; t < taken.length; t++) {
    if (taken[t] === 1 && chosen[choice[t]!]!++ > 0) return `of choice ${choice[t]} more than one team is taken`;
  }
  for (let t = 0; t < taken.length; t++) {
    const isFree = lineStart[t] === lineStart[t + 1];
    if (isFree && chosen[choice[t]!] === 0) return `team ${t} asks for nothing and is not taken`;
    if (isFree || taken[t] === 0 || value[t]! > 0) continue;
    if (costOfTeam(problem, plan, t) >= 0) return `team ${t} has no value and does not make the plan cheaper`;
  }
  return '';
}

/**
 * Follows the search for a goal again: an upper bound, in whole units, on what any plan can reach in it; or what is wrong. Exact integers,
 * one Lagrangian bound an end: O(ends · pairs log pairs).
 */
export function boundOfTree(
  problem: TeamProblem,
  rank: number,
  reached: readonly number[],
  search: SearchTree,
): number | string {
  const relaxation = relaxationOf(problem, { rank, reached, scale: search.scale });
  return finish(
    boundOfBranches(search, 2 ** -52, function* (branch) {
      if (!('line' in branch)) return sideOf(relaxation, branch);
      yield problem.cost.length;
      return faultOfPrices(relaxation, branch) || wholeBound(relaxation, branch);
    }),
  );
}

/** A bound in whole units. */
export function wholeBound(relaxation: Relaxation, prices: Multipliers): number {
  const bound = teamBound(relaxation, prices);
  if (prices.impossible) return bound < 0 ? bound : Number.POSITIVE_INFINITY;
  return Math.floor(bound / relaxation.goal.scale);
}

/** What a split settles; nothing where it is settled, or where a pair's line is not single and sure to be served. */
function sideOf({ problem: { teamOf, lineOf, single }, settled }: Relaxation, split: TeamSplit): Side | undefined {
  if ('team' in split) return settled.team[split.team] === -1 ? { side: settled.team, which: split.team } : undefined;
  const line = lineOf[split.pair]!;
  const open = settled.pair[split.pair] === -1 && single[line] === 1 && settled.team[teamOf[line]!] === 1;
  return open ? { side: settled.pair, which: split.pair } : undefined;
}

/** Prices must be whole, those of ranks not negative, and no sum of a bound beyond 2⁵², so that it is exact, however it is added up. */
function faultOfPrices({ problem, goal }: Relaxation, { line, rank }: Multipliers): string {
  const { scale, reached } = goal;
  const { ranks, value, demand, single, pairStart, cost, lineOf } = problem;
  if (line.length !== demand.length || rank.length !== reached.length) return 'prices do not fit';
  let values = 0;
  for (const v of value) values += v;
  let size = goal.rank < ranks ? scale * values : 0;
  for (let l = 0; l < line.length; l++) {
    if (!Number.isSafeInteger(line[l]!)) return `line ${l} has no whole price`;
    const units = single[l] === 1 ? 1 : demand[l]!;
    size += Math.abs(line[l]!) * units * (1 + pairStart[l + 1]! - pairStart[l]!);
  }
  for (let p = 0; p < cost.length && goal.rank === ranks; p++) size += scale * Math.abs(cost[p]!) * demand[lineOf[p]!]!;
  for (let j = 0; j < rank.length; j++) {
    if (!Number.isSafeInteger(rank[j]!) || rank[j]! < 0) return `rank ${j} has no whole price`;
    size += rank[j]! * (values + reached[j]!);
  }
  return size <= 2 ** 52 ? '' : 'the prices are too large';
}
