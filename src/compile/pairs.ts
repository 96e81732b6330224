import { sortBy } from 'lodash-es';
import type { PairQuantity, PairsTable } from '../model/pairs.js';
import type { Problem } from './problem.js';

/** A problem made of bare pairs, with the rows that its lines, caps and candidates stand for. */
export interface CompiledPairs {
  readonly problem: Problem;
  /** Row of `needs` per line. */
  readonly needOf: Int32Array;
  /** Row of `offers` per cap. */
  readonly offerOf: Int32Array;
  /** The ranks that needs have, ascending; a line's rank is an index into them. */
  readonly ranks: readonly number[];
}

/**
 * Columns of bare pairs: lines by (rank, id), caps by id, candidates by offer; ids in code unit order, so that the order of rows
 * cannot matter. O(n log n).
 */
export function compilePairs(table: PairsTable, previous: readonly PairQuantity[]): CompiledPairs {
  const { needs, offers, pairs } = table;
  const byId = (ids: readonly string[]) => (a: number, b: number) => (ids[a]! < ids[b]! ? -1 : 1);
  const needIds = byId(needs.id);
  const needOf = Int32Array.from(needs.id.keys()).sort((a, b) => needs.rank[a]! - needs.rank[b]! || needIds(a, b));
  const offerOf = Int32Array.from(offers.id.keys()).sort(byId(offers.id));
  const lineOf = inverse(needOf);
  const capOf = inverse(offerOf);
  const ranks = sortBy([...new Set(needs.rank)]);
  const rankIndex = new Map(ranks.map((rank, r) => [rank, r]));

  const demand = Float64Array.from(needOf, (row) => needs.demand[row]!);
  const rank = Int32Array.from(needOf, (row) => rankIndex.get(needs.rank[row]!)!);
  const classes = new Map<string, number>();
  let count = 0;
  const group = Int32Array.from(needOf, (row, n) => {
    const name = needs.group[row];
    if (name === undefined) return count++;
    const key = `${rank[n]} ${name}`;
    const known = classes.get(key) ?? count++;
    classes.set(key, known);
    return known;
  });

  const candidateStart = new Int32Array(demand.length + 1);
  for (const row of pairs.need) candidateStart[lineOf[row]! + 1]!++;
  for (let n = 0; n < demand.length; n++) candidateStart[n + 1]! += candidateStart[n]!;
  const order = Int32Array.from(pairs.need.keys()).sort(
    (a, b) => lineOf[pairs.need[a]!]! - lineOf[pairs.need[b]!]! || capOf[pairs.offer[a]!]! - capOf[pairs.offer[b]!]!,
  );
  const max = Float64Array.from(order, (i) => {
    const asked = needs.demand[pairs.need[i]!]!;
    return Math.min(pairs.max[i] ?? asked, asked);
  });
  const promised = promises(previous);
  let lostPromises = 0;
  const kept = Float64Array.from(order, (i, p) => {
    const offersOf = promised.get(needs.id[pairs.need[i]!]!);
    const units = offersOf?.get(offers.id[pairs.offer[i]!]!) ?? 0;
    offersOf?.delete(offers.id[pairs.offer[i]!]!);
    lostPromises += Math.max(0, units - max[p]!);
    return Math.min(units, max[p]!);
  });
  for (const offersOf of promised.values()) for (const units of offersOf.values()) lostPromises += units;

  return {
    problem: {
      demand,
      rank,
      group,
      candidateStart,
      cost: Float64Array.from(order, (i) => pairs.cost[i]!),
      max,
      previous: kept,
      arcStart: Int32Array.from({ length: order.length + 1 }, (_, p) => p),
      head: Int32Array.from(order, (i) => capOf[pairs.offer[i]!]!),
      capacity: Float64Array.from(offerOf, (row) => offers.capacity[row]!),
      parent: new Int32Array(offerOf.length).fill(-1),
      lostPromises,
    },
    needOf,
    offerOf,
    ranks,
  };
}

function inverse(order: Int32Array): Int32Array {
  const result = new Int32Array(order.length);
  order.forEach((row, i) => {
    result[row] = i;
  });
  return result;
}

function promises(previous: readonly PairQuantity[]): Map<string, Map<string, number>> {
  const result = new Map<string, Map<string, number>>();
  for (const { need, offer, quantity } of previous) {
    const offers = result.get(need) ?? new Map<string, number>();
    offers.set(offer, (offers.get(offer) ?? 0) + quantity);
    result.set(need, offers);
  }
  return result;
}
