import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/kernel/work.js';
import type { Problem } from '../../../src/problem/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { checkPlan } from '../../../src/proof/feasible.js';
import { line, pricesOf, problemOf, to, verdictOn } from './claims.js';

/** Line 0 asks 4: from slots 1 and 2 of offer 0 at most 3, or from offer 3; line 1 asks 1 from offer 3. */
const problem = problemOf([line(4, [to([1, 2], { max: 3 }), to([3])]), line(1, [to([3])])], [2, [1, 0], [3, 0], 5]);
const none = pricesOf([]);

function refusal(flow: readonly number[], changes: Partial<Problem> = {}): string {
  return verdictOn({ ...problem, ...changes }, [], flow, none);
}

describe('a feasible plan', () => {
  it.each([[[0, 0, 0, 0]], [[-0, -0, -0, -0]], [[1, 1, 2, 1]], [[0, 2, 2, 1]], [[0, 0, 4, 1]]])(
    '%j is accepted, without levels whatever the prices',
    (flow) => {
      expect(refusal(flow)).toBe('ok');
      const verdict = checkSolution(problem, [], { flow: Float64Array.from(flow), prices: none });
      expect(verdict).toEqual({ ok: true, checks: [{ name: 'feasible', ok: true, detail: '' }] });
    },
  );

  it('is added up by line, candidate and cap', () => {
    const { usage } = finish(checkPlan(problem, Float64Array.of(1, 1, 2, 1)));
    expect(usage).toEqual({
      line: Float64Array.of(4, 1),
      candidate: Float64Array.of(2, 2, 1),
      cap: Float64Array.of(2, 1, 1, 3),
    });
  });

  it('may be empty', () => {
    expect(verdictOn(problemOf([], []), ['rank', 'fair', 'keep', 'cost'], [], none)).toBe('ok');
  });
});

describe('an infeasible plan is refused', () => {
  it.each([
    [[1, 0, 0], '3 arcs in the solution, 4 in the problem'],
    [[1, 0, 0, 0, 0], '5 arcs in the solution, 4 in the problem'],
    [[0, 0, 0, -1], 'arc 3 carries -1: not an integer ≥ 0'],
    [[0.5, 0.5, 0, 0], 'arc 0 carries 0.5: not an integer ≥ 0'],
    [[0, Number.NaN, 0, 0], 'arc 1 carries NaN: not an integer ≥ 0'],
    [[0, 0, Number.POSITIVE_INFINITY, 0], 'arc 2 carries Infinity: not an integer ≥ 0'],
    [[0, 0, 2 ** 53, 0], 'arc 2 carries 9007199254740992: not an integer ≥ 0'],
    [[1, 3, 0, 0], 'candidate 0 is given 4, at most 3 may be'],
    [[0, 0, 4, 2], 'candidate 2 is given 2, at most 1 may be'],
    [[1, 1, 3, 0], 'line 0 is given 5, it asks 4'],
    [[2, 0, 0, 0], 'cap 1 gives 2, it holds 1'],
    [[1, 2, 0, 0], 'cap 0 gives 3, it holds 2'],
  ])('%j: %s', (flow, detail) => {
    expect(refusal(flow)).toBe(`feasible: ${detail}`);
  });

  it('whatever levels and prices say, and nothing else is looked at', () => {
    const { ok, checks } = checkSolution(problem, ['rank'], { flow: Float64Array.of(2, 0, 0, 0), prices: none });
    expect(ok).toBe(false);
    expect(checks.map(({ name }) => name)).toEqual(['feasible']);
  });

  it('where it takes back pinned units', () => {
    const pinned = Float64Array.of(1, 0, 2, 0);
    expect(refusal([1, 0, 1, 0], { pinned })).toBe('feasible: arc 2 carries 1: not an integer ≥ 2');
    expect(refusal([0, 0, 2, 0], { pinned })).toBe('feasible: arc 0 carries 0: not an integer ≥ 1');
    expect(refusal([1, 0, 2, 0], { pinned })).toBe('ok');
    expect(refusal([1, 0, 3, 0], { pinned })).toBe('ok');
  });

  it('where sums leave the safe integers', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const huge = problemOf([line(most, [to([0]), to([0])])], [most]);
    expect(verdictOn(huge, [], [most, 0], none)).toBe('ok');
    expect(verdictOn(huge, [], [most, 1], none)).toBe(`feasible: line 0 is given ${most + 1}, it asks ${most}`);
  });
});
