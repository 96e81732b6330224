import type { Work } from '../kernel/work.js';
import { ownersOf } from './columns.js';
import { type Component, components, liveCaps } from './components.js';
import { joinedByRows } from './islands.js';
import { partOf, withOwnRanks } from './part.js';
import type { Unpinned } from './pins.js';
import type { Crossing } from './problem.js';

export type CrossingProblem = Unpinned & { readonly crossing: Crossing };

/** Lines and caps that rows bring together, as a problem of its own. */
export interface Cluster extends Component {
  /** Of the problem, by the cluster's own. */
  readonly ranks: readonly number[];
  readonly problem: CrossingProblem;
}

/**
 * The components that have caps in rows, together with those that share a row with them, in the order of their first line. Lines that are in a component with wholes weigh nothing:
 * what is proved of them is for the search of wholes to say. Near-linear.
 */
export function* clustersOf(given: CrossingProblem): Work<Cluster[]> {
  const { crossing, wholes, ...problem } = given;
  const all = yield* components({ ...problem, ...(wholes && { wholes }) }, liveCaps(problem), false);
  const isCrossed = new Uint8Array(problem.capacity.length);
  for (const c of crossing.cap) isCrossed[c] = 1;
  const weight = crossing.weight.slice();
  if (wholes)
    for (const { lines } of all) if (lines.some((n) => wholes.option[n]! >= 0)) for (const n of lines) weight[n] = 0;
  const clusters: Cluster[] = [];
  const rowOf = ownersOf(crossing.start);
  for (const component of joinedByRows(given, all)) {
    if (!component.caps.some((c) => isCrossed[c] === 1)) continue;
    const { ranks, ...part } = withOwnRanks(partOf(problem, component) as Unpinned);
    clusters.push({
      ...component,
      ranks,
      problem: { ...part, crossing: crossingOf({ ...crossing, weight }, component, rowOf) },
    });
    yield component.lines.length;
  }
  return clusters;
}

/** The first of a cluster's ranks that is no better; −1 of none, and where none is. */
export function rankIn(ranks: Cluster['ranks'], rank: number): number {
  return rank < 0 ? -1 : ranks.findIndex((own) => own >= rank);
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
