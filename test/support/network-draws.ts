/** What random networks are drawn from, before it is written as records. */
import fc from 'fast-check';
import type { SocietyName } from './network-types.js';
import { FUTURE, LATITUDES, NOW, PAST, RADII, SOCIETIES, STREETS, URGENCIES } from './network-world.js';

export const maybe = <T>(value: fc.Arbitrary<T>, one = 3): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: one - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const windows = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
const offeredLevel = fc.constantFrom(1, 2, 3, 3, 5) as fc.Arbitrary<1 | 2 | 3 | 5>;
const askedLevel = fc.constantFrom(1, 1, 1, 1, 1, 2, 3) as fc.Arbitrary<1 | 2 | 3>;
const capability = fc.constantFrom(0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 5);
const location = fc.constantFrom(...LATITUDES).map((lat) => ({ lat, lng: 110.3 }));
const groups = fc.subarray(['elderly', 'disabled', 'child'], { minLength: 1 });
/** The last is in the middle of a slot. */
const instant = fc.constantFrom(PAST, FUTURE, NOW, '2026-03-08T10:00:00+08:00');

const documents = fc.subarray(['income', 'household'], { minLength: 1 });
/** What a provider may decline or prefer: categories, capabilities, communities. */
const words = fc.subarray(['crisis', 'casework', 'escort', 'relief', 'c0', 'c1'], { minLength: 1, maxLength: 3 });
const dimension = fc.constantFrom('people' as const, 'culture' as const);
/** Providers by their place in the list of keys. */
const some = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 3 });

export const communityDraw = fc.record({
  street: fc.constantFrom(0, 0, 0, 1, 2),
  code: fc.constantFrom('village', 'village', 'street', 'none'),
  named: fc.boolean(),
  location: maybe(location, 2),
});

export const offerDraw = fc.record({
  capability,
  level: offeredLevel,
  other: maybe(fc.nat(5), 4),
  quantity: fc.constantFrom(0, 1, 1, 2, 2, 2, 3, 3, 5, 'unlimited' as const),
  big: fc.boolean(),
  windows: maybe(windows),
  perSlot: maybe(fc.constantFrom(0, 1, 1, 2), 4),
  perRequirement: maybe(fc.constantFrom(0, 1, 1, 2), 5),
  perNeed: maybe(fc.constantFrom(0, 1, 1, 2, 3), 3),
  reach: maybe(
    fc.record({
      within: maybe(fc.subarray(['4601', '460105', ...STREETS], { minLength: 1, maxLength: 2 }), 2),
      radius: maybe(fc.constantFrom(...RADII), 2),
      remote: maybe(fc.constant(true as const)),
    }),
    2,
  ),
  eligibility: maybe(
    fc.record({
      minAge: maybe(fc.constantFrom(18, 60)),
      maxAge: maybe(fc.constantFrom(60, 80)),
      groups: maybe(groups),
      excludeGroups: maybe(groups),
      documents: maybe(documents),
    }),
    7,
  ),
  restriction: maybe(
    fc.record({
      regions: maybe(fc.subarray(['4601', '460105', '460106001'], { minLength: 1, maxLength: 2 }), 2),
      communities: maybe(fc.subarray(['c0', 'c1'], { minLength: 1 })),
      groups: maybe(groups),
      categories: maybe(fc.subarray(['crisis', 'casework'], { minLength: 1 })),
    }),
    8,
  ),
  approval: maybe(
    fc.record({
      limit: fc.constantFrom(0, 1, 1, 2),
      given: maybe(
        fc.constantFrom<{ household: string; quantity: number }[]>(
          [{ household: 'h1', quantity: 1 }],
          [{ household: 'h2', quantity: 2 }],
        ),
      ),
      approved: maybe(fc.subarray(['1', '2', '3'], { minLength: 1 }), 2),
    }),
    6,
  ),
  purposes: maybe(fc.subarray(['casework', 'escort', 'crisis', 'relief'], { minLength: 1 }), 8),
  expiresAt: maybe(instant, 10),
});
export type OfferDraw = typeof offerDraw extends fc.Arbitrary<infer T> ? T : never;

export const providerDraw = fc.record({
  society: fc.nat(4),
  community: maybe(fc.nat(3), 2),
  station: maybe(fc.nat(5), 2),
  adminCode: maybe(fc.constantFrom(...STREETS, '460105'), 5),
  location: maybe(location),
  status: maybe(fc.constantFrom('active' as const, 'inactive' as const), 6),
  updatedAt: maybe(fc.constantFrom('2026-03-06T20:00:00Z', '2026-02-01T00:00:00Z', '2024-01-01T00:00:00+08:00')),
  checks: maybe(fc.record({ code: fc.constantFrom('police', 'health'), expiresAt: maybe(instant) })),
  cap: maybe(
    fc.record({ quantity: fc.constantFrom(0, 1, 2, 3, 3, 5), perSlot: maybe(fc.integer({ min: 1, max: 2 })) }),
    3,
  ),
  declines: maybe(words, 8),
  prefers: maybe(words, 5),
  askedLast7Days: maybe(fc.constantFrom(0, 4, 4, 5, 9), 5),
  servedLast30Days: maybe(fc.constantFrom(0, 1, 7, 20, 31), 4),
  assets: maybe(fc.array(dimension, { maxLength: 2 })),
  caseload: maybe(fc.record({ open: fc.constantFrom(0, 1, 2, 3), max: fc.constantFrom(0, 2, 3, 5) }), 3),
  shows: maybe(fc.constantFrom(0, 1, 9), 3),
  noShows: maybe(fc.constantFrom(0, 1, 9), 3),
  months: maybe(fc.constantFrom(3, 60), 2),
  span: maybe(fc.constantFrom(0, 1, 2)),
  supervisor: maybe(fc.nat(7), 2),
  incubated: fc.constantFrom(false, false, true),
  minor: maybe(fc.constantFrom(true, true, false)),
  guardian: maybe(fc.nat(7), 2),
  offers: fc.array(offerDraw, { minLength: 1, maxLength: 2 }),
  array: fc.boolean(),
  kind: fc.constantFrom('fund', 'goods', 'venue', 'equipment') as fc.Arbitrary<
    'fund' | 'goods' | 'venue' | 'equipment'
  >,
});
export type ProviderDraw = typeof providerDraw extends fc.Arbitrary<infer T> ? T : never;

export const requirementDraw = fc.record({
  capability,
  level: askedLevel,
  societies: maybe(fc.subarray([...SOCIETIES] as SocietyName[], { minLength: 2 }), 6),
  quantity: fc.constantFrom(undefined, 0, 1, 2, 2, 3, 3, 4, 'unknown' as const),
  big: fc.boolean(),
  windows: maybe(windows, 4),
  remote: maybe(fc.boolean()),
  checks: maybe(fc.subarray(['police', 'health'], { minLength: 1 }), 10),
  role: maybe(fc.constantFrom('lead' as const, 'carrier' as const, 'helper' as const), 6),
});
export type RequirementDraw = typeof requirementDraw extends fc.Arbitrary<infer T> ? T : never;

export const needDraw = fc.record({
  community: fc.nat(3),
  urgency: fc.constantFrom(...URGENCIES),
  household: maybe(fc.constantFrom('h1', 'h2')),
  category: maybe(fc.constantFrom('crisis', 'casework', 'escort'), 3),
  severity: maybe(fc.constantFrom(3, 5) as fc.Arbitrary<3 | 5>, 3),
  groups: maybe(groups, 2),
  age: maybe(fc.constantFrom(10, 60, 70, 90), 2),
  dueAt: maybe(instant),
  reportedAt: maybe(
    fc.constantFrom('2024-01-31T23:30:00+08:00', '2026-01-30T18:00:00Z', '2026-02-09T07:59:59-05:30', NOW),
    2,
  ),
  consentTier: maybe(fc.constantFrom('street' as const, 'district' as const, 'city' as const), 5),
  previousProviders: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { maxLength: 2 }),
  conflicts: maybe(some, 8),
  declines: maybe(some, 8),
  prefers: maybe(some, 4),
  documents: maybe(documents, 2),
  assetDimension: maybe(dimension, 4),
  adminCode: maybe(fc.constantFrom(...STREETS), 6),
  location: maybe(location, 4),
  byCategory: fc.constantFrom(false, false, false, true),
  requirements: fc.array(requirementDraw, { minLength: 1, maxLength: 2 }),
  array: fc.boolean(),
});
export type NeedDraw = typeof needDraw extends fc.Arbitrary<infer T> ? T : never;

/** Bans, by places in the lists of needs and of provider keys. */
export const banDraw = fc.record({ need: fc.nat(7), provider: fc.nat(7), whole: fc.boolean() });
