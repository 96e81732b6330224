import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, type PairsResult, verifyPairs } from '../../src/bare/match-pairs.js';
import { dice, seeds, shuffled } from '../support/dice.js';
import { bigPairs, mediumPairs, tiedPairs, tinyPairs } from '../support/pairs-arbitrary.js';
import { compareValues, judgedPart, valueOfPairs } from '../support/pairs-oracle.js';
import type { PairsCase, PairsInput, PairsLevel } from '../support/pairs-types.js';
import { PAIRS_LEVELS } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

const anyPairs = fc.oneof(
  { weight: 4, arbitrary: tinyPairs },
  { weight: 3, arbitrary: tiedPairs },
  { weight: 1, arbitrary: mediumPairs },
  { weight: 2, arbitrary: bigPairs },
);

/** The instance with every id replaced. */
function renamed(
  { input, options }: PairsCase,
  needId: (id: string) => string,
  offerId: (id: string) => string,
): PairsCase {
  const both = <T extends { need: string; offer: string }>(row: T): T => ({
    ...row,
    need: needId(row.need),
    offer: offerId(row.offer),
  });
  return {
    input: {
      needs: input.needs.map((need) => ({ ...need, id: needId(need.id) })),
      offers: input.offers.map((offer) => ({ ...offer, id: offerId(offer.id) })),
      pairs: input.pairs.map(both),
    },
    options: { ...options, previous: options.previous.map(both) },
  };
}

/** A result without what only ids and ranks decide: the digest. */
function undigested({ certificate: { digest: _, ...certificate }, ...result }: PairsResult) {
  return { ...result, certificate };
}

/** Lexicographic comparison of covered units, smallest rank first. */
function compareCoverage(a: PairsResult['coverage'], b: PairsResult['coverage']): number {
  return a.map((row, i) => row.covered - b[i]!.covered).find((difference) => difference !== 0) ?? 0;
}

describe('laws of matchPairs', () => {
  it('rows in any order give the same JSON, byte for byte', () => {
    fc.assert(
      fc.property(anyPairs, seeds, ({ input, options }, start) => {
        const roll = dice(start);
        const reordered = {
          needs: shuffled(input.needs, roll),
          offers: shuffled(input.offers, roll),
          pairs: shuffled(input.pairs, roll),
        };
        const previous = shuffled(options.previous, roll);
        const result = JSON.stringify(matchPairs(input, options));
        expect(JSON.stringify(matchPairs(reordered, { ...options, previous }))).toBe(result);
        expect(JSON.stringify(matchPairs(input, options))).toBe(result);
      }),
      runs(85),
    );
  });

  it('keys in any order, null prototypes and frozen rows give the same JSON; nothing given is written', () => {
    fc.assert(
      fc.property(tinyPairs, ({ input, options }) => {
        const turned = <T extends object>(rows: readonly T[]): T[] =>
          rows.map((row) =>
            Object.freeze(Object.assign(Object.create(null), Object.fromEntries(Object.entries(row).reverse()))),
          );
        const other = {
          pairs: Object.freeze(turned(input.pairs)),
          offers: Object.freeze(turned(input.offers)),
          needs: Object.freeze(turned(input.needs)),
        };
        const before = structuredClone(input);
        expect(JSON.stringify(matchPairs(Object.freeze(other), options))).toBe(
          JSON.stringify(matchPairs(input, Object.freeze(options))),
        );
        expect(input).toEqual(before);
      }),
      runs(35),
    );
  });

  it('results are plain JSON: a round trip loses nothing, not even a −0, and still verifies', () => {
    fc.assert(
      fc.property(anyPairs, ({ input, options }) => {
        const result = matchPairs(input, options);
        const back: unknown = JSON.parse(JSON.stringify(result));
        // toStrictEqual tells −0, undefined and typed arrays from what JSON makes of them.
        expect(back).toStrictEqual(result);
        expect(verifyPairs(JSON.parse(JSON.stringify(input)), back, JSON.parse(JSON.stringify(options))).ok).toBe(true);
      }),
      runs(85),
    );
  });

  it('one more offer never worsens the coverage, rank by rank', () => {
    let better = 0;
    fc.assert(
      fc.property(anyPairs, seeds, ({ input, options }, start) => {
        const roll = dice(start);
        const before = matchPairs(input, options).coverage;
        const more = {
          ...input,
          offers: [...input.offers, { id: 'one more', capacity: roll(5) }],
          pairs: [
            ...input.pairs,
            ...input.needs.flatMap(({ id }) =>
              roll(2) === 0 ? [] : [{ need: id, offer: 'one more', cost: roll(2000) - 1000 }],
            ),
          ],
        };
        const order = compareCoverage(matchPairs(more, options).coverage, before);
        expect(order).toBeGreaterThanOrEqual(0);
        if (order > 0) better++;
      }),
      runs(100),
    );
    expect(better).toBeGreaterThan(6);
  });

  it('a need split in two halves of one class changes no total', () => {
    fc.assert(
      fc.property(anyPairs, seeds, ({ input, options: { levels } }, start) => {
        fc.pre(input.needs.length > 0);
        const roll = dice(start);
        const whole: PairsInput = {
          ...input,
          needs: input.needs.map((need) => ({ ...need, group: need.group ?? `own class of ${need.id}` })),
          pairs: input.pairs.map(({ need, offer, cost }) => ({ need, offer, cost })),
        };
        const split = whole.needs[roll(whole.needs.length)]!;
        const first = roll(split.demand + 1);
        const halves = (need: (typeof whole.needs)[number]) =>
          need === split
            ? [
                { ...need, demand: first },
                { ...need, id: `${need.id}, second half`, demand: need.demand - first },
              ]
            : [need];
        const apart: PairsInput = {
          ...whole,
          needs: whole.needs.flatMap(halves),
          pairs: whole.pairs.flatMap((pair) =>
            pair.need === split.id ? [pair, { ...pair, need: `${pair.need}, second half` }] : [pair],
          ),
        };
        const value = (one: PairsInput) =>
          judgedPart(valueOfPairs(one, matchPairs(one, { levels }).allocations), levels);
        expect(value(apart)).toEqual(value(whole));
      }),
      runs(100),
    );
  });

  it('re-matching with its own allocations as promises withdraws nothing and reaches the same value', () => {
    fc.assert(
      fc.property(anyPairs, ({ input, options }) => {
        const levels = options.levels.includes('keep') ? options.levels : PAIRS_LEVELS;
        const { allocations: previous, ...first } = matchPairs(input, { ...options, levels });
        const again = matchPairs(input, { levels, previous });
        const value = valueOfPairs(input, again.allocations, { levels, previous });
        expect(value.withdrawn).toBe(0);
        expect(again.coverage).toEqual(first.coverage);
        // All is kept and coverage is at its best, so the plan is the same.
        expect(again.allocations).toEqual(previous);
        expect(again.cost).toEqual(first.cost);
      }),
      runs(100),
    );
  });

  it('a level left out is not judged, and never costs the levels before it', () => {
    fc.assert(
      fc.property(anyPairs, ({ input, options: { previous } }) => {
        const value = (levels: readonly PairsLevel[]) =>
          valueOfPairs(input, matchPairs(input, { levels, previous }).allocations, { previous });
        const all = value(PAIRS_LEVELS);
        for (const levels of [
          ['rank'],
          ['rank', 'fair'],
          ['rank', 'keep'],
          ['rank', 'cost'],
          ['rank', 'fair', 'cost'],
        ] as const) {
          const some = value(levels);
          expect(some.coverageByRank).toEqual(all.coverageByRank);
          expect(compareValues(some, all, levels)).toBeGreaterThanOrEqual(0);
          expect(compareValues(all, some, PAIRS_LEVELS)).toBeGreaterThanOrEqual(0);
          if (levels[1] === 'fair') expect(some.fairnessByRank).toEqual(all.fairnessByRank);
        }
        expect(matchPairs(input, { previous })).toEqual(matchPairs(input, { levels: PAIRS_LEVELS, previous }));
      }),
      runs(50),
    );
  });

  it('ids are names only: others in the same order give the same plan', () => {
    const odd = [
      '-1',
      '0',
      '01',
      '1',
      '10',
      '1e3',
      '2',
      'NaN',
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'toString',
    ];
    expect([...odd].sort()).toEqual(odd);
    fc.assert(
      fc.property(fc.oneof(tinyPairs, tiedPairs), (drawn) => {
        const ids = (names: Iterable<string>) => [...new Set(names)].sort();
        const needs = ids([
          ...drawn.input.needs.map(({ id }) => id),
          ...drawn.options.previous.map(({ need }) => need),
        ]);
        const offers = ids([
          ...drawn.input.offers.map(({ id }) => id),
          ...drawn.options.previous.map(({ offer }) => offer),
        ]);
        const plain = (prefix: string, list: readonly string[]) => (id: string) => `${prefix}${list.indexOf(id) + 100}`;
        const one = renamed(drawn, plain('n', needs), plain('o', offers));
        const other = renamed(
          drawn,
          (id) => odd[needs.indexOf(id)]!,
          (id) => odd[offers.indexOf(id)]!,
        );
        const result = undigested(matchPairs(one.input, one.options));
        const expected = {
          ...result,
          allocations: result.allocations.map(({ need, offer, quantity }) => ({
            need: odd[Number(need.slice(1)) - 100]!,
            offer: odd[Number(offer.slice(1)) - 100]!,
            quantity,
          })),
        };
        expect(undigested(matchPairs(other.input, other.options))).toEqual(expected);
      }),
      runs(70),
    );
  });

  it('only the order of ranks matters: gaps, negatives and extremes give the same plan', () => {
    fc.assert(
      fc.property(anyPairs, fc.boolean(), ({ input, options }, extreme) => {
        const ranks = [...new Set(input.needs.map(({ rank }) => rank))].sort((a, b) => a - b);
        const other = (rank: number) => {
          const r = ranks.indexOf(rank);
          if (extreme && r === 0) return -Number.MAX_SAFE_INTEGER;
          if (extreme && r === ranks.length - 1) return Number.MAX_SAFE_INTEGER;
          return -5000 + 1013 * r;
        };
        const moved = { ...input, needs: input.needs.map((need) => ({ ...need, rank: other(need.rank) })) };
        const result = undigested(matchPairs(input, options));
        expect(undigested(matchPairs(moved, options))).toEqual({
          ...result,
          coverage: result.coverage.map((row) => ({ ...row, rank: other(row.rank) })),
        });
      }),
      runs(70),
    );
  });

  it('a currency is no matter: all costs times the most that is allowed cost so much more', () => {
    fc.assert(
      fc.property(anyPairs, fc.boolean(), ({ input, options }, most) => {
        const levels = options.levels.includes('cost') ? options.levels : PAIRS_LEVELS;
        const dearest = input.pairs.reduce((least, { cost }) => Math.max(least, Math.abs(cost)), 1);
        const path = 2 * Math.min(input.needs.length, input.offers.length) + 1;
        const factor = most ? Math.floor(Number.MAX_SAFE_INTEGER / (path * dearest)) : 7;
        const dear = { ...input, pairs: input.pairs.map((pair) => ({ ...pair, cost: factor * pair.cost })) };
        const once = matchPairs(input, { ...options, levels });
        const often = matchPairs(dear, { ...options, levels });
        expect(BigInt(often.cost)).toBe(BigInt(factor) * BigInt(once.cost));
        expect(often.coverage).toEqual(once.coverage);
        expect(verifyPairs(dear, often, { ...options, levels }).ok).toBe(true);
      }),
      runs(100),
    );
  });
});
