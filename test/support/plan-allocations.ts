import type { Plan } from '../../src/index.js';
import type { NetworkAllocation } from './network-types.js';

/** What a plan gives, as pins name it and as the oracle takes it. */
export function allocationsOf({ linkages }: Plan): NetworkAllocation[] {
  return linkages.flatMap(({ need, allocations }) =>
    allocations.map(({ requirement, provider, offer, quantity, slot }) => ({
      need,
      requirement,
      provider,
      offer,
      quantity,
      ...(slot !== undefined && { slot }),
    })),
  );
}
