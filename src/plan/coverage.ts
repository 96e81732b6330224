import type { Compiled } from '../compile/compiled.js';
import { getOrSet } from '../kernel/maps.js';
import { eachInSteps, type Work } from '../kernel/work.js';
import { byCodeUnit } from '../model/order.js';
import { SOCIETIES, URGENCIES } from '../model/vocabulary.js';
import type { Coverage } from './plan.js';
import type { Usage } from './usage.js';

/** Asked and covered, in one unit. */
export type Total = Coverage['byUnit'][number];

/**
 * What is asked and what is covered, seen six ways, each by unit. Requirements of unknown quantity are not in it, nor those that `reported` leaves out.
 */
export function* coverageOf(
  { problem, lines, ranks, candidates, offers }: Compiled,
  usage: Usage,
  reported?: Uint8Array,
): Work<Coverage> {
  const byRank = totals<number>();
  const byUrgency = totals<number>();
  const byCommunity = totals<string>();
  const byCapability = totals<string>();
  const bySociety = totals<number>();
  const byUnit = totals<number>();
  yield* eachInSteps(lines, ({ need, requirement: { unit, capability } }, n) => {
    if (reported?.[n] === 0) return;
    const demanded = problem.demand[n]!;
    const covered = usage.line[n]!;
    byRank.add(problem.rank[n]!, unit, demanded, covered);
    byUrgency.add(URGENCIES.indexOf(need.urgency), unit, demanded, covered);
    byCommunity.add(need.community, unit, demanded, covered);
    byCapability.add(capability.code, unit, demanded, covered);
    byUnit.add(0, unit, demanded, covered);
  });
  yield* eachInSteps(usage.used, (a) => {
    const { provider, offer } = offers[candidates.offer[usage.candidateOf[a]!]!]!;
    bySociety.add(SOCIETIES.indexOf(provider.society), offer.unit, 0, usage.arc[a]!);
  });
  return {
    byRank: byRank.rows().map(([rank, total]) => ({ rank: [...ranks[rank]!], ...total })),
    byUrgency: byUrgency.rows().map(([urgency, total]) => ({ urgency: URGENCIES[urgency]!, ...total })),
    byCommunity: byCommunity.rows().map(([community, total]) => ({ community, ...total })),
    byCapability: byCapability.rows().map(([capability, total]) => ({ capability, ...total })),
    bySociety: bySociety
      .rows()
      .map(([society, { unit, covered }]) => ({ society: SOCIETIES[society]!, unit, covered })),
    byUnit: byUnit.rows().map(([, total]) => total),
  };
}

/** Sums by key and unit; its rows come in the order of the keys, then of the units. */
function totals<K extends string | number>() {
  const byKey = new Map<K, Map<string, Total>>();
  return {
    add(key: K, unit: string, demanded: number, covered: number): void {
      const byUnit = getOrSet(byKey, key, () => new Map<string, Total>());
      const total = getOrSet(byUnit, unit, () => ({ unit, demanded: 0, covered: 0 }));
      total.demanded += demanded;
      total.covered += covered;
    },
    rows: (): [K, Total][] =>
      [...byKey]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([key, byUnit]) =>
          [...byUnit.values()].sort((a, b) => byCodeUnit(a.unit, b.unit)).map((total): [K, Total] => [key, total]),
        ),
  };
}
