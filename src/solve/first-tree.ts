import type { Hangs } from '../kernel/network-simplex.js';
import * as NODE from '../kernel/node.js';
import { SOURCE } from '../kernel/source-tree.js';
import type { Component } from '../problem/components.js';
import type { Problem } from '../problem/problem.js';
import type { Classes } from './classes.js';
import { arcOfCode, type ComponentGraph, codeOf } from './component-graph.js';
import type { Fit } from './fit.js';

const { TREE, JOIN } = NODE;

/** The tree of a component where it was best, told by what its arcs stand for (see {@link codeOf}), so that a graph of what it has become can take it over. */
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

export const keyOf = {
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
    ...Array.from(caps, keyOf.cap),
    ...bound.map((i) => keyOf.line(lines[i]!)),
    ...joints.map(keyOf.joint),
    ...groups.map(keyOf.group),
  ];
}

function lineOf({ component: { lines }, graph: { sources } }: Part, s: number): number {
  return lines[sources.own ? sources.own[s]! : s]!;
}

/** The tree that a run ended with. O(nodes + sources). */
export function joinsOf(part: Part, { tree, lead }: Fit, sources: FirstTree['sources']): Joins {
  const { codes } = part.graph;
  const found = noJoins(part.problem.demand.length);
  const lineAt = (s: number) => part.component.lines[sources.own ? sources.own[s]! : s]!;
  const codeAt = (a: number, n: number) => (sources.problemArc[a]! < 0 ? codeOf.unmet(n) : codeOf.arc(sources.problemArc[a]!));
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
  const units = carry(part, flow);
  const joined = joinNodes(part, units, before);
  return { got: units.got, ...partLines(part, units, joined) };
}

/** Puts a flow on the nodes' arcs; gives what the arcs of sources carry, and what classes are served. */
function carry({ problem, component: { lines, caps }, graph, classes }: Part, flow: Float64Array) {
  const { demand, candidateStart, arcStart, head, max, previous, parent } = problem;
  const { codes, graph: own, nodeOfCap, joints, sources, bound } = graph;
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
    put(codeOf.unmet(n), unmet[i]!);
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      // One that is no joint and holds a promise has one arc.
      const most = Math.min(previous[p]!, max[p]!);
      let all = 0;
      for (let b = arcStart[p]!; b < arcStart[p + 1]!; b++) {
        const units = flow[b]!;
        const own = isJoint.has(p) ? 0 : Math.min(units, most);
        put(codeOf.arc(b, true), own);
        put(codeOf.arc(b), units - own);
        all += units;
      }
      if (!isJoint.has(p)) continue;
      const kept = Math.min(all, most);
      put(codeOf.joint(p, true), kept);
      put(codeOf.joint(p, false), all - kept);
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
  const unitsOf = (s: number, a: number) => {
    const b = sources.problemArc[a]!;
    return b < 0 ? unmet[sources.own ? sources.own[s]! : s]! : flow[b]!;
  };
  return { arcOf, got, unitsOf };
}

/** Hangs every node; gives the leads, on which sources nodes hang, and parts of lines that were split off for that. */
function joinNodes(part: Part, { arcOf, unitsOf }: ReturnType<typeof carry>, before: Joins) {
  const { graph } = part;
  const { parentArc, root, firstClass, caps, sources, graph: own } = graph;
  const { start, head, capacity, flow } = own;
  const keys = keysOf(part);
  const count = sources.lead.length;
  const sourceOf = new Map<number, number>();
  for (let s = 0; s < count; s++) sourceOf.set(lineOf(part, s), s);
  const inRow = (s: number, code: number): number => {
    const b = arcOfCode(code);
    for (let a = sources.start[s]!; a < sources.start[s + 1]!; a++) if (sources.problemArc[a] === b) return a;
    return -1;
  };
  for (let s = 0; s < count; s++) {
    const code = before.leads[lineOf(part, s)]!;
    const a = code >= 0 && code % 4 === 0 ? inRow(s, code) : -1;
    if (a >= 0) sources.lead[s] = a;
  }
  const tails = new Int32Array(own.flow.length);
  for (let v = 0; v < root; v++) tails.fill(v, start[v], start[v + 1]);
  const hangs = { on: new Int32Array(root).fill(-1), arc: new Int32Array(root), units: new Float64Array(root) };
  /** Parts of lines that nodes hang on: their source and arc. */
  const split: [s: number, a: number][] = [];
  const HUNG = 1;
  const WAITING = 2;
  const state = new Uint8Array(root + 1);
  state[root] = HUNG;
  parentArc.fill(-1);
  for (let left = root, last = root + 1; left > 0 && left < last; ) {
    last = left;
    left = 0;
    for (let v = 0; v < root; v++) if (!hang(v)) left++;
  }
  return { hangs, split };

  /** The parent in the tree of before, −1 where that does not hold any more; notes the arc to it. */
  function known(v: number): number {
    const join = before.joins.get(keys[v]!);
    if (join === undefined) return v >= firstClass ? root : -1;
    if (join.on < 0) return along(v, arcOf.get(join.code) ?? -1);
    const s = sourceOf.get(join.on) ?? -1;
    const a = s < 0 ? -1 : inRow(s, join.code);
    if (a < 0 || a === sources.lead[s] || sources.head[a] !== v || unitsOf(s, a) === 0) return -1;
    hangOn(v, s, a);
    return sources.head[sources.lead[s]!]!;
  }

  function hangOn(v: number, s: number, a: number): void {
    hangs.on[v] = s;
    hangs.arc[v] = a;
    hangs.units[v] = unitsOf(s, a);
  }

  /** The other end of an arc of a node, −1 where there is no room. */
  function along(v: number, a: number): number {
    if (a < 0) return -1;
    const isOwn = tails[a] === v;
    if (isOwn ? flow[a]! >= capacity[a]! : head[a] !== v || flow[a] === 0) return -1;
    parentArc[v] = a;
    return isOwn ? head[a]! : tails[a]!;
  }

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
    for (const a of entering(v)) {
      const from = along(v, a);
      if (from >= 0 && hang(from)) return true;
    }
    parentArc[v] = -1;
    for (const [s, a] of v < caps ? usersOf(v) : []) {
      if (!hang(sources.head[sources.start[s + 1]! - 1]!)) continue;
      hangOn(v, count + split.push([s, a]) - 1, a);
      hangs.units[v] = unitsOf(s, a);
      return true;
    }
    return false;
  }

  /** Arcs of nodes into a node that carry something. */
  function entering(v: number): number[] {
    const found: number[] = [];
    for (let a = 0; a < head.length; a++) if (head[a] === v && flow[a]! > 0) found.push(a);
    return found;
  }

  /** Arcs of sources to a cap that carry something. */
  function usersOf(v: number): [s: number, a: number][] {
    const found: [number, number][] = [];
    for (let s = 0; s < count; s++) {
      for (let a = sources.start[s]!; a < sources.start[s + 1]! - 1; a++) {
        if (sources.head[a] === v && unitsOf(s, a) > 0) found.push([s, a]);
      }
    }
    return found;
  }
}

/** The sources, those at the end being parts of others. */
function partLines({ component: { lines }, graph: { sources, root } }: Part, { unitsOf }: ReturnType<typeof carry>, { hangs, split }: ReturnType<typeof joinNodes>) {
  const { start, lead, head, cost, problemArc } = sources;
  const count = lead.length;
  const isTaken = new Uint8Array(head.length);
  const parts = split.map(([s, a]) => {
    isTaken[a] = 1;
    return { s, lead: start[s + 1]! - 1, units: 0, from: a };
  });
  for (let v = 0; v < root; v++) if (hangs.on[v]! >= 0 && hangs.on[v]! < count) isTaken[hangs.arc[v]!] = 1;
  const supply = new Float64Array(count);
  for (let s = 0; s < count; s++) {
    for (let a = start[s]!; a < start[s + 1]!; a++) {
      if (isTaken[a] === 1) continue;
      const units = unitsOf(s, a);
      if (a === lead[s]) supply[s] = units;
      else if (units > 0) parts.push({ s, lead: a, units, from: a });
    }
  }
  if (parts.length === 0) return { sources: { ...sources, supply }, hangs: hangs as Hangs };
  const extra = parts.reduce((sum, { s }) => sum + start[s + 1]! - start[s]!, 0);
  const end = head.length;
  const all = {
    own: new Int32Array(count + parts.length),
    start: new Int32Array(count + parts.length + 1),
    lead: new Int32Array(count + parts.length),
    supply: new Float64Array(count + parts.length),
    head: new Int32Array(end + extra),
    cost: new Float64Array(end + extra),
    problemArc: new Int32Array(end + extra),
  };
  all.own.set(sources.own ?? lines.map((_, i) => i));
  all.start.set(start);
  all.lead.set(lead);
  all.supply.set(supply);
  all.head.set(head);
  all.cost.set(cost);
  all.problemArc.set(problemArc.subarray(0, end));
  let at = end;
  parts.forEach(({ s, lead: arc, units }, i) => {
    const [from, to] = [start[s]!, start[s + 1]!];
    all.own[count + i] = all.own[s]!;
    all.lead[count + i] = at + arc - from;
    all.supply[count + i] = units;
    for (const name of ['head', 'cost', 'problemArc'] as const) all[name].set(all[name].subarray(from, to), at);
    for (let v = 0; i < split.length && v < root; v++) if (hangs.on[v] === count + i) hangs.arc[v]! += at - from;
    at += to - from;
    all.start[count + i + 1] = at;
  });
  return { sources: { ...sources, ...all }, hangs: hangs as Hangs };
}
