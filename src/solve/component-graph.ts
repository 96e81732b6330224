import { UNBOUNDED } from '../kernel/flow-graph.js';
import type { Work } from '../kernel/work.js';
import type { Component } from '../problem/components.js';
import { loadsOf } from '../problem/load.js';
import { countArcs } from '../problem/part.js';
import type { Load, Problem } from '../problem/problem.js';
import type { Classes } from './classes.js';

/**
 * One component as a flow graph and sources beside it (see `kernel/network-simplex.ts`). Nodes, in this order: caps, bound lines, joints, classes, root.
 *
 * A line is a source, unless some candidate of it may be full before it is served, or holds a promise: a *bound* line is a node. Such a candidate with several arcs is a *joint*:
 * its line leads to it by up to two arcs (promised units, other units), and it leads to its caps. Arcs of a line: its candidates; then what stays unmet, to its class or
 * the root. Arcs of a cap: one, to its parent or the root; of a root cap whose use is load, one per step of it.
 */
export type ComponentGraph = ReturnType<typeof componentGraph> extends Work<infer G> ? G : never;

/** Columns of sources that graphs are built in, one after another. */
export function emptySpace({ candidateStart, arcStart, max, demand, previous, capacity, cost }: Problem) {
  let simple = true;
  for (let n = 0; n < demand.length && simple; n++) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]! && simple; p++) {
      simple = arcStart[p] === p && max[p]! >= demand[n]! && previous[p] === 0;
    }
  }
  return {
    ...sourceColumns(0),
    /** Node per cap of the problem; −1: it is in no component so far, or holds nothing. */
    nodeOfCap: new Int32Array(capacity.length).fill(-1),
    /** Every candidate has one arc, of its own number, can take all that its line asks for and holds no promise. */
    simple: simple && arcStart[cost.length] === cost.length,
  };
}

function sourceColumns(arcs: number) {
  return { head: new Int32Array(arcs), cost: new Float64Array(arcs), problemArc: new Int32Array(arcs) };
}

/** Arcs after which building pauses. */
const PAUSE = 200_000;

/**
 * Builds the graph of a component, without flow. O(arcs).
 *
 * @param space where it is built: the sources before it there are gone
 * @param priced whether costs count
 * @param classes where lines share them
 * @param even whose load counts; absent: nobody's
 */
export function* componentGraph(
  problem: Problem,
  { lines, caps }: Component,
  live: Uint8Array,
  space: ReturnType<typeof emptySpace>,
  priced: boolean,
  classes?: Classes,
  even?: Load,
) {
  const { nodeOfCap, simple } = space;
  const { bound, joints } = simple ? NONE : boundIn(problem, lines, live);
  const firstLine = caps.length;
  const firstJoint = firstLine + bound.length;
  const firstClass = firstJoint + joints.length;
  const root = firstClass + (classes?.rank.length ?? 0);
  caps.forEach((c, i) => {
    nodeOfCap[c] = i;
  });
  const most = lines.length + countArcs(problem, lines);
  if (space.head.length < most) Object.assign(space, sourceColumns(most));

  const isBound = new Uint8Array(bound.length > 0 ? lines.length : 0);
  for (const i of bound) isBound[i] = 1;
  const own = bound.length > 0 ? Int32Array.from(lines.keys()).filter((i) => isBound[i] === 0) : undefined;
  const count = own?.length ?? lines.length;
  const rows = {
    lines,
    /** Line of the component per source; absent: all in their order. */
    own,
    start: new Int32Array(count + 1),
    lead: new Int32Array(count),
    supply: new Float64Array(count),
    /** Where what stays unmet goes: to the root, or to its class. */
    first: classes ? firstClass : root,
    ofLine: classes?.ofLine,
  };
  for (let done = 0; done < count; ) {
    done = addRows(problem, space, rows, done, priced);
    if (done < count) yield 0;
  }
  const a = rows.start[count]!;
  const nodes = nodesOf(problem, { lines, caps }, live, nodeOfCap, {
    bound,
    joints,
    firstJoint,
    firstClass,
    root,
    priced,
    classes,
    even,
  });
  return {
    ...nodes,
    root,
    firstClass,
    caps: firstLine,
    sources: { ...rows, head: space.head.subarray(0, a), cost: space.cost.subarray(0, a) },
    /** Problem arc per arc of sources and of nodes, −1 where there is none. */
    sourceArc: space.problemArc,
    bound,
  };
}

const NONE = { bound: [] as number[], joints: [] as number[] };

/** Adds rows of sources from one on until a pause is due; gives the next one. Most time goes into reading scattered rows. */
function addRows(
  { demand, candidateStart, arcStart, max, head: caps, cost: costs }: Problem,
  { head, cost, problemArc, nodeOfCap, simple }: ReturnType<typeof emptySpace>,
  { lines, own, start, lead, supply, first, ofLine }: Rows,
  from: number,
  priced: boolean,
): number {
  let a = start[from]!;
  let source = from;
  for (const end = a + PAUSE; source < lead.length && a < end; source++) {
    const i = own ? own[source]! : source;
    const n = lines[i]!;
    const last = candidateStart[n + 1]!;
    for (let p = candidateStart[n]!; p < last; p++) {
      if (!simple && max[p] === 0) continue;
      const to = simple ? p + 1 : arcStart[p + 1]!;
      for (let b = simple ? p : arcStart[p]!; b < to; b++) {
        const node = nodeOfCap[caps[b]!]!;
        if (node < 0) continue;
        head[a] = node;
        cost[a] = priced ? costs[p]! : 0;
        problemArc[a++] = b;
      }
    }
    head[a] = ofLine ? first + ofLine[i]! : first;
    cost[a] = 0;
    problemArc[a] = -1;
    supply[source] = demand[n]!;
    lead[source] = a++;
    start[source + 1] = a;
  }
  return source;
}

interface Rows {
  readonly lines: Int32Array;
  readonly own: Int32Array | undefined;
  readonly start: Int32Array;
  readonly lead: Int32Array;
  readonly supply: Float64Array;
  readonly first: number;
  readonly ofLine: Int32Array | undefined;
}

/** Lines of the component, by their place, that are nodes, and candidates that are. */
function boundIn(
  { demand, candidateStart, max, previous, arcStart, head }: Problem,
  lines: Int32Array,
  live: Uint8Array,
) {
  const bound: number[] = [];
  const joints: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    const n = lines[i]!;
    let isBound = false;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (max[p] === 0 || (max[p]! >= demand[n]! && previous[p] === 0)) continue;
      let open = 0;
      for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) open += live[head[b]!]!;
      isBound ||= open > 0;
      if (open > 1) joints.push(p);
    }
    if (isBound) bound.push(i);
  }
  return { bound, joints };
}

/** The nodes' arcs, and which of them are promises, loads, or what bound lines leave unmet. */
function nodesOf(
  problem: Problem,
  { lines, caps }: Component,
  live: Uint8Array,
  nodeOfCap: Int32Array,
  { bound, joints, firstJoint, firstClass, root, priced, classes, even }: Numbers,
) {
  const { demand, candidateStart, max, previous, arcStart, capacity, parent } = problem;
  const list = arcList();
  const { start, add, arcOf } = list;
  const parentArc = new Int32Array(root).fill(-1);
  const promised: number[] = [];
  const promise: number[] = [];
  const loaded: number[] = [];
  const load: number[] = [];
  /** Arcs of a candidate to its caps, where these are live. */
  const lead = (p: number, units: number) => {
    let last = -1;
    for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) {
      const cap = problem.head[b]!;
      if (live[cap]) last = add(nodeOfCap[cap]!, units, priced ? problem.cost[p]! : 0, b);
    }
    return last;
  };
  for (const c of caps) {
    const above = parent[c]!;
    const first = arcOf.length;
    if (even && above < 0 && even.full[c]! > 0) {
      for (const [some, each] of loadsOf(even, c, capacity[c]!, problem.portions?.ofCap[c])) {
        loaded.push(add(root, some));
        load.push(each);
      }
    } else add(above < 0 ? root : nodeOfCap[above]!, capacity[c]!);
    parentArc[start.length - 1] = first;
    start.push(arcOf.length);
  }
  let joint = 0;
  for (const i of bound) {
    const n = lines[i]!;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const isJoint = joints[joint] === p;
      const kept = Math.min(previous[p]!, max[p]!);
      const ways = (units: number) => {
        const wide = units < demand[n]! ? units : UNBOUNDED;
        return isJoint ? add(firstJoint + joint, wide) : lead(p, wide);
      };
      const a = kept > 0 ? ways(kept) : -1;
      if (a >= 0) {
        promised.push(a);
        promise.push(problem.promise?.[p] ?? 1);
      }
      if (max[p]! > kept) ways(max[p]! - kept);
      if (isJoint) joint++;
    }
    parentArc[start.length - 1] = add(classes ? firstClass + classes.ofLine[i]! : root, UNBOUNDED, 0, -1, demand[n]!);
    start.push(arcOf.length);
  }
  for (const p of joints) {
    parentArc[start.length - 1] = arcOf.length;
    lead(p, UNBOUNDED);
    start.push(arcOf.length);
  }
  while (start.length < root + 2) start.push(arcOf.length);
  return {
    ...list.columns(),
    nodeArc: arcOf,
    parentArc,
    /** Arcs that carry promised units, and what one unit counts, of each of these. */
    promised,
    promise,
    /** Arcs to the root whose units are load, and the load of one. */
    loaded,
    load,
  };
}

/** Arcs side by side by the node they leave, as they are added. */
function arcList() {
  const start = [0];
  const head: number[] = [];
  const capacity: number[] = [];
  const flow: number[] = [];
  const cost: number[] = [];
  const arcOf: number[] = [];
  return {
    start,
    arcOf,
    add(to: number, units: number, price = 0, arc = -1, carried = 0): number {
      head.push(to);
      capacity.push(units);
      flow.push(carried);
      cost.push(price);
      return arcOf.push(arc) - 1;
    },
    columns: () => ({
      graph: {
        nodes: start.length - 1,
        start: Int32Array.from(start),
        head: Int32Array.from(head),
        capacity: Float64Array.from(capacity),
        flow: Float64Array.from(flow),
      },
      cost: Float64Array.from(cost),
    }),
  };
}

interface Numbers {
  readonly bound: readonly number[];
  readonly joints: readonly number[];
  readonly firstJoint: number;
  readonly firstClass: number;
  readonly root: number;
  readonly priced: boolean;
  readonly classes: Classes | undefined;
  readonly even: Load | undefined;
}
