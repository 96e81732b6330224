import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTeams, verifyTeams } from '../../src/bare/match-teams.js';
import { dice, seeds, shuffled } from '../support/dice.js';
import { runs } from '../support/runs.js';
import { bigTeams, gapTeams, smallTeams, tightTeams, tinyTeams, wideTeams } from '../support/teams-arbitrary.js';
import { bestTeams, teamsClaimFault } from '../support/teams-oracle.js';
import type { TeamsInput } from '../support/teams-types.js';

/** Matches, has the result verified as JSON, and holds it against enumeration. */
function matched(input: TeamsInput) {
  const result = matchTeams(input);
  expect(verifyTeams(input, JSON.parse(JSON.stringify(result))).checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(teamsClaimFault(input, result)).toBe('');
  return result;
}

function expectBest(input: TeamsInput): void {
  const result = matched(input);
  const best = bestTeams(input);
  expect(result.valueByRank.map(({ value }) => value)).toEqual(best.values);
  expect(BigInt(result.cost)).toBe(best.cost);
  expect(result.status).toBe('optimal');
}

describe('matchTeams reaches the optimum of enumeration, rank by rank and in cost, and proves it', () => {
  it.each([
    ['small', smallTeams, 100],
    ['tiny', tinyTeams, 100],
    ['like generalised assignment', gapTeams, 60],
    ['tight', tightTeams, 12],
    ['wide, up to 12 teams of 6 lines', wideTeams, 30],
    ['of large quantities', bigTeams, 5],
  ] as const)('%s', (_, arbitrary, count) => {
    fc.assert(fc.property(arbitrary, expectBest), runs(count));
  });
});

describe('the result', () => {
  it('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(smallTeams, seeds, (input, seed) => {
        const roll = dice(seed);
        const teams = shuffled(input.teams, roll).map((team) => ({
          ...team,
          lines: shuffled(team.lines, roll).map((line) => ({ ...line, pairs: shuffled(line.pairs, roll) })),
        }));
        const other = { teams, offers: shuffled(input.offers, roll) };
        expect(matchTeams(other)).toEqual(matchTeams(input));
      }),
      runs(40),
    );
  });

  it('is honest wherever work ends, and the same each time', () => {
    fc.assert(
      fc.property(tightTeams, fc.nat(20_000), (input, workLimit) => {
        const result = matchTeams(input, { workLimit });
        expect(matchTeams(input, { workLimit })).toEqual(result);
        expect(verifyTeams(input, result).ok).toBe(true);
        expect(teamsClaimFault(input, result)).toBe('');
      }),
      runs(12),
    );
  });

  it('takes no less of a rank when an offer is added', () => {
    fc.assert(
      fc.property(smallTeams, ({ teams, offers }) => {
        const fewer = { teams, offers: offers.map((offer, o) => (o === 0 ? { ...offer, capacity: 0 } : offer)) };
        const [more, less] = [matchTeams({ teams, offers }), matchTeams(fewer)].map(({ valueByRank }) =>
          valueByRank.map(({ value }) => value),
        );
        const first = more!.findIndex((value, r) => value !== less![r]);
        expect(first === -1 || more![first]! > less![first]!).toBe(true);
      }),
      runs(40),
    );
  });
});
