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
  /** What one of these units counts in level `keep`, whole and at least 1; absent: 1 each. */
  readonly promise?: Float64Array;
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
  /** Units that are handed out together, only what is left being fewer; absent: none. */
  readonly portions?: Portions;
  /** What of the use of root caps is load, which level `even` spreads; absent: nothing. */
  readonly load?: Load;
  /** Lines that come together or not at all; absent: every line stands for itself. */
  readonly wholes?: Wholes;
  /** Capacities that cross the forest; absent: none. */
  readonly crossing?: Crossing;
}

/** Rows over caps: the use of the caps of row r, `cap[start[r]] … cap[start[r + 1] − 1]`, each unit counted `times`, is at most its limit. A cap is in one row at most. */
export interface Crossing {
  readonly start: Int32Array;
  readonly cap: Int32Array;
  readonly times: Float64Array;
  readonly limit: Float64Array;
  /** Per line: what one covered unit counts beside units of other lines that a row brings together with it. */
  readonly weight: Float64Array;
}

/** Least shares. Ordinals and loads count by portions, each from what is served or given before, so that shares which no bound cuts are whole ones. */
export interface Portions {
  /** How many units are a portion, per group; 1: every unit is. */
  readonly ofGroup: Float64Array;
  /** A common divisor of what may be given from each cap. */
  readonly ofCap: Float64Array;
}

/** Whose load counts, and against what. The ratio of a root cap is (given + used) / full. */
export interface Load {
  /** What use is counted against, per cap, at least given + capacity; 0: its use is no load. */
  readonly full: Float64Array;
  /** Units given already, outside this problem, per cap. */
  readonly given: Float64Array;
  /** Ratios are rounded up to so many steps; 0: they count exactly (see `load.ts`). */
  readonly steps: number;
  /** Per cap, 1: its steps are so fine that few units share one (see `load.ts`); absent: none are. */
  readonly fine?: Float64Array;
}

/**
 * Lines that come together or not at all, and where one of several sets of lines is enough: whole ⊃ option ⊃ line.
 *
 * A whole is served by one of its options or not at all. An option that is taken has every `must` line served whole, its other lines as
 * far as can be; lines of options that are not taken get nothing. A `single` line, which must be served, has one candidate.
 */
export interface Wholes {
  /** Rank per whole, that of its lines. */
  readonly rank: Int32Array;
  /** What serving it is worth in its rank, whichever option serves it; 0: only its coverage counts. */
  readonly value: Float64Array;
  /** Options of whole t are `optionStart[t] … optionStart[t + 1] − 1`; length wholes + 1. */
  readonly optionStart: Int32Array;
  /** Lines of option o are `optionLines[lineStart[o]] … optionLines[lineStart[o + 1] − 1]`; length options + 1. */
  readonly lineStart: Int32Array;
  readonly optionLines: Int32Array;
  /** Option per line of the problem, −1: the line stands for itself. */
  readonly option: Int32Array;
  /** Per line, 1: an option that is taken serves it whole. */
  readonly must: Uint8Array;
  /** Per line, 1: one candidate serves it whole. */
  readonly single: Uint8Array;
  /** Per line: what one covered unit counts in its rank, in 1/costScale of a lot; 0 where the value of its whole says it all. */
  readonly worth: Float64Array;
}

/** A problem of which some lines come in wholes. */
export type ChoiceProblem = Problem & { readonly wholes: Wholes };

/** What is decided about wholes. */
export interface Choice {
  /** Option taken per whole, −1 for none. */
  readonly option: Int32Array;
  /** Candidate per `single` line of an option that is taken, −1 for all other lines. */
  readonly candidate: Int32Array;
}

/** The levels of the objective in their order; `even` may also come last. */
export const LEVELS = ['rank', 'fair', 'keep', 'even', 'cost'] as const;
export type Level = (typeof LEVELS)[number];

/** Whether a list is some of the levels, once each, in an order there may be, with 'rank' among them. */
export function areLevels(levels: readonly unknown[]): levels is readonly Level[] {
  const orders = [LEVELS, LEVELS.toSorted((a, b) => Number(a === 'even') - Number(b === 'even'))];
  return (
    levels.includes('rank') &&
    orders.some((all) => all.filter((level) => levels.includes(level)).join() === levels.join())
  );
}

/** What `solve` returns: units on every arc of the problem, and the prices that prove it best. */
export interface Solution {
  /** Units per arc, aligned with `problem.head`. */
  readonly flow: Float64Array;
  readonly prices: Prices;
  /** The levels that the prices prove: all that were asked for, or fewer where the run was stopped. */
  readonly proved: readonly Level[];
  /** Where the problem has wholes: then the prices prove the flow that is left once the choice is made. */
  readonly chosen?: Chosen;
  /** Where capacities cross and what is best without that would break them: then the prices prove what is best with these capacities. */
  readonly split?: Split;
}

/** Capacities by which rows are kept, and what is proved of all others. */
export interface Split {
  /** Caps that may hold less than they do, ascending, and what. */
  readonly caps: readonly (readonly [cap: number, units: number])[];
  /** How the search of a cluster (by its number, ascending) was closed. */
  readonly searches: readonly SplitSearch[];
}

export interface SplitSearch {
  readonly cluster: number;
  /** In preorder: a cap holds at most `most`, else more; or an end with the rank of every cap's price, −1 for none, in the cluster's order. */
  readonly tree: readonly SplitBranch[];
}
export type SplitBranch = { readonly cap: number; readonly most: number } | { readonly ranks: readonly number[] };

/** A choice, and what is proved of it. */
export interface Chosen {
  readonly choice: Choice;
  /** For every component that holds wholes, in their order, how each of its goals was closed. */
  readonly searches: readonly (readonly ChoiceSearch[])[];
}

/** The search for one goal as it can be followed again (`proof/choice-check.ts`): every end of the tree bounds its part. */
export interface ChoiceSearch {
  /** The figure sought: of rank r value at 2r and coverage at 2r + 1, then promises kept, then cost. */
  readonly figure: number;
  /** Bounds are in whole numbers of 1/scale. */
  readonly scale: number;
  readonly tree: readonly ChoiceBranch[];
}

/** How a part of a search was closed, in preorder: split on an option or a single line's candidate (yes first, then no), or bounded by prices. */
export type ChoiceBranch = ChoiceSplit | CapPrices;
export type ChoiceSplit = { readonly option: number } | { readonly candidate: number };

/** Prices that a relaxation is made by, whole numbers ≥ 0: of a unit of every cap, and of a unit of every figure before the one sought. */
export interface CapPrices {
  readonly cap: Float64Array;
  readonly figure: Float64Array;
  /** The bound is on nothing: below 0, it shows that no plan agrees with what is settled. */
  readonly impossible?: true | undefined;
}

/**
 * Prices of capacity, one per cap: what one more unit of it would be worth, compared part by part.
 *
 * `position[c]` points into `marks`, −1 means none (the cap has room to spare). An earlier mark is worth more, none is worth least.
 * Then `keep` (promised units that would be kept, each as much as it counts), `load` (that of the unit it would spare, 0 for none; absent: 0
 * everywhere) and `cost` (saved); the last two the other way round where `even` is the last level. Without level `fair` a class is one line and all units
 * of a rank share the ordinal `{ rank, unit: 1, demand: 1 }`.
 */
export interface Prices {
  /** Strictly ascending. */
  readonly marks: readonly Mark[];
  readonly position: Int32Array;
  readonly keep: Float64Array;
  readonly load?: Float64Array;
  readonly cost: Float64Array;
}
