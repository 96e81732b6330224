import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Choice } from '../../src/compile/problem.js';
import { solve } from '../../src/solve/solve.js';
import { type ChoiceCase, largeChoice, smallChoice, tinyChoice, wideChoice } from '../support/choice-arbitrary.js';
import { bestFiguresByHighs, figuresOfChoiceByHighs } from '../support/choice-highs.js';
import { bestFigures, faultsOfChoice, figuresOfChoice, figuresOfFlow } from '../support/choice-oracle.js';
import { runs } from '../support/runs.js';

/** Solves, and holds the flow against the choice, and both against the best figures. */
function expectBest({ problem, levels }: ChoiceCase, best: readonly number[]): Choice {
  const { chosen, flow } = solve(problem, levels);
  const { choice } = chosen!;
  expect(faultsOfChoice(problem, choice, flow)).toEqual([]);
  // Fairness comes before promises and cost, and takes nothing from a rank: what a flow then keeps and costs is for other tests.
  const judged = levels.includes('fair') ? best.length - 2 : best.length;
  expect(figuresOfFlow(problem, choice, flow, levels).slice(0, judged)).toEqual(best.slice(0, judged));
  return choice;
}

describe('solve chooses about teams what has the best figures', () => {
  it.each([
    ['tiny', tinyChoice, 1000, 1],
    ['small', smallChoice, 200, 8],
    ['wide, up to 12 teams', wideChoice, 100, 16],
  ] as const)('%s, by enumeration', (_, arbitrary, count, slow) => {
    fc.assert(
      fc.property(arbitrary, (drawn) => {
        const best = bestFigures(drawn.problem, drawn.levels);
        const choice = expectBest(drawn, best);
        expect(figuresOfChoice(drawn.problem, choice, drawn.levels)).toEqual(best);
      }),
      runs(count, slow),
    );
  });

  it('large, by HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(largeChoice, async (drawn) => {
        const best = await bestFiguresByHighs(drawn.problem, drawn.levels);
        const choice = expectBest(drawn, best);
        expect(await figuresOfChoiceByHighs(drawn.problem, choice, drawn.levels)).toEqual(best);
      }),
      runs(15, 400),
    );
  });
});
