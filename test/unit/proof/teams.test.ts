import { describe, expect, it } from 'vitest';
import { compileTeams } from '../../../src/bare/compile-teams.js';
import { readTeams, type TeamsInput } from '../../../src/bare/read-teams.js';
import type { TeamPlan, TeamProblem } from '../../../src/problem/team-problem.js';
import { boundOfTree, checkTeamPlan, costOfTeam, type SearchTree, teamFigures } from '../../../src/proof/team-check.js';

const rival = (id: string, single: boolean, b: { cost: number; max?: number; use?: number }) => ({
  id,
  rank: 0,
  value: 1,
  choice: 'c',
  lines: [
    {
      id: 'x',
      demand: 2,
      single,
      pairs: [
        { offer: 'a', cost: 1 },
        { offer: 'b', ...b },
      ],
    },
  ],
});

/** Two teams that both want all of `a`; the first can also do with one unit each of `a` and `b`; the second is single. */
const input: TeamsInput = {
  teams: [
    rival('first', false, { cost: 2, max: 1 }),
    rival('second', true, { cost: 1, use: 1 }),
    { id: 'free', rank: 1, value: 0, lines: [] },
    { id: 'idle', rank: 1, value: 0, lines: [{ id: 'x', demand: 1, pairs: [{ offer: 'b', cost: 0 }] }] },
  ],
  offers: [
    { id: 'a', capacity: 2 },
    { id: 'b', capacity: 1 },
  ],
};
const { problem } = compileTeams(readTeams(input));

function plan(taken: number[], quantity: number[]): TeamPlan {
  return { taken: Uint8Array.from(taken), quantity: Float64Array.from(quantity) };
}

describe('checkTeamPlan', () => {
  it('accepts whole teams', () => {
    expect(checkTeamPlan(problem, plan([1, 0, 1, 0], [1, 1, 0, 0, 0]))).toEqual({
      name: 'feasible',
      ok: true,
      detail: '',
    });
    expect(checkTeamPlan(problem, plan([0, 1, 1, 0], [0, 0, 0, 2, 0])).ok).toBe(true);
  });

  it('accepts a team of no value that makes the plan cheaper, however dear the others are', () => {
    const idle = (id: string, cost: number) => ({
      id,
      rank: 0,
      value: 0,
      lines: [{ id: 'x', demand: 2, pairs: [{ offer: 'a', cost }] }],
    });
    const given: TeamsInput = {
      teams: [idle('s', 5), idle('t', -1), idle('u', 7)],
      offers: [{ id: 'a', capacity: 9 }],
    };
    const { problem: cheaper } = compileTeams(readTeams(given));
    expect(checkTeamPlan(cheaper, plan([0, 1, 0], [0, 2, 0])).ok).toBe(true);
    expect(checkTeamPlan(cheaper, plan([1, 1, 0], [2, 2, 0])).detail).toMatch(/^team 0 has no value/);
    expect([0, 1, 2].map((team) => costOfTeam(cheaper, plan([1, 1, 1], [2, 2, 2]), team))).toEqual([10, -2, 14]);
  });

  it.each<[string, TeamPlan, RegExp]>([
    ['half a team', plan([1, 0, 1, 0], [1, 0, 0, 0, 0]), /served 1, it must be 2/],
    ['units of a team not taken', plan([0, 0, 1, 0], [2, 0, 0, 0, 0]), /served 2, it must be 0/],
    ['broken units', plan([1, 0, 1, 0], [1.5, 0.5, 0, 0, 0]), /carries 1.5/],
    ['units below 0', plan([0, 0, 1, 0], [1, -1, 0, 0, 0]), /carries -1/],
    ['more than a pair may give', plan([1, 0, 1, 0], [0, 2, 0, 0, 0]), /at most 1/],
    ['a single line in parts', plan([0, 1, 1, 0], [0, 0, 1, 1, 0]), /is single/],
    ['more than an offer holds', plan([0, 1, 1, 1], [0, 0, 0, 2, 1]), /gives 2, it holds 1/],
    ['both of a choice', plan([1, 1, 1, 0], [2, 0, 0, 2, 0]), /more than one/],
    ['what asks for nothing left out', plan([0, 0, 0, 0], [0, 0, 0, 0, 0]), /asks for nothing/],
    ['a team of no use', plan([0, 0, 1, 1], [0, 0, 0, 0, 1]), /no value/],
  ])('refuses %s', (_, given, why) => {
    const { ok, detail } = checkTeamPlan(problem, given);
    expect(ok).toBe(false);
    expect(detail).toMatch(why);
  });
});

describe('figuresOf', () => {
  it('are the value taken by rank, and the cost', () => {
    expect(teamFigures(problem, plan([1, 0, 1, 0], [1, 1, 0, 0, 0]))).toEqual({ values: [1, 0], cost: 3 });
    expect(teamFigures(problem, plan([0, 0, 0, 0], [0, 0, 0, 0, 0]))).toEqual({ values: [0, 0], cost: 0 });
  });
});

describe('boundOfTree', () => {
  const leaf = (line: number[] = [0, 0, 0], rank: number[] = []) => ({
    line: Float64Array.from(line),
    rank: Float64Array.from(rank),
  });
  const bound = (tree: SearchTree['tree'], rank = 0, reached: number[] = [], scale = 1, of: TeamProblem = problem) =>
    boundOfTree(of, rank, reached, { scale, tree });

  it('is the most that any end allows', () => {
    expect(bound([leaf()])).toBe(1);
    expect(bound([{ team: 0 }, leaf(), leaf()])).toBe(1);
    // The first team in, the other is out; the first out, the second in: its pair with `a` or not.
    expect(bound([{ team: 0 }, leaf(), { team: 1 }, { pair: 2 }, leaf(), leaf(), leaf()])).toBe(1);
    expect(bound([leaf([0, 0, 0], [])], 2, [1, 0])).toBe('entry 0: prices do not fit');
    expect(bound([leaf([0, 0, 0], [0, 0])], 2, [1, 0])).toBe(0);
    expect(bound([leaf([0.5, 0, 0])])).toBe('entry 0: line 0 has no whole price');
  });

  it('shows what is impossible', () => {
    // Both pairs of one single line at once; and a goal that asks for more value than there is.
    const both = [{ team: 1 }, { pair: 2 }, { pair: 3 }, leaf(), leaf(), leaf(), leaf()];
    expect(bound(both)).toBe(1);
    // Both rivals would have to be taken; even both would not do; one is enough.
    const dear = [{ ...leaf([0, 0, 0], [1]), impossible: true as const }];
    expect(bound(dear, 1, [2])).toBe(Number.NEGATIVE_INFINITY);
    expect(bound(dear, 1, [3])).toBe(Number.NEGATIVE_INFINITY);
    expect(bound(dear, 1, [1])).toBe(Number.POSITIVE_INFINITY);
  });

  it('knows that an offer is full', () => {
    const line = (id: string) => ({ id, demand: 2, single: true, pairs: [{ offer: 'a', cost: 0 }] });
    const teams = [{ id: 't', rank: 0, value: 1, lines: [line('x'), line('y')] }];
    const { problem: crowded } = compileTeams(readTeams({ teams, offers: [{ id: 'a', capacity: 3 }] }));
    const end = leaf([0, 0]);
    const tree = [{ team: 0 }, { pair: 0 }, { pair: 1 }, end, end, end, end];
    expect(bound(tree, 0, [], 1, crowded)).toBe(0);
  });

  it.each<[string, SearchTree['tree'], string]>([
    ['no end', [], 'the tree has no end'],
    ['half a split', [{ team: 0 }, leaf()], 'the tree has no end'],
    ['more than an end', [leaf(), leaf()], 'entry 1 is one too many'],
    [
      'a split on what is settled',
      [{ team: 0 }, { team: 0 }, leaf(), leaf(), leaf()],
      'entry 1 splits on what is settled',
    ],
    ['a split on a team that asks for nothing', [{ team: 2 }, leaf(), leaf()], 'entry 0 splits on what is settled'],
    ['a split on a pair whose team is open', [{ pair: 2 }, leaf(), leaf()], 'entry 0 splits on what is settled'],
    [
      'a split on a pair of a plain line',
      [{ team: 0 }, { pair: 0 }, leaf(), leaf(), leaf()],
      'entry 1 splits on what is settled',
    ],
    [
      'a split on a pair that is settled',
      [{ team: 1 }, { pair: 2 }, { pair: 2 }, leaf(), leaf(), leaf(), leaf()],
      'entry 2 splits on what is settled',
    ],
    ['too few prices', [leaf([0, 0])], 'entry 0: prices do not fit'],
    ['prices that are too large', [leaf([2 ** 52, 2 ** 52, 0])], 'entry 0: the prices are too large'],
  ])('refuses %s', (_, tree, why) => {
    expect(bound(tree)).toBe(why);
  });

  it('refuses prices of ranks that are broken or below 0, and scales that are no power of two', () => {
    expect(bound([leaf([0, 0, 0], [-1])], 1, [1])).toBe('entry 0: rank 0 has no whole price');
    expect(bound([leaf([0, 0, 0], [0.5])], 1, [1])).toBe('entry 0: rank 0 has no whole price');
    for (const scale of [3, 0, -1, 2 ** 60, 2 ** -60]) expect(bound([leaf()], 0, [], scale)).toBe(`scale ${scale}`);
    expect(bound([leaf()], 0, [], 2 ** -52)).toBe(2 ** 52);
    expect(bound([leaf()], 0, [], 2 ** 52)).toBe('entry 0: the prices are too large');
  });

  it('refuses prices whose sums can pass 2^52, term by term, and no others', () => {
    const lines = [
      {
        id: 'x',
        demand: 3,
        pairs: [
          { offer: 'a', cost: 2 },
          { offer: 'b', cost: -3 },
        ],
      },
      { id: 'y', demand: 2, single: true, pairs: [{ offer: 'a', cost: 5 }] },
    ];
    const teams = [
      { id: 't', rank: 0, value: 3, lines },
      { id: 'u', rank: 0, value: 1, lines: [] },
    ];
    const offers = ['a', 'b'].map((id) => ({ id, capacity: 9 }));
    const { problem: of } = compileTeams(readTeams({ teams, offers }));
    const isExact = (rank: number, scale: number, line: number[], price: number[] = []) =>
      bound([leaf(line, price)], rank, [2].slice(0, rank), scale, of) !== 'entry 0: the prices are too large';
    // Values 4 times; a unit of x three times, by its team and both pairs, and there are 3; y, by its team and its pair.
    expect([2 ** 50, 2 ** 51].map((scale) => isExact(0, scale, [0, 0]))).toEqual([true, false]);
    const x = (2 ** 52 - 4 * 4) / 9;
    expect([x, x + 1, -x, -x - 1].map((price) => isExact(0, 4, [price, 0]))).toEqual([true, false, true, false]);
    const y = (2 ** 52 - 4) / 2;
    expect([y, y + 1].map((price) => isExact(0, 1, [0, price]))).toEqual([true, false]);
    // Costs 2 · 3 + 3 · 3 + 5 · 2 times; a rank by its value and by what was reached of it.
    expect([2 ** 47, 2 ** 48].map((scale) => isExact(1, scale, [0, 0], [0]))).toEqual([true, false]);
    const rank = (2 ** 52 - 4 * 25) / 6;
    expect([rank, rank + 1].map((price) => isExact(1, 4, [0, 0], [price]))).toEqual([true, false]);
  });
});
