import * as z from 'zod/mini';
import type { FaultCode } from '../../errors/codes.js';
import type { Path, Report } from '../../errors/fault-list.js';
import { reportIssues } from '../../errors/zod-issues.js';
import { day, degrees, id, text, whole } from '../../model/fields.js';
import type { Bilingual } from '../../model/vocabulary.js';

/** What is read of the objects of the Human Services Data Specification, 3.0 to 3.2; all else they say is kept. */

/** An object of HSDS, with all that it says. */
export type HsdsObject = { [field: string]: unknown };

const lists = <T extends z.core.$ZodType>(element: T) => z.nullish(z.array(element));
const words = z.nullish(text);

const attribute = z.looseObject({
  link_type: words,
  value: z.nullish(z.unknown()),
  taxonomy_term: z.nullish(z.looseObject({ code: words, name: words, taxonomy: words })),
});
export type Attribute = z.output<typeof attribute>;

const schedule = z.looseObject({
  freq: words,
  interval: z.nullish(z.number()),
  count: z.nullish(z.number()),
  byday: words,
  opens_at: words,
  closes_at: words,
  dtstart: z.nullish(day),
  until: z.nullish(day),
  valid_from: z.nullish(day),
  valid_to: z.nullish(day),
});
export type Schedule = z.output<typeof schedule>;

const serviceArea = z.looseObject({ name: words, extent: words });
export type ServiceArea = z.output<typeof serviceArea>;

const requiredDocument = z.looseObject({ document: words });
export type RequiredDocument = z.output<typeof requiredDocument>;

const capacity = z.looseObject({
  available: z.nullish(z.number().check(z.gte(0))),
  unit: z.nullish(z.looseObject({ name: words })),
});
export type Capacity = z.output<typeof capacity>;

const location = z.looseObject({
  location_type: words,
  latitude: z.nullish(degrees(90)),
  longitude: z.nullish(degrees(180)),
  external_identifier: words,
  external_identifier_type: words,
  schedules: lists(schedule),
});
export type Location = z.output<typeof location>;

const serviceAtLocation = z.looseObject({
  location: z.nullish(location),
  schedules: lists(schedule),
  service_areas: lists(serviceArea),
});

const metadata = lists(z.looseObject({ last_action_date: words }));

export const serviceShape = z.looseObject({
  id,
  name: words,
  status: z.nullish(z.enum(['active', 'inactive', 'defunct', 'temporarily closed'])),
  minimum_age: z.nullish(whole()),
  maximum_age: z.nullish(whole()),
  last_modified: words,
  assured_date: words,
  attributes: lists(attribute),
  schedules: lists(schedule),
  service_areas: lists(serviceArea),
  required_documents: lists(requiredDocument),
  capacities: lists(capacity),
  service_at_locations: lists(serviceAtLocation),
  metadata,
});
export type HsdsService = z.output<typeof serviceShape>;

export const organizationShape = z.looseObject({
  id,
  name: words,
  legal_status: words,
  locations: lists(location),
  last_modified: words,
  assured_date: words,
  attributes: lists(attribute),
  metadata,
});
/** With its services apart. */
export type Organization = z.output<typeof organizationShape>;

/** Says what is settled or passed over, in both languages. */
export type HsdsTell = (list: 'issues' | 'hints', code: FaultCode, path: Path, value: unknown, said: Bilingual) => void;

/**
 * What of a value fits its shape, and what does not is told and passed over: a field, or an element of a list. `undefined`: it has no id that can be read.
 * O(size · faults)
 */
export function fitting<T>(schema: z.ZodMiniType<T>, value: HsdsObject, at: Path, report: Report): T | undefined {
  for (let rest: unknown = value; ; ) {
    const parsed = schema.safeParse(rest);
    if (parsed.success) return parsed.data;
    const { issues } = parsed.error;
    reportIssues(issues, rest, at, report, schema);
    if (issues.some(({ path }) => path.length === 0 || path[0] === 'id')) return undefined;
    for (const { path } of issues) rest = without(rest, path as (string | number)[]);
  }
}

/** A copy, as far as the path goes, with nothing at its end. */
function without(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return undefined;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) };
  const left = without(Reflect.get(copy as object, step), rest);
  Reflect.set(copy as object, step, left === undefined && Array.isArray(copy) ? {} : left);
  return copy;
}

/** The objects of a list that may be none. */
export const objectsIn = (value: unknown): HsdsObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const isObject = (value: unknown): value is HsdsObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
