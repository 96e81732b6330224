import type { Work } from '../kernel/work.js';
import { sumOf } from '../problem/columns.js';
import type {
  CapPrices,
  Choice,
  ChoiceProblem,
  ChoiceSearch,
  ChoiceSplit,
  Level,
  Problem,
} from '../problem/problem.js';
import {
  boundOfChoice,
  type ChoiceGoal,
  type ChoiceRelaxation,
  choiceRelaxation,
  type Figures,
  figureCount,
  type SettledChoice,
} from './choice-bound.js';
import { boundOfBranches, type Side } from './search-tree.js';
import { type Check, checkOf } from './verdict.js';

/**
 * The figures that are proved, in their order. A rank without wholes of value, or without lines that count, has none. What comes from level `even` on is
 * judged in the flow that is left given the choice. O(size).
 */
export function goalsOf(problem: ChoiceProblem, levels: readonly Level[]): number[] {
  const { rank, demand, previous, wholes } = problem;
  const goals = new Set<number>();
  for (let t = 0; t < wholes.rank.length; t++) if (wholes.value[t]! > 0) goals.add(2 * wholes.rank[t]!);
  for (let n = 0; n < demand.length; n++) if (wholes.worth[n]! > 0) goals.add(2 * rank[n]! + 1);
  const count = figureCount(rank);
  if (previous.some((units) => units > 0)) goals.add(count - 2);
  if (seeksCost(problem, levels)) goals.add(count - 1);
  return [...goals].sort((a, b) => a - b);
}

/** Whether cost is proved over all choices: not where load comes before it. */
export function seeksCost({ load }: Pick<Problem, 'load'>, levels: readonly Level[]): boolean {
  const isLoaded = levels.includes('even') && levels.at(-1) !== 'even' && load?.full.some((units) => units > 0);
  return levels.includes('cost') && !isLoaded;
}

/** What a plan reaches. @param flow units per arc, without pins */
export function choiceFigures(
  { rank, wholes, ...problem }: ChoiceProblem,
  choice: Choice,
  flow: Float64Array,
): number[] {
  const { candidateStart, arcStart, previous, promise, cost } = problem;
  const figures = new Array<number>(figureCount(rank)).fill(0);
  const last = figures.length - 1;
  for (let t = 0; t < wholes.rank.length; t++)
    if (choice.option[t]! >= 0) figures[2 * wholes.rank[t]!]! += wholes.value[t]!;
  for (let n = 0; n < rank.length; n++) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const units = sumOf(flow, arcStart[p]!, arcStart[p + 1]!);
      figures[2 * rank[n]! + 1]! += wholes.worth[n]! * units;
      figures[last - 1]! += Math.min(units, previous[p]!) * (promise?.[p] ?? 1);
      figures[last]! -= units * cost[p]!;
    }
  }
  return figures;
}

/** Whether a flow agrees with a choice, and the choice with the wholes; bounds of the flow are for `checkPlan`. O(size). */
export function checkChoice(problem: ChoiceProblem, choice: Choice, flow: Float64Array): Check {
  return checkOf('teams', faultOf(problem, choice, flow));
}

function faultOf(
  { wholes, demand, candidateStart, arcStart }: ChoiceProblem,
  choice: Choice,
  flow: Float64Array,
): string {
  const { optionStart, lineStart, option, must, single } = wholes;
  if (choice.option.length !== wholes.rank.length) return 'there is not one option for each';
  const isTaken = new Uint8Array(lineStart.length - 1);
  for (let t = 0; t + 1 < optionStart.length; t++) {
    const o = choice.option[t]!;
    if (o === -1) continue;
    if (!(o >= optionStart[t]! && o < optionStart[t + 1]!)) return `whole ${t} has no option ${o}`;
    isTaken[o] = 1;
  }
  for (let n = 0; n < demand.length; n++) {
    const due = must[n] === 1 && isTaken[option[n]!] === 1;
    const only = choice.candidate[n]!;
    const isOwn = due && single[n] === 1 && only >= candidateStart[n]! && only < candidateStart[n + 1]!;
    // The flow is judged without the others.
    if (only !== -1 && !isOwn) return `line ${n} is not for candidate ${only} alone`;
    if (option[n]! < 0) continue;
    let served = 0;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const units = sumOf(flow, arcStart[p]!, arcStart[p + 1]!);
      if (units > 0 && due && single[n] === 1 && p !== only) return `line ${n} is single, and not served by ${p}`;
      served += units;
    }
    if (served > 0 && isTaken[option[n]!] === 0) return `line ${n} is served, its option is not taken`;
    if (due && served !== demand[n]) return `line ${n} is served ${served}, it must be ${demand[n]}`;
  }
  return '';
}

/**
 * Follows the search for a goal again: an upper bound, in whole units, on what any plan can reach in it; or what is wrong. Exact integers,
 * one Lagrangian bound an end: O(ends · arcs). In steps; it does not stop before its end.
 */
export function* boundOfSearch(problem: ChoiceProblem, reached: Figures, search: ChoiceSearch): Work<number | string> {
  const goal = { figure: search.figure, reached, scale: search.scale };
  const settled = openChoice(problem);
  const relaxation = choiceRelaxation(problem);
  return yield* boundOfBranches(search, 1, function* (branch) {
    if (!('cap' in branch)) return sideOf(settled, branch);
    const fault = faultOfCapPrices(problem, goal, branch);
    yield problem.head.length;
    if (fault !== '') return fault;
    const bound = wholeBoundOfChoice(relaxation, goal, settled, branch);
    yield problem.head.length;
    return bound;
  });
}

export function openChoice({ wholes, cost }: ChoiceProblem): SettledChoice {
  return {
    option: new Int8Array(wholes.lineStart.length - 1).fill(-1),
    candidate: new Int8Array(cost.length).fill(-1),
  };
}

/** A bound in whole units. Where prices do not show what they are said to, that nothing agrees with what is settled, they bound it like any others. */
export function wholeBoundOfChoice(
  relaxation: ChoiceRelaxation,
  goal: ChoiceGoal,
  settled: SettledChoice,
  prices: CapPrices,
): number {
  const bound = boundOfChoice(relaxation, goal, settled, prices);
  if (!prices.impossible) return Math.floor(bound / goal.scale);
  return bound < 0 ? bound : wholeBoundOfChoice(relaxation, goal, settled, { ...prices, impossible: undefined });
}

/** What a split settles; nothing where it is settled, or is not there. */
function sideOf(settled: SettledChoice, split: ChoiceSplit): Side | undefined {
  const [side, which] = 'option' in split ? [settled.option, split.option] : [settled.candidate, split.candidate];
  return side[which] === -1 ? { side, which } : undefined;
}

/** Prices must be whole and not negative, and no sum of a bound beyond 2⁵², so that it is exact, however it is added up. */
export function faultOfCapPrices(problem: ChoiceProblem, goal: ChoiceGoal, { cap, figure }: CapPrices): string {
  const { wholes, rank, demand, candidateStart, cost, arcStart, head, capacity, parent, previous, promise } = problem;
  if (cap.length !== capacity.length || figure.length !== goal.figure) return 'prices are missing';
  const whole = (price: number) => Number.isSafeInteger(price) && price >= 0;
  if (!cap.every(whole) || !figure.every(whole)) return 'a price is not a whole number';
  const worth = new Float64Array(figureCount(rank));
  worth.set(figure);
  worth[goal.figure] = goal.scale;
  const last = worth.length - 1;
  const path = new Float64Array(capacity.length);
  let size = 0;
  for (let c = 0; c < path.length; c++) {
    path[c] = cap[c]! + (parent[c]! < 0 ? 0 : path[parent[c]!]!);
    size += cap[c]! * capacity[c]!;
  }
  for (let j = 0; j < goal.figure; j++) size += figure[j]! * Math.abs(goal.reached[j]!);
  for (let t = 0; t < wholes.rank.length; t++) size += worth[2 * wholes.rank[t]!]! * wholes.value[t]!;
  for (let n = 0; n < demand.length; n++) {
    let dearest = 0;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      let price = 0;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) price = Math.max(price, path[head[a]!]!);
      const own = wholes.worth[n]! * worth[2 * rank[n]! + 1]! + worth[last]! * Math.abs(cost[p]!) + price;
      dearest = Math.max(dearest, own + (previous[p]! > 0 ? worth[last - 1]! * (promise?.[p] ?? 1) : 0));
    }
    size += demand[n]! * dearest;
  }
  return size <= 2 ** 52 ? '' : 'prices are too large to be exact';
}
