import type { BuiltInRule, Term } from './pair.js';
import { age } from './rules/age.js';
import { approval } from './rules/approval.js';
import { banned } from './rules/banned.js';
import { checks } from './rules/checks.js';
import { conflict } from './rules/conflict.js';
import { consent } from './rules/consent.js';
import { declined } from './rules/declined.js';
import { documents } from './rules/documents.js';
import { excludedGroups } from './rules/excluded-groups.js';
import { expiry } from './rules/expiry.js';
import { groups } from './rules/groups.js';
import { guardian } from './rules/guardian.js';
import { lead } from './rules/lead.js';
import { level } from './rules/level.js';
import { overdue } from './rules/overdue.js';
import { purpose } from './rules/purpose.js';
import { reach } from './rules/reach.js';
import { restriction } from './rules/restriction.js';
import { society } from './rules/society.js';
import { status } from './rules/status.js';
import { supervisor } from './rules/supervisor.js';
import { throttled } from './rules/throttled.js';
import { window } from './rules/window.js';
import { alreadyServed } from './terms/already-served.js';
import { continuity } from './terms/continuity.js';
import { development } from './terms/development.js';
import { preference } from './terms/preference.js';
import { reliable } from './terms/reliable.js';
import { sameFace } from './terms/same-face.js';
import { skillMisfit } from './terms/skill-misfit.js';
import { spread } from './terms/spread.js';
import { staleness } from './terms/staleness.js';
import { supervision } from './terms/supervision.js';
import { tierHop } from './terms/tier-hop.js';
import { travel } from './terms/travel.js';

const rules = {
  reach,
  banned,
  society,
  level,
  status,
  guardian,
  expiry,
  overdue,
  window,
  age,
  groups,
  excludedGroups,
  documents,
  purpose,
  restriction,
  approval,
  checks,
  consent,
  conflict,
  declined,
  throttled,
  lead,
  supervisor,
};
export type RuleName = keyof typeof rules;

/**
 * Built-in rules by name, in the order in which they are tried. `reach` is first: so it counts all offers that are out of
 * reach, whether or not the index found them.
 */
export const RULES: ReadonlyMap<string, BuiltInRule> = new Map(Object.entries(rules));
export const RULE_NAMES = Object.keys(rules) as RuleName[];

const terms = {
  travel,
  tierHop,
  skillMisfit,
  continuity,
  sameFace,
  staleness,
  preference,
  alreadyServed,
  spread,
  development,
  reliable,
  supervision,
};
export type TermName = keyof typeof terms;

/** Built-in terms by name. */
export const TERMS: ReadonlyMap<string, Term> = new Map<string, Term>(Object.entries(terms));
export const TERM_NAMES = Object.keys(terms) as TermName[];
