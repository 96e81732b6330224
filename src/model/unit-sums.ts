import type { Path, Report } from '../errors/fault-list.js';
import { groupsBy } from '../kernel/maps.js';
import type { Need } from './records.js';
import type { Fact } from './references.js';
import type { Datum } from './vocabulary.js';

/** Refuses offers that would carry the sum of their unit above 2^53 − 1. Reports SUM_TOO_LARGE, naming the sum. */
export function boundOffers(facts: Iterable<Fact>, refused: Set<Fact>, report: Report): void {
  const sums = new Map<string, number>();
  for (const fact of facts) {
    if (fact.kind === 'provider' && !adds(fact.record.offers, sums, 'offers', fact.path, report)) refused.add(fact);
  }
}

/** Needs whose demand still fits below 2^53 − 1 in every unit. Reports SUM_TOO_LARGE, naming the sum. */
export function boundedNeeds<N extends { record: Need; path: Path }>(needs: readonly N[], report: Report): N[] {
  const sums = new Map<string, number>();
  return needs.filter(({ record, path }) => adds(record.requirements, sums, 'demand', path, report));
}

function adds(
  lines: readonly { quantity: number | string; unit: string }[],
  sums: Map<string, number>,
  what: string,
  path: Path,
  report: Report,
): boolean {
  for (const { quantity, unit } of lines) {
    if (typeof quantity !== 'number') continue;
    const sum = sums.get(unit) ?? 0;
    if (quantity > Number.MAX_SAFE_INTEGER - sum) {
      const total = BigInt(sum) + BigInt(quantity);
      report('SUM_TOO_LARGE', path, quantity, `with this the sum of ${what} in ${unit} is ${total}, above 2^53 − 1.`);
      return false;
    }
    sums.set(unit, sum + quantity);
  }
  return true;
}

/** Holds all locations to one datum, that of most records. Reports MIXED_CRS and refuses the others. */
export function checkDatums(facts: Iterable<Fact>, refused: Set<Fact>, report: Report): void {
  const byDatum = groupsBy(facts, (fact): Datum[] => {
    const crs = fact.kind === 'station' ? undefined : fact.record.location?.crs;
    return crs ? [crs] : [];
  });
  if (byDatum.size < 2) return;
  const [[usual], ...others] = [...byDatum].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)) as [
    [Datum, Fact[]],
    ...[Datum, Fact[]][],
  ];
  for (const [crs, strays] of others) {
    for (const fact of strays) {
      refused.add(fact);
      const message = `this location is in ${crs}, most others are in ${usual}. Maybe convert it: datums are never mixed.`;
      report('MIXED_CRS', [...fact.path, 'location', 'crs'], crs, message);
    }
  }
}
