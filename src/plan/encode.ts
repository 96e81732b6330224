import type { Compiled, Promised } from '../compile/compiled.js';
import { candidateOf, range } from '../problem/columns.js';
import type { Allocation, Plan } from './plan.js';

/** What is encoded of a linkage, or of a part of one. */
export interface Allocated {
  readonly need: string;
  readonly allocations: readonly Pick<Allocation, 'requirement' | 'provider' | 'offer' | 'slot' | 'quantity'>[];
}

/**
 * Decode turned around, from names only: nothing else that the plan says is believed. O(arcs + allocations × log).
 *
 * @returns units per arc, and allocations that name no candidate of the problem, or one that another names already
 */
export function encode(compiled: Compiled, plan: { readonly linkages: readonly Allocated[] }) {
  const { problem } = compiled;
  const lines = new Map(compiled.lines.map(({ need, requirement }, n) => [pairKey(need.id, requirement.id), n]));
  const offers = new Map(compiled.offers.map(({ key, offer }, o) => [pairKey(key, offer.id), o]));
  const flow = new Float64Array(problem.head.length);
  const strangers: string[] = [];

  function arcOf(need: string, { requirement, provider, offer, slot }: Allocated['allocations'][number]): number {
    const line = lines.get(pairKey(need, requirement));
    const number = offers.get(pairKey(provider, offer));
    if (line === undefined || number === undefined) return -1;
    const candidate = candidateOf(problem.candidateStart, compiled.candidates.offer, line, number);
    if (candidate === -1) return -1;
    const arcs = range(problem.arcStart[candidate]!, problem.arcStart[candidate + 1]!);
    return arcs.find((a) => compiled.slots[compiled.arcSlot[a]!] === slot) ?? -1;
  }

  for (const { need, allocations } of plan.linkages) {
    for (const allocation of allocations) {
      const arc = arcOf(need, allocation);
      if (arc === -1 || flow[arc] !== 0) strangers.push(`need ${need}, ${allocation.provider}`);
      else flow[arc] = allocation.quantity;
    }
  }
  return { flow, strangers };
}

/** A plan's allocations as promises for the next one, all slots of a pair together; where they have a degree, each by itself. */
export function promisesOf(plan: Plan): Promised[] {
  const promises = new Map<string, Promised & { quantity: number }>();
  for (const { need, degree, allocations } of plan.linkages) {
    for (const { requirement, provider, offer, quantity, slot } of allocations) {
      const counted = degree !== undefined && { degree, ...(slot !== undefined && { slot }) };
      const key = JSON.stringify([need, requirement, provider, offer, counted]);
      const promised = promises.get(key);
      if (promised === undefined) promises.set(key, { need, requirement, provider, offer, quantity, ...counted });
      else promised.quantity += quantity;
    }
  }
  return [...promises.values()];
}

function pairKey(one: string, other: string): string {
  return JSON.stringify([one, other]);
}
