import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import { getOrSet } from '../kernel/maps.js';
import { type NamedRecords, namedRecords } from '../model/named-records.js';
import type { Nameable } from '../model/nearest-record.js';
import { type Collection, type Input, name as nameOf } from '../model/records.js';
import { eachCandidate } from './alike-pairs.js';
import type { Strata } from './drawn-pairs.js';
import { featuresOf, type PlaceOf } from './features.js';
import type { Agreement, FieldColumn } from './field-columns.js';
import { levelFactor, type Mixture, mixtureOf, type PairPattern, probabilityOf, stratumFactor } from './mixture.js';

/** Two records that may be one. */
export interface Duplicate {
  readonly collection: Collection;
  readonly ids: readonly [string, string];
  /** Their places in the collection, from 0. */
  readonly rows: readonly [number, number];
  /** How probable it is that they are one, by what the records themselves show. */
  readonly probability: number;
  /** Field by field, what speaks most for it first. */
  readonly reasons: readonly DuplicateReason[];
}

export interface DuplicateReason {
  readonly field: string;
  readonly agreement: Agreement;
  /** How many times as common this is in records that are one as in others; below 1 it speaks against it. */
  readonly factor: number;
}

export interface DuplicateOptions {
  /** Pairs that are at least so probable; default 0.8. */
  readonly least?: number | undefined;
}

/** Collections whose records are entered twice. */
const LISTED = ['needs', 'resources', 'organisations', 'volunteers', 'socialWorkers'] as const;

const shape = { least: z.optional(z.number().check(z.gte(0), z.lte(1))) };

/** Neighbours that each rule compares a record with: fewer where they are very many. */
const windowFor = (records: number): number => (records < 200_000 ? 10 : 3);

/**
 * Pairs of needs, and of providers, that may have been entered twice, the most probable first: by community, capability, groups, dates, figures, names and texts of your own
 * (an address, what was said). Nothing is trained and nothing is merged: {@link mergeRecords} does that once somebody has decided. Records are taken as `createNetwork`
 * takes them; what is wrong with them does not matter here. The order of records does not matter. O(records · log records) time, linear memory.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function findDuplicates(records: Partial<Input>, options: DuplicateOptions = {}): Duplicate[] {
  const { least = 0.8 } = readOptions(shape, options);
  const [communities, stations] = [records.communities, records.stations].map(named);
  const placeOf = (word: string, isStation: boolean) => (isStation ? stations : communities)!.idOf(word) ?? word;
  return LISTED.flatMap((collection) => duplicatesIn(collection, records[collection] ?? [], placeOf, least)).sort(
    (a, b) => b.probability - a.probability,
  );
}

/** Records of which others say what they are called. */
const named = (list: unknown): NamedRecords =>
  namedRecords(() =>
    (Array.isArray(list) ? (list as readonly (Nameable | null)[]) : []).flatMap((one) =>
      typeof one?.id === 'string' ? [{ id: one.id, name: nameOf.safeParse(one.name).data }] : [],
    ),
  );

type Row = { readonly id?: unknown; readonly reportedAt?: unknown };

function duplicatesIn(
  collection: Collection,
  records: readonly object[],
  placeOf: PlaceOf,
  least: number,
): Duplicate[] {
  if (!Array.isArray(records) || records.length < 2) return [];
  // In the order of time, so that in a window those of about one day meet.
  const rows = (records as readonly Row[]).map((record, row) => ({
    record,
    row,
    time: Date.parse(String(record?.reportedAt)) || 0,
    id: String(record?.id),
  }));
  const sorted = rows
    .filter(({ record }) => typeof record === 'object' && record !== null)
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.row - b.row));
  const { columns, strata, keys } = featuresOf(
    collection,
    sorted.map(({ record }) => record as Record<string, unknown>),
    placeOf,
  );
  const alike = patternsOf(columns, strata);
  const pairs = numbers();
  eachCandidate(keys, windowFor(sorted.length), (i, j) => pairs.push(i, j, alike.add(i, j)));
  const drawn = patternsOf(columns, strata);
  strata.eachDrawn(drawn.add);
  const patterns = alike.all();
  const mixture = mixtureOf(columns, patterns, drawn.all(), strata.pairs, sorted.length);
  const found = patterns.map((pattern) => {
    const probability = probabilityOf(mixture, pattern.stratum, pattern.levels);
    return probability < least ? undefined : { probability, reasons: reasonsOf(mixture, columns, pattern) };
  });
  const all: Duplicate[] = [];
  pairs.each((i, j, at) => {
    const pair = found[at];
    if (!pair) return;
    const two = [sorted[i]!, sorted[j]!].sort((a, b) => a.row - b.row);
    all.push({ collection, ids: [two[0]!.id, two[1]!.id], rows: [two[0]!.row, two[1]!.row], ...pair });
  });
  return all;
}

/** Counts what pairs show: for each pair the number of its pattern, from 0. */
function patternsOf(columns: readonly FieldColumn[], { stratumOf }: Strata) {
  const seen = new Map<number, PairPattern & { readonly at: number }>();
  const levels = columns.map(() => 0);
  return {
    add(i: number, j: number): number {
      const stratum = stratumOf(i, j);
      let code = stratum;
      for (let field = 0; field < columns.length; field++) {
        levels[field] = columns[field]!.compare(i, j);
        code = code * 6 + levels[field]!;
      }
      const pattern = getOrSet(seen, code, () => ({ at: seen.size, stratum, levels: [...levels], count: 0 }));
      pattern.count++;
      return pattern.at;
    },
    all: () => [...seen.values()],
  };
}

function reasonsOf(
  mixture: Mixture,
  columns: readonly FieldColumn[],
  { stratum, levels }: PairPattern,
): DuplicateReason[] {
  const alike = ['other', 'community', 'capability', 'community, capability'][stratum]!;
  const about: DuplicateReason = {
    field: alike,
    agreement: stratum === 0 ? 'other' : 'same',
    factor: stratumFactor(mixture, stratum),
  };
  const rest = levels.flatMap((level, field): DuplicateReason[] => {
    const { name, levels: called } = columns[field]!;
    if (level === 0) return [];
    return [{ field: name, agreement: called[level - 1]!, factor: levelFactor(mixture, stratum, field, level) }];
  });
  return [about, ...rest].sort((a, b) => b.factor - a.factor);
}

/** Triples of numbers, in a list that grows. */
function numbers() {
  let all = new Int32Array(3 << 12);
  let size = 0;
  return {
    push(i: number, j: number, pattern: number): void {
      if (size === all.length) {
        const larger = new Int32Array(2 * size);
        larger.set(all);
        all = larger;
      }
      all[size] = i;
      all[size + 1] = j;
      all[size + 2] = pattern;
      size += 3;
    },
    each(visit: (i: number, j: number, pattern: number) => void): void {
      for (let at = 0; at < size; at += 3) visit(all[at]!, all[at + 1]!, all[at + 2]!);
    },
  };
}
