import type { Path } from '../errors/fault-list.js';
import { LinkageError } from '../errors/linkage-error.js';
import { fold } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';
import { catalogue as builtIn } from '../model/catalogue/index.js';
import type { Collection, EntryInput, Input } from '../model/records.js';
import { name as nameOf } from '../model/records.js';
import { nodeOf } from '../model/rows.js';
import { inBoth } from '../say/reading.js';
import type { Known } from './cells.js';
import { issueAt, issueList } from './issue-at.js';
import { TABLES } from './record-columns.js';
import { draftsOf, finished, type Origin } from './records/drafts.js';
import { pseudonyms, type Renamed, settleIds } from './records/ids.js';
import { referrer } from './records/refer.js';
import { type Fields, ticksOf } from './records/row-lines.js';
import { decisionsIn, isDecisions } from './settle/doubles-table.js';
import { type Glossary, glossaryOf, isGlossary } from './settle/glossary.js';
import { spoken } from './sheets/headings.js';
import { listOfOurs, numberOf, type Opened, openTable, type TellOf } from './sheets/open.js';
import { type SheetTable, type Table, type TableHint, type TableIssue, type TextTable, tableName } from './tables.js';

/** What was read of tables. */
export interface ReadTables {
  /** With the records that cannot be: what could not be read of them is `null`. */
  readonly input: Input;
  readonly issues: TableIssue[];
  /** Whether issues of a place are told as one with others. */
  readonly holds: (table: string, column: string | undefined, row: number) => boolean;
  /** How cells and sheets were read that do not say it all, once for each content of a column. */
  readonly hints: TableHint[];
  /** All tables, how many records each has, and its headers that nothing is read by. */
  readonly opened: readonly { readonly table: Opened; readonly found: number; readonly unread: readonly string[] }[];
  /** What people have settled. */
  readonly glossary: Glossary;
  /** Records with a cell that could not be read, and may not be lost. */
  readonly torn: ReadonlySet<object>;
  /** Of each collection's records. */
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** Where the records stand that were left out, by key. */
  readonly leftOut: ReadonlyMap<string, Path>;
}

/** Records that are looked into further though a cell of theirs could not be read: where there are more, enough is told. */
const MOST_TORN = 10_000;

/** {@link readTables}, with where everything stands. O(cells). */
export function readAll(tables: readonly Table[]): ReadTables {
  if (!Array.isArray(tables) || !tables.every(isTable)) {
    const message = 'Expected a list of tables, each `{ file, data }` or `{ file, sheet, rows }`.';
    throw new LinkageError('INVALID_INPUT', message);
  }
  const glossary = glossaryOf(tables.filter(isGlossary));
  const list = issueList();
  const hints = new Map<string, TableHint>();
  const tell: TellOf = (...fault) => {
    const [table, row, heading, code] = fault;
    const make = () => issueAt(...fault);
    if (code !== 'READ_AS') return list.add(tableName(table), heading?.header, code, numberOf(table, row), make);
    const issue = make();
    const key = JSON.stringify([issue.path[0], issue.column, issue.message]);
    getOrSet(hints, key, () => ({ ...issue, count: 0 })).count++;
  };
  const opened = tables.map((table) => ({
    table: ourList(table, glossary) ?? openTable(table, tell, glossary.column),
    found: 0,
    unread: [] as string[],
  }));
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
      const ticks = ticksOf(table, known);
      one.unread = table.others.flatMap(([header, at]) => (ticks.some((tick) => tick.at === at) ? [] : [header]));
      if (drafts.length > 0) checkColumns(table, ticks.length > 0, one.unread, tell);
      return { table, drafts };
    });
    if (!kind.keyed) settleIds(groups, collection, renamed, alias, tell);
    const drafts = groups.flatMap((group) => group.drafts);
    const records: Fields[] = [];
    const places: Origin[] = [];
    for (const draft of drafts) {
      const { id, origin, good } = draft;
      origin.id = id;
      if (good && !(draft.torn && torn.size >= MOST_TORN)) {
        const record = finished(draft);
        places.push(origin);
        records.push(record);
        if (draft.torn) torn.add(record);
      } else if (!leftOut.has(nodeOf(collection, id))) {
        leftOut.set(nodeOf(collection, id), [tableName(origin.table), numberOf(origin.table, origin.row)]);
      }
    }
    origins.set(collection, places);
    if (collection !== 'about') input[collection] = records;
    else if (typeof records[0]?.['asOf'] === 'string') {
      input['asOf'] = records[0]['asOf'];
      known = { ...known, asOf: records[0]['asOf'] };
    }
  }
  const referrers = new Map<Opened, ReturnType<typeof referrer>>();
  for (const [collection, places] of origins) {
    const records = input[collection] as Fields[] | undefined;
    for (const [n, { table }] of places.entries())
      if (records?.[n]) getOrSet(referrers, table, () => referrer(table, renamed, alias))(records[n]);
  }
  const issues = [...glossary.issues, ...list.all()];
  for (const collection of ['communities', 'needs'] as const) {
    if (!origins.has(collection)) issues.push(missing(collection, input));
  }
  const all = { issues, holds: list.holds, hints: [...hints.values()], opened, torn, origins, leftOut, glossary };
  return { ...all, input: input as unknown as Input };
}

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
function checkColumns(table: Opened, isTicked: boolean, unread: readonly string[], tell: TellOf): void {
  const { kind, headings, further, top } = table;
  const has = new Set([...headings, ...further.flat()].map(({ column }) => column.field));
  if (isTicked) has.add('capabilities').add('capability');
  if (has.has('hours')) has.add('quantity');
  const lacks = kind!.columns.filter(({ required, field }) => required && !has.has(field) && field !== 'id');
  if (kind!.collection === 'needs' && !has.has('capability') && !has.has('category')) {
    lacks.push(kind!.columns.find(({ field }) => field === 'capability')!);
  }
  // Providers without any offer are kept; what is not understood may be their offers.
  const offers = kind!.lines?.field === 'offers' && !has.has('capabilities') && !has.has('quantity');
  if (lacks.length === 0 || (offers && unread.length === 0 && lacks.every(({ line }) => line))) return;
  const columns = lacks.map(({ name }) => `“${name.zh}”`).join('');
  const unknown = unread.map((header) => header.slice(0, 40)).join('、');
  const said = {
    zh: inBoth((words) => words.noColumns(columns, unknown)).zh,
    en: inBoth((words) => words.noColumns(lacks.map(({ name }) => spoken(name)).join(', '), unknown)).en,
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
