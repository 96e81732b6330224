import { finish, type Work } from '../kernel/work.js';
import { isOneEach, ownersOf, rangesInSteps } from '../problem/columns.js';
import type { Problem } from '../problem/problem.js';

/** What a flow uses of every part of a problem. All quantities are units. */
export interface Usage {
  /** Line of each candidate. */
  readonly lineOf: Int32Array;
  /** Candidate of each arc. */
  readonly candidateOf: Int32Array;
  /** Units per arc: the flow itself. */
  readonly arc: Float64Array;
  /** Arcs that carry units, ascending. */
  readonly used: Int32Array;
  /** Units per candidate, over all its arcs. */
  readonly candidate: Float64Array;
  /** Units per line: what is covered. */
  readonly line: Float64Array;
  /** Units per cap, with everything below it. */
  readonly cap: Float64Array;
}

/** Sums a flow upwards on both sides of the problem, in O(lines + candidates + arcs + caps). */
export function usageOf(problem: Problem, flow: Float64Array): Usage {
  return finish(usageOfSteps(problem, flow));
}

/** As {@link usageOf}, in steps; it does not stop before its end. */
export function* usageOfSteps(problem: Problem, flow: Float64Array): Work<Usage> {
  const { candidateStart, arcStart, head, parent } = problem;
  const lineOf = ownersOf(candidateStart);
  yield lineOf.length;
  const aligned = isOneEach(arcStart);
  const candidateOf = aligned ? arcStart.subarray(0, -1) : ownersOf(arcStart);
  yield candidateOf.length;
  const candidate = aligned ? flow : new Float64Array(lineOf.length);
  const line = new Float64Array(candidateStart.length - 1);
  const cap = new Float64Array(parent.length);
  const used = yield* arcsInUse(flow);
  for (const a of used) {
    const p = candidateOf[a]!;
    if (!aligned) candidate[p]! += flow[a]!;
    line[lineOf[p]!]! += flow[a]!;
    cap[head[a]!]! += flow[a]!;
  }
  yield used.length;
  // A parent is smaller than its caps, so that one pass from the end sums whole subtrees.
  for (let c = cap.length - 1; c >= 0; c--) if (parent[c]! >= 0) cap[parent[c]!]! += cap[c]!;
  return { lineOf, candidateOf, arc: flow, used, candidate, line, cap };
}

function* arcsInUse(flow: Float64Array): Work<Int32Array> {
  let count = 0;
  yield* rangesInSteps(flow.length, (from, to) => {
    for (let a = from; a < to; a++) if (flow[a] !== 0) count++;
  });
  const used = new Int32Array(count);
  let size = 0;
  yield* rangesInSteps(flow.length, (from, to) => {
    for (let a = from; a < to; a++) if (flow[a] !== 0) used[size++] = a;
  });
  return used;
}
