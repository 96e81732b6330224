import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkageError } from '../../../src/errors.js';
import { needsOf, providerKey, providersOf } from '../../../src/model/network.js';
import { around, create, importing, type Loose, type LooseInput, smallest } from './inputs.js';

describe('importNetwork', () => {
  it('finds nothing wrong with good records, and makes the network that createNetwork makes', () => {
    const { network, issues } = importing(smallest());
    expect(issues).toEqual([]);
    expect(network.export()).toEqual(create(smallest()).export());
  });

  it('names collection, row and field', () => {
    const { issues } = importing(
      around({ volunteers: [{ id: 'a' }, { id: 'b', capabilities: ['k'], quantity: '3' }] }),
    );
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'NOT_A_NUMBER', record: 'volunteers', row: 1, field: 'quantity' });
    const missing = importing({ communities: [] }).issues;
    expect(missing).toMatchObject([{ code: 'REQUIRED', record: 'needs' }]);
    expect(missing[0]).not.toHaveProperty('row');
  });

  it('leaves out what refers to a bad row, and so on, each with its own issue', () => {
    const input = {
      stations: [
        { id: 'city', tier: 'town' },
        { id: 'district', tier: 'district', parent: 'city' },
        { id: 'good', tier: 'street' },
      ],
      communities: [
        { id: 'far', station: 'district' },
        { id: 'near', station: 'good' },
      ],
      volunteers: [
        { id: 'v', community: 'far', capabilities: ['k'], quantity: 1, unit: 'item' },
        { id: 'w', community: 'near' },
      ],
      needs: [
        { id: '1', community: 'far', urgency: '急', category: 'k' },
        { id: '2', community: 'near', urgency: '急', category: 'k', previousProviders: ['volunteer:v'] },
        { id: '3', community: 'near', urgency: '急', category: 'k' },
      ],
    };
    const { network, issues } = importing(input);
    expect(providersOf(network).map(providerKey)).toEqual(['community:near', 'volunteer:w']);
    expect(needsOf(network).map(({ id }) => id)).toEqual(['3']);
    // The only offer of it is gone, so its unit is nobody's.
    expect(needsOf(network)[0]!.requirements[0]!.unit).toBe('session');
    expect(issues.map(({ code, record, row, field }) => `${code} ${record}[${row}].${field}`)).toEqual([
      'UNKNOWN_WORD stations[0].tier',
      'DANGLING_REFERENCE stations[1].parent',
      'DANGLING_REFERENCE communities[0].station',
      'DANGLING_REFERENCE volunteers[0].community',
      'DANGLING_REFERENCE needs[0].community',
      'DANGLING_REFERENCE needs[1].previousProviders',
    ]);
  });

  it('keeps the first row of an id', () => {
    const { network, issues } = importing(
      around({
        volunteers: [
          { id: 'v', n: 1 },
          { id: 'v', n: 2 },
        ],
      }),
    );
    expect(providersOf(network)[1]).toMatchObject({ id: 'v', n: 1 });
    expect(issues).toMatchObject([{ code: 'DUPLICATE_ID', row: 1 }]);
  });

  it('keeps the locations of the usual datum', () => {
    const at = (id: string, crs: string) => ({ id, location: { lat: 1, lng: 1, crs } });
    const communities = [at('a', 'BD09'), at('b', 'GCJ02'), at('c', 'GCJ02')];
    const kept = (rows: Loose[]) =>
      providersOf(importing({ communities: rows, needs: [] }).network).map(({ id }) => id);
    expect(kept(communities)).toEqual(['b', 'c']);
    // Of two that are as usual the first by name, in whatever order they come.
    expect(kept(communities.slice(0, 2))).toEqual(['a']);
    expect(kept(communities.slice(0, 2).reverse())).toEqual(['a']);
  });

  it('leaves out windows of slots left out', () => {
    const input = around({
      slots: [{ id: 'a' }, { id: '' }],
      volunteers: [{ id: 'v', capabilities: ['k'], quantity: 1, windows: ['a', 'b'] }],
    });
    const { issues, network } = importing(input);
    expect(issues.map(({ code }) => code)).toEqual(['BAD_ID', 'DANGLING_REFERENCE']);
    expect(network.order).toBe(1);
  });

  it('throws only if the input is no object', () => {
    expect(() => importing(null)).toThrow(LinkageError);
    expect(importing({}).issues.map(({ path }) => path)).toEqual([['communities'], ['needs']]);
  });

  it('never throws anything but a LinkageError, whatever it is given', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withBoxedValues: true,
    });
    const field = fc.constantFrom(
      'id',
      'community',
      'urgency',
      'capability',
      'capabilities',
      'quantity',
      'unit',
      'windows',
      'reach',
      'cap',
      'offers',
      'requirements',
      'name',
      'location',
      'previousProviders',
      'station',
      'parent',
      'tier',
      'hours',
      'checks',
    );
    const row = fc.oneof(anything, fc.dictionary(field, anything, { maxKeys: 8 }));
    const collection = fc.constantFrom(
      'slots',
      'catalogue',
      'stations',
      'communities',
      'socialWorkers',
      'volunteers',
      'resources',
      'needs',
      'asOf',
    );
    const input = fc.oneof(anything, fc.dictionary(collection, fc.oneof(anything, fc.array(row, { maxLength: 4 }))));
    fc.assert(
      fc.property(input, (value) => {
        try {
          const { issues } = importing(value);
          JSON.stringify(issues);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkageError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('after the bad rows are left out, the good ones have no fault', () => {
    const ids = ['a', 'b', 'd'];
    const id = fc.constantFrom(...ids, 'nowhere');
    const input = fc.record({
      stations: fc.array(
        fc.record(
          { id, tier: fc.constantFrom('street', 'district', 'city'), parent: id },
          { requiredKeys: ['id', 'tier'] },
        ),
      ),
      communities: fc.array(fc.record({ id, station: id }, { requiredKeys: ['id'] })),
      socialWorkers: fc.array(fc.record({ id, supervisor: id, community: id }, { requiredKeys: ['id'] })),
      needs: fc.array(fc.record({ id, community: id, urgency: fc.constant('急'), category: id })),
    });
    fc.assert(
      fc.property(input, (value) => {
        const { network, issues } = importing(value);
        const good: LooseInput = {};
        const bad = new Set(issues.map(({ record, row }) => `${record}/${row}`));
        for (const [name, rows] of Object.entries(value)) {
          good[name] = (rows as Loose[]).filter((_, row) => !bad.has(`${name}/${row}`));
        }
        expect(create(good).export()).toEqual(network.export());
      }),
      { numRuns: 500 },
    );
  });
});
