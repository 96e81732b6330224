import type { Rule } from '../pair.js';

/** The need is in a group that the offer excludes. Source: domain rule H7 (ineligibility). */
export const excludedGroups: Rule = ({ need, offer }) =>
  offer.eligibility?.excludeGroups?.some((group) => need.groups.includes(group)) ?? false;
