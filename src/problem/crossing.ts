import { ownersOf } from './columns.js';
import type { Crossing, Problem, Split } from './problem.js';

/** Units per cap, with all below it. */
export function usesOf({ head, parent }: Problem, flow: ArrayLike<number>): Float64Array {
  const use = new Float64Array(parent.length);
  for (let a = 0; a < flow.length; a++) if (flow[a]! > 0) use[head[a]!]! += flow[a]!;
  for (let c = use.length - 1; c >= 0; c--) if (parent[c]! >= 0) use[parent[c]!]! += use[c]!;
  return use;
}

/** What a row's caps use of its limit. */
export function usedOf({ start, cap, times }: Crossing, row: number, use: ArrayLike<number>): number {
  let sum = 0;
  for (let i = start[row]!; i < start[row + 1]!; i++) sum += times[i]! * use[cap[i]!]!;
  return sum;
}

/** The first row that is not kept, −1 for none. */
export function firstBroken(crossing: Crossing, use: ArrayLike<number>): number {
  return crossing.limit.findIndex((limit, row) => usedOf(crossing, row, use) > limit);
}

/** What rows leave: how many units more a cap may carry, and what it takes of its row. Nothing without rows. */
export function rowsLeft({ crossing, capacity }: Problem) {
  if (!crossing) return undefined;
  const place = placesInRows(crossing, capacity.length);
  const rowOf = ownersOf(crossing.start);
  const left = crossing.limit.slice();
  return {
    room: (c: number) =>
      place[c]! < 0 ? Number.POSITIVE_INFINITY : Math.floor(left[rowOf[place[c]!]!]! / crossing.times[place[c]!]!),
    take(c: number, units: number): void {
      if (place[c]! >= 0) left[rowOf[place[c]!]!]! -= units * crossing.times[place[c]!]!;
    },
  };
}

/** Place of every cap in the columns of rows, −1 for none. */
export function placesInRows({ cap }: Crossing, caps: number): Int32Array {
  const place = new Int32Array(caps).fill(-1);
  for (let i = 0; i < cap.length; i++) place[cap[i]!] = i;
  return place;
}

/** The problem with what a split leaves of its capacities, and without rows. */
export function withSplit<P extends Problem>(problem: P, split: Pick<Split, 'caps'> | undefined): P {
  const { crossing, ...rest } = problem;
  if (!crossing) return problem;
  const capacity = problem.capacity.slice();
  for (const [c, units] of split?.caps ?? []) capacity[c] = Math.min(capacity[c]!, units);
  return { ...rest, capacity } as unknown as P;
}

/** Shares of the caps in rows that keep them: what is used, and of the rest as much as there is up to each of `most` in turn. */
export function sharesAround(
  { start, cap, times, limit }: Crossing,
  use: ArrayLike<number>,
  ...most: readonly ArrayLike<number>[]
): Float64Array {
  const shares = Float64Array.from(cap, (c) => use[c]!);
  for (let r = 0; r < limit.length; r++) {
    let spare = limit[r]!;
    for (let i = start[r]!; i < start[r + 1]!; i++) spare -= times[i]! * shares[i]!;
    for (const upTo of most)
      for (let i = start[r]!; i < start[r + 1]!; i++) {
        const more = Math.max(0, Math.min(upTo[cap[i]!]! - shares[i]!, Math.floor(spare / times[i]!)));
        shares[i]! += more;
        spare -= more * times[i]!;
      }
  }
  return shares;
}

/**
 * The problem as it is to whoever reads a plan: with its split and, where that leaves a row open, shares around what it uses. The plan is in it as good as it was, and whatever else is in it
 * keeps the rows.
 */
export function asSplit<P extends Problem>(problem: P, flow: Float64Array, split: Split | undefined): P {
  const { crossing, head, parent } = problem;
  if (!crossing) return problem;
  const { capacity } = withSplit(problem, split);
  // First for what somebody may ask for.
  const asked = new Float64Array(capacity.length);
  for (const cap of head) for (let c = cap; c >= 0 && asked[c] === 0; c = parent[c]!) asked[c] = capacity[c]!;
  const shares = sharesAround(crossing, usesOf(problem, flow), asked, capacity);
  return withSplit(problem, { caps: Array.from(crossing.cap, (c, i) => [c, shares[i]!] as const) });
}
