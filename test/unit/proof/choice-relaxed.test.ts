import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/kernel/work.js';
import type { CapPrices, ChoiceBranch, ChoiceProblem } from '../../../src/problem/problem.js';
import { type ChoiceGoal, choiceRelaxation, figureCount } from '../../../src/proof/choice-bound.js';
import { boundOfSearch, wholeBoundOfChoice } from '../../../src/proof/choice-check.js';
import { tinyChoice } from '../../support/choice-arbitrary.js';
import { bestFigures } from '../../support/choice-oracle.js';
import { type Dice, dice, seeds } from '../../support/dice.js';
import { capsAbove, range } from '../../support/problem-value.js';
import { runs } from '../../support/runs.js';

/** −1 open, 0 not, 1 yes: of options, and of candidates of single lines. */
interface Sides {
  readonly option: readonly number[];
  readonly candidate: readonly number[];
}

const sumOf = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((sum, one) => sum + of(one), 0);
const candidatesOf = ({ candidateStart }: ChoiceProblem, n: number) =>
  range(candidateStart[n]!, candidateStart[n + 1]!);
const optionsOf = ({ wholes }: ChoiceProblem, t: number) => range(wholes.optionStart[t]!, wholes.optionStart[t + 1]!);
const linesOf = ({ wholes }: ChoiceProblem, o: number) => [
  ...wholes.optionLines.subarray(wholes.lineStart[o], wholes.lineStart[o + 1]),
];

/** Most units of a candidate: its bound, and over its arcs the least capacity on the way. */
function mostOf(problem: ChoiceProblem, p: number): number {
  const { arcStart, head, capacity, max } = problem;
  const arcs = range(arcStart[p]!, arcStart[p + 1]!);
  return Math.min(
    max[p]!,
    sumOf(arcs, (a) => Math.min(...capsAbove(problem, head[a]!).map((c) => capacity[c]!))),
  );
}

/** The most of a relaxed plan, by the definition: no capacity binds, its price is paid instead; everyone takes what is best for them alone. */
function relaxed(problem: ChoiceProblem, goal: ChoiceGoal, sides: Sides, prices: CapPrices): number {
  const { wholes, rank, demand, arcStart, head, capacity, cost, previous, promise } = problem;
  const worth = range(0, figureCount(rank)).map((j) => (j < goal.figure ? prices.figure[j]! : 0));
  if (!prices.impossible) worth[goal.figure] = goal.scale;
  const [keep, dear] = [worth.at(-2)!, worth.at(-1)!];
  const profit = (n: number, p: number, units: number) => {
    const path = range(arcStart[p]!, arcStart[p + 1]!).map((a) =>
      sumOf(capsAbove(problem, head[a]!), (c) => prices.cap[c]!),
    );
    const own = wholes.worth[n]! * worth[2 * rank[n]! + 1]! - dear * cost[p]! - Math.min(...path);
    return units * own + Math.min(units, previous[p]!) * (promise?.[p] ?? 1) * keep;
  };
  /** By every way to spread units over the candidates that are left. */
  const spread = (n: number, pairs: readonly number[], left: number): number => {
    const [p, ...rest] = pairs;
    if (p === undefined) return wholes.must[n] === 1 && left > 0 ? Number.NEGATIVE_INFINITY : 0;
    const ways = range(0, Math.min(left, mostOf(problem, p)) + 1);
    return Math.max(...ways.map((units) => profit(n, p, units) + spread(n, rest, left - units)));
  };
  const lineOf = (n: number) => {
    if (demand[n] === 0) return 0;
    const able = candidatesOf(problem, n).filter((p) => mostOf(problem, p) >= demand[n]! && sides.candidate[p] !== 0);
    const sure = able.filter((p) => sides.candidate[p] === 1);
    if (wholes.single[n] === 0) return spread(n, candidatesOf(problem, n), demand[n]!);
    return Math.max(...(sure.length > 0 ? sure : able).map((p) => profit(n, p, demand[n]!)));
  };
  const wholeOf = (t: number) => {
    const options = optionsOf(problem, t).filter((o) => sides.option[o] !== 0);
    const sure = options.filter((o) => sides.option[o] === 1);
    const gains = (sure.length > 0 ? sure : options).map(
      (o) => worth[2 * wholes.rank[t]!]! * wholes.value[t]! + sumOf(linesOf(problem, o), lineOf),
    );
    return Math.max(...gains, ...(sure.length > 0 ? [] : [0]));
  };
  const loose = range(0, demand.length).filter((n) => wholes.option[n]! < 0);
  return (
    sumOf([...prices.cap.keys()], (c) => prices.cap[c]! * capacity[c]!) -
    sumOf(range(0, goal.figure), (j) => prices.figure[j]! * goal.reached[j]!) +
    sumOf(loose, lineOf) +
    sumOf([...wholes.rank.keys()], wholeOf)
  );
}

describe('boundOfSearch', () => {
  it('is the most that a relaxed plan of any end has, and no plan has more', () => {
    let [tight, split] = [0, 0];
    fc.assert(
      fc.property(tinyChoice, seeds, ({ problem }, seed) => {
        const roll = dice(seed);
        const best = bestFigures(problem, ['rank', 'keep', 'cost']);
        const figure = roll(best.length);
        const goal = { figure, reached: best.slice(0, figure), scale: 2 ** roll(3) };
        const { wholes, cost } = problem;
        const open = { option: new Array(wholes.lineStart.length - 1).fill(-1), candidate: Array.from(cost, () => -1) };
        const { tree, bound } = grown(problem, goal, open, roll);
        expect(finish(boundOfSearch(problem, goal.reached, { figure, scale: goal.scale, tree }))).toBe(bound);
        expect(bound).toBeGreaterThanOrEqual(best[figure]!);
        if (bound === best[figure]) tight++;
        if (tree.length > 1) split++;
      }),
      runs(150),
    );
    expect(Math.min(tight, split)).toBeGreaterThan(15);
  });
});

/** A tree of any splits and any prices, each end held against the definition, and the most that its ends allow. */
function grown(
  problem: ChoiceProblem,
  goal: ChoiceGoal,
  sides: Sides,
  roll: Dice,
): { tree: ChoiceBranch[]; bound: number } {
  const { option, candidate } = sides;
  const { wholes, demand, capacity } = problem;
  const isOpen = (list: readonly number[], own: readonly number[]) => own.every((i) => list[i] !== 1);
  const splits: ({ option: number } | { candidate: number })[] = [...wholes.rank.keys()].flatMap((t) => {
    const own = optionsOf(problem, t);
    return isOpen(option, own) ? own.filter((o) => option[o] === -1).map((o) => ({ option: o })) : [];
  });
  for (const n of demand.keys()) {
    const own = candidatesOf(problem, n);
    if (wholes.single[n] === 0 || !isOpen(candidate, own)) continue;
    const able = own.filter((p) => candidate[p] === -1 && mostOf(problem, p) >= demand[n]!);
    splits.push(...able.map((p) => ({ candidate: p })));
  }
  if (splits.length > 0 && roll(3) > 0) {
    const split = splits[roll(splits.length)]!;
    const halves = [1, 0].map((side) => {
      const next =
        'option' in split
          ? { option: option.with(split.option, side), candidate }
          : { option, candidate: candidate.with(split.candidate, side) };
      return grown(problem, goal, next, roll);
    });
    return { tree: [split, ...halves.flatMap(({ tree }) => tree)], bound: Math.max(...halves.map((h) => h.bound)) };
  }
  const prices: CapPrices = {
    cap: Float64Array.from(capacity, () => roll(4)),
    figure: Float64Array.from({ length: goal.figure }, () => roll(4)),
    impossible: roll(5) === 0 ? true : undefined,
  };
  const isNone = prices.impossible && relaxed(problem, goal, sides, prices) < 0;
  const most = relaxed(problem, goal, sides, { ...prices, impossible: undefined });
  const bound = isNone ? Number.NEGATIVE_INFINITY : Math.floor(most / goal.scale);
  const settled = { option: Int8Array.from(option), candidate: Int8Array.from(candidate) };
  expect(wholeBoundOfChoice(choiceRelaxation(problem), goal, settled, prices)).toBe(bound);
  return { tree: [prices], bound };
}
