import type { Rule } from '../pair.js';

/** The offer is for certain groups of people, and the need is in none of them. Source: domain rule H7. */
export const groups: Rule = ({ need, offer }) => {
  const wanted = offer.eligibility?.groups;
  return wanted !== undefined && !wanted.some((group) => need.groups.includes(group));
};
