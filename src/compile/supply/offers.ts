import { groupsBy } from '../../kernel/maps.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import { providerKey } from '../../model/graph.js';
import { byCodeUnit } from '../../model/order.js';
import type { Provider, Slot, SocialWorker, Volunteer } from '../../model/records.js';
import type { AssetDimension } from '../../model/vocabulary.js';
import type { Locality } from '../../policy/pair.js';
import type { OfferRef } from '../compiled.js';
import type { Places } from './places.js';
import { isSlotted, type Slots, slotsOf } from './slots.js';

/** An offer with what rules and terms want to know of it, worked out once. */
export interface Supply extends OfferRef {
  readonly place: Locality;
  /** Slots in which it still stands; `undefined`: slots do not matter to it. */
  readonly slots: readonly number[] | undefined;
  readonly expiresAt: number | undefined;
  readonly updatedAt: number | undefined;
  readonly checks: ReadonlyMap<string, number>;
  readonly guardian: Volunteer | undefined;
  readonly supervised: readonly SocialWorker[];
  /** Of the provider's community. */
  readonly assets: ReadonlySet<AssetDimension>;
  /** Some organisation is said to be incubated. */
  readonly incubates: boolean;
  /** Every slot of the network, and its last moment. */
  readonly allSlots: readonly Slot[];
  readonly usedAt: Slots['usedAt'];
}

/** One capability of an offer. */
export interface Service {
  readonly supply: Supply;
  /** Number of the offer. */
  readonly number: number;
  readonly capability: string;
  readonly level: number;
}

/** The services of all offers, in their order. */
export function* servicesOf(supplies: readonly Supply[]): Work<Service[]> {
  const services: Service[] = [];
  yield* eachInSteps(supplies, (supply, number) => {
    for (const { code, level } of supply.offer.capabilities) services.push({ supply, number, capability: code, level });
  });
  return services;
}

/**
 * All offers of the providers, which are sorted by (society, id); the offers of each by id.
 *
 * @param known what these providers do not tell themselves; without it they are all there are
 */
export function* suppliesOf(
  providers: readonly Provider[],
  places: Places,
  slots: Slots,
  known?: Surroundings,
): Work<Supply[]> {
  const around = known ?? (yield* surroundingsOf(providers));
  const supplies: Supply[] = [];
  yield* eachInSteps(providers, (provider) => {
    const key = providerKey(provider);
    const place = places.ofProvider(provider);
    const updatedAt = instantOf(provider.updatedAt);
    const checks = provider.checks.length === 0 ? NO_CHECKS : checksOf(provider);
    const guardian = provider.society === 'volunteer' ? around.volunteers.get(provider.guardian ?? '') : undefined;
    const supervised = (provider.society === 'socialWorker' && around.supervised.get(provider.id)) || NOBODY;
    const assets = around.assets.get(provider.community ?? '') ?? NO_ASSETS;
    const { incubates } = around;
    for (const offer of provider.offers.toSorted((a, b) => byCodeUnit(a.id, b.id))) {
      supplies.push({
        provider,
        offer,
        key,
        place,
        slots: openSlots({ provider, offer, key }, slots),
        expiresAt: instantOf(offer.expiresAt),
        updatedAt,
        checks,
        guardian,
        supervised,
        assets,
        incubates,
        allSlots: slots.records,
        usedAt: slots.usedAt,
      });
    }
  });
  return supplies;
}

const NOBODY: readonly SocialWorker[] = [];
const NO_CHECKS: ReadonlyMap<string, number> = new Map();

/** When each check of a provider runs out: the latest, if it is listed several times. */
function checksOf(provider: Provider): ReadonlyMap<string, number> {
  const checks = new Map<string, number>();
  for (const { code, expiresAt } of provider.checks) {
    const until = instantOf(expiresAt) ?? Number.POSITIVE_INFINITY;
    checks.set(code, Math.max(until, checks.get(code) ?? until));
  }
  return checks;
}

const NO_ASSETS: ReadonlySet<AssetDimension> = new Set();

/** What rules and terms ask of other providers than the one in hand. */
export interface Surroundings {
  readonly volunteers: Pick<ReadonlyMap<string, Volunteer>, 'get'>;
  readonly assets: ReadonlyMap<string, ReadonlySet<AssetDimension>>;
  /** Workers by the id of the supervisor on their record. */
  readonly supervised: ReadonlyMap<string, readonly SocialWorker[]>;
  readonly incubates: boolean;
}

export function* surroundingsOf(providers: readonly Provider[]): Work<Surroundings> {
  const volunteers = new Map<string, Volunteer>();
  const assets = new Map<string, ReadonlySet<AssetDimension>>();
  let incubates = false;
  yield* eachInSteps(providers, (provider) => {
    if (provider.society === 'volunteer') volunteers.set(provider.id, provider);
    else if (provider.society === 'organisation') incubates ||= provider.incubatedBy !== undefined;
    else if (provider.society === 'community' && provider.assets !== undefined) {
      assets.set(provider.id, new Set(provider.assets.map(({ dimension }) => dimension)));
    }
  });
  return { volunteers, assets, supervised: supervisedBy(providers), incubates };
}

/** Workers who are not inactive, by the id of the supervisor on their record. O(providers). */
export function supervisedBy(providers: readonly Provider[]): Surroundings['supervised'] {
  const workers = providers.filter((one) => one.society === 'socialWorker');
  return groupsBy(workers, ({ supervisor, status }) =>
    supervisor === undefined || status === 'inactive' ? [] : [supervisor],
  );
}

function openSlots(ref: OfferRef, slots: Slots): readonly number[] | undefined {
  const matters = ref.offer.windows !== undefined || isSlotted(ref, slots);
  return matters ? slots.open(slotsOf(ref, slots)) : undefined;
}

/** Milliseconds since 1970 of an ISO 8601 instant. */
export function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
