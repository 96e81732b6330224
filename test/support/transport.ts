/**
 * A capacitated network as a transportation problem (Wagner 1959; Ahuja, Magnanti & Orlin, Network Flows, 1993, section 2.4):
 * an arc of capacity u is an offer of u units, each going to the arc's head (used, at the arc's cost) or to its tail (idle, free);
 * a node needs what its outgoing arcs can carry less its supply. All needs covered means the flow ships everything.
 */
import type { FlowNetwork } from './flow-arbitrary.js';
import type { PairsInput } from './pairs-types.js';

/** Throws where a node has more than its arcs can take away: such a network can ship no more than its arcs allow. */
export function asTransportation({ supply, tail, head, capacity, cost }: FlowNetwork): PairsInput {
  const demand = supply.map((units) => 0 - units);
  tail.forEach((from, a) => {
    demand[from]! += capacity[a]!;
  });
  if (demand.some((units) => units < 0)) throw new Error('More supply at a node than its arcs can take away');
  return {
    needs: demand.map((units, v) => ({ id: `node ${v}`, rank: 0, demand: units })),
    offers: capacity.map((units, a) => ({ id: `arc ${a}`, capacity: units })),
    pairs: tail.flatMap((from, a) => [
      { need: `node ${head[a]}`, offer: `arc ${a}`, cost: cost[a]! },
      { need: `node ${from}`, offer: `arc ${a}`, cost: 0 },
    ]),
  };
}
