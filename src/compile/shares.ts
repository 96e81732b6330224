import { LinkageError } from '../errors.js';
import { eachInSteps, type Work } from '../kernel/work.js';
import type { Provider } from '../model/records.js';
import type { LineRef } from './compiled.js';

/**
 * What coverage is counted against per fair-share class, with equity weights: a community's units count `equityWeight` times, so one of
 * weight 2 is held to be as well off as one of weight 1 when it is covered twice as far. O(lines).
 *
 * @throws LinkageError `SUM_TOO_LARGE` for a share beyond 2^53 − 1
 */
export function* weightedShares(
  lines: readonly LineRef[],
  group: Int32Array,
  demand: Float64Array,
  providers: readonly Provider[],
): Work<Float64Array> {
  const share = new Float64Array(group.reduce((most, g) => Math.max(most, g + 1), 0));
  const weights = new Map<string, number>();
  for (const provider of providers)
    if (provider.society === 'community') weights.set(provider.id, provider.equityWeight);
  yield* eachInSteps(lines, ({ need }, n) => {
    share[group[n]!]! += demand[n]! * (weights.get(need.community) ?? 1);
  });
  const largest = share.reduce((most, units) => Math.max(most, units), 0);
  if (largest <= Number.MAX_SAFE_INTEGER) return share;
  throw new LinkageError(
    'SUM_TOO_LARGE',
    `A weighted share, ${largest}, is beyond 2^53 − 1. Maybe use smaller equity weights.`,
  );
}
