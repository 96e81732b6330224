import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The offer is for certain ages, and the need's is another or not known. Source: H7 in src/README.md. */
export const age: BuiltInRule = {
  name: 'age',
  forbids: where({ offer: ({ offer }) => offer.eligibility !== undefined }, ({ need, offer }) => {
    const { minAge, maxAge } = offer.eligibility ?? {};
    if (minAge === undefined && maxAge === undefined) return false;
    return need.age === undefined || need.age < (minAge ?? 0) || need.age > (maxAge ?? Number.POSITIVE_INFINITY);
  }),
  compared: ({ need, offer }) => {
    const { minAge, maxAge } = offer.eligibility ?? {};
    if (need.age === undefined) return { field: 'need.age', actual: null, required: minAge ?? maxAge ?? null };
    return need.age < (minAge ?? 0)
      ? { field: 'offer.eligibility.minAge', actual: minAge ?? null, required: need.age }
      : { field: 'offer.eligibility.maxAge', actual: maxAge ?? null, required: need.age };
  },
};
