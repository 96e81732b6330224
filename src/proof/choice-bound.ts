import type { CapPrices, ChoiceProblem } from '../problem/problem.js';

/**
 * What a plan reaches, larger is better: of rank r the value of its wholes at 2r and its coverage at 2r + 1, both as the columns of `Wholes` count them;
 * then units kept of what was promised, and last the cost, below 0. A goal is a place in this list.
 */
export type Figures = readonly number[];

/** What is sought: the most of one figure where all before it keep what they reached. */
export interface ChoiceGoal {
  readonly figure: number;
  readonly reached: Figures;
  /** Bounds are computed in whole numbers of 1/scale; a power of two ≥ 1. */
  readonly scale: number;
}

/** What is settled on the way to a proof, per option and per candidate of a single line: −1 open, 0 not, 1 yes. */
export interface SettledChoice {
  readonly option: Int8Array;
  readonly candidate: Int8Array;
}

/** Working space, and the best of the relaxed plans. */
export type ChoiceRelaxation = ReturnType<typeof choiceRelaxation>;

export function choiceRelaxation(problem: ChoiceProblem) {
  const { max, arcStart, head, capacity, parent, rank, wholes } = problem;
  const room = new Float64Array(capacity.length);
  for (let c = 0; c < room.length; c++) {
    const above = parent[c]!;
    room[c] = above < 0 ? capacity[c]! : Math.min(capacity[c]!, room[above]!);
  }
  return {
    problem,
    /** Most units a candidate can carry at all. */
    most: max.map((units, p) => {
      let sum = 0;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) sum += room[head[a]!]!;
      return Math.min(units, sum);
    }),
    /** Price of a unit below every cap, all caps above it included. */
    path: new Float64Array(capacity.length),
    /** The cheapest arc of every candidate. */
    arc: new Int32Array(max.length),
    /** What a unit of every figure is worth. */
    worth: new Float64Array(figureCount(rank)),
    /** What taking an option gains, −Infinity where it cannot be. */
    gain: new Float64Array(wholes.lineStart.length - 1),
    /** Option taken per whole, −1 for none. */
    chosen: new Int32Array(wholes.rank.length),
    /** Units per candidate, of lines of all options. */
    units: new Float64Array(max.length),
  };
}

/** Two figures a rank, promises and cost. */
export function figureCount(rank: Int32Array): number {
  return 2 * rank.reduce((most, r) => Math.max(most, r + 1), 0) + 2;
}

/**
 * An upper bound, in 1/scale, on what any plan can reach of a goal that agrees with what is settled and has what was reached before; −Infinity where
 * there is none.
 *
 * Lagrangian relaxation of all capacities (Fisher 1981): with prices on caps every whole takes the option that gains most, if any gains, and every line
 * its cheapest candidates. Valid for any prices; the better, the tighter. O(arcs + candidates · log).
 */
export function boundOfChoice(
  relaxation: ChoiceRelaxation,
  { figure, reached, scale }: ChoiceGoal,
  settled: SettledChoice,
  prices: CapPrices,
): number {
  const { problem, worth, gain, chosen } = relaxation;
  const { wholes, demand } = problem;
  worth.fill(0);
  for (let j = 0; j < figure; j++) worth[j] = prices.figure[j]!;
  if (!prices.impossible) worth[figure] = scale;
  let sum = pricePaths(relaxation, prices);
  for (let j = 0; j < figure; j++) sum -= prices.figure[j]! * reached[j]!;
  for (let n = 0; n < demand.length; n++) if (wholes.option[n]! < 0) sum += fillPlain(relaxation, n, false);
  for (let t = 0; t < wholes.rank.length; t++) {
    const value = worth[2 * wholes.rank[t]!]! * wholes.value[t]!;
    let best = -1;
    let taken = false;
    for (let o = wholes.optionStart[t]!; o < wholes.optionStart[t + 1]!; o++) {
      gain[o] = settled.option[o] === 0 ? Number.NEGATIVE_INFINITY : value;
      for (let i = wholes.lineStart[o]!; i < wholes.lineStart[o + 1]! && gain[o]! > Number.NEGATIVE_INFINITY; i++) {
        const n = wholes.optionLines[i]!;
        if (demand[n] === 0) continue;
        if (wholes.must[n] === 0) gain[o]! += fillPlain(relaxation, n, false);
        else if (wholes.single[n] === 0) gain[o]! += fillPlain(relaxation, n, true);
        else gain[o]! += fillSingle(relaxation, n, settled.candidate);
      }
      if (!taken && (best < 0 || gain[o]! > gain[best]! || settled.option[o] === 1)) best = o;
      taken ||= settled.option[o] === 1;
    }
    chosen[t] = best >= 0 && (taken || gain[best]! > 0) ? best : -1;
    if (chosen[t]! >= 0) sum += gain[best]!;
  }
  return prices.impossible && sum < 0 ? Number.NEGATIVE_INFINITY : sum;
}

/** A line by its most profitable candidates: as far as it gains or, where it must, whole. */
function fillPlain(relaxation: ChoiceRelaxation, n: number, must: boolean): number {
  const { problem, most, units, worth } = relaxation;
  const { demand, candidateStart, previous } = problem;
  const keeping = worth[worth.length - 2]!;
  const from = candidateStart[n]!;
  const to = candidateStart[n + 1]!;
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let p = from; p < to; p++) {
    units[p] = 0;
    if (most[p] === 0) continue;
    const profit = profitOf(relaxation, n, p) + (previous[p]! > 0 ? keepOf(relaxation, p) : 0);
    if (profit <= highest) continue;
    highest = profit;
    best = p;
  }
  if (best < 0 || (!must && highest <= 0)) return must ? Number.NEGATIVE_INFINITY : 0;
  // As a rule the best candidate can do it all.
  if (most[best]! >= demand[n]! && (keeping === 0 || previous[best] === 0 || previous[best]! >= demand[n]!)) {
    units[best] = demand[n]!;
    return demand[n]! * highest;
  }
  const pieces: { p: number; amount: number; profit: number }[] = [];
  for (let p = from; p < to; p++) {
    if (most[p] === 0) continue;
    const keep = keepOf(relaxation, p);
    const kept = keep > 0 ? Math.min(previous[p]!, most[p]!) : 0;
    const profit = profitOf(relaxation, n, p);
    if (!must && profit + keep <= 0) continue;
    if (kept > 0) pieces.push({ p, amount: kept, profit: profit + keep });
    if (most[p]! > kept) pieces.push({ p, amount: most[p]! - kept, profit });
  }
  pieces.sort((a, b) => b.profit - a.profit || a.p - b.p);
  let left = demand[n]!;
  let total = 0;
  for (const { p, amount, profit } of pieces) {
    if (left === 0 || (!must && profit <= 0)) break;
    const part = Math.min(left, amount);
    units[p]! += part;
    left -= part;
    total += part * profit;
  }
  return must && left > 0 ? Number.NEGATIVE_INFINITY : total;
}

/** A line by its most profitable candidate. */
function fillSingle(relaxation: ChoiceRelaxation, n: number, side: Int8Array): number {
  const { problem, most, units } = relaxation;
  const { demand, candidateStart, previous } = problem;
  let best = -1;
  let total = Number.NEGATIVE_INFINITY;
  for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
    units[p] = 0;
    if (side[p] === 0 || most[p]! < demand[n]! || (best >= 0 && side[best] === 1)) continue;
    const all = demand[n]! * profitOf(relaxation, n, p) + keepOf(relaxation, p) * Math.min(previous[p]!, demand[n]!);
    if (all <= total && side[p] !== 1) continue;
    best = p;
    total = all;
  }
  if (best >= 0) units[best] = demand[n]!;
  return total;
}

/** Of a promised unit. */
function keepOf({ problem, worth }: ChoiceRelaxation, p: number): number {
  return worth[worth.length - 2]! * (problem.promise?.[p] ?? 1);
}

/** Of a unit. */
function profitOf({ problem, worth, path, arc }: ChoiceRelaxation, n: number, p: number): number {
  const { wholes, rank, cost, head } = problem;
  const own = wholes.worth[n]! * worth[2 * rank[n]! + 1]! - worth[worth.length - 1]! * cost[p]!;
  return own - path[head[arc[p]!]!]!;
}

/** Works out what a unit costs by every candidate; gives what all capacity is worth. */
function pricePaths({ problem, path, arc }: ChoiceRelaxation, { cap }: CapPrices): number {
  const { capacity, parent, arcStart, head } = problem;
  let sum = 0;
  for (let c = 0; c < capacity.length; c++) {
    const above = parent[c]!;
    path[c] = cap[c]! + (above < 0 ? 0 : path[above]!);
    sum += cap[c]! * capacity[c]!;
  }
  for (let p = 0; p + 1 < arcStart.length; p++) {
    let best = arcStart[p]!;
    for (let a = best + 1; a < arcStart[p + 1]!; a++) if (path[head[a]!]! < path[head[best]!]!) best = a;
    arc[p] = best;
  }
  return sum;
}
