import type { Problem } from '../compile/problem.js';
import type { Graph } from '../kernel/graph.js';
import type { Classes } from './classes.js';
import type { Component } from './components.js';

/**
 * One component as a flow graph. Nodes, in this order: lines, joints, caps, classes of several lines, root. A *joint* stands
 * for a candidate whose arcs share a bound or hold a promise: its line leads to it by up to two arcs (promised units, other
 * units), and it leads to its caps.
 *
 * Arcs of a line: its candidates; then what stays unmet, an arc to the class or, of a line that is its own class, `steps` arcs to the root. Arcs of a
 * cap: one, to its parent or the root. The arcs of classes come last and differ from level to level: their place is left open.
 */
export interface ComponentGraph extends Graph {
  readonly cost: Float64Array;
  /** Problem arc per arc, −1 where there is none. */
  readonly problemArc: Int32Array;
  /** Arcs that carry promised units. */
  readonly promised: readonly number[];
  /** Arcs to the root of a line that is its own class: places for units that no best plan serves, that some does, that all do. */
  readonly steps: number;
  readonly firstJoint: number;
  readonly firstCap: number;
  readonly firstClass: number;
  /** Node per class: its own, or that of its only line. */
  readonly classNode: Int32Array;
}

/**
 * Builds the graph of a component. O(arcs).
 *
 * @param local working space, one entry per cap of the problem
 * @param joined whether lines share classes
 * @param priced whether costs count
 */
export function componentGraph(
  problem: Problem,
  { lines, caps }: Component,
  live: Uint8Array,
  classes: Classes,
  local: Int32Array,
  joined: boolean,
  priced: boolean,
): ComponentGraph {
  const { candidateStart, max, previous, arcStart, head, capacity, parent } = problem;
  const steps = joined ? 3 : 1;
  const joints: number[] = [];
  let plain = 0;
  let jointArcs = 0;
  for (let i = 0; i < lines.length; i++) {
    const end = candidateStart[lines[i]! + 1]!;
    for (let p = candidateStart[lines[i]!]!; p < end; p++) {
      if (!isOpen(problem, p, live)) continue;
      if (!isJoint(problem, p)) {
        plain++;
        continue;
      }
      joints.push(p);
      jointArcs += 2 + arcStart[p + 1]! - arcStart[p]!;
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
  for (let i = 0; i < caps.length; i++) local[caps[i]!] = firstCap + i;

  const sharing = lines.length - alone;
  const arcs =
    plain + jointArcs + caps.length + alone * steps + sharing + Math.max(sharing, steps * (root - firstClass));
  const start = new Int32Array(root + 2);
  const heads = new Int32Array(arcs);
  const room = new Float64Array(arcs);
  const price = new Float64Array(arcs);
  const source = new Int32Array(arcs).fill(-1);
  const promised: number[] = [];
  let a = 0;
  let joint = firstJoint;
  for (let i = 0; i < lines.length; i++) {
    start[i] = a;
    const n = lines[i]!;
    const end = candidateStart[n + 1]!;
    for (let p = candidateStart[n]!; p < end; p++) {
      if (!isOpen(problem, p, live)) continue;
      if (!isJoint(problem, p)) {
        heads[a] = local[head[arcStart[p]!]!]!;
        room[a] = max[p]!;
        if (priced) price[a] = problem.cost[p]!;
        source[a++] = arcStart[p]!;
        continue;
      }
      const kept = Math.min(previous[p]!, max[p]!);
      if (kept > 0) {
        promised.push(a);
        room[a] = kept;
        heads[a++] = joint;
      }
      if (max[p]! > kept) {
        room[a] = max[p]! - kept;
        heads[a++] = joint;
      }
      joint++;
    }
    const node = classNode[classes.ofLine[i]!]!;
    for (let step = node === i ? steps : 1; step > 0; step--) heads[a++] = node === i ? root : node;
  }
  for (let j = 0; j < joints.length; j++) {
    start[firstJoint + j] = a;
    const p = joints[j]!;
    for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) {
      if (!live[head[b]!]) continue;
      heads[a] = local[head[b]!]!;
      room[a] = max[p]!;
      if (priced) price[a] = problem.cost[p]!;
      source[a++] = b;
    }
  }
  for (let i = 0; i < caps.length; i++) {
    start[firstCap + i] = a;
    const above = parent[caps[i]!]!;
    heads[a] = above < 0 ? root : local[above]!;
    room[a++] = capacity[caps[i]!]!;
  }
  start.fill(a, firstClass);
  return {
    nodes: root + 1,
    start,
    head: heads,
    capacity: room,
    flow: new Float64Array(arcs),
    cost: price,
    problemArc: source,
    promised,
    steps,
    firstJoint,
    firstCap,
    firstClass,
    classNode,
  };
}

/** Whether the candidate can carry anything. */
function isOpen({ max, arcStart, head }: Problem, p: number, live: Uint8Array): boolean {
  if (max[p] === 0) return false;
  const end = arcStart[p + 1]!;
  for (let a = arcStart[p]!; a < end; a++) if (live[head[a]!]) return true;
  return false;
}

function isJoint({ previous, arcStart }: Problem, p: number): boolean {
  return previous[p]! > 0 || arcStart[p + 1]! - arcStart[p]! > 1;
}
