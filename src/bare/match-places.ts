import { placeTree } from '../kernel/place/place-tree.js';
import { DEAREST_PLACE, placePricesOf } from '../proof/place-bound.js';
import { type Check, checkOf, verdictOf } from '../proof/verdict.js';
import { compilePairs } from './compile-pairs.js';
import { pairsDigest, readLevels } from './match-columns.js';
import {
  type PairsOptions,
  type PairsResult,
  type PreparedRows,
  rowsClaim,
  rowsResult,
  verifyRows,
} from './match-pairs.js';
import {
  bestOfPlaces,
  betterPairs,
  type PairNumbers,
  type PlacePairs,
  pairsInReach,
  placeTable,
  withPairs,
} from './place-rounds.js';
import { type PairQuantity, promiseColumns, readPairsOptions, readPrevious } from './read-pairs.js';
import { type PlacesInput, readPlaces } from './read-places.js';

export type { PlacesInput } from './read-places.js';

/** As for `matchPairs`, without level 'even'. */
export type PlacesOptions = PairsOptions;
export type PlacesResult = PairsResult;

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
  const { columns, promised, previous, levels } = places;
  const { listed, best } = bestOfPlaces(columns, promised, previous, levels);
  return rowsResult(listingOf(places, listed), best);
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
  const { columns, base, needs, offers, promised, levels } = places;
  const claim = rowsClaim(result, base, needs.list.length * offers.list.length);
  const isKnown = claim && !claim.prices.load && claim.prices.cost.every((price) => Math.abs(price) <= DEAREST_PLACE);
  if (!isKnown) return verdictOf([checkOf('shape', 'this is not a result of matchPlaces')]);
  const listed = pairsInReach(columns, promised, numbersOf(claim.allocations, places));
  const { compiled } = listingOf(places, listed);
  const tree = placeTree(columns.to, columns.reach);
  const best = betterPairs(columns, tree, compiled, placePricesOf(claim.prices), levels, 1);
  return verifyRows(listingOf(places, withPairs(listed, best)), claim);
}

type Places = ReturnType<typeof prepare>;

function prepare(input: unknown, options: unknown) {
  const own = readPairsOptions(options);
  const levels = readLevels(own.levels, false);
  const promises = own.previous === undefined ? [] : readPrevious(own.previous);
  const { columns, ...rows } = readPlaces(input);
  const sides = { needs: named(rows.needs), offers: named(rows.offers) };
  const previous = promiseColumns(promises, sides);
  const promised = [...numbersOf(promises, sides)];
  // The digest is of all there is but pairs that nobody promised.
  const base = compilePairs(placeTable(columns, pairsInReach(columns, promised)), previous);
  const digest = pairsDigest(base, levels, namesOf(base.needOf, rows));
  return { ...sides, columns, levels, previous, promised, base, digest };
}

/** The problem of the pairs that are listed. */
function listingOf({ columns, previous, levels, digest, needs, offers }: Places, listed: PlacePairs): PreparedRows {
  const table = placeTable(columns, listed);
  return { compiled: compilePairs(table, previous), levels, digest, needs, offers, lineOf: table.lineOf };
}

const named = (rows: readonly { readonly id: string }[]) => {
  const list = rows.map(({ id }) => id);
  return { list, index: new Map(list.map((id, i) => [id, i])) };
};

/** Ids of lines, then of offers, each with its place. */
function* namesOf(needOf: Int32Array, { needs, offers }: Omit<Rows, 'columns'>): Iterable<string> {
  for (const n of needOf) yield* textsAt(needs[n]!);
  yield '';
  for (const offer of offers) yield* [...textsAt(offer), `${offer.reach}`];
}

type Rows = ReturnType<typeof readPlaces>;

const textsAt = ({ id, location: { lat, lng } }: Rows['needs' | 'offers'][number]) => [id, `${lat},${lng}`];

/** Numbers of the pairs whose need and offer are known. */
function* numbersOf(rows: readonly Omit<PairQuantity, 'quantity'>[], { needs, offers }: Sides): PairNumbers {
  for (const { need, offer } of rows) {
    const [n, c] = [needs.index.get(need), offers.index.get(offer)];
    if (n !== undefined && c !== undefined) yield [n, c];
  }
}

type Sides = Pick<PreparedRows, 'needs' | 'offers'>;
