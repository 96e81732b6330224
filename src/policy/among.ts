import type { Society } from '../model/vocabulary.js';
import { PARTICIPATION } from './added.js';
import { where } from './matters.js';
import type { BuiltInRule } from './pair.js';
import type { Policy } from './policy.js';

/**
 * The policy with rule `participation`: the provider's society is one of these. It is asked last, so that it counts only offers that
 * could serve if their society took part.
 */
export function among(policy: Policy, societies: readonly Society[]): Policy {
  const isAway = (society: Society) => !societies.includes(society);
  const rule: BuiltInRule = {
    name: PARTICIPATION,
    forbids: where({ offer: ({ provider }) => isAway(provider.society) }, ({ provider }) => isAway(provider.society)),
    compared: ({ provider }) => ({
      field: 'societies',
      actual: societies,
      required: [...societies, provider.society],
    }),
  };
  return { ...policy, rules: new Map([...policy.rules, [PARTICIPATION, rule]]) };
}
