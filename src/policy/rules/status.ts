import type { Rule } from '../pair.js';

/** The provider is inactive. Source: HSDS service status. */
export const status: Rule = ({ provider }) => provider.status === 'inactive';
