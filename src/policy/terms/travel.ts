import { where } from '../matters.js';
import { isRemote, type Term } from '../pair.js';

/** Metres between need and provider; 0 where not known, or where both work from afar. Source: src/README.md, the practice. */
export const travel: Term = where(
  { offer: ({ providerPlace }) => providerPlace.location !== undefined, byDistance: true },
  (pair) => (isRemote(pair) ? 0 : (pair.distance ?? 0)),
);
