import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../src/compile/supply/places.js';
import { createNetwork, type Input, match } from '../../../src/index.js';
import type { Need, Provider } from '../../../src/model/records.js';
import { atlasOf } from '../../../src/page/atlas.js';
import type { Spot } from '../../../src/page/calls.js';
import { drawnMap } from '../../../src/page/parts/drawn-map.js';
import { factsOf } from '../../../src/report/facts.js';
import { viewOf } from '../../../src/why/view.js';
import { runs } from '../../support/runs.js';

const EARTH = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** Great circle, in kilometres. */
function distance(a: Spot, b: Spot): number {
  const [north, east] = [radians(b.lat - a.lat), radians(b.lng - a.lng)];
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

const spot = fc.record({
  lat: fc.double({ min: 19.8, max: 20.2, noNaN: true }),
  lng: fc.double({ min: 110.1, max: 110.7, noNaN: true }),
  needs: fc.constant([]),
  helpers: fc.constant([]),
});

describe('the map as it is drawn', () => {
  it('has every spot once, inside, marks apart, north up and lengths by its scale', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(spot, { minLength: 1, maxLength: 40, selector: ({ lat, lng }) => `${lat} ${lng}` }),
        fc.integer({ min: 240, max: 1200 }),
        (spots, width) => {
          const { clusters, height, scale } = drawnMap(spots, width);
          expect(new Set(clusters.flatMap((one) => one.spots))).toEqual(new Set(spots));
          expect(clusters.flatMap((one) => one.spots)).toHaveLength(spots.length);
          for (const [i, a] of clusters.entries()) {
            expect(a.x >= 0 && a.x <= width && a.y >= 0 && a.y <= height).toBe(true);
            for (const b of clusters.slice(0, i)) {
              const drawn = Math.hypot(a.x - b.x, a.y - b.y);
              expect(drawn).toBeGreaterThanOrEqual(34);
              // A mark stands where the first of its spots is.
              const [from, to] = [a.spots[0]!, b.spots[0]!];
              if (Math.abs(from.lat - to.lat) > 0.01) expect(a.y < b.y).toBe(from.lat > to.lat);
              const km = distance(from, to);
              expect(Math.abs((drawn * scale.km) / scale.width - km)).toBeLessThan(0.004 * km + 0.01);
            }
          }
          expect(scale.width).toBeLessThanOrEqual(width / 4 + 1e-6);
          expect(String(scale.km)).toMatch(/^(?:[125]0*|0\.0*[125])$/);
        },
      ),
      runs(60),
    );
  });
});

describe('pictures of the whole', () => {
  it('hold what a plan has, counted by hand', () => {
    const STREETS = ['east', 'west', 'south'];
    const input: Input = {
      stations: STREETS.map((id) => ({ id, tier: 'street' as const })),
      communities: Array.from({ length: 9 }, (_, i) => ({
        id: `c${i}`,
        station: STREETS[i % 3]!,
        ...(i % 4 > 0 && { location: { lat: 20 + i / 100, lng: 110 + (i % 5) / 100 } }),
      })),
      volunteers: Array.from({ length: 14 }, (_, i) => ({
        ...{ id: `v${i}`, capabilities: ['escort'], quantity: 1 + (i % 3), reach: { remote: true } },
        ...(i % 6 === 5 ? { station: STREETS[i % 3]! } : { community: `c${i % 9}` }),
      })),
      needs: Array.from({ length: 30 }, (_, i) => ({
        ...{ id: `n${i}`, community: `c${(i * i) % 9}`, capability: 'escort', quantity: 1 + (i % 2) },
        urgency: (['urgent', 'difficult', 'worrying', 'hoped'] as const)[i % 4]!,
        ...(i % 7 === 0 && { location: { lat: 20.5, lng: 110.5 } }),
      })),
    };
    const network = createNetwork(input);
    const plan = match(network);
    const { ranks, spots, unplaced, web } = atlasOf(factsOf(viewOf(network, plan, {}), 'zh'));
    const places = placesOf(network);
    const needs = input.needs.map(({ id }) => network.getNodeAttribute(`need:${id}`, 'record') as Need);
    const ids = needs.map(({ id }) => id).sort();
    const lacking = new Set(plan.unmet.map(({ need }) => need));
    const drawn = ranks.flatMap((one) => one.needs);
    expect(drawn.map(({ id }) => id).sort()).toEqual(ids);
    for (const { id, state } of drawn) expect([id, state === 'met']).toEqual([id, !lacking.has(id)]);

    const placed = spots.flatMap((one) => one.needs.map(({ id }) => [id, one.lat, one.lng] as const));
    expect(placed.length + unplaced).toBe(ids.length);
    expect(unplaced).toBeGreaterThan(0);
    for (const [id, lat, lng] of placed)
      expect(places.ofNeed(needs.find((one) => one.id === id)!).location).toMatchObject({ lat, lng });

    const given = plan.linkages.flatMap(({ need, allocations }) => allocations.map(({ provider }) => [need, provider]));
    const helpers = spots.flatMap((one) => one.helpers.map(({ id }) => id));
    const known = [...new Set(given.map(([, provider]) => provider!))].filter(
      (key) => places.ofProvider(network.getNodeAttribute(key, 'record') as Provider).location,
    );
    expect(helpers.sort()).toEqual(known.sort());

    expect(web.to.flatMap((one) => one.needs).sort()).toEqual(ids);
    const helped = [...new Set(given.map(([need]) => need!))].sort();
    expect([...new Set(web.from.flatMap((one) => one.needs))].sort()).toEqual(helped);
    const homeOf = new Map(web.to.flatMap((one) => one.needs.map((id) => [id, one.id] as const)));
    for (const { to, needs: own } of web.links) for (const id of own) expect(homeOf.get(id)).toBe(to);
    expect(new Set(web.links.flatMap((one) => one.needs))).toEqual(new Set(helped));
  });
});
