import { where } from '../matters.js';
import { type BuiltInRule, type Compared, keyOf, type Pair } from '../pair.js';

/**
 * The provider declines the need's category, the capability or the community; or the need declines the provider. Source: domain
 * model 2.1, 2.5.
 */
export const declined: BuiltInRule = {
  name: 'declined',
  forbids: where(
    { line: ({ need }) => need.declines !== undefined, offer: ({ provider }) => provider.declines !== undefined },
    (pair) => isDeclinedByProvider(pair) || isDeclinedByNeed(pair),
  ),
  compared: (pair) => {
    if (!isDeclinedByProvider(pair)) return comparedForNeed(pair);
    const { provider, need, requirement } = pair;
    const declines = provider.declines ?? [];
    const about = [need.category, requirement.capability.code, need.community];
    return {
      field: 'provider.declines',
      actual: declines,
      required: declines.filter((word) => !about.includes(word)),
      ...(isDeclinedByNeed(pair) && { also: [comparedForNeed(pair)] }),
    };
  },
};

function comparedForNeed(pair: Pair): Compared {
  const declines = pair.need.declines ?? [];
  return { field: 'need.declines', actual: declines, required: declines.filter((key) => key !== keyOf(pair)) };
}

function isDeclinedByProvider({ provider: { declines }, need, requirement }: Pair): boolean {
  if (declines === undefined) return false;
  return (
    (need.category !== undefined && declines.includes(need.category)) ||
    declines.includes(requirement.capability.code) ||
    declines.includes(need.community)
  );
}

function isDeclinedByNeed(pair: Pair): boolean {
  return pair.need.declines?.includes(keyOf(pair)) ?? false;
}
