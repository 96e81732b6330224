import fc from 'fast-check';
import { expect, it } from 'vitest';
import { circlesOf, metresTo } from '../../../../src/compile/supply/circles.js';
import { pointAt } from '../../../../src/kernel/place/sphere.js';
import { runs } from '../../../support/runs.js';

const degrees = (most: number) =>
  fc.oneof(
    fc.double({ min: -most, max: most, noNaN: true }),
    fc.constantFrom(-most, most, 0, most - 1e-4, 1e-4 - most, 20, 20.001),
  );
const place = fc.record({ lat: degrees(90), lng: degrees(180) });
const radius = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 19_000_000 }));

it('finds every circle around a point, over the poles and the date line, once, and none that is far off', () => {
  let inside = 0;
  fc.assert(
    fc.property(
      fc.array(fc.record({ centre: place, radius }), { minLength: 1, maxLength: 30 }),
      place,
      (drawn, { lat, lng }) => {
        const points = drawn.map(({ centre }) => pointAt(centre.lat, centre.lng));
        const column = (axis: 'x' | 'y' | 'z') => Float64Array.from(points, (point) => point[axis]);
        const centres = { x: column('x'), y: column('y'), z: column('z') };
        const circles = circlesOf(centres);
        for (const [number, { centre, radius }] of drawn.entries()) circles.add(number, centre, radius);
        const here = { lat, lng, point: pointAt(lat, lng) };
        const found = new Int32Array(2 * drawn.length);
        const list = [...found.subarray(0, circles.around(here, found))];
        expect(new Set(list).size).toBe(list.length);
        for (const [number, { radius }] of drawn.entries()) {
          const metres = metresTo(centres, number, here.point);
          if (metres <= radius) inside++;
          if (metres <= radius) expect(list).toContain(number);
          if (metres > radius * 1.002 + 5) expect(list).not.toContain(number);
        }
      },
    ),
    runs(1000),
  );
  expect(inside).toBeGreaterThan(1000);
});
