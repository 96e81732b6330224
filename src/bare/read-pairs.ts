import { type Fault, formatPath, printable } from '../errors/linkage-error.js';
import { getOrSet } from '../kernel/maps.js';
import {
  eachRow,
  type Faults,
  idOf,
  integerOf,
  noFaults,
  optionalOf,
  readField,
  readFields,
  readRows,
  refusalOf,
  refuse,
  refuseReference,
  spellsRight,
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

/** Bare matching data: who asks how much, who has how much, and who can help whom at what cost. */
export interface PairsInput {
  /** `rank` is an integer, the smaller is served first. `group`: fair-share class within the rank; without it a need is its own. */
  readonly needs: readonly {
    readonly id: string;
    readonly rank: number;
    readonly demand: number;
    readonly group?: string | undefined;
  }[];
  readonly offers: readonly { readonly id: string; readonly capacity: number }[];
  /** `cost` of one unit, any integer; `max` units of the pair, default: no bound of its own. */
  readonly pairs: readonly {
    readonly need: string;
    readonly offer: string;
    readonly cost: number;
    readonly max?: number | undefined;
  }[];
}

/** An amount of one pair. */
export interface PairQuantity {
  readonly need: string;
  readonly offer: string;
  readonly quantity: number;
}

/**
 * Reads bare pairs once, whatever they are made of, and throws `LinkageError('INVALID_INPUT')` with all faults: wrong types, numbers
 * that are no integers in range, duplicate ids and pairs, unknown ids, sums beyond 2⁵³ − 1. O(size), and sorting of ids that are in
 * no order yet. Needs and offers are numbered by their ids in code unit order.
 */
export function readPairs(input: unknown) {
  const faults = noFaults();
  const root = readFields(faults, input, [], ['needs', 'offers', 'pairs']);
  if (!root) throw refusalOf('INVALID_INPUT', NO_MATCH, faults);
  const needs = readNeeds(faults, root['needs']);
  const offers = readOffers(faults, root['offers']);
  // Only where all ids are good can they be numbered in their order; where they are not, any numbers will do.
  const sound = faults.count === 0;
  const needRows = sound ? sortIds(needs.ids) : undefined;
  const offerRows = sound ? sortIds(offers.ids) : undefined;
  const ofPairs = noFaults(faults.unreadable);
  const { row, ...pairs } = readPairRows(ofPairs, root['pairs'], needs.ids, offers.ids);
  const columns: PairColumns = {
    rank: columnOf(needs.rank, needRows),
    demand: columnOf(needs.demand, needRows),
    group: columnOf(needs.group, needRows),
    capacity: columnOf(offers.capacity, offerRows),
    ...pairs,
  };
  const table = sortPairs(columns);
  addRepeats(ofPairs, table, row, needs.ids.list, offers.ids.list);
  if (faults.count + ofPairs.count === 0) checkSums(columns, faults);
  refuse('INVALID_INPUT', NO_MATCH, faults, ofPairs);
  return { table, needs: needs.ids, offers: offers.ids };
}

/** Ids in the order of their rows, each with its number, by and by; and the row of each place, for faults. */
const noIds = () => ({ list: [] as string[], index: new Map<string, number>(), row: [] as number[] });
export type Ids = ReturnType<typeof noIds>;

function readNeeds(faults: Faults, list: unknown) {
  const ids = noIds();
  const rank: number[] = [];
  const demand: number[] = [];
  const group: number[] = [];
  const groups = new Map<string, number>();
  eachRowOf(faults, list, NEEDS, NEED_KEYS, (i, id, ownRank, ownDemand, name) => {
    addId(faults, ids, id, NEEDS, i);
    rank.push(integerOf(faults, ownRank, NEEDS, 'rank', undefined, i));
    demand.push(integerOf(faults, ownDemand, NEEDS, 'demand', 0, i));
    const own = name === undefined ? undefined : optionalOf(faults, name, 'string', [...NEEDS, i, 'group']);
    group.push(own === undefined ? -1 : getOrSet(groups, own, () => groups.size));
  });
  return { ids, rank, demand, group };
}

function readOffers(faults: Faults, list: unknown) {
  const ids = noIds();
  const capacity: number[] = [];
  eachRow(faults, list, OFFERS, (offer, i) => {
    const id = readField(faults, offer, 'id', OFFERS, i);
    const own = readField(faults, offer, 'capacity', OFFERS, i);
    if (own === undefined && !spellsRight(faults, offer, OFFERS, i, OFFER_KEYS)) return;
    addId(faults, ids, id, OFFERS, i);
    capacity.push(integerOf(faults, own, OFFERS, 'capacity', 0, i));
  });
  return { ids, capacity };
}

type List = readonly [string];
const NEEDS: List = ['needs'];
const OFFERS: List = ['offers'];
const PAIRS: List = ['pairs'];
const NEED_KEYS = ['id', 'rank', 'demand', 'group'] as const;
const OFFER_KEYS = ['id', 'capacity'] as const;
const PAIR_KEYS = ['need', 'offer', 'cost', 'max'] as const;

/** Visits the rows of a list that are objects, with their four fields, each read once; the last may be left out. */
function eachRowOf(
  faults: Faults,
  list: unknown,
  path: List,
  keys: readonly [string, string, string, optional: string],
  visit: (index: number, ...fields: [unknown, unknown, unknown, optional: unknown]) => void,
): void {
  eachRow(faults, list, path, (row, i) => {
    const first = readField(faults, row, keys[0], path, i);
    const second = readField(faults, row, keys[1], path, i);
    const third = readField(faults, row, keys[2], path, i);
    const optional = readField(faults, row, keys[3], path, i);
    const isWhole = first !== undefined && second !== undefined && third !== undefined && optional !== undefined;
    if (!isWhole && !spellsRight(faults, row, path, i, keys)) return;
    visit(i, first, second, third, optional);
  });
}

/** Pairs whose need and offer are known, and the row that each stands in. */
function readPairRows(faults: Faults, list: unknown, needs: Ids, offers: Ids) {
  const need: number[] = [];
  const offer: number[] = [];
  const row: number[] = [];
  const cost: number[] = [];
  const max: number[] = [];
  let bounded = false;
  // Rows of one need are often together.
  let lastNeed: unknown;
  let lastIndex = -1;
  eachRowOf(faults, list, PAIRS, PAIR_KEYS, (i, needId, offerId, ownCost, ownMax) => {
    if (needId !== lastNeed || lastIndex < 0) {
      lastIndex = indexOf(faults, needs, needId, i, 'need');
      lastNeed = needId;
    }
    const o = indexOf(faults, offers, offerId, i, 'offer');
    const units = integerOf(faults, ownCost, PAIRS, 'cost', undefined, i);
    const most = ownMax === undefined ? Number.POSITIVE_INFINITY : integerOf(faults, ownMax, PAIRS, 'max', 0, i);
    if (lastIndex < 0 || o < 0) return;
    need.push(lastIndex);
    offer.push(o);
    row.push(i);
    cost.push(units);
    max.push(most);
    bounded ||= ownMax !== undefined;
  });
  return {
    need: new Int32Array(need),
    offer: new Int32Array(offer),
    row,
    cost: new Float64Array(cost),
    max: bounded ? new Float64Array(max) : undefined,
  };
}

function addId(faults: Faults, ids: Ids, id: unknown, list: List, i: number): void {
  const place = ids.row.push(i) - 1;
  const own = typeof id === 'string' && id !== '' ? id : idOf(faults, id, [...list, i, 'id']);
  ids.list.push(own);
  if (own === '') return;
  const before = ids.index.get(own);
  if (before === undefined) ids.index.set(own, place);
  else {
    const message = `expected another id, found "${printable(own)}", which already stands in row ${ids.row[before]}.`;
    faults.fault('DUPLICATE_ID', [...list, i, 'id'], own, message);
  }
}

function indexOf(faults: Faults, ids: Ids, id: unknown, i: number, key: 'need' | 'offer'): number {
  const index = typeof id === 'string' ? ids.index.get(id) : undefined;
  if (index !== undefined) return index;
  refuseReference(faults, id, ['pairs', i, key], `the id of one of the ${key}s`, ids.index);
  return -1;
}

/** Numbers ids in code unit order; the row of each number, or nothing where they stand in that order already. */
function sortIds(ids: Ids): Int32Array | undefined {
  const { list, index } = ids;
  let sorted = true;
  for (let i = 1; i < list.length && sorted; i++) sorted = list[i - 1]! < list[i]!;
  if (sorted) return undefined;
  // Without a function to compare by, strings are compared by code unit.
  ids.list = list.toSorted();
  const rows = new Int32Array(list.length);
  ids.list.forEach((id, place) => {
    rows[place] = index.get(id)!;
    index.set(id, place);
  });
  return rows;
}

function columnOf(values: readonly number[], rows: Int32Array | undefined): Float64Array {
  const column = new Float64Array(values.length);
  for (let i = 0; i < column.length; i++) column[i] = values[rows ? rows[i]! : i]!;
  return column;
}

/** Puts faults of pairs that stand twice among the others, by row. */
function addRepeats(
  faults: Faults,
  table: PairsTable,
  row: readonly number[],
  needIds: readonly string[],
  offerIds: readonly string[],
): void {
  const found = noFaults();
  for (const [p, before] of repeatsOf(table)) {
    const names = `${printable(needIds[table.need[p]!])} and ${printable(offerIds[table.offer[p]!])}`;
    const message = `expected each pair once, found ${names} as at ${formatPath(['pairs', row[before]!])}.`;
    found.fault('DUPLICATE_PAIR', ['pairs', row[p]!], names, message);
  }
  if (found.count === 0) return;
  faults.list.push(...found.list);
  faults.count += found.count;
  // Sorting is stable: what else is wrong with a row comes first; what is wrong with the list as a whole, last.
  const rowOf = ({ path }: Fault) => (typeof path[1] === 'number' ? path[1] : Number.MAX_SAFE_INTEGER);
  faults.list.sort((a, b) => rowOf(a) - rowOf(b));
}

/** Reads promises of an earlier plan; they may name what is gone, and a pair that is named twice counts with its sum. Throws `LinkageError('INVALID_OPTIONS')`. */
export function readPrevious(previous: unknown): PairQuantity[] {
  const faults = noFaults();
  const keys = [['need', 'offer', 'quantity']] as const;
  const rows = readRows(faults, previous, ['previous'], keys, ({ need, offer, quantity }, path) => ({
    need: idOf(faults, need, [...path, 'need']),
    offer: idOf(faults, offer, [...path, 'offer']),
    quantity: integerOf(faults, quantity, path, 'quantity', 0),
  }));
  const quantities = rows.map(({ quantity }) => quantity);
  checkSum(faults, 'previous', 'quantity', quantities);
  refuse('INVALID_OPTIONS', NO_PREVIOUS, faults);
  return rows;
}

/** Promises by number; −1 stands for what is gone. */
export function promiseColumns(
  previous: readonly PairQuantity[],
  { needs, offers }: { readonly [side in 'needs' | 'offers']: Pick<Ids, 'index'> },
): PromiseColumns {
  return {
    need: previous.map(({ need }) => needs.index.get(need) ?? -1),
    offer: previous.map(({ offer }) => offers.index.get(offer) ?? -1),
    quantity: previous.map(({ quantity }) => quantity),
  };
}

/** Reads the options themselves, once. Throws `LinkageError('INVALID_OPTIONS')`. */
export function readPairsOptions(options: unknown): { levels?: unknown; previous?: unknown } {
  const faults = noFaults();
  const known = ['levels', 'previous'];
  const fields = readFields(faults, options, ['options'], [], known);
  if (fields && faults.count === 0) spellsRight(faults, options as object, ['options'], undefined, known, true);
  refuse('INVALID_OPTIONS', 'The options cannot be used.', faults);
  return fields!;
}
