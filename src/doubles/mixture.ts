import type { FieldColumn } from './field-columns.js';

/**
 * How probable what is seen of a pair is where the two are one, and where they are not. By what two records are about (the same place, the same capabilities) pairs fall into
 * strata; within one what else they agree in is taken as independent. Level 0, nothing said, speaks for neither.
 */
export interface Mixture {
  /** Of all pairs of records how many are one. */
  readonly share: number;
  readonly strata: { readonly one: Float64Array; readonly two: Float64Array };
  readonly one: readonly Float64Array[];
  /** By stratum: capabilities bring figures and names with them, places addresses. */
  readonly two: readonly (readonly Float64Array[])[];
}

/** What pairs that are one are expected to show, by the number of levels, as if so many of them had been seen. */
const SEEN = 60;
const ONE: Readonly<Record<number, readonly number[]>> = {
  2: [0.95, 0.05],
  3: [0.8, 0.12, 0.08],
  4: [0.6, 0.25, 0.1, 0.05],
  5: [0.45, 0.35, 0.14, 0.04, 0.02],
};
const TWO: Readonly<Record<number, readonly number[]>> = {
  2: [0.5, 0.5],
  3: [0.3, 0.2, 0.5],
  4: [0.1, 0.15, 0.25, 0.5],
  5: [0.02, 0.03, 0.05, 0.1, 0.8],
};
/** Neither, the place, the capabilities, both. */
export const STRATA = 4;
const STRATUM = [0.005, 0.05, 0.03, 0.915];
/** One record in so many is expected to be there twice. */
const RARITY = 20;
/** No more than a fifth of the records can be there twice, and two alone be one. */
const MOST = 0.4;
const ROUNDS = 30;

/** A pattern of levels in a stratum, and how many pairs show it. */
export interface PairPattern {
  readonly stratum: number;
  readonly levels: readonly number[];
  count: number;
}

/** Probabilities of levels after so many were seen, and so many expected. */
function learnt(seen: Float64Array, expected: ArrayLike<number>): Float64Array {
  let sum = SEEN;
  for (let level = 1; level < seen.length; level++) sum += seen[level]!;
  return seen.map((count, level) => (level === 0 ? 1 : (count + SEEN * expected[level]!) / sum));
}

/**
 * The mixture that makes what is seen most probable (Fellegi and Sunter 1969), by expectation-maximisation (Dempster, Laird and Rubin 1977; for linking records Winkler
 * 1988, Enamorado, Fifield and Imai 2019, and Splink: Linacre and others 2022): what two records show is learnt from pairs drawn at random, what one record twice shows from
 * those that look alike, each pair as far as it is one. Over patterns rather than pairs; sums and products only, so that it comes out the same everywhere.
 * O(rounds · patterns · fields).
 *
 * @param pairs of each stratum how many pairs of records there are
 * @param all records
 */
export function mixtureOf(
  columns: readonly FieldColumn[],
  alike: readonly PairPattern[],
  drawn: readonly PairPattern[],
  pairs: Float64Array,
  all: number,
): Mixture {
  const total = (all * (all - 1)) / 2;
  const prior = columns.map(({ levels }) => [1, ...ONE[levels.length]!]);
  const chance = columns.map(({ levels }) => [1, ...TWO[levels.length]!]);
  const counts = () => columns.map(({ levels }) => new Float64Array(levels.length + 1));
  const add = (to: readonly Float64Array[], levels: readonly number[], count: number) => {
    for (let field = 0; field < levels.length; field++) to[field]![levels[field]!]! += count;
  };
  let mixture: Mixture = {
    share: 1 / (RARITY * (all + 1)),
    strata: { one: Float64Array.from(STRATUM), two: pairs.map((count) => (count + 1) / (total + STRATA)) },
    one: prior.map((levels) => Float64Array.from(levels)),
    two: [],
  };
  const times = new Float64Array(STRATA);
  for (const { stratum, count } of drawn) times[stratum]! += count;
  // No pair counts more than once, however often it was drawn.
  const once = pairs.map((count, stratum) => Math.min(1, count / (times[stratum]! || 1)));
  for (let round = 0; round <= ROUNDS; round++) {
    const two = Array.from({ length: STRATA }, counts);
    for (const { stratum, levels, count } of drawn) {
      // At first as if all were drawn from everywhere, where hardly any are one.
      const seen = count * once[stratum]!;
      if (round > 0) add(two[stratum]!, levels, seen * (1 - probabilityOf(mixture, stratum, levels)));
      else if (stratum === 0) for (const each of two) add(each, levels, seen);
    }
    const everywhere = columns.map((_, field) => learnt(two[0]![field]!, chance[field]!));
    mixture = { ...mixture, two: two.map((fields) => fields.map((seen, field) => learnt(seen, everywhere[field]!))) };
    const one = counts();
    const strata = new Float64Array(STRATA);
    let ones = 0;
    for (const { stratum, levels, count } of alike) {
      const part = probabilityOf(mixture, stratum, levels) * count;
      ones += part;
      strata[stratum]! += part;
      add(one, levels, part);
    }
    mixture = {
      ...mixture,
      // In a few records that are all alike nothing says that they are one.
      share: Math.min(MOST / (all - 1), (ones + all / RARITY / 10) / (total + all)),
      strata: {
        ...mixture.strata,
        one: strata.map((part, stratum) => (part + SEEN * STRATUM[stratum]!) / (ones + SEEN)),
      },
      one: one.map((seen, field) => learnt(seen, prior[field]!)),
    };
  }
  return mixture;
}

/** How many times as common it is, in pairs that are one as in others, to be of this stratum, and to show this level of a field. */
export const stratumFactor = ({ strata }: Mixture, stratum: number): number =>
  strata.one[stratum]! / strata.two[stratum]!;
export const levelFactor = ({ one, two }: Mixture, stratum: number, field: number, level: number): number =>
  one[field]![level]! / two[stratum]![field]![level]!;

/** How probable it is that a pair of this pattern is one. */
export function probabilityOf(mixture: Mixture, stratum: number, levels: readonly number[]): number {
  let odds = (mixture.share / (1 - mixture.share)) * stratumFactor(mixture, stratum);
  for (let field = 0; field < levels.length; field++) odds *= levelFactor(mixture, stratum, field, levels[field]!);
  return odds / (1 + odds);
}
