/**
 * The optimum of medium problems by HiGHS, level after level, each fixed as an equality for the next.
 *
 * Without `fair` every level is a linear program whose optimal faces are faces of a flow polytope, so its vertices are
 * integral. With `fair` a yes/no column says "the class has at least k units", and leximin is taken from its
 * definition: for every ratio q that a class can have, from the lowest up, as many classes as can be have more than q.
 * HiGHS works in doubles: its answer is checked for feasibility and valued in exact integers.
 */
import type { Problem } from '../../src/problem/problem.js';
import { type Goal, goalAfterGoal, row, type Sum } from './highs-goals.js';
import type { PairsLevel } from './pairs-types.js';
import { PAIRS_LEVELS } from './pairs-types.js';
import { compareFractions, fraction } from './pairs-value.js';
import type { ProblemValue } from './problem-value.js';
import { candidatesOf, capsAbove, linesOf, valueOfProblem } from './problem-value.js';

/** More units demanded than this and `fair` is refused (per rank there is one solve per ratio). */
export const MOST_FAIR_UNITS = 120;

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
  const { rows, bounds, whole, unitsOf } = flowProgram(problem);
  const binary: string[] = [];
  const fair = levels.includes('fair');

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

  const goals: Goal[] = [];
  const optimise = (sense: Goal['sense'], sum: Sum) => void goals.push({ sense, sum });
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
      lines.map((_, c) => [problem.promise?.[c] ?? 1, `k${c}`]),
    );
  if (levels.includes('cost'))
    optimise(
      'Minimize',
      candidates.map((c, arc) => [problem.cost[c]!, `x${arc}`]),
    );

  const last = await goalAfterGoal({ rows, bounds, ...(fair && { whole, binary }) }, goals);
  if (last === undefined) throw new Error('There is always the empty flow');
  const flow = candidates.map((_, arc) => last.get(`x${arc}`) ?? 0);
  return { ...valueOfProblem(problem, flow), flow };
}

/** What a flow may be: units `x0 …` on every arc, and `k0 …` of every candidate that keep a promise. */
export function flowProgram(problem: Problem) {
  const lines = linesOf(problem);
  const candidates = candidatesOf(problem);
  const unitsOf = (chosen: (arc: number) => boolean): Sum =>
    candidates.flatMap((_, arc) => (chosen(arc) ? [[1, `x${arc}`] as const] : []));
  const rows: string[] = [];
  const bounds: string[] = [];
  const whole: string[] = [];
  candidates.forEach((candidate, arc) => {
    bounds.push(`0 <= x${arc} <= ${Math.min(problem.max[candidate]!, problem.demand[lines[candidate]!]!)}`);
    whole.push(`x${arc}`);
  });
  lines.forEach((_, c) => {
    const units = unitsOf((arc) => candidates[arc] === c);
    rows.push(row(units, '<=', problem.max[c]!));
    bounds.push(`0 <= k${c} <= ${units.length === 0 ? 0 : problem.previous[c]!}`);
    whole.push(`k${c}`);
    if (units.length > 0) rows.push(row([...units, [-1, `k${c}`]], '>=', 0));
  });
  problem.demand.forEach((demand, n) => {
    const units = unitsOf((arc) => lines[candidates[arc]!] === n);
    rows.push(row(units, '<=', demand));
  });
  problem.capacity.forEach((capacity, cap) => {
    const units = unitsOf((arc) => capsAbove(problem, problem.head[arc]!).includes(cap));
    rows.push(row(units, '<=', capacity));
  });
  return { rows, bounds, whole, unitsOf };
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
