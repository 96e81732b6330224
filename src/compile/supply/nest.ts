import { getOrSet, groupsBy } from '../../kernel/maps.js';
import type { CapRef } from '../compiled.js';
import type { Span } from './slots.js';
import type { Row } from './time.js';

/** Caps of one provider as a forest, by their own numbers. */
export interface Nest {
  readonly caps: { readonly cap: CapRef; readonly capacity: number; readonly parent: number }[];
  /** The innermost cap of every leaf that has one. */
  readonly at: Map<number, number>;
}

/** What one candidate would have of a leaf; its units count once over all its leaves. */
export interface WantedUnits {
  readonly leaf: number;
  readonly candidate: number;
  readonly units: number;
  /** Who comes first: what must be, then rank by rank. */
  readonly rank: number;
}

/**
 * The rows, those that cover more first, as a forest. Where one crosses those before it, or counts leaves differently, `split` says how it becomes several; without it there is
 * none.
 */
export function nestOf(rows: readonly Row[], split?: (row: Row, pieces: readonly Piece[]) => Row[]): Nest | undefined {
  const caps: Nest['caps'] = [];
  const at: Nest['at'] = new Map();
  const queue = [...rows];
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
    const { leaves, times, cap, capacity } = row;
    const pieces = new Map<string, { leaves: number[]; times: number }>();
    leaves.forEach((leaf, i) => {
      const one = times?.[i] ?? 1;
      getOrSet(pieces, `${at.get(leaf)} ${one}`, () => ({ leaves: [], times: one })).leaves.push(leaf);
    });
    if (pieces.size === 1 && times === undefined) {
      // No cap so far covers fewer, and all these are under the same one.
      const parent = at.get(leaves[0]!) ?? -1;
      for (const leaf of leaves) at.set(leaf, caps.length);
      caps.push({ cap, capacity, parent });
    } else {
      if (split === undefined) return undefined;
      queue.push(...split(row, [...pieces.values()]));
      queue.sort((a, b) => b.leaves.length - a.leaves.length);
    }
  }
  return { caps, at };
}

/** Leaves of a row that are to be under one cap, and how often the row counts them. */
interface Piece {
  readonly leaves: readonly number[];
  readonly times: number;
}

/**
 * Bounds what leaves under a row can carry together, by the other rows: leaf by leaf, and where all count once, in parts (`partsOf` a leaf: its offer, its slot).
 *
 * @param wantedOf units asked of a leaf
 */
export function mostOf(
  rows: readonly Row[],
  partsOf: (leaf: number) => readonly number[],
  wantedOf: (leaf: number) => number = () => Number.POSITIVE_INFINITY,
): (row: Row) => number {
  const single = new Map<number, number>();
  const uniform = rows.filter(({ times }) => times === undefined);
  for (const { leaves, capacity } of uniform)
    if (leaves.length === 1) single.set(leaves[0]!, Math.min(capacity, single.get(leaves[0]!) ?? capacity));
  const ofLeaf = (leaf: number) => Math.min(single.get(leaf) ?? Number.POSITIVE_INFINITY, wantedOf(leaf));
  const covering = groupsBy(uniform, ({ leaves }) => leaves);
  const sets = new Map(uniform.map(({ leaves }) => [leaves, new Set(leaves)]));
  return ({ leaves, times }) => {
    // By smaller rows only, so that those that go do not vouch for each other.
    if (leaves.length === 1) return wantedOf(leaves[0]!);
    const sum = leaves.reduce((total, leaf, i) => total + (times?.[i] ?? 1) * ofLeaf(leaf), 0);
    if (times !== undefined) return sum;
    const inParts = partsOf(leaves[0]!).map((_, k) => {
      let total = 0;
      for (const part of groupsBy(leaves, (leaf) => [partsOf(leaf)[k]!]).values()) {
        // A part is not more than any smaller row around it allows.
        const around = (covering.get(part[0]!) ?? []).filter(
          (other) => other.leaves.length < leaves.length && part.every((leaf) => sets.get(other.leaves)!.has(leaf)),
        );
        total += Math.min(
          ...around.map(({ capacity }) => capacity),
          part.reduce((units, leaf) => units + ofLeaf(leaf), 0),
        );
      }
      return total;
    });
    return Math.min(sum, ...inParts);
  };
}

/**
 * An inner forest of rows that cross: what it allows, all rows allow. First a plan of the provider's own is made: whoever comes first, and of those the slot that ends first.
 * Rows that what is wanted cannot reach go; the others are split so that this plan stays possible, and what is left is for those that want more.
 * O(rows × (wanted + leaves)).
 *
 * @returns with whether anything was cut off that may have been wanted
 */
export function tightened(
  all: readonly Row[],
  wanted: readonly WantedUnits[],
  partsOf: (leaf: number) => readonly number[],
  spanOf: (leaf: number) => Span | undefined,
): Nest & { readonly isCut: boolean } {
  const asked = new Map<number, number>();
  for (const { leaf, units } of wanted) asked.set(leaf, (asked.get(leaf) ?? 0) + units);
  const wantedOf = (leaf: number) => asked.get(leaf) ?? 0;
  const rows = all.flatMap((row) => wantedPart(row, wantedOf)).sort((a, b) => b.leaves.length - a.leaves.length);
  const most = mostOf(rows, partsOf, wantedOf);
  const given = ownPlan(rows, wanted, spanOf);
  let isCut = false;
  const nest = nestOf(
    rows.filter((row) => most(row) > row.capacity),
    ({ cap, capacity }, pieces) => {
      const parts = pieces.map(({ leaves, times }) => {
        const own = leaves.reduce((sum, leaf) => sum + (given.get(leaf) ?? 0), 0);
        const all = leaves.reduce((sum, leaf) => sum + wantedOf(leaf), 0);
        return { leaves, times, units: own, more: all - own };
      });
      let left = capacity - parts.reduce((sum, { times, units }) => sum + times * units, 0);
      // The rest to those that want the least more, so that most want nothing.
      for (const part of parts.toSorted((a, b) => a.more * a.times - b.more * b.times)) {
        const further = Math.min(part.more, Math.floor(left / part.times));
        left -= further * part.times;
        part.units += further;
        part.more -= further;
      }
      isCut ||= parts.some(({ more }) => more > 0);
      return parts.flatMap(({ leaves, units, more }) => (more > 0 ? [{ cap, capacity: units, leaves }] : []));
    },
  )!;
  return { ...nest, isCut };
}

/** A row without the leaves that nobody wants anything of. */
function wantedPart(row: Row, wantedOf: (leaf: number) => number): Row[] {
  const { leaves, times, cap, capacity } = row;
  const kept = [...leaves.keys()].filter((i) => wantedOf(leaves[i]!) > 0);
  if (kept.length === 0) return [];
  const own = { cap, leaves: kept.map((i) => leaves[i]!) };
  const ofKept = times && kept.map((i) => times[i]!);
  if (!ofKept) return [{ ...own, capacity }];
  const [first = 1] = ofKept;
  if (ofKept.every((one) => one === first)) return [{ ...own, capacity: Math.floor(capacity / first) }];
  return [{ ...own, capacity, times: ofKept }];
}

/** Units of every leaf, as many as rows allow one after the other. */
function ownPlan(
  rows: readonly Row[],
  wanted: readonly WantedUnits[],
  spanOf: (leaf: number) => Span | undefined,
): ReadonlyMap<number, number> {
  const given = new Map<number, number>();
  const left = new Map<number, number>();
  const ofLeaf = new Map<number, { row: { room: number }; times: number }[]>();
  for (const { leaves, times, capacity } of rows) {
    const row = { room: capacity };
    leaves.forEach((leaf, i) => {
      getOrSet(ofLeaf, leaf, () => []).push({ row, times: times?.[i] ?? 1 });
    });
  }
  const ends = (leaf: number) => spanOf(leaf)?.[1] ?? Number.MAX_SAFE_INTEGER;
  const begins = (leaf: number) => spanOf(leaf)?.[0] ?? 0;
  const inTurn = wanted.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      ends(a.leaf) - ends(b.leaf) ||
      begins(b.leaf) - begins(a.leaf) ||
      a.leaf - b.leaf ||
      a.candidate - b.candidate,
  );
  for (const { leaf, candidate, units } of inTurn) {
    const own = ofLeaf.get(leaf) ?? [];
    const rooms = own.map(({ row, times }) => Math.floor(row.room / times));
    const more = Math.min(left.get(candidate) ?? units, ...rooms);
    left.set(candidate, (left.get(candidate) ?? units) - more);
    given.set(leaf, (given.get(leaf) ?? 0) + more);
    for (const { row, times } of own) row.room -= more * times;
  }
  return given;
}
