/**
 * A directed graph with capacities, as columns. Arcs lie side by side by the node they leave: those of node v are
 * `start[v] … start[v + 1] − 1` (length nodes + 1). Arc a leads to `head[a]` and carries `flow[a]` units, 0 ≤ flow ≤ capacity, which may be
 * {@link UNBOUNDED}.
 * The last node is the root: where all flow ends.
 */
export interface Graph {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Float64Array;
  readonly flow: Float64Array;
}

/** Capacity of an arc that can never be full. */
export const UNBOUNDED = Number.POSITIVE_INFINITY;

/** `start` of a graph whose arcs leave the given nodes, in ascending order. O(nodes + arcs). */
export function startsOf(nodes: number, tail: ArrayLike<number>): Int32Array {
  const start = new Int32Array(nodes + 1);
  for (let a = 0; a < tail.length; a++) start[tail[a]! + 1]!++;
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  return start;
}

/** Joins two disjoint sets, with path halving, and gives the representative: the smaller one. Near-linear (Tarjan 1975). */
export function unite(parent: Int32Array, a: number, b: number): number {
  const x = find(parent, a);
  const y = find(parent, b);
  const least = Math.min(x, y);
  parent[x] = parent[y] = least;
  return least;
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
