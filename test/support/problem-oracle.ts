/** The optimum of tiny problems in column form, by looking at every flow there is: see `pairs-oracle.ts`. */
import type { Problem } from '../../src/problem/problem.js';
import type { PairsLevel } from './pairs-types.js';
import { PAIRS_LEVELS } from './pairs-types.js';
import { compareLoads, compareValues } from './pairs-value.js';
import type { ProblemValue } from './problem-value.js';
import { candidatesOf, capsAbove, linesOf, loadsOfProblem, valueOfProblem } from './problem-value.js';

export { compareValues, judgedPart } from './pairs-value.js';
export { capsAbove, faultsOfFlow, linesOfArcs, type ProblemValue, valueOfProblem } from './problem-value.js';

export interface ProblemOptimum extends ProblemValue {
  /** How many flows are optimal. */
  readonly optimalFlows: number;
  /** One of them, per arc. */
  readonly flow: readonly number[];
}

/** More flows than this are not enumerated: the call throws. */
export const MOST_FLOWS = 5_000_000;

/** The optimum of a tiny problem. What levels left out would judge is that of `flow`. */
export function enumerateProblem(problem: Problem, levels: readonly PairsLevel[] = PAIRS_LEVELS): ProblemOptimum {
  const lines = linesOf(problem);
  const candidates = candidatesOf(problem);
  const caps = Array.from(problem.head, (head) => capsAbove(problem, head));
  const demandLeft = Array.from(problem.demand);
  const maxLeft = Array.from(problem.max);
  const capacityLeft = Array.from(problem.capacity);
  const covered = new Array<number>(Math.max(0, ...problem.group) + 1).fill(0);
  const flow = caps.map(() => 0);
  const heaps = new Map<string, { kept: number; cost: number; loads: string[]; flows: number; flow: number[] }>();
  let flows = 0;

  const settle = (cost: number) => {
    if (++flows > MOST_FLOWS) throw new Error(`More than ${MOST_FLOWS} flows to enumerate`);
    const kept = maxLeft.reduce((sum, left, c) => {
      const units = Math.min(problem.previous[c]!, problem.max[c]! - left);
      return sum + units * (problem.promise?.[c] ?? 1);
    }, 0);
    const key = covered.join();
    const heap = heaps.get(key);
    const loads = loadsOfProblem(
      problem,
      Array.from(problem.capacity, (all, c) => all - capacityLeft[c]!),
    );
    let better = heap === undefined ? 1 : 0;
    for (const level of heap === undefined ? [] : levels) {
      if (better !== 0) break;
      if (level === 'keep') better = kept - heap!.kept;
      if (level === 'even') better = compareLoads(loads, heap!.loads);
      if (level === 'cost') better = heap!.cost - cost;
    }
    if (better > 0) heaps.set(key, { kept, cost, loads, flows: 1, flow: [...flow] });
    else if (heap !== undefined && better === 0) heap.flows++;
  };
  const place = (arc: number, cost: number): void => {
    if (arc === caps.length) {
      settle(cost);
      return;
    }
    const candidate = candidates[arc]!;
    const line = lines[candidate]!;
    const group = problem.group[line]!;
    const above = caps[arc]!;
    const most = Math.min(demandLeft[line]!, maxLeft[candidate]!, ...above.map((cap) => capacityLeft[cap]!));
    const put = (units: number) => {
      flow[arc]! += units;
      demandLeft[line]! -= units;
      maxLeft[candidate]! -= units;
      covered[group]! += units;
      for (const cap of above) capacityLeft[cap]! -= units;
    };
    for (let units = problem.pinned?.[arc] ?? 0; units <= most; units++) {
      put(units);
      place(arc + 1, cost + units * problem.cost[candidate]!);
      put(-units);
    }
  };
  place(0, 0);

  let best: ProblemOptimum | undefined;
  for (const heap of heaps.values()) {
    const value = valueOfProblem(problem, heap.flow);
    const order = best === undefined ? 1 : compareValues(value, best, levels);
    if (order > 0) best = { ...value, optimalFlows: heap.flows, flow: heap.flow };
    else if (order === 0 && best !== undefined) best = { ...best, optimalFlows: best.optimalFlows + heap.flows };
  }
  if (best === undefined) throw new Error('There is always the empty flow');
  return best;
}
