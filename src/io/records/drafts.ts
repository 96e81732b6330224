import type { FaultCode } from '../../errors/codes.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { inBoth } from '../../say/reading.js';
import type { WrittenAmount } from '../amounts.js';
import type { Known } from '../cells.js';
import type { Column } from '../record-columns.js';
import { isAmount, lostWith } from '../row-cells.js';
import type { Heading } from '../sheets/headings.js';
import { isBlank, numberOf, type Opened, type TellOf } from '../sheets/open.js';
import { recordRows } from '../sheets/passed-over.js';
import { homeOf } from './ids.js';
import { cellReader, type Reading } from './read-cells.js';
import { type Fields, fieldOf, figureIn, rowLines, setField, ticksOf, withUnits } from './row-lines.js';

/** Where a record stands: its id, its first row, and those of its lines, from 0. */
export interface Origin {
  readonly table: Opened;
  id: string;
  readonly row: number;
  lines: number[];
}

/** A record in the making. */
export interface Draft {
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

const UNCLOSED = 'a quote is not closed, or text follows it: what stands between two quotes is one cell.';

/** The records of a table, one for each id, in the order of their first rows. O(cells). */
export function draftsOf(table: Opened, known: Known, money: Set<string>, tell: TellOf): Iterable<Draft> {
  const drafts = new Map<string, Draft>();
  const reading = { table, known, tell, ticks: ticksOf(table, known), read: cellReader(table, known, tell) };
  const { key, idOf } = idsOf(reading);
  const isNamed = table.kind!.columns[0]!.field === 'id';
  const headings = table.headings.filter((heading) => heading !== key);
  const quantity = table.headings.find(({ column }) => column.line && column.field === 'quantity');
  for (const row of recordRows(table)) {
    const cells = table.rows[row]!;
    const id = idOf(row);
    if (id === undefined) continue;
    let draft = drafts.get(id);
    if (!draft) {
      const origin: Origin = { table, id, row, lines: [] };
      draft = { id, record: {}, lines: [], origin, seen: undefined, good: true, torn: false };
      if (key) setField(draft.record, key.column.path, id);
      else if (isNamed) draft.record['id'] = id;
      drafts.set(id, draft);
    }
    readRow(draft, headings, row, reading);
    const fail = (code: FaultCode, message: string): void => {
      tell(table, row, undefined, code, message);
      draft.good = false;
    };
    if (cells.length > table.width && !isBlank(cells.slice(table.width))) {
      const message = `the row has ${cells.length} cells, the header ${table.width}. Maybe a separator stands outside quotes.`;
      fail('RAGGED_ROW', message);
    }
    if (table.broken.has(row)) fail('BAD_QUOTES', UNCLOSED);
    if (isMoneyBare(draft, row, money))
      tell(table, row, quantity, 'UNIT_AMBIGUOUS', 'an amount of money needs its unit. Maybe 元 in the column 单位.');
  }
  return drafts.values();
}

/**
 * The id of each row: what its column says, which is the first of every table (`key`); where there is none, the name of a place, else the number of
 * the record in its file.
 */
function idsOf(reading: Reading): { key?: Heading; idOf: (row: number) => string | undefined } {
  const { table, tell } = reading;
  const { kind, headings, said, top } = table;
  const key = headings[0]!;
  if (kind!.collection === 'about') return { idOf: () => 'about' };
  const say = (one: Bilingual): void => {
    said.push(one);
    tell(table, top, undefined, 'READ_AS', one);
  };
  if (key.column === kind!.columns[0]) {
    if (SERVING.has(key.header)) say(inBoth((words) => words.asId(key.header)));
    return { key, idOf: idIn(key, true, reading) };
  }
  const named =
    ['communities', 'stations'].includes(kind!.collection) && headings.find(({ column }) => column.field === 'name');
  if (named) {
    say(inBoth((words) => words.nameIsId));
    return { idOf: idIn(named, false, reading) };
  }
  const scope = homeOf(table);
  const made = (n: number) => (scope === '' ? String(n) : `${scope}-${n}`);
  let count = 0;
  say(inBoth((words) => words.madeIds(made(1), '…')));
  return { idOf: () => made(++count) };
}

/** What only numbers the rows of a sheet. */
const SERVING = new Set(['序号', '序', 'No', 'no', 'NO']);

/** @param repeats whether a row that adds a line is expected to have the id of the one above */
function idIn(heading: Heading, repeats: boolean, { table, tell, read }: Reading): (row: number) => string | undefined {
  let last: string | undefined;
  return (row) => {
    const found = read(row, heading);
    if (found && !found.good) return undefined;
    if (found?.value !== undefined) {
      last = repeats ? String(found.value) : undefined;
      return String(found.value);
    }
    const hint =
      last === undefined ? '' : ` Maybe "${last.slice(0, 64)}", as above: a row that adds a line repeats it.`;
    tell(table, row, heading, 'REQUIRED', `the row has no ${heading.header}.${hint}`);
    return undefined;
  };
}

/** Adds to a record what a row says of it. */
function readRow(draft: Draft, headings: readonly Heading[], row: number, reading: Reading): void {
  const { record, lines, origin } = draft;
  const { table, read, tell } = reading;
  const line: Fields = {};
  const figures: (readonly [Heading, WrittenAmount])[] = [];
  let lined = false;
  const put = (heading: Heading, value: unknown): void => {
    const { column } = heading;
    if (column.line) setField(line, column.path, value);
    else if (row === origin.row || isNew(draft, heading, value, row, reading)) setField(record, column.path, value);
  };
  for (const heading of headings) {
    const found = read(row, heading);
    if (found === undefined) continue;
    const { column } = heading;
    lined ||= column.line;
    if (!found.good) lose(draft, column.line ? line : record, column);
    else if (isAmount(found.value)) figures.push([heading, found.value]);
    else if (found.value !== undefined) put(heading, found.value);
  }
  // Their units stand in other columns.
  for (const [heading, amount] of figures) {
    const target = heading.column.line ? line : record;
    // Lost already, with its unit.
    if (fieldOf(target, heading.column.path) === 'unknown') continue;
    const figure = figureIn(target, heading, amount, row, reading);
    if (figure === undefined) lose(draft, target, heading.column);
    else put(heading, figure);
  }
  const added = rowLines(lined ? withUnits(line, table.headings) : undefined, row, reading);
  for (const one of added) lines.push(one);
  const numbers = added.map(() => row);
  // Most rows are all of their record, and an array that has grown takes more room than it has elements.
  if (origin.lines.length === 0) origin.lines = numbers;
  else origin.lines.push(...numbers);
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
function isNew(draft: Draft, heading: Heading, value: unknown, row: number, { table, tell }: Reading): boolean {
  const earlier = fieldOf(draft.record, heading.column.path);
  if (earlier === undefined) return true;
  if (JSON.stringify(earlier) !== JSON.stringify(value)) {
    const message = 'an earlier row of this id says something else. Maybe leave it blank here.';
    tell(table, row, heading, 'CONTRADICTION', message);
    draft.good = false;
  }
  return false;
}

const codeIn = (skill: unknown): string =>
  typeof skill === 'string' ? skill : String((skill as { code?: unknown } | undefined)?.code);

/** Money without its unit would be taken for fen: 3000 for ¥30. Codes of funds are learnt on the way. */
function isMoneyBare({ record, lines, origin }: Draft, row: number, money: Set<string>): boolean {
  const line = lines.at(-1);
  if (!line || origin.lines.at(-1) !== row) return false;
  const fund = record['kind'] === 'fund';
  if (!fund && (line['unit'] !== undefined || typeof line['quantity'] !== 'number')) return false;
  const codes = [line['capabilities'], line['capability'] ?? record['category']].flat().map(codeIn);
  if (fund) for (const code of codes) money.add(code);
  const counted = fund || (origin.table.kind?.collection === 'needs' && codes.some((code) => money.has(code)));
  return counted && line['unit'] === undefined && typeof line['quantity'] === 'number';
}

/** The record with its lines: a single one without an id is written on the record itself. */
export function finished({ record, lines, origin }: Draft): Fields {
  const { kind } = origin.table;
  const only = lines[0];
  if (!kind?.lines || only === undefined) return record;
  if (kind.lines.inline && lines.length === 1 && only['id'] === undefined) return Object.assign(record, only);
  record[kind.lines.field] = lines;
  return record;
}
