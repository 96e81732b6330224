import { describe, expect, it } from 'vitest';
import { needsOf, providerKey, providersOf, stationsOf } from '../../../src/model/network.js';
import { around, create, need, smallest, volunteer } from './inputs.js';

const onlyNeed = (input: unknown) => needsOf(create(input))[0]!;
const onlyVolunteer = (input: unknown) => providersOf(create(input)).find(({ society }) => society === 'volunteer')!;
const edges = (input: unknown) =>
  create(input).mapEdges((_, { kind }, source, target) => `${source} ${kind} ${target}`);

describe('the smallest useful input', () => {
  const network = create(smallest());

  it('becomes a graph of facts', () => {
    expect(network.nodes()).toEqual([
      'community:datong',
      'socialWorker:1',
      'organisation:1',
      'volunteer:1',
      'volunteer:2',
      'resource:1',
      'need:1',
      'need:2',
      'need:3',
      'capability:casework',
      'capability:escort',
      'capability:meal',
      'capability:relief',
      'capability:repair',
    ]);
    expect(edges(smallest())).toEqual([
      'socialWorker:1 basedIn community:datong',
      'socialWorker:1 offers capability:casework',
      'organisation:1 basedIn community:datong',
      'organisation:1 offers capability:repair',
      'volunteer:1 livesIn community:datong',
      'volunteer:1 offers capability:escort',
      'volunteer:2 livesIn community:datong',
      'volunteer:2 offers capability:meal',
      'resource:1 offers capability:relief',
      'community:datong raises need:1',
      'need:1 asks capability:relief',
      'community:datong raises need:2',
      'need:2 asks capability:escort',
      'need:2 asks capability:casework',
      'community:datong raises need:3',
      'need:3 asks capability:repair',
    ]);
  });

  it('has the units that each society works in', () => {
    const offers = providersOf(network).flatMap((provider) =>
      provider.offers.map(({ quantity, unit }) => `${providerKey(provider)} ${quantity} ${unit}`),
    );
    expect(offers).toEqual([
      'socialWorker:1 3 case',
      'organisation:1 4 session',
      'volunteer:1 2 session',
      'volunteer:2 180 minute',
      'resource:1 500000 fen',
    ]);
    const asked = needsOf(network).flatMap(({ id, requirements }) =>
      requirements.map(({ id: line, quantity, unit }) => `${id}/${line} ${quantity} ${unit}`),
    );
    expect(asked).toEqual(['1/1 300000 fen', '2/1 1 session', '2/2 1 case', '3/1 1 session']);
  });

  it('fills in every default', () => {
    expect(needsOf(network)[0]).toEqual({
      id: '1',
      community: 'datong',
      urgency: 'urgent',
      severity: 3,
      beneficiaries: 1,
      groups: [],
      consentTier: 'city',
      previousProviders: [],
      partial: true,
      requirements: [
        { id: '1', capability: { code: 'relief', level: 1 }, quantity: 300000, unit: 'fen', remote: false, checks: [] },
      ],
    });
    expect(providersOf(network)[0]).toEqual({
      society: 'community',
      id: 'datong',
      community: 'datong',
      status: 'active',
      checks: [],
      equityWeight: 1,
      offers: [],
    });
  });

  it('survives a JSON round trip and makes the same network again from JSON input', () => {
    const exported = network.export();
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
    expect(create(JSON.parse(JSON.stringify(smallest()))).export()).toEqual(exported);
  });
});

describe('lines', () => {
  it('reads an array of offers, with ids by position', () => {
    const offers = [
      { capabilities: ['a'], quantity: 1 },
      { id: 'x', capabilities: [{ code: 'b', level: 4 }], quantity: 'unlimited', unit: 'person' },
    ];
    const read = onlyVolunteer(around({ volunteers: [{ id: 'v', offers }] })).offers;
    expect(read).toEqual([
      { id: '1', capabilities: [{ code: 'a', level: 1 }], quantity: 1, unit: 'session' },
      { id: 'x', capabilities: [{ code: 'b', level: 4 }], quantity: 'unlimited', unit: 'person' },
    ]);
  });

  it('keeps the checks of a provider and of an inline requirement apart', () => {
    expect(onlyVolunteer(volunteer({ checks: [{ code: 'police' }] })).checks).toEqual([{ code: 'police' }]);
    expect(onlyNeed(need({ checks: ['police'] })).requirements[0]!.checks).toEqual(['police']);
  });

  it('converts all figures of a line with its unit', () => {
    const [offer] = onlyVolunteer(volunteer({ quantity: 2.5, unit: 'hour', perSlot: 0.1, perRequirement: 1 })).offers;
    expect(offer).toMatchObject({ quantity: 150, unit: 'minute', perSlot: 6, perRequirement: 60 });
    const lines = onlyNeed(need({ quantity: 12.34, unit: 'yuan', minimum: 0.01 })).requirements;
    expect(lines).toMatchObject([
      { id: '1', quantity: 1, unit: 'fen', minimum: 1 },
      { id: '1/more', quantity: 1233, unit: 'fen', beyond: '1' },
    ]);
    const cap = { quantity: 4, unit: 'hour', perSlot: 2 };
    expect(onlyVolunteer(volunteer({ unit: 'minute', cap })).cap).toEqual({
      quantity: 240,
      unit: 'minute',
      perSlot: 120,
    });
  });

  it('drops switches that are off', () => {
    expect(onlyNeed(need({ single: false })).requirements[0]!.single).toBeUndefined();
    expect(onlyNeed(need({ single: true })).requirements[0]!.single).toBe(true);
    expect(onlyVolunteer(volunteer({ reach: { remote: false } })).offers[0]!.reach!.remote).toBeUndefined();
  });
});

describe('units of requirements', () => {
  const offering = (society: string, unit: string) => ({
    [society]: [{ id: unit, capabilities: ['k'], quantity: 1, unit }],
  });
  const asking = (fields: object, more: object) =>
    onlyNeed({ ...need({ capability: 'k', ...fields }), ...more }).requirements[0]!;

  it('come from the requirement, the catalogue, the offers, in this order', () => {
    const catalogue = [{ code: 'k', unit: 'person' }];
    expect(asking({ unit: 'item' }, { catalogue, ...offering('volunteers', 'case') }).unit).toBe('item');
    expect(asking({}, { catalogue, ...offering('volunteers', 'case') }).unit).toBe('person');
    expect(asking({}, offering('volunteers', 'case')).unit).toBe('case');
    expect(asking({}, {}).unit).toBe('session');
  });

  it('mean the catalogue unit as it is written there', () => {
    const line = asking({ quantity: 1.5 }, { catalogue: [{ code: 'k', unit: 'hour', lot: 2 }] });
    expect(line).toMatchObject({ quantity: 90, unit: 'minute' });
  });

  it('look only at offers of societies that may serve', () => {
    const both = { ...offering('volunteers', 'minute'), ...offering('organisations', 'session') };
    expect(asking({ societies: ['volunteer'] }, both).unit).toBe('minute');
    expect(asking({ societies: ['organisation', 'resource'] }, both).unit).toBe('session');
  });
});

describe('categories', () => {
  const catalogue = [
    {
      code: 'bath',
      requirements: [
        { capability: 'carry', quantity: 2 },
        { id: 'w', capability: 'wash' },
      ],
    },
  ];
  const asking = (fields: object) => onlyNeed({ ...need({ capability: undefined, ...fields }), catalogue });

  it('stand for their default requirements', () => {
    const lines = asking({ category: 'bath' }).requirements.map(({ id, capability, quantity }) => [
      id,
      capability.code,
      quantity,
    ]);
    expect(lines).toEqual([
      ['1', 'carry', 2],
      ['w', 'wash', 1],
    ]);
  });

  it('are one line of their own name where the catalogue has no requirements', () => {
    const lines = (fields: object) =>
      asking(fields).requirements.map(({ capability, quantity }) => [capability.code, quantity]);
    expect(lines({ category: 'other' })).toEqual([['other', 1]]);
    expect(lines({ category: 'other', requirements: [] })).toEqual([['other', 1]]);
    expect(lines({ category: 'other', quantity: 3 })).toEqual([['other', 3]]);
  });

  it('are expanded afresh for every need', () => {
    const two = around({
      catalogue: [{ code: 'bath', unit: 'hour', requirements: [{ capability: 'wash', quantity: 2, unit: 'hour' }] }],
      needs: ['1', '2'].map((id) => ({ id, community: 'c', urgency: '愁', category: 'bath' })),
    });
    const network = create(two);
    expect(needsOf(network).map(({ requirements }) => requirements[0]!.quantity)).toEqual([120, 120]);
    expect(network.getAttribute('catalogue')[0]!.requirements![0]!.quantity).toBe(2);
  });
});

describe('stations and places', () => {
  const stations = [
    { id: 'city', tier: 'city', adminCode: '460100' },
    { id: 'district', tier: 'district', parent: 'city', adminCode: '460105000000' },
    { id: 'street', tier: 'street', parent: 'district', adminCode: '460105001000' },
  ];

  it('cover a community that names them, else by the longest admin code', () => {
    const communities = [
      { id: 'named', station: 'city', adminCode: '460105001001' },
      { id: 'near', adminCode: '460105001002' },
      { id: 'far', adminCode: '460105999001' },
      { id: 'other', adminCode: '4601' },
      { id: 'away', adminCode: '11' },
      { id: 'unknown' },
    ];
    expect(edges({ stations, communities, needs: [] })).toEqual([
      'station:district parent station:city',
      'station:street parent station:district',
      'station:district covers community:far',
      'station:city covers community:named',
      'station:street covers community:near',
      'station:city covers community:other',
    ]);
  });

  it('of one admin code: the lower tier covers, then the smaller id', () => {
    const twins = ['b', 'a'].map((id) => ({ id, tier: 'street', adminCode: '460105001' }));
    const communities = [{ id: 'c', adminCode: '460105001001' }];
    const above = { id: '0', tier: 'district', adminCode: '460105001' };
    expect(edges({ stations: [above, ...twins], communities, needs: [] })).toEqual(['station:a covers community:c']);
  });

  it.each([
    ['460105001001', '460105001001'],
    ['460105001000', '460105001'],
    ['460105000000', '460105'],
    ['460105000', '460105'],
    ['460100000000', '4601'],
    ['460100', '4601'],
    ['460000000000', '46'],
    ['460000', '46'],
    ['100000000000', '10'],
    ['4690', '4690'],
  ])('admin code %s is stored as %s', (given, stored) => {
    expect(onlyVolunteer(volunteer({ adminCode: given })).adminCode).toBe(stored);
  });

  it('locations have a datum', () => {
    expect(onlyVolunteer(volunteer({ location: { lat: 20, lng: -180 } })).location).toEqual({
      lat: 20,
      lng: -180,
      crs: 'WGS84',
    });
  });
});

describe('edges of every kind', () => {
  it('say what the records say', () => {
    const input = {
      stations: [{ id: 's', tier: 'street' }],
      communities: [{ id: 'c' }],
      socialWorkers: [{ id: 'w', station: 's', supervisor: 'x' }, { id: 'x' }],
      organisations: [
        { id: 'o', community: 'c', incubatedBy: 's' },
        { id: 'p', incubatedBy: 'organisation:o' },
      ],
      volunteers: [{ id: 'v', community: 'c', memberOf: ['o'], guardian: 'g' }, { id: 'g' }],
      resources: [{ id: 'r', kind: 'venue', host: 'o', community: 'c' }],
      needs: [
        { id: 'n', community: 'c', urgency: '盼', category: 'k', previousProviders: ['volunteer:v', 'community:c'] },
      ],
    };
    expect(edges(input)).toEqual([
      'socialWorker:w employedAt station:s',
      'socialWorker:x supervises socialWorker:w',
      'organisation:o basedIn community:c',
      'station:s incubates organisation:o',
      'organisation:o incubates organisation:p',
      'volunteer:v livesIn community:c',
      'volunteer:v memberOf organisation:o',
      'resource:r basedIn community:c',
      'organisation:o hosts resource:r',
      'community:c raises need:n',
      'need:n asks capability:k',
      'volunteer:v servedBefore need:n',
      'community:c servedBefore need:n',
    ]);
  });
});

describe('attributes', () => {
  it('hold asOf, the slots and the catalogue', () => {
    const network = create({
      ...volunteer({ windows: ['b', 'a'] }),
      asOf: '2026-03-07T10:00:00+08:00',
      catalogue: [
        { code: 'z', unit: 'hour', lot: 0.5, name: '助浴' },
        { code: 'a', name: { en: 'A' } },
      ],
    });
    expect(network.getAttributes()).toEqual({
      asOf: '2026-03-07T10:00:00+08:00',
      slots: [{ id: 'a' }, { id: 'b' }],
      catalogue: [
        { code: 'a', name: { en: 'A' } },
        { code: 'z', unit: 'minute', lot: 30, name: { zh: '助浴' } },
      ],
      coarse: ['z'],
    });
  });

  it('hold the slots that offers and needs name, where none are listed', () => {
    const both = { ...volunteer({ windows: ['b', 'c'] }), needs: need({ windows: ['c', 'a'] })['needs'] };
    expect(create(both).getAttribute('slots')).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

  it('keep listed slots with their times', () => {
    const slots = [{ id: 'b' }, { id: 'a', start: '2026-03-07T08:00:00+08:00', end: '2026-03-07T12:00:00+08:00' }];
    expect(create({ ...volunteer({ windows: ['a'] }), slots }).getAttribute('slots')).toEqual([slots[1], slots[0]]);
  });

  it('tell a capability what the catalogue says of it', () => {
    const network = create({ ...volunteer({}), catalogue: [{ code: 'escort', name: 'Escort', lot: 2 }] });
    expect(network.getNodeAttribute('capability:escort', 'record')).toEqual({
      code: 'escort',
      name: { en: 'Escort' },
      lot: 2,
    });
  });
});

describe('unknown keys', () => {
  it('survive at every level', () => {
    const notes = { by: 'me', list: [1, { deep: true }] };
    const record = onlyVolunteer(volunteer({ notes, location: { lat: 1, lng: 2, street: 'x' } }));
    expect(record).toMatchObject({ notes, location: { street: 'x' } });
    expect(needsOf(create(smallest()))[1]!.requirements).toHaveLength(2);
    const lines = onlyNeed(
      need({ capability: undefined, requirements: [{ capability: 'a', remark: 'r' }] }),
    ).requirements;
    expect(lines[0]).toMatchObject({ remark: 'r' });
  });
});

describe('readers', () => {
  it('sort by society and by code unit, not by locale', () => {
    const input = {
      stations: ['b', 'B', 'é'].map((id) => ({ id, tier: 'street' })),
      communities: [{ id: '10' }, { id: '2' }],
      volunteers: ['z', 'ä', 'Z'].map((id) => ({ id })),
      socialWorkers: [{ id: 'w' }],
      needs: ['2', '10', '1'].map((id) => ({ id, community: '2', urgency: '急', category: 'k' })),
    };
    const network = create(input);
    expect(stationsOf(network).map(({ id }) => id)).toEqual(['B', 'b', 'é']);
    expect(needsOf(network).map(({ id }) => id)).toEqual(['1', '10', '2']);
    expect(providersOf(network).map(providerKey)).toEqual([
      'community:10',
      'community:2',
      'socialWorker:w',
      'volunteer:Z',
      'volunteer:z',
      'volunteer:ä',
    ]);
  });
});
