import { faultless, type Located, type Report } from '../../errors/fault-list.js';
import { timedSlot } from '../calendar.js';
import { byIdentity } from '../order.js';
import type { Day, Entry, Slot } from '../records.js';
import { coarseUnit, convertFigures, storedUnit, unitMeant } from '../units.js';

/** Good slots sorted by id, with the times that a name tells. Reports DUPLICATE_ID and, where a slot does not end after its start, CONTRADICTION. */
export function goodSlots(rows: readonly Located<Slot>[], asOf: string | undefined, report: Report): Slot[] {
  const good = firstGood('slots', 'id', rows, report, ({ path, value: { start, end } }, tell) => {
    if (start === undefined || end === undefined || Date.parse(end) > Date.parse(start)) return;
    tell('CONTRADICTION', [...path, 'end'], end, `the end is not after the start ${start}. Maybe they are swapped.`);
  });
  return [...good.values()].map(({ value }) => timedSlot(value, asOf)).sort(byIdentity('id'));
}

/** Good days of the calendar, sorted. Reports DUPLICATE_ID. */
export function goodDays(rows: readonly Located<Day>[], report: Report): Day[] {
  const good = firstGood('calendar', 'day', rows, report, () => {});
  return [...good.values()].map(({ value }) => value).sort(byIdentity('day'));
}

/**
 * Good entries by code, as written but for the lot, which is converted; what is wrong with their requirements is told at the
 * needs that use them. Reports DUPLICATE_ID, UNKNOWN_UNIT, and a lot that is 0 or no whole number of the stored unit.
 */
export function goodEntries(rows: readonly Located<Entry>[], report: Report): Map<string, Located<Entry>> {
  const codes = new Set(rows.map(({ value }) => value.code));
  return firstGood('catalogue', 'code', rows, report, ({ path, value }, tell) => {
    const unit = unitMeant(value.unit ?? value.code, codes, [...path, 'unit'], tell);
    for (const field of ['lot', 'portion'] as const)
      if (value[field] === 0) tell('OUT_OF_RANGE', [...path, field], 0, `a ${field} is at least 1.`);
    convertFigures(value, ['quantity', 'lot', 'portion'], unit, path, tell);
  });
}

/** Rows in which `check` finds no fault, by a key of theirs; of several with one key the first. */
function firstGood<K extends string, R extends Record<K, string>>(
  collection: string,
  key: K,
  rows: readonly Located<R>[],
  report: Report,
  check: (row: Located<R>, tell: Report) => void,
): Map<string, Located<R>> {
  const first = new Map<string, Located<R>>();
  for (const row of rows) {
    const word = row.value[key];
    const good = faultless(report, (tell) => {
      const earlier = first.get(word);
      const message = `the ${key} is taken by ${collection}[${earlier?.path[1]}].`;
      if (earlier) tell('DUPLICATE_ID', [...row.path, key], word, message);
      check(row, tell);
      return row;
    });
    if (good) first.set(word, good);
  }
  return first;
}

/** Codes of entries whose unit is one that is converted, sorted. */
export function coarseCodes(entries: Iterable<Entry>): string[] {
  return [...entries]
    .flatMap(({ code, unit }) => (unit !== undefined && storedUnit(unit) !== unit ? [code] : []))
    .sort();
}

/** Stored entries as they were written, by code. */
export function writtenEntries(stored: readonly Entry[], coarse: readonly string[] = []): Map<string, Located<Entry>> {
  return new Map(
    stored.map((entry) => {
      const value = coarse.includes(entry.code) ? { ...entry, unit: coarseUnit(entry.unit!) } : entry;
      return [entry.code, { path: ['catalogue', entry.code], value }];
    }),
  );
}

/** A good entry as stored: its unit converted too. */
export function storedEntry(entry: Entry): Entry {
  return entry.unit === undefined ? entry : { ...entry, unit: storedUnit(entry.unit) };
}
