export { cheapestFixes, type FixOptions } from './advice/fixes.js';
export type { Purchasable } from './advice/purchasable.js';
export { type RecommendOptions, type RecommendTarget, recommend } from './advice/recommend.js';
export { type CodeNote, type ErrorCode, errorCodes, type FaultCode, faultCodes } from './codes.js';
export {
  type ColumnQuantities,
  type ColumnsInput,
  type ColumnsOptions,
  type ColumnsResult,
  matchColumns,
  type NumberColumn,
  verifyColumns,
} from './columns.js';
export type { Pin } from './compile/pinned.js';
export type { Level } from './compile/problem.js';
export type { PastCoverage } from './compile/shares.js';
export { type Fault, formatPath, LinkageError, MAX_FAULTS } from './errors.js';
export {
  type Escalating,
  type Escalation,
  type EscalationOptions,
  escalate,
  type Hop,
  type HopReason,
  type Stay,
  type Staying,
  type TierPlan,
} from './escalate.js';
export { type Change, changeSchema } from './live/changes.js';
export type { LiveOptions } from './live/engine.js';
export { type Live, openLive, rematch, whatIf } from './live.js';
export { match, matchAsync } from './match.js';
export {
  assetDimensions,
  catalogue,
  type LinkageRole,
  linkageRoles,
  targetGroups,
  units,
  type Word,
} from './model/catalogue/index.js';
export { inputJsonSchema } from './model/json-schema.js';
export {
  type Capability,
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
export type { TeamsInput } from './model/teams.js';
export type { AssetDimension, Bilingual, NodeKind, Society, Tier, Urgency } from './model/vocabulary.js';
export { matchPairs, type PairsOptions, type PairsResult, verifyPairs } from './pairs.js';
export type { MatchAsyncOptions, MatchOptions } from './pipe.js';
export type * from './plan/advice.js';
export { type Backup, type BackupOptions, backups, type Readiness } from './plan/backups.js';
export { type CompareOptions, comparePlans } from './plan/compare.js';
export type * from './plan/comparison.js';
export { comparisonToMarkdown } from './plan/comparison-markdown.js';
export { type ComparisonWords, comparisonSentences } from './plan/comparison-sentences.js';
export type { Evenness } from './plan/evenness.js';
export {
  type ExplainOptions,
  type ExplainTarget,
  type ExplanationOf,
  explain,
  type NeedTarget,
  type PairTarget,
} from './plan/explain.js';
export type { OfferTarget } from './plan/explain-offer.js';
export type * from './plan/explanation.js';
export { fixSentence } from './plan/fix-sentence.js';
export { coverageHistory } from './plan/history.js';
export { type MarkdownOptions, toMarkdown } from './plan/markdown.js';
export { type Amount, type MeasureOptions, type Measures, measures } from './plan/measures.js';
export type { Method } from './plan/options.js';
export type { Locale } from './plan/phrase.js';
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
export { type Given, type PlanDiff, planDiff, type Short } from './plan/plan-diff.js';
export { type ReasonContext, reasonSentence } from './plan/reason-sentence.js';
export { reliability } from './plan/reliability.js';
export { sentences } from './plan/sentences.js';
export { shortages } from './plan/shortages.js';
export { type VerifyOptions, verify } from './plan/verify.js';
export { type FairBy, type FairByName, type FairShare, fairBy } from './policy/fair-by.js';
export { type PolicyData, policySchema } from './policy/json.js';
export type { Ban, BuiltInRule, Compared, Json, Locality, NamedRule, Pair, Rule, Term } from './policy/pair.js';
export { definePolicy, type Policy, type PolicyOptions } from './policy/policy.js';
export { presets } from './policy/presets.js';
export type { Criterion, Rank } from './policy/rank.js';
export { throttle } from './policy/rules/throttled.js';
export type { Check, Verdict } from './proof/verdict.js';
export type { Limits, Progress, Stage } from './solve/control.js';
export { matchTeams, type TeamsResult, verifyTeams } from './teams.js';
