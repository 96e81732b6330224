import type { Rule } from '../pair.js';

/** Requirement and offer have no slot in common that is not over; whoever names no windows has them all. Source: H4. */
export const window: Rule = ({ needSlots, offerSlots }) =>
  needSlots !== undefined &&
  (offerSlots === undefined ? needSlots.length === 0 : !needSlots.some((slot) => offerSlots.includes(slot)));
