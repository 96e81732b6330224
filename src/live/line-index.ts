import type { Supply } from '../compile/supply/offers.js';
import { getOrSet } from '../kernel/maps.js';
import { metresBetween, type Point, pointOf } from '../kernel/place/sphere.js';
import { ANYWHERE, type ByPlace } from '../policy/by-place.js';
import type { Line } from './sides.js';

const EVERYWHERE = 'everywhere';

/** Finds the lines that an offer may serve: compile/offer-index.ts the other way round. */
export function lineIndex(byPlace: Pick<ByPlace, 'cellsOfOffer' | 'cellsOfNeed'> = ANYWHERE) {
  const buckets = new Map<string, ReturnType<typeof emptyBucket>>();
  const cellsOf = ({ demand: { place, requirement } }: Line): string[] => {
    const cells = byPlace.cellsOfNeed(place);
    if (requirement.remote) cells.push('remote');
    return cells;
  };
  return {
    add(line: Line): void {
      const { cells, located } = getOrSet(buckets, line.bucket, emptyBucket);
      for (const cell of cellsOf(line)) getOrSet(cells, cell, () => new Set()).add(line);
      const { location } = line.demand.place;
      if (location !== undefined) located.set(line, pointOf(location));
    },
    remove(line: Line): void {
      const { cells, located } = buckets.get(line.bucket)!;
      for (const cell of cellsOf(line)) cells.get(cell)!.delete(line);
      located.delete(line);
    },
    /** Lines of the bucket that the offer may reach, and maybe others. O(what is found; with a radius, located lines of the bucket). */
    find(name: string, supply: Supply): Iterable<Line> {
      const bucket = buckets.get(name);
      if (bucket === undefined) return [];
      const { cells, circle } = byPlace.cellsOfOffer(supply, supply.place);
      if (cells.includes(EVERYWHERE)) return bucket.cells.get(EVERYWHERE)!;
      const found = new Set<Line>();
      for (const cell of cells) for (const line of bucket.cells.get(cell) ?? []) found.add(line);
      if (circle === undefined) return found;
      const centre = pointOf(supply.place.location!);
      for (const [line, point] of bucket.located) if (metresBetween(centre, point) <= circle) found.add(line);
      return found;
    },
  };
}

function emptyBucket() {
  return { cells: new Map<string, Set<Line>>(), located: new Map<Line, Point>() };
}
