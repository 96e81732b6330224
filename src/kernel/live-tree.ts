import {
  AMOUNT,
  CAP,
  CAPACITY,
  COST,
  DEPTH,
  DYING,
  FALL,
  HEAD,
  IN,
  IN_TREE,
  JOIN,
  JOINT,
  KEEP,
  type LiveGraph,
  NEXT,
  NEXT_IN,
  NEXT_OUT,
  OUT,
  PARENT,
  PREVIOUS,
  RECORD,
  RISE,
  ROOT,
  STATE,
  setInTree,
  TAIL,
  TOP,
  touch,
} from './live-graph.js';

/**
 * The spanning tree of a {@link LiveGraph}: nodes are hung, moved with all that is below them, and taken out.
 *
 * Invariant, for `live-simplex.ts`: the tree is *strongly feasible*, every node could send a unit more to its parent. Where a change takes that away from
 * a node, {@link rehang} hangs it elsewhere. Every node has some arc for that: a line the one to its class and a class the one to the root,
 * which are never full; a cap the one to its parent, or where that is full one that brings units; a joint one that brings units, or one to a cap.
 * What flow the old arc carries does not matter, as arcs outside the tree may carry any number of units.
 */

/** Hangs a node, which is in no tree, below the other end of an arc that has room towards it. */
export function plant(g: LiveGraph, v: number, a: number): void {
  const { tree, price } = g;
  const at = v * RECORD;
  tree[at + NEXT] = tree[at + PREVIOUS] = v;
  tree[at + DEPTH] = 1;
  tree[at + JOIN] = -1;
  price[2 * v] = price[2 * v + 1] = 0;
  hang(g, v, a);
}

/** Moves a node with all that is below it to the other end of an arc, which must not be below it. */
export function hang(g: LiveGraph, v: number, a: number): void {
  const up = g.link[a * RECORD + TAIL] === v;
  reroot(g, v, v, g.link[a * RECORD + (up ? HEAD : TAIL)]!, up ? 2 * a : 2 * a + 1);
}

/** Makes `after` follow `before` in the ring. */
function link(tree: Int32Array, before: number, after: number): void {
  tree[before * RECORD + NEXT] = after;
  tree[after * RECORD + PREVIOUS] = before;
}

/**
 * Cuts the subtree of `out` from its parent, roots it at `top` and hangs it below `parent` by the arc of `join`, which gives it new prices.
 *
 * The nodes from `top` up to `out`, the stem, change places with their parents. In preorder the new subtree is that of `top`, then what is left
 * of each stem node's when the one before it is taken out: a piece before and a piece after. Depths in such a rest change by the same number.
 */
export function reroot(
  g: LiveGraph,
  top: number,
  out: number,
  parent: number,
  join: number,
  how: (crown: number, keep: number, cost: number) => number = () => RISE | FALL,
): void {
  const { tree, price, amount } = g;
  const entering = join >> 1;
  const sign = (join & 1) === 0 ? 1 : -1;
  const keep = price[2 * parent]! + sign * amount[entering * AMOUNT + KEEP]! - price[2 * top]!;
  const cost = price[2 * parent + 1]! + sign * amount[entering * AMOUNT + COST]! - price[2 * top + 1]!;
  const crown = parent === ROOT ? top : tree[parent * RECORD + TOP]!;
  const change = how(crown, keep, cost);
  const left = tree[out * RECORD + JOIN]! >> 1;
  if (left >= 0) setInTree(g, left, false);
  setInTree(g, entering, true);

  const before = tree[out * RECORD + PREVIOUS]!;
  let depth = tree[parent * RECORD + DEPTH]! + 1;
  let above = parent;
  let arc = join;
  // Behind `last` the new subtree goes on; from `later` on lies what came after the pieces taken so far; `taken` is the stem node before.
  let last = -1;
  let later = -1;
  let taken = -1;
  for (let stem = top; ; depth++) {
    const oldParent = tree[stem * RECORD + PARENT]!;
    const oldArc = tree[stem * RECORD + JOIN]!;
    const level = tree[stem * RECORD + DEPTH]!;
    const deeper = depth - level;
    tree[stem * RECORD + PARENT] = above;
    tree[stem * RECORD + JOIN] = arc;

    let v = stem;
    let end = stem;
    if (taken >= 0) {
      for (; v !== taken; v = tree[v * RECORD + NEXT]!) {
        move(v, deeper);
        end = v;
      }
      link(tree, last, stem);
      v = later;
      if (tree[v * RECORD + DEPTH]! > level) link(tree, end, v);
    } else {
      move(v, deeper);
      v = tree[v * RECORD + NEXT]!;
    }
    while (v !== stem && tree[v * RECORD + DEPTH]! > level) {
      move(v, deeper);
      end = v;
      v = tree[v * RECORD + NEXT]!;
    }
    last = end;
    later = v;
    if (stem === out) break;
    taken = stem;
    arc = oldArc ^ 1;
    above = stem;
    stem = oldParent;
  }
  if (left >= 0) link(tree, before, later);
  link(tree, last, tree[parent * RECORD + NEXT]!);
  link(tree, parent, top);

  function move(v: number, deeper: number): void {
    price[2 * v]! += keep;
    price[2 * v + 1]! += cost;
    tree[v * RECORD + DEPTH]! += deeper;
    tree[v * RECORD + TOP] = crown;
    touch(g, v, change);
  }
}

/** Whether v is c or below it. O(depth). */
function isBelow(tree: Int32Array, v: number, c: number): boolean {
  const depth = tree[c * RECORD + DEPTH]!;
  let u = v;
  while (tree[u * RECORD + DEPTH]! > depth) u = tree[u * RECORD + PARENT]!;
  return u === c;
}

/** Hangs a node that has no room to its parent elsewhere. O(size of the subtrees moved + arcs of the caps met). */
export function rehang(g: LiveGraph, v: number): void {
  takeOut(g, v, v, false);
}

/**
 * Sees to it that v is not below c, or is hung elsewhere where it is c: at an arc with room, whose other end is first taken out likewise.
 *
 * @param used only arcs that bring units: they end in a line
 */
function takeOut(g: LiveGraph, v: number, c: number, used: boolean): void {
  if (!isBelow(g.tree, v, c)) return;
  if ((g.mark[v]! & DYING) !== 0) {
    uproot(g, v);
    return;
  }
  let arc = g.own[v]!;
  let bringing = used;
  const isCap = g.kind[v] === CAP;
  if (isCap || g.kind[v] === JOINT) {
    if (used || !isCap || g.amount[arc * AMOUNT]! >= g.amount[arc * AMOUNT + CAPACITY]!) {
      const from = usedArc(g, v);
      bringing = from >= 0;
      arc = bringing ? from : isCap ? arc : openHead(g, v);
    }
  }
  const up = g.link[arc * RECORD + TAIL] === v;
  const join = g.tree[c * RECORD + JOIN]!;
  takeOut(g, g.link[arc * RECORD + (up ? HEAD : TAIL)]!, c, bringing);
  // The units that the other end is brought may have come through v, or through c.
  const isDone = g.tree[c * RECORD + JOIN] !== join || (v !== c && !isBelow(g.tree, v, c));
  if (!isDone) hang(g, v, arc);
}

/** An arc that brings units, −1 for none. */
function usedArc({ tree, link, amount }: LiveGraph, v: number): number {
  let a = tree[v * RECORD + IN]!;
  while (a >= 0 && amount[a * AMOUNT] === 0) a = link[a * RECORD + NEXT_IN]!;
  return a;
}

/** An arc of a joint to a cap in the tree, −1 for none. */
export function openHead({ tree, link, mark }: LiveGraph, joint: number): number {
  for (let a = tree[joint * RECORD + OUT]!; a >= 0; a = link[a * RECORD + NEXT_OUT]!) {
    const c = link[a * RECORD + HEAD]!;
    if (tree[c * RECORD + DEPTH]! >= 0 && (mark[c]! & DYING) === 0) return a;
  }
  return -1;
}

/** Takes a node, which carries nothing, out of the tree. What is below it is hung elsewhere. */
export function uproot(g: LiveGraph, v: number): void {
  const { tree } = g;
  const at = v * RECORD;
  for (;;) {
    const child = tree[at + NEXT]!;
    if (tree[child * RECORD + DEPTH]! <= tree[at + DEPTH]!) break;
    takeOut(g, child, v, false);
  }
  setInTree(g, tree[at + JOIN]! >> 1, false);
  link(tree, tree[at + PREVIOUS]!, tree[at + NEXT]!);
  tree[at + DEPTH] = tree[at + PARENT] = tree[at + JOIN] = -1;
}

/** Changes what a unit on an arc costs. */
export function setPrice(g: LiveGraph, a: number, cost: number): void {
  const { link: links, tree, price, amount } = g;
  const change = cost - amount[a * AMOUNT + COST]!;
  if (change === 0) return;
  amount[a * AMOUNT + COST] = cost;
  const tail = links[a * RECORD + TAIL]!;
  touch(g, tail);
  if ((links[a * RECORD + STATE]! & IN_TREE) === 0) return;
  const up = tree[tail * RECORD + JOIN] === 2 * a;
  const below = up ? tail : links[a * RECORD + HEAD]!;
  eachBelow(g, below, (v) => {
    price[2 * v + 1]! += up ? change : -change;
    touch(g, v);
  });
}

/** A node and all below it. */
export function eachBelow({ tree }: LiveGraph, top: number, visit: (v: number) => void): void {
  const depth = tree[top * RECORD + DEPTH]!;
  let v = top;
  do {
    visit(v);
    v = tree[v * RECORD + NEXT]!;
  } while (tree[v * RECORD + DEPTH]! > depth);
}
