import { describe, expect, it } from 'vitest';
import { TIERS, type Tier } from '../../../src/model/vocabulary.js';
import { ESCALATION } from '../../../src/policy/added.js';
import { mattersOf } from '../../../src/policy/matters.js';
import { definePolicy } from '../../../src/policy/policy.js';
import { within } from '../../../src/policy/within.js';
import { aPair, aPlace, chain } from './a-pair.js';

const policy = definePolicy({ rules: { mine: () => false } });
const needPlace = aPlace({ stations: chain('s1', 'd1'), community: 'a' });
/** By what need and provider have in common. */
const pairs = {
  community: aPair({ needPlace, providerPlace: aPlace({ community: 'a' }) }),
  street: aPair({ needPlace, providerPlace: aPlace({ stations: chain('s1', 'd1') }) }),
  district: aPair({ needPlace, providerPlace: aPlace({ stations: chain('s2', 'd1') }) }),
  city: aPair({ needPlace, providerPlace: aPlace({ stations: chain('s3', 'd2') }) }),
  unknown: aPair({ needPlace, providerPlace: aPlace() }),
};
const ruleAt = (tier: Tier, isOpen = false) =>
  within(
    policy,
    (need) => (need === 'n' ? tier : 'city'),
    () => isOpen,
  ).rules.get(ESCALATION)!;

describe('the rule of escalation', () => {
  it.each<[Tier, string[]]>([
    ['street', ['district', 'city', 'unknown']],
    ['district', ['city', 'unknown']],
    ['city', []],
  ])('at tier %s forbids what is further up', (tier, forbidden) => {
    const found = Object.entries(pairs).flatMap(([name, pair]) => (ruleAt(tier).forbids(pair) ? [name] : []));
    expect(found).toEqual(forbidden);
  });

  it('leaves alone the pairs that are open', () => {
    for (const tier of TIERS) expect(Object.values(pairs).filter(ruleAt(tier, true).forbids)).toEqual([]);
  });

  it('matters to needs that have not come to the city', () => {
    expect(TIERS.filter((tier) => mattersOf(ruleAt(tier).forbids).line!({ ...pairs.city, bans: [] }))).toEqual([
      'street',
      'district',
    ]);
  });

  it('is asked last, and says what tier the need has come to and would have to', () => {
    expect([
      ...within(
        policy,
        () => 'city',
        () => false,
      ).rules.keys(),
    ]).toEqual([...policy.rules.keys(), 'escalation']);
    expect(policy.rules.has(ESCALATION)).toBe(false);
    const rule = ruleAt('street');
    expect(rule.name).toBe('escalation');
    expect(rule.compared!(pairs.district)).toEqual({ field: 'tier', actual: 'street', required: 'district' });
    expect(rule.compared!(pairs.unknown)).toEqual({ field: 'tier', actual: 'street', required: 'city' });
  });
});
