import type { Input } from '../src/index.js';
import { randomIntegers } from './instances.js';

const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;

/**
 * A seeded city as records: volunteers who walk 800 m, needs in 300 communities over 30 km, about ten candidates a need at any size.
 */
export function cityRecords({ needs, seed = 1 }: { needs: number; seed?: number }): Input {
  const random = randomIntegers(seed);
  const near = (centre: { lat: number; lng: number }) => ({
    lat: centre.lat + (random(2001) - 1000) / 200_000,
    lng: centre.lng + (random(2001) - 1000) / 200_000,
  });
  const communities = Array.from({ length: 300 }, (_, i) => ({
    id: `c${i}`,
    location: { lat: 20 + random(27_000) / 100_000, lng: 110.2 + random(27_000) / 100_000 },
  }));
  const capabilities = Math.max(1, Math.round(needs / 300 / 6));
  const offers = Array.from({ length: needs }, (_, i) => ({
    id: `v${i}`,
    location: near(communities[random(communities.length)]!.location),
    capabilities: [`k${random(capabilities)}`],
    quantity: 1 + random(5),
    reach: { radius: 800 },
  }));
  return {
    communities: communities.map(({ id, location }) => ({ id, location })),
    volunteers: offers,
    needs: Array.from({ length: needs }, (_, i) => {
      const community = communities[random(communities.length)]!;
      return {
        id: `n${i}`,
        community: community.id,
        location: near(community.location),
        urgency: URGENCIES[random(4)]!,
        capability: `k${random(capabilities)}`,
        quantity: 1 + random(6),
      };
    }),
  };
}
