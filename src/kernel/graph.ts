/**
 * A directed graph with capacities, as columns. The last node is the root: where all flow ends.
 * Arc a leads from `tail[a]` to `head[a]` and carries `flow[a]` units, 0 ≤ flow ≤ capacity.
 */
export interface Graph {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Float64Array;
  readonly flow: Float64Array;
}

/**
 * The arcs at every node: entries `start[v] … start[v + 1] − 1` of `entry`, each 2·arc for an arc that leaves v (these
 * first) or 2·arc + 1 for one that enters it. O(nodes + arcs).
 */
export interface Incidence {
  readonly start: Int32Array;
  readonly entry: Int32Array;
}

export function incidence(graph: Graph): Incidence {
  const { nodes, tail, head } = graph;
  const arcs = tail.length;
  const start = new Int32Array(nodes + 1);
  for (let a = 0; a < arcs; a++) {
    start[tail[a]! + 1]!++;
    start[head[a]! + 1]!++;
  }
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, nodes);
  const entry = new Int32Array(2 * arcs);
  for (let a = 0; a < arcs; a++) entry[next[tail[a]!]!++] = 2 * a;
  for (let a = 0; a < arcs; a++) entry[next[head[a]!]!++] = 2 * a + 1;
  return { start, entry };
}

/** Disjoint sets with path halving; the smaller number becomes the representative. Near-linear (Tarjan 1975). */
export function unite(parent: Int32Array, a: number, b: number): void {
  const x = find(parent, a);
  const y = find(parent, b);
  if (x < y) parent[y] = x;
  else parent[x] = y;
}

/** Representative of the set that holds v. */
export function find(parent: Int32Array, v: number): number {
  let x = v;
  while (parent[x] !== x) {
    parent[x] = parent[parent[x]!]!;
    x = parent[x]!;
  }
  return x;
}
