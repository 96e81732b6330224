import { where } from '../matters.js';
import type { Term } from '../pair.js';

/** 150 for every service in the last thirty days, up to twenty: work goes round. Source: src/README.md, the practice. */
export const alreadyServed: Term = where(
  { offer: ({ provider }) => provider.servedLast30Days !== undefined },
  ({ provider }) => 150 * Math.min(20, provider.servedLast30Days ?? 0),
);
