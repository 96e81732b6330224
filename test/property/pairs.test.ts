import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { bigPairs, evenPairs, fairMediumPairs, mediumPairs, tiedPairs, tinyPairs } from '../support/pairs-arbitrary.js';
import { optimumByHighs } from '../support/pairs-highs.js';
import { expectOptimum, judged } from '../support/pairs-judged.js';
import { judgedPart } from '../support/pairs-oracle.js';
import type { PairsCase } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

/** Matches, has the result verified, and gives what it is worth. */
function matched(one: PairsCase) {
  const result = matchPairs(one.input, one.options);
  const verdict = verifyPairs(one.input, JSON.parse(JSON.stringify(result)), one.options);
  expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
  return judged(one, result);
}

describe('matchPairs reaches the optimum of every level', () => {
  it.each([
    ['tiny instances', tinyPairs, 200],
    ['instances with several leximin vectors', tiedPairs, 100],
    ['instances whose load counts', evenPairs, 140],
  ] as const)('by enumeration: %s', (_, instances, count) => expectOptimum(instances, count, matched));

  it.each([
    ['medium instances, big quantities, without fairness', mediumPairs, 14],
    ['medium instances with fairness', fairMediumPairs, 14],
  ] as const)('by HiGHS: %s', async (_, instances, count) => {
    await fc.assert(
      fc.asyncProperty(instances, async (one) => {
        const levels = one.options.levels.filter((level) => instances === fairMediumPairs || level !== 'fair');
        const asked = { input: one.input, options: { ...one.options, levels } };
        const optimum = await optimumByHighs(one.input, asked.options);
        expect(matched(asked)).toEqual(judgedPart(optimum, levels));
      }),
      runs(count),
    );
  });

  it('big quantities: every plan proves itself', () => {
    fc.assert(
      fc.property(bigPairs, (one) => void matched(one)),
      runs(32),
    );
  });
});
