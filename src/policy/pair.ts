import { providerKey } from '../model/graph.js';
import type { Need, Offer, Provider, Requirement, Slot, SocialWorker, Station, Volunteer } from '../model/records.js';
import type { AssetDimension, Bilingual, Tier } from '../model/vocabulary.js';

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
  /** Slots in which the requirement can still be met, ascending; where there is no such list, in all. */
  readonly needSlots: readonly number[] | undefined;
  /** Slots in which the offer still stands, ascending; where there is no such list, in all. */
  readonly offerSlots: readonly number[] | undefined;
  /** Every slot of the network, by its number. */
  readonly slots: readonly Slot[];
  /** Per slot, the last moment of it, in milliseconds, by which dates are judged; its start where its end is not known, `now` where neither is. */
  readonly usedAt: readonly (number | undefined)[];
  /** End of the offer in milliseconds; `undefined`: none. */
  readonly expiresAt: number | undefined;
  /** When the provider's record was last confirmed, in milliseconds. */
  readonly updatedAt: number | undefined;
  /** The provider's checks and when each runs out, in milliseconds (`Infinity`: never). */
  readonly checks: ReadonlyMap<string, number>;
  /** The volunteer that a minor names as guardian. */
  readonly guardian: Volunteer | undefined;
  /** Workers who are not inactive and name the provider as their supervisor. */
  readonly supervised: readonly SocialWorker[];
  /** Dimensions of the assets of the provider's community. */
  readonly assets: ReadonlySet<AssetDimension>;
  /** Some organisation of the network is said to be incubated: so one that is not said to be is not. */
  readonly incubates: boolean;
  /** Bans of the match that name this pair. */
  readonly bans: readonly Ban[];
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

/** A pair that must not be, whatever the rules say: a provider for a need or, with `requirement`, for one line of it. */
export interface Ban {
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Id of the requirement; all of the need if absent. — 需求项编号；不填则指整个需求。 */
  readonly requirement?: string | undefined;
}

/** A hard rule: `true` forbids the pair. Its name is the reason code. */
export type Rule = (pair: Pair) => boolean;

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a rule found, and what would have passed it. */
export interface Compared {
  /**
   * The field that would have to change: a path from `need`, `requirement`, `provider`, `offer`, `guardian`, `slots` (by id), `bans` or `societies`, such as `offer.reach.radius`.
   * — 须改动的字段，如 offer.reach.radius。
   */
  readonly field: string;
  /** What the field holds; `null`: it is not given. — 现值；null 表示未填。 */
  readonly actual: Json;
  /** What the field could hold for the rule to pass the pair; `null`: nothing. — 符合规则所需的值；null 表示无可改。 */
  readonly required: Json;
  /** Other fields that would have to change as well. — 须一并改动的其他字段。 */
  readonly also?: readonly Compared[];
}

/** A rule of a policy: its name is the reason code. */
export interface NamedRule {
  readonly name: string;
  readonly forbids: Rule;
  /** Built-in rules tell why; to be asked only for a pair that the rule forbids. */
  readonly compared?: ((pair: Pair) => Compared) | undefined;
  /** How it is spoken of: 超出服务范围, out of reach. Without it, by its name. */
  readonly words?: Bilingual | undefined;
  /** What would help those that it turns away: 扩大服务范围, widen the reach. */
  readonly fix?: Bilingual | undefined;
  /** Of a rule of dates: the instant from which it forbids the pair, in milliseconds, so that slots that end later are not used. */
  readonly until?: ((requirement: Requirement, offer: Pick<Pair, 'expiresAt' | 'checks'>) => number) | undefined;
  /** Most units of the offer that one need gets where the rule lets it pass; `undefined`: as many as it asks. */
  readonly limits?: ((offer: Offer) => ((need: Need) => number) | undefined) | undefined;
  /** Requests that a provider may have within seven days, those of the plan among them, and how many it had before; `undefined`: they are not counted. */
  readonly requests?:
    | ((provider: Provider) => { readonly limit: number; readonly asked: number } | undefined)
    | undefined;
  /** `true`: needs of one household together get no more than `limits` says of each. */
  readonly perHousehold?: boolean | undefined;
}

/** A rule of this library: it can always tell why. */
export interface BuiltInRule extends NamedRule {
  readonly compared: (pair: Pair) => Compared;
}

/** A soft term: the cost of one lot, an integer, 1 ≈ one metre of way. */
export type Term = (pair: Pair) => number;

/** A term of a policy, at its scale. */
export interface NamedTerm {
  readonly term: Term;
  readonly scale: number;
  /** How it is spoken of: 路程, travel. Without it, by its name. */
  readonly words?: Bilingual | undefined;
}

/** Both sides say that the work can be done from afar. */
export function isRemote(pair: Pair): boolean {
  return pair.requirement.remote && pair.offer.reach?.remote === true;
}

/** Node key of the pair's provider. */
export function keyOf({ provider }: Pair): string {
  return providerKey(provider);
}

/** What is known of where the two are. */
export type Apart = Pick<Pair, 'needPlace' | 'providerPlace'> & { readonly need: Pick<Need, 'community'> };

export function inSameCommunity(pair: Apart): boolean {
  return pair.providerPlace.community === pair.need.community;
}

/** The tier of what need and provider have in common: `street` for one community, `city` where nothing is known to be. */
export function tierInCommon(pair: Apart): Tier {
  if (inSameCommunity(pair)) return 'street';
  return pair.needPlace.stations[stepsToCommonStation(pair)]?.tier ?? 'city';
}

/** Number of steps up the need's chain of stations to the first that is in the provider's chain too; −1: there is none. */
export function stepsToCommonStation({ needPlace, providerPlace }: Apart): number {
  let steps = 0;
  for (const { id } of needPlace.stations) {
    for (const other of providerPlace.stations) if (other.id === id) return steps;
    steps++;
  }
  return -1;
}
