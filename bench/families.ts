import { randomIntegers } from '../src/kernel/random.js';
import type { Problem } from '../src/problem/problem.js';
import { city, type Instance, problemOf, RANKS } from './instances.js';

/** Names an instance: the same everywhere, so processes need only be told this much. */
export interface Spec {
  readonly family: Family;
  readonly pairs: number;
  readonly seed?: number;
}

/** What a unit of each rank costs when it stays unmet, where ranks are soft. */
const SOFT = [80_000, 40_000, 20_000, 10_000];

const FAMILIES = {
  city: (pairs: number, seed: number) => city('city', { pairs, seed }),
  giant: (pairs: number, seed: number) => city('giant', { pairs, seed, breadth: 3 }),
  scarce: (pairs: number, seed: number) => city('scarce', { pairs, seed, supply: 0.4 }),
  abundant: (pairs: number, seed: number) => city('abundant', { pairs, seed, supply: 2 }),
  unit: (pairs: number, seed: number) => city('unit', { pairs, seed, unit: true }),
  soft: (pairs: number, seed: number) => ({ ...city('soft', { pairs, seed }), penalties: SOFT }),
  ties: (pairs: number, seed: number) => priced('ties', pairs, seed, () => 1000),
  'two costs': (pairs: number, seed: number) => priced('two costs', pairs, seed, (metres) => 1 + (metres % 2)),
  chain,
  hub,
};

export type Family = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];

/** What each family is, for the tables. */
export const ABOUT: Readonly<Record<Family, string>> = {
  city: 'one capability an offer, capacity for 86 % of the demand',
  giant: 'offers with 1–3 capabilities: nearly everything is one component',
  scarce: 'capacity for 40 %',
  abundant: 'capacity for twice the demand',
  unit: 'every demand and capacity is 1',
  soft: 'one rank; a unit that stays unmet costs 80,000, 40,000, 20,000 or 10,000',
  ties: 'every pair costs the same',
  'two costs': 'every pair costs 1 or 2',
  chain: 'one path: line i can use offers i and i + 1',
  hub: 'city, and one far offer for everyone that holds a tenth of the demand',
};

export function instanceOf({ family, pairs, seed = 1 }: Spec): Instance {
  return FAMILIES[family](pairs, seed);
}

function priced(name: string, pairs: number, seed: number, price: (metres: number) => number): Instance {
  const { problem } = city(name, { pairs, seed });
  return { name, problem: { ...problem, cost: problem.cost.map(price) } };
}

/** Lines along one path in any order of ranks; a unit that is served at one end may push the others all the way. */
function chain(pairs: number, seed: number): Instance {
  const random = randomIntegers(seed);
  const lines = Math.max(1, Math.round(pairs / 2));
  const place = Int32Array.from({ length: lines }, (_, n) => n);
  for (let n = lines - 1; n > 0; n--) {
    const other = random(n + 1);
    [place[n], place[other]] = [place[other]!, place[n]!];
  }
  const each = { length: lines };
  return {
    name: 'chain',
    problem: problemOf({
      demand: Float64Array.from(each, () => 1 + random(6)),
      rank: Int32Array.from(each, (_, n) => Math.floor((n * RANKS) / lines)),
      // Ten neighbours along the path and one rank are a class.
      group: numbered(
        Int32Array.from(each, (_, n) => Math.floor(place[n]! / 10) * RANKS + Math.floor((n * RANKS) / lines)),
      ),
      candidateStart: Int32Array.from({ length: lines + 1 }, (_, n) => 2 * n),
      head: Int32Array.from({ length: 2 * lines }, (_, p) => place[p >> 1]! + (p & 1)),
      cost: Float64Array.from({ length: 2 * lines }, () => 1 + random(1000)),
      capacity: Float64Array.from({ length: lines + 1 }, () => random(7)),
    }),
  };
}

function numbered(keys: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return keys.map((key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function hub(pairs: number, seed: number): Instance {
  const { problem } = city('hub', { pairs: Math.round((pairs * 15) / 16), seed });
  const tenth = Math.round(problem.demand.reduce((sum, units) => sum + units, 0) / 10);
  const caps = problem.capacity.length;
  const capacity = new Float64Array(caps + 1).fill(tenth, caps);
  capacity.set(problem.capacity);
  return {
    name: 'hub',
    problem: withOneMore(
      problem,
      capacity,
      () => caps,
      () => 50_000,
    ),
  };
}

/**
 * Soft ranks for a solver whose ranks are strict: one rank, and an offer for every line alone that covers it at the price of leaving it unmet.
 * These pairs come last among those of a line.
 */
export function softProblem({ problem, penalties }: Instance): Problem {
  const { capacity, demand, rank } = problem;
  const caps = capacity.length;
  const all = new Float64Array(caps + demand.length);
  all.set(capacity);
  all.set(demand, caps);
  const soft = withOneMore(
    problem,
    all,
    (n) => caps + n,
    (n) => penalties![rank[n]!]!,
  );
  return { ...soft, rank: new Int32Array(rank.length) };
}

/** One more candidate for every line, after its others. */
function withOneMore(
  problem: Problem,
  capacity: Float64Array,
  capOf: (line: number) => number,
  costOf: (line: number) => number,
): Problem {
  const { demand, candidateStart } = problem;
  const lines = demand.length;
  const head = new Int32Array(problem.head.length + lines);
  const cost = new Float64Array(head.length);
  for (let n = 0; n < lines; n++) {
    const [from, to] = [candidateStart[n]!, candidateStart[n + 1]!];
    head.set(problem.head.subarray(from, to), from + n);
    cost.set(problem.cost.subarray(from, to), from + n);
    head[to + n] = capOf(n);
    cost[to + n] = costOf(n);
  }
  return problemOf({ ...problem, candidateStart: candidateStart.map((p, n) => p + n), head, cost, capacity });
}
