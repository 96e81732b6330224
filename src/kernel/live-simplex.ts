import * as ARC from './arc.js';
import { compareProducts } from './exact.js';
import {
  addFlow,
  CLASS,
  FALL,
  IN_TREE,
  LINE,
  type LiveGraph,
  nextDirty,
  RISE,
  ROOT,
  refresh,
  remember,
  roomUp,
  takeMark,
  touch,
  unitOf,
} from './live-graph.js';
import { eachBelow, exchange, rehang } from './live-tree.js';
import * as NODE from './node.js';

/**
 * Primal network simplex that goes on from where it stood when the graph was changed.
 *
 * Notation. Every arc costs (ordinal, promises kept, cost), compared in this order: a unit left unmet costs the ordinal of the unit of its
 * class that is not served, earlier ones more; a promised unit costs −1 kept; all else is cost. The price of a node is what one more unit there
 * costs to get rid of along the tree. The reduced cost of an arc, cost + price(head) − price(tail), is zero on the tree. A flow is best where no arc with
 * room has a negative one and no arc in use a positive one.
 *
 * Ordinals. They are never added up. The path of a node to the root holds one arc of a class or none, the last, so a price has one ordinal or none: that of
 * the class at the top of its subtree. Of a class with y units served only unit y (one less) and unit y + 1 (one more) matter; in the tree its
 * arc costs unit y. Along a pivot through the root one class gives unit after unit and another gets unit after unit: the ordinals given only get
 * earlier, those got only later, so the number of units that pay is found by bisection, however many there are. Where the next unit
 * would not pay, the arc of one of the two classes leaves the tree.
 *
 * Invariant. The tree is strongly feasible (Cunningham 1976): every node has room to its parent; classes always have. Of the arcs that block, the last along
 * the cycle from its apex on leaves; a class's arc leaves only where no other blocks, so the invariant holds. A pivot that moves no unit lowers the prices of
 * the subtree it moves, all others lower the total: no sequence repeats. Arcs outside the tree may carry any number of units: those that are
 * neither empty nor full must have a reduced cost of exactly zero, and may move either way otherwise.
 *
 * Warm start. A change of the graph keeps flow and tree feasible and touches the nodes whose prices or arcs it changed. Only arcs at touched nodes
 * can have become worth a pivot, so only they are looked at, nodes that a pivot moves being touched in their turn: where a price rose, arcs that leave the node;
 * where it fell, arcs that enter it. Nodes wait in a line and the best arc of the first one enters; choosing among more nodes, or by price, saves
 * pivots but not time. O(arcs at touched nodes) a settlement, however large the graph; worst case exponential, as of any
 * network simplex. References: Ahuja, Magnanti & Orlin, Network Flows (1993), chapters 9.11, 11 and 14 (convex costs).
 *
 * @param most pivots after which it gives up
 * @returns pivots, or −1 where it gave up
 */
export function pivotAll(g: LiveGraph, most: number): number {
  refreshStale(g);
  for (const a of g.suspects.splice(0)) {
    if ((g.link[a * ARC.LINK + ARC.STATE]! & IN_TREE) === 0) continue;
    const tail = g.link[a * ARC.LINK + ARC.TAIL]!;
    const below = g.tree[tail * NODE.TREE + NODE.JOIN] === 2 * a ? tail : g.link[a * ARC.LINK + ARC.HEAD]!;
    if (roomUp(g, below) === 0) rehang(g, below);
  }
  const best: Entering = { arc: -1, forward: true, gain: 0 };
  let pivots = 0;
  for (let v = nextDirty(g); v >= 0; v = nextDirty(g)) {
    const how = takeMark(g, v);
    best.arc = -1;
    best.gain = 0;
    look(g, v, how, best);
    if (best.arc < 0) continue;
    if (pivots++ === most) return -1;
    pivot(g, best.arc, best.forward);
    // Another of its arcs may pay still.
    touch(g, v, how);
  }
  return pivots;
}

function refreshStale(g: LiveGraph): void {
  for (const k of g.stale.splice(0)) if (g.kind[k] === CLASS) renew(g, k);
}

/** Brings the ordinal of a class up to date, and has all looked at that it matters to. */
function renew(g: LiveGraph, k: number): void {
  const { order, tree } = g;
  const was = ordinalOf(order, k);
  refresh(g, k);
  touch(g, k);
  if (tree[k * NODE.TREE + NODE.PARENT] !== ROOT) return;
  const change = compareOrdinal(order, k, order[k * NODE.ORDER + NODE.UNIT]!, was);
  if (change !== 0) eachBelow(g, k, (v) => touch(g, v, change > 0 ? RISE : FALL));
}

/** Positive where a unit at top `a` is worth more than at top `b`, 0 where they tie. Exact. */
export function compareTops(order: Float64Array, a: number, b: number): number {
  if (a === b) return 0;
  return compareUnits(order, a, order[a * NODE.ORDER + NODE.UNIT]!, b, order[b * NODE.ORDER + NODE.UNIT]!);
}

/** As {@link compareTops}, of other units of the two classes, counted from 0. */
function compareUnits(order: Float64Array, a: number, unitA: number, b: number, unitB: number): number {
  return compareOrdinal(order, a, unitA, ordinalOf(order, b, unitB));
}

/** As {@link compareUnits}, the other ordinal told. */
function compareOrdinal(order: Float64Array, a: number, unitA: number, [rank, unit, share, portion]: Place): number {
  const own = order[a * NODE.ORDER + NODE.RANK]!;
  if (own !== rank) return own < rank ? 1 : -1;
  if (rank === Number.POSITIVE_INFINITY) return 0;
  const ownShare = order[a * NODE.ORDER + NODE.SHARE]!;
  const ownPortion = Math.min(order[a * NODE.ORDER + NODE.PORTION]!, ownShare);
  return compareProducts(unit, ownShare, unitA, share) || compareProducts(share, ownPortion, ownShare, portion);
}

/** The arc to enter, and about what a unit on it is worth. */
interface Entering {
  arc: number;
  forward: boolean;
  gain: number;
}

/** Looks for the best arc to enter among those at a node whose price has changed. */
function look(g: LiveGraph, v: number, how: number, best: Entering): void {
  const { tree, link, kind } = g;
  const isLoose = g.loose[v]! > 0;
  // Where the price rose, an arc out may pay now; one in only if it is in use; and the other way round.
  let a = isLoose || kind[v] !== LINE || (how & RISE) !== 0 ? tree[v * NODE.TREE + NODE.OUT]! : -1;
  for (; a >= 0; a = link[a * ARC.LINK + ARC.NEXT_OUT]!) {
    if (link[a * ARC.LINK + ARC.STATE]! & IN_TREE) continue;
    if (kind[v] === CLASS) weighClass(g, a, v, best);
    else weigh(g, a, v, link[a * ARC.LINK + ARC.HEAD]!, best);
  }
  a = isLoose || (how & FALL) !== 0 ? tree[v * NODE.TREE + NODE.IN]! : -1;
  for (; a >= 0; a = link[a * ARC.LINK + ARC.NEXT_IN]!) {
    if ((link[a * ARC.LINK + ARC.STATE]! & IN_TREE) === 0) weigh(g, a, link[a * ARC.LINK + ARC.TAIL]!, v, best);
  }
}

/** Takes an arc from t to h down if it could enter and is the best so far. */
function weigh(g: LiveGraph, a: number, t: number, h: number, best: Entering): void {
  const { tree, price, amount, order } = g;
  // Reads of a node that is in no tree are of no use, but do no harm.
  const topT = tree[t * NODE.TREE + NODE.TOP]!;
  const topH = tree[h * NODE.TREE + NODE.TOP]!;
  const flow = amount[a * ARC.AMOUNT + ARC.FLOW]!;
  const keep = amount[a * ARC.AMOUNT + ARC.KEEP]! + price[2 * h]! - price[2 * t]!;
  const cost = amount[a * ARC.AMOUNT + ARC.COST]! + price[2 * h + 1]! - price[2 * t + 1]!;
  const rise = topT === topH ? 0 : compareTops(order, topT, topH);
  const reduced = rise !== 0 ? -rise : keep !== 0 ? keep : cost;
  const forward = reduced < 0;
  if (forward ? flow >= amount[a * ARC.AMOUNT + ARC.CAPACITY]! : reduced === 0 || flow === 0) return;
  if (tree[t * NODE.TREE + NODE.DEPTH]! < 0 || tree[h * NODE.TREE + NODE.DEPTH]! < 0) return;
  const gain = rise !== 0 ? 1e15 * (1 + Math.abs(heightOf(order, topT) - heightOf(order, topH))) : gainOf(keep, cost);
  offer(best, a, forward, gain);
}

/** As {@link weigh}, the arc of class k to the root. */
function weighClass(g: LiveGraph, a: number, k: number, best: Entering): void {
  const { tree, price, amount, order } = g;
  const unmet = amount[a * ARC.AMOUNT + ARC.FLOW]!;
  const top = tree[k * NODE.TREE + NODE.TOP]!;
  const keep = price[2 * k]!;
  const cost = price[2 * k + 1]!;
  const at = k * NODE.ORDER;
  const served = order[at + NODE.ASKED]! - unmet;
  const rest = keep !== 0 ? keep : cost;
  if (served > 0 && (compareTops(order, top, k) || rest) > 0) {
    offer(best, a, true, 1e15);
    return;
  }
  if (unmet === 0) return;
  const worth = compareUnits(order, top, order[top * NODE.ORDER + NODE.UNIT]!, k, unitOf(g, k, served + 1));
  if ((worth || rest) < 0) offer(best, a, false, worth === 0 ? gainOf(keep, cost) : 1e15);
}

function offer(best: Entering, arc: number, forward: boolean, gain: number): void {
  if (gain <= best.gain) return;
  best.arc = arc;
  best.forward = forward;
  best.gain = gain;
}

function gainOf(keep: number, cost: number): number {
  return 1e9 * Math.abs(keep) + Math.abs(cost);
}

/** About how late the ordinal of a top is. Chooses only. */
function heightOf(order: Float64Array, top: number): number {
  const rank = order[top * NODE.ORDER + NODE.RANK]!;
  return rank < 1e6 ? rank + order[top * NODE.ORDER + NODE.UNIT]! / order[top * NODE.ORDER + NODE.SHARE]! : 1e6;
}

/** Pushes flow round the cycle that an arc closes, and exchanges it for the one that blocks. */
function pivot(g: LiveGraph, a: number, forward: boolean): void {
  const { tree, price, amount, link, kind } = g;
  const tail = link[a * ARC.LINK + ARC.TAIL]!;
  const head = link[a * ARC.LINK + ARC.HEAD]!;
  const first = forward ? tail : head;
  const second = forward ? head : tail;
  const isOfClass = kind[tail] === CLASS;

  // The cycle runs from its apex down to `first`, over the entering arc to `second`, and up again.
  let room = isOfClass ? Number.POSITIVE_INFINITY : amount[a * ARC.AMOUNT + ARC.FLOW]!;
  if (!isOfClass && forward) room = amount[a * ARC.AMOUNT + ARC.CAPACITY]! - room;
  let out = -1;
  let below = first;
  let u = first;
  let v = second;
  let gives = isOfClass && forward ? tail : -1;
  let gets = isOfClass && !forward ? tail : -1;
  let rise = tree[u * NODE.TREE + NODE.DEPTH]! - tree[v * NODE.TREE + NODE.DEPTH]!;
  while (u !== v) {
    if (rise > 0) {
      const parent = tree[u * NODE.TREE + NODE.PARENT]!;
      if (parent === ROOT && kind[u] === CLASS) gets = u;
      else {
        const down = roomDown(g, u);
        if (down < room) {
          room = down;
          out = u;
          below = first;
        }
      }
      u = parent;
      rise--;
    } else {
      const parent = tree[v * NODE.TREE + NODE.PARENT]!;
      if (parent === ROOT && kind[v] === CLASS) gives = v;
      else {
        const up = roomUp(g, v);
        if (up <= room) {
          room = up;
          out = v;
          below = second;
        }
      }
      v = parent;
      rise++;
    }
  }
  const apex = u;
  const sign = forward ? 1 : -1;
  const keep = sign * amount[a * ARC.AMOUNT + ARC.KEEP]! - price[2 * first]! + price[2 * second]!;
  const cost = sign * amount[a * ARC.AMOUNT + ARC.COST]! - price[2 * first + 1]! + price[2 * second + 1]!;
  const rest = keep !== 0 ? keep : cost;
  const delta = gets < 0 ? room : unitsThatPay(g, gives, gets, rest, room);
  const { order } = g;
  const wasFirst = ordinalOf(order, tree[first * NODE.TREE + NODE.TOP]!);
  const wasSecond = ordinalOf(order, tree[second * NODE.TREE + NODE.TOP]!);
  if (delta > 0) {
    push(g, first, apex, -delta);
    push(g, second, apex, delta);
    addFlow(g, a, sign * delta);
    remember(g, apex);
    if (gives >= 0) renew(g, gives);
    if (gets >= 0) renew(g, gets);
  }
  if (delta < room) {
    // The next unit would not pay: the class leaves whose price lies between its two units.
    const worth = gives < 0 ? -1 : compareTops(order, gives, gets) || rest;
    out = worth < 0 ? gets : gives;
    below = worth < 0 ? first : second;
    if (isOfClass && out === tail) return;
  }
  if (out < 0) return;
  const upwards = below === tail;
  const was = below === first ? wasFirst : wasSecond;
  exchange(g, below, out, upwards ? head : tail, upwards ? 2 * a : 2 * a + 1, (top, kept, paid) => {
    const change = compareOrdinal(order, top, order[top * NODE.ORDER + NODE.UNIT]!, was) || kept || paid;
    return change > 0 ? RISE : FALL;
  });
}

type Place = readonly [rank: number, unit: number, share: number, portion: number];

function ordinalOf(order: Float64Array, top: number, unit = order[top * NODE.ORDER + NODE.UNIT]!): Place {
  const at = top * NODE.ORDER;
  const share = order[at + NODE.SHARE]!;
  return [order[at + NODE.RANK]!, unit, share, Math.min(order[at + NODE.PORTION]!, share)];
}

/** Sends units up the tree, or down where they are below 0. */
function push(g: LiveGraph, from: number, apex: number, units: number): void {
  const { tree } = g;
  for (let v = from; v !== apex; v = tree[v * NODE.TREE + NODE.PARENT]!) {
    const join = tree[v * NODE.TREE + NODE.JOIN]!;
    addFlow(g, join >> 1, (join & 1) === 0 ? units : -units);
    remember(g, v);
  }
}

function roomDown({ tree, amount }: LiveGraph, v: number): number {
  const join = tree[v * NODE.TREE + NODE.JOIN]!;
  const at = (join >> 1) * ARC.AMOUNT;
  return (join & 1) === 0 ? amount[at + ARC.FLOW]! : amount[at + ARC.CAPACITY]! - amount[at + ARC.FLOW]!;
}

/**
 * How many units, `most` at most, one class gets that another gives (−1: it gives none, they were idle) as long as each of them pays: the ordinal got comes before
 * the one given, or they tie and the rest is below 0. O(log units).
 */
function unitsThatPay(g: LiveGraph, gives: number, gets: number, rest: number, most: number): number {
  const { order, own, amount } = g;
  const unmetOf = (k: number) => amount[own[k]! * ARC.AMOUNT + ARC.FLOW]!;
  const servedOf = (k: number) => order[k * NODE.ORDER + NODE.ASKED]! - unmetOf(k);
  const limit = Math.min(most, unmetOf(gets));
  if (gives < 0) return limit;
  const got = servedOf(gets);
  const given = servedOf(gives);
  const pays = (t: number) =>
    (compareUnits(order, gives, unitOf(g, gives, Math.max(given - t + 1, 1)), gets, unitOf(g, gets, got + t)) || rest) <
    0;
  if (limit === 0 || !pays(1)) return 0;
  let low = 1;
  let step = 1;
  for (; low + step < limit && pays(low + step); step *= 2) low += step;
  // Unit `low` pays; those beyond `high` do not, or are too many.
  let high = Math.min(limit, low + step);
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (pays(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
