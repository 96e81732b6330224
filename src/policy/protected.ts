import type { Need } from '../model/records.js';
import { TARGET_GROUPS } from '../model/vocabulary.js';

const PROTECTED: ReadonlySet<string> = new Set(TARGET_GROUPS);

/** Whether a need is of one of the groups that relief and station work are aimed at (`targetGroups`). */
export function isProtected({ groups }: Need): boolean {
  return groups.some((group) => PROTECTED.has(group));
}
