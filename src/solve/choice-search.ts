import { given } from '../compile/given.js';
import type { Rest } from '../compile/pins.js';
import type { CapPrices, Choice, ChoiceBranch, ChoiceSearch, ChoiceSplit, Level } from '../compile/problem.js';
import type { Work } from '../kernel/work.js';
import {
  boundOfChoice,
  type ChoiceGoal,
  type ChoiceRelaxation,
  choiceRelaxation,
  type Figures,
  type SettledChoice,
  type TeamedProblem,
} from '../proof/choice-bound.js';
import { faultOfCapPrices, figuresOf, goalsOf, openChoice, wholeBoundOfChoice } from '../proof/choice-check.js';
import { bestFlowSteps } from './best-flow.js';
import { emptyChoiceBoard } from './choice-board.js';
import { fillBoard, improveBoard, ordersOf } from './choice-improve.js';
import {
  descending,
  type LargestPrices,
  plainPrices,
  roundedPrices,
  scaleOfChoice,
  slopeOfChoice,
} from './choice-prices.js';

/** What the search for a goal found out: a bound in whole units, and the tree that shows it. */
export interface ChoiceProof extends ChoiceSearch {
  readonly bound: number;
}

interface RatedChoice extends Choice {
  readonly figures: Figures;
  /** Units per arc of a plan that reaches them. */
  readonly flow: Float64Array;
}

interface Search {
  readonly problem: TeamedProblem & Rest;
  readonly levels: readonly Level[];
  readonly relaxation: ChoiceRelaxation;
  best: RatedChoice;
  goal: ChoiceGoal;
  largest: LargestPrices;
  tree: ChoiceBranch[];
  /** Good prices for the goals before this one: a part where one of these cannot be kept is closed by them. */
  readonly before: { readonly scale: number; readonly prices: CapPrices }[];
  /** Arcs looked at for this goal. */
  work: number;
  stopped: boolean;
  /** Told to stop, or at the end of its means: what is open is bounded, but not split. */
  closing: boolean;
}

/** Most numbers that a tree may hold, and most arcs looked at for one goal; then the search closes. */
const MOST_NUMBERS = 2_000_000;
const MOST_WORK = 100_000_000;

/** Steps of the subgradient at the root of a search, and below. */
const ROUNDS = { root: 120, below: 12 };

/** Weights of figures, each so many times that of the next, that are tried in turn where one must come before all that follow. */
const BASES = [4, 64, 2 ** 10, 2 ** 14, 2 ** 18, 2 ** 24];

/**
 * The best choice for a part of a problem whose lines and caps can affect each other: goal after goal (see `Figures`), by branch and bound over
 * Lagrangian bounds (Fisher 1981), after insertion with augmenting repair and a large-neighbourhood search. Exact where it ends by itself; told to stop,
 * it gives the best so far and bounds that hold all the same. Exponential in the worst case.
 */
export function* searchChoice(
  problem: TeamedProblem & Rest,
  levels: readonly Level[],
): Work<{ best: RatedChoice; searches: ChoiceProof[]; stopped: boolean }> {
  const own = levels.filter((level) => level !== 'fair');
  const search: Search = {
    problem,
    levels: own,
    relaxation: choiceRelaxation(problem),
    best: yield* rated(
      problem,
      own,
      emptyChoiceBoard(problem, () => 0),
    ),
    goal: { figure: 0, reached: [], scale: 1 },
    largest: { cap: 0, figure: 0 },
    tree: [],
    before: [],
    work: 0,
    stopped: false,
    closing: false,
  };
  for (const order of ordersOf(problem)) {
    const begun = emptyChoiceBoard(problem, (p) => -problem.cost[p]!);
    yield* improveBoard(begun, order);
    yield* keep(search, begun);
  }
  const goals = goalsOf(problem, search.levels);
  const searches: ChoiceProof[] = [];
  while (searches.length < goals.length) {
    const figure = goals[searches.length]!;
    const reached = search.best.figures.slice(0, figure);
    const { scale, largest } = scaleOfChoice(problem, reached);
    search.goal = { figure, reached, scale };
    search.largest = largest;
    search.tree = [];
    search.work = 0;
    search.closing = search.stopped;
    const bound = yield* explore(search, openChoice(problem), yield* firstPrices(search), ROUNDS.root);
    searches.push({ figure, scale, bound, tree: search.tree });
    // A search may chance upon more of a figure before it, where that was not proved: then that goal is sought again.
    const changed = reached.findIndex((value, j) => value !== search.best.figures[j]);
    if (changed >= 0) searches.length = goals.findIndex((goal) => goal >= changed);
    search.before.length = searches.length;
  }
  return { best: search.best, searches, stopped: search.stopped };
}

type Plan = Omit<RatedChoice, 'figures'>;

/** A plan's choice with its best flow. */
function* rated(problem: TeamedProblem & Rest, levels: readonly Level[], plan: Plan): Work<RatedChoice> {
  const choice = { option: plan.option.slice(), candidate: plan.candidate.slice() };
  const { flow } = yield* bestFlowSteps(given(problem, choice), levels, plan.flow);
  return { ...choice, flow, figures: figuresOf(problem, choice, flow) };
}

/** Keeps a plan if it is better than the best. */
function* keep(search: Search, plan: Plan): Work<void> {
  const found = yield* rated(search.problem, search.levels, plan);
  const j = found.figures.findIndex((figure, i) => figure !== search.best.figures[i]);
  if (j >= 0 && found.figures[j]! > search.best.figures[j]!) search.best = found;
}

/** The best of no prices and those of the best plan's own flow. */
function* firstPrices(search: Search): Work<CapPrices> {
  const { problem, goal, relaxation, best } = search;
  const settled = openChoice(problem);
  const none = { cap: new Float64Array(problem.capacity.length), figure: new Float64Array(goal.figure) };
  const bound = wholeBoundOfChoice(relaxation, goal, settled, none);
  if (bound <= best.figures[goal.figure]!) return none;
  const flow = given(problem, best);
  const { prices, proved } = yield* bestFlowSteps(flow, search.levels);
  if (proved.length === 0) return none;
  return tightest(search, settled, none, (base) => {
    const worth = descending(problem, goal.figure, goal.scale, base);
    const cap = plainPrices(problem, flow, prices, worth, worth[0]! * base);
    return { cap, figure: worth.slice(0, goal.figure) };
  });
}

/** Of prices with rising bases those with the least bound, until one closes the part. */
function tightest(
  { problem, relaxation, goal, best }: Search,
  settled: SettledChoice,
  otherwise: CapPrices,
  pricesBy: (base: number) => CapPrices,
): CapPrices {
  let found = otherwise;
  let least = wholeBoundOfChoice(relaxation, goal, settled, otherwise);
  for (const base of BASES) {
    const tried = pricesBy(base);
    if (least <= best.figures[goal.figure]! || faultOfCapPrices(problem, goal, tried) !== '') break;
    const bound = wholeBoundOfChoice(relaxation, goal, settled, tried);
    if (bound >= least) continue;
    least = bound;
    found = tried;
  }
  return found;
}

/** Closes a part of the search; gives what is proved of it, in whole units. */
function* explore(search: Search, settled: SettledChoice, from: CapPrices, rounds: number): Work<number> {
  const { relaxation, goal, problem } = search;
  const broken = breaks(search, settled);
  if (broken) {
    search.tree.push(broken);
    return Number.NEGATIVE_INFINITY;
  }
  const { at, bound } = yield* tighten(search, settled, from, rounds);
  if (search.tree.length === 0) search.before.push({ scale: goal.scale, prices: at });
  const whole = Math.floor(bound / goal.scale);
  if (whole <= search.best.figures[goal.figure]! || search.closing) {
    search.tree.push(at);
    return whole;
  }
  const split = splitOf(search, settled, at);
  if (split === undefined) {
    const exact = yield* exactly(search, settled, at);
    search.tree.push(exact);
    return wholeBoundOfChoice(relaxation, goal, settled, exact);
  }
  if (search.tree.length * (problem.capacity.length + goal.figure) > MOST_NUMBERS) search.closing = true;
  search.tree.push(split);
  const [side, which] = 'option' in split ? [settled.option, split.option] : [settled.candidate, split.candidate];
  let most = Number.NEGATIVE_INFINITY;
  for (const value of [1, 0]) {
    side[which] = value;
    most = Math.max(most, yield* explore(search, settled, at, ROUNDS.below));
  }
  side[which] = -1;
  return most;
}

/** Prices for a goal before this one by which no plan that agrees with what is settled keeps what that goal reached. */
function breaks({ problem, goal, relaxation, before, work }: Search, settled: SettledChoice): CapPrices | undefined {
  if (work === 0) return undefined;
  for (const { scale, prices } of before) {
    const figure = new Float64Array(goal.figure);
    figure.set(prices.figure);
    figure[prices.figure.length] = scale;
    const tried = { cap: prices.cap, figure, impossible: true as const };
    const isBroken = boundOfChoice(relaxation, goal, settled, tried) < 0;
    if (isBroken && faultOfCapPrices(problem, goal, tried) === '') return tried;
  }
  return undefined;
}

/** Improves prices by subgradient steps (Held & Karp 1971, steps after Polyak 1969), looking for plans on the way. */
function* tighten(
  search: Search,
  settled: SettledChoice,
  from: CapPrices,
  rounds: number,
): Work<{ at: CapPrices; bound: number }> {
  const { relaxation, goal, problem, largest } = search;
  const at = { cap: from.cap.slice(), figure: from.figure.slice() };
  const slope = { cap: from.cap.slice(), figure: from.figure.slice() };
  let best = { at: from, bound: Number.POSITIVE_INFINITY };
  let theta = 1;
  let worse = 0;
  for (let round = 0; round < rounds; round++) {
    const whole = roundedPrices(largest, at);
    const bound = boundOfChoice(relaxation, goal, settled, whole);
    if (bound < best.bound && faultOfCapPrices(problem, goal, whole) === '') {
      best = { at: whole, bound };
      worse = 0;
    } else if (++worse >= 6) {
      theta /= 2;
      worse = 0;
    }
    if (round % (rounds / 4) === 0 && bound > Number.NEGATIVE_INFINITY) yield* repair(search, settled);
    search.work += problem.head.length;
    if (search.work > MOST_WORK) search.closing = true;
    if (yield problem.head.length) search.stopped = search.closing = true;
    const reached = search.best.figures[goal.figure]!;
    if (Math.floor(best.bound / goal.scale) <= reached || search.closing || theta < 0.02) break;
    if (round % (rounds / 4) === 0) boundOfChoice(relaxation, goal, settled, whole);
    const norm = slopeOfChoice(relaxation, goal, slope);
    if (norm === 0) break;
    const step = (theta * Math.max(bound - goal.scale * reached, 1)) / norm;
    for (let c = 0; c < at.cap.length; c++) at.cap[c] = Math.max(0, at.cap[c]! + step * slope.cap[c]!);
    for (let j = 0; j < goal.figure; j++) at.figure[j] = Math.max(0, at.figure[j]! - step * slope.figure[j]!);
  }
  return best;
}

/** Makes a plan of the relaxed one. */
function* repair(search: Search, settled: SettledChoice): Work<void> {
  const { problem, relaxation } = search;
  const { teams } = problem;
  const { gain, chosen, units } = relaxation;
  const wanted = Array.from(teams.rank, (rank, t) => ({
    t,
    rank,
    turn: chosen[t]! >= 0 ? 0 : 1,
    // The options in the order in which they gain; what is settled otherwise is not tried.
    options: Array.from(
      { length: teams.optionStart[t + 1]! - teams.optionStart[t]! },
      (_, i) => teams.optionStart[t]! + i,
    )
      .filter((o) => gain[o]! > Number.NEGATIVE_INFINITY)
      .sort((a, b) => settled.option[b]! - settled.option[a]! || gain[b]! - gain[a]! || a - b),
  }));
  wanted.sort(
    (a, b) =>
      a.rank - b.rank || a.turn - b.turn || (gain[b.options[0]!] ?? 0) - (gain[a.options[0]!] ?? 0) || a.t - b.t,
  );
  const board = emptyChoiceBoard(problem, (p) =>
    settled.candidate[p] === -1 ? (units[p]! > 0 ? 2 ** 50 : 0) - problem.cost[p]! : settled.candidate[p]! * 2 ** 51,
  );
  fillBoard(board, wanted);
  yield 0;
  yield* keep(search, board);
}

/** What to split on: an option of a team that is open, then a candidate of a single line; nothing where all is settled. */
function splitOf(search: Search, settled: SettledChoice, at: CapPrices): ChoiceSplit | undefined {
  const { problem, relaxation, goal } = search;
  const { teams, candidateStart, head, parent, demand } = problem;
  boundOfChoice(relaxation, goal, settled, at);
  const slope = { cap: at.cap.slice(), figure: at.figure.slice() };
  slopeOfChoice(relaxation, goal, slope);
  const { gain, chosen, units, arc, most } = relaxation;
  /** How much a line takes part in what the relaxed plan breaks. */
  const clash = (n: number) => {
    let sum = 0;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (units[p] === 0) continue;
      for (let c = head[arc[p]!]!; c >= 0; c = parent[c]!) sum += Math.max(0, slope.cap[c]!);
    }
    return sum;
  };
  let option = -1;
  let largest = -1;
  for (let t = 0; t < teams.rank.length; t++) {
    const open: number[] = [];
    let taken = false;
    for (let o = teams.optionStart[t]!; o < teams.optionStart[t + 1]!; o++) {
      taken ||= settled.option[o] === 1;
      if (settled.option[o] === -1 && gain[o]! > Number.NEGATIVE_INFINITY) open.push(o);
    }
    if (taken || open.length === 0) continue;
    const first = chosen[t]! >= 0 ? chosen[t]! : open.reduce((best, o) => (gain[o]! > gain[best]! ? o : best));
    let sum = 0;
    for (let i = teams.lineStart[first]!; i < teams.lineStart[first + 1]!; i++) sum += clash(teams.optionLines[i]!);
    // A close call first.
    const size = sum + 1 / (1 + Math.abs(gain[first]!) / goal.scale);
    if (size <= largest) continue;
    largest = size;
    option = first;
  }
  if (option >= 0) return { option };
  let line = -1;
  largest = -1;
  for (let t = 0; t < teams.rank.length; t++) {
    const o = chosen[t]!;
    if (o < 0) continue;
    for (let i = teams.lineStart[o]!; i < teams.lineStart[o + 1]!; i++) {
      const n = teams.optionLines[i]!;
      if (teams.must[n] === 0 || teams.single[n] === 0 || clash(n) <= largest) continue;
      let open = 0;
      let isSettled = false;
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
        if (settled.candidate[p] === 1) isSettled = true;
        else if (settled.candidate[p] === -1 && most[p]! >= demand[n]!) open++;
      }
      if (isSettled || open < 2) continue;
      largest = clash(n);
      line = n;
    }
  }
  if (line < 0) return undefined;
  for (let p = candidateStart[line]!; p < candidateStart[line + 1]!; p++) if (units[p]! > 0) return { candidate: p };
  return undefined;
}

/** With options and single lines settled, a flow says all: the plan, if it is one, and prices that leave no gap. */
function* exactly(search: Search, settled: SettledChoice, at: CapPrices): Work<CapPrices> {
  const { problem, goal, relaxation, levels } = search;
  const { teams, candidateStart, demand } = problem;
  boundOfChoice(relaxation, goal, settled, at);
  const option = relaxation.chosen.map((o) => (o >= 0 && settled.option[o] === 1 ? o : -1));
  const candidate = new Int32Array(demand.length).fill(-1);
  for (const o of option) {
    if (o < 0) continue;
    for (let i = teams.lineStart[o]!; i < teams.lineStart[o + 1]!; i++) {
      const n = teams.optionLines[i]!;
      if (teams.must[n] === 0 || teams.single[n] === 0) continue;
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) if (relaxation.units[p]! > 0) candidate[n] = p;
    }
  }
  const flow = given(problem, { option, candidate });
  const { flow: units, prices, proved } = yield* bestFlowSteps(flow, levels);
  if (proved.length === 0) return at;
  const none = { cap: new Float64Array(problem.capacity.length), figure: new Float64Array(goal.figure) };
  if (!servesAll(flow, units)) {
    return {
      ...none,
      cap: plainPrices(problem, flow, prices, new Float64Array(relaxation.worth.length), 1),
      impossible: true,
    };
  }
  const figures = figuresOf(problem, { option, candidate }, units);
  yield* keep(search, { option, candidate, flow: units });
  const lacking = goal.reached.findIndex((figure, j) => figures[j]! < figure);
  const figure = lacking >= 0 ? lacking : goal.figure;
  return tightest(search, settled, at, (base) => {
    const worth = descending(problem, figure, lacking >= 0 ? 1 : goal.scale, base);
    const cap = plainPrices(problem, flow, prices, worth, worth[0]! * base);
    return { cap, figure: worth.slice(0, goal.figure), ...(lacking >= 0 && { impossible: true as const }) };
  });
}

/** Whether all that must be served is. */
function servesAll({ demand, rank, candidateStart, arcStart }: Rest, flow: Float64Array): boolean {
  for (let n = 0; n < demand.length; n++) {
    if (rank[n]! > 0) continue;
    let served = 0;
    const end = arcStart[candidateStart[n + 1]!]!;
    for (let a = arcStart[candidateStart[n]!]!; a < end; a++) served += flow[a]!;
    if (served < demand[n]!) return false;
  }
  return true;
}
