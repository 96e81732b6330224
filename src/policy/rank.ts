import type { Need } from '../model/records.js';
import { URGENCIES } from '../model/vocabulary.js';

/** Tuple by which needs are served, compared element by element, smaller first; a shorter one before those it begins. */
export type Rank = (need: Need, now: number | undefined) => readonly number[];

/** (urgency, 6 − severity); a need past its due date rises one urgency class, so that 盼 cannot starve. */
export const defaultRank: Rank = (need, now) => {
  const overdue = now !== undefined && need.dueAt !== undefined && Date.parse(need.dueAt) < now;
  return [Math.max(0, URGENCIES.indexOf(need.urgency) - (overdue ? 1 : 0)), 6 - need.severity];
};
