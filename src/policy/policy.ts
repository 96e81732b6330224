import type { Degree } from '../model/vocabulary.js';
import { RULES, TERMS } from './built-in.js';
import { defaultFairBy, type FairBy, type FairByName, type FairShare, fairBy } from './fair-by.js';
import { checkOptions } from './faults.js';
import type { LoadSteps } from './load-steps.js';
import type { NamedRule, NamedTerm, Rule, Term } from './pair.js';
import { type Criterion, defaultRank, type Rank, rankBy } from './rank.js';
import { mentor } from './rules/mentor.js';
import { throttle } from './rules/throttled.js';

/** What may be matched with what, at what cost, and in which order. Made by {@link definePolicy}. */
export interface Policy {
  /** Rules by name, in the order in which they are tried. — 规则，按名称，依次检验。 */
  readonly rules: ReadonlyMap<string, NamedRule>;
  /** Terms by name, only those with a scale above 0. — 评分项，按名称，倍数大于 0 者。 */
  readonly terms: ReadonlyMap<string, NamedTerm>;
  /** The rank of a need. — 需求的优先级。 */
  readonly rank: Rank;
  /** The fair-share class of a requirement. — 需求项所属的公平组。 */
  readonly fairBy: FairBy;
  /** What a fair share is measured by. — 公平的量度。 */
  readonly fairShare: FairShare;
  /** Whether every linkage of an urgent or difficult need, or of a protected group, must have a lead worker. — 急难需求与重点人群是否须有社会工作者牵头。 */
  readonly lead: boolean;
  /** How level `even` tells the load of people apart. — 负担均衡的粒度。 */
  readonly even: LoadSteps;
  /** From which degree on a promise is held. — 承诺从哪个程度起必须保留。 */
  readonly held: Degree;
}

/** A rule of one's own; its name is the key it stands under. */
export type OwnRule = Omit<NamedRule, 'name'> & { readonly name?: string };

/** A term of one's own, at scale 1 if it does not say. */
export type OwnTerm = Omit<NamedTerm, 'scale'> & { readonly scale?: number | undefined };

/** What to change in the default policy: functions, or plain data of the form {@link policySchema}. */
export interface PolicyOptions {
  /**
   * `false` switches a built-in rule off, `{ limit }` sets that of `throttled`; a function adds a rule or replaces the built-in one of that name, as does `{ forbids, words: { zh, en } }`.
   * — 规则：false 关闭内置规则，{ limit } 设 throttled 的上限；函数或 { forbids, words } 增加或替换规则。
   */
  readonly rules?: Readonly<Record<string, boolean | { readonly limit: number } | Rule | OwnRule>> | undefined;
  /**
   * A whole number ≥ 0 scales a built-in term, 0 switches it off; a function adds or replaces a term, at scale 1; so does `{ term, scale?, words? }`.
   * — 评分项：整数为倍数，0 为关闭；函数或 { term, scale?, words? } 增加或替换评分项，倍数默认 1。
   */
  readonly terms?: Readonly<Record<string, number | Term | OwnTerm>> | undefined;
  /** A function, or names of built-in criteria, the first one first; `urgency`, `severity` if absent. — 优先级：函数，或内置依据的名称，先后有序；不填为紧急程度、严重度。 */
  readonly rank?: Rank | readonly Criterion[] | undefined;
  /** A function, or the name of a built-in one, that makes fair-share classes; `community` if absent. — 公平组的划分：函数或内置名称；不填按社区。 */
  readonly fairBy?: FairBy | FairByName | undefined;
  /** What a fair share is measured by; `equal` if absent. — 公平的量度；不填为等同（equal）。 */
  readonly fairShare?: FairShare | undefined;
  /**
   * `true`: an urgent or difficult need, or one of a protected group (`targetGroups`), is served only with a lead social worker (H10); where it asks for none, one case of
   * `casework` is asked for.
   * — 急难需求与重点人群须有社会工作者牵头；未要求时自动加一个个案；不填为否。
   */
  readonly lead?: boolean | undefined;
  /** How level `even` tells the load of people apart: in `quarters` of what each can give (cases one by one), or `exact`; quarters if absent. — 负担均衡的粒度：按可提供量的四分之一分档（个案逐件计），或精确；不填为四分之一。 */
  readonly even?: LoadSteps | undefined;
  /** From which degree on a promise of the previous plan is held: proposed, accepted, published or running; `running` if absent. — 上一方案的承诺从哪个程度起必须保留；不填为进行中（running）。 */
  readonly held?: Degree | undefined;
  /** `true`: no inexperienced worker on a protected case without supervision beside (H12); `false` if absent. — 重点对象的个案，新手须有督导同行（老带新）；不填为否。 */
  readonly mentor?: boolean | undefined;
}

/**
 * A policy: the default one with changes. Own rules are tried after the built-in ones, in the order given.
 *
 * Rules, terms, `rank` and `fairBy` must be pure: the same arguments, the same answer.
 *
 * @throws LinkageError `INVALID_OPTIONS`, with every fault, for unknown names and values of the wrong kind.
 */
export function definePolicy(options: PolicyOptions = {}): Policy {
  checkOptions(options);
  const rules = new Map<string, NamedRule>(RULES);
  for (const [name, value] of Object.entries(options.rules ?? {})) {
    if (typeof value === 'function') rules.set(name, { name, forbids: value });
    else if (value === false) rules.delete(name);
    else if (value === true) continue;
    else if ('limit' in value) rules.set(name, throttle(value.limit));
    else rules.set(name, { ...value, name });
  }
  if (options.mentor) rules.set(mentor.name, mentor);
  const terms = new Map<string, NamedTerm>([...TERMS].map(([name, term]) => [name, { term, scale: 1 }]));
  for (const [name, value] of Object.entries(options.terms ?? {})) {
    if (typeof value === 'function') terms.set(name, { term: value, scale: 1 });
    else if (value === 0) terms.delete(name);
    else if (typeof value === 'number') terms.set(name, { term: TERMS.get(name)!, scale: value });
    else terms.set(name, { ...value, scale: value.scale ?? 1 });
  }
  const {
    rank = defaultRank,
    fairBy: fair = defaultFairBy,
    fairShare = 'equal',
    lead = false,
    even = 'quarters',
    held = 'running',
  } = options;
  const policy: Policy = {
    rules,
    terms,
    rank: typeof rank === 'function' ? rank : rankBy(rank),
    fairBy: typeof fair === 'function' ? fair : fairBy[fair],
    fairShare,
    lead,
    even,
    held,
  };
  texts.set(policy, JSON.stringify(options, withoutFunctions));
  return policy;
}

/** Stands for what no text can hold: a function, a rule of one's own, a policy that was not made here. */
const FUNCTION = '"function"';

const texts = new WeakMap<Policy, string>();

/** What {@link definePolicy} was given, as JSON. */
export function policyText(policy: Policy): string {
  return texts.get(policy) ?? FUNCTION;
}

/** The policy of such a text, where all of it is data. */
export function policyAgain(text: string): Policy | undefined {
  return text.includes(FUNCTION) ? undefined : definePolicy(JSON.parse(text));
}

function withoutFunctions(_: string, value: unknown): unknown {
  return typeof value === 'function' || 'forbids' in Object(value) ? JSON.parse(FUNCTION) : value;
}

/** All built-in rules and terms at scale 1. */
export const defaultPolicy: Policy = definePolicy();
