import { getOrSet, groupsBy } from '../kernel/maps.js';
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
  /**
   * Records as they were, with their places and, of one that is gone, the record before it that is not: those that are one, and all that this merge and those `beside` it have renamed
   * in.
   */
  readonly before: readonly Touched[];
  /** Merges that have records in common with this one: the ids of each, the first stays. */
  readonly beside: readonly { readonly collection: Collection; readonly ids: readonly string[] }[];
}

interface Touched {
  readonly collection: Collection;
  readonly row: number;
  readonly record: object;
  readonly after?: string | undefined;
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
  const clusters = clustersOf(decisions, list).map((one) => {
    const ids = one.rows.map((row) => String(list(one.collection)[row]!['id']));
    return { ...one, ids, before: [] as Touched[], beside: new Set<number>() };
  });
  if (clusters.length === 0) return { input, merges: [] };
  const gone = new Map<string, string>();
  /** Of which merge a record is, by its key. */
  const merged = new Map<string, number>();
  for (const [n, { collection, ids }] of clusters.entries())
    for (const id of ids) {
      merged.set(`${collection} ${id}`, n);
      if (id !== ids[0]) gone.set(`${collection} ${id}`, ids[0]!);
    }
  const linked = touching(input, list, gone, merged, clusters);
  for (const { collection, rows } of clusters) {
    const records = list(collection);
    const [first = 0, ...others] = rows;
    records[first] = others.reduce((one, row) => combined(one, records[row]!), records[first]!);
  }
  for (const { collection, row } of linked) list(collection)[row] = withNames(list(collection)[row]!, gone);
  for (const [collection, records] of lists)
    lists.set(
      collection,
      records.filter(({ id }) => !gone.has(`${collection} ${String(id)}`)),
    );
  const merges = clusters.map(({ collection, ids, sources, before, beside }): Merge => {
    const others = [...beside].map((n) => ({ collection: clusters[n]!.collection, ids: clusters[n]!.ids }));
    const of = ids.map((id) => ({ id, ...sources.get(id) }));
    return { collection, kept: ids[0]!, of, ...(when !== undefined && { when }), before, beside: others };
  });
  return { input: { ...input, ...Object.fromEntries(lists) }, merges };
}

/** Gives each merge all records that it, or one that has a record in common with it, is about; returns those that name others. */
function touching(
  input: Input,
  list: (collection: Collection) => readonly Fields[],
  gone: ReadonlyMap<string, string>,
  merged: ReadonlyMap<string, number>,
  clusters: readonly { readonly rows: readonly number[]; readonly before: Touched[]; readonly beside: Set<number> }[],
): Touched[] {
  const linked: Touched[] = [];
  const touched: { at: Touched; by: number }[] = [];
  const leader = clusters.map((_, n) => n);
  const leaderOf = (n: number): number => (leader[n] === n ? n : (leader[n] = leaderOf(leader[n]!)));
  for (const collection of Object.keys(input) as Collection[]) {
    if (!Array.isArray(input[collection])) continue;
    let after: string | undefined;
    for (const [row, record] of list(collection).entries()) {
      const key = `${collection} ${String(record['id'])}`;
      const by = new Set<number>();
      const names = {
        get(name: string) {
          if (gone.has(name)) by.add(merged.get(name)!);
          return gone.get(name);
        },
      };
      const isNaming = withNames(record, names) !== record;
      const own = merged.get(key);
      if (own !== undefined) by.add(own);
      const at = { collection, row, record, ...(gone.has(key) && { after }) };
      // What names others may be part of another record now.
      if (isNaming) linked.push(own === undefined ? at : { ...at, row: clusters[own]!.rows[0]! });
      const [first, ...others] = by;
      for (const other of others) leader[leaderOf(other)] = leaderOf(first!);
      if (first !== undefined) touched.push({ at, by: first });
      if (!gone.has(key)) after = String(record['id']);
    }
  }
  const groups = groupsBy(clusters.keys(), (n) => [leaderOf(n)]);
  for (const { at, by } of touched) for (const n of groups.get(leaderOf(by))!) clusters[n]!.before.push(at);
  for (const group of groups.values())
    for (const n of group) for (const other of group) if (other !== n) clusters[n]!.beside.add(other);
  return linked;
}

/**
 * Takes merges back, all or some of them, in any order: the records as they were, at their places, with the names that merges which stay have given to others. Records that came later stay. Of several
 * that stood side by side those that are taken back later come first. O(records).
 */
export function undoMerges(input: Input, merges: readonly Merge[]): Input {
  const given = (collection: Collection) => (input[collection] ?? []) as unknown as Fields[];
  const there = new Map<Collection, Set<string>>();
  const isThere = (collection: Collection, id: string) =>
    getOrSet(there, collection, () => new Set(given(collection).map((one) => String(one['id'])))).has(id);
  const undone = new Set(merges.map(({ collection, kept }) => `${collection} ${kept}`));
  const staying = new Map<string, Decision[]>();
  const touched = new Map<string, Touched>();
  for (const { before, beside } of merges) {
    for (const one of before) touched.set(`${one.collection} ${one.row}`, one);
    for (const { collection, ids } of beside) {
      const [kept = '', ...others] = ids;
      if (undone.has(`${collection} ${kept}`) || others.some((id) => isThere(collection, id))) continue;
      staying.set(
        `${collection} ${kept}`,
        others.map((id) => ({ collection, ids: [kept, id] })),
      );
    }
  }
  const lists: Record<string, unknown> = {};
  for (const [collection, all] of groupsBy(touched.values(), (one) => [one.collection])) {
    const was = new Map(all.map(({ record }) => [String((record as Fields)['id']), record]));
    const absent = all.filter(({ record }) => !isThere(collection, String((record as Fields)['id'])));
    const inserts = groupsBy(
      absent.sort((a, b) => a.row - b.row),
      ({ after }) => [after],
    );
    const take = (after: string | undefined) => {
      const found = inserts.get(after) ?? [];
      inserts.delete(after);
      return found.map(({ record }) => record);
    };
    const restored = [
      ...take(undefined),
      ...given(collection).flatMap((one) => [was.get(String(one['id'])) ?? one, ...take(String(one['id']))]),
    ];
    lists[collection] = [...restored, ...[...inserts.keys()].flatMap(take)];
  }
  return mergeRecords({ ...input, ...lists }, [...staying.values()].flat()).input;
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
function withNames(record: Fields, gone: Pick<ReadonlyMap<string, string>, 'get'>): Fields {
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
