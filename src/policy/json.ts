import * as z from 'zod/mini';
import { closedRecord } from '../model/fields.js';
import { DEGREES } from '../model/vocabulary.js';
import { RULE_NAMES, type RuleName, TERM_NAMES, type TermName } from './built-in.js';
import { FAIR_BY, FAIR_SHARES } from './fair-by.js';
import { LOAD_STEPS } from './load-steps.js';
import { CRITERIA } from './rank.js';

const onOff = z.boolean();
const { throttled: _, ...plainRules } = Object.fromEntries(RULE_NAMES.map((name) => [name, onOff])) as Record<
  RuleName,
  typeof onOff
>;
const scale = z.int().check(z.gte(0));
const scales = Object.fromEntries(TERM_NAMES.map((name) => [name, scale])) as Record<TermName, typeof scale>;

/**
 * A policy as plain data, for files and settings: what {@link definePolicy} takes, without functions. Names that are not built in are
 * refused.
 */
export const policySchema = closedRecord({
  /** `false` switches a rule off; `throttled` also takes `{ limit }`; all are on if absent. — 规则开关，填 false 关闭；throttled 可设上限；不填皆开。 */
  rules: z.optional(
    z.partial(
      closedRecord({
        ...plainRules,
        /** Rule `throttled`: on, off, or with a limit of its own. — 避免过度打扰的规则：开、关，或自设上限。 */
        throttled: z.union([
          onOff,
          closedRecord({
            /** Most times that a provider is asked in seven days. — 近 7 天最多联系的次数。 */
            limit: z.int().check(z.gte(1)),
          }),
        ]),
      }),
    ),
  ),
  /** Scales of terms, whole numbers ≥ 0; 0 switches one off; 1 if absent. — 评分项的倍数，0 为关闭；不填为 1。 */
  terms: z.optional(z.partial(closedRecord(scales))),
  /** Names of criteria, the first one first; `urgency`, `severity` if absent. — 优先级的依据，先后有序；不填为紧急程度、严重度。 */
  rank: z.optional(z.array(z.enum(CRITERIA)).check(z.minLength(1))),
  /** What fair-share classes are made by; `community` if absent. — 公平组的划分；不填按社区。 */
  fairBy: z.optional(z.enum(FAIR_BY)),
  /** What a fair share is measured by; `equal` if absent. — 公平的量度；不填为等同（equal）。 */
  fairShare: z.optional(z.enum(FAIR_SHARES)),
  /** `true`: an urgent or difficult need, or one of a protected group, is served only with a lead social worker; `false` if absent. — 急难需求与重点人群须有社会工作者牵头；不填为否。 */
  lead: z.optional(z.boolean()),
  /** How the load of people is told apart for level `even`: in quarters of what each can give (cases one by one), or exactly; quarters if absent. — 负担均衡的粒度：按可提供量的四分之一分档（个案逐件计），或精确；不填为四分之一。 */
  even: z.optional(z.enum(LOAD_STEPS)),
  /** From which degree on a promise of the previous plan is held; `running` if absent. — 上一方案的承诺从哪个程度起必须保留；不填为进行中（running）。 */
  held: z.optional(z.enum(DEGREES)),
  /** `true`: no inexperienced worker on a protected case without supervision beside; `false` if absent. — 重点对象的个案，新手须有督导同行（老带新）；不填为否。 */
  mentor: z.optional(z.boolean()),
});

/** A policy as plain data. */
export type PolicyData = z.infer<typeof policySchema>;
