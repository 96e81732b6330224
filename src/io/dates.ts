import { dateOf, dayOf, instant, withoutMidnight } from '../model/fields.js';
import { type CellType, folded, type Known, readAs, type Tell } from './cells.js';

/** The clock of all of China. */
const OFFSET = '+08:00';
/** Day 0 of a spreadsheet that counts from 1900. */
const EPOCH = Date.UTC(1899, 11, 30);

/** 2026-03-07, 2026年3月7日, 3月7日, 3/7; maybe with its day of the week, and what comes after. */
const DAY =
  /^(?:(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})|(\d{1,2})[/月](\d{1,2}))(?!\d) ?[日号]?(?: ?\(?(?:周|星期)[一二三四五六日天]\)?)?([T ].{1,20}|\D.{0,20})?$/;
const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/;
const DIGITS = /^(\d{4})(\d\d)(\d\d)$/;
const SERIAL = /^\d{5}(?:\.\d{1,20})?$/;
const TIME = /^[T ]{0,2}(\d{1,2})(?:[:时点](?:(\d{1,2})(?:[:分](\d{1,2})(?:\.\d{1,9})?)?[分秒]?|(半))?)$/;
/** Parts of a day, with the hours in which they begin and end. */
const PARTS: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['上午', [8, 12]],
  ['下午', [14, 18]],
]);
/** Of the clock of twelve hours; 中午12点 is noon. */
const HALF = /^ ?(凌晨|清晨|早上|上午|中午|下午|傍晚|晚上) ?/;
const LATER = ['下午', '傍晚', '晚上'];
const NO_END = /^(?:长期|永久|长期有效|永久有效|无期限|不限|不限期|无)$/;

/** A moment as far as a cell says it, and whether something was filled in. */
interface Moment {
  readonly day: readonly [year: number, month: number, day: number];
  readonly time?: readonly [hour: number, minute: number, second: number] | undefined;
  readonly filled?: boolean | undefined;
}

/** An instant: where no offset is written, Beijing time. `end`: a day without a time is meant whole, so it stands for its end. */
function instantOf(cell: string, end: boolean, { asOf }: Pick<Known, 'asOf'>, tell: Tell): string | undefined {
  const written = folded(cell);
  if (end && NO_END.test(written)) return undefined;
  const year = asOf === undefined ? undefined : Number(inBeijing(asOf).slice(0, 4));
  const moment = written.length > 60 ? undefined : momentOf(written, end, year);
  if (!moment && instant.safeParse(written).success) return withoutMidnight(written);
  const { day, time, filled } = moment ?? { day: [0, 0, 0] };
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${String(day[0]).padStart(4, '0')}-${two(day[1])}-${two(day[2])}`;
  const midnight = time?.[0] === 24 && time[1] + time[2] === 0;
  const clock = (midnight ? [0, 0, 0] : (time ?? [0, 0, 0])).map(two).join(':');
  if (!moment || !instant.safeParse(`${date}T${clock}${OFFSET}`).success) {
    const undated = year === undefined && /^\d{1,2}[/月]\d/.test(written);
    const hint = undated ? ' Maybe with its year, or with a list 数据日期.' : '';
    const wanted = 'expected a date such as 2026-03-07, 2026/3/7 or 2026年3月7日';
    tell('BAD_INSTANT', `${wanted}, found "${cell.slice(0, 60)}".${hint}`);
    return undefined;
  }
  const made = `${midnight || (end && !time) ? dateOf(dayOf(date) + 1) : date}T${clock}${OFFSET}`;
  if (filled) tell('READ_AS', readAs(cell, time ? `${date} ${clock.slice(0, 5)}` : date));
  return made;
}

const inBeijing = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();

/** @param year of days that name none */
function momentOf(written: string, end: boolean, year: number | undefined): Moment | undefined {
  const [, ...month] = MONTH.exec(written) ?? [];
  if (month.length > 0) {
    const [y = 0, m = 0] = month.map(Number);
    return { day: [y, m, end ? new Date(Date.UTC(y, m, 0)).getUTCDate() : 1], filled: true };
  }
  const [, ...packed] = DIGITS.exec(written) ?? [];
  if (packed.length > 0) return { day: packed.map(Number) as [number, number, number] };
  if (SERIAL.test(written)) return serialOf(written);
  const parts = DAY.exec(written.replace(/ ?([年月]) ?/g, '$1'));
  if (!parts) return undefined;
  const [, y, , m, d, ownMonth, ownDay, rest = ''] = parts;
  if (y === undefined && year === undefined) return undefined;
  const day = [Number(y ?? year), Number(m ?? ownMonth), Number(d ?? ownDay)] as const;
  const filled = y === undefined;
  if (rest.trim() === '') return { day, filled };
  const part = PARTS.get(rest.trim());
  if (part) return { day, time: [part[end ? 1 : 0], 0, 0], filled: true };
  const [half = '', word = ''] = HALF.exec(rest) ?? [];
  const [, hour, minute = '0', second = '0', thirty] = TIME.exec(rest.slice(half.length)) ?? [];
  if (hour === undefined) return undefined;
  const late = Number(hour) < 12 && LATER.includes(word) ? 12 : 0;
  return { day, time: [Number(hour) + late, thirty ? 30 : Number(minute), Number(second)], filled };
}

function serialOf(written: string): Moment {
  const date = new Date(EPOCH + Math.round(Number(written) * 86_400) * 1000);
  const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const;
  return written.includes('.')
    ? { day, time: [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()] }
    : { day };
}

function dateCell(end: boolean, zh: string, en: string): CellType {
  return {
    read: (cell, known, tell) => instantOf(cell, end, known, tell),
    write(value, _, known) {
      const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):00\+08:00$/.exec(String(value)) ?? [];
      const short = time !== '00:00' ? `${day} ${time}` : end ? dateOf(dayOf(day) - 1) : day;
      return day !== '' && instantOf(short, end, known, () => {}) === value ? short : String(value);
    },
    opens: '',
    allowed: {
      zh: `日期，如 2026-03-07、2026/3/7、2026年3月7日，可带时间（北京时间）${zh}`,
      en: `a date, 2026-03-07, with a time (of Beijing) or without${en}`,
    },
  };
}

/** A day or a moment that people wrote outside of records; a day stands for its beginning. */
export const writtenMoment = (cell: string, asOf: string | undefined): number =>
  Date.parse(instantOf(cell, false, { asOf }, () => {}) ?? '');

/** When something begins or happened. */
export const date = dateCell(false, '', '');
/** A day without a time. */
export const dayOnly: CellType = {
  ...date,
  read: (...given) => (date.read(...given) as string | undefined)?.slice(0, 10),
  write: String,
};
/** When something ends: `2026-03-07` is the end of that day, `2026-03-08T00:00:00+08:00`. */
export const lastDate = dateCell(true, '；当日有效', '; that day is included');
