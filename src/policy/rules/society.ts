import type { Rule } from '../pair.js';

/** The requirement names the societies that may serve it, and the provider's is not one. Source: DESIGN, requirement. */
export const society: Rule = ({ requirement, provider }) =>
  requirement.societies !== undefined && !requirement.societies.includes(provider.society);
