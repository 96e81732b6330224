import type { Path, Report } from '../errors/fault-list.js';
import { getOrSet } from '../kernel/maps.js';
import { timedSlot } from './calendar.js';
import type { Need, Offer, Provider, Requirement, Slot } from './records.js';
import type { Datum, Society } from './vocabulary.js';

/** Of every capability the units in which it is offered, and by which societies how often. */
type Units = Map<string, Map<string, Map<Society, number>>>;
export type OfferedUnits = Pick<Units, 'get'>;

export type Tallies = ReturnType<typeof talliesOf>;

/** What records must agree on together, counted as they come and go. */
export function talliesOf(asOf: string | undefined) {
  const datums = new Map<Datum, number>();
  const slots = new Map<string, number>();
  const sums = { offers: new Map<string, bigint>(), demand: new Map<string, bigint>() };
  const offered: Units = new Map();

  function countCapabilities({ society }: Provider, { capabilities, unit }: Offer, by: 1 | -1): void {
    for (const { code } of capabilities) {
      const byUnit = getOrSet(offered, code, () => new Map());
      const counts = getOrSet(byUnit, unit, () => new Map());
      tally(counts, society, by);
      if (counts.size === 0) byUnit.delete(unit);
    }
  }

  function countLine({ quantity, unit, windows }: Offer | Requirement, sum: Map<string, bigint>, by: 1 | -1): void {
    for (const id of windows ?? []) tally(slots, id, by);
    if (typeof quantity === 'number') sum.set(unit, (sum.get(unit) ?? 0n) + BigInt(by * quantity));
  }

  return {
    offered: offered as OfferedUnits,
    /** Counts a record in (1) or out (−1). O(its lines). */
    count(record: Provider | Need, by: 1 | -1): void {
      if (record.location !== undefined) tally(datums, record.location.crs, by);
      if ('society' in record) {
        for (const offer of record.offers) {
          countCapabilities(record, offer, by);
          countLine(offer, sums.offers, by);
        }
      } else for (const line of record.requirements) countLine(line, sums.demand, by);
    },
    /** The datum of all locations; of the first one, if they are mixed. */
    datum: () => datums.keys().next().value,
    /** Reports MIXED_CRS for a location in another datum than `usual`, if there are several. */
    checkDatum({ location }: Provider | Need, usual: Datum | undefined, path: Path, report: Report): void {
      if (location === undefined || datums.size < 2 || location.crs === usual) return;
      const { crs } = location;
      const message = `this location is in ${crs}, others are in ${usual}. Maybe convert it: datums are never mixed.`;
      report('MIXED_CRS', [...path, 'location', 'crs'], crs, message);
    },
    /** Reports SUM_TOO_LARGE, naming the sum. */
    checkSums(path: Path, report: Report): void {
      for (const [what, byUnit] of Object.entries(sums)) {
        for (const [unit, sum] of byUnit) {
          if (sum <= Number.MAX_SAFE_INTEGER) continue;
          const message = `with this the sum of ${what} in ${unit} is ${sum}, above 2^53 − 1.`;
          report('SUM_TOO_LARGE', path, String(sum), message);
        }
      }
    },
    /** The slots that windows name, by id; with times where the name tells them. */
    namedSlots: (): Slot[] => [...slots.keys()].sort().map((id) => timedSlot({ id }, asOf)),
  };
}

function tally<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
