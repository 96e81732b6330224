import { compareProducts, divideProduct } from './exact.js';

/**
 * Place of one unit of a fair-share class in the order of service: rank ascending, then (unit − 1)/demand ascending, then
 * demand ascending (of two classes equally well off, the one that gains more goes first).
 *
 * Serving as many units as can be in this order gives most coverage rank by rank and, within each rank, a leximin vector
 * of coverage ratios: fairness is only a finer rank (Fujishige 1980; Federgruen & Groenevelt 1986). Only units of classes of one
 * rank and one demand can tie.
 *
 * Where a class is served in portions, all units of a portion have the place of its first, and of two classes equally well off the one goes first of
 * which a portion is more: demand/portion ascending.
 */
export interface Ordinal {
  readonly rank: number;
  /** 1-based. */
  readonly unit: number;
  readonly demand: number;
  /** Units that come together; absent: 1. */
  readonly portion?: number | undefined;
}

/** Negative where a is served before b, 0 where they tie. Exact. */
export function compareOrdinals(a: Ordinal, b: Ordinal): number {
  return a.rank - b.rank || compareProducts(a.unit - 1, b.demand, b.unit - 1, a.demand) || compareGains(a, b);
}

/** Negative where a portion of a's class is more of it than one of b's; all of it at most. */
function compareGains(a: Gain, b: Gain): number {
  return compareProducts(a.demand, Math.min(b.portion ?? 1, b.demand), b.demand, Math.min(a.portion ?? 1, a.demand));
}

type Gain = Pick<Ordinal, 'demand' | 'portion'>;

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

/** Ascending marks, each once. */
export function distinctMarks(sorted: readonly Mark[]): Mark[] {
  return sorted.filter((mark, i) => i === 0 || compareMarks(sorted[i - 1]!, mark) !== 0);
}

/** Where a mark, or an ordinal itself, stands or would stand in a sorted list. O(log). */
export function indexOfMark(marks: readonly Mark[], wanted: Ordinal & Partial<Mark>): number {
  const { offset = 0 } = wanted;
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((compareOrdinals(marks[middle]!, wanted) || marks[middle]!.offset - offset) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Fair-share classes as columns. Class k still asks for `demand[k]` units, its units `served[k] + 1 … served[k] + demand[k]` (served
 * before, or pinned), and counts them against `share[k]`: see {@link ordinalOf}.
 */
export interface ClassColumns {
  readonly rank: Int32Array;
  readonly demand: Float64Array;
  readonly served: Float64Array;
  /** At least served + demand. */
  readonly share: Float64Array;
  /** Units that come together, counted from those served before; the last portion may be smaller. Absent: 1 each. */
  readonly portion?: Float64Array | undefined;
}

/** The ordinal of the `unit`-th unit, from 1, that class k still asks for. */
export function ordinalOf(
  { rank, served, share, portion }: Omit<ClassColumns, 'demand'>,
  k: number,
  unit: number,
): Ordinal {
  const own = portion?.[k] ?? 1;
  const place = { rank: rank[k]!, unit: served[k]! + unit - ((unit - 1) % own), demand: share[k]! };
  return own === 1 ? place : { ...place, portion: own };
}

/** How many of the units that class k still asks for come before `at`, and how many not after it. O(1). */
export function openUnitsUpTo(at: Ordinal, classes: ClassColumns, k: number): { before: number; through: number } {
  const open = classes.demand[k]!;
  const rank = classes.rank[k]!;
  if (rank !== at.rank) return rank < at.rank ? { before: open, through: open } : { before: 0, through: 0 };
  const demand = classes.share[k]!;
  const portion = classes.portion?.[k] ?? 1;
  const { quotient, exact } = divideProduct(at.unit - 1, demand, at.demand);
  // A portion that begins with as great a fraction comes first where it is more of its class, with it where it is as much.
  const gain = exact ? compareGains({ demand, portion }, at) : -1;
  const upTo = (last: number) => {
    const portions = Math.floor((last - classes.served[k]!) / portion) + 1;
    return Math.min(Math.max(portions, 0) * portion, open);
  };
  return { before: upTo(gain < 0 ? quotient : quotient - 1), through: upTo(gain <= 0 ? quotient : quotient - 1) };
}
