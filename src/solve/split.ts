import { compareMarks, distinctMarks, type Mark } from '../kernel/ordinal.js';
import type { Work } from '../kernel/work.js';
import { type Component, components, liveCaps } from '../problem/components.js';
import { CAPACITY_THAT_DOES_NOT_EXIST, openPrices } from '../problem/open-prices.js';
import { countArcs, partOf } from '../problem/part.js';
import { withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution } from '../problem/problem.js';
import { leastArcs, MANY_ARCS } from './best-flow.js';

/** Arcs below which a part is not worth sending away. */
const LEAST = 50_000;

/**
 * A problem in parts that cannot affect each other: shares its components out into at most `most` parts of about as many arcs. Nothing where one part would be all there is.
 *
 * Components keep their order, their lines and their caps within a part, so each is solved there as it would be in the whole: however
 * many parts there are, the solution is the same. O(size).
 *
 * @param least arcs per part at least, on average
 */
export function* splitSteps(problem: Problem, levels: readonly Level[], most: number, least: number = LEAST) {
  const wanted = Math.min(most, Math.floor(problem.head.length / least));
  // Wholes and rows join components that flows do not.
  if (wanted < 2 || problem.wholes || problem.crossing) return undefined;
  const rest = withoutPins(problem);
  const live = liveCaps(rest);
  yield problem.head.length;
  const bins = shareOut(rest, yield* components(rest, live, levels.includes('fair'), leastArcs(rest)), wanted);
  if (bins.length < 2) return undefined;
  // What is put together in the whole must be in the parts.
  if (leastArcs(rest) > 0 && bins.some(({ lines }) => countArcs(rest, lines) < MANY_ARCS)) return undefined;
  const parts: Problem[] = [];
  for (const bin of bins) {
    const part = partOf(rest, bin);
    parts.push(part);
    yield part.head.length;
  }
  return {
    /** Problems whose columns are their own: they may be given away. */
    parts,
    /** The solution of the whole, value by value that of `solve`, from those of the parts in their order. */
    merge: (solutions: readonly Solution[]) => merge(problem, live, bins, solutions, levels),
  };
}

/** The largest component goes to the emptiest bin, and so on; of equals the first. */
function shareOut(problem: Problem, all: readonly Component[], wanted: number): Component[] {
  const arcs = all.map(({ lines }) => countArcs(problem, lines));
  const bins = Array.from({ length: Math.min(wanted, all.length) }, () => ({ arcs: 0, components: [] as Component[] }));
  for (const i of [...all.keys()].sort((a, b) => arcs[b]! - arcs[a]! || a - b)) {
    const bin = bins.reduce((least, other) => (other.arcs < least.arcs ? other : least));
    bin.arcs += arcs[i]!;
    bin.components.push(all[i]!);
  }
  return bins.map((bin) => ({
    lines: ascending(bin.components.map(({ lines }) => lines)),
    caps: ascending(bin.components.map(({ caps }) => caps)),
  }));
}

function ascending(lists: readonly Int32Array[]): Int32Array {
  return Int32Array.from(lists.flatMap((list) => [...list])).sort();
}

function* merge(
  { head, candidateStart, arcStart, pinned }: Problem,
  live: Uint8Array,
  bins: readonly Component[],
  solutions: readonly Solution[],
  proved: readonly Level[],
): Work<Solution> {
  const flow = pinned?.slice() ?? new Float64Array(head.length);
  const nothing: Mark[] = live.includes(0) ? [CAPACITY_THAT_DOES_NOT_EXIST] : [];
  const all = solutions.flatMap((solution) => solution.prices.marks.filter(isOfUnits));
  const marks = distinctMarks([...nothing, ...all].sort(compareMarks));
  const found = openPrices(
    live,
    solutions.some(({ prices }) => prices.load !== undefined),
  );
  for (let j = 0; j < bins.length; j++) {
    const { lines, caps } = bins[j]!;
    const part = solutions[j]!;
    let from = 0;
    for (const n of lines) {
      const end = arcStart[candidateStart[n + 1]!]!;
      for (let a = arcStart[candidateStart[n]!]!; a < end; a++) flow[a]! += part.flow[from++]!;
    }
    const placeOf = placesOf(part.prices.marks, marks);
    for (let i = 0; i < caps.length; i++) {
      const at = part.prices.position[i]!;
      found.position[caps[i]!] = at < 0 ? -1 : placeOf[at]!;
      found.keep[caps[i]!] = part.prices.keep[i]!;
      if (found.load) found.load[caps[i]!] = part.prices.load![i]!;
      found.cost[caps[i]!] = part.prices.cost[i]!;
    }
    yield part.flow.length;
  }
  return { flow, prices: { marks, ...found }, proved };
}

/** Not the mark of a part's last cap. */
function isOfUnits(mark: Mark): boolean {
  return compareMarks(mark, CAPACITY_THAT_DOES_NOT_EXIST) !== 0;
}

/** Where each of the ascending marks stands among others, also ascending, that hold it if it is one of units. */
function placesOf(marks: readonly Mark[], among: readonly Mark[]): Int32Array {
  let at = 0;
  return Int32Array.from(marks, (mark) => {
    if (!isOfUnits(mark)) return 0;
    while (compareMarks(among[at]!, mark) < 0) at++;
    return at;
  });
}
