import { day, instant } from '../../model/fields.js';
import {
  areaCode,
  availableOf,
  capabilityNamed,
  capabilityOf,
  documentOf,
  groupOf,
  isAdminCode,
  isId,
  windowOf,
} from './hsds-parts.js';
import type { Attribute, HsdsObject, HsdsService, HsdsTell, Location, Organization } from './hsds-shapes.js';

/** Objects of HSDS as fields of ours: a service is a line of a provider, an organization the provider itself. What has no place is not here. */

export const MUTE: HsdsTell = () => {};

/** The scheme of the codes of places. */
export const ADMIN_CODES = 'GB/T 2260';

/** The values of a list that can be read, each once. */
function distinct<T, V>(parts: readonly T[] | null | undefined, read: (part: T) => V | undefined): V[] {
  const values = (parts ?? []).flatMap((part) => read(part) ?? []);
  return [...new Map(values.map((value) => [JSON.stringify(value), value as V])).values()];
}

const filled = (fields: HsdsObject): HsdsObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
const orNone = <T extends HsdsObject | readonly unknown[]>(value: T): T | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

/** Whether it is offered at all at present. */
export const isOpen = ({ status }: { readonly status?: unknown }): boolean => !CLOSED.includes(status);
const CLOSED: readonly unknown[] = ['inactive', 'defunct', 'temporarily closed'];

/** The schedules of a service, else those of it at its places, else the hours of the places. */
export function schedulesOf({ schedules, service_at_locations }: HsdsService) {
  const places = service_at_locations ?? [];
  const levels = [
    schedules ?? [],
    places.flatMap((one) => one.schedules ?? []),
    places.flatMap(({ location }) => location?.schedules ?? []),
  ];
  return levels.find((level) => level.length > 0) ?? [];
}

const areasOf = ({ service_areas, service_at_locations }: HsdsService) => [
  ...(service_areas ?? []),
  ...(service_at_locations ?? []).flatMap((one) => one.service_areas ?? []),
];

/** The name that a service has of itself: that of what it offers first. */
export const usualName = (attributes: readonly Attribute[] | null | undefined): unknown =>
  attributes?.find((one) => capabilityOf(one) !== undefined)?.taxonomy_term?.name ?? undefined;

/**
 * The line of a service. Without a capacity its quantity is `unlimited`; where it is closed it is 0, unless the whole provider is. O(parts).
 *
 * @param isShut whether the provider itself is inactive
 */
export function readService(service: HsdsService, isShut: boolean, say: HsdsTell): HsdsObject {
  const at = ['service', service.id];
  const { attributes, service_at_locations, capacities, required_documents, name } = service;
  const skills = distinct(attributes, capabilityOf);
  const own = capabilityNamed(name);
  if (skills.length === 0)
    say('hints', 'READ_AS', [...at, 'name'], name, {
      en: 'the service has no term of a taxonomy: it is taken to offer what its name says. Maybe add an attribute.',
      zh: '该服务没有分类词，以其名称作为能力；请核对，或补一个分类',
    });
  const amounts = distinct(capacities, availableOf);
  if (amounts.length > 1)
    say('hints', 'READ_AS', [...at, 'capacities'], amounts.length, {
      en: 'of several capacities the first is read. Maybe put it first that counts.',
      zh: '有多项容量，只读第一项；请核对',
    });
  const isClosed = !isOpen(service) && !isShut;
  if (isClosed)
    say('hints', 'READ_AS', [...at, 'status'], service.status, {
      en: 'the service is closed: its quantity is 0. Maybe write how much there is once it is open.',
      zh: '该服务已停，数量读作 0；请在恢复后填写数量',
    });
  const windows = distinct(schedulesOf(service), windowOf);
  const within = distinct(areasOf(service), areaCode);
  const isRemote = service_at_locations?.some(({ location }) => location?.location_type === 'virtual');
  tellUnread(service, say);
  return filled({
    id: service.id,
    name: name === usualName(attributes) ? undefined : name || undefined,
    capabilities: skills.length > 0 ? skills : [own ?? 'service'],
    quantity: isClosed ? 0 : (amounts[0]?.quantity ?? 'unlimited'),
    unit: amounts[0]?.unit,
    windows: orNone(windows),
    reach: orNone(filled({ within: orNone(within), remote: isRemote || undefined })),
    eligibility: orNone(
      filled({
        minAge: service.minimum_age,
        maxAge: service.maximum_age,
        groups: orNone(distinct(attributes, groupOf)),
        documents: orNone(distinct(required_documents, documentOf)),
      }),
    ),
  });
}

/** What is kept and not read, where that is wider than the service is. */
function tellUnread(service: HsdsService, say: HsdsTell): void {
  for (const schedule of schedulesOf(service)) {
    const at = ['schedule', String(schedule['id'] ?? service.id)];
    const shown = [schedule.freq, schedule.byday, schedule.opens_at, schedule.closes_at].filter(Boolean).join(' ');
    const start = schedule.valid_from ?? (schedule.count === 1 ? undefined : schedule.dtstart);
    if (windowOf(schedule) === undefined)
      say('issues', 'NOT_READ', at, shown, {
        en: 'this schedule is kept and not read: only days of the week or a single date, by the clock of the place, are. Maybe write it so, with freq WEEKLY, byday, opens_at 09:00, closes_at 17:00.',
        zh: '该时间表保留而未读：只读每周几或某一天的当地时间；请改写为 freq WEEKLY、byday、opens_at 09:00、closes_at 17:00',
      });
    else if (start && start !== schedule.until)
      say('hints', 'READ_AS', at, start, {
        en: 'the first day of a schedule is kept and not applied. Maybe leave it out until then.',
        zh: '时间表的起始日保留而未用；请核对',
      });
  }
  for (const area of areasOf(service))
    if (areaCode(area) === undefined)
      say('hints', 'NOT_READ', ['service_area', String(area['id'] ?? service.id)], area.name, {
        en: 'this area is no administrative code: it is kept and bounds nothing. Maybe write the code as its extent.',
        zh: '该服务区域不是行政区划代码，保留而不作限制；请在 extent 填写代码',
      });
  for (const document of service.required_documents ?? [])
    if (document.document && documentOf(document) === undefined)
      say('hints', 'NOT_READ', ['required_document', String(document['id'] ?? service.id)], document.document, {
        en: 'this text names no single document: it is kept and not asked for. Maybe give each a short name of its own.',
        zh: '该材料说明过长，保留而不作要求；请逐项写短名称',
      });
}

/** All places of an organization and of its services. */
export const locationsOf = (organization: Organization, services: readonly HsdsService[]): Location[] => [
  ...(organization.locations ?? []),
  ...services.flatMap((one) =>
    (one.service_at_locations ?? []).flatMap(({ location }): Location[] => (location ? [location] : [])),
  ),
];

export const isPlaced = ({ latitude, longitude }: Location): boolean =>
  typeof latitude === 'number' && typeof longitude === 'number' && (latitude !== 0 || longitude !== 0);

export const isCoded = (place: Location): boolean =>
  place.external_identifier_type === ADMIN_CODES && isAdminCode(place.external_identifier);

/** The provider of an organization, without its lines. O(parts). */
export function readOrganization(
  organization: Organization,
  services: readonly HsdsService[],
  say: HsdsTell,
): HsdsObject {
  const places = locationsOf(organization, services);
  const placed = places.filter(isPlaced);
  const spots = distinct(placed, ({ latitude, longitude }) => ({ lat: latitude, lng: longitude }));
  if (spots.length > 1)
    say('hints', 'READ_AS', ['organization', organization.id, 'locations'], spots.length, {
      en: 'distances are measured from the first of several places. Maybe make an organisation of each.',
      zh: '有多个地点，距离从第一个地点算起；请核对',
    });
  return filled({
    id: organization.id,
    name: organization.name || undefined,
    legal: isId(organization.legal_status) ? organization.legal_status : undefined,
    status: services.length > 0 && !services.some(isOpen) ? 'inactive' : undefined,
    updatedAt: confirmed(organization, services),
    location: spots[0],
    adminCode: places.find(isCoded)?.external_identifier,
  });
}

/** The latest instant at which anything of it was confirmed or changed; a bare day is its beginning in UTC, as HSDS has it. */
function confirmed(organization: Organization, services: readonly HsdsService[]): string | undefined {
  const told = [organization, ...services].flatMap(({ metadata, last_modified, assured_date }) => [
    last_modified,
    assured_date,
    ...(metadata ?? []).map((one) => one.last_action_date),
  ]);
  const instants = told.flatMap((one) => {
    const read = instant.safeParse(day.safeParse(one).success ? `${one}T00:00:00Z` : one);
    return read.success ? [read.data] : [];
  });
  return instants.reduce<string | undefined>(
    (latest, one) => (latest === undefined || Date.parse(one) > Date.parse(latest) ? one : latest),
    undefined,
  );
}
