import type { Rule } from '../pair.js';

/** The offer has the capability at a lower level than asked. Source: domain rule H2. */
export const level: Rule = ({ level: offered, requirement }) => offered < requirement.capability.level;
