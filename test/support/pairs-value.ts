/**
 * What a plan on bare pairs is worth: the definition of the objective, word for word.
 *
 * Rank by rank: the units covered, then the ratios of the rank's fair-share classes, worst first; after the last rank
 * the units withdrawn, then the cost. Nothing here searches for anything.
 */
import type { PairsInput, PairsLevel, PairsOptions, PairsQuantity, PairsValue } from './pairs-types.js';
import { PAIRS_LEVELS } from './pairs-types.js';

/** Key of a pair of ids that no choice of ids can confuse. */
export function pairKey(need: string, offer: string): string {
  return JSON.stringify([need, offer]);
}

/** Key of the fair-share class: (rank, group), or the need itself. */
export function classKey(need: PairsInput['needs'][number]): string {
  return JSON.stringify(need.group === undefined ? ['need', need.id] : ['group', need.rank, need.group]);
}

/** Units per pair; a pair named twice counts with its sum. */
export function sumByPair(list: readonly PairsQuantity[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { need, offer, quantity } of list) {
    const key = pairKey(need, offer);
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  }
  return sums;
}

/** Every way in which the allocations break the instance; empty when they are feasible. */
export function faultsOfPairs(input: PairsInput, allocations: readonly PairsQuantity[]): string[] {
  const faults: string[] = [];
  const pairs = new Map(input.pairs.map((pair) => [pairKey(pair.need, pair.offer), pair]));
  const seen = new Set<string>();
  const served = new Map<string, number>();
  const used = new Map<string, number>();
  for (const { need, offer, quantity } of allocations) {
    const key = pairKey(need, offer);
    const pair = pairs.get(key);
    if (pair === undefined) faults.push(`unknown pair ${key}`);
    if (seen.has(key)) faults.push(`pair ${key} twice`);
    seen.add(key);
    if (!Number.isSafeInteger(quantity) || quantity < 0) faults.push(`quantity ${quantity} of ${key}`);
    if (pair?.max !== undefined && quantity > pair.max) faults.push(`${quantity} above the max of ${key}`);
    served.set(need, (served.get(need) ?? 0) + quantity);
    used.set(offer, (used.get(offer) ?? 0) + quantity);
  }
  for (const need of input.needs) {
    if ((served.get(need.id) ?? 0) > need.demand) faults.push(`more than the demand of need ${need.id}`);
  }
  for (const offer of input.offers) {
    if ((used.get(offer.id) ?? 0) > offer.capacity) faults.push(`more than the capacity of offer ${offer.id}`);
  }
  return faults;
}

/** The value of the given allocations. Throws when they are not feasible. */
export function valueOfPairs(
  input: PairsInput,
  allocations: readonly PairsQuantity[],
  options: PairsOptions = {},
): PairsValue {
  const faults = faultsOfPairs(input, allocations);
  if (faults.length > 0) throw new Error(`Infeasible allocations: ${faults.join('; ')}`);
  const served = new Map<string, number>();
  const now = sumByPair(allocations);
  for (const { need, quantity } of allocations) served.set(need, (served.get(need) ?? 0) + quantity);
  const cost = input.pairs.reduce(
    (sum, pair) => sum + BigInt(pair.cost) * BigInt(now.get(pairKey(pair.need, pair.offer)) ?? 0),
    0n,
  );
  let withdrawn = 0;
  for (const [key, promised] of sumByPair(options.previous ?? [])) {
    withdrawn += Math.max(0, promised - (now.get(key) ?? 0));
  }
  const used = input.offers.map(({ id }) =>
    allocations.reduce((sum, one) => sum + (one.offer === id ? one.quantity : 0), 0),
  );
  const loads = !options.levels?.includes('even')
    ? []
    : loadsInSteps(
        input.offers.map(({ capacity }, o) => ({ full: capacity, given: 0, used: used[o]! })),
        4,
      );
  return { ...valueOfService(input, served), withdrawn, loads, cost };
}

/** What a helper gives: (given + used) of full. */
export interface Helper {
  readonly full: number;
  readonly given: number;
  readonly used: number;
}

/** Of every unit used, how far the ratio of its helper has come with it, rounded up to so many steps; largest first. */
export function loadsInSteps(helpers: readonly (Helper & { readonly fine?: boolean })[], quarters: number): string[] {
  const loads = helpers.flatMap(({ full, given, used, fine }) => {
    const steps = quarters * (fine ? 15 : 1);
    return Array.from({ length: used }, (_, k) => fraction(Math.ceil((steps * (given + k + 1)) / full), steps));
  });
  return loads.sort((a, b) => compareFractions(b, a));
}

/** Positive where the first has less load, the fullest compared first. */
export function compareLoads(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const more = compareFractions(a[i] ?? '0/1', b[i] ?? '0/1');
    if (more !== 0) return -more;
  }
  return 0;
}

/** Coverage and fairness of what the needs get (units per need id). */
export function valueOfService(
  input: PairsInput,
  served: ReadonlyMap<string, number>,
): Pick<PairsValue, 'coverageByRank' | 'fairnessByRank'> {
  const coverageByRank = new Map<number, number>();
  const fairnessByRank = new Map<number, readonly string[]>();
  for (const rank of [...new Set(input.needs.map((need) => need.rank))].sort((a, b) => a - b)) {
    const needs = input.needs.filter((need) => need.rank === rank);
    const classes = new Map<string, { demanded: number; covered: number }>();
    let covered = 0;
    for (const need of needs) {
      const units = served.get(need.id) ?? 0;
      const entry = classes.get(classKey(need)) ?? { demanded: 0, covered: 0 };
      classes.set(classKey(need), { demanded: entry.demanded + need.demand, covered: entry.covered + units });
      covered += units;
    }
    coverageByRank.set(rank, covered);
    const ratios = [...classes.values()].filter((entry) => entry.demanded > 0);
    fairnessByRank.set(rank, ratios.map((entry) => fraction(entry.covered, entry.demanded)).sort(compareFractions));
  }
  return { coverageByRank, fairnessByRank };
}

/**
 * Compares two values of one instance, level by level: above 0 when `a` is better, below 0 when `b` is, 0 when neither
 * is. Levels that are left out are not looked at.
 */
export function compareValues(a: PairsValue, b: PairsValue, levels: readonly PairsLevel[] = PAIRS_LEVELS): number {
  for (const rank of [...a.coverageByRank.keys()].sort((x, y) => x - y)) {
    const more = (a.coverageByRank.get(rank) ?? 0) - (b.coverageByRank.get(rank) ?? 0);
    if (more !== 0) return more;
    if (!levels.includes('fair')) continue;
    const ratios = a.fairnessByRank.get(rank) ?? [];
    const others = b.fairnessByRank.get(rank) ?? [];
    for (let i = 0; i < ratios.length; i++) {
      const fairer = compareFractions(ratios[i] ?? '0/1', others[i] ?? '0/1');
      if (fairer !== 0) return fairer;
    }
  }
  for (const level of levels) {
    const better =
      level === 'keep'
        ? b.withdrawn - a.withdrawn
        : level === 'even'
          ? compareLoads(a.loads, b.loads)
          : level === 'cost'
            ? Number(b.cost - a.cost)
            : 0;
    if (better !== 0) return better;
  }
  return 0;
}

/** The part of a value that the levels judge, as plain data: equal for all optimal plans of one instance. */
export function judgedPart(value: PairsValue, levels: readonly PairsLevel[] = PAIRS_LEVELS): Record<string, unknown> {
  const ascending = <T>(map: ReadonlyMap<number, T>) => [...map].sort(([a], [b]) => a - b);
  return {
    coverage: ascending(value.coverageByRank),
    ...(levels.includes('fair') ? { fairness: ascending(value.fairnessByRank) } : {}),
    ...(levels.includes('keep') ? { withdrawn: value.withdrawn } : {}),
    ...(levels.includes('even') ? { loads: value.loads } : {}),
    ...(levels.includes('cost') ? { cost: value.cost.toString() } : {}),
  };
}

/** numerator/denominator in lowest terms. */
export function fraction(numerator: number, denominator: number): string {
  let a = denominator;
  let b = numerator;
  while (b !== 0) [a, b] = [b, a % b];
  return `${numerator / a}/${denominator / a}`;
}

export function compareFractions(a: string, b: string): number {
  const [p = '0', q = '1'] = a.split('/');
  const [r = '0', s = '1'] = b.split('/');
  const difference = BigInt(p) * BigInt(s) - BigInt(r) * BigInt(q);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
