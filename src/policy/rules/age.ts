import type { Rule } from '../pair.js';

/** The offer is for certain ages, and the need's is another or not known. Source: domain rule H7. */
export const age: Rule = ({ need, offer }) => {
  const { minAge, maxAge } = offer.eligibility ?? {};
  if (minAge === undefined && maxAge === undefined) return false;
  return need.age === undefined || need.age < (minAge ?? 0) || need.age > (maxAge ?? Number.POSITIVE_INFINITY);
};
