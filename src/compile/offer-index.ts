import { type Circle, cellsOfNeed, cellsOfOffer, pointCell, pointsWithin } from './cells.js';
import type { LineRef } from './compiled.js';
import type { Service } from './offers.js';
import type { Spot } from './places.js';

/** A requirement and where it is. */
export interface Ask extends LineRef {
  readonly spot: Spot;
}

/** Finds the services that a line may be matched with, without looking at the others. */
export interface OfferIndex {
  readonly byPlace: boolean;
  /** Offers with the line's capability, and how many of them count in another unit. */
  count(line: LineRef): { capable: number; unit: number };
  /** No fewer than all that {@link find} can find, without finding them. O(lines · cells). */
  mostPairs(): number;
  /** Services with the line's capability and unit that may reach it, ascending. Valid until the next call. */
  find(line: Ask): Int32Array;
}

/** Services of one capability and unit. */
interface Bucket {
  size: number;
  /** By cell, ascending. */
  readonly cells: Map<number, number[]>;
  /** Circles that offers reach, by the cell that holds those who reach it. */
  readonly circles: Map<number, Circle>;
  /** Places of lines, by cell: filled only where there are circles. */
  readonly points: Map<number, { lat: number; lng: number }>;
  /** Cells of the circles around a place. */
  readonly circlesAt: Map<number, number[]>;
}

/**
 * Index of services by capability, unit and place, for the given lines. With `byPlace` false every one is everywhere.
 *
 * O(services · cells), and for every circle the lines of its capability within it.
 */
export function indexOffers(services: readonly Service[], lines: readonly Ask[], byPlace: boolean): OfferIndex {
  const capable = new Map<string, { count: number; byUnit: Map<string, Bucket> }>();
  const numbers = new Map<string, number>();
  const needCells = new Map<Spot, number[]>();
  const marks = new Int32Array(services.length);
  const found = new Int32Array(services.length);
  let mark = 0;

  const numberOf = (cell: string): number => {
    const known = numbers.get(cell);
    if (known === undefined) numbers.set(cell, numbers.size);
    return known ?? numbers.size - 1;
  };

  const bucketFor = (code: string, unit: string): Bucket => {
    const all = getOrSet(capable, code, () => ({ count: 0, byUnit: new Map<string, Bucket>() }));
    const bucket = getOrSet(all.byUnit, unit, () => ({
      size: 0,
      cells: new Map(),
      circles: new Map(),
      points: new Map(),
      circlesAt: new Map(),
    }));
    all.count++;
    bucket.size++;
    return bucket;
  };

  services.forEach((service, s) => {
    const { cells, circle } = byPlace ? cellsOfOffer(service.supply) : { cells: ['everywhere'] };
    const own = cells.map(numberOf);
    const around = circle && numberOf(`circle:${circle.lat},${circle.lng},${circle.radius}`);
    if (around !== undefined) own.push(around);
    const bucket = bucketFor(service.capability, service.supply.offer.unit);
    for (const cell of own) getOrSet(bucket.cells, cell, () => []).push(s);
    if (circle && around !== undefined) bucket.circles.set(around, circle);
  });
  for (const line of lines) {
    const cell = pointCell(line.spot);
    const bucket = bucketOf(line);
    if (cell !== undefined && bucket && bucket.circles.size > 0) bucket.points.set(numberOf(cell), line.spot.location!);
  }
  for (const { byUnit } of capable.values()) for (const bucket of byUnit.values()) drawCircles(bucket);

  return {
    byPlace,
    count: (line) => {
      const count = capable.get(line.requirement.capability.code)?.count ?? 0;
      return { capable: count, unit: count - (bucketOf(line)?.size ?? 0) };
    },
    mostPairs: () =>
      lines.reduce((sum, line) => sum + listsFor(line).reduce((length, list) => length + list.length, 0), 0),
    find: (line) => {
      let size = 0;
      mark++;
      for (const list of listsFor(line)) {
        for (const s of list) {
          if (marks[s] === mark) continue;
          marks[s] = mark;
          found[size++] = s;
        }
      }
      return found.subarray(0, size).sort();
    },
  };

  /** Lists of services that may reach a line; one may be in several. */
  function listsFor(line: Ask): number[][] {
    const bucket = bucketOf(line);
    if (bucket === undefined) return [];
    const own = cellsOf(line.spot);
    const cells = [...own, ...own.flatMap((cell) => bucket.circlesAt.get(cell) ?? [])];
    if (line.requirement.remote) cells.push(numbers.get('remote') ?? -1);
    return cells.map((cell) => bucket.cells.get(cell) ?? []);
  }

  function bucketOf({ requirement: { capability, unit } }: LineRef): Bucket | undefined {
    return capable.get(capability.code)?.byUnit.get(unit);
  }

  /** The cells of a place in which there is any offer or line's place. */
  function cellsOf(spot: Spot): number[] {
    return getOrSet(needCells, spot, () => {
      const point = pointCell(spot);
      const cells = point === undefined ? cellsOfNeed(spot) : [...cellsOfNeed(spot), point];
      return cells.flatMap((cell) => numbers.get(cell) ?? []);
    });
  }
}

function drawCircles({ circles, points, circlesAt }: Bucket): void {
  const pointCells = [...points.keys()];
  const within = pointsWithin([...circles.values()], [...points.values()]);
  [...circles.keys()].forEach((circle, k) => {
    for (const p of within[k]!) getOrSet(circlesAt, pointCells[p]!, () => []).push(circle);
  });
}

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
