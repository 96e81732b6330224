/**
 * From records to the optimum, by plain loops over all pairs of a requirement and an offer.
 *
 * The rules and the terms are written here from their definitions, one sentence each. What is left is a problem of our
 * own, with caps as plain sets, whose best value is found by enumeration where it is small and by HiGHS elsewhere.
 */
import type { Problem } from '../../src/compile/problem.js';
import type { ReadLine, ReadOffer, ReadPlace } from './network-read.js';
import { linesIn, lotOf, metresBetween, offersIn, placeOf, skillOf } from './network-read.js';
import type { NetworkAllocation, Tier, WrittenInput } from './network-types.js';
import type { PairsLevel } from './pairs-types.js';
import { columnsOf, flowsAtMost } from './problem-arbitrary.js';
import { problemByHighs } from './problem-highs.js';
import { enumerateProblem } from './problem-oracle.js';
import type { ProblemValue } from './problem-value.js';

export const RULES = [
  'society',
  'level',
  'status',
  'expiry',
  'overdue',
  'window',
  'age',
  'groups',
  'excludedGroups',
  'purpose',
  'checks',
  'consent',
  'reach',
] as const;
export type RuleName = (typeof RULES)[number];

export interface NetworkOptions {
  /** Default: the input's asOf. */
  readonly now?: string | undefined;
  /** Rules that are switched off. */
  readonly rulesOff?: readonly RuleName[];
  /** Scales of the built-in terms; default 1. */
  readonly terms?: Partial<Record<'travel' | 'tierHop' | 'skillMisfit' | 'continuity' | 'staleness', number>>;
  readonly previous?: readonly NetworkAllocation[];
  /** Default: the least common multiple of the lots of all lines. */
  readonly costScale?: number;
}

interface Situation {
  readonly line: ReadLine;
  readonly offer: ReadOffer;
  readonly level: number;
  readonly needPlace: ReadPlace;
  readonly place: ReadPlace;
  readonly now: number | undefined;
  readonly over: (slot: string) => boolean;
}

const TIERS: readonly Tier[] = ['street', 'district', 'city'];
const URGENCIES = ['urgent 急', 'difficult 难', 'worrying 愁', 'hoped 盼'];

function sameCommunity({ line, offer }: Situation): boolean {
  return communityOf(offer) === line.need.community;
}

function communityOf(offer: ReadOffer): string | undefined {
  return offer.society === 'community' ? offer.record.id : offer.record.community;
}

/** Steps from the need's station up to the lowest common one, and that station. */
function common({ needPlace, place }: Situation) {
  const hops = needPlace.chain.findIndex((station) => place.chain.some(({ id }) => id === station.id));
  return hops === -1 ? undefined : { hops, station: needPlace.chain[hops]! };
}

function reaches(situation: Situation): boolean {
  const { line, offer, needPlace, place } = situation;
  const { within, radius, remote } = offer.line.reach ?? {};
  if (remote && line.requirement.remote) return true;
  if (sameCommunity(situation)) return true;
  if (within !== undefined || radius !== undefined) {
    const byCode =
      within !== undefined &&
      (needPlace.adminCode === undefined || within.some((p) => needPlace.adminCode?.startsWith(p)));
    const unknown = needPlace.location === undefined || place.location === undefined;
    const byRadius = radius !== undefined && (unknown || metresBetween(needPlace.location!, place.location!) <= radius);
    return byCode || byRadius;
  }
  switch (offer.society) {
    case 'community':
      return false;
    case 'socialWorker':
    case 'resource': {
      const station = place.chain[0];
      if (station === undefined || needPlace.chain.length === 0) return true;
      return needPlace.chain.some(({ id }) => id === station.id);
    }
    case 'volunteer':
    case 'organisation': {
      const [a = '', b = ''] = [needPlace.adminCode, place.adminCode];
      if (a.length >= 9 && b.length >= 9) return a.slice(0, 9) === b.slice(0, 9);
      const street = (chain: ReadPlace['chain']) => chain.find(({ tier }) => tier === 'street')?.id;
      const [needStreet, ownStreet] = [street(needPlace.chain), street(place.chain)];
      return needStreet === undefined || ownStreet === undefined || needStreet === ownStreet;
    }
  }
}

/** Each answers: may this pair be? */
const ALLOWS: Record<RuleName, (situation: Situation) => boolean> = {
  society: ({ line, offer }) => line.requirement.societies?.includes(offer.society) ?? true,
  level: ({ line, level }) => level >= line.level,
  status: ({ offer }) => offer.record.status !== 'inactive',
  expiry: ({ offer, now }) =>
    now === undefined || offer.line.expiresAt === undefined || Date.parse(offer.line.expiresAt) > now,
  overdue: ({ offer, over }) => offer.line.windows === undefined || offer.line.windows.some((slot) => !over(slot)),
  window: ({ line, offer, over }) => {
    const open = line.requirement.windows?.filter((slot) => !over(slot));
    if (open === undefined) return true;
    return open.some((slot) => offer.line.windows?.includes(slot) ?? true);
  },
  age: ({ line, offer }) => {
    const { minAge, maxAge } = offer.line.eligibility ?? {};
    const { age } = line.need;
    if (minAge === undefined && maxAge === undefined) return true;
    return age !== undefined && age >= (minAge ?? 0) && age <= (maxAge ?? Number.POSITIVE_INFINITY);
  },
  groups: ({ line, offer }) => {
    const { groups } = offer.line.eligibility ?? {};
    return groups === undefined || groups.some((group) => line.need.groups?.includes(group));
  },
  excludedGroups: ({ line, offer }) => {
    const { excludeGroups = [] } = offer.line.eligibility ?? {};
    return !excludeGroups.some((group) => line.need.groups?.includes(group));
  },
  purpose: ({
    line,
    offer: {
      line: { purposes },
    },
  }) =>
    purposes === undefined ||
    purposes.includes(line.capability) ||
    (line.need.category !== undefined && purposes.includes(line.need.category)),
  checks: ({ line, offer, now }) =>
    (line.requirement.checks ?? []).every((code) =>
      (offer.record.checks ?? []).some(
        (held) =>
          held.code === code && (now === undefined || held.expiresAt === undefined || Date.parse(held.expiresAt) > now),
      ),
    ),
  consent: (situation) => {
    const { consentTier = 'city' } = situation.line.need;
    if (consentTier === 'city' || sameCommunity(situation)) return true;
    const meeting = common(situation);
    return meeting !== undefined && TIERS.indexOf(meeting.station.tier) <= TIERS.indexOf(consentTier);
  },
  reach: reaches,
};

function costOfLot(situation: Situation, terms: NonNullable<NetworkOptions['terms']>): number {
  const { line, offer, level, needPlace, place, now } = situation;
  const bothRemote = offer.line.reach?.remote === true && line.requirement.remote === true;
  const known = needPlace.location !== undefined && place.location !== undefined && !bothRemote;
  const travel = known ? metresBetween(needPlace.location!, place.location!) : 0;
  const hops = sameCommunity(situation) ? 0 : (common(situation)?.hops ?? 0);
  const { previousProviders = [] } = line.need;
  const changed = previousProviders.length > 0 && !previousProviders.includes(offer.provider);
  const { updatedAt } = offer.record;
  const days =
    now === undefined || updatedAt === undefined ? 0 : Math.floor((now - Date.parse(updatedAt)) / 86_400_000);
  return (
    (terms.travel ?? 1) * travel +
    (terms.tierHop ?? 1) * 2000 * hops +
    (terms.skillMisfit ?? 1) * 300 * (level - line.level) +
    (terms.continuity ?? 1) * (changed ? 1500 : 0) +
    (terms.staleness ?? 1) * 10 * Math.max(0, Math.min(180, days))
  );
}

export interface NetworkCandidate {
  readonly line: ReadLine;
  readonly offer: ReadOffer;
  /** Of one lot, before the scale. */
  readonly costOfLot: number;
  readonly lot: number;
}

/** Every pair of a line (known quantity or not) and an offer of its capability and unit, with the rules it breaks. */
export function judgePairs(
  input: WrittenInput,
  options: NetworkOptions = {},
): (NetworkCandidate & { readonly broken: readonly RuleName[] })[] {
  const written = options.now ?? input.asOf;
  const now = written === undefined ? undefined : Date.parse(written);
  const over = (id: string) => {
    const end = input.slots?.find((slot) => slot.id === id)?.end;
    return now !== undefined && end !== undefined && Date.parse(end) <= now;
  };
  const off = options.rulesOff ?? [];
  const lines = linesIn(input);
  const offers = offersIn(input).map((offer) => {
    const community = communityOf(offer);
    const { adminCode, location, station } = offer.record;
    return {
      offer,
      place: placeOf(input, {
        ...(adminCode === undefined ? {} : { adminCode }),
        ...(location === undefined ? {} : { location }),
        ...(station === undefined ? {} : { station }),
        ...(community === undefined ? {} : { community }),
      }),
    };
  });
  return lines.flatMap((line) => {
    const needPlace = placeOf(input, line.need);
    return offers.flatMap(({ offer, place }) => {
      const skill = offer.line.capabilities.map(skillOf).find(({ code }) => code === line.capability);
      if (skill === undefined || offer.unit !== line.unit) return [];
      const situation: Situation = { line, offer, level: skill.level, needPlace, place, now, over };
      return [
        {
          line,
          offer,
          broken: RULES.filter((rule) => !off.includes(rule) && !ALLOWS[rule](situation)),
          costOfLot: costOfLot(situation, options.terms ?? {}),
          lot: lotOf(input, line.capability, line.unit),
        },
      ];
    });
  });
}

export interface NetworkModel {
  readonly problem: Problem;
  /** Aligned with the problem's lines; unknown quantities are left out. */
  readonly lines: readonly ReadLine[];
  readonly candidates: readonly NetworkCandidate[];
  /** Per arc: its candidate and its slot. */
  readonly arcs: readonly { readonly candidate: number; readonly slot: string | undefined }[];
  /** Rank tuple of every dense rank. */
  readonly ranks: readonly (readonly number[])[];
  readonly costScale: number;
}

function rankOf({ need }: ReadLine, now: number | undefined): [number, number] {
  const urgency = URGENCIES.findIndex((names) => names.split(' ').includes(need.urgency));
  const late = now !== undefined && need.dueAt !== undefined && Date.parse(need.dueAt) < now;
  return [late ? Math.max(0, urgency - 1) : urgency, 6 - (need.severity ?? 3)];
}

/** The instance that the records mean. */
export function networkModel(input: WrittenInput, options: NetworkOptions = {}): NetworkModel {
  const written = options.now ?? input.asOf;
  const now = written === undefined ? undefined : Date.parse(written);
  const key = (line: ReadLine) => JSON.stringify([line.need.id, line.id]);
  const ranked = linesIn(input)
    .filter(({ quantity }) => quantity !== 'unknown')
    .map((line) => ({ line, rank: rankOf(line, now) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  const lines = ranked.map(({ line }) => line);
  const ranks = [...new Set(ranked.map(({ rank }) => rank.join()))];
  const allowed = judgePairs(input, options).filter(({ broken }) => broken.length === 0);
  const candidates = lines.flatMap((line) => allowed.filter((pair) => key(pair.line) === key(line)));
  const costScale = options.costScale ?? lines.map((l) => lotOf(input, l.capability, l.unit)).reduce(commonMultiple, 1);
  const total = lines.reduce((sum, { quantity }) => sum + Number(quantity), 0);

  // One arc per open common slot where somebody counts slots, else one arc.
  const named = [...(input.slots ?? []).map(({ id }) => id), ...windowsNamed(input)];
  const slots = [...new Set(named)].filter((id) => {
    const end = input.slots?.find((slot) => slot.id === id)?.end;
    return now === undefined || end === undefined || Date.parse(end) > now;
  });
  const arcs = candidates.flatMap(({ line, offer }, candidate) => {
    const { cap } = offer.record;
    const slotted = offer.line.perSlot !== undefined || (cap?.unit === offer.unit && cap.perSlot !== undefined);
    if (!slotted) return [{ candidate, slot: undefined as string | undefined }];
    return slots
      .filter((slot) => (offer.line.windows ?? slots).includes(slot))
      .filter((slot) => (line.requirement.windows ?? slots).includes(slot))
      .map((slot) => ({ candidate, slot: slot as string | undefined }));
  });

  // Caps as sets of arcs; sets nest or are disjoint, so the smallest that holds an arc is its head.
  const caps = new Map<string, { capacity: number; arcs: Set<number> }>();
  const hold = (name: readonly unknown[], capacity: number, arc: number) => {
    const id = JSON.stringify(name);
    const entry = caps.get(id) ?? { capacity, arcs: new Set<number>() };
    entry.arcs.add(arc);
    caps.set(id, entry);
  };
  arcs.forEach(({ candidate, slot }, arc) => {
    const { offer } = candidates[candidate]!;
    const { cap } = offer.record;
    const own = [offer.provider, offer.id];
    if (cap?.unit === offer.unit) {
      hold([offer.provider], cap.quantity, arc);
      if (cap.perSlot !== undefined) hold([offer.provider, { slot }], cap.perSlot, arc);
    }
    if (offer.quantity !== Number.POSITIVE_INFINITY) hold(own, offer.quantity, arc);
    if (offer.line.perSlot !== undefined) hold([...own, slot], offer.line.perSlot, arc);
  });
  const sets = nested([...caps.values()], arcs.length, total);

  const promised = new Map<string, number>();
  const pairName = (a: Pick<NetworkAllocation, 'need' | 'requirement' | 'provider' | 'offer'>) =>
    JSON.stringify([a.need, a.requirement, a.provider, a.offer]);
  for (const old of options.previous ?? [])
    promised.set(pairName(old), (promised.get(pairName(old)) ?? 0) + old.quantity);
  const nameOf = ({ line, offer }: NetworkCandidate) =>
    pairName({ need: line.need.id, requirement: line.id, provider: offer.provider, offer: offer.id });
  const names = new Set(candidates.map(nameOf));
  const gone = [...promised].reduce((sum, [name, units]) => sum + (names.has(name) ? 0 : units), 0);
  const groups = [...new Set(lines.map((line) => JSON.stringify([line.need.community, line.capability, line.unit])))];

  const problem = columnsOf({
    caps: sets.map(({ capacity, parent }) => ({ capacity, parent })),
    lostPromises: gone,
    lines: lines.map((line, n) => ({
      demand: Number(line.quantity),
      rank: ranks.indexOf(ranked[n]!.rank.join()),
      group: groups.indexOf(JSON.stringify([line.need.community, line.capability, line.unit])),
      candidates: candidates.flatMap((candidate, c) => {
        if (key(candidate.line) !== key(line)) return [];
        const cost = (candidate.costOfLot * costScale) / candidate.lot;
        if (!Number.isInteger(cost))
          throw new Error(`costScale ${costScale} is no multiple of the lot ${candidate.lot}`);
        const heads = arcs.flatMap((arc, a) =>
          arc.candidate === c ? [sets.findLastIndex((set) => set.arcs.has(a))] : [],
        );
        const max = candidate.offer.line.perRequirement ?? Number.MAX_SAFE_INTEGER;
        return [{ cost, max, previous: promised.get(nameOf(candidate)) ?? 0, heads }];
      }),
    })),
  });
  return { problem, lines, candidates, arcs, costScale, ranks: ranks.map((rank) => rank.split(',').map(Number)) };
}

/** Sets from the largest down, each with the smallest earlier one around it. Throws when two of them cross. */
function nested(caps: readonly { capacity: number; arcs: Set<number> }[], arcs: number, total: number) {
  const all = { capacity: total, arcs: new Set(Array.from({ length: arcs }, (_, arc) => arc)) };
  const sorted = [all, ...[...caps].sort((a, b) => b.arcs.size - a.arcs.size)];
  return sorted.map((cap, c) => {
    const earlier = sorted.slice(0, c);
    const around = (other: { arcs: Set<number> }) => [...cap.arcs].every((arc) => other.arcs.has(arc));
    const crossing = earlier.some((other) => !around(other) && [...cap.arcs].some((arc) => other.arcs.has(arc)));
    if (crossing) throw new Error('Caps cross');
    return { ...cap, parent: earlier.findLastIndex(around) };
  });
}

function windowsNamed(input: WrittenInput): string[] {
  return [
    ...offersIn(input).flatMap(({ line }) => line.windows ?? []),
    ...linesIn(input).flatMap(({ requirement }) => requirement.windows ?? []),
  ];
}

/** The flow on the model's arcs that the allocations mean. Throws for a pair or a slot that is not allowed. */
export function flowOfAllocations(model: NetworkModel, allocations: readonly NetworkAllocation[]): number[] {
  const flow = model.arcs.map(() => 0);
  for (const given of allocations) {
    const arc = model.arcs.findIndex(({ candidate, slot }) => {
      const { line, offer } = model.candidates[candidate]!;
      const same = line.need.id === given.need && line.id === given.requirement && offer.provider === given.provider;
      return same && offer.id === given.offer && slot === given.slot;
    });
    if (arc === -1) throw new Error(`Not allowed: ${JSON.stringify(given)}`);
    flow[arc]! += given.quantity;
  }
  return flow;
}

/** The optimum value of the model: by enumeration where it is small, else by HiGHS. */
export async function networkOptimum(model: NetworkModel, levels?: readonly PairsLevel[]): Promise<ProblemValue> {
  if (flowsAtMost(model.problem) <= 20_000) return enumerateProblem(model.problem, levels);
  return problemByHighs(model.problem, levels);
}

function commonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
