import type { Settled, TeamPlan, TeamProblem } from '../compile/team-problem.js';
import type { Work } from '../kernel/work.js';
import { boundOf, forcedBy, type Multipliers, type Relaxation, relaxationOf, type Stage } from '../proof/team-bound.js';
import { type Branch, type Split, type StageTree, wholeBound } from '../proof/team-check.js';
import { emptyBoard, take } from './team-board.js';
import { placePlain, pricesOfUnits } from './team-flow.js';
import { fill, improve } from './team-improve.js';
import { isBetter, type Judged, judged } from './team-plan.js';

/** What a stage found out: a bound in whole units, and the tree that shows it. */
export interface StageProof extends StageTree {
  readonly bound: number;
}

interface Search {
  readonly problem: TeamProblem;
  readonly relaxation: Relaxation;
  best: Judged;
  stage: Stage;
  /** Per line, and for all ranks: no price is larger, so that all sums are exact. */
  largest: { readonly line: Float64Array; readonly rank: number };
  tree: Branch[];
  /** Pairs looked at in this stage. */
  work: number;
  stopped: boolean;
  /** Told to stop, or at the end of its means: what is open is bounded, but not split. */
  closing: boolean;
}

/** Most numbers that a tree may hold, and most pairs looked at in a stage of a small problem and of a large one; then the search closes. */
const MOST_NUMBERS = 2_000_000;
const MOST_WORK = { small: 400_000_000, large: 40_000_000 };
const LARGE = 20_000;

/**
 * The best set of teams: rank by rank the most value, then the least cost, by branch and bound over Lagrangian bounds (Fisher 1981; for
 * generalised assignment Fisher, Jaikumar & Van Wassenhove 1986). Exact where it ends by itself; told to stop, it gives the best so far and
 * bounds that hold all the same. Exponential in the worst case.
 */
export function* searchTeams(problem: TeamProblem): Work<{ best: Judged; stages: StageProof[]; stopped: boolean }> {
  const search: Search = {
    problem,
    relaxation: relaxationOf(problem),
    best: judged(problem, trimmed(problem, nothing(problem))),
    stage: { rank: 0, reached: [], scale: 1 },
    largest: { line: new Float64Array(0), rank: 0 },
    tree: [],
    work: 0,
    stopped: false,
    closing: false,
  };
  yield* begin(search);
  const stages: StageProof[] = [];
  while (stages.length <= problem.ranks) {
    const rank = stages.length;
    const { scale, largest } = scaleOf(problem, rank);
    const reached = Array.from(search.best.values.slice(0, rank));
    search.stage = { rank, reached, scale };
    search.largest = largest;
    search.tree = [];
    search.work = 0;
    search.closing = search.stopped;
    const bound = yield* explore(search, forcedBy(problem, search.stage), start(search), 300);
    stages.push({ scale, bound, tree: search.tree });
    // A search may chance upon more of a rank before it, where that was not proved: then that stage comes again.
    const changed = reached.findIndex((value, r) => value !== search.best.values[r]);
    if (changed >= 0) stages.length = changed;
  }
  return { best: search.best, stages, stopped: search.stopped };
}

/** Prices need not be higher than so many costs of one pair. */
const DEAREST = 64;

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
    polish(search, judged(problem, board));
  }
}

/**
 * Bounds in such fractions that prices are fine enough and sums stay exact, and the largest prices that may be: a line is worth no more than its
 * team, or than the dearest way to replace a unit.
 */
function scaleOf(problem: TeamProblem, rank: number): { scale: number; largest: Search['largest'] } {
  const { ranks, value, teamOf, demand, single, pairStart } = problem;
  let values = 1;
  for (const v of value) values += v;
  const dearest = dearestOf(problem);
  const line = new Float64Array(demand.length);
  let size = values;
  for (let l = 0; l < demand.length; l++) {
    const whole = rank < ranks ? 2 * value[teamOf[l]!]! : DEAREST * dearest * demand[l]!;
    line[l] = whole / (single[l] === 1 ? 1 : demand[l]!);
    size += whole * (2 + pairStart[l + 1]! - pairStart[l]!);
  }
  const scale = 2 ** Math.min(rank < ranks ? 40 : 8, Math.floor(51 - Math.log2(size)));
  for (let l = 0; l < line.length; l++) line[l] = Math.ceil(scale * line[l]!);
  return { scale, largest: { line, rank: Math.floor(2 ** 50 / values) } };
}

function dearestOf({ cost }: TeamProblem): number {
  return cost.reduce((most, c) => Math.max(most, Math.abs(c)), 1);
}

/** So much more is a unit of an earlier rank worth than one of this, at first. */
const EARLIER = 4;

/** Prices to begin with: while value counts those of units that bear their team's value in equal parts, then the cheapest pair. */
function start({ problem, stage }: Search): Multipliers {
  const { rank, ranks, value, lineStart, demand, single, pairStart, cost } = problem;
  const line = new Float64Array(demand.length);
  if (stage.rank < ranks) {
    for (let t = 0; t < value.length; t++) {
      let asked = 0;
      for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) asked += demand[l]!;
      const own = rank[t]! > stage.rank ? 0 : rank[t] === stage.rank ? value[t]! : EARLIER * value[t]!;
      for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) line[l] = Math.floor((stage.scale * own) / asked);
    }
    const price = pricesOfUnits(problem, line);
    for (let l = 0; l < line.length; l++) line[l] = price[l]! * (single[l] === 1 ? demand[l]! : 1);
    return { line, rank: new Float64Array(stage.rank).fill(EARLIER * stage.scale) };
  }
  for (let l = 0; l < line.length; l++) {
    let least = Number.POSITIVE_INFINITY;
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) least = Math.min(least, cost[p]!);
    if (least < Number.POSITIVE_INFINITY) line[l] = stage.scale * least * (single[l] === 1 ? demand[l]! : 1);
  }
  return { line, rank: new Float64Array(stage.rank) };
}

/** What the best plan reaches in the stage. */
function reachedBy({ best, stage, problem }: Search): number {
  return stage.rank === problem.ranks ? -best.cost : best.values[stage.rank]!;
}

/** Closes a part of the search; gives what is proved of it, in whole units. */
function* explore(search: Search, settled: Settled, from: Multipliers, rounds: number): Work<number> {
  const { at, bound } = yield* tighten(search, settled, from, rounds);
  const whole = Math.floor(bound / search.stage.scale);
  if (whole <= reachedBy(search) || search.closing) {
    search.tree.push(rounded(search, at));
    return whole;
  }
  const split = branching(search, settled, rounded(search, at));
  if (split === undefined) {
    const exact = exactly(search, settled);
    search.tree.push(exact);
    return wholeBound(search.relaxation, search.stage, settled, exact);
  }
  if (search.tree.length * (search.problem.demand.length + search.stage.rank) > MOST_NUMBERS) search.closing = true;
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
  const { relaxation, stage, problem } = search;
  const at = { line: from.line.slice(), rank: from.rank.slice() };
  const slope = { line: from.line.slice(), rank: from.rank.slice() };
  let best = { at: { line: at.line.slice(), rank: at.rank.slice() }, bound: Number.POSITIVE_INFINITY };
  let theta = 1;
  let worse = 0;
  for (let round = 0; round < rounds; round++) {
    const bound = boundOf(relaxation, stage, settled, rounded(search, at));
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
    if (Math.floor(best.bound / stage.scale) <= reachedBy(search) || search.closing || theta < 0.01) break;
    if (round % 10 === 0) boundOf(relaxation, stage, settled, rounded(search, at));
    const norm = slopeOf(search, slope);
    if (norm === 0) break;
    const step = (theta * Math.max(bound - stage.scale * reachedBy(search), 1)) / norm;
    for (let l = 0; l < at.line.length; l++) at.line[l]! -= step * slope.line[l]!;
    for (let j = 0; j < at.rank.length; j++) at.rank[j] = Math.max(0, at.rank[j]! - step * slope.rank[j]!);
  }
  return best;
}

function rounded({ largest }: Search, { line, rank }: Multipliers): Multipliers {
  const whole = (x: number, most: number) => Math.round(Math.min(Math.max(x, -most), most)) + 0;
  return {
    line: line.map((x, l) => whole(x, largest.line[l]!)),
    rank: rank.map((x) => whole(x, largest.rank)),
  };
}

/** How the relaxed plan breaks what was relaxed: per line units less what its team asks for; gives the square of its length. */
function slopeOf({ relaxation, stage, problem }: Search, slope: Multipliers): number {
  const { status, chosen, placed, units } = relaxation;
  const { value, choice, lineStart, demand, single, pairStart } = problem;
  let norm = 0;
  for (let j = 0; j < stage.rank; j++) slope.rank[j] = -stage.reached[j]!;
  for (let t = 0; t < value.length; t++) {
    const isTaken = status[t] === 1 || chosen[choice[t]!] === t;
    if (isTaken && problem.rank[t]! < stage.rank) slope.rank[problem.rank[t]!]! += value[t]!;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      let sum = 0;
      if (placed[l] === 0 && status[t] !== 0) {
        for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) sum += units[p]!;
        if (isTaken) sum -= single[l] === 1 ? 1 : demand[l]!;
      }
      slope.line[l] = sum;
      norm += sum * sum;
    }
  }
  for (const x of slope.rank) norm += x * x;
  return norm;
}

/** Makes a plan of the relaxed one. */
function repair(search: Search, settled: Settled, { line }: Multipliers): void {
  const { problem, relaxation, stage } = search;
  const { status, chosen, gain, units } = relaxation;
  const { rank, choice, lineOf, single, demand, cost } = problem;
  const turn = (t: number) => (settled.team[t] === 1 ? 0 : status[t] === 1 || chosen[choice[t]!] === t ? 1 : 2);
  const { value, lineStart } = problem;
  // A team of no value is only of use where the relaxed plan has it, or for nothing.
  const order = Int32Array.from(rank, (_, t) => t).filter(
    (t) => settled.team[t] !== 0 && (value[t]! > 0 || turn(t) < 2 || lineStart[t] === lineStart[t + 1]),
  );
  order.sort((a, b) => rank[a]! - rank[b]! || turn(a) - turn(b) || gain[b]! - gain[a]! || a - b);
  const priced = stage.rank === problem.ranks ? stage.scale : 1;
  const board = emptyBoard(problem, (p) => {
    if (settled.pair[p] !== -1) return settled.pair[p] === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    const own = line[lineOf[p]!]! - priced * cost[p]! * (single[lineOf[p]!] === 1 ? demand[lineOf[p]!]! : 1);
    return units[p]! > 0 ? own + 2 ** 50 : own;
  });
  for (const t of order) take(board, t);
  polish(search, judged(problem, board));
}

/** Leaves out teams of no value that do not make the plan cheaper, and takes what asks for nothing where its choice is free. */
function trimmed({ value, rank, choice, lineStart, pairStart, cost }: TeamProblem, plan: TeamPlan): TeamPlan {
  const taken = plan.taken.slice();
  const quantity = plan.quantity.slice();
  const chosen = new Uint8Array(value.length);
  for (let t = 0; t < value.length; t++) {
    if (taken[t] === 0) continue;
    const from = pairStart[lineStart[t]!]!;
    const to = pairStart[lineStart[t + 1]!]!;
    let own = 0;
    for (let p = from; p < to; p++) own += quantity[p]! * cost[p]!;
    if (value[t] === 0 && own >= 0 && lineStart[t] !== lineStart[t + 1]) {
      taken[t] = 0;
      quantity.fill(0, from, to);
    } else chosen[choice[t]!] = 1;
  }
  const free = Int32Array.from(value, (_, t) => t).filter((t) => lineStart[t] === lineStart[t + 1]);
  for (const t of free.sort((a, b) => rank[a]! - rank[b]! || value[b]! - value[a]! || a - b)) {
    if (chosen[choice[t]!] === 0) taken[t] = chosen[choice[t]!] = 1;
  }
  return { taken, quantity };
}

/** Keeps a plan that is no worse in value than the best, with its plain lines at least cost. */
function polish(search: Search, plan: Judged): void {
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
  const better = judged(search.problem, trimmed(search.problem, plan));
  if (isBetter(better, search.best)) search.best = better;
}

/** What to split on: a team first, then a single line's pair; nothing where all is settled. */
function branching(search: Search, settled: Settled, at: Multipliers): Split | undefined {
  const { problem, relaxation, stage } = search;
  boundOf(relaxation, stage, settled, at);
  const slope = { line: new Float64Array(problem.demand.length), rank: new Float64Array(stage.rank) };
  slopeOf(search, slope);
  const { status, placed, gain, units } = relaxation;
  const { value, rank, lineStart, single, pairStart, demand } = problem;
  let team = -1;
  let most = -1;
  for (let t = 0; t < value.length; t++) {
    if (status[t] !== -1) continue;
    let off = 0;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      off += Math.abs(slope.line[l]!) / (single[l] === 1 ? 1 : demand[l]!);
    }
    const weight = off + (rank[t]! <= stage.rank ? 1 : 0) / (1 + Math.abs(gain[t]!) / stage.scale);
    if (weight > most) {
      most = weight;
      team = t;
    }
  }
  if (team >= 0) return { team };
  let line = -1;
  most = -1;
  for (let t = 0; t < value.length; t++) {
    if (status[t] !== 1) continue;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      if (single[l] === 0 || placed[l] === 1 || Math.abs(slope.line[l]!) <= most) continue;
      most = Math.abs(slope.line[l]!);
      line = l;
    }
  }
  if (line < 0) return undefined;
  let pair = -1;
  let least = Number.NEGATIVE_INFINITY;
  for (let p = pairStart[line]!; p < pairStart[line + 1]!; p++) {
    if (settled.pair[p] !== -1 || problem.use[p]! > relaxation.room[problem.offer[p]!]!) continue;
    const worth = (units[p]! > 0 ? 2 ** 50 : 0) - problem.cost[p]!;
    if (worth > least) {
      least = worth;
      pair = p;
    }
  }
  return pair < 0 ? undefined : { pair };
}

/** With teams and single lines settled, a flow says all: the plan, if it is one, and prices that leave no gap. */
function exactly(search: Search, settled: Settled): Multipliers {
  const { problem, stage, relaxation } = search;
  const { lineOf, demand, ranks } = problem;
  const { status } = relaxation;
  const taken = Uint8Array.from(status, (s) => (s === 1 ? 1 : 0));
  const quantity = Float64Array.from(settled.pair, (x, p) => (x === 1 ? demand[lineOf[p]!]! : 0));
  const { missing, short, price } = placePlain(problem, { taken, quantity });
  const none = { line: short.map(() => 0), rank: new Float64Array(stage.rank) };
  if (missing > 0) return { ...none, line: short, impossible: true };
  const plan = judged(problem, { taken, quantity });
  keep(search, plan);
  const lacking = stage.reached.findIndex((value, j) => plan.values[j]! < value);
  if (lacking >= 0) return { ...none, rank: none.rank.fill(1, lacking, lacking + 1), impossible: true };
  if (stage.rank < ranks) return none;
  // A line that is served to its last unit, but only just, is worth as much as anything.
  const dear = (DEAREST / 2) * dearestOf(problem);
  return rounded(search, { ...none, line: price.map((units, l) => stage.scale * (units + dear * short[l]!)) });
}
