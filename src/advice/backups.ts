import memoize from 'lodash-es/memoize.js';
import * as z from 'zod/mini';
import type { OfferRef } from '../compile/compiled.js';
import { LinkageError, printable } from '../errors/linkage-error.js';
import { functionOption, readOptions } from '../errors/read-options.js';
import { groupsBy } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import type { Provider } from '../model/records.js';
import { URGENCIES, type Urgency } from '../model/vocabulary.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { holderAt } from '../plan/reasons.js';
import { type View, viewOf } from '../why/view.js';
import { reliability } from './reliability.js';
import { type Spare, type Spares, sparesOf } from './spare.js';
import { successOf, type Turnout } from './success.js';

export interface BackupOptions extends Made {
  /** Probability that a provider shows up, from 0 to 1; `reliability` if absent. */
  readonly reliability?: ((provider: Provider, now?: string) => number) | undefined;
  /** How sure each urgency is to be; 急 0.99, 难 0.95, 愁 0.9, 盼 0.8 where absent. */
  readonly targets?: Readonly<Partial<Record<Urgency, number>>> | undefined;
}

/** Who stands by for a requirement, in the order in which they are asked. */
export interface Backup {
  readonly requirement: string;
  /** Node key, `volunteer:7`. */
  readonly provider: string;
  readonly offer: string;
  readonly slot?: string;
  /** Units held for it, in the requirement's unit. */
  readonly quantity: number;
  readonly unit: string;
  /** How much surer the linkage is with it than with those before. */
  readonly gain: number;
}

/** How sure a linkage is to get what the plan gives it. */
export interface Readiness {
  readonly need: string;
  readonly urgency: Urgency;
  /** Probability that all of it comes, as planned; and with all backups. */
  readonly success: number;
  readonly withBackups: number;
  readonly target: number;
  readonly backups: readonly Backup[];
}

/** Nobody calls more than these, nor for less than this. */
const MOST = 10;
const LEAST_GAIN = 0.0001;

/** How sure each urgency should be (ours). */
const TARGETS: Readonly<Record<Urgency, number>> = { urgent: 0.99, difficult: 0.95, worrying: 0.9, hoped: 0.8 };

/**
 * How likely each linkage of a plan is to come about, where providers may fail to show up, and who should stand by, best rank first, until its target is reached or nobody is
 * left. A provider shows up for all it gives to a linkage or for nothing, independently of others; a linkage comes about if every requirement gets what the plan gives
 * it. Backups keep every rule, take only what the plan leaves, and stand by for one linkage only; each next one is who makes it surest.
 *
 * The probabilities are exact (see plan/success.ts); the choice of backups is by steps, not proved best.
 * O(candidates + for each linkage below its target: backups × candidates of its lines that differ × the cost of one probability).
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function backups(network: Network, plan: Plan, options: BackupOptions = {}): Readiness[] {
  checkNetwork(network);
  const { targets, reliability: chance = reliability, ...made } = readOptions(shape, options);
  const view = viewOf(network, plan, made);
  const { lines } = view.compiled;
  const spares = sparesOf(view);
  const chances = memoize((provider: Provider) => checked(chance(provider, view.plan.now), provider));
  const linesOf = groupsBy(lines.keys(), (n) => (view.usage.line[n]! > 0 ? [lines[n]!.need.id] : []));
  return view.plan.linkages.map(({ need, urgency }) => {
    const target = targets?.[urgency] ?? TARGETS[urgency];
    const linkage = linkageOf(view, linesOf.get(need) ?? [], chances);
    const reserve = reserveFor(linkage, spares, target, view.compiled.problem.cost);
    return { need, urgency, target, ...told(view, linkage, reserve) };
  });
}

const probability = z.number().check(z.gte(0), z.lte(1));
const shape = {
  ...madeWith,
  reliability: z.optional(functionOption<(provider: Provider, now?: string) => number>()),
  targets: z.optional(z.partialRecord(z.enum(URGENCIES), probability)),
};

function checked(chance: number, { society, id }: Provider): number {
  if (chance >= 0 && chance <= 1) return chance;
  const message = `The reliability of ${society}:${printable(id)} is ${printable(chance)}, not a number from 0 to 1.`;
  throw new LinkageError('INVALID_OPTIONS', message);
}

type LinkageInHand = ReturnType<typeof linkageOf>;

/**
 * What the plan gives to a need, and how likely that is with some in reserve.
 *
 * @param lines those that get anything
 */
function linkageOf(
  { compiled: { problem, offers, candidates }, usage }: View,
  lines: readonly number[],
  chanceOf: (provider: Provider) => number,
) {
  const needed = lines.map((n) => usage.line[n]!);
  const given = new Map<string, Turnout>();
  lines.forEach((n, line) => {
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++) {
      if (usage.candidate[p]! > 0) give(given, offers[candidates.offer[p]!]!, line, usage.candidate[p]!);
    }
  });
  return {
    lines,
    given,
    chanceOf,
    successWith(reserve: readonly Spare[]): number {
      const all = new Map(given);
      for (const { line, offer, units } of reserve) give(all, offer, lines.indexOf(line), units);
      return rounded(successOf(needed, [...all.values()]));
    },
  };

  /** Who gives to several lines, or stands by besides, shows up for all of it or for nothing. */
  function give(turnouts: Map<string, Turnout>, { key, provider }: OfferRef, line: number, units: number): void {
    const { shows, gives } = turnouts.get(key) ?? { shows: chanceOf(provider), gives: [] };
    turnouts.set(key, { shows, gives: [...gives, { line, units }] });
  }
}

/** Adds who makes it surest until the target is reached, and holds what they stand by with. */
function reserveFor(linkage: LinkageInHand, spares: Spares, target: number, cost: Float64Array): Spare[] {
  const chosen: Spare[] = [];
  for (let sure = linkage.successWith([]); sure < target && chosen.length < MOST; ) {
    const next = surest(linkage, spares, chosen, cost);
    if (next === undefined) break;
    spares.hold(next.spare);
    chosen.push(next.spare);
    sure = next.success;
  }
  // Some were only taken for what might have come after them; but for none of the others is the target missed.
  const kept: Spare[] = [];
  for (const [i, spare] of [...chosen.entries()].reverse()) {
    const others = [...chosen.slice(0, i), ...kept];
    const [sure, less] = [linkage.successWith([...others, spare]), linkage.successWith(others)];
    if (rounded(sure - less) >= LEAST_GAIN || (less < target && target <= sure)) kept.unshift(spare);
    else spares.release(spare);
  }
  return kept;
}

interface Found {
  readonly spare: Spare;
  readonly success: number;
  /** Units that are to be expected of it. */
  readonly brings: number;
  /** How many can stand by for its line. */
  readonly rivals: number;
}

/** Of several that make it as sure, who is expected to bring most, then whoever serves a line for which fewest can, the cheapest, the first. */
function surest(linkage: LinkageInHand, spares: Spares, chosen: readonly Spare[], cost: Float64Array) {
  /** Those that are alike in all that counts are worked out once. */
  const known = new Map<string, number>();
  let best: Found | undefined;
  const able = linkage.lines.map((line) => spares.of(line));
  for (const [rivals, spare] of able.flatMap((own) => own.map((one) => [own.length, one] as const))) {
    if (chosen.some(({ candidate }) => candidate === spare.candidate)) continue;
    const { line, units, offer } = spare;
    const shows = linkage.chanceOf(offer.provider);
    const isShared = linkage.given.has(offer.key) || chosen.some((one) => one.offer.key === offer.key);
    const alike = JSON.stringify([line, units, shows, isShared ? offer.key : '']);
    const success = known.get(alike) ?? linkage.successWith([...chosen, spare]);
    known.set(alike, success);
    const found = { spare, success, brings: shows * units, rivals };
    if (best === undefined || isBetter(found, best, cost)) best = found;
  }
  return best;
}

function isBetter(found: Found, best: Found, cost: Float64Array): boolean {
  const gain = found.success - best.success || found.brings - best.brings || best.rivals - found.rivals;
  return gain > 0 || (gain === 0 && cost[found.spare.candidate]! < cost[best.spare.candidate]!);
}

/** In figures and names. */
function told(
  { compiled, usage }: View,
  { successWith }: LinkageInHand,
  reserve: readonly Spare[],
): Pick<Readiness, 'success' | 'withBackups' | 'backups'> {
  const success = [...reserve.keys(), reserve.length].map((count) => successWith(reserve.slice(0, count)));
  const all = reserve.map(({ line, arc, units }, i): Backup => {
    const { need: _, ...held } = holderAt(compiled, usage, arc, units);
    const { unit } = compiled.lines[line]!.requirement;
    return { ...held, unit, gain: rounded(success[i + 1]! - success[i]!) };
  });
  return { success: success[0]!, withBackups: success.at(-1)!, backups: all };
}

/** To six decimals, so that what is as sure counts as as sure, however its sum was rounded. */
function rounded(chance: number): number {
  return Math.round(chance * 1e6) / 1e6;
}
