import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** Requirement and offer have no slot in common that is not over; whoever names no windows has them all. Source: H4. */
export const window: BuiltInRule = {
  name: 'window',
  forbids: where(
    { line: ({ needSlots }) => needSlots !== undefined },
    ({ needSlots, offerSlots }) =>
      needSlots !== undefined &&
      (offerSlots === undefined ? needSlots.length === 0 : !needSlots.some((slot) => offerSlots.includes(slot))),
  ),
  compared: ({ requirement, offer, needSlots = [], slots }) => {
    // All of the requirement's slots are over: only others would do.
    if (needSlots.length === 0) {
      return { field: 'requirement.windows', actual: requirement.windows ?? null, required: null };
    }
    const { windows = [] } = offer;
    return {
      field: 'offer.windows',
      actual: offer.windows ?? null,
      required: [...windows, ...needSlots.map((slot) => slots[slot]!.id).filter((id) => !windows.includes(id))],
    };
  },
};
