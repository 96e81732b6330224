import type { MultiDirectedGraph } from 'graphology';
import { LinkageError } from '../errors/linkage-error.js';
import type { EdgeAttributes, Network, NetworkAttributes, NodeAttributes } from '../model/network.js';
import { checkNetwork } from '../plan/options.js';
import { type Plan, parsePlan } from '../plan/plan.js';

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
 * plan. O(nodes + edges + allocations).
 *
 * @throws LinkageError `INVALID_NETWORK`, `INVALID_PLAN`, `PLAN_MISMATCH` where the plan names what is not in the network
 *
 * @example
 * const degree = assignPlan(network, plan).outDegree('volunteer:7');
 */
export function assignPlan(network: Network, plan: Plan): PlannedNetwork {
  checkNetwork(network);
  const { linkages, costScale } = parsePlan(plan);
  const planned = network.copy() as unknown as PlannedNetwork;
  let edges = 0;
  for (const { need, allocations } of linkages) {
    for (const { provider, requirement, offer, capability, quantity, unit, cost, slot } of allocations) {
      const target = `need:${need}`;
      if (!planned.hasNode(provider) || !planned.hasNode(target)) {
        throw new LinkageError(
          'PLAN_MISMATCH',
          `This plan is of another network: it has no ${provider} or no ${target}.`,
        );
      }
      planned.addDirectedEdgeWithKey(`a${edges++}`, provider, target, {
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
