import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTeams } from '../../../../src/bare/compile-teams.js';
import { readTeams, type TeamsInput } from '../../../../src/bare/read-teams.js';
import { checkTeamPlan } from '../../../../src/proof/team-check.js';
import { type Board, drop, emptyBoard, markOf, take, takeBackTeam } from '../../../../src/solve/team/team-board.js';
import { isBetter, rated } from '../../../../src/solve/team/team-plan.js';
import { runs } from '../../../support/runs.js';
import { smallTeams, tightTeams } from '../../../support/teams-arbitrary.js';

const problemOf = (input: TeamsInput) => compileTeams(readTeams(input)).problem;
const standing = ({ taken, quantity, room, chosen }: Board) => [taken, quantity, room, chosen].map((own) => [...own]);
const line = (demand: number, ...offers: string[]) => ({
  id: 'x',
  demand,
  pairs: offers.map((offer) => ({ offer, cost: 1 })),
});
const team = (id: string, ...lines: ReturnType<typeof line>[]) => ({
  id,
  rank: 0,
  value: 1,
  lines: lines.map((one, i) => ({ ...one, id: String(i) })),
});

describe('a board of teams', () => {
  const problem = problemOf({
    teams: [
      team('a', line(1, 'p', 'q')),
      team('b', line(1, 'q', 'r')),
      team('c', line(1, 'p')),
      team('d', line(2, 'r')),
    ],
    offers: ['p', 'q', 'r'].map((id) => ({ id, capacity: 1 })),
  });

  it('moves what is in the way, along as many lines as it takes', () => {
    const board = emptyBoard(problem, (pair) => -pair);
    for (const t of [0, 1, 2]) expect(take(board, t)).toBe(true);
    expect(board.quantity).toEqual(Float64Array.of(0, 1, 0, 1, 1, 0));
    expect([...board.room]).toEqual([0, 0, 0]);
  });

  it('takes nothing of a team that it cannot serve whole', () => {
    const board = emptyBoard(problem, () => 0);
    expect(take(board, 3)).toBe(false);
    expect(standing(board)).toEqual(standing(emptyBoard(problem, () => 0)));
  });

  it('holds a plan whatever is taken and dropped, and undoes what it is told to', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(smallTeams, tightTeams), fc.array(fc.nat(999), { maxLength: 20 }), (input, moves) => {
        const own = problemOf(input);
        const board = emptyBoard(own, (pair) => -own.cost[pair]!);
        for (const move of own.value.length === 0 ? [] : moves) {
          const t = move % own.value.length;
          const before = standing(board);
          const mark = markOf(board);
          if (board.taken[t] === 1) drop(board, t);
          else if (!take(board, t)) {
            refused++;
            expect(standing(board)).toEqual(before);
          } else if (move % 3 === 0) {
            takeBackTeam(board, mark);
            expect(standing(board).slice(1, 3)).toEqual(before.slice(1, 3));
            board.taken[t] = board.chosen[own.choice[t]!] = 0;
          }
          // Teams of no value, and those that ask for nothing, are tidied later.
          expect(checkTeamPlan(own, board).detail).toMatch(/^$|has no value|asks for nothing/);
          expect(board.room.every((units) => units >= 0)).toBe(true);
        }
        const room = own.capacity.slice();
        board.quantity.forEach((units, p) => {
          room[own.offer[p]!]! -= own.single[own.lineOf[p]!] === 1 ? Math.sign(units) * own.use[p]! : units;
        });
        expect(board.room).toEqual(room);
        own.demand.forEach((demand, l) => {
          const covered = board.quantity.subarray(own.pairStart[l]!, own.pairStart[l + 1]!).reduce((a, b) => a + b, 0);
          expect(covered).toBe(board.taken[own.teamOf[l]!] === 1 ? demand : 0);
        });
      }),
      runs(150),
    );
    expect(refused).toBeGreaterThan(10);
  });

  it('rates plans rank by rank, then by cost', () => {
    const plan = (...teams: number[]) => {
      const board = emptyBoard(problem, () => 0);
      for (const t of teams) take(board, t);
      return rated(problem, board);
    };
    expect(isBetter(plan(0, 1), plan(0))).toBe(true);
    expect(isBetter(plan(0), plan(0, 1))).toBe(false);
    expect(isBetter(plan(0), plan(2))).toBe(false);
  });
});
