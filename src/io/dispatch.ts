import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import { groupsBy } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import { byCodeUnit } from '../model/order.js';
import { URGENCY_NAMES } from '../model/vocabulary.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { amountOf, type Locale, listed, phrase, shown } from '../say/phrase.js';
import { HEADS, LIST_WORDS, SHEETS } from '../say/words.js';
import { offersNamed } from '../why/explain-offer.js';
import { perView } from '../why/per-view.js';
import { type View, viewOf } from '../why/view.js';
import { type GivenRow, givenIn, type Laid, laid, onDay } from './laid.js';
import { ofGift, ofNeed, ofPeople } from './plan-lists.js';
import { type Columns, joined, tableOf } from './sheet.js';
import type { WrittenTable } from './tables.js';

/** What somebody is to do for a need, in one slot: all that the plan takes for it, out of whichever offers. */
interface Task extends GivenRow {
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Node keys: who leads, and who else gives something. */
  readonly lead: string | undefined;
  readonly others: readonly string[];
  /** Node keys of where it is: venues that the plan gives to the need, and its community. */
  readonly places: readonly string[];
}

/** By provider, in the order of societies and ids, each by time. O(allocations). */
const tasksIn = perView((view: View): Task[] => {
  const { network, plan, compiled } = view;
  const slots = new Map(network.getAttribute('slots').map((slot) => [slot.id, slot]));
  const leads = new Map(plan.linkages.map(({ need, lead }) => [need, lead]));
  const given = givenIn(view);
  const byNeed = groupsBy(given, ({ need }) => [need]);
  const alike = groupsBy(given, ({ key, need, requirement, slots: own }) => [
    JSON.stringify([key, need.id, requirement.id, own]),
  ]);
  const tasks = [...alike.values()].map((own): Task => {
    const [one] = own as [GivenRow];
    const slot = one.slots.length === 1 ? slots.get(one.slots[0]!) : undefined;
    const all = byNeed.get(one.need)!;
    const isVenue = ({ provider }: GivenRow) => provider.society === 'resource' && provider.kind === 'venue';
    const keys = (rows: readonly GivenRow[]) => [...new Set(rows.map(({ key }) => key))];
    const venues = keys(all.filter(isVenue));
    const lead = leads.get(one.need.id);
    return {
      ...one,
      quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      start: slot?.start,
      end: slot?.end,
      lead,
      others: keys(all.filter((other) => !isVenue(other))).filter((key) => key !== one.key && key !== lead),
      places: [...venues, `community:${one.need.community}`],
    };
  });
  const places = new Map(compiled.offers.map(({ key }, place) => [key, place]));
  const at = ({ start, need: { dueAt = '' } }: Task) => start ?? `\uffff${dueAt || '\uffff'}`;
  return tasks.sort((a, b) => places.get(a.key)! - places.get(b.key)! || byCodeUnit(at(a), at(b)));
});

/** Others that are named; of more, how many. */
const MOST_NAMED = 3;

function namedOf({ others }: Task, { name, locale }: Laid): string {
  const said = listed(others.slice(0, MOST_NAMED).map(name), locale);
  return others.length > MOST_NAMED ? phrase(locale, 'dispatch.more', { names: said, count: others.length }) : said;
}

/** 派单表: who goes where, when and for whom; by provider for those who go, by station for those who are visited. The last columns are to be filled in. */
export function dispatchSheets(all: Laid): WrittenTable[] {
  const tasks = tasksIn(all.view);
  const { locale, name, placeOf } = all;
  const [id, urgency, community, street] = ofNeed(all) as Columns<Task> & { length: 4 };
  const who = [HEADS.provider.name, ({ key }: Task) => name(key)] as const;
  const results = Object.values(LIST_WORDS.results).map((word) => word[locale]);
  const when: Columns<Task> = [
    [HEADS.terms.start, ({ start }) => onDay(start)],
    [HEADS.terms.end, ({ end }) => onDay(end)],
  ];
  const what: Columns<Task> = [
    [HEADS.line.capability, ({ requirement }) => all.skill(requirement.capability)],
    ...ofGift(all),
    [HEADS.dates.dueAt, ({ need }) => onDay(need.dueAt, { end: true })],
    ...ofPeople(all),
    [HEADS.task.place, ({ places }) => joined(all, places.map(name))],
    [HEADS.task.lead, ({ lead }) => (lead === undefined ? '' : name(lead))],
    [HEADS.task.others, (task) => namedOf(task, all)],
  ];
  const blank = () => '';
  const done: Columns<Task> = [
    [HEADS.task.received, blank, { width: 7 }],
    [HEADS.task.result, blank, { width: 10, choices: `"${results.join(',')}"` }],
    [HEADS.task.actual, blank, { width: 10 }],
    [HEADS.match.note, blank, { width: 16 }],
  ];
  const apart = { printed: false };
  const ids: Columns<Task> = [
    [HEADS.line.id, ({ requirement }) => requirement.id, apart],
    [HEADS.provider.society, ({ provider }) => all.society(provider.society), apart],
    [HEADS.provider.id, ({ provider }) => provider.id, apart],
  ];
  const first = (task: Task) => `${placeOf(task.need).stations[0]?.id ?? ''}\0${task.need.community}\0${task.need.id}`;
  const byStation = [...tasks].sort((a, b) => byCodeUnit(first(a), first(b)));
  return [
    tableOf(all, SHEETS.byProvider, tasks, [who, ...when, ...what, urgency!, ...done, id!, ...ids]),
    tableOf(all, SHEETS.byStation, byStation, [
      street!,
      community!,
      urgency!,
      id!,
      ...when,
      who,
      ...what,
      ...done,
      ...ids,
    ]),
  ];
}

/**
 * A dispatch list by provider, of `planTables`, with what each is to do on pages of its own when it is printed: to hand out.
 *
 * @example
 * writeFileSync('派单.xlsx', await toWorkbook([onePageEach(list)]));
 */
export function onePageEach(table: WrittenTable): WrittenTable {
  const [head = [], ...rows] = table.rows;
  const at = [HEADS.provider.society, HEADS.provider.id].map(({ zh, en }) =>
    head.findIndex((one) => one === zh || one === en),
  );
  const who = rows.map((row) => JSON.stringify(at.map((column) => row[column])));
  return { ...table, pages: who.flatMap((one, i) => (i > 0 && one !== who[i - 1] ? [i + 1] : [])) };
}

export interface DispatchOptions extends Made {
  /** Of words. Default: `zh`. */
  readonly locale?: Locale | undefined;
}

const shape = { ...madeWith, locale: z._default(z.enum(['zh', 'en']), 'zh') };

/** The tasks of one provider, with what they are told by. */
function tasksOf(network: Network, plan: Plan, provider: string, options: DispatchOptions) {
  checkNetwork(network);
  const { locale, ...made } = readOptions(shape, options);
  const view = viewOf(network, plan, made);
  offersNamed(view, { provider });
  return { all: laid(view, locale), tasks: tasksIn(view).filter(({ key }) => key === provider) };
}

const weekdays = {
  zh: new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'Asia/Shanghai' }),
  en: new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'Asia/Shanghai' }),
};

/** `2026-03-07 周六 09:00–12:00`, by Beijing time; without times the slot's own name. */
function whenOf({ start, end, slots }: Task, locale: Locale): string {
  if (start === undefined)
    return listed(
      slots.map((slot) => shown(slot)),
      locale,
    );
  const [from, to] = [onDay(start), onDay(end)];
  const [day, time = '00:00'] = from.split(' ');
  const until = to.startsWith(`${day} `) ? to.slice(day!.length + 1) : to;
  return `${day} ${weekdays[locale].format(new Date(start))} ${time}${until && `–${until}`}`;
}

const whatOf = ({ requirement, quantity }: Task, { word, locale }: Laid): string =>
  phrase(locale, 'dispatch.what', {
    what: shown(word(requirement.capability.code)),
    amount: amountOf(quantity, requirement.unit, locale),
  });

const placeIn = ({ places }: Task, { name, locale }: Laid): string =>
  listed(
    places.map((key) => shown(name(key))),
    locale,
  );

/** Who leads, who else comes, and the number of the need. */
const withWhom = (task: Task, all: Laid): string =>
  phrase(all.locale, 'dispatch.with', {
    led: task.lead === undefined || task.lead === task.key ? 0 : 1,
    lead: task.lead === undefined ? '' : shown(all.name(task.lead)),
    count: task.others.length,
    others: shown(namedOf(task, all)),
    need: shown(task.need.id),
  });

/**
 * What a plan asks of one provider, as a message to copy into a chat: when, where, what, how much, for how many, with whom; by Beijing time. Residents are in it by the
 * number of their need only. Blank where the plan asks nothing.
 *
 * @param provider node key, such as `volunteer:7`
 * @throws LinkageError `UNKNOWN_OFFER`; `PLAN_MISMATCH`, `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK` as `planTables`
 */
export function dispatchText(network: Network, plan: Plan, provider: string, options: DispatchOptions = {}): string {
  const { all, tasks } = tasksOf(network, plan, provider, options);
  const { locale, name } = all;
  if (tasks.length === 0) return '';
  const lines = tasks.flatMap((task, i) => {
    const { need } = task;
    const when = whenOf(task, locale);
    const values = {
      number: i + 1,
      timed: when === '' ? 0 : 1,
      when,
      place: placeIn(task, all),
      what: whatOf(task, all),
      urgency: URGENCY_NAMES[need.urgency][locale],
      people: need.beneficiaries,
      due: onDay(need.dueAt, { end: true }),
      dated: when === '' && need.dueAt !== undefined ? 1 : 0,
    };
    return [phrase(locale, 'dispatch.task', values), `   ${withWhom(task, all)}`];
  });
  const head = phrase(locale, 'dispatch.head', { name: shown(name(provider)), count: tasks.length });
  return [head, ...lines, phrase(locale, 'dispatch.end')].join('\n');
}

/**
 * What a plan asks of one provider at known times, as a calendar (iCalendar, RFC 5545) for a telephone: instants in UTC, an event's id the same from plan to plan as long as
 * need, requirement, provider and slot are. Without any the calendar has no event.
 *
 * @param provider node key, such as `volunteer:7`
 * @throws LinkageError as `dispatchText`
 * @example
 * writeFileSync('7.ics', dispatchCalendar(network, plan, 'volunteer:7'));
 */
export function dispatchCalendar(
  network: Network,
  plan: Plan,
  provider: string,
  options: DispatchOptions = {},
): string {
  const { all, tasks } = tasksOf(network, plan, provider, options);
  const events = tasks.flatMap((task) => {
    const { start, end, need, requirement, slots } = task;
    if (start === undefined || end === undefined) return [];
    const place = placeIn(task, all);
    const id = [need.id, requirement.id, provider, ...slots].map(encodeURIComponent).join('/');
    return [
      'BEGIN:VEVENT',
      `UID:${id}@five-society-linkage`,
      `DTSTAMP:${utc(plan.now ?? start)}`,
      `DTSTART:${utc(start)}`,
      `DTEND:${utc(end)}`,
      `SUMMARY:${plain(whatOf(task, all))}`,
      `LOCATION:${plain(place)}`,
      `DESCRIPTION:${plain(withWhom(task, all))}`,
      'END:VEVENT',
    ];
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//five-society-linkage//dispatch//EN',
    ...events,
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20260307T010000Z` */
const utc = (instant: string): string => new Date(instant).toISOString().replace(/\.\d+|[-:]/g, '');

/** Text as calendars hold it. */
const plain = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Lines of at most 75 bytes, no sign cut in two; those that go on begin with a blank. */
function folded(line: string): string {
  let [text, bytes] = ['', 0];
  for (const sign of line) {
    const size = sign.codePointAt(0)! < 0x80 ? 1 : sign.codePointAt(0)! < 0x800 ? 2 : sign.length === 2 ? 4 : 3;
    if (bytes + size > 75) [text, bytes] = [`${text}\r\n `, 1];
    text += sign;
    bytes += size;
  }
  return text;
}
