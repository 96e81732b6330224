import * as z from 'zod/mini';
import { TIERS, URGENCIES, URGENCIES_ZH, type Urgency } from './vocabulary.js';

/**
 * The single values that records are made of. Where a check has a message, that message is our fault code (see issues.ts).
 */

/** Loose when it runs (unknown keys survive), closed in its types (any interface fits, a typo in a literal shows). */
export function record<S extends z.core.$ZodShape>(shape: S): z.ZodMiniObject<S> {
  return z.looseObject(shape) as unknown as z.ZodMiniObject<S>;
}

/** An object whose unknown keys are refused, typed so that its fields keep their sentences. */
export function closedRecord<S extends z.core.$ZodShape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
  return z.strictObject(shape) as unknown as z.ZodMiniObject<S, z.core.$strict>;
}

/** Kept as given, never folded or normalised: 1–64 code units, no control characters, no lone surrogates. */
export const id = printableUpTo(64);

/** `kind:id`, or a bare id where the field says what kind that is. */
export const nodeKey = printableUpTo(80);

/** Key of a station or an organisation; a bare id means a station. */
export const incubator = nodeKey.check(
  z.overwrite((key) => (/^(?:station|organisation):/.test(key) ? key : `station:${key}`)),
);

function printableUpTo(most: number) {
  return z.string().check(z.maxLength(most, 'BAD_ID'), z.regex(/^[^\p{Cc}\p{Cs}]+$/u, 'BAD_ID'));
}

/** Free text for people to read. */
export const text = z.string().check(z.regex(/^[^\p{Cs}]*$/u, 'BAD_TEXT'));

const noNegativeZero = z.overwrite<number>((value) => value + 0);

/** A whole number in [least, most]; −0 becomes 0. */
export function whole(least = 0, most = Number.MAX_SAFE_INTEGER) {
  return z.number().check(z.int(), z.gte(least), z.lte(most), noNegativeZero);
}

/** A quantity as written: decimals are settled when the unit is known. */
export const amount = z.number().check(z.gte(0), noNegativeZero);

export const degrees = (most: number) => z.number().check(z.gte(-most), z.lte(most), noNegativeZero);

const PADDING = /^(\d\d)(?:0{10}|0{7}|0{4}|00)$|^(\d{4})(?:0{8}|0{5}|00)$|^(\d{6})(?:0{6}|000)$|^(\d{9})000$/;

/** Administrative code of 2, 4, 6, 9 or 12 digits, stored without zero padding: `460105001000` is `460105001`. */
export const adminCode = z.string().check(
  z.regex(/^(?!00)(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, 'BAD_ADMIN_CODE'),
  z.overwrite((code) => {
    const padded = PADDING.exec(code);
    return padded?.[1] ?? padded?.[2] ?? padded?.[3] ?? padded?.[4] ?? code;
  }),
);

/** Days since 1970 began, of `2026-03-07`; NaN where the calendar has no such day. */
export function dayOf(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  return dateOf(at / DAY) === date ? at / DAY : Number.NaN;
}

/** The date of a day since 1970 began. */
export function dateOf(day: number): string {
  return Number.isFinite(day) ? new Date(day * DAY).toISOString().slice(0, 10) : '';
}

const DAY = 86_400_000;

/** An instant at 24:00 as the beginning of the next day; others, and dates that there are not, as they are. */
export function withoutMidnight(instant: string): string {
  const [, date = '', rest = ''] = /^(\d{4}-\d\d-\d\d)T24:00(?::00(?:\.0+)?)?(?=(.*))/.exec(instant) ?? [];
  const next = dateOf(dayOf(date) + 1);
  return next === '' ? instant : `${next}T00:00:00${rest}`;
}

/** ISO 8601 with an offset, a real date of the calendar; 24:00 is the end of the day. */
export const instant = z
  .string('BAD_INSTANT')
  .check(z.overwrite(withoutMidnight), z.iso.datetime({ offset: true, error: 'BAD_INSTANT' }));

/** A day of the calendar. */
export const day = z.iso.date('BAD_WINDOW');

/** A time of the day, 24:00 at its end. */
export const clockTime = z.string('BAD_WINDOW').check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'BAD_WINDOW'));

/** A switch that is on or absent. */
export const ifTrue = z.pipe(
  z.boolean(),
  z.transform((value) => value || undefined),
);

export const tier = z.enum(TIERS);

const ENGLISH = new Map<string, Urgency>(URGENCIES_ZH.map((zh, index) => [zh, URGENCIES[index]!]));

export const urgency = z.pipe(
  z.enum([...URGENCIES, ...URGENCIES_ZH]),
  z.transform((word) => ENGLISH.get(word) ?? (word as Urgency)),
);

export const oneToFive = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

/** What a list is that was not given: one for all records, so nobody may write to it. */
export const NONE = Object.freeze([]) as unknown as never[];

/** A list that says nothing when it is empty, and may mean everything when it is absent: so never empty. */
export const some = <T extends z.core.$ZodType>(element: T) => z.array(element).check(z.minLength(1, 'EMPTY'));
