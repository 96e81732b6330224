import {
  eachElement,
  type Faults,
  isInteger,
  noFaults,
  readFields,
  refusalOf,
  refuse,
  refuseInteger,
  refuseReference,
} from './bare-faults.js';
import {
  checkSum,
  checkSums,
  NO_MATCH,
  NO_PREVIOUS,
  type PairColumns,
  type PairsTable,
  type PromiseColumns,
  repeatsOf,
  sortPairs,
} from './pair-table.js';

/** Numbers of one kind, one per row: a typed array, which is read in place, or a list. */
export type NumberColumn =
  | readonly number[]
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** Bare matching data as columns: as `PairsInput`, with row numbers, counted from 0, in place of ids. All numbers are integers. */
export interface ColumnsInput {
  /** `rank`: smaller is served first. `group`: fair-share class within the rank; −1, or no such column: a need is its own. */
  readonly needs: {
    readonly rank: NumberColumn;
    readonly demand: NumberColumn;
    readonly group?: NumberColumn | undefined;
  };
  readonly offers: { readonly capacity: NumberColumn };
  /** `cost` of one unit; `max` units of the pair, where it has no bound of its own as large as you like. In any order. */
  readonly pairs: {
    readonly need: NumberColumn;
    readonly offer: NumberColumn;
    readonly cost: NumberColumn;
    readonly max?: NumberColumn | undefined;
  };
}

/** Amounts of pairs, by row number of need and offer. */
export interface ColumnQuantities {
  readonly need: NumberColumn;
  readonly offer: NumberColumn;
  readonly quantity: NumberColumn;
}

type Column = Int32Array | Float64Array;
type Path = readonly string[];

/** Numbers of rows, and of nodes and arcs made of them, are 32-bit. */
const MOST_ROWS = 2 ** 29;

/**
 * Reads columns once and throws `LinkageError('INVALID_INPUT')` with all faults: what are no numbers, numbers that are no integers in
 * range, columns of different lengths, unknown rows, pairs that stand twice, sums beyond 2⁵³ − 1. The input is never written;
 * `Int32Array` and `Float64Array` are used as they stand where nothing is to be changed. O(size), without an object per row.
 */
export function readColumns(input: unknown): PairsTable {
  const faults = noFaults();
  const root = readFields(faults, input, [], ['needs', 'offers', 'pairs']);
  const tableOf = (name: string, required: readonly string[], optional: readonly string[] = []) =>
    root && readTable(faults, root[name], name, required, optional);
  const needs = tableOf('needs', ['rank', 'demand'], ['group']);
  const offers = tableOf('offers', ['capacity']);
  const pairs = tableOf('pairs', ['need', 'offer', 'cost'], ['max']);
  const rank = readIntegers(faults, needs?.['rank'], ['needs', 'rank']);
  const demand = readIntegers(faults, needs?.['demand'], ['needs', 'demand'], 0);
  const group = readIntegers(faults, needs?.['group'], ['needs', 'group']);
  const capacity = readIntegers(faults, offers?.['capacity'], ['offers', 'capacity'], 0);
  const need = readReferences(faults, pairs?.['need'], 'need', rank?.length);
  const offer = readReferences(faults, pairs?.['offer'], 'offer', capacity?.length);
  const cost = readIntegers(faults, pairs?.['cost'], ['pairs', 'cost']);
  const max = readIntegers(faults, pairs?.['max'], ['pairs', 'max'], 0);
  checkLengths(faults, 'needs', { rank, demand, group });
  const even = checkLengths(faults, 'pairs', { need, offer, cost, max });
  if (!rank || !demand || !capacity || !need || !offer || !cost || !even)
    throw refusalOf('INVALID_INPUT', NO_MATCH, faults);
  const columns: PairColumns = { rank, demand, group, capacity, need, offer, cost, max };
  const { table, rowOf } = sortKnown(columns, faults.count === 0);
  for (const [p, before] of repeatsOf(table)) {
    const [row, first] = rowOf ? [rowOf[p]!, rowOf[before]!] : [p, before];
    const message = `expected each pair once, found need ${need[row]} and offer ${offer[row]} as in row ${first}.`;
    faults.fault('DUPLICATE_PAIR', ['pairs', 'need', row], need[row], message);
  }
  if (faults.count === 0) checkSums(columns, faults);
  refuse('INVALID_INPUT', NO_MATCH, faults);
  return table;
}

/** The table, without pairs of unknown rows unless all are known to be `sound`; and the row of each pair that is left. */
function sortKnown(columns: PairColumns, sound: boolean): { table: PairsTable; rowOf?: Int32Array } {
  if (sound) return { table: sortPairs(columns) };
  const { need, offer } = columns;
  const rowOf = Int32Array.from(need.keys()).filter((p) => need[p]! >= 0 && offer[p]! >= 0);
  const known = { need: rowOf.map((p) => need[p]!), offer: rowOf.map((p) => offer[p]!) };
  return { table: sortPairs({ ...columns, ...known }), rowOf };
}

/** Reads promises of an earlier plan as columns; they may name rows that are gone. Throws `LinkageError('INVALID_OPTIONS')`. */
export function readPromises(previous: unknown): PromiseColumns {
  const faults = noFaults();
  const fields = readTable(faults, previous, 'previous', ['need', 'offer', 'quantity']);
  const need = readIntegers(faults, fields?.['need'], ['previous', 'need']);
  const offer = readIntegers(faults, fields?.['offer'], ['previous', 'offer']);
  const quantity = readIntegers(faults, fields?.['quantity'], ['previous', 'quantity'], 0);
  checkLengths(faults, 'previous', { need, offer, quantity });
  if (quantity) checkSum(faults, 'previous', 'quantity', quantity);
  if (faults.count > 0 || !need || !offer || !quantity) throw refusalOf('INVALID_OPTIONS', NO_PREVIOUS, faults);
  return { need, offer, quantity };
}

function checkLengths(
  { fault }: Faults,
  table: string,
  columns: Readonly<Record<string, Column | undefined>>,
): boolean {
  const [first, ...others] = Object.entries(columns).filter(([, column]) => column !== undefined);
  const uneven = others.filter(([, column]) => column!.length !== first![1]!.length);
  for (const [key, column] of uneven) {
    const message = `expected ${first![1]!.length} rows as in ${first![0]}, found ${column!.length}.`;
    fault('LENGTHS_DIFFER', [table, key], column!.length, message);
  }
  return uneven.length === 0;
}

/** A column that no code of the caller's runs in any more: a typed array, or our own copy of a list. */
type Source = ArrayBufferView | readonly unknown[];

/** Columns by name; what is missing, or is none, is a fault and left out. */
function readTable(
  faults: Faults,
  value: unknown,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, Source | undefined> | undefined {
  const fields = readFields(faults, value, [name], required, optional);
  if (!fields) return undefined;
  const present = Object.entries(fields).filter(([key, column]) => column !== undefined || required.includes(key));
  return Object.fromEntries(present.map(([key, column]) => [key, sourceOf(faults, column, [name, key])]));
}

function sourceOf(faults: Faults, value: unknown, path: Path): Source | undefined {
  if (ArrayBuffer.isView(value)) return value;
  const list: unknown[] = [];
  const whole = eachElement(faults, value, path, (element) => list.push(element));
  return whole ? list : undefined;
}

function readIntegers(
  faults: Faults,
  source: Source | undefined,
  path: Path,
  least = -Number.MAX_SAFE_INTEGER,
): Column | undefined {
  return (
    source &&
    readNumbers(faults, source, path, { least, most: Number.MAX_SAFE_INTEGER, instead: 0 }, (...found) =>
      refuseInteger(...found, least),
    )
  );
}

/** Row numbers below `count`, −1 in place of unknown ones; nothing where it is not known how many rows there are. */
function readReferences(
  faults: Faults,
  source: Source | undefined,
  key: 'need' | 'offer',
  count: number | undefined,
): Int32Array | undefined {
  if (!source || count === undefined) return undefined;
  const range = { least: 0, most: count - 1, instead: -1 };
  const column = readNumbers(faults, source, ['pairs', key], range, (faults, found, path) =>
    refuseReference(faults, found, path, `the number of one of ${count} ${key}s, from 0`),
  );
  return column instanceof Float64Array ? new Int32Array(column) : column;
}

interface Range {
  readonly least: number;
  readonly most: number;
  /** What a faulty number is replaced by. */
  readonly instead: number;
}

type Refuse = (faults: Faults, value: unknown, path: (string | number)[]) => void;

/** A column of integers in a range. What is not is a fault, which `refuseOne` words. */
function readNumbers(faults: Faults, source: Source, path: Path, range: Range, refuseOne: Refuse): Column | undefined {
  if (ArrayBuffer.isView(source)) return readView(faults, source, path, range, refuseOne);
  const column = new Float64Array(source.length);
  source.forEach((element, i) => {
    const fits = isInteger(element, range.least) && element <= range.most;
    // −0 becomes 0.
    column[i] = fits ? element + 0 : range.instead;
    if (!fits) refuseOne(faults, element, [...path, i]);
  });
  return column;
}

function readView(
  faults: Faults,
  source: ArrayBufferView,
  path: Path,
  range: Range,
  refuseOne: Refuse,
): Column | undefined {
  const { fault } = faults;
  try {
    const view = viewOf(source);
    if (view && view.length <= MOST_ROWS) return checked(faults, view, path, range, refuseOne);
    if (view) fault('CANDIDATES_TOO_MANY', path, view.length, `${view.length} rows, at most ${MOST_ROWS} fit`);
    else fault('NOT_AN_ARRAY', path, source, 'an array is due here');
  } catch {
    fault('UNREADABLE', path, undefined, 'reading this threw');
  }
  return undefined;
}

function checked(faults: Faults, view: Column, path: Path, range: Range, refuseOne: Refuse): Column {
  let column = view;
  for (let i = nextOutside(view, range, 0); i < view.length; i = nextOutside(view, range, i + 1)) {
    // The caller's numbers are not ours to write. −0 is no fault, but 0 is what it becomes.
    if (column === view) column = view.slice();
    const isMinusZero = view[i] === 0 && range.least <= 0 && range.most >= 0;
    column[i] = isMinusZero ? 0 : range.instead;
    if (!isMinusZero) refuseOne(faults, view[i], [...path, i]);
  }
  return column;
}

/** The next index from `i` on of what is no integer in the range, or −0; the length if there is none. */
function nextOutside(column: Column, { least, most }: Range, i: number): number {
  if (column instanceof Int32Array) {
    for (let j = i; j < column.length; j++) if (column[j]! < least || column[j]! > most) return j;
    return column.length;
  }
  for (let j = i; j < column.length; j++) {
    const x = column[j]!;
    if (!(x >= least && x <= most && Math.floor(x) === x) || (x === 0 && 1 / x < 0)) return j;
  }
  return column.length;
}

/**
 * The numbers of a typed array in place, through an array of our own: whatever has been done to the caller's, or to its class, cannot
 * matter. A copy where the kind is another, or memory is shared with other threads, which could write it.
 */
function viewOf(value: ArrayBufferView): Column | undefined {
  const read = (key: string | symbol): unknown =>
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Int8Array.prototype), key)!.get!.call(value);
  const kind = read(Symbol.toStringTag);
  if (kind === undefined || String(kind).startsWith('Big')) return undefined;
  if (kind !== 'Int32Array' && kind !== 'Float64Array') return new Float64Array(value as Float32Array);
  const OwnArray = kind === 'Int32Array' ? Int32Array : Float64Array;
  const view = new OwnArray(read('buffer') as ArrayBuffer, read('byteOffset') as number, read('length') as number);
  return typeof SharedArrayBuffer === 'function' && view.buffer instanceof SharedArrayBuffer ? view.slice() : view;
}
