import { type PairJudge, pairJudge } from '../compile/pairs/pair-judge.js';
import { indexOffers, type OfferIndex } from '../compile/supply/offer-index.js';
import { servicesOf } from '../compile/supply/offers.js';
import { columnsOfServices } from '../compile/supply/service-columns.js';
import { groupsBy } from '../kernel/maps.js';
import { finish } from '../kernel/work.js';
import type { ByPlace } from '../policy/by-place.js';
import type { Policy } from '../policy/policy.js';
import type { LivePair } from './block.js';
import { bucketOf, type Line, type PlacedOffer } from './sides.js';

/** Places whose services are judged together. */
export type Batch = ReturnType<typeof batchOf>;

export interface Judging {
  readonly policy: Policy;
  readonly now: number | undefined;
  /** How lines and offers find each other. */
  readonly byPlace: ByPlace | undefined;
}

export function batchOf(places: readonly PlacedOffer[], judging: Judging) {
  return searchable(places, judging).batch;
}

function searchable(places: readonly PlacedOffer[], { policy, now }: Judging) {
  const services = finish(servicesOf(places.map(({ supply }) => supply)));
  const columns = finish(columnsOfServices(services));
  let judge: PairJudge | undefined;
  const buckets = groupsBy(services.keys(), (s) => {
    const { supply, capability } = services[s]!;
    return [bucketOf(capability, supply.offer.unit)];
  });
  const batch = {
    places,
    /** Numbers of services, by bucket. */
    buckets: new Map([...buckets].map(([bucket, list]) => [bucket, Int32Array.from(list)])),
    /** Those of `found` that no rule forbids, as pairs. */
    judge(line: Line, found: Int32Array): LivePair[] {
      judge ??= finish(pairJudge({ services, columns, policy, now }, line.demand));
      const pairs: LivePair[] = [];
      judge.each(line.demand, found, (s, _, cost) => {
        pairs.push({ line, place: places[columns.offer[s]!]!, cost });
      });
      return pairs;
    },
  };
  return { batch, services, columns };
}

export type OfferBoard = ReturnType<typeof offerBoard>;

/** Batches added before the index is made anew. */
const MOST_ADDED = 500;

/** The offers that there are, to be found by lines: an index of all places, made when first asked for, and a list of those that came later. */
export function offerBoard(all: readonly PlacedOffer[], judging: Judging) {
  let base: { batch: Batch; index: OfferIndex } | undefined;
  let places = all;
  let added: Batch[] = [];
  const open = () => {
    const { batch, services, columns } = searchable(places, judging);
    return { batch, index: finish(indexOffers(services, columns, judging.byPlace)) };
  };
  return {
    add(batch: Batch): void {
      added.push(batch);
      if (added.length <= MOST_ADDED) return;
      places = [...places, ...added.flatMap((one) => one.places)].filter(({ gone }) => !gone);
      added = [];
      base = undefined;
    },
    /** Candidates of a line, but for places that `isGone`. O(what the index finds + what came since it was made). */
    find(line: Line, isGone: (place: PlacedOffer) => boolean): LivePair[] {
      base ??= open();
      const pairs = base.batch.judge(line, base.index.find(line.demand));
      for (const batch of added) {
        const found = batch.buckets.get(line.bucket);
        if (found !== undefined) pairs.push(...batch.judge(line, found));
      }
      return pairs.filter(({ place }) => !place.gone && !isGone(place));
    },
  };
}
