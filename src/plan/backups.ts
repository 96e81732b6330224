import * as z from 'zod';
import type { OfferRef } from '../compile/compiled.js';
import { LinkageError, printable } from '../errors.js';
import type { Network } from '../model/graph.js';
import type { Provider } from '../model/records.js';
import { URGENCIES, type Urgency } from '../model/vocabulary.js';
import { groupsBy } from './lists.js';
import { checkNetwork, madeWith, readOptions } from './options.js';
import type { Plan } from './plan.js';
import { reliability } from './reliability.js';
import { successOf, type Turnout } from './success.js';
import type { VerifyOptions } from './verify.js';
import { type View, viewOf } from './view.js';

export interface BackupOptions extends VerifyOptions {
  /** Probability that a provider shows up, from 0 to 1; `reliability` if absent. */
  readonly reliability?: ((provider: Provider) => number) | undefined;
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
 * @throws LinkageError `PLAN_MISMATCH` (made with another policy or network), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function backups(network: Network, plan: Plan, options: BackupOptions = {}): Readiness[] {
  checkNetwork(network);
  const { targets, reliability: chance = reliability, ...made } = readOptions(shape, options);
  const view = viewOf(network, plan, made);
  const standby = openStandby(view, (provider) => checked(chance(provider), provider));
  return view.plan.linkages.map(({ need, urgency }) => {
    const target = targets?.[urgency] ?? TARGETS[urgency];
    return { need, urgency, target, ...standby(need, target) };
  });
}

const probability = z.number().min(0).max(1);
const shape = {
  ...madeWith,
  reliability: z
    .custom<(provider: Provider) => number>((value) => typeof value === 'function', 'Must be a function.')
    .optional(),
  targets: z.partialRecord(z.enum(URGENCIES), probability).optional(),
};

function checked(chance: number, { society, id }: Provider): number {
  if (chance >= 0 && chance <= 1) return chance;
  const message = `The reliability of ${society}:${printable(id)} is ${printable(chance)}, not a number from 0 to 1.`;
  throw new LinkageError('INVALID_OPTIONS', message);
}

/** A way to hold units in reserve: some line of the linkage, a candidate of it and one of its arcs. */
interface Option {
  readonly place: number;
  readonly candidate: number;
  readonly arc: number;
  readonly provider: string;
  readonly shows: number;
  readonly units: number;
}

/** What is left is given out in the order of the calls. */
function openStandby(view: View, chanceOf: (provider: Provider) => number) {
  const { compiled, usage } = view;
  const { problem, lines, offers, candidates, arcSlot, slots } = compiled;
  const { candidateStart, arcStart, head, max, capacity, parent, cost } = problem;
  const linesOf = groupsBy(usage.line.keys(), (n) => (usage.line[n]! > 0 ? [lines[n]!.need.id] : []));
  const held = usage.cap.slice();
  const chances = new Map<string, number>();

  function chance({ key, provider }: OfferRef): number {
    let shows = chances.get(key);
    if (shows === undefined) chances.set(key, (shows = chanceOf(provider)));
    return shows;
  }

  function roomAt(arc: number): number {
    let room = Number.POSITIVE_INFINITY;
    for (let c = head[arc]!; c >= 0; c = parent[c]!) room = Math.min(room, capacity[c]! - held[c]!);
    return room;
  }

  function hold({ arc, units }: Option, sign: 1 | -1): void {
    for (let c = head[arc]!; c >= 0; c = parent[c]!) held[c]! += sign * units;
  }

  /** The best arc of each candidate that can hold something for the line, in a slot that the plan uses for it. */
  function* optionsOf(n: number, place: number): Generator<Option> {
    const { single } = lines[n]!.requirement;
    const inUse = new Set<number | undefined>();
    for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++) {
      if (usage.arc[a]! > 0) inUse.add(arcSlot[a]);
    }
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const most = Math.min(max[p]! - usage.candidate[p]!, usage.line[n]!);
      let [arc, units] = [-1, 0];
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const room = inUse.has(arcSlot[a]) ? Math.min(most, roomAt(a)) : 0;
        if (room > units) [arc, units] = [a, room];
      }
      if (arc < 0 || (single && units < usage.line[n]!)) continue;
      const offer = offers[candidates.offer[p]!]!;
      yield { place, candidate: p, arc, provider: offer.key, shows: chance(offer), units };
    }
  }

  return (need: string, target: number): Pick<Readiness, 'success' | 'withBackups' | 'backups'> => {
    const own = linesOf.get(need) ?? [];
    const needed = own.map((n) => usage.line[n]!);
    const given = new Map<string, { shows: number; gives: { line: number; units: number }[] }>();
    own.forEach((n, line) => {
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
        if (usage.candidate[p] === 0) continue;
        const offer = offers[candidates.offer[p]!]!;
        const turnout = given.get(offer.key) ?? { shows: chance(offer), gives: [] };
        turnout.gives.push({ line, units: usage.candidate[p]! });
        given.set(offer.key, turnout);
      }
    });
    const successWith = (reserve: readonly Option[]) => successOf(needed, withReserve(given, reserve));
    const success = successWith([]);
    const chosen: Option[] = [];
    for (let sure = success; sure < target && chosen.length < MOST; ) {
      const next = surest(chosen);
      if (next === undefined) break;
      hold(next.option, 1);
      chosen.push(next.option);
      sure = next.success;
    }

    /** Who makes it surest after those; of several, who is expected to bring most, then the cheapest, then the first. */
    function surest(before: readonly Option[]) {
      const known = new Map<string, number>();
      const options = own.flatMap((n, place) => [...optionsOf(n, place)]);
      let best: { option: Option; success: number } | undefined;
      for (const option of options) {
        const { place, candidate, provider, shows, units } = option;
        if (before.some((one) => one.candidate === candidate)) continue;
        const isShared = given.has(provider) || before.some((one) => one.provider === provider);
        const alike = JSON.stringify([place, units, shows, isShared ? provider : '']);
        const reached = known.get(alike) ?? successWith([...before, option]);
        known.set(alike, reached);
        if (best === undefined || isBetter(reached, option, best)) best = { option, success: reached };
      }
      return best;
    }

    // Some were only taken for what might have come after them.
    const kept: Option[] = [];
    for (const option of chosen.toReversed()) {
      const others = [...chosen.slice(0, chosen.indexOf(option)), ...kept];
      if (successWith([...others, option]) - successWith(others) >= LEAST_GAIN) kept.unshift(option);
      else hold(option, -1);
    }
    let sure = success;
    const listed = kept.map((option, i): Backup => {
      const after = successWith(kept.slice(0, i + 1));
      const gain = rounded(after - sure);
      sure = after;
      const { requirement } = lines[own[option.place]!]!;
      const slot = slots[arcSlot[option.arc] ?? -1];
      return {
        requirement: requirement.id,
        provider: option.provider,
        offer: offers[candidates.offer[option.candidate]!]!.offer.id,
        ...(slot !== undefined && { slot }),
        quantity: option.units,
        unit: requirement.unit,
        gain,
      };
    });
    return { success: rounded(success), withBackups: rounded(sure), backups: listed };
  };

  function isBetter(success: number, option: Option, best: { option: Option; success: number }): boolean {
    if (success !== best.success) return success > best.success;
    const brings = ({ shows, units }: Option) => shows * units;
    const more = brings(option) - brings(best.option);
    return more === 0 ? cost[option.candidate]! < cost[best.option.candidate]! : more > 0;
  }
}

/** Those who are planned, and after them those who stand by; who does both shows up for both. */
function withReserve(given: ReadonlyMap<string, Turnout>, reserve: readonly Option[]): Turnout[] {
  const all = new Map(given);
  for (const { provider, shows, place, units } of reserve) {
    all.set(provider, { shows, gives: [...(all.get(provider)?.gives ?? []), { line: place, units }] });
  }
  return [...all.values()];
}

/** To six decimals. */
function rounded(chance: number): number {
  return Math.round(chance * 1e6) / 1e6;
}
