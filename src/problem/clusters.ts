import { find, unite } from '../kernel/flow-graph.js';
import type { Work } from '../kernel/work.js';
import { ownersOf } from './columns.js';
import { type Component, components, liveCaps } from './components.js';
import { partOf } from './part.js';
import type { Unpinned } from './pins.js';
import type { Crossing } from './problem.js';

export type CrossingProblem = Unpinned & { readonly crossing: Crossing };

/** Lines and caps that rows bring together, as a problem of its own. */
export interface Cluster extends Component {
  readonly problem: CrossingProblem;
}

/**
 * The components that have caps in rows, together with those that share a row with them, in the order of their first line. Lines that are in a component with wholes weigh nothing:
 * what is proved of them is for the search of wholes to say. Near-linear.
 */
export function* clustersOf(given: CrossingProblem): Work<Cluster[]> {
  const { crossing, wholes, ...problem } = given;
  const all = yield* components({ ...problem, ...(wholes && { wholes }) }, liveCaps(problem), false);
  const ofCap = new Int32Array(problem.capacity.length).fill(-1);
  all.forEach(({ caps }, k) => {
    for (const c of caps) ofCap[c] = k;
  });
  const sets = Int32Array.from(all.keys());
  const isCrossed = new Uint8Array(all.length);
  const rowOf = ownersOf(crossing.start);
  const first = new Int32Array(crossing.limit.length).fill(-1);
  crossing.cap.forEach((c, i) => {
    const k = ofCap[c]!;
    if (k < 0) return;
    isCrossed[k] = 1;
    if (first[rowOf[i]!]! < 0) first[rowOf[i]!] = k;
    else unite(sets, first[rowOf[i]!]!, k);
  });
  const members = new Map<number, number[]>();
  for (let k = 0; k < all.length; k++) {
    if (isCrossed[k] === 0) continue;
    const own = members.get(find(sets, k));
    if (own) own.push(k);
    else members.set(find(sets, k), [k]);
  }
  const weight = crossing.weight.slice();
  if (wholes)
    for (const { lines } of all) if (lines.some((n) => wholes.option[n]! >= 0)) for (const n of lines) weight[n] = 0;
  const clusters: Cluster[] = [];
  for (const own of members.values()) {
    const joined = (of: (one: Component) => Int32Array) => Int32Array.from(own.flatMap((k) => [...of(all[k]!)])).sort();
    const component = { lines: joined(({ lines }) => lines), caps: joined(({ caps }) => caps) };
    const part = partOf(problem, component) as Unpinned;
    clusters.push({
      ...component,
      problem: { ...part, crossing: crossingOf({ ...crossing, weight }, component, rowOf) },
    });
    yield component.lines.length;
  }
  return clusters;
}

/** The rows of some caps, which have theirs whole. */
function crossingOf(all: Crossing, { lines, caps }: Component, rowOf: Int32Array): Crossing {
  const place = new Map<number, number>();
  caps.forEach((c, i) => void place.set(c, i));
  const own = [...all.cap.keys()].filter((i) => place.has(all.cap[i]!));
  const rows = [...new Set(own.map((i) => rowOf[i]!))];
  const start = Int32Array.of(
    ...own.flatMap((i, at) => (at === 0 || rowOf[i] !== rowOf[own[at - 1]!] ? at : [])),
    own.length,
  );
  return {
    start,
    cap: Int32Array.from(own, (i) => place.get(all.cap[i]!)!),
    times: Float64Array.from(own, (i) => all.times[i]!),
    limit: Float64Array.from(rows, (r) => all.limit[r]!),
    weight: Float64Array.from(lines, (n) => all.weight[n]!),
  };
}
