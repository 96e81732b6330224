import type { PairsInput } from '../src/index.js';

/**
 * A seeded instance of the shape of a city: needs and offers in clusters over 30 km, one of `capabilities` each, every need with
 * its nearest offers of that capability. Four ranks, communities as fair-share classes.
 *
 * @param needs how many; offers are as many times `offersPerNeed`; about `degree` candidates a need
 */
export interface CityShape {
  readonly needs: number;
  readonly offersPerNeed?: number;
  readonly degree?: number;
  readonly capabilities?: number;
  readonly seed?: number;
}

/** Integers from 0 to below `bound`, the same on every machine (xorshift32, Marsaglia 2003). */
export function randomIntegers(seed: number): (bound: number) => number {
  let state = seed | 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

export function city({ needs, offersPerNeed = 1, degree = 15, capabilities = 12, seed = 1 }: CityShape): PairsInput {
  const random = randomIntegers(seed);
  const side = 30_000;
  const centres = Array.from({ length: 40 }, () => [random(side), random(side)] as const);
  const around = () => {
    const centre = centres[random(centres.length)]!;
    return [centre[0] + random(4000) - 2000, centre[1] + random(4000) - 2000] as const;
  };
  const offers = Array.from({ length: Math.ceil(needs * offersPerNeed) }, (_, i) => {
    const [x, y] = around();
    return { id: `o${i}`, capacity: 1 + random(5), x, y, capability: random(capabilities) };
  });
  const cell = Math.max(50, Math.round(side / Math.sqrt(Math.max(1, offers.length / capabilities))));
  const grid = new Map<number, number[]>();
  const key = (capability: number, x: number, y: number) => (capability * 4096 + x) * 4096 + y;
  offers.forEach(({ x, y, capability }, i) => {
    const at = key(capability, Math.floor(x / cell) + 100, Math.floor(y / cell) + 100);
    grid.set(at, [...(grid.get(at) ?? []), i]);
  });
  const pairs: PairsInput['pairs'][number][] = [];
  const asked = Array.from({ length: needs }, (_, i) => {
    const [x, y] = around();
    const capability = random(capabilities);
    const near: { offer: number; metres: number }[] = [];
    for (let ring = 0; ring < 4 && near.length < degree; ring++) {
      for (let dx = -ring; dx <= ring; dx++) {
        for (let dy = -ring; dy <= ring; dy++) {
          if (Math.max(Math.abs(dx), Math.abs(dy)) !== ring) continue;
          for (const offer of grid.get(
            key(capability, Math.floor(x / cell) + 100 + dx, Math.floor(y / cell) + 100 + dy),
          ) ?? []) {
            near.push({ offer, metres: Math.round(Math.hypot(offers[offer]!.x - x, offers[offer]!.y - y)) });
          }
        }
      }
    }
    near.sort((a, b) => a.metres - b.metres || a.offer - b.offer);
    for (const { offer, metres } of near.slice(0, degree + random(5) - 2))
      pairs.push({ need: `n${i}`, offer: `o${offer}`, cost: metres });
    const community = Math.floor(x / 1500) * 100 + Math.floor(y / 1500);
    return { id: `n${i}`, rank: random(4), demand: 1 + random(6), group: `${community} ${capability}` };
  });
  return { needs: asked, offers: offers.map(({ id, capacity }) => ({ id, capacity })), pairs };
}
