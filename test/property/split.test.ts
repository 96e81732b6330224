import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../src/kernel/work.js';
import type { Level, Problem, Solution } from '../../src/problem/problem.js';
import { checkSolution } from '../../src/proof/check.js';
import { solve } from '../../src/solve/solve.js';
import { splitSteps } from '../../src/solve/split.js';
import { bigProblem, mediumProblem, tinyProblem } from '../support/problem-arbitrary.js';
import { sideBySide } from '../support/problem-side-by-side.js';
import { runs } from '../support/runs.js';

/** Solved in at most that many parts; the parts of a problem that has only one are counted as one. */
function inParts(problem: Problem, levels: readonly Level[], most: number): { solution: Solution; parts: number } {
  const split = finish(splitSteps(problem, levels, most, 1));
  if (!split) return { solution: solve(problem, levels), parts: 1 };
  const solutions = split.parts.map((part) => solve(part, levels));
  return { solution: finish(split.merge(solutions)), parts: split.parts.length };
}

/** Pins that are possible, units served before, shares of other sizes. */
function harder(problem: Problem, draws: readonly number[]): Problem {
  const draw = (i: number) => draws[i % draws.length]!;
  const { flow } = solve(problem, ['rank']);
  const groups = Math.max(0, ...problem.group.map((g) => g + 1));
  const served = Float64Array.from({ length: groups }, (_, g) => (draw(g) === 3 ? draw(g + 7) : 0));
  const asked = served.slice();
  for (let n = 0; n < problem.demand.length; n++) asked[problem.group[n]!]! += problem.demand[n]!;
  return {
    ...problem,
    pinned: flow.map((units, a) => Math.min(units, Math.max(0, draw(a + 13) - 1))),
    served,
    share: asked.map((units, g) => units * (1 + (draw(g + 29) % 2)) + (draw(g + 31) === 0 ? 1 : 0)),
  };
}

/** The use of two caps in three is load. */
function withLoad(problem: Problem): Problem {
  const full = problem.capacity.map((units, c) => (c % 3 === 0 ? 0 : units + 1));
  return { ...problem, load: { full, given: full.map((_, c) => c % 2), steps: 4 } };
}

const cases = fc.array(
  fc.oneof(tinyProblem, mediumProblem, bigProblem).map(({ problem }) => problem),
  { minLength: 1, maxLength: 4 },
);
const levelLists: readonly Level[][] = [
  ['rank', 'fair', 'keep', 'cost'],
  ['rank', 'fair', 'keep', 'even', 'cost'],
  ['rank', 'cost', 'even'],
  ['rank', 'keep', 'cost'],
  ['rank', 'fair'],
  ['rank'],
];

describe('a problem solved in parts', () => {
  it('fault 89: has the solution of the whole, value by value, in any number of parts', () => {
    const seen = new Map<number, number>();
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom(...levelLists),
        fc.integer({ min: 2, max: 6 }),
        fc.option(fc.array(fc.nat(3), { minLength: 64, maxLength: 64 }), { nil: undefined }),
        (problems, levels, most, draws) => {
          const problem = withLoad(sideBySide(draws ? problems.map((one) => harder(one, draws)) : problems));
          const whole = solve(problem, levels);
          const { solution, parts } = inParts(problem, levels, most);
          seen.set(parts, (seen.get(parts) ?? 0) + 1);
          expect(solution).toStrictEqual(whole);
          expect(checkSolution(problem, levels, solution).ok).toBe(true);
        },
      ),
      runs(400),
    );
    for (const parts of [2, 3, 4]) expect(seen.get(parts)).toBeGreaterThan(20);
  });

  it('shares no columns with it: parts may be given away', () => {
    fc.assert(
      fc.property(cases, (problems) => {
        const problem = sideBySide(problems);
        const split = finish(splitSteps(problem, ['rank', 'cost'], 3, 1));
        const buffers = new Set(Object.values(problem).map((column) => Object(column).buffer));
        for (const part of split?.parts ?? []) {
          for (const column of Object.values(part)) {
            if (ArrayBuffer.isView(column)) expect(buffers.has(column.buffer)).toBe(false);
          }
        }
      }),
      runs(50),
    );
  });

  it('is left whole where it has one component, or too few arcs', () => {
    const one: Problem = {
      demand: Float64Array.of(2, 2),
      rank: Int32Array.of(0, 0),
      group: Int32Array.of(0, 1),
      candidateStart: Int32Array.of(0, 1, 2),
      cost: Float64Array.of(1, 2),
      max: Float64Array.of(2, 2),
      previous: new Float64Array(2),
      arcStart: Int32Array.of(0, 1, 2),
      head: Int32Array.of(0, 0),
      capacity: Float64Array.of(3),
      parent: Int32Array.of(-1),
      lostPromises: 0,
    };
    const two = sideBySide([one, one]);
    expect(finish(splitSteps(one, ['rank'], 2, 1))).toBeUndefined();
    expect(finish(splitSteps(two, ['rank'], 1, 1))).toBeUndefined();
    expect(finish(splitSteps(two, ['rank'], 2, 3))).toBeUndefined();
    expect(finish(splitSteps(two, ['rank'], 8, 2))?.parts.map(({ head }) => head.length)).toEqual([2, 2]);
    const nothing = { ...two, demand: new Float64Array(4) };
    expect(finish(splitSteps(nothing, ['rank'], 2, 1))).toBeUndefined();
  });
});
