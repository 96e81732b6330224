import * as z from 'zod/mini';
import type { FaultCode } from './codes.js';
import type { Path, Report } from './fault-list.js';
import {
  type Finding,
  finding,
  isTypeName,
  leftOut,
  notAKey,
  notOfType,
  notOnTheList,
  notTheNumber,
  type TypeName,
} from './findings.js';
import { LinkageError } from './linkage-error.js';
import { whatThrew } from './snapshot.js';

type Issue = z.core.$ZodIssue;

/** Stands in no message of zod's own, which an app that uses it may have set to any language. */
const APART = '\0';

/**
 * What a check of a schema has for its message: the code of the fault, what is expected and, as a sentence, what was probably meant. Without it a check speaks
 * for itself, as those of numbers and types do.
 */
export function says(code: FaultCode, expected: string, hint = ''): string {
  return [code, expected, hint].join(APART);
}

/** Keys that an object knows, or a record of words, travel in the message: zod has no other place. */
const PARSING: z.core.ParseContext<Issue> = {
  error: ({ code, inst }) =>
    code === 'unrecognized_keys' ? keysOf(inst as z.ZodMiniObject | z.ZodMiniRecord).join() : undefined,
};

function keysOf({ _zod: { def } }: z.ZodMiniObject | z.ZodMiniRecord): string[] {
  return 'shape' in def ? Object.keys(def.shape) : [...(def.keyType._zod.values ?? [])].map(String);
}

/**
 * What a schema makes of a value; where it refuses it, every fault is reported below `at` and nothing comes out. Whatever reading throws is a fault.
 *
 * @param quick the schema's {@link quickParser}, where it has one
 */
export function parseBy<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  at: Path,
  report: Report,
  quick?: (value: unknown) => T | undefined,
): T | undefined {
  try {
    const found = quick?.(value);
    if (found !== undefined) return found;
    const parsed = schema.safeParse(value, PARSING);
    if (parsed.success) return parsed.data;
    reportIssues(parsed.error.issues, value, at, report, schema);
  } catch (error) {
    // A part with a reader of its own has said what is wrong.
    if (error instanceof LinkageError) throw error;
    report('UNREADABLE', at, undefined, `reading this threw ${whatThrew(error)}.`);
  }
  return undefined;
}

/**
 * Translates what the schema found wrong in `root` into our faults, at the user's path.
 *
 * @param forms what else people write for words on a list
 */
export function reportIssues(
  issues: readonly Issue[],
  root: unknown,
  base: Path,
  report: Report,
  schema: z.core.$ZodType,
  forms?: ReadonlyMap<string, string>,
): void {
  for (const { path, issue } of issues.flatMap((each) => told(each))) {
    const at = [...base, ...path];
    const tell = (place: Path, found: unknown, [code, message]: Finding) => report(code, place, found, message);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) tell([...at, key], key, notAKey(key, issue.message.split(',')));
    } else {
      const value = valueAt(root, path);
      const [code, said] = judge(issue, value, forms);
      tell(at, value, [code, value === null && mayLack(schema, root, path) ? leftOut(said) : said]);
    }
  }
}

interface Told {
  readonly path: (string | number)[];
  readonly issue: Issue;
}

/** An issue with its path from the root, or in place of a union's those of the branch that was meant. */
function told(issue: Issue, base: readonly (string | number)[] = []): Told[] {
  const path = [...base, ...(issue.path as (string | number)[])];
  const branch = issue.code === 'invalid_union' ? fittingBranch(issue.errors) : undefined;
  return branch ? branch.flatMap((each) => told(each, path)) : [{ path, issue }];
}

/** The branch of a union that got furthest: one that complains about something inside the value, or about its worth. */
function fittingBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => issues.some((issue) => issue.path.length > 0 || !isTypeIssue(issue)));
}

const isTypeIssue = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value';

/** What stands at a path of zod's, whose steps all but the last lead to an object or a list. */
function valueAt(root: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<PropertyKey, unknown>)[step], root);
}

/** Whether the field that a path leads to may be left out: whether nothing is missing there without it. */
function mayLack(schema: z.core.$ZodType, root: unknown, path: Path): boolean {
  if (typeof path.at(-1) !== 'string') return false;
  const { error } = z.safeParse(schema, without(root, path));
  return !error?.issues
    .flatMap((each) => told(each))
    .some(({ path: other, issue }) => {
      const isWithin = other.every((step, i) => step === path[i]);
      return isWithin && (other.length === path.length || issue.code === 'invalid_union');
    });
}

/** A copy, as far as the path goes, without what it leads to. */
function without(value: unknown, [step, ...rest]: Path): unknown {
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  if (rest.length === 0) Reflect.deleteProperty(copy, step!);
  else Reflect.set(copy, step!, without(Reflect.get(copy, step!), rest));
  return copy;
}

/** Checks of fields.ts that have just a code for their message. */
const BY_CODE: Readonly<Record<string, string>> = {
  BAD_ID: 'an id of 1 to 64 characters without control characters or lone surrogates',
  BAD_TEXT: 'text without lone surrogates',
  BAD_ADMIN_CODE: 'an administrative code of 2, 4, 6, 9 or 12 digits',
  BAD_INSTANT: 'a real instant with its offset',
  BAD_WINDOW: 'a time as 09:00, a day as 2026-03-07',
  EMPTY: 'at least one element: leave the field out if anything will do',
};

function judge(issue: Issue, value: unknown, forms?: ReadonlyMap<string, string>): Finding {
  const [code, sentence = BY_CODE[issue.message], ownHint] = issue.message.split(APART) as [
    FaultCode,
    string?,
    string?,
  ];
  if (sentence !== undefined) return finding(code, sentence, value, ownHint ?? hint(code, value));
  const wanted = expected(issue);
  if (wanted.includes('number')) return judgeNumber(issue, wanted, value);
  if (wanted.includes('word')) return notOnTheList(value, words(issue), { forms });
  if (issue.code === 'invalid_key') return notAKey(String(issue.path.at(-1)), issue.issues.flatMap(words));
  if ((issue.code === 'too_small' || issue.code === 'too_big') && Array.isArray(value))
    return wrongLength(issue, value);
  const types = wanted.filter(isTypeName);
  if (types.length > 0) return notOfType(value, ...(types as [TypeName, ...TypeName[]]));
  return finding('INVALID_OPTION', 'something else', value);
}

function wrongLength(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  { length }: readonly unknown[],
): Finding {
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  return [length === 0 ? 'EMPTY' : 'OUT_OF_RANGE', `expected a list of ${bound}, found one of ${length}.`];
}

const OUR_TYPES: ReadonlyMap<string, string> = new Map([
  ['int', 'number'],
  ['record', 'object'],
  ['tuple', 'array'],
]);

/** The types that would have fitted; `number` also where a whole number is due, `word` for one of a list of words. */
function expected(issue: Issue): string[] {
  switch (issue.code) {
    case 'invalid_type':
      return [OUR_TYPES.get(issue.expected) ?? issue.expected];
    case 'too_small':
    case 'too_big':
      return [issue.origin === 'int' ? 'number' : issue.origin];
    case 'invalid_value':
      return [typeof issue.values[0] === 'number' ? 'number' : 'word'];
    case 'invalid_union':
      if (issue.discriminator !== undefined) return ['word'];
      return [...new Set(issue.errors.flatMap((branch) => branch.flatMap(expected)))];
    default:
      return [];
  }
}

function words(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  return [
    ...('options' in issue ? (issue.options ?? []) : []).map(String),
    ...issue.errors.flatMap((branch) => branch.flatMap(words)),
  ];
}

function judgeNumber(issue: Issue, wanted: readonly string[], value: unknown): Finding {
  const known = words(issue);
  const word = wanted.includes('word') ? known.find((each) => Number.isNaN(Number(each))) : undefined;
  const [code, message] = notTheNumber(value, {
    whole: issue.code === 'invalid_type' && issue.expected === 'int',
    least: issue.code === 'too_small' ? Number(issue.minimum) : undefined,
    most: issue.code === 'too_big' ? Number(issue.maximum) : undefined,
    ...(known.length > 0 && { oneOf: known }),
    ...(word !== undefined && { or: `'${word}'` }),
  });
  const isSwapped = code === 'OUT_OF_RANGE' && issue.path.at(-1) === 'lat' && Math.abs(Number(value)) <= 180;
  return [code, isSwapped ? `${message} Maybe latitude and longitude are swapped.` : message];
}

function hint(code: string, value: unknown): string {
  if (typeof value !== 'string') return '';
  const [, day, time] = (code === 'BAD_INSTANT' && /^(\d{4}-\d\d-\d\d)(?:[T ]([\d:.]+))?$/.exec(value)) || [];
  if (day !== undefined) return `Maybe "${day}T${time ?? '00:00:00'}+08:00".`;
  return code === 'BAD_ID' && value === '' ? 'Maybe the cell was empty.' : '';
}
