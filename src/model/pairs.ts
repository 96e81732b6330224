import { type Fault, formatPath, LinkageError, MAX_FAULTS, printable } from '../errors.js';
import { nearestWord } from './nearest.js';
import { indicesOf } from './snapshot.js';

/** Bare matching data: who asks how much, who has how much, and who can help whom at what cost. */
export interface PairsInput {
  /** `rank`: any integer, smaller is served first. `group`: fair-share class within the rank; without it a need is its own. */
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

/** Pairs read once into columns; `need` and `offer` of a pair are row numbers. */
export interface PairsTable {
  readonly needs: {
    readonly id: string[];
    readonly rank: number[];
    readonly demand: number[];
    readonly group: (string | undefined)[];
  };
  readonly offers: { readonly id: string[]; readonly capacity: number[] };
  readonly pairs: {
    readonly need: number[];
    readonly offer: number[];
    readonly cost: number[];
    readonly max: (number | undefined)[];
  };
}

type Path = (string | number)[];

/**
 * Reads bare pairs once, whatever they are made of, and throws `LinkageError('INVALID_INPUT')` with all faults: wrong types, numbers
 * that are no integers in range, duplicate ids and pairs, unknown ids, sums beyond 2⁵³ − 1. O(size).
 */
export function readPairs(input: unknown): PairsTable {
  const faults: Fault[] = [];
  const reader = readerOf(faults);
  const root = reader.record(input, [], ['needs', 'offers', 'pairs']);
  if (!root) throw refusal(faults);
  const needs: PairsTable['needs'] = { id: [], rank: [], demand: [], group: [] };
  const offers: PairsTable['offers'] = { id: [], capacity: [] };
  const pairs: PairsTable['pairs'] = { need: [], offer: [], cost: [], max: [] };

  const needIds: Ids = { index: new Map(), row: [] };
  for (const [row, path] of reader.rows(root['needs'], ['needs'])) {
    const fields = reader.record(row, path, ['id', 'rank', 'demand'], ['group']);
    if (!fields) continue;
    needs.id.push(reader.id(fields['id'], [...path, 'id'], needIds));
    needs.rank.push(reader.integer(fields['rank'], [...path, 'rank'], -Number.MAX_SAFE_INTEGER));
    needs.demand.push(reader.integer(fields['demand'], [...path, 'demand'], 0));
    const group = fields['group'];
    if (group !== undefined && typeof group !== 'string')
      reader.fault('NOT_A_STRING', [...path, 'group'], group, 'a group is a string');
    needs.group.push(typeof group === 'string' ? group : undefined);
  }
  const offerIds: Ids = { index: new Map(), row: [] };
  for (const [row, path] of reader.rows(root['offers'], ['offers'])) {
    const fields = reader.record(row, path, ['id', 'capacity']);
    if (!fields) continue;
    offers.id.push(reader.id(fields['id'], [...path, 'id'], offerIds));
    offers.capacity.push(reader.integer(fields['capacity'], [...path, 'capacity'], 0));
  }
  const seen = new Map<number, number>();
  for (const [row, path] of reader.rows(root['pairs'], ['pairs'])) {
    const fields = reader.record(row, path, ['need', 'offer', 'cost'], ['max']);
    if (!fields) continue;
    const need = reader.reference(fields['need'], [...path, 'need'], needIds, 'need');
    const offer = reader.reference(fields['offer'], [...path, 'offer'], offerIds, 'offer');
    const cost = reader.integer(fields['cost'], [...path, 'cost'], -Number.MAX_SAFE_INTEGER);
    const max = fields['max'] === undefined ? undefined : reader.integer(fields['max'], [...path, 'max'], 0);
    if (need < 0 || offer < 0) continue;
    const key = need * (offers.id.length + 1) + offer;
    const before = seen.get(key);
    if (before !== undefined) {
      const names = `${printable(needs.id[need])} and ${printable(offers.id[offer])}`;
      reader.fault(
        'DUPLICATE_PAIR',
        path,
        names,
        `the pair of ${names} already stands at ${formatPath(['pairs', before])}`,
      );
    }
    seen.set(key, path[1] as number);
    pairs.need.push(need);
    pairs.offer.push(offer);
    pairs.cost.push(cost);
    pairs.max.push(max);
  }
  if (faults.length === 0) checkSums(needs.demand, offers.capacity, pairs.cost, reader.fault);
  if (faults.length > 0) throw refusal(faults);
  return { needs, offers, pairs };
}

function refusal(faults: readonly Fault[]): LinkageError {
  return new LinkageError('INVALID_INPUT', 'These pairs cannot be matched.', faults);
}

/** Reads promises of an earlier plan; they may name what is gone, and a pair that is named twice counts with its sum. Throws `LinkageError('INVALID_OPTIONS')`. */
export function readPrevious(previous: unknown): PairQuantity[] {
  const faults: Fault[] = [];
  const reader = readerOf(faults);
  const result: PairQuantity[] = [];
  for (const [row, path] of reader.rows(previous, ['previous'])) {
    const fields = reader.record(row, path, ['need', 'offer', 'quantity']);
    if (!fields) continue;
    const need = reader.id(fields['need'], [...path, 'need']);
    const offer = reader.id(fields['offer'], [...path, 'offer']);
    const quantity = reader.integer(fields['quantity'], [...path, 'quantity'], 0);
    result.push({ need, offer, quantity });
  }
  const total = result.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  if (total > Number.MAX_SAFE_INTEGER)
    reader.fault('SUM_TOO_LARGE', ['previous'], total.toString(), `the sum of quantity is ${total}, ${EXACT}`);
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'The previous allocations cannot be read.', faults);
  return result;
}

/** Reads the options themselves, once. Throws `LinkageError('INVALID_OPTIONS')`. */
export function readOptions(options: unknown): { levels?: unknown; previous?: unknown } {
  const faults: Fault[] = [];
  const fields = readerOf(faults).record(options, ['options'], [], ['levels', 'previous']);
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'The options cannot be used.', faults);
  return fields!;
}

const EXACT = 'at most 2^53 − 1 can be exact';

function checkSums(demand: number[], capacity: number[], cost: number[], fault: Reader['fault']): void {
  const most = Number.MAX_SAFE_INTEGER;
  const sum = (values: number[]) => values.reduce((total, x) => total + BigInt(x), 0n);
  for (const [name, values] of [
    ['needs', demand],
    ['offers', capacity],
  ] as const) {
    const total = sum(values);
    const word = name === 'needs' ? 'demand' : 'capacity';
    if (total > most) fault('SUM_TOO_LARGE', [name], total.toString(), `the sum of ${word} is ${total}, ${EXACT}`);
  }
  const dearest = cost.reduce((highest, x) => Math.max(highest, Math.abs(x)), 0);
  const reach = BigInt(2 * Math.min(demand.length, capacity.length) + 1) * BigInt(dearest);
  if (reach > most) {
    const message = `costs up to ${dearest} in size can add up to ${reach} along a path, ${EXACT}. Maybe scale them down.`;
    fault('COST_TOO_LARGE', ['pairs'], dearest, message);
  }
}

/** Ids of a column: where each stands in it, and the input row of each place. */
interface Ids {
  readonly index: Map<string, number>;
  readonly row: number[];
}

interface Reader {
  fault(code: string, path: readonly (string | number)[], value: unknown, message: string): void;
  /** The known fields, each read once; a field that is missing where another is almost named like it is a fault. */
  record(
    value: unknown,
    path: Path,
    required: readonly string[],
    optional?: readonly string[],
  ): Record<string, unknown> | undefined;
  /** The elements of a list; of holes the first is a fault, and a length that is only claimed is not walked. */
  rows(value: unknown, path: Path): Generator<[unknown, Path]>;
  id(value: unknown, path: Path, ids?: Ids): string;
  reference(value: unknown, path: Path, ids: Ids, what: string): number;
  integer(value: unknown, path: Path, least: number): number;
}

function readerOf(faults: Fault[]): Reader {
  const unreadable = new Set<string>();
  const fault: Reader['fault'] = (code, path, value, message) => {
    if (unreadable.size > 0 && unreadable.has(formatPath(path))) return;
    if (code === 'UNREADABLE') unreadable.add(formatPath(path));
    // Beyond the most that an error carries only their number matters.
    const last = faults.length < MAX_FAULTS ? undefined : faults[MAX_FAULTS];
    faults.push(last ?? { code, path: [...path], value: printable(value), message });
  };
  const read = (from: object, key: string | number, path: Path): unknown => {
    try {
      return (from as Record<string | number, unknown>)[key];
    } catch (error) {
      fault('UNREADABLE', [...path, key], undefined, `reading this threw ${reasonOf(error)}`);
      return undefined;
    }
  };
  const slip = (value: object, path: Path, known: readonly string[], missing: string): void => {
    for (const key of Object.keys(value)) {
      if (!known.includes(key) && nearestWord(key, [missing]))
        fault('UNKNOWN_KEY', [...path, key], undefined, `\`${key}\` is not a field here. Maybe \`${missing}\`.`);
    }
  };
  return {
    fault,
    record(value, path, required, optional = []) {
      const known = [...required, ...optional];
      const fields: Record<string, unknown> = {};
      try {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) {
          fault('NOT_AN_OBJECT', path, value, 'an object is due here');
          return undefined;
        }
        for (const key of known) fields[key] = read(value, key, path);
        for (const key of optional) if (fields[key] === undefined) slip(value, path, known, key);
      } catch {
        fault('UNREADABLE', path, undefined, 'reading this threw');
        return undefined;
      }
      return fields;
    },
    *rows(value, path) {
      try {
        if (!Array.isArray(value)) {
          fault('NOT_AN_ARRAY', path, value, 'an array is due here');
          return;
        }
        const length = value.length;
        for (let i = 0; i < length; i++) {
          const row = read(value, i, path);
          if (row === undefined && !(i in value)) {
            for (const j of indicesOf(value, path, fault)) if (j > i) yield [value[j], [...path, j]];
            return;
          }
          yield [row, [...path, i]];
        }
      } catch {
        fault('UNREADABLE', path, undefined, 'reading this threw');
      }
    },
    id(value, path, ids) {
      const place = ids?.row.push(path[1] as number) ?? 0;
      if (typeof value !== 'string' || value === '') {
        fault('BAD_ID', path, value, 'an id is a string of at least one character');
        return '';
      }
      const before = ids?.index.get(value);
      if (before !== undefined)
        fault('DUPLICATE_ID', path, value, `"${printable(value)}" already stands in row ${ids?.row[before]}`);
      else ids?.index.set(value, place - 1);
      return value;
    },
    reference(value, path, ids, what) {
      const row = typeof value === 'string' ? ids.index.get(value) : undefined;
      if (row === undefined) fault('DANGLING_REFERENCE', path, value, `there is no ${what} with this id`);
      return row ?? -1;
    },
    integer(value, path, least) {
      if (typeof value !== 'number') fault('NOT_A_NUMBER', path, value, 'a number is due here');
      else if (!Number.isFinite(value)) fault('NOT_FINITE', path, value, 'a finite number is due here');
      else if (!Number.isInteger(value))
        fault('NOT_AN_INTEGER', path, value, 'an integer is due here. Maybe count in a smaller unit.');
      else if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
        fault('TOO_LARGE', path, value, 'beyond 2^53 − 1 numbers are not exact');
      else if (value < least) fault('NEGATIVE', path, value, 'it cannot be negative');
      else return value + 0;
      return 0;
    },
  };
}

function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? `"${String(error.message).slice(0, 100)}"` : 'something that is not an error';
  } catch {
    return 'an error that cannot be read';
  }
}
