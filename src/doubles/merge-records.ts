import { getOrSet } from '../kernel/maps.js';
import { OFFER_FIELDS } from '../model/providers.js';
import type { Collection, Input } from '../model/records.js';
import { REQUIREMENT_FIELDS } from '../model/requirements.js';
import { KINDS } from '../model/rows.js';
import { URGENCIES, URGENCIES_ZH } from '../model/vocabulary.js';

/** Where a record came from, as far as is known. */
export interface EnteredAt {
  readonly file?: string | undefined;
  /** Counted from 1, as a spreadsheet does. */
  readonly row?: number | undefined;
}

/** What somebody has decided: that two records are one. */
export interface Decision {
  readonly collection: Collection;
  readonly ids: readonly [string, string];
  /** Where the two came from. */
  readonly sources?: readonly [EnteredAt, EnteredAt] | undefined;
}

/** What became of records that were one: enough to tell where they came from, and to take it back. */
export interface Merge {
  readonly collection: Collection;
  /** The id of the record that stays, the first of them. */
  readonly kept: string;
  /** All that it was made of, with where they came from. */
  readonly of: readonly ({ readonly id: string } & EnteredAt)[];
  /** When it was decided, an instant. */
  readonly when?: string | undefined;
  /** Records as they were, and their places: those that are one, and those that named one that is gone. */
  readonly before: readonly { readonly collection: Collection; readonly row: number; readonly record: object }[];
}

type Fields = Record<string, unknown>;

/** Fields that name records of one collection, and of any by `kind:id`. */
const NAMING: Readonly<Record<string, Collection | '*'>> = {
  supervisor: 'socialWorkers',
  guardian: 'volunteers',
  memberOf: 'organisations',
  host: 'organisations',
  incubatedBy: '*',
  previousProviders: '*',
  conflicts: '*',
  declines: '*',
  prefers: '*',
};
const LEAST = ['reportedAt', 'dueAt'];
const MOST = ['severity', 'beneficiaries'];

/**
 * Records of which somebody has decided that they are one, as one: the first stays, takes what it does not say from the others, the most urgent and earliest of what both say, and
 * the words of both lists; what it asks or offers is counted once. Whatever named another names it. The input is never written; `merges` says what was made of
 * what, and {@link undoMerges} takes all of it back. Decisions on records that are not there are passed over. O(records + decisions).
 *
 * @param when instant of the decision
 */
export function mergeRecords(
  input: Input,
  decisions: readonly Decision[],
  { when }: { readonly when?: string | undefined } = {},
): { input: Input; merges: Merge[] } {
  const lists = new Map<Collection, Fields[]>();
  const list = (collection: Collection) =>
    getOrSet(lists, collection, () => [...((input[collection] ?? []) as unknown as Fields[])]);
  const gone = new Map<string, string>();
  const merges = clustersOf(decisions, list).map(
    ({ collection, rows, sources }): Merge & { before: { collection: Collection; row: number; record: object }[] } => {
      const records = list(collection);
      const [first = 0, ...others] = rows;
      const before = rows.map((row) => ({ collection, row, record: records[row]! }));
      const kept = String(records[first]!['id']);
      const of = rows.map((row) => ({ id: String(records[row]!['id']), ...sources.get(String(records[row]!['id'])) }));
      for (const row of others) gone.set(`${collection} ${String(records[row]!['id'])}`, kept);
      records[first] = others.reduce((one, row) => combined(one, records[row]!), records[first]!);
      return { collection, kept, of, ...(when !== undefined && { when }), before };
    },
  );
  if (merges.length === 0) return { input, merges };
  const last = merges.at(-1)!;
  for (const collection of Object.keys(input) as Collection[]) {
    if (!Array.isArray(input[collection])) continue;
    for (const [row, record] of list(collection).entries()) {
      const renamed = withNames(record, gone);
      if (renamed === record) continue;
      list(collection)[row] = renamed;
      if (!merges.some(({ before }) => before.some((one) => one.collection === collection && one.row === row)))
        last.before.push({ collection, row, record });
    }
  }
  for (const [collection, records] of lists)
    lists.set(
      collection,
      records.filter(({ id }) => !gone.has(`${collection} ${String(id)}`)),
    );
  return { input: { ...input, ...Object.fromEntries(lists) }, merges };
}

/** Takes merges back: the records as they were, at their places. Records that came later stay, after them. */
export function undoMerges(input: Input, merges: readonly Merge[]): Input {
  const lists = new Map<Collection, Fields[]>();
  const all = merges.flatMap(({ before }) => before).sort((a, b) => a.row - b.row);
  for (const { collection, row, record } of all) {
    const records = getOrSet(lists, collection, () => [...((input[collection] ?? []) as unknown as Fields[])]);
    const at = records.findIndex(({ id }) => id === (record as Fields)['id']);
    if (at < 0) records.splice(row, 0, record as Fields);
    else records[at] = record as Fields;
  }
  return { ...input, ...Object.fromEntries(lists) };
}

/** Records that are one by some decisions, each with its rows in order. */
function clustersOf(decisions: readonly Decision[], list: (collection: Collection) => readonly Fields[]) {
  const rowOf = new Map<Collection, Map<string, number>>();
  const clusters = new Map<string, { collection: Collection; rows: Set<number>; sources: Map<string, EnteredAt> }>();
  for (const { collection, ids, sources } of decisions) {
    const rows = getOrSet(
      rowOf,
      collection,
      () => new Map(list(collection).map(({ id }, row) => [String(id), row] as const)),
    );
    const two = ids.map((id) => rows.get(id));
    if (two.includes(undefined) || two[0] === two[1]) continue;
    const found = two.map(
      (row) =>
        clusters.get(`${collection} ${row}`) ?? {
          collection,
          rows: new Set([row!]),
          sources: new Map<string, EnteredAt>(),
        },
    );
    const [one, other] = found as [(typeof found)[0], (typeof found)[0]];
    for (const row of other.rows) one.rows.add(row);
    for (const [id, source] of other.sources) one.sources.set(id, source);
    for (const [i, id] of ids.entries()) if (sources?.[i]) one.sources.set(id, sources[i]);
    for (const row of one.rows) clusters.set(`${collection} ${row}`, one);
  }
  return [...new Set(clusters.values())].map((one) => ({ ...one, rows: [...one.rows].sort((a, b) => a - b) }));
}

/** What two say of one. */
function combined(one: Fields, other: Fields): Fields {
  const result = { ...one };
  const isLine = (field: string) =>
    field === 'offers' || field === 'requirements' || OFFER_FIELDS.has(field) || REQUIREMENT_FIELDS.has(field);
  const lined = Object.keys(one).some(isLine);
  for (const [field, value] of Object.entries(other)) {
    const own = one[field];
    if (isLine(field) ? !lined : own === undefined || own === null) result[field] = value;
    else if (field === 'urgency') result[field] = rankOf(value) < rankOf(own) ? value : own;
    else if (LEAST.includes(field)) result[field] = Date.parse(String(value)) < Date.parse(String(own)) ? value : own;
    else if (MOST.includes(field)) result[field] = Math.max(Number(own), Number(value));
    else if (Array.isArray(own) && Array.isArray(value) && !isLine(field)) result[field] = union(own, value);
  }
  return result;
}

const rankOf = (urgency: unknown): number => {
  const words: readonly (readonly unknown[])[] = [URGENCIES, URGENCIES_ZH];
  return Math.max(...words.map((list) => list.indexOf(urgency)));
};

function union(one: readonly unknown[], other: readonly unknown[]): unknown[] {
  const seen = new Set(one.map((each) => JSON.stringify(each)));
  return [...one, ...other.filter((each) => !seen.has(JSON.stringify(each)))];
}

/** The record with the names of those that stay for the names of those that are gone; itself where it names none of these. */
function withNames(record: Fields, gone: ReadonlyMap<string, string>): Fields {
  let result = record;
  const nameOf = (of: Collection | '*', value: unknown): unknown => {
    if (Array.isArray(value)) {
      const names = value.map((one) => nameOf(of, one));
      return names.some((name, i) => name !== value[i]) ? [...new Set(names)] : value;
    }
    if (typeof value !== 'string') return value;
    if (of !== '*') return gone.get(`${of} ${value}`) ?? value;
    const at = value.indexOf(':');
    const collection = [...KINDS].find(([, kind]) => kind === value.slice(0, at))?.[0];
    const kept = collection && gone.get(`${collection} ${value.slice(at + 1)}`);
    return kept === undefined ? value : value.slice(0, at + 1) + kept;
  };
  for (const [field, of] of Object.entries(NAMING)) {
    const value = record[field];
    const named = value === undefined ? value : nameOf(of, value);
    if (named !== value) result = { ...result, [field]: named };
  }
  for (const field of ['approval', 'offers'] as const) {
    const value = record[field];
    if (field === 'offers' && Array.isArray(value)) {
      const lines = value.map((line) => (typeof line === 'object' && line ? withNames(line as Fields, gone) : line));
      if (lines.some((line, i) => line !== value[i])) result = { ...result, offers: lines };
    } else if (field === 'approval' && typeof value === 'object' && value !== null) {
      const approved = nameOf('needs', (value as Fields)['approved']);
      if (approved !== (value as Fields)['approved']) result = { ...result, approval: { ...value, approved } };
    }
  }
  return result;
}
