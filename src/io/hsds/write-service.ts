import isEqual from 'lodash-es/isEqual.js';
import type { Recurrence, Skill, SlotInput } from '../../model/records.js';
import {
  type Amount,
  amountOf,
  areaCode,
  capabilityAttribute,
  capabilityOf,
  capacityOf,
  documentOf,
  groupAttribute,
  groupOf,
  merged,
  requiredDocumentOf,
  scheduleOf,
  serviceAreaOf,
  windowOf,
} from './hsds-parts.js';
import { fitting, type HsdsObject, isObject, type Service, serviceShape } from './hsds-shapes.js';
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

export const fittingService = (service: HsdsObject): Service =>
  fitting(serviceShape, service, [], () => {}) ?? { id: '' };

/**
 * The service of a line: what it was read of, with what has changed since; what HSDS has no place for is in an attribute of ours. O(parts).
 *
 * @param id of a service that is new, or of a line that has another id now
 */
export function serviceOf(line: HsdsObject, id: string, context: ServiceContext): HsdsObject {
  const base = isObject(line['hsds']) ? line['hsds'] : undefined;
  const was = base ? readService(fittingService(base), context.wasShut, MUTE) : {};
  const own = base ? put(line, 'hsds', undefined) : line;
  const service = places(
    parts({ ...base, id: base && was['id'] === own['id'] ? base['id'] : id }, own, was, context),
    own,
    was,
    base ? undefined : context.place,
  );
  const written = status(service, own, was, base, context);
  const named =
    base && own['name'] === was['name']
      ? written
      : put(written, 'name', own['name'] ?? usualName(fittingService(written).attributes));
  const rest = restOf(own, readService(fittingService(named), context.isShut, MUTE));
  return marked(named, 'service', 'offer', { rest });
}

/** Whom it serves, with what, when and where. */
function parts(service: HsdsObject, own: HsdsObject, was: HsdsObject, context: ServiceContext): HsdsObject {
  const id = String(service['id']);
  let written = service;
  const list = <V>(
    field: string,
    now: unknown,
    before: unknown,
    read: (part: never) => V | undefined,
    write: (value: V) => HsdsObject | undefined,
  ) => {
    if (!isEqual(now, before))
      written = put(written, field, merged(written[field], read, Array.isArray(now) ? now : [], write));
  };
  const [whom, whomBefore] = [own, was].map((one) => (isObject(one['eligibility']) ? one['eligibility'] : {})) as [
    HsdsObject,
    HsdsObject,
  ];
  const [reach, reachBefore] = [own, was].map((one) => (isObject(one['reach']) ? one['reach'] : {})) as [
    HsdsObject,
    HsdsObject,
  ];
  list<Skill | string>('attributes', own['capabilities'], was['capabilities'], capabilityOf, (one) =>
    capabilityAttribute(one, id),
  );
  list<string>('attributes', whom['groups'], whomBefore['groups'], groupOf, (one) => groupAttribute(one, id));
  list<string>('required_documents', whom['documents'], whomBefore['documents'], documentOf, (one) =>
    requiredDocumentOf(one, id),
  );
  list<string>('service_areas', reach['within'], reachBefore['within'], areaCode, (one) => serviceAreaOf(one, id));
  list<string | Recurrence>('schedules', own['windows'], was['windows'], windowOf, (one) =>
    scheduleOf(one, context.slots, context.offset, id),
  );
  for (const [field, ours] of [
    ['minimum_age', 'minAge'],
    ['maximum_age', 'maxAge'],
  ] as const)
    if (whom[ours] !== whomBefore[ours]) written = put(written, field, whom[ours]);
  if (own['quantity'] !== was['quantity'] || own['unit'] !== was['unit'])
    written = put(written, 'capacities', capacities(written, own, context.updated));
  return context.confirmed ? put(written, 'last_modified', context.confirmed.at) : written;
}

/** With the first capacity that is read as it is now, or without any. */
function capacities(service: HsdsObject, { quantity, unit }: HsdsObject, updated: string): HsdsObject[] {
  const all = (service['capacities'] as HsdsObject[] | undefined) ?? [];
  if (typeof quantity !== 'number') return all.filter((one) => amountOf(one) === undefined);
  const amount: Amount = { quantity, unit: typeof unit === 'string' ? unit : 'unit' };
  const at = all.findIndex((one) => amountOf(one) !== undefined);
  const now = capacityOf(amount, String(service['id']), updated);
  if (at < 0) return [...all, now];
  const isSameUnit = amountOf(all[at]!)!.unit === unit;
  return all.with(at, isSameUnit ? { ...all[at], available: quantity, updated } : now);
}

/** Where it is had: from afar is a place that is virtual. */
function places(service: HsdsObject, own: HsdsObject, was: HsdsObject, place: HsdsObject | undefined): HsdsObject {
  const id = String(service['id']);
  const isRemote = ({ reach }: HsdsObject) => isObject(reach) && reach['remote'] === true;
  let all = (service['service_at_locations'] as { location?: HsdsObject }[] | undefined) ?? [];
  if (place) all = [...all, { id: uuidOf(id, 'service_at_location'), location: place } as HsdsObject];
  if (isRemote(own) !== isRemote(was)) {
    all = all.filter(({ location }) => location?.['location_type'] !== 'virtual');
    const location = { id: uuidOf(id, 'virtual'), location_type: 'virtual' };
    if (isRemote(own)) all = [...all, { id: uuidOf(id, 'virtual_service_at_location'), location } as HsdsObject];
  }
  return all === service['service_at_locations'] ? service : put(service, 'service_at_locations', all);
}

function status(
  service: HsdsObject,
  own: HsdsObject,
  was: HsdsObject,
  base: HsdsObject | undefined,
  { isShut, wasShut }: ServiceContext,
): HsdsObject {
  const open = isOpen(fittingService(service));
  const isReopened = !open && !isShut && (wasShut || own['quantity'] !== was['quantity']);
  if (isShut && open) return put(service, 'status', 'inactive');
  return isReopened || !base ? put(service, 'status', 'active') : service;
}
