import * as ARC from '../kernel/arc.js';
import { compareProducts } from '../kernel/exact.js';
import { CLASS, LINE, type LiveGraph, ROOT, unitOf } from '../kernel/live-graph.js';
import * as NODE from '../kernel/node.js';

/**
 * What is wrong with the flow or the prices around the nodes that were touched, or nothing. As the others were right before and nothing about them
 * has changed, all is right then: the flow is feasible, and by complementary slackness best (as in `prices.ts`). What the pivots were told by is not
 * trusted: ordinals are computed from units, and the tree is not looked at. O(arcs at touched nodes).
 */
export function faultOfLive(g: LiveGraph): string | undefined {
  const { tree, link, amount, price, order, kind, own } = g;
  for (const v of g.touched) {
    // The root itself, or a node that is gone.
    if (kind[v] === ROOT) continue;
    let kept = kind[v] === LINE ? order[v * NODE.ORDER + NODE.ASKED]! : 0;
    for (let a = tree[v * NODE.TREE + NODE.OUT]!; a >= 0; a = link[a * ARC.LINK + ARC.NEXT_OUT]!) {
      kept -= amount[a * ARC.AMOUNT + ARC.FLOW]!;
      const fault = kind[v] === CLASS ? faultOfClass(v) : faultOfArc(a);
      if (fault) return fault;
    }
    for (let a = tree[v * NODE.TREE + NODE.IN]!; a >= 0; a = link[a * ARC.LINK + ARC.NEXT_IN]!) {
      kept += amount[a * ARC.AMOUNT + ARC.FLOW]!;
      const fault = faultOfArc(a);
      if (fault) return fault;
    }
    if (kept !== 0) return `node ${v} keeps ${kept} units`;
  }
  return undefined;

  function faultOfArc(a: number): string | undefined {
    const flow = amount[a * ARC.AMOUNT + ARC.FLOW]!;
    const capacity = amount[a * ARC.AMOUNT + ARC.CAPACITY]!;
    if (!Number.isSafeInteger(flow) || flow < 0 || flow > capacity) return `arc ${a} carries ${flow} of ${capacity}`;
    const tail = link[a * ARC.LINK + ARC.TAIL]!;
    const head = link[a * ARC.LINK + ARC.HEAD]!;
    if (tree[tail * NODE.TREE + NODE.DEPTH]! < 0 || tree[head * NODE.TREE + NODE.DEPTH]! < 0) {
      return flow === 0 ? undefined : `arc ${a} carries ${flow} where nothing can flow`;
    }
    const topT = tree[tail * NODE.TREE + NODE.TOP]!;
    const topH = tree[head * NODE.TREE + NODE.TOP]!;
    const reduced =
      (topT === topH ? 0 : compareUnits(topH, lastOf(topH), topT, lastOf(topT))) ||
      amount[a * ARC.AMOUNT + ARC.KEEP]! + price[2 * head]! - price[2 * tail]! ||
      amount[a * ARC.AMOUNT + ARC.COST]! + price[2 * head + 1]! - price[2 * tail + 1]!;
    if (reduced < 0 && flow < capacity) return `arc ${a} has room and would pay`;
    return reduced > 0 && flow > 0 ? `arc ${a} is used and does not pay` : undefined;
  }

  /** The price of a class lies between what its last unit and its next one are worth. */
  function faultOfClass(k: number): string | undefined {
    const asked = order[k * NODE.ORDER + NODE.ASKED]!;
    const unmet = amount[own[k]! * ARC.AMOUNT + ARC.FLOW]!;
    // That it is whole and not below 0 follows, as it is what comes in.
    if (unmet > asked) return `class ${k} leaves ${unmet} of ${asked}`;
    const top = tree[k * NODE.TREE + NODE.TOP]!;
    const rest = price[2 * k] || price[2 * k + 1]!;
    const served = asked - unmet;
    if (served > 0 && (compareUnits(top, lastOf(top), k, served) || rest) > 0) return `class ${k} is served too much`;
    if (unmet === 0 || (compareUnits(top, lastOf(top), k, served + 1) || rest) >= 0) return undefined;
    return `class ${k} is served too little`;
  }

  /** The unit, from 1, whose ordinal the price of a node just below the root has; 0: none. */
  function lastOf(top: number): number {
    const asked = order[top * NODE.ORDER + NODE.ASKED]!;
    return asked === 0 ? 0 : Math.max(1, asked - amount[own[top]! * ARC.AMOUNT]!);
  }

  /** Positive where a unit of class a is worth more than one of class b, by `kernel/ordinal.ts`; none is worth least. */
  function compareUnits(a: number, unitA: number, b: number, unitB: number): number {
    if (unitA === 0 || unitB === 0) return Math.sign(unitA) - Math.sign(unitB);
    const rank = order[b * NODE.ORDER + NODE.OWN_RANK]! - order[a * NODE.ORDER + NODE.OWN_RANK]!;
    if (rank !== 0 || !g.fair) return rank;
    const portion = (k: number) => Math.min(order[k * NODE.ORDER + NODE.PORTION]!, shareOf(k));
    const byRatio = compareProducts(unitOf(g, b, unitB), shareOf(a), unitOf(g, a, unitA), shareOf(b));
    return byRatio || compareProducts(shareOf(b), portion(a), shareOf(a), portion(b));
  }

  function shareOf(k: number): number {
    return Math.max(
      order[k * NODE.ORDER + NODE.LEAST_SHARE]!,
      order[k * NODE.ORDER + NODE.SERVED]! + order[k * NODE.ORDER + NODE.ASKED]!,
    );
  }
}
