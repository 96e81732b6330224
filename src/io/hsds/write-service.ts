import get from 'lodash-es/get.js';
import isEqual from 'lodash-es/isEqual.js';
import type { SlotInput } from '../../model/records.js';
import {
  areaCode,
  availableOf,
  capabilityAttribute,
  capabilityOf,
  capacityWith,
  documentOf,
  groupAttribute,
  groupOf,
  merged,
  requiredDocumentOf,
  scheduleOf,
  serviceAreaOf,
  windowOf,
} from './hsds-parts.js';
import { fitting, type HsdsObject, type HsdsService, isObject, objectsIn, serviceShape } from './hsds-shapes.js';
import { marked, restOf, uuidOf } from './own-part.js';
import { isOpen, MUTE, readService, usualName } from './read-service.js';

/** What all services of a provider share when they are written. */
export interface ServiceContext {
  readonly slots: ReadonlyMap<string, SlotInput>;
  /** Of the clock of the data, `+08:00`. */
  readonly offset: string;
  /** When figures were last known. */
  readonly updated: string;
  /** Whether the provider is inactive, and whether it was in what its services were read of. */
  readonly isShut: boolean;
  readonly wasShut: boolean;
  /** When the provider was confirmed, where that has changed. */
  readonly confirmed: { readonly at: unknown } | undefined;
  /** A place for services that have none. */
  readonly place: HsdsObject | undefined;
}

/** An object with a field set, or without it. */
export function put(object: HsdsObject, field: string, value: unknown): HsdsObject {
  const { [field]: _, ...others } = object;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? others : { ...others, [field]: value };
}

export const fittingService = (service: HsdsObject): HsdsService =>
  fitting(serviceShape, service, [], () => {}) ?? { id: '' };

/** A line as it is, and as it was read of the object that it came with, if it came with one. */
interface Line {
  readonly own: HsdsObject;
  readonly was: HsdsObject;
  readonly base: HsdsObject | undefined;
}

/**
 * The service of a line: what it was read of, with what has changed since; what HSDS has no place for is in an attribute of ours. O(parts).
 *
 * @param id of a service that is new, or of a line that has another id now
 */
export function serviceOf({ hsds, ...own }: HsdsObject, id: string, context: ServiceContext): WrittenService {
  const base = isObject(hsds) ? hsds : undefined;
  const was = base ? readService(fittingService(base), context.wasShut, MUTE) : {};
  const line = { own, was, base };
  let service: HsdsObject = { ...base, id: base && was['id'] === own['id'] ? base['id'] : id };
  service = withStatus(withPlaces(withParts(service, line, context), line, context.place), line, context);
  let fitted = fittingService(service);
  if (!base || own['name'] !== was['name']) {
    const name = own['name'] ?? usualName(fitted.attributes);
    service = put(service, 'name', name);
    fitted = { ...fitted, name: typeof name === 'string' ? name : undefined };
  }
  return {
    fitted,
    service: marked(service, 'service', 'offer', { rest: restOf(own, readService(fitted, context.isShut, MUTE)) }),
  };
}

/** A service, and what is read of it. */
interface WrittenService {
  readonly service: HsdsObject;
  readonly fitted: HsdsService;
}

/** The lists of a service, what they are of a line, and how a part is read and written. */
const LISTS: readonly (readonly [
  list: 'attributes' | 'required_documents' | 'service_areas' | 'schedules',
  field: string,
  read: (part: never) => unknown,
  write: (value: never, service: string, context: ServiceContext) => HsdsObject | undefined,
])[] = [
  ['attributes', 'capabilities', capabilityOf, capabilityAttribute],
  ['attributes', 'eligibility.groups', groupOf, groupAttribute],
  ['required_documents', 'eligibility.documents', documentOf, requiredDocumentOf],
  ['service_areas', 'reach.within', areaCode, serviceAreaOf],
  ['schedules', 'windows', windowOf, scheduleOf],
];
const FIGURES = { minimum_age: 'eligibility.minAge', maximum_age: 'eligibility.maxAge' };

/** Whom it serves, with what, when and where, in so far as it has changed. */
function withParts(service: HsdsObject, { own, was, base }: Line, context: ServiceContext): HsdsObject {
  const id = String(service['id']);
  let written = service;
  for (const [list, field, read, write] of LISTS) {
    const now: unknown = get(own, field);
    if (isEqual(now, get(was, field))) continue;
    const said = base ? (fittingService(written)[list] ?? []).map((part) => read(part as never)) : [];
    const wanted = Array.isArray(now) ? now : [];
    written = put(
      written,
      list,
      merged(written[list], said, wanted, (one) => write(one as never, id, context)),
    );
  }
  for (const [figure, field] of Object.entries(FIGURES))
    if (get(own, field) !== get(was, field)) written = put(written, figure, get(own, field));
  if (own['quantity'] !== was['quantity'] || own['unit'] !== was['unit'])
    written = put(written, 'capacities', capacities(written, own, context.updated));
  return context.confirmed ? put(written, 'last_modified', context.confirmed.at) : written;
}

/** With the first capacity that is read as it is now, or without any. */
function capacities(service: HsdsObject, { quantity, unit }: HsdsObject, updated: string): unknown[] {
  const all: unknown[] = Array.isArray(service['capacities']) ? service['capacities'] : [];
  const said = all.length > 0 ? (fittingService(service).capacities ?? []).map(availableOf) : [];
  if (typeof quantity !== 'number') return all.filter((_, i) => said[i] === undefined);
  const first = said.findIndex((one) => one !== undefined);
  const now = capacityWith({ quantity, unit: String(unit ?? 'unit') }, String(service['id']), updated);
  const changed = said[first]?.unit === unit ? { ...(all[first] as HsdsObject), available: quantity, updated } : now;
  return first < 0 ? [...all, now] : all.map((one, i) => (i === first ? changed : one));
}

/** Where it is had: from afar is a place that is virtual; a new service is at the place of its provider. */
function withPlaces(service: HsdsObject, { own, was, base }: Line, place: HsdsObject | undefined): HsdsObject {
  const id = String(service['id']);
  const isRemote = get(own, 'reach.remote') === true;
  const isMoved = isRemote !== (get(was, 'reach.remote') === true);
  if (!isMoved && (base || !place)) return service;
  const virtual = { id: uuidOf(id, 'virtual'), location_type: 'virtual' };
  return put(service, 'service_at_locations', [
    ...objectsIn(service['service_at_locations']).filter(
      (one) => !isMoved || get(one, 'location.location_type') !== 'virtual',
    ),
    ...(place && !base ? [{ id: uuidOf(id, 'at'), location: place }] : []),
    ...(isMoved && isRemote ? [{ id: uuidOf(id, 'at virtual'), location: virtual }] : []),
  ]);
}

function withStatus(service: HsdsObject, { own, was, base }: Line, { isShut, wasShut }: ServiceContext): HsdsObject {
  const open = isOpen(service);
  if (isShut && open) return put(service, 'status', 'inactive');
  const isOpened = !open && !isShut && (wasShut || own['quantity'] !== was['quantity']);
  return isOpened || !base ? put(service, 'status', isShut ? 'inactive' : 'active') : service;
}
