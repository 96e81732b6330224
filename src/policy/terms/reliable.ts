import { URGENCIES } from '../../model/vocabulary.js';
import { where } from '../matters.js';
import type { Term } from '../pair.js';
import { daysSince, HALF_LIFE } from '../remembered.js';

/**
 * From −1000 for one who always came to 1000 for one who never did, by the estimate (1 + shows) / (2 + shows + noShows); 0 where nothing is known. What a record says that was
 * confirmed d days ago counts 365 / (365 + d). It counts fourfold for an urgent need, threefold, twice, and once for one that is hoped for. Source: R in src/README.md.
 */
export const reliable: Term = where(
  { offer: ({ provider }) => provider.shows !== undefined || provider.noShows !== undefined },
  ({ need, provider: { shows = 0, noShows = 0 }, updatedAt, now }) => {
    const times = URGENCIES.length - URGENCIES.indexOf(need.urgency);
    const whole = HALF_LIFE + daysSince(updatedAt, now);
    return Math.floor((1000 * times * HALF_LIFE * (noShows - shows)) / (2 * whole + HALF_LIFE * (shows + noShows))) + 0;
  },
);
