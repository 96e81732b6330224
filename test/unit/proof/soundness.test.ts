import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMarks } from '../../../src/kernel/ordinal.js';
import type { Level, Prices, Problem } from '../../../src/problem/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { solve } from '../../../src/solve/solve.js';
import { sizedProblem } from '../../support/problem-arbitrary.js';
import { compareValues, enumerateProblem, faultsOfFlow, valueOfProblem } from '../../support/problem-oracle.js';
import { runs } from '../../support/runs.js';

const small = sizedProblem({ lines: 3, caps: 4, candidates: 2, quantity: 2, cost: 2, promises: [1, 2, 5], flows: 150 });

/** Every flow of up to one unit more per arc than its candidate's bound, as far as there are few. */
function flowsOf({ cost, max, arcStart }: Problem): Float64Array[] {
  let flows: number[][] = [[]];
  for (let p = 0; p < cost.length; p++) {
    for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
      const over = flows.length < 300 ? 1 : 0;
      flows = flows.flatMap((flow) => Array.from({ length: max[p]! + 1 + over }, (_, units) => [...flow, units]));
    }
    if (flows.length > 1500) return [];
  }
  return flows.map((flow) => Float64Array.from(flow));
}

/** Splits all flows by the definition of the objective: infeasible, feasible, and best among these. */
function judged(problem: Problem, levels: readonly Level[]) {
  const flows = flowsOf(problem);
  const infeasible = flows.filter((flow) => faultsOfFlow(problem, flow).length > 0);
  const feasible = flows.filter((flow) => !infeasible.includes(flow));
  const optimum = valueOfProblem(problem, enumerateProblem(problem, levels).flow);
  const best = feasible.filter((flow) => compareValues(valueOfProblem(problem, flow), optimum, levels) === 0);
  return { flows, infeasible, feasible, best };
}

function accepted(problem: Problem, levels: readonly Level[], prices: Prices, flows: readonly Float64Array[]) {
  return flows.filter((flow) => checkSolution(problem, levels, { flow, prices }).ok);
}

/** Pins part of a plan, and counts units served before against larger shares. */
function harder(problem: Problem, draws: readonly number[]): Problem {
  const draw = (i: number) => draws[i % draws.length]!;
  const possible = enumerateProblem(problem, ['rank']).flow;
  const groups = Math.max(0, ...problem.group.map((g) => g + 1));
  const served = Float64Array.from({ length: groups }, (_, g) => Math.max(0, draw(g) - 1));
  const share = served.slice();
  for (let n = 0; n < problem.demand.length; n++) share[problem.group[n]!]! += problem.demand[n]!;
  return {
    ...problem,
    pinned: Float64Array.from(possible, (units, a) => Math.min(units, Math.max(0, draw(a + 5) - 1))),
    served,
    share: share.map((units, g) => units + draw(g + 11)),
  };
}

const cases = fc
  .tuple(small, fc.array(fc.nat(2), { minLength: 16, maxLength: 16 }), fc.boolean())
  .map(([{ problem, levels }, draws, hard]) => ({ problem: hard ? harder(problem, draws) : problem, levels }));

/** All prices that differ from these in one number, by one; and with one mark less. */
function neighbours(prices: Prices): Prices[] {
  const result: Prices[] = [];
  for (const name of ['position', 'keep', 'cost'] as const) {
    for (let c = 0; c < prices[name].length; c++) {
      for (const by of [-1, 1]) {
        const changed = prices[name].slice();
        changed[c]! += by;
        result.push({ ...prices, [name]: changed });
      }
    }
  }
  prices.marks.forEach((mark, j) => {
    for (const by of [-1, 1]) {
      const marks = prices.marks.with(j, { ...mark, offset: mark.offset + by });
      if (marks.every((one, i) => i === 0 || compareMarks(marks[i - 1]!, one) < 0)) result.push({ ...prices, marks });
    }
    result.push({ ...prices, marks: prices.marks.with(j, { ...mark, unit: 1, offset: 0 }) });
    result.push({ ...prices, marks: prices.marks.with(j, { ...mark, rank: mark.rank + 1 }) });
  });
  return result;
}

describe('the prices of solve', () => {
  it('prove the best plans, all of them, and no other', () => {
    fc.assert(
      fc.property(cases, ({ problem, levels }) => {
        const { prices } = solve(problem, levels);
        const { flows, best } = judged(problem, levels);
        expect(accepted(problem, levels, prices, flows)).toEqual(best);
      }),
      runs(250),
    );
  });

  it('are not needed to tell what is feasible', () => {
    fc.assert(
      fc.property(cases, ({ problem }) => {
        const { prices } = solve(problem, ['rank']);
        const { flows, feasible } = judged(problem, ['rank']);
        expect(accepted(problem, [], prices, flows)).toEqual(feasible);
      }),
      runs(60),
    );
  });
});

describe('other prices', () => {
  it('prove the best plans, all of them and no other, or nothing', () => {
    let proving = 0;
    let refused = 0;
    fc.assert(
      fc.property(cases, fc.nat(), ({ problem, levels }, pick) => {
        const all = neighbours(solve(problem, levels).prices);
        const { feasible, best } = judged(problem, levels);
        for (let i = 0; i < Math.min(all.length, 6); i++) {
          const proved = accepted(problem, levels, all[(pick + 7 * i) % all.length]!, feasible);
          if (proved.length > 0) {
            expect(proved).toEqual(best);
            proving++;
          } else if (feasible.length > 0) refused++;
        }
      }),
      runs(120),
    );
    expect(Math.min(proving, refused)).toBeGreaterThan(50);
  });
});
