import type { Pair } from './pair.js';

/** What a pair knows of its requirement alone. */
export type LineSide = Pick<Pair, 'need' | 'requirement' | 'needPlace' | 'needSlots' | 'now'> & {
  /** Bans that name the need, and this requirement or none. */
  readonly bans: readonly unknown[];
};

/** What a pair knows of its offer alone. */
export type OfferSide = Pick<
  Pair,
  | 'provider'
  | 'offer'
  | 'level'
  | 'providerPlace'
  | 'offerSlots'
  | 'expiresAt'
  | 'updatedAt'
  | 'checks'
  | 'guardian'
  | 'assets'
  | 'incubates'
  | 'now'
>;

/**
 * Where a rule or term can matter at all: for a pair of which neither the line nor the offer says so, the rule forbids nothing and
 * the term is 0. Asked once per line and once per offer, so that most pairs need not be looked at.
 */
export interface Matters {
  readonly line?: (side: LineSide) => boolean;
  readonly offer?: (side: OfferSide) => boolean;
}

const MATTERS = Symbol('matters');

/** A built-in function that says where it can matter. What wraps it says nothing. */
export function where<F extends (pair: Pair) => unknown>(matters: Matters, judge: F): F {
  return Object.assign(judge, { [MATTERS]: matters });
}

const EVERYWHERE: Matters = { line: () => true };

/** Where a function of a policy can matter: everywhere, if it does not say. */
export function mattersOf(judge: (pair: Pair) => unknown): Matters {
  return (judge as { [MATTERS]?: Matters })[MATTERS] ?? EVERYWHERE;
}
