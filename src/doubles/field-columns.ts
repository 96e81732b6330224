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

type Records = readonly Readonly<Record<string, unknown>>[];
type Of<T> = (record: Records[number]) => T;

/** A word: the same or another one. */
export function wordColumn(name: string, records: Records, of: Of<string | undefined>): FieldColumn {
  const key = new Uint32Array(records.length);
  for (let i = 0; i < key.length; i++) {
    const word = of(records[i]!);
    if (word !== undefined) key[i] = hashOf(word);
  }
  return {
    name,
    levels: ['same', 'other'],
    key,
    compare: (i, j) => (key[i] === 0 || key[j] === 0 ? 0 : key[i] === key[j] ? 1 : 2),
  };
}

/** Several words: the same, some of them, none. */
export function wordsColumn(name: string, records: Records, of: Of<readonly string[]>): FieldColumn {
  const numbers = new Map<string, number>();
  // Most records have one of a few lists.
  const lists: { readonly words: ReadonlySet<number>; readonly key: number }[] = [{ words: new Set(), key: 0 }];
  const at = new Map<string, number>([['', 0]]);
  const which = new Uint32Array(records.length);
  const key = new Uint32Array(records.length);
  for (let i = 0; i < key.length; i++) {
    const words = of(records[i]!);
    const written = words.length < 2 ? (words[0] ?? '') : words.join('\0');
    let place = at.get(written);
    if (place === undefined) {
      const own = [...new Set(words.map((word) => getOrSet(numbers, word, () => numbers.size + 1)))];
      at.set(written, (place = lists.length));
      lists.push({ words: new Set(own), key: hashOf(own.sort((a, b) => a - b).join()) });
    }
    which[i] = place;
    key[i] = lists[place]!.key;
  }
  return {
    name,
    levels: ['same', 'alike', 'other'],
    key,
    compare(i, j) {
      if (key[i] === 0 || key[j] === 0) return 0;
      if (key[i] === key[j]) return 1;
      const [one, other] = [lists[which[i]!]!.words, lists[which[j]!]!.words];
      for (const word of one) if (other.has(word)) return 2;
      return 3;
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
      let level = 0;
      while (level < APART.length && !(hours < APART[level]!)) level++;
      return level + 1;
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
const OTHER_SIGNS = /[^\p{L}\p{N}]+/gu;
/** Texts are compared by their beginnings. */
const LONGEST = 200;

/** A text, with the pairs of neighbouring signs in it, each by its number, in order; and what the numbers stand for. */
export interface TextColumn extends FieldColumn {
  readonly pairs: Int32Array;
  readonly start: Int32Array;
  readonly codes: Float64Array;
}

export function textColumn(name: string, records: Records, of: Of<string>): TextColumn {
  const start = new Int32Array(records.length + 1);
  const key = new Uint32Array(records.length);
  let signs = 0;
  for (const record of records) signs += Math.min(of(record).length, LONGEST);
  let pairs = new Int32Array(signs);
  const numbers = new Map<number, number>();
  let size = 0;
  for (let i = 0; i < key.length; i++) {
    const text = fold(of(records[i]!).slice(0, LONGEST).replace(OTHER_SIGNS, '')).replace(OTHER_SIGNS, '');
    if (text !== '') key[i] = hashOf(text);
    if (size + text.length > pairs.length) {
      const larger = new Int32Array(2 * (size + text.length));
      larger.set(pairs.subarray(0, size));
      pairs = larger;
    }
    const end = size + Math.max(text.length - 1, 0);
    for (let at = size; at < end; at++) {
      const code = text.charCodeAt(at - size) * 65_536 + text.charCodeAt(at - size + 1);
      let number = numbers.get(code);
      if (number === undefined) numbers.set(code, (number = numbers.size));
      pairs[at] = number;
    }
    sortPart(pairs, size, end);
    let kept = size;
    for (let at = size; at < end; at++) if (kept === size || pairs[at] !== pairs[kept - 1]) pairs[kept++] = pairs[at]!;
    start[i + 1] = size = kept;
  }
  const codes = Float64Array.from(numbers.keys());
  const { weights, sums } = weighted(pairs.subarray(0, size), start, codes.length);
  return {
    name,
    levels: ['same', 'near', 'alike', 'faint', 'other'],
    key,
    pairs,
    start,
    codes,
    compare(i, j) {
      if (key[i] === 0 || key[j] === 0) return 0;
      if (key[i] === key[j]) return 1;
      const common = sharedIn(pairs, weights, start[i]!, start[i + 1]!, start[j]!, start[j + 1]!);
      const [a, b] = [sums[i]!, sums[j]!];
      const isShort = Math.min(start[i + 1]! - start[i]!, start[j + 1]! - start[j]!) < 3;
      const dice = Math.max((2 * common) / (a + b || 1), isShort ? 0 : (WITHIN * common) / Math.min(a, b));
      let level = 0;
      while (level < DICE.length && dice < DICE[level]!) level++;
      return level + 2;
    },
  };
}

/** Numbers from one place up to another in order; most parts are short. */
function sortPart(all: Int32Array, from: number, to: number): void {
  if (to - from > 40) return void all.subarray(from, to).sort();
  for (let i = from + 1; i < to; i++) {
    const value = all[i]!;
    let at = i;
    for (; at > from && all[at - 1]! > value; at--) all[at] = all[at - 1]!;
    all[at] = value;
  }
}

/** Of each pair of signs how rare it is: twice as rare is one more. And the sums of each text. */
function weighted(pairs: Int32Array, start: Int32Array, size: number) {
  const count = start.length - 1;
  const times = new Uint32Array(size);
  for (let at = 0; at < pairs.length; at++) times[pairs[at]!]!++;
  const weights = Uint8Array.from(times, (often) => {
    let weight = 1;
    for (let left = count; left >= 2 * often; left /= 2) weight++;
    return weight;
  });
  const sums = new Int32Array(count);
  for (let i = 0; i < count; i++) for (let at = start[i]!; at < start[i + 1]!; at++) sums[i]! += weights[pairs[at]!]!;
  return { weights, sums };
}

/** The weight of what two texts have in common. */
function sharedIn(all: Int32Array, weights: Uint8Array, i: number, iEnd: number, j: number, jEnd: number): number {
  let sum = 0;
  while (i < iEnd && j < jEnd) {
    const difference = all[i]! - all[j]!;
    if (difference === 0) sum += weights[all[i]!]!;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return sum;
}
