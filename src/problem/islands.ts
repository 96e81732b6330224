import { find, unite } from '../kernel/flow-graph.js';
import { groupsBy } from '../kernel/maps.js';
import type { Work } from '../kernel/work.js';
import { ownersOf } from './columns.js';
import { type Component, components, liveCaps } from './components.js';
import type { Problem } from './problem.js';

/**
 * What hangs together in a problem, whatever is sought: its components, joined by the rows that cross them and, where `joined`, by fair-share classes; a line that nothing can flow to is one by
 * itself. Every line is in just one, in the order of their first line. Near-linear.
 */
export function* islandsOf(problem: Problem, joined: boolean, live = liveCaps(problem)): Work<Component[]> {
  const all = joinedByRows(problem, yield* components(problem, live, joined));
  const first = new Int32Array(problem.demand.length).fill(-1);
  all.forEach(({ lines }, i) => {
    for (const n of lines) first[n] = lines[0] === n ? i : -2;
  });
  const none = new Int32Array(0);
  const islands: Component[] = [];
  for (let n = 0; n < first.length; n++) {
    if (first[n] === -1) islands.push({ lines: Int32Array.of(n), caps: none });
    else if (first[n]! >= 0) islands.push(all[first[n]!]!);
  }
  return islands;
}

/** Components that share a row as one. */
export function joinedByRows({ crossing, capacity }: Problem, all: Component[]): Component[] {
  if (!crossing) return all;
  const ofCap = new Int32Array(capacity.length).fill(-1);
  all.forEach(({ caps }, k) => {
    for (const c of caps) ofCap[c] = k;
  });
  const sets = Int32Array.from(all.keys());
  const rowOf = ownersOf(crossing.start);
  const first = new Int32Array(crossing.limit.length).fill(-1);
  crossing.cap.forEach((c, i) => {
    const k = ofCap[c]!;
    if (k < 0) return;
    if (first[rowOf[i]!]! < 0) first[rowOf[i]!] = k;
    else unite(sets, first[rowOf[i]!]!, k);
  });
  return joinedBy(all, (k) => find(sets, k));
}

/** Components of one set as one; they come where the first of them was. */
export function joinedBy(all: readonly Component[], setOf: (component: number) => number): Component[] {
  const members = groupsBy(all.keys(), (k) => [setOf(k)]);
  return [...members.values()].map((own) => (own.length === 1 ? all[own[0]!]! : together(own.map((k) => all[k]!))));
}

function together(parts: readonly Component[]): Component {
  const joined = (of: (one: Component) => Int32Array) => Int32Array.from(parts.flatMap((one) => [...of(one)])).sort();
  return { lines: joined(({ lines }) => lines), caps: joined(({ caps }) => caps) };
}
