import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
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
  const given = records as readonly (Row | null)[];
  const times = Float64Array.from(given, (record) => Date.parse(String(record?.reportedAt)) || 0);
  const idOf = (row: number) => String(given[row]!.id);
  // In the order of time, so that in a window those of about one day meet.
  const order = Uint32Array.from(given, (_, row) => row)
    .filter((row) => typeof given[row] === 'object' && given[row] !== null)
    .sort((a, b) => times[a]! - times[b]! || (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : a - b));
  const { columns, strata, keys } = featuresOf(
    collection,
    Array.from(order, (row) => given[row] as Record<string, unknown>),
    placeOf,
  );
  const alike = patternsOf(columns, strata);
  const pairs = numbers();
  eachCandidate(keys, windowFor(order.length), (i, j) => pairs.push(i, j, alike.add(i, j)));
  const drawn = patternsOf(columns, strata);
  strata.eachDrawn(drawn.add);
  const patterns = alike.all;
  const mixture = mixtureOf(columns, patterns, drawn.all, strata.pairs, order.length);
  const found = patterns.map((pattern) => {
    const probability = probabilityOf(mixture, pattern.stratum, pattern.levels);
    return probability < least ? undefined : { probability, reasons: reasonsOf(mixture, columns, pattern) };
  });
  const all: Duplicate[] = [];
  pairs.each((i, j, at) => {
    const pair = found[at];
    if (!pair) return;
    const [one, other] = [Math.min(order[i]!, order[j]!), Math.max(order[i]!, order[j]!)];
    all.push({ collection, ids: [idOf(one), idOf(other)], rows: [one, other], ...pair });
  });
  return all;
}

/** Counts what pairs show: for each pair the number of its pattern, from 0. */
function patternsOf(columns: readonly FieldColumn[], { stratumOf }: Strata) {
  const all: PairPattern[] = [];
  // By the first fields and by the others: whole numbers that a machine word holds.
  const seen = new Map<number, Map<number, number>>();
  const levels = new Uint8Array(columns.length);
  const half = columns.length >> 1;
  return {
    all,
    add(i: number, j: number): number {
      const stratum = stratumOf(i, j);
      let [first, second] = [stratum, 0];
      for (let field = 0; field < levels.length; field++) {
        const level = columns[field]!.compare(i, j);
        levels[field] = level;
        if (field < half) first = first * 6 + level;
        else second = second * 6 + level;
      }
      let others = seen.get(first);
      if (!others) seen.set(first, (others = new Map()));
      let at = others.get(second);
      if (at === undefined) {
        others.set(second, (at = all.length));
        all.push({ stratum, levels: [...levels], count: 0 });
      }
      all[at]!.count++;
      return at;
    },
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

/** Of triples of numbers how many stand in one piece. */
const PIECE = 1 << 16;

/** Triples of numbers, in a list that grows by pieces. */
function numbers() {
  const pieces: Int32Array[] = [];
  let size = 0;
  return {
    push(i: number, j: number, pattern: number): void {
      if (size % PIECE === 0) pieces.push(new Int32Array(3 * PIECE));
      const piece = pieces[pieces.length - 1]!;
      const at = 3 * (size++ % PIECE);
      piece[at] = i;
      piece[at + 1] = j;
      piece[at + 2] = pattern;
    },
    each(visit: (i: number, j: number, pattern: number) => void): void {
      for (let at = 0; at < size; at++) {
        const piece = pieces[Math.floor(at / PIECE)]!;
        const from = 3 * (at % PIECE);
        visit(piece[from]!, piece[from + 1]!, piece[from + 2]!);
      }
    },
  };
}
