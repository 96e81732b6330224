/** What a choice about wholes is, what a flow that agrees with it may not do, and what both are worth: the definition, word for word. */
import type { Choice, Problem, Wholes } from '../../src/problem/problem.js';
import type { PairsLevel } from './pairs-types.js';
import { candidatesOf, faultsOfFlow, linesOf } from './problem-value.js';

/** The wholes of a problem; none where it has none. */
export function wholesOf({ wholes, demand }: Problem): Wholes {
  const none = new Int32Array();
  const flags = new Uint8Array(demand.length);
  return (
    wholes ?? {
      rank: none,
      value: new Float64Array(),
      optionStart: Int32Array.of(0),
      lineStart: Int32Array.of(0),
      optionLines: none,
      option: new Int32Array(demand.length).fill(-1),
      must: flags,
      single: flags,
      worth: new Float64Array(demand.length).fill(1),
    }
  );
}

/** Whether line n stands for itself or its option is taken. */
export function isOpen({ option }: Wholes, choice: Choice, n: number): boolean {
  return option[n]! < 0 || choice.option.includes(option[n]!);
}

/** Every way in which the choice is none, or the flow (units per arc) breaks the problem or disagrees with it; empty when they are fine. */
export function faultsOfChoice(problem: Problem, choice: Choice, flow: ArrayLike<number>): string[] {
  const wholes = wholesOf(problem);
  const lines = linesOf(problem);
  const candidates = candidatesOf(problem);
  if (choice.option.length !== wholes.rank.length)
    return [`${choice.option.length} options for ${wholes.rank.length} wholes`];
  if (choice.candidate.length !== problem.demand.length)
    return [`${choice.candidate.length} candidates for ${problem.demand.length} lines`];
  const faults = faultsOfFlow(problem, flow);
  choice.option.forEach((o, t) => {
    if (o !== -1 && !(o >= wholes.optionStart[t]! && o < wholes.optionStart[t + 1]!))
      faults.push(`whole ${t} takes option ${o}`);
  });
  problem.demand.forEach((demand, n) => {
    const taken = wholes.option[n]! >= 0 && isOpen(wholes, choice, n);
    const single = taken && wholes.single[n] === 1;
    const chosen = choice.candidate[n]!;
    // Where nothing is asked there is nobody to choose, and nobody is wrong.
    if (chosen === -1 ? single && demand > 0 : !single || lines[chosen] !== n)
      faults.push(`line ${n} chooses candidate ${chosen}`);
    let units = 0;
    for (const [arc, p] of candidates.entries()) {
      if (lines[p] !== n) continue;
      units += flow[arc]!;
      if (single && p !== chosen && flow[arc] !== 0) faults.push(`line ${n} is served by candidate ${p} too`);
    }
    if (!isOpen(wholes, choice, n) && units !== 0) faults.push(`line ${n} gets ${units}, and its option is not taken`);
    if (taken && wholes.must[n] === 1 && units !== demand) faults.push(`line ${n} gets ${units} of ${demand}`);
  });
  return faults;
}

/**
 * What a choice and a flow are worth, larger is better, the first difference counts: per rank the value of the wholes that are taken and the
 * worth of the units covered; then the promised units kept; then the cost below 0. Levels left out count 0; 'fair' is no figure.
 */
export function figuresOfFlow(
  problem: Problem,
  choice: Choice,
  flow: ArrayLike<number>,
  levels: readonly PairsLevel[],
): number[] {
  const wholes = wholesOf(problem);
  const lines = linesOf(problem);
  const ranks = ranksOf(problem);
  const figures = new Array<number>(2 * ranks + 2).fill(0);
  choice.option.forEach((o, t) => {
    if (o >= 0) figures[2 * wholes.rank[t]!]! += wholes.value[t]!;
  });
  const given = new Array<number>(lines.length).fill(0);
  for (const [arc, p] of candidatesOf(problem).entries()) given[p]! += flow[arc]!;
  given.forEach((units, p) => {
    const n = lines[p]!;
    figures[2 * problem.rank[n]! + 1]! += wholes.worth[n]! * units;
    if (levels.includes('keep'))
      figures[2 * ranks]! += Math.min(units, problem.previous[p]!) * (problem.promise?.[p] ?? 1);
    if (levels.includes('cost')) figures[2 * ranks + 1]! -= problem.cost[p]! * units;
  });
  return figures;
}

/** How many ranks there are, those of wholes without lines included. */
export function ranksOf(problem: Problem): number {
  return Math.max(-1, ...problem.rank, ...wholesOf(problem).rank) + 1;
}

/** Above 0: a is better than b. */
export function compareFigures(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((figure, i) => figure !== b[i]);
  return first < 0 ? 0 : a[first]! - b[first]!;
}
