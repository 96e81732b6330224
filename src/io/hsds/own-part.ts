import isEqual from 'lodash-es/isEqual.js';
import { finish } from '../../kernel/work.js';
import { digestOfColumns } from '../../problem/digest.js';
import { type Attribute, type HsdsObject, isObject, objectsIn } from './hsds-shapes.js';

/** The taxonomy of our own terms. */
export const OURS = 'five-society-linkage';

/** What kind of record an organization of HSDS is to us: none of these is an organisation. */
export const OTHER_KINDS = { community: 'communities', resource: 'resources' } as const;
export type OtherKind = keyof typeof OTHER_KINDS;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
export const isUuid = (id: unknown): id is string => typeof id === 'string' && UUID.test(id);

/** A UUID (version 8, RFC 9562) that is always the same for the same words. */
export function uuidOf(...words: readonly string[]): string {
  // Twice, so that what comes last changes all of it.
  const hex = finish(digestOfColumns([], [], [...words, ...words]));
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * What a record says that HSDS has no place for, by field: what it is with us, and what stands in HSDS for it. Who changes the latter elsewhere is
 * believed.
 */
type Rest = { [field: string]: { in: Rest } | { own?: unknown; read?: unknown } };

/** What `own` says otherwise than what is read of its HSDS. */
export function restOf(own: HsdsObject, read: HsdsObject): Rest {
  const fields = [...new Set([...Object.keys(own), ...Object.keys(read)])].sort();
  return Object.fromEntries(
    fields.flatMap((field): [string, Rest[string]][] => {
      const [ours, theirs] = [own[field], read[field]];
      if (isEqual(ours, theirs)) return [];
      if (isObject(ours) && isObject(theirs)) return [[field, { in: restOf(ours, theirs) }]];
      return [[field, { ...(ours !== undefined && { own: ours }), ...(theirs !== undefined && { read: theirs }) }]];
    }),
  );
}

/** What is read of HSDS, with the rest. */
export function withRest(read: HsdsObject, rest: unknown): HsdsObject {
  if (!isObject(rest)) return read;
  const fields = [...new Set([...Object.keys(read), ...Object.keys(rest)])];
  return Object.fromEntries(
    fields.flatMap((field) => {
      const [theirs, said] = [read[field], Object.hasOwn(rest, field) ? rest[field] : undefined];
      const inner = isObject(said) && isObject(theirs) && isObject(said['in']);
      const isAsWritten = isObject(said) && !('in' in said) && isEqual(said['read'], theirs);
      const value = inner ? withRest(theirs, said['in']) : isAsWritten ? said['own'] : theirs;
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** What our attribute on an object says. */
interface Mark {
  readonly rest: Rest;
  /** Digest of an organization that came whole from a record: unchanged, it says no more than the record. */
  readonly written?: string;
}

const isMark = ({ link_type, taxonomy_term }: Attribute): boolean =>
  link_type === 'record' && taxonomy_term?.taxonomy === OURS;

export const contentDigest = (object: HsdsObject): string => uuidOf(JSON.stringify(sorted(object)));

/** With fields in order, and without empty ones, as tables have none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const fields = Object.keys(value).filter((field) => (value[field] ?? undefined) !== undefined);
  return fields.sort().map((field) => [field, sorted(value[field])]);
}

/** The object with our attribute, if that says anything. */
export function marked(object: HsdsObject, entity: string, kind: string, mark: Mark): HsdsObject {
  const isNeeded = mark.written !== undefined || Object.hasOwn(OTHER_KINDS, kind);
  if (!isNeeded && Object.keys(mark.rest).length === 0) return object;
  const attribute = ownAttribute(String(object['id']), entity, 'record', kind, `${OURS} ${kind}`);
  return { ...object, attributes: [...objectsIn(object['attributes']), { ...attribute, value: JSON.stringify(mark) }] };
}

/** An attribute of ours. */
export function ownAttribute(id: string, entity: string, type: string, code: string, name: string): HsdsObject {
  const term = { id: uuidOf(type, code), code, name, description: name, taxonomy: OURS };
  return { id: uuidOf(id, type, code), link_type: type, link_entity: entity, taxonomy_term: term };
}

/** An object without our attribute, and what that says; `isTorn` where it cannot be read. */
export function unmarked(object: HsdsObject): { bare: HsdsObject; kind: string; mark: Partial<Mark>; isTorn: boolean } {
  const attributes = objectsIn(object['attributes']);
  const found = attributes.find((one) => isMark(one as Attribute));
  if (!found) return { bare: object, kind: 'organisation', mark: {}, isTorn: false };
  const { attributes: _, ...others } = object;
  const left = attributes.filter((one) => one !== found);
  const mark = parsed(found['value']);
  return {
    bare: left.length > 0 ? { ...others, attributes: left } : others,
    kind: String((found as Attribute).taxonomy_term?.code),
    mark: mark ?? {},
    isTorn: mark === undefined,
  };
}

function parsed(value: unknown): Partial<Mark> | undefined {
  try {
    const mark: unknown = JSON.parse(String(value));
    return isObject(mark) ? mark : undefined;
  } catch {
    return undefined;
  }
}
