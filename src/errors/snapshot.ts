import type { Path, Report } from './fault-list.js';

/** Deeper than any record; a value nested deeper is refused rather than followed. */
const MAX_DEPTH = 64;

/** A value that is not plain data, left as it is for the schema to judge. */
export interface Opaque {
  readonly path: Path;
  readonly value: unknown;
}

/** Reads one property, once; what throws is reported and reads as `undefined`. */
export function readProperty(source: object, key: string | number, path: Path, report: Report): unknown {
  try {
    return (source as Record<string | number, unknown>)[key];
  } catch (error) {
    report('UNREADABLE', path, undefined, `reading this threw ${whatThrew(error)}.`);
    return undefined;
  }
}

/** The indices that a list really has; its first hole is reported. Never loops over a length that is only claimed. */
export function indicesOf(list: readonly unknown[], path: Path, report: Report): number[] {
  const indices: number[] = [];
  try {
    const length = list.length;
    for (const key of Object.keys(list)) {
      const index = Number(key);
      if (Number.isInteger(index) && index >= 0 && index < length && String(index) === key) indices.push(index);
    }
    if (indices.length !== length) {
      let hole = 0;
      while (indices[hole] === hole) hole++;
      const message = 'the list has a hole here. Maybe an element was deleted; leave none out.';
      report('HOLE', [...path, hole], undefined, message);
    }
  } catch (error) {
    report('UNREADABLE', path, undefined, `reading this list threw ${whatThrew(error)}.`);
  }
  return indices;
}

/** A list, an object that holds data (whatever its prototype), or neither. May throw on hostile values. */
export function shapeOf(value: unknown): 'list' | 'object' | 'other' {
  if (typeof value !== 'object' || value === null) return 'other';
  if (Array.isArray(value)) return 'list';
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return 'object';
  return Object.prototype.toString.call(value) === '[object Object]' ? 'object' : 'other';
}

/**
 * Copies plain data into our own storage, reading every property exactly once: getters, proxies and later changes of the
 * source cannot matter afterwards. Values that are not data (dates, functions, big integers) are kept and listed in
 * `opaque`. An own key `__proto__` is left out, and so is what is `undefined`. O(size).
 *
 * Reports UNREADABLE, HOLE, CYCLE and TOO_DEEP.
 */
export function snapshot(source: unknown, path: Path, report: Report, opaque: Opaque[]): unknown {
  return copyValue(source, { report, opaque, steps: [...path], open: new Set(), copies: new Map() });
}

/** A value on the way into our own storage. */
interface Copying {
  readonly report: Report;
  readonly opaque: Opaque[];
  /** Where we are. */
  readonly steps: (string | number)[];
  /** What we are inside of. */
  readonly open: Set<object>;
  readonly copies: Map<object, unknown>;
}

function copyValue(value: unknown, copying: Copying): unknown {
  const { report, opaque, steps, open, copies } = copying;
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    opaque.push({ path: [...steps], value });
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (open.has(value)) return report('CYCLE', steps, value, 'this value contains itself; records are plain data.');
  if (copies.has(value)) return copies.get(value);
  if (open.size >= MAX_DEPTH) return report('TOO_DEEP', steps, value, `this is nested more than ${MAX_DEPTH} deep.`);
  open.add(value);
  try {
    const shape = shapeOf(value);
    if (shape === 'list') return copyList(value as readonly unknown[], copying);
    if (shape === 'object') return copyObject(value, copying);
    opaque.push({ path: [...steps], value });
    return value;
  } catch (error) {
    return report('UNREADABLE', steps, undefined, `reading this threw ${whatThrew(error)}.`);
  } finally {
    open.delete(value);
  }
}

function copyList(list: readonly unknown[], copying: Copying): unknown[] {
  const copy: unknown[] = [];
  copying.copies.set(list, copy);
  for (const index of indicesOf(list, [...copying.steps], copying.report))
    copy[index] = copyChild(list, index, copying);
  return copy;
}

function copyObject(object: object, copying: Copying): unknown {
  const copy: Record<string, unknown> = {};
  copying.copies.set(object, copy);
  for (const key of Object.keys(object)) {
    const value = key === '__proto__' ? undefined : copyChild(object, key, copying);
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

function copyChild(parent: object, key: string | number, copying: Copying): unknown {
  copying.steps.push(key);
  const value = copyValue(readProperty(parent, key, copying.steps, copying.report), copying);
  copying.steps.pop();
  return value;
}

/** What was thrown, for a message. Never throws. */
export function whatThrew(error: unknown): string {
  try {
    return error instanceof Error ? `"${String(error.message).slice(0, 100)}"` : 'something that is not an error';
  } catch {
    return 'an error that cannot be read';
  }
}
