import { UNBOUNDED } from '../kernel/flow-graph.js';
import { networkSimplexSteps } from '../kernel/network-simplex.js';
import type { Stoppable } from '../kernel/work.js';
import type { Classes } from './classes.js';
import type { ComponentGraph } from './component-graph.js';
import type { Cover } from './cover.js';

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
 * word, otherwise cost gets a word of its own, and where that is not enough, promises too.
 *
 * @param graph its flow becomes the best one; the costs of its arcs are overwritten
 * @param demand per line of the component
 */
export function* bestFit(
  graph: ComponentGraph,
  classes: Classes,
  coverage: Cover,
  demand: Float64Array,
): Stoppable<Fit> {
  const { cost, promised, promise, firstCap, firstClass } = graph;
  const caps = firstClass - firstCap;
  const none = 3 * coverage.prices.length + 1;
  const scale = scales(demand.length, caps, promise, none, largest(cost));
  const upper = scale.words === 1 ? cost : new Float64Array(cost.length);
  const middle = scale.words === 3 ? new Float64Array(cost.length) : upper;
  const kept = scale.words === 1 ? scale.cost : 1;
  const unmet = scale.words === 3 ? 1 : scale.keep * kept;
  promised.forEach((a, i) => {
    middle[a] = -promise[i]! * kept;
  });
  const parentArc = plantStar(graph, classes, coverage, demand, (a, worth) => {
    upper[a] = worth * unmet;
  });
  yield 0;
  const words = [upper, middle, cost].filter((word, i, all) => all.indexOf(word) === i);
  const { potentials } = yield* networkSimplexSteps(graph, parentArc, words);

  const fit = {
    best: potentials.length === words.length,
    position: new Int32Array(caps),
    keep: new Float64Array(caps),
    cost: new Float64Array(caps),
  };
  for (let c = 0; c < caps && fit.best; c++) {
    let value = 0 - potentials[0]![firstCap + c]!;
    if (scale.words === 1) {
      const rest = remainder(value, scale.cost);
      fit.cost[c] = rest;
      value = (value - rest) / scale.cost;
    } else {
      fit.cost[c] = 0 - potentials.at(-1)![firstCap + c]!;
    }
    let rise = value;
    if (scale.words === 3) {
      fit.keep[c] = 0 - potentials[1]![firstCap + c]!;
    } else {
      fit.keep[c] = remainder(value, scale.keep);
      rise = (value - fit.keep[c]!) / scale.keep;
    }
    fit.position[c] = rise === 0 ? -1 : none - rise;
  }
  return fit;
}

/**
 * Lays out what classes leave unmet, all of it at first, and gives the arc to the parent of every node in the first tree.
 *
 * @param price is told what it is worth to have no unit on an arc
 */
function plantStar(
  graph: ComponentGraph,
  classes: Classes,
  coverage: Cover,
  demand: Float64Array,
  price: (arc: number, worth: number) => void,
): Int32Array {
  const { nodes, start, head, capacity, flow, steps, firstJoint, firstClass, classNode } = graph;
  const root = nodes - 1;
  const none = 3 * coverage.prices.length + 1;
  const parentArc = new Int32Array(root);
  flow.fill(0);
  for (let i = 0; i < demand.length; i++) {
    const a = start[i + 1]! - 1;
    parentArc[i] = a;
    flow[a] = demand[i]!;
    capacity[a] = UNBOUNDED;
  }
  for (let v = firstJoint; v < firstClass; v++) parentArc[v] = start[v]!;
  let next = start[firstClass]!;
  for (let k = 0; k < classNode.length; k++) {
    const v = classNode[k]!;
    const own = v < firstClass;
    const step = coverage.step[k]!;
    const all = classes.demand[k]!;
    const low = step < 0 ? all : coverage.low[k]!;
    const high = step < 0 ? all : coverage.high[k]!;
    const dearest = step < 0 ? 1 : none - 3 * step;
    const end = own ? start[v + 1]! : next + steps;
    // The dearest units last, as the last arc is the parent's; places that are not needed can hold nothing.
    let a = end;
    if (low > 0) a = leave(a - 1, low, dearest);
    if (high > low) a = leave(a - 1, high - low, dearest - 1);
    if (all > high) a = leave(a - 1, all - high, dearest - 2);
    while (a > end - steps) a = leave(a - 1, 0, dearest);
    // It must never be full.
    capacity[end - 1] = UNBOUNDED;
    parentArc[v] = end - 1;
    if (own) continue;
    start[v] = next;
    next = end;
  }
  start[root] = start[nodes] = next;
  return parentArc;

  function leave(a: number, units: number, worth: number): number {
    head[a] = root;
    capacity[a] = units;
    flow[a] = units;
    price(a, worth);
    return a;
  }
}

/**
 * A simple path passes every line and every cap at most once, so it holds at most 2·min(lines, caps) + 1 candidates: that
 * bounds its cost and its promises. A scale above twice such a bound keeps the parts of a sum apart.
 */
function scales(lines: number, caps: number, promise: readonly number[], worths: number, dearest: number) {
  const length = 2 * Math.min(lines, caps) + 1;
  const firmest = promise.reduce((most, count) => Math.max(most, count), 1);
  const keep = 2 * Math.min(length, promise.length) * firmest + 1;
  const cost = 2 * length * dearest + 1;
  const fits = (size: number) => (worths + 1) * size <= 2 ** 52;
  return { keep, cost, words: fits(keep * cost) ? 1 : fits(keep) ? 2 : 3 };
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
