import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level, Problem } from '../../src/problem/problem.js';
import { checkSolution } from '../../src/proof/check.js';
import { solve } from '../../src/solve/solve.js';
import { columnsOf, loaded, mediumProblem, scaled, tinyProblem } from '../support/problem-arbitrary.js';
import { capsAbove, enumerateProblem, judgedPart, linesOfArcs, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';

const LEVELS: readonly Level[] = ['rank', 'fair', 'keep', 'even', 'cost'];

function solved(problem: Problem, levels: readonly Level[]) {
  const solution = solve(problem, levels);
  expect(checkSolution(problem, levels, solution).checks.filter((check) => !check.ok)).toEqual([]);
  return solution;
}

describe('shares in portions', () => {
  it('by enumeration: where all bounds are whole portions the plan is that of the problem in portions', () => {
    fc.assert(
      fc.property(loaded(tinyProblem), fc.constantFrom(2, 30, 5000), ({ problem, levels }, portion) => {
        if (!levels.includes('fair')) return;
        const { flow } = solved(scaled(problem, portion), levels);
        const inPortions = flow.map((units) => units / portion);
        expect(inPortions.every(Number.isInteger)).toBe(true);
        expect(judgedPart(valueOfProblem(problem, inPortions), levels)).toEqual(
          judgedPart(enumerateProblem(problem, levels), levels),
        );
      }),
      runs(280),
    );
  });

  it('by enumeration: whatever the bounds, all is covered that can be, by portions in the order of service', () => {
    fc.assert(
      fc.property(
        tinyProblem,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 8, maxLength: 8 }),
        ({ problem }, draws) => {
          const ofGroup = Float64Array.from(
            { length: Math.max(0, ...problem.group.map((g) => g + 1)) },
            (_, g) => draws[g % 8]!,
          );
          const ofCap = new Float64Array(problem.capacity.length).fill(1);
          const own = { ...problem, portions: { ofGroup, ofCap } };
          const { flow } = solved(own, ['rank', 'fair', 'keep', 'cost']);
          expect(serviceOf(own, flow)).toEqual(bestService(own));
        },
      ),
      runs(120),
    );
  });

  it('every solution proves itself, odd bounds or not', () => {
    fc.assert(
      fc.property(
        loaded(mediumProblem),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 16, maxLength: 16 }),
        ({ problem }, draws) => {
          const portions = {
            ofGroup: Float64Array.from(
              { length: Math.max(0, ...problem.group.map((g) => g + 1)) },
              (_, g) => draws[g % 16]!,
            ),
            ofCap: problem.capacity.map((_, c) => (draws[c % 16]! > 2 ? 1 : 2)),
          };
          if ([...portions.ofGroup].some((units) => units % 2 > 0)) portions.ofCap.fill(1);
          solved({ ...problem, portions }, LEVELS);
        },
      ),
      runs(120),
    );
  });

  it('is refused where units could be passed on until shares are whole', () => {
    const alike = (demand: number) => ({
      demand,
      rank: 0,
      group: undefined,
      candidates: [{ cost: 1, max: demand, previous: 0, heads: [0] }],
    });
    const problem = {
      ...columnsOf({ caps: [{ capacity: 90, parent: -1 }], lines: [alike(60), alike(60)], lostPromises: 0 }),
    };
    const halves = { ofGroup: Float64Array.of(30, 30), ofCap: Float64Array.of(30) };
    const own = { ...problem, portions: halves };
    const solution = solved(own, ['rank', 'fair', 'cost']);
    expect([...solution.flow].sort()).toEqual([30, 60]);
    const odd = { ...solution, flow: Float64Array.of(45, 45) };
    const failed = (of: Problem) =>
      checkSolution(of, ['rank', 'fair', 'cost'], odd).checks.flatMap(({ name, ok }) => (ok ? [] : [name]));
    expect(failed(own)).toEqual(['portions']);
    // What is left may be odd.
    const more = { ...own, capacity: Float64Array.of(100) };
    expect([...solved(more, ['rank', 'fair', 'cost']).flow].sort((a, b) => a - b)).toEqual([40, 60]);
  });
});

type Key = readonly [rank: number, from: number, share: number, portion: number];

/** Of every unit served where its portion stands, first served first: the definition. */
function serviceOf(problem: Problem, flow: ArrayLike<number>): Key[] {
  const lines = linesOfArcs(problem);
  const served = problem.portions!.ofGroup.map(() => 0);
  lines.forEach((n, a) => {
    served[problem.group[n]!]! += flow[a]!;
  });
  const share = served.map((_, g) =>
    problem.demand.reduce((sum, units, n) => sum + (problem.group[n] === g ? units : 0), 0),
  );
  return [...served]
    .flatMap((units, g) => {
      const portion = problem.portions!.ofGroup[g]!;
      const rank = problem.rank[problem.group.indexOf(g)]!;
      return Array.from({ length: units }, (_, i): Key => [rank, i - (i % portion), share[g]!, portion]);
    })
    .sort(byPlace)
    .map(([rank, from, all, portion]): Key => [rank, from / all, Math.min(portion, all) / all, 0]);
}

function byPlace(a: Key, b: Key): number {
  return a[0] - b[0] || a[1] * b[2] - b[1] * a[2] || Math.min(b[3], b[2]) * a[2] - Math.min(a[3], a[2]) * b[2];
}

/** The best of all flows: most of the first rank, and of those the first served earliest, and so on rank by rank. */
function bestService(problem: Problem): Key[] {
  const lines = linesOfArcs(problem);
  const candidates = Array.from(problem.cost).flatMap((_, p) =>
    Array.from({ length: problem.arcStart[p + 1]! - problem.arcStart[p]! }, () => p),
  );
  const left = { line: problem.demand.slice(), candidate: problem.max.slice(), cap: problem.capacity.slice() };
  const flow = new Float64Array(problem.head.length);
  const seen = new Map<string, Key[]>();
  const place = (a: number): void => {
    if (a === flow.length) {
      const got = problem.portions!.ofGroup.map(() => 0);
      lines.forEach((n, b) => {
        got[problem.group[n]!]! += flow[b]!;
      });
      if (!seen.has(got.join())) seen.set(got.join(), serviceOf(problem, flow));
      return;
    }
    const caps = capsAbove(problem, problem.head[a]!);
    const most = Math.min(left.line[lines[a]!]!, left.candidate[candidates[a]!]!, ...caps.map((c) => left.cap[c]!));
    for (let units = 0; units <= most; units++) {
      flow[a] = units;
      left.line[lines[a]!]! -= units;
      left.candidate[candidates[a]!]! -= units;
      for (const c of caps) left.cap[c]! -= units;
      place(a + 1);
      left.line[lines[a]!]! += units;
      left.candidate[candidates[a]!]! += units;
      for (const c of caps) left.cap[c]! += units;
    }
    flow[a] = 0;
  };
  place(0);
  return [...seen.values()].reduce((best, other) => (isBetter(other, best) ? other : best));
}

function isBetter(a: readonly Key[], b: readonly Key[]): boolean {
  const ranks = [...new Set([...a, ...b].map(([rank]) => rank))].sort((x, y) => x - y);
  for (const rank of ranks) {
    const [x, y] = [a.filter((key) => key[0] === rank), b.filter((key) => key[0] === rank)];
    if (x.length !== y.length) return x.length > y.length;
    for (let i = 0; i < x.length; i++) {
      if (x[i]![1] !== y[i]![1]) return x[i]![1] < y[i]![1];
      if (x[i]![2] !== y[i]![2]) return x[i]![2] > y[i]![2];
    }
  }
  return false;
}
