import { ownersOf } from '../../problem/columns.js';
import type { Problem } from '../../problem/problem.js';
import { arcCodeOf } from '../component-graph.js';
import { nodeKeyOf, noJoins } from '../first-tree.js';
import { dropGone, type LiveColumns, type LivePart, type LiveState } from './live-state.js';

/**
 * Lines, caps and candidates as a problem, with the handles of what has a number in it.
 *
 * @param lines in the order that they are numbered by
 * @param caps likewise, a parent before its children
 * @param candidates of a line, likewise
 */
export function columnsOf(
  s: LiveState,
  lines: number[],
  caps: number[],
  candidates: (n: number) => readonly number[] = (n) => s.line.candidates[n]!,
): LiveColumns {
  const { line, cap, candidate, group } = s;
  const groups: number[] = [];
  const groupAt = new Map<number, number>();
  const capAt = new Int32Array(cap.part.length);
  caps.forEach((c, i) => {
    capAt[c] = i;
  });
  const candidateStart = new Int32Array(lines.length + 1);
  let arcs = 0;
  lines.forEach((n, i) => {
    const k = line.group[n]!;
    if (!groupAt.has(k)) groupAt.set(k, groups.push(k) - 1);
    const own = candidates(n);
    candidateStart[i + 1] = candidateStart[i]! + own.length;
    for (let j = 0; j < own.length; j++) arcs += candidate.count[own[j]!]!;
  });
  const handles = new Int32Array(candidateStart[lines.length]!);
  const column = () => new Float64Array(handles.length);
  const [cost, max, previous] = [column(), column(), column()];
  const arcStart = new Int32Array(handles.length + 1);
  const head = new Int32Array(arcs);
  const flow = new Float64Array(arcs);
  /** Per line, what all its candidates can take at least; 0 where one is more than an arc that holds no promise. */
  const least = new Float64Array(lines.length).fill(Number.POSITIVE_INFINITY);
  let p = 0;
  let a = 0;
  for (const [i, n] of lines.entries()) {
    for (const handle of candidates(n)) {
      handles[p] = handle;
      cost[p] = candidate.cost[handle]!;
      max[p] = candidate.max[handle]!;
      previous[p] = s.keeps ? candidate.previous[handle]! : 0;
      least[i] = candidate.count[handle] === 1 && previous[p] === 0 ? Math.min(least[i]!, max[p]!) : 0;
      p++;
      const from = candidate.from[handle]!;
      for (let at = from; at < from + candidate.count[handle]!; at++) {
        head[a] = capAt[s.heads[at]!]!;
        flow[a++] = s.units[at]!;
      }
      arcStart[p] = a;
    }
  }
  const ranks = [...new Set(groups.map((k) => group.rank[k]!))].sort((one, other) => one - other);
  const problem: Problem = {
    demand: new Float64Array(lines.length),
    rank: Int32Array.from(lines, (n) => ranks.indexOf(group.rank[line.group[n]!]!)),
    group: Int32Array.from(lines, (n) => groupAt.get(line.group[n]!)!),
    candidateStart,
    cost,
    max,
    previous,
    arcStart,
    head,
    capacity: new Float64Array(caps.length),
    parent: Int32Array.from(caps, (c) => (cap.parent[c]! < 0 ? -1 : capAt[cap.parent[c]!]!)),
    served: new Float64Array(groups.length),
    share: new Float64Array(groups.length),
    lostPromises: 0,
    ...portionsOf(s, groups, caps),
  };
  return {
    problem,
    lines,
    caps,
    groups,
    candidates: handles,
    least,
    ranks,
    flow,
    joins: noJoins(lines.length),
    prices: undefined,
    room: undefined,
  };
}

/** Where any portion is more than a unit. */
function portionsOf({ group, cap }: LiveState, groups: readonly number[], caps: readonly number[]) {
  const portions = {
    ofGroup: Float64Array.from(groups, (k) => group.portion[k]!),
    ofCap: Float64Array.from(caps, (c) => cap.load[c]?.portion ?? 1),
  };
  return [...portions.ofGroup, ...portions.ofCap].some((units) => units > 1) && { portions };
}

/** Writes down quantities, which may change without more; those of what is gone, handle −1, are 0. O(lines + caps). */
export function refresh(s: LiveState, { problem, lines, caps, groups }: LiveColumns): void {
  const { demand, group, capacity, served, share } = problem as Problem & { served: Float64Array; share: Float64Array };
  groups.forEach((k, i) => {
    share[i] = served[i] = s.group.served[k]!;
  });
  lines.forEach((n, i) => {
    demand[i] = n < 0 ? 0 : s.line.demand[n]!;
    share[group[i]!]! += demand[i]!;
  });
  groups.forEach((k, i) => {
    share[i] = Math.max(share[i]!, s.group.least[k]!);
  });
  caps.forEach((c, i) => {
    capacity[i] = c < 0 ? 0 : s.cap.capacity[c]!;
  });
  if (s.steps === 0) return;
  const column = (field: 'full' | 'given' | 'fine') => Float64Array.from(caps, (c) => s.cap.load[c]?.[field] ?? 0);
  Object.assign(problem, {
    load: { full: column('full'), given: column('given'), fine: column('fine'), steps: s.steps },
  });
}

/** The columns of a part as it is now: those it had, longer, or new ones, with what is known of its tree. */
export function columnsNow(s: LiveState, part: LivePart, set: number): LiveColumns {
  const { line, cap, candidate } = s;
  dropGone(s, part, set);
  const { columns } = part;
  const isNew = (of: readonly number[]) => (v: number) => of[v]! < 0;
  const isLonger =
    columns && !part.isStale && extend(s, columns, part.lines.filter(isNew(line.at)), part.caps.filter(isNew(cap.at)));
  if (isLonger) return columns;
  const now = columnsOf(s, part.lines.slice(), part.caps.slice());
  number(line.at, now.lines);
  number(cap.at, now.caps);
  number(candidate.at, now.candidates);
  for (const before of [...part.former, ...(columns ? [columns] : [])]) translate(s, before, now);
  Object.assign(part, { columns: now, former: [], isStale: false });
  return now;
}

function number(at: number[], handles: ArrayLike<number>, from = 0): void {
  for (let i = from; i < handles.length; i++) at[handles[i]!] = i;
}

/** Adds lines and caps at the end; tells whether they fit there. */
function extend(s: LiveState, columns: LiveColumns, lines: number[], caps: number[]): boolean {
  if (lines.length === 0 && caps.length === 0) return true;
  const { problem, groups, ranks, joins } = columns;
  const from = { line: columns.lines.length, cap: columns.caps.length, candidate: columns.candidates.length };
  const arcs = problem.head.length;
  const more = columnsOf(s, lines, [...columns.caps, ...caps]);
  const own = more.problem;
  if (problem.portions || own.portions || more.ranks.some((rank) => !ranks.includes(rank))) return false;
  const groupAt = new Map(groups.map((k, i) => [k, i]));
  for (const k of more.groups) if (!groupAt.has(k)) groupAt.set(k, groups.push(k) - 1);
  const behind = (starts: Int32Array, by: number) => starts.subarray(1).map((start) => start + by);
  const column = (name: 'cost' | 'max' | 'previous' | 'demand') => longer(problem[name], own[name]);
  Object.assign(columns, {
    problem: {
      ...problem,
      demand: column('demand'),
      cost: column('cost'),
      max: column('max'),
      previous: column('previous'),
      rank: longer(
        problem.rank,
        own.rank.map((r) => ranks.indexOf(more.ranks[r]!)),
      ),
      group: longer(
        problem.group,
        own.group.map((k) => groupAt.get(more.groups[k]!)!),
      ),
      candidateStart: longer(problem.candidateStart, behind(own.candidateStart, from.candidate)),
      arcStart: longer(problem.arcStart, behind(own.arcStart, arcs)),
      head: longer(problem.head, own.head),
      capacity: new Float64Array(from.cap + caps.length),
      parent: longer(problem.parent, own.parent.subarray(from.cap)),
      served: new Float64Array(groups.length),
      share: new Float64Array(groups.length),
    },
    candidates: longer(columns.candidates, more.candidates),
    least: longer(columns.least, more.least),
    flow: longer(columns.flow, more.flow),
    joins: { ...joins, leads: longer(joins.leads, more.joins.leads) },
  });
  columns.lines.push(...lines);
  columns.caps.push(...caps);
  number(s.line.at, columns.lines, from.line);
  number(s.cap.at, columns.caps, from.cap);
  number(s.candidate.at, columns.candidates, from.candidate);
  return true;
}

/** A column with more behind it, in the same place where there is room. */
function longer<C extends Int32Array | Float64Array>(column: C, more: C): C {
  const Own = column.constructor as new (of: number | ArrayBufferLike) => C;
  const length = column.length + more.length;
  let all = new Own(column.buffer);
  if (all.length < length) {
    all = new Own(Math.ceil(1.25 * length));
    all.set(column);
  }
  all.set(more, column.length);
  return all.subarray(0, length) as C;
}

/** Takes the tree over, as far as what it is of is there. */
function translate({ line, cap, candidate }: LiveState, before: LiveColumns, now: LiveColumns): void {
  const { joins: old, problem, lines, caps, groups, candidates } = before;
  const groupAt = new Map(now.groups.map((k, i) => [k, i]));
  const isOne = problem.head.length === candidates.length;
  const find = (at: number | undefined, handle: number, among: ArrayLike<number>) =>
    at !== undefined && among[at] === handle ? at : -1;
  const lineNow = (n: number) => find(line.at[lines[n]!], lines[n]!, now.lines);
  const capNow = (c: number) => find(cap.at[caps[c]!], caps[c]!, now.caps);
  const candidateNow = (p: number) => find(candidate.at[candidates[p]!], candidates[p]!, now.candidates);
  const owners = isOne ? undefined : ownersOf(problem.arcStart);
  /** The same arc now, −1: it is gone. */
  const codeNow = (code: number): number => {
    const kind = code % 4;
    if (kind === 2) {
      const c = capNow(Math.floor(code / (4 * 4096)));
      return c < 0 ? -1 : arcCodeOf.step(c, Math.floor(code / 4) % 4096);
    }
    if (kind === 3) {
      const n = lineNow((code - 3) / 4);
      return n < 0 ? -1 : arcCodeOf.unmet(n);
    }
    const isPromised = Math.floor(code / 4) % 2 === 1;
    const x = Math.floor(code / 8);
    const p = candidateNow(kind === 0 && owners ? owners[x]! : x);
    if (p < 0) return -1;
    if (kind === 1) return arcCodeOf.joint(p, isPromised);
    return arcCodeOf.arc(now.problem.arcStart[p]! + (owners ? x - problem.arcStart[owners[x]!]! : 0), isPromised);
  };
  old.leads.forEach((code, n) => {
    const at = code < 0 ? -1 : lineNow(n);
    if (at >= 0) now.joins.leads[at] = codeNow(code);
  });
  const nows = [
    (c: number) => [capNow(c), nodeKeyOf.cap],
    (n: number) => [lineNow(n), nodeKeyOf.line],
    (p: number) => [candidateNow(p), nodeKeyOf.joint],
    (k: number) => [groupAt.get(groups[k]!) ?? -1, nodeKeyOf.group],
  ] as const;
  for (const [key, { code, on }] of old.joins) {
    const [at, named] = nows[key % 4]!(Math.floor(key / 4)) as [number, (i: number) => number];
    const arc = at < 0 ? -1 : codeNow(code);
    const source = on < 0 ? -1 : lineNow(on);
    if (arc >= 0 && (on < 0 || source >= 0)) now.joins.joins.set(named(at), { code: arc, on: source });
  }
}
