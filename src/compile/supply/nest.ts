import { getOrSet, groupsBy } from '../../kernel/maps.js';
import type { CapRef } from '../compiled.js';
import type { Row } from './time.js';

/** Caps of one provider as a forest, by their own numbers, and what crosses it. */
export interface Nest {
  readonly caps: { readonly cap: CapRef; readonly capacity: number; readonly parent: number }[];
  /** The innermost cap of every leaf that has one. */
  readonly at: Map<number, number>;
  readonly crossing: readonly CrossingRow[];
}

/** What several caps hold together: their units, each counted `times`, are at most this. */
export interface CrossingRow {
  readonly limit: number;
  readonly parts: { readonly cap: number; readonly times: number }[];
}

/**
 * The rows, those that cover more first, as a forest. One that crosses those before it, or counts leaves differently, becomes several caps, each of which may hold all of it,
 * and a row over them.
 */
export function nestOf(rows: readonly Row[]): Nest {
  const caps: Nest['caps'] = [];
  const at: Nest['at'] = new Map();
  const crossing: CrossingRow[] = [];
  /** With the row that it is a piece of. */
  const queue: (Row & { readonly of?: { readonly row: CrossingRow; readonly times: number } })[] = [...rows];
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
    const { leaves, times, cap, capacity, of } = row;
    const pieces = new Map<string, { leaves: number[]; one: number }>();
    leaves.forEach((leaf, i) => {
      const one = times?.[i] ?? 1;
      getOrSet(pieces, `${at.get(leaf)} ${one}`, () => ({ leaves: [], one })).leaves.push(leaf);
    });
    if (pieces.size === 1 && times === undefined) {
      // No cap so far covers fewer, and all these are under the same one.
      of?.row.parts.push({ cap: caps.length, times: of.times });
      const parent = at.get(leaves[0]!) ?? -1;
      for (const leaf of leaves) at.set(leaf, caps.length);
      caps.push({ cap, capacity, parent });
      continue;
    }
    const whole = of?.row ?? { limit: capacity, parts: [] };
    if (!of) crossing.push(whole);
    for (const { leaves: own, one } of pieces.values()) {
      const count = (of?.times ?? 1) * one;
      queue.push({ cap, capacity: Math.floor(whole.limit / count), leaves: own, of: { row: whole, times: count } });
    }
    queue.sort((a, b) => b.leaves.length - a.leaves.length);
  }
  return { caps, at, crossing };
}

/**
 * Bounds what leaves under a row can carry together, by the other rows: leaf by leaf, and where all count once, in parts (`partsOf` a leaf: its offer, its slot).
 */
export function mostOf(rows: readonly Row[], partsOf: (leaf: number) => readonly number[]): (row: Row) => number {
  const single = new Map<number, number>();
  const uniform = rows.filter(({ times }) => times === undefined);
  for (const { leaves, capacity } of uniform)
    if (leaves.length === 1) single.set(leaves[0]!, Math.min(capacity, single.get(leaves[0]!) ?? capacity));
  const ofLeaf = (leaf: number) => single.get(leaf) ?? Number.POSITIVE_INFINITY;
  const covering = groupsBy(uniform, ({ leaves }) => leaves);
  const sets = new Map(uniform.map(({ leaves }) => [leaves, new Set(leaves)]));
  return ({ leaves, times }) => {
    // By smaller rows only, so that those that go do not vouch for each other.
    if (leaves.length === 1) return Number.POSITIVE_INFINITY;
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
