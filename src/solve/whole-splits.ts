import { type Stoppable, untilTold } from '../kernel/work.js';
import { type CrossingProblem, clustersOf } from '../problem/clusters.js';
import { range } from '../problem/columns.js';
import { firstBroken, sharesAround, usesOf, withSplit } from '../problem/crossing.js';
import type { ChoiceProblem, Crossing, Problem, Solution, Split } from '../problem/problem.js';
import { choiceFigures } from '../proof/choice-check.js';
import { capacityWithin, halves, openBounds, type RowBounds } from '../proof/split-check.js';
import { fullest, halfway } from './uncross.js';

/** Work for the search, and splits on the way to an end at most. */
const MEANS = 4_000_000;
const DEPTH = 60;

/** What is best where nothing crosses. */
type Settle = (problem: Problem) => Stoppable<Pick<Solution, 'flow' | 'chosen' | 'proved'>>;

/**
 * A better split where rows hold back needs met whole: which are met, and how rows are shared, branch by branch. Each part of the search is the best choice without rows under capacities that keep
 * what was decided; where it breaks none it is a plan, else one of the caps of a broken row carries at most so much, or more. Depth first, while means last, so that what is found is at least as good
 * as what was there; what it leaves open is for the search of wholes to bound.
 *
 * @param loose units per arc of what is best without rows
 * @returns nothing where nothing better was found
 */
export function* betterSplit(
  problem: CrossingProblem & ChoiceProblem,
  first: { readonly split: Split; readonly flow: Float64Array; readonly chosen: NonNullable<Solution['chosen']> },
  settle: Settle,
  loose: Float64Array,
): Stoppable<Split['caps'] | undefined> {
  const ofWholes = new Set<number>();
  for (const { caps, problem: own } of yield* clustersOf(problem))
    if (own.crossing.weight.includes(0)) for (const c of caps) ofWholes.add(c);
  const caps = first.split.caps.filter(([c]) => !ofWholes.has(c));
  const { capacity } = withSplit(problem, { caps });
  const own: CrossingProblem & ChoiceProblem = { ...problem, capacity, crossing: rowsOver(problem.crossing, ofWholes) };
  const figuresOf = ({ flow, chosen }: Pick<typeof first, 'flow' | 'chosen'>) =>
    choiceFigures(problem, chosen.choice, flow).slice(0, -2);
  let best = figuresOf(first);
  let found: Split['caps'] | undefined;
  let left = MEANS;
  const { crossing, ...free } = own;
  const open: { bounds: RowBounds; depth: number }[] = [];
  const part = (bounds: RowBounds, use: Float64Array, depth: number) => {
    const { place, at } = halfway(crossing, fullest(own, use), use, bounds);
    open.push(...halves(bounds, place, at).map((half) => ({ bounds: half, depth })));
  };
  const wanted = usesOf(own, loose);
  if (firstBroken(crossing, wanted) >= 0) part(openBounds(own), wanted, 1);
  while (open.length > 0) {
    const { bounds, depth } = open.pop()!;
    const within = capacityWithin(own, bounds);
    if (!within) continue;
    const here = yield* untilTold(settle({ ...free, capacity: within }), (work) => (left -= work) < 0);
    const { flow, chosen, proved } = here?.value ?? {};
    if (!flow || !chosen || proved?.length === 0) break;
    const figures = figuresOf({ flow, chosen });
    if (!isBetter(figures, best)) continue;
    const use = usesOf(own, flow);
    if (firstBroken(crossing, use) < 0) {
      best = figures;
      const shares = sharesAround(crossing, use, within, capacity);
      found = [...caps, ...Array.from(crossing.cap, (c, i) => [c, shares[i]!] as const)].sort(([a], [b]) => a - b);
    } else if (depth < DEPTH) part(bounds, use, depth + 1);
  }
  return found;
}

function rowsOver({ start, cap, times, limit, weight }: Crossing, caps: ReadonlySet<number>): Crossing {
  const rows = range(0, limit.length).filter((r) => caps.has(cap[start[r]!]!));
  const places = rows.map((r) => range(start[r]!, start[r + 1]!));
  const own = places.flat();
  const starts = Int32Array.of(0, ...places.map(({ length }) => length));
  for (let r = 0; r < rows.length; r++) starts[r + 1]! += starts[r]!;
  return {
    start: starts,
    cap: Int32Array.from(own, (i) => cap[i]!),
    times: Float64Array.from(own, (i) => times[i]!),
    limit: Float64Array.from(rows, (r) => limit[r]!),
    weight,
  };
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((units, i) => units !== b[i]);
  return at >= 0 && a[at]! > b[at]!;
}
