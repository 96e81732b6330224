import { inSameCommunity, type Pair, stepsToCommonStation } from '../policy/pair.js';
import type { Ask } from './offer-index.js';
import type { Service } from './offers.js';
import type { Spot } from './places.js';
import { metresBetween } from './sphere.js';

/** A line with what rules and terms want to know of it. */
export interface Demand extends Ask {
  /** Slots that are not over; `undefined`: it names none. */
  readonly slots: readonly number[] | undefined;
}

/** The one object that rules and terms see, filled anew for every offer. */
export type ScratchPair = { -readonly [K in keyof Pair]: Pair[K] } & { needPlace: Spot; providerPlace: Spot };

export function pairOf(line: Demand, service: Service, now: number | undefined): ScratchPair {
  return {
    need: line.need,
    requirement: line.requirement,
    needPlace: line.spot,
    needSlots: line.slots,
    provider: service.provider,
    offer: service.offer,
    providerPlace: service.spot,
    offerSlots: service.slots,
    expiresAt: service.expiresAt,
    updatedAt: service.updatedAt,
    checks: service.checks,
    now,
    level: service.level,
    get tierHop() {
      if (inSameCommunity(this)) return 0;
      const steps = stepsToCommonStation(this);
      return steps === -1 ? undefined : steps;
    },
    get distance() {
      const from = this.needPlace.point;
      const to = this.providerPlace.point;
      return from && to && metresBetween(from, to);
    },
  };
}

/** Puts another offer into the pair. */
export function present(pair: ScratchPair, service: Service): void {
  pair.provider = service.provider;
  pair.offer = service.offer;
  pair.providerPlace = service.spot;
  pair.offerSlots = service.slots;
  pair.expiresAt = service.expiresAt;
  pair.updatedAt = service.updatedAt;
  pair.checks = service.checks;
  pair.level = service.level;
}

/** `need 3, requirement 1, volunteer:7, offer 2`, for messages. */
export function describePair({ need, requirement, provider, offer }: Pair): string {
  return `need ${need.id}, requirement ${requirement.id}, ${provider.society}:${provider.id}, offer ${offer.id}`;
}
