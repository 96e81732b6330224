import type { PairsInput } from '../src/index.js';
import type { Problem } from '../src/problem/problem.js';
import type { Instance } from './instances.js';

/** What solvers are compared by: units covered per rank and total cost, in decimal because it may be beyond 2^53. */
export interface Outcome {
  readonly covered: readonly number[];
  readonly cost: string;
}

export function ranksOf({ rank }: Problem): number {
  return 1 + rank.reduce((most, r) => Math.max(most, r), -1);
}

/** What units per pair amount to. */
export function outcomeOf(problem: Problem, units: ArrayLike<number>): Outcome {
  const { rank, candidateStart, cost } = problem;
  const covered = new Array<number>(ranksOf(problem)).fill(0);
  let total = 0n;
  let part = 0;
  for (let n = 0; n < rank.length; n++) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      covered[rank[n]!]! += units[p]!;
      part += units[p]! * cost[p]!;
    }
    if (Math.abs(part) > 2 ** 40) {
      total += BigInt(part);
      part = 0;
    }
  }
  return { covered, cost: String(total + BigInt(part)) };
}

/** The objective in words that are equal only if it is: coverage by rank, then cost; where ranks are soft, all in one sum. */
export function objectiveOf({ problem, penalties }: Instance, { covered, cost }: Outcome): string {
  if (!penalties) return `${covered.join('/')} at ${cost}`;
  const asked = new Array<number>(covered.length).fill(0);
  problem.rank.forEach((r, n) => {
    asked[r]! += problem.demand[n]!;
  });
  const unmet = asked.reduce((sum, units, r) => sum + BigInt(units - covered[r]!) * BigInt(penalties[r]!), 0n);
  return String(BigInt(cost) + unmet);
}

/** Fairness costs no coverage, but it may cost money. */
export function isFairerAnswer(fair: Outcome, best: Outcome): boolean {
  return fair.covered.join() === best.covered.join() && BigInt(fair.cost) >= BigInt(best.cost);
}

/**
 * What leaving a unit of each rank unmet costs, for solvers that know only costs: soft as the instance says, or strict. A path holds at most
 * two ranks and 2·min(lines, caps) + 1 pairs, so multiples of a step above what such a path can cost are enough (as in `src/solve/fit.ts`).
 */
export function penaltiesOf({ problem, penalties }: Instance): readonly number[] {
  if (penalties) return penalties;
  const { demand, capacity, cost } = problem;
  const ranks = ranksOf(problem);
  const dearest = cost.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  const step = (2 * Math.min(demand.length, capacity.length) + 1) * dearest + 1;
  return Array.from({ length: ranks }, (_, r) => (ranks - r) * step);
}

/** Cost of a unit of each pair less what it saves, so that the least total is the best by ranks and cost. */
export function pricesOf(instance: Instance): Float64Array {
  const { rank, candidateStart, cost } = instance.problem;
  const penalties = penaltiesOf(instance);
  const price = cost.slice();
  for (let n = 0; n < rank.length; n++)
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) price[p]! -= penalties[rank[n]!]!;
  return price;
}

/** The instance as plain rows. Ids are as long as each other, so that they sort as the columns do. */
export function rowsOf({ demand, rank, group, candidateStart, head, cost, capacity }: Problem): PairsInput {
  const need = (n: number) => `n${String(n).padStart(7, '0')}`;
  const offer = (c: number) => `o${String(c).padStart(7, '0')}`;
  const pairs: PairsInput['pairs'][number][] = [];
  demand.forEach((_, n) => {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++)
      pairs.push({ need: need(n), offer: offer(head[p]!), cost: cost[p]! });
  });
  return {
    needs: Array.from(demand, (units, n) => ({ id: need(n), rank: rank[n]!, demand: units, group: `g${group[n]}` })),
    offers: Array.from(capacity, (units, c) => ({ id: offer(c), capacity: units })),
    pairs,
  };
}
