import { type Rest, withoutPins } from '../compile/pins.js';
import type { Level, Problem, Solution } from '../compile/problem.js';
import { compareMarks, type Mark } from '../kernel/ordinal.js';
import type { Work } from '../kernel/work.js';
import { type Component, components, liveCaps } from './components.js';
import { CAPACITY_THAT_DOES_NOT_EXIST } from './prices.js';

/** A problem in parts that cannot affect each other. */
export interface Split {
  /** Problems whose columns are their own: they may be given away. */
  readonly parts: readonly Problem[];
  /** The solution of the whole, value by value that of `solve`, from those of the parts in their order. */
  merge(solutions: readonly Solution[]): Work<Solution>;
}

/** Arcs below which a part is not worth sending away. */
const LEAST = 50_000;

/**
 * Shares the components of a problem out into at most `most` parts of about as many arcs. Nothing where one part would be all there is.
 *
 * Components keep their order, their lines and their caps within a part, so each is solved there as it would be in the whole: however
 * many parts there are, the solution is the same. O(size).
 *
 * @param least arcs per part at least, on average
 */
export function* splitSteps(
  problem: Problem,
  levels: readonly Level[],
  most: number,
  least: number = LEAST,
): Work<Split | undefined> {
  const wanted = Math.min(most, Math.floor(problem.head.length / least));
  if (wanted < 2) return undefined;
  const rest = withoutPins(problem);
  const live = liveCaps(rest);
  yield problem.head.length;
  const bins = shareOut(rest, yield* components(rest, live, levels.includes('fair')), wanted);
  if (bins.length < 2) return undefined;
  const parts: Problem[] = [];
  for (const bin of bins) {
    const part = extract(rest, bin);
    parts.push(part);
    yield part.head.length;
  }
  return { parts, merge: (solutions) => merge(problem, live, bins, solutions, levels) };
}

/** The largest component goes to the emptiest bin, and so on; of equals the first. */
function shareOut(problem: Problem, all: readonly Component[], wanted: number): Component[] {
  const arcs = all.map(({ lines }) => arcsOf(problem, lines));
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
  const all = new Int32Array(lists.reduce((length, list) => length + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

function arcsOf({ candidateStart, arcStart }: Problem, lines: Int32Array): number {
  let arcs = 0;
  for (let i = 0; i < lines.length; i++) {
    const n = lines[i]!;
    arcs += arcStart[candidateStart[n + 1]!]! - arcStart[candidateStart[n]!]!;
  }
  return arcs;
}

/**
 * The lines and caps of a bin as a problem. Its last cap holds nothing: arcs that can carry nothing lead there, since a candidate with
 * a dead arc is not the same as one without it.
 */
function extract(problem: Rest, { lines, caps }: Component): Problem {
  const { candidateStart, arcStart, head, cost: costs, max: bounds, previous: promises } = problem;
  const nowhere = caps.length;
  const numberOfCap = new Int32Array(problem.parent.length).fill(nowhere);
  for (let i = 0; i < nowhere; i++) numberOfCap[caps[i]!] = i;
  let candidates = 0;
  for (let i = 0; i < lines.length; i++) candidates += candidateStart[lines[i]! + 1]! - candidateStart[lines[i]!]!;
  const start = new Int32Array(lines.length + 1);
  const cost = new Float64Array(candidates);
  const max = new Float64Array(candidates);
  const previous = new Float64Array(candidates);
  const starts = new Int32Array(candidates + 1);
  const heads = new Int32Array(arcsOf(problem, lines));
  let p = 0;
  let a = 0;
  for (let i = 0; i < lines.length; i++) {
    const end = candidateStart[lines[i]! + 1]!;
    for (let q = candidateStart[lines[i]!]!; q < end; q++) {
      cost[p] = costs[q]!;
      max[p] = bounds[q]!;
      previous[p] = promises[q]!;
      for (let b = arcStart[q]!; b < arcStart[q + 1]!; b++) heads[a++] = numberOfCap[head[b]!]!;
      starts[++p] = a;
    }
    start[i + 1] = p;
  }
  const capacity = new Float64Array(nowhere + 1);
  const parent = new Int32Array(nowhere + 1).fill(-1);
  for (let i = 0; i < nowhere; i++) {
    const above = problem.parent[caps[i]!]!;
    capacity[i] = problem.capacity[caps[i]!]!;
    parent[i] = above < 0 ? -1 : numberOfCap[above]!;
  }
  const arcs = { candidateStart: start, cost, max, previous, arcStart: starts, head: heads };
  return { ...linesOf(problem, lines), ...arcs, capacity, parent, lostPromises: 0 };
}

/** Groups are numbered anew, ranks keep their numbers. */
function linesOf(problem: Rest, lines: Int32Array) {
  const demand = new Float64Array(lines.length);
  const rank = new Int32Array(lines.length);
  const group = new Int32Array(lines.length);
  const numberOfGroup = new Int32Array(problem.served.length).fill(-1);
  const groups: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    const n = lines[i]!;
    const g = problem.group[n]!;
    if (numberOfGroup[g] === -1) numberOfGroup[g] = groups.push(g) - 1;
    demand[i] = problem.demand[n]!;
    rank[i] = problem.rank[n]!;
    group[i] = numberOfGroup[g]!;
  }
  const served = Float64Array.from(groups, (g) => problem.served[g]!);
  const share = Float64Array.from(groups, (g) => problem.share[g]!);
  return { demand, rank, group, served, share };
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
  const marks = [...nothing, ...solutions.flatMap((solution) => solution.prices.marks.filter(isOfUnits))]
    .sort(compareMarks)
    .filter((mark, i, sorted) => i === 0 || compareMarks(sorted[i - 1]!, mark) !== 0);
  const position = new Int32Array(live.length);
  for (let c = 0; c < live.length; c++) position[c] = live[c] ? -1 : 0;
  const keep = new Float64Array(live.length);
  const cost = new Float64Array(live.length);
  for (let j = 0; j < bins.length; j++) {
    const { lines, caps } = bins[j]!;
    const part = solutions[j]!;
    let from = 0;
    for (let i = 0; i < lines.length; i++) {
      const end = arcStart[candidateStart[lines[i]! + 1]!]!;
      for (let a = arcStart[candidateStart[lines[i]!]!]!; a < end; a++) flow[a]! += part.flow[from++]!;
    }
    const placeOf = placesOf(part.prices.marks, marks);
    for (let i = 0; i < caps.length; i++) {
      const at = part.prices.position[i]!;
      position[caps[i]!] = at < 0 ? -1 : placeOf[at]!;
      keep[caps[i]!] = part.prices.keep[i]!;
      cost[caps[i]!] = part.prices.cost[i]!;
    }
    yield part.flow.length;
  }
  return { flow, prices: { marks, position, keep, cost }, proved };
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
