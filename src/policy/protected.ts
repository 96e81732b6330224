import { targetGroups } from '../model/catalogue/index.js';
import type { Need } from '../model/records.js';

const PROTECTED: ReadonlySet<string> = new Set(targetGroups.map(({ code }) => code));

/** Whether a need is of one of the groups that relief and station work are aimed at (`targetGroups`). */
export function isProtected({ groups }: Need): boolean {
  return groups.some((group) => PROTECTED.has(group));
}
