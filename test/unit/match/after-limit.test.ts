import { describe, expect, it } from 'vitest';
import { wholeRecords } from '../../../bench/whole.js';
import { compile } from '../../../src/compile/compile.js';
import { createNetwork, definePolicy } from '../../../src/index.js';
import { LEVELS, type Problem } from '../../../src/problem/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { solveSteps } from '../../../src/solve/solve.js';

/** Work done before a search is told to stop, and after that. */
function stoppedAt(problem: Problem, limit: number) {
  const work = solveSteps(problem, LEVELS);
  let before = 0;
  let after = 0;
  let step = work.next();
  for (; !step.done; step = work.next(before >= limit)) {
    if (before >= limit) after += step.value;
    else before += step.value;
  }
  return { solution: step.value, after };
}

describe('a search that is told to stop', () => {
  it.each([
    ['without needs met whole', 0, 0],
    ['with needs met whole, in one component', 30, 0],
    ['with needs met whole, in many', 30, 9],
  ])('does no more than go through its problem a few times: %s', (_, whole, districts) => {
    const network = createNetwork(wholeRecords({ needs: 300, whole, room: 80, districts }));
    const { problem } = compile(network, definePolicy());
    const size = problem.head.length + problem.demand.length + problem.capacity.length;
    for (const limit of [0, 1, 2, 4, 8, 16, 64, 256].map((times) => times * size)) {
      const { solution, after } = stoppedAt(problem, limit);
      expect(after).toBeLessThan(10 * size);
      expect(checkSolution(problem, solution.proved, solution, LEVELS).checks.filter(({ ok }) => !ok)).toEqual([]);
    }
  });
});
