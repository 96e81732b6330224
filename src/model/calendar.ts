import { dateOf, dayOf } from './fields.js';
import type { Recurrence, Slot } from './records.js';
import { WEEKDAYS } from './vocabulary.js';

/**
 * Times as people write them: `2026-03-07/am`, 每周二上午, 每天9:00-11:00, `weekdays 14:00-16:00 until 2026-06-30`.
 *
 * Each stands for slots by the wall clock of the data, named `2026-03-10/am`, `2026-03-10/09:30-11:00` or, the whole day, `2026-03-10`: names that tell their times, so that
 * what means the same has the same.
 */

/** What parts of a day are, in hours. */
const PARTS = { am: [8, 12], pm: [14, 18], evening: [18, 21] } as const;
/** Days from the first for which what recurs without an end is planned: four weeks. */
export const PLANNING_DAYS = 28;
/** What recurs with an end is planned for as many at most. */
const MOST_DAYS = 366;
/** The clock of all of China, where the data name no other. */
const OFFSET = '+08:00';

const DAY = 1440;
const MINUTE = 60_000;

/** Minutes by the wall clock since 1970 began. */
type Span = readonly [from: number, to: number];

/** On one date or on days of the week (0: Monday), from and to in minutes of the day. */
export interface Times {
  readonly date?: number | undefined;
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
  /** The last day. */
  readonly until?: number | undefined;
}

const WEEK = '一二三四五六日';
const EVERY = [0, 1, 2, 3, 4, 5, 6];

const zhDay = '(?:每?个?(?:周|星期|礼拜))?[一二三四五六日天]';
const enDay = '(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:days?)?';
const ON =
  `(?<date>\\d{4}-\\d\\d-\\d\\d)[/t]?|(?<daily>每[天日]|天天|daily|everyday)|(?<work>每?个?工作日|(?:every)?weekdays?)|` +
  `(?<end>每?个?(?:周|星期|礼拜)末)|每?个?(?:周|星期|礼拜)(?<zh>${zhDay}(?:[-、,，和及]?${zhDay})*)|(?:every)?(?<en>${enDay}(?:[-,&]?${enDay})*)`;
const clock = (name: string) => `(?<${name}h>\\d{1,2})(?:[:点时](?<${name}m>\\d\\d|半)?分?)?`;
const PART = '(?<part>上午|早上|下午|晚上|晚间|am|pm|morning|afternoon|evening)';
const WRITTEN = new RegExp(
  `^(?:${ON})的?${PART}?(?:${clock('a')}-${clock('b')})?(?:(?:-|until)(?<until>\\d{4}-\\d\\d-\\d\\d))?$`,
  'i',
);
/** What must be meant as a time that recurs. */
const MEANT = /^(?:每[天日周个]|天天|(?:周|星期|礼拜)[一二三四五六日天末]|every )/i;

const PART_OF: Readonly<Record<string, keyof typeof PARTS>> = {
  上午: 'am',
  早上: 'am',
  morning: 'am',
  下午: 'pm',
  afternoon: 'pm',
  晚上: 'evening',
  晚间: 'evening',
};

/** The times that a word or a recurrence names; `undefined`: it is no time. */
export function timesOf(word: string | Recurrence): Times | undefined {
  if (typeof word !== 'string') {
    const { weekly = WEEKDAYS, from, to, until } = word;
    const minutes = (time: string) => 60 * Number(time.slice(0, 2)) + Number(time.slice(3));
    const days = weekly.map((day) => WEEKDAYS.indexOf(day));
    return valid({ days, from: minutes(from), to: minutes(to), until: until === undefined ? until : dayOf(until) });
  }
  const plain = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[–—~至到]+/g, '-');
  const { date, daily, work, end, zh, en, part, ah, am, bh, bm, until } = WRITTEN.exec(plain)?.groups ?? {};
  const days =
    date !== undefined || daily !== undefined
      ? EVERY
      : work !== undefined
        ? EVERY.slice(0, 5)
        : end !== undefined
          ? EVERY.slice(5)
          : daysOf(zh, en);
  // A bare `monday` may be anybody's name of a slot.
  if (days.length === 0 || /^[a-z]+$/.test(plain.replace(/^every/, '周'))) return undefined;
  const half = part === undefined ? undefined : (PART_OF[part] ?? (part as keyof typeof PARTS));
  const own = half === undefined ? [0, 24] : PARTS[half];
  const at = (hour: string, minute = '0') =>
    60 * (Number(hour) + (half !== undefined && half !== 'am' && Number(hour) < 12 ? 12 : 0)) +
    (minute === '半' ? 30 : Number(minute));
  const [from, to] = ah === undefined ? own.map((hour) => 60 * hour) : [at(ah, am), at(bh!, bm)];
  return valid({
    ...(date !== undefined && { date: dayOf(date) }),
    days,
    from: from!,
    to: to!,
    until: until === undefined ? until : dayOf(until),
  });
}

/** Over midnight where the end is before the beginning. */
function valid(times: Times): Times | undefined {
  const { date = 0, until = 0, from, to } = times;
  if (Number.isNaN(date + until) || from >= DAY || to > DAY || from % 60 > 59 || from === to) return undefined;
  return to > from ? times : { ...times, to: to + DAY };
}

/** Days of the week: `一、三`, `一至五`, `mon-fri`. */
function daysOf(zh: string | undefined, en: string | undefined): number[] {
  const names =
    zh?.replace(/天/g, '日').match(/[一二三四五六日-]/g) ?? en?.match(/-|mon|tue|wed|thu|fri|sat|sun/g) ?? [];
  const days: number[] = [];
  names.forEach((name, i) => {
    if (name === '-') return;
    const day = zh === undefined ? WEEKDAYS.indexOf(name as 'mon') : WEEK.indexOf(name);
    if (names[i - 1] === '-') for (let d = days.at(-1)!; d !== day; ) days.push((d = (d + 1) % 7));
    else days.push(day);
  });
  return days;
}

const two = (part: number): string => String(part).padStart(2, '0');
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function nameOf([from, to]: Span): string {
  const day = Math.floor(from / DAY);
  const date = dateOf(day);
  const [begin, end] = [from - day * DAY, to - day * DAY];
  if (begin === 0 && end === DAY) return date;
  const part = Object.entries(PARTS).find(([, [first, last]]) => begin === 60 * first && end === 60 * last)?.[0];
  return `${date}/${part ?? `${clockOf(begin)}-${clockOf(end > DAY ? end - DAY : end)}`}`;
}

const spanOn = (day: number, { from, to }: Times): Span => [day * DAY + from, day * DAY + to];

/** How far the clock of the data is from that of Greenwich, by an instant of theirs. */
function offsetOf(instant: string | undefined): string {
  return /[+-]\d\d:\d\d$/.exec(instant ?? OFFSET)?.[0] ?? '+00:00';
}

/** A slot with the times that its name tells, where it gives none itself. */
export function timedSlot(slot: Slot, asOf: string | undefined): Slot {
  const times = slot.start === undefined && slot.end === undefined ? timesOf(slot.id) : undefined;
  if (times?.date === undefined) return slot;
  const offset = offsetOf(asOf);
  const at = (minute: number) => `${new Date(minute * MINUTE).toISOString().slice(0, 19)}${offset}`;
  const [from, to] = spanOn(times.date, times);
  return { ...slot, start: at(from), end: at(to) };
}

/** Reads windows. */
export interface Calendar {
  /** Ids of the slots that a word stands for; what is wrong with it; or `undefined`: it is a name and no time. */
  read(word: string | Recurrence): readonly string[] | { readonly fault: string } | undefined;
  /** The slots in as many equal spans of the days from the first to the last; `undefined` where one has none, or a slot no times. */
  spans(slots: readonly string[], count: number): string[][] | undefined;
  /** Whether what is due after the day of `asOf` is due before any of these slots begins. */
  isLate(dueAt: string, slots: readonly string[]): boolean;
}

/**
 * What windows stand for. Where the input lists slots: those that lie within. Else slots of the word's own and all that lie within, of those that any of `words` names; what recurs, from the
 * day of `asOf` (else from the first date that is named) for {@link PLANNING_DAYS}, or to its own last day.
 */
export function calendarOf(
  listed: readonly Slot[] | undefined,
  asOf: string | undefined,
  words: Iterable<string | Recurrence>,
): Calendar {
  const own = new Map<string, Times>();
  if (!listed)
    for (const word of words) {
      const times = own.has(keyOf(word)) ? undefined : timesOf(word);
      if (times) own.set(keyOf(word), times);
    }
  const offset = offsetOf(asOf);
  const shift = Date.parse(`1970-01-01T00:00:00${offset}`) / MINUTE;
  const minuteOf = (instant: string) => Date.parse(instant) / MINUTE - shift;
  const dates = [...own.values()].flatMap(({ date }) => date ?? []);
  const first =
    asOf === undefined ? (dates.length > 0 ? Math.min(...dates) : undefined) : Math.floor(minuteOf(asOf) / DAY);
  const slots = new Map<string, Span>();
  for (const { id, start, end } of listed ?? [])
    if (start !== undefined && end !== undefined) slots.set(id, [minuteOf(start), minuteOf(end)]);
  for (const times of own.values()) for (const span of spansOf(times)) slots.set(nameOf(span), span);
  const known = new Map<string, ReturnType<Calendar['read']>>();

  function spansOf(times: Times): Span[] {
    if (times.date !== undefined) return [spanOn(times.date, times)];
    if (first === undefined) return [];
    const last = Math.min(times.until ?? first + PLANNING_DAYS - 1, first + MOST_DAYS);
    const spans: Span[] = [];
    for (let day = first; day <= last; day++) if (isOn(times, day)) spans.push(spanOn(day, times));
    return spans;
  }

  function within(times: Times): string[] {
    const spans = listed ? [] : spansOf(times);
    const ids = spans.map(nameOf);
    const of = (day: number) => {
      const [from, to] = spanOn(day, times);
      return (span: Span) => from <= span[0] && span[1] <= to;
    };
    const covers = (day: number) => (times.date === undefined ? isOn(times, day) : day === times.date);
    const isPlanned = (day: number) => listed !== undefined || spans.some(([from]) => Math.floor(from / DAY) === day);
    for (const [id, span] of slots) {
      const day = Math.floor(span[0] / DAY);
      if ([day, day - 1].some((d) => covers(d) && isPlanned(d) && of(d)(span))) ids.push(id);
    }
    return [...new Set(ids)].sort();
  }

  function reading(word: string | Recurrence): ReturnType<Calendar['read']> {
    const times = timesOf(word);
    if (times === undefined)
      return typeof word === 'string' && !MEANT.test(word.normalize('NFKC'))
        ? undefined
        : {
            fault:
              'this names no time. Maybe 每周二上午, 每天9:00-11:00 or { "weekly": ["tue"], "from": "09:00", "to": "11:00" }.',
          };
    const ids = within(times);
    if (ids.length > 0) return ids;
    return { fault: noSlot(listed !== undefined, first !== undefined) };
  }

  return {
    read(word) {
      const key = keyOf(word);
      if (!known.has(key)) known.set(key, reading(word));
      return known.get(key);
    },
    spans: (ids, count) => equalSpans(ids, (id) => Math.floor((slots.get(id)?.[0] ?? Number.NaN) / DAY), count),
    isLate: (dueAt, ids) =>
      asOf !== undefined &&
      Date.parse(dueAt) >= Date.parse(asOf) &&
      ids.every((id) => (slots.get(id)?.[0] ?? Number.NEGATIVE_INFINITY) >= minuteOf(dueAt)),
  };
}

const keyOf = (word: string | Recurrence): string => (typeof word === 'string' ? word : JSON.stringify(word));

/** 1970 began on a Thursday. */
function isOn({ days, until = Number.POSITIVE_INFINITY }: Times, day: number): boolean {
  return day <= until && days.includes((day + 3) % 7);
}

function noSlot(isListed: boolean, isDated: boolean): string {
  if (isListed) return 'none of the `slots` with start and end lies within this time.';
  return isDated
    ? 'this time is over before the day of `asOf`.'
    : 'nobody knows from when on: the data have no date. Maybe add `asOf`.';
}

/** Slots in as many equal spans of the days from the first to the last. */
function equalSpans(ids: readonly string[], dayOfSlot: (id: string) => number, count: number): string[][] | undefined {
  const days = ids.map(dayOfSlot);
  const from = Math.min(...days);
  const long = Math.max(...days) - from + 1;
  const spans = Array.from({ length: count }, (_, k) =>
    ids.filter((_, i) => Math.floor(((days[i]! - from) * count) / long) === k),
  );
  return spans.every((own) => own.length > 0) ? spans : undefined;
}
