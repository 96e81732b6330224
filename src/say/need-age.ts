import type { Need } from '../model/records.js';
import { type Locale, phrase } from './phrase.js';

const DAY = 86_400_000;

/** How long ago a need was reported, when it is due, and whether that is past; empty where a date or the plan's instant is not known. */
export function ageOf({ reportedAt, dueAt }: Need, now: string | undefined, locale: Locale) {
  const since = (instant: string | undefined) => (Date.parse(now ?? '') - Date.parse(instant ?? '')) / DAY;
  const [waited, over] = [since(reportedAt), since(dueAt)];
  const late = over > 0;
  const said = (id: 'age.waits' | 'age.due' | 'age.late', days: number) =>
    days >= 0 ? phrase(locale, id, { days: Math.floor(days) }) : '';
  return { waits: said('age.waits', waited), due: late ? said('age.late', over) : said('age.due', -over), late };
}
