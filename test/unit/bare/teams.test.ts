import { describe, expect, it } from 'vitest';
import { matchTeams, type TeamsInput, verifyTeams } from '../../../src/bare/match-teams.js';

const offers = [
  { id: 'a', capacity: 3 },
  { id: 'b', capacity: 2 },
];
const line = (id: string, demand: number, ...by: string[]) => ({
  id,
  demand,
  pairs: by.map((offer, i) => ({ offer, cost: i })),
});

function best(input: TeamsInput) {
  const result = matchTeams(input);
  expect(verifyTeams(input, result).ok).toBe(true);
  return result;
}

describe('matchTeams', () => {
  it('takes a team whole or leaves it, and an earlier rank first', () => {
    const { taken, valueByRank, status } = best({
      teams: [
        { id: 'late', rank: 5, value: 9, lines: [line('x', 3, 'a')] },
        { id: 'first', rank: 1, value: 1, lines: [line('x', 2, 'a'), line('y', 2, 'b')] },
        { id: 'whole', rank: 1, value: 2, lines: [line('x', 4, 'a')] },
      ],
      offers,
    });
    expect(taken).toEqual(['first']);
    expect(valueByRank).toEqual([
      { rank: 1, value: 1, bound: 1 },
      { rank: 5, value: 0, bound: 0 },
    ]);
    expect(status).toBe('optimal');
  });

  it('serves a plain line by several offers, a single one by one', () => {
    const team = { id: 't', rank: 0, value: 1 };
    expect(best({ teams: [{ ...team, lines: [line('x', 4, 'a', 'b')] }], offers }).allocations).toEqual([
      { team: 't', line: 'x', offer: 'a', quantity: 3 },
      { team: 't', line: 'x', offer: 'b', quantity: 1 },
    ]);
    expect(best({ teams: [{ ...team, lines: [{ ...line('x', 4, 'a', 'b'), single: true }] }], offers }).taken).toEqual(
      [],
    );
    const uses = { id: 'x', demand: 4, single: true, pairs: [{ offer: 'b', cost: 1, use: 2 }] };
    expect(best({ teams: [{ ...team, lines: [uses] }], offers })).toMatchObject({ taken: ['t'], cost: 4 });
  });

  it('takes at most one of a choice: the one of more value, if that can be', () => {
    const way = (id: string, value: number, demand: number) => ({
      id,
      rank: 0,
      value,
      choice: 'n',
      lines: [line('x', demand, 'a')],
    });
    expect(best({ teams: [way('p', 1, 1), way('q', 2, 2)], offers }).taken).toEqual(['q']);
    expect(best({ teams: [way('p', 1, 1), way('q', 2, 4)], offers }).taken).toEqual(['p']);
  });

  it('takes what asks for nothing', () => {
    const { taken, cost } = best({
      teams: [
        { id: 'empty', rank: 0, value: 0, lines: [] },
        { id: 'zero', rank: 0, value: 3, lines: [line('x', 0, 'a')] },
      ],
      offers: [{ id: 'a', capacity: 0 }],
    });
    expect([taken, cost]).toEqual([['empty', 'zero'], 0]);
  });

  it('answers nothing with nothing', () => {
    expect(best({ teams: [], offers: [] })).toMatchObject({ taken: [], valueByRank: [], cost: 0, status: 'optimal' });
  });

  it('says that a limit ended it, and what is proved all the same', () => {
    const teams = Array.from({ length: 14 }, (_, t) => ({
      id: `t${t}`,
      rank: 0,
      value: 5 + (t % 7),
      lines: [{ ...line('x', 3 + (t % 5), 'a', 'b'), single: true }],
    }));
    const input = { teams, offers: offers.map(({ id }, o) => ({ id, capacity: 17 - 4 * o })) };
    const stopped = matchTeams(input, { workLimit: 1 });
    expect(stopped.status).toBe('stopped');
    expect(verifyTeams(input, stopped).ok).toBe(true);
    const whole = best(input);
    expect(whole.status).toBe('optimal');
    expect(stopped.valueByRank[0]!.bound).toBeGreaterThanOrEqual(whole.valueByRank[0]!.value);
  });
});
