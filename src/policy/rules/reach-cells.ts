import type { OfferCells } from '../by-place.js';
import type { Locality, Pair } from '../pair.js';

/**
 * Cells: names of places, such that rule `reach` can only pass a pair if offer and need have a cell in common (or the
 * distance decides). An index on cells then finds all pairs without looking at each.
 *
 * `within`, `circle`, `subtree` and `street` hold all offers of that reach, for needs whose place is not known;
 * `streetCode:` and `streetStation:` hold those for which that is not known.
 */

/** Beyond this radius (m) distances from haversines lose their digits, and an offer reaches nearly all of the earth. */
const GLOBAL = 19_000_000;

/** The cells that an offer reaches whose provider is at `place`. */
export function cellsOfOffer({ provider, offer }: Pick<Pair, 'provider' | 'offer'>, place: Locality): OfferCells {
  const { within, radius, remote } = offer.reach ?? {};
  const cells = place.community === undefined ? [] : [`community:${place.community}`];
  if (remote) cells.push('remote');
  if (within !== undefined) cells.push('within', ...within.map((code) => `within:${code}`));
  if (radius !== undefined) {
    if (place.location === undefined || radius > GLOBAL) return { cells: ['everywhere'] };
    cells.push('circle');
    return { cells, circle: radius };
  }
  if (within !== undefined || provider.society === 'community') return { cells };
  const isRegional = provider.society === 'socialWorker' || provider.society === 'resource';
  return { cells: [...cells, ...(isRegional ? subtreeCells(place) : streetCells(place))] };
}

function subtreeCells({ stations: [own] }: Locality): string[] {
  return own === undefined ? ['everywhere'] : ['subtree', `subtree:${own.id}`];
}

function streetCells({ street, streetStation }: Locality): string[] {
  if (street === undefined && streetStation === undefined) return ['everywhere'];
  return ['street', `streetCode:${street ?? ''}`, `streetStation:${streetStation ?? ''}`];
}

/** The cells in which offers that may reach a need are found; circles around the need aside. */
export function cellsOfNeed(place: Locality): string[] {
  const cells = ['everywhere', `community:${place.community}`];
  if (place.location === undefined) cells.push('circle');

  const code = place.adminCode;
  if (code === undefined) cells.push('within');
  for (let length = code?.length ?? 0; length > 0; length--) cells.push(`within:${code!.slice(0, length)}`);

  if (place.stations.length === 0) cells.push('subtree');
  for (const station of place.stations) cells.push(`subtree:${station.id}`);

  const { street, streetStation: station } = place;
  if (street === undefined && station === undefined) cells.push('street');
  if (street !== undefined) cells.push(`streetCode:${street}`);
  if (station !== undefined) cells.push(`streetStation:${station}`);
  // Where one side lacks the code and the other the station, nothing can be compared, and the rule passes the pair.
  if (street !== undefined && station === undefined) cells.push('streetCode:');
  if (station !== undefined && street === undefined) cells.push('streetStation:');
  return cells;
}
