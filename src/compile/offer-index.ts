import { LinkageError } from '../errors.js';
import { eachInSteps, type Work } from '../kernel/work.js';
import { type Circle, cellsOfNeed, cellsOfOffer, pointCell, pointFinder } from './cells.js';
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
  /** Services with the line's capability and unit that may reach it, ascending. Valid until the next call. */
  find(line: Ask): Int32Array;
}

/** Lists and circles after which the work pauses. */
const PAUSE = 2000;

/** Services of one capability and unit. */
interface Bucket {
  size: number;
  /** By cell, ascending. */
  readonly cells: Map<string, number[]>;
  /** By the cell that holds those who reach it. */
  readonly circles: Map<string, Circle>;
  /** Places of lines, by cell; only where there are circles. */
  readonly points: Map<string, { lat: number; lng: number }>;
  /** Cells of the circles around a place, by its cell. */
  readonly circlesAt: Map<string, string[]>;
}

/**
 * Index of services by capability, unit and place, for the given lines. With `byPlace` false every one is everywhere.
 *
 * O(services · cells), and for every circle the places of lines of its capability within it.
 *
 * @throws LinkageError `CANDIDATES_TOO_MANY` if more than `maxPairs` are in reach of each other (one that is found in two
 * ways may count twice).
 */
export function* indexOffers(
  services: readonly Service[],
  lines: readonly Ask[],
  byPlace: boolean,
  maxPairs: number,
): Work<OfferIndex> {
  const capable = new Map<string, number>();
  const buckets = new Map<string, Map<string, Bucket>>();
  yield* eachInSteps(services, ({ supply, capability }, s) => {
    const byUnit = getOrSet(buckets, capability, () => new Map<string, Bucket>());
    const bucket = getOrSet(byUnit, supply.offer.unit, emptyBucket);
    capable.set(capability, (capable.get(capability) ?? 0) + 1);
    bucket.size++;
    const { cells, circle } = byPlace ? cellsOfOffer(supply) : { cells: ['everywhere'] };
    for (const cell of cells) getOrSet(bucket.cells, cell, () => []).push(s);
    if (circle === undefined) return;
    const cell = `circle:${circle.lat},${circle.lng},${circle.radius}`;
    getOrSet(bucket.cells, cell, () => []).push(s);
    bucket.circles.set(cell, circle);
  });
  const bucketOf = ({ requirement: { capability, unit } }: LineRef) => buckets.get(capability.code)?.get(unit);

  yield* eachInSteps(lines, (line) => {
    const bucket = bucketOf(line);
    const { location } = line.spot;
    if (location && bucket && bucket.circles.size > 0) bucket.points.set(pointCell(location), location);
  });
  let room = maxPairs;
  for (const byUnit of buckets.values()) for (const bucket of byUnit.values()) room -= yield* drawCircles(bucket, room);

  const needCells = new Map<Spot, string[]>();
  /** Lists of services that may reach a line; one may be in several. */
  const listsFor = (line: Ask): number[][] => {
    const bucket = bucketOf(line);
    if (bucket === undefined) return [];
    const own = getOrSet(needCells, line.spot, () => cellsOfNeed(line.spot));
    const cells = [...own, ...own.flatMap((cell) => bucket.circlesAt.get(cell) ?? [])];
    if (line.requirement.remote) cells.push('remote');
    return cells.map((cell) => bucket.cells.get(cell) ?? []);
  };
  let pairs = 0;
  let seen = 0;
  for (const line of lines) {
    const lists = listsFor(line);
    for (const list of lists) pairs += list.length;
    seen += 1 + lists.length;
    if (seen < PAUSE) continue;
    yield seen;
    seen = 0;
  }
  if (pairs > maxPairs) throw tooMany(maxPairs);

  const found = new Int32Array(services.length);
  const marks = new Int32Array(services.length);
  let mark = 0;
  return {
    byPlace,
    count: (line) => {
      const count = capable.get(line.requirement.capability.code) ?? 0;
      return { capable: count, unit: count - (bucketOf(line)?.size ?? 0) };
    },
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
}

function emptyBucket(): Bucket {
  return { size: 0, cells: new Map(), circles: new Map(), points: new Map(), circlesAt: new Map() };
}

/** Notes for every point of the bucket which circles it is in; gives how many it noted. */
function* drawCircles({ circles, points, circlesAt }: Bucket, most: number): Work<number> {
  const cells = [...points.keys()];
  const find = pointFinder([...points.values()]);
  let count = 0;
  let seen = 0;
  for (const [cell, circle] of circles) {
    if (seen >= PAUSE) {
      yield seen;
      seen = 0;
    }
    const found = find(circle);
    seen += 1 + found.length;
    if ((count += found.length) > most) throw tooMany(most);
    for (const p of found) getOrSet(circlesAt, cells[p]!, () => []).push(cell);
  }
  return count;
}

function tooMany(most: number): LinkageError {
  const message = `More than ${most} pairs are in reach of each other. Maybe narrow the reach of offers.`;
  return new LinkageError('CANDIDATES_TOO_MANY', message);
}

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
