import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/**
 * Nothing of the offer is given without approval, and the need is not approved. A limit above 0 is no matter of the pair: it
 * bounds what one requirement gets without approval. Source: domain rule H9.
 */
export const approval: BuiltInRule = {
  name: 'approval',
  forbids: where(
    { offer: ({ offer }) => offer.approval !== undefined },
    ({ need, offer: { approval: asked } }) => asked?.limit === 0 && !asked.approved?.includes(need.id),
  ),
  compared: ({ need, offer }) => {
    const approved = offer.approval?.approved;
    return { field: 'offer.approval.approved', actual: approved ?? null, required: [...(approved ?? []), need.id] };
  },
};
