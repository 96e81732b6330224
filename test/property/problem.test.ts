import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level, Problem } from '../../src/compile/problem.js';
import { checkSolution } from '../../src/proof/check.js';
import { solve } from '../../src/solve/solve.js';
import { bigProblem, mediumProblem, tinyProblem } from '../support/problem-arbitrary.js';
import { problemByHighs } from '../support/problem-highs.js';
import { enumerateProblem, judgedPart, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';

function valueOfSolve(problem: Problem, levels: readonly Level[]) {
  const solution = solve(problem, levels);
  expect(checkSolution(problem, levels, solution).checks.filter((check) => !check.ok)).toEqual([]);
  return judgedPart(valueOfProblem(problem, solution.flow), levels);
}

describe('solve on nested caps, slots and promises reaches the optimum of every level', () => {
  it('by enumeration', () => {
    fc.assert(
      fc.property(tinyProblem, ({ problem, levels }) => {
        expect(valueOfSolve(problem, levels)).toEqual(judgedPart(enumerateProblem(problem, levels), levels));
      }),
      runs(1000),
    );
  });

  it('by HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(mediumProblem, async ({ problem, levels }) => {
        expect(valueOfSolve(problem, levels)).toEqual(judgedPart(await problemByHighs(problem, levels), levels));
      }),
      runs(100),
    );
  });

  it('big quantities: every solution proves itself', () => {
    fc.assert(
      fc.property(bigProblem, ({ problem, levels }) => void valueOfSolve(problem, levels)),
      runs(200),
    );
  });
});
