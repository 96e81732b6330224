import { type PlacePrices, type Points, placeTree } from '../kernel/place-tree.js';
import { metresAcross } from '../kernel/sphere.js';
import { rowsOf } from '../problem/columns.js';
import type { Problem } from '../problem/problem.js';
import { betterPlaces, DEAREST, placePricesOf } from '../proof/place-bound.js';
import { type Check, checkOf, verdictOf } from '../proof/verdict.js';
import { compilePairs } from './compile-pairs.js';
import { bestOf, digestOf, readLevels } from './match-columns.js';
import {
  type PairsOptions,
  type PairsResult,
  type PreparedRows,
  rowsClaim,
  rowsResult,
  verifyRows,
} from './match-pairs.js';
import { sortPairs } from './pair-table.js';
import { type PairQuantity, promiseColumns, readPairsOptions, readPrevious } from './read-pairs.js';
import { type PlacesInput, pointsOf, readPlaces } from './read-places.js';

export type { PlacesInput } from './read-places.js';

/** As for `matchPairs`, without level 'even'. */
export type PlacesOptions = PairsOptions;
export type PlacesResult = PairsResult;

/** Pairs of a need that are listed at first, and that are added at most at a time. */
const FIRST = 8;
const MORE = 4;

/**
 * Matches needs and offers at places, as `matchPairs` would if every need were paired with every offer within whose reach it is, at the cost of the
 * distance: whole metres over the sphere (chord and arcsine by + − × ÷ and root alone, so the same on every machine). The result is that of `matchPairs`.
 *
 * Pairs are never all listed: those in use and those near are, an index finds what by the prices would be better (a k-d tree, searched by branch and
 * bound), and the plan is best once it finds nothing (column generation: Ford & Fulkerson 1958). Memory is in needs and offers, not in pairs.
 *
 * @throws LinkageError `INVALID_INPUT`, `INVALID_OPTIONS`: with all faults, before any work
 * @example
 * matchPlaces({
 *   needs: [{ id: 'n1', rank: 0, demand: 2, location: { lat: 19.9, lng: 110.4 } }],
 *   offers: [{ id: 'o1', capacity: 3, location: { lat: 20, lng: 110.4 }, reach: 20_000 }],
 * }).cost; // 22238: twice 11119 m
 */
export function matchPlaces(input: PlacesInput, options: PlacesOptions = {}): PlacesResult {
  const places = prepare(input, options);
  let listed = nearest(places);
  for (;;) {
    const listing = listingOf(places, listed);
    const best = bestOf(listing);
    const more = betterPairs(places, listing.compiled.problem, placePricesOf(best.prices), MORE);
    if (more.need.length === 0) return rowsResult(listing, best);
    listed = joined(listed, more);
  }
}

/**
 * Checks a result of {@link matchPlaces} against the data, without trusting it and without solving again, over all pairs: those that are not in
 * use are searched by the index for one that the prices would prefer. Exact, no tolerance; O(needs · log offers) as a rule.
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on bad `input` or `options`, as `matchPlaces` does
 */
export function verifyPlaces(
  input: PlacesInput,
  result: unknown,
  options: PlacesOptions = {},
): { ok: boolean; checks: Check[] } {
  const places = prepare(input, options);
  const { base, needs, offers, promises } = places;
  const claim = rowsClaim(result, base, needs.list.length * offers.list.length);
  const isKnown = claim && !claim.prices.load && claim.prices.cost.every((price) => Math.abs(price) <= DEAREST);
  if (!isKnown) return verdictOf([checkOf('shape', 'this is not a result of matchPlaces')]);
  const listed = listOf(places, [...promises, ...claim.allocations]);
  const { problem } = listingOf(places, listed).compiled;
  const best = betterPairs(places, problem, placePricesOf(claim.prices), 1);
  return verifyRows(listingOf(places, joined(listed, best)), claim);
}

/** Needs and offers where they are, and the index of the offers. */
type Places = ReturnType<typeof prepare>;

function prepare(input: unknown, options: unknown) {
  const own = readPairsOptions(options);
  const levels = readLevels(own.levels, false);
  const promises = own.previous === undefined ? [] : readPrevious(own.previous);
  const { needs: needRows, offers: offerRows, columns } = readPlaces(input);
  const [needs, offers] = [named(needRows), named(offerRows)];
  const [from, to] = [pointsOf(needRows), pointsOf(offerRows)];
  const reach = Float64Array.from(offerRows, (offer) => offer.reach);
  const sides = { columns, needs, offers, from, to, reach, levels, promises };
  const previous = promiseColumns(promises, sides);
  // No pairs but those that were promised: what is best does not depend on what else is listed, nor does the digest.
  const promised = listOf(sides, promises);
  const base = compilePairs(tableOf(columns, promised), previous);
  const digest = digestOf(base, levels, namesOf(base.needOf, needRows, offerRows));
  const lines = { x: rowsOf(from.x, base.needOf), y: rowsOf(from.y, base.needOf), z: rowsOf(from.z, base.needOf) };
  return { ...sides, previous, promised, base, digest, lines, tree: placeTree(to, reach) };
}

const named = (rows: readonly { readonly id: string }[]) => {
  const list = rows.map(({ id }) => id);
  return { list, index: new Map(list.map((id, i) => [id, i])) };
};

/** Ids of lines, then of offers, each with its place. */
function* namesOf(needOf: Int32Array, needs: Rows['needs'], offers: Rows['offers']): Iterable<string> {
  const textOf = ({ id, location: { lat, lng } }: Rows['needs' | 'offers'][number]) => [id, `${lat},${lng}`];
  for (const n of needOf) yield* textOf(needs[n]!);
  yield '';
  for (const offer of offers) yield* [...textOf(offer), `${offer.reach}`];
}

type Rows = ReturnType<typeof readPlaces>;

/** Pairs by number of need and offer, each once, with the metres between. */
interface Listed {
  readonly need: readonly number[];
  readonly offer: readonly number[];
  readonly cost: readonly number[];
}

function joined(a: Listed, b: Listed): Listed {
  return { need: a.need.concat(b.need), offer: a.offer.concat(b.offer), cost: a.cost.concat(b.cost) };
}

function tableOf(columns: Rows['columns'], { need, offer, cost }: Listed) {
  const pairs = { need: Int32Array.from(need), offer: Int32Array.from(offer), cost: Float64Array.from(cost) };
  return sortPairs({ ...columns, ...pairs, max: undefined });
}

/** The problem of the pairs that are listed. */
function listingOf({ columns, previous, levels, digest, needs, offers }: Places, listed: Listed): PreparedRows {
  const table = tableOf(columns, listed);
  return { compiled: compilePairs(table, previous), levels, digest, needs, offers, lineOf: table.lineOf };
}

/** {@link betterPlaces} as pairs. */
function betterPairs(
  { tree, lines, base, levels }: Places,
  listed: Problem,
  prices: PlacePrices,
  most: number,
): Listed {
  const { line, offer, metres } = betterPlaces(tree, lines, listed, prices, levels, most);
  return { need: line.map((n) => base.needOf[n]!), offer, cost: metres };
}

/** What is listed at first: what was promised, and the nearest offers that have something. */
function nearest(places: Places): Listed {
  const { problem } = places.base;
  const lead = Int32Array.from(problem.capacity, (units) => (units > 0 ? 0 : 1));
  const prices = { lead, cost: new Float64Array(lead.length) };
  return joined(places.promised, betterPairs(places, problem, prices, FIRST));
}

interface Where {
  readonly from: Points;
  readonly to: Points;
  readonly reach: Float64Array;
}

/** Those of some named pairs that are within reach, each once, and more by number. */
function listOf(
  { needs, offers, from, to, reach }: Pick<PreparedRows, 'needs' | 'offers'> & Where,
  rows: readonly Omit<PairQuantity, 'quantity'>[],
): Listed {
  const known = new Set<number>();
  const listed = { need: [] as number[], offer: [] as number[], cost: [] as number[] };
  for (const row of rows) {
    const [n, c] = [needs.index.get(row.need), offers.index.get(row.offer)];
    if (n === undefined || c === undefined) continue;
    const key = n * reach.length + c;
    const metres = metresAcross(from.x[n]!, from.y[n]!, from.z[n]!, to.x[c]!, to.y[c]!, to.z[c]!);
    if (metres > reach[c]! || known.has(key)) continue;
    known.add(key);
    listed.need.push(n);
    listed.offer.push(c);
    listed.cost.push(metres);
  }
  return listed;
}
