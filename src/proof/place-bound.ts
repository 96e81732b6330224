import {
  bestPlaces,
  NO_LEAD,
  type PlacePrices,
  type PlaceTree,
  type Points,
  roomForPlaces,
} from '../kernel/place/place-tree.js';
import type { Level, Prices, Problem } from '../problem/problem.js';

/** Prices up to this size and a way across the earth add up exactly. */
export const DEAREST_PLACE = Number.MAX_SAFE_INTEGER - 2 ** 25;

/** Prices of offers as the index knows them: what comes before cost (without level `even`) is the lead, 0 for what is worth least. */
export function placePricesOf({ marks, position, keep, cost }: Prices): PlacePrices {
  const place = (c: number) => (position[c]! < 0 ? marks.length : position[c]!);
  const compare = (a: number, b: number) => place(b) - place(a) || keep[a]! - keep[b]!;
  const order = Int32Array.from(position, (_, c) => c).sort(compare);
  const lead = new Int32Array(order.length);
  for (let i = 1; i < order.length; i++)
    lead[order[i]!] = lead[order[i - 1]!]! + (compare(order[i - 1]!, order[i]!) === 0 ? 0 : 1);
  return { lead, cost };
}

/**
 * Of every line that asks for something, the offers in its reach that would serve it better by these prices than all that are listed, up to `most`,
 * the best first, as columns of pairs. O(lines · log offers) as a rule.
 *
 * With one a line, whoever checks prices on what is listed and these has checked them on all pairs: a pair with nothing in it asks only that its line be
 * worth no more than its offer and the way, and of all that ask it the best asks most. (One that holds all its line asks for asks nothing. But
 * then its line is full, and worth no less than it; so what none beats does not ask more.)
 *
 * @param from where the needs are, by line
 */
export function betterPlaces(
  tree: PlaceTree,
  from: Points,
  { demand, candidateStart, head, cost }: Pick<Problem, 'demand' | 'candidateStart' | 'head' | 'cost'>,
  prices: PlacePrices,
  levels: readonly Level[],
  most: number,
) {
  const weight = levels.includes('cost') ? 1 : 0;
  const found = roomForPlaces(most);
  const search = bestPlaces(tree, prices, weight, found);
  const better = { line: [] as number[], offer: [] as number[], metres: [] as number[] };
  for (let n = 0; n < demand.length; n++) {
    if (demand[n] === 0) continue;
    let [lead, total] = [NO_LEAD, 0];
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const c = head[p]!;
      const own = prices.cost[c]! + weight * cost[p]!;
      if (prices.lead[c]! > lead || (prices.lead[c] === lead && own >= total)) continue;
      lead = prices.lead[c]!;
      total = own;
    }
    search(from.x[n]!, from.y[n]!, from.z[n]!, lead, total);
    for (let i = 0; i < found.size; i++) {
      better.line.push(n);
      better.offer.push(found.place[i]!);
      better.metres.push(found.metres[i]!);
    }
  }
  return better;
}
