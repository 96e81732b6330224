import zip from 'lodash-es/zip.js';
import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import type { Network } from '../model/graph.js';
import { byCodeUnit, byRank } from '../model/order.js';
import { SOCIETIES, URGENCIES, type Urgency } from '../model/vocabulary.js';
import { reportedSkipped } from '../plan/choice.js';
import type { Total } from '../plan/coverage.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { networkOf, type View, viewOf } from '../why/view.js';
import type { Comparison, CoveredSides, Sides } from './comparison.js';
import { evennessOf, rounded } from './evenness.js';
import { figuresOf, OWN_ROLES } from './figures.js';
import type { Measures } from './measures.js';

export interface CompareOptions {
  /** What plan a was made with. */
  readonly a?: Made | undefined;
  /** What plan b was made with. */
  readonly b?: Made | undefined;
}

/**
 * What sets two plans of one network apart: 三社 and 五社, by hand and optimal, one policy and another. Takes the plans as they stand;
 * whether they are right is for {@link verify}. Compiles the network twice: O(candidates).
 *
 * A plan from `readPlan` is compared as it was read, also with a network of its own that has the same needs, such as that of a tier of `escalate`.
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function comparePlans(network: Network, a: Plan, b: Plan, options: CompareOptions = {}): Comparison {
  checkNetwork(network);
  const made = readOptions({ a: z.optional(z.unknown()), b: z.optional(z.unknown()) }, options);
  const madeA = readOptions(madeWith, made.a === undefined ? {} : made.a, ['a']);
  const madeB = readOptions(madeWith, made.b === undefined ? {} : made.b, ['b']);
  const one = sideOf(viewOf(networkOf(a) ?? network, a, madeA));
  const other = sideOf(viewOf(networkOf(b) ?? network, b, madeB));
  return {
    coverage: coverage(one, other),
    needs: needs(one, other),
    fairness: fairness(one, other),
    travel: travel(one.travel, other.travel),
    participation: participation(one.participation, other.participation),
    leverage: leverage(one, other),
  };
}

type Side = ReturnType<typeof sideOf>;

function sideOf(view: View) {
  const { compiled, usage, plan, reported } = view;
  const met = new Map<string, { urgency: Urgency; met: boolean }>();
  compiled.lines.forEach(({ need }, n) => {
    if (reported?.[n] === 0) return;
    const isMet = usage.line[n]! >= compiled.problem.demand[n]! && (met.get(need.id)?.met ?? true);
    met.set(need.id, { urgency: need.urgency, met: isMet });
  });
  for (const { need } of reportedSkipped(compiled)) met.set(need.id, { urgency: need.urgency, met: false });
  return { ...figuresOf(view), plan, met };
}

function coverage({ plan: { coverage: a } }: Side, { plan: { coverage: b } }: Side): Comparison['coverage'] {
  type Ranked = { rank: readonly number[]; unit: string };
  type Urgent = { urgency: Urgency; unit: string };
  const ranked = (x: Ranked, y: Ranked) => byRank(x.rank, y.rank) || byUnit(x, y);
  const urgent = (x: Urgent, y: Urgent) => URGENCIES.indexOf(x.urgency) - URGENCIES.indexOf(y.urgency) || byUnit(x, y);
  return {
    byRank: paired(a.byRank, b.byRank, ranked, ({ rank }, x, y) => ({ rank: [...rank], ...coveredSides(x, y) })),
    byUrgency: paired(a.byUrgency, b.byUrgency, urgent, ({ urgency }, x, y) => ({ urgency, ...coveredSides(x, y) })),
    byUnit: paired(a.byUnit, b.byUnit, byUnit, (_, x, y) => coveredSides(x, y)),
  };
}

function coveredSides(a: Total | undefined, b: Total | undefined): CoveredSides {
  const share = (one: Total | undefined) => (one?.demanded ? one.covered / one.demanded : 1);
  return {
    unit: (a ?? b)!.unit,
    demanded: sides(a?.demanded, b?.demanded),
    covered: sides(a?.covered, b?.covered),
    share: sides(rounded(share(a)), rounded(share(b))),
  };
}

function needs({ met: a }: Side, { met: b }: Side): Comparison['needs'] {
  const ids = [...a.keys()].sort(byCodeUnit);
  const isMet = (side: Side['met'], id: string) => side.get(id)?.met === true;
  return {
    byUrgency: URGENCIES.map((urgency) => {
      const own = ids.filter((id) => a.get(id)?.urgency === urgency);
      const count = (side: Side['met']) => own.filter((id) => isMet(side, id)).length;
      return { urgency, needs: own.length, met: sides(count(a), count(b)) };
    }),
    onlyA: ids.filter((id) => isMet(a, id) && !isMet(b, id)),
    onlyB: ids.filter((id) => isMet(b, id) && !isMet(a, id)),
  };
}

function fairness(a: Side, b: Side): Comparison['fairness'] {
  return {
    byRank: paired(
      a.fairness,
      b.fairness,
      (x, y) => byRank(x.rank, y.rank),
      ({ rank }, x, y) => ({ rank, ...sidesOf(x?.classes ?? NOTHING, y?.classes ?? NOTHING) }),
    ),
    communities: paired(a.coverage, b.coverage, byUnit, ({ unit }, x, y) => ({
      unit,
      ...sidesOf(x?.communities ?? NOTHING, y?.communities ?? NOTHING),
    })),
  };
}

/** Of nothing at all nobody is badly off. */
const NOTHING = evennessOf([]);

function travel({ hops, ...a }: Measures['travel'], { hops: others, ...b }: Measures['travel']): Comparison['travel'] {
  return { ...sidesOf(a, b), hops: zip(hops, others).map(([x, y]) => sides(x, y)) };
}

function participation(a: Measures['participation'], b: Measures['participation']): Comparison['participation'] {
  return {
    mean: sides(a.mean, b.mean),
    linkages: sides(a.linkages.length, b.linkages.length),
    bySociety: SOCIETIES.map((society, s) => {
      const [one, other] = [a.bySociety[s]!, b.bySociety[s]!];
      return {
        society,
        linkages: sides(one.linkages, other.linkages),
        providers: sides(one.providers, other.providers),
        gives: paired(one.gives, other.gives, byUnit, ({ unit }, x, y) => ({
          unit,
          quantity: sides(x?.quantity, y?.quantity),
        })),
      };
    }),
  };
}

function leverage(a: Side, b: Side): Comparison['leverage'] {
  const linkages = ({ participation: { linkages: all } }: Side) =>
    all.filter(({ roles }) => roles.some((one) => !OWN_ROLES.includes(one))).length;
  return {
    linkages: sides(linkages(a), linkages(b)),
    byUnit: paired(a.levered, b.levered, byUnit, ({ unit }, x, y) => ({
      unit,
      own: sides(x?.own, y?.own),
      moved: sides(x?.moved, y?.moved),
      share: sides(x?.share, y?.share),
    })),
  };
}

function sides(a = 0, b = 0): Sides {
  const difference = b - a;
  // Whole numbers are exact. `+ 0`: −0 would not survive JSON.
  return { a, b, difference: (Number.isInteger(difference) ? difference : rounded(difference)) + 0 };
}

/** Every figure of two alike. */
function sidesOf<K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): Record<K, Sides> {
  const keys = Object.keys(a) as K[];
  return Object.fromEntries(keys.map((key) => [key, sides(a[key], b[key])])) as Record<K, Sides>;
}

/** Rows of both in order, those that compare as equal side by side; told with the one there is. */
function paired<T, R>(
  a: readonly T[],
  b: readonly T[],
  compare: (one: T, other: T) => number,
  tell: (row: T, a: T | undefined, b: T | undefined) => R,
): R[] {
  const [x, y] = [a.toSorted(compare), b.toSorted(compare)];
  const rows: R[] = [];
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    const order = i === x.length ? 1 : j === y.length ? -1 : compare(x[i]!, y[j]!);
    const one = order <= 0 ? x[i++] : undefined;
    const other = order >= 0 ? y[j++] : undefined;
    rows.push(tell((one ?? other)!, one, other));
  }
  return rows;
}

function byUnit(a: { readonly unit: string }, b: { readonly unit: string }): number {
  return byCodeUnit(a.unit, b.unit);
}
