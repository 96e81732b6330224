import type { Need, Offer, Provider, Requirement, Station } from '../model/records.js';

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
  /** Level at which the offer has the capability asked for. */
  readonly level: number;
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
  /** The first nine digits of `adminCode`, if it has as many: the street or town. */
  readonly street: string | undefined;
  readonly location: { readonly lat: number; readonly lng: number } | undefined;
  /** Its station and those above it, upwards; empty: not known. */
  readonly stations: readonly Station[];
  /** Id of its station of tier `street`. */
  readonly streetStation: string | undefined;
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

/** Number of steps up the need's chain of stations to the first that is in the provider's chain too; −1: there is none. */
export function stepsToCommonStation({ needPlace, providerPlace }: Pair): number {
  let steps = 0;
  for (const { id } of needPlace.stations) {
    for (const other of providerPlace.stations) if (other.id === id) return steps;
    steps++;
  }
  return -1;
}
