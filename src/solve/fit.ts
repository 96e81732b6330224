import { networkSimplexSteps } from '../kernel/network-simplex.js';
import type { Work } from '../kernel/work.js';
import type { Classes } from './classes.js';
import type { Coverage } from './coverage.js';
import type { ComponentGraph } from './graph.js';

/** Flow per arc of the component's graph and, per cap, what one more unit of it is worth. */
export interface Fit {
  /** False: told to stop, the flow is possible but not best, and there are no prices. */
  readonly best: boolean;
  readonly flow: Float64Array;
  /** Ordinal part: 3·step + {0 more than, 1 at, 2 less than the step's price}, 3·steps for "less than all steps", −1 for none. */
  readonly position: Int32Array;
  readonly keep: Float64Array;
  readonly cost: Float64Array;
}

/**
 * All levels at once, by one network simplex: what a unit is worth by levels 1 and 2 is the cost of leaving it unmet, then the
 * least withdrawn, then the least cost. Any spanning tree path meets the root once, so a cycle holds at most two of those
 * worths and only their order matters: consecutive numbers stand for them exactly.
 *
 * The first tree is the star of unmet and idle arcs: real arcs, no big constants. Values that fit one double together share a
 * word, otherwise cost gets a word of its own.
 *
 * @param demand per line of the component
 * @param cost per arc of the graph
 */
export function* bestFit(
  graph: ComponentGraph,
  classes: Classes,
  coverage: Coverage,
  demand: Float64Array,
  cost: Float64Array,
): Work<Fit> {
  const { firstJoint, firstCap, firstCapArc, classNode } = graph;
  const core = graph.tail.length;
  const lines = demand.length;
  const root = graph.nodes - 1;
  const caps = root - firstCap;
  const most = core + lines + 3 * classNode.length;
  const tail = new Int32Array(most);
  const head = new Int32Array(most);
  const capacity = new Float64Array(most);
  const flow = new Float64Array(most);
  const worth = new Float64Array(most);
  const parentArc = new Int32Array(root);
  tail.set(graph.tail);
  head.set(graph.head);
  capacity.set(graph.capacity);
  let a = core;
  const add = (from: number, to: number, units: number, value: number): void => {
    tail[a] = from;
    head[a] = to;
    capacity[a] = units;
    flow[a] = units;
    worth[a] = value;
    parentArc[from] = a++;
  };

  const none = 3 * coverage.prices.length + 1;
  for (let i = 0; i < lines; i++) {
    const node = classNode[classes.ofLine[i]!]!;
    if (node === i) continue;
    add(i, node, demand[i]!, 0);
    capacity[a - 1] = Number.MAX_SAFE_INTEGER;
  }
  for (let k = 0; k < classNode.length; k++) {
    const from = classNode[k]!;
    const step = coverage.step[k]!;
    const low = coverage.low[k]!;
    const high = coverage.high[k]!;
    const all = classes.demand[k]!;
    if (step < 0) {
      add(from, root, all, 1);
    } else {
      if (all > high) add(from, root, all - high, none - (3 * step + 2));
      if (high > low) add(from, root, high - low, none - (3 * step + 1));
      if (low > 0) add(from, root, low, none - 3 * step);
    }
    // The dearest arc hangs the class on the root; it must never be full.
    capacity[a - 1] = Number.MAX_SAFE_INTEGER;
  }
  for (let j = 0; j < graph.jointArc.length; j++) parentArc[firstJoint + j] = graph.jointArc[j]!;
  for (let c = 0; c < caps; c++) parentArc[firstCap + c] = firstCapArc + c;

  const network = {
    nodes: graph.nodes,
    tail: tail.subarray(0, a),
    head: head.subarray(0, a),
    capacity: capacity.subarray(0, a),
    flow: flow.subarray(0, a),
  };
  yield 0;
  const scale = scales(lines, caps, graph.promised.length, none, largest(cost));
  yield 0;
  const upper = worth.subarray(0, a);
  if (scale.keep > 1) for (let e = 0; e < a; e++) upper[e]! *= scale.keep;
  for (const e of graph.promised) upper[e] = -1;
  let words: Float64Array[];
  if (scale.oneWord) {
    if (scale.cost > 1) for (let e = 0; e < a; e++) upper[e]! *= scale.cost;
    for (let e = 0; e < core; e++) upper[e]! += cost[e]!;
    words = [upper];
  } else {
    const lower = new Float64Array(a);
    lower.set(cost);
    words = [upper, lower];
  }
  yield 0;
  const { potentials } = yield* networkSimplexSteps(network, parentArc, words);

  const result = {
    best: potentials.length === words.length,
    flow: network.flow.subarray(0, core),
    position: new Int32Array(caps),
    keep: new Float64Array(caps),
    cost: new Float64Array(caps),
  };
  if (!result.best) return result;
  for (let c = 0; c < caps; c++) {
    let value = 0 - potentials[0]![firstCap + c]!;
    if (scale.oneWord) {
      const rest = remainder(value, scale.cost);
      result.cost[c] = rest;
      value = (value - rest) / scale.cost;
    } else {
      result.cost[c] = 0 - potentials[1]![firstCap + c]!;
    }
    const kept = remainder(value, scale.keep);
    result.keep[c] = kept;
    const rise = (value - kept) / scale.keep;
    result.position[c] = rise === 0 ? -1 : none - rise;
  }
  return result;
}

/**
 * A simple path passes every line and every cap at most once, so it holds at most 2·min(lines, caps) + 1 candidates: that
 * bounds its cost and its promises. A scale above twice such a bound keeps the parts of a sum apart.
 */
function scales(lines: number, caps: number, promised: number, worths: number, dearest: number) {
  const length = 2 * Math.min(lines, caps) + 1;
  const keep = 2 * Math.min(length, promised) + 1;
  const cost = 2 * length * dearest + 1;
  return { keep, cost, oneWord: (worths + 1) * keep * cost <= 2 ** 52 };
}

function largest(cost: Float64Array): number {
  let most = 0;
  for (let e = 0; e < cost.length; e++) most = Math.max(most, Math.abs(cost[e]!));
  return most;
}

/** The remainder nearest to 0, in (−scale/2, scale/2). */
function remainder(value: number, scale: number): number {
  const rest = value % scale;
  return (2 * rest > scale ? rest - scale : 2 * rest < -scale ? rest + scale : rest) + 0;
}
