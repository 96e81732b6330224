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
  /** What is explained: a need. — 说明的对象：需求。 */
  readonly about: 'need';
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Id of the need's community. — 需求所在社区的编号。 */
  readonly community: string;
  /** How urgent the need is. — 紧急程度：急、难、愁、盼。 */
  readonly urgency: Urgency;
  /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
  readonly rank: readonly number[];
  /** Whether the plan shares fairly within a rank. — 方案是否在同级内公平分配。 */
  readonly fair: boolean;
  /** Of a need that is met whole or not at all: whether it is, by which pattern, and what stands in the way. — 整体满足的需求：是否满足、用哪个服务模式、受阻于何处。 */
  readonly whole?: ExplainedWhole;
  /** By requirement id; of a need with patterns, those of the one taken or nearest. — 各需求项；有服务模式时为所选或最接近的模式。 */
  readonly requirements: readonly ExplainedRequirement[];
  /** Names of the nodes spoken of and the words of own rules and terms, by key. — 所涉各方的名称及自定规则、评分项的说法，按键。 */
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
  /** Id of the pattern; absent where the need has none. — 服务模式编号；没有则不出现。 */
  readonly pattern?: string;
  /** How many requirements it has; what is asked beyond a minimum does not count. — 需求项数，不计最低数量之外的部分。 */
  readonly requirements: number;
  /** For how many of them the plan leaves too little room, each looked at by itself and what the need has now counted as free. — 其中余量不足的项数，逐项看，本需求已得的视为可用。 */
  readonly lacking: number;
  /** How many of them do not say how much they need. — 其中数量不明的项数。 */
  readonly unknown: number;
}

/** The pattern is the one taken or, where none is, the nearest. */
export interface ExplainedWhole extends ExplainedPattern {
  /** What became of it. — 结果。 */
  readonly outcome: WholeOutcome;
  /** The need's other patterns, in its order. — 其他服务模式，按其次序。 */
  readonly others: readonly ExplainedPattern[];
}

export interface ExplainedRequirement {
  /** Id of the requirement. — 需求项编号。 */
  readonly requirement: string;
  /** Code of the capability. — 能力代码。 */
  readonly capability: string;
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** The role that the requirement names, if it does. — 需求项指定的角色。 */
  readonly role?: Role;
  /** One provider serves all of it. — 须由一方全部承担。 */
  readonly single?: true;
  /** It is the least that is of use: served whole or not at all. — 是最低数量，要么全部满足要么不安排。 */
  readonly minimum?: true;
  /** It is what a requirement asks beyond its minimum, whose id this is. — 是最低数量之外的部分，此为该需求项编号。 */
  readonly beyond?: string;
  /** How much is asked for, in `unit`. — 需要多少，按单位计；unknown 表示数量不明。 */
  readonly demanded: number | 'unknown';
  /** How much of it is given, in `unit`. — 已给多少，按单位计。 */
  readonly covered: number;
  /** Who does it, and what that costs by term. — 由谁承担，及各评分项的成本。 */
  readonly allocations: readonly ExplainedAllocation[];
  /** Others who could, and why they do not: the first few, those with something left before the rest, the cheapest first. — 其他可承担者及其未被选的原因，取前几个，有余量者在前，再按成本。 */
  readonly alternatives: readonly ExplainedPair[];
  /** Offers with the capability. — 具备该能力的供给数。 */
  readonly capable: number;
  /** How many of them count in another unit. — 其中单位不同的供给数。 */
  readonly otherUnit: number;
  /** How many of them each rule turned away, by its first rule. — 其中被各规则排除的供给数，按首个规则计。 */
  readonly rules: Readonly<Record<string, number>>;
  /** How many of them could serve it. — 其中可承担的供给数。 */
  readonly candidates: number;
  /** Why it is not wholly covered: who holds its offers, and the bottleneck it shares; absent if it is. — 未全部满足的原因：谁占用、瓶颈何在；已满足则不出现。 */
  readonly unmet?: Reason;
  /** Of a requirement that is not wholly covered: offers with the capability that fail by the least. — 未全部满足时，差得最少的供给。 */
  readonly nearestMisses: readonly ExplainedPair[];
}

/** What one term adds to the cost of a lot, the policy's scale included. */
export interface TermCost {
  /** Name of the term. — 评分项名称。 */
  readonly term: string;
  /** What it adds to the cost of a lot, in the policy's figures. — 每份的成本，按策略数值计。 */
  readonly cost: number;
}

/** `cost` is that of the plan; `lotCost` and `terms` are in the policy's figures. */
export type ExplainedAllocation = Allocation & {
  /** Cost of one lot, in the policy's figures. — 每份的成本，按策略数值计。 */
  readonly lotCost: number;
  /** What each term adds to it. — 各评分项的成本。 */
  readonly terms: readonly TermCost[];
};

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
  /** Name of the rule. — 规则名称。 */
  readonly rule: string;
  /** The values compared, and what would have to change; absent for rules of one's own. — 所比较的值及须作的改动；自定规则没有。 */
  readonly compared?: Compared;
}

export interface ExplainedPair {
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Id of the requirement. — 需求项编号。 */
  readonly requirement: string;
  /** Of a need with patterns, which one the requirement is of. — 需求项属于哪个服务模式。 */
  readonly pattern?: string;
  /** Code of the capability. — 能力代码。 */
  readonly capability: string;
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Id of the offer within the provider. — 供给编号。 */
  readonly offer: string;
  /** Why the two are together, or not. — 是否配对及其原因。 */
  readonly verdict: PairVerdict;
  /** All rules that forbid it, in the order in which they are tried. — 禁止此配对的全部规则，依检验次序。 */
  readonly failed: readonly Failure[];
  /** What the plan gives, over all slots. — 方案给了多少，各时段合计。 */
  readonly quantity: number;
  /** Let through although a place is not known. — 一方地点不明，未核对服务范围。 */
  readonly placeUnknown?: true;
  /** Cost of one lot; absent where capability or unit differ, or where a function of the policy fails on a forbidden pair. — 每份的成本，按策略数值计；无从计算时不出现。 */
  readonly lotCost?: number;
  /** What each term adds to it. — 各评分项的成本。 */
  readonly terms?: readonly TermCost[];
  /** What a lot of the dearest offer in use for the requirement costs. — 该需求项所用供给中最贵者每份的成本。 */
  readonly dearest?: number;
  /** Most that the offer may give the requirement. — 该供给最多可给该需求项多少。 */
  readonly bound?: number;
  /** What the offer could still give the requirement, all else in place. — 其余不变时，该供给还能给该需求项多少。 */
  readonly free?: number;
  /** Verdict `held`: the first few allocations in the way, best rank first. — 被占用时，占用它的前几项分配，优先级高者在前。 */
  readonly heldBy?: readonly Holder[];
  /** Verdict `held`: how many allocations are in the way. — 被占用时，占用它的分配总数。 */
  readonly heldByCount?: number;
}

/** Why a need and a provider are together in the plan, or not: every requirement of the need with every offer asked about. */
export interface PairExplanation {
  /** What is explained: a need and a provider. — 说明的对象：需求与供给方。 */
  readonly about: 'pair';
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Those whose capability and unit agree or, if there are none, all. — 能力与单位相符的配对；没有则列全部。 */
  readonly pairs: readonly ExplainedPair[];
  /** Names of the nodes spoken of and the words of own rules and terms, by key. — 所涉各方的名称及自定规则、评分项的说法，按键。 */
  readonly names: Names;
}

/** What became of a provider's offers. */
export interface OfferExplanation {
  /** What is explained: a provider's offers. — 说明的对象：供给方。 */
  readonly about: 'offer';
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Society of the provider. — 供给方属五社中的哪一社。 */
  readonly society: Society;
  /** What became of each offer. — 各项供给的去向。 */
  readonly offers: readonly ExplainedOffer[];
  /** Names of the nodes spoken of and the words of own rules and terms, by key. — 所涉各方的名称及自定规则、评分项的说法，按键。 */
  readonly names: Names;
}

export interface ExplainedOffer {
  /** Id of the offer within the provider. — 供给编号。 */
  readonly offer: string;
  /** Codes of its capabilities. — 能力代码。 */
  readonly capabilities: readonly string[];
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** How much there is, in `unit`. — 共有多少，按单位计；unlimited 表示不限。 */
  readonly quantity: number | 'unlimited';
  /** What of it the plan gives. — 已用多少，按单位计。 */
  readonly used: number;
  /** What of it is left. — 剩余多少，按单位计；unlimited 表示不限。 */
  readonly left: number | 'unlimited';
  /** What of it the caps of the provider and of slots still allow, at most all that the network asks. — 在供给方与时段的上限内还可用多少。 */
  readonly free: number;
  /** Who uses it, best rank first. — 谁在用，优先级高者在前。 */
  readonly users: readonly Holder[];
  /** Why something is left; absent if nothing is. — 有剩余的原因；无剩余则不出现。 */
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
  /** Why it is not, or not wholly, used. — 未用或未用完的原因代码。 */
  readonly code: IdleCode;
  /** Requirements of a known quantity above 0 that ask for its capability in its unit; of a need with patterns, those of one. — 需要其能力且单位相同的需求项数。 */
  readonly asked: number;
  /** How many of them it could serve. — 其中可承担的项数。 */
  readonly candidates: number;
  /** How many of them each rule turned it away from, by its first rule; of the first `examined` ones. — 其中被各规则排除的项数，按首个规则计，仅查前 examined 项。 */
  readonly rules: Readonly<Record<string, number>>;
  /** How many of them were looked at for `rules`. — 查看了多少项。 */
  readonly examined: number;
}
