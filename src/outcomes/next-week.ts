import isEqual from 'lodash-es/isEqual.js';
import uniqWith from 'lodash-es/uniqWith.js';
import type { PastCoverage } from '../compile/compiled.js';
import { classHistory, sortedHistory } from '../figures/history.js';
import { groupsBy } from '../kernel/maps.js';
import { providerKey, recordsOf } from '../model/graph.js';
import type { Input, Need, Provider } from '../model/records.js';
import type { Degree } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import { type Given, givenKey, lineKey } from '../plan/plan-diff.js';
import type { Ban } from '../policy/pair.js';
import { readView } from '../why/view.js';
import type { OutcomeEvent } from './events.js';
import { type Episode, MONTH, type Replayed, type ReplayOptions, replay } from './replay.js';
import type { AllocationOutcome, AllocationState, Week } from './weeks.js';
import { writtenInput } from './written.js';

/** What the next plan is made of. Plain JSON. */
export interface NextWeek {
  /** The records of the last plan, and what came of it; add what is new. — 末份方案的记录及其后的变化；新增的自行加入。 */
  readonly input: Input;
  /** The last plan as far as it still stands, by degree: for `previous`. — 末份方案中仍有效的部分及其推进程度，用作 previous。 */
  readonly previous: Plan;
  /** Who declined what, where it is still open: for `bans`. — 谢绝而未了结的配对，用作 bans。 */
  readonly bans: readonly Ban[];
}

/**
 * The records of the next week: needs that are done, closed or withdrawn leave, others ask for what is left of them; `previousProviders`, `shows`, `noShows`,
 * `servedLast30Days` are brought up to date (counted on top of what the first plan's records say of a provider), and stocks of money and goods are less by what was given since the
 * last plan. Needs and lines are those of the last plan's records: what left them by an event that is void since must be listed again. What is accepted stays `accepted`, what has begun `running`. `caseload` stays: cases that are open are still needs. O(records · log records + events).
 *
 * @throws LinkageError as {@link replay}
 */
export function nextWeek(
  weeks: readonly Week[],
  events: readonly OutcomeEvent[],
  options: ReplayOptions = {},
): NextWeek {
  const replayed = replay(weeks, events, options);
  const week = replayed.weeks.length - 1;
  const { network, plan } = weeks[week]!;
  const { stations, providers, needs: rows } = recordsOf(network);
  const episodes = new Map(replayed.needs.map((one) => [one.need, one]));
  const needs = rows.flatMap((row) => {
    const { state, lines, servedBy } = episodes.get(row.id)!;
    if (state !== 'open' && state !== 'partly') return [];
    const left = leftOf(row, { lines, servedBy: servedBy.filter((key) => network.hasNode(key)) });
    return left.requirements.length > 0 ? [left] : [];
  });
  const open = new Set(needs.map(({ id }) => id));
  const update = updater(weeks, replayed);
  const records = {
    stations,
    needs,
    providers: providers.map((one) => approvingOnly(update(one), (id) => open.has(id))),
  };
  const current = replayed.allocations.filter((one) => one.week === week && open.has(one.need));
  return {
    input: { ...writtenInput(network, records), asOf: replayed.now },
    previous: { ...plan, linkages: standing(plan, current) },
    bans: uniqWith(
      replayed.allocations.flatMap(({ week: w, state, need, provider, requirement }) =>
        state === 'declined' && open.has(need) && w >= episodes.get(need)!.week
          ? [{ need, provider, requirement }]
          : [],
      ),
      isEqual,
    ),
  };
}

/** What of a need is left to do; of its patterns only one that was begun stays. */
export function leftOf(need: Need, { lines, servedBy }: Pick<Episode, 'lines' | 'servedBy'>): Need {
  const begun = new Set(lines.flatMap(({ pattern, done }) => (pattern !== undefined && done > 0 ? [pattern] : [])));
  const requirements = need.requirements.flatMap((line) => {
    if (line.pattern !== undefined && begun.size > 0 && !begun.has(line.pattern)) return [];
    const { asked, done } = lines.find(({ requirement }) => requirement === line.id)!;
    if (asked === 'unknown') return done > 0 ? [] : [line];
    const quantity = asked - done;
    const { minimum } = line;
    return quantity > 0
      ? [{ ...line, quantity, ...(minimum !== undefined && { minimum: Math.min(minimum, quantity) }) }]
      : [];
  });
  return {
    ...need,
    ...(need.patterns && begun.size > 0 && { patterns: need.patterns.filter((id) => begun.has(id)) }),
    previousProviders: [...new Set([...need.previousProviders, ...servedBy])],
    requirements,
  };
}

function updater(weeks: readonly Week[], { providers, services, weeks: instants, now }: Replayed) {
  const counts = new Map(providers.map((one) => [one.provider, one]));
  const last = Date.parse(instants.at(-1)!);
  const given = new Map<string, number>();
  for (const { provider, offer, kind, quantity, at } of services) {
    if ((kind !== 'fund' && kind !== 'goods') || Date.parse(at) < last) continue;
    const key = JSON.stringify([provider, offer]);
    given.set(key, (given.get(key) ?? 0) + quantity);
  }
  return (one: Provider): Provider => {
    const key = providerKey(one);
    const known = counts.get(key);
    if (!known) return one;
    const since = weeks.findIndex(({ network }) => network.hasNode(key));
    const first = weeks[since]!.network.getNodeAttribute(key, 'record') as Provider;
    const isFresh = Date.parse(now) - Date.parse(instants[since]!) < MONTH;
    return {
      ...one,
      shows: (first.shows ?? 0) + known.shows,
      noShows: (first.noShows ?? 0) + known.noShows,
      servedLast30Days: (isFresh ? (first.servedLast30Days ?? 0) : 0) + known.servedLast30Days,
      offers: one.offers.map((offer) => withLess(offer, given.get(JSON.stringify([key, offer.id])) ?? 0)),
    };
  };
}

/** A provider that approves only of needs that are there. */
export function approvingOnly(one: Provider, isThere: (need: string) => boolean): Provider {
  const offers = one.offers.map((offer) => {
    const { approval } = offer;
    if (!approval?.approved) return offer;
    return { ...offer, approval: { ...approval, approved: approval.approved.filter((need) => isThere(need)) } };
  });
  return { ...one, offers };
}

/** An offer after some of it was given. */
export function withLess<T extends { readonly quantity: number | 'unlimited' }>(offer: T, given: number): T {
  const { quantity } = offer;
  return quantity === 'unlimited' ? offer : { ...offer, quantity: Math.max(0, quantity - given) };
}

const DEGREE_OF: Partial<Record<AllocationState, Degree>> = {
  accepted: 'accepted',
  started: 'running',
  partly: 'running',
};

/** Linkages as far as they stand: what is not done yet and nobody took back, one linkage a degree. */
function standing(plan: Plan, current: readonly AllocationOutcome[]): Plan['linkages'] {
  const byKey = new Map(current.map((one) => [givenKey(one), one]));
  return plan.linkages.flatMap((linkage) => {
    const { degree: own, allocations, ...rest } = linkage;
    const left = allocations.flatMap((allocation) => {
      const { state, planned, done } = byKey.get(givenKey({ need: linkage.need, ...allocation } as Given)) ?? {};
      if (state === undefined || ['declined', 'noShow', 'withdrawn', 'done'].includes(state)) return [];
      const degree = DEGREE_OF[state] ?? own;
      return [{ degree, allocation: { ...allocation, quantity: planned! - done! } }];
    });
    return [...groupsBy(left, ({ degree }) => [degree])].map(([degree, all]) => ({
      ...rest,
      ...(degree !== undefined && { degree }),
      allocations: all.map(({ allocation }) => allocation),
    }));
  });
}

/**
 * What fair-share classes were really given, plan by plan: as {@link coverageHistory}, by what was done in place of what was planned, no line beyond what it asked. Pass it to the
 * next `match` as `history`; `made` of each week must be what its plan was made with. O(candidates of all plans).
 *
 * @throws LinkageError as {@link replay} and {@link coverageHistory}
 */
export function doneHistory(
  weeks: readonly Week[],
  events: readonly OutcomeEvent[],
  options: ReplayOptions = {},
): PastCoverage[] {
  const { allocations, weeks: instants } = replay(weeks, events, options);
  const all = weeks.slice(0, instants.length).flatMap(({ network, plan, made }, week) => {
    const done = new Map<string, number>();
    for (const one of allocations)
      if (one.week === week) done.set(lineKey(one), (done.get(lineKey(one)) ?? 0) + one.done);
    const view = readView(network, plan, made ?? {});
    const { lines, problem } = view.compiled;
    const units = lines.map(({ need, requirement }, n) =>
      Math.min(problem.demand[n]!, done.get(lineKey({ need: need.id, requirement: requirement.id })) ?? 0),
    );
    return classHistory(view, Float64Array.from(units));
  });
  return sortedHistory(all);
}
