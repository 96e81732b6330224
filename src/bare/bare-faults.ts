import type { ErrorCode, FaultCode } from '../errors/codes.js';
import type { Path } from '../errors/fault-list.js';
import { type Finding, finding, leftOut, notAKey, notExact, notOfType } from '../errors/findings.js';
import { type Fault, formatPath, LinkageError, MAX_FAULTS, printable } from '../errors/linkage-error.js';
import { nearestWord } from '../errors/nearest.js';
import { indicesOf, whatThrew } from '../errors/snapshot.js';

/** Collects what is wrong. Beyond the most that an error carries, faults are only counted. */
export interface Faults {
  readonly list: Fault[];
  count: number;
  /** Places that could not be read: what is missing there is no further fault. */
  readonly unreadable: Set<string>;
  readonly fault: (code: FaultCode, path: Path, value: unknown, message: string) => void;
}

/** An empty collection, which may share with another what could not be read. */
export function noFaults(unreadable = new Set<string>()): Faults {
  const faults: Faults = {
    list: [],
    count: 0,
    unreadable,
    fault(code, path, value, message) {
      if (unreadable.size > 0 && unreadable.has(formatPath(path))) return;
      if (code === 'UNREADABLE') unreadable.add(formatPath(path));
      if (faults.count++ < MAX_FAULTS) faults.list.push({ code, path: [...path], value: printable(value), message });
    },
  };
  return faults;
}

/** An error with what was collected, in this order. */
export function refusalOf(code: ErrorCode, message: string, ...collected: Faults[]): LinkageError {
  const details = collected.flatMap(({ list }) => list);
  // A length that counts the faults which were not kept, too.
  details.length = collected.reduce((sum, { count }) => sum + count, 0);
  return new LinkageError(code, message, details);
}

/** Throws what was collected, if anything was. */
export function refuse(code: ErrorCode, message: string, ...collected: Faults[]): void {
  if (collected.some(({ count }) => count > 0)) throw refusalOf(code, message, ...collected);
}

/** One property, of the object at `path` or in the row `index` of the list there, read once; what throws is a fault and reads as `undefined`. */
export function readField(faults: Faults, from: object, key: string | number, path: Path, index?: number): unknown {
  try {
    return (from as Record<string | number, unknown>)[key];
  } catch (error) {
    faults.fault('UNREADABLE', [...placeOf(path, index), key], undefined, `reading this threw ${whatThrew(error)}.`);
    return undefined;
  }
}

/** What asking comes to; what throws is a fault at `path`, or in the row `index` of the list there, and comes to `undefined`. */
function ask<T>({ fault }: Faults, path: Path, index: number | undefined, question: () => T): T | undefined {
  try {
    return question();
  } catch (error) {
    fault('UNREADABLE', placeOf(path, index), undefined, `reading this threw ${whatThrew(error)}.`);
    return undefined;
  }
}

/** The path itself or, with an index, that of the row of the list there: to be made only where something is wrong. */
function placeOf(path: Path, index: number | undefined): Path {
  return index === undefined ? path : [...path, index];
}

/** Whether what stands at `path`, or in the row `index` of the list there, is an object; a fault if not. */
function isRecord(faults: Faults, value: unknown, path: Path, index?: number): value is object {
  const isObject = ask(faults, path, index, () => typeof value === 'object' && value !== null && !Array.isArray(value));
  if (isObject === false) refuseValue(faults, value, placeOf(path, index), () => notOfType(value, 'object'));
  return isObject === true;
}

/**
 * Whether the keys of the object at `path`, or in the row `index` of the list there, can be read; one that is almost named like a known field that is not
 * there or, where the object is closed, any unknown one is a fault.
 */
export function spellsRight(
  faults: Faults,
  value: object,
  path: Path,
  index: number | undefined,
  known: readonly string[],
  isClosed = false,
): boolean {
  const keys = ask(faults, path, index, () => Object.keys(value));
  const unknown = keys?.filter((key) => !known.includes(key)) ?? [];
  const missing = unknown.length > 0 ? known.filter((key) => !keys!.includes(key)) : [];
  for (const key of unknown) {
    if (isClosed || nearestWord(key, missing) !== undefined)
      refuseValue(faults, undefined, [...placeOf(path, index), key], () => notAKey(key, known));
  }
  return keys !== undefined;
}

/** The known fields of an object, each read once; nothing if there is no reading it. */
export function readFields(
  faults: Faults,
  value: unknown,
  path: Path,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, unknown> | undefined {
  if (!isRecord(faults, value, path)) return undefined;
  const known = [...required, ...optional];
  const fields: Record<string, unknown> = {};
  for (const key of known) fields[key] = readField(faults, value, key, path);
  if (known.some((key) => fields[key] === undefined) && !spellsRight(faults, value, path, undefined, known))
    return undefined;
  return fields;
}

/**
 * Visits the elements of a list by index, and tells whether it has no hole. Of holes the first is a fault, and a length that is only
 * claimed is not walked.
 */
export function eachElement(
  faults: Faults,
  list: unknown,
  path: Path,
  visit: (element: unknown, index: number) => void,
): boolean {
  const isList = ask(faults, path, undefined, () => Array.isArray(list));
  if (isList === false) refuseValue(faults, list, path, () => notOfType(list, 'array'));
  if (!isList) return false;
  const rows = list as unknown[];
  const length = ask(faults, path, undefined, () => rows.length) ?? -1;
  for (let i = 0; i < length; i++) {
    const element = readField(faults, rows, i, path);
    if (element === undefined && !ask(faults, path, undefined, () => i in rows)) {
      for (const j of indicesOf(rows, path, faults.fault)) if (j > i) visit(readField(faults, rows, j, path), j);
      return false;
    }
    visit(element, i);
  }
  return length >= 0;
}

/** What `read` makes of the known fields of each object in a list, each read once; what is none is a fault. */
export function readRows<T>(
  faults: Faults,
  list: unknown,
  at: Path,
  [required, optional]: Keys,
  read: (fields: Record<string, unknown>, path: Path) => T,
): T[] {
  const rows: T[] = [];
  eachElement(faults, list, at, (element, i) => {
    const path = [...at, i];
    const fields = readFields(faults, element, path, required, optional);
    if (fields) rows.push(read(fields, path));
  });
  return rows;
}

/** Fields that a row has and that it may have. */
type Keys = readonly [required: readonly string[], optional?: readonly string[] | undefined];

/** As {@link readRows}, of rows with ids: by code unit. */
export function readNamed<T extends object>(
  faults: Faults,
  list: unknown,
  at: Path,
  [required, optional]: Keys,
  read: (fields: Record<string, unknown>, path: Path) => T,
): (T & { readonly id: string })[] {
  const ids = new Map<string, Path>();
  const rows = readRows(faults, list, at, [['id', ...required], optional], (fields, path) => ({
    id: ownId(faults, ids, fields['id'], path),
    ...read(fields, path),
  }));
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function readCapacities(faults: Faults, list: unknown) {
  return readNamed(faults, list, ['offers'], [['capacity']], ({ capacity }, path) => ({
    capacity: integerOf(faults, capacity, path, 'capacity', 0),
  }));
}

/** Visits the rows of a list that are objects; the others are faults. */
export function eachRow(faults: Faults, list: unknown, path: Path, visit: (row: object, index: number) => void): void {
  eachElement(faults, list, path, (element, i) => {
    if (isRecord(faults, element, path, i)) visit(element, i);
  });
}

/** Whether this is an integer from `least` to 2⁵³ − 1. */
export function isInteger(value: unknown, least: number): value is number {
  return typeof value === 'number' && value >= least && value <= Number.MAX_SAFE_INTEGER && Math.floor(value) === value;
}

/** The integer that is field `key` at `path`, or of the row `index` of the list there; 0 and a fault if it is none from `least` to 2⁵³ − 1. */
export function integerOf(
  faults: Faults,
  value: unknown,
  path: Path,
  key: string,
  least = -Number.MAX_SAFE_INTEGER,
  index?: number,
): number {
  // −0 becomes 0.
  if (isInteger(value, least)) return value + 0;
  refuseInteger(faults, value, [...placeOf(path, index), key], least);
  return 0;
}

/** A field that may be left out, of one type; what is of another is a fault. */
export function optionalOf<K extends 'string' | 'boolean'>(faults: Faults, value: unknown, type: K, path: Path) {
  const isOfType = typeof value === type;
  if (!isOfType && value !== undefined) refuseValue(faults, value, path, () => notOfType(value, type));
  return isOfType ? (value as K extends 'string' ? string : boolean) : undefined;
}

/** Says why a value is no integer from `least` to 2⁵³ − 1. */
export function refuseInteger(faults: Faults, value: unknown, path: Path, least?: number): void {
  refuseValue(faults, value, path, () => notExact(value, { whole: true, least })!);
}

/** Fields and options that may be left out, at whatever bare door. */
const MAY_LACK: Path = ['group', 'max', 'use', 'choice', 'single', 'options', 'levels', 'previous', 'reach'];

/** Any code but that of what is unreadable, for what is only counted. */
const UNSAID = 'REQUIRED';

/** A fault of what is found, which is put in words only if it is kept. */
export function refuseValue({ fault, count }: Faults, value: unknown, path: Path, find: () => Finding): void {
  const [code, message] = count < MAX_FAULTS ? find() : ([UNSAID, ''] as const);
  fault(code, path, value, value === null && MAY_LACK.includes(path.at(-1)!) ? leftOut(message) : message);
}

/** The id that is field `key` at `path`; empty and a fault if it is none. */
export function idOf(faults: Faults, id: unknown, path: Path): string {
  if (typeof id === 'string' && id !== '') return id;
  refuseValue(faults, id, path, () => finding('BAD_ID', 'an id, a string of at least one character', id));
  return '';
}

/** Among more ids than these no near one is looked for. */
const MANY = 10_000;

/** Says that none of `ids` is the one at `path`. */
export function refuseReference(
  faults: Faults,
  id: unknown,
  path: Path,
  what: string,
  ids?: ReadonlyMap<string, unknown>,
): void {
  refuseValue(faults, id, path, () => {
    const near = typeof id === 'string' && ids && ids.size <= MANY ? nearestWord(id, ids.keys()) : undefined;
    return finding('DANGLING_REFERENCE', what, id, near && `Maybe "${near}".`);
  });
}

/** The id of the object at `path`; a fault if it is none, or stands already among `ids`, where each has its place. */
function ownId(faults: Faults, ids: Map<string, Path>, given: unknown, path: Path): string {
  const id = idOf(faults, given, [...path, 'id']);
  const before = id === '' ? undefined : ids.get(id);
  if (before === undefined) ids.set(id, path);
  else {
    const message = `expected another id, found "${printable(id)}", which already stands at ${formatPath(before)}.`;
    faults.fault('DUPLICATE_ID', [...path, 'id'], id, message);
  }
  return id;
}
