import { describe, expect, it } from 'vitest';
import type { Volunteer } from '../../../../src/model/records.js';
import { RULES } from '../../../../src/policy/built-in.js';
import { NO, UNKNOWN, YES } from '../../../../src/policy/by-place.js';
import { reaches } from '../../../../src/policy/rules/reach.js';
import { throttle } from '../../../../src/policy/rules/throttled.js';
import { aPair, aPlace, chain } from '../a-pair.js';

const forbids = (rule: string, pair: Parameters<typeof aPair>[0]) => RULES.get(rule)!.forbids(aPair(pair));

const aVolunteer = (status: 'active' | 'inactive'): Volunteer => ({
  society: 'volunteer',
  id: 'g',
  status,
  checks: [],
  offers: [],
});

describe('rules on a pair without any wish', () => {
  it.each([...RULES.keys()])('%s lets it pass', (rule) => {
    expect(forbids(rule, {})).toBe(false);
  });
});

describe.each<[rule: string, passes: Parameters<typeof aPair>[0][], forbidden: Parameters<typeof aPair>[0][]]>([
  [
    'society',
    [{ requirement: { societies: ['volunteer'] } }],
    [{ requirement: { societies: ['community', 'resource'] } }],
  ],
  [
    'level',
    [{ level: 3, requirement: { capability: { code: 'meal', level: 3 } } }, { level: 5 }],
    [{ level: 2, requirement: { capability: { code: 'meal', level: 3 } } }],
  ],
  ['status', [{ provider: { status: 'active' } }], [{ provider: { status: 'inactive' } }]],
  ['expiry', [{ now: 5, expiresAt: 6 }, { expiresAt: 6 }, { now: 5 }], [{ now: 6, expiresAt: 6 }]],
  ['overdue', [{ offerSlots: [2] }], [{ offerSlots: [] }]],
  [
    'window',
    [
      { needSlots: [1, 2], offerSlots: [2, 3] },
      { needSlots: [1] },
      { offerSlots: [1] },
      // The offer is over as a whole: that is rule `overdue`.
      { offerSlots: [] },
    ],
    [{ needSlots: [1], offerSlots: [2] }, { needSlots: [] }, { needSlots: [], offerSlots: [1] }],
  ],
  [
    'age',
    [
      { need: { age: 60 }, offer: { eligibility: { minAge: 60, maxAge: 60 } } },
      { need: { age: 0 }, offer: { eligibility: { maxAge: 6 } } },
    ],
    [
      { need: { age: 59 }, offer: { eligibility: { minAge: 60 } } },
      { need: { age: 7 }, offer: { eligibility: { maxAge: 6 } } },
      { offer: { eligibility: { minAge: 60 } } },
    ],
  ],
  [
    'groups',
    [{ need: { groups: ['child', 'elderly'] }, offer: { eligibility: { groups: ['elderly'] } } }],
    [
      { need: { groups: ['child'] }, offer: { eligibility: { groups: ['elderly'] } } },
      { offer: { eligibility: { groups: ['elderly'] } } },
    ],
  ],
  [
    'excludedGroups',
    [
      { need: { groups: ['child'] }, offer: { eligibility: { excludeGroups: ['elderly'] } } },
      { offer: { eligibility: { excludeGroups: ['elderly'] } } },
    ],
    [{ need: { groups: ['elderly', 'child'] }, offer: { eligibility: { excludeGroups: ['child'] } } }],
  ],
  [
    'purpose',
    [
      { need: { category: 'relief' }, offer: { purposes: ['relief'] } },
      { need: { category: 'relief' }, offer: { purposes: ['meal'] } },
    ],
    [{ need: { category: 'relief' }, offer: { purposes: ['school'] } }, { offer: { purposes: ['school'] } }],
  ],
  [
    'checks',
    [
      { requirement: { checks: ['police'] }, checks: new Map([['police', Number.POSITIVE_INFINITY]]), now: 5 },
      { requirement: { checks: ['police'] }, checks: new Map([['police', 6]]), now: 5 },
      { requirement: { checks: ['police'] }, checks: new Map([['police', 4]]) },
    ],
    [
      { requirement: { checks: ['police'] } },
      { requirement: { checks: ['police'] }, checks: new Map([['police', 5]]), now: 5 },
      { requirement: { checks: ['police', 'health'] }, checks: new Map([['police', 6]]), now: 5 },
    ],
  ],
  [
    'consent',
    [
      { need: { consentTier: 'city' } },
      { need: { consentTier: 'street' }, provider: { community: 'a' }, providerPlace: aPlace({ community: 'a' }) },
      {
        need: { consentTier: 'street' },
        needPlace: aPlace({ stations: chain('s1', 'd1') }),
        providerPlace: aPlace({ stations: chain('s1', 'd1') }),
      },
      {
        need: { consentTier: 'district' },
        needPlace: aPlace({ stations: chain('s1', 'd1') }),
        providerPlace: aPlace({ stations: chain('s2', 'd1') }),
      },
    ],
    [
      { need: { consentTier: 'district' } },
      { need: { consentTier: 'district' }, needPlace: aPlace({ stations: chain('s1', 'd1') }) },
      {
        need: { consentTier: 'street' },
        needPlace: aPlace({ stations: chain('s1', 'd1') }),
        providerPlace: aPlace({ stations: chain('s2', 'd1') }),
      },
      {
        need: { consentTier: 'district' },
        needPlace: aPlace({ stations: chain('s1', 'd1') }),
        providerPlace: aPlace({ stations: chain('s2', 'd2') }),
      },
    ],
  ],
  ['banned', [{ bans: [] }], [{ bans: [{ need: 'n', provider: 'volunteer:v' }] }]],
  [
    'guardian',
    [
      { provider: { minor: false } },
      { provider: { minor: true, guardian: 'g' }, guardian: aVolunteer('active') },
      { provider: { society: 'organisation', minor: true } as object },
    ],
    [{ provider: { minor: true } }, { provider: { minor: true, guardian: 'g' }, guardian: aVolunteer('inactive') }],
  ],
  [
    'documents',
    [
      { need: { documents: ['income'] }, offer: { eligibility: { documents: ['income'] } } },
      { need: { documents: ['income'] } },
      { offer: { eligibility: { documents: [] } } },
    ],
    [
      { offer: { eligibility: { documents: ['income'] } } },
      { need: { documents: ['income'] }, offer: { eligibility: { documents: ['income', 'household'] } } },
    ],
  ],
  [
    'restriction',
    [
      { offer: { restriction: {} } },
      { offer: { restriction: { regions: ['46', '11'] } }, needPlace: aPlace({ adminCode: '460105' }) },
      { offer: { restriction: { communities: ['a'] } } },
      {
        offer: { restriction: { groups: ['child'], categories: ['relief'] } },
        need: { groups: ['elderly', 'child'], category: 'relief' },
      },
    ],
    [
      { offer: { restriction: { regions: ['46'] } } },
      { offer: { restriction: { regions: ['4601'] } }, needPlace: aPlace({ adminCode: '46' }) },
      { offer: { restriction: { communities: ['b'] } } },
      { offer: { restriction: { groups: ['child'] } } },
      { offer: { restriction: { categories: ['relief'] } } },
      { offer: { restriction: { communities: ['a'], categories: ['relief'] } }, need: { category: 'school' } },
    ],
  ],
  [
    'approval',
    [{ offer: { approval: { limit: 1 } } }, { offer: { approval: { limit: 0, approved: ['m', 'n'] } } }],
    [{ offer: { approval: { limit: 0 } } }, { offer: { approval: { limit: 0, approved: ['m'] } } }],
  ],
  [
    'conflict',
    [{ need: { conflicts: ['volunteer:w', 'organisation:v'] } }],
    [{ need: { conflicts: ['volunteer:w', 'volunteer:v'] } }],
  ],
  [
    'declined',
    [
      { provider: { declines: ['school', 'b'] }, need: { category: 'relief' } },
      { need: { declines: ['organisation:v'] } },
    ],
    [
      { provider: { declines: ['relief'] }, need: { category: 'relief' } },
      { provider: { declines: ['meal'] } },
      { provider: { declines: ['a'] } },
      { need: { declines: ['volunteer:v'] } },
    ],
  ],
  [
    'throttled',
    [{ provider: { askedLast7Days: 4 } }],
    [{ provider: { askedLast7Days: 5 } }, { provider: { askedLast7Days: 50 } }],
  ],
])('%s', (rule, passes, forbidden) => {
  it.each(passes)('passes %#', (pair) => expect(forbids(rule, pair)).toBe(false));
  it.each(forbidden)('forbids %#', (pair) => expect(forbids(rule, pair)).toBe(true));
});

it('throttle takes a limit of its own', () => {
  const { forbids, compared } = throttle(2);
  const asked = (askedLast7Days: number) => aPair({ provider: { askedLast7Days } });
  expect([forbids(asked(1)), forbids(asked(2))]).toEqual([false, true]);
  expect(() => throttle(0)).toThrow(/at least 1/);
  expect(compared(asked(3))).toEqual({ field: 'provider.askedLast7Days', actual: 3, required: 1 });
});

describe('reach', () => {
  const answer = (pair: Parameters<typeof aPair>[0]) => {
    const full = aPair(pair);
    expect(RULES.get('reach')!.forbids(full)).toBe(reaches(full) === NO);
    return reaches(full);
  };
  const coded = (adminCode: string) => aPlace({ adminCode, street: adminCode.slice(0, 9) });

  it('takes remote work only if both sides do', () => {
    expect(answer({ offer: { reach: { within: ['11'], remote: true } }, requirement: { remote: true } })).toBe(YES);
    expect(
      answer({ offer: { reach: { remote: true } }, needPlace: coded('460105001'), providerPlace: coded('460105002') }),
    ).toBe(NO);
  });

  it('always reaches the own community', () => {
    expect(answer({ providerPlace: aPlace({ community: 'a' }), offer: { reach: { radius: 0 } }, distance: 9 })).toBe(
      YES,
    );
  });

  it('compares administrative codes by prefix', () => {
    const offer = { reach: { within: ['460106', '460105'] } };
    expect(answer({ offer, needPlace: coded('460105001') })).toBe(YES);
    expect(answer({ offer, needPlace: coded('460107001') })).toBe(NO);
    expect(answer({ offer, needPlace: aPlace({ adminCode: '4601' }) })).toBe(NO);
    expect(answer({ offer })).toBe(UNKNOWN);
  });

  it('compares distances', () => {
    const offer = { reach: { radius: 500 } };
    expect(answer({ offer, distance: 500 })).toBe(YES);
    expect(answer({ offer, distance: 501 })).toBe(NO);
    expect(answer({ offer })).toBe(UNKNOWN);
  });

  it('needs one of prefix and radius', () => {
    const offer = { reach: { within: ['460105'], radius: 500 } };
    expect(answer({ offer, distance: 500, needPlace: coded('460107001') })).toBe(YES);
    expect(answer({ offer, distance: 501, needPlace: coded('460105001') })).toBe(YES);
    expect(answer({ offer, distance: 501, needPlace: coded('460107001') })).toBe(NO);
    expect(answer({ offer, needPlace: coded('460107001') })).toBe(UNKNOWN);
    expect(answer({ offer, distance: 501 })).toBe(UNKNOWN);
  });

  it.each(['socialWorker', 'resource'] as const)('of a %s is the subtree of its station', (society) => {
    const [s1, s2] = [aPlace({ stations: chain('s1', 'd1') }), aPlace({ stations: chain('s2', 'd1') })];
    const district = aPlace({ stations: chain('s1', 'd1').slice(1) });
    const provider = { society };
    expect(answer({ provider, needPlace: s1, providerPlace: s1 })).toBe(YES);
    expect(answer({ provider, needPlace: s1, providerPlace: district })).toBe(YES);
    expect(answer({ provider, needPlace: s2, providerPlace: s1 })).toBe(NO);
    expect(answer({ provider, needPlace: district, providerPlace: s1 })).toBe(NO);
    expect(answer({ provider, providerPlace: s1 })).toBe(UNKNOWN);
    expect(answer({ provider, needPlace: s1 })).toBe(YES);
  });

  it.each(['volunteer', 'organisation'] as const)('of a %s is its street', (society) => {
    const provider = { society };
    const at = (street?: string, streetStation?: string) => aPlace({ street, streetStation });
    const both = (needPlace: ReturnType<typeof at>, providerPlace: ReturnType<typeof at>) =>
      answer({ provider, needPlace, providerPlace });
    expect(both(at('460105001'), at('460105001'))).toBe(YES);
    expect(both(at('460105001', 's1'), at('460105002', 's1'))).toBe(NO);
    expect(both(at('460105001', 's1'), at(undefined, 's1'))).toBe(YES);
    expect(both(at(undefined, 's2'), at('460105001', 's1'))).toBe(NO);
    expect(both(at('460105001'), at(undefined, 's1'))).toBe(UNKNOWN);
    expect(both(at(), at('460105001', 's1'))).toBe(UNKNOWN);
    expect(both(at(), at())).toBe(UNKNOWN);
  });

  it('of a community is itself', () => {
    expect(answer({ provider: { society: 'community' }, providerPlace: aPlace({ community: 'b' }) })).toBe(NO);
  });
});
