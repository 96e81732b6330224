import type { z } from 'zod/mini';
import { faultless, found, type LeftOut, type Located, type Path, type Report } from '../errors/fault-list.js';
import { nearestWord } from '../errors/nearest.js';
import { indicesOf, type Opaque, readProperty, shapeOf, snapshot } from '../errors/snapshot.js';
import { parseBy, reportIssues } from '../errors/zod-issues.js';
import { catalogue } from './catalogue/index.js';
import { instant } from './fields.js';
import { OFFER_FIELDS, type ProviderRow } from './providers.js';
import { type Parted, partRow } from './record-lines.js';
import { COLLECTIONS, type Collection, type OfferLine, type RequirementLine } from './records.js';
import { REQUIREMENT_FIELDS } from './requirements.js';
import { rowParser } from './row-parser.js';
import { knownKeys, misspeltKeys } from './unknown-keys.js';
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
const FIELDS: ReadonlySet<string> = new Set([...NAMES, 'asOf']);
const REQUIRED: ReadonlySet<string> = new Set(['communities', 'needs']);
/** What stands before the id in a key; nothing refers to an entry of the catalogue. */
export const KINDS: ReadonlyMap<string, string> = new Map([
  ['slots', 'slot'],
  ['stations', 'station'],
  ...Object.entries(COLLECTION_OF).map(([society, name]) => [name, society] as const),
  ['needs', 'need'],
]);
const KNOWN_KEYS = new Map(NAMES.map((name) => [name, knownKeys(COLLECTIONS[name])!]));

/** What was read of an input: good rows, where the others stand, and whether slots were listed at all. */
export interface Read {
  readonly rows: Rows;
  readonly leftOut: LeftOut;
  readonly slotsGiven: boolean;
  readonly asOf: string | undefined;
}

/** Reads the whole input once, row by row; rows whose shape is wrong are reported and left out. O(size). */
export function readInput(input: object, report: Report): Read {
  reportUnknownCollections(input, report);
  const checkKeys = misspeltKeys();
  const given = new Set<Collection>();
  const rows = {} as Record<Collection, Located<unknown>[]>;
  const leftOut = new Map<string, Path>();
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
    for (const index of indicesOf(list as unknown[], [name], report)) {
      const { id, row } = readRow(name, list as unknown[], index, [name, index], checkKeys, parse, report);
      if (row) rows[name].push(row);
      else if (id !== undefined && !leftOut.has(`${KINDS.get(name)}:${id}`)) {
        leftOut.set(`${KINDS.get(name)}:${id}`, [name, index]);
      }
    }
  }
  return { rows: rows as Rows, leftOut, slotsGiven: given.has('slots'), asOf: readAsOf(input, report) };
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
  return readRow(name, holder, field, path, misspeltKeys(), parse, report).row as Rows[C][number] | undefined;
}

/** A row, if its shape is right, and in any case its id, if that can be read: a number too, which others may have in quotes. */
function readRow(
  name: Collection,
  holder: object,
  index: number | string,
  path: Path,
  checkKeys: ReturnType<typeof misspeltKeys>,
  parse: ReturnType<typeof rowParser>,
  report: Report,
): { id: string | number | undefined; row: Located<unknown> | undefined } {
  const opaque: Opaque[] = [];
  let copy: unknown;
  const read = faultless(report, (tell) => {
    copy = snapshot(readProperty(holder, index, path, tell), path, tell, opaque);
    return { copy };
  });
  // A row that is no data is not ours: reading it again might run code of the caller's.
  const id = opaque[0]?.path.length === path.length ? undefined : (copy as { id?: unknown } | null | undefined)?.id;
  const row =
    read &&
    faultless(report, (tell) => {
      checkKeys(copy, KNOWN_KEYS.get(name)!, path, tell);
      const parsed = parse(copy);
      if (!parsed.success) reportIssues(parsed.error.issues, copy, path, tell, COLLECTIONS[name], OTHER_FORMS);
      for (const { path: at, value } of opaque)
        tell('NOT_DATA', at, value, `expected plain data, found ${found(value)}.`);
      const { data: value } = parsed;
      const fields = LINE_FIELDS.get(name);
      // Parted at once, as most of what was parsed is then gone before it is old.
      return value && fields ? partRow(value, fields, path) : { path, value };
    });
  return { id: typeof id === 'string' || typeof id === 'number' ? id : undefined, row };
}

function readAsOf(input: object, report: Report): string | undefined {
  const asOf = readProperty(input, 'asOf', ['asOf'], report);
  return asOf === undefined ? undefined : parseBy(instant, asOf, ['asOf'], report);
}

function reportUnknownCollections(input: object, report: Report): void {
  let keys: string[] = [];
  try {
    keys = Object.keys(input);
  } catch {
    report('UNREADABLE', [], undefined, 'the keys of the input cannot be listed.');
  }
  for (const key of keys) {
    const near = FIELDS.has(key) ? undefined : nearestWord(key, FIELDS);
    if (near !== undefined)
      report('UNKNOWN_KEY', [key], undefined, `\`${key}\` is not a collection. Maybe \`${near}\`.`);
  }
}
