/** Defaults of the records spelt out, by plain loops: lines, offers, units, places. Shares nothing with `src/`. */
import type {
  SocietyName,
  WrittenInput,
  WrittenOffer,
  WrittenProvider,
  WrittenRequirement,
  WrittenSkill,
  WrittenStation,
} from './network-types.js';

export interface ReadOffer {
  readonly society: SocietyName;
  /** Node key of the provider. */
  readonly provider: string;
  readonly record: WrittenProvider;
  readonly id: string;
  readonly line: WrittenOffer;
  /** In `unit`, after conversion. */
  readonly quantity: number;
  readonly unit: string;
}

export interface ReadLine {
  readonly need: WrittenInput['needs'][number];
  readonly id: string;
  readonly requirement: WrittenRequirement;
  readonly capability: string;
  readonly level: number;
  readonly quantity: number | 'unknown';
  readonly unit: string;
}

export function skillOf(skill: WrittenSkill): { code: string; level: number } {
  return typeof skill === 'string' ? { code: skill, level: 1 } : { code: skill.code, level: skill.level ?? 1 };
}

/** Yuan are fen, hours are minutes. */
function converted(quantity: number, unit: string): { quantity: number; unit: string } {
  if (unit === 'yuan') return { quantity: Math.round(quantity * 100), unit: 'fen' };
  if (unit === 'hour') return { quantity: Math.round(quantity * 60), unit: 'minute' };
  return { quantity, unit };
}

/** Every provider of the input with its society. */
export function providersIn(input: WrittenInput): { society: SocietyName; key: string; record: WrittenProvider }[] {
  const collections: [SocietyName, readonly WrittenProvider[]][] = [
    ['community', input.communities],
    ['socialWorker', input.socialWorkers ?? []],
    ['organisation', input.organisations ?? []],
    ['volunteer', input.volunteers ?? []],
    ['resource', input.resources ?? []],
  ];
  return collections.flatMap(([society, records]) =>
    records.map((record) => ({ society, key: `${society}:${record.id}`, record })),
  );
}

export function offersIn(input: WrittenInput): ReadOffer[] {
  return providersIn(input).flatMap(({ society, key, record }) => {
    let lines: WrittenOffer[] = record.offers ?? [];
    const hours = 'hours' in record && typeof record.hours === 'number' ? record.hours : undefined;
    if (record.offers === undefined && record.capabilities !== undefined) {
      const { capabilities, quantity = 1 } = record;
      lines = [{ ...record, id: '1', capabilities, quantity }];
      if (hours !== undefined) lines = [{ ...record, id: '1', capabilities, quantity: hours, unit: 'hour' }];
    }
    const kind = 'kind' in record ? record.kind : undefined;
    const usual = kind === 'fund' ? 'fen' : kind === 'goods' ? 'item' : society === 'socialWorker' ? 'case' : 'session';
    return lines.map((line, i) => {
      const written = line.quantity === 'unlimited' ? Number.POSITIVE_INFINITY : line.quantity;
      const { quantity, unit } = converted(written, line.unit ?? usual);
      return { society, provider: key, record, id: line.id ?? `${i + 1}`, line, quantity, unit };
    });
  });
}

/** The units in which a capability is offered by the societies that may serve the requirement. */
export function unitsOffered(input: WrittenInput, requirement: WrittenRequirement): string[] {
  const { code } = skillOf(requirement.capability);
  const units = offersIn(input)
    .filter(({ society }) => requirement.societies === undefined || requirement.societies.includes(society))
    .filter(({ line }) => line.capabilities.some((skill) => skillOf(skill).code === code))
    .map(({ unit }) => unit);
  return [...new Set(units)];
}

export function linesIn(input: WrittenInput): ReadLine[] {
  const entryOf = (code: string | undefined) => input.catalogue?.find((entry) => entry.code === code);
  return input.needs.flatMap((need) => {
    let lines: WrittenRequirement[] = need.requirements ?? [];
    if (need.requirements === undefined) {
      if (need.capability !== undefined) lines = [{ ...need, id: '1', capability: need.capability }];
      else lines = entryOf(need.category)?.requirements ?? [{ capability: need.category ?? '' }];
    }
    return lines.map((requirement, i) => {
      const { code, level } = skillOf(requirement.capability);
      const offered = unitsOffered(input, requirement);
      const written = requirement.unit ?? entryOf(code)?.unit ?? offered[0] ?? 'session';
      // Of money and minutes nobody knows how much is usual.
      const asked = requirement.quantity ?? (['fen', 'yuan', 'minute'].includes(written) ? 'unknown' : 1);
      const { quantity, unit } = converted(asked === 'unknown' ? 0 : asked, written);
      return {
        need,
        id: requirement.id ?? `${i + 1}`,
        requirement,
        capability: code,
        level,
        quantity: asked === 'unknown' ? ('unknown' as const) : quantity,
        unit,
      };
    });
  });
}

/** Units priced as one: the catalogue's word, of the capability before the unit. */
export function lotOf(input: WrittenInput, capability: string, unit: string): number {
  const written = (code: string) => input.catalogue?.find((entry) => entry.code === code)?.lot;
  return written(capability) ?? written(unit) ?? (unit === 'fen' ? 1000 : unit === 'minute' ? 60 : 1);
}

export interface ReadPlace {
  readonly adminCode: string | undefined;
  readonly location: { lat: number; lng: number } | undefined;
  /** The station and all above it, lowest first; empty: unknown. */
  readonly chain: readonly WrittenStation[];
}

/** Where a need, a provider or a community is. */
export function placeOf(
  input: WrittenInput,
  record: Pick<WrittenProvider, 'adminCode' | 'location' | 'station' | 'community'>,
): ReadPlace {
  const stations = input.stations ?? [];
  const named = (id: string | undefined) => stations.find((station) => station.id === id);
  const byPrefix = (code: string | undefined) =>
    stations
      .filter((station) => station.adminCode !== undefined && code?.startsWith(station.adminCode))
      .sort((a, b) => (b.adminCode ?? '').length - (a.adminCode ?? '').length)[0];
  const community = input.communities.find(({ id }) => id === record.community);
  const station =
    named(record.station) ?? named(community?.station) ?? byPrefix(community?.adminCode) ?? byPrefix(record.adminCode);
  const chain: WrittenStation[] = [];
  for (let at = station; at !== undefined; at = named(at.parent)) chain.push(at);
  return {
    adminCode: record.adminCode ?? community?.adminCode ?? station?.adminCode,
    location: record.location ?? community?.location,
    chain,
  };
}

/** Metres between two points, by the haversine formula on a sphere of mean radius, rounded. */
export function metresBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const chord = half(b.lat - a.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(b.lng - a.lng);
  return Math.round(2 * 6_371_008.8 * Math.asin(Math.sqrt(chord)));
}
