/**
 * Random instances on teams, all of them valid: ids once, pairs once, integers. They shrink towards nothing.
 *
 * Few enough teams, and few enough ways to serve the single lines, for `teams-oracle.ts`.
 */
import fc from 'fast-check';
import type { TeamsInput } from './teams-types.js';

/** Ids that break what takes ids for anything but strings. */
const TEAM_IDS = ['t1', '10', '2', '__proto__', 'constructor', '联动', 'é', 'a b', '["t"]', ''.padEnd(64, 'x')];
const LINE_IDS = ['10', '2', '__proto__', 't1', 'toString', 'é'];
const OFFER_IDS = ['o1', '10', '2', '__proto__', 'toString', '供给'];
const CHOICES = ['c', '__proto__', '10', 't1', 'constructor'];

interface LineShape {
  readonly demand: number;
  readonly single: boolean;
  /** `offer` may point past the end: no such pair. `use` counts for single lines only. */
  readonly pairs: readonly {
    readonly offer: number;
    readonly cost: number;
    readonly max: number | undefined;
    readonly use: number | undefined;
  }[];
}

interface TeamShape {
  readonly rank: number;
  readonly value: number;
  readonly choice: number | undefined;
  readonly lines: readonly LineShape[];
}

interface Shape {
  readonly teams: readonly TeamShape[];
  readonly capacities: readonly number[];
  readonly odd: boolean;
}

interface Limits {
  /** Most ways to serve all single lines; further ones are plain. */
  readonly singles: number;
  /** Most ways to serve all lines unit by unit; further ones ask for nothing. */
  readonly units?: number;
}

function build({ teams, capacities, odd }: Shape, { singles, units = Number.POSITIVE_INFINITY }: Limits): TeamsInput {
  const idAt = (ids: readonly string[], prefix: string, index: number) =>
    (odd ? ids[index] : undefined) ?? `${prefix}${index}`;
  let singleWays = 1;
  let unitWays = 1;
  const lineOf = (shape: LineShape, n: number) => {
    const pairs = shape.pairs.filter(({ offer }) => offer < capacities.length);
    const ways = Math.max(1, pairs.length);
    const demand = unitWays * ways ** shape.demand > units ? 0 : shape.demand;
    unitWays *= ways ** demand;
    const single = shape.single && singleWays * ways <= singles;
    if (single) singleWays *= ways;
    return {
      id: idAt(LINE_IDS, 'l', n),
      demand,
      ...(single ? { single: true as const } : {}),
      pairs: pairs.map(({ offer, cost, max, use }) => ({
        offer: idAt(OFFER_IDS, 'o', offer),
        cost,
        ...(max === undefined ? {} : { max }),
        ...(single && use !== undefined ? { use } : {}),
      })),
    };
  };
  return {
    teams: teams.map(({ rank, value, choice, lines }, n) => ({
      id: idAt(TEAM_IDS, 't', n),
      rank,
      value,
      ...(choice === undefined ? {} : { choice: CHOICES[choice]! }),
      lines: lines.map(lineOf),
    })),
    offers: capacities.map((capacity, o) => ({ id: idAt(OFFER_IDS, 'o', o), capacity })),
  };
}

/** Mostly full size; now and then any size down to nothing. */
function mostly<T>(item: fc.Arbitrary<T>, usual: number, most: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 7, arbitrary: fc.array(item, { minLength: usual, maxLength: most }) },
    { weight: 1, arbitrary: fc.array(item, { maxLength: most }) },
  );
}

/** There once in `times`. */
function seldom<T>(item: fc.Arbitrary<T>, times = 6): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: item });
}

function of(...values: number[]): fc.Arbitrary<number> {
  return fc.constantFrom(...values);
}

/** Pairs with some of the offers, in any order. */
function pairsOf(
  least: number,
  offers: number,
  cell: { cost: fc.Arbitrary<number>; max: fc.Arbitrary<number | undefined>; use: fc.Arbitrary<number | undefined> },
): fc.Arbitrary<LineShape['pairs']> {
  return fc.uniqueArray(fc.record({ offer: fc.nat(offers - 1), ...cell }), {
    selector: ({ offer }) => offer,
    minLength: least,
    maxLength: offers,
  });
}

/** One in `times` is true. */
function once(times: number): fc.Arbitrary<boolean> {
  return fc.nat(times - 1).map((n) => n === times - 1);
}

/** Capacities that are, in all, about `percent` of what the lines ask: shares say how it is spread. */
function measured(teams: readonly TeamShape[], percent: number, shares: readonly number[]): number[] {
  let asked = 0;
  for (const { demand, single, pairs } of teams.flatMap(({ lines }) => lines)) {
    const uses = pairs.map(({ use }) => (single ? (use ?? demand) : demand));
    asked += uses.length === 0 ? 0 : uses.reduce((sum, use) => sum + use, 0) / uses.length;
  }
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.round((asked * percent * share) / (100 * all)));
}

function small(teams: number, offers: number): fc.Arbitrary<Shape> {
  return fc.record({
    teams: mostly(
      fc.record({
        rank: of(0, 0, 0, 1, 1, 7),
        value: of(1, 1, 1, 2, 0),
        choice: seldom(fc.nat(1), 3),
        lines: mostly(
          fc.record({
            demand: of(1, 1, 2, 2, 3, 0),
            single: once(3),
            pairs: fc.oneof(
              {
                weight: 12,
                arbitrary: pairsOf(1, offers, {
                  cost: of(0, 0, 1, 1, 2, -1),
                  max: seldom(of(0, 1, 2)),
                  use: seldom(of(0, 1, 2, 3), 2),
                }),
              },
              { weight: 1, arbitrary: fc.constant([]) },
            ),
          }),
          1,
          2,
        ),
      }),
      teams - 1,
      teams,
    ),
    capacities: mostly(of(0, 1, 2, 2, 3, 4), offers - 1, offers),
    odd: fc.boolean(),
  });
}

/** Few teams, few offers, tiny numbers: many ties. */
export const smallTeams: fc.Arbitrary<TeamsInput> = small(5, 3).map((shape) => build(shape, { singles: 1000 }));

/** Small ones whose units can be placed one by one in at most 500 ways. */
export const tinyTeams: fc.Arbitrary<TeamsInput> = small(4, 3).map((shape) =>
  build(shape, { singles: 500, units: 500 }),
);

const wide: fc.Arbitrary<Shape> = fc.record({
  teams: mostly(
    fc.record({
      rank: of(0, 0, 2, 2, 1_000_000),
      value: fc.oneof(of(1, 1, 0), fc.nat(8)),
      choice: seldom(fc.nat(4), 3),
      lines: mostly(
        fc.record({
          demand: fc.oneof(of(0, 1, 1, 2), fc.nat(6)),
          single: once(4),
          pairs: fc.oneof(
            {
              weight: 30,
              arbitrary: pairsOf(2, 5, {
                cost: fc.oneof(of(0, 1, -1), fc.integer({ min: -3, max: 9 })),
                max: seldom(fc.nat(5)),
                use: seldom(fc.nat(7), 2),
              }),
            },
            { weight: 1, arbitrary: fc.constant([]) },
          ),
        }),
        2,
        6,
      ),
    }),
    6,
    12,
  ),
  capacities: mostly(fc.oneof(of(0, 10, 20), fc.nat(40)), 4, 5),
  odd: fc.boolean(),
});

/** Up to 12 teams of up to 6 lines: alternatives, single lines, bounds, ranks with gaps, nothing asked, no value, costs below 0. */
export const wideTeams: fc.Arbitrary<TeamsInput> = wide.map((shape) => build(shape, { singles: 50 }));

/** Offers have somewhat less than the teams ask, so that it counts which teams fit together. */
export const tightTeams: fc.Arbitrary<TeamsInput> = fc
  .record({
    teams: fc.array(
      fc.record({
        rank: of(0, 0, 0, 0, 3),
        value: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 })),
        choice: seldom(fc.nat(2), 6),
        lines: fc.array(
          fc.record({
            demand: fc.integer({ min: 1, max: 7 }),
            single: once(3),
            pairs: pairsOf(2, 4, {
              cost: fc.nat(4),
              max: seldom(fc.nat(6), 8),
              use: seldom(fc.integer({ min: 1, max: 9 }), 2),
            }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 5, maxLength: 10 },
    ),
    percent: fc.integer({ min: 40, max: 110 }),
    shares: fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 3, maxLength: 4 }),
    odd: fc.constant(false),
  })
  .map(({ teams, percent, shares, odd }) =>
    build({ teams, capacities: measured(teams, percent, shares), odd }, { singles: 60 }),
  );

/** Generalised assignment: every team is one single line of value 1, and what it uses differs by offer. */
export const gapTeams: fc.Arbitrary<TeamsInput> = fc
  .record({
    teams: fc.array(
      fc.record({
        rank: fc.constant(0),
        value: fc.constant(1),
        choice: fc.constant(undefined),
        lines: fc.tuple(
          fc.record({
            demand: of(1, 1, 1, 2, 3),
            single: fc.constant(true),
            pairs: pairsOf(2, 3, {
              cost: fc.oneof(of(0, 1), fc.integer({ min: -2, max: 9 })),
              max: seldom(of(1, 2), 9),
              use: seldom(fc.nat(10), 2).map((use) => use ?? 5),
            }),
          }),
        ),
      }),
      { minLength: 4, maxLength: 9 },
    ),
    percent: fc.integer({ min: 25, max: 95 }),
    shares: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 2, maxLength: 3 }),
  })
  .map(({ teams, percent, shares }) =>
    build({ teams, capacities: measured(teams, percent, shares), odd: false }, { singles: 20_000 }),
  );

/** Every quantity of another instance times up to 2^30: nothing here may be stepped through. */
export const bigTeams: fc.Arbitrary<TeamsInput> = fc
  .tuple(fc.oneof(smallTeams, tightTeams), fc.integer({ min: 1, max: 2 ** 30 }))
  .map(([input, by]) => scaledTeams(input, by));

/** The same instance with every quantity `by` times as large: the same teams are best, and cost `by` times as much. */
export function scaledTeams({ teams, offers }: TeamsInput, by: number): TeamsInput {
  return {
    teams: teams.map((team) => ({
      ...team,
      lines: team.lines.map((line) => ({
        ...line,
        demand: by * line.demand,
        pairs: line.pairs.map((pair) => ({
          ...pair,
          ...(pair.max === undefined ? {} : { max: by * pair.max }),
          ...(pair.use === undefined ? {} : { use: by * pair.use }),
        })),
      })),
    })),
    offers: offers.map(({ id, capacity }) => ({ id, capacity: by * capacity })),
  };
}
