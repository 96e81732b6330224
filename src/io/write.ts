import { checkLocale } from '../errors/read-options.js';
import { catalogue as builtIn } from '../model/catalogue/index.js';
import { createNetwork, type Network, needsOf, providersOf } from '../model/network.js';
import type { Input } from '../model/records.js';
import { coarseUnit, storedUnit, usualUnits } from '../model/units.js';
import { COLLECTION_OF } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { type Known, writeCell } from './cells.js';
import { knownWords } from './read.js';
import { type Column, TABLES, type TableKind } from './record-columns.js';
import type { WriteOptions, WrittenTable } from './tables.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Records as tables, one per kind that the input has, with the columns that any of them fills: read back, they make the same network.
 * Units are written out. Keys that no field knows are left behind. O(cells).
 *
 * @throws LinkageError `INVALID_INPUT` as `createNetwork`, `INVALID_OPTIONS`
 */
export function writeTables(input: Input, { locale = 'zh' }: WriteOptions = {}): WrittenTable[] {
  checkLocale(locale);
  const network = createNetwork(input);
  const known = knownWords(input.catalogue ?? builtIn, new Set());
  return TABLES.flatMap((kind) => {
    const rows = rowsOfKind(input, network, kind);
    return rows ? [written(kind, columnsUsed(kind, rows), rows, known, locale)] : [];
  });
}

/** A row as what is written in it: of a record, and of one of its lines. */
interface Row {
  readonly record: Fields;
  readonly line: Fields;
}

export function written(
  kind: TableKind,
  columns: readonly Column[],
  rows: readonly Row[],
  known: Known,
  locale: Locale,
): WrittenTable {
  const sheet = kind.name[locale];
  const cells = rows.map(({ record, line }) =>
    columns.map(({ type, path, line: ofLine }) => {
      const value = fieldOf(ofLine ? line : record, path);
      return value === undefined ? '' : writeCell(type, value, known, locale);
    }),
  );
  return { file: `${sheet}.csv`, sheet, rows: [columns.map(({ name }) => name[locale]), ...cells] };
}

/** What must be there for the table to be known, and what any row fills. */
function columnsUsed(kind: TableKind, rows: readonly Row[]): Column[] {
  const isFilled = ({ line: ofLine, path }: Column) =>
    rows.some(({ record, line }) => fieldOf(ofLine ? line : record, path) !== undefined);
  return kind.columns.filter((column, index) => index === 0 || isFilled(column));
}

/** The rows of a kind, the lines of one record below each other; `undefined` if the input has no such list. */
export function rowsOfKind(input: Input, network: Network, kind: TableKind): Row[] | undefined {
  if (kind.collection === 'about')
    return input.asOf === undefined ? undefined : [{ record: { asOf: input.asOf }, line: {} }];
  const records = input[kind.collection] as readonly Fields[] | undefined;
  if (!records) return undefined;
  const unitOf = unitsOf(input, network, kind);
  const own = new Set(kind.columns.filter(({ line }) => line).map(({ path }) => path[0]));
  return records.flatMap((record) => {
    const lines = linesOf(record, kind, own).map((line, index) => ({
      unit: unitOf(record, line, index),
      ...given(line),
    }));
    if (lines.length === 0) return [{ record, line: {} }];
    // Of several lines each says its number, which is its id anyway: two may be alike. A line of the catalogue may say nothing else.
    const numbered = lines.length > 1 && kind.lines?.inline;
    return lines.map((line, index) => ({
      record,
      line: numbered || Object.values(line).every(isAbsent) ? { id: String(index + 1), ...line } : line,
    }));
  });
}

function linesOf(record: Fields, { lines }: TableKind, own: ReadonlySet<string>): Fields[] {
  if (!lines) return [];
  const listed = record[lines.field] as Fields[] | undefined;
  if (listed || !lines.inline) return listed ?? [];
  const line = Object.entries(record).filter(([key, value]) => key !== 'id' && own.has(key) && value !== undefined);
  return line.length === 0 ? [] : [Object.fromEntries(line)];
}

const isAbsent = (value: unknown): boolean => value === undefined;

const given = (line: Fields): Fields =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => !isAbsent(value)));

/** What the figures of a line without a unit are counted in. */
function unitsOf(input: Input, network: Network, { collection }: TableKind) {
  const units = new Map((input.catalogue ?? builtIn).map(({ code, unit }) => [code, unit]));
  if (collection === 'needs') {
    const needs = new Map(needsOf(network).map((need) => [need.id, need.requirements]));
    return ({ id, category }: Fields, line: Fields, index: number) => {
      const { capability = category } = line;
      const code = typeof capability === 'string' ? capability : (capability as { code: string }).code;
      const all = needs.get(id as string) ?? [];
      const own = all.find((one) => one.id === (line['id'] ?? String(index + 1)));
      if (own) return units.get(code) ?? coarseUnit(own.unit);
      // Patterns have copies of the line, and may count it otherwise: then its unit is left to be found again.
      const copies = new Set(all.flatMap((one) => (one.capability.code === code ? [one.unit] : [])));
      return units.get(code) ?? (copies.size === 1 ? coarseUnit([...copies][0]!) : undefined);
    };
  }
  const lines = new Map(providersOf(network).map((one) => [`${COLLECTION_OF[one.society]} ${one.id}`, one.offers]));
  return ({ id }: Fields, { hours, id: line }: Fields, index: number) => {
    const own = lines.get(`${collection} ${id}`)?.find((offer) => offer.id === (line ?? String(index + 1)));
    if (own === undefined || hours !== undefined) return undefined;
    const usual = usualUnits(own.capabilities, (code) => units.get(code));
    return usual.find((unit) => unit !== undefined && storedUnit(unit) === own.unit) ?? own.unit;
  };
}

function fieldOf(record: Fields, [first, second]: Column['path']): unknown {
  const value = record[first];
  // A name is one cell, or one for each language.
  if (first === 'name' && (typeof value === 'object') !== (second !== undefined)) return undefined;
  return second === undefined ? value : (value as Fields | undefined)?.[second];
}
