import type { z } from 'zod/mini';
import { found, type Path, type Report } from '../errors/fault-list.js';
import { nearestWord } from '../errors/nearest.js';
import { OTHER_FORMS } from './vocabulary.js';

/** Translates what zod found into our faults, at the user's path. `root` is the row that was parsed. */
export function reportIssues(issues: readonly z.core.$ZodIssue[], root: unknown, base: Path, report: Report): void {
  for (const issue of issues) {
    const path = [...base, ...(issue.path as (string | number)[])];
    const value = valueAt(root, issue.path);
    if (issue.code === 'invalid_union') {
      const branch = fittingBranch(issue.errors);
      if (branch) {
        reportIssues(branch, value, path, report);
        continue;
      }
    }
    const [code, message] = judge(issue, value);
    report(code, path, value, message);
  }
}

/** The branch of a union that got furthest: one that complains about something inside the value, or about its worth. */
function fittingBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  return branches.find((issues) => issues.some((issue) => issue.path.length > 0 || !isTypeIssue(issue)));
}

const isTypeIssue = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' || issue.code === 'invalid_value';

/** What stands at a path of zod's, whose steps all but the last lead to an object or a list. */
function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, step) => (value as Record<PropertyKey, unknown>)[step], root);
}

/** Codes that a check in fields.ts carries as its message. */
const BY_CODE: Readonly<Record<string, string>> = {
  BAD_ID: 'expected an id of 1 to 64 characters without control characters or lone surrogates',
  BAD_TEXT: 'expected text without lone surrogates',
  BAD_ADMIN_CODE: 'expected an administrative code of 2, 4, 6, 9 or 12 digits',
  BAD_INSTANT: 'expected a real instant with its offset',
  EMPTY: 'expected at least one element: leave the field out if anything will do',
};

function judge(issue: z.core.$ZodIssue, value: unknown): [code: string, message: string] {
  if (value === undefined) return ['REQUIRED', 'this is missing.'];
  const wanted = expected(issue);
  if (wanted.includes('number')) return judgeNumber(issue, wanted, value);
  if (issue.code === 'invalid_value' || wanted.includes('word')) return judgeWord(words(issue), value);
  const sentence = BY_CODE[issue.message];
  if (sentence) return [issue.message, `${sentence}, found ${found(value)}.${hint(issue.message, value)}`];
  const article = wanted[0] === 'array' || wanted[0] === 'object' ? 'an' : 'a';
  const code = `NOT_${article}_${wanted[0]}`.toUpperCase();
  const names = wanted.map((type) => NAMES[type]).join(' or ');
  return [code, `expected ${names}, found ${found(value)}.${quotes(wanted, value)}`];
}

const NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a string',
  boolean: 'true or false',
};

/** The types that would have fitted; `number` also where a whole number is due, `word` for one of a list of words. */
function expected(issue: z.core.$ZodIssue): string[] {
  switch (issue.code) {
    case 'invalid_type':
      return [issue.expected === 'int' ? 'number' : issue.expected];
    case 'too_small':
    case 'too_big':
      return [issue.origin === 'int' ? 'number' : issue.origin];
    case 'invalid_value':
      return [typeof issue.values[0] === 'number' ? 'number' : 'word'];
    case 'invalid_union':
      return [...new Set(issue.errors.flatMap((branch) => branch.flatMap(expected)))];
    default:
      return [];
  }
}

function words(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? issue.errors.flatMap((branch) => branch.flatMap(words)) : [];
}

function judgeNumber(issue: z.core.$ZodIssue, wanted: string[], value: unknown): [string, string] {
  const word = words(issue).filter((each) => wanted.includes('word') && Number.isNaN(Number(each)))[0];
  const or = word === undefined ? '' : ` or '${word}'`;
  if (typeof value !== 'number') {
    return ['NOT_A_NUMBER', `expected a number${or}, found ${found(value)}.${numeral(value)}`];
  }
  if (!Number.isFinite(value)) return ['NOT_FINITE', `expected a finite number${or}, found ${value}.`];
  if (!Number.isInteger(value) && issue.code === 'invalid_type') {
    return ['NOT_AN_INTEGER', `expected a whole number, found ${value}.`];
  }
  if (issue.code === 'too_small' && Number(issue.minimum) === 0) {
    return ['NEGATIVE', `expected a number not below 0, found ${value}.`];
  }
  if (value > Number.MAX_SAFE_INTEGER) return ['TOO_LARGE', `expected at most 2^53 − 1, found ${value}.`];
  const bound =
    issue.code === 'too_small'
      ? `at least ${issue.minimum}`
      : issue.code === 'too_big'
        ? `at most ${issue.maximum}`
        : '';
  const swapped =
    issue.path.at(-1) === 'lat' && Math.abs(value) <= 180 ? ' Maybe latitude and longitude are swapped.' : '';
  return ['OUT_OF_RANGE', `expected ${bound || `one of ${words(issue).join(', ')}`}, found ${value}.${swapped}`];
}

function judgeWord(known: string[], value: unknown): [string, string] {
  const near = typeof value === 'string' ? (otherForm(value, known) ?? nearestWord(value, known)) : undefined;
  const list = known.map((word) => `'${word}'`).join(', ');
  return [
    'UNKNOWN_WORD',
    `expected one of ${list}, found ${found(value)}.${near === undefined ? '' : ` Maybe '${near}'.`}`,
  ];
}

function otherForm(value: string, known: readonly string[]): string | undefined {
  const word = OTHER_FORMS.get(value);
  return word !== undefined && known.includes(word) ? word : undefined;
}

function hint(code: string, value: unknown): string {
  if (typeof value !== 'string') return '';
  if (code === 'BAD_INSTANT') {
    return /^\d{4}-\d\d-\d\d$/.test(value)
      ? ` Maybe "${value}T00:00:00+08:00".`
      : /^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(value)
        ? ` Maybe "${value.replace(' ', 'T')}+08:00".`
        : '';
  }
  return code === 'BAD_ID' && value === '' ? ' Maybe the cell was empty.' : '';
}

/** For a number written as something else. */
function numeral(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return ` Maybe ${Number(value)} without quotes.`;
  return typeof value === 'bigint' ? ' Maybe Number(…) of it.' : '';
}

/** For a string written as a number, and a list of one written without its brackets. */
function quotes(wanted: readonly string[], value: unknown): string {
  if (wanted[0] === 'array' && typeof value === 'string')
    return ` Maybe [${found(value).slice('the string '.length)}].`;
  return wanted[0] === 'string' && typeof value === 'number' ? ` Maybe "${value}" in quotes.` : '';
}
