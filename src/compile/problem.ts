import type { Mark } from '../kernel/ordinal.js';

/**
 * The matching problem as columns of integers: what `compile` makes and `solve` and `proof` read.
 *
 * Two forests and candidates between them. Demand: class ⊃ line ⊃ candidate. Supply: a *cap* is a capacity that holds for
 * everything below it; `parent` points upwards and is smaller than the cap's own number, −1 at a root. A candidate joins
 * a line to one or more leaf caps (one per slot); its `max` bounds all its arcs together.
 *
 * Everything is sorted canonically before it gets here, so that the order of the records cannot matter.
 * All numbers are integers in [0, 2^53) except costs, which may be negative.
 */
export interface Problem {
  /** Demanded quantity per line (requirement). */
  readonly demand: Float64Array;
  /** Rank per line: 0 is served first; dense. */
  readonly rank: Int32Array;
  /** Fair-share class per line; every class has one rank; dense, numbered by first line. */
  readonly group: Int32Array;
  /** Candidates of line n are `candidateStart[n] … candidateStart[n + 1] − 1`; length lines + 1. */
  readonly candidateStart: Int32Array;
  /** Cost of one unit, per candidate. */
  readonly cost: Float64Array;
  /** Most units of the candidate over all its arcs together. */
  readonly max: Float64Array;
  /** Units promised to the candidate by the previous plan. */
  readonly previous: Float64Array;
  /** Arcs of candidate p are `arcStart[p] … arcStart[p + 1] − 1`; length candidates + 1. */
  readonly arcStart: Int32Array;
  /** Leaf cap at the end of each arc. */
  readonly head: Int32Array;
  /** Capacity per cap; unlimited is written as the total demand, which can never bind. */
  readonly capacity: Float64Array;
  /** Enclosing cap, smaller than the cap's own number; −1 at a root. */
  readonly parent: Int32Array;
  /** Units per arc that are fixed and must be in every plan; absent: none. */
  readonly pinned?: Float64Array;
  /** Units per group that are served already, outside this problem; absent: none. */
  readonly served?: Float64Array;
  /** What coverage is counted against, per group, at least served + demand; absent: exactly that. */
  readonly share?: Float64Array;
  /** Units promised to pairs that are gone: counted as withdrawn, whatever the plan. */
  readonly lostPromises: number;
}

/** The four levels of the objective in their fixed order. */
export const LEVELS = ['rank', 'fair', 'keep', 'cost'] as const;
export type Level = (typeof LEVELS)[number];

/** What `solve` returns: units on every arc of the problem, and the prices that prove it best. */
export interface Solution {
  /** Units per arc, aligned with `problem.head`. */
  readonly flow: Float64Array;
  readonly prices: Prices;
  /** The levels that the prices prove: all that were asked for, or fewer where the run was stopped. */
  readonly proved: readonly Level[];
}

/**
 * Prices of capacity, one per cap: what one more unit of it would be worth, as a lexicographic triple.
 *
 * `position[c]` points into `marks`, −1 means none (the cap has room to spare). An earlier mark is worth more, none is worth least.
 * Then `keep` (promised units that would be kept) and `cost` (saved). Without level `fair` a class is one line and all units
 * of a rank share the ordinal `{ rank, unit: 1, demand: 1 }`.
 */
export interface Prices {
  /** Strictly ascending. */
  readonly marks: readonly Mark[];
  readonly position: Int32Array;
  readonly keep: Float64Array;
  readonly cost: Float64Array;
}
