import isEqual from 'lodash-es/isEqual.js';
import { clockOf, type Times, timesOf } from '../../model/calendar.js';
import { capabilities } from '../../model/catalogue/capabilities.js';
import { adminCode, dateOf, dayOf, id } from '../../model/fields.js';
import type { Recurrence, Skill, SlotInput } from '../../model/records.js';
import { sameUnit } from '../../model/units.js';
import { WEEKDAYS } from '../../model/vocabulary.js';
import type { Attribute, Capacity, HsdsObject, RequiredDocument, Schedule, ServiceArea } from './hsds-shapes.js';
import { OURS, ownAttribute, uuidOf } from './own-part.js';

/** Parts of a service and what each is to us, one by one: what cannot be read is `undefined`, and stays where it is. */

/**
 * The parts that there were, with what is wanted now: those that say it, and those that say nothing to us, stay as they are; new ones are written for what
 * none of them says. O(parts · wanted).
 *
 * @param said what each of the parts says, if anything
 */
export function merged<V>(
  parts: unknown,
  said: readonly (V | undefined)[],
  wanted: readonly V[],
  write: (value: V) => HsdsObject | undefined,
): unknown[] {
  const left = [...wanted];
  const kept = (Array.isArray(parts) ? parts : []).filter((_, i) => {
    if (said[i] === undefined) return true;
    const at = left.findIndex((one) => isEqual(one, said[i]));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return [...kept, ...left.flatMap((value) => write(value) ?? [])];
}

export const isId = (word: unknown): word is string => id.safeParse(word).success;

// ---- schedules ------------------------------------------------------------------------------------------------------

const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The time on the clock of the place, with or without its offset; a time in UTC tells none. */
function clockAt(time: string | null | undefined): string | undefined {
  const [, hour = '', minute] =
    /^([01]?\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?$/.exec(time ?? '') ?? [];
  return minute === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}

/** What stands in a schedule that a window of ours cannot say. */
const BEYOND = ['byweekno', 'bymonthday', 'byyearday'] as const;

/** A week by its days, or a single day; nothing for months, every other week, a number of times, times in UTC. */
export function windowOf(schedule: Schedule): string | Recurrence | undefined {
  const { freq, interval, byday, dtstart, opens_at, closes_at, until, valid_to, count } = schedule;
  const [from, closes] = [clockAt(opens_at), clockAt(closes_at)];
  const to = closes === '00:00' ? '24:00' : closes;
  const isWeekly = (freq ?? 'WEEKLY') === 'WEEKLY' && (interval ?? 1) === 1 && BEYOND.every((key) => !schedule[key]);
  if (from === undefined || to === undefined || from === to || !isWeekly) return undefined;
  const last = [until, valid_to].filter((one) => typeof one === 'string').sort()[0];
  if (dtstart && (count === 1 || last === dtstart))
    return from === '00:00' && to === '24:00' ? dtstart : `${dtstart}/${from}-${to}`;
  const days = byday ? byday.split(',').map((one) => BYDAY.indexOf(one.trim().toUpperCase())) : daysFrom(freq, dtstart);
  if (days.length === 0 || days.includes(-1) || (count ?? undefined) !== undefined) return undefined;
  const weekly = WEEKDAYS.filter((_, i) => days.includes(i));
  return { ...(weekly.length < 7 && { weekly }), from, to, ...(last !== undefined && { until: last }) };
}

/** Without `byday` a week is that of its first day (RFC 5545). */
function daysFrom(freq: string | null | undefined, dtstart: string | null | undefined): number[] {
  return freq && dtstart ? [(((dayOf(dtstart) + 3) % 7) + 7) % 7] : [];
}

/** What a window says, for a schedule; `undefined` for a slot that tells no time. */
export function scheduleOf(
  window: string | Recurrence,
  service: string,
  { slots, offset }: { readonly slots: ReadonlyMap<string, SlotInput>; readonly offset: string },
): HsdsObject | undefined {
  const slot = typeof window === 'string' ? slots.get(window) : undefined;
  const times = timesOfSlot(slot) ?? timesOf(window);
  if (times === undefined) return undefined;
  const until = times.date ?? times.until;
  return {
    id: uuidOf(service, 'schedule', JSON.stringify(window)),
    ...(times.date === undefined
      ? { freq: 'WEEKLY', byday: times.days.map((one) => BYDAY[one]).join(',') }
      : { dtstart: dateOf(times.date), count: 1 }),
    opens_at: clockOf(times.from) + offset,
    closes_at: clockOf(times.to % 1440) + offset,
    ...(until !== undefined && { until: dateOf(until) }),
  };
}

/** Of a slot within a day, by the clock that it is written in. */
function timesOfSlot({ start, end }: Partial<SlotInput> = {}): Times | undefined {
  const [from, to] = [start, end].map((instant) => /^(.{10})T(\d\d:\d\d)/.exec(instant ?? ''));
  return from && to && from[1] === to[1] ? timesOf(`${from[1]}/${from[2]}-${to[2]}`) : undefined;
}

// ---- where, with what, for whom -------------------------------------------------------------------------------------

export const isAdminCode = (word: unknown): word is string =>
  typeof word === 'string' && adminCode.safeParse(word).data === word;

/** An administrative code, as the extent of an area or its name. */
export function areaCode({ name, extent }: ServiceArea): string | undefined {
  return [extent, name].find(isAdminCode);
}

export const serviceAreaOf = (code: string, service: string): HsdsObject => ({
  id: uuidOf(service, 'service_area', code),
  name: code,
  extent: code,
  extent_type: 'text',
});

/** A document short enough to be named; a longer text is none that a need could hold. */
export const documentOf = ({ document }: RequiredDocument): string | undefined =>
  isId(document) ? document : undefined;

export const requiredDocumentOf = (document: string, service: string): HsdsObject => ({
  id: uuidOf(service, 'required_document', document),
  document,
});

const NAMES = new Map(
  capabilities.flatMap(({ code, name }) =>
    [code, ...Object.values(name ?? {})].map((word) => [folded(String(word)), code]),
  ),
);

function folded(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}

/** A word as a capability: its code in our catalogue, else the word itself, as far as a code goes. */
export function capabilityNamed(word: string | null | undefined): string | undefined {
  if (!word) return undefined;
  const short = word.replace(/\p{Cc}/gu, ' ').trim();
  return NAMES.get(folded(word)) ?? [short, short.slice(0, 64).trimEnd()].find(isId);
}

/** What a term may describe that is no service. */
const NO_SERVICE = /eligib|audience|cost|language|access|organi[sz]ation/i;

/** What is offered, by a term: ours with its level, or another's by its name, where the catalogue knows it, else its code. */
export function capabilityOf({ link_type, value, taxonomy_term: term }: Attribute): Skill | string | undefined {
  if (!term) return undefined;
  if (term.taxonomy === OURS) {
    if (link_type !== 'capability' || !isId(term.code)) return undefined;
    const level = Number(value ?? 1) as Skill['level'];
    return level === 1 ? term.code : { code: term.code, level };
  }
  if (NO_SERVICE.test(link_type ?? '')) return undefined;
  const known = [term.code, term.name].map((word) => (word ? NAMES.get(folded(word)) : undefined));
  return known.find((code) => code !== undefined) ?? capabilityNamed(term.code || term.name);
}

const NAME_OF = new Map(capabilities.map(({ code, name }) => [code, typeof name === 'object' ? name : { zh: name }]));

export function capabilityAttribute(skill: Skill | string, service: string): HsdsObject {
  const { code, level } = typeof skill === 'string' ? { code: skill, level: 1 } : skill;
  const { zh, en } = NAME_OF.get(code) ?? {};
  const attribute = ownAttribute(service, 'service', 'capability', code, zh ?? en ?? code);
  return (level ?? 1) === 1 ? attribute : { ...attribute, value: String(level) };
}

/** A group of people, by a term of ours. */
export const groupOf = ({ link_type, taxonomy_term: term }: Attribute): string | undefined =>
  term?.taxonomy === OURS && link_type === 'eligibility' && isId(term.code) ? term.code : undefined;

export const groupAttribute = (code: string, service: string): HsdsObject =>
  ownAttribute(service, 'service', 'eligibility', code, code);

/** How much there is, and in which unit. */
export interface Available {
  readonly quantity: number;
  readonly unit: string;
}

export function availableOf({ available, unit }: Capacity): Available | undefined {
  const name = unit?.name ?? undefined;
  if (typeof available !== 'number' || !isId(name)) return undefined;
  return { quantity: available, unit: sameUnit(name) ?? name };
}

export const capacityWith = ({ quantity, unit }: Available, service: string, updated: string): HsdsObject => ({
  id: uuidOf(service, 'service_capacity', unit),
  unit: { id: uuidOf('unit', unit), name: unit },
  available: quantity,
  updated,
});
