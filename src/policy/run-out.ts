import type { Pair } from './pair.js';

/**
 * The soonest moment at which what a pair needs must still hold: the end of a slot in which the two can meet, `now` where they have none; `undefined`: nothing
 * says when that is.
 */
export function soonestUse({ needSlots, offerSlots, usedAt, now }: Pair): number | undefined {
  const slots =
    needSlots && offerSlots ? needSlots.filter((slot) => offerSlots.includes(slot)) : (needSlots ?? offerSlots);
  if (slots === undefined || slots.length === 0) return now;
  return slots.reduce<number | undefined>((soonest, slot) => {
    const at = usedAt[slot];
    return soonest === undefined || at === undefined ? undefined : Math.min(soonest, at);
  }, Number.POSITIVE_INFINITY);
}

/** Whether what holds until an instant has run out whenever the pair can meet. */
export function hasRunOut(pair: Pair, until: number): boolean {
  if (until === Number.POSITIVE_INFINITY) return false;
  const at = soonestUse(pair);
  return at !== undefined && until <= at;
}
