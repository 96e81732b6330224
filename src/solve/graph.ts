import type { Problem } from '../compile/problem.js';
import type { Classes } from './classes.js';
import type { Component } from './components.js';

/**
 * One component as a flow graph. Nodes, in this order: lines, joints, classes of several lines, caps, root. A *joint* stands
 * for a candidate whose arcs share a bound or hold a promise: its line leads to it by up to two arcs (promised units, other
 * units), and it leads to its caps. Arcs: lines' candidates, joints' candidates, caps to their parents or the root.
 */
export interface ComponentGraph {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Float64Array;
  /** Problem arc per arc, −1 where there is none. */
  readonly problemArc: Int32Array;
  /** Arcs that carry promised units. */
  readonly promised: readonly number[];
  /** First arc out of each joint. */
  readonly jointArc: readonly number[];
  /** Arc out of the first cap; those of the others follow. */
  readonly firstCapArc: number;
  readonly firstJoint: number;
  readonly firstCap: number;
  /** Node per class: its own, or that of its only line. */
  readonly classNode: Int32Array;
}

/**
 * Builds the graph of a component. O(arcs).
 *
 * @param local working space, one entry per cap of the problem
 */
export function componentGraph(
  problem: Problem,
  { lines, caps }: Component,
  live: Uint8Array,
  classes: Classes,
  local: Int32Array,
): ComponentGraph {
  const { candidateStart, max, previous, arcStart, head, capacity, parent } = problem;
  const joints: number[] = [];
  let plain = 0;
  let jointArcs = 0;
  for (const n of lines) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (!isOpen(problem, p, live)) continue;
      if (isJoint(problem, p)) {
        joints.push(p);
        jointArcs += 2 + arcStart[p + 1]! - arcStart[p]!;
      } else {
        plain++;
      }
    }
  }
  const firstJoint = lines.length;
  let next = firstJoint + joints.length;
  const classNode = new Int32Array(classes.size.length).fill(-1);
  for (let k = 0; k < classNode.length; k++) if (classes.size[k]! > 1) classNode[k] = next++;
  lines.forEach((_, i) => {
    if (classNode[classes.ofLine[i]!]! < 0) classNode[classes.ofLine[i]!] = i;
  });
  const firstCap = next;
  const root = firstCap + caps.length;
  for (let i = 0; i < caps.length; i++) local[caps[i]!] = firstCap + i;

  const arcs = plain + jointArcs + caps.length;
  const tails = new Int32Array(arcs);
  const heads = new Int32Array(arcs);
  const room = new Float64Array(arcs);
  const problemArc = new Int32Array(arcs).fill(-1);
  let a = 0;
  const add = (from: number, to: number, units: number, source: number): number => {
    tails[a] = from;
    heads[a] = to;
    room[a] = units;
    problemArc[a] = source;
    return a++;
  };
  const promised: number[] = [];
  let joint = firstJoint;
  for (let i = 0; i < lines.length; i++) {
    const n = lines[i]!;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (!isOpen(problem, p, live)) continue;
      if (!isJoint(problem, p)) {
        add(i, local[head[arcStart[p]!]!]!, max[p]!, arcStart[p]!);
        continue;
      }
      const kept = Math.min(previous[p]!, max[p]!);
      if (kept > 0) promised.push(add(i, joint, kept, -1));
      if (max[p]! > kept) add(i, joint, max[p]! - kept, -1);
      joint++;
    }
  }
  const jointArc: number[] = [];
  joints.forEach((p, j) => {
    jointArc.push(a);
    for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) {
      if (live[head[b]!]) add(firstJoint + j, local[head[b]!]!, max[p]!, b);
    }
  });
  const firstCapArc = a;
  for (let i = 0; i < caps.length; i++) {
    const above = parent[caps[i]!]!;
    add(firstCap + i, above < 0 ? root : local[above]!, capacity[caps[i]!]!, -1);
  }
  return {
    nodes: root + 1,
    tail: tails.subarray(0, a),
    head: heads.subarray(0, a),
    capacity: room.subarray(0, a),
    problemArc: problemArc.subarray(0, a),
    promised,
    jointArc,
    firstCapArc,
    firstJoint,
    firstCap,
    classNode,
  };
}

/** Whether the candidate can carry anything. */
function isOpen({ max, arcStart, head }: Problem, p: number, live: Uint8Array): boolean {
  if (max[p] === 0) return false;
  for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) if (live[head[a]!]) return true;
  return false;
}

function isJoint({ previous, arcStart }: Problem, p: number): boolean {
  return previous[p]! > 0 || arcStart[p + 1]! - arcStart[p]! > 1;
}
