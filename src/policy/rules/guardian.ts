import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The volunteer is a minor and names no guardian who is an active volunteer. Source: H8 in src/README.md. */
export const guardian: BuiltInRule = {
  name: 'guardian',
  forbids: where(
    { offer: ({ provider }) => provider.society === 'volunteer' && provider.minor === true },
    ({ provider, guardian }) =>
      provider.society === 'volunteer' && provider.minor === true && guardian?.status !== 'active',
  ),
  compared: ({ guardian }) =>
    guardian === undefined
      ? { field: 'provider.minor', actual: true, required: false }
      : { field: 'guardian.status', actual: guardian.status, required: 'active' },
};
