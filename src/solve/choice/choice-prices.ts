import { finish } from '../../kernel/work.js';
import { components, liveCaps } from '../../problem/components.js';
import type { Unpinned } from '../../problem/pins.js';
import type { CapPrices, ChoiceProblem, Prices } from '../../problem/problem.js';
import type { ChoiceGoal, ChoiceRelaxation } from '../../proof/choice-bound.js';
import { figureCount } from '../../proof/choice-bound.js';

/** The largest prices there may be, so that all sums are exact. */
export interface LargestPrices {
  readonly cap: number;
  readonly figure: number;
}

/** Sums of a bound stay below this. */
const MOST = 2 ** 49;
/** Bounds need not be finer. */
const FINEST = 20;

/** Bounds in such fractions that prices are fine enough and sums stay exact, and the largest prices that may be. */
export function scaleOfChoice(
  { demand, capacity, cost, candidateStart, previous, promise, wholes }: ChoiceProblem,
  reached: readonly number[],
): { scale: number; largest: LargestPrices } {
  let units = 0;
  let figures = 1;
  for (const value of wholes.value) figures += value;
  for (let n = 0; n < demand.length; n++) {
    units += 8 * demand[n]!;
    let dearest = 0;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) dearest = Math.max(dearest, Math.abs(cost[p]!));
    figures += demand[n]! * (wholes.worth[n]! + dearest);
  }
  previous.forEach((promised, p) => {
    figures += promised * (promise?.[p] ?? 1);
  });
  for (const figure of reached) figures += Math.abs(figure);
  for (const held of capacity) units += held;
  const scale = 2 ** Math.max(0, Math.min(FINEST, Math.floor(Math.log2(MOST / 2 ** 10 / figures))));
  return { scale, largest: { cap: Math.floor(MOST / (1 + units)), figure: Math.floor(MOST / figures) } };
}

/** As whole numbers from 0, none larger than it may be. */
export function roundedCapPrices(largest: LargestPrices, { cap, figure }: CapPrices): CapPrices {
  const whole = (x: number, most: number) => Math.round(Math.min(Math.max(x, 0), most));
  return { cap: cap.map((x) => whole(x, largest.cap)), figure: figure.map((x) => whole(x, largest.figure)) };
}

/**
 * What the prices of a best flow (levels in their order) come to as plain numbers, where a unit of each figure is worth as much as `worth` says and a
 * unit that must be served `must`.
 */
export function plainPrices(
  problem: ChoiceProblem,
  flow: Unpinned,
  { marks, position, keep, cost }: Prices,
): (worth: Float64Array, must: number) => Float64Array {
  const counts = new Float64Array(position.length);
  for (const { lines, caps } of finish(components(flow, liveCaps(flow), false))) {
    const most = lines.reduce((sum, n) => Math.max(sum, problem.wholes.worth[n]!), 0);
    for (const c of caps) counts[c] = most;
  }
  return (worth, must) => {
    const last = worth.length - 1;
    /** What a unit below a cap costs, all caps above it included. */
    const path = Float64Array.from(position, (at, c) => {
      const rank = at < 0 ? -1 : marks[at]!.rank;
      // A cap that holds nothing needs no price: no candidate can use it.
      if (flow.capacity[c] === 0) return 0;
      const unit = rank > 0 ? counts[c]! * worth[2 * rank - 1]! : rank === 0 ? must : 0;
      return unit + worth[last - 1]! * keep[c]! + worth[last]! * cost[c]!;
    });
    return path.map((price, c) => Math.max(0, price - (flow.parent[c]! < 0 ? 0 : path[flow.parent[c]!]!)));
  };
}

/** What a unit of every figure up to a goal counts, each `base` times that of the next. */
export function descending({ rank }: ChoiceProblem, figure: number, last: number, base: number): Float64Array {
  const worth = new Float64Array(figureCount(rank));
  let next = last;
  for (let j = figure; j >= 0; j--) {
    worth[j] = next;
    next *= base;
  }
  return worth;
}

/**
 * Which way prices are to go: by how the relaxed plan breaks what was relaxed, of every cap the units beyond it, of every figure what is lacking, both as units
 * count; no price goes below 0. Gives the square of its length.
 */
export function slopeOfChoice(
  { problem, chosen, units, arc }: ChoiceRelaxation,
  { figure, reached }: ChoiceGoal,
  at: CapPrices,
  slope: CapPrices,
): number {
  const { wholes, rank, cost, previous, promise, candidateStart, head, capacity, parent } = problem;
  const last = figureCount(rank) - 1;
  for (let c = 0; c < capacity.length; c++) slope.cap[c] = 0 - capacity[c]!;
  for (let j = 0; j < figure; j++) slope.figure[j] = reached[j]!;
  const add = (j: number, amount: number) => {
    if (j < figure) slope.figure[j]! -= amount;
  };
  const isTaken = new Uint8Array(wholes.lineStart.length - 1);
  for (let t = 0; t < chosen.length; t++) {
    if (chosen[t]! < 0) continue;
    isTaken[chosen[t]!] = 1;
    add(2 * wholes.rank[t]!, wholes.value[t]!);
  }
  for (let n = 0; n < rank.length; n++) {
    if (wholes.option[n]! >= 0 && isTaken[wholes.option[n]!] === 0) continue;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (units[p] === 0) continue;
      add(2 * rank[n]! + 1, wholes.worth[n]! * units[p]!);
      add(last - 1, Math.min(units[p]!, previous[p]!) * (promise?.[p] ?? 1));
      add(last, -units[p]! * cost[p]!);
      for (let c = head[arc[p]!]!; c >= 0; c = parent[c]!) slope.cap[c]! += units[p]!;
    }
  }
  let norm = 0;
  for (let c = 0; c < capacity.length; c++) {
    if (at.cap[c] === 0) slope.cap[c] = Math.max(0, slope.cap[c]!);
    norm += slope.cap[c]! ** 2;
  }
  // A figure that counts thousands for a unit must not drown the caps.
  const unit = wholes.worth.reduce((most, worth) => Math.max(most, worth), 1);
  const firmest = promise?.reduce((most, count) => Math.max(most, count), 1) ?? 1;
  for (let j = 0; j < figure; j++) {
    const own = at.figure[j] === 0 ? Math.max(0, slope.figure[j]!) : slope.figure[j]!;
    const size = j === last - 1 ? firmest : j % 2 === 1 && j < last - 1 ? unit : 1;
    norm += (own / size) ** 2;
    slope.figure[j] = own / size ** 2;
  }
  return norm;
}
