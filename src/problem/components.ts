import { find, unite } from '../kernel/flow-graph.js';
import { placesBy } from '../kernel/grouped.js';
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
    const end = arcStart[to]!;
    for (let a = arcStart[from]!, p = from; a < end; a++) {
      const cap = lines + head[a]!;
      if (sets[cap] === own || live[head[a]!] === 0) continue;
      while (arcStart[p + 1]! <= a) p++;
      if (max[p]! > 0) own = unite(sets, own, cap);
    }
  });
  for (let c = 0; c < caps; c++) if (live[c] && parent[c]! >= 0) unite(sets, lines + c, lines + parent[c]!);
  if (problem.wholes) uniteWholes(problem.wholes, demand, sets);

  yield lines + caps;
  // Lines have the smaller numbers, so a set that holds a line is represented by one.
  const setOfCap = new Int32Array(caps);
  for (let c = 0; c < caps; c++) setOfCap[c] = live[c] ? find(sets, lines + c) : lines;
  const hasCap = new Uint8Array(lines + caps);
  for (const set of setOfCap) hasCap[set] = 1;
  yield lines + caps;
  const number = new Int32Array(lines + caps).fill(-1);
  let count = 0;
  for (let n = 0; n < lines; n++) if (hasCap[n] === 1) number[n] = count++;
  const ofLine = new Int32Array(lines);
  for (let n = 0; n < lines; n++) ofLine[n] = demand[n]! > 0 ? number[find(sets, n)]! : -1;
  const [lineStart, lineAt] = placesBy(count, ofLine);
  yield lines + caps;
  const [capStart, capAt] = placesBy(
    count,
    setOfCap.map((set) => number[set]!),
  );
  return Array.from({ length: count }, (_, i) => ({
    lines: lineAt.slice(lineStart[i], lineStart[i + 1]),
    caps: capAt.slice(capStart[i], capStart[i + 1]),
  }));
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
