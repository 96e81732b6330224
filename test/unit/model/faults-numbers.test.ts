import { describe, expect, it } from 'vitest';
import { needsOf, providersOf } from '../../../src/model/network.js';
import { around, create, faultsOf, importing, type Loose, need, told, volunteer } from './inputs.js';

/** test/README.md, Numbers: those that records can meet. Every place where a record has a quantity. */
const QUANTITIES: [place: string, of: (value: unknown) => unknown][] = [
  ['volunteers.0.quantity', (quantity) => volunteer({ quantity })],
  ['volunteers.0.perSlot', (perSlot) => volunteer({ perSlot })],
  ['volunteers.0.perRequirement', (perRequirement) => volunteer({ perRequirement })],
  ['volunteers.0.cap.quantity', (quantity) => volunteer({ cap: { quantity, unit: 'session' } })],
  ['volunteers.0.cap.perSlot', (perSlot) => volunteer({ cap: { quantity: 1, unit: 'session', perSlot } })],
  ['volunteers.0.hours', (hours) => volunteer({ hours, quantity: undefined })],
  [
    'volunteers.0.offers.0.quantity',
    (quantity) => around({ volunteers: [{ id: 'v', offers: [{ capabilities: ['a'], quantity }] }] }),
  ],
  ['needs.0.quantity', (quantity) => need({ quantity })],
  ['needs.0.minimum', (minimum) => need({ minimum, quantity: 2 })],
  [
    'needs.0.requirements.0.quantity',
    (quantity) => need({ capability: undefined, requirements: [{ capability: 'a', quantity }] }),
  ],
  ['catalogue.0.lot', (lot) => around({ catalogue: [{ code: 'a', lot }] })],
];

/** Whole numbers that have no unit. */
const COUNTS: [place: string, of: (value: unknown) => unknown][] = [
  ['needs.0.severity', (severity) => need({ severity })],
  ['needs.0.beneficiaries', (beneficiaries) => need({ beneficiaries })],
  ['needs.0.age', (age) => need({ age })],
  ['communities.0.population', (population) => around({ communities: [{ id: 'c', population }] })],
  ['socialWorkers.0.months', (months) => around({ socialWorkers: [{ id: 'w', months }] })],
  ['volunteers.0.groupSize', (groupSize) => volunteer({ groupSize })],
  ['volunteers.0.reach.radius', (radius) => volunteer({ reach: { radius } })],
  ['volunteers.0.eligibility.minAge', (minAge) => volunteer({ eligibility: { minAge } })],
];
const NUMBERS = [...QUANTITIES, ...COUNTS];

const DEGREES: typeof NUMBERS = [
  ['volunteers.0.location.lat', (lat) => volunteer({ location: { lat, lng: 0 } })],
  ['volunteers.0.location.lng', (lng) => volunteer({ location: { lat: 0, lng } })],
];

describe.each([...NUMBERS, ...DEGREES])('%s', (place, withValue) => {
  it.each([
    ['fault 1: NaN', NaN],
    ['faults 2 and 4: +Infinity', Infinity],
    ['fault 3: −Infinity', -Infinity],
  ])('%s is refused', (_, value) => {
    expect(told(withValue(value))).toEqual([`NOT_FINITE ${place}`]);
    expect(faultsOf(withValue(value))[0]!.value).toBe(String(value));
  });

  it.each([
    ['a string', '3'],
    ['an empty string', ''],
    ['null', null],
    ['a boolean', true],
    ['a BigInt', 3n],
    ['a Date', new Date(3)],
    ['a boxed number', Object(3)],
    ['an object with valueOf', { valueOf: () => 3 }],
    ['a list', [3]],
  ])('fault 13: %s is no number', (_, value) => {
    expect(told(withValue(value))[0]).toBe(`NOT_A_NUMBER ${place}`);
  });
});

describe.each(NUMBERS)('%s', (place, withValue) => {
  const code = (value: number) =>
    faultsOf(withValue(value)).map((fault) => [fault.code, fault.path.join('.'), fault.value]);

  it('fault 6: 1e308 is refused', () => {
    expect(code(1e308)).toEqual([['TOO_LARGE', place, 1e308]]);
  });

  it('fault 7: a fraction is refused', () => {
    expect(code(1.001)).toEqual([['NOT_AN_INTEGER', place, 1.001]]);
  });

  it('fault 8: above 2^53 is refused', () => {
    expect(code(2 ** 53)).toEqual([['TOO_LARGE', place, 2 ** 53]]);
  });

  it('fault 14: a negative number is refused', () => {
    const least = /severity|beneficiaries|groupSize/.test(place) ? 'OUT_OF_RANGE' : 'NEGATIVE';
    expect(code(-1)).toEqual([[least, place, -1]]);
    expect(code(-1e308)[0]![1]).toBe(place);
  });
});

describe('fault 4: unlimited is a word', () => {
  it('of offers only', () => {
    expect(told(need({ quantity: 'unlimited' }))).toEqual(['NOT_A_NUMBER needs.0.quantity']);
    expect(told(volunteer({ quantity: 'unknown' }))).toEqual(['NOT_A_NUMBER volunteers.0.quantity']);
    expect(told(volunteer({ perSlot: 'unlimited' }))).toEqual(['NOT_A_NUMBER volunteers.0.perSlot']);
    expect(providersOf(create(volunteer({ quantity: 'unlimited' })))[1]!.offers[0]!.quantity).toBe('unlimited');
    expect(needsOf(create(need({ quantity: 'unknown' })))[0]!.requirements[0]!.quantity).toBe('unknown');
  });
});

describe('fault 5: −0 becomes 0', () => {
  it('in every figure', () => {
    const offer = { quantity: -0, perSlot: -0, perRequirement: -0, reach: { radius: -0 }, eligibility: { minAge: -0 } };
    const rest = { cap: { quantity: -0, unit: 'session' }, location: { lat: -0, lng: 1 } };
    const network = create({
      ...volunteer({ ...offer, ...rest }),
      needs: (need({ quantity: -0, age: -0 }) as { needs: Loose[] }).needs,
    });
    let zeros = 0;
    JSON.stringify(network.export(), (_, value) => {
      if (value === 0) {
        expect(Object.is(value, 0)).toBe(true);
        zeros++;
      }
      return value;
    });
    expect(zeros).toBe(9);
  });

  it('also when hours are converted', () => {
    const [, provider] = providersOf(create(volunteer({ hours: -0, quantity: undefined })));
    expect(Object.is(provider!.offers[0]!.quantity, 0)).toBe(true);
  });
});

describe('fault 7: exact decimals of declared scales', () => {
  it('hours and yuan that are whole minutes and fen pass', () => {
    const minutes = (quantity: number) =>
      providersOf(create(volunteer({ quantity, unit: 'hour' })))[1]!.offers[0]!.quantity;
    expect([0.1, 0.35, 1.15, 2.3].map(minutes)).toEqual([6, 21, 69, 138]);
  });

  it('0.001 yuan and a third of an hour do not', () => {
    expect(told(volunteer({ quantity: 0.001, unit: 'yuan' }))).toEqual(['NOT_AN_INTEGER volunteers.0.quantity']);
    expect(told(volunteer({ quantity: 1 / 3, unit: 'hour' }))).toEqual(['NOT_AN_INTEGER volunteers.0.quantity']);
    expect(told(volunteer({ quantity: 5e-324, unit: 'yuan' }))).toEqual(['NOT_AN_INTEGER volunteers.0.quantity']);
    expect(told(volunteer({ quantity: 2 ** 53 / 64, unit: 'yuan' }))).toEqual(['TOO_LARGE volunteers.0.quantity']);
  });
});

describe('fault 8: 2^53 − 1 itself is accepted', () => {
  it.each(QUANTITIES.filter(([place]) => !/hours|minimum|cap.perSlot/.test(place)))('%s', (_, withValue) => {
    expect(() => create(withValue(Number.MAX_SAFE_INTEGER))).not.toThrow();
  });
});

describe('fault 9: sums above 2^53 − 1 are refused, by unit, naming the sum', () => {
  const offers = (...units: string[]) =>
    units.map((unit, row) => ({ id: `v${row}`, capabilities: [`k${row}`], quantity: Number.MAX_SAFE_INTEGER, unit }));
  const needs = (...units: string[]) =>
    units.map((unit, row) => ({
      id: `n${row}`,
      community: 'c',
      urgency: '急',
      capability: 'k',
      quantity: Number.MAX_SAFE_INTEGER,
      unit,
    }));

  it('of offers', () => {
    const [fault] = faultsOf(around({ volunteers: offers('item', 'item') }));
    expect(fault).toMatchObject({ code: 'SUM_TOO_LARGE', path: ['volunteers', 1] });
    expect(fault!.message).toContain('offers in item is 18014398509481982');
    expect(() => create(around({ volunteers: offers('item', 'fen') }))).not.toThrow();
  });

  it('of demand', () => {
    const [fault] = faultsOf(around({ needs: needs('item', 'item') }));
    expect(fault).toMatchObject({ code: 'SUM_TOO_LARGE', path: ['needs', 1] });
    expect(fault!.message).toContain('demand in item is 18014398509481982');
    expect(() => create(around({ needs: needs('item', 'fen') }))).not.toThrow();
  });

  it('leave out the rows that exceed them on import', () => {
    const { network, issues } = importing(around({ needs: needs('item', 'item', 'fen') }));
    expect(needsOf(network).map(({ id }) => id)).toEqual(['n0', 'n2']);
    expect(issues).toHaveLength(1);
  });

  it('do not count what is unlimited or unknown', () => {
    const unlimited = { id: 'u', capabilities: ['k0'], quantity: 'unlimited', unit: 'item' };
    expect(() => create(around({ volunteers: [...offers('item'), unlimited] }))).not.toThrow();
  });
});

describe('faults 49 and 50: degrees', () => {
  it.each([
    [91, 0, 'lat'],
    [-91, 0, 'lat'],
    [0, 181, 'lng'],
    [0, -180.5, 'lng'],
  ])('%d, %d is out of range', (lat, lng, field) => {
    expect(told(volunteer({ location: { lat, lng } }))).toEqual([`OUT_OF_RANGE volunteers.0.location.${field}`]);
  });

  it.each([
    [90, 180],
    [-90, -180],
    [20.04, 110.3],
  ])('%d, %d is in range', (lat, lng) => {
    expect(() => create(volunteer({ location: { lat, lng } }))).not.toThrow();
  });
});

describe('fault 56: dates of the calendar', () => {
  it.each([
    '2026-02-29T00:00:00Z',
    '2026-02-31T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T25:00:00Z',
  ])('%s is refused', (dueAt) => {
    expect(told(need({ dueAt }))).toEqual(['BAD_INSTANT needs.0.dueAt']);
  });

  it.each(['2028-02-29T00:00:00Z', '2026-03-07T10:00:00+08:00', '2026-03-07T10:00:00.123456Z'])(
    '%s is accepted',
    (dueAt) => {
      expect(needsOf(create(need({ dueAt })))[0]!.dueAt).toBe(dueAt);
    },
  );
});

describe('fault 25: zero demand and zero capacity are accepted', () => {
  it('and kept', () => {
    expect(needsOf(create(need({ quantity: 0 })))[0]!.requirements[0]!.quantity).toBe(0);
    expect(providersOf(create(volunteer({ quantity: 0 })))[1]!.offers[0]!.quantity).toBe(0);
  });
});
