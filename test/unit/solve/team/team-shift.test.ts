import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTeams, verifyTeams } from '../../../../src/bare/match-teams.js';
import { runs } from '../../../support/runs.js';
import { gapTeams, tightTeams } from '../../../support/teams-arbitrary.js';

describe('a plan that was stopped', () => {
  it('has a bound on its cost, and is no cheaper by any shift or swap of single lines', () => {
    let moves = 0;
    fc.assert(
      fc.property(fc.oneof(gapTeams, tightTeams), fc.nat(3000), (input, workLimit) => {
        const result = matchTeams(input, { workLimit });
        expect(verifyTeams(input, result).ok).toBe(true);
        const full = matchTeams(input);
        const isAsFull = full.valueByRank.every(({ value }, r) => value === result.valueByRank[r]!.value);
        if (isAsFull) expect(result.costBound).toBeLessThanOrEqual(full.cost);
        const room = new Map(input.offers.map(({ id, capacity }) => [id, capacity]));
        const lines = input.teams.flatMap(({ id, lines: own }) =>
          own.flatMap((line) => {
            const given = result.allocations.filter(({ team, line: l }) => team === id && l === line.id);
            const use = (offer: string) => line.pairs.find((pair) => pair.offer === offer)?.use ?? line.demand;
            for (const { offer, quantity } of given) {
              room.set(offer, room.get(offer)! - (line.single ? use(offer) : quantity));
            }
            if (!line.single || given.length === 0) return [];
            const pairs = line.pairs
              .filter(({ max }) => (max ?? line.demand) >= line.demand)
              .map(({ offer, cost }) => ({ offer, cost: cost * line.demand, use: use(offer) }));
            return [{ pairs, at: pairs.find(({ offer }) => offer === given[0]!.offer)! }];
          }),
        );
        for (const a of lines) {
          for (const to of a.pairs) {
            if (to.offer === a.at.offer) continue;
            moves++;
            if (to.use <= room.get(to.offer)!) expect(to.cost).toBeGreaterThanOrEqual(a.at.cost);
            for (const b of lines) {
              const back = b.pairs.find(({ offer }) => offer === a.at.offer);
              if (b.at.offer !== to.offer || !back) continue;
              const fits = to.use <= room.get(to.offer)! + b.at.use && back.use <= room.get(a.at.offer)! + a.at.use;
              if (fits) expect(to.cost + back.cost).toBeGreaterThanOrEqual(a.at.cost + b.at.cost);
            }
          }
        }
      }),
      runs(12),
    );
    expect(moves).toBeGreaterThan(0);
  });
});
