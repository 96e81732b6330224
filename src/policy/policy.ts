import { type Fault, LinkageError, printable } from '../errors.js';
import { nearestWord } from '../model/nearest.js';
import { defaultFairBy, type FairBy } from './fair-by.js';
import type { Rule, Term } from './pair.js';
import { defaultRank, type Rank } from './rank.js';
import { age } from './rules/age.js';
import { checks } from './rules/checks.js';
import { consent } from './rules/consent.js';
import { excludedGroups } from './rules/excluded-groups.js';
import { expiry } from './rules/expiry.js';
import { groups } from './rules/groups.js';
import { level } from './rules/level.js';
import { overdue } from './rules/overdue.js';
import { purpose } from './rules/purpose.js';
import { reach } from './rules/reach.js';
import { society } from './rules/society.js';
import { status } from './rules/status.js';
import { window } from './rules/window.js';
import { continuity } from './terms/continuity.js';
import { skillMisfit } from './terms/skill-misfit.js';
import { staleness } from './terms/staleness.js';
import { tierHop } from './terms/tier-hop.js';
import { travel } from './terms/travel.js';

/** What may be matched with what, at what cost, and in which order. Made by {@link definePolicy}. */
export interface Policy {
  /** By name, in the order in which they are tried. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** By name; only those with a scale above 0. */
  readonly terms: ReadonlyMap<string, { readonly term: Term; readonly scale: number }>;
  readonly rank: Rank;
  readonly fairBy: FairBy;
}

/** What to change in the default policy. */
export interface PolicyOptions {
  /** `false` switches a built-in rule off; a function adds a rule, or replaces the built-in one of that name. */
  readonly rules?: Readonly<Record<string, boolean | Rule>> | undefined;
  /** A whole number ≥ 0 scales a built-in term, 0 switches it off; a function adds or replaces a term, at scale 1. */
  readonly terms?: Readonly<Record<string, number | Term>> | undefined;
  readonly rank?: Rank | undefined;
  readonly fairBy?: FairBy | undefined;
}

/**
 * Built-in rules by name, in the order in which they are tried. `reach` is first: so it counts all offers that are out of
 * reach, whether or not the index found them.
 */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>(
  Object.entries({
    reach,
    society,
    level,
    status,
    expiry,
    overdue,
    window,
    age,
    groups,
    excludedGroups,
    purpose,
    checks,
    consent,
  }),
);

/** Built-in terms by name. */
export const TERMS: ReadonlyMap<string, Term> = new Map<string, Term>(
  Object.entries({ travel, tierHop, skillMisfit, continuity, staleness }),
);

/**
 * A policy: the default one with changes. Own rules are tried after the built-in ones, in the order given.
 *
 * Rules, terms, `rank` and `fairBy` must be pure: the same arguments, the same answer.
 *
 * @throws LinkageError `INVALID_OPTIONS`, with every fault, for unknown names and values of the wrong kind.
 */
export function definePolicy(options: PolicyOptions = {}): Policy {
  const faults = faultsIn(options);
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'The policy cannot be used.', faults);

  const rules = new Map(RULES);
  for (const [name, value] of Object.entries(options.rules ?? {})) {
    if (typeof value === 'function') rules.set(name, value);
    else if (!value) rules.delete(name);
  }
  const terms = new Map([...TERMS].map(([name, term]) => [name, { term, scale: 1 }]));
  for (const [name, value] of Object.entries(options.terms ?? {})) {
    if (typeof value === 'function') terms.set(name, { term: value, scale: 1 });
    else if (value === 0) terms.delete(name);
    else terms.set(name, { term: TERMS.get(name)!, scale: value });
  }
  return { rules, terms, rank: options.rank ?? defaultRank, fairBy: options.fairBy ?? defaultFairBy };
}

function faultsIn(options: unknown): Fault[] {
  const faults: Fault[] = [];
  const refuse = (path: string[], value: unknown, message: string) =>
    faults.push({ code: 'INVALID_OPTION', path, value: printable(value), message });
  const entriesOf = (path: string[], value: unknown): [string, unknown][] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
    refuse(path, value, 'Must be an object, by name.');
    return [];
  };
  const checkNamed = (field: string, given: unknown, known: readonly string[], fits: (value: unknown) => boolean) => {
    for (const [name, value] of entriesOf([field], given)) {
      const path = [field, name];
      if (typeof value === 'function') continue;
      if (!fits(value))
        refuse(path, value, `Must be ${field === 'rules' ? 'a boolean' : 'a whole number'} or a function.`);
      else if (!known.includes(name)) refuse(path, name, `There is no built-in of this name. ${hint(name, known)}`);
    }
  };
  for (const [field, value] of entriesOf([], options)) {
    if (value === undefined) continue;
    if (field === 'rules') checkNamed(field, value, [...RULES.keys()], (rule) => typeof rule === 'boolean');
    else if (field === 'terms') checkNamed(field, value, [...TERMS.keys()], isScale);
    else if (field !== 'rank' && field !== 'fairBy') {
      refuse([field], field, `There is no such option. ${hint(field, ['rules', 'terms', 'rank', 'fairBy'])}`);
    } else if (typeof value !== 'function') refuse([field], value, 'Must be a function.');
  }
  return faults;
}

function isScale(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function hint(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  return near === undefined ? `Known are ${known.join(', ')}.` : `Maybe \`${near}\`.`;
}

/** All built-in rules and terms at scale 1. */
export const defaultPolicy: Policy = definePolicy();
