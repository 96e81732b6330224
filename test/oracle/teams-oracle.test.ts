import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.js';
import {
  bigTeams,
  gapTeams,
  scaledTeams,
  smallTeams,
  tightTeams,
  tinyTeams,
  wideTeams,
} from '../support/teams-arbitrary.js';
import {
  bestTeams,
  compareByRank,
  mostByRank,
  needlessTeams,
  ranksOf,
  resultOfTeams,
  teamsClaimFault,
  teamsFault,
  valuesOf,
} from '../support/teams-oracle.js';
import type { TeamsInput, TeamsLine, TeamsPair, TeamsResult, TeamsTeam } from '../support/teams-types.js';

/** Offers x, y, z … of these capacities. */
function offers(...capacities: number[]): TeamsInput['offers'] {
  return capacities.map((capacity, o) => ({ id: 'xyz'[o]!, capacity }));
}

/** `{ x: 3 }`: a pair with offer x at cost 3. */
type Costs = Readonly<Record<string, number | Omit<TeamsPair, 'offer'>>>;

function pairs(costs: Costs): TeamsPair[] {
  return Object.entries(costs).map(([offer, pair]) => ({
    offer,
    ...(typeof pair === 'number' ? { cost: pair } : pair),
  }));
}

function plain(id: string, demand: number, costs: Costs): TeamsLine {
  return { id, demand, pairs: pairs(costs) };
}

function single(id: string, demand: number, costs: Costs): TeamsLine {
  return { ...plain(id, demand, costs), single: true };
}

/** A team of rank 0. */
function team(id: string, value: number, lines: readonly TeamsLine[], more: Partial<TeamsTeam> = {}): TeamsTeam {
  return { id, rank: 0, value, lines, ...more };
}

/** Values, cost and teams of the optimum. */
function optimum(input: TeamsInput): [number[], number, string] {
  const { values, cost, taken } = bestTeams(input);
  return [[...values], Number(cost), taken.join(' ')];
}

describe('bestTeams, by hand', () => {
  it('takes nothing when there is nothing', () => {
    expect(optimum({ teams: [], offers: [] })).toEqual([[], 0, '']);
  });

  it('takes a team whole or not at all', () => {
    // a asks for 2 + 1 of 2 units: most of it could be served, which is worth nothing. b fits and is worth less.
    const a = team('a', 9, [plain('1', 2, { x: 0 }), plain('2', 1, { x: 0 })]);
    const b = team('b', 1, [plain('1', 2, { x: 0 })]);
    expect(optimum({ teams: [a, b], offers: offers(2) })).toEqual([[1], 0, 'b']);
  });

  it('takes two small teams before a large one when they are worth more together', () => {
    // 3 units: a alone (5), or b and c (3 + 3).
    const teams = [
      team('a', 5, [plain('1', 3, { x: 0 })]),
      team('b', 3, [plain('1', 1, { x: 0 })]),
      team('c', 3, [plain('1', 2, { x: 0 })]),
    ];
    expect(optimum({ teams, offers: offers(3) })).toEqual([[6], 0, 'b c']);
  });

  it('looks at the smaller rank first, whatever the later one is worth', () => {
    const teams = [
      team('a', 100, [plain('1', 1, { x: 0 })], { rank: 9 }),
      team('b', 1, [plain('1', 1, { x: 50 })], { rank: 4 }),
    ];
    expect(optimum({ teams, offers: offers(1) })).toEqual([[1, 0], 50, 'b']);
  });

  it('takes the later rank too when the first can make room for it', () => {
    // b alone would use x at 0, which is all that a can use: b pays 7 at y.
    const teams = [
      team('a', 1, [plain('1', 1, { x: 0 })], { rank: 1 }),
      team('b', 1, [plain('1', 1, { x: 0, y: 7 })], { rank: 0 }),
    ];
    expect(optimum({ teams, offers: offers(1, 1) })).toEqual([[1, 1], 7, 'a b']);
  });

  it('splits a plain line over offers in whole units, each pair up to its max', () => {
    // 5 units: at most 2 of x at 1, at most 2 of y at 2 (capacity), the last of z at 9.
    const line = plain('1', 5, { x: { cost: 1, max: 2 }, y: 2, z: 9 });
    expect(optimum({ teams: [team('a', 1, [line])], offers: offers(9, 2, 9) })).toEqual([[1], 2 + 4 + 9, 'a']);
  });

  it('serves a single line by one offer alone', () => {
    // 2 + 2 units are there, but no 3 of one offer; a plain line could have them.
    expect(optimum({ teams: [team('a', 1, [single('1', 3, { x: 0, y: 0 })])], offers: offers(2, 2) })[0]).toEqual([0]);
    expect(optimum({ teams: [team('a', 1, [plain('1', 3, { x: 0, y: 0 })])], offers: offers(2, 2) })[0]).toEqual([1]);
  });

  it('takes the use of a single line from the capacity, and pays for its demand', () => {
    // Demand 3 takes 5 of x (too much), 0 of y (which has nothing) and 1 of z: y costs 3 × 4, z 3 × 5.
    const a = team('a', 1, [
      single('1', 3, { x: { cost: 0, use: 5 }, y: { cost: 4, use: 0 }, z: { cost: 5, use: 1 } }),
    ]);
    expect(optimum({ teams: [a], offers: offers(4, 0, 1) })).toEqual([[1], 12, 'a']);
  });

  it('does not serve a single line over a pair with a max below the demand, however small the use', () => {
    const a = team('a', 1, [single('1', 3, { x: { cost: 0, use: 0, max: 2 } })]);
    expect(optimum({ teams: [a], offers: offers(9) })).toEqual([[0], 0, '']);
  });

  it('counts the use of single lines and the units of plain ones against one capacity', () => {
    // Of 4 units a single line uses 2; the plain line of 2 still fits, one of 3 does not.
    const lines = (demand: number) => [single('1', 7, { x: { cost: 0, use: 2 } }), plain('2', demand, { x: 1 })];
    expect(optimum({ teams: [team('a', 1, lines(2))], offers: offers(4) })).toEqual([[1], 2, 'a']);
    expect(optimum({ teams: [team('a', 1, lines(3))], offers: offers(4) })).toEqual([[0], 0, '']);
  });

  it('moves a single line to a dearer offer so that all fit', () => {
    // a on x (cost 0) leaves 1 for b, which needs 2 of x: a goes to y for 6.
    const teams = [team('a', 1, [single('1', 2, { x: 0, y: 3 })]), team('b', 1, [plain('1', 2, { x: 0 })])];
    expect(optimum({ teams, offers: offers(3, 2) })).toEqual([[2], 6, 'a b']);
  });

  it('takes one team of a choice at most', () => {
    // Without the choice all three fit. b is worth the most of c1, a and b cannot go together.
    const teams = [
      team('a', 2, [plain('1', 1, { x: 0 })], { choice: 'c1' }),
      team('b', 3, [plain('1', 1, { x: 5 })], { choice: 'c1' }),
      team('c', 1, [plain('1', 1, { x: 0 })], { choice: 'c2' }),
    ];
    expect(optimum({ teams, offers: offers(9) })).toEqual([[4], 5, 'b c']);
  });

  it('takes all that is free, of a choice the best and then the first', () => {
    const teams = [
      team('a', 0, []),
      team('b', 0, [plain('1', 0, {}), single('2', 0, { x: { cost: 9, use: 9 } })]),
      team('c', 0, [], { choice: 'c' }),
      team('d', 2, [], { choice: 'c' }),
      team('e', 2, [], { choice: 'c' }),
      team('f', 0, [], { choice: 'g', rank: 3 }),
      team('g', 0, [], { choice: 'g', rank: 1 }),
    ];
    expect(optimum({ teams, offers: offers(0) })).toEqual([[2, 0, 0], 0, 'a b d f']);
  });

  it('takes the free team of a smaller rank of a choice, though the other is worth more', () => {
    const teams = [team('a', 5, [], { rank: 1, choice: 'c' }), team('b', 1, [], { rank: 0, choice: 'c' })];
    expect(optimum({ teams, offers: [] })).toEqual([[1, 0], 0, 'b']);
  });

  it('takes a team without value only where the plan gets cheaper', () => {
    const one = (cost: number) => ({ teams: [team('a', 0, [plain('1', 2, { x: cost })])], offers: offers(2) });
    expect(optimum(one(0))).toEqual([[0], 0, '']);
    expect(optimum(one(-3))).toEqual([[0], -6, 'a']);
    // With z on x (-1), a has to go to y (0 instead of -1): the plan is as cheap without z.
    const teams = [team('z', 0, [plain('1', 1, { x: -1 })]), team('a', 1, [plain('1', 1, { x: -1, y: 0 })])];
    expect(optimum({ teams, offers: offers(1, 1) })).toEqual([[1], -1, 'a']);
  });

  it('lets a team without value that makes the plan cheaper push a free one out of their choice', () => {
    const teams = (cost: number) => [
      team('a', 0, [], { choice: 'c' }),
      team('b', 0, [plain('1', 1, { x: cost })], { choice: 'c' }),
    ];
    expect(optimum({ teams: teams(-1), offers: offers(1) })).toEqual([[0], -1, 'b']);
    expect(optimum({ teams: teams(0), offers: offers(1) })).toEqual([[0], 0, 'a']);
  });

  it('takes the cheapest of the sets of one value', () => {
    // Two of three fit: 4 + 1, 4 + 2 or 1 + 2.
    const teams = [4, 1, 2].map((cost, n) => team('abc'[n]!, 1, [plain('1', 1, { x: cost })]));
    expect(optimum({ teams, offers: offers(2) })).toEqual([[2], 3, 'b c']);
  });

  it('re-routes a plain line through another one', () => {
    // a takes x at 0 unless b, which has only x, is there: then y at 2; c moves on to z.
    const teams = [
      team('a', 1, [plain('1', 1, { x: 0, y: 2 })]),
      team('c', 1, [plain('1', 1, { y: 1, z: 2 })]),
      team('b', 1, [plain('1', 1, { x: 3 })]),
    ];
    expect(optimum({ teams, offers: offers(1, 1, 1) })).toEqual([[3], 3 + 2 + 2, 'a c b']);
  });
});

describe('mostByRank', () => {
  it('holds smaller ranks to the values given, not to the best', () => {
    // One unit: a of rank 0, or b of rank 1. Where a is not asked for, b can be had.
    const teams = [team('a', 1, [plain('1', 1, { x: 0 })]), team('b', 4, [plain('1', 1, { x: 0 })], { rank: 1 })];
    const input = { teams, offers: offers(1) };
    expect(mostByRank(input, [1, 0])).toEqual([1, 0]);
    expect(mostByRank(input, [0, 4])).toEqual([1, 4]);
    expect(mostByRank(input, [0, 0])).toEqual([1, 4]);
  });
});

/** What `everyPlan` finds of the plans of one set of teams. */
type Visit = (taken: readonly TeamsTeam[], values: readonly number[], cost: number) => void;

/** Every way to give every unit of every set of teams to an offer, held against the definition at the very end. */
function everyPlan(input: TeamsInput, visit: Visit): void {
  const { teams } = input;
  for (let mask = 0; mask < 2 ** teams.length; mask++) {
    const taken = teams.filter((_, n) => Math.floor(mask / 2 ** n) % 2 === 1);
    const choices = taken.flatMap(({ choice }) => (choice === undefined ? [] : [choice]));
    if (new Set(choices).size < choices.length) continue;
    const lines = taken.flatMap((one) => one.lines);
    const given = lines.map(({ pairs: own }) => own.map(() => 0));
    const holds = (): boolean => {
      const left = new Map(input.offers.map(({ id, capacity }) => [id, capacity]));
      for (const [n, { single: alone, demand, pairs: own }] of lines.entries()) {
        for (const [p, { offer, max, use }] of own.entries()) {
          const units = given[n]![p]!;
          if (units === 0) continue;
          if (max !== undefined && units > max) return false;
          if (alone && units < demand) return false;
          left.set(offer, left.get(offer)! - (alone ? (use ?? demand) : units));
        }
      }
      return [...left.values()].every((capacity) => capacity >= 0);
    };
    const units = lines.flatMap(({ demand }, n) => new Array<number>(demand).fill(n));
    const give = (u: number, cost: number): void => {
      const n = units[u];
      if (n === undefined) {
        if (holds()) visit(taken, valuesOf(input, taken), cost);
        return;
      }
      for (const [p, pair] of lines[n]!.pairs.entries()) {
        given[n]![p]!++;
        give(u + 1, cost + pair.cost);
        given[n]![p]!--;
      }
    };
    give(0, 0);
  }
}

describe('bestTeams', () => {
  it('agrees with giving out every unit in every way', () => {
    fc.assert(
      fc.property(tinyTeams, (input) => {
        let best: { values: readonly number[]; cost: number } | undefined;
        everyPlan(input, (_, values, cost) => {
          const more = best === undefined ? 1 : compareByRank(values, best.values) || best.cost - cost;
          if (more > 0) best = { values, cost };
        });
        const { values, cost } = bestTeams(input);
        expect({ values, cost: Number(cost) }).toEqual(best);
      }),
      runs(250),
    );
  });

  it('agrees with it on what can be had of every rank', () => {
    fc.assert(
      fc.property(tinyTeams, fc.nat(1000), (input, which) => {
        const plans: (readonly number[])[] = [];
        everyPlan(input, (_, values) => void plans.push(values));
        const asked = plans[which % plans.length]!;
        const most = ranksOf(input).map((__, r) => {
          const able = plans.filter((values) => values.every((value, s) => s >= r || value >= asked[s]!));
          return Math.max(...able.map((values) => values[r]!));
        });
        expect(mostByRank(input, asked)).toEqual(most);
      }),
      runs(50),
    );
  });

  it('gives plans without fault', () => {
    for (const [arbitrary, count] of [
      [smallTeams, 500],
      [wideTeams, 50],
      [tightTeams, 100],
      [gapTeams, 200],
      [bigTeams, 100],
    ] as const) {
      fc.assert(
        fc.property(arbitrary, (input) => {
          expect(teamsClaimFault(input, resultOfTeams(input, bestTeams(input)))).toBe('');
        }),
        runs(count),
      );
    }
  });

  it('takes no team without value that the plan is not dearer without', () => {
    fc.assert(
      fc.property(fc.oneof(smallTeams, tinyTeams), (input) => {
        expect(needlessTeams(input, bestTeams(input).taken)).toEqual([]);
      }),
      runs(85),
    );
  });

  it('takes the same teams when every quantity is as many times as large', () => {
    fc.assert(
      fc.property(smallTeams, fc.integer({ min: 1, max: 2 ** 40 }), (input, by) => {
        const { values, cost, taken } = bestTeams(input);
        const { allocations: _, ...scaled } = bestTeams(scaledTeams(input, by));
        expect(scaled).toEqual({ values, cost: cost * BigInt(by), taken });
      }),
      runs(50),
    );
  });
});

describe('teamsFault', () => {
  const input: TeamsInput = {
    teams: [
      team('a', 3, [plain('p', 3, { x: { cost: 1, max: 2 }, y: 2 }), single('s', 2, { x: { cost: 1, use: 1 }, z: 0 })]),
      team('b', 2, [plain('p', 1, { x: 0, y: 0 })], { rank: 5, choice: 'c' }),
      team('c', 1, [plain('p', 1, { z: 0 })], { rank: 5, choice: 'c' }),
      team('d', 0, [plain('p', 1, { z: 0 })]),
      team('e', 0, []),
      team('f', 0, [], { choice: 'g' }),
      team('g', 0, [plain('n', 0, { x: 0 })], { choice: 'g' }),
      team('h', 1, [], { choice: 'h' }),
      team('i', 2, [], { choice: 'h' }),
    ],
    offers: offers(3, 2, 5),
  };
  const row = (rank: number, value: number, bound = value) => ({ rank, value, bound });
  const give = (key: string, quantity: number) => {
    const [of, line, offer] = [...key];
    return { team: of!, line: line!, offer: offer!, quantity };
  };
  const good: TeamsResult = {
    taken: ['a', 'b', 'e', 'f', 'i'],
    allocations: [give('apx', 2), give('apy', 1), give('asz', 2), give('bpy', 1)],
    valueByRank: [row(0, 5), row(5, 2)],
    cost: 4,
    status: 'optimal',
  };
  const [apx, apy, asz, bpy] = good.allocations;
  const withUnits = (...allocations: (TeamsResult['allocations'][number] | undefined)[]): Partial<TeamsResult> => ({
    allocations: allocations as TeamsResult['allocations'],
  });

  it('finds no fault with a good result, whatever the order of its lists', () => {
    expect(teamsClaimFault(input, good)).toBe('');
    expect(
      teamsFault(input, { ...good, taken: good.taken.toReversed(), allocations: good.allocations.toReversed() }),
    ).toBe('');
    expect(teamsFault(input, { ...good, cost: 4n })).toBe('');
    expect(teamsFault(input, { ...good, status: 'bounded', valueByRank: [row(0, 5, 9), row(5, 2, 3)] })).toBe('');
  });

  const faults: readonly (readonly [string, Partial<TeamsResult>, string])[] = [
    ['a list that is missing', { taken: undefined as never }, 'a list is missing'],
    ['another status', { status: 'best' as never }, 'status best'],
    ['a cost that is no integer', { cost: 4.5 }, 'cost 4.5 is not an integer'],
    ['a quantity of 0', withUnits(apx, apy, asz, bpy, give('bpx', 0)), 'quantity 0'],
    ['a quantity below 0', withUnits(apx, apy, asz, give('bpy', -1)), 'quantity -1'],
    ['a part of a unit', withUnits(apx, apy, asz, give('bpx', 0.5), give('bpy', 0.5)), 'quantity 0.5'],
    ['an unknown team', { taken: [...good.taken, 'q'] }, 'unknown team q'],
    ['a team twice', { taken: [...good.taken, 'a'] }, 'a team is listed twice'],
    ['units of an unknown team', withUnits(...good.allocations, give('qpx', 1)), 'unknown pair ["q","p","x"]'],
    ['an unknown line', withUnits(apx, apy, asz, give('bqy', 1)), 'unknown pair ["b","q","y"]'],
    ['an offer without a pair', withUnits(apx, apy, asz, give('bpz', 1)), 'unknown pair ["b","p","z"]'],
    ['a pair twice', withUnits(give('apx', 1), give('apx', 1), apy, asz, bpy), 'pair ["a","p","x"] twice'],
    ['units of a team not taken', withUnits(...good.allocations, give('cpz', 1)), 'team c is not taken and holds'],
    ['a line served in part', withUnits(apx, asz, bpy), 'team a: line p is served 2 of 3'],
    ['a line not served', withUnits(apx, apy, asz), 'team b: line p is served 0 of 1'],
    ['a line served too much', withUnits(apx, give('apy', 2), asz, bpy), 'team a: line p is served 4 of 3'],
    [
      'units for a demand of 0',
      { taken: ['a', 'b', 'e', 'g', 'i'], ...withUnits(...good.allocations, give('gnx', 1)) },
      'line n is served 1 of 0',
    ],
    [
      'a single line split',
      withUnits(apx, apy, give('asx', 1), give('asz', 1), bpy),
      'single line s is served by several',
    ],
    ['more than a max', withUnits(give('apx', 3), asz, bpy), 'gets 3 of offer x, above the max of 2'],
    ['more than a capacity', withUnits(give('apx', 1), give('apy', 2), asz, bpy), 'offer y gives 3 of 2'],
    [
      'two of a choice',
      { taken: [...good.taken, 'c'], ...withUnits(...good.allocations, give('cpz', 1)) },
      'choice c has several teams',
    ],
    ['a free team not taken', { taken: ['a', 'b', 'f', 'i'] }, 'free team e is not taken'],
    ['a choice of free teams not taken', { taken: ['a', 'b', 'e', 'i'] }, 'free team f is not taken'],
    ['the second free team of a choice', { taken: ['a', 'b', 'e', 'g', 'i'] }, 'free team f comes before g'],
    ['the worse free team of a choice', { taken: ['a', 'b', 'e', 'f', 'h'] }, 'free team i is better than h'],
    [
      'a team for nothing',
      { taken: [...good.taken, 'd'], ...withUnits(...good.allocations, give('dpz', 1)) },
      'team d has no value',
    ],
    ['a rank that is missing', { valueByRank: [row(0, 5)] }, 'valueByRank has other ranks'],
    ['ranks out of order', { valueByRank: [row(5, 2), row(0, 5)] }, 'valueByRank has other ranks'],
    ['a wrong value', { valueByRank: [row(0, 5), row(5, 3)] }, 'rank 5 has value 2, not 3'],
    ['a bound below the value', { valueByRank: [row(0, 5, 4), row(5, 2)] }, 'rank 0 has bound 4 below its value 5'],
    ['a bound that is none', { valueByRank: [row(0, 5, Number.NaN), row(5, 2)] }, 'rank 0 has bound NaN'],
    [
      'optimal with a bound above',
      { valueByRank: [row(0, 5), row(5, 2, 3)] },
      'the bound of rank 5 is above its value',
    ],
    ['a wrong cost', { cost: 5 }, 'the cost is 4, not 5'],
  ];
  it.each(faults)('refuses %s', (_, change, message) => {
    expect(teamsFault(input, { ...good, ...change })).toContain(message);
  });

  it('counts the use, not the demand, of single lines against a capacity', () => {
    // On x: 2 units of a's plain line and 1 used by its single line of 2, which is all there is.
    const moved = { ...good, ...withUnits(apx, apy, give('asx', 2), bpy), cost: 6, status: 'bounded' as const };
    expect(teamsFault(input, moved)).toBe('');
    expect(teamsFault({ ...input, offers: offers(2, 2, 5) }, moved)).toBe('offer x gives 3 of 2');
  });
});

describe('teamsClaimFault', () => {
  // One unit: a for 3, or b for 1; both are worth the same.
  const input: TeamsInput = {
    teams: [team('a', 1, [plain('1', 1, { x: 3 })]), team('b', 1, [plain('1', 1, { x: 1 })])],
    offers: offers(1),
  };
  const nothing: TeamsResult = {
    taken: [],
    allocations: [],
    valueByRank: [{ rank: 0, value: 0, bound: 0 }],
    cost: 0,
    status: 'stopped',
  };
  const dear: TeamsResult = {
    taken: ['a'],
    allocations: [{ team: 'a', line: '1', offer: 'x', quantity: 1 }],
    valueByRank: [{ rank: 0, value: 1, bound: 1 }],
    cost: 3,
    status: 'bounded',
  };

  it('refuses a bound that a plan exceeds', () => {
    expect(teamsClaimFault(input, nothing)).toBe('rank 0 has bound 0, and 1 can be taken');
    expect(teamsClaimFault(input, { ...nothing, valueByRank: [{ rank: 0, value: 0, bound: 1 }] })).toBe('');
  });

  it('refuses to call optimal what could be cheaper', () => {
    expect(teamsClaimFault(input, dear)).toBe('');
    expect(teamsClaimFault(input, { ...dear, status: 'optimal' })).toBe('optimal, and the cost can be 1, not 3');
  });
});

describe('arbitraries', () => {
  it('give valid instances', () => {
    const unique = (keys: readonly string[]) => expect(new Set(keys).size).toBe(keys.length);
    fc.assert(
      fc.property(
        fc.oneof(smallTeams, tinyTeams, wideTeams, tightTeams, gapTeams, bigTeams),
        ({ teams, offers: all }) => {
          const numbers: number[] = all.map(({ capacity }) => capacity);
          unique(all.map(({ id }) => id));
          unique(teams.map(({ id }) => id));
          for (const { rank, value, lines } of teams) {
            numbers.push(rank, value);
            unique(lines.map(({ id }) => id));
            for (const line of lines) {
              numbers.push(line.demand);
              unique(line.pairs.map(({ offer }) => offer));
              for (const { offer, cost, max = 0, use = 0 } of line.pairs) {
                numbers.push(Math.abs(cost), max, use);
                expect(all.some(({ id }) => id === offer)).toBe(true);
              }
              if (line.pairs.some(({ use }) => use !== undefined)) expect(line.single).toBe(true);
            }
          }
          expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
        },
      ),
      runs(50),
    );
  });
});
