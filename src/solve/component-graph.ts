import { UNBOUNDED } from '../kernel/flow-graph.js';
import type { Work } from '../kernel/work.js';
import { isOneEach } from '../problem/columns.js';
import type { Component } from '../problem/components.js';
import { loadsOf } from '../problem/load.js';
import type { Load, Problem } from '../problem/problem.js';
import type { Classes } from './classes.js';

/**
 * One component as a flow graph. Nodes, in this order: lines, joints, caps, classes of several lines, root. A *joint* stands
 * for a candidate whose arcs share a bound or hold a promise: its line leads to it by up to two arcs (promised units, other
 * units), and it leads to its caps.
 *
 * Arcs of a line: its candidates; then what stays unmet, an arc to the class or, of a line that is its own class, `steps` arcs to the root. Arcs of a
 * cap: one, to its parent or the root; of a root cap whose use is load, one per step of it. The arcs of classes come last and differ from level to level: their place is left open.
 */
export type ComponentGraph = ReturnType<typeof componentGraph> extends Work<infer G> ? G : never;

/** Columns that graphs are built in, one after another. */
type Space = ReturnType<typeof emptySpace>;

export function emptySpace({ demand, candidateStart, max, previous, arcStart, capacity }: Problem) {
  let simple = isOneEach(arcStart);
  for (let n = 0; n < demand.length && simple; n++) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (max[p]! < demand[n]! || previous[p]! > 0) simple = false;
    }
  }
  return {
    ...columns(0),
    /** Node per cap of the problem. */
    nodeOfCap: new Int32Array(capacity.length),
    /** Every candidate has one arc, can take all that its line asks for and holds no promise: its head and its cost say everything. */
    simple,
  };
}

function columns(arcs: number) {
  return {
    head: new Int32Array(arcs),
    capacity: new Float64Array(arcs),
    flow: new Float64Array(arcs),
    cost: new Float64Array(arcs),
    /** Problem arc per arc, −1 where there is none. */
    problemArc: new Int32Array(arcs),
  };
}

/** Arcs after which building pauses. */
const PAUSE = 200_000;

/**
 * Builds the graph of a component, without flow. O(arcs).
 *
 * @param space where it is built: the graph before it there is gone
 * @param joined whether lines share classes
 * @param priced whether costs count
 * @param even whose load counts; absent: nobody's
 */
export function* componentGraph(
  problem: Problem,
  component: Component,
  live: Uint8Array,
  classes: Classes,
  space: Space,
  joined: boolean,
  priced: boolean,
  even?: Load,
) {
  const { lines, caps } = component;
  const { demand, candidateStart, max, previous, arcStart } = problem;
  const steps = joined ? 3 : 1;
  const { joints, root, most, nodes } = layout(problem, component, live, classes, space.simple, steps, even);
  const { firstJoint, firstCap, firstClass, classNode } = nodes;
  if (space.head.length < most) Object.assign(space, columns(most));
  const { nodeOfCap } = space;
  for (let i = 0; i < caps.length; i++) nodeOfCap[caps[i]!] = firstCap + i;

  const start = new Int32Array(root + 2);
  const promised: number[] = [];
  const promise: number[] = [];
  let a = 0;
  let joint = firstJoint;
  for (let i = 0, paused = 0; i < lines.length; i++) {
    if (a - paused > PAUSE) {
      yield 0;
      paused = a;
    }
    start[i] = a;
    const from = candidateStart[lines[i]!]!;
    const to = candidateStart[lines[i]! + 1]!;
    if (space.simple) a = simpleRow(problem, space, live, from, to, priced, a);
    for (let p = space.simple ? to : from; p < to; p++) {
      if (joints[joint - firstJoint] !== p) {
        const units = max[p]! < demand[lines[i]!]! ? max[p]! : UNBOUNDED;
        if (units > 0) a = addArc(problem, space, live, priced, arcStart[p]!, p, units, a);
        continue;
      }
      const kept = Math.min(previous[p]!, max[p]!);
      if (kept > 0) {
        promised.push(a);
        promise.push(problem.promise?.[p] ?? 1);
      }
      for (const units of [kept, max[p]! - kept]) if (units > 0) a = add(space, joint, units, a);
      joint++;
    }
    const node = classNode[classes.ofLine[i]!]!;
    for (let step = node === i ? steps : 1; step > 0; step--) a = add(space, node === i ? root : node, 0, a);
  }
  for (let j = 0; j < joints.length; j++) {
    start[firstJoint + j] = a;
    const p = joints[j]!;
    for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) a = addArc(problem, space, live, priced, b, p, UNBOUNDED, a);
  }
  const supply = addCaps(problem, space, caps, start.subarray(firstCap), root, even, a);
  a = supply.end;
  start.fill(a, firstClass);
  return {
    nodes: root + 1,
    start,
    ...cut(space, a, most),
    /** Arcs that carry promised units, and what one unit counts, of each of these. */
    promised,
    promise,
    /** Arcs to the root whose units are load, and the load of one. */
    loaded: supply.loaded,
    load: supply.load,
    /** Arcs to the root of a line that is its own class: places for units that no best plan serves, that some does, that all do. */
    steps,
    firstJoint,
    firstCap,
    firstClass,
    /** Node per class: its own, or that of its only line. */
    classNode,
  };
}

/** Arc of a candidate to its cap, if that is live; gives the next free place. */
function addArc(
  problem: Problem,
  { head, capacity, cost, problemArc, nodeOfCap }: Space,
  live: Uint8Array,
  priced: boolean,
  b: number,
  p: number,
  units: number,
  at: number,
): number {
  const cap = problem.head[b]!;
  if (live[cap] === 0) return at;
  head[at] = nodeOfCap[cap]!;
  capacity[at] = units;
  cost[at] = priced ? problem.cost[p]! : 0;
  problemArc[at] = b;
  return at + 1;
}

function add({ head, capacity, cost, problemArc }: Space, to: number, units: number, at: number): number {
  head[at] = to;
  capacity[at] = units;
  cost[at] = 0;
  problemArc[at] = -1;
  return at + 1;
}

/** The first arcs of a space as columns of their own; those from `used` on are left open. */
function cut({ head, capacity, flow, cost, problemArc }: Space, used: number, most: number) {
  cost.fill(0, used, most);
  problemArc.fill(-1, used, most);
  return {
    head: head.subarray(0, most),
    capacity: capacity.subarray(0, most),
    flow: flow.subarray(0, most).fill(0),
    cost: cost.subarray(0, most),
    problemArc: problemArc.subarray(0, most),
  };
}

/** Numbers of the nodes, the candidates that have joints, and how many arcs there may be. */
function layout(
  problem: Problem,
  { lines, caps }: Component,
  live: Uint8Array,
  classes: Classes,
  simple: boolean,
  steps: number,
  even: Load | undefined,
) {
  const { candidateStart, previous, arcStart } = problem;
  const joints: number[] = [];
  let most = 0;
  for (let i = 0; i < lines.length; i++) {
    const from = candidateStart[lines[i]!]!;
    const to = candidateStart[lines[i]! + 1]!;
    most += simple ? to - from : arcStart[to]! - arcStart[from]!;
    for (let p = from; p < to && !simple; p++) {
      if ((arcStart[p + 1]! - arcStart[p]! === 1 && previous[p] === 0) || !isOpen(problem, p, live)) continue;
      joints.push(p);
      most += 2;
    }
  }
  const firstJoint = lines.length;
  const firstCap = firstJoint + joints.length;
  const firstClass = firstCap + caps.length;
  const classNode = new Int32Array(classes.size.length).fill(-1);
  let root = firstClass;
  let alone = 0;
  for (let k = 0; k < classNode.length; k++) {
    if (classes.size[k]! > 1) classNode[k] = root++;
    else alone++;
  }
  for (let i = 0; i < lines.length; i++) {
    const k = classes.ofLine[i]!;
    if (classNode[k]! < 0) classNode[k] = i;
  }
  for (const c of caps) if (isLoaded(problem, c, even)) most += loadsIn(problem, c, even).length - 1;
  const sharing = lines.length - alone;
  most += caps.length + alone * steps + sharing + Math.max(sharing, steps * (root - firstClass));
  return { joints, root, most, nodes: { firstJoint, firstCap, firstClass, classNode } };
}

/** Adds the arcs that leave caps, and notes where those of each start; gives the next free place, and which of them are load. */
function addCaps(
  problem: Problem,
  space: Space,
  caps: Int32Array,
  start: Int32Array,
  root: number,
  even: Load | undefined,
  at: number,
) {
  const loaded: number[] = [];
  const load: number[] = [];
  let end = at;
  for (let i = 0; i < caps.length; i++) {
    const c = caps[i]!;
    const units = problem.capacity[c]!;
    start[i] = end;
    if (isLoaded(problem, c, even)) {
      for (const [some, each] of loadsIn(problem, c, even)) {
        loaded.push(end);
        load.push(each);
        end = add(space, root, some, end);
      }
    } else {
      const above = problem.parent[c]!;
      end = add(space, above < 0 ? root : space.nodeOfCap[above]!, units, end);
    }
  }
  return { loaded, load, end };
}

function loadsIn({ capacity, portions }: Problem, c: number, even: Load) {
  return loadsOf(even, c, capacity[c]!, portions?.ofCap[c]);
}

function isLoaded({ parent }: Problem, c: number, even: Load | undefined): even is Load {
  return even !== undefined && parent[c]! < 0 && even.full[c]! > 0;
}

/** Adds the candidates from … to − 1 of a simple line from arc `at` on; gives the next free place. Most time goes into reading scattered rows. */
function simpleRow(
  problem: Problem,
  { head, capacity, cost, problemArc, nodeOfCap }: Space,
  live: Uint8Array,
  from: number,
  to: number,
  priced: boolean,
  at: number,
): number {
  let a = at;
  for (let p = from; p < to; p++) {
    const cap = problem.head[p]!;
    if (live[cap] === 0) continue;
    head[a] = nodeOfCap[cap]!;
    capacity[a] = UNBOUNDED;
    cost[a] = priced ? problem.cost[p]! : 0;
    problemArc[a++] = p;
  }
  return a;
}

function isOpen({ max, arcStart, head }: Problem, p: number, live: Uint8Array): boolean {
  if (max[p] === 0) return false;
  const end = arcStart[p + 1]!;
  for (let a = arcStart[p]!; a < end; a++) if (live[head[a]!]) return true;
  return false;
}
