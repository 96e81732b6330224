import type { Graph } from './flow-graph.js';
import * as NODE from './node.js';
import { insert, link } from './rooted-tree.js';

// The engine knows a module's own constants, those of others it looks up each time.
const { TREE, PARENT, JOIN, DEPTH, NEXT, PREVIOUS } = NODE;

/** Of a node's record: the source that it hangs on, −1: it hangs on its parent itself. The parent of one that hangs on a source is the node that the source leads to. */
export const SOURCE = 6;

/** Nodes apart from a graph's that no arc leads to and whose arcs, `start[i] … start[i + 1] − 1` of source i, cannot be full. */
export interface Sources {
  readonly start: Int32Array;
  /** Node of the graph; written over. */
  readonly head: Int32Array;
  /** Cost per arc, one column per word. */
  readonly words: readonly Float64Array[];
  /** The arc of each that carries all it has, in the first tree. */
  readonly lead: Int32Array;
  /** What each has. */
  readonly supply: Float64Array;
}

/**
 * A spanning tree of a graph and of sources beside it, in which sources are in no list. A node that hangs on a source by that one's arc JOIN has `up` units on it; else JOIN is
 * as in `node.ts`, or −1 where the node's class joins it to the root. What hangs on one source stands side by side in the ring.
 */
export type SourceTree = ReturnType<typeof planted>;

/** The first tree, in which nothing hangs on a source. */
export function planted(
  { nodes, start, head, capacity, flow }: Graph,
  parentArc: Int32Array,
  { lead, head: sourceHead, supply }: Pick<Sources, 'lead' | 'head' | 'supply'>,
) {
  const root = nodes - 1;
  const t = {
    /** One record per node: see `node.ts`. */
    tree: new Int32Array(nodes * TREE),
    /** Per node: units that could still go up to the parent, units that could go down from it. */
    up: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    down: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    /** Per node: the root, or the class node by which it reaches the root. */
    top: new Int32Array(nodes + 1).fill(root),
    price: new Float64Array(nodes + 1),
    /** Per source: the arc towards the root, the node that leads to, the units on it, and the first node in the ring that hangs on it, −1 for none. */
    lead,
    to: lead.map((a) => sourceHead[a]!),
    units: supply.slice(),
    hung: new Int32Array(lead.length).fill(-1),
    /** Of the change at hand: the nodes touched; the new subtree's first node and its last so far; what came after the pieces taken so far. */
    touched: 0,
    first: -1,
    last: -1,
    later: -1,
  };
  const { tree, up, down, top } = t;
  top[nodes] = nodes;
  for (let v = 0; v < root; v++) {
    const arc = parentArc[v]!;
    const isOwn = arc >= start[v]! && arc < start[v + 1]!;
    tree[v * TREE + SOURCE] = -1;
    tree[v * TREE + PARENT] = isOwn ? head[arc]! : root;
    tree[v * TREE + JOIN] = arc < 0 ? -1 : isOwn ? 2 * arc : 2 * arc + 1;
    if (arc < 0) continue;
    up[v] = isOwn ? capacity[arc]! - flow[arc]! : flow[arc]!;
    down[v] = isOwn ? flow[arc]! : capacity[arc]! - flow[arc]!;
  }
  tree[root * TREE + NEXT] = tree[root * TREE + PREVIOUS] = root;
  tree[root * TREE + PARENT] = tree[root * TREE + SOURCE] = -1;
  // A node may enter the ring, behind its parent, when that is in it: depth above 0.
  const waiting: number[] = [];
  for (let leaf = 0; leaf < root; leaf++) {
    for (let v = leaf; v !== root && tree[v * TREE + DEPTH] === 0; v = tree[v * TREE + PARENT]!) waiting.push(v);
    for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
      const above = tree[v * TREE + PARENT]!;
      insert(tree, v, above, tree[v * TREE + JOIN]!);
      top[v] = tree[v * TREE + JOIN]! < 0 ? v : top[above]!;
    }
  }
  return t;
}

/**
 * Cuts a subtree, from the arc above `outSource` or else above `outNode`, roots it at `source` or else at `node`, and hangs that on `onSource` (which leads to `below`) or
 * else on `below`, by the arc of `join` with the rooms given; adds `by` to its prices. Gives its size.
 *
 * What lies from the new root up to where it was cut, the stem, changes places with what was above it. In preorder the new subtree is that of its root, then what is left
 * of each stem node's when the one before it is taken out: a piece before and a piece after; and of a source on the stem, what else hangs on it. Depths in such a rest change by the
 * same number.
 */
export function hangBelow(
  t: SourceTree,
  source: number,
  node: number,
  outSource: number,
  outNode: number,
  onSource: number,
  below: number,
  join: number,
  upRoom: number,
  downRoom: number,
  newTop: number,
  by: number,
): number {
  const { tree, up, down, price, top, lead, to, units, hung } = t;
  const cut = outSource >= 0 ? hung[outSource]! : outNode;
  const before = tree[cut * TREE + PREVIOUS]!;
  const lost = outSource >= 0 ? -1 : tree[outNode * TREE + SOURCE]!;
  const lostLevel = tree[cut * TREE + DEPTH]!;
  t.touched = 0;
  t.first = t.last = t.later = -1;
  let x = source;
  let w = node;
  let above = below;
  let on = onSource;
  let arc = join;
  let roomUp = upRoom;
  let roomDown = downRoom;
  let stem = -1;
  for (let depth = tree[below * TREE + DEPTH]! + 1; ; depth++) {
    let taken = stem;
    if (x >= 0) {
      const oldArc = lead[x]!;
      const oldUnits = units[x]!;
      w = to[x]!;
      lead[x] = arc;
      units[x] = roomUp;
      to[x] = above;
      if (hung[x]! >= 0) taken = passHung(t, x, stem, tree[w * TREE + DEPTH]! + 1, depth, above, newTop, by);
      if (x === outSource) break;
      if (hung[x]! < 0) hung[x] = w;
      arc = oldArc;
      roomUp = oldUnits;
      on = x;
    }
    const level = tree[w * TREE + DEPTH]!;
    const oldJoin = tree[w * TREE + JOIN]!;
    const oldUp = up[w]!;
    const oldDown = down[w]!;
    const parent = tree[w * TREE + PARENT]!;
    x = tree[w * TREE + SOURCE]!;
    follow(t, w);
    tree[w * TREE + SOURCE] = on;
    tree[w * TREE + PARENT] = above;
    tree[w * TREE + JOIN] = arc;
    tree[w * TREE + DEPTH] = depth;
    up[w] = roomUp;
    down[w] = roomDown;
    price[w]! += by;
    top[w] = newTop;
    passBelow(t, w, taken, level, depth, newTop, by);
    if (w === outNode && outSource < 0) break;
    stem = w;
    above = w;
    on = -1;
    w = parent;
    arc = x >= 0 ? oldJoin : oldJoin ^ 1;
    roomUp = x >= 0 ? oldUp : oldDown;
    roomDown = oldUp;
  }
  if (lost >= 0 && hung[lost] === outNode)
    hung[lost] = tree[t.later * TREE + DEPTH] === lostLevel && tree[t.later * TREE + SOURCE] === lost ? t.later : -1;
  link(tree, before, t.later);
  const beside = onSource >= 0 ? hung[onSource]! : -1;
  const left = beside >= 0 ? tree[beside * TREE + PREVIOUS]! : below;
  link(tree, t.last, tree[left * TREE + NEXT]!);
  link(tree, left, t.first);
  if (onSource >= 0) hung[onSource] = node;
  return t.touched;
}

/** Lets a node come next in the new subtree. */
function follow(t: SourceTree, v: number): void {
  if (t.last >= 0) link(t.tree, t.last, v);
  else t.first = v;
  t.last = v;
}

/** What hangs on a source, but for the stem, comes next; gives where what is taken out of the next stem node's begins, −1: nothing is. */
function passHung(
  t: SourceTree,
  x: number,
  stem: number,
  level: number,
  depth: number,
  above: number,
  newTop: number,
  by: number,
): number {
  const { tree, hung } = t;
  const before = hung[x]!;
  hung[x] = -1;
  if (stem < 0) t.later = before;
  else if (before !== stem) {
    hung[x] = before;
    follow(t, before);
    t.last = sweep(t, before, stem, level, x, depth, above, newTop, by);
  }
  const { later } = t;
  if (tree[later * TREE + DEPTH] === level && tree[later * TREE + SOURCE] === x) {
    if (hung[x]! < 0) hung[x] = later;
    follow(t, later);
    t.last = sweep(t, later, -1, level, x, depth, above, newTop, by);
    t.later = tree[t.last * TREE + NEXT]!;
  }
  return before;
}

/** What is left below a node of the stem comes next. */
function passBelow(
  t: SourceTree,
  w: number,
  taken: number,
  level: number,
  depth: number,
  newTop: number,
  by: number,
): void {
  const { tree } = t;
  t.touched++;
  let v = tree[w * TREE + NEXT]!;
  if (taken >= 0) {
    if (v !== taken) t.last = sweep(t, v, taken, level, NOBODY, depth, w, newTop, by);
    v = t.later;
    if (tree[v * TREE + DEPTH]! > level) link(tree, t.last, v);
  }
  if (tree[v * TREE + DEPTH]! > level) {
    t.last = sweep(t, v, -1, level, NOBODY, depth, w, newTop, by);
    v = tree[t.last * TREE + NEXT]!;
  }
  t.later = v;
}

/** No source. */
const NOBODY = -2;

/**
 * Moves a piece of the ring along with what it hangs on: from `v` to before `end`, or as far as nodes are deeper than `level`, or hang on `source` at that level. Gives the last one.
 *
 * @param depth what `level` becomes
 * @param above new parent of nodes at `level`
 */
function sweep(
  t: SourceTree,
  from: number,
  end: number,
  level: number,
  source: number,
  depth: number,
  above: number,
  newTop: number,
  by: number,
): number {
  const { tree, price, top } = t;
  const deeper = depth - level;
  let last = from;
  let size = 0;
  for (let v = from; v !== end; v = tree[v * TREE + NEXT]!) {
    const own = tree[v * TREE + DEPTH]!;
    if (own <= level) {
      if (own < level || tree[v * TREE + SOURCE] !== source) break;
      tree[v * TREE + PARENT] = above;
    }
    tree[v * TREE + DEPTH] = own + deeper;
    price[v]! += by;
    top[v] = newTop;
    last = v;
    size++;
  }
  t.touched += size;
  return last;
}
