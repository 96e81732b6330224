import * as z from 'zod';
import {
  adminCode,
  amount,
  id,
  ifTrue,
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
import { ASSET_DIMENSIONS, RESOURCE_KINDS, ROLES, SOCIETIES, type Society } from './vocabulary.js';

/**
 * The records of the input, one schema each, and the normalised types that the network stores.
 *
 * A schema checks shape and converts single fields; what takes two fields or two records is settled in lines.ts,
 * requirements.ts and references.ts.
 */

// ---- offers and providers -------------------------------------------------------------------------------------------

const reach = record({
  within: some(adminCode).optional(),
  radius: whole().optional(),
  remote: ifTrue.optional(),
});

const eligibility = record({
  minAge: whole().optional(),
  maxAge: whole().optional(),
  groups: some(id).optional(),
  excludeGroups: z.array(id).optional(),
  documents: z.array(id).optional(),
});

/** What the donor allows; every list given must be met. */
const restriction = record({
  regions: some(adminCode).optional(),
  communities: some(id).optional(),
  groups: some(id).optional(),
  categories: some(id).optional(),
});

/** Without approval, one requirement gets at most `limit`; `approved` are ids of needs. */
const approval = record({ limit: amount, approved: z.array(id).optional() });

const offerFields = {
  capabilities: some(skill),
  quantity: z.union([amount, z.literal('unlimited')]),
  unit: id.optional(),
  windows: some(id).optional(),
  perSlot: amount.optional(),
  perRequirement: amount.optional(),
  perNeed: amount.optional(),
  reach: reach.optional(),
  eligibility: eligibility.optional(),
  purposes: some(id).optional(),
  restriction: restriction.optional(),
  approval: approval.optional(),
  expiresAt: instant.optional(),
};

export const offerSchema = record({ id: id.optional(), ...offerFields });

/** `declines` and `prefers` hold categories, capability codes and ids of communities. */
const providerFields = {
  id,
  name: name.optional(),
  station: id.optional(),
  community: id.optional(),
  status: z.enum(['active', 'inactive']).default('active'),
  updatedAt: instant.optional(),
  checks: z.array(record({ code: id, expiresAt: instant.optional() })).default(() => NONE),
  cap: record({ quantity: amount, unit: id, perSlot: amount.optional() }).optional(),
  declines: z.array(id).optional(),
  prefers: z.array(id).optional(),
  askedLast7Days: whole().optional(),
  servedLast30Days: whole().optional(),
  shows: whole().optional(),
  noShows: whole().optional(),
  ...place,
  offers: z.array(offerSchema).optional(),
  ...z.object(offerFields).partial().shape,
};

export const communitySchema = record({
  ...providerFields,
  population: whole().optional(),
  equityWeight: whole(1).default(1),
  assets: z.array(record({ dimension: z.enum(ASSET_DIMENSIONS), name: text })).optional(),
});

export const socialWorkerSchema = record({
  ...providerFields,
  grade: id.optional(),
  months: whole().optional(),
  supervisor: id.optional(),
  caseload: record({ open: whole(), max: whole() }).optional(),
});

/** `incubatedBy` is a node key, `organisation:7` or `station:s1`; a bare id means a station. */
export const organisationSchema = record({ ...providerFields, legal: id.optional(), incubatedBy: nodeKey.optional() });

/** `hours: 3` stands for `quantity: 3, unit: 'hour'`; figures beside it are hours too. `guardian` is a volunteer. */
export const volunteerSchema = record({
  ...providerFields,
  hours: amount.optional(),
  groupSize: whole(1).optional(),
  minor: z.boolean().optional(),
  guardian: id.optional(),
  memberOf: z.array(id).optional(),
});

/** `host` is an organisation. */
export const resourceSchema = record({
  ...providerFields,
  kind: z.enum(RESOURCE_KINDS),
  donor: text.optional(),
  host: id.optional(),
});

export type Skill = z.output<typeof skill>;
export type OfferLine = z.output<typeof offerSchema>;

/** One line of a provider; `unit` and all figures are converted (`fen`, `minute`). */
export type Offer = Omit<OfferLine, 'id' | 'unit'> & { id: string; unit: string };

/** What is written either on the provider or need itself, or in its array of lines. */
type OnlyInput = keyof typeof offerFields | 'hours';
type Normalised<S extends Society, Row> = Omit<Row, OnlyInput | 'offers'> & { society: S; offers: Offer[] };

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
  societies: some(z.enum(SOCIETIES)).optional(),
  quantity: z.union([amount, z.literal('unknown')]).optional(),
  unit: id.optional(),
  windows: some(id).optional(),
  remote: z.boolean().optional(),
  checks: z.array(id).optional(),
  minimum: amount.optional(),
  single: ifTrue.optional(),
  role: z.enum(ROLES).optional(),
};

export const requirementSchema = record({ id: id.optional(), ...requirementFields });

/** A line of a pattern; without `capability` it stands for the need's own lines, which it narrows. */
export const patternLineSchema = record({
  id: id.optional(),
  ...requirementFields,
  capability: requirementFields.capability.optional(),
});

/** One of several sets of lines that are each enough; a code means the `requirements` of that entry of the catalogue. */
export const patternSchema = z.union([id, record({ id, requirements: some(patternLineSchema) })]);

export const needSchema = record({
  id,
  community: id,
  urgency,
  category: id.optional(),
  severity: whole(1, 5).default(3),
  beneficiaries: whole(1).default(1),
  groups: z.array(id).default(() => NONE),
  age: whole().optional(),
  reportedAt: instant.optional(),
  dueAt: instant.optional(),
  consentTier: tier.default('city'),
  previousProviders: z.array(nodeKey).default(() => NONE),
  conflicts: z.array(nodeKey).optional(),
  declines: z.array(nodeKey).optional(),
  prefers: z.array(nodeKey).optional(),
  documents: z.array(id).optional(),
  assetDimension: z.enum(ASSET_DIMENSIONS).optional(),
  partial: z.boolean().optional(),
  patterns: some(patternSchema).optional(),
  ...place,
  requirements: z.array(requirementSchema).optional(),
  ...z.object(requirementFields).partial().shape,
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
};

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
};

// ---- stations, slots, catalogue -------------------------------------------------------------------------------------

export const stationSchema = record({
  id,
  name: name.optional(),
  tier,
  parent: id.optional(),
  adminCode: adminCode.optional(),
});
export type Station = z.output<typeof stationSchema>;

/** A slot of time, half-open where both ends are given. */
export const slotSchema = record({ id, start: instant.optional(), end: instant.optional() });
export type Slot = z.output<typeof slotSchema>;

/** Defaults of a category or a capability: its unit, the lot that costs are quoted for, its usual requirements or patterns; or a pattern itself. */
export const entrySchema = record({
  code: id,
  name: name.optional(),
  unit: id.optional(),
  lot: amount.optional(),
  requirements: z.array(patternLineSchema).optional(),
  patterns: some(patternSchema).optional(),
});
/** `unit` and `lot` are converted; `requirements` stay as written. */
export type Entry = z.output<typeof entrySchema>;

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
type RowInput<C extends Collection> = DeepReadonly<z.input<(typeof COLLECTIONS)[C]>>;

export type SlotInput = RowInput<'slots'>;
export type EntryInput = RowInput<'catalogue'>;
export type StationInput = RowInput<'stations'>;
export type CommunityInput = RowInput<'communities'>;
export type SocialWorkerInput = RowInput<'socialWorkers'>;
export type OrganisationInput = RowInput<'organisations'>;
export type VolunteerInput = RowInput<'volunteers'>;
export type ResourceInput = RowInput<'resources'>;
export type NeedInput = RowInput<'needs'>;
export type OfferInput = DeepReadonly<z.input<typeof offerSchema>>;
export type RequirementInput = DeepReadonly<z.input<typeof requirementSchema>>;

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
