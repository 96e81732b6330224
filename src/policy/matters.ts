import type { ByPlace } from './by-place.js';
import type { NamedRule, Pair } from './pair.js';

/** What a pair knows of its requirement alone. */
export type LineSide = Pick<Pair, 'need' | 'requirement' | 'needPlace' | 'needSlots' | 'now'> & {
  /** Bans that name the need, and this requirement or none. */
  readonly bans: readonly unknown[];
};

/** What a pair knows of its offer alone. */
export type OfferSide = Omit<Pair, Exclude<keyof LineSide, 'now'> | 'slots' | 'tierHop' | 'distance'>;

/**
 * Where a rule or term can matter at all, and how it is worked out without asking it: for a pair of which neither the line nor the offer says so, the rule forbids nothing and
 * the term is 0. Asked once per line and once per offer, so that most pairs need not be looked at.
 */
export interface Matters {
  readonly line?: (side: LineSide) => boolean;
  readonly offer?: (side: OfferSide) => boolean;
  /** Of a rule that goes by place. It counts for the first rule of a policy; any other is asked about every pair. */
  readonly byPlace?: ByPlace;
  /** Of a term that is the metres between the two, where both places are known and the work is not done from afar; it is asked where they are not. */
  readonly byDistance?: true;
  /** Of a term that goes by what is around the two alone: their communities, streets and stations. */
  readonly bySurroundings?: true;
}

const MATTERS = Symbol('matters');

/** A built-in function that says where it can matter. It is said of the function itself: what wraps it says nothing. */
export function where<F extends (pair: Pair) => unknown>(matters: Matters, judge: F): F {
  return Object.assign(judge, { [MATTERS]: matters });
}

const EVERYWHERE: Matters = { line: () => true };

/** Where a function of a policy can matter: everywhere, if it does not say. */
export function mattersOf(judge: (pair: Pair) => unknown): Matters {
  return (judge as { [MATTERS]?: Matters })[MATTERS] ?? EVERYWHERE;
}

/** How the policy's pairs are found by place; `undefined`: it has no rule that says how, or asks another one first. */
export function placingOf({ rules }: { readonly rules: ReadonlyMap<string, NamedRule> }): ByPlace | undefined {
  const [first] = rules.values();
  return first && mattersOf(first.forbids).byPlace;
}
