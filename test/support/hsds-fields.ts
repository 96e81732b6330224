/**
 * What the specification (HSDS 3.2, `schema/*.json` of openreferral/specification) asks of its objects: the fields that must be there, and the types of those that we write. Typed from the
 * specification; test/golden/hsds.test.ts checks by its own schemas, where it has them.
 */
import { z } from 'zod';

const uuid = z.string().regex(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i);
const date = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const time = z.string().regex(/^\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?$/);

const attribute = z.object({
  id: uuid,
  link_type: z.string().optional(),
  link_entity: z.string().optional(),
  value: z.string().optional(),
  taxonomy_term: z
    .object({ id: uuid, code: z.string().optional(), name: z.string(), description: z.string() })
    .optional(),
});
const attributes = z.array(attribute).optional();
const schedule = z.object({
  id: uuid,
  freq: z.enum(['WEEKLY', 'MONTHLY']).optional(),
  byday: z
    .string()
    .regex(/^(-?\d*(MO|TU|WE|TH|FR|SA|SU))(,-?\d*(MO|TU|WE|TH|FR|SA|SU))*$/)
    .optional(),
  dtstart: date.optional(),
  until: date.optional(),
  count: z.number().optional(),
  opens_at: time.optional(),
  closes_at: time.optional(),
});
const location = z.object({
  id: uuid,
  location_type: z.enum(['physical', 'postal', 'virtual']),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  external_identifier: z.string().optional(),
  external_identifier_type: z.string().optional(),
});
const service = z.object({
  id: uuid,
  name: z.string(),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  minimum_age: z.number().optional(),
  maximum_age: z.number().optional(),
  last_modified: moment.optional(),
  schedules: z.array(schedule).optional(),
  service_areas: z.array(z.object({ id: uuid, name: z.string().optional(), extent: z.string().optional() })).optional(),
  service_at_locations: z.array(z.object({ id: uuid, location: location.optional() })).optional(),
  required_documents: z.array(z.object({ id: uuid, document: z.string().optional() })).optional(),
  capacities: z
    .array(
      z.object({
        id: uuid,
        unit: z.object({ id: uuid, name: z.string() }),
        available: z.number(),
        maximum: z.number().optional(),
        updated: moment,
      }),
    )
    .optional(),
  attributes,
});
const organization = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  alternate_name: z.string().optional(),
  legal_status: z.string().optional(),
  parent_organization_id: uuid.optional(),
  locations: z.array(location).optional(),
  attributes,
});

/** An organization with its services, and a service with its organization. */
export const hsdsOrganization = organization.extend({ services: z.array(service).optional() });
export const hsdsService = service.extend({ organization: organization.optional() });

/** What rows must have besides: `tabular_required`. */
export const TABULAR_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'organizations.csv': ['id', 'name', 'description'],
  'services.csv': ['id', 'name', 'status', 'organization_id'],
  'service_at_location.csv': ['id', 'service_id', 'location_id'],
  'locations.csv': ['id', 'location_type'],
  'attributes.csv': ['id', 'link_id', 'taxonomy_term_id', 'link_entity'],
  'taxonomy_terms.csv': ['id', 'name', 'description'],
  'service_capacity.csv': ['id', 'service_id', 'unit_id', 'available', 'updated'],
  'units.csv': ['id', 'name'],
  'schedules.csv': ['id'],
  'service_areas.csv': ['id'],
  'required_documents.csv': ['id'],
};
