import type { Work } from '../kernel/work.js';
import { type Cluster, type CrossingProblem, clustersOf } from '../problem/clusters.js';
import { sumOf } from '../problem/columns.js';
import { placesInRows } from '../problem/crossing.js';
import type { Problem, Split, SplitSearch } from '../problem/problem.js';
import { type Check, checkOf } from './verdict.js';

/** What lines of a rank have of what capacities that cross may give, and most that any plan gives them that serves the ranks before as well; both by their weight. */
export interface RankBound {
  readonly covered: number;
  readonly bound: number;
}

/** Bounds of the caps in rows while a search is followed: from `least` to `most` units. */
export interface RowBounds {
  readonly most: Float64Array;
  readonly least: Float64Array;
}

export function openBounds({ crossing, capacity }: CrossingProblem): RowBounds {
  return { most: Float64Array.from(crossing.cap, (c) => capacity[c]!), least: new Float64Array(crossing.cap.length) };
}

/** Capacities within these bounds: of each row a cap has what the least of the others leaves. Nothing where a row cannot hold the least. */
export function capacityWithin({ crossing, capacity }: CrossingProblem, { most, least }: RowBounds) {
  const { start, cap, times, limit } = crossing;
  const own = capacity.slice();
  for (let r = 0; r < limit.length; r++) {
    let spare = limit[r]!;
    for (let i = start[r]!; i < start[r + 1]!; i++) spare -= times[i]! * least[i]!;
    if (spare < 0) return undefined;
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      if (most[i]! < least[i]!) return undefined;
      own[cap[i]!] = Math.min(own[cap[i]!]!, most[i]!, least[i]! + Math.floor(spare / times[i]!));
    }
  }
  return own;
}

/** Bounds where a cap carries at most `most` units, and where it carries more. */
export function halves({ most, least }: RowBounds, place: number, at: number): [RowBounds, RowBounds] {
  const less = { most: most.slice(), least };
  const more = { most, least: least.slice() };
  less.most[place] = Math.min(most[place]!, at);
  more.least[place] = Math.max(least[place]!, at + 1);
  return [less, more];
}

/** What lines of each rank are given, by their weight. */
export function weightByRank({ rank, crossing }: CrossingProblem, line: ArrayLike<number>): number[] {
  const sums = new Array<number>(rank.reduce((most, r) => Math.max(most, r + 1), 0)).fill(0);
  for (let n = 0; n < rank.length; n++) sums[rank[n]!]! += crossing.weight[n]! * line[n]!;
  return sums;
}

/**
 * Most that lines up to each rank can have together under these capacities, by weak duality: whatever caps are named, no unit passes that does not use one of them, a line's demand, or a candidate
 * that leads past them. O(ranks × (arcs + caps)).
 *
 * @param ranks of each cap: from this rank on it is named; −1: never
 */
export function boundByRank(problem: CrossingProblem, capacity: Float64Array, ranks: ArrayLike<number>): number[] {
  const { demand, rank, candidateStart, max, arcStart, head, parent, crossing } = problem;
  const all = rank.reduce((most, r) => Math.max(most, r + 1), 0);
  /** From which rank on a cap, or one above it, is named. */
  const from = Int32Array.from(ranks, (r) => (r < 0 ? all : r));
  const weight = new Float64Array(parent.length);
  for (let n = 0; n < demand.length; n++)
    for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++)
      weight[head[a]!] = Math.max(weight[head[a]!]!, crossing.weight[n]!);
  for (let c = parent.length - 1; c >= 0; c--)
    if (parent[c]! >= 0) weight[parent[c]!] = Math.max(weight[parent[c]!]!, weight[c]!);
  const above = from.map((_, c) => (parent[c]! < 0 ? all : 0));
  for (let c = 0; c < parent.length; c++) {
    if (parent[c]! >= 0) above[c] = Math.min(above[parent[c]!]!, from[parent[c]!]!);
  }
  const bounds: number[] = [];
  for (let r = 0; r < all; r++) {
    let sum = 0;
    for (let c = 0; c < parent.length; c++) if (from[c]! <= r && above[c]! > r) sum += weight[c]! * capacity[c]!;
    for (let n = 0; n < demand.length; n++) {
      if (rank[n]! > r || crossing.weight[n] === 0) continue;
      let open = 0;
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
        let isOpen = false;
        for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++)
          isOpen ||= Math.min(from[head[a]!]!, above[head[a]!]!) > r;
        if (isOpen) open += max[p]!;
      }
      sum += crossing.weight[n]! * Math.min(demand[n]!, open);
    }
    bounds.push(sum);
  }
  return bounds;
}

/**
 * Whether a split is one, and what its searches leave open: of every rank the most there can be where those before stay as they are. Follows all searches again. O(ends × ranks × arcs of their
 * cluster).
 *
 * @param problem without pins
 * @param whole the problem with them
 * @param flow units per arc, without pins
 */
export function* checkSplit(
  problem: CrossingProblem,
  whole: Problem,
  { caps, searches }: Split,
  flow: Float64Array,
): Work<{ check: Check; bounds: RankBound[] }> {
  const { candidateStart, arcStart } = problem;
  const clusters = yield* clustersOf(problem);
  const place = placesInRows(problem.crossing, problem.capacity.length);
  const bounds = Array.from({ length: problem.rank.reduce((most, r) => Math.max(most, r + 1), 0) }, () => ({
    covered: 0,
    bound: 0,
  }));
  const fail = (fault: string) => ({ check: checkOf('split', fault), bounds });
  for (const [i, [c, units]] of caps.entries())
    if (!(c > (caps[i - 1]?.[0] ?? -1) && place[c]! >= 0 && Number.isSafeInteger(units) && units <= whole.capacity[c]!))
      return fail(`cap ${c} cannot be split`);
  const isSplit = new Set(caps.map(([c]) => c));
  let next = 0;
  for (const [k, cluster] of clusters.entries()) {
    const search = searches[next]?.cluster === k ? searches[next++]! : undefined;
    if (!search && !cluster.caps.some((c) => isSplit.has(c))) continue;
    const none = { ranks: Array.from(cluster.problem.capacity, () => -1) };
    const covered = weightByRank(
      cluster.problem,
      Array.from(cluster.lines, (n) => sumOf(flow, arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!)),
    );
    const most = yield* boundsOfSearch(cluster, search?.tree ?? [none], covered);
    if (typeof most === 'string') return fail(`cluster ${k}: ${most}`);
    most.forEach((bound, r) => {
      bounds[cluster.ranks[r]!]!.covered += covered[r]!;
      bounds[cluster.ranks[r]!]!.bound += bound;
    });
  }
  return fail(next < searches.length ? `there is no cluster ${searches[next]!.cluster}` : '');
}

/** Of every rank the most there is at any end that leaves the ranks before what they have. */
function* boundsOfSearch(
  { problem }: Cluster,
  tree: SplitSearch['tree'],
  covered: readonly number[],
): Work<number[] | string> {
  const place = placesInRows(problem.crossing, problem.capacity.length);
  const most = [...covered];
  const open = [openBounds(problem)];
  let at = 0;
  while (open.length > 0) {
    const bounds = open.pop()!;
    const capacity = capacityWithin(problem, bounds);
    if (capacity === undefined) continue;
    const branch = tree[at++];
    if (!branch) return 'its search has no end';
    if ('ranks' in branch) {
      if (branch.ranks.length !== capacity.length) return 'ranks do not fit the caps';
      let [before, sum] = [0, 0];
      for (const [r, bound] of boundByRank(problem, capacity, branch.ranks).entries()) {
        most[r] = Math.max(most[r]!, bound - before);
        before += covered[r]!;
        sum = bound;
        if (sum < before) break;
      }
      yield problem.head.length * covered.length;
    } else {
      const i = place[branch.cap] ?? -1;
      if (i < 0 || !Number.isSafeInteger(branch.most) || branch.most < 0) return `cap ${branch.cap} cannot be decided`;
      const [less, more] = halves(bounds, i, branch.most);
      open.push(more, less);
    }
  }
  return at < tree.length ? 'its search goes on after its end' : most;
}
