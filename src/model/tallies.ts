import type { Path, Report } from '../errors/fault-list.js';
import type { Need, Offer, Provider, Requirement, Slot } from './records.js';
import type { OfferedUnits } from './requirements.js';
import { type Datum, SOCIETIES } from './vocabulary.js';

/** What records must agree on together, counted as they come and go. */
export interface Tallies {
  /** Which units are offered, by capability. */
  readonly offered: OfferedUnits;
  /** Counts a record in (1) or out (−1). O(its lines). */
  count(record: Provider | Need, by: 1 | -1): void;
  /** The datum of all locations; of the first one, if they are mixed. */
  datum(): Datum | undefined;
  /** Reports MIXED_CRS for a location in another datum than `usual`, if there are several. */
  checkDatum(record: Provider | Need, usual: Datum | undefined, path: Path, report: Report): void;
  /** Reports SUM_TOO_LARGE, naming the sum. */
  checkSums(path: Path, report: Report): void;
  /** The slots that windows name, by id. */
  namedSlots(): Slot[];
}

export function talliesOf(): Tallies {
  const datums = new Map<Datum, number>();
  const slots = new Map<string, number>();
  const sums = { offers: new Map<string, bigint>(), demand: new Map<string, bigint>() };
  /** Offers of a capability, by unit and society. */
  const units = new Map<string, Map<string, number[]>>();

  function countCapabilities(provider: Provider, { capabilities, unit }: Offer, by: 1 | -1): void {
    for (const { code } of capabilities) {
      let byUnit = units.get(code);
      if (byUnit === undefined) units.set(code, (byUnit = new Map()));
      let counts = byUnit.get(unit);
      if (counts === undefined) byUnit.set(unit, (counts = SOCIETIES.map(() => 0)));
      counts[SOCIETIES.indexOf(provider.society)]! += by;
      if (counts.every((count) => count === 0)) byUnit.delete(unit);
    }
  }

  function countLine({ quantity, unit, windows }: Offer | Requirement, sum: Map<string, bigint>, by: 1 | -1): void {
    for (const id of windows ?? []) tally(slots, id, by);
    if (typeof quantity === 'number') sum.set(unit, (sum.get(unit) ?? 0n) + BigInt(by * quantity));
  }

  return {
    offered: {
      get: (code: string) => {
        const byUnit = units.get(code);
        const bits = (counts: readonly number[]) =>
          counts.reduce((all, count, s) => (count > 0 ? all | (1 << s) : all), 0);
        return byUnit && new Map([...byUnit].map(([unit, counts]) => [unit, bits(counts)]));
      },
    },
    count(record, by) {
      if (record.location !== undefined) tally(datums, record.location.crs, by);
      if ('society' in record) {
        for (const offer of record.offers) {
          countCapabilities(record, offer, by);
          countLine(offer, sums.offers, by);
        }
      } else for (const line of record.requirements) countLine(line, sums.demand, by);
    },
    datum: () => datums.keys().next().value,
    checkDatum({ location }, usual, path, report) {
      if (location === undefined || datums.size < 2 || location.crs === usual) return;
      const { crs } = location;
      const message = `this location is in ${crs}, others are in ${usual}. Maybe convert it: datums are never mixed.`;
      report('MIXED_CRS', [...path, 'location', 'crs'], crs, message);
    },
    checkSums(path, report) {
      for (const [what, byUnit] of Object.entries(sums)) {
        for (const [unit, sum] of byUnit) {
          if (sum <= Number.MAX_SAFE_INTEGER) continue;
          report(
            'SUM_TOO_LARGE',
            path,
            String(sum),
            `with this the sum of ${what} in ${unit} is ${sum}, above 2^53 − 1.`,
          );
        }
      }
    },
    namedSlots: () => [...slots.keys()].sort().map((id) => ({ id })),
  };
}

function tally<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
