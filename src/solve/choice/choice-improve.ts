import { randomIntegers } from '../../kernel/random.js';
import type { Stoppable } from '../../kernel/work.js';
import { ownersOf, range } from '../../problem/columns.js';
import { linesOfOption } from '../../problem/part.js';
import type { ChoiceProblem } from '../../problem/problem.js';
import type { ChoiceRelaxation, SettledChoice } from '../../proof/choice-bound.js';
import type { ChoiceBoard } from './choice-board.js';
import { type Item, type Items, PAUSE, shuffle, tryItem } from './choice-shuffle.js';

/** A whole and the options it may be served by, in the order in which they are tried. */
export interface Wanted {
  readonly t: number;
  readonly rank: number;
  readonly options: readonly number[];
}

/** First orders: by value, then by value for what a whole asks; wholes without value by what they cover. Ties in the order of the wholes. */
export function ordersOf(problem: ChoiceProblem): Wanted[][] {
  const { wholes, demand } = problem;
  const asked = (o: number) => {
    let sum = 1;
    for (const n of linesOfOption(wholes, o)) if (wholes.must[n] === 1) sum += demand[n]!;
    return sum;
  };
  const wanted = Array.from(wholes.rank, (rank, t) => {
    const options = range(wholes.optionStart[t]!, wholes.optionStart[t + 1]!);
    const least = options.reduce((sum, o) => Math.min(sum, asked(o)), Number.POSITIVE_INFINITY);
    return { t, rank, options, value: wholes.value[t]!, density: wholes.value[t]! / least };
  });
  return (['value', 'density'] as const).map((by) =>
    wanted.toSorted((a, b) => a.rank - b.rank || b[by] - a[by] || a.t - b.t),
  );
}

/** The order that a relaxed plan suggests: what it takes first, then by what they gain. */
export function orderByGain({ problem, gain, chosen }: ChoiceRelaxation, settled: SettledChoice): Wanted[] {
  const { wholes } = problem;
  const wanted = Array.from(wholes.rank, (rank, t) => ({
    t,
    rank,
    turn: chosen[t]! >= 0 ? 0 : 1,
    // The options in the order in which they gain; what is settled otherwise is not tried.
    options: range(wholes.optionStart[t]!, wholes.optionStart[t + 1]!)
      .filter((o) => gain[o]! > Number.NEGATIVE_INFINITY)
      .sort((a, b) => settled.option[b]! - settled.option[a]! || gain[b]! - gain[a]! || a - b),
  }));
  return wanted.sort(
    (a, b) =>
      a.rank - b.rank || a.turn - b.turn || (gain[b.options[0]!] ?? 0) - (gain[a.options[0]!] ?? 0) || a.t - b.t,
  );
}

/**
 * Rank by rank takes wholes in order, then serves as much as can be of what need not be whole; after either, `shuffle` looks for what is left. Pseudo-random
 * with a fixed seed: the same on every machine.
 *
 * @param most arcs that `shuffle` may look at
 */
export function* improveBoard(board: ChoiceBoard, order: readonly Wanted[], most: number): Stoppable<void> {
  const { problem } = board;
  const roll = randomIntegers(1);
  const items = itemsOf(problem, order);
  const all = [...order.map(({ t }) => items.ofWhole[t]), ...items.ofLine].filter((item) => item !== undefined);
  const ranks = [...new Set(all.map(({ rank }) => rank))].sort((a, b) => a - b);
  const turns = ranks.flatMap((r) => {
    const own = all.filter(({ rank }) => rank === r);
    return [own.filter(({ t }) => t >= 0), own.filter(({ t }) => t < 0)].filter((kind) => kind.length > 0);
  });
  let left = most;
  for (const [i, own] of turns.entries()) {
    let from = board.work;
    for (const item of own) {
      tryItem(board, items, item);
      board.log.length = 0;
      if (board.work - from < PAUSE) continue;
      yield board.work - from;
      from = board.work;
    }
    yield board.work - from;
    if (most === 0) continue;
    from = board.work;
    yield* shuffle(board, items, own, left / (turns.length - i), roll);
    left -= board.work - from;
  }
}

/** A whole at its place in the order, and a line that need not be served whole at its number. */
function itemsOf({ wholes, demand, rank }: ChoiceProblem, order: readonly Wanted[]): Items {
  const ofWhole = new Array<Item | undefined>(wholes.rank.length);
  order.forEach(({ t, rank: r, options }, place) => {
    ofWhole[t] = { rank: r, place, t, options, line: -1 };
  });
  const ofLine = Array.from(demand, (asked, n): Item | undefined =>
    asked === 0 || (wholes.option[n]! >= 0 && wholes.must[n] === 1)
      ? undefined
      : { rank: rank[n]!, place: n, t: -1, options: [], line: n },
  );
  return { ofWhole, ofLine, wholeOf: ownersOf(wholes.optionStart) };
}
