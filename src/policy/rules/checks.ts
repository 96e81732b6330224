import type { Rule } from '../pair.js';

/** The provider lacks a check that is asked for, or it has run out by `now`. Source: domain rule H8. */
export const checks: Rule = ({ requirement, checks: held, now }) =>
  requirement.checks.some((code) => {
    const until = held.get(code);
    return until === undefined || (now !== undefined && until <= now);
  });
