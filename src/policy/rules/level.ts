import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The offer has the capability at a lower level than asked. Source: H2 in src/README.md. */
export const level: BuiltInRule = {
  name: 'level',
  forbids: where(
    { line: ({ requirement }) => requirement.capability.level > 1 },
    ({ level: offered, requirement }) => offered < requirement.capability.level,
  ),
  compared: ({ level: offered, requirement, offer }) => {
    const index = offer.capabilities.findIndex(({ code }) => code === requirement.capability.code);
    return {
      field: `offer.capabilities[${index}].level`,
      actual: offered,
      required: requirement.capability.level,
    };
  },
};
