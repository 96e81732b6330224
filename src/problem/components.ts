import { find, unite } from '../kernel/flow-graph.js';
import { rowsInSteps, type Work } from '../kernel/work.js';
import type { Problem, Wholes } from './problem.js';

/** Lines and caps that can affect each other, each list ascending. */
export interface Component {
  readonly lines: Int32Array;
  readonly caps: Int32Array;
}

/**
 * Which parts of a problem can carry flow at all. A cap is dead where it or one above it has capacity 0; a line is live
 * where it asks for something.
 */
export function liveCaps(problem: Problem): Uint8Array {
  const { capacity, parent } = problem;
  const live = new Uint8Array(capacity.length);
  for (let c = 0; c < live.length; c++) {
    const above = parent[c]!;
    live[c] = capacity[c]! > 0 && (above < 0 || live[above]! === 1) ? 1 : 0;
  }
  return live;
}

/**
 * Splits a problem into connected components by candidates, caps, wholes and, where `joined`, fair-share classes; in the order of
 * their first line. Components without a live cap are left out: nothing can flow there. Near-linear.
 */
export function* components(problem: Problem, live: Uint8Array, joined: boolean): Work<Component[]> {
  const { demand, group, candidateStart, max, arcStart, head, parent } = problem;
  const lines = demand.length;
  const caps = live.length;
  const sets = new Int32Array(lines + caps);
  for (let v = 0; v < sets.length; v++) sets[v] = v;
  const firstOfGroup = new Map<number, number>();
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    if (demand[n]! === 0) return;
    if (joined) {
      const first = firstOfGroup.get(group[n]!);
      if (first === undefined) firstOfGroup.set(group[n]!, n);
      else unite(sets, first, n);
    }
    let own = find(sets, n);
    for (let p = from; p < to; p++) {
      if (max[p]! === 0) continue;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const cap = lines + head[a]!;
        if (sets[cap] !== own && live[head[a]!]) own = unite(sets, own, cap);
      }
    }
  });
  for (let c = 0; c < caps; c++) if (live[c] && parent[c]! >= 0) unite(sets, lines + c, lines + parent[c]!);
  if (problem.wholes) uniteWholes(problem.wholes, demand, sets);

  yield lines + caps;
  // Lines have the smaller numbers, so a set that holds a line is represented by one.
  const lineCount = new Int32Array(lines);
  const capCount = new Int32Array(lines);
  for (let n = 0; n < lines; n++) if (demand[n]! > 0) lineCount[find(sets, n)]!++;
  for (let c = 0; c < caps; c++) {
    const set = live[c] ? find(sets, lines + c) : lines;
    if (set < lines) capCount[set]!++;
  }
  yield lines + caps;
  const place = new Int32Array(lines).fill(-1);
  const result: { lines: Int32Array; caps: Int32Array }[] = [];
  for (let n = 0; n < lines; n++) {
    if (capCount[n]! === 0) continue;
    place[n] = result.length;
    result.push({ lines: new Int32Array(lineCount[n]!), caps: new Int32Array(capCount[n]!) });
  }
  const filled = new Int32Array(2 * result.length);
  for (let n = 0; n < lines; n++) {
    const at = demand[n]! > 0 ? place[find(sets, n)]! : -1;
    if (at >= 0) result[at]!.lines[filled[2 * at]!++] = n;
  }
  for (let c = 0; c < caps; c++) {
    const set = live[c] ? find(sets, lines + c) : lines;
    if (set < lines) {
      const at = place[set]!;
      result[at]!.caps[filled[2 * at + 1]!++] = c;
    }
  }
  return result;
}

function uniteWholes({ optionStart, lineStart, optionLines }: Wholes, demand: Float64Array, sets: Int32Array): void {
  for (let t = 0; t + 1 < optionStart.length; t++) {
    let first = -1;
    for (let i = lineStart[optionStart[t]!]!; i < lineStart[optionStart[t + 1]!]!; i++) {
      const n = optionLines[i]!;
      if (demand[n] === 0) continue;
      if (first >= 0) unite(sets, first, n);
      first = n;
    }
  }
}
