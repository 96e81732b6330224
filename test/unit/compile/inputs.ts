import fc from 'fast-check';
import type { Input } from '../../../src/model/records.js';

/**
 * Small random networks in which every kind of reach, of place and of missing place occurs, and in which rules, slots and
 * capacities meet often.
 */

const CAPABILITIES = ['meal', 'escort', 'repair'];
const SLOTS = ['am', 'noon', 'pm'];
const STATIONS = ['s1', 's2', 's3', 'd1', 'd2', 'city'];
const CODES = ['46', '4601', '460105', '460106', '460105001', '460105002', '460106001', '460105001003', '460105002001'];
const COMMUNITIES = ['c1', 'c2', 'c3', 'c4'];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const location = fc.record({
  lat: fc.constantFrom(20, 20.001, 20.02, -20, 89.9999, -90, 0),
  lng: fc.constantFrom(110, 110.001, 110.02, 180, -180, -179.999, 0, -70),
});
const place = { adminCode: maybe(fc.constantFrom(...CODES)), location: maybe(location) };
const windows = maybe(fc.uniqueArray(fc.constantFrom(...SLOTS), { minLength: 1 }));
const groups = fc.uniqueArray(fc.constantFrom('child', 'elderly'), { minLength: 1 });
const skill = fc.record({
  code: fc.constantFrom(...CAPABILITIES),
  level: fc.constantFrom(1, 2, 3) as fc.Arbitrary<1 | 2 | 3>,
});
const unit = fc.constantFrom('session', 'session', 'minute');

const reach = fc.record({
  within: maybe(fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 2 })),
  radius: maybe(fc.constantFrom(0, 120, 2300, 300_000, 19_500_000, 30_000_000)),
  remote: maybe(fc.constant(true as const)),
});
const eligibility = fc.record({
  minAge: maybe(fc.constant(60)),
  groups: maybe(groups),
  excludeGroups: maybe(groups),
});
const offer = (hasCaps: boolean) =>
  fc.record({
    capabilities: fc.uniqueArray(skill, { minLength: 1, maxLength: 2, selector: ({ code }) => code }),
    quantity: fc.oneof(fc.nat(5), fc.constant('unlimited' as const)),
    unit,
    windows,
    perSlot: hasCaps ? maybe(fc.nat(3)) : fc.constant(undefined),
    perRequirement: maybe(fc.nat(3)),
    reach: maybe(reach),
    eligibility: maybe(eligibility),
    purposes: maybe(fc.constantFrom(['meal'], ['relief'])),
    expiresAt: maybe(fc.constantFrom('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')),
  });

const cap = fc.record({ quantity: fc.nat(9), unit: fc.constant('session'), perSlot: maybe(fc.nat(3)) });

const numbered = <T>(lines: readonly T[]) => lines.map((line, i) => ({ ...line, id: `${10 - i}` }));
const provider = (hasCaps: boolean) =>
  fc
    .record({
      station: maybe(fc.constantFrom(...STATIONS)),
      community: maybe(fc.constantFrom(...COMMUNITIES)),
      ...place,
      status: fc.constantFrom('active' as const, 'active' as const, 'inactive' as const),
      updatedAt: maybe(fc.constant('2026-02-01T00:00:00Z')),
      checks: maybe(fc.constant([{ code: 'police' }])),
      cap: hasCaps ? maybe(cap) : fc.constant(undefined),
      offers: fc.array(offer(hasCaps), { maxLength: 3, size: 'max' }).map(numbered),
    })
    // A cap in a unit that none of the offers has is a fault of the input.
    .map(({ cap, ...rest }) => (rest.offers.some(({ unit }) => unit === cap?.unit) ? { ...rest, cap } : rest));
const providers = (hasCaps: boolean, maxLength: number) =>
  fc.array(provider(hasCaps), { maxLength, size: 'max' }).map((rows) => rows.map((row, i) => ({ ...row, id: `${i}` })));

const requirement = fc.record({
  capability: skill,
  unit,
  quantity: fc.oneof({ arbitrary: fc.nat(6), weight: 5 }, fc.constant('unknown' as const)),
  windows,
  remote: fc.boolean(),
  checks: maybe(fc.constant(['police'])),
  societies: maybe(fc.constant(['volunteer' as const, 'resource' as const])),
});
const need = fc.record({
  community: fc.constantFrom(...COMMUNITIES),
  urgency: fc.constantFrom('urgent' as const, 'hoped' as const),
  severity: fc.constantFrom(1, 5),
  category: maybe(fc.constant('relief')),
  groups: maybe(groups),
  age: maybe(fc.constantFrom(50, 70)),
  consentTier: fc.constantFrom('city' as const, 'city' as const, 'district' as const, 'street' as const),
  previousProviders: fc.constant([]),
  ...place,
  requirements: fc.array(requirement, { minLength: 1, maxLength: 3 }).map(numbered),
});

/** With capacities of providers and of slots (which may cross), or without. */
export const inputs = (hasCaps: boolean): fc.Arbitrary<Input> =>
  fc
    .record({
      coded: fc.boolean(),
      covered: fc.boolean(),
      communities: fc.tuple(
        ...COMMUNITIES.map(() => fc.record({ ...place, station: maybe(fc.constantFrom(...STATIONS)) })),
      ),
      venues: fc.array(offer(hasCaps), { maxLength: 2 }).map(numbered),
      socialWorkers: providers(hasCaps, 3),
      organisations: providers(hasCaps, 3),
      volunteers: providers(hasCaps, 5),
      resources: providers(hasCaps, 3),
      needs: fc
        .array(need, { maxLength: 6, size: 'max' })
        .map((rows) => rows.map((row, i) => ({ ...row, id: `${i}` }))),
    })
    .map(({ coded, covered, communities, venues, resources, ...rest }) => {
      const code = (adminCode: string) => (coded ? { adminCode } : {});
      return {
        ...rest,
        slots: [{ id: 'am', end: '2026-03-07T04:00:00Z' }, { id: 'noon', end: '2026-03-07T06:00:00Z' }, { id: 'pm' }],
        stations: [
          { id: 's1', tier: 'street' as const, parent: 'd1', ...code('460105001') },
          { id: 's2', tier: 'street' as const, parent: 'd1', ...code('460105002') },
          { id: 's3', tier: 'street' as const, parent: 'd2' },
          { id: 'd1', tier: 'district' as const, parent: 'city', ...code('460105') },
          { id: 'd2', tier: 'district' as const, ...code('460106') },
          { id: 'city', tier: 'city' as const },
        ],
        communities: communities.map(({ station, ...row }, i) => ({
          ...row,
          id: COMMUNITIES[i]!,
          ...(covered && { station }),
          ...(i === 0 && { offers: venues }),
        })),
        resources: resources.map((row) => ({ ...row, kind: 'venue' as const })),
      };
    });
