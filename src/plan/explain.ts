import * as z from 'zod';
import { LinkageError } from '../errors.js';
import type { Network } from '../model/graph.js';
import type { Ban } from '../policy/pair.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import { explainNeed, linesOfNeed } from './explain-need.js';
import { explainOffer, type OfferTarget, offersNamed } from './explain-offer.js';
import { explainPair } from './explain-pair.js';
import type { NeedExplanation, OfferExplanation, PairExplanation } from './explanation.js';
import { keysIn, namesOf } from './names.js';
import { bansSchema, checkNetwork, policyOption, readOptions } from './options.js';
import { type Plan, parsePlan } from './plan.js';
import { type View, viewOf } from './view.js';

export interface ExplainOptions {
  /** The policy the plan was made with; the default one if absent. */
  readonly policy?: Policy | undefined;
  /** The previous plan that this one was made against. */
  readonly previous?: Plan | undefined;
  /** The bans it was made with. */
  readonly bans?: readonly Ban[] | undefined;
}

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

const offerTarget = z.strictObject(
  { provider: z.string(), offer: z.string().optional() },
  'Expected `{ provider }` or `{ provider, offer }`: a key such as `volunteer:7`, and the id of one of its offers.',
);
const optionShape = { policy: policyOption.optional(), previous: z.unknown().optional(), bans: bansSchema.optional() };
const targetShape = { need: z.string().optional(), offer: offerTarget.optional() };

/**
 * Why the plan is as it is, as data; {@link sentences} puts it in words.
 *
 * - `{ need }`: who does it and what that costs, the next best, and of what is unmet the reason, who holds it, the bottleneck and
 *   the nearest misses.
 * - `{ need, offer: { provider, offer? } }`: why they are together or why not, with all rules that forbid it and the values compared.
 * - `{ offer: { provider, offer? } }`: who uses it, what is left, and why.
 *
 * Explains the plan as it stands; whether it is right is for {@link verify}. Compiles the network again: O(candidates).
 *
 * @throws LinkageError `UNKNOWN_NEED`, `UNKNOWN_OFFER`, `PLAN_MISMATCH` (made with another policy or network), `INVALID_PLAN`,
 * `INVALID_OPTIONS`, `INVALID_NETWORK`; `BAD_RULE` for a rule of one's own that throws
 */
export function explain(network: Network, plan: Plan, target: PairTarget, options?: ExplainOptions): PairExplanation;
export function explain(network: Network, plan: Plan, target: NeedTarget, options?: ExplainOptions): NeedExplanation;
export function explain(
  network: Network,
  plan: Plan,
  target: { readonly need?: undefined; readonly offer: OfferTarget },
  options?: ExplainOptions,
): OfferExplanation;
export function explain(
  network: Network,
  plan: Plan,
  target: { readonly need?: string | undefined; readonly offer?: OfferTarget | undefined },
  options: ExplainOptions = {},
): NeedExplanation | PairExplanation | OfferExplanation {
  checkNetwork(network);
  const { policy, previous, bans } = readOptions(optionShape, options);
  const { need, offer } = readOptions(targetShape, typeof target === 'object' ? target : {});
  if (need === undefined && offer === undefined) {
    throw new LinkageError('INVALID_OPTIONS', 'Say what to explain: `{ need }`, `{ offer }` or `{ need, offer }`.');
  }
  const before = previous === undefined ? undefined : parsePlan(previous);
  const view = viewOf(network, parsePlan(plan), policy ?? defaultPolicy, before, bans);
  if (need === undefined) return explainOffer(view, offer!);
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
    names: namesOf(view.network, [target.provider, ...keysIn(pairs)]),
  };
}
