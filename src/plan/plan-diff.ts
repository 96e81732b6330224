import pick from 'lodash-es/pick.js';
import { byCodeUnit } from '../model/order.js';
import type { Allocation, Plan, Unmet } from './plan.js';

/** One allocation by its names, as far as plans are told apart by it. */
export interface Given extends Pick<Allocation, 'requirement' | 'provider' | 'offer' | 'unit' | 'quantity'> {
  readonly need: string;
  readonly slot?: string;
}

/** A requirement that is short of something. */
export type Short = Pick<Unmet, 'need' | 'requirement' | 'unit' | 'demanded' | 'covered'>;

/**
 * What sets a plan apart from the one before: who is to be told, and what is short now. Plain JSON, sorted by the names of need, requirement,
 * provider, offer and slot. Made on the plan before, the changes give the allocations and shortages of the plan after.
 */
export interface PlanDiff {
  /** Allocations that were not there before. */
  readonly added: readonly Given[];
  /** Allocations that are no more. */
  readonly removed: readonly Given[];
  /** Of a session: what was done in this call, which is not lost: the others tell of the rest. */
  readonly finished?: readonly Given[];
  /** Allocations of another quantity; `before` is what it was. */
  readonly changed: readonly (Given & { readonly before: number })[];
  /** Requirements that are short of something now, and were not, or not of so much. */
  readonly unmet: readonly Short[];
  /** Requirements that were short of something, and are wholly covered now. */
  readonly met: readonly Pick<Short, 'need' | 'requirement'>[];
}

/** What a plan gives and lacks. */
export interface GivenAndShort {
  /** By {@link givenKey}. */
  readonly given: ReadonlyMap<string, Given>;
  /** By {@link lineKey}. */
  readonly short: ReadonlyMap<string, Short>;
}

/** What the plan after changes of the plan before, whatever networks they are of. O(allocations + unmet). */
export function planDiff(before: Plan, after: Plan): PlanDiff {
  return diffOf(givenAndShort(before), givenAndShort(after));
}

/** The allocations of linkages, by their names. */
export function givenIn(linkages: Plan['linkages']): Given[] {
  return linkages.flatMap(({ need, allocations }) =>
    allocations.map((one) => ({
      need,
      ...pick(one, ['requirement', 'provider', 'offer', 'slot', 'unit', 'quantity']),
    })),
  );
}

/** What a plan gives and lacks, by its names. */
export function givenAndShort({ linkages, unmet }: Plan): GivenAndShort {
  const given = new Map(givenIn(linkages).map((one) => [givenKey(one), one]));
  const lines = unmet.map((one): Short => pick(one, ['need', 'requirement', 'unit', 'demanded', 'covered']));
  return { given, short: new Map(lines.map((line) => [lineKey(line), line])) };
}

/**
 * As {@link planDiff}; what is the same on both sides may be left out.
 *
 * @param served requirements that get anything after, by {@link lineKey}; all that `after` gives to if absent
 */
export function diffOf(
  before: GivenAndShort,
  after: GivenAndShort,
  served: ReadonlySet<string> = new Set([...after.given.values()].map(lineKey)),
): PlanDiff {
  const added: Given[] = [];
  const changed: (Given & { before: number })[] = [];
  for (const [key, one] of after.given) {
    const earlier = before.given.get(key);
    if (earlier === undefined) added.push(one);
    else if (earlier.quantity !== one.quantity) changed.push({ ...one, before: earlier.quantity });
  }
  const removed = [...before.given].flatMap(([key, one]) => (after.given.has(key) ? [] : [one]));
  const unmet = [...after.short].flatMap(([key, line]) => {
    const earlier = before.short.get(key);
    return earlier?.demanded === line.demanded && earlier.covered === line.covered ? [] : [line];
  });
  const met = [...before.short].flatMap(([key, { need, requirement }]) =>
    !after.short.has(key) && served.has(key) ? [{ need, requirement }] : [],
  );
  return {
    added: added.sort(byNames),
    removed: removed.sort(byNames),
    changed: changed.sort(byNames),
    unmet: unmet.sort(byNames),
    met: met.sort(byNames),
  };
}

/** Names an allocation. */
export function givenKey({ need, requirement, provider, offer, slot }: Omit<Given, 'unit' | 'quantity'>): string {
  return JSON.stringify([need, requirement, provider, offer, slot]);
}

/** Names a requirement. */
export function lineKey({ need, requirement }: Pick<Given, 'need' | 'requirement'>): string {
  return JSON.stringify([need, requirement]);
}

type Named = Pick<Given, 'need' | 'requirement'> & Partial<Pick<Given, 'provider' | 'offer' | 'slot'>>;

export function byNames(a: Named, b: Named): number {
  const names = ['need', 'requirement', 'provider', 'offer', 'slot'] as const;
  return names.reduce((order, name) => order || byCodeUnit(a[name] ?? '', b[name] ?? ''), 0);
}
