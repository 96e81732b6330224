import { instantOf } from '../compile/supply/offers.js';
import type { Provider } from '../model/records.js';
import type { Society } from '../model/vocabulary.js';
import { daysSince, HALF_LIFE } from '../policy/remembered.js';

/**
 * How likely a provider is to come, before anything is known of it: workers 0.98, organisations 0.9, goods and money 0.99 (src/README.md, the practice); communities
 * as workers, volunteers 0.85 (ours).
 */
const USUAL: Readonly<Record<Society, number>> = {
  community: 0.98,
  socialWorker: 0.98,
  organisation: 0.9,
  volunteer: 0.85,
  resource: 0.99,
};

/** How many appointments the usual figure counts for. */
const PRIOR = 10;

/**
 * Probability that a provider shows up: the mean of a beta distribution, (α + shows) / (α + β + shows + noShows), where α and β stand for ten appointments of a
 * provider that is as reliable as its society usually is. As in term `reliable`, what a record says that was confirmed d days before `now` counts 365 / (365 + d).
 * Source: src/README.md, the practice.
 *
 * @param now ISO 8601 with offset; without it nothing fades
 */
export function reliability({ society, shows = 0, noShows = 0, updatedAt }: Provider, now?: string): number {
  const prior = PRIOR * (HALF_LIFE + daysSince(instantOf(updatedAt), instantOf(now)));
  return (prior * USUAL[society] + HALF_LIFE * shows) / (prior + HALF_LIFE * (shows + noShows));
}
