/** What a flow on the column form is worth: the definition of the objective once more, with caps that nest. */
import type { Problem } from '../../src/problem/problem.js';
import type { PairsValue } from './pairs-types.js';
import { compareFractions, fraction, loadsInSteps } from './pairs-value.js';

/** Ranks are the problem's dense ranks. */
export type ProblemValue = PairsValue;

/** The line of every candidate. */
export function linesOf(problem: Problem): number[] {
  return Array.from(problem.demand).flatMap((_, n) =>
    range(problem.candidateStart[n]!, problem.candidateStart[n + 1]!).map(() => n),
  );
}

/** The line of every arc. */
export function linesOfArcs(problem: Problem): number[] {
  const lines = linesOf(problem);
  return candidatesOf(problem).map((candidate) => lines[candidate]!);
}

/** The candidate of every arc. */
export function candidatesOf(problem: Problem): number[] {
  return Array.from(problem.cost).flatMap((_, c) => range(problem.arcStart[c]!, problem.arcStart[c + 1]!).map(() => c));
}

/** The cap at the arc's head and every cap around it. */
export function capsAbove(problem: Problem, head: number): number[] {
  const caps: number[] = [];
  for (let cap = head; cap !== -1; cap = problem.parent[cap]!) caps.push(cap);
  return caps;
}

/** Every way in which the flow breaks the problem; empty when it is feasible. */
export function faultsOfFlow(problem: Problem, flow: ArrayLike<number>): string[] {
  const faults: string[] = [];
  if (flow.length !== problem.head.length) faults.push(`${flow.length} quantities for ${problem.head.length} arcs`);
  const lines = linesOf(problem);
  const candidates = candidatesOf(problem);
  const served = new Array<number>(problem.demand.length).fill(0);
  const given = new Array<number>(problem.cost.length).fill(0);
  const used = new Array<number>(problem.capacity.length).fill(0);
  for (const [arc, units] of Array.from(flow).entries()) {
    if (!Number.isSafeInteger(units) || units < (problem.pinned?.[arc] ?? 0))
      faults.push(`quantity ${units} on arc ${arc}`);
    const candidate = candidates[arc]!;
    given[candidate]! += units;
    served[lines[candidate]!]! += units;
    for (const cap of capsAbove(problem, problem.head[arc]!)) used[cap]! += units;
  }
  given.forEach((units, c) => {
    if (units > problem.max[c]!) faults.push(`${units} above the max of candidate ${c}`);
  });
  served.forEach((units, n) => {
    if (units > problem.demand[n]!) faults.push(`${units} above the demand of line ${n}`);
  });
  used.forEach((units, cap) => {
    if (units > problem.capacity[cap]!) faults.push(`${units} above the capacity of cap ${cap}`);
  });
  return faults;
}

/** The value of a flow (units per arc). Throws when it is not feasible. */
export function valueOfProblem(problem: Problem, flow: ArrayLike<number>): ProblemValue {
  const faults = faultsOfFlow(problem, flow);
  if (faults.length > 0) throw new Error(`Infeasible flow: ${faults.join('; ')}`);
  const lines = linesOf(problem);
  const given = new Array<number>(problem.cost.length).fill(0);
  for (const [arc, candidate] of candidatesOf(problem).entries()) given[candidate]! += flow[arc]!;

  const coverageByRank = new Map<number, number>();
  const fairnessByRank = new Map<number, readonly string[]>();
  for (const rank of [...new Set(problem.rank)].sort((a, b) => a - b)) {
    const own = range(0, problem.demand.length).filter((n) => problem.rank[n] === rank);
    const covered = (of: readonly number[]) =>
      given.reduce((sum, units, c) => sum + (of.includes(lines[c]!) ? units : 0), 0);
    const demanded = (of: readonly number[]) => of.reduce((sum, n) => sum + problem.demand[n]!, 0);
    const classes = [...new Set(own.map((n) => problem.group[n]!))].map((group) =>
      own.filter((n) => problem.group[n] === group),
    );
    coverageByRank.set(rank, covered(own));
    fairnessByRank.set(
      rank,
      classes
        .filter((of) => demanded(of) > 0)
        .map((of) => {
          const group = problem.group[of[0]!]!;
          const before = problem.served?.[group] ?? 0;
          return fraction(before + covered(of), problem.share?.[group] ?? before + demanded(of));
        })
        .sort(compareFractions),
    );
  }
  let withdrawn = problem.lostPromises;
  let cost = 0n;
  given.forEach((units, c) => {
    withdrawn += Math.max(0, problem.previous[c]! - units) * (problem.promise?.[c] ?? 1);
    cost += BigInt(problem.cost[c]!) * BigInt(units);
  });
  const used = new Array<number>(problem.capacity.length).fill(0);
  for (const [arc, head] of problem.head.entries())
    for (const cap of capsAbove(problem, head)) used[cap]! += flow[arc]!;
  return { coverageByRank, fairnessByRank, withdrawn, loads: loadsOfProblem(problem, used), cost };
}

/** Load of the root caps whose use is load; of pinned units too. */
export function loadsOfProblem({ load, parent }: Problem, used: readonly number[]): string[] {
  if (!load) return [];
  const { full, given, steps, fine } = load;
  const helpers = [...full].flatMap((most, c) =>
    most > 0 && parent[c] === -1 ? [{ full: most, given: given[c]!, used: used[c]!, fine: fine?.[c] === 1 }] : [],
  );
  if (steps > 0) return loadsInSteps(helpers, steps);
  return helpers.map((one) => fraction(one.given + one.used, one.full)).sort((a, b) => compareFractions(b, a));
}

/** from … to − 1. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
