import { describe, expect, it } from 'vitest';
import * as ARC from '../../../src/kernel/arc.js';
import { UNBOUNDED } from '../../../src/kernel/flow-graph.js';
import {
  addArc,
  addFlow,
  addNode,
  CAP,
  CLASS,
  emptyGraph,
  LINE,
  type LiveGraph,
  ROOT,
  spoil,
  touch,
} from '../../../src/kernel/live-graph.js';
import { pivotAll } from '../../../src/kernel/live-simplex.js';
import { plant, setPrice } from '../../../src/kernel/live-tree.js';
import * as NODE from '../../../src/kernel/node.js';
import { faultOfLive } from '../../../src/proof/live-check.js';

function node(g: LiveGraph, kind: number, above: number, capacity: number): number {
  const v = addNode(g, kind);
  g.own[v] = addArc(g, v, above, -1, capacity);
  plant(g, v, g.own[v]!);
  return v;
}

/** Two lines, each a class of its own that asks 4 units, and two caps of 2 and 3 units; each line can use both. Settled. */
function market() {
  const g = emptyGraph(true);
  const caps = [2, 3].map((capacity) => node(g, CAP, ROOT, capacity));
  const arcs = [0, 1].map((i) => {
    const k = node(g, CLASS, ROOT, UNBOUNDED);
    const n = node(g, LINE, k, UNBOUNDED);
    g.order.fill(0, k * NODE.ORDER + NODE.OWN_RANK, k * NODE.ORDER + NODE.LEAST_SHARE + 1);
    for (const v of [n, k]) {
      g.order[v * NODE.ORDER + NODE.ASKED] = 4;
      addFlow(g, g.own[v]!, 4);
    }
    spoil(g, k);
    return caps.map((c, j) => {
      const a = addArc(g, n, c, 0, UNBOUNDED);
      setPrice(g, a, 1 + i + 2 * j);
      touch(g, n);
      return a;
    });
  });
  expect(pivotAll(g, 100)).toBeGreaterThan(0);
  return { g, caps, arcs, classes: [0, 1].map((i) => i * 2 + 3) };
}

const flowAt = (a: number) => a * ARC.AMOUNT + ARC.FLOW;

describe('the check of a live flow', () => {
  it('accepts what the simplex settled', () => {
    expect(faultOfLive(market().g)).toBeUndefined();
  });

  it('refuses units that come from nowhere, or too many', () => {
    const { g, arcs, caps } = market();
    g.amount[flowAt(arcs[0]![0]!)]! += 1;
    expect(faultOfLive(g)).toMatch(/keeps/);
    g.amount[flowAt(arcs[0]![0]!)]! -= 1;
    g.amount[flowAt(g.own[caps[0]!]!)]! += 1;
    expect(faultOfLive(g)).toMatch(/carries 3 of 2|keeps/);
  });

  it('refuses a flow that is possible but not best', () => {
    const { g, arcs } = market();
    const [[a, b], [c, d]] = arcs as [[number, number], [number, number]];
    g.amount[a * ARC.AMOUNT + ARC.COST] = 1000;
    g.amount[c * ARC.AMOUNT + ARC.COST] = 0;
    expect(faultOfLive(g)).toMatch(/pay/);
    for (const arc of [a, b, c, d]) g.amount[arc * ARC.AMOUNT + ARC.COST] = 0;
    expect(faultOfLive(g)).toMatch(/pay/);
  });

  it('refuses shares that are not fair', () => {
    const { g, classes } = market();
    // The second class counts against much more now, so its next unit is due before the last one of the first.
    g.order[classes[1]! * NODE.ORDER + NODE.LEAST_SHARE] = 100;
    expect(faultOfLive(g)).toMatch(/is served too|pay/);
    g.order[classes[1]! * NODE.ORDER + NODE.LEAST_SHARE] = 0;
    g.order[classes[0]! * NODE.ORDER + NODE.SERVED] = 9;
    expect(faultOfLive(g)).toMatch(/is served too|pay/);
  });

  it('refuses a class whose price, in promises or in cost, is more than its last unit is worth', () => {
    const { g, classes } = market();
    // Its price has the ordinal of its own last unit.
    const k = classes[0]!;
    g.touched.splice(0, g.touched.length, k);
    // Its line is the next node: between the two nothing changes.
    const shift = (part: number, by: number) => {
      for (const v of [k, k + 1]) g.price[2 * v + part]! += by;
    };
    for (const part of [0, 1]) {
      shift(part, 1);
      expect(faultOfLive(g)).toBe(`class ${k} is served too much`);
      // Less is right down to what the next unit is worth, which by its ordinal is less anyway.
      shift(part, -2);
      expect(faultOfLive(g)).toBeUndefined();
      shift(part, 1);
    }
  });

  it('looks only at what was touched', () => {
    const { g, arcs } = market();
    g.touched.length = 0;
    g.amount[flowAt(arcs[0]![0]!)]! += 1;
    expect(faultOfLive(g)).toBeUndefined();
  });
});
