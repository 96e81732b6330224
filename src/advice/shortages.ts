import uniq from 'lodash-es/uniq.js';
import type { LineRef } from '../compile/compiled.js';
import { placesOf } from '../compile/supply/places.js';
import { getOrSet } from '../kernel/maps.js';
import { finish } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { byCodeUnit, byRank } from '../model/order.js';
import { SOCIETIES, type Society } from '../model/vocabulary.js';
import { type Bottleneck, bottlenecksIn } from '../plan/cuts.js';
import type { Made } from '../plan/made.js';
import type { Plan, Reason } from '../plan/plan.js';
import { needNumbers } from '../plan/reasons.js';
import { closed } from '../problem/given.js';
import type { Problem } from '../problem/problem.js';
import { namesOf } from '../why/names-of.js';
import { readView, type View } from '../why/view.js';
import type { Shortage, ShortageCut, Shortages } from './advice.js';

/**
 * What is short: every unmet requirement of a known quantity, grouped by capability, unit, societies that may serve it, and street; with the bottlenecks that the
 * residual graph of the plan shows. Exact: `unmet` units more of an offer that may serve all requirements of a shortage are all used. Of needs met whole or not
 * at all it may take less, or something else as well (`whole`);
 * where the times of providers cross (`plan.time`) amounts and cuts are those of the plan's own sharing of time: `bounded`.
 *
 * A cut is a set of requirements and of offers that all units of these offers go to: together they ask `demanded`, the offers hold `capacity`, and `lacking`, the
 * difference, stays unmet however the units are shared, as long as the same needs are met whole. Cuts are told where the plan proves level `rank`, and nothing is told of quantities that are not known, nor of what is met only together with them.
 *
 * Explains the plan as it stands. Compiles the network again: O(candidates + arcs).
 *
 * @throws LinkageError as `explain`
 */
export function shortages(network: Network, plan: Plan, options: Made = {}): Shortages {
  const view = readView(network, plan, options);
  const { lines, problem } = view.compiled;
  const unmet = [...problem.demand.keys()].filter(
    (n) => view.usage.line[n]! < problem.demand[n]! && view.reported?.[n] !== 0,
  );
  const found = cutsOf(view, unmet);
  const groups = new Map<string, { place: string; societies: readonly Society[]; own: number[] }>();
  const placeOf = streetsOf(network);
  for (const n of unmet) {
    const { requirement } = lines[n]!;
    const place = placeOf(lines[n]!);
    const societies = (view.made.societies ?? SOCIETIES).filter((one) => requirement.societies?.includes(one) ?? true);
    const key = JSON.stringify([requirement.capability.code, requirement.unit, societies, place]);
    getOrSet(groups, key, () => ({ place, societies, own: [] })).own.push(n);
  }
  const codeOf = new Map(view.plan.unmet.map((one) => [JSON.stringify([one.need, one.requirement]), one.reason.code]));
  const rows = [...groups.values()].map(({ own, ...group }) => shortageOf(view, own, group, { ...found, codeOf }));
  rows.sort(
    (a, b) =>
      byRank(a.byRank[0]!.rank, b.byRank[0]!.rank) ||
      b.unmet - a.unmet ||
      byCodeUnit(a.capability, b.capability) ||
      byCodeUnit(a.place, b.place),
  );
  const names = rows.flatMap(({ capability, place, communities }) => [
    `capability:${capability}`,
    place,
    ...communities.map((id) => `community:${id}`),
  ]);
  const status = plan.time ? 'bounded' : 'exact';
  return { about: 'shortages', status, shortages: rows, cuts: found.cuts, names: namesOf(network, names) };
}

/** The street of a need: its station, else its code, else its community. */
function streetsOf(network: Network): (line: LineRef) => string {
  const places = placesOf(network);
  return ({ need }) => {
    const { streetStation, street } = places.ofNeed(need);
    if (streetStation !== undefined) return `station:${streetStation}`;
    return street === undefined ? `community:${need.community}` : `street:${street}`;
  };
}

/** The cuts behind unmet lines, and which of them each is in. */
function cutsOf(view: View, unmet: readonly number[]): { cuts: ShortageCut[]; setOf: ReadonlyMap<number, number> } {
  const { compiled, usage, plan } = view;
  const setOf = new Map<number, number>();
  if (!plan.provedLevels.includes('rank')) return { cuts: [], setOf };
  const problem = settled(view);
  const asked = unmet.filter((n) => usage.line[n]! < problem.demand[n]!);
  const bottleneck = finish(bottlenecksIn(problem, usage, finish(needNumbers(compiled))));
  for (const n of asked) finish(bottleneck(n));
  const cuts: ShortageCut[] = [];
  const places = new Map<number, number>();
  for (const n of asked) {
    const { set, ...figures }: Bottleneck = finish(bottleneck(n));
    const place = places.get(set) ?? cuts.length;
    places.set(set, place);
    setOf.set(n, place);
    if (place < cuts.length) continue;
    const { unit } = compiled.lines[n]!.requirement;
    cuts.push({ unit, ...figures, lacking: figures.demanded - figures.capacity });
  }
  return { cuts, setOf };
}

/** The problem that is left once it is decided which needs are met whole. */
function settled({ compiled: { problem }, choice }: View): Problem {
  return problem.wholes && choice ? { ...problem, ...closed(problem, problem.wholes, choice) } : problem;
}

function shortageOf(
  { compiled, usage, taken }: View,
  own: readonly number[],
  { place, societies }: Pick<Shortage, 'place' | 'societies'>,
  { setOf, codeOf }: { setOf: ReadonlyMap<number, number>; codeOf: ReadonlyMap<string, Reason['code']> },
): Shortage {
  const { lines, problem, ranks } = compiled;
  const { capability, unit } = lines[own[0]!]!.requirement;
  const lacks = (n: number) => problem.demand[n]! - usage.line[n]!;
  const sum = (list: readonly number[], of: (n: number) => number) => list.reduce((total, n) => total + of(n), 0);
  const needsIn = (list: readonly number[]) => uniq(list.map((n) => lines[n]!.need.id)).length;
  const codes = new Map<Reason['code'], number>();
  for (const n of own) {
    const { need, requirement } = lines[n]!;
    const code = codeOf.get(JSON.stringify([need.id, requirement.id]));
    if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + lacks(n));
  }
  return {
    capability: capability.code,
    unit,
    societies,
    place,
    communities: uniq(own.map((n) => lines[n]!.need.community)).sort(byCodeUnit),
    needs: needsIn(own),
    demanded: sum(own, (n) => problem.demand[n]!),
    covered: sum(own, (n) => usage.line[n]!),
    unmet: sum(own, lacks),
    whole: sum(
      own.filter((n) => taken?.[n] === 0),
      lacks,
    ),
    byRank: uniq(own.map((n) => problem.rank[n]!)).map((rank) => {
      const same = own.filter((n) => problem.rank[n] === rank);
      return { rank: [...ranks[rank]!], needs: needsIn(same), unmet: sum(same, lacks) };
    }),
    reasons: [...codes]
      .map(([code, units]) => ({ code, unmet: units }))
      .sort((a, b) => b.unmet - a.unmet || byCodeUnit(a.code, b.code)),
    cuts: uniq(own.flatMap((n) => setOf.get(n) ?? [])).sort((a, b) => a - b),
  };
}
