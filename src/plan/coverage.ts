import type { Compiled } from '../compile/compiled.js';
import { byCodeUnit } from '../compile/order.js';
import { SOCIETIES, URGENCIES } from '../model/vocabulary.js';
import type { Coverage } from './plan.js';
import type { Usage } from './usage.js';

/** Asked and covered, in one unit. */
interface Total {
  unit: string;
  demanded: number;
  covered: number;
}

/** One figure to be counted under a key. */
type Entry<K> = readonly [key: K, unit: string, demanded: number, covered: number];

/** What is asked and what is covered, seen six ways, each by unit. Requirements of unknown quantity are not in it. */
export function coverageOf(compiled: Compiled, usage: Usage): Coverage {
  const { problem, lines, ranks, candidates, offers } = compiled;

  function by<K extends string | number>(keyOf: (line: number) => K): [K, Total][] {
    return totals(lines.map((line, n) => [keyOf(n), line.requirement.unit, problem.demand[n]!, usage.line[n]!]));
  }

  const given: Entry<number>[] = [];
  for (let p = 0; p < usage.candidate.length; p++) {
    if (usage.candidate[p] === 0) continue;
    const { provider, offer } = offers[candidates.offer[p]!]!;
    given.push([SOCIETIES.indexOf(provider.society), offer.unit, 0, usage.candidate[p]!]);
  }

  return {
    byRank: by((n) => problem.rank[n]!).map(([rank, total]) => ({ rank: [...ranks[rank]!], ...total })),
    byUrgency: by((n) => URGENCIES.indexOf(lines[n]!.need.urgency)).map(([urgency, total]) => ({
      urgency: URGENCIES[urgency]!,
      ...total,
    })),
    byCommunity: by((n) => lines[n]!.need.community).map(([community, total]) => ({ community, ...total })),
    byCapability: by((n) => lines[n]!.requirement.capability.code).map(([code, total]) => ({
      capability: code,
      ...total,
    })),
    bySociety: totals(given).map(([society, { unit, covered }]) => ({ society: SOCIETIES[society]!, unit, covered })),
    byUnit: by(() => 0).map(([, total]) => total),
  };
}

/** Sums by key and unit, in the order of the keys, then of the units. */
function totals<K extends string | number>(entries: Iterable<Entry<K>>): [K, Total][] {
  const byKey = new Map<K, Map<string, Total>>();
  for (const [key, unit, demanded, covered] of entries) {
    let byUnit = byKey.get(key);
    if (byUnit === undefined) byKey.set(key, (byUnit = new Map()));
    let total = byUnit.get(unit);
    if (total === undefined) byUnit.set(unit, (total = { unit, demanded: 0, covered: 0 }));
    total.demanded += demanded;
    total.covered += covered;
  }
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, byUnit]) =>
      [...byUnit.values()].sort((a, b) => byCodeUnit(a.unit, b.unit)).map((total): [K, Total] => [key, total]),
    );
}
