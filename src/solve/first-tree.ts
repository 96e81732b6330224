import { placesBy } from '../kernel/grouped.js';
import * as NODE from '../kernel/node.js';
import { compareOrdinals, ordinalOf } from '../kernel/ordinal.js';
import { type Hangs, SOURCE } from '../kernel/source-tree.js';
import { placeIn } from '../problem/columns.js';
import type { Component } from '../problem/components.js';
import type { Problem } from '../problem/problem.js';
import type { Classes } from './classes.js';
import { arcCodeOf, arcOfCode, type ComponentGraph } from './component-graph.js';

const { TREE, JOIN } = NODE;

/** The tree of a component where it was best, told by what its arcs stand for (see {@link arcCodeOf}), so that a graph of what it has become can take it over. */
export interface Joins {
  /** Per line that is a source, the arc towards the root; −1: not known. */
  readonly leads: Float64Array;
  /** Per node, by {@link keysOf}: the arc to its parent, and the line of the source that it hangs on by it, −1 for none. */
  readonly joins: Map<number, { readonly code: number; readonly on: number }>;
}

export const noJoins = (lines: number): Joins => ({ leads: new Float64Array(lines).fill(-1), joins: new Map() });

/** What a run goes on from: besides what is told here, `flow` and `parentArc` of the graph are written. */
export type FirstTree = ReturnType<typeof firstTree>;

/** What is at hand of a component. */
interface Part {
  readonly problem: Problem;
  readonly component: Component;
  readonly graph: ComponentGraph;
  readonly classes: Classes | undefined;
}

export const nodeKeyOf = {
  cap: (c: number) => 4 * c,
  line: (n: number) => 4 * n + 1,
  joint: (p: number) => 4 * p + 2,
  group: (k: number) => 4 * k + 3,
};

/** What each node but the root stands for. */
function keysOf({ problem, component: { lines, caps }, graph, classes }: Part): number[] {
  const groups: number[] = [];
  classes?.ofLine.forEach((k, i) => {
    groups[k] ??= problem.group[lines[i]!]!;
  });
  const { bound, joints } = graph;
  return [
    ...Array.from(caps, nodeKeyOf.cap),
    ...bound.map((i) => nodeKeyOf.line(lines[i]!)),
    ...joints.map(nodeKeyOf.joint),
    ...groups.map(nodeKeyOf.group),
  ];
}

function lineOf({ component: { lines }, graph: { sources } }: Part, s: number): number {
  return lines[sources.own ? sources.own[s]! : s]!;
}

/** The tree that a run ended with. O(nodes + sources). */
export function joinsOf(
  part: Part,
  { tree, lead }: { readonly tree: Int32Array; readonly lead: Int32Array },
  sources: FirstTree['sources'],
): Joins {
  const { codes } = part.graph;
  const found = noJoins(part.problem.demand.length);
  const lineAt = (s: number) => part.component.lines[sources.own ? sources.own[s]! : s]!;
  const codeAt = (a: number, n: number) =>
    sources.problemArc[a]! < 0 ? arcCodeOf.unmet(n) : arcCodeOf.arc(sources.problemArc[a]!);
  // Of a line in several parts the first one counts.
  for (let s = lead.length - 1; s >= 0; s--) found.leads[lineAt(s)] = codeAt(lead[s]!, lineAt(s));
  keysOf(part).forEach((key, v) => {
    const join = tree[v * TREE + JOIN]!;
    const s = tree[v * TREE + SOURCE]!;
    if (s >= 0) found.joins.set(key, { code: codeAt(join, lineAt(s)), on: lineAt(s) });
    else if (join >= 0) found.joins.set(key, { code: codes[join >> 1]!, on: -1 });
  });
  return found;
}

/**
 * A tree for a possible flow, as far as can be the one that was best before: then few pivots are left to do. A node whose arc to the parent is gone, or has no
 * room any more, hangs on its own arc instead or on what brings it units; so the tree is strongly feasible.
 *
 * Of the arcs of a source those outside the tree carry nothing. A line that uses more is parted: each such arc has a source of its own, with the same row.
 * O(arcs).
 *
 * @param flow per arc of the problem; nothing at dead caps
 */
export function firstTree(part: Part, flow: Float64Array, before: Joins) {
  const carried = carry(part, flow, before);
  const { hangs, split } = joinNodes(part, carried, before);
  return { got: carried.got, hangs, sources: partLines(part, carried, hangs, split) };
}

/** Puts a flow on the nodes' arcs; gives what the arcs of sources carry, and what classes are served. Leads are those of before. */
function carry(part: Part, flow: Float64Array, before: Joins) {
  const {
    problem,
    component: { lines, caps },
    graph,
    classes,
  } = part;
  const { demand, candidateStart, arcStart, head, max, previous, parent } = problem;
  const { codes, graph: own, nodeOfCap, joints, bound } = graph;
  const arcOf = new Map<number, number>();
  codes.forEach((code, a) => {
    arcOf.set(code, a);
  });
  const put = (code: number, units: number) => {
    if (units > 0) own.flow[arcOf.get(code)!]! += units;
  };
  own.flow.fill(0);
  const used = new Float64Array(caps.length);
  const got = new Float64Array(classes?.rank.length ?? 0);
  const unmet = Float64Array.from(lines, (n, i) => {
    let served = 0;
    for (let b = arcStart[candidateStart[n]!]!; b < arcStart[candidateStart[n + 1]!]!; b++) {
      if (flow[b] === 0) continue;
      served += flow[b]!;
      used[nodeOfCap[head[b]!]!]! += flow[b]!;
    }
    if (classes) got[classes.ofLine[i]!]! += served;
    return demand[n]! - served;
  });
  const isJoint = new Set(joints);
  for (const i of bound) {
    const n = lines[i]!;
    put(arcCodeOf.unmet(n), unmet[i]!);
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      // One that is no joint and holds a promise has one arc.
      const most = Math.min(previous[p]!, max[p]!);
      let all = 0;
      for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) {
        const units = flow[b]!;
        const own = isJoint.has(p) ? 0 : Math.min(units, most);
        put(arcCodeOf.arc(b, true), own);
        put(arcCodeOf.arc(b), units - own);
        all += units;
      }
      if (!isJoint.has(p)) continue;
      const kept = Math.min(all, most);
      put(arcCodeOf.joint(p, true), kept);
      put(arcCodeOf.joint(p, false), all - kept);
    }
  }
  for (let c = caps.length - 1; c >= 0; c--) {
    const above = parent[caps[c]!]!;
    if (above >= 0) used[nodeOfCap[above]!]! += used[c]!;
    for (let a = own.start[c]!, left = used[c]!; a < own.start[c + 1]!; a++) {
      own.flow[a] = Math.min(left, own.capacity[a]!);
      left -= own.flow[a]!;
    }
  }
  return { arcOf, got, ...usedArcs(part, flow, unmet, before) };
}

/** Arcs of sources that carry something, row by row: those of source s from `usedStart[s]` on. Leads are those of before. O(arcs). */
function usedArcs(part: Part, flow: Float64Array, unmet: Float64Array, { leads }: Joins) {
  const { start, lead, problemArc, own } = part.graph.sources;
  const usedStart = new Int32Array(lead.length + 1);
  const used = { arc: [] as number[], units: [] as number[] };
  for (let s = 0; s < lead.length; s++) {
    const last = start[s + 1]! - 1;
    const known = arcOfCode(leads[lineOf(part, s)]!);
    for (let a = start[s]!; a < last; a++) {
      const b = problemArc[a]!;
      if (b === known) lead[s] = a;
      if (flow[b] === 0) continue;
      used.arc.push(a);
      used.units.push(flow[b]!);
    }
    const left = unmet[own ? own[s]! : s]!;
    if (left > 0) {
      used.arc.push(last);
      used.units.push(left);
    }
    usedStart[s + 1] = used.arc.length;
  }
  return { usedStart, used };
}

/** The joins of nodes: written to the graph where arcs of nodes make them, to `hangs` where those of sources do. */
function joinery(part: Part, { arcOf, usedStart, used }: Carried, { joins }: Joins) {
  const { parentArc, root, firstClass, sources, graph: own } = part.graph;
  const { start, head, capacity, flow } = own;
  const keys = keysOf(part);
  const sourceOf = new Int32Array(part.problem.demand.length).fill(-1);
  for (let s = 0; s < sources.lead.length; s++) sourceOf[lineOf(part, s)] = s;
  const tails = new Int32Array(own.flow.length);
  for (let v = 0; v < root; v++) tails.fill(v, start[v], start[v + 1]);
  const hangs = { on: new Int32Array(root).fill(-1), arc: new Int32Array(root), units: new Float64Array(root) };
  parentArc.fill(-1);
  return { hangs, known, hangOn, along };

  /** The parent in the tree of before, −1 where that does not hold any more; notes the arc to it. */
  function known(v: number): number {
    const join = joins.get(keys[v]!);
    if (join === undefined) return v >= firstClass ? root : -1;
    if (join.on < 0) return along(v, arcOf.get(join.code) ?? -1);
    const s = sourceOf[join.on]!;
    const b = arcOfCode(join.code);
    for (let i = s < 0 ? 0 : usedStart[s]!; s >= 0 && i < usedStart[s + 1]!; i++) {
      const a = used.arc[i]!;
      if (sources.problemArc[a] !== b || a === sources.lead[s] || sources.head[a] !== v) continue;
      hangOn(v, s, i);
      return sources.head[sources.lead[s]!]!;
    }
    return -1;
  }

  function hangOn(v: number, s: number, i: number): void {
    hangs.on[v] = s;
    hangs.arc[v] = used.arc[i]!;
    hangs.units[v] = used.units[i]!;
  }

  /** The other end of an arc of a node, −1 where there is no room. */
  function along(v: number, a: number): number {
    if (a < 0) return -1;
    const isOwn = tails[a] === v;
    if (isOwn ? flow[a]! >= capacity[a]! : head[a] !== v || flow[a] === 0) return -1;
    parentArc[v] = a;
    return isOwn ? head[a]! : tails[a]!;
  }
}

/** Hangs every node; gives on which sources nodes hang, and what is split off for that: places among the arcs used. */
function joinNodes(part: Part, carried: Carried, before: Joins) {
  const { parentArc, root, firstClass, caps, sources, graph: own } = part.graph;
  const { start, head, flow } = own;
  const { usedStart, used, got } = carried;
  const count = sources.lead.length;
  const { hangs, known, hangOn, along } = joinery(part, carried, before);
  const split: number[] = [];
  let users: { readonly nodes: Users; readonly sources: Users } | undefined;
  const HUNG = 1;
  const WAITING = 2;
  const state = new Uint8Array(root + 1);
  state[root] = HUNG;
  for (let left = root, last = root + 1; left > 0 && left < last; ) {
    last = left;
    left = 0;
    for (let v = 0; v < root; v++) if (!hang(v)) left++;
  }
  return { hangs, split };

  /** Hangs a node, and what is above it; tells whether it could be. */
  function hang(leaf: number): boolean {
    const path: number[] = [];
    let v = leaf;
    while (v >= 0 && state[v] === 0) {
      state[v] = WAITING;
      path.push(v);
      v = known(v);
    }
    let isHung = v < 0 ? hangElsewhere(path.at(-1)!) : state[v] === HUNG;
    // Something above waits for what this hangs on itself.
    while (!isHung && path.length > 0) {
      const top = path.pop()!;
      isHung = hangElsewhere(top);
      state[top] = isHung ? HUNG : 0;
    }
    for (const u of path) state[u] = HUNG;
    return state[leaf] === HUNG;
  }

  function hangElsewhere(v: number): boolean {
    hangs.on[v] = parentArc[v] = -1;
    if (v >= firstClass) return true;
    for (let a = start[v]!; a < start[v + 1]!; a++) {
      const to = along(v, a);
      if (to >= 0 && hang(to)) return true;
    }
    users ??= {
      nodes: usersBy(root, head, flow),
      sources: usersBy(
        root,
        used.arc.map((a) => sources.head[a]!),
        used.units,
      ),
    };
    for (const a of users.nodes(v)) {
      const from = along(v, a);
      if (from >= 0 && hang(from)) return true;
    }
    parentArc[v] = -1;
    // Units that are worth least come first.
    const found = v < caps ? Array.from(users.sources(v), (i) => ({ i, s: placeIn(usedStart, i + 1) - 1 })) : [];
    for (const { i, s } of found.sort((a, b) => compareWorth(part, got, a.s, b.s))) {
      if (!hang(sources.head[sources.start[s + 1]! - 1]!)) continue;
      hangOn(v, count + split.push(i) - 1, i);
      return true;
    }
    return false;
  }
}

/** Negative where the last unit of a source's class is worth less than that of another's. */
function compareWorth(
  { problem, component: { lines }, graph: { sources }, classes }: Part,
  got: Float64Array,
  s: number,
  other: number,
): number {
  const [i, j] = sources.own ? [sources.own[s]!, sources.own[other]!] : [s, other];
  if (!classes) return problem.rank[lines[j]!]! - problem.rank[lines[i]!]!;
  const [k, l] = [classes.ofLine[i]!, classes.ofLine[j]!];
  return compareOrdinals(ordinalOf(classes, l, Math.max(got[l]!, 1)), ordinalOf(classes, k, Math.max(got[k]!, 1)));
}

/** The column with room for more behind it, in the same place where there is. */
function longer<C extends Int32Array | Float64Array>(column: C, length: number): C {
  const Own = column.constructor as new (of: number | ArrayBufferLike) => C;
  const all = new Own(column.buffer);
  if (all.length >= length) return all.subarray(0, length) as C;
  const more = new Own(length);
  more.set(column);
  return more;
}

type Carried = ReturnType<typeof carry>;

type Users = (v: number) => Int32Array;

/** By node, the places of arcs into it that carry something. */
function usersBy(nodes: number, head: ArrayLike<number>, units: ArrayLike<number>): Users {
  const to = Int32Array.from(head, (v, a) => (v < nodes && units[a]! > 0 ? v : -1));
  const [start, places] = placesBy(nodes, to);
  return (v) => places.subarray(start[v], start[v + 1]);
}

/** The sources, those at the end being parts of others. */
function partLines(
  { component: { lines }, graph: { sources, root } }: Part,
  { usedStart, used }: Carried,
  hangs: Hangs,
  split: readonly number[],
) {
  const { start, lead, head, cost, problemArc } = sources;
  const count = lead.length;
  const hung = new Set(split.map((i) => used.arc[i]!));
  for (let v = 0; v < root; v++) if (hangs.on[v]! >= 0) hung.add(hangs.arc[v]!);
  const supply = new Float64Array(count);
  const parts = split.map((i) => ({ s: placeIn(usedStart, i + 1) - 1, arc: -1, units: 0 }));
  for (let s = 0; s < count; s++) {
    for (let i = usedStart[s]!; i < usedStart[s + 1]!; i++) {
      const arc = used.arc[i]!;
      const units = used.units[i]!;
      if (hung.has(arc)) continue;
      if (arc === lead[s]) supply[s] = units;
      else parts.push({ s, arc, units });
    }
  }
  if (parts.length === 0) return { ...sources, supply };
  const end = start[count]!;
  const size = parts.reduce((sum, { s }) => sum + start[s + 1]! - start[s]!, end);
  const all = {
    own: longer(sources.own ?? lines.map((_, i) => i), count + parts.length),
    start: longer(start, count + parts.length + 1),
    lead: longer(lead, count + parts.length),
    supply: longer(supply, count + parts.length),
    head: longer(head, size),
    cost: longer(cost, size),
    problemArc: longer(problemArc.subarray(0, end), size),
  };
  parts.forEach(({ s, arc, units }, i) => {
    const [from, to, at] = [start[s]!, start[s + 1]!, all.start[count + i]!];
    all.own[count + i] = all.own[s]!;
    // What a node hangs on leads to where units stay unmet, without any.
    all.lead[count + i] = at + (arc < 0 ? to - 1 : arc) - from;
    all.supply[count + i] = units;
    for (const name of ['head', 'cost', 'problemArc'] as const) all[name].copyWithin(at, from, to);
    all.start[count + i + 1] = at + to - from;
  });
  for (let v = 0; v < root; v++) {
    const i = hangs.on[v]! - count;
    if (i >= 0) hangs.arc[v]! += all.start[count + i]! - start[parts[i]!.s]!;
  }
  return { ...sources, ...all };
}
