import { STEPS_OF_LOAD } from '../../problem/load.js';
import type { Level, Prices, Problem } from '../../problem/problem.js';
import type { sourceColumns } from '../component-graph.js';
import type { Joins } from '../first-tree.js';

/**
 * A live problem by handles: numbers that columns are read at. Lines, caps and candidates that can affect each other are in one part, and perhaps others: parts are
 * joined at once and taken apart now and then. What is changed in a part makes it dirty, and stale where it is more than a quantity.
 */
export type LiveState = ReturnType<typeof emptyState>;

export interface LivePart {
  lines: number[];
  /** A parent before its children. */
  caps: number[];
  /** What it was when it was settled last; of parts that it is made of, or is a piece of, likewise. */
  columns: LiveColumns | undefined;
  former: LiveColumns[];
  isStale: boolean;
  /** Lines and candidates removed since it was last taken apart. */
  removed: number;
}

/** A part as a problem, with the handles of what has a number in it, −1 for what is gone. */
export interface LiveColumns {
  readonly problem: Problem;
  readonly lines: number[];
  readonly caps: number[];
  readonly groups: number[];
  readonly candidates: Int32Array;
  /** Per line, what all its candidates can take at least; 0 where one is more than an arc that holds no promise. */
  readonly least: Float64Array;
  /** Own ranks of classes by the problem's. */
  readonly ranks: readonly number[];
  /** Units per arc as they were settled last, with the tree and the prices. */
  readonly flow: Float64Array;
  joins: Joins;
  readonly prices: Prices | undefined;
  /** Where graphs are built. */
  room: ReturnType<typeof sourceColumns> | undefined;
}

/** What the use of a cap is counted against, at least given + capacity, and what is given of it already (see `Load`). */
export interface CapLoad {
  readonly full: number;
  readonly given: number;
  /** How many units are handed out together; absent: 1. */
  readonly portion?: number | undefined;
  /** 1: its steps are fine; absent: 0. */
  readonly fine?: number | undefined;
}

export const emptyState = (levels: readonly Level[]) => ({
  levels,
  fair: levels.includes('fair'),
  keeps: levels.includes('keep'),
  /** 0 where load does not count. */
  steps: levels.includes('even') ? STEPS_OF_LOAD : 0,
  group: {
    ...handles(),
    rank: [] as number[],
    least: [] as number[],
    served: [] as number[],
    portion: [] as number[],
    lines: [] as number[],
    part: [] as number[],
  },
  line: {
    ...handles(),
    group: [] as number[],
    demand: [] as number[],
    candidates: [] as number[][],
    part: [] as number[],
    at: [] as number[],
  },
  cap: {
    ...handles(),
    capacity: [] as number[],
    parent: [] as number[],
    load: [] as (CapLoad | undefined)[],
    part: [] as number[],
    at: [] as number[],
  },
  /** Heads and units of a candidate stand in `heads` and `units` from `from` on; `count` are its own. */
  candidate: {
    ...handles(),
    line: [] as number[],
    cost: [] as number[],
    max: [] as number[],
    previous: [] as number[],
    from: [] as number[],
    count: [] as number[],
    at: [] as number[],
  },
  heads: [] as number[],
  units: [] as number[],
  /** Free places for so many heads. */
  freePlaces: new Map<number, number[]>(),
  /** Sets of parts, by number, and the parts of those that represent one. */
  sets: [] as number[],
  parts: [] as (LivePart | undefined)[],
  dirty: new Set<number>(),
  /** Candidates whose units are not what was told last. */
  changed: new Set<number>(),
});

/** Handles are given out again after what they stood for was removed and the flow settled, the smallest first. */
function handles() {
  const free: number[] = [];
  const gone: number[] = [];
  let count = 0;
  return {
    take: () => free.pop() ?? count++,
    drop: (handle: number) => void gone.push(handle),
    release(): void {
      if (gone.length === 0) return;
      free.push(...gone.splice(0));
      free.sort((a, b) => b - a);
    },
  };
}

/** The set that a part is in now. */
export function setOf({ sets }: LiveState, part: number): number {
  let x = part;
  while (sets[x] !== x) {
    sets[x] = sets[sets[x]!]!;
    x = sets[x]!;
  }
  return x;
}

/** A part of its own. */
export function openPart(s: LiveState, lines: number[], caps: number[]): number {
  const number = s.sets.push(s.sets.length) - 1;
  s.parts[number] = { lines, caps, columns: undefined, former: [], isStale: true, removed: 0 };
  s.dirty.add(number);
  return number;
}

/** Notes that a part has changed; gives it. */
export function soil(s: LiveState, part: number, isStale = false): LivePart {
  const set = setOf(s, part);
  s.dirty.add(set);
  const found = s.parts[set]!;
  found.isStale ||= isStale;
  return found;
}

/** Joins two parts, the smaller one to the larger. */
export function join(s: LiveState, one: number, other: number): void {
  let [large, small] = [setOf(s, one), setOf(s, other)];
  if (large === small) return;
  const sizeOf = ({ lines, caps }: LivePart) => lines.length + caps.length;
  if (sizeOf(s.parts[large]!) < sizeOf(s.parts[small]!)) [large, small] = [small, large];
  const into = soil(s, large);
  const from = s.parts[small]!;
  into.isStale ||= from.columns !== undefined || from.former.length > 0;
  for (const n of from.lines) into.lines.push(n);
  for (const c of from.caps) into.caps.push(c);
  into.former.push(...from.former, ...(from.columns ? [from.columns] : []));
  into.removed += from.removed;
  s.sets[small] = large;
  s.parts[small] = undefined;
  s.dirty.delete(small);
}

/** Joins a line with all that it may be served by, and with its class. */
export function tie(s: LiveState, n: number): void {
  const { line, group, candidate, cap } = s;
  const k = line.group[n]!;
  if (s.fair) {
    if (group.part[k]! >= 0) join(s, line.part[n]!, group.part[k]!);
    else group.part[k] = line.part[n]!;
  }
  for (const p of line.candidates[n]!) {
    for (let i = 0; i < candidate.count[p]!; i++) join(s, line.part[n]!, cap.part[s.heads[candidate.from[p]! + i]!]!);
  }
}

/** Forgets lines and caps that are not there any more. */
export function dropGone(s: LiveState, part: LivePart, set: number): void {
  const isThere = (of: readonly number[]) => (v: number) => of[v]! >= 0 && setOf(s, of[v]!) === set;
  part.lines = part.lines.filter(isThere(s.line.part));
  part.caps = part.caps.filter(isThere(s.cap.part));
}

/** Makes a part as many as there are pieces that cannot affect each other. */
export function takeApart(s: LiveState, part: LivePart, set: number): void {
  const { line, cap, group } = s;
  dropGone(s, part, set);
  const known = [...part.former, ...(part.columns ? [part.columns] : [])];
  for (const n of part.lines) {
    line.part[n] = openPart(s, [n], []);
    group.part[line.group[n]!] = -1;
  }
  for (const c of part.caps) {
    const above = cap.parent[c]!;
    cap.part[c] = openPart(s, [], [c]);
    if (above >= 0) join(s, cap.part[above]!, cap.part[c]!);
  }
  for (const n of part.lines) tie(s, n);
  for (const n of part.lines) s.parts[setOf(s, line.part[n]!)]!.former = known;
}
