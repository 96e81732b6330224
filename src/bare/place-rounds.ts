import { type PlacePrices, type PlaceTree, type Points, placeTree } from '../kernel/place/place-tree.js';
import { metresAcross } from '../kernel/place/sphere.js';
import { range, rowsOf } from '../problem/columns.js';
import type { Level } from '../problem/problem.js';
import { betterPlaces, placePricesOf } from '../proof/place-bound.js';
import { type CompiledPairs, compilePairs } from './compile-pairs.js';
import { bestOf } from './match-columns.js';
import { type PairColumns, type PromiseColumns, sortPairs } from './pair-table.js';

/** Needs and offers at places, by number. */
export interface PlaceColumns extends Pick<PairColumns, 'rank' | 'demand' | 'group' | 'capacity'> {
  readonly from: Points;
  readonly to: Points;
  readonly reach: Float64Array;
}

/** Pairs by number of need and offer, each once, with the metres between. */
export interface PlacePairs {
  readonly need: readonly number[];
  readonly offer: readonly number[];
  readonly cost: readonly number[];
}

/** Numbers of needs and offers. */
export type PairNumbers = Iterable<readonly [need: number, offer: number]>;

/** Those pairs that are within reach, each once. */
export function pairsInReach({ from, to, reach }: PlaceColumns, ...pairs: readonly PairNumbers[]): PlacePairs {
  const known = new Set<number>();
  const listed = { need: [] as number[], offer: [] as number[], cost: [] as number[] };
  for (const some of pairs)
    for (const [n, c] of some) {
      const key = n * reach.length + c;
      const metres = metresAcross(from.x[n]!, from.y[n]!, from.z[n]!, to.x[c]!, to.y[c]!, to.z[c]!);
      if (metres > reach[c]! || known.has(key)) continue;
      known.add(key);
      listed.need.push(n);
      listed.offer.push(c);
      listed.cost.push(metres);
    }
  return listed;
}

export function withPairs(a: PlacePairs, b: PlacePairs): PlacePairs {
  return { need: a.need.concat(b.need), offer: a.offer.concat(b.offer), cost: a.cost.concat(b.cost) };
}

export function placeTable(columns: PlaceColumns, { need, offer, cost }: PlacePairs) {
  const pairs = { need: Int32Array.from(need), offer: Int32Array.from(offer), cost: Float64Array.from(cost) };
  return sortPairs({ ...columns, ...pairs, max: undefined });
}

/** {@link betterPlaces} as pairs. */
export function betterPairs(
  { from }: PlaceColumns,
  tree: PlaceTree,
  { problem, needOf }: CompiledPairs,
  prices: PlacePrices,
  levels: readonly Level[],
  most: number,
): PlacePairs {
  const lines = { x: rowsOf(from.x, needOf), y: rowsOf(from.y, needOf), z: rowsOf(from.z, needOf) };
  const { line, offer, metres } = betterPlaces(tree, lines, problem, prices, levels, most);
  return { need: line.map((n) => needOf[n]!), offer, cost: metres };
}

/** Pairs of a need that are listed at first by price, that are added at most at a time, and that stay when early ones go. */
const FIRST = 8;
const MORE = 8;
const KEPT = 6;
/** Rounds after which pairs go: where they did without end, rounds might not end either. */
const EARLY = 2;

/**
 * Lists pairs until no other is better by the prices of those that are: what is best of them then is best of all (column generation: Ford &
 * Fulkerson 1958). Begins with the best by prices that are about right, those of clusters in place of single needs and offers.
 */
export function bestOfPlaces(
  columns: PlaceColumns,
  promised: PairNumbers,
  previous: PromiseColumns,
  levels: readonly Level[],
) {
  const tree = placeTree(columns.to, columns.reach);
  const compile = (listed: PlacePairs) => compilePairs(placeTable(columns, listed), previous);
  const rough = roughly(columns, tree, levels);
  let listed = pairsInReach(columns, promised, rough.pairs());
  listed = withPairs(listed, betterPairs(columns, tree, compile(listed), rough.prices, levels, FIRST));
  for (let round = 0; ; round++) {
    const compiled = compile(listed);
    const best = bestOf({ compiled, levels });
    const prices = placePricesOf(best.prices);
    const more = betterPairs(columns, tree, compiled, prices, levels, MORE);
    if (more.need.length === 0) return { listed, compiled, best, prices };
    listed = withPairs(round < EARLY ? bestListed(compiled, best.flow, prices) : listed, more);
  }
}

/** Of what is listed, what is in use or promised, and some of every need that come next by these prices. */
function bestListed({ problem, needOf }: CompiledPairs, flow: Float64Array, { lead, cost }: PlacePrices): PlacePairs {
  const { candidateStart, head, cost: metres, previous } = problem;
  const listed = { need: [] as number[], offer: [] as number[], cost: [] as number[] };
  const total = (p: number) => cost[head[p]!]! + metres[p]!;
  needOf.forEach((need, n) => {
    const own = range(candidateStart[n]!, candidateStart[n + 1]!);
    own.sort((p, q) => lead[head[p]!]! - lead[head[q]!]! || total(p) - total(q));
    own.forEach((p, i) => {
      if (i >= KEPT && flow[p] === 0 && previous[p] === 0) return;
      listed.need.push(need);
      listed.offer.push(head[p]!);
      listed.cost.push(metres[p]!);
    });
  });
  return listed;
}

/** Needs from which on clusters are matched first. */
const MANY = 256;
const NO_PROMISES: PromiseColumns = { need: [], offer: [], quantity: [] };

/**
 * Prices of offers and pairs to begin with, which nobody has to trust: those of clusters, the leaves of trees, matched first. Where a cluster serves another,
 * all pairs between them are listed, so that about as much can be served.
 */
function roughly(
  columns: PlaceColumns,
  tree: PlaceTree,
  levels: readonly Level[],
): { prices: PlacePrices; pairs: () => PairNumbers } {
  const { demand, capacity, from, to, reach } = columns;
  if (demand.length < MANY || capacity.length < MANY) {
    const lead = Int32Array.from(capacity, (units) => (units > 0 ? 0 : 1));
    return { prices: { lead, cost: new Float64Array(lead.length) }, pairs: () => [] };
  }
  const needs = leavesOf(placeTree(from, new Float64Array(demand.length)));
  const offers = leavesOf(tree);
  const asked = needs.fold(demand, (a, b) => a + b);
  const clusters = {
    rank: new Float64Array(asked.length),
    demand: asked,
    group: undefined,
    capacity: offers.fold(capacity, (a, b) => a + b),
    from: needs.points(from),
    to: offers.points(to),
    reach: offers.fold(reach, Math.max),
  };
  const own = levels.filter((level) => level === 'rank' || level === 'cost');
  const { prices, compiled, best } = bestOfPlaces(clusters, [], NO_PROMISES, own);
  function* pairs(): PairNumbers {
    const { candidateStart, head } = compiled.problem;
    for (let n = 0; n < asked.length; n++)
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++)
        if (best.flow[p]! > 0)
          for (const need of needs.rowsOf(compiled.needOf[n]!))
            for (const offer of offers.rowsOf(head[p]!)) yield [need, offer];
  }
  return { prices: { lead: rowsOf(prices.lead, offers.leafOf), cost: rowsOf(prices.cost, offers.leafOf) }, pairs };
}

/** Rows of a tree by leaf. */
function leavesOf({ order, start, end, firstLeaf }: PlaceTree) {
  const leafOf = new Int32Array(order.length);
  const [starts, ends] = [start.subarray(firstLeaf), end.subarray(firstLeaf)];
  starts.forEach((from, leaf) => {
    for (let i = from; i < ends[leaf]!; i++) leafOf[order[i]!] = leaf;
  });
  const fold = (column: Float64Array | Int32Array, by: (a: number, b: number) => number) => {
    const own = new Float64Array(starts.length);
    for (let i = 0; i < leafOf.length; i++) own[leafOf[i]!] = by(own[leafOf[i]!]!, column[i]!);
    return own;
  };
  const middle = starts.map((from, leaf) => order[(from + ends[leaf]!) >>> 1]!);
  return {
    leafOf,
    fold,
    rowsOf: (leaf: number) => order.subarray(starts[leaf], ends[leaf]),
    points: ({ x, y, z }: Points) => ({ x: rowsOf(x, middle), y: rowsOf(y, middle), z: rowsOf(z, middle) }),
  };
}
