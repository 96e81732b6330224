import type { Need } from '../model/records.js';
import { URGENCIES } from '../model/vocabulary.js';

/** Tuple by which needs are served, compared element by element, smaller first; a shorter one before those it begins. */
export type Rank = (need: Need, now: number | undefined) => readonly number[];

/** Names of the built-in criteria. How many people a need is for is none of them: beneficiaries do not rank. */
export const CRITERIA = ['urgency', 'urgencyPlain', 'severity', 'destitute', 'reportedAt', 'dueAt'] as const;
export type Criterion = (typeof CRITERIA)[number];

const DAY = 86_400_000;

/** Stands after every date. */
const NEVER = 9_999_999;

/**
 * The built-in criteria, each one figure of the tuple, smaller first:
 *
 * - `urgency`: 急难愁盼 as 0–3; a need past its due date rises one class, so that 盼 cannot starve.
 * - `urgencyPlain`: the same without that rise.
 * - `severity`: 6 − severity, gravest first.
 * - `destitute`: 0 for a need whose groups hold `destitute` (特困人员), else 1.
 * - `reportedAt`, `dueAt`: days since 1970 of the date as written, earlier first; needs without one come last.
 */
const VALUE_OF: Readonly<Record<Criterion, (need: Need, now: number | undefined) => number>> = {
  urgency: (need, now) => {
    const overdue = now !== undefined && need.dueAt !== undefined && Date.parse(need.dueAt) < now;
    return Math.max(0, URGENCIES.indexOf(need.urgency) - (overdue ? 1 : 0));
  },
  urgencyPlain: ({ urgency }) => URGENCIES.indexOf(urgency),
  severity: ({ severity }) => 6 - severity,
  destitute: ({ groups }) => (groups.includes('destitute') ? 0 : 1),
  reportedAt: ({ reportedAt }) => dayOf(reportedAt),
  dueAt: ({ dueAt }) => dayOf(dueAt),
};

function dayOf(instant: string | undefined): number {
  return instant === undefined ? NEVER : Math.floor(Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) / DAY);
}

/** The rank made of these criteria, the first one first. */
export function rankBy(criteria: readonly Criterion[]): Rank {
  return (need, now) => criteria.map((name) => VALUE_OF[name](need, now));
}

/** (urgency, 6 − severity); a need past its due date rises one urgency class, so that 盼 cannot starve. */
export const defaultRank: Rank = rankBy(['urgency', 'severity']);
