import type { Stoppable } from '../../kernel/work.js';
import type { TeamPlan, TeamProblem } from '../../problem/team-problem.js';
import type { Multipliers, Relaxation } from '../../proof/team-bound.js';
import { type Board, emptyBoard, take } from './team-board.js';
import { placePlain } from './team-flow.js';
import { fillInParts, fillTeams, improve } from './team-improve.js';
import { isBetter, type RatedPlan, rated, tidied } from './team-plan.js';
import type { Relaxed } from './team-relaxed.js';
import { dive, partTaken, type TeamRows } from './team-rows.js';
import { shiftLines, wander } from './team-shift.js';

/** The best plan so far, and what is sought. */
export interface Incumbent {
  readonly problem: TeamProblem;
  relaxation: Relaxation;
  best: RatedPlan;
}

/** Rounds of a large-neighbourhood search, for each team and at most, and where there are very many. */
const ROUNDS = { each: 100, most: 3000, large: 500 };
/** Moves of the first walk for a cheaper plan, by the line, and of any at most. */
const MOVES = { each: 1500, most: 20_000_000 };
/** Pairs above which goals are not searched beyond their bounds. */
export const LARGE = 20_000;

/** First plans: by value and what is cheap, then by value for what a team asks and what takes little. */
export function* firstIncumbent(incumbent: Incumbent): Stoppable<void> {
  const { problem } = incumbent;
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
    yield* fillTeams(board, order);
    polish(incumbent, board);
  }
}

/** What the best plan reaches of a goal. */
export function reachedBy({ best, relaxation, problem }: Incumbent, rank = relaxation.goal.rank): number {
  return rank === problem.ranks ? -best.cost : best.values[rank]!;
}

/** Makes a plan of the relaxed one of a Lagrangian bound. */
export function repair(incumbent: Incumbent, prices: Multipliers): void {
  const { status, chosen, units } = incumbent.relaxation;
  const { choice } = incumbent.problem;
  const part = (t: number) => (status[t] === 1 || chosen[choice[t]!] === t ? 1 : 0);
  const { board, order } = boardAfter(incumbent, prices, part, (p) => Math.min(units[p]!, 1));
  for (const t of order) take(board, t);
  polish(incumbent, board);
}

/** Makes a plan of one that takes teams in part. */
export function* round(
  incumbent: Incumbent,
  prices: Multipliers,
  relaxed: Relaxed | undefined,
  rows: TeamRows | undefined,
): Stoppable<void> {
  const { problem, relaxation } = incumbent;
  if (rows) yield* dive(rows);
  const { board, order } = boardAfter(
    incumbent,
    prices,
    (t) => (relaxed ? (relaxed.saddle.x[relaxed.columnOfTeam[t]!] ?? 0) : partTaken(rows!, t)),
    (p) => (relaxed ? (relaxed.saddle.x[relaxed.columnOfPair[p]!] ?? 0) : 0),
  );
  yield* fillInParts(board, order);
  polish(incumbent, board);
  if (relaxed && relaxation.goal.rank === problem.ranks) {
    yield* walk(incumbent, relaxed.roomPrices(), MOVES.each * problem.demand.length);
    return;
  }
  yield* improve(
    board,
    order,
    relaxation.goal.rank,
    problem.cost.length > LARGE ? ROUNDS.large : Math.min(ROUNDS.most, ROUNDS.each * order.length),
  );
  polish(incumbent, board);
}

/** Looks for a cheaper plan that takes the same teams. @param worth of a unit of every offer, by price */
export function* walk(incumbent: Incumbent, worth: ArrayLike<number>, moves: number): Stoppable<void> {
  const { taken, quantity } = incumbent.best;
  const plan = { taken, quantity: quantity.slice() };
  yield* wander(incumbent.problem, plan, worth, moves, Math.min(MOVES.most, moves));
  polish(incumbent, plan);
}

/** A board after a relaxed plan: teams and pairs in the order of the part that it takes of them, and then of what they gain. */
function boardAfter(
  { problem, relaxation }: Incumbent,
  { line }: Multipliers,
  partOfTeam: (team: number) => number,
  partOfPair: (pair: number) => number,
): { board: Board; order: Int32Array } {
  const { rank, value, lineStart, lineOf, single, demand, cost } = problem;
  const { goal, settled, gain } = relaxation;
  const part = value.map((_, t) => (settled.team[t] === 1 ? 2 : partOfTeam(t)));
  // A team of no value is only of use where the relaxed plan has it, or for nothing.
  const order = Int32Array.from(rank, (_, t) => t).filter(
    (t) => settled.team[t] !== 0 && (value[t]! > 0 || part[t]! > 0 || lineStart[t] === lineStart[t + 1]),
  );
  order.sort((a, b) => rank[a]! - rank[b]! || part[b]! - part[a]! || gain[b]! - gain[a]! || a - b);
  const priced = goal.rank === problem.ranks ? goal.scale : 1;
  const board = emptyBoard(problem, (p) => {
    if (settled.pair[p] !== -1) return settled.pair[p] === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    // Where value is sought, single lines go where there is most.
    if (goal.rank < problem.ranks && single[lineOf[p]!] === 1) return problem.capacity[problem.offer[p]!]!;
    const own = line[lineOf[p]!]! - priced * cost[p]! * (single[lineOf[p]!] === 1 ? demand[lineOf[p]!]! : 1);
    return partOfPair(p) * 2 ** 50 + own;
  });
  return { board, order };
}

/** Keeps a plan that is no worse in value than the best, with its plain lines at least cost, and no single line better elsewhere. */
function polish(incumbent: Incumbent, { taken, quantity }: TeamPlan): void {
  const { problem, best } = incumbent;
  const { values } = rated(problem, { taken, quantity });
  const first = values.findIndex((value, r) => value !== best.values[r]);
  if (first >= 0 && values[first]! < best.values[first]!) return;
  const plan = { taken: taken.slice(), quantity: quantity.slice() };
  do if (placePlain(problem, plan).missing > 0) return;
  while (shiftLines(problem, plan) && plan.quantity.length <= LARGE);
  keep(incumbent, plan);
}

/** Keeps a plan, tidied up, if it is better than the best. */
export function keep(incumbent: Incumbent, plan: TeamPlan): void {
  const better = rated(incumbent.problem, tidied(incumbent.problem, plan));
  if (isBetter(better, incumbent.best)) incumbent.best = better;
}
