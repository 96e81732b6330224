import { networkSimplexSteps } from '../kernel/network-simplex.js';
import { type Mark, ordinalOf } from '../kernel/ordinal.js';
import type { Stoppable } from '../kernel/work.js';
import type { Problem } from '../problem/problem.js';
import type { Classes } from './classes.js';
import type { ComponentGraph } from './component-graph.js';

/** Per cap of a component, what one more unit of it is worth. */
export type Fit = ReturnType<typeof bestFit> extends Stoppable<infer F> ? F : never;

/**
 * All levels at once, by one network simplex: what a unit is worth by levels 1 and 2, then the least withdrawn, then the least load, then the least cost. With classes
 * the first are ordinals; without, ranks, as the cost of leaving a unit unmet. Any spanning tree path meets the root once, so a cycle holds at most two of those
 * worths, and at most one load each way, and only their order matters: whole numbers in that order stand for them exactly.
 *
 * The first tree is the star of unmet and idle arcs: real arcs, no big constants. Parts of a value that fit one double together share a word.
 *
 * @param flow per arc of the problem: takes the best one, or, told to stop, a possible one
 * @param evenLast whether load comes after cost
 */
export function* bestFit(
  { rank }: Problem,
  lines: Int32Array,
  graph: ComponentGraph,
  flow: Float64Array,
  classes?: Classes,
  evenLast = false,
) {
  const { sources, cost, promised, promise, loaded, load, caps, bound, parentArc } = graph;
  const ranks = classes ? [] : [...new Set(lines.map((n) => rank[n]!))].sort((a, b) => a - b);
  const sizes = sizesOf(graph, lines.length);
  const order = evenLast ? (['keep', 'cost', 'load'] as const) : (['keep', 'load', 'cost'] as const);
  const [worth, ...others] = packed([ranks.length + 1, ...order.map((name) => sizes[name])]);
  const part = (name: (typeof order)[number]) => others[order.indexOf(name)]!;
  const own = part('cost');
  const wordsOf = (costs: Float64Array) => {
    for (let a = 0; a < costs.length && own.times > 1; a++) costs[a]! *= own.times;
    return Array.from({ length: others.at(-1)!.word + 1 }, (_, w) =>
      w === own.word ? costs : new Float64Array(costs.length),
    );
  };
  const words = wordsOf(cost);
  const sourceWords = wordsOf(sources.cost);
  const charge = ({ word, times }: Part, arcs: readonly number[], each: readonly number[], sign: number) =>
    arcs.forEach((a, i) => {
      words[word]![a]! += sign * each[i]! * times;
    });
  charge(part('keep'), promised, promise, -1);
  charge(part('load'), loaded, load, 1);
  if (!classes) {
    const placeOf = new Map(ranks.map((r, i) => [r, (ranks.length - i) * worth!.times]));
    const unmet = (i: number) => placeOf.get(rank[lines[i]!]!)!;
    sources.lead.forEach((a, s) => {
      sourceWords[0]![a] = unmet(sources.own ? sources.own[s]! : s);
    });
    bound.forEach((i, b) => {
      words[0]![parentArc[caps + b]!] = unmet(i);
    });
  }
  const { potentials, classOf, served, carried } = yield* networkSimplexSteps(graph.graph, parentArc, words, {
    sources: { ...sources, words: sourceWords },
    classes: classes && { ...classes, node: classes.rank.map((_, k) => graph.firstClass + k) },
  });
  carried((a, units) => {
    const arc = graph.sourceArc[a]!;
    if (arc >= 0) flow[arc] = units;
  });
  graph.nodeArc.forEach((arc, a) => {
    if (arc >= 0) flow[arc]! += graph.graph.flow[a]!;
  });

  const best = potentials.length === words.length;
  const prices = pricesOf(best ? caps : 0, potentials, others, order);
  const marks: Mark[] = [];
  const placeOf = new Map<number, number>();
  const position = prices.rank.map((left, c) => {
    const at = classes ? classOf[c]! : left === 0 ? -1 : ranks.length - left;
    if (at < 0) return -1;
    const known = placeOf.get(at);
    if (known !== undefined) return known;
    const ordinal = classes
      ? ordinalOf(classes, at, Math.max(served[at]!, 1))
      : { rank: ranks[at]!, unit: 1, demand: 1 };
    placeOf.set(at, marks.push({ ...ordinal, offset: 0 }) - 1);
    return marks.length - 1;
  });
  return {
    /** False: told to stop, the flow is possible but not best, and there are no prices. */
    best,
    /** Ordinals of units that a cap's next one would be worth as much as; per cap which, −1 for none. */
    marks,
    position,
    ...prices.parts,
  };
}

/** What one more unit of each cap is worth: by rank, from 1 for the last, 0: nothing; and by the other parts. */
function pricesOf(
  caps: number,
  potentials: readonly Float64Array[],
  others: readonly Part[],
  order: readonly ('keep' | 'load' | 'cost')[],
) {
  const column = () => new Float64Array(caps);
  const rank = new Int32Array(caps);
  const parts = { keep: column(), load: column(), cost: column() };
  let left = column();
  for (let i = order.length - 1; i >= 0; i--) {
    const { word, size } = others[i]!;
    if (others[i + 1]?.word !== word) left = potentials[word]!.slice(0, caps).map((potential) => 0 - potential);
    const own = parts[order[i]!];
    for (let c = 0; c < caps; c++) {
      own[c] = remainder(left[c]!, size);
      left[c] = (left[c]! - own[c]!) / size;
    }
    if (i === 0 && word === 0) rank.set(left);
    else if (i === 0) rank.set(potentials[0]!.subarray(0, caps).map((potential) => 0 - potential));
  }
  return { rank, parts };
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
 * A simple path passes every line and every cap at most once, so it holds at most 2·min(lines, caps) + 1 candidates: that
 * bounds its cost and its promises. A size above twice such a bound keeps the parts of a sum apart.
 */
function sizesOf({ sources, cost, promised, promise, load, caps }: ComponentGraph, lines: number) {
  const length = 2 * Math.min(lines, caps) + 1;
  return {
    keep: 2 * Math.min(length, promised.length) * most(promise, 1) + 1,
    load: 2 * most(load, 0) + 1,
    cost: 2 * length * most(sources.cost, most(cost, 0)) + 1,
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
