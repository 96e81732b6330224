import { companyOf, isSupervision, SUPERVISION_SPAN } from '../leading.js';
import { where } from '../matters.js';
import type { Term } from '../pair.js';

/**
 * Of supervision: 0 for whoever is on record as supervisor of a worker who could do the work it is of; 1500 for others, and as much again for one who has charge of
 * as many as the span of 1:8 allows. Source: H12 in src/README.md.
 */
export const supervision: Term = where(
  { line: ({ requirement }) => isSupervision(requirement) },
  ({ need, requirement, supervised }) => {
    if (!isSupervision(requirement)) return 0;
    const codes = new Set(companyOf(need, requirement).work.map(({ capability }) => capability.code));
    const isOwn = supervised.some(({ offers }) =>
      offers.some(({ capabilities }) => capabilities.some(({ code }) => codes.has(code))),
    );
    return isOwn ? 0 : supervised.length < SUPERVISION_SPAN ? 1500 : 3000;
  },
);
