import isEqual from 'lodash-es/isEqual.js';
import { finding } from '../../errors/findings.js';
import { LinkageError } from '../../errors/linkage-error.js';
import { type Network, recordsOf } from '../../model/graph.js';
import { type Input, offerSchema, type SlotInput } from '../../model/records.js';
import { COLLECTION_OF } from '../../model/vocabulary.js';
import { fitting, type HsdsObject, isObject, type Organization, objectsIn, organizationShape } from './hsds-shapes.js';
import { contentDigest, isUuid, marked, restOf, uuidOf } from './own-part.js';
import { ADMIN_CODES, isCoded, isPlaced, locationsOf, MUTE, readOrganization } from './read-service.js';
import { fittingService, put, serviceOf } from './write-service.js';

/** What `toHsds` returns, in the two nested shapes of the specification. */
export interface HsdsPackage {
  /** Each with its services. */
  readonly organizations: HsdsObject[];
  /** The same services, each with its organization. */
  readonly services: HsdsObject[];
}

/** What is written: people and needs are in no public directory. */
export type HsdsRecords = Pick<Partial<Input>, 'asOf' | 'slots' | 'organisations' | 'communities' | 'resources'>;

const KINDS = { organisation: 'organisations', community: 'communities', resource: 'resources' } as const;

/**
 * Organisations, communities and charitable resources as organizations of the Human Services Data Specification (HSDS 3), their lines as services. Social workers, volunteers and needs are
 * left out: the specification is a public directory. Ids that are UUIDs stay, others become UUIDs, the same each time. What HSDS cannot say stands as JSON in an attribute of the taxonomy
 * `five-society-linkage`, so that {@link fromHsds} gives the same records again; records that came from it keep all that they came with, and say what has changed.
 * Where no instant is known a capacity is of 1970. O(records · parts).
 *
 * @throws LinkageError `INVALID_INPUT` if the input is no object
 */
export function toHsds(input: HsdsRecords | Network): HsdsPackage {
  if (!isObject(input)) {
    const [code, message] = finding('NOT_AN_OBJECT', 'an object with `organisations`', input ?? null);
    throw new LinkageError('INVALID_INPUT', 'The records cannot be read.', [{ code, path: [], value: input, message }]);
  }
  const { asOf, slots = [], ...records } = 'forEachNode' in input ? recordsIn(input as unknown as Network) : input;
  const idOf = namer();
  const slotById = new Map(slots.map((slot) => [slot.id, slot]));
  const all = Object.entries(KINDS).flatMap(([kind, collection]) =>
    (records[collection] ?? []).map((record) =>
      organizationOf(kind, record as unknown as HsdsObject, { asOf, slotById, idOf }),
    ),
  );
  const organizations = all.filter((one) => one['name'] !== undefined);
  const services = all.flatMap(({ services: own, ...organization }) =>
    objectsIn(own).map((service) => (organization['name'] === undefined ? service : { ...service, organization })),
  );
  return { organizations, services };
}

function recordsIn(network: Network): HsdsRecords {
  const records: Record<string, unknown[]> = {};
  for (const { society, ...record } of recordsOf(network).providers)
    (records[COLLECTION_OF[society]] ??= []).push(record);
  return { ...(network.getAttributes() as Pick<HsdsRecords, 'asOf' | 'slots'>), ...records };
}

/** Names records by UUIDs, each of which it gives once. */
function namer() {
  const taken = new Set<string>();
  return (kind: string, id: string, key = id): string => {
    const name = isUuid(id) && !taken.has(id.toLowerCase()) ? id : uuidOf(kind, key);
    taken.add(name.toLowerCase());
    return name;
  };
}

interface Context {
  readonly asOf: string | undefined;
  readonly slotById: ReadonlyMap<string, SlotInput>;
  readonly idOf: ReturnType<typeof namer>;
}

const LINE_FIELDS = Object.keys(offerSchema.shape).filter((field) => field !== 'id');

function organizationOf(kind: string, given: HsdsObject, { asOf, slotById, idOf }: Context): HsdsObject {
  const base = isObject(given['hsds']) ? given['hsds'] : undefined;
  const { hsds: _, offers, ...own } = base ? given : { hsds: undefined, ...given };
  const isInline = offers === undefined && LINE_FIELDS.some((field) => own[field] !== undefined);
  const line = Object.fromEntries(Object.entries(own).filter(([field]) => LINE_FIELDS.includes(field)));
  const record = isInline
    ? Object.fromEntries(Object.entries(own).filter(([field]) => !LINE_FIELDS.includes(field)))
    : own;
  const lines = isInline ? [line] : objectsIn(offers);

  const services = lines.flatMap(({ hsds }) => (isObject(hsds) ? [fittingService(hsds)] : []));
  const was = base ? readOrganization(fittingOrganization(base), services, MUTE) : {};
  const id = base && was['id'] === record['id'] ? String(base['id']) : idOf(kind, String(record['id']));
  const place = placeOf(record, was);
  const places = base ? locationsOf(fittingOrganization(base), services) : [];
  const target = (places.find(isPlaced) ?? places.find(isCoded))?.['id'];
  const first = moved(head({ ...base, id }, record, was, base), target, place);
  const organization = place && target === undefined ? located(first, place) : first;
  const context = {
    slots: slotById,
    offset: /[+-]\d\d:\d\d$/.exec(asOf ?? '')?.[0] ?? '',
    updated: String(record['updatedAt'] ?? asOf ?? '1970-01-01T00:00:00Z'),
    isShut: record['status'] === 'inactive',
    wasShut: was['status'] === 'inactive',
    confirmed: record['updatedAt'] === was['updatedAt'] ? undefined : { at: record['updatedAt'] },
    place: objectsIn(organization['locations'])[0],
  };
  const written = lines.map((one, i) => {
    const there = isObject(one['hsds']) ? { ...one, hsds: moved(one['hsds'], target, place) } : one;
    const key = `${kind}/${record['id']}/${one['id'] ?? i + 1}`;
    return serviceOf(there, idOf('service', String(one['id'] ?? ''), key), context);
  });
  const whole = put(
    organization,
    'services',
    written.map(({ service }) => service),
  );
  // An empty list of lines is one of the things that HSDS cannot say.
  const fields = Array.isArray(offers) && offers.length === 0 ? { ...record, offers } : record;
  const rest = restOf(
    fields,
    readOrganization(
      fittingOrganization(organization),
      written.map(({ fitted }) => fitted),
      MUTE,
    ),
  );
  return marked(whole, 'organization', kind, base ? { rest } : { rest, written: contentDigest(whole) });
}

const fittingOrganization = (object: HsdsObject): Organization =>
  fitting(organizationShape, object, [], () => {}) ?? { id: '' };

/** Its name, its form, what it is below. */
function head(organization: HsdsObject, record: HsdsObject, was: HsdsObject, base: HsdsObject | undefined): HsdsObject {
  const { name, legal, description, host } = record;
  const { zh, en } = isObject(name) ? name : { zh: name, en: undefined };
  let written = organization;
  if (!base || !isEqual(name, was['name'])) written = put(written, 'name', zh ?? en ?? record['id']);
  if (legal !== was['legal']) written = put(written, 'legal_status', legal);
  if (base) return written;
  if (zh !== undefined && en !== undefined) written = put(written, 'alternate_name', en);
  if (typeof host === 'string')
    written = put(written, 'parent_organization_id', isUuid(host) ? host : uuidOf('organisation', host));
  return put(written, 'description', typeof description === 'string' ? description : written['name']);
}

/** With the place where it is now, in all copies of the location that had it. */
function moved(object: HsdsObject, target: unknown, place: Place | undefined): HsdsObject {
  if (!place) return object;
  const at = (one: unknown) => (isObject(one) && one['id'] === target ? settled(one, place) : one);
  const { locations, service_at_locations: links } = object;
  return {
    ...object,
    ...(Array.isArray(locations) && { locations: locations.map(at) }),
    ...(Array.isArray(links) && {
      service_at_locations: links.map((one) =>
        isObject(one) && 'location' in one ? { ...one, location: at(one['location']) } : one,
      ),
    }),
  };
}

/** Where a provider is now, in so far as it was elsewhere; HSDS takes WGS84 only. */
interface Place {
  readonly spot?: { readonly latitude: unknown; readonly longitude: unknown };
  readonly code?: unknown;
}

function placeOf(record: HsdsObject, was: HsdsObject): Place | undefined {
  const { location, adminCode } = record;
  const { lat, lng, crs = 'WGS84' } = isObject(location) ? location : {};
  const known = crs === 'WGS84';
  const place = {
    ...(!isEqual(location, was['location']) && {
      spot: { latitude: known ? lat : undefined, longitude: known ? lng : undefined },
    }),
    ...(adminCode !== was['adminCode'] && { code: adminCode }),
  };
  return Object.keys(place).length > 0 ? place : undefined;
}

function settled(location: HsdsObject, { spot, ...place }: Place): HsdsObject {
  const there = spot ? put(put(location, 'latitude', spot.latitude), 'longitude', spot.longitude) : location;
  if (!('code' in place)) return there;
  const coded = put(there, 'external_identifier', place.code);
  return put(coded, 'external_identifier_type', place.code === undefined ? undefined : ADMIN_CODES);
}

/** With a new location, if it says anything. */
function located(organization: HsdsObject, place: Place): HsdsObject {
  const id = uuidOf(String(organization['id']), 'location');
  const location = settled({ id, location_type: 'physical', name: organization['name'] }, place);
  const all = [...objectsIn(organization['locations']), location];
  return Object.keys(location).length > 3 ? put(organization, 'locations', all) : organization;
}
