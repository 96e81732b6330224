import { readOptions } from '../errors/read-options.js';
import { getOrSet } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { type View, viewOf } from '../why/view.js';

/** A requirement that would rather have what one of a worse rank has, and could. */
export interface Envy {
  readonly need: string;
  readonly requirement: string;
  /** It is not covered; else what it has from others costs more. */
  readonly unmet: boolean;
  /** What it would rather have, and who has it. */
  readonly provider: string;
  readonly offer: string;
  readonly slot?: string;
  readonly holder: { readonly need: string; readonly requirement: string };
}

/** Justified envy in a plan; all of it counted, the first hundred told, of the best ranks first. */
export interface EnvyAudit {
  readonly pairs: number;
  /** How many of them are of requirements that are not covered. */
  readonly unmet: number;
  readonly first: readonly Envy[];
}

const MOST_TOLD = 100;

/**
 * Counts justified envy (Abdulkadiroğlu and Sönmez 2003) in any plan, whoever made it: pairs of a requirement and an allocation of a *worse rank*, where the
 * requirement may have that offer in that slot, gets less of it than it may, and either is not covered or has a unit from another offer at a higher cost by the
 * policy's terms. Within one rank nobody has the better claim. A requirement that is met only whole with others, and is not met, claims no single unit.
 *
 * A plan that is proved best rank by rank has none of uncovered requirements, but where pins or needs met whole hold what they would have: none of the others
 * is promised, since a cheaper unit for one may cost the plan more elsewhere. Compiles again; O(candidates · log).
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 * @example
 * auditEnvy(network, match(network, { method: 'greedy' }), { method: 'greedy' }).pairs; // what first come, first served does to the urgent
 */
export function auditEnvy(network: Network, plan: Plan, options: Made = {}): EnvyAudit {
  checkNetwork(network);
  const view = viewOf(network, plan, readOptions(madeWith, options));
  const { compiled, usage } = view;
  const { problem, lines, offers, slots, arcSlot } = compiled;
  const { rank, candidateStart, arcStart } = problem;
  const placeOf = (p: number, arc: number) =>
    compiled.candidates.offer[p]! * (slots.length + 1) + (arcSlot[arc] ?? -1) + 1;
  // Who has something of an offer in a slot, the worst rank first.
  const holders = new Map<number, number[]>();
  for (const arc of usage.used) {
    const p = usage.candidateOf[arc]!;
    getOrSet(holders, placeOf(p, arc), () => []).push(arc);
  }
  const holderOf = (arc: number) => usage.lineOf[usage.candidateOf[arc]!]!;
  for (const list of holders.values())
    list.sort((a, b) => rank[holderOf(b)]! - rank[holderOf(a)]! || holderOf(b) - holderOf(a));
  const first: Envy[] = [];
  const count = { pairs: 0, unmet: 0 };
  for (const [n, { need, requirement }] of lines.entries()) {
    const claims = claimsOf(view, n);
    if (!claims) continue;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (!claims(p)) continue;
      for (let arc = arcStart[p]!; arc < arcStart[p + 1]!; arc++) {
        const full = firstFull(view, arc);
        const unmet = usage.line[n]! < problem.demand[n]!;
        for (const held of holders.get(placeOf(p, arc)) ?? []) {
          const other = holderOf(held);
          if (rank[other]! <= rank[n]!) break;
          // What is full has room again for who takes the place of one that is counted there.
          if (full >= 0 && !isCountedIn(view, held, full)) continue;
          count.pairs++;
          if (unmet) count.unmet++;
          if (first.length >= MOST_TOLD) continue;
          const { key: provider, offer } = offers[compiled.candidates.offer[p]!]!;
          const slot = slots[arcSlot[arc] ?? -1];
          const holder = { need: lines[other]!.need.id, requirement: lines[other]!.requirement.id };
          first.push({
            ...{ need: need.id, requirement: requirement.id, unmet, provider, offer: offer.id },
            ...(slot !== undefined && { slot }),
            holder,
          });
        }
      }
    }
  }
  return { ...count, first };
}

/** Which candidates a line would rather have more of; `undefined`: it claims nothing. */
function claimsOf({ compiled: { problem }, usage, taken }: View, n: number): ((p: number) => boolean) | undefined {
  const { cost, max, candidateStart, demand, wholes } = problem;
  const isUnmet = usage.line[n]! < demand[n]!;
  if (taken?.[n] === 0 || (isUnmet && wholes?.must[n] === 1)) return undefined;
  let dearest = Number.NEGATIVE_INFINITY;
  for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++)
    if (usage.candidate[p]! > 0) dearest = Math.max(dearest, cost[p]!);
  return (p) => usage.candidate[p]! < max[p]! && (isUnmet || cost[p]! < dearest);
}

/** The innermost capacity around an arc that has no room for a unit more; -1: none. */
function firstFull({ compiled: { problem }, usage }: View, arc: number): number {
  let cap = problem.head[arc]!;
  while (cap >= 0 && usage.cap[cap]! < problem.capacity[cap]!) cap = problem.parent[cap]!;
  return cap;
}

function isCountedIn({ compiled: { problem } }: View, arc: number, inner: number): boolean {
  let cap = problem.head[arc]!;
  while (cap >= 0 && cap !== inner) cap = problem.parent[cap]!;
  return cap >= 0;
}
