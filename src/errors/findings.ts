import type { FaultCode } from './codes.js';
import { found } from './fault-list.js';
import { type Fault, printable } from './linkage-error.js';
import { nearestWord } from './nearest.js';

/**
 * The one voice of all doors: "expected …, found …. Maybe …." What is missing is REQUIRED, whatever it should have been. Without a package, so that doors
 * which have no schema speak it, too.
 */

/** What is to be said of a value. */
export type Finding = readonly [code: FaultCode, message: string];

/** @param hint what was probably meant, as a sentence */
export function finding(code: FaultCode, what: string, value: unknown, hint = ''): Finding {
  if (value === undefined) return ['REQUIRED', `expected ${what}, found nothing.`];
  return [code, `expected ${what}, found ${found(value)}.${hint && ` ${hint}`}`];
}

/** For a null where the field may be left out. */
export function leftOut(message: string): string {
  return `${message} Maybe leave it out.`;
}

export function faultOf([code, message]: Finding, path: Fault['path'], value: unknown): Fault {
  return { code, path, value: printable(value), message };
}

/** What a number must be, and what may stand in its place. */
export interface NumberLaw {
  readonly whole?: boolean;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly oneOf?: readonly string[];
  readonly or?: string | undefined;
}

/** Of what is no number by this law. */
export function notTheNumber(value: unknown, law: NumberLaw): Finding {
  const { least, most, oneOf } = law;
  const range = oneOf ? oneOf.join(' or ') : least === undefined ? `at most ${most}` : `at least ${least}`;
  return notExact(value, law) ?? finding('OUT_OF_RANGE', range, value);
}

/** Of what is no number, or one that is not exact, or below 0 where that is the least; `undefined` if it is but out of another range. */
export function notExact(value: unknown, { whole, least, or = '' }: NumberLaw): Finding | undefined {
  const number = whole ? 'whole number' : 'number';
  const other = or && ` or ${or}`;
  if (typeof value !== 'number') return finding('NOT_A_NUMBER', `a ${number}${other}`, value, numeral(value));
  if (!Number.isFinite(value)) return finding('NOT_FINITE', `a finite ${number}${other}`, value);
  if (whole && !Number.isInteger(value)) return finding('NOT_AN_INTEGER', `a ${number}`, value);
  if (value < 0 && least === 0) return finding('NEGATIVE', `a ${number} not below 0`, value);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return finding('TOO_LARGE', 'at most 2^53 − 1', value);
  return undefined;
}

/**
 * Of what is not on a list of words.
 *
 * @param forms what else people write for them
 * @param or what may stand in place of a word
 */
export function notOnTheList(
  value: unknown,
  known: readonly string[],
  { forms, or = '' }: { readonly forms?: ReadonlyMap<string, string> | undefined; readonly or?: string } = {},
): Finding {
  const list = known.map((word) => `'${word}'`).join(', ');
  const other = typeof value === 'string' ? forms?.get(value) : undefined;
  const near = other !== undefined && known.includes(other) ? other : nearestOf(value, known);
  const what = `${known.length > 1 ? 'one of ' : ''}${list}${or && ` or ${or}`}`;
  return finding('UNKNOWN_WORD', what, value, near && `Maybe '${near}'.`);
}

/** The nearest word, or the one that has been narrowed down: `en-US` is English. */
function nearestOf(value: unknown, known: readonly string[]): string | undefined {
  if (typeof value !== 'string') return undefined;
  return (
    nearestWord(value, known) ??
    known.find((word) => /^[-_ ]/.test(value.slice(word.length)) && value.toLowerCase().startsWith(word.toLowerCase()))
  );
}

/** Of a key that means nothing here. */
export function notAKey(key: string, known: readonly string[]): Finding {
  const near = nearestWord(key, known);
  const list = known.map((word) => `\`${word}\``).join(', ');
  const hint = near === undefined ? '' : ` Maybe \`${near}\`.`;
  return ['UNKNOWN_KEY', `expected ${known.length > 1 ? 'one of ' : ''}${list}, found \`${key.slice(0, 60)}\`.${hint}`];
}

const TYPES = {
  array: ['NOT_AN_ARRAY', 'a list'],
  object: ['NOT_AN_OBJECT', 'an object'],
  string: ['NOT_A_STRING', 'a string'],
  boolean: ['NOT_A_BOOLEAN', 'true or false'],
} as const;
export type TypeName = keyof typeof TYPES;

export const isTypeName = (name: string): name is TypeName => name in TYPES;

/** Of what is of none of these types. */
export function notOfType(value: unknown, ...types: readonly [TypeName, ...TypeName[]]): Finding {
  const what = types.map((type) => TYPES[type][1]).join(' or ');
  return finding(TYPES[types[0]][0], what, value, quotes(types[0], value));
}

/** For a number written as something else. */
function numeral(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return `Maybe ${Number(value)} without quotes.`;
  return typeof value === 'bigint' ? 'Maybe Number(…) of it.' : '';
}

/** For a string written as a number, and a list of one written without its brackets. */
function quotes(wanted: TypeName, value: unknown): string {
  if (wanted === 'array' && typeof value === 'string') return `Maybe [${found(value).slice('the string '.length)}].`;
  return wanted === 'string' && typeof value === 'number' ? `Maybe "${value}" in quotes.` : '';
}
