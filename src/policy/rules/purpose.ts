import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The offer is bound to purposes, and neither the need's category nor the capability is one. Source: H9 in src/README.md. */
export const purpose: BuiltInRule = {
  name: 'purpose',
  forbids: where({ offer: ({ offer }) => offer.purposes !== undefined }, ({ need, requirement, offer }) => {
    const bound = offer.purposes;
    if (bound === undefined) return false;
    return (
      !(need.category !== undefined && bound.includes(need.category)) && !bound.includes(requirement.capability.code)
    );
  }),
  compared: ({ need, requirement, offer: { purposes = [] } }) => ({
    field: 'offer.purposes',
    actual: purposes,
    required: [...purposes, need.category ?? requirement.capability.code],
  }),
};
