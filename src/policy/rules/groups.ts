import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The offer is for certain groups of people, and the need is in none of them. Source: H7 in src/README.md. */
export const groups: BuiltInRule = {
  name: 'groups',
  forbids: where({ offer: ({ offer }) => offer.eligibility !== undefined }, ({ need, offer }) => {
    const wanted = offer.eligibility?.groups;
    return wanted !== undefined && !wanted.some((group) => need.groups.includes(group));
  }),
  compared: ({ need, offer: { eligibility: { groups: wanted = [], excludeGroups = [] } = {} } }) => {
    if (need.groups.length > 0) {
      return { field: 'offer.eligibility.groups', actual: wanted, required: [...wanted, ...need.groups] };
    }
    const open = wanted.filter((group) => !excludeGroups.includes(group));
    return open.length > 0
      ? { field: 'need.groups', actual: need.groups, required: open }
      : { field: 'offer.eligibility.groups', actual: wanted, required: null };
  },
};
