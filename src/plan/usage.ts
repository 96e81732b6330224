import type { Problem } from '../compile/problem.js';

/** What a flow uses of every part of a problem. All quantities are units. */
export interface Usage {
  /** Line of each candidate. */
  readonly lineOf: Int32Array;
  /** Candidate of each arc. */
  readonly candidateOf: Int32Array;
  /** Units per arc: the flow itself. */
  readonly arc: Float64Array;
  /** Units per candidate, over all its arcs. */
  readonly candidate: Float64Array;
  /** Units per line: what is covered. */
  readonly line: Float64Array;
  /** Units per cap, with everything below it. */
  readonly cap: Float64Array;
}

/** Sums a flow upwards on both sides of the problem, in O(lines + candidates + arcs + caps). */
export function usageOf(problem: Problem, flow: Float64Array): Usage {
  const { candidateStart, arcStart, head, parent } = problem;
  const lineOf = ownerOf(candidateStart);
  const candidateOf = ownerOf(arcStart);
  const candidate = new Float64Array(lineOf.length);
  const line = new Float64Array(candidateStart.length - 1);
  const cap = new Float64Array(parent.length);
  for (let a = 0; a < flow.length; a++) {
    candidate[candidateOf[a]!]! += flow[a]!;
    cap[head[a]!]! += flow[a]!;
  }
  for (let p = 0; p < candidate.length; p++) line[lineOf[p]!]! += candidate[p]!;
  // A parent is smaller than its caps, so that one pass from the end sums whole subtrees.
  for (let c = cap.length - 1; c >= 0; c--) if (parent[c]! >= 0) cap[parent[c]!]! += cap[c]!;
  return { lineOf, candidateOf, arc: flow, candidate, line, cap };
}

/** Which row each entry belongs to: `start` of CSR columns turned around. */
function ownerOf(start: Int32Array): Int32Array {
  const owner = new Int32Array(start[start.length - 1]!);
  for (let row = 0; row + 1 < start.length; row++) owner.fill(row, start[row]!, start[row + 1]!);
  return owner;
}
