import * as ARC from './arc.js';
import { CLASS, countLoose, IN_TREE, type LiveGraph, ROOT, refresh } from './live-graph.js';
import { compareTops } from './live-simplex.js';
import { plant } from './live-tree.js';
import * as NODE from './node.js';

/**
 * Plants the tree anew by the flow that there is: from every node a path of least price to the root among the arcs with room, so that the tree is strongly
 * feasible and, where the flow is best, proves it.
 *
 * Prices compare by ordinal first. So what reaches the root without a class comes first, then what reaches the class whose last unit has the latest
 * ordinal, and so on, classes that tie together; a path never leaves what has been reached before. Within each of these, labels are corrected in
 * the order they were given (Bellman 1958, Ford 1956), as arcs in use lead back at negative cost. O(arcs) corrections of a node at worst, a few in practice.
 *
 * @param most arcs to look at: prices fall without end where the flow is not best, but never where no candidate carries anything
 * @returns whether that was enough; if not there is no tree
 */
export function replant(g: LiveGraph, most = Number.POSITIVE_INFINITY): boolean {
  const { tree, link, kind, amount, loose } = g;
  for (let v = 0; v < g.nodes; v++) {
    tree[v * NODE.TREE + NODE.DEPTH] = v === ROOT ? 0 : -1;
    tree[v * NODE.TREE + NODE.TOP] = v;
    if (kind[v] === CLASS) refresh(g, v);
  }
  tree[NODE.NEXT] = tree[NODE.PREVIOUS] = ROOT;
  loose.fill(0);
  for (let a = 0; a < g.arcs; a++) {
    link[a * ARC.LINK + ARC.STATE]! &= ~IN_TREE;
    if (amount[a * ARC.AMOUNT]! > 0) countLoose(g, a, 1);
  }
  const via = leastPaths(g, most);
  if (!via) return false;
  const path: number[] = [];
  for (let leaf = 1; leaf < g.nodes; leaf++) {
    for (let v = leaf; via[v]! >= 0 && tree[v * NODE.TREE + NODE.DEPTH]! < 0; ) {
      path.push(v);
      const a = via[v]!;
      v = link[a * ARC.LINK + ARC.TAIL] === v ? link[a * ARC.LINK + ARC.HEAD]! : link[a * ARC.LINK + ARC.TAIL]!;
    }
    for (let v = path.pop(); v !== undefined; v = path.pop()) plant(g, v, via[v]!);
  }
  return true;
}

/** Per node the first arc of its path, −1 where there is none; writes down its price. */
function leastPaths(g: LiveGraph, most: number): Int32Array | undefined {
  const { tree, link, kind, own, amount, order, price } = g;
  // The set of classes by which a node is reached, from 1.
  const reached = new Int32Array(g.nodes);
  const via = new Int32Array(g.nodes).fill(-1);
  const waiting = new Uint8Array(g.nodes);
  let turn = 1;
  let left = most;
  let queue: number[] = [];
  const classes: number[] = [];
  for (let v = 1; v < g.nodes; v++) {
    if (kind[v] !== CLASS) continue;
    if (order[v * NODE.ORDER + NODE.RANK] === Number.POSITIVE_INFINITY) relax(v, own[v]!, 0, 0);
    else classes.push(v);
  }
  relaxAround(ROOT);
  if (!correct()) return undefined;
  classes.sort((a, b) => compareTops(order, a, b) || a - b);
  for (let i = 0; i < classes.length; ) {
    const first = classes[i]!;
    turn++;
    for (; i < classes.length && compareTops(order, first, classes[i]!) === 0; i++) {
      if (reached[classes[i]!] === 0) relax(classes[i]!, own[classes[i]!]!, 0, 0);
    }
    if (!correct()) return undefined;
  }
  return via;

  function correct(): boolean {
    for (let i = 0; i < queue.length; i++) {
      waiting[queue[i]!] = 0;
      relaxAround(queue[i]!);
      if (left < 0) return false;
    }
    queue = [];
    return true;
  }

  /** Paths from the neighbours of v by way of v. */
  function relaxAround(v: number): void {
    for (let a = tree[v * NODE.TREE + NODE.IN]!; a >= 0; a = link[a * ARC.LINK + ARC.NEXT_IN]!) {
      const at = a * ARC.AMOUNT;
      left--;
      const tail = link[a * ARC.LINK + ARC.TAIL]!;
      if (kind[tail] === CLASS || amount[at]! >= amount[at + ARC.CAPACITY]!) continue;
      relax(tail, a, price[2 * v]! + amount[at + ARC.KEEP]!, price[2 * v + 1]! + amount[at + ARC.COST]!);
    }
    for (let a = tree[v * NODE.TREE + NODE.OUT]!; a >= 0 && kind[v] !== CLASS; a = link[a * ARC.LINK + ARC.NEXT_OUT]!) {
      const at = a * ARC.AMOUNT;
      left--;
      if (amount[at] === 0) continue;
      const head = link[a * ARC.LINK + ARC.HEAD]!;
      relax(head, a, price[2 * v]! - amount[at + ARC.KEEP]!, price[2 * v + 1]! - amount[at + ARC.COST]!);
    }
  }

  function relax(v: number, a: number, keep: number, cost: number): void {
    if (v === ROOT) return;
    if (reached[v]! > 0) {
      if (reached[v] !== turn) return;
      if ((keep - price[2 * v]! || cost - price[2 * v + 1]!) >= 0) return;
    }
    reached[v] = turn;
    via[v] = a;
    price[2 * v] = keep;
    price[2 * v + 1] = cost;
    if (waiting[v] === 1) return;
    waiting[v] = 1;
    queue.push(v);
  }
}
