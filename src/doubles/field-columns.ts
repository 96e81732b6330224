import { fold } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';

/** One field of all records as a column, and how two records are compared by it: 0 where one of them does not say, else 1 for the same and on to the number of levels. */
export interface FieldColumn {
  readonly name: string;
  /** What the levels are called, from 1. */
  readonly levels: readonly Agreement[];
  compare(i: number, j: number): number;
  /** What equal records have in common, for blocks; 0 where a record does not say. */
  readonly key: Uint32Array;
}

/** How far two records agree in a field. */
export type Agreement = 'same' | 'near' | 'alike' | 'faint' | 'other';

/** FNV-1a of a text, never 0. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}

/** A word: the same or another one. */
export function wordColumn(name: string, values: readonly (string | undefined)[]): FieldColumn {
  const key = Uint32Array.from(values, (value) => (value === undefined ? 0 : hashOf(value)));
  return {
    name,
    levels: ['same', 'other'],
    key,
    compare: (i, j) => (key[i] === 0 || key[j] === 0 ? 0 : key[i] === key[j] ? 1 : 2),
  };
}

/** Several words: the same, some of them, none. */
export function wordsColumn(name: string, values: readonly (readonly string[])[]): FieldColumn {
  const numbers = new Map<string, number>();
  const rows = values.map((words) =>
    Int32Array.from(new Set(words), (word) => getOrSet(numbers, word, () => numbers.size + 1)).sort(),
  );
  const key = Uint32Array.from(rows, (row) => (row.length === 0 ? 0 : hashOf(row.join())));
  return {
    name,
    levels: ['same', 'alike', 'other'],
    key,
    compare(i, j) {
      if (key[i] === 0 || key[j] === 0) return 0;
      return key[i] === key[j] ? 1 : shared(rows[i]!, rows[j]!) > 0 ? 2 : 3;
    },
  };
}

const HOUR = 3_600_000;
/** Up to so many hours apart, level by level: one day to another by the clock, half a week, a fortnight. */
const APART = [24, 84, 336];

/** A moment, in milliseconds. */
export function timeColumn(name: string, values: Float64Array): FieldColumn {
  return {
    name,
    levels: ['same', 'near', 'alike', 'other'],
    key: Uint32Array.from(values, (value) => (Number.isNaN(value) ? 0 : Math.floor(value / (24 * HOUR)) + 1)),
    compare(i, j) {
      const hours = Math.abs(values[i]! - values[j]!) / HOUR;
      if (Number.isNaN(hours)) return 0;
      const level = APART.findIndex((most) => hours < most);
      return level < 0 ? APART.length + 1 : level + 1;
    },
  };
}

/** A figure: the same, a quarter more or less, another. */
export function figureColumn(name: string, values: Float64Array): FieldColumn {
  return {
    name,
    levels: ['same', 'near', 'other'],
    key: new Uint32Array(values.length),
    compare(i, j) {
      const [one, other] = [values[i]!, values[j]!];
      if (Number.isNaN(one) || Number.isNaN(other)) return 0;
      return one === other ? 1 : Math.abs(one - other) * 4 <= Math.max(Math.abs(one), Math.abs(other)) ? 2 : 3;
    },
  };
}

/** From which Dice coefficient of their pairs of signs, each by how rare it is, two texts agree so far. */
const DICE = [0.8, 0.6, 0.4];
/** A text that is wholly part of another counts as this much of it. */
const WITHIN = 0.85;
/** Texts are compared by their beginnings. */
const LONGEST = 200;

/** A text, with the pairs of neighbouring signs in it, as numbers in order. */
export interface TextColumn extends FieldColumn {
  readonly pairs: Int32Array;
  readonly start: Int32Array;
}

export function textColumn(name: string, values: readonly string[]): TextColumn {
  const start = new Int32Array(values.length + 1);
  const key = new Uint32Array(values.length);
  let pairs = new Int32Array(values.length * 8);
  let size = 0;
  for (const [i, value] of values.entries()) {
    const text = fold(value.slice(0, LONGEST)).replace(/[^\p{L}\p{N}]/gu, '');
    if (text !== '') key[i] = hashOf(text);
    if (size + text.length > pairs.length) {
      const larger = new Int32Array(2 * (size + text.length));
      larger.set(pairs.subarray(0, size));
      pairs = larger;
    }
    for (let at = 0; at < text.length - 1; at++)
      pairs[size + at] = text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
    const own = pairs.subarray(size, size + Math.max(text.length - 1, 0)).sort();
    let kept = 0;
    for (let at = 0; at < own.length; at++) if (kept === 0 || own[at] !== own[kept - 1]) own[kept++] = own[at]!;
    start[i + 1] = size += kept;
  }
  const { weights, sums } = weighted(pairs.subarray(0, size), start);
  return {
    name,
    levels: ['same', 'near', 'alike', 'faint', 'other'],
    key,
    pairs,
    start,
    compare(i, j) {
      if (key[i] === 0 || key[j] === 0) return 0;
      if (key[i] === key[j]) return 1;
      const common = sharedIn(pairs, weights, start[i]!, start[i + 1]!, start[j]!, start[j + 1]!);
      const [a, b] = [sums[i]!, sums[j]!];
      const isShort = Math.min(start[i + 1]! - start[i]!, start[j + 1]! - start[j]!) < 3;
      const dice = Math.max((2 * common) / (a + b || 1), isShort ? 0 : (WITHIN * common) / Math.min(a, b));
      const level = DICE.findIndex((from) => dice >= from);
      return level < 0 ? DICE.length + 2 : level + 2;
    },
  };
}

/** Of each pair of signs how rare it is: twice as rare is one more. And the sums of each text. */
function weighted(pairs: Int32Array, start: Int32Array) {
  const count = start.length - 1;
  const times = new Map<number, number>();
  for (const pair of pairs) times.set(pair, (times.get(pair) ?? 0) + 1);
  for (const [pair, often] of times) {
    let weight = 1;
    for (let left = count; left >= 2 * often; left /= 2) weight++;
    times.set(pair, weight);
  }
  const weights = Uint8Array.from(pairs, (pair) => times.get(pair)!);
  const sums = new Int32Array(count);
  for (let i = 0; i < count; i++) for (let at = start[i]!; at < start[i + 1]!; at++) sums[i]! += weights[at]!;
  return { weights, sums };
}

/** The weight of what two texts have in common. */
function sharedIn(all: Int32Array, weights: Uint8Array, i: number, iEnd: number, j: number, jEnd: number): number {
  let sum = 0;
  while (i < iEnd && j < jEnd) {
    const difference = all[i]! - all[j]!;
    if (difference === 0) sum += weights[i]!;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return sum;
}

function shared(one: Int32Array, other: Int32Array): number {
  let count = 0;
  for (const value of one) if (other.includes(value)) count++;
  return count;
}
