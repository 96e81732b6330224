import { where } from '../matters.js';
import { keyOf, type Term } from '../pair.js';

/** 1500 for a new face where the need has been served before. Source: src/README.md, the practice. */
export const continuity: Term = where({ line: ({ need }) => need.previousProviders.length > 0 }, (pair) => {
  const { previousProviders } = pair.need;
  return previousProviders.length === 0 || previousProviders.includes(keyOf(pair)) ? 0 : 1500;
});
