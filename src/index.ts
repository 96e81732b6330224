export type { Level } from './compile/problem.js';
export { type Fault, formatPath, LinkageError } from './errors.js';
export { type MatchOptions, match } from './match.js';
export {
  createNetwork,
  type EdgeAttributes,
  type Imported,
  type Issue,
  importNetwork,
  type Network,
  type NetworkAttributes,
  type NodeAttributes,
} from './model/network.js';
export type { PairQuantity, PairsInput } from './model/pairs.js';
export type * from './model/records.js';
export type { NodeKind, Society, Tier, Urgency } from './model/vocabulary.js';
export { matchPairs, type PairsOptions, type PairsResult, verifyPairs } from './pairs.js';
export { type ExplainedRequirement, type ExplainOptions, type Explanation, explain } from './plan/explain.js';
export { type MarkdownOptions, toMarkdown } from './plan/markdown.js';
export {
  type Allocation,
  type Certificate,
  type Coverage,
  type Cut,
  type Holder,
  type Linkage,
  type Plan,
  parsePlan,
  planSchema,
  type Reason,
  type ReasonCode,
  type Unmet,
} from './plan/plan.js';
export { type Verdict, type VerifyOptions, verify } from './plan/verify.js';
export type { Locality, Pair, Rule, Term } from './policy/pair.js';
export { definePolicy, type Policy, type PolicyOptions } from './policy/policy.js';
export type { Check } from './proof/check.js';
