import { getOrSet } from '../../kernel/maps.js';
import { inBoth } from '../../say/reading.js';
import type { Cell, TableNote } from '../tables.js';
import { type BookParts, textCollector, unescaped } from './book-parts.js';
import { attributeOf, type XmlReader } from './xml.js';

/** What a sheet holds: rows with anything in them, by their numbers, and what is to be said of it. */
export interface ScannedSheet {
  readonly rows: Cell[][];
  /** Their numbers, from 1. */
  readonly numbers: number[];
  readonly notes: TableNote[];
}

/** No list has more columns; what stands further out strayed there. */
export const MOST_COLUMNS = 1000;
/** Rows times columns of a sheet. */
export const MOST_CELLS = 8_000_000;
/** Rows that a table may have: what is read of more does not fit into a gigabyte beside its network. */
export const MOST_ROWS = 300_000;
const DAY = 86_400_000;
/** 1970 in days of a spreadsheet. */
const EPOCH = 25_569;
/** An error, as what a formula came to that nobody has worked out: it cannot be read, whatever the column. */
const UNSAID = '#N/A';
/** What counting from 1904 leaves out. */
const FOUR_YEARS = 1462;

interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly column: number;
}

/** Row from 1 and column from 0 of `B7`. */
function placeOf(ref: string): readonly [row: number, column: number] {
  let column = 0;
  let row = 0;
  for (let i = 0; i < ref.length; i++) {
    const code = ref.charCodeAt(i);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else if (code >= 48 && code <= 57) row = row * 10 + code - 48;
  }
  return [row, column - 1];
}

/** The letters of a column, from 0. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** A number to the 15 digits that spreadsheets show: 57.699999999999996 was typed 57.7. */
export const to15Digits = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));

/** What a day's number shows, read as UTC. */
export function serialDate(serial: number, from1904: boolean): Date {
  return new Date(Math.round((serial + (from1904 ? FOUR_YEARS : 0) - EPOCH) * (DAY / 1000)) * 1000);
}

/** The number of a day, from 1900, as {@link serialDate} reads it. */
export const dateSerial = (date: Date): number => EPOCH + date.getTime() / DAY;

/** What a cell holds, by what its tag says: the kind of value, and how it is shown. */
function cellIn({ strings, dates, from1904 }: BookParts, type: string, style: number, value: string | undefined): Cell {
  if (type === 's') return strings[Number(value)];
  if (value === undefined || (value === '' && type !== 'str')) return undefined;
  if (type === 'b') return value === '1' || value === 'true';
  if (type === 'd') return new Date(value.length > 10 && !/[Zz]|[+-]\d\d:\d\d$/.test(value) ? `${value}Z` : value);
  if (type === 'str' || type === 'e') return unescaped(value);
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  const date = dates.has(style) ? serialDate(number, from1904) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : to15Digits(number);
}

/** Takes the tags of a sheet, then gives what it holds. O(cells). */
export function sheetScanner(book: BookParts): XmlReader & { result(): ScannedSheet } {
  const rows = new Map<number, Cell[]>();
  const hidden = new Set<number>();
  const merged: Range[] = [];
  const notes: TableNote[] = [];
  const texts = textCollector();
  let [row, column, cells] = [0, -1, 0];
  let [type, style] = ['n', -1];
  let value: string | undefined;
  let formula = false;
  let strays = 0;
  let tooMany = false;

  function put(): void {
    const cell = type === 'inlineStr' ? texts.take() : cellIn(book, type, style, value);
    const unsaid = formula && cell === undefined;
    if (cell === undefined && !unsaid) return;
    if (column >= MOST_COLUMNS) {
      if (strays++ > 0) return;
      const place = `${lettersOf(column)}${row}`;
      return void notes.push({ code: 'NOT_READ', row, said: inBoth((words) => words.stray(place, MOST_COLUMNS)) });
    }
    const own = getOrSet(rows, row, () => []);
    cells += Math.max(0, column + 1 - own.length);
    if (cells > MOST_CELLS || rows.size > MOST_ROWS) {
      if (!tooMany) notes.push({ code: 'TOO_LARGE', row, said: inBoth((words) => words.cells(MOST_ROWS, MOST_CELLS)) });
      tooMany = true;
      return;
    }
    set(own, column, unsaid ? UNSAID : cell);
    if (unsaid) notes.push({ code: 'CELL_CHANGED', row, at: column, said: inBoth((words) => words.noResult) });
  }

  return {
    open(name, attributes) {
      if (name === 'c') {
        const ref = attributeOf(attributes, 'r');
        if (ref === undefined) column++;
        else [row, column] = placeOf(ref);
        type = attributeOf(attributes, 't') ?? 'n';
        style = Number(attributeOf(attributes, 's') ?? -1);
        value = undefined;
        formula = false;
      } else if (name === 'f') formula = true;
      else if (name === 'row') {
        row = Number(attributeOf(attributes, 'r') ?? row + 1);
        column = -1;
        if (/^(?:1|true)$/.test(attributeOf(attributes, 'hidden') ?? '')) hidden.add(row);
      } else if (name === 'mergeCell') {
        const [from = '', to = from] = (attributeOf(attributes, 'ref') ?? '').split(':');
        const [[top, left], [bottom]] = [placeOf(from), placeOf(to)];
        if (bottom > top && left < MOST_COLUMNS) merged.push({ top, bottom, column: left });
      } else texts.open(name);
    },
    close(name, text) {
      if (name === 'v') value = text;
      else if (name === 'c') put();
      else texts.close(name, text);
    },
    result() {
      const numbers = [...rows.keys()].sort((a, b) => a - b);
      spread(rows, numbers, merged, MOST_CELLS - cells);
      const left = numbers.filter((number) => hidden.has(number));
      if (left.length > 0) {
        const list = left.slice(0, 20).join(', ') + (left.length > 20 ? ' …' : '');
        notes.push({ code: 'NOT_READ', row: left[0]!, said: inBoth((words) => words.hiddenRows(left.length, list)) });
      }
      const kept = numbers.filter((number) => !hidden.has(number));
      return { rows: kept.map((number) => rows.get(number)!), numbers: kept, notes };
    },
  };
}

/** Puts a cell into a row, without holes. */
function set(row: Cell[], column: number, cell: Cell): void {
  while (row.length < column) row.push(undefined);
  row[column] = cell;
}

/** The value of a merged range holds for every row with anything in it that the range covers. */
function spread(rows: ReadonlyMap<number, Cell[]>, numbers: readonly number[], merged: readonly Range[], most: number) {
  let left = most;
  for (const { top, bottom, column } of merged) {
    const value = rows.get(top)?.[column];
    if (value === undefined) continue;
    for (let i = firstAfter(numbers, top); i < numbers.length && numbers[i]! <= bottom && left > 0; i++) {
      const row = rows.get(numbers[i]!)!;
      left -= Math.max(1, column + 1 - row.length);
      if (row[column] === undefined) set(row, column, value);
    }
  }
}

/** The place of the first number above `value`, of numbers that ascend. O(log n). */
function firstAfter(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
