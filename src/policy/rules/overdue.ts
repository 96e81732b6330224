import type { Rule } from '../pair.js';

/** All slots of the offer are over. Off without `now`, as no slot is over then. Source: domain rule H4. */
export const overdue: Rule = ({ offerSlots }) => offerSlots?.length === 0;
