import { URGENCIES } from '../../model/vocabulary.js';
import { where } from '../matters.js';
import type { Term } from '../pair.js';

/**
 * From −1000 for one who always came to 1000 for one who never did, by the estimate (1 + shows) / (2 + shows + noShows); 0 where nothing is known. It counts
 * fourfold for an urgent need, threefold, twice, and once for one that is hoped for. Source: R in src/README.md.
 */
export const reliable: Term = where(
  { offer: ({ provider }) => provider.shows !== undefined || provider.noShows !== undefined },
  ({ need, provider: { shows = 0, noShows = 0 } }) => {
    const times = URGENCIES.length - URGENCIES.indexOf(need.urgency);
    return Math.floor((1000 * times * (noShows - shows)) / (2 + shows + noShows)) + 0;
  },
);
