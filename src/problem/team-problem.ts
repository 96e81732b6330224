/**
 * Teams as columns of integers: who is to be served whole or not at all, and by whom it can be.
 *
 * team ⊃ line ⊃ pair → offer. Everything is sorted canonically before it gets here: teams by rank, then id.
 */
export interface TeamProblem {
  /** Rank per team: 0 is served first; dense, ascending. */
  readonly rank: Int32Array;
  readonly ranks: number;
  readonly value: Float64Array;
  /** Of the teams that share a number at most one is taken; every team has one. Dense. */
  readonly choice: Int32Array;
  /** Lines of team t are `lineStart[t] … lineStart[t + 1] − 1`; length teams + 1. */
  readonly lineStart: Int32Array;
  readonly teamOf: Int32Array;
  /** Units asked for per line, above 0. */
  readonly demand: Float64Array;
  /** 1: one offer serves the whole line. */
  readonly single: Uint8Array;
  /** Pairs of line l are `pairStart[l] … pairStart[l + 1] − 1`; length lines + 1. */
  readonly pairStart: Int32Array;
  readonly lineOf: Int32Array;
  readonly offer: Int32Array;
  /** Cost of one unit. */
  readonly cost: Float64Array;
  /** Most units of the pair, at most the line's demand; a pair of a single line serves it whole. */
  readonly max: Float64Array;
  /** Capacity that a pair of a single line takes. */
  readonly use: Float64Array;
  readonly capacity: Float64Array;
  /** Pairs of offer o are `pairAt[offerStart[o]] … pairAt[offerStart[o + 1] − 1]`, ascending. */
  readonly offerStart: Int32Array;
  readonly pairAt: Int32Array;
}

/** Which teams are taken, and units per pair. */
export interface TeamPlan {
  readonly taken: Uint8Array;
  readonly quantity: Float64Array;
}

/** What is settled on the way to a proof: −1 open, 0 not, 1 yes. A pair may be settled where its line is single and its team is taken. */
export interface SettledTeams {
  readonly team: Int8Array;
  readonly pair: Int8Array;
}
