import type { Slot } from '../../model/records.js';
import type { OfferRef } from '../compiled.js';

/** The slots of a network, by their place in the order of ids. */
export interface Slots {
  readonly ids: readonly string[];
  /** The slots themselves, by number. */
  readonly records: readonly Slot[];
  /** Every slot, ascending. */
  readonly all: readonly number[];
  /** Slots of some windows, ascending. */
  of(windows: readonly string[]): readonly number[];
  /** Those that are not over. */
  open(slots: readonly number[]): readonly number[];
}

/** Slots sorted by id; a slot with an `end` is over from then on, and none is over without `now`. */
export function slotTable(sorted: readonly Slot[], now: number | undefined): Slots {
  const ids = sorted.map((slot) => slot.id);
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const over = sorted.map(({ end }) => now !== undefined && end !== undefined && Date.parse(end) <= now);
  return {
    ids,
    records: sorted,
    all: ids.map((_, number) => number),
    of: (windows) => windows.map((id) => numbers.get(id)!).sort((a, b) => a - b),
    open: (slots) => slots.filter((slot) => !over[slot]),
  };
}

/** Some capacity of the offer counts by the slot. Where the network has no slots, none does. */
export function isSlotted({ provider, offer }: OfferRef, slots: Slots): boolean {
  const byProvider = provider.cap?.perSlot !== undefined && provider.cap.unit === offer.unit;
  return slots.all.length > 0 && (byProvider || offer.perSlot !== undefined);
}

/** Slots that an offer names; every slot if it names none. */
export function slotsOf({ offer }: OfferRef, slots: Slots): readonly number[] {
  return offer.windows === undefined ? slots.all : slots.of(offer.windows);
}
