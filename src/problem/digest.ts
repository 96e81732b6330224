import { finish, type Work } from '../kernel/work.js';
import type { Problem } from './problem.js';

/**
 * Fingerprint of a problem (and of the ids its columns stand for) in 32 hexadecimal digits: ties a certificate to its data.
 *
 * Four lanes of 32-bit multiply–xor mixing with the MurmurHash3 finaliser (Appleby 2011), the same on every machine. Not
 * cryptographic: it tells data apart, it does not keep a forger out. `verify` recomputes everything anyway. O(size).
 */
export function digest(problem: Problem, ids: Iterable<string> = []): string {
  return finish(digestSteps(problem, ids));
}

/** Numbers or ids after which the work pauses. */
const PAUSE = 10_000;

/** As {@link digest}, in steps; it does not stop before its end. */
export function digestSteps(problem: Problem, ids: Iterable<string>): Work<string> {
  const columns: Column[] = [
    problem.demand,
    problem.rank,
    problem.group,
    problem.candidateStart,
    problem.cost,
    problem.max,
    problem.previous,
    problem.arcStart,
    problem.head,
    problem.capacity,
    problem.parent,
    problem.pinned ?? [],
    problem.served ?? [],
    problem.share ?? [],
    ...Object.values(problem.wholes ?? {}),
    ...(problem.promise ? [problem.promise] : []),
    ...Object.values(problem.portions ?? {}),
    ...Object.values(problem.crossing ?? {}),
    ...(problem.load ? [problem.load.full, problem.load.given, problem.load.fine ?? [], [problem.load.steps]] : []),
  ];
  return digestOfColumns(columns, [problem.lostPromises], ids);
}

type Column = ArrayLike<number> & { slice(from: number, to: number): ArrayLike<number> };

/** Fingerprint of columns of integers, of single numbers and of ids, in steps. */
export function* digestOfColumns(
  columns: readonly Column[],
  numbers: readonly number[],
  ids: Iterable<string>,
): Work<string> {
  const state = Int32Array.of(0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f);
  /** Of all columns, so that what mixes them meets one kind of array. */
  const part = new Float64Array(PAUSE);
  let turn = 0;
  for (const column of columns) {
    turn = mixWord(state, turn, column.length);
    for (let from = 0; from < column.length; from += PAUSE) {
      const count = Math.min(PAUSE, column.length - from);
      part.set(column.slice(from, from + count));
      turn = mixNumbers(state, turn, part, count);
      if (count === PAUSE) yield PAUSE;
    }
  }
  turn = mixNumbers(state, turn, Float64Array.from(numbers), numbers.length);
  let seen = 0;
  for (const id of ids) {
    if (++seen % PAUSE === 0) yield PAUSE;
    turn = mixText(state, turn, id);
  }
  for (let round = 0; round < 8; round++) turn = mixWord(state, turn, round);
  return Array.from(state, (h) => mixed(h).toString(16).padStart(8, '0')).join('');
}

/** Mixes a word into the lane whose turn it is; gives the next turn. */
function mixWord(state: Int32Array, turn: number, word: number): number {
  const lane = turn & 3;
  let h = Math.imul(state[lane]! ^ word, 0xcc9e2d51);
  h = (h << 15) | (h >>> 17);
  state[lane] = Math.imul(h, 0x1b873593) + Math.imul(state[(lane + 1) & 3]!, 5) + turn + 1;
  return turn + 1;
}

function mixText(state: Int32Array, turn: number, text: string): number {
  turn = mixWord(state, turn, text.length);
  for (let i = 0; i < text.length; i++) turn = mixWord(state, turn, text.charCodeAt(i));
  return turn;
}

/** Each number as two words. */
function mixNumbers(state: Int32Array, turn: number, numbers: Float64Array, count: number): number {
  for (let i = 0; i < count; i++) {
    const x = numbers[i]!;
    turn = mixWord(state, turn, x | 0);
    turn = mixWord(state, turn, Math.floor(x / 2 ** 32) | 0);
  }
  return turn;
}

function mixed(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
