import type { Compiled } from '../compile/compiled.js';
import { compareProducts, exactDot } from '../kernel/exact.js';
import { usageOf } from '../plan/usage.js';
import type { Component } from '../problem/components.js';
import { loadsOf } from '../problem/load.js';
import type { Unpinned } from '../problem/pins.js';
import type { Level, Solution } from '../problem/problem.js';
import type { ClassCoverage, Difference } from './advice.js';

/** What a solution of a part of the problem is worth, level by level. */
export interface Worth {
  /** Of every rank: people of needs met whole, coverage, and the classes, worst-off first. */
  readonly ranks: readonly RankWorth[];
  /** Promised units, and what they count. */
  readonly kept: number;
  readonly promise: number;
  /** Units given by people, by load. */
  readonly loads: ReadonlyMap<number, number>;
  readonly cost: bigint;
}

interface RankWorth {
  readonly people: number;
  /** In units or, where needs are met whole, by `Wholes.worth`. */
  readonly coverage: number;
  readonly byUnit: ReadonlyMap<string, number>;
  readonly classes: readonly ClassCoverage[];
}

/**
 * All levels of a solution, whose problem is a part: where needs are met whole as their searches count them, fairness by what is covered of every class.
 * O(size).
 */
export function worthOf(
  part: Unpinned,
  { lines: numbers }: Component,
  { flow, chosen }: Solution,
  { lines, ranks }: Compiled,
): Worth {
  const { demand, rank, group, previous, promise, cost, wholes } = part;
  const usage = usageOf(part, flow);
  const found = ranks.map(() => ({ people: 0, coverage: 0, byUnit: new Map<string, number>() }));
  const covered = part.served.slice();
  const asked = new Float64Array(covered.length);
  const rankOf = new Int32Array(covered.length);
  for (let n = 0; n < demand.length; n++) {
    const row = found[rank[n]!]!;
    const units = usage.line[n]!;
    const { unit } = lines[numbers[n]!]!.requirement;
    row.coverage += wholes ? wholes.worth[n]! * units : units;
    row.byUnit.set(unit, (row.byUnit.get(unit) ?? 0) + units);
    covered[group[n]!]! += units;
    asked[group[n]!]! += demand[n]!;
    rankOf[group[n]!] = rank[n]!;
  }
  chosen?.choice.option.forEach((o, t) => {
    if (o >= 0) found[wholes!.rank[t]!]!.people += wholes!.value[t]!;
  });
  const classes = ranks.map((): ClassCoverage[] => []);
  part.share.forEach((of, g) => {
    if (asked[g]! > 0) classes[rankOf[g]!]!.push({ covered: covered[g]!, of });
  });
  let kept = 0;
  let counted = 0;
  usage.candidate.forEach((units, p) => {
    const own = Math.min(units, previous[p]!);
    kept += own;
    counted += own * (promise?.[p] ?? 1);
  });
  return {
    ranks: found.map((row, r) => ({ ...row, classes: classes[r]!.sort(byRatio) })),
    kept,
    promise: counted,
    loads: loadsGiven(part, usage.cap),
    cost: BigInt(exactDot(cost, usage.candidate)),
  };
}

function byRatio(a: ClassCoverage, b: ClassCoverage): number {
  return compareProducts(a.covered, b.of, b.covered, a.of);
}

/** The first two classes, from the worst-off up, that are not as well off. */
function unlike(a: readonly ClassCoverage[], b: readonly ClassCoverage[]): number {
  return a.findIndex((one, i) => byRatio(one, b[i]!) !== 0);
}

/** Negative where `a` is better: level by level, levels 1 and 2 rank by rank. */
export function compareWorth(a: Worth, b: Worth, levels: readonly Level[]): number {
  for (const [r, one] of a.ranks.entries()) {
    const other = b.ranks[r]!;
    if (one.people !== other.people) return other.people - one.people;
    if (one.coverage !== other.coverage) return other.coverage - one.coverage;
    const i = levels.includes('fair') ? unlike(one.classes, other.classes) : -1;
    if (i >= 0) return byRatio(other.classes[i]!, one.classes[i]!);
  }
  for (const level of levels) {
    let better = 0;
    if (level === 'keep') better = b.promise - a.promise;
    else if (level === 'even') better = compareLoads(a.loads, b.loads);
    else if (level === 'cost') better = Number(a.cost - b.cost);
    if (better !== 0) return better;
  }
  return 0;
}

function loadsGiven({ load, parent, capacity, portions }: Unpinned, used: Float64Array): Map<number, number> {
  const loads = new Map<number, number>();
  used.forEach((units, c) => {
    if (!load || parent[c]! >= 0 || load.full[c] === 0) return;
    let left = units;
    for (const [room, each] of loadsOf(load, c, capacity[c]!, portions?.ofCap[c])) {
      const some = Math.min(room, left);
      if (some > 0) loads.set(each, (loads.get(each) ?? 0) + some);
      left -= some;
    }
  });
  return loads;
}

/** Negative where `a` has fewer units of the largest load, then of the next. */
function compareLoads(a: Worth['loads'], b: Worth['loads']): number {
  const all = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => y - x);
  for (const each of all) {
    const more = (a.get(each) ?? 0) - (b.get(each) ?? 0);
    if (more !== 0) return more;
  }
  return 0;
}

/** What two parts are worth together. */
export function together(a: Worth, b: Worth): Worth {
  return {
    ranks: a.ranks.map(({ people, coverage, byUnit, classes }, r) => ({
      people: people + b.ranks[r]!.people,
      coverage: coverage + b.ranks[r]!.coverage,
      byUnit,
      classes: [...classes, ...b.ranks[r]!.classes].sort(byRatio),
    })),
    kept: a.kept + b.kept,
    promise: a.promise + b.promise,
    loads: new Map(
      [...a.loads.keys(), ...b.loads.keys()].map((each) => [each, (a.loads.get(each) ?? 0) + (b.loads.get(each) ?? 0)]),
    ),
    cost: a.cost + b.cost,
  };
}

/** What sets `other` apart from the best. */
export function differenceOf(
  best: Worth,
  other: Worth,
  levels: readonly Level[],
  ranks: readonly (readonly number[])[],
): Difference {
  const each = best.ranks.map((one, r) => ({ one, two: other.ranks[r]!, rank: [...ranks[r]!] }));
  const cost = other.cost - best.cost;
  const withdrawn = best.kept - other.kept;
  const counted = best.promise - other.promise;
  return {
    coverage: each.flatMap(({ one, two, rank }) =>
      [...one.byUnit].flatMap(([unit, units]) => {
        const more = two.byUnit.get(unit)! - units;
        return more === 0 ? [] : [{ rank, unit, units: more }];
      }),
    ),
    people: each.flatMap(({ one, two, rank }) =>
      one.people === two.people ? [] : [{ rank, people: two.people - one.people }],
    ),
    ...(levels.includes('fair') && {
      fairness: each.flatMap(({ one, two, rank }) => {
        const i = unlike(one.classes, two.classes);
        return i < 0 ? [] : [{ rank, best: one.classes[i]!, with: two.classes[i]! }];
      }),
    }),
    ...(levels.includes('keep') && { withdrawn, ...(counted !== withdrawn && { counted }) }),
    ...(levels.includes('cost') && { cost: Number.isSafeInteger(Number(cost)) ? Number(cost) : String(cost) }),
  };
}
