import * as z from 'zod/mini';
import { faultOf, finding } from '../errors/findings.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import type { Network } from '../model/graph.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { ownWordsOf } from '../policy/own-words.js';
import { explainNeed, linesOfNeed } from './explain-need.js';
import { explainOffer, type OfferTarget, offersNamed, offerTargetSchema } from './explain-offer.js';
import { explainPair } from './explain-pair.js';
import type { Explanation, NeedExplanation, OfferExplanation, PairExplanation } from './explanation.js';
import { keysIn, namesOf } from './names-of.js';
import { type View, viewOf } from './view.js';

/** A need by its id. */
export interface NeedTarget {
  readonly need: string;
  readonly offer?: undefined;
}
/** A need and a provider, or one of its offers. */
export interface PairTarget {
  readonly need: string;
  readonly offer: OfferTarget;
}
/** What can be explained: a need, a pair, or a provider's offers. */
export type ExplainTarget = NeedTarget | PairTarget | { readonly need?: undefined; readonly offer: OfferTarget };

/** What `explain` answers for a target. */
export type ExplanationOf<T> = T extends PairTarget
  ? PairExplanation
  : T extends NeedTarget
    ? NeedExplanation
    : OfferExplanation;

const targetShape = { need: z.optional(z.string()), offer: z.optional(offerTargetSchema) };

/**
 * Why the plan is as it is, as data; {@link sentences} puts it in words.
 *
 * - `{ need }`: who does it and what that costs, the next best, and of what is unmet the reason, who holds it, the bottleneck and
 *   the nearest misses.
 * - `{ need, offer: { provider, offer? } }`: why they are together or why not, with all rules that forbid it and the values compared.
 * - `{ offer: { provider, offer? } }`: who uses it, what is left, and why.
 *
 * A list of targets gives the list of their explanations. Explains the plan as it stands; whether it is right is for {@link verify}.
 * Compiles the network again, once for the whole list: O(candidates), and as much again for each offer.
 *
 * @throws LinkageError `UNKNOWN_NEED`, `UNKNOWN_OFFER`, `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`,
 * `INVALID_PINS`, `INVALID_OPTIONS`, `INVALID_NETWORK`; `BAD_RULE` for a rule of one's own that throws
 */
export function explain<const T extends readonly ExplainTarget[]>(
  network: Network,
  plan: Plan,
  targets: T,
  options?: Made,
): { -readonly [K in keyof T]: ExplanationOf<T[K]> };
export function explain(network: Network, plan: Plan, target: PairTarget, options?: Made): PairExplanation;
export function explain(network: Network, plan: Plan, target: NeedTarget, options?: Made): NeedExplanation;
export function explain(
  network: Network,
  plan: Plan,
  target: { readonly need?: undefined; readonly offer: OfferTarget },
  options?: Made,
): OfferExplanation;
export function explain(
  network: Network,
  plan: Plan,
  target: ExplainTarget | readonly ExplainTarget[],
  options: Made = {},
): Explanation | Explanation[] {
  checkNetwork(network);
  const made = readOptions(madeWith, options);
  const isList = Array.isArray(target);
  const all = isList
    ? Array.from(target, (one: unknown, i) => readTarget(one, ['targets', i]))
    : [readTarget(target, ['target'])];
  const view = viewOf(network, plan, made);
  const answers = all.map((one) => explainOne(view, one));
  return isList ? answers : answers[0]!;
}

function readTarget(target: unknown, at: Fault['path']) {
  const isObject = typeof target === 'object' && target !== null;
  const { need, offer } = isObject ? readOptions(targetShape, target, at) : {};
  if (need !== undefined) return { need, offer };
  if (offer !== undefined) return { need, offer };
  const wanted = '`{ need }`, `{ offer }` or `{ need, offer }`';
  const fault = faultOf(finding(isObject ? 'REQUIRED' : 'NOT_AN_OBJECT', wanted, target), at, target);
  throw new LinkageError('INVALID_OPTIONS', 'Say what to explain.', [fault]);
}

function explainOne(view: View, { need, offer }: ReturnType<typeof readTarget>): Explanation {
  if (need === undefined) return explainOffer(view, offer);
  return offer === undefined ? explainNeed(view, need) : explainPairs(view, need, offer);
}

function explainPairs(view: View, need: string, target: OfferTarget): PairExplanation {
  const offers = offersNamed(view, target);
  const all = linesOfNeed(view, need).flatMap((line) => offers.map((offer) => explainPair(view, line, offer)));
  const comparable = all.filter(({ failed }) => !['capability', 'unit'].includes(failed[0]?.rule ?? ''));
  const pairs = comparable.length > 0 ? comparable : all;
  return {
    about: 'pair',
    need,
    provider: target.provider,
    pairs,
    names: { ...ownWordsOf(view.policy), ...namesOf(view.network, [target.provider, ...keysIn(pairs)]) },
  };
}
