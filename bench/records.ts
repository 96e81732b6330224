import type { Input } from '../src/index.js';
import { randomIntegers } from '../src/kernel/random.js';

const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;
const COMMUNITIES = 300;
/** Share of a community's volunteers, and of its neighbours', that are within reach of one of its needs. */
const NEAR = 1.35;

/**
 * A seeded city as records: volunteers who walk 800 m, needs in 300 communities over 30 km, and so many capabilities that a need has about
 * `candidates` candidates.
 */
export function cityRecords({
  needs,
  volunteers = Math.round(needs * 0.6),
  candidates = 20,
  seed = 1,
}: CityRecords): Input {
  const random = randomIntegers(seed);
  const near = (centre: { lat: number; lng: number }) => ({
    lat: centre.lat + (random(2001) - 1000) / 200_000,
    lng: centre.lng + (random(2001) - 1000) / 200_000,
  });
  const communities = Array.from({ length: COMMUNITIES }, (_, i) => ({
    id: `c${i}`,
    location: { lat: 20 + random(27_000) / 100_000, lng: 110.2 + random(27_000) / 100_000 },
  }));
  const capabilities = Math.max(1, Math.round(((volunteers / COMMUNITIES) * NEAR) / candidates));
  return {
    communities,
    volunteers: Array.from({ length: volunteers }, (_, i) => ({
      id: `v${i}`,
      location: near(communities[random(COMMUNITIES)]!.location),
      capabilities: [`k${random(capabilities)}`],
      quantity: 1 + random(10),
      reach: { radius: 800 },
    })),
    needs: Array.from({ length: needs }, (_, i) => {
      const community = communities[random(COMMUNITIES)]!;
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

export interface CityRecords {
  readonly needs: number;
  readonly volunteers?: number;
  readonly candidates?: number;
  readonly seed?: number;
}
