import type { Input } from '../src/index.js';
import { randomIntegers } from '../src/kernel/random.js';
import { RANKS } from './instances.js';

/** A city of which some needs are met whole. */
export interface WholeShape {
  readonly needs: number;
  /** Percent of the needs that are met whole. */
  readonly whole: number;
  /** Percent of what is asked that there is capacity for. */
  readonly room: number;
  /** Districts that cannot help each other; 0: everything hangs together. */
  readonly districts: number;
  readonly seed?: number;
}

interface DrawnLine {
  readonly capability: number;
  readonly quantity: number;
  readonly single: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface DrawnNeed extends Point {
  readonly community: number;
  readonly rank: number;
  readonly beneficiaries: number;
  /** A need that is not met whole has one. */
  readonly patterns: readonly (readonly DrawnLine[])[];
  readonly whole: boolean;
}

interface Drawn {
  readonly reach: number;
  readonly communities: readonly Point[];
  readonly needs: readonly DrawnNeed[];
  readonly offers: readonly (Point & { readonly capability: number; readonly quantity: number })[];
}

const SIDE = 30_000;
const CLUSTERS = 40;
/** Offers of a capability that are within reach of a need, about. */
const NEAR = 10;

/**
 * Two offers a need, in communities around 40 centres over 30 km or, in districts, around one centre each. Needs that are met whole ask for 2 to 5 lines, a
 * quarter of them by one of 2 or 3 patterns, and a fifth of their lines must have one provider; other needs ask for 1 or 2 lines.
 */
function draw({ needs, whole, room, districts, seed = 1 }: WholeShape): Drawn {
  const random = randomIntegers(seed);
  const offers = 2 * needs;
  const across = Math.ceil(Math.sqrt(districts));
  const reach = districts > 0 ? Math.floor((0.45 * SIDE) / across) : 2000;
  const around = ({ x, y }: Point, far: number): Point => {
    const inside = (at: number) => Math.min(SIDE, Math.max(0, at));
    return { x: inside(x + random(2 * far + 1) - far), y: inside(y + random(2 * far + 1) - far) };
  };
  const centres = Array.from({ length: districts || CLUSTERS }, (_, i) =>
    districts > 0
      ? { x: ((i % across) + 0.5) * (SIDE / across), y: (Math.floor(i / across) + 0.5) * (SIDE / across) }
      : { x: random(SIDE), y: random(SIDE) },
  ).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  // Two points of one district are within its reach.
  const spread = districts > 0 ? Math.floor(reach / 6) : 1500;
  const communities = Array.from({ length: Math.max(300, districts) }, (_, i) =>
    around(centres[i % centres.length]!, spread),
  );
  const inReach = districts > 0 ? offers / districts : offers / 25;
  const capabilities = Math.max(2, Math.round(inReach / NEAR));
  const line = (isWhole: boolean): DrawnLine => ({
    capability: random(capabilities),
    quantity: 1 + random(6),
    single: isWhole && random(5) === 0,
  });
  const drawn = Array.from({ length: needs }, (): DrawnNeed => {
    const community = random(communities.length);
    const isWhole = random(100) < whole;
    const patterns = isWhole && random(4) === 0 ? 2 + random(2) : 1;
    return {
      ...around(communities[community]!, Math.floor(spread / 3)),
      community,
      rank: random(RANKS),
      beneficiaries: 1 + random(8),
      patterns: Array.from({ length: patterns }, () =>
        Array.from({ length: isWhole ? 2 + random(4) : 1 + random(2) }, () => line(isWhole)),
      ),
      whole: isWhole,
    };
  });
  let asked = 0;
  for (const { patterns } of drawn) {
    for (const { quantity } of patterns.flat()) asked += quantity / patterns.length;
  }
  const mean = (asked * room) / 100 / offers;
  return {
    reach,
    communities,
    needs: drawn,
    offers: Array.from({ length: offers }, () => {
      // On average `mean`, at least 1.
      const above = random(2 * Math.round(1000 * (mean - 1)) + 1) + random(1000);
      return {
        ...around(communities[random(communities.length)]!, Math.floor(spread / 3)),
        capability: random(capabilities),
        quantity: 1 + Math.floor(above / 1000),
      };
    }),
  };
}

const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;

/** The city as records. */
export function wholeRecords(shape: WholeShape): Input {
  const { reach, communities, needs, offers } = draw(shape);
  const at = ({ x, y }: Point) => ({ lat: 20 + y / 111_195, lng: 110 + x / 104_400 });
  return {
    communities: communities.map((point, i) => ({ id: `c${i}`, location: at(point) })),
    volunteers: offers.map((offer, i) => ({
      id: `v${i}`,
      location: at(offer),
      capabilities: [`k${offer.capability}`],
      quantity: offer.quantity,
      reach: { radius: reach },
    })),
    needs: needs.map((need, i) => {
      const patterns = need.patterns.map((lines, j) => ({
        id: `p${j}`,
        requirements: lines.map(({ capability, quantity, single }) => ({
          capability: `k${capability}`,
          quantity,
          ...(single && { single }),
        })),
      }));
      return {
        id: `n${i}`,
        community: `c${need.community}`,
        location: at(need),
        urgency: URGENCIES[need.rank]!,
        beneficiaries: need.beneficiaries,
        ...(patterns.length > 1 ? { patterns } : { requirements: patterns[0]!.requirements, partial: !need.whole }),
      };
    }),
  };
}
