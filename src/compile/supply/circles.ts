import KDBush from 'kdbush';
import { getOrSet } from '../../kernel/maps.js';
import { metresAcross, type Point, RADIUS } from '../../kernel/place/sphere.js';

/** The point in hand, in degrees and on the unit sphere. */
export interface Here {
  readonly lat: number;
  readonly lng: number;
  readonly point: Point;
}

/** Centres on the unit sphere by number, which is also how circles are named; NaN: not known. */
export interface Centres {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** Circles around centres, to be found from the points in them. */
export interface Circles {
  add(number: number, centre: { lat: number; lng: number }, radius: number): void;
  /** Writes the circles that hold a point (or end a thousandth short of it) to `found`; gives how many. */
  around(here: Here, found: Int32Array): number;
}

/** Circles whose radii have as many binary digits. */
interface Class {
  readonly numbers: number[];
  readonly lat: number[];
  readonly lng: number[];
  /** Square of the chord from the centre to the rim. */
  readonly rim: number[];
  /** The largest. */
  radius: number;
  tree: Tree | undefined;
}

/** A tree of centres with their circles in its order, as a walk goes through them in that order. */
interface Tree {
  readonly index: KDBush;
  readonly number: Int32Array;
  /** x, y, z of the centre and the rim, circle after circle. */
  readonly ball: Float64Array;
}

const DEGREE = Math.PI / 180;

/**
 * Circles in one tree of centres for every class of radii: whoever is in a circle finds its centre in a box of at most twice the
 * radius. O(log + what is in the boxes) for every class. Sines and arcs here only bound what is looked at: what differs between
 * machines lies within the thousandth.
 */
export function circlesOf(centres: Centres): Circles {
  const classes = new Map<number, Class>();
  /** Ranges of a tree yet to be looked at; no tree is deeper than 32. */
  const stack = new Int32Array(3 * 64);

  /** Walks the tree itself, as kdbush lists what it finds in an array. */
  function scan(tree: Tree, west: number, south: number, east: number, north: number, { point }: Here, sink: Sink) {
    const { number, ball } = tree;
    const { ids, coords, nodeSize } = tree.index;
    let depth = 0;
    push(0, ids.length - 1, 0);
    while (depth > 0) {
      const byLat = stack[--depth]!;
      const right = stack[--depth]!;
      const left = stack[--depth]!;
      const middle = right - left <= nodeSize ? -1 : (left + right) >> 1;
      for (let i = middle === -1 ? left : middle; i <= (middle === -1 ? right : middle); i++) {
        const lng = coords[2 * i]!;
        const lat = coords[2 * i + 1]!;
        if (lng < west || lng > east || lat < south || lat > north) continue;
        const dx = ball[4 * i]! - point.x;
        const dy = ball[4 * i + 1]! - point.y;
        const dz = ball[4 * i + 2]! - point.z;
        if (dx * dx + dy * dy + dz * dz <= ball[4 * i + 3]!) sink.found[sink.size++] = number[i]!;
      }
      if (middle === -1) continue;
      const split = coords[2 * middle + byLat]!;
      if ((byLat === 1 ? south : west) <= split) push(left, middle - 1, 1 - byLat);
      if ((byLat === 1 ? north : east) >= split) push(middle + 1, right, 1 - byLat);
    }

    function push(left: number, right: number, byLat: number): void {
      stack[depth++] = left;
      stack[depth++] = right;
      stack[depth++] = byLat;
    }
  }

  return {
    add(number, { lat, lng }, radius) {
      const group = getOrSet(classes, Math.clz32(radius), emptyClass);
      group.numbers.push(number);
      group.lat.push(lat);
      group.lng.push(lng);
      group.rim.push((2 * Math.sin(Math.min(Math.PI, angleOf(radius)) / 2)) ** 2);
      group.radius = Math.max(group.radius, radius);
    },
    around(here, found) {
      const sink: Sink = { found, size: 0 };
      for (const group of classes.values()) {
        const tree = (group.tree ??= treeOf(group, centres));
        const angle = angleOf(group.radius);
        const height = angle / DEGREE;
        const [south, north] = [here.lat - height, here.lat + height];
        if (south <= -90 || north >= 90) {
          scan(tree, -180, south, 180, north, here, sink);
          continue;
        }
        const width = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(here.lat * DEGREE))) / DEGREE;
        const [west, east] = [here.lng - width, here.lng + width];
        scan(tree, west, south, east, north, here, sink);
        // Over the date line.
        if (west < -180) scan(tree, west + 360, south, 180, north, here, sink);
        if (east > 180) scan(tree, -180, south, east - 360, north, here, sink);
      }
      return sink.size;
    },
  };
}

function emptyClass(): Class {
  return { numbers: [], lat: [], lng: [], rim: [], radius: 0, tree: undefined };
}

interface Sink {
  readonly found: Int32Array;
  size: number;
}

/** What a radius is at the centre of the earth, with something to spare. */
function angleOf(radius: number): number {
  return (radius * 1.001 + 2) / RADIUS;
}

function treeOf({ numbers, lat, lng, rim }: Class, { x, y, z }: Centres): Tree {
  // Boxes are small: small leaves too.
  const index = new KDBush(lat.length, 16);
  for (let i = 0; i < lat.length; i++) index.add(lng[i]!, lat[i]!);
  const { ids } = index.finish();
  const number = new Int32Array(ids.length);
  const ball = new Float64Array(4 * ids.length);
  for (let i = 0; i < ids.length; i++) {
    const s = (number[i] = numbers[ids[i]!]!);
    ball.set([x[s]!, y[s]!, z[s]!, rim[ids[i]!]!], 4 * i);
  }
  return { index, number, ball };
}

/** Metres from a point to a centre. */
export function metresTo({ x, y, z }: Centres, number: number, from: Point): number {
  return metresAcross(from.x, from.y, from.z, x[number]!, y[number]!, z[number]!);
}
