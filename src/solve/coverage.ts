import type { Graph } from '../kernel/graph.js';
import { leximinSteps } from '../kernel/leximin.js';
import type { Mark } from '../kernel/ordinal.js';
import type { Work } from '../kernel/work.js';
import type { Classes } from './classes.js';
import type { ComponentGraph } from './graph.js';

/**
 * What levels 1 and 2 leave open, per class: `low` units are served in every best plan, up to `high` in some. `step` places the
 * units between in the order of service, as an index into `prices` (ascending); −1 for a class covered whole in every best plan.
 */
export interface Coverage {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly step: Int32Array;
  readonly prices: readonly Mark[];
  /** Where known, the price of each node of the graph as an index into `prices`, −1 for none. */
  readonly stepOfNode?: Int32Array;
}

/** Level 1 alone: every unit of a rank is worth the same, and all are still open. O(classes). */
export function rankOrder(classes: Classes): Coverage {
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
 * Levels 1 and 2 by maximum flows; see `kernel/leximin.ts`. `flow`, per arc of the component's graph, becomes one of the best
 * flows; told to stop, a possible one.
 */
export function* fairOrder(
  graph: ComponentGraph,
  classes: Classes,
  demand: Float64Array,
  flow: Float64Array,
): Work<Coverage | undefined> {
  const wide = fromClasses(graph, classes, demand);
  yield 0;
  const shares = yield* leximinSteps(wide, graph.classNode, classes);
  flow.set(wide.flow.subarray(0, flow.length));
  if (!shares) return undefined;
  const { low, high, leaf, prices, leafOfNode } = shares;
  return { low, high, step: leaf, prices, stepOfNode: leafOfNode };
}

/** The component's graph with an arc from each class of several lines to every line, as wide as the line's demand. */
function fromClasses(graph: ComponentGraph, classes: Classes, demand: Float64Array): Graph {
  const { ofLine, size } = classes;
  const several: number[] = [];
  for (let i = 0; i < ofLine.length; i++) if (size[ofLine[i]!]! > 1) several.push(i);
  const core = graph.tail.length;
  const tail = new Int32Array(core + several.length);
  const head = new Int32Array(core + several.length);
  const capacity = new Float64Array(core + several.length);
  tail.set(graph.tail);
  head.set(graph.head);
  capacity.set(graph.capacity);
  several.forEach((i, j) => {
    tail[core + j] = graph.classNode[ofLine[i]!]!;
    head[core + j] = i;
    capacity[core + j] = demand[i]!;
  });
  return { nodes: graph.nodes, tail, head, capacity, flow: new Float64Array(core + several.length) };
}
