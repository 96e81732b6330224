/**
 * The optimum of medium problems by HiGHS, level after level, each fixed as an equality for the next.
 *
 * Without `fair` every level is a linear program whose optimal faces are faces of a flow polytope, so its vertices are
 * integral. With `fair` a yes/no column says "the class has at least k units", and leximin is taken from its
 * definition: for every ratio q that a class can have, from the lowest up, as many classes as can be have more than q.
 * HiGHS works in doubles: its answer is rounded, must still give what every level had found, and is checked for
 * feasibility and valued in exact integers.
 */
import highsLoader from 'highs';
import type { Problem } from '../../src/compile/problem.js';
import type { PairsLevel } from './pairs-types.js';
import { PAIRS_LEVELS } from './pairs-types.js';
import { compareFractions, fraction } from './pairs-value.js';
import type { ProblemValue } from './problem-value.js';
import { candidatesOf, capsAbove, linesOf, valueOfProblem } from './problem-value.js';

/** More units demanded than this and `fair` is refused (per rank there is one solve per ratio). */
export const MOST_FAIR_UNITS = 120;

type Sum = readonly (readonly [coefficient: number, column: string])[];

// The package's types describe its default export as it is seen from CommonJS.
const load = highsLoader as unknown as (typeof highsLoader)['default'];
let loaded: { solver: Awaited<ReturnType<typeof load>>; solves: number } | undefined;

async function solver() {
  // A fresh module now and then: the heap of the old one only grows.
  if (loaded === undefined || loaded.solves++ > 500) loaded = { solver: await load(), solves: 0 };
  return loaded.solver;
}

export interface ProblemHighsOptimum extends ProblemValue {
  readonly flow: readonly number[];
}

/** The optimum by HiGHS. Throws when HiGHS fails or its rounded flow does not check out. */
export async function problemByHighs(
  problem: Problem,
  levels: readonly PairsLevel[] = PAIRS_LEVELS,
): Promise<ProblemHighsOptimum> {
  const lines = linesOf(problem);
  const candidates = candidatesOf(problem);
  const lineOf = candidates.map((candidate) => lines[candidate]!);
  const rows: string[] = [];
  const bounds: string[] = [];
  const whole: string[] = [];
  const binary: string[] = [];
  const fair = levels.includes('fair');

  const unitsOf = (chosen: (arc: number) => boolean): Sum =>
    candidates.flatMap((_, arc) => (chosen(arc) ? [[1, `x${arc}`] as const] : []));
  candidates.forEach((candidate, arc) => {
    bounds.push(`0 <= x${arc} <= ${Math.min(problem.max[candidate]!, problem.demand[lineOf[arc]!]!)}`);
    whole.push(`x${arc}`);
  });
  lines.forEach((_, c) => {
    const units = unitsOf((arc) => candidates[arc] === c);
    rows.push(row(units, '<=', problem.max[c]!));
    // Units that keep a promise.
    bounds.push(`0 <= k${c} <= ${units.length === 0 ? 0 : problem.previous[c]!}`);
    whole.push(`k${c}`);
    if (units.length > 0) rows.push(row([...units, [-1, `k${c}`]], '>=', 0));
  });
  problem.demand.forEach((demand, n) => {
    rows.push(
      row(
        unitsOf((arc) => lineOf[arc] === n),
        '<=',
        demand,
      ),
    );
  });
  problem.capacity.forEach((capacity, cap) => {
    rows.push(
      row(
        unitsOf((arc) => capsAbove(problem, problem.head[arc]!).includes(cap)),
        '<=',
        capacity,
      ),
    );
  });

  const classes = fair ? classesOf(problem) : [];
  if (classes.reduce((sum, entry) => sum + entry.demand, 0) > MOST_FAIR_UNITS)
    throw new Error('Too many units for fair');
  classes.forEach((entry, c) => {
    const units: (readonly [number, string])[] = [];
    for (let k = 1; k <= entry.demand; k++) {
      binary.push(`u${c}_${k}`);
      units.push([-1, `u${c}_${k}`]);
      if (k > 1)
        rows.push(
          row(
            [
              [1, `u${c}_${k - 1}`],
              [-1, `u${c}_${k}`],
            ],
            '>=',
            0,
          ),
        );
    }
    rows.push(row([...unitsOf((arc) => entry.lines.has(lineOf[arc]!)), ...units], '=', 0));
  });

  const highs = await solver();
  let last = new Map<string, number>();
  const fixed: { terms: Sum; best: number }[] = [];
  const worth = (terms: Sum) =>
    terms.reduce((sum, [coefficient, column]) => sum + coefficient * (last.get(column) ?? 0), 0);
  const optimise = (sense: 'Maximize' | 'Minimize', sum: Sum): void => {
    const terms = sum.filter(([coefficient]) => coefficient !== 0);
    if (terms.length === 0) return;
    const text = [
      sense,
      `obj: ${expression(terms)}`,
      'Subject To',
      ...rows.filter((line) => line !== ''),
      'Bounds',
      ...bounds,
      ...(fair ? ['General', ...whole, 'Binary', ...binary] : []),
      'End',
    ].join('\n');
    const result = highs.solve(text, {
      solver: 'simplex',
      mip_rel_gap: 0,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: 1e-9,
      primal_feasibility_tolerance: 1e-9,
      dual_feasibility_tolerance: 1e-9,
    });
    if (result.Status !== 'Optimal') throw new Error(`HiGHS: ${result.Status}`);
    last = new Map(
      Object.entries(result.Columns).map(([name, column]) => [
        name,
        'Primal' in column ? Math.round(column.Primal) : 0,
      ]),
    );
    const best = worth(terms);
    if (!Number.isSafeInteger(best)) throw new Error(`Objective ${best} is no exact integer`);
    rows.push(row(terms, '=', best));
    fixed.push({ terms, best });
    for (const earlier of fixed) {
      if (worth(earlier.terms) !== earlier.best) throw new Error('Rounding lost what an earlier level had found');
    }
  };

  for (const rank of [...new Set(problem.rank)].sort((a, b) => a - b)) {
    optimise(
      'Maximize',
      unitsOf((arc) => problem.rank[lineOf[arc]!] === rank),
    );
    const own = classes.map((entry, c) => ({ ...entry, c })).filter((entry) => entry.rank === rank && entry.demand > 0);
    for (const ratio of ratiosOf(own)) {
      const [p = 0, q = 1] = ratio.split('/').map(Number);
      const above = own.map(({ c, demand }) => ({ c, unit: Math.floor((p * demand) / q) + 1, demand }));
      optimise(
        'Maximize',
        above.filter(({ unit, demand }) => unit <= demand).map(({ c, unit }) => [1, `u${c}_${unit}`]),
      );
    }
  }
  if (levels.includes('keep'))
    optimise(
      'Maximize',
      lines.map((_, c) => [1, `k${c}`]),
    );
  if (levels.includes('cost'))
    optimise(
      'Minimize',
      candidates.map((c, arc) => [problem.cost[c]!, `x${arc}`]),
    );

  const flow = candidates.map((_, arc) => last.get(`x${arc}`) ?? 0);
  return { ...valueOfProblem(problem, flow), flow };
}

function classesOf(problem: Problem): { rank: number; demand: number; lines: Set<number> }[] {
  const classes = new Map<number, { rank: number; demand: number; lines: Set<number> }>();
  for (const [n, group] of problem.group.entries()) {
    const entry = classes.get(group) ?? { rank: problem.rank[n]!, demand: 0, lines: new Set<number>() };
    entry.demand += problem.demand[n]!;
    entry.lines.add(n);
    classes.set(group, entry);
  }
  return [...classes.values()];
}

/** Every ratio below one that a class can have, ascending. */
function ratiosOf(classes: readonly { demand: number }[]): string[] {
  const ratios = new Set<string>();
  for (const { demand } of classes) for (let k = 0; k < demand; k++) ratios.add(fraction(k, demand));
  return [...ratios].sort(compareFractions);
}

function expression(sum: Sum): string {
  return sum
    .map(([coefficient, column]) => `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${column}`)
    .join('\n');
}

function row(sum: Sum, relation: '<=' | '>=' | '=', bound: number): string {
  return sum.length === 0 ? '' : `${expression(sum)} ${relation} ${bound}`;
}
