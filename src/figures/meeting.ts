import { groupsBy } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import type { Need, Provider } from '../model/records.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { isProtected } from '../policy/protected.js';
import { isInexperienced } from '../policy/rules/mentor.js';
import { readView, type View } from '../why/view.js';

/** Why a need is talked about, in the order in which it is told. */
export const MEETING_REASONS = ['overdue', 'refusedTeam', 'unmetAgain', 'newWorker'] as const;

/**
 * `overdue`: past its due date. `refusedTeam`: it is met whole or not at all, and is not. `unmetAgain`: it lacks something, as it did in the previous plan.
 * `newWorker`: an inexperienced worker is on a case of a protected group.
 */
export type MeetingReason = (typeof MEETING_REASONS)[number];

/** A need for the joint supervision meeting. */
export interface MeetingItem {
  readonly need: string;
  readonly reasons: readonly MeetingReason[];
  /** Node keys of the new workers, sorted. */
  readonly newWorkers: readonly string[];
}

/**
 * What the joint supervision meeting 联合督导 is to talk about, in the order of service. `overdue` takes a plan with a `now`, `unmetAgain` one made with `previous`.
 * O(candidates)
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function supervisionMeeting(network: Network, plan: Plan, options: Made = {}): MeetingItem[] {
  return meetingOf(readView(network, plan, options));
}

export function meetingOf({ network, plan, made, compiled }: View): MeetingItem[] {
  const now = plan.now === undefined ? Number.NEGATIVE_INFINITY : Date.parse(plan.now);
  const lacking = new Set(plan.unmet.map(({ need }) => need));
  const before = new Set(made.previous?.unmet.map(({ need }) => need));
  const given = groupsBy(plan.linkages, ({ need }) => [need]);
  const workersOn = (need: Need): string[] => {
    const keys = isProtected(need) ? (given.get(need.id)?.[0]?.allocations.map(({ provider }) => provider) ?? []) : [];
    const isNew = (key: string) => isInexperienced(network.getNodeAttribute(key, 'record') as Provider);
    return [...new Set(keys)].filter(isNew).sort();
  };
  const needs = new Set([...compiled.lines, ...compiled.skipped].map(({ need }) => need));
  return [...needs].flatMap((need) => {
    const { id, dueAt, partial } = need;
    const newWorkers = workersOn(need);
    const holds: Record<MeetingReason, boolean> = {
      overdue: dueAt !== undefined && Date.parse(dueAt) < now,
      refusedTeam: !partial && lacking.has(id),
      unmetAgain: lacking.has(id) && before.has(id),
      newWorker: newWorkers.length > 0,
    };
    const reasons = MEETING_REASONS.filter((reason) => holds[reason]);
    return reasons.length === 0 ? [] : [{ need: id, reasons, newWorkers }];
  });
}
