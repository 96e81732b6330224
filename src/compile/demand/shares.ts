import { LinkageError } from '../../errors/linkage-error.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Need, Provider } from '../../model/records.js';
import type { FairShare } from '../../policy/fair-by.js';
import type { Problem } from '../../problem/problem.js';
import type { GroupRef, LineRef, PastCoverage } from '../compiled.js';
import type { Groups, Ranks } from './lines.js';

/** How many times a need's units count in what a fair share is measured against. O(providers). */
export function weightsOf(providers: Iterable<Provider>, fairShare: FairShare): (need: Need) => number {
  const weights = new Map<string, number>();
  if (fairShare === 'equityWeight') {
    for (const one of providers) if (one.society === 'community') weights.set(one.id, one.equityWeight);
  }
  return ({ community }) => weights.get(community) ?? 1;
}

/**
 * What coverage is counted against per fair-share class, where that is not just its demand. With equity weights a community's units count
 * `equityWeight` times, so that one of weight 2 is held to be as well off as one of weight 1 when it is covered twice as far. With a past, what a
 * class was given and asked for counts as if it were asked for and given now: the k-th unit of a class stands at (covered + k − 1) / share,
 * so that who was last is first. O(lines + past).
 *
 * @throws LinkageError `SUM_TOO_LARGE` for a share beyond 2^53 − 1
 */
export function* sharesOf(
  lines: readonly LineRef[],
  { ranks, groups, group }: Ranks & Groups,
  demand: Float64Array,
  weightOf: ((need: Need) => number) | undefined,
  past: readonly PastCoverage[],
): Work<Pick<Problem, 'served' | 'share'>> {
  if (weightOf === undefined && past.length === 0) return {};
  const share = new Float64Array(groups.length);
  yield* eachInSteps(lines, ({ need }, n) => {
    share[group[n]!]! += demand[n]! * (weightOf?.(need) ?? 1);
  });
  const served = new Float64Array(groups.length);
  const before = pastOf(groups, ranks, past);
  yield* eachInSteps(before, (one, g) => {
    served[g] = one?.covered ?? 0;
    share[g]! += one?.share ?? 0;
  });
  const largest = share.reduce((most, units) => Math.max(most, units), 0);
  if (largest <= Number.MAX_SAFE_INTEGER) return past.length === 0 ? { share } : { served, share };
  throw new LinkageError(
    'SUM_TOO_LARGE',
    `What a class is counted against, ${largest}, is beyond 2^53 − 1. Maybe smaller equity weights, or a shorter history.`,
  );
}

/** The past of each class; `undefined`: it has none. O(classes + past). */
export function pastOf(
  groups: readonly GroupRef[],
  ranks: readonly (readonly number[])[],
  past: readonly PastCoverage[],
): (PastCoverage | undefined)[] {
  const totals = totalsOf(past);
  return groups.map(({ rank, unit, key }) =>
    key === undefined ? undefined : totals.get(classKey({ rank: ranks[rank]!, unit, key })),
  );
}

/** One entry a class, those of the same class added up; by {@link classKey}. */
export function totalsOf(past: Iterable<PastCoverage>): Map<string, PastCoverage> {
  const totals = new Map<string, PastCoverage>();
  for (const one of past) {
    const key = classKey(one);
    const known = totals.get(key);
    const { covered = 0, share = 0 } = known ?? {};
    totals.set(key, { ...one, covered: covered + one.covered, share: share + one.share });
  }
  return totals;
}

function classKey({ rank, unit, key }: Pick<PastCoverage, 'rank' | 'unit' | 'key'>): string {
  return JSON.stringify([rank, unit, key]);
}
