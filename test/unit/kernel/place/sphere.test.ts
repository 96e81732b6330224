import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresBetween, pointAt } from '../../../../src/kernel/place/sphere.js';
import { runs } from '../../../support/runs.js';

const RADIUS = 6_371_008.8;
const rad = Math.PI / 180;

/** Vincenty's form of the great circle, which keeps its digits everywhere; from the platform's own functions. */
function expected(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const [p, q, l] = [lat1 * rad, lat2 * rad, (lng1 - lng2) * rad];
  const y = Math.hypot(Math.cos(q) * Math.sin(l), Math.cos(p) * Math.sin(q) - Math.sin(p) * Math.cos(q) * Math.cos(l));
  return RADIUS * Math.atan2(y, Math.sin(p) * Math.sin(q) + Math.cos(p) * Math.cos(q) * Math.cos(l));
}

/** The usual haversine, which loses digits near antipodes. */
function haversine(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const h =
    Math.sin(((lat1 - lat2) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng1 - lng2) * rad) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

const metres = (lat1: number, lng1: number, lat2: number, lng2: number) =>
  metresBetween(pointAt(lat1, lng1), pointAt(lat2, lng2));

describe('metresBetween', () => {
  const lat = fc.double({ min: -90, max: 90, noNaN: true });
  const lng = fc.double({ min: -180, max: 180, noNaN: true });

  it('is the great circle, to the metre', () => {
    fc.assert(
      fc.property(lat, lng, lat, lng, (a, b, c, d) => {
        expect(Math.abs(metres(a, b, c, d) - expected(a, b, c, d))).toBeLessThanOrEqual(0.5001);
        expect(Math.abs(metres(a, b, c, d) - haversine(a, b, c, d))).toBeLessThanOrEqual(1);
        expect(metres(a, b, c, d)).toBe(metres(c, d, a, b));
      }),
      runs(5000),
    );
  });

  it('is the great circle for neighbours and near antipodes', () => {
    const small = fc.double({ min: -0.01, max: 0.01, noNaN: true });
    const inner = fc.double({ min: -89.9, max: 89.9, noNaN: true });
    const east = fc.double({ min: 0.1, max: 179.9, noNaN: true });
    fc.assert(
      fc.property(inner, east, small, small, (a, b, da, db) => {
        expect(Math.abs(metres(a, b, a + da, b + db) - expected(a, b, a + da, b + db))).toBeLessThanOrEqual(0.5001);
        const far = [-(a + da), b + db - 180] as const;
        expect(Math.abs(metres(a, b, ...far) - expected(a, b, ...far))).toBeLessThanOrEqual(0.5001);
      }),
      runs(2000),
    );
  });

  it('knows poles, antipodes and the antimeridian', () => {
    const half = Math.round(Math.PI * RADIUS);
    expect(metres(20, 110, 20, 110)).toBe(0);
    expect(metres(90, 0, 90, 123)).toBe(0);
    expect(metres(-90, -180, -90, 77)).toBe(0);
    expect(metres(90, 5, -90, 50)).toBe(half);
    expect(metres(20, 110, -20, -70)).toBe(half);
    expect(metres(0, 0, 0, 180)).toBe(half);
    expect(metres(12, 180, 12, -180)).toBe(0);
    expect(metres(0, 179.5, 0, -179.5)).toBe(Math.round(RADIUS * rad));
    expect(metres(0, 0, 90, 0)).toBe(Math.round((RADIUS * Math.PI) / 2));
  });

  it('never falls as points part', () => {
    for (let d = 0, last = 0; d <= 180; d += 0.25) {
      const next = metres(0, 0, 0, d);
      expect(next).toBeGreaterThanOrEqual(last);
      last = next;
    }
  });
});
