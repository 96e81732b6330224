import { type Path, type Report, reporter } from '../../errors/fault-list.js';
import { finding } from '../../errors/findings.js';
import { LinkageError, printable } from '../../errors/linkage-error.js';
import { getOrSet } from '../../kernel/maps.js';
import type { Input } from '../../model/records.js';
import type { TableHint, TableIssue } from '../tables.js';
import { fitting, type HsdsObject, type HsdsTell, isObject, organizationShape, serviceShape } from './hsds-shapes.js';
import { contentDigest, OTHER_KINDS, type OtherKind, unmarked, uuidOf, withRest } from './own-part.js';
import { isOpen, MUTE, readOrganization, readService } from './read-service.js';

/** What `fromHsds` and `fromHsdsTables` return. */
export interface FromHsds {
  /** Organisations with a line per service, and what else of ours stood there; communities and needs are yours to add. */
  readonly input: Input;
  /** What could not be read, by `[object, id, field]`; it is kept on the record all the same. */
  readonly issues: TableIssue[];
  /** What was settled on the way, where it came first. */
  readonly hints: TableHint[];
}

/**
 * The records of data in the nested shapes of the Human Services Data Specification (HSDS 3): organizations with their services, services with their organization, services at locations,
 * lists and pages of these, what {@link toHsds} returns, or their JSON parsed. An organization becomes an organisation, each of its services a line of it.
 *
 * What a capability is say the terms of the service's attributes, in words of the built-in catalogue where it has them; how much there is its first capacity, else `unlimited`;
 * windows are its schedules, reach the administrative codes of its areas, eligibility its ages and required documents. All that an object says stays on the record, as its field `hsds`, and goes
 * back by `toHsds`. What cannot be read is told and costs the field. O(size).
 *
 * @throws LinkageError `INVALID_INPUT` if the data are neither object nor list
 */
export function fromHsds(data: unknown): FromHsds {
  if (!isObject(data) && !Array.isArray(data)) {
    const [code, message] = finding('NOT_AN_OBJECT', 'an organization, a service, or a list of them', data ?? null);
    throw new LinkageError('INVALID_INPUT', 'This is no HSDS.', [{ code, path: [], value: data, message }]);
  }
  const issues: TableIssue[] = [];
  const report = reporter(issues);
  const hints = new Map<string, TableHint>();
  const say: HsdsTell = (list, code, path, value, said) => {
    if (list === 'issues') {
      const before = issues.length;
      report(code, path, value, said.en);
      if (issues.length > before) issues[before] = { ...issues[before]!, said };
    } else {
      const first = { code, path: [...path], value: printable(value), message: said.en, said, count: 0 };
      getOrSet(hints, `${code} ${said.en}`, () => first).count++;
    }
  };
  const records = { organisations: [] as HsdsObject[], communities: [] as HsdsObject[], resources: [] as HsdsObject[] };
  for (const [index, object] of [...organizationsOf(data, report).values()].entries()) {
    const read = recordOf(object, index, say, report);
    if (read) records[read.collection].push(read.record);
  }
  return {
    input: {
      ...Object.fromEntries(Object.entries(records).filter(([, list]) => list.length > 0)),
      communities: records.communities,
      needs: [],
    } as unknown as Input,
    issues: issues.map(located),
    hints: [...hints.values()].map(located),
  };
}

const located = <T extends TableIssue>(issue: T): T => ({
  ...issue,
  record: String(issue.path[0]),
  ...(typeof issue.path[1] === 'string' && { id: issue.path[1] }),
  ...(issue.path.length > 2 && { field: issue.path.slice(2).join('.') }),
});

/** An organization and its services, by their ids. */
interface Whole {
  readonly object: HsdsObject;
  readonly services: Map<unknown, unknown>;
}

/** All organizations, by their ids, with the services that stand in them or beside them. */
function organizationsOf(data: unknown, report: Report): Map<unknown, Whole> {
  const all = new Map<unknown, Whole>();
  const host = ({ services, ...object }: HsdsObject): Whole => {
    const key = object['id'] ?? all.size;
    const { object: was, services: known = new Map() } = all.get(key) ?? {};
    const whole = { object: { ...was, ...object }, services: known };
    all.set(key, whole);
    for (const service of listOf(services)) join(whole, service);
    return whole;
  };
  const add = (item: unknown, path: Path): void => {
    const lists = Array.isArray(item) ? item.entries() : isObject(item) && !('id' in item) ? listsIn(item) : undefined;
    if (lists) for (const [step, one] of lists) add(one, [...path, step]);
    else if (!isObject(item)) report('NOT_AN_OBJECT', path, item, 'expected an organization or a service.');
    else if (isObject(item['service'])) {
      const { service, ...link } = item;
      add({ ...(service as HsdsObject), service_at_locations: [link] }, path);
    } else {
      const { organization, ...own } = item;
      const id = own['organization_id'];
      const isService = 'status' in item || id !== undefined || isObject(organization);
      if (!isService) host(item);
      else join(host(isObject(organization) ? organization : { id: id ?? uuidOf('of', String(own['id'])) }), own);
    }
  };
  add(data, []);
  return all;
}

/** What a page or a package lists; nothing where it is none. */
function listsIn(item: HsdsObject): [string, unknown][] | undefined {
  const lists = Object.entries(item).filter(
    ([field, value]) => ['organizations', 'services', 'contents'].includes(field) && Array.isArray(value),
  );
  return lists.length > 0 ? lists : undefined;
}
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Adds a service, or what is said of it once more. */
function join({ services }: Whole, service: unknown): void {
  const id = (isObject(service) ? service['id'] : undefined) ?? services.size;
  const was = services.get(id);
  const places = 'service_at_locations';
  if (!isObject(was) || !isObject(service)) services.set(id, service);
  else
    services.set(id, {
      ...was,
      ...service,
      ...(was[places] !== undefined && { [places]: linked(was[places], service[places]) }),
    });
}

const linked = (...lists: readonly unknown[]): unknown[] => [
  ...new Map(lists.flatMap(listOf).map((one, i) => [isObject(one) ? one['id'] : i, one])).values(),
];

/** The record of an organization, and in which collection it is; `undefined`: it has no id that can be read. */
function recordOf({ object, services: all }: Whole, index: number, say: HsdsTell, report: Report) {
  const at = ['organization', typeof object['id'] === 'string' ? object['id'] : index];
  const services = [...all.values()].filter(isObject);
  if (services.length < all.size)
    report('NOT_AN_OBJECT', [...at, 'services'], undefined, 'expected services, found something else.');
  const { bare, kind, mark, isTorn } = unmarked(object);
  const organization = fitting(organizationShape, bare, at, report);
  if (!organization) return undefined;
  const isOurs = mark.written === contentDigest(services.length > 0 ? { ...bare, services } : bare);
  const tell = isOurs ? MUTE : say;
  const parts = services.flatMap((one, i) => {
    const part = unmarked(one);
    const place = ['service', typeof one['id'] === 'string' ? one['id'] : i];
    if (part.isTorn) tell('issues', 'NOT_JSON', [...place, 'attributes'], undefined, TORN);
    const service = fitting(serviceShape, part.bare, place, report);
    return service ? [{ ...part, service }] : [];
  });
  const read = parts.map(({ service }) => service);
  if (isTorn) tell('issues', 'NOT_JSON', [...at, 'attributes'], undefined, TORN);
  const isShut = read.length > 0 && !read.some(isOpen);
  if (organization.name === undefined) tell('hints', 'READ_AS', [...at, 'name'], undefined, NAMELESS);
  const keep = (kept: HsdsObject) => (isOurs ? {} : { hsds: kept });
  const offers = parts.map((part) => ({
    ...withRest(readService(part.service, isShut, tell), part.mark.rest),
    ...keep(part.bare),
  }));
  const fields = withRest(readOrganization(organization, read, tell), mark.rest);
  return {
    collection: OTHER_KINDS[kind as OtherKind] ?? ('organisations' as const),
    record: { ...fields, ...(offers.length > 0 && { offers }), ...keep(bare) },
  };
}

const TORN = {
  en: 'the attribute that has our own part cannot be read: what HSDS says stands. Maybe restore it.',
  zh: '附带的自有字段无法读取，只按 HSDS 字段；请恢复原值',
};
const NAMELESS = {
  en: 'the organization is known by its id only. Maybe pass it, too.',
  zh: '机构只有编号；请一并提供机构资料',
};
