/** Random instances on bare pairs, all of them valid: ids once, pairs once, integers. They shrink towards nothing. */
import fc from 'fast-check';
import type { PairsCase, PairsInput, PairsLevel, PairsQuantity } from './pairs-types.js';
import { EVEN_LAST, EVEN_LEVELS, PAIRS_LEVELS } from './pairs-types.js';

/** Ids that break what takes ids for anything but strings. */
const NEED_IDS = ['n1', '10', '2', '__proto__', 'constructor', '需求', 'é', 'a b', '["n"]', ''.padEnd(64, 'x')];
const OFFER_IDS = ['o1', '10', '2', '__proto__', 'toString', '供给', 'É', 'n1'];

const levelsArbitrary: fc.Arbitrary<readonly PairsLevel[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(PAIRS_LEVELS) },
  {
    weight: 1,
    arbitrary: fc
      .subarray(['fair', 'keep', 'cost'] as PairsLevel[])
      .map((some): readonly PairsLevel[] => ['rank', ...some]),
  },
);

interface Shape {
  readonly needs: readonly { rank: number; demand: number; group: string | undefined }[];
  readonly offers: readonly { capacity: number }[];
  /** One per (need, offer) of the largest size; those of a smaller instance are the first ones of each row. */
  readonly cells: readonly { present: boolean; cost: number; max: number | undefined }[];
  /** Indices may point past the end: a need or an offer that is gone. */
  readonly previous: readonly { need: number; offer: number; quantity: number }[];
}

function idAt(ids: readonly string[], prefix: string, index: number): string {
  return ids[index] ?? `${prefix}${index}`;
}

function build(shape: Shape, width: number, odd: boolean): { input: PairsInput; previous: PairsQuantity[] } {
  const needId = (n: number) => idAt(odd ? NEED_IDS : [], 'n', n);
  const offerId = (o: number) => idAt(odd ? OFFER_IDS : [], 'o', o);
  const pairs = shape.needs.flatMap((_, n) =>
    shape.offers.flatMap((_, o) => {
      const cell = shape.cells[n * width + o];
      if (cell === undefined || !cell.present) return [];
      const pair = { need: needId(n), offer: offerId(o), cost: cell.cost };
      return [cell.max === undefined ? pair : { ...pair, max: cell.max }];
    }),
  );
  const input = {
    needs: shape.needs.map(({ group, ...need }, n) => ({
      id: needId(n),
      ...need,
      ...(group === undefined ? {} : { group }),
    })),
    offers: shape.offers.map(({ capacity }, o) => ({ id: offerId(o), capacity })),
    pairs,
  };
  return {
    input,
    previous: shape.previous.map(({ need, offer, quantity }) => ({
      need: needId(need),
      offer: offerId(offer),
      quantity,
    })),
  };
}

/** At least as many as there are plans: the smaller of the products of what each need, and each offer, can do. */
export function plansAtMost(input: PairsInput): number {
  const ways = (own: readonly { most: number }[], total: number): number => {
    // Ways to give at most `total` units to bounded parts, counted one part after the other.
    let counts = [1];
    for (const { most } of own) {
      const next = new Array<number>(total + 1).fill(0);
      counts.forEach((count, used) => {
        for (let units = 0; units <= Math.min(most, total - used); units++) next[used + units]! += count;
      });
      counts = next;
    }
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const most = (pair: PairsInput['pairs'][number]) => ({ most: pair.max ?? Number.MAX_SAFE_INTEGER });
  const byNeed = input.needs.reduce(
    (product, need) => product * ways(input.pairs.filter((p) => p.need === need.id).map(most), need.demand),
    1,
  );
  const byOffer = input.offers.reduce(
    (product, offer) => product * ways(input.pairs.filter((p) => p.offer === offer.id).map(most), offer.capacity),
    1,
  );
  return Math.min(byNeed, byOffer);
}

/** Leaves out last pairs until there are few enough plans. */
function tame(input: PairsInput, plans: number): PairsInput {
  let tamed = input;
  while (plansAtMost(tamed) > plans) tamed = { ...tamed, pairs: tamed.pairs.slice(0, -1) };
  return tamed;
}

const rank = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, -3, 1_000_000);
const group = fc.constantFrom(undefined, undefined, 'g', 'g', 'h', 'n1', '__proto__');

/** Arrays are shuffled, because the order of the input must not matter. */
function shuffled(input: PairsInput): fc.Arbitrary<PairsInput> {
  const all = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  return fc.record({ needs: all(input.needs), offers: all(input.offers), pairs: all(input.pairs) });
}

function caseOf(shape: fc.Arbitrary<Shape>, width: number, plans: number): fc.Arbitrary<PairsCase> {
  return fc.tuple(shape, levelsArbitrary, fc.boolean()).chain(([drawn, levels, odd]) => {
    const { input, previous } = build(drawn, width, odd);
    const tamed = plans === Number.POSITIVE_INFINITY ? input : tame(input, plans);
    return shuffled(tamed).map((order) => ({ input: order, options: { levels, previous } }));
  });
}

/** Mostly full size; now and then any size down to nothing. */
function mostly<T>(item: fc.Arbitrary<T>, usual: number, most: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(item, { minLength: usual, maxLength: most }) },
    { weight: 1, arbitrary: fc.array(item, { maxLength: most }) },
  );
}

/** Everything at once, for enumeration: up to 4 needs, 3 offers, 20,000 plans. */
export const tinyPairs: fc.Arbitrary<PairsCase> = caseOf(
  fc.record({
    needs: mostly(fc.record({ rank, demand: fc.constantFrom(0, 1, 2, 2, 3, 3, 4), group }), 3, 4),
    offers: mostly(fc.record({ capacity: fc.constantFrom(0, 1, 2, 2, 3, 4) }), 2, 3),
    cells: fc.array(
      fc.record({
        present: fc.constantFrom(true, true, true, false),
        cost: fc.oneof(fc.constantFrom(0, 1, 1), fc.integer({ min: -3, max: 6 })),
        max: fc.option(fc.nat(3), { nil: undefined, freq: 6 }),
      }),
      { minLength: 12, maxLength: 12 },
    ),
    previous: mostly(
      fc.record({ need: fc.nat(4), offer: fc.nat(3), quantity: fc.constantFrom(0, 1, 1, 2, 3, 5) }),
      2,
      5,
    ),
  }),
  3,
  20_000,
);

/** As {@link tinyPairs}, with level `even` where it usually stands, or last. */
export const evenPairs: fc.Arbitrary<PairsCase> = fc
  .tuple(tinyPairs, fc.constantFrom(EVEN_LEVELS, EVEN_LEVELS, EVEN_LAST))
  .map(([{ input, options }, levels]) => ({ input, options: { ...options, levels } }));

/** Few offers shared by classes of equal demand in one or two ranks: many leximin vectors, for enumeration. */
export const tiedPairs: fc.Arbitrary<PairsCase> = fc
  .record({
    demand: fc.integer({ min: 1, max: 4 }),
    ranks: fc.integer({ min: 1, max: 2 }),
    size: fc.constantFrom(3, 4, 5),
  })
  .chain(({ demand, ranks, size }) =>
    caseOf(
      fc.record({
        needs: fc.array(
          fc.record({
            rank: fc.nat(ranks - 1),
            demand: fc.constantFrom(demand, demand, demand, 1, 2 * demand),
            group: fc.constantFrom(undefined, undefined, undefined, 'g', 'h'),
          }),
          { minLength: size, maxLength: size },
        ),
        offers: fc.array(fc.record({ capacity: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 }),
        cells: fc.array(
          fc.record({
            present: fc.constantFrom(true, true, true, false),
            cost: fc.constantFrom(0, 1, 1, 2, 5),
            max: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 8 }),
          }),
          { minLength: 15, maxLength: 15 },
        ),
        previous: fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          {
            weight: 1,
            arbitrary: fc.array(
              fc.record({ need: fc.nat(4), offer: fc.nat(2), quantity: fc.integer({ min: 1, max: 3 }) }),
              {
                maxLength: 3,
              },
            ),
          },
        ),
      }),
      3,
      40_000,
    ),
  );

export interface SizedPairs {
  readonly needs: number;
  readonly offers: number;
  readonly quantity: number;
  readonly cost: number;
  /** Out of a hundred cells, how many are pairs. */
  readonly density: number;
  /** Most demand in all; 0: no bound. */
  readonly totalDemand?: number;
}

/** Instances of a chosen size. Built from seeds, so that a big one costs few draws. */
export function sizedPairs(size: SizedPairs): fc.Arbitrary<PairsCase> {
  return fc
    .tuple(
      fc.integer({ min: Math.ceil(size.needs / 2), max: size.needs }),
      fc.integer({ min: Math.ceil(size.offers / 2), max: size.offers }),
      fc.oneof(fc.constant(size.quantity), fc.integer({ min: 1, max: size.quantity })),
      fc.integer({ min: 1, max: 0x7fff_ffff }),
      levelsArbitrary,
    )
    .map(([needs, offers, quantity, seed, levels]) => {
      const draw = lcg(seed);
      const upTo = (most: number) => Math.floor(draw() * (most + 1));
      const groups = 1 + upTo(needs);
      const ranks = 1 + upTo(3);
      let left = size.totalDemand ?? 0;
      const demandOf = (): number => {
        const demand = upTo(quantity);
        if (!size.totalDemand) return demand;
        const taken = Math.min(demand, left);
        left -= taken;
        return taken;
      };
      const shape: Shape = {
        needs: Array.from({ length: needs }, () => ({
          rank: upTo(ranks - 1) * 3 - 2,
          demand: demandOf(),
          group: draw() < 0.5 ? undefined : `g${upTo(groups)}`,
        })),
        offers: Array.from({ length: offers }, () => ({ capacity: upTo(draw() < 0.2 ? 3 * quantity : quantity) })),
        cells: Array.from({ length: needs * offers }, () => ({
          present: draw() * 100 < size.density,
          cost: upTo(size.cost) - (draw() < 0.1 ? size.cost : 0),
          max: draw() < 0.15 ? upTo(quantity) : undefined,
        })),
        previous: Array.from({ length: upTo(needs) }, () => ({
          need: upTo(needs),
          offer: upTo(offers),
          quantity: upTo(quantity),
        })),
      };
      const { input, previous } = build(shape, offers, draw() < 0.3);
      return { input, options: { levels, previous } };
    });
}

/** For HiGHS without level `fair`: up to 60 needs, 30 offers, quantities up to a million. */
export const mediumPairs: fc.Arbitrary<PairsCase> = sizedPairs({
  needs: 60,
  offers: 30,
  quantity: 1_000_000,
  cost: 1000,
  density: 20,
});

/** For HiGHS with level `fair`: at most 60 units demanded. */
export const fairMediumPairs: fc.Arbitrary<PairsCase> = sizedPairs({
  needs: 25,
  offers: 10,
  quantity: 8,
  cost: 20,
  density: 30,
  totalDemand: 60,
});

/** Quantities up to 2^40, costs up to 1000: nothing here may be stepped through. */
export const bigPairs: fc.Arbitrary<PairsCase> = sizedPairs({
  needs: 12,
  offers: 8,
  quantity: 2 ** 40,
  cost: 1000,
  density: 40,
});

/** A fixed linear congruential sequence in [0, 1): the instance must follow from the seed alone. */
function lcg(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
}
