import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchStable, verifyStable } from '../../src/bare/match-stable.js';
import { runs } from '../support/runs.js';
import {
  acceptable,
  atLeastAsGood,
  blocking,
  type Chooser,
  type Pairing,
  type Sides,
  stableMatchings,
  strictly,
} from '../support/stable-oracle.js';

/** A list of some of these, with ties. */
const prefsOf = (ids: readonly string[]) =>
  fc
    .tuple(fc.shuffledSubarray([...ids]), fc.array(fc.boolean(), { minLength: ids.length, maxLength: ids.length }))
    .map(([some, tied]) => {
      const prefs: string[][] = [];
      some.forEach((id, i) => {
        if (i > 0 && tied[i]) prefs.at(-1)!.push(id);
        else prefs.push([id]);
      });
      return prefs;
    });
const sideOf = (own: readonly string[], others: readonly string[], key: 'quota' | 'capacity') =>
  fc.tuple(
    ...own.map((id) =>
      fc
        .tuple(fc.option(fc.nat(3), { nil: undefined }), prefsOf(others))
        .map(([quota, prefs]): Chooser => ({ id, ...(quota !== undefined && { [key]: quota }), prefs })),
    ),
  );
const small: fc.Arbitrary<Sides> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([m, n]) => {
    const [ps, rs] = [['a', 'b', 'c', 'd'].slice(0, m), ['x', 'y', 'z'].slice(0, n)];
    return fc.record({ proposers: sideOf(ps, rs, 'quota'), receivers: sideOf(rs, ps, 'capacity') });
  });
const pairsOf = ({ matches }: ReturnType<typeof matchStable>): Pairing =>
  matches.map(({ proposer, receiver }) => [proposer, receiver] as const);
const resultOf = (pairs: Pairing) => ({
  matches: pairs.map(([proposer, receiver]) => ({ proposer, receiver })),
  blockingPairs: [],
  status: 'stable',
});

describe('matchStable', () => {
  it.each(['proposers', 'receivers'] as const)(
    'is one of the stable matchings, and by strict lists the best of all for %s',
    (optimalFor) => {
      fc.assert(
        fc.property(small, (sides) => {
          const result = matchStable(sides, { optimalFor });
          const pairs = pairsOf(result);
          expect(stableMatchings(sides)).toContainEqual(pairs);
          const strict = strictly(sides);
          const all = stableMatchings(strict);
          expect(all).toContainEqual(pairs);
          for (const other of all) expect(atLeastAsGood(strict, optimalFor, pairs, other)).toBe(true);
          expect(verifyStable(sides, JSON.parse(JSON.stringify(result))).ok).toBe(true);
        }),
        runs(300),
      );
    },
  );

  it('does not depend on the order of rows, nor of those liked alike', () => {
    fc.assert(
      fc.property(small, (sides) => {
        const turned = (list: readonly Chooser[]) =>
          [...list].reverse().map((one) => ({ ...one, prefs: one.prefs.map((tie) => [...tie].reverse()) }));
        const other = { proposers: turned(sides.proposers), receivers: turned(sides.receivers) };
        expect(matchStable(other)).toEqual(matchStable(sides));
      }),
      runs(100),
    );
  });
});

describe('verifyStable', () => {
  it('accepts exactly the stable sets of acceptable pairs', () => {
    fc.assert(
      fc.property(small, fc.nat(), (sides, set) => {
        const all = acceptable(sides);
        const pairs = all.filter((_, i) => (set >> i) & 1);
        const isStable = stableMatchings(sides).some((one) => JSON.stringify(one) === JSON.stringify(pairs));
        const { ok, checks } = verifyStable(sides, resultOf(pairs));
        expect(ok).toBe(isStable);
        if (checks.find(({ name }) => name === 'quotas')!.ok) {
          expect(checks.find(({ name }) => name === 'stable')!.ok).toBe(blocking(sides, pairs).length === 0);
        }
      }),
      runs(300),
    );
  });
});
