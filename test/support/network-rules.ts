/**
 * Which pairs of a requirement and an offer may be, and what they cost: each rule and each term written from its definition, one
 * sentence each, asked of all pairs by plain loops.
 */
import type { ReadLine, ReadOffer, ReadPlace } from './network-read.js';
import { linesIn, lotOf, metresBetween, offersIn, placeOf, skillOf } from './network-read.js';
import type { NetworkAllocation, Tier, WrittenInput } from './network-types.js';

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
  'banned',
  'guardian',
  'documents',
  'restriction',
  'approval',
  'conflict',
  'declined',
  'throttled',
  'lead',
  'supervisor',
] as const;
export type RuleName = (typeof RULES)[number];

export type TermName =
  | 'travel'
  | 'tierHop'
  | 'skillMisfit'
  | 'continuity'
  | 'staleness'
  | 'preference'
  | 'alreadyServed'
  | 'spread'
  | 'development'
  | 'reliable'
  | 'supervision';

/** A provider that must not serve a need, or one requirement of it. */
export interface NetworkBan {
  readonly need: string;
  readonly provider: string;
  readonly requirement?: string;
}

export interface NetworkOptions {
  /** Default: the input's asOf. */
  readonly now?: string | undefined;
  /** Rules that are switched off. */
  readonly rulesOff?: readonly RuleName[];
  /** Scales of the built-in terms; default 1. */
  readonly terms?: Partial<Record<TermName, number>>;
  readonly bans?: readonly NetworkBan[];
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
  readonly input: WrittenInput;
  readonly bans: readonly NetworkBan[];
}

const TIERS: readonly Tier[] = ['street', 'district', 'city'];

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

/** All lines of the need of a line. */
function companions(line: ReadLine, input: WrittenInput): ReadLine[] {
  return linesIn(input).filter(({ need }) => need.id === line.need.id);
}

function windowsNamed(input: WrittenInput): string[] {
  return [
    ...offersIn(input).flatMap(({ line }) => line.windows ?? []),
    ...linesIn(input).flatMap(({ requirement }) => requirement.windows ?? []),
  ];
}

/** Slots that are not over in which the two can meet; `undefined`: nobody names or counts any. */
export function meetingSlots(
  { requirement }: ReadLine,
  { line, record: { cap }, unit }: ReadOffer,
  input: WrittenInput,
  now: number | undefined,
): string[] | undefined {
  const slotted = line.perSlot !== undefined || (cap?.unit === unit && cap.perSlot !== undefined);
  if (!slotted && line.windows === undefined && requirement.windows === undefined) return undefined;
  const named = [...(input.slots ?? []).map(({ id }) => id), ...windowsNamed(input)];
  return [...new Set(named)].filter((id) => {
    const end = input.slots?.find((slot) => slot.id === id)?.end;
    const isOpen = now === undefined || end === undefined || Date.parse(end) > now;
    return isOpen && (line.windows?.includes(id) ?? true) && (requirement.windows?.includes(id) ?? true);
  });
}

/** The last millisecond of a slot, its start where it has no end, now where that is later or nothing is known. */
export function lastMoment(id: string, input: WrittenInput, now: number | undefined): number | undefined {
  const { start, end } = input.slots?.find((slot) => slot.id === id) ?? {};
  if (end !== undefined) return Math.max(Date.parse(end) - 1, now ?? 0);
  return start === undefined ? now : Math.max(Date.parse(start), now ?? 0);
}

function heldUntil({ record }: ReadOffer, code: string): number {
  const held = (record.checks ?? []).filter((check) => check.code === code);
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...held.map(({ expiresAt }) => Date.parse(expiresAt ?? '9999-01-01T00:00:00Z')),
  );
}

/** When the first date passes that the pair goes by. */
export function validUntil({ requirement }: ReadLine, offer: ReadOffer, off: readonly RuleName[]): number {
  const dates: number[] = [];
  if (!off.includes('expiry') && offer.line.expiresAt !== undefined) dates.push(Date.parse(offer.line.expiresAt));
  if (!off.includes('checks')) for (const code of requirement.checks ?? []) dates.push(heldUntil(offer, code));
  return Math.min(Number.POSITIVE_INFINITY, ...dates);
}

/** Whether something holds to the end of some slot in which the two can meet, or now where there is none, as far as that is known. */
function holdsWhenUsed({ line, offer, input, now }: Situation, until: number): boolean {
  const slots = meetingSlots(line, offer, input, now) ?? [];
  const moments = slots.length === 0 ? [now] : slots.map((slot) => lastMoment(slot, input, now));
  return moments.some((at) => at === undefined || until > at);
}

/** What the need may have without approval, less what its household had; `undefined`: as much as there is. */
export function unapprovedLimit({ need }: ReadLine, { line: { approval } }: ReadOffer): number | undefined {
  if (approval === undefined || approval.approved?.includes(need.id)) return undefined;
  let left = approval.limit;
  for (const { household, quantity } of approval.given ?? []) if (household === need.household) left -= quantity;
  return Math.max(0, left);
}

/** Whether windows or slots matter to an offer. */
function isTimed({ line, record, unit }: ReadOffer, input: WrittenInput): boolean {
  const bySlot = line.perSlot !== undefined || (record.cap?.perSlot !== undefined && record.cap.unit === unit);
  return line.windows !== undefined || (bySlot && input.slots !== undefined);
}

/** One unit of work and one of supervision, and nothing else. */
export function isEitherOr(line: ReadLine, input: WrittenInput): boolean {
  const all = companions(line, input);
  const [a, b] = all;
  return (
    all.length === 2 &&
    a!.quantity === 1 &&
    b!.quantity === 1 &&
    (a!.capability === 'supervision') !== (b!.capability === 'supervision')
  );
}

/** Each answers: may this pair be? */
const ALLOWS: Record<RuleName, (situation: Situation) => boolean> = {
  society: ({ line, offer }) => line.requirement.societies?.includes(offer.society) ?? true,
  level: ({ line, level }) => level >= line.level,
  status: ({ offer }) => offer.record.status !== 'inactive',
  expiry: (situation) => {
    const { expiresAt } = situation.offer.line;
    return expiresAt === undefined || holdsWhenUsed(situation, Date.parse(expiresAt));
  },
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
  checks: (situation) =>
    (situation.line.requirement.checks ?? []).every((code) => {
      const until = heldUntil(situation.offer, code);
      return until > Number.NEGATIVE_INFINITY && holdsWhenUsed(situation, until);
    }),
  consent: (situation) => {
    const { consentTier = 'city' } = situation.line.need;
    if (consentTier === 'city' || sameCommunity(situation)) return true;
    const meeting = common(situation);
    return meeting !== undefined && TIERS.indexOf(meeting.station.tier) <= TIERS.indexOf(consentTier);
  },
  reach: reaches,
  banned: ({ line, offer, bans }) => {
    for (const { need, provider, requirement } of bans) {
      const meant = need === line.need.id && provider === offer.provider;
      if (meant && (requirement === undefined || requirement === line.id)) return false;
    }
    return true;
  },
  guardian: ({ offer: { society, record }, input }) => {
    if (society !== 'volunteer' || record.minor !== true) return true;
    const guardian = input.volunteers?.find(({ id }) => id === record.guardian);
    return guardian !== undefined && guardian.status !== 'inactive';
  },
  documents: ({ line, offer }) => {
    for (const asked of offer.line.eligibility?.documents ?? []) {
      if (!(line.need.documents ?? []).includes(asked)) return false;
    }
    return true;
  },
  restriction: ({ line: { need }, offer, needPlace }) => {
    const { regions, communities, groups, categories } = offer.line.restriction ?? {};
    if (regions !== undefined) {
      const { adminCode } = needPlace;
      if (adminCode === undefined || !regions.some((region) => adminCode.startsWith(region))) return false;
    }
    if (communities !== undefined && !communities.includes(need.community)) return false;
    if (groups !== undefined && !(need.groups ?? []).some((group) => groups.includes(group))) return false;
    return categories === undefined || (need.category !== undefined && categories.includes(need.category));
  },
  approval: ({ line, offer }) => unapprovedLimit(line, offer) !== 0,
  conflict: ({ line, offer }) => !(line.need.conflicts ?? []).includes(offer.provider),
  declined: ({ line, offer }) => {
    if ((line.need.declines ?? []).includes(offer.provider)) return false;
    const about = [line.need.category, line.capability, line.need.community];
    return !(offer.record.declines ?? []).some((word) => about.includes(word));
  },
  throttled: ({ offer }) => (offer.record.askedLast7Days ?? 0) < 5,
  lead: ({ line, offer }) => {
    const { need, requirement, capability } = line;
    const { role, societies } = requirement;
    const leads = role === 'lead' || (role === undefined && societies?.length === 1 && societies[0] === 'socialWorker');
    // Of the groups that are drawn this one is protected.
    const isHard = ['urgent', '急', 'difficult', '难'].includes(need.urgency) || need.groups?.includes('disabled');
    return !leads || capability === 'supervision' || !isHard || offer.society === 'socialWorker';
  },
  supervisor: ({ line, offer, input }) => {
    if (offer.society !== 'socialWorker') return true;
    const isNew = (offer.record.months ?? 12) < 12;
    if (line.capability === 'supervision') return !isNew;
    const asked = companions(line, input).filter(({ capability }) => capability === 'supervision');
    if (isNew || asked.length === 0) return true;
    // Who could supervise the need does not work on it, but by an offer of which either is taken.
    return offersIn(input).every((own) => {
      const may = own.line.capabilities.map(skillOf).some(({ code }) => code === 'supervision');
      if (own.provider !== offer.provider || !may || !asked.some(({ unit }) => unit === own.unit)) return true;
      return own.id === offer.id && !isTimed(offer, input) && isEitherOr(line, input);
    });
  },
};

/** 600 for each side that prefers others. */
function preferenceCost({ line, offer }: Situation): number {
  let cost = 0;
  const { prefers: wanted = [] } = offer.record;
  const about = [line.need.category, line.capability, line.need.community];
  if (wanted.length > 0 && !about.some((word) => word !== undefined && wanted.includes(word))) cost += 600;
  const { prefers = [] } = line.need;
  if (prefers.length > 0 && !prefers.includes(offer.provider)) cost += 600;
  return cost;
}

function spreadCost({ offer: { society, record } }: Situation): number {
  if (society !== 'socialWorker' || record.caseload === undefined) return 0;
  const { open, max } = record.caseload;
  return open >= max ? 1000 : Math.floor((1000 * open) / max);
}

function developmentCost({ line, offer, input }: Situation): number {
  let cost = 0;
  const told = (input.organisations ?? []).some(({ incubatedBy }) => incubatedBy !== undefined);
  if (told && offer.society === 'organisation' && offer.record.incubatedBy === undefined) cost += 400;
  const { assetDimension } = line.need;
  if (assetDimension !== undefined) {
    const home = input.communities.find(({ id }) => id === communityOf(offer));
    if (!(home?.assets ?? []).some(({ dimension }) => dimension === assetDimension)) cost += 400;
  }
  return cost;
}

/** Half of the scale is what nothing is known of; the scale is 2000 for what is hoped for, 8000 for what is urgent. */
function reliabilityCost({ line, offer: { record }, now }: Situation): number {
  if (record.shows === undefined && record.noShows === undefined) return 0;
  const { shows = 0, noShows = 0 } = record;
  const scale =
    2000 *
    (4 - ['urgent 急', 'difficult 难', 'worrying 愁', 'hoped 盼'].findIndex((w) => w.includes(line.need.urgency)));
  // What is d days old counts 365 / (365 + d): all is multiplied by 365 + d.
  const age = now === undefined || record.updatedAt === undefined ? 0 : now - Date.parse(record.updatedAt);
  const days = BigInt(Math.max(0, Math.floor(age / 86_400_000)));
  // 1/2 − (1 + shows) / (2 + shows + noShows), of the scale, in whole numbers from below.
  const units = BigInt(scale) * 365n * BigInt(noShows - shows);
  const parts = 2n * (2n * (365n + days) + 365n * BigInt(shows + noShows));
  return Number((units - (((units % parts) + parts) % parts)) / parts);
}

function supervisionCost({ line, offer, needPlace, place, input }: Situation): number {
  if (line.capability !== 'supervision') return 0;
  const charges =
    offer.society !== 'socialWorker'
      ? []
      : (input.socialWorkers ?? []).filter((one) => one.supervisor === offer.record.id && one.status !== 'inactive');
  const work = companions(line, input).map(({ capability }) => capability);
  const able = offersIn(input).some(
    (own) =>
      charges.some(({ id }) => own.provider === `socialWorker:${id}`) &&
      own.line.capabilities.map(skillOf).some(({ code }) => code !== 'supervision' && work.includes(code)),
  );
  if (able) return 0;
  const above = needPlace.chain.map(({ id }) => id);
  const near = place.chain.length === 0 || above.length === 0 || above.includes(place.chain[0]!.id);
  const home = communityOf(offer) === line.need.community;
  return charges.length < (offer.record.span ?? 8) && (near || home) ? 1500 : 3000;
}

function costOfLot(situation: Situation, terms: NonNullable<NetworkOptions['terms']>): number {
  const { line, offer, level, needPlace, place, now } = situation;
  const bothRemote = offer.line.reach?.remote === true && line.requirement.remote === true;
  const known = needPlace.location !== undefined && place.location !== undefined && !bothRemote;
  const isHome = sameCommunity(situation);
  const travel = known ? metresBetween(needPlace.location!, place.location!) : isHome || bothRemote ? 0 : 5000;
  const street = (code = '') => (code.length >= 9 ? code.slice(0, 9) : undefined);
  const isStreet = street(needPlace.adminCode) !== undefined && street(needPlace.adminCode) === street(place.adminCode);
  const apart = communityOf(offer) === undefined ? 0 : 1;
  const hops = isHome ? 0 : Math.max(apart, common(situation)?.hops ?? (isStreet ? 1 : 1.5));
  const { previousProviders = [] } = line.need;
  const changed = previousProviders.length > 0 && !previousProviders.includes(offer.provider);
  const { updatedAt } = offer.record;
  const days =
    now === undefined ? 0 : updatedAt === undefined ? 90 : Math.floor((now - Date.parse(updatedAt)) / 86_400_000);
  return (
    (terms.travel ?? 1) * travel +
    (terms.tierHop ?? 1) * 2000 * hops +
    (terms.skillMisfit ?? 1) * 300 * (level - line.level) +
    (terms.continuity ?? 1) * (changed ? 1500 : 0) +
    (terms.staleness ?? 1) * 10 * Math.max(0, Math.min(180, days)) +
    (terms.preference ?? 1) * preferenceCost(situation) +
    (terms.alreadyServed ?? 1) * 150 * Math.min(20, offer.record.servedLast30Days ?? 0) +
    (terms.spread ?? 1) * spreadCost(situation) +
    (terms.development ?? 1) * developmentCost(situation) +
    (terms.reliable ?? 1) * reliabilityCost(situation) +
    (terms.supervision ?? 1) * supervisionCost(situation)
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
  const bans = options.bans ?? [];
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
      const situation: Situation = { line, offer, level: skill.level, needPlace, place, now, over, input, bans };
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
