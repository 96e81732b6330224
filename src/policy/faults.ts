import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { nearestWord } from '../errors/nearest.js';
import { ADDED } from './added.js';
import { RULE_NAMES, TERM_NAMES } from './built-in.js';
import { FAIR_BY, FAIR_SHARES } from './fair-by.js';
import { CRITERIA } from './rank.js';

const OPTIONS = ['rules', 'terms', 'rank', 'fairBy', 'fairShare', 'lead', 'mentor'];

type Refuse = (path: (string | number)[], value: unknown, message: string) => void;

/** @throws LinkageError `INVALID_OPTIONS`, with every fault of what was given for a policy's options. */
export function checkOptions(options: unknown): void {
  const faults: Fault[] = [];
  const refuse: Refuse = (path, value, message) =>
    faults.push({ code: 'INVALID_OPTION', path, value: printable(value), message });
  for (const [field, value] of entriesOf([], options, refuse)) {
    if (value !== undefined) checkOption(field, value, refuse);
  }
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'The policy cannot be used.', faults);
}

function checkOption(field: string, value: unknown, refuse: Refuse): void {
  if (field === 'rules') checkRules(value, refuse);
  else if (field === 'terms') checkTerms(value, refuse);
  else if (field === 'rank') checkRank(value, refuse);
  else if (field === 'fairBy') {
    if (typeof value !== 'function') checkWord([field], value, FAIR_BY, 'a function or a name', refuse);
  } else if (field === 'fairShare') checkWord([field], value, FAIR_SHARES, 'a name', refuse);
  else if (field === 'lead' || field === 'mentor') {
    if (typeof value !== 'boolean') refuse([field], value, 'Must be a boolean.');
  } else refuse([field], field, `There is no such option. ${hint(field, OPTIONS)}`);
}

function checkRules(given: unknown, refuse: Refuse): void {
  for (const [name, value] of entriesOf(['rules'], given, refuse)) {
    const path = ['rules', name];
    const source = ADDED.get(name);
    if (source !== undefined) {
      refuse(path, name, `A rule of this name comes of ${source}. Maybe choose another name.`);
      continue;
    }
    if (typeof value === 'function') continue;
    if (holds(value, 'forbids')) {
      checkBilingual([...path, 'words'], value['words'], refuse);
      checkBilingual([...path, 'fix'], value['fix'], refuse);
      continue;
    }
    if (typeof value === 'object' && value !== null && Object.keys(value).join() === 'limit') {
      if (name !== 'throttled') refuse(path, value, 'Only rule `throttled` has a limit.');
      else if (!isWhole(Reflect.get(value, 'limit'), 1)) {
        refuse([...path, 'limit'], Reflect.get(value, 'limit'), 'Must be a whole number of at least 1.');
      }
    } else if (typeof value !== 'boolean') {
      refuse(path, value, 'Must be a boolean or a function, or an object with `forbids`.');
    } else if (!(RULE_NAMES as string[]).includes(name)) {
      refuse(path, name, `There is no built-in of this name. ${hint(name, RULE_NAMES)}`);
    }
  }
}

/** Whether it is an object with this function in it. */
function holds(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}

function checkBilingual(path: string[], words: unknown, refuse: Refuse): void {
  if (words === undefined) return;
  const said = entriesOf(path, words, refuse).filter(([, text]) => typeof text === 'string' && text !== '');
  if (!['zh', 'en'].every((locale) => said.some(([name]) => name === locale))) {
    refuse(path, words, 'Must have a text in both languages: `{ zh, en }`.');
  }
}

function checkTerms(given: unknown, refuse: Refuse): void {
  for (const [name, value] of entriesOf(['terms'], given, refuse)) {
    if (typeof value === 'function') continue;
    if (holds(value, 'term')) {
      checkBilingual(['terms', name, 'words'], value['words'], refuse);
      if (!isWhole(value['scale'] ?? 1, 1)) {
        refuse(['terms', name, 'scale'], value['scale'], 'Must be a whole number of at least 1.');
      }
    } else if (!isWhole(value, 0)) {
      refuse(['terms', name], value, 'Must be a whole number or a function, or an object with `term`.');
    } else if (!(TERM_NAMES as string[]).includes(name)) {
      refuse(['terms', name], name, `There is no built-in of this name. ${hint(name, TERM_NAMES)}`);
    }
  }
}

function checkRank(value: unknown, refuse: Refuse): void {
  if (typeof value === 'function') return;
  if (!Array.isArray(value)) {
    refuse(['rank'], value, 'Must be a function or a list of criteria.');
    return;
  }
  if (value.length === 0) refuse(['rank'], value, 'A list of criteria has at least one.');
  for (const [index, name] of value.entries()) checkWord(['rank', index], name, CRITERIA, 'a criterion', refuse);
}

function checkWord(
  path: (string | number)[],
  value: unknown,
  known: readonly string[],
  wanted: string,
  refuse: Refuse,
): void {
  if (typeof value !== 'string') refuse(path, value, `Must be ${wanted}. Known are ${known.join(', ')}.`);
  else if (!known.includes(value)) refuse(path, value, `There is none of this name. ${hint(value, known)}`);
}

function entriesOf(path: string[], value: unknown, refuse: Refuse): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  refuse(path, value, 'Must be an object, by name.');
  return [];
}

function isWhole(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

function hint(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  return near === undefined ? `Known are ${known.join(', ')}.` : `Maybe \`${near}\`.`;
}
