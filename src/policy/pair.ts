import type { Need, Offer, Provider, Requirement, Station } from '../model/records.js';
import type { Tier } from '../model/vocabulary.js';

/**
 * A requirement and an offer that has its capability and its unit: what rules and terms judge.
 *
 * One object is filled anew for every pair. Read it, never keep or change it.
 */
export interface Pair {
  readonly need: Need;
  readonly requirement: Requirement;
  readonly provider: Provider;
  readonly offer: Offer;
  /** Milliseconds since 1970; `undefined`: time plays no part. */
  readonly now: number | undefined;
  readonly needPlace: Locality;
  readonly providerPlace: Locality;
  /** Slots in which the requirement can still be met, ascending; `undefined`: any. */
  readonly needSlots: readonly number[] | undefined;
  /** Slots in which the offer still stands, ascending; `undefined`: any. */
  readonly offerSlots: readonly number[] | undefined;
  /** End of the offer in milliseconds; `undefined`: none. */
  readonly expiresAt: number | undefined;
  /** When the provider's record was last confirmed, in milliseconds. */
  readonly updatedAt: number | undefined;
  /** The provider's checks and when each runs out, in milliseconds (`Infinity`: never). */
  readonly checks: ReadonlyMap<string, number>;
  /** Steps from the need's station up to the one both share: 0 in one community or station; `undefined`: not known. */
  readonly tierHop: number | undefined;
  /** Great-circle distance in whole metres; `undefined`: one of the two is not known. Worked out when read. */
  readonly distance: number | undefined;
}

/** Where a need or a provider is, as far as it is known. */
export interface Locality {
  readonly community: string | undefined;
  /** Without zero padding: 2, 4, 6, 9 or 12 digits. */
  readonly adminCode: string | undefined;
  readonly location: { readonly lat: number; readonly lng: number } | undefined;
  /** Its station and those above it, upwards; empty: not known. */
  readonly stations: readonly Station[];
}

/** A hard rule: `true` forbids the pair. Its name is the reason code. */
export type Rule = (pair: Pair) => boolean;

/** A soft term: the cost of one lot, an integer, 1 ≈ one metre of way. */
export type Term = (pair: Pair) => number;

/** Both sides say that the work can be done from afar. */
export function isRemote(pair: Pair): boolean {
  return pair.requirement.remote && pair.offer.reach?.remote === true;
}

export function inSameCommunity(pair: Pair): boolean {
  return pair.providerPlace.community === pair.need.community;
}

/** Level at which the offer has the capability asked for. */
export function offeredLevel(pair: Pair): number {
  const code = pair.requirement.capability.code;
  for (const skill of pair.offer.capabilities) if (skill.code === code) return skill.level;
  return 0;
}

/** Number of steps up the need's chain of stations to the first that is in the provider's chain too; −1: there is none. */
export function stepsToCommonStation(pair: Pair): number {
  const above = pair.providerPlace.stations;
  return pair.needPlace.stations.findIndex((station) => above.some((other) => other.id === station.id));
}

/** The station of one tier that a place belongs to. */
export function stationOfTier(place: Locality, tier: Tier): Station | undefined {
  return place.stations.find((station) => station.tier === tier);
}

/** First nine digits of an administrative code: the street or town. `undefined`: the code is shorter. */
export function streetCode(place: Locality): string | undefined {
  const code = place.adminCode;
  return code !== undefined && code.length >= 9 ? code.slice(0, 9) : undefined;
}
