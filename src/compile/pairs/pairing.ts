import { metresBetween, pointOf } from '../../kernel/place/sphere.js';
import { type Ban, inSameCommunity, keyOf, type Pair, stepsToCommonStation } from '../../policy/pair.js';
import type { LocatedLine } from '../supply/offer-index.js';
import type { Service, Supply } from '../supply/offers.js';

/** A line with what rules and terms want to know of it. */
export interface Demand extends LocatedLine {
  /** Slots that are not over; `undefined`: it names none. */
  readonly slots: readonly number[] | undefined;
  /** Bans that name its need, and either this line or none. */
  readonly bans?: readonly Ban[] | undefined;
}

const NONE: readonly Ban[] = [];

/** A distance that is not worked out yet; one that is is ≥ 0, or NaN where a place is not known. */
export const UNMEASURED = -1;

/**
 * What rules and terms see of a line and, one after the other, the offers it may be matched with.
 *
 * A class, since a literal with getters would give every object a shape of its own, which makes all rules several times
 * slower.
 */
export class PairInHand implements Pair {
  private supply!: Supply;
  private metres = UNMEASURED;
  level = 0;

  constructor(
    private readonly line: Demand,
    readonly now: number | undefined,
  ) {}

  show({ supply, level }: Service, metres = UNMEASURED): void {
    this.supply = supply;
    this.level = level;
    this.metres = metres;
  }

  get need() {
    return this.line.need;
  }
  get requirement() {
    return this.line.requirement;
  }
  get needPlace() {
    return this.line.place;
  }
  get needSlots() {
    return this.line.slots;
  }
  get provider() {
    return this.supply.provider;
  }
  get offer() {
    return this.supply.offer;
  }
  get providerPlace() {
    return this.supply.place;
  }
  get offerSlots() {
    return this.supply.slots;
  }
  get expiresAt() {
    return this.supply.expiresAt;
  }
  get updatedAt() {
    return this.supply.updatedAt;
  }
  get checks() {
    return this.supply.checks;
  }

  get slots() {
    return this.supply.allSlots;
  }
  get usedAt() {
    return this.supply.usedAt;
  }
  get guardian() {
    return this.supply.guardian;
  }
  get supervised() {
    return this.supply.supervised;
  }
  get assets() {
    return this.supply.assets;
  }
  get incubates() {
    return this.supply.incubates;
  }
  get bans(): readonly Ban[] {
    const { bans = NONE } = this.line;
    return bans.length === 0 ? NONE : bans.filter(({ provider }) => provider === keyOf(this));
  }

  get tierHop() {
    if (inSameCommunity(this)) return 0;
    const steps = stepsToCommonStation(this);
    return steps === -1 ? undefined : steps;
  }

  get distance() {
    if (this.metres === UNMEASURED) {
      const from = this.line.place.location;
      const to = this.supply.place.location;
      this.metres = from && to ? metresBetween(pointOf(from), pointOf(to)) : Number.NaN;
    }
    return Number.isNaN(this.metres) ? undefined : this.metres;
  }
}

/** `need 3, requirement 1, volunteer:7, offer 2`, for messages. */
export function describePair(pair: Pair): string {
  return `need ${pair.need.id}, requirement ${pair.requirement.id}, ${keyOf(pair)}, offer ${pair.offer.id}`;
}
