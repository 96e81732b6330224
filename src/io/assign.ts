import type { MultiDirectedGraph } from 'graphology';
import { readOptions } from '../errors/read-options.js';
import type { EdgeAttributes, Network, NetworkAttributes, NodeAttributes } from '../model/network.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { viewOf } from '../why/view.js';

/** What an edge from a provider to a need says of an allocation. */
export interface AssignedAttributes {
  readonly kind: 'assigned';
  readonly requirement: string;
  readonly offer: string;
  readonly capability: string;
  readonly quantity: number;
  readonly unit: string;
  /** Of one unit, in the policy's costs. */
  readonly cost: number;
  /** Where the slot matters. */
  readonly slot?: string;
}

/** A network with a plan laid over it. */
export type PlannedNetwork = MultiDirectedGraph<NodeAttributes, EdgeAttributes | AssignedAttributes, NetworkAttributes>;

/**
 * The network with one edge of kind `assigned` per allocation, from provider to need: for graph algorithms and for pictures. The network
 * itself is not touched; nodes and edges of the copy are its own, records are shared. Edges are keyed `a0`, `a1` … in the order of the
 * plan. Compiles the network again, to see that the plan is of it: O(candidates).
 *
 * @throws LinkageError `INVALID_NETWORK`, `INVALID_PLAN`, `INVALID_OPTIONS`, `PLAN_MISMATCH`
 *
 * @example
 * const degree = assignPlan(network, plan).outDegree('volunteer:7');
 */
export function assignPlan(network: Network, plan: Plan, options: Made = {}): PlannedNetwork {
  checkNetwork(network);
  const { linkages, costScale } = viewOf(network, plan, readOptions(madeWith, options)).plan;
  const planned = network.copy() as unknown as PlannedNetwork;
  let edges = 0;
  for (const { need, allocations } of linkages) {
    for (const { provider, requirement, offer, capability, quantity, unit, cost, slot } of allocations) {
      planned.addDirectedEdgeWithKey(`a${edges++}`, provider, `need:${need}`, {
        kind: 'assigned',
        requirement,
        offer,
        capability,
        quantity,
        unit,
        cost: cost / costScale,
        ...(slot !== undefined && { slot }),
      });
    }
  }
  return planned;
}
