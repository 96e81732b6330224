import { dateOf, dayOf, instant, withoutMidnight } from '../model/fields.js';
import { type CellType, folded, type Tell } from './cells.js';

/** The clock of all of China. */
const OFFSET = '+08:00';
/** Day 0 of a spreadsheet that counts from 1900. */
const EPOCH = Date.UTC(1899, 11, 30);

const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2}) ?[日号]?(?:[T ]{1,2}(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d{1,9})?)?[分秒]?)?$/;
const DIGITS = /^(\d{4})(\d\d)(\d\d)$/;
const SERIAL = /^\d{5}(?:\.\d{1,20})?$/;

/** An instant: where no offset is written, Beijing time. `end`: a day without a time is meant whole, so it stands for its end. */
function instantOf(cell: string, end: boolean, tell: Tell): string | undefined {
  const written = folded(cell);
  const parts = partsOf(written);
  if (!parts && instant.safeParse(written).success) return withoutMidnight(written);
  const [year, month, day, hour, minute = 0, second = 0] = parts ?? [];
  const two = (part: number | undefined) => String(part).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const made = withoutMidnight(`${date}T${two(hour ?? 0)}:${two(minute)}:${two(second)}${OFFSET}`);
  if (!instant.safeParse(made).success) {
    tell('BAD_INSTANT', `expected a date such as 2026-03-07, 2026/3/7 or 2026年3月7日, found "${cell.slice(0, 60)}".`);
    return undefined;
  }
  return end && hour === undefined ? `${dateOf(dayOf(date) + 1)}T00:00:00${OFFSET}` : made;
}

/** Year, month, day and, where it is written, the time. */
function partsOf(written: string): (number | undefined)[] | undefined {
  const parts = WRITTEN.exec(written.replace(/ ?([年月]) ?/g, '$1')) ?? DIGITS.exec(written);
  if (parts) return parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (!SERIAL.test(written)) return undefined;
  const date = new Date(EPOCH + Math.round(Number(written) * 86_400) * 1000);
  const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return written.includes('.') ? [...day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()] : day;
}

function dateCell(end: boolean, zh: string, en: string): CellType {
  return {
    read: (cell, _, tell) => instantOf(cell, end, tell),
    write(value) {
      const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):00\+08:00$/.exec(String(value)) ?? [];
      const short = time !== '00:00' ? `${day} ${time}` : end ? dateOf(dayOf(day) - 1) : day;
      return day !== '' && instantOf(short, end, () => {}) === value ? short : String(value);
    },
    opens: '',
    allowed: {
      zh: `日期，如 2026-03-07、2026/3/7、2026年3月7日，可带时间（北京时间）${zh}`,
      en: `a date, 2026-03-07, with a time (of Beijing) or without${en}`,
    },
  };
}

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
