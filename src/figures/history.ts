import type { PastCoverage } from '../compile/compiled.js';
import { totalsOf } from '../compile/demand/shares.js';
import type { Network } from '../model/graph.js';
import { byCodeUnit, byRank } from '../model/order.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { readView, type View } from '../why/view.js';
import { classFigures } from './figures.js';

/**
 * What a plan gave to its fair-share classes, added to the `history` it was made with: pass it to the next `match`, and who was last is first.
 *
 * A class is known again by its rank, its unit and what `fairBy` says, so keep the policy. Requirements that are a class of their own have no
 * history. Sorted by rank, unit and class. O(candidates).
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function coverageHistory(network: Network, plan: Plan, options: Made = {}): PastCoverage[] {
  const view = readView(network, plan, options);
  return sortedHistory([...(view.made.history ?? []), ...classHistory(view)]);
}

/**
 * What one plan gave to its fair-share classes.
 *
 * @param units what it gave by line; what was planned if absent
 */
export function classHistory(view: View, units?: Float64Array): PastCoverage[] {
  const { ranks, groups } = view.compiled;
  const { covered, share } = classFigures(view, [], units);
  return groups.flatMap(({ rank, unit, key }, g) =>
    key === undefined ? [] : [{ rank: [...ranks[rank]!], unit, key, covered: covered[g]!, share: share[g]! }],
  );
}

/** One entry a class, by rank, unit and class. */
export function sortedHistory(all: Iterable<PastCoverage>): PastCoverage[] {
  return [...totalsOf(all).values()].sort(
    (a, b) => byRank(a.rank, b.rank) || byCodeUnit(a.unit, b.unit) || byCodeUnit(a.key, b.key),
  );
}
