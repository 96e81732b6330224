import { getOrSet } from '../../kernel/maps.js';
import { dayOf } from '../../model/fields.js';
import type { Need, Offer, Slot } from '../../model/records.js';
import type { OfferRef } from '../compiled.js';

/** The slots of a network, by their place in the order of ids. */
export interface Slots {
  readonly ids: readonly string[];
  /** The slots themselves, by number. */
  readonly records: readonly Slot[];
  /** Every slot, ascending. */
  readonly all: readonly number[];
  /** Milliseconds since 1970 of both ends, by number; `undefined`: not both are known. */
  readonly spans: readonly (Span | undefined)[];
  /** By number, when a slot begins, in milliseconds since 1970; `Infinity`: not known. */
  readonly begins: readonly number[];
  /** By number, the day on which a slot begins, by the clock that it is written in: days since 1970; `undefined`: not known. */
  readonly days: readonly (number | undefined)[];
  /** By number, the last moment of a slot, when what is used must still hold; its start where its end is not known, `now` where neither is. */
  readonly usedAt: readonly (number | undefined)[];
  readonly now: number | undefined;
  /** Slots of some windows, ascending. */
  of(windows: readonly string[]): readonly number[];
  /** Those that are not over. */
  open(slots: readonly number[]): readonly number[];
  /** The one that begins first, by id where that is not known; −1 of none. */
  first(slots: readonly number[]): number;
  /** Slots that some need names for what the offer gives, ascending. */
  asked(offer: Pick<Offer, 'capabilities' | 'unit'>): readonly number[];
}

/** From and to, in milliseconds. */
export type Span = readonly [from: number, to: number];

/** Slots sorted by id; a slot with an `end` is over from then on, and none is over without `now`. */
export function slotTable(
  sorted: readonly Slot[],
  now: number | undefined,
  windows: ReadonlyMap<string, Iterable<string>> = new Map(),
): Slots {
  const ids = sorted.map((slot) => slot.id);
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const over = sorted.map(({ end }) => now !== undefined && end !== undefined && Date.parse(end) <= now);
  const spans = sorted.map(({ start, end }): Span | undefined => {
    const span = [Date.parse(start ?? ''), Date.parse(end ?? '')] as const;
    return span[0] < span[1] ? span : undefined;
  });
  const days = sorted.map(({ start }) => (start === undefined ? undefined : dayOf(start.slice(0, 10))));
  const usedAt = sorted.map(({ start, end }): number | undefined => {
    const at = end === undefined ? start && Date.parse(start) : Date.parse(end) - 1;
    return typeof at === 'number' ? Math.max(at, now ?? at) : now;
  });
  const asked = new Map([...windows].map(([service, own]) => [service, [...own].map((id) => numbers.get(id)!)]));
  const begins = sorted.map(({ start }) => (start === undefined ? Number.POSITIVE_INFINITY : Date.parse(start)));
  return {
    ids,
    records: sorted,
    all: ids.map((_, number) => number),
    spans,
    begins,
    days,
    usedAt,
    now,
    of: (windows) => windows.map((id) => numbers.get(id)!).sort((a, b) => a - b),
    open: (slots) => slots.filter((slot) => !over[slot]),
    first: (slots) => slots.reduce((best, slot) => (best < 0 || begins[slot]! < begins[best]! ? slot : best), -1),
    asked({ capabilities, unit }) {
      if (asked.size === 0) return [];
      const own = capabilities.flatMap(({ code }) => asked.get(JSON.stringify([code, unit])) ?? []);
      return [...new Set(own)].sort((a, b) => a - b);
    },
  };
}

/** By `[capability, unit]` as JSON, the slots that needs name for it. O(lines). */
export function windowsAsked(needs: Iterable<Need>): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { requirements } of needs)
    for (const { capability, unit, windows = [] } of requirements) {
      if (windows.length === 0) continue;
      const own = getOrSet(asked, JSON.stringify([capability.code, unit]), () => new Set<string>());
      for (const id of windows) own.add(id);
    }
  return asked;
}

/** Some capacity of the offer counts by the slot. Where the network has no slots, none does. */
export function isSlotted({ provider, offer }: OfferRef, slots: Slots): boolean {
  const { perSlot, perDay, perWeek, unit } = provider.cap ?? {};
  const byProvider = unit === offer.unit && (perSlot ?? perDay ?? perWeek) !== undefined;
  return slots.all.length > 0 && (byProvider || offer.perSlot !== undefined);
}

/** Slots that an offer names; every slot if it names none. */
export function slotsOf({ offer }: OfferRef, slots: Slots): readonly number[] {
  return offer.windows === undefined ? slots.all : slots.of(offer.windows);
}
