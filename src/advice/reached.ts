import { getOrSet } from '../kernel/maps.js';
import { COLLECTION_OF } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import type { Fixes, FixTarget, Purchase, Reached } from './advice.js';
import { type Offered, rowOf } from './purchasable.js';

/** What a plan gives of a provider to whom. */
export function servesOf(plan: Plan, key: string): Purchase['serves'] {
  return plan.linkages.flatMap(({ need, allocations }) =>
    allocations
      .filter(({ provider }) => provider === key)
      .map(({ requirement, quantity }) => ({ need, requirement, quantity })),
  );
}

/** What is bought, as rows of the records. */
export function boughtRecords(offered: readonly Offered[], lots: readonly number[]): Fixes['records'] {
  const rows: Record<string, object[]> = {};
  offered.forEach(({ fix }, i) => {
    if (lots[i]! > 0) (rows[COLLECTION_OF[fix.society]] ??= []).push(rowOf(fix, lots[i]!));
  });
  return rows;
}

/** What is asked and covered before and then, by rank and unit: of the need, of the rank, or of each. */
export function reachedIn(plan: Plan, result: Plan, target: FixTarget): Reached[] {
  if ('need' in target) {
    const before = totalsOf(plan, target.need);
    return [...totalsOf(result, target.need)].map(([unit, { rank, demanded, covered: after }]) => {
      return { rank, unit, demanded, before: before.get(unit)?.covered ?? 0, after };
    });
  }
  return result.coverage.byRank
    .filter(({ rank }) => 'budget' in target || rank.join() === target.rank.join())
    .map(({ rank, unit, demanded, covered }) => {
      const same = plan.coverage.byRank.find((one) => one.unit === unit && one.rank.join() === rank.join());
      return { rank, unit, demanded, before: same?.covered ?? 0, after: covered };
    });
}

function totalsOf(plan: Plan, need: string) {
  const totals = new Map<string, { rank: readonly number[]; demanded: number; covered: number }>();
  const add = (rank: readonly number[], unit: string, demanded: number, covered: number) => {
    const total = getOrSet(totals, unit, () => ({ rank, demanded: 0, covered: 0 }));
    total.demanded += demanded;
    total.covered += covered;
  };
  for (const linkage of plan.linkages) {
    if (linkage.need !== need) continue;
    for (const { unit, quantity } of linkage.allocations) add(linkage.rank, unit, quantity, quantity);
  }
  for (const one of plan.unmet)
    if (one.need === need && one.demanded !== 'unknown') add(one.rank, one.unit, one.demanded - one.covered, 0);
  return totals;
}
