import type { FaultCode } from '../errors/codes.js';
import type { Path } from '../errors/fault-list.js';
import { LinkageError } from '../errors/linkage-error.js';
import { fold } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';
import { catalogue as builtIn } from '../model/catalogue/index.js';
import type { Collection, EntryInput, Input } from '../model/records.js';
import { name as nameOf } from '../model/records.js';
import { KINDS } from '../model/rows.js';
import type { Bilingual } from '../model/vocabulary.js';
import { inBoth } from '../say/reading.js';
import { type Known, readCell, type Tell, textOf } from './cells.js';
import { issueAt } from './issue-at.js';
import { type Column, TABLES } from './record-columns.js';
import { homeOf, pseudonyms, type Renamed, settleIds } from './records/ids.js';
import { referrer } from './records/refer.js';
import { clean, type Fields, rowLines, setField, settled, ticksOf, withUnits } from './records/row-lines.js';
import { figureOf, isAmount, lostWith } from './row-cells.js';
import { decisionsIn, isDecisions } from './settle/doubles-table.js';
import { type Glossary, glossaryOf, isGlossary } from './settle/glossary.js';
import { type Heading, spoken } from './sheets/headings.js';
import { isBlank, listOfOurs, numberOf, type Opened, openTable, type TellOf } from './sheets/open.js';
import { recordRows } from './sheets/passed-over.js';
import { type SheetTable, type Table, type TableHint, type TableIssue, type TextTable, tableName } from './tables.js';

/** Where a record stands: its key, its first row, and those of its lines, from 0. */
export interface Origin {
  readonly table: Opened;
  readonly node: string;
  readonly row: number;
  readonly lines: number[];
}

/** What was read of tables. */
export interface ReadTables {
  /** With the records that cannot be: what could not be read of them is `null`. */
  readonly input: Input;
  readonly issues: TableIssue[];
  /** How cells and sheets were read that do not say it all, once for each content of a column. */
  readonly hints: TableHint[];
  /** All tables, and how many records each has. */
  readonly opened: readonly { readonly table: Opened; readonly found: number }[];
  /** What people have settled. */
  readonly glossary: Glossary;
  /** Records with a cell that could not be read, and may not be lost. */
  readonly torn: ReadonlySet<object>;
  /** Of each collection's records. */
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** Where the records stand that were left out, by key. */
  readonly leftOut: ReadonlyMap<string, Path>;
}

/** A record in the making. */
interface Draft {
  id: string;
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
  const hints = new Map<string, TableHint>();
  const tell: TellOf = (...fault) => {
    const issue = issueAt(...fault);
    if (issue.code !== 'READ_AS') return void issues.push(issue);
    const key = JSON.stringify([issue.path[0], issue.column, issue.message]);
    getOrSet(hints, key, () => ({ ...issue, count: 0 })).count++;
  };
  const glossary = glossaryOf(tables.filter(isGlossary));
  const opened = tables.map((table) => ({ table: ourList(table, glossary) ?? openTable(table, tell), found: 0 }));
  const input: Record<string, unknown> = { communities: [], needs: [] };
  const origins = new Map<string, Origin[]>();
  const leftOut = new Map<string, Path>();
  const renamed: Renamed = new Map();
  const alias = pseudonyms();
  const money = new Set<string>();
  const torn = new Set<object>();
  let known: Known = { ...knownWords(builtIn, money), settle: glossary.settle };
  for (const kind of TABLES) {
    const { collection } = kind;
    const mine = opened.filter(({ table }) => table.kind === kind);
    if (mine.length === 0) continue;
    if (collection === 'catalogue') known = { ...known, ...knownWords(entriesOf(mine, known), money) };
    const groups = mine.map((one) => {
      const { table } = one;
      const drafts = [...draftsOf(table, { ...known, commas: table.commas }, money, tell)];
      one.found = drafts.length;
      checkColumns(table, known, drafts.length, tell);
      return { table, drafts };
    });
    if (!kind.keyed) settleIds(groups, collection, renamed, alias, tell);
    const drafts = groups.flatMap((group) => group.drafts);
    const good = drafts.filter((draft) => draft.good);
    const records = good.map(finished);
    for (const [n, draft] of good.entries()) if (draft.torn) torn.add(records[n]!);
    for (const { good: isGood, id, origin } of drafts) {
      const { table, row } = origin;
      const node = isGood ? undefined : nodeOf(collection, id);
      if (node !== undefined && !leftOut.has(node)) leftOut.set(node, [tableName(table), numberOf(table, row)]);
    }
    const places = good.map(({ id, origin }) => Object.assign(origin, { node: nodeOf(collection, id) }));
    origins.set(collection, places);
    if (collection !== 'about') input[collection] = records;
    else if (typeof records[0]?.['asOf'] === 'string') {
      input['asOf'] = records[0]['asOf'];
      known = { ...known, asOf: records[0]['asOf'] };
    }
  }
  const refer = referrer(input, renamed, alias);
  for (const [collection, places] of origins) {
    const records = input[collection] as Fields[] | undefined;
    const scopes = new Map(places.map(({ table }) => [table, homeOf(table)]));
    for (const [n, { table }] of places.entries()) if (records?.[n]) refer(records[n], table.kind!, scopes.get(table)!);
  }
  for (const collection of ['communities', 'needs'] as const) {
    if (!origins.has(collection)) issues.push(missing(collection, input));
  }
  const all = { issues, hints: [...hints.values()], opened, torn, origins, leftOut, glossary };
  return { ...all, input: input as unknown as Input };
}

const nodeOf = (collection: string, id: string): string => `${KINDS.get(collection) ?? collection}:${id}`;
/** A list that we wrote and people have filled in. */
function ourList(table: Table, glossary: Glossary): Opened | undefined {
  if (isGlossary(table))
    return listOfOurs(
      table,
      inBoth((words) => words.glossary(glossary.size)),
    );
  return isDecisions(table)
    ? listOfOurs(
        table,
        inBoth((words) => words.decisions(decisionsIn([table]).length)),
      )
    : undefined;
}

function isTable(table: Partial<TextTable & SheetTable> | null | undefined): boolean {
  if (typeof table?.file !== 'string') return false;
  const { data, rows } = table;
  return typeof data === 'string' || ArrayBuffer.isView(data) || data instanceof ArrayBuffer || Array.isArray(rows);
}

/** No table lists a collection; communities are made of what others name. */
function missing(collection: Collection, input: Record<string, unknown>): TableIssue {
  const { zh, en } = TABLES.find((kind) => kind.collection === collection)!.name;
  const fault = { code: 'REQUIRED' as const, path: [collection], value: undefined, record: collection };
  if (collection === 'communities') {
    const named = Object.values(input).flatMap((list) =>
      Array.isArray(list)
        ? (list as Fields[]).flatMap(({ community }) => (typeof community === 'string' ? [community] : []))
        : [],
    );
    const made = [...new Set(named)];
    input['communities'] = made.map((id) => ({ id, name: id }));
    const names = made.slice(0, 20).join('、') + (made.length > 20 ? ' …' : '');
    const said = inBoth((words) => words.madeCommunities(made.length, names));
    if (made.length > 0) return { ...fault, message: said.en, said };
  }
  return { ...fault, message: `no table lists ${en}. Maybe name one ${zh} or ${en}.` };
}

/**
 * Tells of required columns that a table lacks, once, with the headers that are not understood. Without a figure, capabilities are not
 * offered; a table that lists no one with any may be meant so, where all its headers are understood.
 */
function checkColumns(table: Opened, known: Known, found: number, tell: TellOf): void {
  const { kind, headings, further, others, top } = table;
  const has = new Set([...headings, ...further.flat()].map(({ column }) => column.field));
  if (ticksOf(table, known.codes).length > 0) has.add('capabilities').add('capability');
  if (has.has('hours')) has.add('quantity');
  const lacks = kind!.columns.filter(({ required, field }) => required && !has.has(field) && field !== 'id');
  if (kind!.collection === 'needs' && !has.has('capability') && !has.has('category')) {
    lacks.push(kind!.columns.find(({ field }) => field === 'capability')!);
  }
  // Providers without any offer are kept; what is not understood may be their offers.
  const offers = kind!.lines?.field === 'offers' && !has.has('capabilities') && !has.has('quantity');
  if (found === 0 || lacks.length === 0 || (offers && others.length === 0 && lacks.every(({ line }) => line))) return;
  const columns = lacks.map(({ name }) => `“${name.zh}”`).join('');
  const unread = others.map(([header]) => header.slice(0, 40)).join('、');
  const said = {
    zh: inBoth((words) => words.noColumns(columns, unread)).zh,
    en: inBoth((words) => words.noColumns(lacks.map(({ name }) => spoken(name)).join(', '), unread)).en,
  };
  tell(table, top, { column: lacks[0]!, header: lacks[0]!.name.zh, at: -1 }, 'REQUIRED', said);
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
function entriesOf(tables: readonly { readonly table: Opened }[], known: Known): EntryInput[] {
  return tables.flatMap(({ table }) =>
    [...draftsOf(table, known, new Set(), () => {})].map(({ record }) => record as unknown as EntryInput),
  );
}

const UNCLOSED = 'a quote is not closed, or text follows it: what comes up to the next one was read as one cell.';

/** The records of a table, one for each id, in the order of their first rows. */
function draftsOf(table: Opened, known: Known, money: Set<string>, tell: TellOf): Iterable<Draft> {
  const drafts = new Map<string, Draft>();
  const ids = idsOf(table, known, tell);
  const ticks = ticksOf(table, known.codes);
  for (const row of recordRows(table)) {
    const cells = table.rows[row]!;
    const id = ids(row);
    if (id === undefined) continue;
    const origin = { table, node: '', row, lines: [] };
    const draft = getOrSet(drafts, id, () => ({
      id,
      record: {},
      lines: [],
      origin,
      seen: undefined,
      good: true,
      torn: false,
    }));
    readRow(draft, table, row, ticks, known, tell);
    const faults: [FaultCode, string][] = [];
    if (cells.length > table.width && !isBlank(cells.slice(table.width))) {
      const message = `the row has ${cells.length} cells, the header ${table.width}. Maybe a separator stands outside quotes.`;
      faults.push(['RAGGED_ROW', message]);
    }
    if (table.broken.has(row)) faults.push(['BAD_QUOTES', UNCLOSED]);
    for (const [code, message] of faults) tell(table, row, undefined, code, message);
    draft.good &&= faults.length === 0;
    checkMoney(draft, row, money, tell);
  }
  return drafts.values();
}

/**
 * The id of each row: what its column says, which is the first of every table; where there is none, the name of a place, else the number of
 * the record in its file.
 */
function idsOf(table: Opened, known: Known, tell: TellOf): (row: number) => string | undefined {
  const { kind, headings, said, top } = table;
  const first = kind!.columns[0]!;
  const key = headings[0]!;
  if (kind!.collection === 'about') return () => 'about';
  const say = (one: Bilingual): void => {
    said.push(one);
    tell(table, top, undefined, 'READ_AS', one);
  };
  if (key.column === first) {
    if (SERVING.has(key.header)) say(inBoth((words) => words.asId(key.header)));
    let last: string | undefined;
    return (row) => {
      const id = idOf(table, row, key, last, known, tell);
      last = id ?? last;
      return id;
    };
  }
  const named =
    ['communities', 'stations'].includes(kind!.collection) && headings.find(({ column }) => column.field === 'name');
  if (named) {
    say(inBoth((words) => words.nameIsId));
    return (row) => idOf(table, row, named, undefined, known, tell);
  }
  const scope = homeOf(table);
  const made = (n: number) => (scope === '' ? String(n) : `${scope}-${n}`);
  let count = 0;
  say(inBoth((words) => words.madeIds(made(1), '…')));
  return () => made(++count);
}

/** What only numbers the rows of a sheet. */
const SERVING = new Set(['序号', '序', 'No', 'no', 'NO']);

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

/** Adds to a record what a row says of it. */
function readRow(
  draft: Draft,
  table: Opened,
  row: number,
  ticks: ReturnType<typeof ticksOf>,
  known: Known,
  tell: TellOf,
): void {
  const { record, lines, origin } = draft;
  const line: Fields = {};
  let lined = false;
  const figures: (() => void)[] = [];
  for (const heading of table.headings) {
    const cell = settled(clean(table.rows[row]![heading.at]), heading, known);
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
  if (record['id'] === undefined && table.kind?.columns[0]?.field === 'id') record['id'] = draft.id;
  const added = rowLines(lined ? withUnits(line, table.headings) : undefined, table, row, ticks, known, tell);
  for (const one of added) {
    lines.push(one);
    origin.lines.push(row);
  }
  if (row === origin.row) return;
  draft.seen ??= new Set(lines.slice(0, lines.length - added.length).map((each) => JSON.stringify(each)));
  const before = draft.seen.size;
  for (const one of added) draft.seen.add(JSON.stringify(one));
  const again = draft.seen.size === before;
  // Requirements of the catalogue may be alike: one for each visit.
  if (!again || (lined && !table.kind?.lines?.inline)) return;
  const message = `row ${numberOf(table, origin.row)} has the same id, and this one adds no line of its own.`;
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
function finished({ record, lines, origin }: Draft): Fields {
  const { kind } = origin.table;
  const only = lines[0];
  if (!kind?.lines || only === undefined) return record;
  if (kind.lines.inline && lines.length === 1 && only['id'] === undefined) return Object.assign(record, only);
  record[kind.lines.field] = lines;
  return record;
}

function fieldOf(target: Fields, [first, second]: Column['path']): unknown {
  const value = target[first] as Fields | undefined;
  if (second !== undefined) return value?.[second];
  return first === 'name' && typeof value === 'object' ? value['zh'] : value;
}
