import type { Compiled, Promised } from '../compile/compiled.js';
import { candidateOf } from '../problem/columns.js';
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
  const { lines, offers, candidates, slots, arcSlot } = compiled;
  // Lines of a need stand together, and so do offers of a provider.
  const firstLine = firstOf(lines, ({ need }) => need.id);
  const firstOffer = firstOf(offers, ({ key }) => key);
  const flow = new Float64Array(problem.head.length);
  const strangers: string[] = [];

  function arcOf(need: string, { requirement, provider, offer, slot }: Allocated['allocations'][number]): number {
    let line = firstLine.get(need) ?? lines.length;
    while (lines[line]?.need.id === need && lines[line]!.requirement.id !== requirement) line++;
    let number = firstOffer.get(provider) ?? offers.length;
    while (offers[number]?.key === provider && offers[number]!.offer.id !== offer) number++;
    if (lines[line]?.need.id !== need || offers[number]?.key !== provider) return -1;
    const candidate = candidateOf(problem.candidateStart, candidates.offer, line, number);
    if (candidate === -1) return -1;
    const end = problem.arcStart[candidate + 1]!;
    for (let a = problem.arcStart[candidate]!; a < end; a++) if (slots[arcSlot[a]!] === slot) return a;
    return -1;
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

/** The place of the first item of each name. */
function firstOf<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, number> {
  const first = new Map<string, number>();
  for (let i = items.length - 1; i >= 0; i--) first.set(nameOf(items[i]!), i);
  return first;
}
