import { orderOf } from './alike-pairs.js';

/** Pairs that are drawn of each stratum. */
const DRAWN = 40_000;

/** Records by place, by capabilities, and by both: the strata of their pairs. */
export interface Strata {
  readonly stratumOf: (i: number, j: number) => number;
  /** Of each stratum how many pairs there are. */
  readonly pairs: Float64Array;
  /** Calls `visit` with pairs of each stratum that are drawn at random, always the same ones. O(records · log records). */
  eachDrawn(visit: (i: number, j: number) => void): void;
}

/** @param place, about what the pairs of one stratum have in common; 0 is a value like any other */
export function strataOf(place: Uint32Array, about: Uint32Array, both: Uint32Array): Strata {
  const count = place.length;
  const groups = [place, about, both].map(groupsIn);
  const [places, abouts, boths] = groups.map(({ pairs }) => pairs) as [number, number, number];
  const stratumOf = (i: number, j: number) => (place[i] === place[j] ? 1 : 0) + (about[i] === about[j] ? 2 : 0);
  return {
    stratumOf,
    pairs: Float64Array.of((count * (count - 1)) / 2 - places - abouts + boths, places - boths, abouts - boths, boths),
    eachDrawn(visit) {
      const next = dice();
      for (const { order, from, to } of [groupsIn(new Uint32Array(count)), ...groups]) {
        for (let n = Math.min(DRAWN, 20 * count); n > 0; n--) {
          const at = next(count);
          const size = to[at]! - from[at]!;
          if (size < 2) continue;
          const [i, j] = [order[at]!, order[from[at]! + next(size)]!];
          if (i !== j) visit(i, j);
        }
      }
    },
  };
}

/** Records in the order of a key; for each place of it where its group begins and ends; and how many pairs there are in groups. */
function groupsIn(key: Uint32Array) {
  const order = orderOf(key);
  const from = new Uint32Array(key.length);
  const to = new Uint32Array(key.length);
  let pairs = 0;
  for (let start = 0, end = 0; start < key.length; start = end) {
    while (end < key.length && key[order[end]!] === key[order[start]!]) end++;
    from.fill(start, start, end);
    to.fill(end, start, end);
    pairs += ((end - start) * (end - start - 1)) / 2;
  }
  return { order, from, to, pairs };
}

/** Whole numbers below a limit, the same ones every time (mulberry32). */
function dice(): (limit: number) => number {
  let state = 0x6d2b79f5;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % limit;
  };
}
