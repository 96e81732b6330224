import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byCodeUnit } from '../../../src/model/order.js';
import { runs } from '../../support/runs.js';
import { create, importing, type LooseInput, smallest } from './inputs.js';

/** A small city in which every kind of reference occurs. */
function city(): LooseInput {
  const input = smallest();
  return {
    ...input,
    slots: [{ id: 'sat' }, { id: 'sun' }],
    catalogue: [
      { code: 'repair', lot: 2 },
      { code: 'meal', unit: 'hour' },
      { code: 'bath', requirements: [{ capability: 'meal' }, { capability: 'escort' }] },
    ],
    stations: [
      { id: 'c', tier: 'city', adminCode: '4601' },
      { id: 'd', tier: 'district', parent: 'c', adminCode: '460105' },
      { id: 'd2', tier: 'district', parent: 'c', adminCode: '460105' },
      { id: 's', tier: 'street', parent: 'd', adminCode: '460105001' },
    ],
    communities: [
      { id: 'datong', adminCode: '460105001001' },
      { id: 'xiuying', adminCode: '460105002001' },
      { id: '10' },
      { id: '9' },
    ],
    organisations: [
      ...input['organisations']!,
      { id: '2', incubatedBy: 'organisation:1' },
      { id: '3', incubatedBy: 's' },
    ],
    volunteers: [
      ...input['volunteers']!,
      {
        id: '10',
        memberOf: ['2', '1'],
        guardian: '1',
        offers: [{ capabilities: ['b', 'a'], quantity: 1, windows: ['sun', 'sat'] }],
      },
    ],
    needs: [
      ...input['needs']!,
      { id: '4', community: '9', urgency: '盼', category: 'bath', previousProviders: ['volunteer:10', 'volunteer:2'] },
    ],
  };
}

const shuffled = (input: LooseInput) =>
  fc.record(
    Object.fromEntries(
      Object.entries(input).map(([name, rows]) => [name, fc.shuffledSubarray(rows, { minLength: rows.length })]),
    ),
  );

it('the order of records does not change the network', () => {
  const expected = create(city()).export();
  const text = JSON.stringify(expected);
  fc.assert(
    fc.property(shuffled(city()), (input) => {
      const exported = create(input).export();
      expect(exported).toEqual(expected);
      expect(JSON.stringify(exported)).toBe(text);
    }),
    runs(200),
  );
});

it('the order of collections does not change the network', () => {
  const reversed = Object.fromEntries(Object.entries(city()).reverse());
  expect(JSON.stringify(create(reversed).export())).toBe(JSON.stringify(create(city()).export()));
});

it('the order of records does not change what an import keeps, where no id is taken twice', () => {
  const faulty = city();
  faulty['stations']![1]!['tier'] = 'city';
  faulty['volunteers']![0]!['quantity'] = -1;
  faulty['communities']![3]!['population'] = '5';
  const { network, issues } = importing(faulty);
  const codes = issues.map(({ code }) => code).sort();
  expect(codes).toContain('TIER_ORDER');
  fc.assert(
    fc.property(shuffled(faulty), (input) => {
      const again = importing(input);
      expect(again.network.export()).toEqual(network.export());
      expect(again.issues.map(({ code }) => code).sort()).toEqual(codes);
    }),
    runs(100),
  );
});

it('ids are compared by code unit: capitals first, letters beyond ASCII last, equal ones alike', () => {
  expect(['é', 'b', 'B', '10', '2', '社'].sort(byCodeUnit)).toEqual(['10', '2', 'B', 'b', 'é', '社']);
  expect(byCodeUnit('b', 'b')).toBe(0);
});
