/**
 * The optimum of tiny instances on bare pairs by looking at every plan there is.
 *
 * Every integer quantity on every pair is tried that demand, capacity and `max` allow. Plans are first sorted into
 * heaps by what the classes get; inside a heap only withdrawn units and cost can differ. Then the heaps' best plans are
 * compared by the definition in `pairs-value.ts`.
 */
import type { PairsInput, PairsOptions, PairsQuantity, PairsValue } from './pairs-types.js';
import { PAIRS_LEVELS } from './pairs-types.js';
import {
  classKey,
  compareLoads,
  compareValues,
  loadsInSteps,
  pairKey,
  sumByPair,
  valueOfPairs,
} from './pairs-value.js';

export { compareValues, faultsOfPairs, judgedPart, valueOfPairs } from './pairs-value.js';

export interface PairsOptimum extends PairsValue {
  /** How many plans are optimal. */
  readonly optimalPlans: number;
  /** One of them. */
  readonly allocations: readonly PairsQuantity[];
}

interface Heap {
  withdrawn: number;
  cost: number;
  loads: string[];
  plans: number;
  quantities: number[];
}

/** More plans than this are not enumerated: the call throws. */
export const MOST_PLANS = 5_000_000;

/** The optimum of a tiny instance. `withdrawn` and `cost` belong to `allocations` where their level is left out. */
export function enumeratePairs(input: PairsInput, options: PairsOptions = {}): PairsOptimum {
  const levels = options.levels ?? PAIRS_LEVELS;
  const { needs, offers, pairs } = input;
  const promised = sumByPair(options.previous ?? []);
  const needOf = pairs.map((pair) => needs.findIndex((need) => need.id === pair.need));
  const offerOf = pairs.map((pair) => offers.findIndex((offer) => offer.id === pair.offer));
  const classes = [...new Set(needs.map(classKey))];
  const classOf = needs.map((need) => classes.indexOf(classKey(need)));
  const promisedTo = pairs.map((pair) => promised.get(pairKey(pair.need, pair.offer)) ?? 0);

  const demandLeft = needs.map((need) => need.demand);
  const capacityLeft = offers.map((offer) => offer.capacity);
  const covered = classes.map(() => 0);
  const quantities = pairs.map(() => 0);
  const heaps = new Map<string, Heap>();
  let plans = 0;

  const settle = (kept: number, cost: number) => {
    if (++plans > MOST_PLANS) throw new Error(`More than ${MOST_PLANS} plans to enumerate`);
    const key = covered.join();
    const heap = heaps.get(key);
    // Withdrawn is counted as minus the units kept: the promised total is the same for every plan.
    let better = heap === undefined ? 1 : 0;
    const loads = levels.includes('even')
      ? loadsInSteps(
          offers.map(({ capacity }, o) => ({ full: capacity, given: 0, used: capacity - capacityLeft[o]! })),
          4,
        )
      : [];
    for (const level of heap === undefined ? [] : levels) {
      if (better !== 0) break;
      if (level === 'keep') better = heap!.withdrawn + kept;
      if (level === 'even') better = compareLoads(loads, heap!.loads);
      if (level === 'cost') better = heap!.cost - cost;
    }
    if (better > 0) heaps.set(key, { withdrawn: -kept, cost, loads, plans: 1, quantities: [...quantities] });
    else if (heap !== undefined && better === 0) heap.plans++;
  };
  const place = (p: number, kept: number, cost: number): void => {
    if (p === pairs.length) {
      settle(kept, cost);
      return;
    }
    const [n, o] = [needOf[p]!, offerOf[p]!];
    const most = Math.min(demandLeft[n]!, capacityLeft[o]!, pairs[p]!.max ?? Number.POSITIVE_INFINITY);
    for (let units = 0; units <= most; units++) {
      quantities[p] = units;
      demandLeft[n]! -= units;
      capacityLeft[o]! -= units;
      covered[classOf[n]!]! += units;
      place(p + 1, kept + Math.min(units, promisedTo[p]!), cost + units * pairs[p]!.cost);
      demandLeft[n]! += units;
      capacityLeft[o]! += units;
      covered[classOf[n]!]! -= units;
    }
    quantities[p] = 0;
  };
  place(0, 0, 0);

  let best: PairsOptimum | undefined;
  for (const heap of heaps.values()) {
    const allocations = pairs.map(({ need, offer }, p) => ({ need, offer, quantity: heap.quantities[p]! }));
    const value = valueOfPairs(input, allocations, options);
    const order = best === undefined ? 1 : compareValues(value, best, levels);
    if (order > 0)
      best = { ...value, optimalPlans: heap.plans, allocations: allocations.filter((a) => a.quantity > 0) };
    else if (order === 0 && best !== undefined) best = { ...best, optimalPlans: best.optimalPlans + heap.plans };
  }
  if (best === undefined) throw new Error('There is always the empty plan');
  return best;
}
