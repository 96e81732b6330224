import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/pairs.js';
import { bigPairs, fairMediumPairs, mediumPairs, tiedPairs, tinyPairs } from '../support/pairs-arbitrary.js';
import { optimumByHighs } from '../support/pairs-highs.js';
import { enumeratePairs, judgedPart, valueOfPairs } from '../support/pairs-oracle.js';
import type { PairsCase } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

/** Matches, has the result verified, and returns its value as the oracle counts it. */
function valueOfMatch({ input, options }: PairsCase) {
  const result = matchPairs(input, options);
  const verdict = verifyPairs(input, JSON.parse(JSON.stringify(result)), options);
  expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
  const value = valueOfPairs(input, result.allocations, options);
  expect(new Map(result.coverage.map((row) => [row.rank, row.covered]))).toEqual(value.coverageByRank);
  expect(BigInt(result.cost)).toBe(value.cost);
  return judgedPart(value, options.levels);
}

describe('matchPairs reaches the optimum of every level', () => {
  it.each([
    ['tiny instances', tinyPairs, 1200],
    ['instances with several leximin vectors', tiedPairs, 600],
  ] as const)('by enumeration: %s', (_, instances, count) => {
    fc.assert(
      fc.property(instances, (one) => {
        expect(valueOfMatch(one)).toEqual(judgedPart(enumeratePairs(one.input, one.options), one.options.levels));
      }),
      runs(count),
    );
  });

  it.each([
    ['medium instances, big quantities, without fairness', mediumPairs, 100],
    ['medium instances with fairness', fairMediumPairs, 100],
  ] as const)('by HiGHS: %s', async (_, instances, count) => {
    await fc.assert(
      fc.asyncProperty(instances, async (one) => {
        const levels = one.options.levels.filter((level) => instances === fairMediumPairs || level !== 'fair');
        const asked = { input: one.input, options: { ...one.options, levels } };
        const optimum = await optimumByHighs(one.input, asked.options);
        expect(valueOfMatch(asked)).toEqual(judgedPart(optimum, levels));
      }),
      runs(count, 40),
    );
  });

  it('big quantities: every plan proves itself', () => {
    fc.assert(
      fc.property(bigPairs, (one) => void valueOfMatch(one)),
      runs(200),
    );
  });
});
