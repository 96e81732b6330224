import { name as nameOf } from '../../model/records.js';
import { COLLECTION_OF, type Society } from '../../model/vocabulary.js';
import type { TableKind } from '../record-columns.js';
import type { Renamed } from './ids.js';
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

/** Ids of records by themselves, and by names that one record alone has. */
function idsByName(records: readonly Fields[]): Map<unknown, unknown> {
  const ids = new Map<unknown, unknown>();
  for (const { id, name } of records) {
    const { zh, en } = nameOf.safeParse(name).data ?? {};
    for (const one of new Set([zh, en])) if (one !== undefined) ids.set(one, ids.has(one) ? undefined : id);
  }
  for (const { id } of records) ids.set(id, id);
  return ids;
}

/**
 * Leads what records name to the ids that these have: first in the file of the same place, then everywhere; communities and stations by
 * their names, too. O(records + names).
 */
export function referrer(input: Readonly<Record<string, unknown>>, renamed: Renamed, alias: (id: string) => string) {
  const listed = (collection: string) => (input[collection] as readonly Fields[] | undefined) ?? [];
  const named = new Map(['communities', 'stations'].map((of) => [of, idsByName(listed(of))]));

  function idOf(of: string, scope: string, value: unknown): unknown {
    if (typeof value !== 'string') return value;
    if (of !== '*') {
      const id = renamed.get(of)?.get(scope)?.get(value) ?? alias(value);
      return named.get(of)?.get(id) ?? id;
    }
    const at = value.indexOf(':');
    const collection = COLLECTION_OF[value.slice(0, at) as Society] as string | undefined;
    return collection === undefined
      ? value
      : `${value.slice(0, at + 1)}${idOf(collection, scope, value.slice(at + 1))}`;
  }

  return (record: Fields, { lines: own }: TableKind, scope: string): void => {
    const led = (of: string, value: unknown): unknown =>
      Array.isArray(value) ? value.map((one) => idOf(of, scope, one)) : idOf(of, scope, value);
    for (const [field, of] of REFERENCES) if (record[field] !== undefined) record[field] = led(of, record[field]);
    const lines = (own && (record[own.field] as Fields[] | undefined)) ?? [];
    for (const line of [record, ...lines]) {
      for (const [outer, inner, of] of OF_LINES) {
        const holder = line[outer] as Fields | undefined;
        if (holder?.[inner] !== undefined) line[outer] = { ...holder, [inner]: led(of, holder[inner]) };
      }
    }
  };
}
