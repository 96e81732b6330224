import type { Report } from '../errors/fault-list.js';
import type { Station } from './records.js';
import type { Fact } from './references.js';
import { TIERS } from './vocabulary.js';

/** A cycle of more stations than this is printed in part. */
const PRINTED = 8;

/**
 * Holds the tree of stations: a parent is of a higher tier. Reports CYCLE for every station on a cycle, printing it, and
 * TIER_ORDER elsewhere, and refuses those stations. A station that is its own parent is left to references.ts.
 * Iterative, O(stations).
 */
export function checkStations(facts: ReadonlyMap<string, Fact>, refused: Set<Fact>, report: Report): void {
  const parentOf = (fact: Fact): Fact | undefined => facts.get(`station:${(fact.record as Station).parent}`);
  const stations = [...facts.values()].filter((fact) => fact.kind === 'station');
  const onCycle = cycles<Fact>(stations, parentOf);
  for (const fact of stations) {
    const parent = parentOf(fact);
    if (!parent || parent === fact || parent.kind !== 'station') continue;
    const cycle = onCycle.get(fact);
    const path = [...fact.path, 'parent'];
    const { tier } = fact.record;
    if (cycle) {
      const ids = cycle.slice(0, PRINTED).map((each) => each.record.id);
      const rest = cycle.length > PRINTED ? [`… (${cycle.length} stations)`] : [];
      const message = `stations are each other's parents: ${[...ids, ...rest, ids[0]].join(' → ')}.`;
      report('CYCLE', path, parent.record.id, message);
    } else if (TIERS.indexOf(parent.record.tier) <= TIERS.indexOf(tier)) {
      const message = `the parent of a ${tier} station must be of a higher tier, and "${parent.record.id}" is ${parent.record.tier}.`;
      report('TIER_ORDER', path, parent.record.id, message);
    } else continue;
    refused.add(fact);
  }
}

/** For everything that lies on a cycle of `next`, that cycle, from its first member in the order of `all`. */
function cycles<T>(all: readonly T[], next: (one: T) => T | undefined): Map<T, readonly T[]> {
  const cycleOf = new Map<T, readonly T[]>();
  const seenFrom = new Map<T, T>();
  for (const start of all) {
    let one: T | undefined = start;
    while (one !== undefined && !seenFrom.has(one)) {
      seenFrom.set(one, start);
      one = next(one);
    }
    if (one === undefined || seenFrom.get(one) !== start || cycleOf.has(one)) continue;
    const cycle: T[] = [one];
    for (let other = next(one)!; other !== one; other = next(other)!) cycle.push(other);
    for (const member of cycle) cycleOf.set(member, cycle);
  }
  return cycleOf;
}
