import type { BuiltInRule } from '../pair.js';

/** The requirement names the societies that may serve it, and the provider's is not one. */
export const society: BuiltInRule = {
  name: 'society',
  forbids: ({ requirement, provider }) =>
    requirement.societies !== undefined && !requirement.societies.includes(provider.society),
  compared: ({ requirement: { societies = [] }, provider }) => ({
    field: 'requirement.societies',
    actual: societies,
    required: [...societies, provider.society],
  }),
};
