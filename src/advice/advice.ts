import type { Pin } from '../compile/compiled.js';
import type { Society } from '../model/vocabulary.js';
import type { Holder, Plan, Reason } from '../plan/plan.js';
import type { Names } from '../why/explanation.js';

/**
 * What `recommend`, `shortages` and `cheapestFixes` answer, as plain JSON; `sentences` puts it in words. Quantities are whole numbers of their unit and
 * are never added across units; money is in fen.
 */
export type Advice = Recommendations | Shortages | Fixes;

// ---- recommend ------------------------------------------------------------------------------------------------------

/** Partners of a need or an offer, best first. */
export interface Recommendations {
  readonly about: 'partners';
  readonly partners: readonly Partner[];
  /** How many pairs no rule forbids, and that can give anything: these were compared. */
  readonly compared: number;
  /** Costs are in 1/`costScale` of the policy's. */
  readonly costScale: number;
  readonly names: Names;
}

/** A pair that no rule forbids. */
export interface Partner {
  /**
   * What to pass to `match` as a pin to use it: one lot or, where less than that can be given, what can; all of a requirement that one provider is to serve.
   * Where capacity counts by the slot it is the slot that is best.
   */
  readonly pin: Holder;
  readonly unit: string;
  readonly capability: string;
  /** What the plan gives now, over all slots. */
  readonly used: number;
  /** What using it changes. */
  readonly difference: Difference;
  /** False: a search ended before it was settled which needs are met whole, so that the difference is that of the best plans found. */
  readonly proved: boolean;
}

/**
 * The best plan that contains a pair, less the best plan of all. Empty lists, and 0: nothing changes. Levels that the plan was not made by are left out.
 */
export interface Difference {
  /** Units covered more (above 0) or fewer, by rank. */
  readonly coverage: readonly { readonly rank: readonly number[]; readonly unit: string; readonly units: number }[];
  /** People more or fewer whose needs are met whole, by rank. */
  readonly people: readonly { readonly rank: readonly number[]; readonly people: number }[];
  /** Ranks that are shared otherwise: the coverage of the first class, from the worst-off up, that is not as well off or is better off. */
  readonly fairness?: readonly FairnessDifference[];
  /** Promised units taken back more or fewer. */
  readonly withdrawn?: number;
  /** What they count more or less by degree and notice; absent where that is 1 each. */
  readonly counted?: number;
  /** A decimal string beyond 2^53 − 1. */
  readonly cost?: number | string;
}

export interface FairnessDifference {
  readonly rank: readonly number[];
  readonly best: ClassCoverage;
  readonly with: ClassCoverage;
}

/** What is covered of a fair-share class, and what it counts against. */
export interface ClassCoverage {
  readonly covered: number;
  readonly of: number;
}

// ---- shortages ------------------------------------------------------------------------------------------------------

/** What is short, where and for whom. */
export interface Shortages {
  readonly about: 'shortages';
  /** `exact`: as much more as is unmet is all used, and cuts stand however units are shared. `bounded`: times cross (`plan.time`), and shared otherwise more or less may do. */
  readonly status: 'exact' | 'bounded';
  /** Most urgent first, then by what is unmet. Every unmet unit of a known quantity is in one of them. */
  readonly shortages: readonly Shortage[];
  /** The bottlenecks behind them; no requirement is in two. Empty where it is not proved that no more can be covered. */
  readonly cuts: readonly ShortageCut[];
  readonly names: Names;
}

/** Unmet requirements of one capability and unit, of one street, that the same societies may serve. */
export interface Shortage {
  readonly capability: string;
  readonly unit: string;
  /** Who may serve it. */
  readonly societies: readonly Society[];
  /** `station:s1`, the street station; without one `street:460105001`; without a code `community:c1`. */
  readonly place: string;
  readonly communities: readonly string[];
  /** Different needs. */
  readonly needs: number;
  /** Of these requirements. */
  readonly demanded: number;
  readonly covered: number;
  /** Units that are not covered: demanded − covered. */
  readonly unmet: number;
  /** How many of them are of needs met whole or not at all, which may lack less, or something else. */
  readonly whole: number;
  readonly byRank: readonly { readonly rank: readonly number[]; readonly needs: number; readonly unmet: number }[];
  /** Unmet units by reason. */
  readonly reasons: readonly { readonly code: Reason['code']; readonly unmet: number }[];
  /** Places in `cuts`. */
  readonly cuts: readonly number[];
}

/**
 * Requirements that together ask `demanded` of offers that hold `capacity`, all of it in use by them: even if all of these were given to the unmet
 * ones, others of the same cut would go without, and `lacking` units are lacking in any case.
 */
export interface ShortageCut {
  readonly unit: string;
  readonly needs: number;
  readonly lines: number;
  readonly demanded: number;
  readonly capacity: number;
  readonly lacking: number;
}

// ---- cheapestFixes --------------------------------------------------------------------------------------------------

/** What to buy, what that reaches, and the plan then. */
export interface Fixes {
  readonly about: 'fixes';
  /** `optimal`: proved that nothing cheaper reaches it (of a budget: that no more can be reached). `bounded`: the search came to its end before that was settled, or looked past times that cross. */
  readonly status: 'optimal' | 'bounded';
  readonly target: FixTarget;
  readonly fixes: readonly Purchase[];
  /** Fen. */
  readonly price: number;
  /** No set that reaches as much costs less than this; equal to `price` where the status is `optimal`. */
  readonly bound: number;
  /** What is reached, by unit: of the need, of the rank, or of each rank. */
  readonly reached: readonly Reached[];
  /** What to add to the records, with the quantities bought. */
  readonly records: AddedRecords;
  /** Pins without which `match` would give what is bought to others; empty where it serves the target by itself. */
  readonly pins: readonly Pin[];
  /** The plan of the network with the records added: `match` with these pins. */
  readonly plan: Plan;
  readonly names: Names;
}

/** What is bought of one thing on the list. */
export interface Purchase {
  readonly id: string;
  readonly kind: FixKind;
  /** Node key that it has in the plan. */
  readonly provider: string;
  readonly capability: string;
  readonly unit: string;
  readonly lots: number;
  readonly quantity: number;
  readonly price: number;
  /** What the plan then gives of it to whom. */
  readonly serves: readonly { readonly need: string; readonly requirement: string; readonly quantity: number }[];
}

/** What is to be reached: a need, a rank, or the best use of a budget in fen. */
export type FixTarget = { readonly need: string } | { readonly rank: readonly number[] } | { readonly budget: number };

export interface Reached {
  readonly rank: readonly number[];
  readonly unit: string;
  readonly demanded: number;
  /** Covered by the plan as it is. */
  readonly before: number;
  /** Covered by the plan then. */
  readonly after: number;
}

/** A volunteer trained, hours added, a kit bought, an organisation incubated, money paid into the community fund. */
export type FixKind = 'training' | 'hours' | 'kit' | 'incubation' | 'fund';

/** Rows for the lists of the input, as `createNetwork` takes them. */
export interface AddedRecords {
  readonly socialWorkers?: readonly object[];
  readonly organisations?: readonly object[];
  readonly volunteers?: readonly object[];
  readonly resources?: readonly object[];
}
