import { describe, expect, it } from 'vitest';
import { LinkageError } from '../../../src/errors/linkage-error.js';
import type { Choice, Level } from '../../../src/problem/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { checkFlow } from '../../../src/proof/flow-check.js';
import { checkOf, throwUnlessOk, verdictOf } from '../../../src/proof/verdict.js';
import { choiceOf, flowOf, LEVELS, problem } from './choice-case.js';
import { line, pricesOf, problemOf, to } from './claims.js';

describe('a verdict', () => {
  it('is good where every check is', () => {
    const [good, bad] = [checkOf('a', ''), checkOf('b', 'wrong')];
    expect(verdictOf([good, good])).toEqual({ ok: true, checks: [good, good] });
    expect(verdictOf([good, bad])).toEqual({ ok: false, checks: [good, { name: 'b', ok: false, detail: 'wrong' }] });
    expect(() => throwUnlessOk([good])).not.toThrow();
  });

  it('that is bad is thrown with what failed, and nothing else', () => {
    const thrown = (() => {
      try {
        throwUnlessOk([checkOf('a', ''), checkOf('b', 'wrong'), checkOf('c', 'worse')]);
      } catch (error) {
        return error as LinkageError;
      }
      return undefined;
    })();
    expect(thrown).toBeInstanceOf(LinkageError);
    expect(thrown).toMatchObject({
      code: 'SELF_CHECK_FAILED',
      message: expect.stringContaining('did not pass its own check'),
      details: [
        { code: 'SELF_CHECK_FAILED', path: ['b'], message: 'wrong' },
        { code: 'SELF_CHECK_FAILED', path: ['c'], message: 'worse' },
      ],
    });
  });

  it('of a flow is that of the solution where there are no teams', () => {
    const plain = problemOf([line(2, [to([0], { cost: 1 })])], [1]);
    const prices = pricesOf([[-1, 0, 2]]);
    for (const units of [0, 1, 2]) {
      const claim = { flow: Float64Array.of(units), prices };
      expect(checkFlow(plain, ['rank', 'cost'], claim)).toEqual(checkSolution(plain, ['rank', 'cost'], claim));
    }
    expect(checkFlow(plain, [], { flow: Float64Array.of(0), prices }).checks.map(({ name }) => name)).toEqual([
      'feasible',
    ]);
  });
});

describe('checks of a problem with teams', () => {
  const none = pricesOf(Array.from(problem.capacity, () => [-1, 0, 0] as const));
  const checks = (
    units: Record<number, number>,
    choice: Choice | undefined,
    levels: readonly Level[],
    asked: readonly Level[],
  ) => {
    const chosen = choice && { choice, searches: [] };
    const verdict = checkSolution(
      problem,
      levels,
      { flow: flowOf(units), prices: none, ...(chosen && { chosen }) },
      asked,
    );
    return { names: verdict.checks.map(({ name, ok }) => (ok ? name : `not ${name}`)), gaps: verdict.gaps, verdict };
  };
  const nobody = choiceOf([-1, -1, -1]);

  it('end where the flow is impossible', () => {
    expect(checks({ 0: -1 }, nobody, LEVELS, LEVELS).names).toEqual(['not feasible']);
  });

  it('end where nothing is chosen, or what the flow does not do', () => {
    const { names, verdict } = checks({}, undefined, LEVELS, LEVELS);
    expect(names).toEqual(['feasible', 'not teams']);
    expect(verdict.checks[1]!.detail).toBe('nothing is chosen');
    expect(checks({}, choiceOf([0, -1, -1]), LEVELS, LEVELS).names).toEqual(['feasible', 'not teams']);
  });

  it('end where the searches do not hold', () => {
    expect(checks({}, nobody, LEVELS, LEVELS).names).toEqual(['feasible', 'teams', 'not searches']);
  });

  it('say nothing of searches where nothing is claimed of the choice, and nothing of prices without levels', () => {
    expect(checks({}, nobody, [], [])).toMatchObject({ names: ['feasible', 'teams'], gaps: undefined });
    const { names } = checks({}, nobody, LEVELS, []);
    expect(names.slice(0, 3)).toEqual(['feasible', 'teams', 'marks']);
  });
});
