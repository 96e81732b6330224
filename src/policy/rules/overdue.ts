import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';
import { justAfter } from './just-after.js';

/** All slots of the offer are over. Off without `now`, as no slot is over then. Source: H4 in src/README.md. */
export const overdue: BuiltInRule = {
  name: 'overdue',
  forbids: where({ offer: ({ offerSlots }) => offerSlots !== undefined }, ({ offerSlots }) => offerSlots?.length === 0),
  compared: ({ offer, slots, now = 0 }) => {
    const open = slots.filter(({ end }) => end === undefined || Date.parse(end) > now);
    if (open.length > 0) {
      return { field: 'offer.windows', actual: offer.windows ?? null, required: open.map(({ id }) => id) };
    }
    const last = slots.findLastIndex(({ id }) => offer.windows?.includes(id) ?? true);
    return { field: `slots[${last}].end`, actual: slots[last]?.end ?? null, required: justAfter(now) };
  },
};
