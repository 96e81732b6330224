import { groupsBy } from '../../kernel/maps.js';
import type { Offer, Provider } from '../../model/records.js';
import type { CapRef, OfferRef } from '../compiled.js';
import { type Slots, type Span, slotsOf } from './slots.js';

/** A capacity over some leaves: units, each counted `times`, are at most this. */
export interface Row {
  readonly cap: CapRef;
  readonly capacity: number;
  readonly leaves: readonly number[];
  /** Absent: once each. */
  readonly times?: readonly number[];
}

/** What a being may give in one slot. */
export interface TimedLeaf {
  readonly leaf: number;
  readonly slot: number;
  readonly offer: Offer;
}

const MINUTE = 60_000;

/** Goods and money know no moment. */
export function hasMoment(unit: string): boolean {
  return unit !== 'item' && unit !== 'fen';
}

/**
 * In how many places at once a provider can be: a person in one, a group in as many as it has heads, rooms and equipment in as many as there are
 * (`perSlot`, else the quantity). Organisations, communities, funds and goods are no beings: infinite.
 */
export function placesAtOnce(provider: Provider): number {
  const { society, offers, cap } = provider;
  if (society === 'socialWorker') return 1;
  if (society === 'volunteer') return provider.groupSize ?? 1;
  if (society !== 'resource' || (provider.kind !== 'venue' && provider.kind !== 'equipment'))
    return Number.POSITIVE_INFINITY;
  const counted = offers.filter(({ unit }) => hasMoment(unit) && unit !== 'minute');
  const sizes = counted.map(({ quantity, perSlot, unit }) =>
    Math.min(perSlot ?? amountOf(quantity), (cap?.unit === unit ? cap.perSlot : undefined) ?? Number.POSITIVE_INFINITY),
  );
  return Math.max(1, ...sizes);
}

/**
 * Whether the being that makes these offers can be asked for more at one moment than it is. If not, slots do not matter to what it can give.
 * O(offers × slots).
 */
export function isBusy(refs: readonly OfferRef[], slots: Slots): boolean {
  if (slots.all.length === 0) return false;
  const { provider } = refs[0]!;
  const size = placesAtOnce(provider);
  if (size === Number.POSITIVE_INFINITY) return false;
  let shortest = Number.POSITIVE_INFINITY;
  const given = new Map<string, number>();
  for (const ref of refs) {
    const { unit, quantity } = ref.offer;
    const own = hasMoment(unit) ? slotsIn(ref, slots) : [];
    if (own.length === 0) continue;
    for (const slot of own) shortest = Math.min(shortest, lengthOf(slots.spans[slot]));
    given.set(unit, (given.get(unit) ?? 0) + amountOf(quantity));
  }
  let places = 0;
  for (const [unit, sum] of given) {
    if (unit === 'minute') continue;
    places += Math.min(sum, provider.cap?.unit === unit ? provider.cap.quantity : sum);
  }
  const all = given.get('minute') ?? 0;
  const minutes = Math.min(all, provider.cap?.unit === 'minute' ? provider.cap.quantity : all) * MINUTE;
  if (minutes === 0 || places === 0) return places > size || minutes > size * shortest;
  return shortest === Number.POSITIVE_INFINITY || places * shortest + minutes > size * shortest;
}

/** Slots in which an offer may be used: its own, or without any those that needs name. */
export function slotsIn(ref: OfferRef, slots: Slots): readonly number[] {
  return ref.offer.windows === undefined ? slots.asked(ref.offer) : slotsOf(ref, slots);
}

/**
 * One place at a time, as rows. With slots as intervals this is exact: at every moment as many places as there are; and by Hall's theorem minutes can be
 * done within their slots if, from every beginning to every end, those of slots within and the time that places take there are no more than that
 * time holds. What takes only minutes of a slot that overlaps no other is done one after the other there; elsewhere, and where several do things of
 * different length, it takes the whole slot. O(slots² × leaves of those that overlap).
 *
 * @param minutesOf what a session, a case or a person of an offer takes; `undefined`: the whole slot
 */
export function timeRows(
  provider: Provider,
  stays: readonly TimedLeaf[],
  slots: Slots,
  minutesOf: (offer: Offer) => number | undefined,
): Row[] {
  const size = placesAtOnce(provider);
  if (size === Number.POSITIVE_INFINITY) return [];
  const rows: Row[] = [];
  const add = (own: readonly TimedLeaf[], capacity: number, timesOf: (stay: TimedLeaf) => number) => {
    const counted = own.filter((stay) => timesOf(stay) > 0);
    const [first] = counted;
    if (first === undefined) return;
    const leaves = counted.map(({ leaf }) => leaf);
    const times = counted.map(timesOf);
    const cap = { provider, slot: first.slot, unit: first.offer.unit };
    if (times.every((one) => one === times[0])) rows.push({ cap, capacity: Math.floor(capacity / times[0]!), leaves });
    else rows.push({ cap, capacity, leaves, times });
  };
  const isMinute = ({ offer }: TimedLeaf) => offer.unit === 'minute';
  const spanOf = ({ slot }: TimedLeaf) => slots.spans[slot]!;
  for (const own of groupsBy(stays, ({ slot }) => [slot]).values()) {
    if (spanOf(own[0]!) !== undefined) continue;
    // Of unknown length: whoever is in a place has no minute left.
    const all = own.filter(isMinute).reduce((sum, { offer }) => sum + leastOf(offer), 0);
    add(own, size * Math.max(1, all), (stay) => (isMinute(stay) ? (own.every(isMinute) ? 0 : 1) : Math.max(1, all)));
  }
  for (const own of overlapping(
    stays.filter((stay) => spanOf(stay) !== undefined),
    spanOf,
  )) {
    const places = own.filter((stay) => !isMinute(stay));
    const length = lengthOf(spanOf(own[0]!));
    const takes = ({ offer }: TimedLeaf) => Math.min(length, (minutesOf(offer) ?? length) * MINUTE);
    const lengths = [...new Set(places.map(takes))];
    if (own.every(({ slot }) => slot === own[0]!.slot) && (size === 1 || lengths.length < 2)) {
      if (lengths.length === 1) add(places, size * Math.floor(length / lengths[0]!), () => 1);
      if (lengths.length !== 1 || places.length < own.length)
        add(own, size * length, (stay) => (isMinute(stay) ? MINUTE : takes(stay)));
      continue;
    }
    const moments = [...new Set(own.map((stay) => spanOf(stay)[0]))].sort((a, b) => a - b);
    let before = new Set<TimedLeaf>();
    moments.forEach((at, i) => {
      const during = places.filter((stay) => spanOf(stay)[0] <= at && at < spanOf(stay)[1]);
      // Of moments one after the other the fullest say it all.
      const next = moments[i + 1];
      const kept = next !== undefined && during.every((stay) => next < spanOf(stay)[1]);
      if (!kept && !during.every((stay) => before.has(stay))) {
        before = new Set(during);
        add(during, size, () => 1);
      }
    });
    const minutes = own.filter(isMinute);
    const ends = [...new Set(minutes.map((stay) => spanOf(stay)[1]))];
    for (const from of new Set(minutes.map((stay) => spanOf(stay)[0])))
      for (const to of ends) {
        const within = minutes.filter((stay) => spanOf(stay)[0] >= from && spanOf(stay)[1] <= to);
        const parts = overlapping(within, spanOf);
        const [part] = parts;
        if (parts.length !== 1 || !part!.some((stay) => spanOf(stay)[0] === from)) continue;
        if (!part!.some((stay) => spanOf(stay)[1] === to)) continue;
        add([...within, ...places], size * (to - from), (stay) =>
          isMinute(stay) ? MINUTE : Math.max(0, Math.min(to, spanOf(stay)[1]) - Math.max(from, spanOf(stay)[0])),
        );
      }
  }
  return rows;
}

/** Stays that overlap, directly or through others, together; in order of time. */
function overlapping(stays: readonly TimedLeaf[], spanOf: (stay: TimedLeaf) => Span): TimedLeaf[][] {
  const parts: TimedLeaf[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const stay of stays.toSorted((a, b) => spanOf(a)[0] - spanOf(b)[0] || a.leaf - b.leaf)) {
    if (spanOf(stay)[0] >= until) parts.push([]);
    parts.at(-1)!.push(stay);
    until = Math.max(until, spanOf(stay)[1]);
  }
  return parts;
}

function lengthOf(span: Span | undefined): number {
  return span === undefined ? Number.POSITIVE_INFINITY : span[1] - span[0];
}

function amountOf(quantity: Offer['quantity']): number {
  return quantity === 'unlimited' ? Number.POSITIVE_INFINITY : quantity;
}

/** Most minutes of an offer in a slot of unknown length. */
function leastOf({ quantity, perSlot }: Offer): number {
  return Math.min(amountOf(quantity), perSlot ?? Number.POSITIVE_INFINITY, 2 ** 40);
}
