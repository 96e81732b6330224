import sum from 'lodash-es/sum.js';
import { LinkageError } from '../../errors/linkage-error.js';
import { getOrSet } from '../../kernel/maps.js';
import { pointOf } from '../../kernel/place/sphere.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import { ANYWHERE, type ByPlace } from '../../policy/by-place.js';
import type { Locality } from '../../policy/pair.js';
import type { LineRef, OfferCounts } from '../compiled.js';
import { type Centres, type Circles, circlesOf } from './circles.js';
import type { Service } from './offers.js';

/** A requirement and where it is. */
export interface LocatedLine extends LineRef {
  readonly place: Locality;
}

/** Finds the services that a line may be matched with, without looking at the others. */
export interface OfferIndex {
  /** How many there are, in the whole where this is a part. */
  offered(): OfferCounts;
  /** Offers with the line's capability, and how many of them count in another unit. */
  count(line: LineRef): { capable: number; unit: number };
  /** Services with the line's capability and unit that may reach it, ascending. Valid until the next call. */
  find(line: LocatedLine): Int32Array;
  /** About as many as `find` gives, for less: one that is found in two ways counts twice. */
  estimate(line: LocatedLine): number;
}

/** Services of one capability and unit. */
interface Bucket {
  size: number;
  /** By cell, ascending. */
  readonly cells: Map<string, number[]>;
  circles: Circles | undefined;
}

/**
 * Index of services by capability, unit and place. Without `byPlace` every one is everywhere. `whole`: how many there are where these are a part. O(services · cells) to build, in
 * memory too: nothing is kept per pair.
 */
export function* indexOffers(
  services: readonly Service[],
  centres: Centres,
  byPlace: Pick<ByPlace, 'cellsOfOffer' | 'cellsOfNeed'> = ANYWHERE,
  whole?: OfferCounts,
): Work<OfferIndex> {
  const buckets = new Map<string, Map<string, Bucket>>();
  yield* eachInSteps(services, ({ supply, capability }, s) => {
    const byUnit = getOrSet(buckets, capability, () => new Map<string, Bucket>());
    const bucket = getOrSet(byUnit, supply.offer.unit, emptyBucket);
    bucket.size++;
    const { cells, circle } = byPlace.cellsOfOffer(supply, supply.place);
    for (const cell of cells) getOrSet(bucket.cells, cell, () => []).push(s);
    if (circle === undefined) return;
    bucket.circles ??= circlesOf(centres);
    bucket.circles.add(s, supply.place.location!, circle);
  });
  const bucketOf = ({ requirement: { capability, unit } }: LineRef) => buckets.get(capability.code)?.get(unit);

  /** Lists of services that may reach a line; one may be in several. Circles around its place aside. */
  const listsFor = (line: LocatedLine, { cells }: Bucket): readonly number[][] => {
    const lists: number[][] = [];
    for (const cell of byPlace.cellsOfNeed(line.place)) {
      const list = cells.get(cell);
      if (list !== undefined) lists.push(list);
    }
    const remote = line.requirement.remote ? cells.get('remote') : undefined;
    if (remote !== undefined) lists.push(remote);
    return lists;
  };

  const offered = whole ?? sizesOf(buckets);
  const units = new Map(Object.entries(offered).map(([code, own]) => [code, new Map(Object.entries(own))]));
  const capable = new Map([...units].map(([code, own]) => [code, sum([...own.values()])]));

  const found = new Int32Array(services.length);
  const inCircles = new Int32Array(services.length);
  /** Writes the services whose circles hold the line; gives how many. */
  const around = ({ place: { location } }: LocatedLine, { circles }: Bucket): number =>
    location === undefined || circles === undefined
      ? 0
      : circles.around({ lat: location.lat, lng: location.lng, point: pointOf(location) }, inCircles);

  const marks = new Int32Array(services.length);
  let mark = 0;
  return {
    offered: () => offered,
    count: ({ requirement: { capability, unit } }) => {
      const count = capable.get(capability.code) ?? 0;
      return { capable: count, unit: count - (units.get(capability.code)?.get(unit) ?? 0) };
    },
    find: (line) => {
      const bucket = bucketOf(line);
      if (bucket === undefined) return found.subarray(0, 0);
      let size = 0;
      mark++;
      const note = (s: number) => {
        if (marks[s] === mark) return;
        marks[s] = mark;
        found[size++] = s;
      };
      for (const list of listsFor(line, bucket)) for (const s of list) note(s);
      const count = around(line, bucket);
      for (let i = 0; i < count; i++) note(inCircles[i]!);
      return found.subarray(0, size).sort();
    },
    estimate: (line) => {
      const bucket = bucketOf(line);
      if (bucket === undefined) return 0;
      return listsFor(line, bucket).reduce((sum, list) => sum + list.length, around(line, bucket));
    },
  };
}

function sizesOf(buckets: ReadonlyMap<string, ReadonlyMap<string, Bucket>>): OfferCounts {
  return Object.fromEntries(
    [...buckets].map(([code, byUnit]) => [
      code,
      Object.fromEntries([...byUnit].map(([unit, { size }]) => [unit, size])),
    ]),
  );
}

function emptyBucket(): Bucket {
  return { size: 0, cells: new Map(), circles: undefined };
}

/** Lines that are asked first. */
const SAMPLE = 200;

/**
 * About how many pairs are in reach of each other, told by a sample of the lines; nothing is kept per pair.
 *
 * @throws LinkageError `CANDIDATES_TOO_MANY`, with the count, if that and then the lines one after the other find more than `most`.
 */
export function* countPairs(
  lines: readonly LineRef[],
  askOf: (line: LineRef) => LocatedLine,
  index: OfferIndex,
  most: number,
): Work<number> {
  const stride = Math.ceil(lines.length / SAMPLE);
  let sample = 0;
  for (let n = 0; n < lines.length; n += stride) {
    sample += index.estimate(askOf(lines[n]!));
    yield stride;
  }
  const about = sample * stride;
  if (about <= most) return about;
  let pairs = 0;
  for (const [n, line] of lines.entries()) {
    const more = index.estimate(askOf(line));
    pairs += more;
    if (pairs > most) throw tooManyPairs(Math.max(about, pairs), most);
    if (more > SAMPLE || n % SAMPLE === 0) yield more;
  }
  return pairs;
}

export function tooManyPairs(pairs: number, most: number): LinkageError {
  const message = `About ${pairs} pairs are in reach of each other, more than the ${most} pairs that can be looked at.`;
  return new LinkageError('CANDIDATES_TOO_MANY', `${message} Maybe narrow the reach of offers.`);
}
