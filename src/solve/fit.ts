import { UNBOUNDED } from '../kernel/flow-graph.js';
import { networkSimplexSteps } from '../kernel/network-simplex.js';
import type { Stoppable } from '../kernel/work.js';
import type { Classes } from './classes.js';
import type { ComponentGraph } from './component-graph.js';
import type { Cover } from './cover.js';

/** Per cap of a component, what one more unit of it is worth. */
export type Fit = ReturnType<typeof bestFit> extends Stoppable<infer F> ? F : never;

/**
 * All levels at once, by one network simplex: what a unit is worth by levels 1 and 2 is the cost of leaving it unmet, then the
 * least withdrawn, then the least load, then the least cost. Any spanning tree path meets the root once, so a cycle holds at most two of those
 * worths, and at most one load each way, and only their order matters: whole numbers in that order stand for them exactly.
 *
 * The first tree is the star of unmet and idle arcs: real arcs, no big constants. Parts of a value that fit one double together share a word.
 *
 * @param graph its flow becomes the best one; the costs of its arcs are overwritten
 * @param demand per line of the component
 * @param evenLast whether load comes after cost
 */
export function* bestFit(
  graph: ComponentGraph,
  classes: Classes,
  coverage: Cover,
  demand: Float64Array,
  evenLast = false,
) {
  const { cost, promised, promise, loaded, load, firstCap, firstClass } = graph;
  const caps = firstClass - firstCap;
  const none = 3 * coverage.prices.length + 1;
  const sizes = sizesOf(graph, demand.length);
  const order = evenLast ? (['keep', 'cost', 'load'] as const) : (['keep', 'load', 'cost'] as const);
  const [worth, ...others] = packed([none + 1, ...order.map((name) => sizes[name])]);
  const part = (name: (typeof order)[number]) => others[order.indexOf(name)]!;
  const { word, times } = part('cost');
  const words = Array.from({ length: others.at(-1)!.word + 1 }, (_, w) =>
    w === word ? cost : new Float64Array(cost.length),
  );
  if (times > 1) for (let a = 0; a < cost.length; a++) cost[a]! *= times;
  const charge = (own: Part, arcs: readonly number[], each: readonly number[], sign: number) =>
    arcs.forEach((a, i) => {
      words[own.word]![a]! += sign * each[i]! * own.times;
    });
  charge(part('keep'), promised, promise, -1);
  charge(part('load'), loaded, load, 1);
  const parentArc = plantStar(graph, classes, coverage, demand, (a, unmet) => {
    words[0]![a] = unmet * worth!.times;
  });
  yield 0;
  const { potentials } = yield* networkSimplexSteps(graph, parentArc, words);

  const column = () => new Float64Array(caps);
  const fit = {
    /** False: told to stop, the graph's flow is possible but not best, and there are no prices. */
    best: potentials.length === words.length,
    /** Ordinal part: 3·step + {0 more than, 1 at, 2 less than the step's price}, 3·steps for "less than all steps", −1 for none. */
    position: new Int32Array(caps),
    keep: column(),
    load: column(),
    cost: column(),
  };
  for (let c = 0; c < caps && fit.best; c++) {
    const left = potentials.map((potential) => 0 - potential[firstCap + c]!);
    for (let i = order.length - 1; i >= 0; i--) {
      const { word, size } = others[i]!;
      const rest = remainder(left[word]!, size);
      fit[order[i]!][c] = rest;
      left[word] = (left[word]! - rest) / size;
    }
    fit.position[c] = left[0] === 0 ? -1 : none - left[0]!;
  }
  return fit;
}

/** Part of a value: the word it is in, what it is multiplied by there, and a number above twice its size. */
interface Part {
  readonly word: number;
  times: number;
  readonly size: number;
}

/** Puts parts, the most significant first, into as few words as hold them. */
function packed(sizes: readonly number[]): Part[] {
  const parts: Part[] = [];
  let word = 0;
  let held = 1;
  for (const size of sizes) {
    if (held * size > 2 ** 52 && parts.length > 0) {
      word++;
      held = 1;
    }
    held *= size;
    for (const part of parts) if (part.word === word) part.times *= size;
    parts.push({ word, times: 1, size });
  }
  return parts;
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
 * bounds its cost and its promises. A size above twice such a bound keeps the parts of a sum apart.
 */
function sizesOf({ cost, promised, promise, load, firstCap, firstClass }: ComponentGraph, lines: number) {
  const length = 2 * Math.min(lines, firstClass - firstCap) + 1;
  return {
    keep: 2 * Math.min(length, promised.length) * most(promise, 1) + 1,
    load: 2 * most(load, 0) + 1,
    cost: 2 * length * most(cost, 0) + 1,
  };
}

function most(column: ArrayLike<number>, least: number): number {
  let found = least;
  for (let i = 0; i < column.length; i++) found = Math.max(found, Math.abs(column[i]!));
  return found;
}

/** The remainder nearest to 0, in (−scale/2, scale/2). */
function remainder(value: number, scale: number): number {
  const rest = value % scale;
  return (2 * rest > scale ? rest - scale : 2 * rest < -scale ? rest + scale : rest) + 0;
}
