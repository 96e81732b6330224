import { networkSimplexSteps } from '../kernel/network-simplex.js';
import type { Work } from '../kernel/work.js';
import type { Classes } from './classes.js';
import type { Coverage } from './coverage.js';
import type { ComponentGraph } from './graph.js';

/** Per cap of a component, what one more unit of it is worth. */
export interface Fit {
  /** False: told to stop, the graph's flow is possible but not best, and there are no prices. */
  readonly best: boolean;
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
 * @param graph its flow becomes the best one; the costs of its arcs are overwritten
 * @param demand per line of the component
 */
export function* bestFit(graph: ComponentGraph, classes: Classes, coverage: Coverage, demand: Float64Array): Work<Fit> {
  const { nodes, start, capacity, flow, cost, firstJoint, firstCap, firstClass, classNode } = graph;
  const root = nodes - 1;
  const caps = firstClass - firstCap;
  const lines = demand.length;
  const none = 3 * coverage.prices.length + 1;
  const scale = scales(lines, caps, graph.promised.length, none, largest(cost));
  const upper = scale.oneWord ? cost : new Float64Array(cost.length);
  const one = scale.oneWord ? scale.cost : 1;
  for (const a of graph.promised) upper[a] = -one;

  const parentArc = new Int32Array(root);
  flow.fill(0);
  for (let i = 0; i < lines; i++) {
    const a = start[i + 1]! - 1;
    parentArc[i] = a;
    flow[a] = demand[i]!;
    capacity[a] = Number.MAX_SAFE_INTEGER;
  }
  let next = start[firstClass]!;
  for (let k = 0; k < classNode.length; k++) {
    const v = classNode[k]!;
    const own = v < firstClass;
    const step = coverage.step[k]!;
    const all = classes.demand[k]!;
    const low = step < 0 ? all : coverage.low[k]!;
    const high = step < 0 ? all : coverage.high[k]!;
    const dearest = step < 0 ? 1 : none - 3 * step;
    // What the class may leave unmet, the cheapest units first; places that are not needed can hold nothing.
    let a = own ? start[v + 1]! - graph.steps : next;
    if (own) {
      const spare = graph.steps - (all > high ? 1 : 0) - (high > low ? 1 : 0) - (low > 0 ? 1 : 0);
      for (let e = 0; e < spare; e++) a = addUnmet(a, 0, dearest);
    }
    if (all > high) a = addUnmet(a, all - high, dearest - 2);
    if (high > low) a = addUnmet(a, high - low, dearest - 1);
    if (low > 0) a = addUnmet(a, low, dearest);
    // The dearest arc hangs the class on the root; it must never be full.
    capacity[a - 1] = Number.MAX_SAFE_INTEGER;
    parentArc[v] = a - 1;
    if (own) continue;
    start[v] = next;
    next = a;
  }
  start[root] = start[root + 1] = next;
  for (let v = firstJoint; v < firstClass; v++) parentArc[v] = start[v]!;
  yield 0;
  const words = scale.oneWord ? [upper] : [upper, cost];
  const { potentials } = yield* networkSimplexSteps(graph, parentArc, words);

  function addUnmet(a: number, units: number, worth: number): number {
    graph.head[a] = root;
    capacity[a] = units;
    flow[a] = units;
    upper[a] = worth * scale.keep * one;
    return a + 1;
  }

  const result = {
    best: potentials.length === words.length,
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
