/** Bare pairs as the oracles see them: declared here a second time, so that no oracle imports from `src/`. */

export interface PairsNeed {
  readonly id: string;
  readonly rank: number;
  readonly demand: number;
  readonly group?: string;
}

export interface PairsOffer {
  readonly id: string;
  readonly capacity: number;
}

export interface PairsPair {
  readonly need: string;
  readonly offer: string;
  readonly cost: number;
  readonly max?: number;
}

export interface PairsInput {
  readonly needs: readonly PairsNeed[];
  readonly offers: readonly PairsOffer[];
  readonly pairs: readonly PairsPair[];
}

/** A quantity on a pair: of a plan, or of the previous one. */
export interface PairsQuantity {
  readonly need: string;
  readonly offer: string;
  readonly quantity: number;
}

export type PairsLevel = 'rank' | 'fair' | 'keep' | 'even' | 'cost';

/** Those that count unless told otherwise. */
export const PAIRS_LEVELS: readonly PairsLevel[] = ['rank', 'fair', 'keep', 'cost'];

/** With load, where it usually stands and after cost. */
export const EVEN_LEVELS: readonly PairsLevel[] = ['rank', 'fair', 'keep', 'even', 'cost'];
export const EVEN_LAST: readonly PairsLevel[] = ['rank', 'fair', 'keep', 'cost', 'even'];

export interface PairsOptions {
  /** Default: all four. */
  readonly levels?: readonly PairsLevel[];
  /** Default: none. A pair named twice counts with its sum. */
  readonly previous?: readonly PairsQuantity[];
}

/** An instance with its options, as the arbitraries give it. */
export interface PairsCase {
  readonly input: PairsInput;
  readonly options: { readonly levels: readonly PairsLevel[]; readonly previous: readonly PairsQuantity[] };
}

/** What a plan is worth, level by level. Levels that are not judged are filled in all the same, for one plan. */
export interface PairsValue {
  /** Units covered, for every rank that some need has, ascending. */
  readonly coverageByRank: ReadonlyMap<number, number>;
  /** Ratios covered/demanded of the rank's classes with a demand, ascending, in lowest terms ("0/1", "2/3", "1/1"). */
  readonly fairnessByRank: ReadonlyMap<number, readonly string[]>;
  readonly withdrawn: number;
  /**
   * What load there is, largest first, as fractions in lowest terms: in steps, per unit given the step that it is in; exactly, the ratios of the helpers.
   * Less is better; what is missing counts as none.
   */
  readonly loads: readonly string[];
  readonly cost: bigint;
}
