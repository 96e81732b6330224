import { step } from '../../kernel/linear-program.js';
import type { Stoppable } from '../../kernel/work.js';
import type { TeamProblem } from '../../problem/team-problem.js';
import { type Multipliers, relaxationOf, teamBound } from '../../proof/team-bound.js';
import { type Branch, type SearchTree, type TeamSplit, wholeBound } from '../../proof/team-check.js';
import { teamSplit } from './team-branching.js';
import { placePlain } from './team-flow.js';
import { firstIncumbent, type Incumbent, keep, LARGE, reachedBy, repair, round, walk } from './team-incumbent.js';
import { type RatedPlan, rated, tidied } from './team-plan.js';
import {
  cheapestPrices,
  DEAREST,
  dearestOf,
  type Largest,
  noMultipliers,
  roundedPrices,
  scaleOf,
  slopeOf,
} from './team-prices.js';
import { confine, type Relaxed, relaxedOf } from './team-relaxed.js';
import { advanceRows, confineRows, noRows, partTaken, pricesOfRows, type TeamRows, teamRows } from './team-rows.js';

/** What the search for a goal found out: a bound in whole units, and the tree that shows it. */
export interface SearchProof extends SearchTree {
  readonly bound: number;
}

type Search = Incumbent & ReturnType<typeof emptySearch>;

const emptySearch = (problem: TeamProblem) => ({
  problem,
  relaxation: relaxationOf(problem, { rank: 0, reached: [], scale: 1 }),
  largest: { line: new Float64Array(0), rank: 0 } as Largest,
  /** The linear relaxation, by goal, where it was needed. */
  relaxed: [] as (Relaxed | undefined)[],
  found: noRows(problem),
  rows: [] as (TeamRows | undefined)[],
  tree: [] as Branch[],
  /** By goal the best prices known before any split: they hold whatever was reached before. */
  roots: [] as Multipliers[],
  /** Pairs looked at for this goal. */
  work: 0,
  /** Work for this goal after which the next walk is due. */
  walked: 0,
  stopped: false,
  /** Told to stop, or at the end of its means: what is open is bounded, but not split. */
  closing: false,
});

/** Most numbers that a tree may hold, and most pairs looked at for a goal; then the search closes. */
const MOST_NUMBERS = 2_000_000;
const MOST_WORK = 400_000_000;

/** When the first walk in a search for cost is due, and by how much later the next: it has a move for all work so far. */
const FIRST_WALK = 1_000_000;
const WALKS = 3;

/** What a part of the search may take: steps of its linear relaxation, and rounds of the Lagrangian one after it. */
type Effort = typeof ROOT;
const ROOT = { steps: 3000, rounds: 300 };
const BRANCH: Effort = { steps: 300, rounds: 30 };
/** Columns that the steps of a linear relaxation may see; it ends sooner where for so many steps no bound was better by such a share. */
const MOST_COLUMNS = 200_000_000;
const STEADY = 200;
const BETTER = 1e-4;
/** Teams taken by less than this, or all but this, are not in part. */
const PART = 0.05;

/**
 * The best set of teams: rank by rank the most value, then the least cost, by branch and bound over Lagrangian bounds (Fisher 1981; for
 * generalised assignment Fisher, Jaikumar & Van Wassenhove 1986) at prices of the linear relaxation. First every goal is bounded without a split;
 * then, unless the problem is large, those that are not met are searched. Told to stop, it gives the best so far and bounds that hold all the same.
 * Exponential in the worst case.
 */
export function* searchTeams(
  problem: TeamProblem,
): Stoppable<{ best: RatedPlan; searches: SearchProof[]; stopped: boolean }> {
  const { value, cost } = problem;
  const nothing = { taken: new Uint8Array(value.length), quantity: new Float64Array(cost.length) };
  const search: Search = { ...emptySearch(problem), best: rated(problem, tidied(problem, nothing)) };
  yield* firstIncumbent(search);
  const searches: (SearchProof & { readonly split: boolean })[] = [];
  for (;;) {
    const open = searches.findIndex(({ bound, split }, rank) => !split && bound > reachedBy(search, rank));
    const split = searches.length > problem.ranks;
    if (split && (open < 0 || search.stopped || problem.cost.length > LARGE)) break;
    const rank = split ? open : searches.length;
    const { values } = search.best;
    const { scale, largest } = scaleOf(problem, rank);
    search.relaxation = relaxationOf(problem, { rank, reached: values.slice(0, rank), scale });
    search.largest = largest;
    search.tree = [];
    search.work = 0;
    search.walked = FIRST_WALK;
    search.closing = search.stopped;
    search.roots[rank] ??= cheapestPrices(search.relaxation);
    const bound = yield* explore(search, search.roots[rank]!, split ? ROOT : undefined);
    searches[rank] = { scale, bound, tree: search.tree, split };
    // Where more was reached of a rank, what comes after it is sought again.
    const changed = values.findIndex((value, r) => value !== search.best.values[r]);
    if (changed >= 0) searches.length = search.rows.length = Math.min(searches.length, changed + 1);
  }
  return { best: search.best, searches, stopped: search.stopped };
}

/** Closes a part of the search; gives what is proved of it, in whole units. Without an effort a goal is only bounded, and a plan made after it. */
function* explore(search: Search, from: Multipliers, effort: Effort | undefined): Stoppable<number> {
  const { relaxation, largest, problem } = search;
  const { goal, settled } = relaxation;
  let { at, bound } = yield* relax(search, from, effort ?? ROOT);
  if (effort === undefined) {
    search.roots[goal.rank] = at;
    if (!isMet(search, bound) && !search.closing) {
      teamBound(relaxation, roundedPrices(largest, at));
      yield* round(search, at, search.relaxed[goal.rank], search.rows[goal.rank]);
    }
  } else if (!isMet(search, bound) && !search.closing) ({ at, bound } = yield* tighten(search, at, effort.rounds));
  if (effort === undefined || isMet(search, bound) || search.closing) {
    search.tree.push(roundedPrices(largest, at));
    return Math.floor(bound / goal.scale);
  }
  const split = fractionOf(search) ?? teamSplit(relaxation, roundedPrices(largest, at));
  if (split === undefined) {
    const exact = exactly(search);
    search.tree.push(exact);
    return wholeBound(relaxation, exact);
  }
  if (search.tree.length * (problem.demand.length + goal.rank) > MOST_NUMBERS) search.closing = true;
  search.tree.push(split);
  const side = 'team' in split ? settled.team : settled.pair;
  const which = 'team' in split ? split.team : split.pair;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of [1, 0]) {
    side[which] = value;
    most = Math.max(most, yield* explore(search, at, BRANCH));
  }
  side[which] = -1;
  return most;
}

/** Whether no plan can have more than the best, by a bound in 1/scale. */
function isMet(search: Search, bound: number): boolean {
  return Math.floor(bound / search.relaxation.goal.scale) <= reachedBy(search);
}

/** Counts work, and pauses; tells whether the search closes. */
function* spend(search: Search, work: number): Stoppable<boolean> {
  search.work += work;
  if (search.work > MOST_WORK) search.closing = true;
  if (yield work) search.stopped = search.closing = true;
  return search.closing;
}

/** The team that the linear relaxation takes most nearly by half. */
function fractionOf({ relaxed, rows, relaxation: { goal, settled } }: Search): TeamSplit | undefined {
  const saddle = relaxed[goal.rank];
  let team = -1;
  let most = PART;
  settled.team.forEach((side, t) => {
    if (side !== -1) return;
    const part = saddle ? (saddle.saddle.x[saddle.columnOfTeam[t]!] ?? 0) : partTaken(rows[goal.rank]!, t);
    const far = Math.min(part, 1 - part);
    if (far > most) {
      most = far;
      team = t;
    }
  });
  return team < 0 ? undefined : { team };
}

/** Pivots between two looks at the clock, and looks at most. */
const PIVOTS = 20;
const TURNS = 1000;

/** Prices of the linear relaxation, or near them, unless those from before do. */
function* relax(search: Search, from: Multipliers, effort: Effort): Stoppable<{ at: Multipliers; bound: number }> {
  const { relaxation, largest } = search;
  const boundAt = (prices: Multipliers) => teamBound(relaxation, roundedPrices(largest, prices));
  let best = { at: from, bound: boundAt(from) };
  if (isMet(search, best.bound) || search.closing) return best;
  if (relaxation.goal.rank < search.problem.ranks && search.problem.cost.length > LARGE) {
    const rows = (search.rows[relaxation.goal.rank] ??= teamRows(relaxation, search.found));
    confineRows(rows, relaxation);
    for (let turn = 0; turn < TURNS && !advanceRows(rows, PIVOTS); turn++)
      if (yield* spend(search, PIVOTS * (rows.columnOf.length + rows.tableau.row.length))) break;
    const at = pricesOfRows(rows, relaxation);
    const bound = boundAt(at);
    return bound < best.bound ? { at, bound } : best;
  }
  const relaxed = (search.relaxed[relaxation.goal.rank] ??= relaxedOf(relaxation));
  const { saddle } = relaxed;
  confine(relaxed, relaxation);
  const columns = saddle.x.length;
  const end = Math.min(effort.steps, MOST_COLUMNS / columns);
  let steady = { since: 0, bound: Number.POSITIVE_INFINITY };
  while (saddle.steps < end && saddle.anchor.pace > 0 && saddle.steps < STEADY + 2 * steady.since) {
    if (step(saddle)) {
      const at = relaxed.prices();
      const bound = boundAt(at);
      if (bound < best.bound) best = { at, bound };
      if (isMet(search, best.bound)) break;
      if (bound < steady.bound - BETTER * Math.abs(bound)) steady = { since: saddle.steps, bound };
    }
    if (yield* spend(search, columns)) break;
  }
  return best;
}

/** Improves prices by subgradient steps (Held & Karp 1971, steps after Polyak 1969), looking for plans on the way. */
function* tighten(search: Search, from: Multipliers, rounds: number): Stoppable<{ at: Multipliers; bound: number }> {
  const { relaxation, largest, problem } = search;
  const { goal } = relaxation;
  const copyOf = ({ line, rank }: Multipliers) => ({ line: line.slice(), rank: rank.slice() });
  const at = copyOf(from);
  const slope = copyOf(from);
  let best = { at: copyOf(from), bound: Number.POSITIVE_INFINITY };
  let theta = 1;
  let worse = 0;
  for (let round = 0; round < rounds; round++) {
    const bound = teamBound(relaxation, roundedPrices(largest, at));
    if (bound < best.bound) {
      best = { at: copyOf(at), bound };
      worse = 0;
    } else if (++worse >= 8) {
      theta /= 2;
      worse = 0;
    }
    if (isMet(search, best.bound) || search.closing) break;
    if (round % 10 === 0) repair(search, at);
    if (goal.rank === problem.ranks && search.work > search.walked) {
      yield* walk(search, search.relaxed[goal.rank]!.roomPrices(), search.work);
      search.walked = WALKS * search.work;
    }
    if ((yield* spend(search, problem.cost.length)) || isMet(search, best.bound) || theta < 0.01) break;
    const norm = slopeOf(relaxation, slope);
    if (norm === 0) break;
    const step = (theta * Math.max(bound - goal.scale * reachedBy(search), 1)) / norm;
    for (let l = 0; l < at.line.length; l++) at.line[l]! -= step * slope.line[l]!;
    for (let j = 0; j < at.rank.length; j++) at.rank[j] = Math.max(0, at.rank[j]! - step * slope.rank[j]!);
  }
  return best;
}

/** With teams and single lines settled, a flow says all: the plan, if it is one, and prices that leave no gap. */
function exactly(search: Search): Multipliers {
  const { problem, relaxation } = search;
  const { lineOf, demand, ranks } = problem;
  const { goal, settled, status } = relaxation;
  const taken = Uint8Array.from(status, (s) => (s === 1 ? 1 : 0));
  const quantity = Float64Array.from(settled.pair, (x, p) => (x === 1 ? demand[lineOf[p]!]! : 0));
  const { missing, short, price } = placePlain(problem, { taken, quantity });
  const none = noMultipliers(relaxation);
  if (missing > 0) return { ...none, line: short, impossible: true };
  const plan = rated(problem, { taken, quantity });
  keep(search, plan);
  const lacking = goal.reached.findIndex((value, j) => plan.values[j]! < value);
  if (lacking >= 0) return { ...none, rank: none.rank.fill(1, lacking, lacking + 1), impossible: true };
  if (goal.rank < ranks) return none;
  // A line that is served to its last unit, but only just, is worth as much as anything.
  const dear = (DEAREST / 2) * dearestOf(problem);
  return roundedPrices(search.largest, {
    ...none,
    line: price.map((units, l) => goal.scale * (units + dear * short[l]!)),
  });
}
