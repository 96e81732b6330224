import * as z from 'zod/mini';
import { readOptions } from '../../errors/read-options.js';
import { groupsBy } from '../../kernel/maps.js';
import type { Network } from '../../model/graph.js';
import { URGENCY_NAMES } from '../../model/vocabulary.js';
import { type Made, madeWith } from '../../plan/made.js';
import { checkNetwork } from '../../plan/options.js';
import type { Plan } from '../../plan/plan.js';
import { amountOf, type Locale, listed, phrase, shown } from '../../say/phrase.js';
import { offersNamed } from '../../why/explain-offer.js';
import { viewOf } from '../../why/view.js';
import { type Laid, laid, onDay } from '../laid.js';
import { type DispatchTask, namedOf, tasksIn } from './dispatch-lists.js';

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
function whenOf({ start, end, slots }: DispatchTask, locale: Locale): string {
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

const whatOf = ({ requirement, quantity }: DispatchTask, { word, locale }: Laid): string =>
  phrase(locale, 'dispatch.what', {
    what: shown(word(requirement.capability.code)),
    amount: amountOf(quantity, requirement.unit, locale),
  });

const placeIn = ({ places }: DispatchTask, { name, locale }: Laid): string =>
  listed(
    places.map((key) => shown(name(key))),
    locale,
  );

/** Who leads, who else comes, and the number of the need. */
const withWhom = (task: DispatchTask, all: Laid): string =>
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
  return textOf(all, provider, tasks);
}

function textOf(all: Laid, provider: string, tasks: readonly DispatchTask[]): string {
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
  return calendarOf(all, tasks);
}

const isTimed = ({ start, end }: DispatchTask): boolean => start !== undefined && end !== undefined;

function calendarOf(all: Laid, tasks: readonly DispatchTask[]): string {
  const { now } = all.view.plan;
  const events = tasks.flatMap((task) => {
    const { key, start, end, need, requirement, slots } = task;
    if (start === undefined || end === undefined) return [];
    const place = placeIn(task, all);
    const id = [need.id, requirement.id, key, ...slots].map(encodeURIComponent).join('/');
    return [
      'BEGIN:VEVENT',
      `UID:${id}@five-society-linkage`,
      `DTSTAMP:${utc(now ?? start)}`,
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

/**
 * What a plan asks of everybody: the text of each, and the calendar of each who has anything at a known time. O(allocations) after what is known of the plan.
 *
 * @throws LinkageError as `dispatchText`, but for `UNKNOWN_OFFER`
 */
export function dispatchOfAll(
  network: Network,
  plan: Plan,
  options: DispatchOptions = {},
): { readonly provider: string; readonly name: string; readonly text: string; readonly calendar?: string }[] {
  checkNetwork(network);
  const { locale, ...made } = readOptions(shape, options);
  const all = laid(viewOf(network, plan, made), locale);
  const byProvider = groupsBy(tasksIn(all.view), ({ key }) => [key]);
  return [...byProvider].map(([provider, tasks]) => ({
    provider,
    name: all.name(provider),
    text: textOf(all, provider, tasks),
    ...(tasks.some(isTimed) && { calendar: calendarOf(all, tasks) }),
  }));
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
