import type { default as Highs } from 'highs';
import { compileTeams } from '../src/bare/compile-teams.js';
import { readTeams } from '../src/bare/read-teams.js';
import { matchTeams, type TeamsInput, verifyTeams } from '../src/index.js';

/** What a solver answered, in how many seconds; `proved` where all of it, the cost too, is proved best. */
export interface TeamAnswer {
  readonly seconds: number;
  /** Value and bound per rank. */
  readonly values: readonly number[];
  readonly bounds: readonly number[];
  /** None where time ended before a plan had all its ranks. */
  readonly cost: number | undefined;
  readonly costBound?: number;
  readonly proved: boolean;
  /** Ours only: seconds of `verifyTeams`; it must have accepted. */
  readonly check?: number;
  readonly accepted?: boolean;
}

/** From plain rows to plain rows. */
export function solveOurs(input: TeamsInput, seconds: number): TeamAnswer {
  const start = performance.now();
  const result = matchTeams(input, { timeLimit: seconds * 1000 });
  const solved = performance.now();
  const { ok } = verifyTeams(input, result);
  return {
    seconds: (solved - start) / 1000,
    values: result.valueByRank.map(({ value }) => value),
    bounds: result.valueByRank.map(({ bound }) => bound),
    cost: result.cost,
    costBound: result.costBound,
    proved: result.status === 'optimal',
    check: (performance.now() - solved) / 1000,
    accepted: ok,
  };
}

/**
 * HiGHS in WebAssembly, a mixed-integer program a goal: rank by rank, then cost, each with what was reached as a row. Teams and whole lines are
 * binary; units of the other lines are integral by themselves. The model is made before the clock starts.
 */
export async function solveHighs(input: TeamsInput, limit: number): Promise<TeamAnswer> {
  const load = (await import('highs')).default as unknown as (typeof Highs)['default'];
  const solver = await load();
  const { problem } = compileTeams(readTeams(input));
  const { rank, ranks, value, lineStart, demand, single, lineOf, offer, cost, max, use, capacity } = problem;
  const pairs = offer.length;
  const columns = pairs + value.length;
  const capacityRow = demand.length;
  const rankRow = capacityRow + capacity.length;
  const whole = (p: number) => single[lineOf[p]!] === 1;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const enter = (row: number, x: number) => {
    indices.push(row);
    values.push(x);
  };
  for (let p = 0; p < pairs; p++) {
    enter(lineOf[p]!, whole(p) ? demand[lineOf[p]!]! : 1);
    enter(capacityRow + offer[p]!, whole(p) ? use[p]! : 1);
    starts.push(indices.length);
  }
  for (let t = 0; t < value.length; t++) {
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) enter(l, -demand[l]!);
    enter(rankRow + rank[t]!, value[t]!);
    starts.push(indices.length);
  }
  const rows = rankRow + ranks;
  const { continuous, integer } = solver.constants.variableType;
  const { minimize, maximize } = solver.constants.objectiveSense;
  const model = {
    numCols: columns,
    numRows: rows,
    colLower: new Float64Array(columns),
    colUpper: Float64Array.from({ length: columns }, (_, j) => (j < pairs && !whole(j) ? max[j]! : 1)),
    integrality: Array.from({ length: columns }, (_, j) => (j < pairs && !whole(j) ? continuous : integer)),
    rowUpper: Float64Array.from({ length: rows }, (_, i) =>
      i < capacityRow ? 0 : i < rankRow ? capacity[i - capacityRow]! : solver.infinity,
    ),
    matrix: {
      format: 'csc' as const,
      numRows: rows,
      numCols: columns,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  };
  const rowLower = new Float64Array(rows).fill(-solver.infinity).fill(0, 0, capacityRow).fill(0, rankRow);
  const found: number[] = [];
  const bounds: number[] = [];
  let total: number | undefined;
  let proved = true;
  const start = performance.now();
  for (let goal = 0; goal <= ranks && proved; goal++) {
    const colCost = Float64Array.from({ length: columns }, (_, j) => {
      if (goal === ranks) return j < pairs ? cost[j]! * (whole(j) ? demand[lineOf[j]!]! : 1) : 0;
      return j >= pairs && rank[j - pairs] === goal ? value[j - pairs]! : 0;
    });
    const running = solver.createModel();
    try {
      running.options.set('output_flag', false);
      running.options.set('time_limit', Math.max(0.01, limit - (performance.now() - start) / 1000));
      running.options.set('mip_rel_gap', 0);
      running.passModel({ ...model, rowLower, colCost, sense: goal < ranks ? maximize : minimize });
      const { modelStatus } = running.run();
      proved = modelStatus === solver.constants.modelStatus.optimal;
      // 2: a feasible plan.
      if (running.info.get('primal_solution_status') !== 2) break;
      const { colValue } = running.getSolution();
      const reached = colValue.reduce(
        (sum, x, j) => sum + colCost[j]! * (j < pairs && !whole(j) ? x : Math.round(x)),
        0,
      );
      if (goal === ranks) total = Math.round(reached);
      else {
        found.push(Math.round(reached));
        bounds.push(proved ? Math.round(reached) : Math.floor(Number(running.info.get('mip_dual_bound')) + 1e-6));
        rowLower[rankRow + goal] = Math.round(reached);
      }
    } finally {
      running.dispose();
    }
  }
  return { seconds: (performance.now() - start) / 1000, values: found, bounds, cost: total, proved };
}
