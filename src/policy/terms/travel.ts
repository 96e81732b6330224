import { where } from '../matters.js';
import { inSameCommunity, isRemote, type Term } from '../pair.js';

/** What a way of unknown length costs between two communities: half of ten kilometres. */
const UNKNOWN = 5000;

/** Metres between need and provider; 0 where both work from afar, or in one community if not known, else {@link UNKNOWN}. Source: T in src/README.md. */
export const travel: Term = where({ offer: () => true, byDistance: true }, (pair) =>
  isRemote(pair) ? 0 : (pair.distance ?? (inSameCommunity(pair) ? 0 : UNKNOWN)),
);
