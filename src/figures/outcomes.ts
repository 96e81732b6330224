import { groupsBy } from '../kernel/maps.js';
import type { Need } from '../model/records.js';
import type { Linkage, Plan, Unmet } from '../plan/plan.js';

/** What became of a need: all of it covered, some, nothing. */
export const STATES = ['met', 'partly', 'unmet'] as const;
export type State = (typeof STATES)[number];

/** A need and what a plan makes of it. */
export interface NeedOutcome {
  readonly need: Need;
  readonly state: State;
  readonly linkage: Linkage | undefined;
  /** Its requirements that are not wholly covered. */
  readonly unmet: readonly Unmet[];
}

/** What became of needs, in their order. O(needs + linkages + unmet). */
export function outcomesOf(needs: readonly Need[], plan: Plan): NeedOutcome[] {
  const linkages = new Map(plan.linkages.map((linkage) => [linkage.need, linkage]));
  const short = groupsBy(plan.unmet, ({ need }) => [need]);
  return needs.map((need) => {
    const linkage = linkages.get(need.id);
    const unmet = short.get(need.id) ?? [];
    return { need, state: unmet.length === 0 ? 'met' : linkage ? 'partly' : 'unmet', linkage, unmet };
  });
}

/** How many needs are met, partly met and unmet. */
export function tally(needs: readonly Pick<NeedOutcome, 'state'>[]) {
  const counts = { met: 0, partly: 0, unmet: 0, all: needs.length };
  for (const { state } of needs) counts[state]++;
  return counts;
}

/** Needs by two things at once, such as category and street. O(items). */
export function crossed<T>(items: readonly T[], rowOf: (item: T) => string, columnOf: (item: T) => string) {
  const rows = groupsBy(items, (item) => [rowOf(item)]);
  const cells = new Map([...rows].map(([row, own]) => [row, groupsBy(own, (item) => [columnOf(item)])]));
  return {
    rows,
    columns: groupsBy(items, (item) => [columnOf(item)]),
    cell: (row: string, column: string): readonly T[] => cells.get(row)?.get(column) ?? [],
  };
}
