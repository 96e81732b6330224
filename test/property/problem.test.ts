import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level, Problem } from '../../src/problem/problem.js';
import { checkSolution } from '../../src/proof/check.js';
import { solve } from '../../src/solve/solve.js';
import { bigProblem, loaded, mediumProblem, tinyProblem } from '../support/problem-arbitrary.js';
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
      runs(140),
    );
  });

  it('by enumeration: with pins, units served before and shares of other sizes', () => {
    fc.assert(
      fc.property(tinyProblem, fc.array(fc.nat(3), { minLength: 64, maxLength: 64 }), ({ problem, levels }, draws) => {
        const draw = (i: number) => draws[i % draws.length]!;
        const possible = enumerateProblem(problem, ['rank']).flow;
        const groups = Math.max(0, ...problem.group.map((g) => g + 1));
        const served = Float64Array.from({ length: groups }, (_, g) => (draw(g) === 3 ? draw(g + 7) : 0));
        const asked = served.slice();
        for (let n = 0; n < problem.demand.length; n++) asked[problem.group[n]!]! += problem.demand[n]!;
        const harder: Problem = {
          ...problem,
          pinned: Float64Array.from(possible, (units, a) => Math.min(units, Math.max(0, draw(a + 13) - 1))),
          served,
          share: asked.map((units, g) => units * (1 + (draw(g + 29) % 2)) + (draw(g + 31) === 0 ? 1 : 0)),
        };
        expect(valueOfSolve(harder, levels)).toEqual(judgedPart(enumerateProblem(harder, levels), levels));
      }),
      runs(84),
    );
  });

  it('by enumeration: load, in steps and exact, before cost and after it', () => {
    fc.assert(
      fc.property(
        loaded(tinyProblem),
        fc.array(fc.nat(3), { minLength: 64, maxLength: 64 }),
        ({ problem, levels }, draws) => {
          const possible = enumerateProblem(problem, ['rank']).flow;
          const pinned = Float64Array.from(possible, (units, a) => Math.min(units, Math.max(0, draws[a]! - 2)));
          for (const own of [problem, { ...problem, pinned }]) {
            expect(valueOfSolve(own, levels)).toEqual(judgedPart(enumerateProblem(own, levels), levels));
          }
        },
      ),
      runs(140),
    );
  });

  it('by HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(mediumProblem, async ({ problem, levels }) => {
        expect(valueOfSolve(problem, levels)).toEqual(judgedPart(await problemByHighs(problem, levels), levels));
      }),
      runs(14),
    );
  });

  it('big quantities: every solution proves itself', () => {
    fc.assert(
      fc.property(bigProblem, ({ problem, levels }) => void valueOfSolve(problem, levels)),
      runs(28),
    );
  });
});
