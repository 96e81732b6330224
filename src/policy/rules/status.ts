import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The provider is inactive. Source: HSDS service status. */
export const status: BuiltInRule = {
  name: 'status',
  forbids: where(
    { offer: ({ provider }) => provider.status === 'inactive' },
    ({ provider }) => provider.status === 'inactive',
  ),
  compared: ({ provider }) => ({ field: 'provider.status', actual: provider.status, required: 'active' }),
};
