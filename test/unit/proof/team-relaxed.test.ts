import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTeams } from '../../../src/bare/compile-teams.js';
import { readTeams } from '../../../src/bare/read-teams.js';
import type { TeamPlan, TeamProblem } from '../../../src/problem/team-problem.js';
import { type Multipliers, relaxationOf, type TeamGoal } from '../../../src/proof/team-bound.js';
import { type Branch, boundOfTree, teamFigures, wholeBound } from '../../../src/proof/team-check.js';
import { type Dice, dice, seeds } from '../../support/dice.js';
import { range } from '../../support/problem-value.js';
import { runs } from '../../support/runs.js';
import { tinyTeams } from '../../support/teams-arbitrary.js';

/** −1 open, 0 not, 1 yes. */
interface Sides {
  readonly team: readonly number[];
  readonly pair: readonly number[];
}

const sumOf = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((sum, one) => sum + of(one), 0);
const teamsOf = ({ value }: TeamProblem) => range(0, value.length);
const linesOf = ({ lineStart }: TeamProblem, t: number) => range(lineStart[t]!, lineStart[t + 1]!);
const pairsOf = ({ pairStart }: TeamProblem, l: number) => range(pairStart[l]!, pairStart[l + 1]!);
/** What a pair takes of its offer. */
const loadOf = ({ single, lineOf, use }: TeamProblem, p: number, units: number) =>
  single[lineOf[p]!] === 1 ? (units > 0 ? use[p]! : 0) : units;

/** Every plan: one team of a choice at most, each line whole, no offer beyond its capacity. */
function* plansOf(problem: TeamProblem): Generator<TeamPlan> {
  const { value, choice, demand, single, max, offer, capacity } = problem;
  const taken = new Uint8Array(value.length);
  const quantity = new Float64Array(offer.length);
  const left = capacity.slice();
  function* decide(t: number): Generator<TeamPlan> {
    if (t === value.length) {
      yield { taken: taken.slice(), quantity: quantity.slice() };
      return;
    }
    yield* decide(t + 1);
    if (teamsOf(problem).some((other) => taken[other] === 1 && choice[other] === choice[t])) return;
    taken[t] = 1;
    yield* place(
      linesOf(problem, t).flatMap((l) => pairsOf(problem, l)),
      linesOf(problem, t),
      t,
    );
    taken[t] = 0;
  }
  function* place(pairs: readonly number[], lines: readonly number[], t: number): Generator<TeamPlan> {
    const [p, ...rest] = pairs;
    if (p === undefined) {
      const isWhole = lines.every((l) => sumOf(pairsOf(problem, l), (own) => quantity[own]!) === demand[l]);
      if (isWhole) yield* decide(t + 1);
      return;
    }
    const l = problem.lineOf[p]!;
    const open = demand[l]! - sumOf(pairsOf(problem, l), (own) => quantity[own]!);
    for (const units of single[l] === 1 ? [0, demand[l]!] : range(0, max[p]! + 1)) {
      const load = loadOf(problem, p, units);
      if (units > open || load > left[offer[p]!]!) continue;
      quantity[p] = units;
      left[offer[p]!]! -= load;
      yield* place(rest, lines, t);
      quantity[p] = 0;
      left[offer[p]!]! += load;
    }
  }
  yield* decide(0);
}

/** What every plan that has what was reached can be said to do: take all of a rank that has all of its value, and what asks for nothing. */
function forced(problem: TeamProblem, { rank: now, reached }: TeamGoal): Sides {
  const { rank, value, choice, offer } = problem;
  const teams = teamsOf(problem);
  const team = teams.map((t) => {
    const r = rank[t]!;
    const isAll = r < now && reached[r] === sumOf(teams, (other) => (rank[other] === r ? value[other]! : 0));
    const isFree = linesOf(problem, t).length === 0 && teams.every((o) => o === t || choice[o] !== choice[t]);
    return isFree || (isAll && value[t]! > 0) ? 1 : -1;
  });
  return { team, pair: Array.from(offer, () => -1) };
}

/**
 * The most of a relaxed plan, by the definition: which teams are taken and what offers give do not depend on each other, and prices pay for the
 * difference. Holds what the bound says that pairs give, `units`, to be such a plan's.
 */
function relaxed(
  problem: TeamProblem,
  goal: TeamGoal,
  settled: Sides,
  { line, rank: price, impossible }: Multipliers,
  units: Float64Array,
) {
  const { rank, value, choice, demand, single, lineOf, offer, cost, max, use, capacity } = problem;
  const scale = impossible ? 0 : goal.scale;
  const isCost = goal.rank === problem.ranks;
  const costOf = (p: number, units: number) => (isCost ? Math.floor(scale * cost[p]! * units) : 0);
  const teams = teamsOf(problem);
  const fixed = range(0, offer.length).filter((p) => settled.pair[p] === 1);
  const placed = new Set(fixed.map((p) => lineOf[p]!));
  const room = Array.from(capacity, (units, o) => units - sumOf(fixed, (p) => (offer[p] === o ? use[p]! : 0)));
  const isAble = (t: number) =>
    linesOf(problem, t).every((l) => {
      if (placed.has(l)) return true;
      const pairs = pairsOf(problem, l);
      if (single[l] === 1) return pairs.some((p) => settled.pair[p] !== 0 && use[p]! <= room[offer[p]!]!);
      return sumOf(pairs, (p) => Math.min(max[p]!, room[offer[p]!]!)) >= demand[l]!;
    });
  const sure = teams.filter((t) => settled.team[t] === 1);
  const chosen = new Set(sure.map((t) => choice[t]!));
  if (placed.size < fixed.length || chosen.size < sure.length) return Number.NEGATIVE_INFINITY;
  if (room.some((units) => units < 0) || !sure.every(isAble)) return Number.NEGATIVE_INFINITY;
  // As long as value counts, no plan needs a team that adds none.
  const counts = (t: number) => isCost || (rank[t]! <= goal.rank && value[t]! > 0);
  const open = teams.filter((t) => settled.team[t] === -1 && counts(t) && !chosen.has(choice[t]!) && isAble(t));
  const ownOf = (t: number) => {
    const r = rank[t]!;
    const worth = r < goal.rank ? price[r]! * value[t]! : r === goal.rank ? Math.ceil(scale * value[t]!) : 0;
    const lines = linesOf(problem, t).filter((l) => !placed.has(l));
    return worth - sumOf(lines, (l) => line[l]! * (single[l] === 1 ? 1 : demand[l]!));
  };
  const bestOf = (c: number) => Math.max(0, ...open.filter((t) => choice[t] === c).map(ownOf));
  const given = (o: number) => {
    let best = new Array<number>(room[o]! + 1).fill(0);
    let [gained, left] = [0, room[o]!];
    for (const p of range(0, offer.length)) {
      const l = lineOf[p]!;
      if (offer[p] !== o) continue;
      const isOpen = settled.pair[p] !== 0 && [...sure, ...open].includes(problem.teamOf[l]!);
      if (placed.has(l) || !isOpen) {
        expect(units[p]).toBe(settled.pair[p] === 1 ? 1 : 0);
        continue;
      }
      const profit = line[l]! - costOf(p, single[l] === 1 ? demand[l]! : 1);
      const most = single[l] === 1 ? 1 : max[p]!;
      best = best.map((_, left) => {
        const able = range(0, most + 1).filter((units) => loadOf(problem, p, units) <= left);
        return Math.max(...able.map((units) => best[left - loadOf(problem, p, units)]! + units * profit));
      });
      expect(range(0, most + 1)).toContain(units[p]);
      gained += units[p]! * profit;
      left -= loadOf(problem, p, units[p]!);
    }
    expect([gained, left >= 0]).toEqual([best[room[o]!]!, true]);
    return gained;
  };
  return (
    sumOf(sure, ownOf) +
    sumOf([...new Set(choice)], bestOf) +
    sumOf(range(0, capacity.length), given) -
    sumOf(fixed, (p) => costOf(p, demand[lineOf[p]!]!)) -
    sumOf(range(0, goal.rank), (j) => price[j]! * goal.reached[j]!)
  );
}

/** A tree of any splits and any prices, each end held against the definition, and the most that its ends allow. */
function grown(problem: TeamProblem, goal: TeamGoal, settled: Sides, roll: Dice): { tree: Branch[]; bound: number } {
  const { demand, single, lineOf, teamOf } = problem;
  const splits = [
    ...settled.team.flatMap((side, team) => (side === -1 ? [{ team }] : [])),
    ...settled.pair.flatMap((side, pair) => {
      const l = lineOf[pair]!;
      return side === -1 && single[l] === 1 && settled.team[teamOf[l]!] === 1 ? [{ pair }, { pair }] : [];
    }),
  ];
  if (splits.length > 0 && roll(3) > 0) {
    const split = splits[roll(splits.length)]!;
    const halves = [1, 0].map((side) => {
      const { team, pair } = settled;
      const next =
        'team' in split ? { team: team.with(split.team, side), pair } : { team, pair: pair.with(split.pair, side) };
      return grown(problem, goal, next, roll);
    });
    return { tree: [split, ...halves.flatMap(({ tree }) => tree)], bound: Math.max(...halves.map((h) => h.bound)) };
  }
  const prices: Multipliers = {
    line: Float64Array.from(demand, () => roll(7) - 2),
    rank: Float64Array.from({ length: goal.rank }, () => roll(3)),
    impossible: roll(5) === 0 ? true : undefined,
  };
  const relaxation = relaxationOf(problem, goal);
  relaxation.settled.team.set(settled.team);
  relaxation.settled.pair.set(settled.pair);
  const found = wholeBound(relaxation, prices);
  const most = relaxed(problem, goal, settled, prices, relaxation.units);
  const bound = prices.impossible ? (most < 0 ? -1 : 1) * Number.POSITIVE_INFINITY : Math.floor(most / goal.scale);
  expect(found).toBe(bound);
  return { tree: [prices], bound };
}

describe('boundOfTree', () => {
  it('is the most that a relaxed plan of any end has, and no plan has more', () => {
    let [tight, shut] = [0, 0];
    fc.assert(
      fc.property(tinyTeams, seeds, (input, seed) => {
        const { problem } = compileTeams(readTeams(input));
        const roll = dice(seed);
        const plans = [...plansOf(problem)].map((plan) => teamFigures(problem, plan));
        const rank = roll(problem.ranks + 1);
        const reached = plans[roll(plans.length)]!.values.slice(0, rank);
        const goal = { rank, reached, scale: 2 ** (roll(4) - 1) };
        const { tree, bound } = grown(problem, goal, forced(problem, goal), roll);
        expect(boundOfTree(problem, rank, reached, { scale: goal.scale, tree })).toBe(bound);
        const able = plans.filter(({ values }) => reached.every((value, j) => values[j]! >= value));
        const best = Math.max(...able.map(({ values, cost }) => (rank < problem.ranks ? values[rank]! : -cost)));
        expect(bound).toBeGreaterThanOrEqual(best);
        if (bound === best) tight++;
        if (tree.length > 1 && Number.isFinite(bound)) shut++;
      }),
      runs(300),
    );
    expect(Math.min(tight, shut)).toBeGreaterThan(50);
  });
});
