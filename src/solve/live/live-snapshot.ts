import { placesBy } from '../../kernel/grouped.js';
import { CLASS, ROOT } from '../../kernel/live-graph.js';
import * as NODE from '../../kernel/node.js';
import { compareMarks, distinctMarks, indexOfMark, type Mark } from '../../kernel/ordinal.js';
import { CAPACITY_THAT_DOES_NOT_EXIST } from '../../problem/open-prices.js';
import type { Level, Load, Prices, Problem, Solution } from '../../problem/problem.js';
import {
  above,
  type CapLoad,
  capacityOf,
  flowOf,
  headOf,
  isJoint,
  type LiveState,
  PROMISE,
  pricedArcs,
  tailOf,
  unitsOf,
} from './live-changes.js';

/** Everything that is there, in the order that it is to be numbered by. */
export interface LiveOrder {
  readonly lines: readonly number[];
  /** A parent before its children. */
  readonly caps: readonly number[];
  /** Those of one line in their order; how lines mix does not matter. */
  readonly candidates: readonly number[];
  /** Units promised to pairs that are gone. */
  readonly lostPromises?: number;
}

/** The problem that a live graph stands for, and its flow with the prices that prove it. O(size log classes). */
export function snapshotOf(
  s: LiveState,
  levels: readonly Level[],
  { lines, caps, candidates, lostPromises = 0 }: LiveOrder,
): { problem: Problem; solution: Solution } {
  const { g } = s;
  const lineOf = numbersOf(lines, g.nodes);
  const capOf = numbersOf(caps, g.nodes);
  const { ofGroup, ...demandSide } = linesOf(s, lines);
  const portions = { ofGroup, ofCap: Float64Array.from(caps, (c) => s.loads.get(c)?.portion ?? 1) };
  const total = demandSide.demand.reduce((sum, units) => sum + units, 0);
  const ownLines = Int32Array.from(candidates, (p) => lineOf[tailOf(s, s.plain[p]!)]!);
  const [candidateStart, turns] = placesBy(lines.length, ownLines);
  const handles = turns.map((i) => candidates[i]!);
  const { flow, ...arcs } = arcsOf(s, capOf, handles);
  const problem: Problem = {
    ...demandSide,
    candidateStart,
    cost: Float64Array.from(handles, (p) => s.cost[p]!),
    max: Float64Array.from(handles, (p) => Math.min(s.max[p]!, fieldOf(s, tailOf(s, s.plain[p]!), NODE.ASKED))),
    previous: Float64Array.from(handles, (p) => s.previous[p]!),
    ...arcs,
    capacity: Float64Array.from(caps, (c) => {
      const capacity = capacityOf(s, c);
      return capacity === Number.POSITIVE_INFINITY ? total : capacity;
    }),
    parent: Int32Array.from(caps, (c) => {
      const parent = above(s, c);
      return parent === ROOT ? -1 : capOf[parent]!;
    }),
    ...(s.steps > 0 && { load: loadsOfCaps(s, caps) }),
    ...([...portions.ofGroup, ...portions.ofCap].some((units) => units > 1) && { portions }),
    lostPromises,
  };
  return { problem, solution: { flow, prices: pricesOf(s, caps), proved: levels } };
}

function loadsOfCaps(s: LiveState, caps: readonly number[]): Load {
  const column = (field: keyof CapLoad) => Float64Array.from(caps, (c) => s.loads.get(c)?.[field] ?? 0);
  return { full: column('full'), given: column('given'), fine: column('fine'), steps: s.steps };
}

function linesOf(s: LiveState, lines: readonly number[]) {
  const groups: number[] = [];
  const groupOf = new Map<number, number>();
  for (const n of lines) {
    const k = above(s, n);
    if (!groupOf.has(k)) groupOf.set(k, groups.push(k) - 1);
  }
  const rankOf = ranksOf(s);
  return {
    demand: Float64Array.from(lines, (n) => fieldOf(s, n, NODE.ASKED)),
    rank: Int32Array.from(lines, (n) => rankOf.get(fieldOf(s, above(s, n), NODE.OWN_RANK))!),
    group: Int32Array.from(lines, (n) => groupOf.get(above(s, n))!),
    ofGroup: Float64Array.from(groups, (k) => fieldOf(s, k, NODE.PORTION)),
    served: Float64Array.from(groups, (k) => fieldOf(s, k, NODE.SERVED)),
    share: Float64Array.from(groups, (k) =>
      Math.max(fieldOf(s, k, NODE.LEAST_SHARE), fieldOf(s, k, NODE.SERVED) + fieldOf(s, k, NODE.ASKED)),
    ),
  };
}

function arcsOf(s: LiveState, capOf: Int32Array, handles: Int32Array) {
  const arcStart = new Int32Array(handles.length + 1);
  const head: number[] = [];
  const flow: number[] = [];
  handles.forEach((p, i) => {
    for (const a of isJoint(s, p) ? pricedArcs(s, p) : [s.plain[p]!]) {
      head.push(capOf[headOf(s, a)]!);
      flow.push(isJoint(s, p) ? flowOf(s, a) : unitsOf(s, p));
    }
    arcStart[i + 1] = head.length;
  });
  return { arcStart, head: Int32Array.from(head), flow: Float64Array.from(flow) };
}

/**
 * The prices that prove a settled flow. A cap's is that of its node: its mark is the ordinal of the last unit of the class that its path in the tree
 * ends in, exactly, so no offset is ever needed but for caps that nothing can flow through. They are the least that a unit more at the cap
 * costs, whatever the tree: the same for every flow of the same units. O(caps log caps).
 */
export function pricesOf(s: LiveState, caps: readonly number[]): Prices {
  const { g } = s;
  const rankOf = ranksOf(s);
  const isDead = (c: number) => g.tree[c * NODE.TREE + NODE.DEPTH]! < 0;
  const own = caps.map((c): Mark | undefined => {
    if (isDead(c)) return CAPACITY_THAT_DOES_NOT_EXIST;
    const top = g.tree[c * NODE.TREE + NODE.TOP]!;
    if (g.kind[top] !== CLASS || fieldOf(s, top, NODE.ASKED) === 0) return undefined;
    return {
      rank: rankOf.get(fieldOf(s, top, NODE.OWN_RANK))!,
      unit: fieldOf(s, top, NODE.UNIT) + 1,
      demand: fieldOf(s, top, NODE.SHARE),
      ...(fieldOf(s, top, NODE.PORTION) > 1 && { portion: fieldOf(s, top, NODE.PORTION) }),
      offset: 0,
    };
  });
  const marks = distinctMarks(own.filter((mark) => mark !== undefined).sort(compareMarks));
  return {
    marks,
    position: Int32Array.from(own, (mark) => (mark ? indexOfMark(marks, mark) : -1)),
    keep: Float64Array.from(caps, (c) => (isDead(c) ? 0 : Math.floor(g.price[2 * c]! / PROMISE))),
    ...(s.steps > 0 && { load: Float64Array.from(caps, (c) => (isDead(c) ? 0 : g.price[2 * c]! & (PROMISE - 1))) }),
    cost: Float64Array.from(caps, (c) => (isDead(c) ? 0 : g.price[2 * c + 1]!)),
  };
}

/** Dense numbers of the ranks of classes that have lines. */
function ranksOf(s: LiveState): Map<number, number> {
  const { tree, kind, nodes } = s.g;
  const ranks = new Set<number>();
  for (let k = 0; k < nodes; k++) {
    if (kind[k] === CLASS && tree[k * NODE.TREE + NODE.IN]! >= 0) ranks.add(fieldOf(s, k, NODE.OWN_RANK));
  }
  return new Map([...ranks].sort((a, b) => a - b).map((rank, r) => [rank, r]));
}

function fieldOf({ g }: LiveState, v: number, field: number): number {
  return g.order[v * NODE.ORDER + field]!;
}

function numbersOf(handles: readonly number[], nodes: number): Int32Array {
  const numbers = new Int32Array(nodes).fill(-1);
  handles.forEach((v, i) => {
    numbers[v] = i;
  });
  return numbers;
}
