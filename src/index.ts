export type * from './advice/advice.js';
export { type Backup, type BackupOptions, backups, type Readiness } from './advice/backups.js';
export { cheapestFixes, type FixOptions } from './advice/fixes.js';
export { type Mentoring, type MentorOptions, type MentorPair, pairMentors } from './advice/mentors.js';
export type { Purchasable } from './advice/purchasable.js';
export { type RecommendOptions, type RecommendTarget, recommend } from './advice/recommend.js';
export { reliability } from './advice/reliability.js';
export { shortages } from './advice/shortages.js';
export {
  type ColumnQuantities,
  type ColumnsInput,
  type ColumnsOptions,
  type ColumnsResult,
  matchColumns,
  type NumberColumn,
  verifyColumns,
} from './bare/match-columns.js';
export { matchPairs, type PairsOptions, type PairsResult, verifyPairs } from './bare/match-pairs.js';
export {
  matchPlaces,
  type PlacesInput,
  type PlacesOptions,
  type PlacesResult,
  verifyPlaces,
} from './bare/match-places.js';
export { matchStable, type StableOptions, type StableResult, verifyStable } from './bare/match-stable.js';
export { matchTeams, type TeamsResult, verifyTeams } from './bare/match-teams.js';
export type { PairQuantity, PairsInput } from './bare/read-pairs.js';
export type { StableInput } from './bare/read-stable.js';
export type { TeamsInput } from './bare/read-teams.js';
export type { PastCoverage, Pin } from './compile/compiled.js';
export { type CodeNote, type ErrorCode, errorCodes, type FaultCode, faultCodes } from './errors/codes.js';
export { type Fault, formatPath, LinkageError, MAX_FAULTS } from './errors/linkage-error.js';
export { type CompareOptions, comparePlans } from './figures/compare.js';
export type { Comparison, CoveredSides, EvennessSides, Sides } from './figures/comparison.js';
export { auditEnvy, type Envy, type EnvyAudit } from './figures/envy.js';
export type { Evenness } from './figures/evenness.js';
export { type MeasuresOptions, measures } from './figures/figures.js';
export { coverageHistory } from './figures/history.js';
export type * from './figures/measures.js';
export { type MeetingItem, type MeetingReason, supervisionMeeting } from './figures/meeting.js';
export { allocateFund } from './fund/allocate-fund.js';
export {
  type FundAccount,
  type FundBalance,
  type FundEntry,
  type FundLedger,
  type FundPosting,
  fundLedger,
} from './fund/fund-ledger.js';
export { fundPins } from './fund/fund-pins.js';
export type { FundResult } from './fund/fund-result.js';
export type { FundInput } from './fund/read-fund.js';
export { verifyFund } from './fund/verify-fund.js';
export { type Change, changeSchema } from './live/changes.js';
export type { LiveOptions } from './live/engine.js';
export { type Live, openLive, rematch, whatIf } from './live/open-live.js';
export * from './match/escalate.js';
export { match, matchAsync } from './match/match.js';
export type { MatchAsyncOptions } from './match/pipe.js';
export {
  assetDimensions,
  catalogue,
  type LinkageRole,
  linkageRoles,
  targetGroups,
  units,
  type Word,
} from './model/catalogue/index.js';
export {
  type Capability,
  createNetwork,
  type EdgeAttributes,
  type Hint,
  type Imported,
  type Issue,
  importNetwork,
  type Network,
  type NetworkAttributes,
  type NetworkOptions,
  type NodeAttributes,
} from './model/network.js';
export { inputJsonSchema } from './model/notes/json-schema.js';
export type { OwnFields } from './model/own-fields.js';
export type {
  Collection,
  Community,
  CommunityInput,
  DayInput,
  Entry,
  EntryInput,
  Input,
  Need,
  NeedInput,
  Offer,
  OfferInput,
  OfferLine,
  Organisation,
  OrganisationInput,
  Pattern,
  PatternLine,
  Place,
  Provider,
  Requirement,
  RequirementInput,
  RequirementLine,
  Resource,
  ResourceInput,
  Skill,
  Slot,
  SlotInput,
  SocialWorker,
  SocialWorkerInput,
  Station,
  StationInput,
  Volunteer,
  VolunteerInput,
} from './model/records.js';
export type { AssetDimension, Bilingual, NodeKind, Society, Tier, Urgency } from './model/vocabulary.js';
export type { OutcomeEvent } from './outcomes/events.js';
export { doneHistory, type NextWeek, nextWeek } from './outcomes/next-week.js';
export {
  type OutcomeFigures,
  type OutcomeOptions,
  type OutcomeRow,
  type OutcomeWeek,
  outcomeFigures,
  type PlannedAndDone,
  type Rate,
} from './outcomes/outcome-figures.js';
export {
  type DoneService,
  type Episode,
  type ProviderOutcome,
  type Replayed,
  type ReplayOptions,
  replay,
} from './outcomes/replay.js';
export { rankByHours, type TimeBank, type TimeBankRules, type TimePosting, timeBank } from './outcomes/time-bank.js';
export type { AllocationOutcome, AllocationState, Week } from './outcomes/weeks.js';
export type {
  Made,
  Made as ExplainOptions,
  Made as MatchOptions,
  Made as MeasureOptions,
  Made as VerifyOptions,
  Method,
} from './plan/made.js';
export {
  type Allocation,
  type Certificate,
  type Coverage,
  type Cut,
  type Holder,
  type IslandProof,
  type Linkage,
  type Plan,
  parsePlan,
  planSchema,
  type Reason,
  type ReasonCode,
  type Unmet,
} from './plan/plan.js';
export { type Given, type PlanDiff, planDiff, type Short } from './plan/plan-diff.js';
export { verify } from './plan/verify.js';
export { type FairBy, type FairByName, type FairShare, fairBy } from './policy/fair-by.js';
export { type PolicyData, policySchema } from './policy/json.js';
export type { OwnWords } from './policy/own-words.js';
export type {
  Ban,
  BuiltInRule,
  Compared,
  Json,
  Locality,
  NamedRule,
  NamedTerm,
  Pair,
  Rule,
  Term,
} from './policy/pair.js';
export { definePolicy, type OwnRule, type OwnTerm, type Policy, type PolicyOptions } from './policy/policy.js';
export { presets } from './policy/presets.js';
export type { Criterion, Rank } from './policy/rank.js';
export { throttle } from './policy/rules/throttled.js';
export type { Level } from './problem/problem.js';
export type { Check, Verdict } from './proof/verdict.js';
export { comparisonToMarkdown } from './say/comparison-markdown.js';
export { type ComparisonWords, comparisonSentences } from './say/comparison-sentences.js';
export { fixSentence } from './say/fix-sentence.js';
export { fundSentences } from './say/fund-sentences.js';
export { type MarkdownOptions, toMarkdown } from './say/markdown.js';
export { fairnessSentence } from './say/outcome-sentence.js';
export { outcomeSentences } from './say/outcomes-said.js';
export type { Locale } from './say/phrase.js';
export { type ReasonContext, reasonSentence } from './say/reason-sentence.js';
export { sentences } from './say/sentences.js';
export type { Limits, Progress, Stage } from './solve/control.js';
export {
  type ExplainTarget,
  type ExplanationOf,
  explain,
  type NeedTarget,
  type PairTarget,
} from './why/explain.js';
export type { OfferTarget } from './why/explain-offer.js';
export type * from './why/explanation.js';
export { readPlan } from './why/view.js';
