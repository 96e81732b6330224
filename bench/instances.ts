import { randomIntegers } from '../src/kernel/random.js';
import type { Problem } from '../src/problem/problem.js';

/**
 * Columns of a seeded instance. Nothing is made per pair but its numbers, so five million pairs take seconds and no more memory than
 * the columns.
 */
export interface Instance {
  readonly name: string;
  readonly problem: Problem;
  /** Cost of leaving a unit unmet, per rank, where ranks are soft: then they only add up to one total cost. */
  readonly penalties?: readonly number[];
}

/**
 * A city: needs and offers in 40 clusters over 30 km, each need with the offers of its capability that
 * are nearest, priced by metres. Four ranks, a class for every community and capability of a rank.
 */
export interface CityShape {
  /** About how many pairs. */
  readonly pairs: number;
  /** Candidates a need has; every need has up to two fewer or more. */
  readonly degree?: number;
  readonly capabilities?: number;
  /** An offer has 1 to this many capabilities; above 1 everything hangs together. */
  readonly breadth?: number;
  /** Total capacity over total demand. */
  readonly supply?: number;
  /** Every demand and capacity is one unit. */
  readonly unit?: boolean;
  readonly seed?: number;
}

export const RANKS = 4;
export const SIDE = 30_000;
const CLUSTERS = 40;
const COMMUNITY = 1500;
const OFFERS_PER_NEED = 0.55;

export function city(name: string, shape: CityShape): Instance {
  const { degree = 15, breadth = 1, supply = 0.86, unit = false, seed = 1 } = shape;
  const lines = Math.max(1, Math.round(shape.pairs / degree));
  const offersPerNeed = unit ? supply : OFFERS_PER_NEED;
  const caps = Math.max(1, Math.round(lines * offersPerNeed));
  const capabilities = shape.capabilities ?? Math.min(12, Math.max(1, Math.round(caps / 40)));
  const random = randomIntegers(seed);
  const place = placesAround(random);

  const offers = { x: new Int32Array(caps), y: new Int32Array(caps), skills: new Int32Array(caps) };
  const capacity = new Float64Array(caps);
  // A demand is 3.5 on average.
  const most = Math.max(1, Math.round((7 * supply) / OFFERS_PER_NEED) - 1);
  for (let c = 0; c < caps; c++) {
    [offers.x[c], offers.y[c]] = place();
    for (let wanted = 1 + random(breadth); wanted > 0; wanted--) offers.skills[c]! |= 1 << random(capabilities);
    capacity[c] = unit ? 1 : 1 + random(most);
  }
  const nearest = nearestOffers(offers, capabilities, degree + 2);

  const demand = new Float64Array(lines);
  const rank = new Int32Array(lines);
  const group = new Int32Array(lines);
  const classes = new Map<number, number>();
  const candidateStart = new Int32Array(lines + 1);
  let head = new Int32Array(lines * (degree + 2));
  let metres = new Float64Array(head.length);
  let pairs = 0;
  for (let n = 0; n < lines; n++) {
    // Lines come sorted by rank, as the library sorts them.
    rank[n] = Math.floor((n * RANKS) / lines);
    demand[n] = unit ? 1 : 1 + random(6);
    const [x, y] = place();
    const capability = random(capabilities);
    pairs += nearest(x, y, capability, degree - 2 + random(5), head, metres, pairs);
    candidateStart[n + 1] = pairs;
    const community = Math.floor(x / COMMUNITY) * 1000 + Math.floor(y / COMMUNITY);
    const key = (community * RANKS + rank[n]!) * capabilities + capability;
    group[n] = classes.get(key) ?? classes.size;
    classes.set(key, group[n]!);
  }
  head = head.slice(0, pairs);
  metres = metres.slice(0, pairs);
  return { name, problem: problemOf({ demand, rank, group, candidateStart, head, cost: metres, capacity }) };
}

/** Columns that bare pairs without bounds or promises have. */
export function problemOf(
  columns: Pick<Problem, 'demand' | 'rank' | 'group' | 'candidateStart' | 'head' | 'cost' | 'capacity'>,
): Problem {
  const { demand, candidateStart, head, capacity } = columns;
  const max = new Float64Array(head.length);
  for (let n = 0; n < demand.length; n++) max.fill(demand[n]!, candidateStart[n], candidateStart[n + 1]);
  const arcStart = new Int32Array(head.length + 1);
  for (let p = 0; p < arcStart.length; p++) arcStart[p] = p;
  const parent = new Int32Array(capacity.length).fill(-1);
  return { ...columns, max, previous: new Float64Array(head.length), arcStart, parent, lostPromises: 0 };
}

/** Places in clusters of 4 km, inside the city. */
export function placesAround(random: (bound: number) => number): () => [x: number, y: number] {
  const centres = Array.from({ length: CLUSTERS }, () => [random(SIDE), random(SIDE)] as const);
  const inside = (at: number) => Math.min(SIDE - 1, Math.max(0, at));
  return () => {
    const [x, y] = centres[random(CLUSTERS)]!;
    return [inside(x + random(2000) + random(2000) - 2000), inside(y + random(2000) + random(2000) - 2000)];
  };
}

/**
 * Finds the nearest offers of a capability by a grid of cells per capability. What is found is written from `at`, ascending by offer,
 * and counted.
 */
export function nearestOffers(
  { x, y, skills }: { x: Int32Array; y: Int32Array; skills: Int32Array },
  capabilities: number,
  most: number,
) {
  const cell = Math.max(60, Math.round(SIDE / Math.sqrt(Math.max(1, (3 * x.length) / capabilities))));
  const across = Math.floor(SIDE / cell) + 1;
  const cellOf = (k: number, cx: number, cy: number) => (k * across + cx) * across + cy;
  const first = new Int32Array(capabilities * across * across + 1);
  const each = (visit: (cell: number, offer: number) => void) => {
    for (let c = 0; c < x.length; c++)
      for (let k = 0; k < capabilities; k++)
        if (skills[c]! & (1 << k)) visit(cellOf(k, Math.floor(x[c]! / cell), Math.floor(y[c]! / cell)), c);
  };
  each((at) => first[at + 1]!++);
  for (let at = 1; at < first.length; at++) first[at]! += first[at - 1]!;
  const inCell = new Int32Array(first.at(-1)!);
  const next = first.slice();
  each((at, c) => {
    inCell[next[at]!++] = c;
  });
  const found = new Int32Array(most + 1);
  const distance = new Float64Array(most + 1);

  return (px: number, py: number, k: number, wanted: number, head: Int32Array, cost: Float64Array, at: number) => {
    const cx = Math.floor(px / cell);
    const cy = Math.floor(py / cell);
    let count = 0;
    // Whoever stands beyond ring r is at least r cells away.
    for (let ring = 0; ring < across && (count < wanted || distance[count - 1]! > (ring - 1) * cell); ring++) {
      for (let gx = Math.max(0, cx - ring); gx <= Math.min(across - 1, cx + ring); gx++) {
        const edge = Math.abs(gx - cx) === ring;
        for (let gy = cy - ring; gy <= cy + ring; gy += edge || ring === 0 ? 1 : 2 * ring) {
          if (gy >= 0 && gy < across) visit(cellOf(k, gx, gy));
        }
      }
    }
    found.subarray(0, count).sort();
    for (let i = 0; i < count; i++) {
      head[at + i] = found[i]!;
      cost[at + i] = Math.round(Math.hypot(x[found[i]!]! - px, y[found[i]!]! - py));
    }
    return count;

    function visit(place: number): void {
      for (let i = first[place]!; i < first[place + 1]!; i++) {
        const c = inCell[i]!;
        const d = Math.hypot(x[c]! - px, y[c]! - py);
        if (count === wanted && d >= distance[count - 1]!) continue;
        let j = count < wanted ? count++ : count - 1;
        for (; j > 0 && distance[j - 1]! > d; j--) {
          distance[j] = distance[j - 1]!;
          found[j] = found[j - 1]!;
        }
        distance[j] = d;
        found[j] = c;
      }
    }
  };
}
