/** The optimum of medium instances on bare pairs: written as columns of our own, solved by HiGHS, valued as pairs. */
import type { PairsInput, PairsOptions, PairsQuantity, PairsValue } from './pairs-types.js';
import { pairKey, sumByPair, valueOfPairs } from './pairs-value.js';
import { columnsOf } from './problem-arbitrary.js';
import { problemByHighs } from './problem-highs.js';

export { MOST_FAIR_UNITS } from './problem-highs.js';

export interface PairsHighsOptimum extends PairsValue {
  readonly allocations: readonly PairsQuantity[];
}

/** The optimum by HiGHS. Throws when HiGHS fails or its rounded plan does not check out. */
export async function optimumByHighs(input: PairsInput, options: PairsOptions = {}): Promise<PairsHighsOptimum> {
  const promised = sumByPair(options.previous ?? []);
  // Lines in the order of the columns: by rank, and as given within a rank.
  const needs = [...input.needs].sort((a, b) => a.rank - b.rank);
  const groups = [...new Set(needs.map((need) => need.group))];
  const pairs = needs.map((need) => input.pairs.filter((pair) => pair.need === need.id));
  const { flow } = await problemByHighs(
    columnsOf({
      caps: input.offers.map(({ capacity }) => ({ capacity, parent: -1 })),
      lostPromises: 0,
      lines: needs.map((need, n) => ({
        demand: need.demand,
        rank: need.rank,
        group: need.group === undefined ? undefined : groups.indexOf(need.group),
        candidates: pairs[n]!.map((pair) => ({
          cost: pair.cost,
          max: pair.max ?? Number.MAX_SAFE_INTEGER,
          previous: promised.get(pairKey(pair.need, pair.offer)) ?? 0,
          heads: [input.offers.findIndex((offer) => offer.id === pair.offer)],
        })),
      })),
    }),
    options.levels,
  );
  const allocations = pairs
    .flat()
    .map(({ need, offer }, p) => ({ need, offer, quantity: flow[p]! }))
    .filter(({ quantity }) => quantity > 0);
  return { ...valueOfPairs(input, allocations, options), allocations };
}
