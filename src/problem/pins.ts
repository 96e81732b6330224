import { usedOf } from './crossing.js';
import type { Problem } from './problem.js';

/** A problem without pins: what was served before and what is counted against are told. */
export type Unpinned = Problem & Required<Pick<Problem, 'served' | 'share'>>;

/**
 * The problem that is left once every pinned unit is placed: what pins use is taken from demands, bounds and caps, promises that pins
 * keep are kept, and the units count as served, and as load, already. A plan with the pins is best exactly where the rest is best here. O(size).
 */
export function withoutPins(problem: Problem): Unpinned {
  const { pinned, group, demand, candidateStart, arcStart, head, max, previous, capacity, parent, load, crossing } =
    problem;
  const groups = group.reduce((most, g) => Math.max(most, g + 1), 0);
  const served = problem.served?.slice() ?? new Float64Array(groups);
  const share = problem.share?.slice() ?? served.slice();
  if (!problem.share) for (let n = 0; n < demand.length; n++) share[group[n]!]! += demand[n]!;
  if (!pinned?.some((units) => units > 0)) return { ...problem, served, share };

  const rest = { demand: demand.slice(), max: max.slice(), previous: previous.slice(), capacity: capacity.slice() };
  const placed = load?.given.slice();
  const used = new Float64Array(capacity.length);
  for (let n = 0; n < demand.length; n++) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const units = pinned[a]!;
        if (units === 0) continue;
        rest.demand[n]! -= units;
        rest.max[p]! -= units;
        rest.previous[p] = Math.max(0, rest.previous[p]! - units);
        served[group[n]!]! += units;
        for (let c = head[a]!; c >= 0; c = parent[c]!) {
          rest.capacity[c]! -= units;
          used[c]! += units;
          if (placed) placed[c]! += units;
        }
      }
    }
  }
  const { pinned: _, ...others } = problem;
  return {
    ...others,
    ...rest,
    served,
    share,
    ...(load && placed && { load: { ...load, given: placed } }),
    ...(crossing && {
      crossing: { ...crossing, limit: crossing.limit.map((limit, r) => limit - usedOf(crossing, r, used)) },
    }),
  };
}
