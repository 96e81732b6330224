import type { FaultCode } from '../errors/codes.js';
import type { Path } from '../errors/fault-list.js';
import { LinkageError } from '../errors/linkage-error.js';
import { fold } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';
import { catalogue as builtIn } from '../model/catalogue/index.js';
import type { Collection, EntryInput, Input } from '../model/records.js';
import { name as nameOf } from '../model/records.js';
import { KINDS } from '../model/rows.js';
import { type Known, readCell, type Tell, textOf } from './cells.js';
import { unguarded } from './csv.js';
import { issueAt } from './issue-at.js';
import { type Heading, isBlank, type Opened, openTable, type TellOf } from './open.js';
import { type Column, TABLES } from './record-columns.js';
import { figureOf, isAmount, lostWith } from './row-cells.js';
import {
  type Cell,
  type SheetTable,
  type Table,
  type TableHint,
  type TableIssue,
  type TextTable,
  tableName,
} from './tables.js';

type Fields = Record<string, unknown>;

/** Where a record stands: its first row, and those of its lines, all from 0. */
export interface Origin {
  readonly table: Opened;
  readonly row: number;
  readonly lines: number[];
}

/** Fields whose records may go by their names, and where those are listed. */
const REFERENCES = [
  ['community', 'communities'],
  ['station', 'stations'],
  ['parent', 'stations'],
] as const;

/** What was read of tables. */
export interface ReadTables {
  /** With the records that cannot be: what could not be read of them is `null`. */
  readonly input: Input;
  readonly issues: TableIssue[];
  /** How cells were read that do not say it all, once for each content of a column. */
  readonly hints: TableHint[];
  /** Records with a cell that could not be read, and may not be lost. */
  readonly torn: ReadonlySet<object>;
  /** Of each collection's records. */
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** Where the records stand that were left out, by key. */
  readonly leftOut: ReadonlyMap<string, Path>;
}

/** A record in the making. */
interface Draft {
  readonly id: string;
  readonly record: Fields;
  readonly lines: Fields[];
  readonly origin: Origin;
  /** Lines as text, once there are two: none may come twice. */
  seen: Set<string> | undefined;
  /** Whether its rows can be told apart and agree. */
  good: boolean;
  /** Whether what it cannot be without could not be read. */
  torn: boolean;
}

/** {@link readTables}, with where everything stands. O(cells). */
export function readAll(tables: readonly Table[]): ReadTables {
  if (!Array.isArray(tables) || !tables.every(isTable)) {
    const message = 'Expected a list of tables, each `{ file, data }` or `{ file, sheet, rows }`.';
    throw new LinkageError('INVALID_INPUT', message);
  }
  const issues: TableIssue[] = [];
  const read = new Map<string, TableHint>();
  const tell: TellOf = (...fault) => {
    const issue = issueAt(...fault);
    if (issue.code !== 'READ_AS') return void issues.push(issue);
    const key = JSON.stringify([issue.path[0], issue.column, issue.message]);
    getOrSet(read, key, () => ({ ...issue, count: 0 })).count++;
  };
  const sheets = new Map<string, number>();
  for (const { file } of tables) sheets.set(file, (sheets.get(file) ?? 0) + 1);
  const opened = tables.flatMap((table) => openTable(table, sheets.get(table.file) === 1, tell) ?? []);
  const input: Record<string, unknown> = { communities: [], needs: [] };
  const origins = new Map<string, Origin[]>();
  const leftOut = new Map<string, Path>();
  const named = new Map<string, ReadonlyMap<unknown, unknown>>();
  const money = new Set<string>();
  const torn = new Set<object>();
  let known = knownWords(builtIn, money);
  for (const kind of TABLES) {
    const { collection } = kind;
    const mine = opened.filter((table) => table.kind === kind);
    if (mine.length === 0) {
      if (collection === 'communities' || collection === 'needs') issues.push(missing(collection));
      continue;
    }
    if (collection === 'catalogue') known = { ...known, ...knownWords(entriesOf(mine, known), money) };
    const records: Fields[] = [];
    const places: Origin[] = [];
    for (const table of mine) {
      for (const draft of draftsOf(table, { ...known, commas: table.commas }, money, tell)) {
        if (draft.good) {
          const record = finished(draft, table);
          records.push(record);
          places.push(draft.origin);
          if (draft.torn) torn.add(record);
        } else {
          const node = `${KINDS.get(collection) ?? collection}:${draft.id}`;
          if (!leftOut.has(node)) leftOut.set(node, [tableName(table), draft.origin.row + 1]);
        }
      }
    }
    origins.set(collection, places);
    if (REFERENCES.some(([, of]) => of === collection)) named.set(collection, idsByName(records));
    for (const record of records) {
      for (const [field, of] of REFERENCES) {
        const id = record[field] === undefined ? undefined : named.get(of)?.get(record[field]);
        if (id !== undefined) record[field] = id;
      }
    }
    if (collection !== 'about') input[collection] = records;
    else if (typeof records[0]?.['asOf'] === 'string') {
      input['asOf'] = records[0]['asOf'];
      known = { ...known, asOf: records[0]['asOf'] };
    }
  }
  return { input: input as unknown as Input, issues, hints: [...read.values()], torn, origins, leftOut };
}

function isTable(table: Partial<TextTable & SheetTable> | null | undefined): boolean {
  if (typeof table?.file !== 'string') return false;
  const { data, rows } = table;
  return typeof data === 'string' || ArrayBuffer.isView(data) || data instanceof ArrayBuffer || Array.isArray(rows);
}

function missing(collection: Collection): TableIssue {
  const { zh, en } = TABLES.find((kind) => kind.collection === collection)!.name;
  const message = `no table lists ${en}. Maybe name one ${zh} or ${en}.`;
  return { code: 'REQUIRED', path: [collection], value: undefined, message, record: collection };
}

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

/** What the catalogue says of names and codes; adds to `money` the codes that are counted in fen. */
export function knownWords(entries: readonly EntryInput[], money: Set<string>): Known {
  const codes = new Map<string, string>();
  const names = new Map<string, { zh?: string | undefined; en?: string | undefined }>();
  const listed = new Set(entries.map(({ code }) => code));
  const ambiguous = new Set<string>();
  for (const { code, name, unit } of entries) {
    if (unit === 'fen') money.add(code);
    const both = nameOf.safeParse(name).data ?? {};
    names.set(code, both);
    for (const word of new Set([code, both.zh, both.en].map((each) => fold(each ?? '')))) {
      if (word === '') continue;
      if ((codes.get(word) ?? code) !== code) ambiguous.add(word);
      codes.set(word, code);
    }
  }
  for (const word of ambiguous) codes.delete(word);
  return { codes, names, entries: listed };
}

/** What the tables of the catalogue list, whatever faults they have: their own lines may go by its names. */
function entriesOf(tables: readonly Opened[], known: Known): EntryInput[] {
  return tables.flatMap((table) =>
    [...draftsOf(table, known, new Set(), () => {})].map(({ record }) => record as unknown as EntryInput),
  );
}

const UNCLOSED = 'a quote is not closed, or text follows it: what comes up to the next one was read as one cell.';

/** The records of a table, one for each id, in the order of their first rows. */
function draftsOf(table: Opened, known: Known, money: Set<string>, tell: TellOf): Iterable<Draft> {
  const drafts = new Map<string, Draft>();
  const single = table.kind?.collection === 'about';
  // Of every table the first column says which record a row is about; headings are in the order of columns.
  const key = table.headings[0]!;
  const width = table.rows[table.top]?.length ?? 0;
  let last: string | undefined;
  for (let row = table.top + 1; row < table.rows.length; row++) {
    const cells = table.rows[row]!;
    if (isBlank(cells)) continue;
    const id = single ? 'about' : idOf(table, row, key, last, known, tell);
    if (id === undefined) continue;
    last = id;
    const origin = { table, row, lines: [] };
    const draft = getOrSet(drafts, id, () => ({
      id,
      record: {},
      lines: [],
      origin,
      seen: undefined,
      good: true,
      torn: false,
    }));
    readRow(draft, table, row, known, tell);
    const faults: [FaultCode, string][] = [];
    if (cells.length > width && !isBlank(cells.slice(width))) {
      const message = `the row has ${cells.length} cells, the header ${width}. Maybe a separator stands outside quotes.`;
      faults.push(['RAGGED_ROW', message]);
    }
    if (table.broken.has(row)) faults.push(['BAD_QUOTES', UNCLOSED]);
    for (const [code, message] of faults) tell(table, row, undefined, code, message);
    draft.good &&= faults.length === 0;
    checkMoney(draft, row, money, tell);
  }
  return drafts.values();
}

function idOf(table: Opened, row: number, key: Heading, last: string | undefined, known: Known, tell: TellOf) {
  const cell = table.rows[row]![key.at];
  if (textOf(cell).trim() !== '') {
    let good = true;
    const id = readCell(key.column.type, clean(cell), known, (code, message) => {
      good = false;
      tell(table, row, key, code, message);
    });
    if (!good || id !== undefined) return good ? String(id) : undefined;
  }
  const hint = last === undefined ? '' : ` Maybe "${last.slice(0, 64)}", as above: a row that adds a line repeats it.`;
  tell(table, row, key, 'REQUIRED', `the row has no ${key.header}.${hint}`);
  return undefined;
}

const clean = (cell: Cell): Cell => (typeof cell === 'string' ? unguarded(cell) : cell);

/** Adds to a record what a row says of it. */
function readRow(draft: Draft, table: Opened, row: number, known: Known, tell: TellOf): void {
  const { record, lines, origin } = draft;
  const line: Fields = {};
  let lined = false;
  const figures: (() => void)[] = [];
  for (const heading of table.headings) {
    const cell = clean(table.rows[row]![heading.at]);
    if (textOf(cell).trim() === '') continue;
    const { column } = heading;
    const target = column.line ? line : record;
    let good = true;
    const refuse: Tell = (code, message) => {
      if (code !== 'READ_AS') good = false;
      tell(table, row, heading, code, message);
    };
    const put = (value: unknown) => {
      lined ||= column.line;
      if (!good) lose(draft, target, column);
      else if (value !== undefined && (column.line || checkSame(draft, column, value, refuse)))
        setField(target, column.path, value);
    };
    const value = readCell(column.type, cell, known, refuse);
    if (!isAmount(value)) put(value);
    else {
      const units = {
        get: (path: Column['path']) => fieldOf(target, path),
        set: (path: Column['path'], unit: unknown) => setField(target, path, unit),
      };
      figures.push(() => {
        // Lost already, with its unit.
        if (fieldOf(target, column.path) !== 'unknown') put(figureOf(value, column, units, known, refuse));
      });
    }
  }
  for (const settle of figures) settle();
  if (lined) {
    lines.push(line);
    origin.lines.push(row);
  }
  if (row === origin.row) return;
  draft.seen ??= new Set(lines.slice(0, -1).map((each) => JSON.stringify(each)));
  const again = !lined || draft.seen.size === draft.seen.add(JSON.stringify(line)).size;
  // Requirements of the catalogue may be alike: one for each visit.
  if (!again || (lined && !table.kind?.lines?.inline)) return;
  const message = `row ${origin.row + 1} has the same id, and this one adds no line of its own.`;
  tell(table, row, table.headings[0], 'DUPLICATE_ID', message);
  draft.good = false;
}

/** What goes with a cell that cannot be read. */
function lose(draft: Draft, target: Fields, column: Column): void {
  const lost = lostWith(column, draft.origin.table.kind);
  if (lost === 'record') setField(target, column.path, null);
  if (lost === 'record') draft.torn = true;
  if (lost === 'figure') Object.assign(target, { quantity: 'unknown', unit: undefined });
}

/** Whether the record has no such field yet. One that differs is refused. */
function checkSame(draft: Draft, { path }: Column, value: unknown, refuse: Tell): boolean {
  const earlier = fieldOf(draft.record, path);
  if (earlier === undefined) return true;
  if (JSON.stringify(earlier) !== JSON.stringify(value)) {
    refuse('CONTRADICTION', 'an earlier row of this id says something else. Maybe leave it blank here.');
    draft.good = false;
  }
  return false;
}

/** Money without its unit would be taken for fen: 3000 for ¥30. Codes of funds are learnt on the way. */
function checkMoney({ record, lines, origin }: Draft, row: number, money: Set<string>, tell: TellOf): void {
  const { table } = origin;
  const line = lines.at(-1);
  if (!line || origin.lines.at(-1) !== row) return;
  const fund = record['kind'] === 'fund';
  const codes = [line['capabilities'], line['capability'] ?? record['category']].flat().map(codeIn);
  if (fund) for (const code of codes) money.add(code);
  const counted = fund || (table.kind?.collection === 'needs' && codes.some((code) => money.has(code)));
  if (!counted || line['unit'] !== undefined || typeof line['quantity'] !== 'number') return;
  const heading = table.headings.find(({ column }) => column.line && column.field === 'quantity');
  tell(table, row, heading, 'UNIT_AMBIGUOUS', 'an amount of money needs its unit. Maybe 元 in the column 单位.');
}

function codeIn(skill: unknown): string {
  return typeof skill === 'string' ? skill : String((skill as { code?: unknown } | undefined)?.code);
}

/** The record with its lines: a single one without an id is written on the record itself. */
function finished({ record, lines }: Draft, { kind }: Opened): Fields {
  const only = lines[0];
  if (!kind?.lines || only === undefined) return record;
  if (kind.lines.inline && lines.length === 1 && only['id'] === undefined) return Object.assign(record, only);
  record[kind.lines.field] = lines;
  return record;
}

// Fields are those of the columns; none comes from a file.

function setField(target: Fields, [first, second]: Column['path'], value: unknown): void {
  if (second === undefined) target[first] = value;
  else {
    // A name in one column and its English in another.
    const inner = typeof target[first] === 'string' ? { zh: target[first] } : target[first];
    target[first] = { ...(inner as Fields | undefined), [second]: value };
  }
}

function fieldOf(target: Fields, [first, second]: Column['path']): unknown {
  const value = target[first] as Fields | undefined;
  if (second !== undefined) return value?.[second];
  return first === 'name' && typeof value === 'object' ? value['zh'] : value;
}
