import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The need is in a group that the offer excludes. Source: H7 in src/README.md (ineligibility). */
export const excludedGroups: BuiltInRule = {
  name: 'excludedGroups',
  forbids: where(
    { offer: ({ offer }) => offer.eligibility !== undefined },
    ({ need, offer }) => offer.eligibility?.excludeGroups?.some((group) => need.groups.includes(group)) ?? false,
  ),
  compared: ({ need, offer }) => {
    const excluded = offer.eligibility?.excludeGroups ?? [];
    return {
      field: 'offer.eligibility.excludeGroups',
      actual: excluded,
      required: excluded.filter((group) => !need.groups.includes(group)),
    };
  },
};
