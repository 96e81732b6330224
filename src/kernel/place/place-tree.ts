import { metresAcross, RADIUS } from './sphere.js';

/** Points of the unit sphere as columns. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** What a place costs before the way to it: a price of the first order, then one in metres. The smaller is the better. */
export interface PlacePrices {
  readonly lead: Int32Array;
  readonly cost: Float64Array;
}

/** The best places found, best first; only the first `size` rows count. */
export interface FoundPlaces {
  size: number;
  readonly place: Int32Array;
  readonly lead: Int32Array;
  /** Price and way together. */
  readonly total: Float64Array;
  readonly metres: Float64Array;
}

/** Room for the best `most` places. */
export function roomForPlaces(most: number): FoundPlaces {
  const metres = new Float64Array(most);
  return { size: 0, place: new Int32Array(most), lead: new Int32Array(most), total: metres.slice(), metres };
}

/** A lead that all are better than. */
export const NO_LEAD = 2 ** 31 - 1;

const LEAF = 8;
/** Numbers of a box: least x, y, z and most x, y, z. */
const BOX = 6;

/**
 * Places in a k-d tree of chords (Bentley 1975), to be found by price and distance (branch and bound: Land & Doig 1960). Nodes stand as in a
 * heap: that of number v has 2v + 1 and 2v + 2 below, the last level is leaves. A node has the box of its places, their largest reach, their least
 * lead and the least cost of those with that lead. The same on every machine, since {@link metresAcross} is. O(places · log²).
 */
export function placeTree({ x, y, z }: Points, reach: Float64Array) {
  const count = x.length;
  const levels = Math.max(0, Math.ceil(Math.log2(count / LEAF)));
  const firstLeaf = 2 ** levels - 1;
  const order = Int32Array.from(x, (_, i) => i);
  const start = new Int32Array(2 * firstLeaf + 1);
  const end = start.slice();
  const box = new Float64Array(BOX * start.length);
  const axes = [x, y, z] as const;
  end[0] = count;
  for (let v = 0; v <= 2 * firstLeaf; v++) {
    const [from, to] = [start[v]!, end[v]!];
    let widest = 0;
    axes.forEach((axis, a) => {
      let [low, high] = [2, -2];
      for (let i = from; i < to; i++) {
        low = Math.min(low, axis[order[i]!]!);
        high = Math.max(high, axis[order[i]!]!);
      }
      box[BOX * v + a] = low;
      box[BOX * v + a + 3] = high;
      if (high - low > box[BOX * v + widest + 3]! - box[BOX * v + widest]!) widest = a;
    });
    if (v >= firstLeaf) continue;
    const middle = (from + to) >>> 1;
    partAt(order, axes[widest]!, from, to, middle);
    start[2 * v + 1] = from;
    start[2 * v + 2] = end[2 * v + 1] = middle;
    end[2 * v + 2] = to;
  }
  const own = (column: Float64Array) => Float64Array.from(order, (i) => column[i]!);
  const points = { x: own(x), y: own(y), z: own(z), reach: own(reach) };
  const far = new Float64Array(start.length).fill(-1);
  for (let v = 0; v < far.length; v++)
    for (let i = start[v]!; i < end[v]!; i++) far[v] = Math.max(far[v]!, points.reach[i]!);
  return { order, start, end, box, far, firstLeaf, ...points };
}
export type PlaceTree = ReturnType<typeof placeTree>;

/** Puts the lower values of the rows `from … to − 1` before `middle`, the higher ones behind (Hoare 1961). O(rows) as a rule. */
function partAt(order: Int32Array, axis: Float64Array, from: number, to: number, middle: number): void {
  let [low, high] = [from, to - 1];
  while (low < high) {
    const pivot = axis[order[(low + high) >>> 1]!]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (axis[order[i]!]! < pivot) i++;
      while (axis[order[j]!]! > pivot) j--;
      if (i > j) break;
      const row = order[i]!;
      order[i++] = order[j]!;
      order[j--] = row;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

/**
 * The search for the best places by these prices: gives those within reach that are better than a given lead and total, as many as there is room for.
 * Which of equal ones is left out is the same on every machine. `weight`: 1, or 0 where the way costs nothing.
 */
export function bestPlaces(tree: PlaceTree, prices: PlacePrices, weight: 0 | 1, found: FoundPlaces) {
  const { start, end, box, far, firstLeaf, reach } = tree;
  const most = found.place.length;
  const lead = Int32Array.from(tree.order, (i) => prices.lead[i]!);
  const cost = Float64Array.from(tree.order, (i) => prices.cost[i]!);
  const { lead: leads, cost: costs } = leastOf(tree, lead, cost);
  const here = { x: 0, y: 0, z: 0 };
  /** What must be beaten. */
  const bar = { lead: 0, total: 0 };

  const beats = (ownLead: number, total: number) => ownLead < bar.lead || (ownLead === bar.lead && total < bar.total);

  /** Visits a node whose places may be better: the more promising half first. */
  function visit(v: number): void {
    if (v >= firstLeaf) {
      for (let i = start[v]!; i < end[v]!; i++) look(i);
      return;
    }
    const [a, b] = [2 * v + 1, 2 * v + 2];
    const [nearA, nearB] = [metresToBox(a), metresToBox(b)];
    const [totalA, totalB] = [costs[a]! + weight * nearA, costs[b]! + weight * nearB];
    const isAFirst = leads[a]! < leads[b]! || (leads[a] === leads[b] && totalA <= totalB);
    if (isAFirst && nearA <= far[a]! && beats(leads[a]!, totalA)) visit(a);
    if (nearB <= far[b]! && beats(leads[b]!, totalB)) visit(b);
    if (!isAFirst && nearA <= far[a]! && beats(leads[a]!, totalA)) visit(a);
  }

  function metresToBox(v: number): number {
    const at = BOX * v;
    const dx = Math.max(0, box[at]! - here.x, here.x - box[at + 3]!);
    const dy = Math.max(0, box[at + 1]! - here.y, here.y - box[at + 4]!);
    const dz = Math.max(0, box[at + 2]! - here.z, here.z - box[at + 5]!);
    return metresAtLeast(dx * dx + dy * dy + dz * dz);
  }

  function look(i: number): void {
    const [x, y, z] = [tree.x[i]!, tree.y[i]!, tree.z[i]!];
    const least = metresAtLeast((x - here.x) ** 2 + (y - here.y) ** 2 + (z - here.z) ** 2);
    if (least > reach[i]! || !beats(lead[i]!, cost[i]! + weight * least)) return;
    const metres = metresAcross(here.x, here.y, here.z, x, y, z);
    const total = cost[i]! + weight * metres;
    if (metres <= reach[i]! && beats(lead[i]!, total)) put(tree.order[i]!, lead[i]!, total, metres);
  }

  function put(place: number, ownLead: number, total: number, metres: number): void {
    let at = found.size < most ? found.size++ : most - 1;
    for (; at > 0; at--) {
      const before = at - 1;
      if (found.lead[before]! < ownLead || (found.lead[before] === ownLead && found.total[before]! <= total)) break;
      found.place[at] = found.place[before]!;
      found.lead[at] = found.lead[before]!;
      found.total[at] = found.total[before]!;
      found.metres[at] = found.metres[before]!;
    }
    found.place[at] = place;
    found.lead[at] = ownLead;
    found.total[at] = total;
    found.metres[at] = metres;
    if (found.size < most) return;
    bar.lead = found.lead[most - 1]!;
    bar.total = found.total[most - 1]!;
  }

  return (x: number, y: number, z: number, betterThanLead: number, betterThanTotal: number): void => {
    here.x = x;
    here.y = y;
    here.z = z;
    bar.lead = betterThanLead;
    bar.total = betterThanTotal;
    found.size = 0;
    if (beats(leads[0]!, costs[0]!)) visit(0);
  };
}

/** The least lead of every node, and the least cost of its places with that lead. */
function leastOf({ start, end, firstLeaf }: PlaceTree, lead: Int32Array, cost: Float64Array) {
  const least = { lead: new Int32Array(start.length).fill(NO_LEAD), cost: new Float64Array(start.length) };
  const lower = (v: number, ownLead: number, ownCost: number) => {
    if (ownLead > least.lead[v]!) return;
    least.cost[v] = ownLead < least.lead[v]! ? ownCost : Math.min(least.cost[v]!, ownCost);
    least.lead[v] = ownLead;
  };
  for (let v = 2 * firstLeaf; v >= 0; v--) {
    if (v >= firstLeaf) for (let i = start[v]!; i < end[v]!; i++) lower(v, lead[i]!, cost[i]!);
    else for (const below of [2 * v + 1, 2 * v + 2]) lower(v, least.lead[below]!, least.cost[below]!);
  }
  return least;
}

/**
 * Metres that {@link metresAcross} gives at least for two points whose chord has this square: s¹ᐟ² + s³ᐟ²/24 + 3s⁵ᐟ²/640 are the first terms of the arc
 * 2 asin(s¹ᐟ²/2), all of whose terms are positive; rounding takes half a metre at most, and what is inexact in either is less than a thousandth. A
 * box is no farther from a point than what is in it.
 */
function metresAtLeast(square: number): number {
  return Math.ceil(RADIUS * Math.sqrt(square) * (1 + square / 24 + (3 * square * square) / 640) - 0.501);
}
