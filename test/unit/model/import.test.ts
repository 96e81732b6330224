import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkageError } from '../../../src/errors/linkage-error.js';
import { needsOf, providerKey, providersOf } from '../../../src/model/network.js';
import { runs } from '../../support/runs.js';
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

  it('says of rows that name a row left out where its fault is, whatever that fault is', () => {
    const dangling = (input: unknown) =>
      importing(input)
        .issues.filter(({ code }) => code === 'DANGLING_REFERENCE')
        .map(({ path, message }) => `${path.join('.')}: ${message}`);
    const needs = [{ id: 'n', community: 'c', urgency: '急', capability: 'k' }];
    const wrong: [string, Loose][] = [
      ['its shape', { id: 'c', population: 'many' }],
      ['a misspelt key', { id: 'c', populaton: 5 }],
      ['its offer', { id: 'c', capabilities: ['k'] }],
      ['its unit', { id: 'c', capabilities: ['k'], quantity: 1, unit: 'hours' }],
      ['what cannot be read', { id: 'c', notes: Object.assign([], { length: 1 }) }],
      ['what is no data', { id: 'c', since: new Date(0) }],
    ];
    for (const [what, community] of wrong) {
      expect(dangling({ communities: [{ id: 'b' }, community], needs }), what).toEqual([
        'needs.0.community: community:c is left out, see the fault at communities[1].',
      ]);
    }
    // An id that is a number is a fault of its own, and the same id in quotes is meant by it.
    expect(dangling({ communities: [{ id: 7 }], needs: [{ ...needs[0], community: '7' }] })).toEqual([
      'needs.0.community: community:7 is left out, see the fault at communities[0].',
    ]);
    // Without an id to be read there is no telling.
    for (const community of [{ id: undefined, population: 'many' }, 'c', null, new Map([['id', 'c']]), ['c']]) {
      expect(dangling({ communities: [community], needs })).toEqual(['needs.0.community: there is no community:c.']);
    }
    expect(dangling({ communities: [{}], needs: [{ ...needs[0], community: 'undefined' }] })).toEqual([
      'needs.0.community: there is no community:undefined.',
    ]);
  });

  it('says so of every kind of row, but only where the reference is of that kind', () => {
    const bad = { quantity: -1, capabilities: ['k'] };
    const { issues } = importing({
      slots: [
        { id: 'am', start: 'nine' },
        { id: 'pm', start: '2026-03-07T08:00:00Z', end: '2026-03-07T08:00:00Z' },
      ],
      stations: [{ id: 's', tier: 'town' }],
      communities: [{ id: 'c' }],
      socialWorkers: [{ id: 'w', ...bad }],
      organisations: [
        { id: 'o', ...bad },
        { id: 'p', incubatedBy: 's' },
      ],
      volunteers: [
        { id: 'v', ...bad },
        { id: 'x', guardian: 'v' },
        { id: 'y', memberOf: ['o'] },
        { id: 'z', capabilities: ['k'], quantity: 1, windows: ['am', 'pm', 'no'] },
        { id: 'a', capabilities: ['k'], quantity: 1, approval: { limit: 1, approved: ['n'] } },
      ],
      needs: [
        { id: 'n', community: 'c', urgency: 'now', capability: 'k' },
        { id: 'm', community: 'c', urgency: '急', capability: 'k', previousProviders: ['socialWorker:w', 'need:n'] },
      ],
    });
    expect(
      issues.flatMap(({ code, path, message }) =>
        code === 'DANGLING_REFERENCE' ? [`${path.join('.')}: ${message}`] : [],
      ),
    ).toEqual([
      'volunteers.3.windows.0: slot "am" is left out, see the fault at slots[0].',
      'volunteers.3.windows.1: slot "pm" is left out, see the fault at slots[1].',
      'volunteers.3.windows.2: there is no slot "no" in `slots`.',
      'organisations.1.incubatedBy: station:s is left out, see the fault at stations[0].',
      'volunteers.1.guardian: volunteer:v is left out, see the fault at volunteers[0].',
      'volunteers.2.memberOf.0: organisation:o is left out, see the fault at organisations[0].',
      'volunteers.4.approval.approved.0: need:n is left out, see the fault at needs[0].',
      'needs.1.previousProviders.0: socialWorker:w is left out, see the fault at socialWorkers[0].',
      'needs.1.previousProviders.1: there is no need:n.',
    ]);
  });

  it('knows a row by a good one of the same id', () => {
    const { network, issues } = importing({
      communities: [{ id: 'c', population: 'many' }, { id: 'c' }],
      needs: [{ id: 'n', community: 'c', urgency: '急', capability: 'k' }],
    });
    expect(issues.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'NOT_A_NUMBER communities.0.population',
      'DUPLICATE_ID communities.0.id',
    ]);
    expect(needsOf(network)).toHaveLength(1);
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
      runs(150),
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
      runs(50),
    );
  });
});
