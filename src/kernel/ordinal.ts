import { compareProducts, divideProduct } from './exact.js';

/**
 * Place of one unit of a fair-share class in the order of service: rank ascending, then (unit − 1)/demand ascending, then
 * demand ascending (of two classes equally well off, the one that gains more goes first).
 *
 * Serving as many units as can be in this order gives most coverage rank by rank and, within each rank, a leximin vector
 * of coverage ratios: fairness is only a finer rank (Fujishige 1980; Federgruen & Groenevelt 1986). Only units of classes of one
 * rank and one demand can tie.
 */
export interface Ordinal {
  readonly rank: number;
  /** 1-based. */
  readonly unit: number;
  readonly demand: number;
}

/** Negative where a is served before b, 0 where they tie. Exact. */
export function compareOrdinals(a: Ordinal, b: Ordinal): number {
  return a.rank - b.rank || compareProducts(a.unit - 1, b.demand, b.unit - 1, a.demand) || a.demand - b.demand;
}

/**
 * A point in the order of service: the ordinal itself (offset 0), or one of the points just before (offset < 0) or just after it
 * (offset > 0), where no unit lies. Prices need them to keep apart what is separated by no unit.
 */
export interface Mark extends Ordinal {
  readonly offset: number;
}

/** Negative where a comes before b, 0 where they are the same point. Exact. */
export function compareMarks(a: Mark, b: Mark): number {
  return compareOrdinals(a, b) || a.offset - b.offset;
}

/** How many units of a class of this rank and demand come before `at`, and how many not after it. O(1). */
export function unitsUpTo(at: Ordinal, rank: number, demand: number): { before: number; through: number } {
  if (rank !== at.rank) {
    const all = rank < at.rank ? demand : 0;
    return { before: all, through: all };
  }
  if (demand === at.demand) return { before: at.unit - 1, through: at.unit };
  const { quotient, exact } = divideProduct(at.unit - 1, demand, at.demand);
  // Units with an equal fraction come first where the class is smaller than the one `at` belongs to.
  const count = exact && demand > at.demand ? quotient : quotient + 1;
  return { before: count, through: count };
}

/**
 * The ordinal of the `total`-th unit in the order of service over the given classes, 1 ≤ total ≤ Σ demand.
 *
 * Doubles propose a window of a few units per class around the common ratio, exact integers decide in it; a proposal
 * that proves wrong is widened. O(c log c) for c classes, whatever their demands.
 */
export function nthOrdinal(classes: ArrayLike<number>, rank: Int32Array, demand: Float64Array, total: number): Ordinal {
  const perRank = new Map<number, number>();
  for (let i = 0; i < classes.length; i++) {
    const r = rank[classes[i]!]!;
    perRank.set(r, (perRank.get(r) ?? 0) + demand[classes[i]!]!);
  }
  let left = total;
  let last = 0;
  for (const r of [...perRank.keys()].sort((a, b) => a - b)) {
    last = r;
    if (left <= perRank.get(r)!) break;
    left -= perRank.get(r)!;
  }
  const ratio = left / perRank.get(last)!;
  for (let width = 1; ; width *= 4) {
    const found = nthInWindow(classes, rank, demand, last, left, ratio, width);
    if (found) return found;
  }
}

function nthInWindow(
  classes: ArrayLike<number>,
  rank: Int32Array,
  demand: Float64Array,
  wanted: number,
  total: number,
  ratio: number,
  width: number,
): Ordinal | undefined {
  const window: Ordinal[] = [];
  let below = 0;
  for (let i = 0; i < classes.length; i++) {
    const k = classes[i]!;
    if (rank[k] !== wanted) continue;
    const d = demand[k]!;
    const first = Math.max(0, Math.floor(d * ratio) - width);
    below += first;
    const end = Math.min(d, first + 2 * width + 2);
    for (let unit = first + 1; unit <= end; unit++) window.push({ rank: wanted, unit, demand: d });
  }
  window.sort(compareOrdinals);
  const found = window[total - below - 1];
  if (!found) return undefined;
  let before = 0;
  let through = 0;
  for (let i = 0; i < classes.length; i++) {
    const k = classes[i]!;
    if (rank[k] !== wanted) continue;
    const count = unitsUpTo(found, wanted, demand[k]!);
    before += count.before;
    through += count.through;
  }
  return before < total && total <= through ? found : undefined;
}
