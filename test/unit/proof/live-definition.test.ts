import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ARC from '../../../src/kernel/arc.js';
import { UNBOUNDED } from '../../../src/kernel/flow-graph.js';
import {
  addArc,
  addFlow,
  addNode,
  arcsIn,
  arcsOut,
  CAP,
  CLASS,
  emptyGraph,
  JOINT,
  LINE,
  type LiveGraph,
  ROOT,
  spoil,
  touch,
} from '../../../src/kernel/live-graph.js';
import { pivotAll } from '../../../src/kernel/live-simplex.js';
import { plant } from '../../../src/kernel/live-tree.js';
import * as NODE from '../../../src/kernel/node.js';
import { compareOrdinals, type Ordinal } from '../../../src/kernel/ordinal.js';
import { faultOfLive } from '../../../src/proof/live-check.js';
import { type Dice, dice, seeds } from '../../support/dice.js';
import { range } from '../../support/problem-value.js';
import { runs } from '../../support/runs.js';

/** Some lines of some classes, at caps in caps, straight or by joints; a cap may be shut. Settled. */
function market(fair: boolean, roll: Dice): LiveGraph {
  const g = emptyGraph(fair);
  const own = (v: number, above: number, capacity: number) => {
    g.own[v] = addArc(g, v, above, -1, capacity);
  };
  const classes = range(0, 1 + roll(3)).map(() => addNode(g, CLASS));
  const lines = range(0, classes.length + roll(2)).map(() => addNode(g, LINE));
  lines.forEach((n, i) => {
    own(n, classes[i % classes.length]!, UNBOUNDED);
  });
  for (const k of classes) {
    own(k, ROOT, UNBOUNDED);
    plant(g, k, g.own[k]!);
    g.order[k * NODE.ORDER + NODE.OWN_RANK] = roll(2);
    g.order[k * NODE.ORDER + NODE.SERVED] = roll(2);
    g.order[k * NODE.ORDER + NODE.LEAST_SHARE] = roll(6);
    spoil(g, k);
  }
  const caps: number[] = [];
  for (const _ of range(0, 2 + roll(2))) {
    const c = addNode(g, CAP);
    const above = [ROOT, ...caps][roll(caps.length + 1)]!;
    own(c, above, roll(4));
    const isOpen = g.amount[g.own[c]! * ARC.AMOUNT + ARC.CAPACITY]! > 0 && g.tree[above * NODE.TREE + NODE.DEPTH]! >= 0;
    if (isOpen) plant(g, c, g.own[c]!);
    caps.push(c);
  }
  const lead = (tail: number, head: number, capacity: number, keep = 0) => {
    const a = addArc(g, tail, head, -1, capacity);
    g.amount[a * ARC.AMOUNT + ARC.KEEP] = keep;
    g.amount[a * ARC.AMOUNT + ARC.COST] = roll(3);
    return a;
  };
  lines.forEach((n, i) => {
    const asked = roll(4);
    plant(g, n, g.own[n]!);
    for (const v of [n, classes[i % classes.length]!]) {
      g.order[v * NODE.ORDER + NODE.ASKED]! += asked;
      addFlow(g, g.own[v]!, asked);
    }
    for (const _ of range(0, 1 + roll(2))) {
      let to = caps[roll(caps.length)]!;
      if (roll(3) === 0) {
        to = addNode(g, JOINT);
        const arcs = caps.map((c) => lead(to, c, UNBOUNDED));
        const open = arcs.find((a) => g.tree[g.link[a * ARC.LINK + ARC.HEAD]! * NODE.TREE + NODE.DEPTH]! >= 0);
        if (open !== undefined) plant(g, to, open);
      }
      lead(n, to, 1 + roll(3));
      if (roll(2) === 0) lead(n, to, 1, -1);
    }
  });
  for (let v = 1; v < g.nodes; v++) touch(g, v);
  expect(pivotAll(g, 1000)).toBeGreaterThanOrEqual(0);
  return g;
}

/** Whether flow and prices are right at the nodes that were touched and on their arcs, by the definition. */
function isRight(g: LiveGraph): boolean {
  const orderOf = (v: number, field: number) => g.order[v * NODE.ORDER + field]!;
  const amountOf = (a: number, field: number) => g.amount[a * ARC.AMOUNT + field]!;
  const flowOf = (arcs: readonly number[]) => arcs.reduce((sum, a) => sum + amountOf(a, ARC.FLOW), 0);
  const unmetOf = (k: number) => amountOf(g.own[k]!, ARC.FLOW);
  const isIn = (v: number) => g.tree[v * NODE.TREE + NODE.DEPTH]! >= 0;
  /** Of the k-th unit of a class, from 1; k = 0: none. */
  const ordinal = (c: number, k: number): Ordinal | undefined =>
    k === 0
      ? undefined
      : {
          rank: orderOf(c, NODE.OWN_RANK),
          unit: g.fair ? orderOf(c, NODE.SERVED) + k : 1,
          demand: g.fair ? Math.max(orderOf(c, NODE.LEAST_SHARE), orderOf(c, NODE.SERVED) + orderOf(c, NODE.ASKED)) : 1,
        };
  const first = (c: number) => (orderOf(c, NODE.ASKED) === 0 ? 0 : Math.max(1, orderOf(c, NODE.ASKED) - unmetOf(c)));
  const priceOf = (v: number) => {
    const top = g.tree[v * NODE.TREE + NODE.TOP]!;
    return {
      at: top === ROOT ? undefined : ordinal(top, first(top)),
      keep: g.price[2 * v]!,
      cost: g.price[2 * v + 1]!,
    };
  };
  /** Above 0: a is worth more. What has no ordinal is worth least. */
  const compare = (a: Ordinal | undefined, b: Ordinal | undefined) =>
    a && b ? -compareOrdinals(a, b) : Number(a !== undefined) - Number(b !== undefined);

  const isRightArc = (a: number): boolean => {
    const [tail, head] = [g.link[a * ARC.LINK + ARC.TAIL]!, g.link[a * ARC.LINK + ARC.HEAD]!];
    const [flow, capacity] = [amountOf(a, ARC.FLOW), amountOf(a, ARC.CAPACITY)];
    if (!Number.isInteger(flow) || flow < 0 || flow > capacity) return false;
    if (!isIn(tail) || !isIn(head)) return flow === 0;
    const [from, to] = [priceOf(tail), priceOf(head)];
    const reduced =
      compare(to.at, from.at) ||
      amountOf(a, ARC.KEEP) + to.keep - from.keep ||
      amountOf(a, ARC.COST) + to.cost - from.cost;
    return !(reduced < 0 && flow < capacity) && !(reduced > 0 && flow > 0);
  };
  const isRightClass = (k: number): boolean => {
    const [asked, unmet] = [orderOf(k, NODE.ASKED), unmetOf(k)];
    if (!Number.isInteger(unmet) || unmet < 0 || unmet > asked) return false;
    const { at, keep, cost } = priceOf(k);
    const beyond = (unit: number) => compare(at, ordinal(k, unit)) || keep || cost;
    return !(asked > unmet && beyond(asked - unmet) > 0) && !(unmet > 0 && beyond(asked - unmet + 1) < 0);
  };
  return g.touched.every((v) => {
    if (g.kind[v] === ROOT) return true;
    const [out, into] = [arcsOut(g, v), arcsIn(g, v)];
    const made = g.kind[v] === LINE ? orderOf(v, NODE.ASKED) : 0;
    return (
      made + flowOf(into) === flowOf(out) &&
      into.every(isRightArc) &&
      (g.kind[v] === CLASS ? isRightClass(v) : out.every(isRightArc))
    );
  });
}

/** Falsifies a number, or sends a unit more, or less, from a line to the root. */
function falsify(g: LiveGraph, roll: Dice): void {
  const v = 1 + roll(g.nodes - 1);
  const a = roll(g.arcs);
  const by = [1, -1, 0.5, 2, -2][roll(5)]!;
  const whole = Math.sign(by);
  const changes = [
    () => void (g.amount[a * ARC.AMOUNT + ARC.FLOW]! += by),
    () => void (g.amount[a * ARC.AMOUNT + ARC.CAPACITY]! += whole),
    () => void (g.amount[a * ARC.AMOUNT + ARC.KEEP]! += whole),
    () => void (g.amount[a * ARC.AMOUNT + ARC.COST]! += whole),
    () => void (g.price[2 * v]! += whole),
    () => void (g.price[2 * v + 1]! += whole),
    () =>
      void (g.order[v * NODE.ORDER + [NODE.OWN_RANK, NODE.SERVED, NODE.ASKED, NODE.LEAST_SHARE][roll(4)]!]! += whole),
    () => void (g.tree[v * NODE.TREE + NODE.DEPTH] = -1),
    () => void (g.tree[v * NODE.TREE + NODE.TOP] = g.tree[roll(g.nodes) * NODE.TREE + NODE.TOP]!),
  ];
  const line = range(1, g.nodes).find((n) => g.kind[n] === LINE && n >= v);
  if (line === undefined || roll(2) === 0) {
    changes[roll(changes.length)]!();
    return;
  }
  const k = g.link[g.own[line]! * ARC.LINK + ARC.HEAD]!;
  for (const arc of [g.own[line]!, g.own[k]!]) g.amount[arc * ARC.AMOUNT + ARC.FLOW]! -= by;
  for (let at = line; at !== ROOT; ) {
    const arcs = arcsOut(g, at).filter((arc) => arc !== g.own[line]);
    const arc = arcs[roll(arcs.length)]!;
    g.amount[arc * ARC.AMOUNT + ARC.FLOW]! += by;
    at = g.link[arc * ARC.LINK + ARC.HEAD]!;
  }
}

describe('the check of a live flow', () => {
  it('accepts what is right by the definition, and nothing else', () => {
    const found = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(fc.boolean(), seeds, (fair, seed) => {
        const roll = dice(seed);
        const g = market(fair, roll);
        expect(faultOfLive(g)).toBeUndefined();
        for (const _ of range(0, roll(3))) falsify(g, roll);
        const all = g.touched.splice(0);
        g.touched.push(...all.filter((v) => roll(3) > 0 || v === 1));
        const isSound = isRight(g);
        const fault = faultOfLive(g);
        expect(fault).toEqual(isSound ? undefined : expect.stringMatching(/./));
        found[isSound ? 'right' : 'wrong']++;
      }),
      runs(800),
    );
    expect(Math.min(found.right, found.wrong)).toBeGreaterThan(300);
  });
});
