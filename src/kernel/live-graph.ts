import * as ARC from './arc.js';
import { UNBOUNDED } from './flow-graph.js';
import * as NODE from './node.js';

export const ROOT = 0;
export const CLASS = 1;
export const LINE = 2;
export const JOINT = 3;
export const CAP = 4;

export const IN_TREE = 1;
const MOVED = 2;

/** The price rose, or fell, since the node's arcs were looked at. */
export const RISE = 1;
export const FALL = 2;
const DIRTY = RISE | FALL;
const TOUCHED = 4;
/** About to leave the tree. */
export const DYING = 8;
const STALE = 16;

const columns = (fair: boolean) => ({
  /** One record per node: see `node.ts`. */
  tree: new Int32Array(16 * NODE.TREE),
  /** Two numbers per node: what one more unit there costs to get rid of, along the tree, in promises kept and in cost. */
  price: new Float64Array(16 * 2),
  /** One record per node: see `node.ts`. */
  order: new Float64Array(16 * NODE.ORDER),
  kind: new Uint8Array(16),
  mark: new Uint8Array(16),
  /** How many arcs of a node are in use but not in the tree. */
  loose: new Int32Array(16),
  /** The arc of a line to its class, of a class to the root, of a cap to its parent; −1 for a joint. */
  own: new Int32Array(16),
  /** One record per arc: see `arc.ts`. */
  link: new Int32Array(16 * ARC.LINK),
  amount: new Float64Array(16 * ARC.AMOUNT),
  /** One more than the largest number in use. */
  nodes: 0,
  arcs: 0,
  freeNodes: [] as number[],
  freeArcs: [] as number[],
  goneNodes: [] as number[],
  goneArcs: [] as number[],
  /** Nodes whose arcs must be looked at: those from `turn` on. */
  queue: [] as number[],
  turn: 0,
  /** Nodes whose price, units or arcs have changed since the last release. */
  touched: [] as number[],
  /** Arcs whose flow has changed since the last release, and what it was. */
  moved: [] as number[],
  before: [] as number[],
  /** Tree arcs that may have lost the room to the parent. */
  suspects: [] as number[],
  /** Classes whose lines or units have changed. */
  stale: [] as number[],
  /** Whether the units of a class are served in the order of its ordinals; otherwise all are alike. */
  fair,
});

/**
 * A flow graph that grows and shrinks, with a spanning tree in it: what `live-tree.ts` and `live-simplex.ts` work on.
 *
 * Nodes are the root (number 0), classes, lines, joints (candidates with several caps) and caps; arcs lead line → class → root,
 * line → cap or line → joint → cap, cap → parent or root. A class's arc to the root carries what its lines leave unmet. Columns hold one record per
 * node or arc, so that looking at one touches few cache lines; they double when they are full. Numbers of what was removed are given out again after
 * {@link release}.
 */
export type LiveGraph = ReturnType<typeof columns>;

export function emptyGraph(fair: boolean): LiveGraph {
  const g = columns(fair);
  addNode(g, ROOT);
  g.tree[NODE.PARENT] = -1;
  g.tree[NODE.DEPTH] = g.tree[NODE.NEXT] = g.tree[NODE.PREVIOUS] = g.tree[NODE.TOP] = 0;
  return g;
}

/** A node outside the tree, without arcs. */
export function addNode(g: LiveGraph, kind: number): number {
  const v = g.freeNodes.pop() ?? g.nodes++;
  if (v >= g.kind.length) {
    g.tree = grown(g.tree);
    g.price = grown(g.price);
    g.order = grown(g.order);
    g.kind = grown(g.kind);
    g.mark = grown(g.mark);
    g.loose = grown(g.loose);
    g.own = grown(g.own);
  }
  g.tree.fill(-1, v * NODE.TREE, (v + 1) * NODE.TREE);
  g.tree[v * NODE.TREE + NODE.TOP] = v;
  g.price.fill(0, 2 * v, 2 * v + 2);
  g.order.fill(0, v * NODE.ORDER, (v + 1) * NODE.ORDER);
  g.order[v * NODE.ORDER + NODE.RANK] = Number.POSITIVE_INFINITY;
  g.order[v * NODE.ORDER + NODE.PORTION] = 1;
  g.kind[v] = kind;
  g.own[v] = -1;
  g.loose[v] = 0;
  return v;
}

function grown<T extends Int32Array | Float64Array | Uint8Array>(column: T): T {
  const larger = new (column.constructor as new (length: number) => T)(2 * column.length);
  larger.set(column);
  return larger;
}

/** Takes away a node that is outside the tree and has no arcs. */
export function dropNode(g: LiveGraph, v: number): void {
  g.kind[v] = ROOT;
  g.goneNodes.push(v);
}

/** An arc outside the tree that carries nothing. */
export function addArc(g: LiveGraph, tail: number, head: number, owner: number, capacity: number): number {
  const a = g.freeArcs.pop() ?? g.arcs++;
  if (a * ARC.LINK >= g.link.length) {
    g.link = grown(g.link);
    g.amount = grown(g.amount);
  }
  const { link, amount } = g;
  const at = a * ARC.LINK;
  link[at + ARC.TAIL] = tail;
  link[at + ARC.HEAD] = head;
  link[at + ARC.OWNER] = owner;
  link[at + ARC.STATE] = 0;
  enlist(g, a, tail * NODE.TREE + NODE.OUT, ARC.NEXT_OUT, ARC.PREVIOUS_OUT);
  enlist(g, a, head * NODE.TREE + NODE.IN, ARC.NEXT_IN, ARC.PREVIOUS_IN);
  amount.fill(0, a * ARC.AMOUNT, (a + 1) * ARC.AMOUNT);
  amount[a * ARC.AMOUNT + ARC.CAPACITY] = capacity;
  return a;
}

/** Puts an arc first into a node's list, whose first arc stands at a place of `tree`. */
function enlist({ link, tree }: LiveGraph, a: number, place: number, next: number, previous: number): void {
  const first = tree[place]!;
  link[a * ARC.LINK + next] = first;
  link[a * ARC.LINK + previous] = -1;
  if (first >= 0) link[first * ARC.LINK + previous] = a;
  tree[place] = a;
}

function delist({ link, tree }: LiveGraph, a: number, place: number, next: number, previous: number): void {
  const after = link[a * ARC.LINK + next]!;
  const before = link[a * ARC.LINK + previous]!;
  if (before < 0) tree[place] = after;
  else link[before * ARC.LINK + next] = after;
  if (after >= 0) link[after * ARC.LINK + previous] = before;
}

/** Takes away an arc that is outside the tree and carries nothing. */
export function dropArc(g: LiveGraph, a: number): void {
  const { link } = g;
  const at = a * ARC.LINK;
  delist(g, a, link[at + ARC.TAIL]! * NODE.TREE + NODE.OUT, ARC.NEXT_OUT, ARC.PREVIOUS_OUT);
  delist(g, a, link[at + ARC.HEAD]! * NODE.TREE + NODE.IN, ARC.NEXT_IN, ARC.PREVIOUS_IN);
  link[at + ARC.OWNER] = -1;
  g.goneArcs.push(a);
}

/** Changes what an arc carries, and remembers that it did. */
export function addFlow(g: LiveGraph, a: number, units: number): void {
  const { link, amount } = g;
  const state = link[a * ARC.LINK + ARC.STATE]!;
  const was = amount[a * ARC.AMOUNT]!;
  if ((state & MOVED) === 0) {
    link[a * ARC.LINK + ARC.STATE] = state | MOVED;
    g.moved.push(a);
    g.before.push(was);
  }
  amount[a * ARC.AMOUNT] = was + units;
  if ((state & IN_TREE) === 0 && (was === 0) !== (was + units === 0)) countLoose(g, a, was === 0 ? 1 : -1);
}

/** Counts an arc in use among those outside the tree, or no longer. */
export function countLoose({ link, loose }: LiveGraph, a: number, by: number): void {
  loose[link[a * ARC.LINK + ARC.TAIL]!]! += by;
  loose[link[a * ARC.LINK + ARC.HEAD]!]! += by;
}

export function setInTree(g: LiveGraph, a: number, isIn: boolean): void {
  if (isIn) g.link[a * ARC.LINK + ARC.STATE]! |= IN_TREE;
  else g.link[a * ARC.LINK + ARC.STATE]! &= ~IN_TREE;
  if (g.amount[a * ARC.AMOUNT]! > 0) countLoose(g, a, isIn ? -1 : 1);
}

/** Has a node's arcs looked at: its price rose, fell, or may have done either. */
export function touch(g: LiveGraph, v: number, how = DIRTY): void {
  const { mark } = g;
  const was = mark[v]!;
  mark[v] = was | how | TOUCHED;
  if ((was & DIRTY) !== 0) return;
  if ((was & TOUCHED) === 0) g.touched.push(v);
  g.queue.push(v);
}

/** Has a node checked in the end, without looking at its arcs now. */
export function remember({ mark, touched }: LiveGraph, v: number): void {
  if ((mark[v]! & TOUCHED) !== 0) return;
  mark[v]! |= TOUCHED;
  touched.push(v);
}

/** The next node whose arcs must be looked at, −1 for none. */
export function nextDirty(g: LiveGraph): number {
  while (g.turn < g.queue.length) {
    const v = g.queue[g.turn++]!;
    if (g.tree[v * NODE.TREE + NODE.DEPTH]! > 0) {
      if (g.turn > 1024 && 2 * g.turn > g.queue.length) {
        g.queue = g.queue.slice(g.turn);
        g.turn = 0;
      }
      return v;
    }
    g.mark[v]! &= ~DIRTY;
  }
  g.queue.length = g.turn = 0;
  return -1;
}

/** How a node's price has changed since its arcs were looked at, which they are now. */
export function takeMark({ mark }: LiveGraph, v: number): number {
  const how = mark[v]! & DIRTY;
  mark[v]! &= ~DIRTY;
  return how;
}

/** Has a class brought up to date before the next pivot. */
export function spoil({ mark, stale }: LiveGraph, k: number): void {
  if ((mark[k]! & STALE) !== 0) return;
  mark[k]! |= STALE;
  stale.push(k);
}

/** Where the portion begins that the `unit`-th unit of a class, from 1, is in: its ordinal's unit, from 0. */
export function unitOf({ order, fair }: LiveGraph, k: number, unit: number): number {
  const at = k * NODE.ORDER;
  return fair ? order[at + NODE.SERVED]! + unit - 1 - ((unit - 1) % order[at + NODE.PORTION]!) : 0;
}

/** Writes down the ordinal of the last unit that a class is served. */
export function refresh(g: LiveGraph, k: number): void {
  const { order, own, amount, mark, fair } = g;
  const at = k * NODE.ORDER;
  mark[k]! &= ~STALE;
  const asked = order[at + NODE.ASKED]!;
  const served = asked - amount[own[k]! * ARC.AMOUNT]!;
  order[at + NODE.RANK] = asked > 0 ? order[at + NODE.OWN_RANK]! : Number.POSITIVE_INFINITY;
  order[at + NODE.UNIT] = unitOf(g, k, Math.max(served, 1));
  order[at + NODE.SHARE] = fair ? Math.max(order[at + NODE.LEAST_SHARE]!, order[at + NODE.SERVED]! + asked) : 1;
}

/** Units that could still go up from a node to its parent. */
export function roomUp({ tree, amount }: LiveGraph, v: number): number {
  const join = tree[v * NODE.TREE + NODE.JOIN]!;
  const at = (join >> 1) * ARC.AMOUNT;
  return (join & 1) === 0 ? amount[at + ARC.CAPACITY]! - amount[at]! : amount[at]!;
}

/** Forgets what has changed, and gives the numbers of what was removed free. */
export function release(g: LiveGraph): void {
  for (const a of g.moved) g.link[a * ARC.LINK + ARC.STATE]! &= ~MOVED;
  for (const v of g.touched) g.mark[v]! &= ~TOUCHED;
  g.moved.length = g.before.length = g.touched.length = 0;
  // The smallest numbers are given out first.
  for (const a of g.goneArcs.splice(0).reverse()) g.freeArcs.push(a);
  for (const v of g.goneNodes.splice(0).reverse()) {
    g.mark[v] = 0;
    g.freeNodes.push(v);
  }
}

/** Capacity of an arc that stands for a bound which may never bind. */
export function boundOf(units: number, most: number): number {
  return units < most ? units : UNBOUNDED;
}

/** The arcs that leave a node, the last one added first. */
export const arcsOut = (g: LiveGraph, v: number) => listed(g, v * NODE.TREE + NODE.OUT, ARC.NEXT_OUT);

/** The arcs that enter a node, the last one added first. */
export const arcsIn = (g: LiveGraph, v: number) => listed(g, v * NODE.TREE + NODE.IN, ARC.NEXT_IN);

function listed({ tree, link }: LiveGraph, place: number, next: number): number[] {
  const arcs: number[] = [];
  for (let a = tree[place]!; a >= 0; a = link[a * ARC.LINK + next]!) arcs.push(a);
  return arcs;
}
