const DAY = 86_400_000;

/** Days after which what was seen counts half. [ours] */
export const HALF_LIFE = 365;

/** Whole days between the day on which a record was confirmed and now; 0 where one of them is not known. */
export function daysSince(updatedAt: number | undefined, now: number | undefined): number {
  return updatedAt === undefined || now === undefined ? 0 : Math.max(0, Math.floor((now - updatedAt) / DAY));
}
