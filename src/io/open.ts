import type { FaultCode } from '../errors/codes.js';
import { nearestWord } from '../errors/nearest.js';
import type { Bilingual } from '../model/vocabulary.js';
import { folded, number, offered, required, type Tell, textOf } from './cells.js';
import { parseCsv, SEPARATORS } from './csv.js';
import { type Column, TABLES, type TableKind } from './record-columns.js';
import { type Cell, type Table, tableName } from './tables.js';
import { decodeText } from './text-encoding.js';

/** Adds an issue of a table; `row` counts from 0, as `rows` do. */
export type TellOf = (table: Opened, row: number, at: Heading | undefined, code: FaultCode, message: string) => void;

/** A column of a table: the header as written, and where. */
export interface Heading {
  readonly column: Column;
  readonly header: string;
  readonly at: number;
}

/** A table whose kind and header are known. */
export interface Opened {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly kind: TableKind | undefined;
  readonly rows: readonly (readonly Cell[])[];
  /** Rows whose quotes do not close well. */
  readonly broken: ReadonlySet<number>;
  readonly headings: readonly Heading[];
  /** The row of the header. */
  readonly top: number;
  /** Whether commas may stand for points. */
  readonly commas: boolean;
}

/** A title, a date of issue and such may stand above the header. */
const MOST_ABOVE = 10;
const spoken = ({ zh, en }: Bilingual): string => `${zh} (${en})`;
/** Sheets for people: of templates, and those that Excel makes. */
const NOTES = /^(?:说明|填写说明|填表说明|notes|readme)$/;

/** What headers and names are compared by: letters, digits and characters in their plain forms. */
const bare = (name: string): string =>
  folded(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const namesOf = ({ name, also }: Column | TableKind): string[] => [name.zh, name.en, ...also];

/** 社区名称 and 需求编号, too: what names and ids are often headed; 社区 in a list of communities is their name. */
function longNames(kind: TableKind): (readonly [string, Column])[] {
  const own = kind.columns.filter(({ field, line }) => !line && ['id', 'code', 'name'].includes(field));
  return own.flatMap((each) => {
    const after = [...namesOf(each), ...(each.field === 'name' ? [''] : [])];
    return namesOf(kind).flatMap((of) => after.map((name) => [bare(of + name), each] as const));
  });
}

const HEADERS: ReadonlyMap<TableKind, ReadonlyMap<string, Column>> = new Map(
  TABLES.map((kind) => [
    kind,
    new Map([
      ...longNames(kind),
      ...kind.columns.flatMap((each) => namesOf(each).map((name) => [bare(name), each] as const)),
    ]),
  ]),
);

/** Longest header that is looked at. */
const LONGEST = 400;
/** What explains a header: 社区（必填）. */
const NOTE = /[（(【[].*$/s;
/** Of figures what explains may be the unit, 数量（小时）: it must be none. */
const NO_UNIT = /[（(【[]\s*(?:必填|选填|数字|整数|required|optional)/;

/** The column that a header names, whatever explains it. */
function namedBy(header: string, kind: TableKind): Column | undefined {
  if (header.length > LONGEST) return undefined;
  const known = HEADERS.get(kind)!;
  return known.get(bare(header)) ?? known.get(bare(header.replace(NOTE, '')));
}

/** The column of a header that is read. */
function columnOf(header: string, kind: TableKind): Column | undefined {
  const column = namedBy(header, kind);
  const isFigure = column && [number, offered, required].includes(column.type);
  return isFigure && NOTE.test(header) && !NO_UNIT.test(header) ? undefined : column;
}

const NAMES: ReadonlyMap<string, TableKind> = new Map(
  TABLES.flatMap((kind) => [...namesOf(kind), kind.collection].map((name) => [bare(name), kind] as const)),
);
const NAMED = new RegExp([...NAMES.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
/** What may be named for the place it is, beside what is listed. */
const PLACES: readonly string[] = ['communities', 'stations'];

/** The kind of table that a name says: `社区需求` and `需求-城西社工站.csv` list needs. The last one named that is no place counts. */
export function kindOf(name: string): TableKind | undefined {
  const named = (bare(name.replace(/\.\w{1,5}$/, '')).match(NAMED) ?? []).map((word) => NAMES.get(word)!);
  return named.findLast(({ collection }) => !PLACES.includes(collection)) ?? named.at(-1);
}

/** Decodes a table, tells its kind and finds its header. Reports on it; `undefined` where there is nothing to be read. */
export function openTable(table: Table, alone: boolean, tell: TellOf): Opened | undefined {
  const { file } = table;
  const sheet = 'rows' in table ? table.sheet : undefined;
  const kind =
    (sheet === undefined ? undefined : kindOf(sheet)) ?? (sheet === undefined || alone ? kindOf(file) : undefined);
  const closed: Opened = { file, sheet, kind, rows: [], broken: new Set(), headings: [], top: 0, commas: false };
  if (NOTES.test(bare(sheet ?? file.replace(/\.\w{1,5}$/, '')))) return undefined;
  if ('rows' in table && table.rows.every(isBlank)) return undefined;
  const refuse: Tell = (code, message) => tell(closed, 0, undefined, code, message);
  if (!kind) {
    const names = TABLES.map(({ name }) => spoken(name)).join(', ');
    refuse('UNKNOWN_TABLE', `"${tableName(closed)}" does not say what it lists. Maybe name it one of ${names}.`);
    return undefined;
  }
  const read =
    'rows' in table ? { rows: table.rows, broken: new Set<number>(), commas: false } : rowsOf(table.data, kind);
  if (!read) {
    refuse('BAD_ENCODING', 'this is no text in UTF-8, UTF-16 or GB18030. Maybe save it as CSV UTF-8.');
    return undefined;
  }
  const top = headerOf(read.rows, kind);
  const opened: Opened = { ...closed, ...read, top, headings: headingsOf(read.rows[top] ?? [], kind) };
  const first = kind.columns[0]!;
  if (opened.headings[0]?.column !== first) {
    const names = kind.columns.filter((each) => each.required).map((each) => spoken(each.name));
    const message = `no row has the header ${spoken(first.name)}. Maybe write one: ${names.join(', ')} …`;
    tell(opened, 0, undefined, 'HEADER_MISSING', message);
    return undefined;
  }
  checkHeadings(opened, kind, tell);
  return opened;
}

type Rows = Pick<Opened, 'rows' | 'broken' | 'commas'>;

/** The rows of a text by the separator that shows the most headers; the first of them where several do. */
function rowsOf(data: string | Uint8Array | ArrayBuffer, kind: TableKind): Rows | undefined {
  const text = decodeText(data);
  if (text === undefined) return undefined;
  const start = text.slice(0, 20_000);
  const headers = SEPARATORS.map((separator) => {
    const { rows } = parseCsv(start, separator, MOST_ABOVE);
    return Math.max(0, ...rows.map((row) => headingsOf(row, kind).length));
  });
  const separator = SEPARATORS[headers.indexOf(Math.max(...headers))]!;
  return { ...parseCsv(text, separator), commas: separator === ';' };
}

/** The row, among the first, that has the most headers. */
function headerOf(rows: Rows['rows'], kind: TableKind): number {
  const headers = rows.slice(0, MOST_ABOVE).map((row) => headingsOf(row, kind).length);
  return headers.indexOf(Math.max(0, ...headers));
}

/** The columns that are read, in the order of the table of columns: of two with one header the first. */
function headingsOf(row: readonly Cell[], kind: TableKind): Heading[] {
  const seen = new Set<Column>();
  const headings = row.flatMap((cell, at) => {
    const header = textOf(cell).trim();
    const column = columnOf(header, kind);
    if (!column || seen.has(column)) return [];
    seen.add(column);
    return [{ column, header, at }];
  });
  return headings.sort((a, b) => kind.columns.indexOf(a.column) - kind.columns.indexOf(b.column));
}

/** Tells of headers that come twice and of slips; other columns are for people and are not read. */
function checkHeadings(opened: Opened, kind: TableKind, tell: TellOf): void {
  const known = HEADERS.get(kind)!;
  // 志愿者电话 is no slip of 志愿者编号.
  const plain = kind.columns.flatMap((each) => namesOf(each).map(bare));
  const read = new Map(opened.headings.map((heading) => [heading.column, heading]));
  for (const [at, cell] of (opened.rows[opened.top] ?? []).entries()) {
    const written = textOf(cell).trim();
    const header = written.slice(0, 40);
    const column = columnOf(written, kind);
    const heading = column && read.get(column);
    const near = column ? undefined : (namedBy(written, kind) ?? known.get(nearestWord(bare(header), plain) ?? ''));
    const place = { column: column ?? near ?? kind.columns[0]!, header, at };
    const warn: Tell = (code, message) => tell(opened, opened.top, place, code, message);
    if (heading && heading.at !== at) {
      warn('DUPLICATE', `the column ${heading.header} is there already; this one is not read.`);
    }
    if (near) warn('UNKNOWN_KEY', `this column is not read. Maybe ${spoken(near.name)}.`);
  }
}

export function isBlank(row: readonly Cell[]): boolean {
  return row.every((cell) => textOf(cell).trim() === '');
}
