/**
 * Great-circle distance with nothing but + − × ÷ and the square root, which IEEE 754 rounds alike on every machine.
 * (`Math.sin` and its kin may differ in the last bit, and a metre decides plans.)
 */

/** Mean radius of the earth in metres, (2a + b)/3 of WGS 84 (Moritz, Geodetic Reference System 1980, J. Geod. 74, 2000). */
export const RADIUS = 6_371_008.8;

/** A point of the unit sphere. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** {@link pointAt} of a place. */
export function pointOf({ lat, lng }: { readonly lat: number; readonly lng: number }): Point {
  return pointAt(lat, lng);
}

/** Point of the unit sphere at a latitude in [−90, 90] and a longitude in [−180, 180]. */
export function pointAt(lat: number, lng: number): Point {
  const across = cosine(lat);
  return { x: across * cosine(lng), y: across * sine(lng), z: sine(lat) };
}

/**
 * Metres from one point to another over the sphere, rounded to a whole number. Antipodes and poles included.
 *
 * Through the chord to the other point or to its antipode, whichever is shorter: each is exact where the other is not.
 */
export function metresBetween(a: Point, b: Point): number {
  return metresAcross(a.x, a.y, a.z, b.x, b.y, b.z);
}

/** As {@link metresBetween}, without an object for a point. */
export function metresAcross(ax: number, ay: number, az: number, bx: number, by: number, bz: number): number {
  const near = ax * bx + ay * by + az * bz >= 0;
  const sign = near ? 1 : -1;
  const dx = ax - sign * bx;
  const dy = ay - sign * by;
  const dz = az - sign * bz;
  const angle = 2 * arcsine(Math.sqrt(dx * dx + dy * dy + dz * dz) / 2);
  return Math.round(RADIUS * (near ? angle : Math.PI - angle));
}

/** Sine of an angle in degrees, |angle| ≤ 180: brought to 45° or less, then Taylor's series to a relative 1e−17. */
function sine(degrees: number): number {
  if (degrees < 0) return -sine(-degrees);
  const acute = degrees > 90 ? 180 - degrees : degrees;
  return acute > 45 ? cosineSeries((90 - acute) * (Math.PI / 180)) : sineSeries(acute * (Math.PI / 180));
}

function cosine(degrees: number): number {
  return sine(90 - (degrees < 0 ? -degrees : degrees));
}

function sineSeries(x: number): number {
  const square = x * x;
  let sum = 1;
  for (let k = 18; k > 0; k -= 2) sum = 1 - (sum * square) / (k * (k + 1));
  return x * sum;
}

function cosineSeries(x: number): number {
  const square = x * x;
  let sum = 1;
  for (let k = 17; k > 0; k -= 2) sum = 1 - (sum * square) / (k * (k + 1));
  return sum;
}

/** Arcsine of 0 … sin 45°: the angle is halved twice, then its series x + x³/6 + 3x⁵/40 + … */
function arcsine(s: number): number {
  const x = sineOfHalf(sineOfHalf(s));
  const square = x * x;
  let sum = 0;
  let term = x;
  for (let k = 1; k < 26; k += 2) {
    const before = sum;
    sum += term / k;
    // Terms shrink: once one is lost in rounding, so are all that follow.
    if (sum === before) break;
    term *= (square * k) / (k + 1);
  }
  return 4 * sum;
}

/** sin(a/2) from sin a, 0 ≤ a ≤ 90°. */
function sineOfHalf(s: number): number {
  return s / Math.sqrt(2 * (1 + Math.sqrt(1 - s * s)));
}
