import type { Settled, TeamPlan, TeamProblem } from '../compile/team-problem.js';
import type { Work } from '../kernel/work.js';
import { boundOf, forcedBy, type Goal, type Multipliers, type Relaxation, relaxationOf } from '../proof/team-bound.js';
import { type Branch, type SearchTree, wholeBound } from '../proof/team-check.js';
import { emptyBoard, take } from './team-board.js';
import { splitOf } from './team-branching.js';
import { placePlain } from './team-flow.js';
import { fill, improve } from './team-improve.js';
import { isBetter, type RatedPlan, rated, tidied } from './team-plan.js';
import { DEAREST, dearestOf, firstPrices, type Largest, rounded, scaleOf, slopeOf } from './team-prices.js';

/** What the search for a goal found out: a bound in whole units, and the tree that shows it. */
export interface SearchProof extends SearchTree {
  readonly bound: number;
}

interface Search {
  readonly problem: TeamProblem;
  readonly relaxation: Relaxation;
  best: RatedPlan;
  goal: Goal;
  largest: Largest;
  tree: Branch[];
  /** Pairs looked at for this goal. */
  work: number;
  stopped: boolean;
  /** Told to stop, or at the end of its means: what is open is bounded, but not split. */
  closing: boolean;
}

/** Most numbers that a tree may hold, and most pairs looked at for a goal in a small problem and in a large one; then the search closes. */
const MOST_NUMBERS = 2_000_000;
const MOST_WORK = { small: 400_000_000, large: 40_000_000 };
const LARGE = 20_000;

/**
 * The best set of teams: rank by rank the most value, then the least cost, by branch and bound over Lagrangian bounds (Fisher 1981; for
 * generalised assignment Fisher, Jaikumar & Van Wassenhove 1986). Exact where it ends by itself; told to stop, it gives the best so far and
 * bounds that hold all the same. Exponential in the worst case.
 */
export function* searchTeams(
  problem: TeamProblem,
): Work<{ best: RatedPlan; searches: SearchProof[]; stopped: boolean }> {
  const search: Search = {
    problem,
    relaxation: relaxationOf(problem),
    best: rated(problem, tidied(problem, nothing(problem))),
    goal: { rank: 0, reached: [], scale: 1 },
    largest: { line: new Float64Array(0), rank: 0 },
    tree: [],
    work: 0,
    stopped: false,
    closing: false,
  };
  yield* begin(search);
  const searches: SearchProof[] = [];
  while (searches.length <= problem.ranks) {
    const rank = searches.length;
    const { scale, largest } = scaleOf(problem, rank);
    const reached = search.best.values.slice(0, rank);
    search.goal = { rank, reached, scale };
    search.largest = largest;
    search.tree = [];
    search.work = 0;
    search.closing = search.stopped;
    const bound = yield* explore(search, forcedBy(problem, search.goal), firstPrices(problem, search.goal), 300);
    searches.push({ scale, bound, tree: search.tree });
    // A search may chance upon more of a rank before it, where that was not proved: then that goal is sought again.
    const changed = reached.findIndex((value, r) => value !== search.best.values[r]);
    if (changed >= 0) searches.length = changed;
  }
  return { best: search.best, searches, stopped: search.stopped };
}

function nothing({ value, cost }: TeamProblem): TeamPlan {
  return { taken: new Uint8Array(value.length), quantity: new Float64Array(cost.length) };
}

/** First plans: by value and what is cheap, then by value for what a team asks and what takes little. */
function* begin(search: Search): Work<void> {
  const { problem } = search;
  const { value, rank, lineStart, lineOf, demand, single, cost, use } = problem;
  const isOfUse = (t: number) => value[t]! > 0 || lineStart[t] === lineStart[t + 1];
  const density = value.map((v, t) => {
    let asked = 1;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) asked += demand[l]!;
    return v / asked;
  });
  const orderBy = (worth: Float64Array) =>
    Int32Array.from(value, (_, t) => t)
      .filter(isOfUse)
      .sort((a, b) => rank[a]! - rank[b]! || worth[b]! - worth[a]! || a - b);
  const boards = [
    { order: orderBy(value), board: emptyBoard(problem, (p) => -cost[p]!) },
    {
      order: orderBy(density),
      board: emptyBoard(problem, (p) => (single[lineOf[p]!] === 1 ? -use[p]! : -cost[p]!)),
    },
  ];
  for (const { order, board } of boards) {
    yield* fill(board, order);
    yield* improve(board, order, Math.min(10_000, 100 * order.length));
    polish(search, rated(problem, board));
  }
}

/** What the best plan reaches of the goal. */
function reachedBy({ best, goal, problem }: Search): number {
  return goal.rank === problem.ranks ? -best.cost : best.values[goal.rank]!;
}

/** Closes a part of the search; gives what is proved of it, in whole units. */
function* explore(search: Search, settled: Settled, from: Multipliers, rounds: number): Work<number> {
  const { at, bound } = yield* tighten(search, settled, from, rounds);
  const whole = Math.floor(bound / search.goal.scale);
  if (whole <= reachedBy(search) || search.closing) {
    search.tree.push(rounded(search.largest, at));
    return whole;
  }
  const split = splitOf(search.relaxation, search.goal, settled, rounded(search.largest, at));
  if (split === undefined) {
    const exact = exactly(search, settled);
    search.tree.push(exact);
    return wholeBound(search.relaxation, search.goal, settled, exact);
  }
  if (search.tree.length * (search.problem.demand.length + search.goal.rank) > MOST_NUMBERS) search.closing = true;
  search.tree.push(split);
  const side = 'team' in split ? settled.team : settled.pair;
  const which = 'team' in split ? split.team : split.pair;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of [1, 0]) {
    side[which] = value;
    most = Math.max(most, yield* explore(search, settled, at, 30));
  }
  side[which] = -1;
  return most;
}

/** Improves prices by subgradient steps (Held & Karp 1971, steps after Polyak 1969), looking for plans on the way. */
function* tighten(
  search: Search,
  settled: Settled,
  from: Multipliers,
  rounds: number,
): Work<{ at: Multipliers; bound: number }> {
  const { relaxation, goal, problem } = search;
  const at = { line: from.line.slice(), rank: from.rank.slice() };
  const slope = { line: from.line.slice(), rank: from.rank.slice() };
  let best = { at: { line: at.line.slice(), rank: at.rank.slice() }, bound: Number.POSITIVE_INFINITY };
  let theta = 1;
  let worse = 0;
  for (let round = 0; round < rounds; round++) {
    const bound = boundOf(relaxation, goal, settled, rounded(search.largest, at));
    if (bound < best.bound) {
      best = { at: { line: at.line.slice(), rank: at.rank.slice() }, bound };
      worse = 0;
    } else if (++worse >= 8) {
      theta /= 2;
      worse = 0;
    }
    if (round % 10 === 0) repair(search, settled, at);
    search.work += problem.cost.length;
    if (search.work > (problem.cost.length > LARGE ? MOST_WORK.large : MOST_WORK.small)) search.closing = true;
    if (yield problem.cost.length) search.stopped = search.closing = true;
    if (Math.floor(best.bound / goal.scale) <= reachedBy(search) || search.closing || theta < 0.01) break;
    if (round % 10 === 0) boundOf(relaxation, goal, settled, rounded(search.largest, at));
    const norm = slopeOf(relaxation, goal, slope);
    if (norm === 0) break;
    const step = (theta * Math.max(bound - goal.scale * reachedBy(search), 1)) / norm;
    for (let l = 0; l < at.line.length; l++) at.line[l]! -= step * slope.line[l]!;
    for (let j = 0; j < at.rank.length; j++) at.rank[j] = Math.max(0, at.rank[j]! - step * slope.rank[j]!);
  }
  return best;
}

/** Makes a plan of the relaxed one. */
function repair(search: Search, settled: Settled, { line }: Multipliers): void {
  const { problem, relaxation, goal } = search;
  const { status, chosen, gain, units } = relaxation;
  const { rank, choice, lineOf, single, demand, cost } = problem;
  const turn = (t: number) => (settled.team[t] === 1 ? 0 : status[t] === 1 || chosen[choice[t]!] === t ? 1 : 2);
  const { value, lineStart } = problem;
  // A team of no value is only of use where the relaxed plan has it, or for nothing.
  const order = Int32Array.from(rank, (_, t) => t).filter(
    (t) => settled.team[t] !== 0 && (value[t]! > 0 || turn(t) < 2 || lineStart[t] === lineStart[t + 1]),
  );
  order.sort((a, b) => rank[a]! - rank[b]! || turn(a) - turn(b) || gain[b]! - gain[a]! || a - b);
  const priced = goal.rank === problem.ranks ? goal.scale : 1;
  const board = emptyBoard(problem, (p) => {
    if (settled.pair[p] !== -1) return settled.pair[p] === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    const own = line[lineOf[p]!]! - priced * cost[p]! * (single[lineOf[p]!] === 1 ? demand[lineOf[p]!]! : 1);
    return units[p]! > 0 ? own + 2 ** 50 : own;
  });
  for (const t of order) take(board, t);
  polish(search, rated(problem, board));
}

/** Keeps a plan that is no worse in value than the best, with its plain lines at least cost. */
function polish(search: Search, plan: RatedPlan): void {
  for (let r = 0; r < plan.values.length; r++) {
    if (plan.values[r]! < search.best.values[r]!) return;
    if (plan.values[r]! > search.best.values[r]!) break;
  }
  const quantity = plan.quantity.slice();
  if (placePlain(search.problem, { taken: plan.taken, quantity }).missing > 0) return;
  keep(search, { taken: plan.taken, quantity });
}

/** Keeps a plan, tidied up, if it is better than the best. */
function keep(search: Search, plan: TeamPlan): void {
  const better = rated(search.problem, tidied(search.problem, plan));
  if (isBetter(better, search.best)) search.best = better;
}

/** With teams and single lines settled, a flow says all: the plan, if it is one, and prices that leave no gap. */
function exactly(search: Search, settled: Settled): Multipliers {
  const { problem, goal, relaxation } = search;
  const { lineOf, demand, ranks } = problem;
  const { status } = relaxation;
  const taken = Uint8Array.from(status, (s) => (s === 1 ? 1 : 0));
  const quantity = Float64Array.from(settled.pair, (x, p) => (x === 1 ? demand[lineOf[p]!]! : 0));
  const { missing, short, price } = placePlain(problem, { taken, quantity });
  const none = { line: short.map(() => 0), rank: new Float64Array(goal.rank) };
  if (missing > 0) return { ...none, line: short, impossible: true };
  const plan = rated(problem, { taken, quantity });
  keep(search, plan);
  const lacking = goal.reached.findIndex((value, j) => plan.values[j]! < value);
  if (lacking >= 0) return { ...none, rank: none.rank.fill(1, lacking, lacking + 1), impossible: true };
  if (goal.rank < ranks) return none;
  // A line that is served to its last unit, but only just, is worth as much as anything.
  const dear = (DEAREST / 2) * dearestOf(problem);
  return rounded(search.largest, { ...none, line: price.map((units, l) => goal.scale * (units + dear * short[l]!)) });
}
