import * as z from 'zod';
import { RULE_NAMES, type RuleName, TERM_NAMES, type TermName } from './built-in.js';
import { FAIR_BY, FAIR_SHARES } from './fair-by.js';
import { CRITERIA } from './rank.js';

const onOff = z.boolean();
const { throttled: _, ...plainRules } = Object.fromEntries(RULE_NAMES.map((name) => [name, onOff])) as Record<
  RuleName,
  typeof onOff
>;
const scale = z.int().min(0);
const scales = Object.fromEntries(TERM_NAMES.map((name) => [name, scale])) as Record<TermName, typeof scale>;

/**
 * A policy as plain data, for files and settings: what {@link definePolicy} takes, without functions. Names that are not built in are
 * refused.
 */
export const policySchema = z.strictObject({
  /** `false` switches a rule off. */
  rules: z
    .strictObject({ ...plainRules, throttled: z.union([onOff, z.strictObject({ limit: z.int().min(1) })]) })
    .partial()
    .optional(),
  /** Scales of terms; 0 switches one off. */
  terms: z.strictObject(scales).partial().optional(),
  /** Criteria, the first one first. */
  rank: z.array(z.enum(CRITERIA)).min(1).optional(),
  fairBy: z.enum(FAIR_BY).optional(),
  fairShare: z.enum(FAIR_SHARES).optional(),
  lead: z.boolean().optional(),
  mentor: z.boolean().optional(),
});

/** A policy as plain data. */
export type PolicyData = z.infer<typeof policySchema>;
