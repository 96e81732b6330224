import mapValues from 'lodash-es/mapValues.js';
import sortBy from 'lodash-es/sortBy.js';
import * as z from 'zod/mini';
import type { Merge } from '../doubles/merge-records.js';
import { firstOf } from '../errors/fault-list.js';
import { type Fault, formatPath, printable } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { getOrSet } from '../kernel/maps.js';
import { type Hint, type Imported, type Issue, importRows } from '../model/network.js';
import type { Input } from '../model/records.js';
import { issueAt, issueList } from './issue-at.js';
import { type ReadTables, readAll } from './read.js';
import { type Column, TABLES } from './record-columns.js';
import { type Carried, carriedFrom } from './records/carried.js';
import { settleDoubles } from './settle/doubles.js';
import type { TableDouble } from './settle/doubles-table.js';
import { isWord, sideSaid, wordSaid } from './settle/words-table.js';
import type { Heading } from './sheets/headings.js';
import { numberOf, type Opened } from './sheets/open.js';
import { type Table, type TableHint, type TableIssue, type TableRead, tableName } from './tables.js';

export interface ImportOptions {
  /**
   * Words of headers, 电话, 地址, 备注: columns that are not read and have one of them are carried through to dispatch lists by `withCarried`. They
   * are in no record, plan, report or message. Default: none.
   */
  readonly carry?: readonly string[] | undefined;
}

const options = { carry: z._default(z.array(z.string()), []) };

/** What `importTables` returns. */
export interface ImportedTables {
  readonly network: Imported['network'];
  readonly issues: TableIssue[];
  /** What is kept though it may not be meant so, as of `importNetwork`, and what was read that does not say it all, where it came first. */
  readonly hints: TableHint[];
  /** Every file and sheet, read or not. */
  readonly tables: TableRead[];
  /** Of columns that are not read, what {@link ImportOptions.carry} asks for. */
  readonly carried: Carried;
  /** Records that may have been entered twice, where there are no more than 200,000 of all (else a hint says so); both are kept until a list 疑似重复 says otherwise. */
  readonly doubles: TableDouble[];
  /** What such a list has made one. */
  readonly merges: Merge[];
}

/**
 * The records of tables, for `createNetwork`, and what could not be read. One table per kind of record, recognised by its name (需求 or
 * needs, 社区, 社会工作者, 社区社会组织, 志愿者, 慈善资源, 社工站, 时段, 目录, 数据日期); a row is one line of a record, and a repeated id
 * adds a line. Communities and stations may go by their names, where no two have the same. A record with a cell that cannot be read is left out; so are columns that no field knows: what residents are called
 * stays in the sheet. Nothing is thrown for what a file holds. O(cells).
 *
 * @throws LinkageError `INVALID_INPUT` only for what is no list of tables
 */
export function readTables(tables: readonly Table[]): { input: Input; issues: TableIssue[] } {
  const { input, issues, torn } = readAll(tables);
  const whole = mapValues(input, (list) => (Array.isArray(list) ? list.filter((one) => !torn.has(one)) : list));
  return { input: whole as Input, issues };
}

/**
 * The network of the good rows, and what is wrong with the others, cell by cell: `readTables`, then `importNetwork`, whose issues are
 * led back to file, sheet, row and column. O(cells + records · log records).
 *
 * @throws as `readTables`
 *
 * @example
 * const { network, issues } = importTables(await readFiles('lists'));
 */
export function importTables(tables: readonly Table[], given: ImportOptions = {}): ImportedTables {
  const { carry } = readOptions(options, given);
  const { read, merges, doubles, issues: twice, hints: unsought } = settleDoubles(readAll(tables), tables);
  const list = issueList();
  const isKnown = knownBefore(read);
  const tell = (fault: Fault): void => {
    const spot = spotOf(fault.path, read);
    if (isKnown(fault, spot)) return;
    const { table, row, heading } = spot ?? {};
    const [name, number] = table ? [tableName(table), numberOf(table, row!)] : [String(fault.path[0]), 0];
    list.add(name, heading?.header, fault.code, number, () => placed(fault, read));
  };
  const bad = new Map<unknown, Set<unknown>>();
  const report = firstOf((code, path, value, message) => {
    getOrSet(bad, path[0], () => new Set()).add(path[1]);
    tell({ code, path, value: printable(value), message });
  });
  const { network, hints } = importRows(read.input, read.leftOut, report);
  for (const hint of hints) if (isOfUnits(hint)) tell(hint);
  // Of a word, not of all that its cell holds.
  const kept = hints
    .filter((hint) => !isOfUnits(hint))
    .map((hint) => ({ ...hint, ...placed(hint, read), ...(isWord(hint) && { value: hint.value }) }));
  const words = kept.filter((hint) => isWord(hint) && !read.glossary.owns(hint.value)).map(wordSaid);
  const all = [...read.issues, ...list.all(), ...words, ...twice];
  const names = [...new Set(all.map(({ path }) => path[0]))];
  // As someone goes through the sheets.
  return {
    network,
    issues: sortBy(all, [({ path: [table] }) => names.indexOf(table!), ({ row }) => row ?? 0]),
    hints: [...read.hints, ...unsought, ...kept.filter((hint) => !isWord(hint)).map(sideSaid)],
    tables: tablesRead(read, (collection, row) => bad.get(collection)?.has(row) !== true),
    carried: carriedFrom(read.origins.values(), carry),
    doubles,
    merges,
  };
}

/** What is doubtful about units is an issue. */
const isOfUnits = ({ code }: Hint): boolean => code === 'UNIT_ASSUMED' || code === 'UNIT_UNMATCHED';

/**
 * Whether a fault of the records is told by those of their cells: what could not be read by its cell, money without its unit at its amount, and a
 * column that is missing once.
 */
function knownBefore({ issues, opened, holds }: ReadTables) {
  const keyOf = (path: TableIssue['path'], column: string | undefined) => JSON.stringify([...path.slice(0, 2), column]);
  const told = new Set(issues.map(({ path, column }) => keyOf(path, column)));
  const bare = new Set(issues.flatMap(({ code, path }) => (code === 'UNIT_AMBIGUOUS' ? [keyOf(path, '')] : [])));
  const lacking = new Map<unknown, { readonly field: string | undefined; readonly fields: ReadonlySet<string> }>();
  for (const { code, said, path, field } of issues) {
    if (code !== 'REQUIRED' || !said || lacking.has(path[0])) continue;
    const table = opened.find(({ table: one }) => tableName(one) === path[0])?.table;
    lacking.set(path[0], { field, fields: new Set(table?.headings.map(({ column }) => column.field)) });
  }
  return ({ code, path }: Fault, spot: Spot | undefined): boolean => {
    if (!spot) return told.has(keyOf(path, undefined));
    const { table, row, heading } = spot;
    const at = [tableName(table), numberOf(table, row)] as const;
    if (told.has(keyOf(at, heading?.header)) || holds(at[0], heading?.header, at[1])) return true;
    if (code === 'UNIT_AMBIGUOUS' || code === 'UNIT_UNMATCHED') return bare.has(keyOf(at, ''));
    const lacks = code === 'REQUIRED' || code === 'REQUIREMENT_MISSING' ? lacking.get(at[0]) : undefined;
    if (!lacks) return false;
    if (heading) return !lacks.fields.has(heading.column.field);
    return lacks.field === 'capability' && code === 'REQUIREMENT_MISSING';
  };
}

/** How many records of each table are there. */
function tablesRead(
  { opened, origins }: ReadTables,
  isGood: (collection: string, row: number) => boolean,
): TableRead[] {
  const counts = new Map<Opened, number>();
  for (const [collection, places] of origins)
    for (const [row, { table }] of places.entries())
      if (isGood(collection, row)) counts.set(table, (counts.get(table) ?? 0) + 1);
  return opened.map(({ table, found, unread }) => ({
    file: table.file,
    sheet: table.sheet,
    record: table.kind?.collection,
    found,
    read: counts.get(table) ?? 0,
    unread,
    said: table.said,
  }));
}

const RECORD = new RegExp(`\\b(${TABLES.map((kind) => kind.collection).join('|')})\\[(\\d+)\\]`, 'g');

/** Where in a sheet something stands. */
interface Spot {
  readonly table: Opened;
  readonly row: number;
  readonly heading: Heading | undefined;
}

function spotOf(path: Fault['path'], { origins }: ReadTables): Spot | undefined {
  const [collection = '', index = 0, ...at] = path[0] === 'asOf' ? ['about', 0, 'asOf'] : path;
  const origin = origins.get(String(collection))?.[Number(index)];
  if (!origin) return undefined;
  const { table, row, lines } = origin;
  const [list, number] = at;
  const inLine = list === table.kind?.lines?.field && typeof number === 'number' ? number : undefined;
  const heading = headingOf(table, inLine === undefined ? at : at.slice(2), inLine !== undefined);
  const own = inLine === undefined && !heading?.column.line;
  return { table, row: own ? row : (lines[inLine ?? 0] ?? row), heading };
}

/** The issue where the sheet has it, with the records that its message names. */
function placed(issue: Issue, read: ReadTables): TableIssue {
  const message = issue.message.replace(RECORD, (text, name: string, number: string) => {
    const origin = read.origins.get(name)?.[Number(number)];
    return origin ? formatPath([tableName(origin.table), numberOf(origin.table, origin.row)]) : text;
  });
  const spot = spotOf(issue.path, read);
  if (!spot) return { ...issue, path: [...issue.path], message };
  const { value, ...place } = issueAt(spot.table, spot.row, spot.heading, issue.code, message);
  return { ...place, value: value ?? (spot.heading && issue.value) };
}

/** The column of a field; where the sheet has none, what it would be headed. */
function headingOf(table: Opened, at: readonly (string | number)[], ofLine: boolean): Heading | undefined {
  const field = at.filter((step) => typeof step === 'string').join('.');
  const fits = ({ field: own, line }: Column): boolean =>
    (own === field || field.startsWith(`${own}.`) || own.startsWith(`${field}.`)) && (!ofLine || line);
  if (field === '') return undefined;
  const heading = table.headings.find(({ column }) => fits(column));
  const column = heading ? undefined : table.kind?.columns.find(fits);
  return column ? { column, header: column.name.zh, at: -1 } : heading;
}
