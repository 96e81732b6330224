import type { Supply } from '../compile/supply/offers.js';
import { metresBetween, type Point, pointOf } from '../compile/supply/sphere.js';
import { ANYWHERE, type ByPlace } from '../policy/by-place.js';
import type { Line } from './sides.js';

/** Finds the lines that an offer may serve: compile/offer-index.ts the other way round. */
export interface LineIndex {
  add(line: Line): void;
  remove(line: Line): void;
  /** Lines of the bucket that the offer may reach, and maybe others. O(what is found; with a radius, located lines of the bucket). */
  find(bucket: string, supply: Supply): Iterable<Line>;
}

interface Bucket {
  readonly cells: Map<string, Set<Line>>;
  readonly located: Map<Line, Point>;
}

const EVERYWHERE = 'everywhere';

export function lineIndex(byPlace: Pick<ByPlace, 'cellsOfOffer' | 'cellsOfNeed'> = ANYWHERE): LineIndex {
  const buckets = new Map<string, Bucket>();
  const cellsOf = ({ demand: { place, requirement } }: Line): string[] => {
    const cells = byPlace.cellsOfNeed(place);
    if (requirement.remote) cells.push('remote');
    return cells;
  };
  return {
    add(line) {
      let bucket = buckets.get(line.bucket);
      if (bucket === undefined) buckets.set(line.bucket, (bucket = { cells: new Map(), located: new Map() }));
      for (const cell of cellsOf(line)) {
        const lines = bucket.cells.get(cell);
        if (lines === undefined) bucket.cells.set(cell, new Set([line]));
        else lines.add(line);
      }
      const { location } = line.demand.place;
      if (location !== undefined) bucket.located.set(line, pointOf(location));
    },
    remove(line) {
      const { cells, located } = buckets.get(line.bucket)!;
      for (const cell of cellsOf(line)) cells.get(cell)!.delete(line);
      located.delete(line);
    },
    find(name, supply) {
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
