/**
 * Linear and integer programs with goals that come one after the other, by HiGHS.
 *
 * What a goal reaches is fixed as an equality for the next. HiGHS works in doubles: its answer is rounded, and must still give what every
 * goal had found.
 */
import highsLoader from 'highs';

export type Sum = readonly (readonly [coefficient: number, column: string])[];

export interface Goal {
  readonly sense: 'Maximize' | 'Minimize';
  readonly sum: Sum;
}

/** Lines of the LP format; without `whole` and `binary` every column may be a fraction. */
export interface Program {
  readonly rows: readonly string[];
  readonly bounds: readonly string[];
  readonly whole?: readonly string[];
  readonly binary?: readonly string[];
  readonly presolve?: 'off';
}

// The package's types describe its default export as it is seen from CommonJS.
const load = highsLoader as unknown as (typeof highsLoader)['default'];
let loaded: { solver: Awaited<ReturnType<typeof load>>; solves: number } | undefined;

async function solver() {
  // A fresh module now and then: the heap of the old one only grows.
  if (loaded === undefined || loaded.solves++ > 500) loaded = { solver: await load(), solves: 0 };
  return loaded.solver;
}

/**
 * The columns once every goal is reached as far as the earlier ones allow; what is not in a goal or a row may be missing. Undefined where
 * nothing is feasible. Throws when HiGHS fails or rounding breaks a goal.
 */
export async function goalAfterGoal(
  program: Program,
  goals: readonly Goal[],
): Promise<Map<string, number> | undefined> {
  const highs = await solver();
  const rows = program.rows.filter((line) => line !== '');
  const { bounds, whole = [], binary = [], presolve = 'choose' } = program;
  const fixed: { terms: Sum; best: number }[] = [];
  let last = new Map<string, number>();
  const worth = (terms: Sum) =>
    terms.reduce((sum, [coefficient, column]) => sum + coefficient * (last.get(column) ?? 0), 0);
  for (const { sense, sum } of goals) {
    const terms = sum.filter(([coefficient]) => coefficient !== 0);
    if (terms.length === 0) continue;
    const kinds = [
      ...(whole.length > 0 ? ['General', ...whole] : []),
      ...(binary.length > 0 ? ['Binary', ...binary] : []),
    ];
    const text = [sense, `obj: ${expression(terms)}`, 'Subject To', ...rows, 'Bounds', ...bounds, ...kinds, 'End'];
    const result = highs.solve(text.join('\n'), {
      solver: 'simplex',
      presolve,
      mip_rel_gap: 0,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: 1e-9,
      primal_feasibility_tolerance: 1e-9,
      dual_feasibility_tolerance: 1e-9,
    });
    if (result.Status === 'Infeasible' && fixed.length === 0) return undefined;
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
      if (worth(earlier.terms) !== earlier.best) throw new Error('Rounding lost what an earlier goal had found');
    }
  }
  return last;
}

/** A row of the LP format; empty without terms. */
export function row(sum: Sum, relation: '<=' | '>=' | '=', bound: number): string {
  return sum.length === 0 ? '' : `${expression(sum)} ${relation} ${bound}`;
}

function expression(sum: Sum): string {
  return sum
    .map(([coefficient, column]) => `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${column}`)
    .join('\n');
}
