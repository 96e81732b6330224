import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPlaces, NO_LEAD, placeTree, roomForPlaces } from '../../../../src/kernel/place/place-tree.js';
import { metresBetween, pointAt } from '../../../../src/kernel/place/sphere.js';
import { runs } from '../../../support/runs.js';

const lat = fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 0, 90, 19.9, 19.9001));
const lng = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 0, 180, 110.4, 110.4001));
const spot = fc.record({ lat, lng });
const place = fc.record({
  spot,
  lead: fc.constantFrom(0, 1, 1, 1, 2),
  cost: fc.oneof(fc.constant(0), fc.integer({ min: -1e6, max: 1e7 })),
  reach: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 2.1e7 })),
});

const columnsOf = (spots: readonly { lat: number; lng: number }[]) => {
  const points = spots.map((one) => pointAt(one.lat, one.lng));
  return {
    points,
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
    z: Float64Array.from(points, ({ z }) => z),
  };
};

describe('the index of places', () => {
  it('finds the best that are better, as looking at all does', () => {
    const few = fc.array(place, { maxLength: 60 });
    const bar = fc.record({ lead: fc.constantFrom(NO_LEAD, 1, 2), total: fc.integer({ min: 0, max: 1e7 }) });
    const weights = fc.constantFrom<0 | 1>(0, 1, 1);
    fc.assert(
      fc.property(
        few,
        fc.array(spot, { minLength: 1, maxLength: 5 }),
        bar,
        weights,
        fc.integer({ min: 1, max: 5 }),
        (places, from, least, weight, most) => {
          const { points, ...columns } = columnsOf(places.map((one) => one.spot));
          const tree = placeTree(
            columns,
            Float64Array.from(places, ({ reach }) => reach),
          );
          const prices = {
            lead: Int32Array.from(places, ({ lead }) => lead),
            cost: Float64Array.from(places, ({ cost }) => cost),
          };
          const found = roomForPlaces(most);
          const search = bestPlaces(tree, prices, weight, found);
          for (const { lat: north, lng: east } of from) {
            const here = pointAt(north, east);
            search(here.x, here.y, here.z, least.lead, least.total);
            const all = places
              .map(({ lead, cost, reach }, i) => ({ lead, cost, reach, metres: metresBetween(here, points[i]!) }))
              .filter(({ reach, metres }) => metres <= reach)
              .map(({ lead, cost, metres }) => [lead, cost + weight * metres] as const)
              .filter(([lead, total]) => lead < least.lead || (lead === least.lead && total < least.total))
              .sort(([a, s], [b, t]) => a - b || s - t)
              .slice(0, most);
            const own = Array.from({ length: found.size }, (_, i) => [found.lead[i]!, found.total[i]!]);
            expect(own).toEqual(all);
            own.forEach(([lead, total], i) => {
              const one = places[found.place[i]!]!;
              const metres = metresBetween(here, points[found.place[i]!]!);
              expect([one.lead, one.cost + weight * metres, found.metres[i]]).toEqual([lead, total, metres]);
            });
            expect(new Set(found.place.subarray(0, found.size)).size).toBe(found.size);
          }
        },
      ),
      runs(300),
    );
  });

  it('looks at few where all are in one place', () => {
    const count = 20_000;
    const { points, ...columns } = columnsOf(Array.from({ length: count }, () => ({ lat: 20, lng: 110 })));
    const tree = placeTree(columns, new Float64Array(count).fill(Number.POSITIVE_INFINITY));
    const found = roomForPlaces(2);
    const search = bestPlaces(tree, { lead: new Int32Array(count), cost: new Float64Array(count) }, 1, found);
    // Looking at all of them each time would take minutes.
    for (let turns = 0; turns < count; turns++) search(points[0]!.x, points[0]!.y, points[0]!.z, NO_LEAD, 0);
    expect([...found.total]).toEqual([0, 0]);
  });
});
