import type { Work } from '../../kernel/work.js';
import { linesOfOption } from '../../problem/part.js';
import { figureCount } from '../../proof/choice-bound.js';
import { type ChoiceBoard, clearLine, dropOption, serveLine, takeBackUnits, takeOption } from './choice-board.js';

/** What can be dropped and tried again: a whole, or a line that need not be served whole. */
export interface Item {
  readonly rank: number;
  readonly place: number;
  /** The whole, −1 where it is a line. */
  readonly t: number;
  /** Options in the order in which they are tried. */
  readonly options: readonly number[];
  /** The line, −1 where it is a whole. */
  readonly line: number;
}

export interface Items {
  readonly ofWhole: readonly (Item | undefined)[];
  readonly ofLine: readonly (Item | undefined)[];
  /** Whole per option. */
  readonly wholeOf: Int32Array;
}

/** Items that are dropped at most to try others in their place. */
const NEIGHBOURS = 8;
/** Arcs of the item at hand that are looked at for neighbours, and arcs into a cap. */
const ARCS = 60;
/** By how many places the order is shaken. */
const SHAKE = 60;
/** Tries without gain, for every item, after which a search ends. */
const PATIENCE = 10;
/** Arcs looked at between two pauses. */
export const PAUSE = 20_000;

/** Tries an item: a whole by its options, beginning with one of them, a line as far as can be. */
export function tryItem(board: ChoiceBoard, items: Items, { t, options, line }: Item, from = 0): void {
  const { option } = board;
  if (t >= 0) {
    for (let i = 0; i < options.length && option[t]! < 0; i++)
      takeOption(board, t, options[(from + i) % options.length]!);
  } else if (isAsked(board, items, line)) serveLine(board, line);
}

/** Whether a line stands for itself, or its option is taken. */
function isAsked({ problem: { wholes }, option }: ChoiceBoard, { wholeOf }: Items, line: number): boolean {
  const o = wholes.option[line]!;
  return o < 0 || option[wholeOf[o]!] === o;
}

/** Whether there is more to be had of an item. */
function isOpen(board: ChoiceBoard, items: Items, { t, line }: Item): boolean {
  if (t >= 0) return board.option[t]! < 0;
  return board.covered[line]! < board.problem.demand[line]! && isAsked(board, items, line);
}

/**
 * A large-neighbourhood search (Shaw 1998): again and again a few items that share capacity with one that is not served are dropped, and all are tried
 * anew in another order, rank by rank, wholes before lines. What is no worse, the first figure first, stays; the rest is undone by the board's log. It ends
 * after many tries without gain or at the end of its means, and at any pause the plan is no worse than the one it began with.
 *
 * @param own whose turn it is
 * @param most arcs looked at
 */
export function* shuffle(
  board: ChoiceBoard,
  items: Items,
  own: readonly Item[],
  most: number,
  roll: (sides: number) => number,
): Work<void> {
  const { problem, option, log } = board;
  const change = new Float64Array(figureCount(problem.rank));
  const begun = board.work;
  let from = begun;
  let quiet = 0;
  /** Items since the last of which there was more to be had. */
  let idle = 0;
  for (let at = 0; quiet < PATIENCE * own.length && idle < own.length; at = (at + 1) % own.length) {
    if (board.work - begun > most) break;
    idle++;
    board.work++;
    if (isOpen(board, items, own[at]!)) {
      idle = 0;
      quiet = attempt(own[at]!) ? 0 : quiet + 1;
    }
    if (board.work - from < PAUSE) continue;
    yield board.work - from;
    from = board.work;
  }
  yield board.work - from;

  /** Whether there is a gain. */
  function attempt(first: Item): boolean {
    log.length = 0;
    const again = [first, ...neighbours(board, items, first, roll)];
    const before = again.map(({ t }) => (t < 0 ? [] : singlesOf(board, option[t]!)));
    const options = again.map(({ t }) => (t < 0 ? -1 : option[t]!));
    change.fill(0);
    for (const item of again) count(board, item, change, -1);
    for (const { t, line } of again) {
      if (t >= 0) dropOption(board, t);
      else if (line !== first.line) clearLine(board, line);
    }
    const turns = again.map((item) => ({ item, turn: item === first ? -1 : item.place + roll(SHAKE) }));
    turns.sort((a, b) => a.item.rank - b.item.rank || kindOf(a.item) - kindOf(b.item) || a.turn - b.turn);
    for (const [i, { item }] of turns.entries()) {
      tryItem(board, items, item, roll(4) === 0 ? roll(item.options.length || 1) : 0);
      const next = turns[i + 1]?.item;
      if (next && next.rank === item.rank && kindOf(next) === kindOf(item)) continue;
      // After the wholes of a rank, what else they ask for.
      if (item.t >= 0) for (const { item: other } of turns) if (other.rank === item.rank) serveRest(board, other.t);
    }
    for (const item of again) count(board, item, change, 1);
    const gain = change.find((x) => x !== 0) ?? 0;
    if (gain < 0) {
      for (const { t } of again) for (const [n] of singlesOf(board, t < 0 ? -1 : option[t]!)) board.candidate[n] = -1;
      takeBackUnits(board, 0);
      again.forEach(({ t }, i) => {
        if (t < 0) return;
        option[t] = options[i]!;
        for (const [n, p] of before[i]!) board.candidate[n] = p;
      });
    }
    return gain > 0;
  }
}

/** Adds what an item counts to a change of figures. */
function count({ problem: { wholes }, option, covered }: ChoiceBoard, item: Item, change: Float64Array, sign: number) {
  const { t, line, rank } = item;
  const o = t < 0 ? -1 : option[t]!;
  const lines = t < 0 ? [line] : o < 0 ? [] : linesOfOption(wholes, o);
  if (o >= 0) change[2 * rank]! += sign * wholes.value[t]!;
  for (const n of lines) change[2 * rank + 1]! += sign * wholes.worth[n]! * covered[n]!;
}

/** What a whole asks for beyond what it must have, as far as can be. */
function serveRest(board: ChoiceBoard, t: number): void {
  const { wholes } = board.problem;
  const o = t < 0 ? -1 : board.option[t]!;
  if (o < 0) return;
  for (const n of linesOfOption(wholes, o)) if (wholes.must[n] === 0) serveLine(board, n);
}

function kindOf({ t }: Item): number {
  return t >= 0 ? 0 : 1;
}

/** The single lines of an option, with their candidates. */
function singlesOf({ problem, candidate }: ChoiceBoard, o: number): [line: number, candidate: number][] {
  if (o < 0) return [];
  return [...linesOfOption(problem.wholes, o)]
    .filter((n) => problem.wholes.single[n] === 1)
    .map((n) => [n, candidate[n]!]);
}

/** What holds what an item could use, some by chance. */
function neighbours(board: ChoiceBoard, items: Items, item: Item, roll: (sides: number) => number): Item[] {
  const { problem, flow, lineOf, arcAt, arcsAt, option } = board;
  const { wholes, candidateStart, arcStart, head, parent } = problem;
  const { t, options, line } = item;
  const arcs: number[] = [];
  const reach = (n: number) => {
    for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++) arcs.push(a);
  };
  if (t < 0) reach(line);
  for (const o of options) for (const n of linesOfOption(wholes, o)) reach(n);
  const home = t >= 0 ? t : wholes.option[line]! >= 0 ? items.wholeOf[wholes.option[line]!]! : -1;
  const found = new Set<Item>();
  board.work += arcs.length;
  for (let tried = 0; tried < Math.min(ARCS, arcs.length) && found.size < NEIGHBOURS; tried++) {
    const a = arcs[arcs.length <= ARCS ? tried : roll(arcs.length)]!;
    for (let c = head[a]!; c >= 0; c = parent[c]!) {
      const from = arcAt[c]!;
      const size = arcAt[c + 1]! - from;
      for (let i = 0; i < Math.min(size, ARCS); i++) {
        const b = arcsAt[from + (size <= ARCS ? i : roll(size))]!;
        board.work++;
        if (flow[b] === 0) continue;
        const n = lineOf[b]!;
        const o = wholes.option[n]!;
        const holder = o < 0 ? items.ofLine[n] : items.ofWhole[items.wholeOf[o]!];
        if (!holder || holder === item || (o >= 0 && (items.wholeOf[o] === home || option[items.wholeOf[o]!] !== o)))
          continue;
        if (roll(3) > 0 && found.size < NEIGHBOURS) found.add(holder);
      }
    }
  }
  return [...found];
}
