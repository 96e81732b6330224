import { inSameCommunity, type Pair, stepsToCommonStation } from '../policy/pair.js';
import type { Ask } from './offer-index.js';
import type { Service } from './offers.js';
import { metresBetween } from './sphere.js';

/** A line with what rules and terms want to know of it. */
export interface Demand extends Ask {
  /** Slots that are not over; `undefined`: it names none. */
  readonly slots: readonly number[] | undefined;
}

/**
 * What rules and terms see: filled anew for every pair.
 *
 * A class, since a literal with getters would give every object a shape of its own, which makes all rules several times
 * slower.
 */
export class PairInHand implements Pair {
  constructor(
    private line: Demand,
    private service: Service,
    readonly now: number | undefined,
  ) {}

  show(line: Demand, service: Service): this {
    this.line = line;
    this.service = service;
    return this;
  }

  get need() {
    return this.line.need;
  }
  get requirement() {
    return this.line.requirement;
  }
  get needPlace() {
    return this.line.spot;
  }
  get needSlots() {
    return this.line.slots;
  }
  get provider() {
    return this.service.provider;
  }
  get offer() {
    return this.service.offer;
  }
  get level() {
    return this.service.level;
  }
  get providerPlace() {
    return this.service.spot;
  }
  get offerSlots() {
    return this.service.slots;
  }
  get expiresAt() {
    return this.service.expiresAt;
  }
  get updatedAt() {
    return this.service.updatedAt;
  }
  get checks() {
    return this.service.checks;
  }

  get tierHop() {
    if (inSameCommunity(this)) return 0;
    const steps = stepsToCommonStation(this);
    return steps === -1 ? undefined : steps;
  }

  get distance() {
    const from = this.line.spot.point;
    const to = this.service.spot.point;
    return from && to && metresBetween(from, to);
  }
}

/** `need 3, requirement 1, volunteer:7, offer 2`, for messages. */
export function describePair({ need, requirement, provider, offer }: Pair): string {
  return `need ${need.id}, requirement ${requirement.id}, ${provider.society}:${provider.id}, offer ${offer.id}`;
}
