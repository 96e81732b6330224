/** The instant the invented records describe: a Monday morning. */
export const AS_OF = '2026-03-02T08:00:00+08:00';

/** A week of half days from Monday 2026-03-02. */
export const WEEK = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
export const SLOTS = WEEK.flatMap((day) => [
  { id: `${day}/am`, start: `${day}T08:30:00+08:00`, end: `${day}T12:00:00+08:00` },
  { id: `${day}/pm`, start: `${day}T14:30:00+08:00`, end: `${day}T18:00:00+08:00` },
]);
const slotIds = SLOTS.map((slot) => slot.id);
export const WEEKDAYS = slotIds.slice(0, 10);
export const WEEKEND = slotIds.slice(10);

/** The instant that many days before the scenario's now (after it, when negative). */
export function daysBefore(days: number): string {
  return new Date(Date.parse(AS_OF) - days * 86_400_000).toISOString();
}
