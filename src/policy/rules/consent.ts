import { TIERS } from '../../model/vocabulary.js';
import { where } from '../matters.js';
import { type BuiltInRule, tierInCommon } from '../pair.js';

/**
 * The need may be shared within a tier only, and the station that need and provider have in common is above it, or not
 * known. The need's own community always knows it; `city` is open to all. Source: H13 in src/README.md.
 */
export const consent: BuiltInRule = {
  name: 'consent',
  forbids: where(
    { line: ({ need }) => need.consentTier !== 'city' },
    (pair) => TIERS.indexOf(tierInCommon(pair)) > TIERS.indexOf(pair.need.consentTier),
  ),
  compared: (pair) => ({ field: 'need.consentTier', actual: pair.need.consentTier, required: tierInCommon(pair) }),
};
