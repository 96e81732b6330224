import * as ARC from './arc.js';
import { CAP, DYING, FALL, IN_TREE, JOINT, type LiveGraph, RISE, ROOT, setInTree, touch } from './live-graph.js';
import * as NODE from './node.js';
import { insert, link, reroot } from './rooted-tree.js';

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
  const [parent, join] = above(g, v, a);
  insert(g.tree, v, parent, join);
  setInTree(g, a, true);
  follow(g, v);
}

/** Moves a node with all that is below it to the other end of an arc, which must not be below it. */
export function hang(g: LiveGraph, v: number, a: number): void {
  exchange(g, v, v, ...above(g, v, a));
}

/** The other end of an arc of a node, and the arc as a join to it. */
function above({ link }: LiveGraph, v: number, a: number): [parent: number, join: number] {
  const tail = link[a * ARC.LINK + ARC.TAIL]!;
  return tail === v ? [link[a * ARC.LINK + ARC.HEAD]!, 2 * a] : [tail, 2 * a + 1];
}

/** Cuts the subtree of `out` from its parent, roots it at `top` and hangs it below `parent` by the arc of `join`, which gives it new prices. */
export function exchange(g: LiveGraph, top: number, out: number, parent: number, join: number, how?: Change): void {
  setInTree(g, g.tree[out * NODE.TREE + NODE.JOIN]! >> 1, false);
  setInTree(g, join >> 1, true);
  reroot(g.tree, top, out, parent, join);
  follow(g, top, how);
}

/** Whether prices below a node just under the root rise or fall, or may do either, where they change by so much. */
type Change = (crown: number, keep: number, cost: number) => number;

/** Gives a node and all below it the prices that its arc to the parent makes. */
function follow(g: LiveGraph, top: number, how: Change = () => RISE | FALL): void {
  const { tree, price, amount } = g;
  const parent = tree[top * NODE.TREE + NODE.PARENT]!;
  const join = tree[top * NODE.TREE + NODE.JOIN]!;
  const at = (join >> 1) * ARC.AMOUNT;
  const sign = (join & 1) === 0 ? 1 : -1;
  const keep = price[2 * parent]! + sign * amount[at + ARC.KEEP]! - price[2 * top]!;
  const cost = price[2 * parent + 1]! + sign * amount[at + ARC.COST]! - price[2 * top + 1]!;
  const crown = parent === ROOT ? top : tree[parent * NODE.TREE + NODE.TOP]!;
  const change = how(crown, keep, cost);
  eachBelow(g, top, (v) => {
    price[2 * v]! += keep;
    price[2 * v + 1]! += cost;
    tree[v * NODE.TREE + NODE.TOP] = crown;
    touch(g, v, change);
  });
}

/** Whether v is c or below it. O(depth). */
function isBelow(tree: Int32Array, v: number, c: number): boolean {
  const depth = tree[c * NODE.TREE + NODE.DEPTH]!;
  let u = v;
  while (tree[u * NODE.TREE + NODE.DEPTH]! > depth) u = tree[u * NODE.TREE + NODE.PARENT]!;
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
    if (used || !isCap || g.amount[arc * ARC.AMOUNT]! >= g.amount[arc * ARC.AMOUNT + ARC.CAPACITY]!) {
      const from = usedArc(g, v);
      bringing = from >= 0;
      arc = bringing ? from : isCap ? arc : openHead(g, v);
    }
  }
  const up = g.link[arc * ARC.LINK + ARC.TAIL] === v;
  const join = g.tree[c * NODE.TREE + NODE.JOIN]!;
  takeOut(g, g.link[arc * ARC.LINK + (up ? ARC.HEAD : ARC.TAIL)]!, c, bringing);
  // The units that the other end is brought may have come through v, or through c.
  const isDone = g.tree[c * NODE.TREE + NODE.JOIN] !== join || (v !== c && !isBelow(g.tree, v, c));
  if (!isDone) hang(g, v, arc);
}

/** An arc that brings units, −1 for none. */
function usedArc({ tree, link, amount }: LiveGraph, v: number): number {
  let a = tree[v * NODE.TREE + NODE.IN]!;
  while (a >= 0 && amount[a * ARC.AMOUNT] === 0) a = link[a * ARC.LINK + ARC.NEXT_IN]!;
  return a;
}

/** An arc of a joint to a cap in the tree, −1 for none. */
export function openHead({ tree, link, mark }: LiveGraph, joint: number): number {
  for (let a = tree[joint * NODE.TREE + NODE.OUT]!; a >= 0; a = link[a * ARC.LINK + ARC.NEXT_OUT]!) {
    const c = link[a * ARC.LINK + ARC.HEAD]!;
    if (tree[c * NODE.TREE + NODE.DEPTH]! >= 0 && (mark[c]! & DYING) === 0) return a;
  }
  return -1;
}

/** Takes a node, which carries nothing, out of the tree. What is below it is hung elsewhere. */
export function uproot(g: LiveGraph, v: number): void {
  const { tree } = g;
  const at = v * NODE.TREE;
  for (;;) {
    const child = tree[at + NODE.NEXT]!;
    if (tree[child * NODE.TREE + NODE.DEPTH]! <= tree[at + NODE.DEPTH]!) break;
    takeOut(g, child, v, false);
  }
  setInTree(g, tree[at + NODE.JOIN]! >> 1, false);
  link(tree, tree[at + NODE.PREVIOUS]!, tree[at + NODE.NEXT]!);
  tree[at + NODE.DEPTH] = tree[at + NODE.PARENT] = tree[at + NODE.JOIN] = -1;
}

export function setPrice(g: LiveGraph, a: number, cost: number): void {
  const { link, tree, price, amount } = g;
  const change = cost - amount[a * ARC.AMOUNT + ARC.COST]!;
  if (change === 0) return;
  amount[a * ARC.AMOUNT + ARC.COST] = cost;
  const tail = link[a * ARC.LINK + ARC.TAIL]!;
  touch(g, tail);
  if ((link[a * ARC.LINK + ARC.STATE]! & IN_TREE) === 0) return;
  const up = tree[tail * NODE.TREE + NODE.JOIN] === 2 * a;
  const below = up ? tail : link[a * ARC.LINK + ARC.HEAD]!;
  eachBelow(g, below, (v) => {
    price[2 * v + 1]! += up ? change : -change;
    touch(g, v);
  });
}

export function eachBelow({ tree }: LiveGraph, top: number, visit: (v: number) => void): void {
  const depth = tree[top * NODE.TREE + NODE.DEPTH]!;
  let v = top;
  do {
    visit(v);
    v = tree[v * NODE.TREE + NODE.NEXT]!;
  } while (tree[v * NODE.TREE + NODE.DEPTH]! > depth);
}
