import type { Locality, Pair } from './pair.js';

/** What is known of whether an offer reaches a need. */
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;
export type Reachable = typeof NO | typeof UNKNOWN | typeof YES;

/**
 * How a rule that goes by place is asked without looking at every pair, and mostly without an object for one. Such a rule lets every pair pass that is of one
 * community or that both sides let be done from afar; where an offer names a radius and no codes, and both places are known, the metres between them decide.
 */
export interface ByPlace {
  /** What the rule says of a pair; it forbids those of `NO`. */
  reaches(pair: Pair): Reachable;
  /**
   * Names of places, such that the rule can only let a pair pass if offer and need have one in common, or the need lies in the offer's circle. Among them are
   * `community:…` of the offer's, and `remote` where it can be given from afar, which needs that can be met so look up too.
   */
  cellsOfOffer(of: Pick<Pair, 'provider' | 'offer'>, at: Locality): OfferCells;
  cellsOfNeed(at: Locality): string[];
}

/** Where no rule goes by place: every offer and every need is everywhere. */
export const ANYWHERE: Pick<ByPlace, 'cellsOfOffer' | 'cellsOfNeed'> = {
  cellsOfOffer: () => ({ cells: ['everywhere'] }),
  cellsOfNeed: () => ['everywhere'],
};

/** The cells that an offer reaches, and the radius in metres if it reaches a circle around its place. */
export interface OfferCells {
  readonly cells: readonly string[];
  readonly circle?: number;
}

/** Whether so many metres lie in a radius; NaN: not known. */
export function liesInRadius(metres: number, radius: number): Reachable {
  if (Number.isNaN(metres)) return UNKNOWN;
  return metres <= radius ? YES : NO;
}
