import type { Spot } from '../calls.js';

/** Spots that lie too close to be told apart as drawn, at a place in pixels. */
export interface MapMark {
  readonly x: number;
  readonly y: number;
  readonly spots: readonly Spot[];
}

export interface DrawnMap {
  readonly height: number;
  readonly clusters: readonly MapMark[];
  /** A round length and how long it is drawn. */
  readonly scale: { readonly km: number; readonly width: number };
}

/** Kilometres of a degree of latitude. */
const DEGREE = 111.195;
const MARGIN = 26;
/** Least distance of two marks, in pixels. */
const APART = 34;
/** The least that is shown across, in kilometres. */
const LEAST = 0.2;

/** Where spots are drawn on a map so wide: north up, equirectangular at the mean latitude, marks apart from each other. O(spots · clusters). */
export function drawnMap(spots: readonly Spot[], width: number): DrawnMap {
  const mean = spots.reduce((sum, { lat }) => sum + lat, 0) / spots.length;
  const squeeze = Math.cos((mean * Math.PI) / 180);
  const placed = spots.map((spot) => ({ spot, x: spot.lng * squeeze * DEGREE, y: -spot.lat * DEGREE }));
  const range = (of: 'x' | 'y') => {
    const all = placed.map((one) => one[of]).sort((a, b) => a - b);
    return [all[0]!, all.at(-1)!] as const;
  };
  const [left, right] = range('x');
  const [top, bottom] = range('y');
  const room = width - 2 * MARGIN;
  // Kilometres that a pixel stands for; no map is higher than wide.
  const km = Math.max(right - left, bottom - top, LEAST) / room;
  const high = Math.max((bottom - top) / km, room / 3);
  const at = (value: number, from: number, to: number, size: number) =>
    MARGIN + size / 2 + (value - (from + to) / 2) / km;
  const clusters: { x: number; y: number; spots: Spot[] }[] = [];
  const largest = placed.toSorted((a, b) => b.spot.needs.length - a.spot.needs.length);
  for (const { spot, ...one } of largest) {
    const [x, y] = [at(one.x, left, right, room), at(one.y, top, bottom, high)];
    const near = clusters.find((other) => Math.hypot(other.x - x, other.y - y) < APART);
    if (near) near.spots.push(spot);
    else clusters.push({ x, y, spots: [spot] });
  }
  const longest = (width / 4) * km;
  const ten = 10 ** Math.floor(Math.log10(longest));
  const round = [5, 2, 1].find((times) => times * ten <= longest)! * ten;
  return { height: high + 2 * MARGIN, clusters, scale: { km: round, width: round / km } };
}
