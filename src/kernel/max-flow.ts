import { type Graph, type Incidence, incidence } from './graph.js';
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
  readonly incidence: Incidence;
  /** Label per node; the root's is larger than all others. */
  readonly label: Int32Array;
  /** Node per source. */
  readonly source: Int32Array;
  /** Units that leave each source. */
  readonly served: Float64Array;
  /** Distance from the sources in the latest search, −1 where it did not come. */
  readonly level: Int32Array;
  /** Next incidence entry to try, per node. */
  readonly cursor: Int32Array;
  readonly queue: Int32Array;
}

/** Sources and paths after which a phase pauses. */
const PAUSE = 50;

/** Nodes after which a search pauses. */
const NODES = 5000;

export const ROOT_LABEL = 2 ** 31 - 1;

/** All nodes but the root in one region with label 0; `graph.flow` is taken as it is and must fit `served`. */
export function oneRegion(graph: Graph, source: Int32Array, served: Float64Array): Regions {
  const label = new Int32Array(graph.nodes);
  label[graph.nodes - 1] = ROOT_LABEL;
  return {
    graph,
    incidence: incidence(graph),
    label,
    source,
    served,
    level: new Int32Array(graph.nodes).fill(-1),
    cursor: new Int32Array(graph.nodes),
    queue: new Int32Array(graph.nodes),
  };
}

/**
 * Serves as many units as can be from `sources` (all of one region), at most `limit[s]` from source s; a source that has more is
 * cut back first. Dinic's algorithm (1970): O(n²·m), on shallow matching networks O(m·√n) in practice.
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
  const { served, level } = regions;
  for (let i = 0; i < nodes.length; i++) level[nodes[i]!] = -1;
  cutBack(regions, sources, limit, nodes);
  for (;;) {
    const { count, arrived } = yield* search(regions, sources, limit);
    if (!arrived) return regions.queue.slice(0, count);
    if (yield count) return undefined;
    let tried = 0;
    for (let i = 0; i < sources.length; i++) {
      const s = sources[i]!;
      do {
        if (++tried < PAUSE) continue;
        if (yield 8 * tried) return undefined;
        tried = 0;
      } while (served[s]! < limit[s]! && augment(regions, s, limit));
    }
    for (let i = 0; i < count; i++) level[regions.queue[i]!] = -1;
  }
}

/** Breadth first from all sources with units left over. */
function* search(regions: Regions, sources: Int32Array, limit: Float64Array): Work<Reached> {
  const { graph, label, source, served, level, cursor, queue } = regions;
  const { tail, head, capacity, flow } = graph;
  const { start, entry } = regions.incidence;
  let count = 0;
  let arrived = false;
  for (let i = 0; i < sources.length; i++) {
    const s = sources[i]!;
    const v = source[s]!;
    if (served[s]! < limit[s]! && level[v]! < 0) {
      level[v] = 0;
      queue[count++] = v;
    }
  }
  for (let done = 0; done < count; done++) {
    if (done % NODES === NODES - 1) yield 0;
    const v = queue[done]!;
    const own = label[v]!;
    const depth = level[v]! + 1;
    cursor[v] = start[v]!;
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      const arc = entry[i]! >> 1;
      const forward = (entry[i]! & 1) === 0;
      if (forward ? flow[arc]! >= capacity[arc]! : flow[arc]! === 0) continue;
      const w = forward ? head[arc]! : tail[arc]!;
      if (label[w] === own) {
        if (level[w]! < 0) {
          level[w] = depth;
          queue[count++] = w;
        }
      } else if (forward && label[w]! > own) {
        arrived = true;
      }
    }
  }
  return { count, arrived };
}

/** How many nodes a search came to, and whether some units could leave. */
interface Reached {
  readonly count: number;
  readonly arrived: boolean;
}

const path: number[] = [];

/** One path from source s along rising levels; false when there is none left. */
function augment(regions: Regions, s: number, limit: Float64Array): boolean {
  const { graph, label, level, cursor, served } = regions;
  const { tail, head, capacity, flow } = graph;
  const { start, entry } = regions.incidence;
  const from = regions.source[s]!;
  const own = label[from]!;
  path.length = 0;
  let v = from;
  for (;;) {
    if (cursor[v] === start[v + 1]!) {
      level[v] = -1;
      const back = path.pop();
      if (back === undefined) return false;
      v = (back & 1) === 0 ? tail[back >> 1]! : head[back >> 1]!;
      cursor[v]!++;
      continue;
    }
    const step = entry[cursor[v]!]!;
    const arc = step >> 1;
    const forward = (step & 1) === 0;
    const w = forward ? head[arc]! : tail[arc]!;
    const open = forward ? flow[arc]! < capacity[arc]! : flow[arc]! > 0;
    if (open && label[w] === own && level[w] === level[v]! + 1) {
      path.push(step);
      v = w;
    } else if (open && forward && label[w]! > own) {
      path.push(step);
      break;
    } else {
      cursor[v]!++;
    }
  }
  let units = limit[s]! - served[s]!;
  for (const step of path) {
    const arc = step >> 1;
    units = Math.min(units, (step & 1) === 0 ? capacity[arc]! - flow[arc]! : flow[arc]!);
  }
  for (const step of path) flow[step >> 1]! += (step & 1) === 0 ? units : -units;
  served[s]! += units;
  return true;
}

/** Takes back what sources were served beyond their limits, path by path. */
function cutBack(regions: Regions, sources: Int32Array, limit: Float64Array, nodes: Int32Array): void {
  const { graph, label, cursor, served, source } = regions;
  const { head, flow } = graph;
  const { start, entry } = regions.incidence;
  for (let i = 0; i < nodes.length; i++) cursor[nodes[i]!] = start[nodes[i]!]!;
  for (let i = 0; i < sources.length; i++) {
    const s = sources[i]!;
    const own = label[source[s]!]!;
    while (served[s]! > limit[s]!) {
      let units = served[s]! - limit[s]!;
      path.length = 0;
      let v = source[s]!;
      while (label[v] === own) {
        let step = entry[cursor[v]!]!;
        while (flow[step >> 1] === 0) step = entry[++cursor[v]!]!;
        units = Math.min(units, flow[step >> 1]!);
        path.push(step >> 1);
        v = head[step >> 1]!;
      }
      for (const arc of path) flow[arc]! -= units;
      served[s]! -= units;
    }
  }
}
