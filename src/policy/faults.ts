import {
  type Finding,
  faultOf,
  finding,
  leftOut,
  notAKey,
  notOfType,
  notOnTheList,
  notTheNumber,
} from '../errors/findings.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { DEGREES } from '../model/vocabulary.js';
import { ADDED } from './added.js';
import { RULE_NAMES, TERM_NAMES } from './built-in.js';
import { FAIR_BY, FAIR_SHARES } from './fair-by.js';
import { LOAD_STEPS } from './load-steps.js';
import { CRITERIA } from './rank.js';

const OPTIONS = ['rules', 'terms', 'rank', 'fairBy', 'fairShare', 'lead', 'even', 'held', 'mentor'];

type Refuse = (path: (string | number)[], value: unknown, finding: Finding) => void;

/** @throws LinkageError `INVALID_OPTIONS`, with every fault of what was given for a policy's options. */
export function checkOptions(options: unknown): void {
  const faults: Fault[] = [];
  const refuse: Refuse = (path, value, [code, said]) => {
    const message = value === null && typeof path.at(-1) === 'string' ? leftOut(said) : said;
    faults.push(faultOf([code, message], path, value));
  };
  for (const [field, value] of entriesOf(['options'], options, refuse)) {
    if (value !== undefined) checkOption(field, value, refuse);
  }
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'The policy cannot be used.', faults);
}

function checkOption(field: string, value: unknown, refuse: Refuse): void {
  if (field === 'rules') checkRules(value, refuse);
  else if (field === 'terms') checkTerms(value, refuse);
  else if (field === 'rank') checkRank(value, refuse);
  else if (field === 'fairBy') {
    if (typeof value !== 'function') checkWord([field], value, FAIR_BY, refuse, 'a function');
  } else if (field === 'fairShare') checkWord([field], value, FAIR_SHARES, refuse);
  else if (field === 'even') checkWord([field], value, LOAD_STEPS, refuse);
  else if (field === 'held') checkWord([field], value, DEGREES, refuse);
  else if (field === 'lead' || field === 'mentor') {
    if (typeof value !== 'boolean') refuse([field], value, notOfType(value, 'boolean'));
  } else refuse([field], field, notAKey(field, OPTIONS));
}

function checkRules(given: unknown, refuse: Refuse): void {
  for (const [name, value] of entriesOf(['rules'], given, refuse)) {
    const path = ['rules', name];
    const source = ADDED.get(name);
    if (source !== undefined) {
      refuse(path, name, finding('CONTRADICTION', `another name, as a rule of this one comes of ${source}`, name));
      continue;
    }
    if (typeof value === 'function') continue;
    if (holds(value, 'forbids')) {
      checkBilingual([...path, 'words'], value['words'], refuse);
      checkBilingual([...path, 'fix'], value['fix'], refuse);
      continue;
    }
    if (typeof value === 'object' && value !== null && Object.keys(value).join() === 'limit') {
      const limit: unknown = Reflect.get(value, 'limit');
      if (name !== 'throttled') refuse(path, value, finding('UNKNOWN_KEY', 'a limit only of rule `throttled`', value));
      else if (!isWhole(limit, 1)) refuse([...path, 'limit'], limit, notTheNumber(limit, { whole: true, least: 1 }));
    } else if (typeof value !== 'boolean') {
      refuse(path, value, finding('NOT_A_BOOLEAN', 'true, false, a function or an object with `forbids`', value));
    } else if (!(RULE_NAMES as string[]).includes(name)) refuse(path, name, notAKey(name, RULE_NAMES));
  }
}

/** Whether it is an object with this function in it. */
function holds(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}

function checkBilingual(path: string[], words: unknown, refuse: Refuse): void {
  if (words === undefined) return;
  const texts = new Map(entriesOf(path, words, refuse));
  for (const locale of ['zh', 'en']) {
    const text = texts.get(locale);
    if (typeof text !== 'string' || text === '')
      refuse([...path, locale], text, finding('NOT_A_STRING', 'a text', text));
  }
}

function checkTerms(given: unknown, refuse: Refuse): void {
  for (const [name, value] of entriesOf(['terms'], given, refuse)) {
    if (typeof value === 'function') continue;
    const path = ['terms', name];
    if (holds(value, 'term')) {
      const { scale = 1 } = value;
      checkBilingual([...path, 'words'], value['words'], refuse);
      if (!isWhole(scale, 1)) refuse([...path, 'scale'], scale, notTheNumber(scale, { whole: true, least: 1 }));
    } else if (!isWhole(value, 0))
      refuse(path, value, notTheNumber(value, { whole: true, least: 0, or: 'a function' }));
    else if (!(TERM_NAMES as string[]).includes(name)) refuse(path, name, notAKey(name, TERM_NAMES));
  }
}

function checkRank(value: unknown, refuse: Refuse): void {
  if (typeof value === 'function') return;
  if (!Array.isArray(value)) {
    refuse(['rank'], value, finding('NOT_AN_ARRAY', 'a list of criteria or a function', value));
    return;
  }
  if (value.length === 0) refuse(['rank'], value, finding('EMPTY', 'at least one criterion', value));
  for (const [index, name] of value.entries()) checkWord(['rank', index], name, CRITERIA, refuse);
}

function checkWord(path: (string | number)[], value: unknown, known: readonly string[], refuse: Refuse, or = ''): void {
  if (typeof value !== 'string' || !known.includes(value)) refuse(path, value, notOnTheList(value, known, { or }));
}

function entriesOf(path: string[], value: unknown, refuse: Refuse): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  refuse(path, value, notOfType(value, 'object'));
  return [];
}

function isWhole(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
