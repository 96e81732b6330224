import { where } from '../matters.js';
import { keyOf, type Term } from '../pair.js';

/** 600 for each side that states preferences this pair does not meet. Source: src/README.md, the practice. */
export const preference: Term = where(
  { line: ({ need }) => need.prefers !== undefined, offer: ({ provider }) => provider.prefers !== undefined },
  (pair) => {
    const { need, requirement, provider } = pair;
    const wished = [need.category, requirement.capability.code, need.community];
    const byProvider = provider.prefers?.length && !provider.prefers.some((word) => wished.includes(word));
    const byNeed = need.prefers?.length && !need.prefers.includes(keyOf(pair));
    return (byProvider ? 600 : 0) + (byNeed ? 600 : 0);
  },
);
