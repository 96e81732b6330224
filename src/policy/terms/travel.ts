import { where } from '../matters.js';
import { isRemote, type Term } from '../pair.js';

/**
 * Metres between need and provider; 0 where not known, or where both work from afar. Source: domain 2.5.
 *
 * compile/candidates.ts prices the metres from columns where nothing else costs: change both or neither.
 */
export const travel: Term = where({ offer: ({ providerPlace }) => providerPlace.location !== undefined }, (pair) =>
  isRemote(pair) ? 0 : (pair.distance ?? 0),
);
