import { findDuplicates } from '../../doubles/find-duplicates.js';
import { type EnteredAt, type Merge, mergeRecords } from '../../doubles/merge-records.js';
import type { Collection } from '../../model/records.js';
import { inBoth } from '../../say/reading.js';
import { issueAt } from '../issue-at.js';
import type { ReadTables } from '../read.js';
import type { Origin } from '../records/drafts.js';
import { numberOf } from '../sheets/open.js';
import { type Table, type TableHint, type TableIssue, tableName } from '../tables.js';
import { decisionsIn, doubleSaid, isDecisions, type TableDouble } from './doubles-table.js';

/** Above so many records, which take some seconds, doubles are not looked for by the way. */
const MOST = 200_000;

const pairKey = (collection: string, ids: readonly string[]): string =>
  JSON.stringify([collection, ...[...ids].sort()]);

/** What was read with what is decided to be one as one; what may be one and is not decided; and issues that say so. */
export function settleDoubles(
  read: ReadTables,
  tables: readonly Table[],
): { read: ReadTables; merges: Merge[]; doubles: TableDouble[]; issues: TableIssue[]; hints: TableHint[] } {
  const decisions = decisionsIn(tables.filter(isDecisions));
  const sourceOf = (origin: Origin | undefined): EnteredAt =>
    origin ? { file: tableName(origin.table), row: numberOf(origin.table, origin.row) } : {};
  const rowsOf = (collection: Collection) => (read.input[collection] ?? []) as readonly { readonly id?: string }[];
  const sourced = decisions
    .filter(({ same }) => same)
    .map((one) => {
      const [a, b] = one.ids.map((id) =>
        sourceOf(read.origins.get(one.collection)?.[rowsOf(one.collection).findIndex((row) => row.id === id)]),
      );
      return { ...one, sources: [a!, b!] as const };
    });
  const { input, merges } = mergeRecords(read.input, sourced, { when: read.input.asOf });
  const settled = merges.length === 0 ? read : withMerged(read, input, merges);
  const decided = new Set(decisions.map(({ collection, ids }) => pairKey(collection, ids)));
  const all = Object.values(input).reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  const first = read.opened.find(({ table }) => table.kind)?.table;
  const unsought = inBoth((words) => words.unsought(MOST));
  const found =
    all > MOST ? [] : findDuplicates(input).filter(({ collection, ids }) => !decided.has(pairKey(collection, ids)));
  const placed = found.map((one) => {
    const two = one.rows.map((row) => settled.origins.get(one.collection)?.[row]);
    return { double: { ...one, sources: [sourceOf(two[0]), sourceOf(two[1])] as const }, origin: two[1] };
  });
  return {
    hints: all > MOST && first ? [{ ...issueAt(first, first.top, undefined, 'READ_AS', unsought), count: 1 }] : [],
    read: settled,
    merges,
    doubles: placed.map(({ double }) => double),
    issues: placed.flatMap(({ double, origin }) =>
      origin ? [issueAt(origin.table, origin.row, undefined, 'MAYBE_TWICE', doubleSaid(double))] : [],
    ),
  };
}

/** Without the records that are part of others now. */
function withMerged(read: ReadTables, input: ReadTables['input'], merges: readonly Merge[]): ReadTables {
  const gone = new Map<string, Set<number>>();
  const torn = new Set(read.torn);
  for (const { collection, kept, of, before } of merges) {
    const stays = (input[collection] as readonly { id?: string }[]).find(({ id }) => id === kept);
    if (
      stays &&
      before.some(({ record }) => read.torn.has(record) && of.some(({ id }) => id === (record as { id?: unknown }).id))
    )
      torn.add(stays);
    const ids = new Set(of.slice(1).map(({ id }) => id));
    for (const one of before)
      if (one.collection === collection && ids.has(String((one.record as { id?: unknown }).id)))
        gone.set(collection, (gone.get(collection) ?? new Set()).add(one.row));
  }
  const origins = new Map(
    [...read.origins].map(
      ([collection, places]) => [collection, places.filter((_, row) => !gone.get(collection)?.has(row))] as const,
    ),
  );
  const left = new Map(read.opened.map(({ table, found }) => [table, found]));
  for (const [collection, rows] of gone)
    for (const row of rows) {
      const table = read.origins.get(collection)?.[row]?.table;
      if (table) left.set(table, (left.get(table) ?? 1) - 1);
    }
  return {
    ...read,
    input,
    torn,
    origins,
    opened: read.opened.map((one) => ({ ...one, found: left.get(one.table) ?? one.found })),
  };
}
