import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The requirement names the societies that may serve it, and the provider's is not one. */
export const society: BuiltInRule = {
  name: 'society',
  forbids: where(
    { line: ({ requirement }) => requirement.societies !== undefined },
    ({ requirement, provider }) =>
      requirement.societies !== undefined && !requirement.societies.includes(provider.society),
  ),
  compared: ({ requirement: { societies = [] }, provider }) => ({
    field: 'requirement.societies',
    actual: societies,
    required: [...societies, provider.society],
  }),
};
