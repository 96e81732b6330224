import { faultless, type Located, type Report } from '../errors/fault-list.js';
import { byIdentity } from './order.js';
import type { Entry, Slot } from './records.js';
import { coarseUnit, convertFigures, storedUnit, unitMeant } from './units.js';

/** Good slots sorted by id. Reports DUPLICATE_ID and, where a slot does not end after its start, CONTRADICTION. */
export function goodSlots(rows: readonly Located<Slot>[], report: Report): Slot[] {
  const first = new Map<string, Located<Slot>>();
  for (const row of rows) {
    const { id, start, end } = row.value;
    const good = faultless(report, (tell) => {
      const earlier = first.get(id);
      if (earlier) tell('DUPLICATE_ID', [...row.path, 'id'], id, `the id is taken by slots[${earlier.path[1]}].`);
      if (start !== undefined && end !== undefined && Date.parse(end) <= Date.parse(start)) {
        tell(
          'CONTRADICTION',
          [...row.path, 'end'],
          end,
          `the end is not after the start ${start}. Maybe they are swapped.`,
        );
      }
      return row;
    });
    if (good) first.set(id, good);
  }
  return [...first.values()].map(({ value }) => value).sort(byIdentity('id'));
}

/**
 * Good entries by code, as written but for the lot, which is converted; what is wrong with their requirements is told at the
 * needs that use them. Reports DUPLICATE_ID, UNKNOWN_UNIT, and a lot that is 0 or no whole number of the stored unit.
 */
export function goodEntries(rows: readonly Located<Entry>[], report: Report): Map<string, Located<Entry>> {
  const first = new Map<string, Located<Entry>>();
  const codes = new Set(rows.map(({ value }) => value.code));
  for (const row of rows) {
    const { code, unit = code } = row.value;
    const good = faultless(report, (tell) => {
      const meant = unitMeant(unit, codes, [...row.path, 'unit'], tell);
      const earlier = first.get(code);
      if (earlier)
        tell('DUPLICATE_ID', [...row.path, 'code'], code, `the code is taken by catalogue[${earlier.path[1]}].`);
      if (row.value.lot === 0) tell('OUT_OF_RANGE', [...row.path, 'lot'], 0, 'a lot is at least 1.');
      convertFigures(row.value, ['lot'], meant, row.path, tell);
      return row;
    });
    if (good) first.set(code, good);
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
