import * as z from 'zod/mini';
import {
  adminCode,
  amount,
  id,
  ifTrue,
  incubator,
  instant,
  NONE,
  name,
  nodeKey,
  place,
  record,
  skill,
  some,
  text,
  tier,
  urgency,
  whole,
} from './fields.js';
import type { Own } from './own-fields.js';
import { ASSET_DIMENSIONS, RESOURCE_KINDS, ROLES, SOCIETIES, type Society } from './vocabulary.js';

/**
 * The records of the input, one schema each, and the normalised types that the network stores.
 *
 * A schema checks shape and converts single fields; what takes two fields or two records is settled in lines.ts,
 * requirements.ts and references.ts.
 */

// ---- offers and providers -------------------------------------------------------------------------------------------

const reach = record({
  within: z.optional(some(adminCode)),
  radius: z.optional(whole()),
  remote: z.optional(ifTrue),
});

const eligibility = record({
  minAge: z.optional(whole()),
  maxAge: z.optional(whole()),
  groups: z.optional(some(id)),
  excludeGroups: z.optional(z.array(id)),
  documents: z.optional(z.array(id)),
});

/** What the donor allows; every list given must be met. */
const restriction = record({
  regions: z.optional(some(adminCode)),
  communities: z.optional(some(id)),
  groups: z.optional(some(id)),
  categories: z.optional(some(id)),
});

/** Without approval, one requirement gets at most `limit`; `approved` are ids of needs. */
const approval = record({ limit: amount, approved: z.optional(z.array(id)) });

const offerFields = {
  capabilities: some(skill),
  quantity: z.union([amount, z.literal('unlimited')]),
  unit: z.optional(id),
  windows: z.optional(some(id)),
  perSlot: z.optional(amount),
  perRequirement: z.optional(amount),
  perNeed: z.optional(amount),
  reach: z.optional(reach),
  eligibility: z.optional(eligibility),
  purposes: z.optional(some(id)),
  restriction: z.optional(restriction),
  approval: z.optional(approval),
  expiresAt: z.optional(instant),
};

export const offerSchema = record({ id: z.optional(id), ...offerFields });

/** `declines` and `prefers` hold categories, capability codes and ids of communities. */
const providerFields = {
  id,
  name: z.optional(name),
  station: z.optional(id),
  community: z.optional(id),
  status: z._default(z.enum(['active', 'inactive']), 'active'),
  updatedAt: z.optional(instant),
  checks: z._default(z.array(record({ code: id, expiresAt: z.optional(instant) })), () => NONE),
  cap: z.optional(record({ quantity: amount, unit: id, perSlot: z.optional(amount) })),
  declines: z.optional(z.array(id)),
  prefers: z.optional(z.array(id)),
  askedLast7Days: z.optional(whole()),
  servedLast30Days: z.optional(whole()),
  shows: z.optional(whole()),
  noShows: z.optional(whole()),
  ...place,
  offers: z.optional(z.array(offerSchema)),
  ...z.partial(z.object(offerFields)).shape,
};

export const communitySchema = record({
  ...providerFields,
  population: z.optional(whole()),
  equityWeight: z._default(whole(1), 1),
  assets: z.optional(z.array(record({ dimension: z.enum(ASSET_DIMENSIONS), name: text }))),
});

export const socialWorkerSchema = record({
  ...providerFields,
  grade: z.optional(id),
  months: z.optional(whole()),
  supervisor: z.optional(id),
  caseload: z.optional(record({ open: whole(), max: whole() })),
});

/** `incubatedBy` is a node key, `organisation:7` or `station:s1`; a bare id means a station. */
export const organisationSchema = record({
  ...providerFields,
  legal: z.optional(id),
  incubatedBy: z.optional(incubator),
});

/** `hours: 3` stands for `quantity: 3, unit: 'hour'`; figures beside it are hours too. `guardian` is a volunteer. */
export const volunteerSchema = record({
  ...providerFields,
  hours: z.optional(amount),
  groupSize: z.optional(whole(1)),
  minor: z.optional(z.boolean()),
  guardian: z.optional(id),
  memberOf: z.optional(z.array(id)),
});

/** `host` is an organisation. */
export const resourceSchema = record({
  ...providerFields,
  kind: z.enum(RESOURCE_KINDS),
  donor: z.optional(text),
  host: z.optional(id),
});

export type Skill = z.output<typeof skill>;
export type OfferLine = z.output<typeof offerSchema>;

/** One line of a provider; `unit` and all figures are converted (`fen`, `minute`). */
export type Offer = Omit<OfferLine, 'id' | 'unit'> & { id: string; unit: string } & Own<'offer'>;

/** What is written either on the provider or need itself, or in its array of lines. */
type OnlyInput = keyof typeof offerFields | 'hours';
type Normalised<S extends Society, Row> = Omit<Row, OnlyInput | 'offers'> & { society: S; offers: Offer[] } & Own<S>;

/** `community` is its own id. */
export type Community = Normalised<'community', z.output<typeof communitySchema>> & { community: string };
export type SocialWorker = Normalised<'socialWorker', z.output<typeof socialWorkerSchema>>;
/** `incubatedBy` is a node key. */
export type Organisation = Normalised<'organisation', z.output<typeof organisationSchema>>;
export type Volunteer = Normalised<'volunteer', z.output<typeof volunteerSchema>>;
export type Resource = Normalised<'resource', z.output<typeof resourceSchema>>;
export type Provider = Community | SocialWorker | Organisation | Volunteer | Resource;

// ---- requirements and needs -----------------------------------------------------------------------------------------

const requirementFields = {
  capability: skill,
  societies: z.optional(some(z.enum(SOCIETIES))),
  quantity: z.optional(z.union([amount, z.literal('unknown')])),
  unit: z.optional(id),
  windows: z.optional(some(id)),
  remote: z.optional(z.boolean()),
  checks: z.optional(z.array(id)),
  minimum: z.optional(amount),
  single: z.optional(ifTrue),
  role: z.optional(z.enum(ROLES)),
};

export const requirementSchema = record({ id: z.optional(id), ...requirementFields });

/** A line of a pattern; without `capability` it stands for the need's own lines, which it narrows. */
export const patternLineSchema = record({
  id: z.optional(id),
  ...requirementFields,
  capability: z.optional(requirementFields.capability),
});

/** One of several sets of lines that are each enough; a code means the `requirements` of that entry of the catalogue. */
export const patternSchema = z.union([id, record({ id, requirements: some(patternLineSchema) })]);

export const needSchema = record({
  id,
  community: id,
  urgency,
  category: z.optional(id),
  severity: z._default(whole(1, 5), 3),
  beneficiaries: z._default(whole(1), 1),
  groups: z._default(z.array(id), () => NONE),
  age: z.optional(whole()),
  reportedAt: z.optional(instant),
  dueAt: z.optional(instant),
  consentTier: z._default(tier, 'city'),
  previousProviders: z._default(z.array(nodeKey), () => NONE),
  conflicts: z.optional(z.array(nodeKey)),
  declines: z.optional(z.array(nodeKey)),
  prefers: z.optional(z.array(nodeKey)),
  documents: z.optional(z.array(id)),
  assetDimension: z.optional(z.enum(ASSET_DIMENSIONS)),
  partial: z.optional(z.boolean()),
  patterns: z.optional(some(patternSchema)),
  ...place,
  requirements: z.optional(z.array(requirementSchema)),
  ...z.partial(z.object(requirementFields)).shape,
});

export type RequirementLine = z.output<typeof requirementSchema>;

export type PatternLine = z.output<typeof patternLineSchema>;
export type Pattern = z.output<typeof patternSchema>;

/**
 * One line of a need, with its defaults filled in; `unit` and all figures are converted.
 *
 * A line with a `minimum` above 0 asks for just that; what the record asks beyond it is a line of its own, `beyond` it. With `minimum: 0` a need that
 * is met whole can do without the line. `pattern` tells which of the need's alternatives the line is of.
 */
export type Requirement = Omit<RequirementLine, 'id' | 'quantity' | 'unit' | 'remote' | 'checks'> & {
  id: string;
  quantity: number | 'unknown';
  unit: string;
  remote: boolean;
  checks: string[];
  pattern?: string;
  /** The line with the minimum. */
  beyond?: string;
} & Own<'requirement'>;

/**
 * `previousProviders`, `conflicts`, `declines` and `prefers` are node keys of providers, such as `volunteer:7`. Not `partial`: it is met whole, by the
 * lines of one of its `patterns` if it has any, or not at all.
 */
export type Need = Omit<
  z.output<typeof needSchema>,
  keyof typeof requirementFields | 'requirements' | 'partial' | 'patterns'
> & {
  partial: boolean;
  /** Ids, the first choice first. */
  patterns?: string[];
  requirements: Requirement[];
} & Own<'need'>;

// ---- stations, slots, catalogue -------------------------------------------------------------------------------------

export const stationSchema = record({
  id,
  name: z.optional(name),
  tier,
  parent: z.optional(id),
  adminCode: z.optional(adminCode),
});
export type Station = z.output<typeof stationSchema> & Own<'station'>;

/** A slot of time, half-open where both ends are given. */
export const slotSchema = record({ id, start: z.optional(instant), end: z.optional(instant) });
export type Slot = z.output<typeof slotSchema> & Own<'slot'>;

/** Defaults of a category or a capability: its unit, the lot that costs are quoted for, its usual requirements or patterns; or a pattern itself. */
export const entrySchema = record({
  code: id,
  name: z.optional(name),
  unit: z.optional(id),
  lot: z.optional(amount),
  requirements: z.optional(z.array(patternLineSchema)),
  patterns: z.optional(some(patternSchema)),
});
/** `unit` and `lot` are converted; `requirements` stay as written. */
export type Entry = z.output<typeof entrySchema> & Own<'entry'>;

/** Where something is, as far as it is known. */
export type Place = Pick<Need, 'adminCode' | 'location'>;

// ---- the input ------------------------------------------------------------------------------------------------------

/** One schema per collection of rows, in the order in which they are read. */
export const COLLECTIONS = {
  slots: slotSchema,
  catalogue: entrySchema,
  stations: stationSchema,
  communities: communitySchema,
  socialWorkers: socialWorkerSchema,
  organisations: organisationSchema,
  volunteers: volunteerSchema,
  resources: resourceSchema,
  needs: needSchema,
} as const;
export type Collection = keyof typeof COLLECTIONS;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type Row<C extends Collection> = DeepReadonly<z.input<(typeof COLLECTIONS)[C]>>;
/** Lines may have fields of their own, too. */
type RowInput<C extends Collection, K extends string> = Own<K> & {
  readonly [F in keyof Row<C>]: F extends 'offers'
    ? readonly OfferInput[] | undefined
    : [C, F] extends ['needs', 'requirements']
      ? readonly RequirementInput[] | undefined
      : Row<C>[F];
};

export type SlotInput = RowInput<'slots', 'slot'>;
export type EntryInput = RowInput<'catalogue', 'entry'>;
export type StationInput = RowInput<'stations', 'station'>;
export type CommunityInput = RowInput<'communities', 'community'>;
export type SocialWorkerInput = RowInput<'socialWorkers', 'socialWorker'>;
export type OrganisationInput = RowInput<'organisations', 'organisation'>;
export type VolunteerInput = RowInput<'volunteers', 'volunteer'>;
export type ResourceInput = RowInput<'resources', 'resource'>;
export type NeedInput = RowInput<'needs', 'need'>;
export type OfferInput = DeepReadonly<z.input<typeof offerSchema>> & Own<'offer'>;
export type RequirementInput = DeepReadonly<z.input<typeof requirementSchema>> & Own<'requirement'>;

/** What `createNetwork` takes. Plain data; read once, never written. */
export interface Input {
  /** The instant the data describe; the default for `now`. */
  readonly asOf?: string | undefined;
  readonly slots?: readonly SlotInput[] | undefined;
  readonly catalogue?: readonly EntryInput[] | undefined;
  readonly stations?: readonly StationInput[] | undefined;
  readonly communities: readonly CommunityInput[];
  readonly socialWorkers?: readonly SocialWorkerInput[] | undefined;
  readonly organisations?: readonly OrganisationInput[] | undefined;
  readonly volunteers?: readonly VolunteerInput[] | undefined;
  readonly resources?: readonly ResourceInput[] | undefined;
  readonly needs: readonly NeedInput[];
}
