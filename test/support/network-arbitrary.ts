/**
 * Random small networks, always of valid records: a station tree around three streets, two to four communities, providers
 * of all five societies, needs with every field that a rule or a term reads.
 *
 * Points lie on one meridian, and every radius is far from every distance between two of them, so that no rounding
 * decides anything. Quantities are small, so that the oracle can share them out unit by unit.
 */
import fc from 'fast-check';
import {
  banDraw,
  communityDraw,
  maybe,
  type NeedDraw,
  needDraw,
  type OfferDraw,
  type ProviderDraw,
  providerDraw,
  type RequirementDraw,
} from './network-draws.js';
import { unitsOffered } from './network-read.js';
import type { NetworkBan } from './network-rules.js';
import type {
  SocietyName,
  WrittenInput,
  WrittenNeed,
  WrittenOffer,
  WrittenProvider,
  WrittenRequirement,
  WrittenVolunteer,
} from './network-types.js';
import { CAPABILITIES, CATALOGUE, NOW, SLOTS, SOCIETIES, STREETS, stationsOf } from './network-world.js';
import type { PairsLevel } from './pairs-types.js';
import { PAIRS_LEVELS } from './pairs-types.js';

export interface NetworkCase {
  readonly input: WrittenInput;
  /** Undefined: asOf, if that is given. */
  readonly now: string | undefined;
  readonly levels: readonly PairsLevel[];
  readonly bans: readonly NetworkBan[];
}

/** The keys whose value is not undefined. */
function given<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** An offer in the unit of its capability; a second capability only where the unit is the same. */
function offerOf(draw: OfferDraw, usualUnit: string, capped: boolean): WrittenOffer {
  const { code, unit } = CAPABILITIES[draw.capability]!;
  const other = draw.other === undefined ? undefined : CAPABILITIES[draw.other];
  const second = other !== undefined && other.unit === unit && other.code !== code ? [other.code] : [];
  // Yuan and hours where nothing else on the line is a quantity.
  // By the slot and by the need cross, where a need has two lines for the offer.
  const perNeed = draw.perSlot === undefined ? draw.perNeed : undefined;
  const bounds = { perSlot: draw.perSlot, perRequirement: draw.perRequirement, perNeed };
  const approval = draw.perSlot === undefined ? draw.approval : undefined;
  const counted = approval !== undefined || Object.values(bounds).some((bound) => bound !== undefined);
  const coarse = draw.big && !counted && !capped && typeof draw.quantity === 'number';
  const written =
    coarse && unit === 'fen'
      ? { quantity: 0.01 * Number(draw.quantity), unit: 'yuan' }
      : coarse && unit === 'minute'
        ? { quantity: draw.quantity === 0 ? 0 : 0.05, unit: 'hour' }
        : { quantity: draw.quantity, unit: unit === usualUnit && unit !== 'fen' && draw.big ? undefined : unit };
  return given({
    capabilities: [draw.level === 1 && draw.big ? code : { code, level: draw.level }, ...second],
    ...written,
    windows: draw.windows,
    ...bounds,
    reach: draw.reach === undefined ? undefined : given(draw.reach),
    eligibility: draw.eligibility === undefined ? undefined : given(draw.eligibility),
    purposes: draw.purposes,
    restriction: draw.restriction === undefined ? undefined : given(draw.restriction),
    approval: approval === undefined ? undefined : given(approval),
    expiresAt: draw.expiresAt,
  }) as WrittenOffer;
}

/** A volunteer's hours, where the line is the record's own. */
function lineOf(society: SocietyName, { quantity, unit, ...rest }: WrittenOffer): Partial<WrittenVolunteer> {
  if (society === 'volunteer' && unit === 'hour') return { ...rest, hours: Number(quantity) };
  return { ...rest, quantity, ...(unit === undefined ? {} : { unit }) };
}

/** Lines with ids of their own instead of their positions. */
function named<T extends object>(prefix: string, lines: readonly T[]): (T & { id: string })[] {
  return lines.map((line, i) => ({ ...line, id: `${prefix}${lines.length - i}` }));
}

function providerOf(
  draw: ProviderDraw,
  society: SocietyName,
  place: Partial<WrittenProvider>,
): Omit<WrittenProvider, 'id'> {
  const usual =
    society === 'resource' && draw.kind === 'fund'
      ? 'fen'
      : society === 'resource' && draw.kind === 'goods'
        ? 'item'
        : society === 'socialWorker'
          ? 'case'
          : 'session';
  const capped = draw.cap !== undefined;
  let offers = draw.offers.map((offer) => offerOf(offer, usual, capped));
  let cap: WrittenProvider['cap'];
  if (draw.cap !== undefined) {
    // Offers under a cap count in its unit plainly, and a cap per slot leaves no cap to the offers themselves.
    const units = draw.offers.map((offer) => CAPABILITIES[offer.capability]!.unit);
    cap = given({ quantity: draw.cap.quantity, unit: units[0]!, perSlot: draw.cap.perSlot });
    const bySlot = draw.cap.perSlot !== undefined;
    offers = offers.map(({ perNeed, approval, ...offer }, i) => ({
      ...offer,
      ...(bySlot || perNeed === undefined ? {} : { perNeed }),
      ...(bySlot || approval === undefined ? {} : { approval }),
      unit: units[i]!,
      quantity: draw.cap?.perSlot !== undefined ? ('unlimited' as const) : draw.offers[i]!.quantity,
    }));
  }
  const inline = offers.length === 1 && !draw.array;
  return given({
    ...place,
    status: draw.status,
    updatedAt: draw.updatedAt,
    checks: draw.checks === undefined ? undefined : [given(draw.checks)],
    declines: draw.declines,
    prefers: draw.prefers,
    askedLast7Days: draw.askedLast7Days,
    servedLast30Days: draw.servedLast30Days,
    assets:
      society === 'community' ? draw.assets?.map((dimension, i) => ({ dimension, name: `asset ${i}` })) : undefined,
    caseload: society === 'socialWorker' ? draw.caseload : undefined,
    shows: draw.shows,
    noShows: draw.noShows,
    months: society === 'socialWorker' ? draw.months : undefined,
    span: society === 'socialWorker' ? draw.span : undefined,
    minor: society === 'volunteer' ? draw.minor : undefined,
    cap,
    ...(inline ? lineOf(society, offers[0]!) : { offers: draw.offers[0]?.big ? named('o', offers) : offers }),
  });
}

function requirementOf(draw: RequirementDraw): WrittenRequirement {
  const { code, unit } = CAPABILITIES[draw.capability]!;
  const coarse = draw.big && typeof draw.quantity === 'number' && (unit === 'fen' || unit === 'minute');
  return given({
    capability: draw.level === 1 && draw.big ? code : { code, level: draw.level },
    societies: draw.societies,
    ...(coarse && unit === 'fen' ? { quantity: 0.01 * Number(draw.quantity), unit: 'yuan' } : {}),
    ...(coarse && unit === 'minute' ? { quantity: draw.quantity === 0 ? 0 : 0.05, unit: 'hour' } : {}),
    // Money needs its unit, and minutes would be taken for hours.
    ...(coarse
      ? {}
      : { quantity: draw.quantity, unit: draw.big && unit !== 'fen' && unit !== 'minute' ? undefined : unit }),
    windows: draw.windows,
    remote: draw.remote,
    checks: draw.checks,
    role: draw.role,
  }) as WrittenRequirement;
}

/** Writes the unit where it would not follow from the rest. */
function withUnit(input: WrittenInput, requirement: WrittenRequirement): WrittenRequirement {
  const code = typeof requirement.capability === 'string' ? requirement.capability : requirement.capability.code;
  const told = requirement.unit !== undefined || input.catalogue?.some((entry) => entry.code === code && entry.unit);
  if (told || unitsOffered(input, requirement).length <= 1) return requirement;
  return { ...requirement, unit: CAPABILITIES.find((capability) => capability.code === code)?.unit ?? 'session' };
}

function needOf(draw: NeedDraw, n: number, input: WrittenInput, keys: readonly string[]): WrittenNeed {
  const lines = draw.requirements.map((requirement) => withUnit(input, requirementOf(requirement)));
  const byCategory =
    draw.byCategory &&
    draw.category !== undefined &&
    unitsOffered(input, { capability: draw.category }).length <= 1 &&
    unitsOffered(input, { capability: 'casework' }).length <= 1;
  const own = byCategory
    ? {}
    : lines.length === 1 && !draw.array
      ? lines[0]
      : { requirements: draw.requirements[0]?.big ? named('r', lines) : lines };
  const keysOf = (places: readonly number[] | undefined) => places?.flatMap((p) => keys[p] ?? []);
  const previous = keysOf(draw.previousProviders) ?? [];
  return given({
    id: `${n + 1}`,
    community: input.communities[draw.community % input.communities.length]!.id,
    urgency: draw.urgency,
    household: draw.household,
    category: draw.category,
    severity: draw.severity,
    groups: draw.groups,
    age: draw.age,
    dueAt: draw.dueAt,
    // What is due must have been reported before.
    reportedAt: draw.dueAt === undefined ? draw.reportedAt : undefined,
    consentTier: draw.consentTier,
    previousProviders: previous.length === 0 ? undefined : previous,
    conflicts: keysOf(draw.conflicts),
    declines: keysOf(draw.declines),
    prefers: keysOf(draw.prefers),
    documents: draw.documents,
    assetDimension: draw.assetDimension,
    adminCode: draw.adminCode,
    location: draw.location,
    ...own,
  }) as WrittenNeed;
}

/** Mostly 6 to 8, now and then down to 3. */
const severalOf = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.array(item, { minLength: 3, maxLength: 8 }) },
    { weight: 3, arbitrary: fc.array(item, { minLength: 6, maxLength: 8 }) },
  );

const networkDraw = fc.record({
  stations: fc.constantFrom(0, 1, 2, 3, 4, 4, 4),
  communities: fc.array(communityDraw, { minLength: 2, maxLength: 4 }),
  providers: severalOf(providerDraw),
  needs: severalOf(needDraw),
  slots: fc.boolean(),
  catalogue: fc.boolean(),
  bans: maybe(fc.array(banDraw, { minLength: 1, maxLength: 4 }), 2),
  asOf: fc.boolean(),
  now: fc.boolean(),
  levels: fc.oneof(
    { weight: 3, arbitrary: fc.constant(PAIRS_LEVELS) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<readonly PairsLevel[]>(['rank'], ['rank', 'cost'], ['rank', 'fair', 'cost']),
    },
  ),
});

/** Whole networks of 2–4 communities, 3–8 providers and 3–8 needs. */
export const smallNetwork: fc.Arbitrary<NetworkCase> = networkDraw.map((draw) => {
  const stations = stationsOf(draw.stations);
  const stationAt = (index: number) => stations[index % Math.max(1, stations.length)]?.id;
  const places = draw.communities.map(({ street, code, named: byName, location: point }, i) => {
    const station = stations.some(({ id }) => id === `s${street}`) ? `s${street}` : undefined;
    return given({
      id: `c${i}`,
      adminCode: code === 'village' ? `${STREETS[street]}00${i + 1}` : code === 'street' ? STREETS[street] : undefined,
      station: byName ? station : undefined,
      location: point,
    }) as WrittenProvider;
  });
  const input: WrittenInput &
    Required<Pick<WrittenInput, 'socialWorkers' | 'organisations' | 'volunteers' | 'resources'>> = {
    stations,
    communities: [...places],
    socialWorkers: [],
    organisations: [],
    volunteers: [],
    resources: [],
    needs: [],
    // The built-in one splits in portions that are larger than all quantities here.
    catalogue: draw.catalogue ? CATALOGUE : [],
    ...(draw.asOf ? { asOf: NOW } : {}),
  };
  const keys: string[] = [];
  draw.providers.forEach((provider, p) => {
    const society = SOCIETIES[provider.society]!;
    // Every kind counts its ids from 1, as sheets do.
    const id = `${p + 1}`;
    if (society === 'community') {
      const at = p % places.length;
      const { id: own, ...place } = places[at]!;
      keys.push(`community:${own}`);
      if (input.communities[at] === places[at]) {
        input.communities[at] = { id: own, ...providerOf(provider, society, place) };
      }
      return;
    }
    const community = provider.community === undefined ? undefined : places[provider.community % places.length];
    // Whose code counts is only plain if the community has one, or the provider names no station of its own.
    const free = community === undefined || community.adminCode !== undefined || provider.adminCode !== undefined;
    const rest = providerOf(
      provider,
      society,
      given({
        community: community?.id,
        station: provider.station === undefined || !free ? undefined : stationAt(provider.station),
        adminCode: provider.adminCode,
        location: provider.location,
      }) as Partial<WrittenProvider>,
    );
    keys.push(`${society}:${id}`);
    const host = stations[0]?.id;
    if (society === 'socialWorker') input.socialWorkers.push({ id, ...rest });
    else if (society === 'organisation') {
      input.organisations.push({ id, ...rest, ...(provider.incubated && host !== undefined && { incubatedBy: host }) });
    } else if (society === 'volunteer') input.volunteers.push({ id, ...rest });
    else input.resources.push({ id, kind: provider.kind, ...rest });
  });
  for (const [i, volunteer] of input.volunteers.entries()) {
    const { guardian } = draw.providers[Number(volunteer.id) - 1]!;
    const other = guardian === undefined ? undefined : input.volunteers[guardian % input.volunteers.length];
    if (other !== undefined && other !== volunteer) input.volunteers[i] = { ...volunteer, guardian: other.id };
  }
  for (const [i, worker] of input.socialWorkers.entries()) {
    const { supervisor } = draw.providers[Number(worker.id) - 1]!;
    if (supervisor !== undefined && supervisor < i)
      input.socialWorkers[i] = { ...worker, supervisor: input.socialWorkers[supervisor]!.id };
  }
  input.needs = draw.needs.map((need, n) => needOf(need, n, input, [...new Set(keys)]));
  const counted = [...draw.providers.flatMap(({ offers, cap }) => [cap?.perSlot, ...offers.map((o) => o.perSlot)])];
  if (draw.slots || counted.some((bound) => bound !== undefined)) input.slots = SLOTS;
  input.needs = input.needs.map((need) => (isLate(need) ? { ...need, dueAt: LATER } : need));
  const bans = (draw.bans ?? []).map(({ need, provider, whole }) => ({
    need: `${1 + (need % input.needs.length)}`,
    provider: keys[provider % keys.length]!,
    ...(!whole && { requirement: '1' }),
  }));
  return { input, now: draw.now ? NOW : undefined, levels: draw.levels, bans };
});

const LATER = '2026-03-09T00:00:00+08:00';

/** Due after now, but before any slot of it begins: that is told. */
function isLate({ dueAt, ...need }: WrittenNeed): boolean {
  const starts = (need.requirements ?? [need]).flatMap(({ windows }) =>
    (windows ?? ['']).map((id) => Date.parse(SLOTS.find((slot) => slot.id === id)?.start ?? '')),
  );
  return dueAt !== undefined && Date.parse(dueAt) >= Date.parse(NOW) && starts.every((at) => at >= Date.parse(dueAt));
}

/** The record without approvals for the need. */
function withoutNeed<T extends WrittenProvider>(record: T, need: string | undefined): T {
  const lose = <L extends Partial<WrittenOffer>>(line: L): L =>
    line.approval?.approved === undefined
      ? line
      : { ...line, approval: { ...line.approval, approved: line.approval.approved.filter((id) => id !== need) } };
  return lose(record.offers === undefined ? record : { ...record, offers: record.offers.map(lose) });
}

/** A network and what became of it: its last need and some providers left, and one more need came. */
export const networkChange: fc.Arbitrary<{ before: NetworkCase; after: NetworkCase }> = fc
  .tuple(smallNetwork, fc.nat(3))
  .map(([before, leaving]) => {
    const { input } = before;
    const gone = new Set([`socialWorker:${leaving}`, `volunteer:${leaving + 1}`, `resource:${leaving + 2}`]);
    const last = input.needs.at(-1)?.id;
    const stay = <T extends WrittenProvider>(kind: string, records: T[] | undefined) =>
      (records ?? []).filter(({ id }) => !gone.has(`${kind}:${id}`)).map((record) => withoutNeed(record, last));
    const left = (keys: string[] | undefined) => keys?.filter((key) => !gone.has(key));
    const needs = input.needs.slice(0, -1).map((need) =>
      given({
        ...need,
        previousProviders: left(need.previousProviders),
        conflicts: left(need.conflicts),
        declines: left(need.declines),
        prefers: left(need.prefers),
      }),
    ) as WrittenNeed[];
    const first = needs[0];
    const after: WrittenInput = {
      ...input,
      communities: stay('community', input.communities),
      socialWorkers: stay('socialWorker', input.socialWorkers).map(({ supervisor, ...worker }) =>
        supervisor === undefined || gone.has(`socialWorker:${supervisor}`) ? worker : { ...worker, supervisor },
      ),
      organisations: stay('organisation', input.organisations),
      volunteers: stay('volunteer', input.volunteers).map(({ guardian, ...volunteer }) =>
        guardian === undefined || gone.has(`volunteer:${guardian}`) ? volunteer : { ...volunteer, guardian },
      ),
      resources: stay('resource', input.resources),
      needs: first === undefined ? needs : [...needs, { ...first, id: 'new', urgency: 'urgent' }],
    };
    return { before, after: { ...before, input: after } };
  });
