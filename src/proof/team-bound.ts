import { emptyKnapsack, fillKnapsack } from '../kernel/knapsack.js';
import type { SettledTeams, TeamProblem } from '../problem/team-problem.js';

/**
 * What is sought, given what went before: the most value of one rank where the ranks before it keep what they reached; or, after the last
 * rank, the least cost.
 */
export interface TeamGoal {
  /** Rank whose value counts; `ranks` for cost. */
  readonly rank: number;
  /** Value that the ranks before it must have. */
  readonly reached: readonly number[];
  /** Bounds are computed in whole numbers of 1/scale; a power of two. */
  readonly scale: number;
}

/** Prices that a relaxation is made by, whole numbers: per line (of a single line for the whole of it, otherwise per unit), and per rank before. */
export interface Multipliers {
  readonly line: Float64Array;
  readonly rank: Float64Array;
  /** The bound is on nothing: below 0, it shows that no plan agrees with what is settled. */
  readonly impossible?: true | undefined;
}

/** A goal and what is settled on the way to it, working space, and what the best of the relaxed plans takes. */
export type Relaxation = ReturnType<typeof relaxationOf>;

/** Settled is, to begin with, what must be. */
export function relaxationOf(problem: TeamProblem, goal: TeamGoal) {
  let most = 0;
  const { offerStart } = problem;
  for (let o = 0; o + 1 < offerStart.length; o++) most = Math.max(most, offerStart[o + 1]! - offerStart[o]!);
  return {
    problem,
    goal,
    settled: forcedBy(problem, goal),
    sack: emptyKnapsack(most, most),
    /** Pairs, by place in the sack's columns. */
    pieces: new Int32Array(most),
    goods: new Int32Array(most),
    room: new Float64Array(problem.capacity.length),
    /** 1: the line's offer is settled. */
    placed: new Uint8Array(problem.demand.length),
    /** −1 open, 0 cannot be taken, 1 is taken; after `settled.team`, choices and lines that nobody can serve. */
    status: new Int8Array(problem.value.length),
    /** What taking a team gains. */
    gain: new Float64Array(problem.value.length),
    /** Team taken of each choice, −1 for none. */
    chosen: new Int32Array(problem.value.length),
    /** Units per pair; of a single line's pair 0 or 1. */
    units: new Float64Array(problem.cost.length),
  };
}

/**
 * An upper bound, in 1/scale, on what any plan can reach that agrees with what is settled and has what was reached before; −Infinity where there is none.
 *
 * Lagrangian relaxation of "a line is served exactly where its team is taken" (Fisher 1981): with prices on lines, teams take what gains and
 * every offer fills its own knapsack. Valid for any prices; the better, the tighter. O(pairs log pairs), and the knapsacks' tables.
 */
export function teamBound(relaxation: Relaxation, prices: Multipliers): number {
  const { problem, goal } = relaxation;
  const { rank, impossible } = prices;
  // At scale 0 nothing counts that is sought.
  const scale = impossible ? 0 : goal.scale;
  const fixed = settle(relaxation, scale);
  if (fixed === Number.NEGATIVE_INFINITY) return fixed;
  let sum = fixed + valueOfTeams(relaxation, scale, prices);
  for (let j = 0; j < goal.rank; j++) sum -= rank[j]! * goal.reached[j]!;
  for (let o = 0; o < problem.capacity.length; o++) sum += valueOfOffer(relaxation, scale, prices, o);
  return impossible && sum < 0 ? Number.NEGATIVE_INFINITY : sum;
}

/** What a whole line costs by a pair, in 1/scale, rounded in favour of the bound. */
function costOf({ problem: { cost, ranks }, goal }: Relaxation, scale: number, p: number, units: number): number {
  return goal.rank < ranks ? 0 : Math.floor(scale * cost[p]! * units);
}

/** Works out who can be taken and what room offers have; gives what the settled pairs are worth, −Infinity where nothing agrees. */
function settle(relaxation: Relaxation, scale: number): number {
  const { problem, goal, settled, room, placed, status, chosen } = relaxation;
  const { rank, ranks, value, choice, lineStart, demand, single, pairStart, lineOf, offer, max, use, capacity } =
    problem;
  room.set(capacity);
  status.set(settled.team);
  placed.fill(0);
  let sum = 0;
  for (let p = 0; p < offer.length; p++) {
    if (settled.pair[p] !== 1) continue;
    const l = lineOf[p]!;
    if (placed[l] === 1) return Number.NEGATIVE_INFINITY;
    placed[l] = 1;
    room[offer[p]!]! -= use[p]!;
    if (room[offer[p]!]! < 0) return Number.NEGATIVE_INFINITY;
    sum -= costOf(relaxation, scale, p, demand[l]!);
  }
  chosen.fill(-1);
  // Of two in one choice the first will find that the other is taken.
  for (let t = 0; t < status.length; t++) if (status[t] === 1) chosen[choice[t]!] = t;
  for (let t = 0; t < status.length; t++) {
    if (status[t] === 0) continue;
    // While value counts, a plan is as good without the teams that add none.
    if (status[t] === -1 && goal.rank < ranks && (rank[t]! > goal.rank || value[t] === 0)) {
      status[t] = 0;
      continue;
    }
    const rival = chosen[choice[t]!]!;
    let possible = rival === -1 || rival === t;
    for (let l = lineStart[t]!; l < lineStart[t + 1]! && possible; l++) {
      if (placed[l] === 1) continue;
      let most = 0;
      for (let p = pairStart[l]!; p < pairStart[l + 1]! && most < demand[l]!; p++) {
        if (single[l] === 0) most += Math.min(max[p]!, room[offer[p]!]!);
        else if (settled.pair[p] !== 0 && use[p]! <= room[offer[p]!]!) most = demand[l]!;
      }
      possible = most >= demand[l]!;
    }
    if (possible) continue;
    if (status[t] === 1) return Number.NEGATIVE_INFINITY;
    status[t] = 0;
  }
  return sum;
}

/** The teams' part: of each choice the one that gains most, if it gains. */
function valueOfTeams(relaxation: Relaxation, scale: number, { line, rank }: Multipliers): number {
  const { problem, goal, placed, status, gain, chosen } = relaxation;
  const { value, choice, lineStart, demand, single } = problem;
  let sum = 0;
  for (let t = 0; t < value.length; t++) {
    const r = problem.rank[t]!;
    let own = r < goal.rank ? rank[r]! * value[t]! : r === goal.rank ? Math.ceil(scale * value[t]!) : 0;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      if (placed[l] === 0) own -= single[l] === 1 ? line[l]! : line[l]! * demand[l]!;
    }
    gain[t] = own;
    if (status[t] === 0) continue;
    const rival = chosen[choice[t]!]!;
    if (status[t] === 1) sum += own;
    else if (own > (rival === -1 ? 0 : gain[rival]!)) {
      sum += own - (rival === -1 ? 0 : gain[rival]!);
      chosen[choice[t]!] = t;
    }
  }
  return sum;
}

/** An offer's part: the most profitable of what it may give. */
function valueOfOffer(relaxation: Relaxation, scale: number, { line }: Multipliers, o: number): number {
  const { problem, settled, sack, pieces, goods, room, placed, status, units } = relaxation;
  const { teamOf, demand, single, lineOf, max, use, offerStart, pairAt } = problem;
  sack.capacity = room[o]!;
  sack.pieces = sack.goods = 0;
  for (let i = offerStart[o]!; i < offerStart[o + 1]!; i++) {
    const p = pairAt[i]!;
    const l = lineOf[p]!;
    units[p] = settled.pair[p] === 1 ? 1 : 0;
    if (placed[l] === 1 || settled.pair[p] === 0 || status[teamOf[l]!] === 0) continue;
    const profit = line[l]! - costOf(relaxation, scale, p, single[l] === 1 ? demand[l]! : 1);
    if (profit <= 0) continue;
    if (single[l] === 0) {
      goods[sack.goods] = p;
      sack.unitProfit[sack.goods] = profit;
      sack.most[sack.goods++] = Math.min(max[p]!, room[o]!);
    } else if (use[p]! <= room[o]!) {
      pieces[sack.pieces] = p;
      sack.profit[sack.pieces] = profit;
      sack.weight[sack.pieces++] = use[p]!;
    }
  }
  const sum = fillKnapsack(sack);
  for (let i = 0; i < sack.pieces; i++) units[pieces[i]!] = sack.taken[i]!;
  for (let g = 0; g < sack.goods; g++) units[goods[g]!] = sack.amount[g]!;
  return sum;
}

/**
 * What is settled before the search for a goal begins: where a rank before it has all the value there is, its teams of any value are taken; so is a team
 * that asks for nothing and has no rival. O(teams).
 */
export function forcedBy(
  { rank, value, choice, lineStart, cost }: TeamProblem,
  { rank: now, reached }: TeamGoal,
): SettledTeams {
  const settled = { team: new Int8Array(value.length).fill(-1), pair: new Int8Array(cost.length).fill(-1) };
  const rivals = new Int32Array(value.length);
  const most = new Float64Array(now);
  for (let t = 0; t < value.length; t++) {
    rivals[choice[t]!]!++;
    if (rank[t]! < now) most[rank[t]!]! += value[t]!;
  }
  for (let t = 0; t < value.length; t++) {
    const isFree = lineStart[t] === lineStart[t + 1] && rivals[choice[t]!] === 1;
    if (isFree || (rank[t]! < now && value[t]! > 0 && most[rank[t]!] === reached[rank[t]!])) settled.team[t] = 1;
  }
  return settled;
}
