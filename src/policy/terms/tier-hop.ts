import { where } from '../matters.js';
import type { Term } from '../pair.js';

/** 2000 for every tier that a need goes up to meet the offer: own station before district before city. Source: src/README.md, the practice. */
export const tierHop: Term = where(
  { offer: ({ providerPlace }) => providerPlace.stations.length > 0 },
  (pair) => 2000 * (pair.tierHop ?? 0),
);
