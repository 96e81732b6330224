import { UNBOUNDED } from './flow-graph.js';
import { networkSimplexSteps } from './network-simplex.js';
import { finish, type Stoppable } from './work.js';

/**
 * Minimum-cost flow on any directed graph: as much of the supply as can reach demand, at least cost.
 *
 * Arcs to (or from) an extra root carry what cannot be shipped, at most what the node has (or wants) itself; least of that comes
 * first, cost second, so no large constant stands in for "never". The first tree hangs a node that wants nothing on an arc that
 * costs twice as much: flow is never better off there, so none is left on it.
 *
 * @param input `supply` per node (positive: has, negative: wants; sum need not be 0); arcs as columns; capacities finite
 * @returns flow per arc, the supply left over per node (> 0) or demand unmet (< 0), the potentials that prove it
 *
 * @example
 * ```ts
 * import { minCostFlow } from 'five-society-linkage/kernel';
 *
 * // Three units from node 0 to node 2: straight at 3 each, or by node 1 at 1 + 1 each; every arc takes two.
 * const arcs = { tail: [0, 0, 1], head: [1, 2, 2], capacity: [2, 2, 2], cost: [1, 3, 1] };
 * const { flow, left } = minCostFlow({ supply: [3, 0, -3], ...arcs });
 * console.log([...flow], [...left]); // [ 2, 1, 2 ] [ 0, 0, 0 ]
 * ```
 */
export function minCostFlow(input: ShippingColumns): Shipped {
  return finish(minCostFlowSteps(input));
}

export interface ShippingColumns {
  readonly supply: ArrayLike<number>;
  readonly tail: ArrayLike<number>;
  readonly head: ArrayLike<number>;
  readonly capacity: ArrayLike<number>;
  readonly cost: ArrayLike<number>;
}

interface Shipped {
  readonly flow: Float64Array;
  readonly left: Float64Array;
  /** What is left over at least, then the cost. */
  readonly potentials: Float64Array[];
  readonly pivots: number;
}

/** As {@link minCostFlow}, in steps. Told to stop, it gives the best flow so far, and no potentials for what it does not prove. */
export function* minCostFlowSteps(input: ShippingColumns): Stoppable<Shipped> {
  const nodes = input.supply.length;
  const order = Array.from({ length: input.tail.length }, (_, a) => a)
    .filter((a) => input.capacity[a]! > 0 && input.tail[a] !== input.head[a])
    .sort((a, b) => input.tail[a]! - input.tail[b]! || a - b);
  const most = order.length + 2 * nodes;
  const start = new Int32Array(nodes + 2);
  const head = new Int32Array(most);
  const capacity = new Float64Array(most);
  const shipped = new Float64Array(most);
  const shortage = new Float64Array(most);
  const cost = new Float64Array(most);
  const parentArc = new Int32Array(nodes);
  const place = new Int32Array(input.tail.length).fill(-1);
  /** Per node, the arc that carries what is left over, or what is missing. */
  const rest = new Int32Array(nodes).fill(-1);
  let count = 0;
  const add = (to: number, room: number, units: number, short: number): number => {
    head[count] = to;
    capacity[count] = room;
    shipped[count] = units;
    shortage[count] = short;
    return count++;
  };
  for (let v = 0, i = 0; v < nodes; v++) {
    for (; i < order.length && input.tail[order[i]!] === v; i++) {
      const a = order[i]!;
      cost[count] = input.cost[a]!;
      place[a] = add(input.head[a]!, input.capacity[a]!, 0, 0);
    }
    const has = input.supply[v]!;
    if (has > 0) rest[v] = add(nodes, has, has, 1);
    if (has >= 0) parentArc[v] = add(nodes, UNBOUNDED, 0, 2);
    start[v + 1] = count;
  }
  for (let v = 0; v < nodes; v++) {
    const wants = -input.supply[v]!;
    // A node that wants gets its flow from the root; some could still be sent back up, so the first tree is strongly feasible.
    if (wants > 0) rest[v] = parentArc[v] = add(v, wants, wants, 1);
  }
  start[nodes + 1] = count;
  const graph = { nodes: nodes + 1, start, head, capacity, flow: shipped };
  const { potentials, pivots } = yield* networkSimplexSteps(graph, parentArc, [shortage, cost]);
  const flow = Float64Array.from(input.tail as ArrayLike<number>, (_, a) =>
    place[a]! >= 0
      ? shipped[place[a]!]!
      : input.tail[a] === input.head[a] && input.cost[a]! < 0
        ? input.capacity[a]!
        : 0,
  );
  const left = Float64Array.from(rest, (a, v) => (a < 0 ? 0 : input.supply[v]! > 0 ? shipped[a]! : 0 - shipped[a]!));
  return { flow, left, potentials, pivots };
}
