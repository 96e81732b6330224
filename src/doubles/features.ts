import { COLLECTIONS, type Collection } from '../model/records.js';
import { synonymOf } from '../model/resolver.js';
import { type Strata, strataOf } from './drawn-pairs.js';
import {
  type FieldColumn,
  figureColumn,
  type TextColumn,
  textColumn,
  timeColumn,
  wordColumn,
  wordsColumn,
} from './field-columns.js';

type Fields = Readonly<Record<string, unknown>>;

/** What records of one collection are compared by, and what those that may be one have in common. */
export interface Features {
  readonly columns: readonly FieldColumn[];
  readonly strata: Strata;
  /** Of each blocking rule the key of every record, 0 for none. */
  readonly keys: readonly Uint32Array[];
}

/** Texts of one's own that are compared, at most: those that most records have. */
const MOST_TEXTS = 6;
/** Rows of least hashes of a text: texts of which the share s of all pairs is common meet in one of them with 1 − (1 − s)^rows. */
const ROWS = 3;

const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const codeOf = (skill: unknown): string => {
  const code = typeof skill === 'string' ? skill : String((skill as Fields | null)?.['code']);
  return synonymOf(code) ?? code;
};
const linesOf = (record: Fields): readonly unknown[] => [...list(record['requirements']), ...list(record['offers'])];
/** A field of the record, or of its first line. */
const figureIn = (record: Fields, field: string): unknown =>
  record[field] ?? (linesOf(record)[0] as Fields | null | undefined)?.[field];
const ownCodes = (line: Fields): string[] => [...list(line['capability']), ...list(line['capabilities'])].map(codeOf);
function capabilitiesOf(record: Fields): string[] {
  const codes = ownCodes(record);
  for (const line of linesOf(record)) if (typeof line === 'object' && line) codes.push(...ownCodes(line as Fields));
  return codes.length > 0 ? codes : list(record['category']).map(codeOf);
}
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.values(value).filter(word).join(' ')
      : '';

/** The texts of one's own that most records have, and names. */
function textsOf(collection: Collection, records: readonly Fields[]): string[] {
  const known = COLLECTIONS[collection].shape as Fields;
  const counts = new Map<string, number>([['name', 1]]);
  for (const record of records)
    for (const key in record) if (!(key in known) && word(record[key])) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TEXTS)
    .map(([key]) => key);
}

/** The community, or the station, that a record means by what it says. */
export type PlaceOf = (word: string, isStation: boolean) => string;

export function featuresOf(collection: Collection, records: readonly Fields[], placeOf: PlaceOf): Features {
  const floats = (read: (record: Fields) => number) => Float64Array.from(records, read);
  const words = (field: string) => wordColumn(field, records, (record) => word(record[field]));
  const place = wordColumn('community', records, (record) => {
    const community = word(record['community']);
    const station = word(record['station']);
    if (community !== undefined) return placeOf(community, false);
    return station === undefined ? word(record['host']) : placeOf(station, true);
  });
  const about = wordsColumn('capability', records, capabilitiesOf);
  const groups = wordsColumn('groups', records, (record) => list(record['groups']).map(String));
  const time = timeColumn(
    'reportedAt',
    floats((record) => Date.parse(String(record['reportedAt']))),
  );
  const figures = ['quantity', 'beneficiaries', 'age'].map((field) =>
    figureColumn(
      field,
      floats((record) => number(figureIn(record, field))),
    ),
  );
  const texts = textsOf(collection, records).map((field) =>
    textColumn(field, records, (record) => textOf(record[field])),
  );
  const columns = [...['kind', 'unit', 'adminCode'].map(words), groups, time, ...figures, ...texts];
  const together = both(place.key, about.key);
  return {
    columns,
    strata: strataOf(
      place.key,
      about.key,
      place.key.map((key, i) => mixed(key ^ Math.imul(about.key[i]!, SPREAD))),
    ),
    keys: [
      together,
      both(place.key, both(groups.key, time.key)),
      ...leastHashes(texts, records.length),
      ...texts.map(({ key }) => key),
    ].filter((key) => key.some((one) => one !== 0)),
  };
}

function both(one: Uint32Array, other: Uint32Array): Uint32Array {
  return one.map((key, i) => (key === 0 || other[i] === 0 ? 0 : mixed(key ^ Math.imul(other[i]!, SPREAD)) || 1));
}

/** By min-hashing (Broder 1997): for each row the least hash of a record's pairs of signs. */
function leastHashes(texts: readonly TextColumn[], count: number): Uint32Array[] {
  return Array.from({ length: ROWS }, (_, row) => {
    const seed = Math.imul(row + 1, SPREAD);
    const hashes = texts.map(({ codes }) => Uint32Array.from(codes, (code) => mixed(code ^ seed)));
    const key = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      let least = 0xffffffff;
      for (let text = 0; text < texts.length; text++) {
        const { pairs, start } = texts[text]!;
        for (let at = start[i]!; at < start[i + 1]!; at++) least = Math.min(least, hashes[text]![pairs[at]!]!);
      }
      key[i] = least === 0xffffffff ? 0 : least || 1;
    }
    return key;
  });
}

/** The golden ratio of 32 bits. */
const SPREAD = 0x9e3779b1;

/** The last step of MurmurHash3. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
