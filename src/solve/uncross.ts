import { type Stoppable, untilTold } from '../kernel/work.js';
import { type Cluster, type CrossingProblem, clustersOf, rankIn } from '../problem/clusters.js';
import { ownersOf } from '../problem/columns.js';
import { firstBroken, placesInRows, rowsLeft, sharesAround, usedOf, usesOf, withSplit } from '../problem/crossing.js';
import type { Prices, Solution, Split, SplitBranch } from '../problem/problem.js';
import { capacityWithin, halves, openBounds, type RowBounds, weightByRank } from '../proof/split-check.js';
import { bestFlowSteps } from './best-flow.js';

/** Work for all clusters together. */
const MEANS = 4_000_000;
/** Numbers in the tree of a cluster. */
const NUMBERS = 100_000;
/** Splits on the way to an end at most. */
const DEPTH = 150;

/** A plan of a cluster: units per arc and cap, and what its ranks have. */
interface Found {
  readonly flow: Float64Array;
  readonly use: Float64Array;
  readonly value: readonly number[];
}

interface Search {
  readonly problem: CrossingProblem;
  readonly tree: SplitBranch[];
  /** What the flow without rows uses of every cap. */
  readonly wanted: Float64Array;
  best: Found;
  left: number;
}

/**
 * How to split capacities that cross and that the best flow without rows breaks. A split gives the caps of a row shares that it holds; the best plan under a split is a flow.
 *
 * Cluster by cluster: a first plan keeps of the flow what rows allow, and shares are what it uses, with the rest for those that wanted more; then again around the plan that is best so, until
 * nothing improves. Then branch and bound by rank: where the best flow of a part breaks a row, one of its caps carries at most so much, or more; so all ends are flows, and their prices bound
 * them. At the end of its means, or told to stop, what is open is bounded by the prices at hand.
 *
 * @param isWhole splits all that crosses, whether or not the flow breaks it
 */
export function* uncrossSteps(
  problem: CrossingProblem,
  { flow, prices }: Pick<Solution, 'flow' | 'prices'>,
  isWhole: boolean,
): Stoppable<Split> {
  const caps: [number, number][] = [];
  const searches: { cluster: number; tree: SplitBranch[] }[] = [];
  const all = ranksOf(prices, problem.wholes ? 1 : 0);
  const broken = [];
  for (const [k, cluster] of (yield* clustersOf(problem)).entries()) {
    const own = Float64Array.from(arcsOf(problem, cluster), (a) => flow[a]!);
    const wanted = usesOf(cluster.problem, own);
    if (isWhole || firstBroken(cluster.problem.crossing, wanted) >= 0) broken.push({ k, cluster, own, wanted });
  }
  let means = MEANS;
  for (const [turn, { k, cluster, own, wanted }] of broken.entries()) {
    // What one does not need is for the others.
    const left = Math.ceil(means / (broken.length - turn));
    // The last cap of a part holds nothing.
    const ranks = [...Array.from(cluster.caps, (c) => rankIn(cluster.ranks, all[c]!)), 0];
    const search: Search = { problem: cluster.problem, tree: [], wanted, left, best: firstPlan(cluster.problem, own) };
    if (yield cluster.problem.head.length) search.left = means = 0;
    // What is met whole is searched for under the split, and bounded without it.
    if (cluster.problem.crossing.weight.includes(0)) search.tree.push({ ranks });
    else {
      yield* improve(search);
      yield* explore(search, openBounds(cluster.problem), ranks, 0);
    }
    means -= left - Math.max(0, search.left);
    const shares = sharesOf(search);
    cluster.problem.crossing.cap.forEach((c, i) => {
      if (shares[i]! < cluster.problem.capacity[c]!) caps.push([cluster.caps[c]!, shares[i]!]);
    });
    searches.push({ cluster: k, tree: search.tree });
  }
  return { caps: caps.sort(([a], [b]) => a - b), searches };
}

/** Arcs of the problem that are a cluster's, in its order. */
function arcsOf({ candidateStart, arcStart }: CrossingProblem, { lines }: Cluster): Int32Array {
  const arcs: number[] = [];
  for (const n of lines)
    for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++) arcs.push(a);
  return Int32Array.from(arcs);
}

/** Ranks of the caps' prices, −1 for none. */
function ranksOf({ marks, position }: Prices, later: number): number[] {
  return Array.from(position, (at) => (at < 0 ? -1 : Math.max(0, marks[at]!.rank - later)));
}

function linesOf({ demand, candidateStart, arcStart }: CrossingProblem, flow: ArrayLike<number>): number[] {
  return Array.from(demand, (_, n) => {
    let sum = 0;
    for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++) sum += flow[a]!;
    return sum;
  });
}

function found(problem: CrossingProblem, flow: Float64Array): Found {
  return { flow, use: usesOf(problem, flow), value: weightByRank(problem, linesOf(problem, flow)) };
}

/** Rank by rank, first what the flow gives, then all else; what takes least of its rows first. */
function firstPlan(problem: CrossingProblem, wanted: Float64Array): Found {
  const { demand, rank, candidateStart, max, arcStart, head, capacity, parent, crossing } = problem;
  const place = placesInRows(crossing, capacity.length);
  const rowOf = ownersOf(crossing.start);
  const rows = rowsLeft(problem)!;
  const flow = new Float64Array(head.length);
  const left = { line: demand.slice(), pair: max.slice(), cap: capacity.slice() };
  const arcs: { a: number; p: number; n: number; load: number; most: number; turn: number }[] = [];
  for (let n = 0; n < demand.length; n++)
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++)
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        let load = 0;
        for (let c = head[a]!; c >= 0; c = parent[c]!)
          if (place[c]! >= 0) load += crossing.times[place[c]!]! / Math.max(1, crossing.limit[rowOf[place[c]!]!]!);
        if (wanted[a]! > 0) arcs.push({ a, p, n, load, most: wanted[a]!, turn: 0 });
        arcs.push({ a, p, n, load, most: Number.POSITIVE_INFINITY, turn: 1 });
      }
  arcs.sort((x, y) => rank[x.n]! - rank[y.n]! || x.turn - y.turn || x.load - y.load || x.a - y.a);
  for (const { a, p, n, most } of arcs) {
    let units = Math.min(most, left.line[n]!, left.pair[p]!);
    for (let c = head[a]!; c >= 0; c = parent[c]!) units = Math.min(units, left.cap[c]!, rows.room(c));
    if (units <= 0) continue;
    flow[a]! += units;
    left.line[n]! -= units;
    left.pair[p]! -= units;
    for (let c = head[a]!; c >= 0; c = parent[c]!) {
      left.cap[c]! -= units;
      rows.take(c, units);
    }
  }
  return found(problem, flow);
}

/** Shares around the best plan, the rest for those that wanted more. */
function sharesOf({ problem, wanted, best }: Search): Float64Array {
  return sharesAround(problem.crossing, best.use, wanted, problem.capacity);
}

/** The best plan by rank under some capacities, with the ranks of its prices; nothing where the means are at an end. */
function* bestUnder(search: Search, capacity: Float64Array) {
  const { crossing: _, ...problem } = search.problem;
  if (search.left <= 0) return undefined;
  const best = yield* untilTold(bestFlowSteps({ ...problem, capacity }, ['rank']), (work) => {
    search.left -= work;
  });
  if (!best || best.value.proved.length === 0) {
    search.left = 0;
    return undefined;
  }
  const { flow, prices } = best.value;
  return { ...found(search.problem, flow), ranks: ranksOf(prices, 0) };
}

/** Splits around the best plan until nothing improves. */
function* improve(search: Search): Stoppable<void> {
  const { problem } = search;
  for (;;) {
    const shares = sharesOf(search);
    const caps = Array.from(problem.crossing.cap, (c, i): [number, number] => [c, shares[i]!]);
    const next = yield* bestUnder(search, withSplit(problem, { caps }).capacity);
    if (!next || compare(next.value, search.best.value) <= 0) return;
    search.best = next;
  }
}

function* explore(search: Search, bounds: RowBounds, ranks: readonly number[], depth: number): Stoppable<void> {
  const { problem, tree } = search;
  const { crossing } = problem;
  const capacity = capacityWithin(problem, bounds);
  if (capacity === undefined) return;
  if (tree.length * capacity.length > NUMBERS) search.left = 0;
  const here = yield* bestUnder(search, capacity);
  if (!here || depth === DEPTH) {
    tree.push({ ranks });
    return;
  }
  const row = compare(here.value, search.best.value) > 0 ? fullest(problem, here.use) : -1;
  if (row < 0) {
    if (compare(here.value, search.best.value) > 0) search.best = here;
    tree.push({ ranks: here.ranks });
    return;
  }
  const { place, at } = halfway(crossing, row, here.use, bounds);
  tree.push({ cap: crossing.cap[place]!, most: at });
  for (const half of halves(bounds, place, at)) yield* explore(search, half, here.ranks, depth + 1);
}

/** The row that is broken most, by what it holds; −1: none is. */
export function fullest({ crossing }: CrossingProblem, use: Float64Array): number {
  let row = -1;
  let most = 1;
  crossing.limit.forEach((limit, r) => {
    const used = usedOf(crossing, r, use);
    const ratio = used <= limit ? 0 : used / Math.max(limit, 0.5);
    if (ratio <= most) return;
    row = r;
    most = ratio;
  });
  return row;
}

/** The cap of a broken row that uses most of it beyond its least, and where to part it, so that neither half may go on as it is where there are two. */
export function halfway(
  { start, cap, times, limit }: CrossingProblem['crossing'],
  row: number,
  use: Float64Array,
  { least }: RowBounds,
) {
  let place = -1;
  let used = 0;
  for (let i = start[row]!; i < start[row + 1]!; i++) {
    used += times[i]! * use[cap[i]!]!;
    const more = (j: number) => times[j]! * (use[cap[j]!]! - least[j]!);
    if (place < 0 || more(i) > more(place)) place = i;
  }
  const units = use[cap[place]!]!;
  return { place, at: Math.max(least[place]!, Math.min(units - 1, Math.floor((units * limit[row]!) / used))) };
}

/** Positive where the first serves an earlier rank better. */
function compare(a: readonly number[], b: readonly number[]): number {
  const r = a.findIndex((units, i) => units !== b[i]);
  return r < 0 ? 0 : a[r]! - b[r]!;
}
