import { randomIntegers } from '../../kernel/random.js';
import type { Stoppable } from '../../kernel/work.js';
import { type Board, bundle, drop, take, takeBackTeam } from './team-board.js';

/** Teams that are dropped at most to try others in their place. */
const NEIGHBOURS = 16;

/** Offers of the team at hand that are looked at for neighbours, and rounds without gain after which the search ends. */
const OFFERS = 40;
const PATIENCE = 2000;
/** By how many places the order is shaken. */
const SHAKE = 100;
/** Rounds without gain, for every team of use, in small problems. */
const PATIENCE_A_TEAM = 10;

/** Offers that a search for room looks at, at most, and the beginning of a round. */
const REACH = 100;
const BOLD = 100;
const START = { log: 0, full: 0, opened: -1 };

export function* fillTeams(board: Board, order: Int32Array): Stoppable<void> {
  for (const t of order) {
    take(board, t);
    board.log.length = 0;
    if (yield 100) return;
  }
}

/**
 * Takes teams whose single lines may be served in parts, then puts these together, for which a team of a later rank makes way, or the team itself; then takes
 * teams as they are.
 */
export function* fillInParts(board: Board, order: Int32Array): Stoppable<void> {
  const { lineStart, pairStart, demand, single, use } = board.problem;
  const isLoose = single.map((whole, l) =>
    whole === 1 && use.subarray(pairStart[l], pairStart[l + 1]).every((units) => units === demand[l]) ? 1 : 0,
  );
  for (let l = 0; l < isLoose.length; l++) if (isLoose[l] === 1) single[l] = 0;
  yield* fillTeams(board, order);
  for (const t of order) {
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      while (isLoose[l] === 1 && board.taken[t] === 1 && !bundle(board, l)) drop(board, lastAt(board, l));
    }
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) if (isLoose[l] === 1) single[l] = 1;
    board.log.length = 0;
    yield 100;
  }
  board.bold = BOLD;
  yield* fillTeams(board, order);
  board.bold = 0;
}

/** Of the teams served where a line can be that of the last rank: its own, if there is no later one. */
function lastAt({ problem, quantity }: Board, line: number): number {
  const { rank, teamOf, pairStart, lineOf, offer, offerStart, pairAt } = problem;
  let last = teamOf[line]!;
  for (let p = pairStart[line]!; p < pairStart[line + 1]!; p++) {
    for (let i = offerStart[offer[p]!]!; i < offerStart[offer[p]! + 1]!; i++) {
      const t = teamOf[lineOf[pairAt[i]!]!]!;
      if (quantity[pairAt[i]!]! > 0 && rank[t]! > rank[last]!) last = t;
    }
  }
  return last;
}

/**
 * Large-neighbourhood search (Shaw 1998): again and again a few teams that share offers are dropped and taken anew in another order; what is no
 * worse, rank by rank in value, stays. A team left out begins, then rank by rank. Pseudo-random with a fixed seed: the same on every machine.
 *
 * @param order all teams of use, the most promising first
 * @param last rank of teams left out that are tried
 */
export function* improve(board: Board, order: Int32Array, last: number, rounds: number): Stoppable<void> {
  const { problem, taken, log } = board;
  const { value, rank } = problem;
  const roll = randomIntegers(1);
  const place = new Int32Array(value.length);
  order.forEach((t, i) => {
    place[t] = i;
  });
  const teamsOf: number[][] = [];
  problem.choice.forEach((k, t) => {
    (teamsOf[k] ??= []).push(t);
  });
  board.reach = REACH;
  const gained = new Float64Array(problem.ranks);
  const patience = Math.min(PATIENCE, PATIENCE_A_TEAM * order.length);
  let quiet = 0;
  for (let round = 0; round < rounds && quiet < patience; round++) {
    const out = order.filter((t) => taken[t] === 0 && value[t]! > 0 && rank[t]! <= last);
    if (out.length === 0) return;
    for (let i = 0; i < out.length && round < rounds; i++, round++) {
      const first = out[i]!;
      if (taken[first] === 1) continue;
      log.length = 0;
      const near = neighbours(board, first, teamsOf, roll);
      gained.fill(0);
      for (const t of near) {
        gained[rank[t]!]! -= value[t]!;
        drop(board, t);
      }
      const turns = new Map(near.map((t) => [t, place[t]! + roll(SHAKE)]));
      near.sort((a, b) => rank[a]! - rank[b]! || turns.get(a)! - turns.get(b)! || a - b);
      const again = [first, ...near];
      for (const t of again) if (take(board, t)) gained[rank[t]!]! += value[t]!;
      const change = gained.find((sum) => sum !== 0) ?? 0;
      quiet = change > 0 ? 0 : quiet + 1;
      if (change < 0) {
        for (const t of again) board.taken[t] = board.chosen[problem.choice[t]!] = 0;
        takeBackTeam(board, START);
        for (const t of near) board.taken[t] = board.chosen[problem.choice[t]!] = 1;
      }
      if (yield 2000) return;
      if (quiet >= patience) break;
    }
  }
}

/** Teams taken that hold what a team could use, some by chance; and the one of its choice. */
function neighbours(
  { problem, taken, quantity }: Board,
  team: number,
  teamsOf: readonly (readonly number[])[],
  roll: (sides: number) => number,
): number[] {
  const { choice, lineStart, teamOf, pairStart, lineOf, offer, offerStart, pairAt } = problem;
  const found = new Set<number>();
  const from = pairStart[lineStart[team]!]!;
  const count = pairStart[lineStart[team + 1]!]! - from;
  const first = roll(Math.max(count, 1));
  for (let i = 0; i < Math.min(count, OFFERS) && found.size < 4 * NEIGHBOURS; i++) {
    const o = offer[from + ((first + i) % count)]!;
    for (let j = offerStart[o]!; j < offerStart[o + 1]!; j++) {
      const p = pairAt[j]!;
      const t = teamOf[lineOf[p]!]!;
      if (quantity[p]! > 0 && t !== team) found.add(t);
    }
  }
  const near = [...found];
  while (near.length > NEIGHBOURS) near.splice(roll(near.length), 1);
  for (const t of teamsOf[choice[team]!]!) if (taken[t] === 1 && !near.includes(t)) near.push(t);
  return near;
}
