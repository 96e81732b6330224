import type { Day, Entry, Need } from '../records.js';
import type { Urgency } from '../vocabulary.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How soon a need is due where the catalogue says nothing: in hours, working days, days and days. E in src/README.md. */
const USUAL: Readonly<Record<Urgency, number>> = { urgent: 72, difficult: 15, worrying: 30, hoped: 90 };

/** Whether a day, counted from 1970, is a working day. */
export type Workdays = (day: number) => boolean;

/** Monday to Friday, but for the days that a calendar lists. */
export function workdaysOf(calendar: readonly Day[]): Workdays {
  const listed = new Map(calendar.map(({ day, working }) => [Date.parse(`${day}T00:00:00Z`) / DAY, working]));
  // 1970 began on a Thursday; days before it count below 0.
  return (day) => listed.get(day) ?? (((day + 3) % 7) + 7) % 7 < 5;
}

/** After so many days off in a row every day counts. */
const LONGEST = 366;
/** The last day that can be written. */
const LAST = Date.UTC(9999, 11, 31);

/**
 * When a need that was reported is due if nobody says so: as the catalogue says of its category, else of its urgency, else {@link USUAL}. At the same time
 * of day, by the clock of the report; the day of the report does not count.
 */
export function usualDue(
  { category, urgency, reportedAt }: Pick<Need, 'category' | 'urgency'> & { readonly reportedAt: string },
  dueBy: (code: string) => Entry['due'],
  isWorkday: Workdays,
): string {
  const ofCategory = category === undefined ? undefined : dueBy(category)?.[urgency];
  const within = ofCategory ?? dueBy(urgency)?.[urgency] ?? USUAL[urgency];
  const at = Date.parse(reportedAt);
  const [offset = 'Z', sign, hours, minutes] = /(?:([+-])(\d\d):(\d\d)|Z)$/.exec(reportedAt)!;
  const ahead = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * HOUR + Number(minutes) * (HOUR / 60));
  let due = at + within * (urgency === 'urgent' ? HOUR : DAY);
  if (urgency === 'difficult') {
    const first = Math.floor((at + ahead) / DAY);
    let day = first;
    for (let left = within, idle = 0; left > 0; ) {
      idle = isWorkday(++day) ? 0 : idle + 1;
      if (idle === 0 || idle > LONGEST) left--;
    }
    due = at + (day - first) * DAY;
  }
  return new Date(Math.min(due + ahead, LAST)).toISOString().replace(/(?:\.000)?Z$/, offset);
}
