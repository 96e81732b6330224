import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS, type Problem } from '../../../../src/problem/problem.js';
import { checkSolution } from '../../../../src/proof/check.js';
import { loadLiveFlow } from '../../../../src/solve/live/live-flow.js';
import { solve } from '../../../../src/solve/solve.js';
import { openLiveFlow } from '../../../support/live-commands.js';
import { bigProblem, mediumProblem } from '../../../support/problem-arbitrary.js';
import { judgedPart, valueOfProblem } from '../../../support/problem-oracle.js';
import { runs } from '../../../support/runs.js';

const UNLIMITED = Number.POSITIVE_INFINITY;

/** Two lines of one class and one of another at one cap. */
function threeLines(capacity: number) {
  const flow = openLiveFlow(LEVELS);
  const [first, second] = [flow.addGroup(0), flow.addGroup(0)];
  const cap = flow.addCap(capacity, -1);
  const lines = [flow.addLine(first, 4), flow.addLine(first, 4), flow.addLine(second, 8)];
  const pairs = lines.map((line, i) => flow.addCandidate(line, { cost: i, max: UNLIMITED, heads: [cap] }));
  return { flow, cap, lines, pairs };
}

describe('a live flow', () => {
  it('shares a cap out fairly, and again when it shrinks, closes and opens', () => {
    const { flow, cap, lines, pairs } = threeLines(8);
    const served = () => lines.map(flow.served);
    expect(flow.settle().changed).toEqual([pairs[0], pairs[2]]);
    expect(served()).toEqual([4, 0, 4]);
    flow.setCapacity(cap, 2);
    flow.settle();
    expect(served()).toEqual([1, 0, 1]);
    flow.setCapacity(cap, 0);
    expect(flow.settle().changed).toEqual([pairs[0], pairs[2]]);
    expect(served()).toEqual([0, 0, 0]);
    flow.setCapacity(cap, UNLIMITED);
    flow.settle();
    expect(served()).toEqual([4, 4, 8]);
  });

  it('moves many units at once', () => {
    const flow = openLiveFlow(LEVELS);
    const cap = flow.addCap(2 ** 52, -1);
    const lines = [2 ** 51, 2 ** 51 + 1].map((demand) => flow.addLine(flow.addGroup(0), demand));
    for (const line of lines) flow.addCandidate(line, { cost: 1, max: UNLIMITED, heads: [cap] });
    flow.settle();
    flow.setCapacity(cap, 2 ** 50);
    expect(flow.settle().pivots).toBeLessThan(20);
    expect(lines.map(flow.served)).toEqual([2 ** 49, 2 ** 49]);
  });

  it('does without demand, heads or anything at all', () => {
    const { flow, cap, lines, pairs } = threeLines(8);
    flow.addCandidate(lines[0]!, { cost: -5, max: 3, heads: [] });
    for (const line of lines) flow.setDemand(line, 0);
    expect(flow.settle().changed).toEqual([]);
    for (const line of lines) flow.removeLine(line);
    flow.removeCap(cap);
    expect(flow.settle()).toEqual({ changed: [], pivots: 0 });
    expect(pairs).toEqual([0, 1, 2]);
    const { problem, solution } = flow.snapshot({ lines: [], caps: [], candidates: [] });
    expect(checkSolution(problem, LEVELS, solution).ok).toBe(true);
  });

  it('changes nothing where nothing gets better', () => {
    const { flow, pairs } = threeLines(8);
    flow.settle();
    // A tie: the second line is as good as the first now.
    flow.setCandidate(pairs[1]!, { cost: 0 });
    expect(flow.settle().changed).toEqual([]);
    flow.setCandidate(pairs[1]!, { previous: 3 });
    expect(flow.settle().changed).toEqual([pairs[0], pairs[1]]);
  });

  it('gives handles out again only after it was settled', () => {
    const { flow, lines, pairs, cap } = threeLines(8);
    flow.settle();
    flow.removeCandidate(pairs[1]!);
    const other = flow.addCandidate(lines[1]!, { cost: 9, max: 1, heads: [cap] });
    expect(pairs).not.toContain(other);
    flow.settle();
    expect(flow.addCandidate(lines[1]!, { cost: 9, max: 1, heads: [cap] })).toBe(pairs[1]);
  });
});

describe('a loaded flow', () => {
  const settled = (problem: Problem, units: Float64Array, levels = LEVELS as readonly (typeof LEVELS)[number][]) => {
    const { flow, lines, caps, candidates } = loadLiveFlow(problem, levels, units);
    const { pivots } = flow.settle();
    const last = flow.snapshot({ lines, caps, candidates });
    expect(checkSolution(last.problem, levels, last.solution).checks.filter((check) => !check.ok)).toEqual([]);
    return { pivots, last };
  };

  it('is best at once where the given flow is', () => {
    for (const problems of [mediumProblem, bigProblem]) {
      fc.assert(
        fc.property(problems, ({ problem: { promise: _, ...problem }, levels }) => {
          const { flow } = solve(problem, levels);
          const { pivots, last } = settled(problem, flow, levels);
          expect(pivots).toBe(0);
          expect(last.solution.flow).toEqual(flow);
          expect(checkSolution(problem, levels, last.solution).ok).toBe(true);
        }),
        runs(200),
      );
    }
  });

  it('becomes best where it is not', () => {
    fc.assert(
      fc.property(mediumProblem, ({ problem, levels }) => {
        const { last } = settled(problem, solve(problem, ['rank']).flow, levels);
        const fresh = solve(last.problem, levels);
        expect(judgedPart(valueOfProblem(last.problem, last.solution.flow), levels)).toEqual(
          judgedPart(valueOfProblem(last.problem, fresh.flow), levels),
        );
      }),
      runs(200),
    );
  });
});
