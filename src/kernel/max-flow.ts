import { type Arrivals, arrivals, type Graph } from './graph.js';
import type { Work } from './work.js';

/**
 * Maximum flow from many sources to the root, region by region.
 *
 * A *region* is a set of nodes with one label; labels are ordered. Flow of a region stays in it, or leaves it for the root or
 * for a region with a larger label, where it counts as arrived: seen from here, such an arc ends at the root. Arcs towards
 * smaller labels are closed. So regions can be worked on one by one, each leaving the others' flow as it is.
 */
export interface Regions {
  readonly graph: Graph;
  readonly arrivals: Arrivals;
  /** Label per node; the root's is larger than all others. */
  readonly label: Int32Array;
  /** Node per source. */
  readonly source: Int32Array;
  /** Units that leave each source. */
  readonly served: Float64Array;
  /** Steps to the nearest way out in the latest search, −1 where there is none. */
  readonly level: Int32Array;
  /** Per node, the next of its own arcs to try, then the next arc into it. */
  readonly cursor: Int32Array;
  readonly back: Int32Array;
  readonly queue: Int32Array;
}

/** Work after which a phase pauses. */
const PAUSE = 400_000;

export const ROOT_LABEL = 2 ** 31 - 1;

/** All nodes but the root in one region with label 0; `graph.flow` is taken as it is and must fit `served`. */
export function oneRegion(graph: Graph, source: Int32Array, served: Float64Array): Regions {
  const { nodes } = graph;
  const label = new Int32Array(nodes);
  label[nodes - 1] = ROOT_LABEL;
  return {
    graph,
    arrivals: arrivals(graph),
    label,
    source,
    served,
    level: new Int32Array(nodes).fill(-1),
    cursor: new Int32Array(nodes),
    back: new Int32Array(nodes),
    queue: new Int32Array(nodes),
  };
}

/**
 * Serves as many units as can be from `sources` (all of one region), at most `limit[s]` from source s; a source that has more is
 * cut back first. Dinic's algorithm (1970), O(n²·m), on shallow matching networks O(m·√n) in practice. Distances are counted from the
 * ways out, so that nodes which cannot get out, most of them where much is contended, are not visited.
 *
 * @returns the nodes that a source with units left over still reaches: a minimum cut. None: all limits were reached. Told to stop,
 * it leaves the flow as it is and gives no answer.
 */
export function* serve(
  regions: Regions,
  sources: Int32Array,
  limit: Float64Array,
  nodes: Int32Array,
): Work<Int32Array | undefined> {
  const { graph, label, served, level, queue } = regions;
  for (let i = 0; i < nodes.length; i++) level[nodes[i]!] = -1;
  cutBack(regions, sources, limit, nodes);
  let hungry = sources.filter((s) => served[s]! < limit[s]!);
  if (hungry.length === 0) return hungry;
  const exits = nodes.filter((v) => leaves(graph, label, v));
  if (yield nodes.length) return undefined;
  while (hungry.length > 0) {
    for (let i = 0; i < hungry.length; i++) level[regions.source[hungry[i]!]!] = HUNGRY;
    const count = measure(regions, exits, hungry.length);
    let paths = 0;
    let work = count;
    for (let i = 0; i < hungry.length; i++) {
      const s = hungry[i]!;
      while (served[s]! < limit[s]! && augment(regions, s, limit)) paths++;
      if (8 * paths + work < PAUSE) continue;
      if (yield 8 * paths + work) return undefined;
      work = -8 * paths;
    }
    for (let i = 0; i < count; i++) level[queue[i]!] = -1;
    for (let i = 0; i < hungry.length; i++) level[regions.source[hungry[i]!]!] = -1;
    if (paths === 0) return reached(regions, hungry);
    hungry = hungry.filter((s) => served[s]! < limit[s]!);
  }
  return hungry;
}

/** Whether a node has an arc out of its region. */
function leaves({ start, head }: Graph, label: Int32Array, v: number): boolean {
  const end = start[v + 1]!;
  const own = label[v]!;
  for (let a = start[v]!; a < end; a++) if (label[head[a]!]! > own) return true;
  return false;
}

/** Level of the node of a source with units left over, before it is found. */
const HUNGRY = -2;

/**
 * Finds the distance to the nearest way out, backwards from these, until all sources with units left over are found; gives the number of
 * nodes seen.
 */
function measure(regions: Regions, exits: Int32Array, hungry: number): number {
  const { graph, arrivals, label, level, cursor, back, queue } = regions;
  const { start, head, capacity, flow } = graph;
  const { start: first, entry, from } = arrivals;
  let count = 0;
  let missing = hungry;
  for (let i = 0; i < exits.length; i++) {
    const v = exits[i]!;
    const end = start[v + 1]!;
    let a = start[v]!;
    while (a < end && (label[head[a]!]! <= label[v]! || flow[a]! >= capacity[a]!)) a++;
    if (a === end) continue;
    if (level[v] === HUNGRY) missing--;
    level[v] = 0;
    queue[count++] = v;
  }
  for (let done = 0; done < count && missing > 0; done++) {
    const v = queue[done]!;
    const own = label[v]!;
    const depth = level[v]! + 1;
    const last = first[v + 1]!;
    for (let i = first[v]!; i < last; i++) {
      const w = from[i]!;
      const old = level[w]!;
      if (old >= 0) continue;
      const a = entry[i]!;
      if (flow[a]! >= capacity[a]! || label[w] !== own) continue;
      if (old === HUNGRY) missing--;
      level[w] = depth;
      queue[count++] = w;
    }
    const end = start[v + 1]!;
    for (let a = start[v]!; a < end; a++) {
      if (flow[a] === 0) continue;
      const w = head[a]!;
      const old = level[w]!;
      if (old >= 0 || label[w] !== own) continue;
      if (old === HUNGRY) missing--;
      level[w] = depth;
      queue[count++] = w;
    }
  }
  for (let i = 0; i < count; i++) {
    const v = queue[i]!;
    cursor[v] = start[v]!;
    back[v] = first[v]!;
  }
  return count;
}

/** Arcs of the path in hand, 2·arc, plus 1 where it sends flow back. */
const path: number[] = [];
/** The nodes it has left. */
const way: number[] = [];

/** One path from source s along falling levels and out; false when there is none left. */
function augment(regions: Regions, s: number, limit: Float64Array): boolean {
  const { graph, arrivals, label, source, level, cursor, back, served } = regions;
  const { start, head, capacity, flow } = graph;
  const { entry, from } = arrivals;
  let v = source[s]!;
  const own = label[v]!;
  if (level[v]! < 0) return false;
  path.length = 0;
  way.length = 0;
  for (;;) {
    const depth = level[v]! - 1;
    const end = start[v + 1]!;
    let a = cursor[v]!;
    for (; a < end; a++) {
      const w = head[a]!;
      if ((depth < 0 ? label[w]! > own : level[w] === depth && label[w] === own) && flow[a]! < capacity[a]!) break;
    }
    cursor[v] = a;
    if (a < end) {
      path.push(2 * a);
      if (depth < 0) break;
      way.push(v);
      v = head[a]!;
      continue;
    }
    const last = depth < 0 ? 0 : arrivals.start[v + 1]!;
    let i = back[v]!;
    while (i < last && !(level[from[i]!] === depth && flow[entry[i]!]! > 0 && label[from[i]!] === own)) i++;
    back[v] = i;
    if (i < last) {
      path.push(2 * entry[i]! + 1);
      way.push(v);
      v = from[i]!;
      continue;
    }
    level[v] = -1;
    path.pop();
    if (way.length === 0) return false;
    v = way.pop()!;
  }
  let units = limit[s]! - served[s]!;
  for (let i = 0; i < path.length; i++) {
    const arc = path[i]! >> 1;
    units = Math.min(units, (path[i]! & 1) === 0 ? capacity[arc]! - flow[arc]! : flow[arc]!);
  }
  for (let i = 0; i < path.length; i++) flow[path[i]! >> 1]! += (path[i]! & 1) === 0 ? units : -units;
  served[s]! += units;
  return true;
}

/** All nodes that the sources reach. */
function reached({ graph, arrivals, label, source, level, queue }: Regions, sources: Int32Array): Int32Array {
  const { start, head, capacity, flow } = graph;
  const { start: first, entry, from } = arrivals;
  let count = 0;
  for (let i = 0; i < sources.length; i++) {
    const v = source[sources[i]!]!;
    if (level[v] === 0) continue;
    level[v] = 0;
    queue[count++] = v;
  }
  for (let done = 0; done < count; done++) {
    const v = queue[done]!;
    const own = label[v]!;
    const end = start[v + 1]!;
    for (let a = start[v]!; a < end; a++) {
      const w = head[a]!;
      if (level[w] === 0 || flow[a]! >= capacity[a]! || label[w] !== own) continue;
      level[w] = 0;
      queue[count++] = w;
    }
    const last = first[v + 1]!;
    for (let i = first[v]!; i < last; i++) {
      const w = from[i]!;
      if (level[w] === 0 || flow[entry[i]!] === 0 || label[w] !== own) continue;
      level[w] = 0;
      queue[count++] = w;
    }
  }
  return queue.slice(0, count);
}

/** Takes back what sources were served beyond their limits, path by path. */
function cutBack(regions: Regions, sources: Int32Array, limit: Float64Array, nodes: Int32Array): void {
  const { graph, label, cursor, served, source } = regions;
  const { start, head, flow } = graph;
  for (let i = 0; i < nodes.length; i++) cursor[nodes[i]!] = start[nodes[i]!]!;
  for (let i = 0; i < sources.length; i++) {
    const s = sources[i]!;
    const own = label[source[s]!]!;
    while (served[s]! > limit[s]!) {
      let units = served[s]! - limit[s]!;
      path.length = 0;
      for (let v = source[s]!; label[v] === own; ) {
        let a = cursor[v]!;
        while (flow[a] === 0) a++;
        cursor[v] = a;
        units = Math.min(units, flow[a]!);
        path.push(a);
        v = head[a]!;
      }
      for (const a of path) flow[a]! -= units;
      served[s]! -= units;
    }
  }
}
