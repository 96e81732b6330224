import { arrivals, type Graph } from './flow-graph.js';
import type { Stoppable } from './work.js';

/** Level of a node in the region that was not found, of one that a hungry source stands at, and of one outside. */
const UNSEEN = -1;
const HUNGRY = -2;
const OUTSIDE = 2 ** 30;

/** Work of one path, and work after which a phase pauses. */
const PATH = 8;
const PAUSE = 400_000;

export const ROOT_LABEL = 2 ** 31 - 1;

/**
 * Maximum flow from many sources to the root, region by region.
 *
 * A *region* is a set of nodes with one label; labels are ordered. Flow of a region stays in it, or leaves it for the root or
 * for a region with a larger label, where it counts as arrived: seen from here, such an arc ends at the root. Arcs towards
 * smaller labels are closed. So regions can be worked on one by one, each leaving the others' flow as it is.
 */
export type Regions = ReturnType<typeof oneRegion>;

/** All nodes but the root in one region with label 0; `graph.flow` is taken as it is and must fit `served`. */
export function oneRegion(graph: Graph, source: Int32Array, served: Float64Array) {
  const { nodes, flow, capacity } = graph;
  const label = new Int32Array(nodes);
  label[nodes - 1] = ROOT_LABEL;
  const into = arrivals(graph);
  const arcs = into.entry.length;
  const loaded = new Uint8Array(arcs);
  const open = new Uint8Array(arcs);
  for (let a = 0; a < arcs; a++) {
    if (flow[a]! > 0) loaded[a] = 1;
    if (flow[a]! < capacity[a]!) open[into.place[a]!] = 1;
  }
  return {
    graph,
    arrivals: into,
    /** Label per node; the root's is larger than all others. */
    label,
    /** Node per source. */
    source,
    /** Units that leave each source. */
    served,
    /** Per arc, whether it carries flow; per arrival, whether its arc has room: side by side where a search reads them. */
    loaded,
    open,
    /** Steps to the nearest way out in the latest search; or one of the values above. */
    level: new Int32Array(nodes).fill(OUTSIDE),
    /** Per node, the next of its own arcs to try, then the next arc into it; true where `touched` tells the phase. */
    cursor: new Int32Array(nodes),
    back: new Int32Array(nodes),
    touched: new Int32Array(nodes),
    phase: 0,
    queue: new Int32Array(nodes),
    /** Arcs of the path in hand, 2·arc, plus 1 where it sends flow back; and the nodes it has left. */
    path: [] as number[],
    way: [] as number[],
  };
}

/**
 * Serves as many units as can be from `sources` (all of one region), at most `limit[s]` from source s; a source that has more is
 * cut back first. Dinic's algorithm (1970), O(n²·m), on shallow matching networks O(m·√n) in practice. Distances are counted from the
 * ways out, so that nodes which cannot get out are not visited.
 *
 * @param nodes the region
 * @returns the nodes that a source with units left over still reaches: a minimum cut. None: all limits were reached. Told to stop,
 * it leaves the flow as it is and gives no answer.
 */
export function* serveRegions(
  regions: Regions,
  sources: Int32Array,
  limit: Float64Array,
  nodes: Int32Array,
): Stoppable<Int32Array | undefined> {
  const { source, served, level, queue } = regions;
  cutBack(regions, sources, limit, nodes);
  for (let i = 0; i < nodes.length; i++) level[nodes[i]!] = UNSEEN;
  let hungry: Int32Array = sources.filter((s) => served[s]! < limit[s]!);
  let exits: Int32Array = hungry.length > 0 ? nodes.filter((v) => wayOut(regions, v) >= 0) : hungry;
  let stuck: Int32Array = hungry;
  let stop = (yield nodes.length) === true;
  let work = 0;
  while (hungry.length > 0 && !stop) {
    for (let i = 0; i < hungry.length; i++) level[source[hungry[i]!]!] = HUNGRY;
    const count = measure(regions, exits, hungry.length);
    regions.phase++;
    let found = false;
    work += count;
    for (let i = 0; i < hungry.length && !stop; i++) {
      const s = hungry[i]!;
      while (served[s]! < limit[s]! && augment(regions, s, limit)) {
        found = true;
        work += PATH;
      }
      if (work < PAUSE) continue;
      stop = (yield work) === true;
      work = 0;
    }
    for (let i = 0; i < count; i++) level[queue[i]!] = UNSEEN;
    for (let i = 0; i < hungry.length; i++) level[source[hungry[i]!]!] = UNSEEN;
    if (!found && !stop) {
      stuck = reached(regions, hungry);
      break;
    }
    hungry = hungry.filter((s) => served[s]! < limit[s]!);
    exits = exits.filter((v) => wayOut(regions, v) >= 0);
    stuck = hungry;
  }
  for (let i = 0; i < nodes.length; i++) level[nodes[i]!] = OUTSIDE;
  return stop ? undefined : stuck;
}

/** The first arc with room that leads out of the region of v, −1 for none. */
function wayOut({ graph, label }: Regions, v: number): number {
  const { start, head, capacity, flow } = graph;
  const end = start[v + 1]!;
  const own = label[v]!;
  for (let a = start[v]!; a < end; a++) if (label[head[a]!]! > own && flow[a]! < capacity[a]!) return a;
  return -1;
}

/**
 * Finds the distance to the nearest way out, backwards from these, until all hungry sources are found; gives the number of
 * nodes seen.
 */
function measure({ graph, arrivals, loaded, open, level, queue }: Regions, exits: Int32Array, hungry: number): number {
  const { start, head } = graph;
  const { start: first, from } = arrivals;
  let missing = hungry;
  let count = 0;
  for (; count < exits.length; count++) {
    const v = exits[count]!;
    if (level[v] === HUNGRY) missing--;
    level[v] = 0;
    queue[count] = v;
  }
  for (let done = 0; done < count && missing > 0; done++) {
    const v = queue[done]!;
    const depth = level[v]! + 1;
    const last = first[v + 1]!;
    for (let i = first[v]!; i < last; i++) {
      const w = from[i]!;
      if (level[w]! >= 0 || open[i] === 0) continue;
      if (level[w] === HUNGRY) missing--;
      level[w] = depth;
      queue[count++] = w;
    }
    const end = start[v + 1]!;
    for (let a = start[v]!; a < end; a++) {
      if (loaded[a] === 0) continue;
      const w = head[a]!;
      if (level[w]! >= 0) continue;
      if (level[w] === HUNGRY) missing--;
      level[w] = depth;
      queue[count++] = w;
    }
  }
  return count;
}

/** One path from source s along falling levels and out; false when there is none left. */
function augment(regions: Regions, s: number, limit: Float64Array): boolean {
  const { graph, arrivals, source, loaded, level, cursor, back, touched, phase, served, path, way } = regions;
  const { start, head, capacity, flow } = graph;
  const { start: first, entry, from } = arrivals;
  let v = source[s]!;
  if (level[v]! < 0) return false;
  path.length = 0;
  way.length = 0;
  for (;;) {
    if (touched[v] !== phase) {
      touched[v] = phase;
      cursor[v] = start[v]!;
      back[v] = first[v]!;
    }
    let next = -1;
    if (level[v] === 0) {
      const a = wayOut(regions, v);
      if (a >= 0) {
        path.push(2 * a);
        break;
      }
    } else {
      const depth = level[v]! - 1;
      const end = start[v + 1]!;
      let a = cursor[v]!;
      while (a < end && (level[head[a]!] !== depth || flow[a]! >= capacity[a]!)) a++;
      cursor[v] = a;
      if (a < end) {
        path.push(2 * a);
        next = head[a]!;
      } else {
        const last = first[v + 1]!;
        let i = back[v]!;
        while (i < last && (level[from[i]!] !== depth || loaded[entry[i]!] === 0)) i++;
        back[v] = i;
        if (i < last) {
          path.push(2 * entry[i]! + 1);
          next = from[i]!;
        }
      }
    }
    if (next >= 0) {
      way.push(v);
      v = next;
      continue;
    }
    level[v] = OUTSIDE;
    if (way.length === 0) return false;
    path.pop();
    v = way.pop()!;
  }
  let units = limit[s]! - served[s]!;
  for (let i = 0; i < path.length; i++) {
    const arc = path[i]! >> 1;
    units = Math.min(units, (path[i]! & 1) === 0 ? capacity[arc]! - flow[arc]! : flow[arc]!);
  }
  for (let i = 0; i < path.length; i++) add(regions, path[i]! >> 1, (path[i]! & 1) === 0 ? units : -units);
  served[s]! += units;
  return true;
}

/** Changes the flow on an arc, and what is told of it. */
function add({ graph, arrivals, loaded, open }: Regions, a: number, units: number): void {
  const { flow, capacity } = graph;
  const carried = flow[a]! + units;
  flow[a] = carried;
  loaded[a] = carried > 0 ? 1 : 0;
  open[arrivals.place[a]!] = carried < capacity[a]! ? 1 : 0;
}

/** All nodes that the sources reach. */
function reached({ graph, arrivals, source, loaded, level, queue }: Regions, sources: Int32Array): Int32Array {
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
    const end = start[v + 1]!;
    for (let a = start[v]!; a < end; a++) {
      const w = head[a]!;
      if (level[w]! >= 0 || flow[a]! >= capacity[a]!) continue;
      level[w] = 0;
      queue[count++] = w;
    }
    const last = first[v + 1]!;
    for (let i = first[v]!; i < last; i++) {
      const w = from[i]!;
      if (level[w]! >= 0 || loaded[entry[i]!] === 0) continue;
      level[w] = 0;
      queue[count++] = w;
    }
  }
  return queue.slice(0, count);
}

/** Takes back what sources were served beyond their limits, path by path. */
function cutBack(regions: Regions, sources: Int32Array, limit: Float64Array, nodes: Int32Array): void {
  const { graph, label, cursor, served, source, path } = regions;
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
      for (const a of path) add(regions, a, -units);
      served[s]! -= units;
    }
  }
}
