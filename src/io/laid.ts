import { type LineRef, type OfferRef, PLACE_UNKNOWN } from '../compile/compiled.js';
import { placesOf } from '../compile/supply/places.js';
import { measuresOf } from '../figures/figures.js';
import { getOrSet, groupsBy } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import type { Need, Provider, Skill } from '../model/records.js';
import { SOCIETY_NAMES, type Society } from '../model/vocabulary.js';
import type { Unmet } from '../plan/plan.js';
import type { Locality } from '../policy/pair.js';
import type { Locale } from '../say/phrase.js';
import { LIST_WORDS, PLAN_WORDS } from '../say/words.js';
import { perView } from '../why/per-view.js';
import type { View } from '../why/view.js';
import { unit as unitType } from './cell-lists.js';
import type { Cell } from './tables.js';

/** What the plan gives to a requirement out of an offer. */
export interface GivenRow extends LineRef, OfferRef {
  readonly quantity: number;
  /** The slot it is in, or all that both sides name; empty: any. */
  readonly slots: readonly string[];
  /** Tiers up from the need's station to the first that both share; `undefined`: not known. */
  readonly hop: number | undefined;
  readonly placeUnknown: boolean;
}

/** A requirement and what became of it. */
export interface Asked extends LineRef {
  readonly demanded: number | 'unknown';
  readonly covered: number;
  /** Absent: it is met, or of a pattern that another one stands for. */
  readonly unmet: Unmet | undefined;
}

/** A plan laid over its network, ready to be listed. */
export type Laid = ReturnType<typeof laid>;

/** O(candidates + requirements). */
export function laid(view: View, locale: Locale) {
  const { network } = view;
  const places = placesOf(network);
  const entries = new Map(network.getAttribute('catalogue').map(({ code, name }) => [code, name]));
  const known = new Map<Need | Provider, Locality>();
  const named = (name: { zh?: string | undefined; en?: string | undefined } | undefined): string | undefined =>
    (locale === 'zh' ? name?.zh || name?.en : name?.en || name?.zh) || undefined;
  const names = new Map<string, string>();
  const nameOf = (key: string): string =>
    getOrSet(names, key, () => named(recordName(network, key)) ?? key.slice(key.indexOf(':') + 1));
  const placeOf = (of: Need | Provider): Locality =>
    getOrSet(known, of, () => ('society' in of ? places.ofProvider(of) : places.ofNeed(of)));
  const word = (code: string): string => named(entries.get(code)) ?? code;
  return {
    locale,
    view,
    measures: measuresOf(view),
    given: givenRows(view),
    /** In the order of service; those of unknown quantity last. */
    asked: askedIn(view),
    /** The name of a node, else its id; as written, not shortened. */
    name: nameOf,
    /** The name that the catalogue gives a code, else the code. */
    word,
    /** The same with its level, if that is above 1: `心理辅导:3`. */
    skill: ({ code, level }: Skill) => (level > 1 ? `${word(code)}:${level}` : word(code)),
    society: (society: Society) => SOCIETY_NAMES[society][locale],
    placeOf,
    /** The street station, or the lowest, of a need's place or of a provider; blank where it has none. */
    station(of: Need | Provider) {
      const { streetStation, stations } = placeOf(of);
      const own = 'society' in of ? stations[0]?.id : (streetStation ?? stations[0]?.id);
      return own === undefined ? '' : nameOf(`station:${own}`);
    },
    /** Whole figures as they are, money in yuan, minutes as hours where the unit is `hour`: exact, as text where a spreadsheet would round; a word where there is no figure. */
    figure(quantity: number | 'unlimited' | 'unknown', unit: string) {
      if (typeof quantity === 'number')
        return unit === 'fen' ? inYuan(quantity) : exactly(unit === 'hour' ? quantity / 60 : quantity);
      return NO_FIGURE[quantity][locale];
    },
    /** What figures of a unit are counted in. */
    unit: (unit: string) => String(unitType.write(unit === 'fen' ? 'yuan' : unit, locale, NOTHING_KNOWN)),
  };
}

const NO_FIGURE = { unlimited: LIST_WORDS.unlimited, unknown: PLAN_WORDS.unknown };
export const NOTHING_KNOWN = { codes: new Map(), names: new Map(), entries: new Set<string>() };
/** Spreadsheets keep 15 digits. */
const MOST = 1e15;

const exactly = (count: number): Cell => (count < MOST ? count : String(count));

function inYuan(fen: number): Cell {
  if (fen < MOST) return fen / 100;
  const cents = fen % 100;
  return `${(fen - cents) / 100}.${String(cents).padStart(2, '0')}`;
}

function recordName(network: Network, key: string) {
  if (!network.hasNode(key)) return undefined;
  const record = network.getNodeAttribute(key, 'record');
  return 'name' in record ? record.name : undefined;
}

/** All that the plan gives. O(allocations). */
export const givenRows = perView(({ compiled, usage, sight }: View): GivenRow[] => {
  const { candidates, lines, offers, slots, arcSlot } = compiled;
  return Array.from(usage.used, (arc) => {
    const p = usage.candidateOf[arc]!;
    const line = lines[usage.lineOf[p]!]!;
    const number = candidates.offer[p]!;
    const offer = offers[number]!;
    const slot = slots[arcSlot[arc]!];
    return {
      ...line,
      ...offer,
      quantity: usage.arc[arc]!,
      slots: slot === undefined ? shared(line.requirement.windows, offer.offer.windows) : [slot],
      hop: sight.hops(line, number),
      placeUnknown: (candidates.flags[p]! & PLACE_UNKNOWN) !== 0,
    };
  });
});

/** Windows of both; one that names none is free at any time. */
function shared(one: readonly string[] | undefined, other: readonly string[] | undefined): readonly string[] {
  return one && other ? one.filter((slot) => other.includes(slot)) : (one ?? other ?? []);
}

function askedIn({ compiled: { problem, lines, skipped }, usage, plan }: View): Asked[] {
  const unmet = groupsBy(plan.unmet, ({ need }) => [need]);
  const unmetOf = ({ need, requirement }: LineRef) =>
    unmet.get(need.id)?.find((one) => one.requirement === requirement.id);
  return [
    ...lines.map((line, n) => ({
      ...line,
      demanded: problem.demand[n]!,
      covered: usage.line[n]!,
      unmet: unmetOf(line),
    })),
    ...skipped.map(({ need, requirement }) => {
      const line = { need, requirement };
      return { ...line, demanded: 'unknown' as const, covered: 0, unmet: unmetOf(line) };
    }),
  ];
}

const DAY = 86_400_000;
/** Most instants are so: a whole minute by Beijing time. */
const PLAIN = /^(\d{4}-\d\d-\d\d)T((?!24)\d\d:\d\d)(?::00)?(?:\.0+)?\+08:00$/;

/** An instant by Beijing time, as the tables in are written. `end`: midnight is the end of the day before. */
export function onDay(instant: string | undefined, { end = false } = {}): string {
  if (instant === undefined) return '';
  const [, day, time = ''] = PLAIN.exec(instant) ?? [];
  if (day !== undefined && (time !== '00:00' || !end)) return time === '00:00' ? day : `${day} ${time}`;
  const at = Date.parse(instant) + 8 * 3_600_000;
  const isMidnight = at % DAY === 0;
  const written = new Date(isMidnight && end ? at - DAY : at).toISOString();
  if (isMidnight) return written.slice(0, 10);
  if (written.endsWith(':00.000Z')) return written.slice(0, 16).replace('T', ' ');
  return written.replace(/(?:\.000)?Z$/, '+08:00');
}
