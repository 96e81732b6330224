import * as z from 'zod/mini';
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
export const policySchema = z.strictObject({
  /** `false` switches a rule off. */
  rules: z.optional(
    z.partial(
      z.strictObject({
        ...plainRules,
        throttled: z.union([onOff, z.strictObject({ limit: z.int().check(z.gte(1)) })]),
      }),
    ),
  ),
  /** Scales of terms; 0 switches one off. */
  terms: z.optional(z.partial(z.strictObject(scales))),
  /** Criteria, the first one first. */
  rank: z.optional(z.array(z.enum(CRITERIA)).check(z.minLength(1))),
  fairBy: z.optional(z.enum(FAIR_BY)),
  fairShare: z.optional(z.enum(FAIR_SHARES)),
  lead: z.optional(z.boolean()),
  even: z.optional(z.enum(LOAD_STEPS)),
  mentor: z.optional(z.boolean()),
});

/** A policy as plain data. */
export type PolicyData = z.infer<typeof policySchema>;
