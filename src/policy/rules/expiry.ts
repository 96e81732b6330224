import type { Rule } from '../pair.js';

/** The offer has expired. Off without `now`. Source: domain rule H9. */
export const expiry: Rule = ({ now, expiresAt }) => now !== undefined && expiresAt !== undefined && expiresAt <= now;
