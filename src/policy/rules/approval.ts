import type { Need, Offer } from '../../model/records.js';
import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** `Infinity` if the need is approved, or need not be; else what is left of the limit after what its household was given before. */
function limitFor({ id, household }: Need, { approval: asked }: Offer): number {
  if (asked === undefined || asked.approved?.includes(id)) return Number.POSITIVE_INFINITY;
  const before = (asked.given ?? []).filter((one) => one.household === household);
  return Math.max(
    0,
    before.reduce((left, { quantity }) => left - quantity, asked.limit),
  );
}

/**
 * Nothing of the offer is given without approval, and the need is not approved. A limit above 0 is no matter of the pair: it
 * bounds what one need gets, and what all needs of one household get, with what it was given before. Source: H9 in src/README.md.
 */
export const approval: BuiltInRule = {
  name: 'approval',
  forbids: where(
    { offer: ({ offer }) => offer.approval !== undefined },
    ({ need, offer }) => limitFor(need, offer) === 0,
  ),
  perHousehold: true,
  limits: (offer) => (offer.approval === undefined ? undefined : (need) => limitFor(need, offer)),
  compared: ({ need, offer }) => {
    const approved = offer.approval?.approved;
    return { field: 'offer.approval.approved', actual: approved ?? null, required: [...(approved ?? []), need.id] };
  },
};
