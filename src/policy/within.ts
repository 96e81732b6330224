import { TIERS, type Tier } from '../model/vocabulary.js';
import { ESCALATION } from './added.js';
import { where } from './matters.js';
import { type BuiltInRule, type Pair, tierInCommon } from './pair.js';
import type { Policy } from './policy.js';

/**
 * The policy with rule `escalation`: what need and provider have in common, their community or a station, is at most of the tier that the need has
 * come to; where it is not known, the need must have come to the city. It is asked last, so that it counts only offers that could serve further up.
 *
 * @param isOpen pairs it leaves alone
 */
export function within(policy: Policy, tierOf: (need: string) => Tier, isOpen: (pair: Pair) => boolean): Policy {
  const rule: BuiltInRule = {
    name: ESCALATION,
    forbids: where(
      { line: ({ need }) => tierOf(need.id) !== 'city' },
      (pair) => TIERS.indexOf(tierInCommon(pair)) > TIERS.indexOf(tierOf(pair.need.id)) && !isOpen(pair),
    ),
    compared: (pair) => ({ field: 'tier', actual: tierOf(pair.need.id), required: tierInCommon(pair) }),
  };
  return { ...policy, rules: new Map([...policy.rules, [ESCALATION, rule]]) };
}
