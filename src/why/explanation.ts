import type { Role, Society, Urgency } from '../model/vocabulary.js';
import type { Allocation, Holder, Reason } from '../plan/plan.js';
import type { Compared } from '../policy/pair.js';

/**
 * What `explain` answers, as plain JSON; `sentences` puts it in words. Costs are those of one lot in the policy's figures
 * (an hour, ¥10, one of most units), as terms give them; quantities are whole numbers of their unit.
 */
export type Explanation = NeedExplanation | PairExplanation | OfferExplanation;

/** Names of the nodes that an explanation speaks of, by node key, and the words of the policy's own rules and terms; what has none is left out. */
export type Names = Readonly<Record<string, { readonly zh?: string | undefined; readonly en?: string | undefined }>>;

/** What became of one need, and why. */
export interface NeedExplanation {
  readonly about: 'need';
  readonly need: string;
  readonly community: string;
  readonly urgency: Urgency;
  /** As the policy ranks; smaller is served first. */
  readonly rank: readonly number[];
  /** The plan shares fairly within a rank. */
  readonly fair: boolean;
  /** Of a need that is met whole or not at all: whether it is, by which pattern, and what stands in the way. */
  readonly whole?: ExplainedWhole;
  /** By requirement id; of a need with patterns, those of the one taken or nearest. */
  readonly requirements: readonly ExplainedRequirement[];
  readonly names: Names;
}

/** What became of a need that is met whole or not at all. */
export type WholeOutcome =
  /** All of it is found. */
  | 'met'
  /** Some requirement lacks something, each looked at by itself. */
  | 'lacking'
  /** Each could be had by itself, but not all at once. */
  | 'together'
  /** Each could be had by itself; whether all at once was not settled. */
  | 'unsettled'
  /** Some requirement does not say how much it needs. */
  | 'unknownQuantity';

/** One way to meet a need whole, and how far it is from that. */
export interface ExplainedPattern {
  /** Id of the pattern; absent where the need has none. */
  readonly pattern?: string;
  /** How many requirements it has; what is asked beyond a minimum does not count. */
  readonly requirements: number;
  /** For how many of them the plan leaves too little room, each looked at by itself and what the need has now counted as free. */
  readonly lacking: number;
  /** How many of them do not say how much they need. */
  readonly unknown: number;
}

/** The pattern is the one taken or, where none is, the nearest. */
export interface ExplainedWhole extends ExplainedPattern {
  readonly outcome: WholeOutcome;
  /** The need's other patterns, in its order. */
  readonly others: readonly ExplainedPattern[];
}

export interface ExplainedRequirement {
  readonly requirement: string;
  readonly capability: string;
  readonly unit: string;
  /** Where the requirement names one. */
  readonly role?: Role;
  /** One provider serves all of it. */
  readonly single?: true;
  /** It is the least that is of use: served whole or not at all. */
  readonly minimum?: true;
  /** It is what a requirement asks beyond its minimum, whose id this is. */
  readonly beyond?: string;
  readonly demanded: number | 'unknown';
  readonly covered: number;
  /** Who does it, and what that costs by term. */
  readonly allocations: readonly ExplainedAllocation[];
  /** Others who could, and why they do not: the first few, those with something left before the rest, the cheapest first. */
  readonly alternatives: readonly ExplainedPair[];
  /** Offers with the capability. */
  readonly capable: number;
  /** How many of them count in another unit. */
  readonly otherUnit: number;
  /** How many of them each rule turned away, by its first rule. */
  readonly rules: Readonly<Record<string, number>>;
  /** How many of them could serve it. */
  readonly candidates: number;
  /** Why it is not wholly covered: who holds its offers, and the bottleneck it shares. Absent if it is. */
  readonly unmet?: Reason;
  /** Of a requirement that is not wholly covered: offers with the capability that fail by the least. */
  readonly nearestMisses: readonly ExplainedPair[];
}

/** What one term adds to the cost of a lot, the policy's scale included. */
export interface TermCost {
  readonly term: string;
  readonly cost: number;
}

/** `cost` is that of the plan; `lotCost` and `terms` are in the policy's figures. */
export type ExplainedAllocation = Allocation & { readonly lotCost: number; readonly terms: readonly TermCost[] };

/** Why a requirement and an offer are together in the plan, or not. */
export type PairVerdict =
  /** The plan gives some of the offer to the requirement. */
  | 'used'
  /** The offer lacks the capability, counts in another unit, or a rule forbids the pair. */
  | 'ruledOut'
  /** The requirement does not say how much it needs, or comes only with one that does not. */
  | 'unknownQuantity'
  /** The requirement asks for nothing. */
  | 'nothingAsked'
  /** The offer may give this requirement nothing (more). */
  | 'bounded'
  /** The offer has a capacity of 0. */
  | 'empty'
  /** Others hold all that the offer could give here. */
  | 'held'
  /** One provider is to serve all of the requirement, and the offer could give only some. */
  | 'notAlone'
  /** The offer has something to give, but the requirement is served whole, or with others, or not at all, and is not. */
  | 'notWhole'
  /** Another of the need's patterns is taken. */
  | 'otherPattern'
  /** The requirement is met by offers that cost less. */
  | 'costsMore'
  /** The requirement is met by offers that cost as much; such ties end in an order of ids. */
  | 'costsSame'
  /** It would cost less, but a promise or a pin is kept. */
  | 'promised'
  /** It would cost less, but the plan does not have level `cost`. */
  | 'costIgnored'
  /** It has room, but what it would serve is met whole: in another way, by another provider, or not at all. */
  | 'team'
  /** It would be better, but the search was stopped before that was found. */
  | 'stopped';

/**
 * A rule that forbids a pair. Besides the policy's rules there are `capability` (the offer does not have it) and `unit` (it
 * counts in another); rules judge only pairs that pass those two.
 */
export interface Failure {
  readonly rule: string;
  /** The values compared, and what would have to change; absent for rules of one's own. */
  readonly compared?: Compared;
}

export interface ExplainedPair {
  readonly need: string;
  readonly requirement: string;
  /** Of a need with patterns, which one the requirement is of. */
  readonly pattern?: string;
  readonly capability: string;
  readonly unit: string;
  /** Node key, `volunteer:7`. */
  readonly provider: string;
  readonly offer: string;
  readonly verdict: PairVerdict;
  /** All rules that forbid it, in the order in which they are tried. */
  readonly failed: readonly Failure[];
  /** What the plan gives, over all slots. */
  readonly quantity: number;
  /** Let through although a place is not known. */
  readonly placeUnknown?: true;
  /** Of one lot; absent where capability or unit differ, or where a function of the policy fails on a forbidden pair. */
  readonly lotCost?: number;
  readonly terms?: readonly TermCost[];
  /** What the dearest offer in use for the requirement costs. */
  readonly dearest?: number;
  /** Most that the offer may give the requirement. */
  readonly bound?: number;
  /** What the offer could still give the requirement, all else in place. */
  readonly free?: number;
  /** Verdict `held`: the first few allocations in the way, best rank first. */
  readonly heldBy?: readonly Holder[];
  readonly heldByCount?: number;
}

/** Why a need and a provider are together in the plan, or not: every requirement of the need with every offer asked about. */
export interface PairExplanation {
  readonly about: 'pair';
  readonly need: string;
  readonly provider: string;
  /** Those whose capability and unit agree or, if there are none, all. */
  readonly pairs: readonly ExplainedPair[];
  readonly names: Names;
}

/** What became of a provider's offers. */
export interface OfferExplanation {
  readonly about: 'offer';
  readonly provider: string;
  readonly society: Society;
  readonly offers: readonly ExplainedOffer[];
  readonly names: Names;
}

export interface ExplainedOffer {
  readonly offer: string;
  readonly capabilities: readonly string[];
  readonly unit: string;
  readonly quantity: number | 'unlimited';
  readonly used: number;
  readonly left: number | 'unlimited';
  /** What of it the caps of the provider and of slots still allow, at most all that the network asks. */
  readonly free: number;
  /** Who uses it, best rank first. */
  readonly users: readonly Holder[];
  /** Why something is left; absent if nothing is. */
  readonly idle?: Idle;
}

/** Why an offer is not, or not wholly, used 盘活. */
export type IdleCode =
  /** No requirement asks for its capabilities. */
  | 'nobodyAsked'
  /** They are asked for, but counted in another unit. */
  | 'otherUnit'
  /** Every requirement that asks for it has no slot in common with it, or its slots are over. */
  | 'outsideWindows'
  /** Rules forbid it to every requirement that asks for it. */
  | 'ruledOut'
  /** It could only serve patterns of needs that another pattern stands for. */
  | 'otherPattern'
  /** All it could serve is covered. */
  | 'needsMet'
  /** What it could serve and is not covered is served whole or not at all, and is not. */
  | 'notWhole'
  /** The provider can give no more in all. */
  | 'providerFull'
  /** What it could serve is at the bound of one requirement, or in slots that are full. */
  | 'bounded'
  /** Something more could be covered, but the search was stopped. */
  | 'stopped';

export interface Idle {
  readonly code: IdleCode;
  /** Requirements of a known quantity above 0 that ask for its capability in its unit; of a need with patterns, those of one. */
  readonly asked: number;
  /** How many of them it could serve. */
  readonly candidates: number;
  /** How many of them each rule turned it away from, by its first rule; of the first `examined` ones. */
  readonly rules: Readonly<Record<string, number>>;
  readonly examined: number;
}
