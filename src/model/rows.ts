import type { z } from 'zod';
import { catalogue } from './catalogue/index.js';
import { instant } from './fields.js';
import { reportIssues } from './issues.js';
import { nearestWord } from './nearest.js';
import { COLLECTIONS, type Collection } from './records.js';
import { faultless, found, type Located, type Path, type Report } from './report.js';
import { indicesOf, type Opaque, readProperty, shapeOf, snapshot } from './snapshot.js';
import { knownKeys, misspeltKeys } from './unknown-keys.js';

/** The rows of each collection whose shape is right, as their schemas return them. */
export type Rows = { [C in Collection]: Located<z.output<(typeof COLLECTIONS)[C]>>[] };

const NAMES = Object.keys(COLLECTIONS) as Collection[];
const FIELDS: ReadonlySet<string> = new Set([...NAMES, 'asOf']);
const REQUIRED: ReadonlySet<string> = new Set(['communities', 'needs']);
const KNOWN_KEYS = new Map(NAMES.map((name) => [name, knownKeys(COLLECTIONS[name])!]));

/** What was read of an input: good rows, and whether slots were listed at all. */
export interface Read {
  readonly rows: Rows;
  readonly slotsGiven: boolean;
  readonly asOf: string | undefined;
}

/** Reads the whole input once, row by row; rows whose shape is wrong are reported and left out. O(size). */
export function readInput(input: object, report: Report): Read {
  reportUnknownCollections(input, report);
  const checkKeys = misspeltKeys();
  const given = new Set<Collection>();
  const rows = {} as Record<Collection, Located<unknown>[]>;
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
    for (const index of indicesOf(list as unknown[], [name], report)) {
      const row = readRow(name, list as unknown[], index, checkKeys, report);
      if (row) rows[name].push(row);
    }
  }
  return { rows: rows as Rows, slotsGiven: given.has('slots'), asOf: readAsOf(input, report) };
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

function readRow(
  name: Collection,
  list: readonly unknown[],
  index: number,
  checkKeys: ReturnType<typeof misspeltKeys>,
  report: Report,
): Located<unknown> | undefined {
  const path: Path = [name, index];
  const opaque: Opaque[] = [];
  const copy = faultless(report, (tell) => ({
    row: snapshot(readProperty(list, index, path, tell), path, tell, opaque),
  }));
  if (!copy) return undefined;
  return faultless(report, (tell) => {
    checkKeys(copy.row, KNOWN_KEYS.get(name)!, path, tell);
    const parsed = COLLECTIONS[name].safeParse(copy.row);
    if (!parsed.success) reportIssues(parsed.error.issues, copy.row, path, tell);
    for (const { path: at, value } of opaque)
      tell('NOT_DATA', at, value, `expected plain data, found ${found(value)}.`);
    return { path, value: parsed.data };
  });
}

function readAsOf(input: object, report: Report): string | undefined {
  const asOf = readProperty(input, 'asOf', ['asOf'], report);
  const parsed = instant.optional().safeParse(asOf);
  if (parsed.success) return parsed.data;
  reportIssues(parsed.error.issues, asOf, ['asOf'], report);
  return undefined;
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
