import { matchPairs } from '../src/index.js';
import type { Level } from '../src/problem/problem.js';
import { checkSolution } from '../src/proof/check.js';
import { solve } from '../src/solve/solve.js';
import { softProblem } from './families.js';
import type { Instance } from './instances.js';
import { processorTime } from './laps.js';
import { type Outcome, outcomeOf, rowsOf } from './outcome.js';

/** What a solver answered, and in how many seconds of processor time. */
export interface Answer extends Outcome {
  readonly seconds: number;
  /** Ours only: seconds that the check of the proof took, on top; it must have been accepted. */
  readonly check?: number;
  readonly accepted?: boolean;
}

/**
 * This library. An order is its levels, `rank cost` or `rank fair cost`: from columns to units and prices by `solve`, then `checkSolution`.
 * With `rows` before them: `matchPairs` whole, from plain rows to plain rows.
 */
export function prepareOurs(instance: Instance): (order: string) => Answer {
  const problem = instance.penalties ? softProblem(instance) : instance.problem;
  let rows: ReturnType<typeof rowsOf> | undefined;
  return (order) => {
    const levels = order.split(' ').filter((word): word is Level => word !== 'rows');
    if (order.startsWith('rows')) {
      rows ??= rowsOf(problem);
      const start = processorTime();
      const { coverage, cost } = matchPairs(rows, { levels });
      const seconds = processorTime() - start;
      return { seconds, covered: coverage.map((row) => row.covered), cost: String(cost) };
    }
    const start = processorTime();
    const solution = solve(problem, levels);
    const solved = processorTime();
    const { ok } = checkSolution(problem, levels, solution);
    const checked = processorTime();
    const units = instance.penalties ? withoutLast(instance, solution.flow) : solution.flow;
    return {
      ...outcomeOf(instance.problem, units),
      seconds: solved - start,
      check: checked - solved,
      accepted: ok,
    };
  };
}

/** The units of a soft problem less those of the last candidate of every line, which stands for leaving it unmet. */
function withoutLast({ problem: { candidateStart, head } }: Instance, flow: Float64Array): Float64Array {
  const units = new Float64Array(head.length);
  for (let n = 0; n + 1 < candidateStart.length; n++) {
    const [from, to] = [candidateStart[n]!, candidateStart[n + 1]!];
    units.set(flow.subarray(from + n, to + n), from);
  }
  return units;
}
