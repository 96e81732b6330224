import { where } from '../matters.js';
import { inSameCommunity, type Term } from '../pair.js';

/**
 * 2000 for every tier that a need goes up to meet the offer: own station before district before city. Two communities, or two places of one street where stations
 * are not known, are at least one apart; what is not known costs one and a half. Source: T in src/README.md.
 */
export const tierHop: Term = where({ offer: () => true, bySurroundings: true }, (pair) => {
  if (inSameCommunity(pair)) return 0;
  const { tierHop: steps, needPlace, providerPlace } = pair;
  const isSameStreet = needPlace.street !== undefined && needPlace.street === providerPlace.street;
  if (steps === undefined) return isSameStreet ? 2000 : 3000;
  return 2000 * Math.max(steps, providerPlace.community === undefined ? 0 : 1);
});
