import omit from 'lodash-es/omit.js';
import * as z from 'zod/mini';
import type { Pin } from '../compile/compiled.js';
import { instantOf } from '../compile/supply/offers.js';
import { placesOf } from '../compile/supply/places.js';
import { readOptions } from '../errors/read-options.js';
import { groupsBy } from '../kernel/maps.js';
import { instant } from '../model/fields.js';
import { type Network, providerKey } from '../model/graph.js';
import { needsOf, providersOf } from '../model/network.js';
import type { Need, Provider } from '../model/records.js';
import { TIERS, type Tier } from '../model/vocabulary.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan, Unmet } from '../plan/plan.js';
import { givenIn } from '../plan/plan-diff.js';
import { tierInCommon } from '../policy/pair.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import { within } from '../policy/within.js';
import { startRun } from '../solve/control.js';
import { match } from './match.js';

export interface EscalationOptions extends Made {
  /** The share, from 0 to 1, of what providers of a tier below have that they do not lend to needs of other streets or districts; 0 if absent. */
  readonly reserve?: number | undefined;
  /** A need may wait at a tier until this share of the time from `reportedAt` to `dueAt` is used; street 0.5 and district 0.75 if absent. */
  readonly clock?: Readonly<Partial<Record<Escalating, number>>> | undefined;
  /** The trace of the turns before: needs start where they had come to, and keep the dates at which they did; none if absent. */
  readonly trace?: readonly Hop[] | undefined;
  /** `true`: urgent needs do not wait for a tier's turn: all tiers serve them at once, the neighbour's before one's own that can wait, and keep no reserve from them; `false` if absent. */
  readonly urgentFirst?: boolean | undefined;
}

/** Tiers that a need can be passed on from. */
export type Escalating = Exclude<Tier, 'city'>;

/**
 * Why a need was passed on: it is urgent; nobody whom its tier could ask may serve it; its time there is used up; or, without
 * dates, there is nothing to wait for. `shortage`: the city has it, but gave it to others.
 */
export type HopReason = 'urgent' | 'noSupply' | 'clock' | 'noClock' | 'shortage';

/** A need that was passed on. */
export interface Hop {
  readonly need: string;
  readonly from: Tier;
  /** `projects` 项目清单: what the city cannot give either, to be commissioned or raised money for. */
  readonly to: Tier | 'projects';
  readonly reason: HopReason;
  /** The plan's instant; absent without one. */
  readonly at?: string;
}

/** A need that stays unmet where it is, and why: until when it may wait, or because it may not be shared further up. */
export type Stay = Staying & { readonly need: string; readonly tier: Tier };
export type Staying = { readonly reason: 'clock'; readonly until: string } | { readonly reason: 'consent' };

/** One tier's turn: what `verify(network, plan, options)` takes. */
export interface TierPlan {
  readonly tier: Tier;
  /** The network as this tier saw it: without the reserves of the tiers below. */
  readonly network: Network;
  readonly plan: Plan;
  readonly options: Made;
}

export interface Escalation {
  /** The last tier's, with all that the tiers before it gave. */
  readonly plan: Plan;
  /** Every tier's turn. JSON leaves it out, as it holds networks. */
  readonly tiers: readonly TierPlan[];
  /** What was passed on before, then now; in the order in which it happened, then by need. Option `trace` of the next turn. */
  readonly trace: readonly Hop[];
  readonly stays: readonly Stay[];
}

/** Shares of the time to the due date (E in src/README.md, ours). */
const CLOCK: Readonly<Record<Escalating, number>> = { street: 0.5, district: 0.75 };

/**
 * Serves needs tier by tier 逐级上报, as it is done where each station plans for itself: streets first, each with what their communities and their station have; what stays unmet goes to
 * the district, then to the city, and what the tiers below gave is not moved again. Each tier's plan is the best there is, given those before; all together they
 * are at most as good as one joint plan (`match`), which counts tiers as a cost.
 *
 * A need is passed on if it is urgent, if its tier has nobody who may serve it, or when its time there is used up; never beyond its `consentTier`. What was passed on before
 * (`trace`) takes part again from its street on, and is not passed on anew where it had come to. With `reserve`, providers lend to other streets and districts only what is above it.
 *
 * Up to three times the work of `match`. A `timeLimit` is for all tiers together, a `workLimit` for each.
 *
 * @throws as `match`
 */
export function escalate(network: Network, options: EscalationOptions = {}): Escalation {
  checkNetwork(network);
  readOptions(shape, options);
  const { reserve = 0, clock, trace: before = [], urgentFirst = false, ...rest } = options;
  const now = rest.now ?? network.getAttribute('asOf');
  const own = rest.pins ?? [];
  const isPinned = new Set(own.map(({ need, provider }) => JSON.stringify([need, provider])));
  const needs = new Map(needsOf(network).map((need) => [need.id, need]));
  const trace = before.filter(({ need }) => needs.has(need));
  /** How far a need has come: the number of a tier, or one more for the project list. */
  const level = new Map<string, number>();
  const levelOf = (need: string) => level.get(need) ?? 0;
  for (const { need, to } of trace) level.set(need, Math.max(levelOf(need), mostFor(needs.get(need)!, to)));
  const pass = (need: string, from: number, to: number, reason: HopReason) => {
    for (let t = from; t < to; t++) {
      const hop: Hop = { need, from: TIERS[t]!, to: TIERS[t + 1] ?? 'projects', reason };
      trace.push(now === undefined ? hop : { ...hop, at: now });
    }
    level.set(need, to);
  };
  const isFirst = (need: string) => urgentFirst && needs.get(need)?.urgency === 'urgent';
  const policyAt = (t: number): Policy => {
    const reached = new Map(level);
    return within(
      rest.policy ?? defaultPolicy,
      (need) => (isFirst(need) ? needs.get(need)!.consentTier : TIERS[Math.min(reached.get(need) ?? 0, t)]!),
      ({ need, provider }) => isPinned.has(JSON.stringify([need.id, providerKey(provider)])),
    );
  };

  const run = startRun(rest, {}, []);
  const tiers: TierPlan[] = [];
  const stays: Stay[] = [];
  for (const [t, tier] of TIERS.entries()) {
    const last = tiers.at(-1)?.plan;
    const pins = last === undefined ? own : pinsOf(last);
    const seen = last === undefined || reserve === 0 ? network : lent(network, last, t, reserve);
    const made: Made = { ...rest, policy: policyAt(t), pins };
    const plan = match(seen, { ...made, ...run.left() });
    tiers.push({ tier, network: seen, plan, options: made });
    const unmet = unmetNeeds(plan);
    if (t === 0 && urgentFirst) {
      const asked = tiersAsked(network, plan, needs);
      for (const { id, consentTier } of [...needs.values()].filter((need) => isFirst(need.id))) {
        const to = unmet.has(id) ? numberOf(consentTier) : (asked.get(id) ?? 0);
        if (to > levelOf(id)) pass(id, levelOf(id), to, 'urgent');
      }
    }
    for (const [id, lines] of unmet) {
      const need = needs.get(id)!;
      if (levelOf(id) !== t) continue;
      const step = tier === 'city' ? atCity(lines) : nextStep(need, lines, tier, now, clock?.[tier] ?? CLOCK[tier]);
      if (typeof step === 'object') stays.push({ need: id, tier, ...step });
      else pass(id, t, t + 1, step);
    }
    // What nobody passed on needs no further turn.
    if (![...unmet.keys()].some((id) => levelOf(id) > t)) break;
  }
  const escalation = { plan: tiers.at(-1)!.plan, tiers, trace, stays };
  return Object.defineProperty(escalation, 'tiers', { enumerable: false });
}

/** Number of a tier; the project list comes after the city. */
function numberOf(tier: Hop['to']): number {
  return tier === 'projects' ? TIERS.length : TIERS.indexOf(tier);
}

/** As far as a need had come, or as it may still be shared. */
function mostFor({ consentTier }: Need, to: Hop['to']): number {
  return consentTier === 'city' ? numberOf(to) : Math.min(numberOf(to), numberOf(consentTier));
}

/** The highest tier that each need's providers are of, by number. O(nodes + allocations). */
function tiersAsked(network: Network, { linkages }: Plan, needs: ReadonlyMap<string, Need>): Map<string, number> {
  const places = placesOf(network);
  const asked = new Map<string, number>();
  for (const { need: id, provider } of givenIn(linkages)) {
    const need = needs.get(id)!;
    const record = network.getNodeAttribute(provider, 'record') as Provider;
    const pair = { need, needPlace: places.ofNeed(need), providerPlace: places.ofProvider(record) };
    asked.set(id, Math.max(asked.get(id) ?? 0, numberOf(tierInCommon(pair))));
  }
  return asked;
}

const hopSchema = z.strictObject({
  need: z.string(),
  from: z.enum(TIERS),
  to: z.enum([...TIERS, 'projects']),
  reason: z.enum(['urgent', 'noSupply', 'clock', 'noClock', 'shortage'] satisfies HopReason[]),
  at: z.optional(instant),
});
const share = z.number().check(z.gte(0), z.lte(1));
const shape = {
  ...madeWith,
  reserve: z.optional(share),
  clock: z.optional(z.partialRecord(z.enum(['street', 'district']), share)),
  trace: z.optional(z.array(hopSchema)),
  urgentFirst: z.optional(z.boolean()),
};

/** The lines that lack something, by need; what asks for an unknown amount cannot lack any. */
function unmetNeeds({ unmet }: Plan): Map<string, Unmet[]> {
  return groupsBy(
    unmet.filter(({ reason }) => reason.code !== 'unknownQuantity'),
    ({ need }) => [need],
  );
}

/** Why the need goes on, or stays. */
function nextStep(
  need: Need,
  lines: readonly Unmet[],
  tier: Escalating,
  now: string | undefined,
  due: number,
): HopReason | Staying {
  if (numberOf(need.consentTier) <= numberOf(tier)) return { reason: 'consent' };
  if (need.urgency === 'urgent') return 'urgent';
  if (hasNoSupply(lines)) return 'noSupply';
  const [from, to] = [instantOf(need.reportedAt), instantOf(need.dueAt)];
  if (now === undefined || from === undefined || to === undefined) return 'noClock';
  const until = from + due * (to - from);
  return instantOf(now)! > until ? 'clock' : { reason: 'clock', until: new Date(until).toISOString() };
}

function atCity(lines: readonly Unmet[]): HopReason {
  return hasNoSupply(lines) ? 'noSupply' : 'shortage';
}

/** Whether nobody who could be asked may serve some line. */
function hasNoSupply(lines: readonly Unmet[]): boolean {
  return lines.some(({ reason }) => reason.code === 'noOffer' || reason.code === 'ruledOut');
}

function pinsOf({ linkages }: Plan): Pin[] {
  return givenIn(linkages).map((one) => omit(one, 'unit'));
}

/** The network without what providers below tier `t` keep back; what the plan uses of it stays. O(records). */
function lent(network: Network, { linkages }: Plan, t: number, reserve: number): Network {
  const used = new Map<string, number>();
  const use = (key: string, units: number) => used.set(key, (used.get(key) ?? 0) + units);
  for (const { provider, offer, unit, quantity } of givenIn(linkages)) {
    use(JSON.stringify([provider, offer]), quantity);
    use(JSON.stringify([provider, unit, 'cap']), quantity);
  }
  const places = placesOf(network);
  const seen = network.copy() as Network;
  for (const provider of providersOf(network)) {
    const own = places.ofProvider(provider).stations[0]?.tier;
    if (own === undefined || numberOf(own) >= t) continue;
    const key = providerKey(provider);
    const kept = (quantity: number, of: readonly string[]) =>
      Math.max(used.get(JSON.stringify([key, ...of])) ?? 0, quantity - keptBack(reserve, quantity));
    const offers = provider.offers.map((offer) =>
      offer.quantity === 'unlimited' ? offer : { ...offer, quantity: kept(offer.quantity, [offer.id]) },
    );
    const { cap } = provider;
    const less = cap && { cap: { ...cap, quantity: kept(cap.quantity, [cap.unit, 'cap']) } };
    seen.setNodeAttribute(key, 'record', { ...provider, offers, ...less });
  }
  return seen;
}

/** The reserve of a quantity, rounded up, of decimals as they are written: 0.07 of 100 is 7, though the product of the two doubles is more. */
function keptBack(reserve: number, quantity: number): number {
  const near = Math.round(reserve * quantity);
  return near / quantity < reserve ? near + 1 : near;
}
