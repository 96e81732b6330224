import type { Provider } from '../model/records.js';
import type { Society } from '../model/vocabulary.js';

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
 * provider that is as reliable as its society usually is. Source: src/README.md, the practice.
 */
export function reliability({ society, shows = 0, noShows = 0 }: Provider): number {
  return (PRIOR * USUAL[society] + shows) / (PRIOR + shows + noShows);
}
