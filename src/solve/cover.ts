import type { Graph } from '../kernel/flow-graph.js';
import { leximinSteps } from '../kernel/leximin.js';
import type { Mark } from '../kernel/ordinal.js';
import type { Stoppable } from '../kernel/work.js';
import type { Classes } from './classes.js';
import type { ComponentGraph } from './component-graph.js';

/**
 * What levels 1 and 2 leave open, per class: `low` units are served in every best plan, up to `high` in some. `step` places the
 * units between in the order of service, as an index into `prices` (ascending); −1 for a class covered whole in every best plan.
 */
export interface Cover {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly step: Int32Array;
  readonly prices: readonly Mark[];
  /** Where known, the price of each cap of the component as an index into `prices`, −1 for none. */
  readonly stepOfCap?: Int32Array;
}

/** Level 1 alone: every unit of a rank is worth the same, and all are still open. O(classes). */
export function rankOrder(classes: Classes): Cover {
  const ranks = [...new Set(classes.rank)].sort((a, b) => a - b);
  const index = new Map(ranks.map((rank, j) => [rank, j]));
  return {
    low: new Float64Array(classes.demand.length),
    high: classes.demand,
    step: classes.rank.map((rank) => index.get(rank)!),
    prices: ranks.map((rank) => ({ rank, unit: 1, demand: 1, offset: 0 })),
  };
}

/**
 * Levels 1 and 2 by maximum flows; see `kernel/leximin.ts`. The graph's flow becomes one of the best; told to stop, a possible one.
 *
 * @param graph its flow must be zero
 */
export function* fairOrder(
  graph: ComponentGraph,
  classes: Classes,
  demand: Float64Array,
): Stoppable<Cover | undefined> {
  const wide = fromClasses(graph, classes, demand);
  yield 0;
  const shares = yield* leximinSteps(wide, graph.classNode, classes);
  if (!shares) return undefined;
  const { low, high, leaf, prices, leafOfNode } = shares;
  const stepOfCap = leafOfNode.slice(graph.firstCap, graph.firstClass);
  return { low, high, step: leaf, prices, stepOfCap };
}

/**
 * The component's graph as flow leaves it from the classes: each class of several lines has an arc to every line, as wide as the line's
 * demand, in the place left open for it. What stays unmet has no room.
 */
function fromClasses(graph: ComponentGraph, { ofLine, size }: Classes, demand: Float64Array): Graph {
  const { nodes, head, capacity, flow, firstClass, classNode } = graph;
  const start = graph.start.slice();
  const place = new Int32Array(size.length);
  let next = start[firstClass]!;
  for (let k = 0; k < size.length; k++) {
    if (size[k] === 1) continue;
    place[k] = next;
    next += size[k]!;
    start[classNode[k]! + 1] = next;
  }
  start[nodes] = next;
  for (let i = 0; i < ofLine.length; i++) {
    const k = ofLine[i]!;
    if (size[k] === 1) continue;
    const a = place[k]!++;
    head[a] = i;
    capacity[a] = demand[i]!;
  }
  return { nodes, start, head, capacity, flow };
}
