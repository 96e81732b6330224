import { COLLECTION_OF, type Society } from '../../model/vocabulary.js';
import type { Opened } from '../sheets/open.js';
import { homeOf, type Renamed } from './ids.js';
import type { Fields } from './row-lines.js';

/** Fields that name records, and of what collection; `*`: any, by `kind:id`. Those of lines stand in them, or on the record. */
const REFERENCES: readonly (readonly [field: string, of: string])[] = [
  ['community', 'communities'],
  ['station', 'stations'],
  ['parent', 'stations'],
  ['supervisor', 'socialWorkers'],
  ['guardian', 'volunteers'],
  ['memberOf', 'organisations'],
  ['host', 'organisations'],
  ['incubatedBy', '*'],
  ['previousProviders', '*'],
  ['conflicts', '*'],
  ['declines', '*'],
  ['prefers', '*'],
];
const OF_LINES: readonly (readonly [outer: string, inner: string, of: string])[] = [
  ['restriction', 'communities', 'communities'],
  ['approval', 'approved', 'needs'],
];

/**
 * Leads what the records of a table name to the ids that these got in the file of the same place. Communities and stations that are named by what
 * they are called are left to the model. O(references) each.
 */
export function referrer(table: Opened, renamed: Renamed, alias: (id: string) => string) {
  const scope = homeOf(table);
  const { headings, further } = table;
  const fields = new Set([...headings, ...further.flat()].map(({ column }) => column.path[0]));
  const own = REFERENCES.filter(([field]) => fields.has(field));
  const inner = OF_LINES.filter(([field]) => fields.has(field));
  const lines = table.kind?.lines?.field;

  function led(of: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => led(of, one));
    if (typeof value !== 'string') return value;
    if (of !== '*') return renamed.get(of)?.get(scope)?.get(value) ?? alias(value);
    const at = value.indexOf(':');
    const collection = COLLECTION_OF[value.slice(0, at) as Society] as string | undefined;
    return collection === undefined ? value : `${value.slice(0, at + 1)}${led(collection, value.slice(at + 1))}`;
  }

  return (record: Fields): void => {
    for (const [field, of] of own) if (record[field] !== undefined) record[field] = led(of, record[field]);
    if (inner.length === 0) return;
    for (const line of [record, ...((lines && (record[lines] as Fields[] | undefined)) ?? [])]) {
      for (const [outer, field, of] of inner) {
        const holder = line[outer] as Fields | undefined;
        if (holder?.[field] !== undefined) line[outer] = { ...holder, [field]: led(of, holder[field]) };
      }
    }
  };
}
