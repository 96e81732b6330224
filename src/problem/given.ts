import type { Unpinned } from './pins.js';
import type { Choice, Problem, Wholes } from './problem.js';

/**
 * The problem that is left once it is decided which wholes are served, and how: lines of other options ask for nothing, lines that must be
 * served come before all others, each a class of its own, and a single line has one candidate. A flow over it does the rest. O(size).
 */
export function given(problem: Unpinned, choice: Choice): Unpinned {
  const { wholes, ...rest } = problem;
  if (!wholes) return problem;
  const { demand, max } = closed(problem, wholes, choice);
  const rank = problem.rank.map((r) => r + 1);
  const group = problem.group.slice();
  /** Of each group: what is asked, and what of that still counts. */
  const asked = problem.served.slice();
  const open = problem.served.slice();
  const own: number[] = [];
  for (let n = 0; n < demand.length; n++) {
    const g = group[n]!;
    asked[g]! += problem.demand[n]!;
    if (demand[n]! > 0 && wholes.option[n]! >= 0 && wholes.must[n] === 1) {
      rank[n] = 0;
      group[n] = problem.served.length + own.push(demand[n]!) - 1;
    } else open[g]! += demand[n]!;
  }
  // A weight that a class has it keeps.
  const share = problem.share.map((units, g) =>
    open[g] === asked[g] ? units : Math.max(open[g]!, Math.ceil((units / asked[g]!) * open[g]!)),
  );
  const joined = (column: Float64Array, more: readonly number[]) => Float64Array.from([...column, ...more]);
  const served = joined(
    problem.served,
    own.map(() => 0),
  );
  const ofGroup =
    problem.portions &&
    joined(
      problem.portions.ofGroup,
      own.map(() => 1),
    );
  const portions = ofGroup && { portions: { ...problem.portions!, ofGroup } };
  return { ...rest, demand, rank, group, max, served, share: joined(share, own), ...portions };
}

/** Demands and bounds where lines of options that are not taken ask for nothing, and a single line has one candidate. */
export function closed(
  { demand, max, candidateStart }: Problem,
  { lineStart, option }: Wholes,
  choice: Choice,
): Pick<Problem, 'demand' | 'max'> {
  const isTaken = new Uint8Array(lineStart.length - 1);
  for (const o of choice.option) if (o >= 0) isTaken[o] = 1;
  const own = { demand: demand.slice(), max: max.slice() };
  for (let n = 0; n < demand.length; n++) {
    const only = choice.candidate[n]!;
    if (option[n]! >= 0 && isTaken[option[n]!] === 0) own.demand[n] = 0;
    else if (only >= 0) {
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) if (p !== only) own.max[p] = 0;
    }
  }
  return own;
}
