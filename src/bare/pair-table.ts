import { placesBy } from '../kernel/grouped.js';
import { rowsOf } from '../problem/columns.js';
import type { Faults } from './bare-faults.js';

/** What errors open with. */
export const NO_MATCH = 'These pairs cannot be matched.';
export const NO_PREVIOUS = 'The previous allocations cannot be read.';

/** Bare pairs as columns of checked numbers. Needs and offers stand in the order in which ties end, pairs in any. */
export interface PairColumns {
  readonly rank: Float64Array | Int32Array;
  readonly demand: Float64Array | Int32Array;
  /** Fair-share class within the rank, −1: the need is its own; absent: all are. */
  readonly group: Float64Array | Int32Array | undefined;
  readonly capacity: Float64Array | Int32Array;
  readonly need: Int32Array;
  readonly offer: Int32Array;
  readonly cost: Float64Array | Int32Array;
  /** Infinity: no bound of its own; absent: nowhere. */
  readonly max: Float64Array | Int32Array | undefined;
}

/** Units promised to pairs, by number of need and offer; they may name pairs that are gone. */
export interface PromiseColumns {
  readonly need: ArrayLike<number>;
  readonly offer: ArrayLike<number>;
  readonly quantity: ArrayLike<number>;
}

/** Bare pairs with their canonical order: lines are needs by (rank, number), candidates are pairs by (line, offer). */
export type PairsTable = ReturnType<typeof sortPairs>;

/** Finds the canonical order by counting. O(needs + offers + pairs), apart from sorting the distinct ranks. */
export function sortPairs(columns: PairColumns) {
  const lines = sortNeeds(columns.rank);
  return { ...columns, ...lines, ...sortByLine(columns, lines.lineOf) };
}

/** Need of each line, line of each need; the ranks that needs have, ascending, and that of each line as a position in them. */
function sortNeeds(rank: PairColumns['rank']) {
  const ranks = [...new Set(rank)].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(ranks.map((value, r) => [value, r]));
  const ranked = Int32Array.from(rank, (value) => place.get(value)!);
  const [, needOf] = placesBy(ranks.length, ranked);
  const lineOf = new Int32Array(rank.length);
  for (let line = 0; line < needOf.length; line++) lineOf[needOf[line]!] = line;
  return { needOf, lineOf, ranks, rankOf: rowsOf(ranked, needOf) };
}

/**
 * Pairs by line and then offer: those of each line together by a counting sort, then each line in itself. That is one scattered pass
 * over the pairs where a sort by offer and one by line would be two, and more.
 *
 * Candidates of line n are `start[n] … start[n + 1] − 1`, each with its offer and its pair; no pairs: they stand in this order already.
 */
function sortByLine({ need, offer }: PairColumns, lineOf: Int32Array) {
  const { start, sorted, ascending } = countByLine(need, offer, lineOf);
  if (sorted) return { start, head: offer, pairOf: undefined };
  const head = new Int32Array(need.length);
  const pairOf = new Int32Array(need.length);
  const next = start.slice();
  for (let p = 0; p < need.length; p++) {
    const i = next[lineOf[need[p]!]!]!++;
    head[i] = offer[p]!;
    pairOf[i] = p;
  }
  if (!ascending) for (let n = 0; n < lineOf.length; n++) sortLine(head, pairOf, start[n]!, start[n + 1]!);
  return { start, head, pairOf };
}

/** How the pairs stand: `ascending` if the offers of every line do, `sorted` if the lines do, too. */
function countByLine(need: Int32Array, offer: Int32Array, lineOf: Int32Array) {
  const start = new Int32Array(lineOf.length + 1);
  const last = new Int32Array(lineOf.length).fill(-1);
  let sorted = true;
  let ascending = true;
  let before = 0;
  for (let p = 0; p < need.length; p++) {
    const line = lineOf[need[p]!]!;
    start[line + 1]!++;
    if (line < before) sorted = false;
    before = line;
    if (!ascending) continue;
    if (offer[p]! <= last[line]!) ascending = false;
    last[line] = offer[p]!;
  }
  for (let n = 0; n < lineOf.length; n++) start[n + 1]! += start[n]!;
  return { start, ascending, sorted: sorted && ascending };
}

/** Candidates up to which a line is sorted by insertion. */
const SHORT = 48;

/** Sorts candidates `from … to − 1` by offer; equal ones stay in their order. O(candidates). */
function sortLine(head: Int32Array, pairOf: Int32Array, from: number, to: number): void {
  if (to - from > SHORT) {
    sortLongLine(head.subarray(from, to), pairOf.subarray(from, to));
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const offer = head[i]!;
    const pair = pairOf[i]!;
    let j = i;
    for (; j > from && head[j - 1]! > offer; j--) {
      head[j] = head[j - 1]!;
      pairOf[j] = pairOf[j - 1]!;
    }
    head[j] = offer;
    pairOf[j] = pair;
  }
}

/** By digits of 8 bits, lowest first, as many as the offers have (Knuth, vol. 3, 5.2.5). */
function sortLongLine(head: Int32Array, pairOf: Int32Array): void {
  const most = head.reduce((a, b) => Math.max(a, b), 0);
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += 8) {
    const [heads, pairs] = [head.slice(), pairOf.slice()];
    const next = new Int32Array(257);
    for (const offer of heads) next[((offer >>> shift) & 255) + 1]!++;
    for (let digit = 0; digit < 256; digit++) next[digit + 1]! += next[digit]!;
    for (let i = 0; i < heads.length; i++) {
      const to = next[(heads[i]! >>> shift) & 255]!++;
      head[to] = heads[i]!;
      pairOf[to] = pairs[i]!;
    }
  }
}

/** Pairs, ascending, whose need and offer are paired before, each with the last such pair. O(pairs). */
export function repeatsOf({ need, head, pairOf }: PairsTable): [pair: number, before: number][] {
  const repeats: [number, number][] = [];
  // Without `pairOf` offers of a line ascend: no two are the same.
  for (let i = 1; pairOf && i < pairOf.length; i++) {
    const [p, q] = [pairOf[i - 1]!, pairOf[i]!];
    if (head[i - 1] === head[i] && need[p] === need[q]) repeats.push([q, p]);
  }
  return repeats.sort(([a], [b]) => a - b);
}

/** Faults of what adds up to more than is exact: demand, capacity, and costs along a path. O(size). */
export function checkSums({ demand, capacity, cost }: PairColumns, faults: Faults): void {
  checkSum(faults, 'needs', 'demand', demand);
  checkSum(faults, 'offers', 'capacity', capacity);
  let dearest = 0;
  for (let p = 0; p < cost.length; p++) dearest = Math.max(dearest, Math.abs(cost[p]!));
  const reach = BigInt(2 * Math.min(demand.length, capacity.length) + 1) * BigInt(dearest);
  if (reach > Number.MAX_SAFE_INTEGER) {
    const message = `expected at most 2^53 − 1 along a path, found that costs up to ${dearest} in size can add up to ${reach}. Maybe scale them down.`;
    faults.fault('COST_TOO_LARGE', ['pairs'], dearest, message);
  }
}

/** A fault where integers ≥ 0 add up to more than is exact. O(size). */
export function checkSum({ fault }: Faults, list: string, word: string, values: ArrayLike<number>): void {
  let sum = 0;
  for (let i = 0; i < values.length && sum <= Number.MAX_SAFE_INTEGER; i++) sum += values[i]!;
  if (sum <= Number.MAX_SAFE_INTEGER) return;
  let total = 0n;
  for (let i = 0; i < values.length; i++) total += BigInt(values[i]!);
  fault('SUM_TOO_LARGE', [list], `${total}`, `expected a sum of ${word} of at most 2^53 − 1, found ${total}.`);
}
