import { type ByPlace, liesInRadius, NO, type Reachable, UNKNOWN, YES } from '../by-place.js';
import { where } from '../matters.js';
import { type BuiltInRule, type Compared, inSameCommunity, isRemote, type Pair } from '../pair.js';
import { cellsOfNeed, cellsOfOffer } from './reach-cells.js';

const byPlace: ByPlace = { reaches, cellsOfOffer, cellsOfNeed };

/** The offer does not reach the need's place. A place that is not known does not forbid. Source: H3 in src/README.md. */
export const reach: BuiltInRule = {
  name: 'reach',
  forbids: where({ line: () => true, byPlace }, (pair) => reaches(pair) === NO),
  compared: (pair) => {
    const { within, radius } = pair.offer.reach ?? {};
    const code = pair.needPlace.adminCode;
    if (radius !== undefined) {
      return { field: 'offer.reach.radius', actual: radius, required: pair.distance ?? null };
    }
    if (code === undefined) return comparedByStation(pair);
    return { field: 'offer.reach.within', actual: within ?? null, required: [...(within ?? []), code] };
  },
};

/** Where nothing but stations tells where the need is: the provider would have to belong to the need's. */
function comparedByStation({ need, provider, providerPlace, needPlace }: Pair): Compared {
  if (provider.society === 'community') {
    return { field: 'need.community', actual: need.community, required: providerPlace.community ?? null };
  }
  const isRegional = provider.society === 'socialWorker' || provider.society === 'resource';
  return {
    field: 'provider.station',
    actual: provider.station ?? null,
    required: (isRegional ? needPlace.stations[0]?.id : needPlace.streetStation) ?? null,
  };
}

/** As rule {@link reach}, with `UNKNOWN` where a place that matters is not known. */
export function reaches(pair: Pair): Reachable {
  if (isRemote(pair) || inSameCommunity(pair)) return YES;
  const { within, radius } = pair.offer.reach ?? {};
  if (within === undefined && radius === undefined) return reachesByDefault(pair);
  const byCode = within === undefined ? NO : liesWithin(pair, within);
  const byDistance = radius === undefined ? NO : liesInRadius(pair.distance ?? Number.NaN, radius);
  return Math.max(byCode, byDistance) as Reachable;
}

function liesWithin({ needPlace }: Pair, prefixes: readonly string[]): Reachable {
  const code = needPlace.adminCode;
  if (code === undefined) return UNKNOWN;
  return answer(prefixes.some((prefix) => code.startsWith(prefix)));
}

/**
 * Where an offer reaches that does not say: a worker's and a resource's own station and all below it (everywhere without a
 * station), a volunteer's and an organisation's own street, a community itself.
 */
export function reachesByDefault(pair: Pair): Reachable {
  switch (pair.provider.society) {
    case 'community':
      return NO;
    case 'socialWorker':
    case 'resource':
      return liesInSubtree(pair);
    default:
      return liesInStreet(pair);
  }
}

function liesInSubtree({ needPlace, providerPlace }: Pair): Reachable {
  const own = providerPlace.stations[0];
  if (own === undefined) return YES;
  if (needPlace.stations.length === 0) return UNKNOWN;
  return answer(needPlace.stations.some((station) => station.id === own.id));
}

/** By administrative codes where both have one of a street, else by the street stations of both. */
function liesInStreet({ needPlace, providerPlace }: Pair): Reachable {
  if (needPlace.street !== undefined && providerPlace.street !== undefined) {
    return answer(needPlace.street === providerPlace.street);
  }
  if (needPlace.streetStation === undefined || providerPlace.streetStation === undefined) return UNKNOWN;
  return answer(needPlace.streetStation === providerPlace.streetStation);
}

function answer(yes: boolean): Reachable {
  return yes ? YES : NO;
}
