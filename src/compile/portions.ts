import { eachInSteps, type Work } from '../kernel/work.js';
import type { Entry, Offer } from '../model/records.js';
import type { Portions, Problem } from '../problem/problem.js';
import type { CapRef, LineRef } from './compiled.js';
import { commonDivisor } from './demand/pricing.js';

/** How many units of a capability are handed out together. */
export type PortionOf = (code: string, unit: string) => number;

/** What the catalogue says of the capability in this unit, else of the unit, else one. */
export function portionsBy(catalogue: readonly Entry[]): PortionOf {
  const listed = new Map(catalogue.flatMap(({ code, unit, portion }) => (portion ? [[code, { unit, portion }]] : [])));
  return (code, unit) => {
    const own = listed.get(code);
    return (own?.unit === unit ? own.portion : listed.get(unit)?.portion) ?? 1;
  };
}

/** What divides the portions of all that may be given from a cap. O(offers of its provider). */
export function portionOfCap({ provider, offer, unit }: CapRef, portionOf: PortionOf): number {
  const offers: readonly Offer[] = offer ? [offer] : provider.offers.filter((own) => own.unit === unit);
  return divisorOf(offers.flatMap(({ capabilities }) => capabilities.map(({ code }) => portionOf(code, unit))));
}

/** Whether every bound is a whole number of portions, so that every share is: a capacity may be infinite. O(size). */
export function isInPortions({ demand, group, candidateStart, max, previous, capacity, portions }: Problem): boolean {
  if (!portions) return true;
  for (let n = 0; n < demand.length; n++) {
    const portion = portions.ofGroup[group[n]!]!;
    if (demand[n]! % portion > 0) return false;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++)
      if (Math.min(max[p]!, demand[n]!) % portion > 0 || previous[p]! % portion > 0) return false;
  }
  return capacity.every((units, c) => !(units % portions.ofCap[c]! > 0));
}

/** The portions of classes and caps; nothing where all units stand alone. O(lines + caps). */
export function* portionsOf(
  lines: readonly LineRef[],
  group: Int32Array,
  caps: readonly CapRef[],
  portionOf: PortionOf,
): Work<{ portions?: Portions }> {
  const ofGroup = new Float64Array(group.reduce((most, g) => Math.max(most, g + 1), 0));
  yield* eachInSteps(lines, ({ requirement: { capability, unit } }, n) => {
    const own = portionOf(capability.code, unit);
    ofGroup[group[n]!] = commonDivisor(own, ofGroup[group[n]!]!);
  });
  const ofCap = new Float64Array(caps.length);
  yield* eachInSteps(caps, (cap, c) => {
    ofCap[c] = portionOfCap(cap, portionOf);
  });
  const isNone = (column: Float64Array) => column.every((units) => units === 1);
  return isNone(ofGroup) && isNone(ofCap) ? {} : { portions: { ofGroup, ofCap } };
}

function divisorOf(numbers: readonly number[]): number {
  return numbers.reduce(commonDivisor, 0) || 1;
}
