import type { Work } from '../kernel/work.js';

type Column = Int32Array | Uint8Array | Float64Array;

/** Which row each entry belongs to, where row r has the entries `start[r] … start[r + 1] − 1`. */
export function ownersOf(start: Int32Array): Int32Array {
  const owner = new Int32Array(start[start.length - 1]!);
  for (let row = 0; row + 1 < start.length; row++) {
    // `fill` is slow on a few entries.
    for (let i = start[row]!; i < start[row + 1]!; i++) owner[i] = row;
  }
  return owner;
}

/** Whether every row has one entry, of its own number: then what is said of the entries is said of the rows. */
export function isOneEach(start: Int32Array): boolean {
  for (let row = 0; row < start.length; row++) if (start[row] !== row) return false;
  return true;
}

/**
 * The candidate of a line for an offer, or at a cap; −1: there is none. `column` says of each candidate which it is, ascending within a
 * line. O(log candidates of the line).
 */
export function candidateOf(start: Int32Array, column: Int32Array, line: number, value: number): number {
  const end = start[line + 1]!;
  const place = placeIn(column, value, start[line]!, end);
  return place < end && column[place] === value ? place : -1;
}

/** Where a value stands, or would stand, among the ascending entries `from … to − 1` of a column. O(log). */
export function placeIn(column: Int32Array, value: number, from = 0, to = column.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The whole numbers `from … to − 1`. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The entries `from … to − 1` of a column added up. */
export function sumOf(column: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += column[i]!;
  return sum;
}

/** Some rows of a column, in the order in which they are named. */
export function rowsOf<C extends Column>(column: C, rows: ArrayLike<number>): C {
  const own = new (column.constructor as new (length: number) => C)(rows.length);
  for (let i = 0; i < rows.length; i++) own[i] = column[rows[i]!]!;
  return own;
}

/** Visits range after range of `length` entries, pausing after each: some tenths of a millisecond of plain steps. */
export function* rangesInSteps(length: number, visit: (from: number, to: number) => void): Work<void> {
  for (let from = 0; from < length; from += RANGE) {
    if (from > 0) yield RANGE;
    visit(from, Math.min(length, from + RANGE));
  }
}

const RANGE = 50_000;

/** The column itself if it holds `length` entries, else a copy of at least twice the size. */
export function grown<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => C)(Math.max(length, 2 * column.length));
  larger.set(column);
  return larger;
}

/** The column itself if it holds just `length` entries, else a copy of the first ones. */
export function trimmed<C extends Column>(column: C, length: number): C {
  return column.length === length ? column : (column.slice(0, length) as C);
}
