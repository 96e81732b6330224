import { fold } from '../errors/nearest.js';
import type { Table } from '../io/index.js';
import { filledRows, isCalled } from '../io/settle/plain-rows.js';
import { getOrSet } from '../kernel/maps.js';
import { DEGREES, type Degree, SOCIETIES, SOCIETY_NAMES } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import type { Ban } from '../policy/pair.js';
import { HEADS, LIST_WORDS, SECOND_WEEK } from '../say/words.js';

/** What people write under 结果 of a dispatch list. */
export type Result = keyof typeof LIST_WORDS.results | keyof typeof SECOND_WEEK.results;

/** What came back of the plan before. */
export interface Returned {
  /** The plan as far as it still stands, with how far it has come. */
  readonly plan: Plan;
  /** Who declined what. */
  readonly bans: readonly Ban[];
  /** How many allocations each result is of. */
  readonly counts: ReadonlyMap<Result, number>;
  /** Needs of which all was done. */
  readonly done: readonly string[];
}

const both = ({ zh, en }: { readonly zh: string; readonly en: string }) => [zh, en];
const { task, need, line, provider, terms } = HEADS;
const COLUMNS = {
  need: both(need.id),
  requirement: both(line.id),
  society: both(provider.society),
  provider: both(provider.id),
  result: both(task.result),
  slot: both(terms.slots),
};

/** Whether a table is a dispatch list that may have been filled in. */
export const isDispatch = (table: Table): boolean => isCalled(table, ['派单', 'dispatch by']);

const RESULTS = new Map(
  Object.entries({ ...LIST_WORDS.results, ...SECOND_WEEK.results }).flatMap(([result, words]) =>
    both(words).flatMap((word) => [fold(word), fold(`已${word}`)].map((one) => [one, result as Result] as const)),
  ),
);
/** What still stands of the promise, and how firmly. */
const DEGREE_AFTER: Partial<Record<Result, Degree>> = { accepted: 'accepted', partly: 'running', started: 'running' };

/** What dispatch lists that people have filled in say of a plan. O(cells + allocations). */
export function returnedIn(tables: readonly Table[], before: Plan): Returned {
  const results = new Map<string, Result>();
  const keyOf = (...names: string[]) => JSON.stringify(names);
  for (const row of tables.flatMap((table) => filledRows(table, COLUMNS, ['slot']))) {
    const society = SOCIETIES.find((one) => [one, ...both(SOCIETY_NAMES[one])].includes(row.society));
    const result = RESULTS.get(fold(row.result));
    if (society && result)
      results.set(keyOf(row.need, row.requirement, `${society}:${row.provider}`, row.slot), result);
  }
  const counts = new Map<Result, number>();
  const bans: Ban[] = [];
  const open = new Set<string>();
  const linkages = before.linkages.flatMap((linkage) => {
    const byDegree = new Map<Degree | undefined, (typeof linkage.allocations)[number][]>();
    for (const one of linkage.allocations) {
      const key = [linkage.need, one.requirement, one.provider] as const;
      const result = results.get(keyOf(...key, one.slot ?? '')) ?? results.get(keyOf(...key, ''));
      if (result !== undefined) counts.set(result, (counts.get(result) ?? 0) + 1);
      if (result === 'declined') bans.push({ need: key[0], requirement: key[1], provider: key[2] });
      if (result !== 'done') open.add(linkage.need);
      if (result !== undefined && DEGREE_AFTER[result] === undefined) continue;
      const degree = result === undefined ? linkage.degree : DEGREE_AFTER[result];
      getOrSet(byDegree, degree, () => []).push(one);
    }
    return [...byDegree].map(([degree, allocations]) => {
      const { degree: _, ...rest } = linkage;
      return { ...rest, ...(degree !== undefined && { degree }), allocations };
    });
  });
  for (const { need: id } of before.unmet) open.add(id);
  const done = [...new Set(before.linkages.map(({ need: id }) => id))].filter((id) => !open.has(id));
  return { plan: results.size === 0 ? before : { ...before, linkages }, bans, counts, done };
}

/** A plan whose linkages are as far as those of the plan before that they go on with, as far as all of a linkage is. */
export function withDegrees(plan: Plan, before: Plan | undefined): Plan {
  const degrees = new Map<string, Degree>();
  const keyOf = (id: string, one: Plan['linkages'][number]['allocations'][number]) =>
    JSON.stringify([id, one.requirement, one.provider, one.offer, one.slot]);
  for (const { need: id, degree, allocations } of before?.linkages ?? [])
    if (degree !== undefined) for (const one of allocations) degrees.set(keyOf(id, one), degree);
  if (degrees.size === 0) return plan;
  const linkages = plan.linkages.map((linkage) => {
    const own = linkage.allocations.map((one) => degrees.get(keyOf(linkage.need, one)));
    const least = Math.min(...own.map((degree) => (degree === undefined ? -1 : DEGREES.indexOf(degree))));
    return least < 0 ? linkage : { ...linkage, degree: DEGREES[least]! };
  });
  return { ...plan, linkages };
}
