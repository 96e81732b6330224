import { networkSimplex } from './network-simplex.js';

/**
 * Minimum-cost flow on any directed graph: as much of the supply as can reach demand, at least cost.
 *
 * Arcs to (or from) an extra root carry what cannot be shipped, at most what the node has (or wants) itself; least of that comes
 * first, cost second, so no large constant stands in for "never". The first tree hangs a node that wants nothing on an arc that
 * costs twice as much: flow is never better off there, so none is left on it.
 *
 * @param input `supply` per node (positive: has, negative: wants; sum need not be 0); arcs as columns; capacities finite
 * @returns flow per arc, the supply left over per node (> 0) or demand unmet (< 0), the potentials that prove it
 */
export function minCostFlow(input: {
  supply: ArrayLike<number>;
  tail: ArrayLike<number>;
  head: ArrayLike<number>;
  capacity: ArrayLike<number>;
  cost: ArrayLike<number>;
}): { flow: Float64Array; left: Float64Array; potentials: Float64Array[]; pivots: number } {
  const nodes = input.supply.length;
  const open: number[] = [];
  for (let a = 0; a < input.tail.length; a++) {
    if (input.capacity[a]! > 0 && input.tail[a] !== input.head[a]) open.push(a);
  }
  open.sort((a, b) => input.tail[a]! - input.tail[b]! || a - b);
  const having: number[] = [];
  for (let v = 0; v < nodes; v++) if (input.supply[v]! > 0) having.push(v);
  const arcs = open.length + nodes + having.length;
  const tail = new Int32Array(arcs);
  const head = new Int32Array(arcs);
  const capacity = new Float64Array(arcs);
  const shipped = new Float64Array(arcs);
  const shortage = new Float64Array(arcs);
  const cost = new Float64Array(arcs);
  open.forEach((a, i) => {
    tail[i] = input.tail[a]!;
    head[i] = input.head[a]!;
    capacity[i] = input.capacity[a]!;
    cost[i] = input.cost[a]!;
  });
  const parentArc = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const a = open.length + v;
    const has = input.supply[v]!;
    // A node that wants gets its flow from the root; some could still be sent back up, so the first tree is strongly feasible.
    tail[a] = has < 0 ? nodes : v;
    head[a] = has < 0 ? v : nodes;
    capacity[a] = has < 0 ? -has : Number.MAX_SAFE_INTEGER;
    shipped[a] = has < 0 ? -has : 0;
    shortage[a] = has < 0 ? 1 : 2;
    parentArc[v] = a;
  }
  having.forEach((v, i) => {
    const a = open.length + nodes + i;
    tail[a] = v;
    head[a] = nodes;
    capacity[a] = input.supply[v]!;
    shipped[a] = input.supply[v]!;
    shortage[a] = 1;
  });
  const graph = { nodes: nodes + 1, tail, head, capacity, flow: shipped };
  const { potentials, pivots } = networkSimplex(graph, parentArc, [shortage, cost]);
  const flow = new Float64Array(input.tail.length);
  open.forEach((a, i) => {
    flow[a] = shipped[i]!;
  });
  for (let a = 0; a < flow.length; a++) {
    if (input.tail[a] === input.head[a] && input.cost[a]! < 0) flow[a] = input.capacity[a]!;
  }
  const left = Float64Array.from({ length: nodes }, (_, v) =>
    input.supply[v]! < 0 ? 0 - shipped[open.length + v]! : 0,
  );
  having.forEach((v, i) => {
    left[v] = shipped[open.length + nodes + i]!;
  });
  return { flow, left, potentials, pivots };
}
