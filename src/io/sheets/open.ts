import type { FaultCode } from '../../errors/codes.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { inBoth } from '../../say/reading.js';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS, serialDate } from '../book/sheet-scan.js';
import { textOf } from '../cells.js';
import { parseCsv, SEPARATORS } from '../csv.js';
import { TABLES, type TableKind } from '../record-columns.js';
import { type Cell, type Table, type TableNote, tableName } from '../tables.js';
import { headerOf, MOST_ABOVE } from './header-row.js';
import {
  bare,
  columnOf,
  type Heading,
  type Headings,
  nearColumn,
  type Settled,
  scoreOf,
  spoken,
  unitWords,
} from './headings.js';
import { decodeText } from './text-encoding.js';
import { kindOf, whichTable } from './which-table.js';

/** Adds an issue of a table; `row` counts from 0, as `rows` do. */
export type TellOf = (
  table: Opened,
  row: number,
  at: Heading | undefined,
  code: FaultCode,
  message: string | Bilingual,
) => void;

/** A table as it was opened: where its kind and header are known, it can be read. */
export interface Opened {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly kind: TableKind | undefined;
  readonly rows: readonly (readonly Cell[])[];
  /** The numbers of the rows, from 1, where some are left out. */
  readonly numbers?: readonly number[] | undefined;
  /** Of cells that cannot be read, by row number and column. */
  readonly notes: ReadonlyMap<string, TableNote>;
  /** Rows whose quotes do not close well. */
  readonly broken: ReadonlySet<number>;
  readonly headings: readonly Heading[];
  readonly further: Headings['further'];
  readonly others: Headings['others'];
  readonly owned: Headings['others'];
  /** The last row of the header. */
  readonly top: number;
  /** Cells that a row may have; of workbooks what stands further out has no header, and is not read. */
  readonly width: number;
  /** Whether commas may stand for points. */
  readonly commas: boolean;
  /** What was settled on the way, or why it is not read. */
  readonly said: Bilingual[];
}

/** The number of a row, from 1, as its program shows it. */
export const numberOf = ({ numbers }: Pick<Opened, 'numbers'>, row: number): number => numbers?.[row] ?? row + 1;

/** Sheets for people: of templates, and those that Excel makes. */
const NOTES = /^(?:说明|填写说明|填表说明|填报说明|使用说明|选项|notes|readme|choices)$/;

const CLOSED = {
  kind: undefined,
  rows: [],
  notes: new Map(),
  broken: new Set<number>(),
  headings: [],
  further: [],
  others: [],
  owned: [],
  top: 0,
  width: 0,
  commas: false,
};

/** A list that we have written and people have filled in: it holds no records. */
export function listOfOurs(table: Table, said: Bilingual): Opened {
  return { ...CLOSED, file: table.file, sheet: 'sheet' in table ? table.sheet : undefined, said: [said] };
}

/** Decodes a table, tells its kind and finds its header. Tells what is wrong with it; without a kind where it cannot be read. */
export function openTable(table: Table, tell: TellOf, settled?: Settled): Opened {
  const { file } = table;
  const { sheet, notes = [], numbers, from1904 = false } = 'rows' in table ? table : {};
  const closed: Opened = { ...CLOSED, file, sheet, said: [] };
  for (const { code, row = 1, at, said } of notes) if (at === undefined) tell(closed, row - 1, undefined, code, said);
  const refuse = (said: Bilingual, code?: FaultCode): Opened => {
    if (code !== undefined) tell(closed, 0, undefined, code, said);
    closed.said.push(said);
    return closed;
  };
  if ('rows' in table && table.rows.every(isBlank)) return refuse(notes[0]?.said ?? inBoth((words) => words.blank));
  if (NOTES.test(bare((sheet ?? file).replace(/\.\w{1,5}$/, '')))) return refuse(inBoth((words) => words.forPeople));
  const named = (sheet === undefined ? undefined : kindOf(sheet)) ?? kindOf(file);
  const read =
    'rows' in table
      ? { rows: table.rows, broken: new Set<number>(), commas: false }
      : rowsOf(table.data, named, settled);
  if (!read)
    return refuse(
      inBoth((words) => words.noText),
      'BAD_ENCODING',
    );
  const first = read.rows.slice(0, MOST_ABOVE + 1).map((row) => row.slice(0, MOST_COLUMNS));
  const { kind, byHeaders, among } = whichTable(named, first.slice(0, MOST_ABOVE), settled);
  if (!kind) {
    const kinds = (among.length > 0 ? among : TABLES).map(({ name }) => spoken(name)).join('、');
    return refuse(
      inBoth((words) => words.unknownTable(tableName(closed), kinds)),
      'UNKNOWN_TABLE',
    );
  }
  const header = headerOf(first, kind, settled);
  if (!header || !isHeader(header, kind)) {
    const names = kind.columns.filter((each) => each.required).map((each) => spoken(each.name));
    const missing = inBoth((words) => words.noHeader(names.join('、')));
    tell({ ...closed, kind }, 0, undefined, 'HEADER_MISSING', missing);
    return refuse(missing);
  }
  const opened: Opened = {
    ...closed,
    ...header,
    ...read,
    kind,
    numbers,
    notes: new Map(notes.flatMap((note) => (note.at === undefined ? [] : [[`${note.row} ${note.at}`, note] as const]))),
    headings: header.read,
    width: 'rows' in table ? Number.POSITIVE_INFINITY : Math.max(header.width, read.rows[header.top]!.length),
    rows: from1904 ? withDates(read.rows, header.read) : read.rows,
  };
  sayHow(opened, header, byHeaders, tell);
  if ('damaged' in read && read.damaged) tellDamage(opened, tell);
  if ('more' in read && read.more) {
    const said = inBoth((words) => words.cells(MOST_ROWS, MOST_CELLS));
    tell(opened, read.rows.length, undefined, 'TOO_LARGE', said);
  }
  checkHeadings(opened, kind, tell, settled);
  return opened;
}

/** Of most tables the first column says which record a row is about; some can do without. */
function isHeader({ read }: Headings, { columns, keyed }: TableKind): boolean {
  return read[0]?.column === columns[0] || (!keyed && read.length > 1);
}

/** Bare numbers in columns of dates, of a workbook that counts from 1904. */
function withDates(rows: Opened['rows'], headings: readonly Heading[]): Opened['rows'] {
  const dates = headings.filter(({ column }) => column.type.allowed.en.includes('date')).map(({ at }) => at);
  return rows.map((row) =>
    row.map((cell, at) => (typeof cell === 'number' && dates.includes(at) ? serialDate(cell, true) : cell)),
  );
}

function sayHow(opened: Opened, header: Headings & { readonly rows: 1 | 2 }, byHeaders: boolean, tell: TellOf): void {
  const { kind, top, said, headings } = opened;
  const row = numberOf(opened, top);
  if (byHeaders) {
    const heads = headings.map((heading) => heading.header).slice(0, 6);
    const taken = {
      zh: inBoth((words) => words.takenBy(kind!.name.zh, heads.join('、'))).zh,
      en: inBoth((words) => words.takenBy(kind!.name.en, heads.join(', '))).en,
    };
    said.push(taken);
    tell(opened, top, undefined, 'READ_AS', taken);
  }
  if (header.rows === 2) said.push(inBoth((words) => words.twoRows(row)));
  else if (top > 0) said.push(inBoth((words) => words.headerAt(row)));
  for (const { header: name, unit } of [...headings, ...opened.further.flat()]) {
    if (unit === undefined) continue;
    const { zh, en } = unitWords(unit);
    const counted = {
      zh: inBoth((words) => words.countedIn(name, zh)).zh,
      en: inBoth((words) => words.countedIn(name, en)).en,
    };
    said.push(counted);
  }
}

type Rows = Pick<Opened, 'rows' | 'broken' | 'commas'> & { readonly damaged: boolean; readonly more: boolean };

/** The rows of a text by the separator that shows the most headers; the first of them where several do. */
function rowsOf(
  data: string | Uint8Array | ArrayBuffer,
  named: TableKind | undefined,
  settled: Settled | undefined,
): Rows | undefined {
  const decoded = decodeText(data);
  if (decoded === undefined) return undefined;
  const { text, damaged } = decoded;
  const start = text.slice(0, 20_000);
  const kinds = named ? [named] : TABLES;
  const headers = SEPARATORS.map((separator) => {
    const { rows } = parseCsv(start, separator, MOST_ABOVE);
    return Math.max(0, ...rows.flatMap((row) => kinds.map((kind) => scoreOf(row, kind, settled))));
  });
  const separator = SEPARATORS[headers.indexOf(Math.max(...headers))]!;
  return { ...parseCsv(text, separator, MOST_ROWS, MOST_CELLS), commas: separator === ';', damaged };
}

function tellDamage(opened: Opened, tell: TellOf): void {
  for (const [row, cells] of opened.rows.entries()) {
    const at = cells.findIndex((cell) => typeof cell === 'string' && cell.includes('\ufffd'));
    if (at < 0) continue;
    tell(
      opened,
      row,
      opened.headings.find((one) => one.at === at),
      'BAD_TEXT',
      inBoth((words) => words.damaged),
    );
  }
}

/** Tells of headers that come twice and of slips; other columns are for people and are not read. */
function checkHeadings(opened: Opened, kind: TableKind, tell: TellOf, settled?: Settled): void {
  const read = new Map(opened.headings.map((heading) => [heading.column, heading]));
  for (const [written, at] of opened.others) {
    const header = written.slice(0, 40);
    const column = columnOf(written, kind, settled)?.column;
    const heading = column && read.get(column);
    const twice = heading && bare(heading.header) === bare(header);
    const near = column ? undefined : nearColumn(written, kind);
    const place = { column: column ?? near ?? kind.columns[0]!, header, at };
    if (twice) {
      const message = `the column ${heading.header} is there already; this one is not read.`;
      tell(opened, opened.top, place, 'DUPLICATE', message);
    }
    // 志愿者电话 is no slip of 志愿者编号.
    if (near) tell(opened, opened.top, place, 'UNKNOWN_KEY', `this column is not read. Maybe ${spoken(near.name)}.`);
  }
}

export function isBlank(row: readonly Cell[]): boolean {
  return row.every((cell) => textOf(cell).trim() === '');
}
