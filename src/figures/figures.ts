import partition from 'lodash-es/partition.js';
import sumBy from 'lodash-es/sumBy.js';
import uniq from 'lodash-es/uniq.js';
import uniqBy from 'lodash-es/uniqBy.js';
import * as z from 'zod/mini';
import type { PastCoverage } from '../compile/compiled.js';
import { pastOf, weightsOf } from '../compile/demand/shares.js';
import { readOptions } from '../errors/read-options.js';
import { says } from '../errors/zod-issues.js';
import { groupsBy } from '../kernel/maps.js';
import { type Network, providerKey, recordsOf } from '../model/graph.js';
import { providersOf } from '../model/network.js';
import { byCodeUnit } from '../model/order.js';
import { ROLES, type Role, SOCIETIES } from '../model/vocabulary.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { roleOf } from '../plan/roles.js';
import { idleIn } from '../why/idle.js';
import { perView } from '../why/per-view.js';
import { type View, viewOf } from '../why/view.js';
import { evennessOf, rounded } from './evenness.js';
import type { Amount, Measures } from './measures.js';

/** For each idle offer, rules are tried on at most this many of the requirements that ask for it, the most urgent ones. */
const MOST_EXAMINED = 200;

/**
 * Figures of a plan for those who answer for it: how much, how evenly, by whom, how far, and what lies idle. Compiles the network
 * again: O(candidates + offers left over × 200 × rules).
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function measures(network: Network, plan: Plan, options: MeasuresOptions = {}): Measures {
  checkNetwork(network);
  const { without, ...made } = readOptions({ ...madeWith, without: withoutFair }, options);
  const view = viewOf(network, plan, made);
  return { ...measuresOf(view), fairness: fairnessOf(view, without && viewOf(network, without, view.made)) };
}

/** The plan that would be without level `fair`. */
export const withoutFair = z.optional(
  z.custom<Plan>((value) => typeof value === 'object' && value !== null, says('NOT_AN_OBJECT', 'a plan')),
);

/** What a plan was made with, and the plan to hold its fairness against. */
export interface MeasuresOptions extends Made {
  /** The same match without level `fair`: then `fairness` says how many classes would have nothing. — 不计公平一层的同一匹配：给出则注明一无所得的公平组会有几个。 */
  readonly without?: Plan | undefined;
}

export const measuresOf = perView((view): Measures => ({ ...figuresOf(view), idle: idle(view) }));

function idle(view: View): Measures['idle'] {
  const rest = idleIn(view, MOST_EXAMINED);
  return view.compiled.offers.flatMap(({ provider, offer }, number) => {
    const { idle: why, ...figures } = rest(number);
    // Without a quantity of its own, an offer of a provider who can give no more has nothing left.
    if (why === undefined || (figures.left === 'unlimited' && figures.free === 0)) return [];
    const capabilities = offer.capabilities.map(({ code }) => code);
    return [{ provider: providerKey(provider), offer: offer.id, capabilities, unit: offer.unit, ...figures, why }];
  });
}

/** All measures of a plan but the offers left over, which take the most time. */
export const figuresOf = perView(
  (view): Omit<Measures, 'idle'> => ({
    coverage: coverage(view),
    fairness: fairnessOf(view),
    participation: participation(view),
    travel: travel(view),
    caseload: caseload(view),
    leverage: leverage(view),
    levered: levered(view),
    outcome: outcome(view),
  }),
);

function coverage({ plan: { coverage: totals } }: View): Measures['coverage'] {
  return totals.byUnit.map(({ unit, demanded, covered }) => {
    const asking = totals.byCommunity.filter((one) => one.unit === unit && one.demanded > 0);
    const shares = asking.map((one) => one.covered / one.demanded);
    const least = Math.min(...shares);
    const worst = asking.filter((_, i) => shares[i] === least).map(({ community }) => community);
    return { unit, demanded, covered, share: share(covered, demanded), communities: evennessOf(shares), worst };
  });
}

/** How evenly the classes of each rank are covered; `without`: the same match without level `fair`. O(lines). */
export function fairnessOf(view: View, without?: View): Measures['fairness'] {
  const { ranks, groups } = view.compiled;
  const { covered, share } = classFigures(view, view.made.history ?? []);
  const ratios = ranks.map((): number[] => []);
  groups.forEach(({ rank }, g) => {
    if (share[g]! > 0) ratios[rank]!.push(covered[g]! / share[g]!);
  });
  const other = without && fairnessOf(without);
  return ranks.map((rank, r) => ({
    rank: [...rank],
    classes: evennessOf(ratios[r]!),
    ...(other && { without: other[r]!.classes.zeros }),
  }));
}

/**
 * Per fair-share class: units covered, and what they count against, with what the history adds. What `reported` leaves out is not in it.
 *
 * @param units by line; what the plan gives if absent
 */
export function classFigures(
  { compiled, usage, reported, policy, network }: View,
  history: readonly PastCoverage[],
  units: Float64Array = usage.line,
) {
  const { problem, lines, ranks, groups } = compiled;
  const covered = new Float64Array(groups.length);
  const share = new Float64Array(groups.length);
  const weightOf = weightsOf(providersOf(network), policy.fairShare);
  lines.forEach(({ need }, n) => {
    if (reported?.[n] === 0) return;
    const g = problem.group[n]!;
    covered[g]! += units[n]!;
    share[g]! += problem.demand[n]! * weightOf(need);
  });
  pastOf(groups, ranks, history).forEach((past, g) => {
    covered[g]! += past?.covered ?? 0;
    share[g]! += past?.share ?? 0;
  });
  return { covered, share };
}

function participation({ plan: { linkages, coverage: totals } }: View): Measures['participation'] {
  const each = linkages.map(({ need, allocations }) => {
    const societies = SOCIETIES.filter((society) => allocations.some((one) => one.society === society));
    const roles = ROLES.filter((role) => allocations.some((one) => roleOf(one) === role));
    return { need, societies, roles, index: rounded(societies.length / SOCIETIES.length) };
  });
  const given = linkages.flatMap(({ allocations }) => allocations);
  const providers = uniq(given.map((one) => one.provider));
  return {
    mean: mean(sumBy(each, ({ societies }) => societies.length) / SOCIETIES.length, each.length),
    linkages: each,
    bySociety: SOCIETIES.map((society) => ({
      society,
      linkages: each.filter(({ societies }) => societies.includes(society)).length,
      providers: providers.filter((key) => key.startsWith(`${society}:`)).length,
      gives: totals.bySociety
        .filter((one) => one.society === society)
        .map(({ unit, covered }) => ({ unit, quantity: covered })),
    })),
    byRole: ROLES.map((role) => ({
      role,
      linkages: each.filter(({ roles }) => roles.includes(role)).length,
      providers: uniq(given.filter((one) => roleOf(one) === role).map((one) => one.provider)).length,
    })),
  };
}

function travel({ compiled, usage, sight }: View): Measures['travel'] {
  const { candidates, lines } = compiled;
  const figures = { pairs: 0, remote: 0, unknown: 0, metres: 0, longest: 0 };
  const hops: number[] = [];
  usage.candidate.forEach((units, p) => {
    if (units === 0) return;
    const line = lines[usage.lineOf[p]!]!;
    const hop = sight.hops(line, candidates.offer[p]!);
    if (hop !== undefined) {
      while (hops.length <= hop) hops.push(0);
      hops[hop]!++;
    }
    const way = sight.way(line, candidates.offer[p]!);
    if (way === 'remote' || way === undefined) figures[way ?? 'unknown']++;
    else {
      figures.pairs++;
      figures.metres += way;
      figures.longest = Math.max(figures.longest, way);
    }
  });
  const { pairs, remote, unknown, metres, longest } = figures;
  return { pairs, remote, unknown, metres, mean: pairs === 0 ? 0 : Math.round(metres / pairs), longest, hops };
}

function caseload({ plan: { linkages }, network }: View): Measures['caseload'] {
  const given = groupsBy(allocated(linkages), ({ provider }) => [provider]);
  const workers = providersOf(network).flatMap((record) => {
    if (record.society !== 'socialWorker') return [];
    const provider = providerKey(record);
    const own = given.get(provider) ?? [];
    return [{ provider, needs: uniqBy(own, 'need').length, gives: amountsOf(own), ...record.caseload }];
  });
  const counts = workers.map(({ needs }) => needs);
  return {
    workers,
    mean: mean(sumBy(counts), workers.length),
    most: counts.reduce((most, count) => Math.max(most, count), 0),
  };
}

function leverage({ plan: { coverage: totals } }: View): Measures['leverage'] {
  const given = totals.bySociety.filter(({ covered }) => covered > 0);
  const works = given.filter(({ society }) => society === 'socialWorker');
  return given
    .filter(({ society }) => society !== 'socialWorker')
    .flatMap(({ society, unit, covered }) =>
      works.map((work) => ({
        society,
        moved: { unit, quantity: covered },
        work: { unit: work.unit, quantity: work.covered },
        ratio: rounded((covered * (work.unit === 'minute' ? 60 : 1)) / work.covered),
      })),
    );
}

/** Who is there without leverage: the platform and who leads on it. */
export const OWN_ROLES: readonly Role[] = ['platform', 'lead'];

function levered({ plan: { linkages, coverage: totals } }: View): Measures['levered'] {
  const given = linkages.flatMap(({ allocations }) => allocations.filter((one) => OWN_ROLES.includes(roleOf(one))));
  const byUnit = groupsBy(given, ({ unit }) => [unit]);
  return totals.byUnit.map(({ unit, covered }) => {
    const own = sumBy(byUnit.get(unit), 'quantity');
    return { unit, own, moved: covered - own, share: mean(covered - own, covered) };
  });
}

function outcome({ network, plan: { linkages } }: View): Measures['outcome'] {
  const { stations, providers, needs } = recordsOf(network);
  const sizes = new Map(
    providers.map((record) => [providerKey(record), record.society === 'volunteer' ? (record.groupSize ?? 1) : 1]),
  );
  const needOf = new Map(needs.map((need) => [need.id, need]));
  // A minimum and what is asked beyond it are one.
  const wholes = new Map(
    needs.map((need) => [need.id, new Map(need.requirements.map(({ id, beyond = id }) => [id, beyond]))]),
  );
  const all = allocated(linkages);
  const venues = new Set(
    providers.flatMap((record) =>
      record.society === 'resource' && record.kind === 'venue' ? [providerKey(record)] : [],
    ),
  );
  const resources = all.filter(({ society }) => society === 'resource');
  const [money, goods] = partition(resources, ({ unit }) => unit === 'fen');
  const byVolunteers = all.filter(({ society }) => society === 'volunteer');
  const [sessions, others] = partition(byVolunteers, ({ unit }) => unit === 'session');
  const servings = uniqBy(others, ({ need, requirement, provider }) =>
    JSON.stringify([need, wholes.get(need)?.get(requirement), provider]),
  );
  return {
    stations: stations.length,
    workers: providers.filter(({ society, status }) => society === 'socialWorker' && status === 'active').length,
    organisations: uniq(all.flatMap(({ society, provider }) => (society === 'organisation' ? [provider] : []))).length,
    volunteerTimes:
      sumBy(sessions, ({ provider, quantity }) => sizes.get(provider)! * quantity) +
      sumBy(servings, ({ provider }) => sizes.get(provider)!),
    money: sumBy(money, 'quantity'),
    goods: amountsOf(goods.filter(({ provider }) => !venues.has(provider))),
    personTimes: sumBy(linkages, ({ need: id, allocations }) => {
      const need = needOf.get(id)!;
      const [places, rest] = partition(allocations, ({ unit }) => unit === 'person');
      const served = uniq(rest.map(({ requirement }) => wholes.get(id)?.get(requirement))).length;
      return sumBy(places, 'quantity') + served * need.beneficiaries;
    }),
  };
}

function allocated(linkages: Plan['linkages']) {
  return linkages.flatMap(({ need, allocations }) => allocations.map((one) => ({ ...one, need })));
}

function amountsOf(given: readonly Amount[]): Amount[] {
  return [...groupsBy(given, ({ unit }) => [unit])]
    .map(([unit, own]) => ({ unit, quantity: sumBy(own, 'quantity') }))
    .sort((a, b) => byCodeUnit(a.unit, b.unit));
}

function share(covered: number, demanded: number): number {
  return demanded === 0 ? 1 : rounded(covered / demanded);
}

/** 0 of nothing. */
function mean(sum: number, count: number): number {
  return count === 0 ? 0 : rounded(sum / count);
}
