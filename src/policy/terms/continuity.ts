import { where } from '../matters.js';
import type { Term } from '../pair.js';

/** 1500 for a new face where the need has been served before. Source: domain 2.5. */
export const continuity: Term = where(
  { line: ({ need }) => need.previousProviders.length > 0 },
  ({ need, provider }) =>
    need.previousProviders.length === 0 || need.previousProviders.includes(`${provider.society}:${provider.id}`)
      ? 0
      : 1500,
);
