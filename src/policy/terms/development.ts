import { where } from '../matters.js';
import type { Term } from '../pair.js';

/**
 * 400 for an organisation that nobody incubates, where the network tells who incubates whom; and 400 for a need that builds on a
 * dimension of assets of which the provider's community has none. Source: src/README.md, the practice.
 */
export const development: Term = where(
  {
    line: ({ need }) => need.assetDimension !== undefined,
    offer: ({ provider, incubates }) => incubates && provider.society === 'organisation',
  },
  ({ need, provider, incubates, assets }) => {
    const untended = incubates && provider.society === 'organisation' && provider.incubatedBy === undefined;
    const elsewhere = need.assetDimension !== undefined && !assets.has(need.assetDimension);
    return (untended ? 400 : 0) + (elsewhere ? 400 : 0);
  },
);
