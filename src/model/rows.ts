import * as z from 'zod/mini';
import { faultless, found, type Located, type Path, type Report } from '../errors/fault-list.js';
import { indicesOf, type Opaque, readProperty, shapeOf, snapshot } from '../errors/snapshot.js';
import { parseBy, reportIssues } from '../errors/zod-issues.js';
import { getOrSet } from '../kernel/maps.js';
import { catalogue } from './catalogue/index.js';
import { instant } from './fields.js';
import { OFFER_FIELDS, type ProviderRow } from './providers.js';
import { type Parted, partRow } from './record-lines.js';
import { COLLECTIONS, type Collection, type OfferLine, type RequirementLine } from './records.js';
import { REQUIREMENT_FIELDS } from './requirements.js';
import { rowParser } from './row-parser.js';
import { type KeyCheck, keyCheck, knownKeys } from './unknown-keys.js';
import { COLLECTION_OF, OTHER_FORMS } from './vocabulary.js';

type Row<C extends Collection> = z.output<(typeof COLLECTIONS)[C]>;

/** The rows of each collection whose shape is right, as their schemas return them; parted where lines may be written on them. */
export type Rows = {
  [C in Collection]: (C extends 'needs'
    ? Parted<Row<C>, RequirementLine>
    : Row<C> extends ProviderRow
      ? Parted<Row<C>, OfferLine>
      : Located<Row<C>>)[];
};

/** Fields of the lines that may be written on a row itself. */
const LINE_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...Object.values(COLLECTION_OF).map((name) => [name, OFFER_FIELDS] as const),
  ['needs', REQUIREMENT_FIELDS],
]);

const NAMES = Object.keys(COLLECTIONS) as Collection[];
const COLLECTION_KEYS = { names: new Set<string>([...NAMES, 'asOf']), below: new Map() };
const REQUIRED: ReadonlySet<string> = new Set(['communities', 'needs']);
/** What stands before the id in a key; nothing refers to an entry of the catalogue. */
export const KINDS: ReadonlyMap<string, string> = new Map([
  ['slots', 'slot'],
  ['stations', 'station'],
  ...Object.entries(COLLECTION_OF).map(([society, name]) => [name, society] as const),
  ['needs', 'need'],
]);
/** The key of what a record of a collection is to others. */
export const nodeOf = (collection: string, id: unknown): string => `${KINDS.get(collection) ?? collection}:${id}`;
const KNOWN_KEYS = new Map(NAMES.map((name) => [name, knownKeys(COLLECTIONS[name])!]));

/** A row whose shape is wrong: the fields that can be read all the same. */
export interface Torn extends Located<Readonly<Record<string, unknown>>> {
  readonly collection: Collection;
}

export type Read = ReturnType<typeof readInput>;

/** Reads the whole input once, row by row; rows whose shape is wrong are reported and left out. O(size). */
export function readInput(input: object, report: Report) {
  const keys = keyCheck();
  keys.check(collectionsIn(input, report), COLLECTION_KEYS, [], report);
  const given = new Set<Collection>();
  const rows = {} as Record<Collection, Located<unknown>[]>;
  const leftOut = new Map<string, Path>();
  const torn: Torn[] = [];
  /** Of each collection the ids of its rows, as far as they can be read. */
  const ids = new Map<string, unknown[]>();
  for (const name of NAMES) {
    const list = readProperty(input, name, [name], report) ?? (name === 'catalogue' ? catalogue : undefined);
    rows[name] = [];
    if (list === undefined) {
      if (REQUIRED.has(name)) report('REQUIRED', [name], undefined, `\`${name}\` is missing; an empty list will do.`);
      continue;
    }
    const listed = readShape(list, [name], report);
    if (listed !== 'list') {
      if (listed) report('NOT_AN_ARRAY', [name], list, `expected a list, found ${found(list)}.`);
      continue;
    }
    given.add(name);
    const parse = rowParser(COLLECTIONS[name]);
    const own: unknown[] = [];
    ids.set(name, own);
    for (const index of indicesOf(list as unknown[], [name], report)) {
      const path = [name, index];
      const { id, row, rest } = readRow(name, list as unknown[], index, path, keys, parse, report);
      own[index] = id;
      const value = rest && torn.length < MOST_TORN ? legibleFields(name, rest) : undefined;
      if (row) rows[name].push(row);
      else if (value) torn.push({ collection: name, path, value });
      if (!row && id !== undefined && !leftOut.has(nodeOf(name, id))) leftOut.set(nodeOf(name, id), path);
    }
  }
  const asOf = readAsOf(input, report);
  return { rows: rows as Rows, torn, leftOut, ids, ownKeys: keys.own(), slotsGiven: given.has('slots'), asOf };
}

/** {@link shapeOf}, with what throws reported. */
function readShape(value: unknown, path: Path, report: Report): ReturnType<typeof shapeOf> | undefined {
  try {
    return shapeOf(value);
  } catch {
    report('UNREADABLE', path, undefined, 'this cannot be read.');
    return undefined;
  }
}

/** One record that stands alone, read as a row is: it, if its shape is right. */
export function readRecord<C extends Collection>(
  name: C,
  holder: object,
  field: string,
  path: Path,
  report: Report,
): Rows[C][number] | undefined {
  const parse = (row: unknown) => COLLECTIONS[name].safeParse(row) as ReturnType<ReturnType<typeof rowParser>>;
  return readRow(name, holder, field, path, keyCheck(), parse, report).row as Rows[C][number] | undefined;
}

/**
 * A row, if its shape is right; else, if it is data, what no fault is in. In any case its id, if that can be read: a number too, which others may
 * have in quotes.
 */
function readRow(
  name: Collection,
  holder: object,
  index: number | string,
  path: Path,
  keys: KeyCheck,
  parse: ReturnType<typeof rowParser>,
  report: Report,
): { id: string | number | undefined; row: Located<unknown> | undefined; rest?: object | undefined } {
  const wrong = new Set<PropertyKey | undefined>();
  const opaque: Opaque[] = [];
  let copy: unknown;
  const read = faultless(report, (tell) => {
    copy = snapshot(readProperty(holder, index, path, tell), path, tell, opaque);
    return { copy };
  });
  // A row that is no data is not ours: reading it again might run code of the caller's.
  const isOurs = opaque[0]?.path.length !== path.length && typeof copy === 'object' && copy !== null;
  const { id, code, day } = (isOurs ? copy : {}) as { id?: unknown; code?: unknown; day?: unknown };
  const named = name === 'catalogue' ? code : name === 'calendar' ? day : id;
  const row =
    read &&
    faultless(report, (tell) => {
      keys.check(copy, KNOWN_KEYS.get(name)!, path, tell);
      const parsed = parse(copy);
      if (!parsed.success) {
        reportIssues(parsed.error.issues, copy, path, tell, COLLECTIONS[name], OTHER_FORMS);
        for (const issue of parsed.error.issues) wrong.add(issue.path[0]);
      }
      for (const { path: at, value } of opaque)
        tell('NOT_DATA', at, value, `expected plain data, found ${found(value)}.`);
      const { data: value } = parsed;
      const fields = LINE_FIELDS.get(name);
      // Parted at once, as most of what was parsed is then gone before it is old.
      return value && fields ? partRow(value, fields, path) : { path, value };
    });
  return {
    id: typeof named === 'string' || typeof named === 'number' ? named : undefined,
    row,
    rest:
      isOurs && read && !row && !wrong.has(undefined)
        ? Object.fromEntries(Object.entries(copy as object).filter(([key]) => !wrong.has(key)))
        : undefined,
  };
}

/** Rows whose shape is wrong that are looked into further: where there are more, enough is told. */
const MOST_TORN = 10_000;

/** By schemas of which every field may be absent, once they are needed: making one takes as long as reading many rows. */
const PARTIAL = new Map<Collection, ReturnType<typeof rowParser>>();

function legibleFields(name: Collection, rest: object): Torn['value'] | undefined {
  return getOrSet(PARTIAL, name, () => rowParser(z.partial(COLLECTIONS[name] as z.ZodMiniObject)))(rest).data;
}

function readAsOf(input: object, report: Report): string | undefined {
  const asOf = readProperty(input, 'asOf', ['asOf'], report);
  return asOf === undefined ? undefined : parseBy(instant, asOf, ['asOf'], report);
}

/** The keys of the input, without what stands under them. */
function collectionsIn(input: object, report: Report): Record<string, undefined> {
  try {
    return Object.fromEntries(Object.keys(input).map((key) => [key, undefined]));
  } catch {
    report('UNREADABLE', [], undefined, 'the keys of the input cannot be listed.');
    return {};
  }
}
