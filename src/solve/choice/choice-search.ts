import { type Stoppable, untilTold, type Work } from '../../kernel/work.js';
import { given } from '../../problem/given.js';
import { linesOfOption } from '../../problem/part.js';
import type { Unpinned } from '../../problem/pins.js';
import type { CapPrices, ChoiceBranch, ChoiceProblem, ChoiceSearch, Level } from '../../problem/problem.js';
import {
  boundOfChoice,
  type ChoiceGoal,
  type ChoiceRelaxation,
  choiceRelaxation,
  type SettledChoice,
} from '../../proof/choice-bound.js';
import { choiceFigures, faultOfCapPrices, goalsOf, openChoice, wholeBoundOfChoice } from '../../proof/choice-check.js';
import { bestFlowSteps } from '../best-flow.js';
import { type ChoiceBoard, clearBoard, emptyChoiceBoard } from './choice-board.js';
import { choiceSplit } from './choice-branching.js';
import { improveBoard, orderByGain, ordersOf, type Wanted } from './choice-improve.js';
import { asItIs, type ChoicePlan, type RatedChoice, servesAll } from './choice-plan.js';
import {
  descending,
  type LargestPrices,
  plainPrices,
  roundedCapPrices,
  scaleOfChoice,
  slopeOfChoice,
} from './choice-prices.js';

/** What a search may use. */
export interface Means {
  /** Arcs looked at for a goal. */
  readonly work: number;
  /** Numbers in its tree. */
  readonly numbers: number;
}

/** What a search found, and what it proved of the goals that it came to. */
export interface FoundChoice {
  readonly best: RatedChoice;
  readonly searches: readonly ChoiceSearch[];
}

interface Search {
  readonly problem: ChoiceProblem & Unpinned;
  readonly levels: readonly Level[];
  readonly means: Means;
  readonly relaxation: ChoiceRelaxation;
  readonly board: ChoiceBoard;
  best: RatedChoice;
  goal: ChoiceGoal;
  largest: LargestPrices;
  tree: ChoiceBranch[];
  /** Good prices for the goals before this one: a part where one of these cannot be kept is closed by them. */
  readonly before: { readonly figure: number; readonly scale: number; readonly prices: CapPrices }[];
  /** At the end of its means: what is open is bounded, but not split. */
  closing: boolean;
}

/** Steps of the subgradient at the root of a search, and below; after so many without gain they get smaller. */
const ROUNDS = { root: 300, below: 12 };
const PATIENCE = { root: 20, below: 6 };
/** What a direction keeps of the one before. */
const DEFLECTION = 0.7;

/** Splits on the way to an end at most. */
const DEPTH = 100;

/** What the first search, for good plans, may look at: so many times the work for a goal. */
const FIRST = 8;

/** How many times more a figure is to count than the next: tried in turn where one must come before all that follow. */
const BASES = [4, 64, 2 ** 10, 2 ** 14, 2 ** 18, 2 ** 24];
/** How much prices for the goal before this one are to count. */
const FACTORS = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((k) => 4 ** k);

/**
 * The best choice for a part of a problem whose lines and caps can affect each other. Goals (see `Figures`) are sought in their order, each among the
 * plans that keep what was reached of those before it:
 *
 * 1. A first plan: wholes are put in one by one, with augmenting paths to make room (`choice-board.ts`), then a large-neighbourhood search
 *    (`choice-shuffle.ts`). It is for all goals at once.
 * 2. A bound for the goal: all capacities are relaxed at prices (`proof/choice-bound.ts`; Fisher 1981), first those of the goal before and of the best
 *    plan's own flow, then better ones by subgradient steps. Relaxed plans are made into plans on the way.
 * 3. Where plan and bound do not meet, branch and bound: split on an option, then on a candidate of a single line; with all of them settled a flow says
 *    the rest, and its prices leave no gap.
 *
 * At any time the best plan keeps every rule, and a bound holds by any prices; so at the end of its means it gives the best so far and bounds that hold
 * all the same. Told to stop, it looks at nothing more: of the goal at hand the first prices are left, of those after it nothing. Where it ends by itself
 * it is exact; it ends, as every split settles one thing more, and a goal is sought again only after a better plan. The trees are what `boundOfSearch`
 * follows again.
 */
export function* searchChoice(
  problem: ChoiceProblem & Unpinned,
  levels: readonly Level[],
  means: Means,
): Stoppable<FoundChoice> {
  const board = yield* emptyChoiceBoard(problem);
  const relaxation = choiceRelaxation(problem);
  yield problem.head.length;
  const search: Search = {
    problem,
    levels: levels.filter((level) => level !== 'fair' && level !== 'even'),
    means,
    relaxation,
    board,
    best: asItIs(problem, board),
    goal: { figure: 0, reached: [], scale: 1 },
    largest: { cap: 0, figure: 0 },
    tree: [],
    before: [],
    closing: false,
  };
  yield problem.head.length;
  if (!(yield* untilTold(begin(search)))) {
    const best = asItIs(problem, board);
    const first = differing(search, best);
    if (first >= 0 && best.figures[first]! > search.best.figures[first]!) search.best = best;
    return { best: search.best, searches: [] };
  }
  const goals = goalsOf(problem, search.levels);
  const left = goals.map(() => means.work);
  const searches: ChoiceSearch[] = [];
  while (searches.length < goals.length) {
    const at = searches.length;
    const figure = goals[at]!;
    const reached = search.best.figures.slice(0, figure);
    const { scale, largest } = scaleOfChoice(problem, reached);
    search.goal = { figure, reached, scale };
    search.largest = largest;
    search.tree = [];
    search.closing = left[at]! <= 0;
    const ended = yield* untilTold(seek(search), (work) => {
      left[at]! -= work;
      search.closing ||= left[at]! <= 0;
    });
    const root = search.before[at];
    const tree = ended ? search.tree : root && [root.prices];
    if (tree) searches.push({ figure, scale, tree });
    // A search may chance upon more of a figure before it, where that was not proved: then that goal is sought again.
    const changed = reached.findIndex((value, j) => value !== search.best.figures[j]);
    if (changed >= 0) searches.length = goals.findIndex((goal) => goal >= changed);
    search.before.length = searches.length;
    if (!ended) break;
  }
  // Where load counts before cost, what cost was sought by is not the plan's: it chose, and proves nothing.
  const proved = goalsOf(problem, levels);
  return { best: search.best, searches: searches.filter(({ figure }) => proved.includes(figure)) };
}

/** The best of the first plans, improved. */
function* begin(search: Search): Stoppable<void> {
  const { board, problem, means } = search;
  const cheap = (p: number) => 0 - problem.cost[p]!;
  let better: readonly Wanted[] = [];
  for (const order of ordersOf(problem)) {
    yield* clearBoard(board, cheap);
    yield* improveBoard(board, order, 0);
    if ((yield* keep(search, board)) || better.length === 0) better = order;
  }
  yield* clearBoard(board, cheap);
  yield* improveBoard(board, better, FIRST * means.work);
  yield* keep(search, board);
}

/** Keeps a plan, by its choice's best flow, if it is better than the best; tells whether. No flow mends what is worse in value or coverage. */
function* keep(search: Search, plan: ChoicePlan): Stoppable<boolean> {
  const { problem, levels, goal } = search;
  const found = asItIs(problem, plan);
  yield problem.head.length;
  const promises = found.figures.length - 2;
  const first = differing(search, found);
  const differs = first >= 0 && first < promises;
  // Promises and cost only count once they are sought.
  if (differs ? found.figures[first]! < search.best.figures[first]! : goal.figure < promises) return false;
  const { flow, prices, proved } = yield* bestFlowSteps(given(problem, found), levels, found.flow);
  const rated = proved.length > 0 ? { ...asItIs(problem, { ...found, flow }), prices } : found;
  const j = differing(search, rated);
  if (j < 0 || rated.figures[j]! < search.best.figures[j]!) return false;
  search.best = rated;
  return true;
}

function differing({ best }: Search, { figures }: RatedChoice): number {
  return figures.findIndex((figure, i) => figure !== best.figures[i]);
}

/** Closes a goal. */
function* seek(search: Search): Stoppable<void> {
  const open = openChoice(search.problem);
  yield* explore(search, open, yield* firstPrices(search, open), 0);
}

/** The best of no prices, those for the goal before, and those of the best plan's own flow. */
function* firstPrices(search: Search, open: SettledChoice): Stoppable<CapPrices> {
  const { problem, goal, best, before, levels, closing } = search;
  const { figure, scale } = goal;
  let found: CapPrices = { cap: new Float64Array(problem.capacity.length), figure: new Float64Array(figure) };
  const last = before.at(-1);
  if (last) {
    const own = new Float64Array(figure);
    own.set(last.prices.figure);
    own[last.figure] = last.scale;
    const scaled = (factor: number) => {
      const times = (x: number) => Math.round((x * factor * scale) / last.scale);
      return { cap: last.prices.cap.map(times), figure: own.map(times) };
    };
    found = yield* tightest(search, open, found, scaled, closing ? [1] : FACTORS);
  }
  if (closing || levels.length === 0) return found;
  const flow = given(problem, best);
  if (!best.prices) {
    const { prices, proved } = yield* bestFlowSteps(flow, levels);
    if (proved.length === 0) return found;
    search.best = { ...best, prices };
  }
  const priced = plainPrices(problem, flow, search.best.prices!);
  const byBase = (base: number) => pricesFor(goal, descending(problem, figure, scale, base), base, priced);
  return yield* tightest(search, open, found, byBase, BASES);
}

/** Of prices by rising numbers those with the least bound, until one closes the part. */
function* tightest(
  { problem, relaxation, goal, best }: Search,
  settled: SettledChoice,
  otherwise: CapPrices,
  pricesBy: (x: number) => CapPrices,
  numbers: readonly number[],
): Work<CapPrices> {
  let found = otherwise;
  let least = wholeBoundOfChoice(relaxation, goal, settled, otherwise);
  yield problem.head.length;
  for (const x of numbers) {
    if (least <= best.figures[goal.figure]!) break;
    const tried = pricesBy(x);
    yield problem.head.length;
    if (faultOfCapPrices(problem, goal, tried) !== '') break;
    const bound = wholeBoundOfChoice(relaxation, goal, settled, tried);
    yield problem.head.length;
    if (bound >= least) continue;
    least = bound;
    found = tried;
  }
  return found;
}

/** Closes a part of the search; gives what is proved of it, in whole units. */
function* explore(search: Search, settled: SettledChoice, from: CapPrices, depth: number): Stoppable<number> {
  const { relaxation, goal, problem, means } = search;
  const broken = depth > 0 ? yield* breaks(search, settled) : undefined;
  if (broken) {
    search.tree.push(broken);
    return Number.NEGATIVE_INFINITY;
  }
  const { at, bound } = yield* tighten(search, settled, from, depth === 0 ? 'root' : 'below');
  if (depth === 0) search.before.push({ figure: goal.figure, scale: goal.scale, prices: at });
  const whole = Math.floor(bound / goal.scale);
  if (whole <= search.best.figures[goal.figure]! || search.closing || depth === DEPTH) {
    search.tree.push(at);
    return whole;
  }
  const split = choiceSplit(relaxation, goal, settled, at);
  yield problem.head.length;
  if (split === undefined) {
    const exact = yield* exactly(search, settled, at);
    search.tree.push(exact);
    return wholeBoundOfChoice(relaxation, goal, settled, exact);
  }
  if (search.tree.length * (problem.capacity.length + goal.figure) > means.numbers) search.closing = true;
  search.tree.push(split);
  const [side, which] = 'option' in split ? [settled.option, split.option] : [settled.candidate, split.candidate];
  let most = Number.NEGATIVE_INFINITY;
  for (const value of [1, 0]) {
    side[which] = value;
    most = Math.max(most, yield* explore(search, settled, at, depth + 1));
  }
  side[which] = -1;
  return most;
}

/** Prices for a goal before this one by which no plan that agrees with what is settled keeps what that goal reached. */
function* breaks({ problem, goal, relaxation, before }: Search, settled: SettledChoice): Work<CapPrices | undefined> {
  for (const { figure: sought, scale, prices } of before) {
    if (sought === goal.figure) break;
    const figure = new Float64Array(goal.figure);
    figure.set(prices.figure);
    figure[sought] = scale;
    const tried = { cap: prices.cap, figure, impossible: true as const };
    yield problem.head.length;
    const isBroken = boundOfChoice(relaxation, goal, settled, tried) < 0;
    if (isBroken && faultOfCapPrices(problem, goal, tried) === '') return tried;
  }
  return undefined;
}

/**
 * Improves prices by deflected subgradient steps (Held & Karp 1971, steps after Polyak 1969, directions after Camerini, Fratta & Maffioli 1975), looking for
 * plans on the way.
 */
function* tighten(
  search: Search,
  settled: SettledChoice,
  from: CapPrices,
  where: 'root' | 'below',
): Stoppable<{ at: CapPrices; bound: number }> {
  const { relaxation, goal, problem, largest } = search;
  const rounds = ROUNDS[where];
  const copy = () => ({ cap: from.cap.slice(), figure: from.figure.slice() });
  const at = copy();
  const slope = copy();
  const direction = { cap: from.cap.map(() => 0), figure: from.figure.map(() => 0) };
  let best = { at: from, bound: Number.POSITIVE_INFINITY };
  let theta = 1;
  let worse = 0;
  for (let round = 0; round < rounds; round++) {
    // The first prices may be larger than a step may make them: they were found to be exact.
    const whole = round === 0 ? from : roundedCapPrices(largest, at);
    const bound = boundOfChoice(relaxation, goal, settled, whole);
    yield problem.head.length;
    if (bound < best.bound && faultOfCapPrices(problem, goal, whole) === '') {
      best = { at: whole, bound };
      worse = 0;
    } else if (++worse >= PATIENCE[where]) {
      theta /= 2;
      worse = 0;
    }
    yield problem.head.length;
    const reached = search.best.figures[goal.figure]!;
    const isDone = () => Math.floor(best.bound / goal.scale) <= search.best.figures[goal.figure]! || search.closing;
    if (isDone() || theta < 0.02) break;
    if (round % (rounds / 4) === 0 && bound > Number.NEGATIVE_INFINITY) {
      yield* repair(search, settled);
      if (isDone()) break;
      boundOfChoice(relaxation, goal, settled, whole);
    }
    const norm = slopeOfChoice(relaxation, goal, at, slope);
    if (norm === 0) break;
    const step = ((1 - DEFLECTION) * theta * Math.max(bound - goal.scale * reached, 1)) / norm;
    const turn = (own: Float64Array, old: Float64Array, x: Float64Array) => {
      for (let i = 0; i < x.length; i++) {
        old[i] = own[i]! + DEFLECTION * old[i]!;
        x[i] = Math.max(0, x[i]! + step * old[i]!);
      }
    };
    turn(slope.cap, direction.cap, at.cap);
    turn(slope.figure, direction.figure, at.figure);
  }
  return best;
}

/** Makes a plan of the relaxed one. */
function* repair(search: Search, settled: SettledChoice): Stoppable<void> {
  const { problem, relaxation, board } = search;
  const { units } = relaxation;
  yield* clearBoard(board, (p) =>
    settled.candidate[p] === -1 ? (units[p]! > 0 ? 2 ** 50 : 0) - problem.cost[p]! : settled.candidate[p]! * 2 ** 51,
  );
  yield* improveBoard(board, orderByGain(relaxation, settled), 0);
  yield* keep(search, board);
}

/** With options and single lines settled, a flow says all: the plan, if it is one, and prices that leave no gap. */
function* exactly(search: Search, settled: SettledChoice, at: CapPrices): Stoppable<CapPrices> {
  const { problem, goal, relaxation, levels } = search;
  const { wholes, candidateStart, demand } = problem;
  boundOfChoice(relaxation, goal, settled, at);
  const option = relaxation.chosen.map((o) => (o >= 0 && settled.option[o] === 1 ? o : -1));
  const candidate = new Int32Array(demand.length).fill(-1);
  for (const o of option) {
    if (o < 0) continue;
    for (const n of linesOfOption(wholes, o)) {
      if (wholes.must[n] === 0 || wholes.single[n] === 0) continue;
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) if (relaxation.units[p]! > 0) candidate[n] = p;
    }
  }
  const flow = given(problem, { option, candidate });
  const { flow: units, prices, proved } = yield* bestFlowSteps(flow, levels);
  if (proved.length === 0) return at;
  const none = { cap: new Float64Array(problem.capacity.length), figure: new Float64Array(goal.figure) };
  const priced = plainPrices(problem, flow, prices);
  if (!servesAll(flow, units)) {
    return { ...none, cap: priced(new Float64Array(relaxation.worth.length), 1), impossible: true };
  }
  const figures = choiceFigures(problem, { option, candidate }, units);
  yield* keep(search, { option, candidate, flow: units });
  const lacking = goal.reached.findIndex((figure, j) => figures[j]! < figure);
  const figure = lacking >= 0 ? lacking : goal.figure;
  const byBase = (base: number) => {
    const own = pricesFor(goal, descending(problem, figure, lacking >= 0 ? 1 : goal.scale, base), base, priced);
    return lacking >= 0 ? { ...own, impossible: true as const } : own;
  };
  return yield* tightest(search, settled, at, byBase, BASES);
}

/** A flow's prices as plain numbers, where what must be served counts `base` times the first figure. */
function pricesFor(goal: ChoiceGoal, worth: Float64Array, base: number, priced: ReturnType<typeof plainPrices>) {
  return { cap: priced(worth, worth[0]! * base), figure: worth.slice(0, goal.figure) };
}
