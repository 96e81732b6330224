import type { Compiled } from '../compile/compiled.js';
import { groupsBy } from '../kernel/maps.js';
import type { Problem } from '../problem/problem.js';
import type { Usage } from './usage.js';

/** Units that can still flow into the caps `heads` and all above them. O(caps on the way × log). */
export function roomAbove({ capacity, parent }: Problem, usage: Usage, heads: Iterable<number>): number {
  const entering = new Map<number, number>();
  for (const head of heads) entering.set(head, Number.POSITIVE_INFINITY);
  const onTheWay = new Set(entering.keys());
  for (const cap of onTheWay) if (parent[cap]! >= 0) onTheWay.add(parent[cap]!);
  let total = 0;
  // A parent is smaller than its caps.
  for (const cap of [...onTheWay].sort((a, b) => b - a)) {
    const out = Math.min(entering.get(cap) ?? 0, capacity[cap]! - usage.cap[cap]!);
    if (parent[cap]! < 0) total += out;
    else entering.set(parent[cap]!, (entering.get(parent[cap]!) ?? 0) + out);
  }
  return total;
}

/** Caps at the end of a candidate's arcs. */
export function headsOf({ arcStart, head }: Problem, candidate: number): Int32Array {
  return head.subarray(arcStart[candidate]!, arcStart[candidate + 1]!);
}

/**
 * Answers what the caps over each offer still allow, whoever it goes to. O(caps) to build, then O(caps of the provider).
 * Where only the provider counts by the slot, slots outside the offer's windows do not count.
 */
export function roomOfOffers(compiled: Compiled, usage: Usage): (offer: number) => number {
  const { caps, problem, offers, slots } = compiled;
  const byProvider = groupsBy(caps.keys(), (c) => [caps[c]!.provider]);
  return (number) => {
    const { provider, offer } = offers[number]!;
    const own = (byProvider.get(provider) ?? []).filter((c) => {
      const cap = caps[c]!;
      if ('need' in cap && cap.need !== undefined) return false;
      if (cap.offer !== undefined) return cap.offer === offer;
      if (cap.unit !== offer.unit) return false;
      return cap.slot === undefined || (offer.windows?.includes(slots[cap.slot]!) ?? true);
    });
    const inner = new Set(own.map((c) => problem.parent[c]!));
    const outer = own.filter((c) => !inner.has(c));
    return roomAbove(problem, usage, outer);
  };
}
