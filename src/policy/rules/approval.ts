import type { Need, Offer } from '../../model/records.js';
import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** `Infinity` if the need is approved, or need not be. */
function limitFor({ id }: Need, { approval: asked }: Offer): number {
  return asked === undefined || asked.approved?.includes(id) ? Number.POSITIVE_INFINITY : asked.limit;
}

/**
 * Nothing of the offer is given without approval, and the need is not approved. A limit above 0 is no matter of the pair: it
 * bounds what one requirement gets. Source: H9 in src/README.md.
 */
export const approval: BuiltInRule = {
  name: 'approval',
  forbids: where(
    { offer: ({ offer }) => offer.approval !== undefined },
    ({ need, offer }) => limitFor(need, offer) === 0,
  ),
  limits: (offer) => (offer.approval === undefined ? undefined : (need) => limitFor(need, offer)),
  compared: ({ need, offer }) => {
    const approved = offer.approval?.approved;
    return { field: 'offer.approval.approved', actual: approved ?? null, required: [...(approved ?? []), need.id] };
  },
};
