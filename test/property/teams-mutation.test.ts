import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTeams, type TeamsResult, verifyTeams } from '../../src/bare/match-teams.js';
import { type Dice, dice, seeds } from '../support/dice.js';
import { runs } from '../support/runs.js';
import { gapTeams, smallTeams, tightTeams } from '../support/teams-arbitrary.js';
import { cheapestWith, teamsClaimFault, valuesOf } from '../support/teams-oracle.js';
import type { TeamsInput } from '../support/teams-types.js';

const anyTeams = fc.oneof(
  { weight: 4, arbitrary: smallTeams },
  { weight: 2, arbitrary: gapTeams },
  { weight: 1, arbitrary: tightTeams },
);

/** Every number, text and list in a result, by what it takes to falsify it. */
function falsifications(result: unknown, roll: Dice): ((copy: TeamsResult) => void)[] {
  const changes: ((copy: TeamsResult) => void)[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    const at = (copy: unknown) =>
      path.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], copy) as Record<
        string,
        unknown
      >;
    const key = path.at(-1)!;
    if (Array.isArray(value)) {
      if (value.length > 0) changes.push((copy) => (at(copy)[key] as unknown[]).pop());
      for (const [i, one] of value.entries()) visit(one, [...path, i]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) visit(one, [...path, name]);
    } else if (typeof value === 'number') {
      const by = roll(2) === 0 ? 1 : -1;
      changes.push(
        (copy) => (at(copy)[key] = value + by),
        (copy) => (at(copy)[key] = value + 0.5),
      );
    } else changes.push((copy) => (at(copy)[key] = `${value}x`));
  };
  visit(result, []);
  return changes;
}

function changed(result: TeamsResult, change: (copy: TeamsResult) => void): TeamsResult {
  const copy = structuredClone(result);
  change(copy);
  return copy;
}

/** Visits random instances with their results, and dice. */
function eachResult(count: number, visit: (input: TeamsInput, result: TeamsResult, roll: Dice) => void): void {
  fc.assert(
    fc.property(anyTeams, seeds, (input: TeamsInput, seed) => visit(input, matchTeams(input), dice(seed))),
    runs(count),
  );
}

describe('verifyTeams', () => {
  it('refuses what is falsified; where only the proof was changed, what it accepts is true', () => {
    let refused = 0;
    eachResult(15, (input, result, roll) => {
      const changes = falsifications(result, roll);
      // Proofs can be long: some of their entries will do.
      for (const change of changes.length > 120 ? changes.filter(() => roll(changes.length) < 120) : changes) {
        const copy = changed(result, change);
        const verdict = verifyTeams(input, copy);
        if (!verdict.ok) {
          refused++;
          expect(verdict.checks.some(({ ok, detail }) => !ok && detail !== '')).toBe(true);
          continue;
        }
        const { certificate: _, ...told } = copy;
        const { certificate: __, ...original } = result;
        expect(told).toEqual(original);
        expect(teamsClaimFault(input, copy)).toBe('');
      }
    });
    expect(refused).toBeGreaterThan(800);
  });

  it('refuses every other plan with the same proof, unless what it says is true', () => {
    let refused = 0;
    eachResult(60, (input, result, roll) => {
      for (let turn = 0; turn < 10; turn++) {
        const teams = input.teams.filter(() => roll(2) === 0);
        const plan = cheapestWith(input, teams);
        if (!plan) continue;
        const values = valuesOf(input, teams);
        const other: TeamsResult = {
          ...result,
          taken: teams.map(({ id }) => id),
          allocations: [...plan.allocations],
          valueByRank: result.valueByRank.map((row, r) => ({ ...row, value: values[r]!, bound: values[r]! })),
          cost: Number(plan.cost),
        };
        if (verifyTeams(input, other).ok) expect(teamsClaimFault(input, other)).toBe('');
        else refused++;
      }
    });
    expect(refused).toBeGreaterThan(120);
  });

  it('refuses the result of other data', () => {
    fc.assert(
      fc.property(smallTeams, smallTeams, (input, other) => {
        fc.pre(JSON.stringify(input) !== JSON.stringify(other));
        expect(verifyTeams(other, matchTeams(input)).ok).toBe(false);
      }),
      runs(20),
    );
  });

  it('never throws on what is no result', () => {
    fc.assert(
      fc.property(smallTeams, fc.anything(), (input, result) => {
        expect(verifyTeams(input, result).ok).toBe(false);
      }),
      runs(80),
    );
  });
});
