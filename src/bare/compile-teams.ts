import { startsOf } from '../kernel/flow-graph.js';
import { placesBy } from '../kernel/grouped.js';
import { getOrSet } from '../kernel/maps.js';
import type { TeamProblem } from '../problem/team-problem.js';
import type { TeamsRead } from './read-teams.js';

/** The problem, and what its columns stand for; ranks ascending. */
export type CompiledTeams = ReturnType<typeof compileTeams>;

/**
 * Puts teams into columns. Left out are lines that ask for nothing and pairs that can give nothing: of a single line those that could not
 * give all of it. O(size).
 */
export function compileTeams({ teams, offers }: TeamsRead) {
  const ranks = [...new Set(teams.map(({ rank }) => rank))];
  const place = new Map(ranks.map((rank, r) => [rank, r]));
  const choices = new Map<string | number, number>();
  const lines = teams.flatMap(({ lines }, team) =>
    lines.filter(({ demand }) => demand > 0).map((line) => ({ ...line, team })),
  );
  const pairs = lines.flatMap(({ pairs, single, demand }, line) =>
    pairs
      .filter(({ offer, max, use }) => {
        const { capacity } = offers[offer]!;
        return single ? max >= demand && use <= capacity : max > 0 && capacity > 0;
      })
      .map((pair) => ({ ...pair, line, max: Math.min(pair.max, demand) })),
  );
  const teamOf = Int32Array.from(lines, ({ team }) => team);
  const lineOf = Int32Array.from(pairs, ({ line }) => line);
  const offer = Int32Array.from(pairs, (pair) => pair.offer);
  const [offerStart, pairAt] = placesBy(offers.length, offer);
  const problem: TeamProblem = {
    rank: Int32Array.from(teams, ({ rank }) => place.get(rank)!),
    ranks: ranks.length,
    value: Float64Array.from(teams, ({ value }) => value),
    choice: Int32Array.from(teams, ({ choice }, t) => getOrSet(choices, choice ?? t, () => choices.size)),
    lineStart: startsOf(teams.length, teamOf),
    teamOf,
    demand: Float64Array.from(lines, ({ demand }) => demand),
    single: Uint8Array.from(lines, ({ single }) => Number(single)),
    pairStart: startsOf(lines.length, lineOf),
    lineOf,
    offer,
    cost: Float64Array.from(pairs, ({ cost }) => cost),
    max: Float64Array.from(pairs, ({ max }) => max),
    use: Float64Array.from(pairs, ({ use }) => use),
    capacity: Float64Array.from(offers, ({ capacity }) => capacity),
    offerStart,
    pairAt,
  };
  return { problem, ranks, teams, lineIds: lines.map(({ id }) => id), offerIds: offers.map(({ id }) => id) };
}
