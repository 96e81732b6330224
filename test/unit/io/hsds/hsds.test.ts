import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toCsv } from '../../../../src/io/csv.js';
import { fromHsds } from '../../../../src/io/hsds/from-hsds.js';
import { fromHsdsTables, toHsdsTables } from '../../../../src/io/hsds/hsds-tables.js';
import { type HsdsRecords, toHsds } from '../../../../src/io/hsds/to-hsds.js';
import { createNetwork, importNetwork } from '../../../../src/model/network.js';
import type { Input } from '../../../../src/model/records.js';
import { hsdsOrganization, hsdsService, TABULAR_REQUIRED } from '../../../support/hsds-fields.js';
import { smallNetwork } from '../../../support/network-arbitrary.js';
import { runs } from '../../../support/runs.js';
import { thrown } from '../../../support/thrown.js';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What comes back as it went: lines in a list, nothing where nothing was. */
function listed({ organisations, communities = [], resources }: HsdsRecords) {
  const own = [
    'quantity',
    'capabilities',
    'unit',
    'windows',
    'perSlot',
    'perRequirement',
    'perNeed',
    'reach',
    'eligibility',
    'purposes',
    'restriction',
    'approval',
    'expiresAt',
  ];
  const lists = {
    communities,
    ...(organisations?.length && { organisations }),
    ...(resources?.length && { resources }),
  };
  return clone(
    Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [
        name,
        list.map((record) => {
          const entries = Object.entries(record);
          const line = Object.fromEntries(entries.filter(([key]) => own.includes(key)));
          if ('offers' in record || Object.keys(line).length === 0) return record;
          return { ...Object.fromEntries(entries.filter(([key]) => !own.includes(key))), offers: [line] };
        }),
      ]),
    ),
  );
}

/** An organization as the specification has it, with all kinds of parts, in words of ours. */
const language = { id: uuid(20), name: 'Hakka', code: 'hak' };
const phone = { id: uuid(21), number: '+86 898 0000', extension: 7, languages: [language] };
const hall = {
  id: uuid(30),
  location_type: 'physical',
  name: 'Harbour hall',
  latitude: 20.04,
  longitude: 110.2,
  external_identifier: '1009',
  external_identifier_type: 'UPRN',
  addresses: [
    {
      id: uuid(31),
      address_1: '1 Quay',
      city: 'Haikou',
      state_province: 'HI',
      postal_code: '00570',
      country: 'CN',
      address_type: 'physical',
    },
  ],
  accessibility: [{ id: uuid(32), description: 'ramp' }],
  phones: [phone],
};
const counselling = {
  id: uuid(2),
  name: 'Talking it over',
  description: 'One to one.',
  status: 'active',
  minimum_age: 12,
  maximum_age: 60,
  eligibility_description: 'Whoever lives here',
  last_modified: '2026-02-03T04:05:06.007Z',
  additional_urls: [{ id: uuid(22), label: 'more', url: 'https://example.org' }],
  phones: [phone],
  program: { id: uuid(23), name: 'Calm', description: 'All of it' },
  schedules: [
    {
      id: uuid(40),
      freq: 'WEEKLY',
      byday: 'FR,TH',
      opens_at: '10:00:00',
      closes_at: '18:00:00',
      valid_to: '2026-12-31',
      notes: 'ring twice',
    },
    { id: uuid(41), freq: 'MONTHLY', byday: '2MO', opens_at: '10:00', closes_at: '11:00' },
    { id: uuid(42), dtstart: '2026-05-01', count: 1, opens_at: '09:00+08:00', closes_at: '00:00+08:00' },
  ],
  service_areas: [
    { id: uuid(43), name: 'By the harbour', extent: '460105', extent_type: 'text' },
    { id: uuid(44), name: 'Somewhere' },
  ],
  required_documents: [
    { id: uuid(45), document: 'identity card', uri: 'https://example.org/id' },
    { id: uuid(46), document: 'Anything that shows both your name and where you live, and is of this year' },
  ],
  capacities: [
    {
      id: uuid(47),
      unit: { id: uuid(48), name: 'Hours' },
      available: 12,
      maximum: 20,
      updated: '2026-02-01T00:00:00Z',
      description: 'in all',
    },
  ],
  service_at_locations: [{ id: uuid(49), description: 'upstairs', location: hall }],
  attributes: [
    {
      id: uuid(50),
      link_type: 'service type',
      taxonomy_term: {
        id: uuid(51),
        code: 'RP-1400',
        name: 'Counselling',
        description: 'talk',
        taxonomy_detail: { id: uuid(52), name: 'T', description: 'terms' },
      },
    },
    {
      id: uuid(53),
      link_type: 'intended audience',
      taxonomy_term: { id: uuid(54), code: 'youth', name: 'Young people', description: 'under 25' },
    },
  ],
  metadata: [
    {
      id: uuid(55),
      resource_type: 'service',
      last_action_date: '2026-03-01',
      last_action_type: 'update',
      field_name: 'name',
      previous_value: 'a',
      replacement_value: 'b',
      updated_by: 'c',
    },
  ],
};
const ended = {
  id: uuid(3),
  name: 'Meal delivery',
  status: 'defunct',
  cost_options: [{ id: uuid(24), amount: 5, currency: 'cny' }],
};
const organization = {
  id: uuid(1),
  name: 'Open house',
  description: 'For all.',
  legal_status: 'non-profit',
  year_incorporated: 1996,
  parent_organization_id: uuid(99),
  organization_identifiers: [{ id: uuid(25), identifier_type: 'company', identifier: '0012' }],
  programs: [{ id: uuid(23), name: 'Calm', description: 'All of it' }],
  funding: [{ id: uuid(26), source: 'gifts' }],
  contacts: [{ id: uuid(27), name: 'A. Nother', phones: [phone] }],
  locations: [hall],
  services: [counselling, ended],
};

const only = (data: unknown) =>
  fromHsds(data).input.organisations?.[0] as unknown as Record<string, never> & { offers: Record<string, unknown>[] };

describe('what an organization says', () => {
  const { input, issues, hints } = fromHsds(clone(organization));
  const [record] = input.organisations!;

  it('is a provider with a line for each service', () => {
    const { hsds: _, offers, ...own } = record as unknown as Record<string, unknown>;
    expect(own).toEqual({
      id: uuid(1),
      name: 'Open house',
      legal: 'non-profit',
      updatedAt: '2026-03-01T00:00:00Z',
      location: { lat: 20.04, lng: 110.2 },
    });
    expect((offers as { hsds?: unknown }[]).map(({ hsds: _own, ...line }: { hsds?: unknown }) => line)).toEqual([
      {
        id: uuid(2),
        name: 'Talking it over',
        capabilities: ['counselling'],
        quantity: 12,
        unit: 'hour',
        windows: [
          { weekly: ['thu', 'fri'], from: '10:00', to: '18:00', until: '2026-12-31' },
          '2026-05-01/09:00-24:00',
        ],
        reach: { within: ['460105'] },
        eligibility: { minAge: 12, maxAge: 60, documents: ['identity card'] },
      },
      { id: uuid(3), name: 'Meal delivery', capabilities: ['meal'], quantity: 0 },
    ]);
    expect(importNetwork({ ...input, asOf: '2026-04-01T00:00:00+08:00' }).issues).toEqual([]);
  });

  it('is told where it is not read, with its place and a remedy in both languages', () => {
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual([['NOT_READ', 'schedule', uuid(41)]]);
    expect(hints.map(({ code, path, count }) => [code, ...path, count])).toEqual([
      ['NOT_READ', 'service_area', uuid(44), 1],
      ['NOT_READ', 'required_document', uuid(46), 1],
      ['READ_AS', 'service', uuid(3), 'name', 1],
      ['READ_AS', 'service', uuid(3), 'status', 1],
    ]);
    for (const { said } of [...issues, ...hints]) {
      expect(said?.zh).toMatch(/；请/);
      expect(said?.en).toMatch(/Maybe/);
    }
  });
});

describe('there and back', () => {
  it('loses nothing of an organization, a service, a page of them', () => {
    expect(toHsds(fromHsds(clone(organization)).input).organizations).toEqual([organization]);
    const { services, ...host } = organization;
    const page = { total_items: 2, contents: services.map((service) => ({ ...service, organization: host })) };
    expect(toHsds(fromHsds(clone(page)).input).services).toEqual(page.contents);
    expect(toHsds(fromHsds(clone(services[0])).input)).toEqual({ organizations: [], services: [services[0]] });
    const [link] = counselling.service_at_locations;
    const { service_at_locations: _, ...alone } = counselling;
    expect(toHsds(fromHsds({ ...clone(link), service: alone }).input).services).toEqual([counselling]);
  });

  it('loses nothing of tables', () => {
    const { tables } = toHsdsTables(fromHsds(clone(organization)).input);
    const files = tables.map((table) => ({ file: table.file, data: toCsv(table) }));
    const again = fromHsdsTables(files);
    expect(again.issues.map(({ path }) => path)).toEqual([['schedule', uuid(41)]]);
    const plain = clone(organization);
    // Rows of attributes say of which table they are.
    for (const one of (plain.services[0] as typeof counselling).attributes)
      Object.assign(one, { link_entity: 'service' });
    expect(toHsds(again.input).organizations).toEqual([plain]);
    expect(toHsdsTables(again.input).tables).toEqual(tables);
  });

  it('loses nothing of our records, and writes what the specification asks', () => {
    fc.assert(
      fc.property(smallNetwork, ({ input }) => {
        const records = input as unknown as Input;
        const written = toHsds(records);
        z.array(hsdsOrganization).parse(written.organizations);
        z.array(hsdsService).parse(written.services);
        const { input: back, issues, hints } = fromHsds(clone(written));
        expect({ issues, hints }).toEqual({ issues: [], hints: [] });
        expect({ ...back, needs: undefined }).toEqual({ ...listed(records), needs: undefined });
        expect(toHsds({ ...back, asOf: records.asOf, slots: records.slots })).toEqual(written);
      }),
      runs(30),
    );
  });

  it('loses nothing of our records by tables', () => {
    fc.assert(
      fc.property(smallNetwork, ({ input }) => {
        const records = input as unknown as Input;
        const { tables, datapackage } = toHsdsTables(records);
        for (const { file, rows } of tables) {
          const [header = [], ...cells] = rows;
          for (const column of TABULAR_REQUIRED[file] ?? [])
            expect(cells.every((row) => row[header.indexOf(column)] !== '' && header.includes(column))).toBe(true);
          expect(new Set(cells.map((row) => row[header.indexOf('id')])).size).toBe(cells.length);
        }
        expect((datapackage['resources'] as { path: string }[]).map(({ path }) => path)).toEqual(
          tables.map(({ file }) => file),
        );
        const { input: back, issues } = fromHsdsTables(
          tables.map((table) => ({ file: table.file, data: toCsv(table) })),
        );
        expect(issues).toEqual([]);
        expect({ ...back, needs: undefined }).toEqual({ ...listed(records), needs: undefined });
      }),
      runs(15),
    );
  });

  it('writes the same of a network as of its records', () => {
    const records: Input = {
      communities: [{ id: 'c' }],
      needs: [],
      organisations: [{ id: 'o', capabilities: ['escort'], quantity: 2, unit: 'hour' }],
    };
    const [service] = toHsds(createNetwork(records)).services;
    expect(service).toMatchObject({
      id: toHsds(records).services[0]!['id'],
      capacities: [{ available: 120, unit: { name: 'minute' } }],
    });
  });
});

describe('a change', () => {
  it('of ours is written, and the rest stays', () => {
    const { input } = fromHsds(clone(organization));
    const [record] = clone(input.organisations!) as unknown as [
      Record<string, unknown> & { offers: Record<string, unknown>[] },
    ];
    record['location'] = { lat: 20.5, lng: 110.5 };
    record['cap'] = { quantity: 9, unit: 'hour' };
    Object.assign(record.offers[0]!, {
      eligibility: { minAge: 14 },
      quantity: 7,
      windows: [{ weekly: ['mon'], from: '09:00', to: '10:00' }],
    });
    Object.assign(record.offers[1]!, { quantity: 3, unit: 'session' });
    const { organizations } = toHsds({ organisations: [record as never] });
    const [written] = organizations as [typeof organization];
    const there = { ...hall, latitude: 20.5, longitude: 110.5 };
    const { maximum_age: _, ...younger } = counselling;
    expect(written.services).toEqual([
      {
        ...younger,
        minimum_age: 14,
        schedules: [
          counselling.schedules[1],
          { id: expect.any(String), freq: 'WEEKLY', byday: 'MO', opens_at: '09:00', closes_at: '10:00' },
        ],
        required_documents: [counselling.required_documents[1]],
        capacities: [{ ...counselling.capacities[0], available: 7, updated: '2026-03-01T00:00:00Z' }],
        service_at_locations: [{ ...counselling.service_at_locations[0], location: there }],
      },
      { ...ended, status: 'active', capacities: [expect.objectContaining({ available: 3 })] },
    ]);
    expect(written).toMatchObject({
      locations: [there],
      attributes: [{ value: '{"rest":{"cap":{"own":{"quantity":9,"unit":"hour"}}}}' }],
    });
    expect(only(organizations)).toMatchObject({
      ...record,
      hsds: expect.anything(),
      offers: record.offers.map((line) => ({ ...line, hsds: expect.anything() })),
    });
  });

  it('of theirs is believed', () => {
    const records: HsdsRecords = {
      organisations: [
        {
          id: 'o',
          offers: [
            {
              capabilities: ['escort'],
              quantity: 5,
              perSlot: 1,
              windows: ['每周二上午'],
              eligibility: { minAge: 60, groups: ['dibao'] },
            },
          ],
        },
      ],
    };
    const [written] = clone(toHsds(records).organizations) as unknown as [{ services: Record<string, unknown>[] }];
    Object.assign(written.services[0]!, { minimum_age: 65 });
    Object.assign((written.services[0]!['schedules'] as object[])[0]!, { byday: 'WE' });
    expect(only([written])).toMatchObject({
      id: 'o',
      offers: [
        {
          perSlot: 1,
          quantity: 5,
          windows: [{ weekly: ['wed'], from: '08:00', to: '12:00' }],
          eligibility: { minAge: 65, groups: ['dibao'] },
        },
      ],
    });
  });
});

/** All paths of an object but those to its services as such and to ids. */
function pathsIn(value: unknown, base: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...base, Array.isArray(value) ? Number(key) : key];
    const isFree = key !== 'id' && key !== 'services' && base.at(-1) !== 'services';
    return [...(isFree ? [path] : []), ...pathsIn(inner, path)];
  });
}

describe('what is wrong', () => {
  it('is kept, whatever it is', () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('MO,XX', '25:00', '2026-02-30', -1, 0.5, 1e300, '__proto__', {}, []),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...pathsIn(organization)), junk), { minLength: 1, maxLength: 4 }),
        (faults) => {
          const faulty = clone(organization);
          for (const [path, value] of faults) {
            const host = path
              .slice(0, -1)
              .reduce<unknown>(
                (one, key) => (typeof one === 'object' && one !== null ? Reflect.get(one, key) : undefined),
                faulty,
              );
            if (typeof host === 'object' && host !== null) Reflect.set(host, path.at(-1)!, clone(value));
          }
          // As it can stand in a file: lists have no fields.
          const odd = JSON.parse(JSON.stringify(faulty)) as typeof faulty;
          const { input } = fromHsds(clone(odd));
          expect(toHsds(input).organizations).toEqual([odd]);
          importNetwork({ ...input, asOf: '2026-04-01T00:00:00+08:00' });
          // A change of everything passes, too.
          const [{ hsds, offers }] = clone(input.organisations!) as unknown as [
            { hsds: unknown; offers: { hsds: unknown }[] },
          ];
          const lines = offers.map((line) => ({
            hsds: line.hsds,
            capabilities: ['escort'],
            quantity: 1,
            reach: { remote: true },
          }));
          toHsds({ organisations: [{ id: 'o', hsds, location: { lat: 1, lng: 2 }, offers: lines }] as never });
        },
      ),
      runs(75),
    );
  });

  it('costs the field, never the record', () => {
    const { input, issues } = fromHsds([
      {
        ...clone(organization),
        locations: [{ ...hall, latitude: 100 }],
        services: [{ ...counselling, minimum_age: 'twelve', status: 'odd', service_at_locations: [] }, 7],
      },
    ]);
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
      ['NOT_AN_OBJECT', 'organization', uuid(1), 'services'],
      ['OUT_OF_RANGE', 'organization', uuid(1), 'locations', 0, 'latitude'],
      ['UNKNOWN_WORD', 'service', uuid(2), 'status'],
      ['NOT_A_NUMBER', 'service', uuid(2), 'minimum_age'],
      ['NOT_READ', 'schedule', uuid(41)],
    ]);
    expect(input.organisations?.[0]?.offers?.[0]?.eligibility).toEqual({ maxAge: 60, documents: ['identity card'] });
  });

  it.each([
    ['no id', [{ name: 'x' }], [['REQUIRED', 'organization', 0, 'id']]],
    ['no object', [3], [['NOT_AN_OBJECT', 0]]],
    [
      'a torn part of ours',
      [
        {
          ...toHsds({ organisations: [{ id: 'o' }] }).organizations[0],
          attributes: [
            {
              ...(toHsds({ organisations: [{ id: 'o' }] }).organizations[0]!['attributes'] as object[])[0],
              value: '{',
            },
          ],
        },
      ],
      [['NOT_READ', 'organization', expect.any(String), 'attributes']],
    ],
  ])('%s is told', (_, data, found) => {
    expect(fromHsds(data).issues.map(({ code, path }) => [code, ...path])).toMatchObject(found);
  });

  it('times that we cannot say are told', () => {
    const base = { id: uuid(60), freq: 'WEEKLY', byday: 'MO', opens_at: '09:00', closes_at: '10:00' };
    const odd = [
      { interval: 2 },
      { byday: '1MO' },
      { opens_at: '09:00Z' },
      { closes_at: '09:00' },
      { freq: 'MONTHLY' },
      { count: 3 },
      { bymonthday: '2' },
      { byday: undefined },
      { opens_at: undefined },
    ];
    for (const fault of odd) {
      const service = { id: uuid(2), name: 'x', status: 'active', schedules: [{ ...base, ...fault }] };
      const { input, issues } = fromHsds(service);
      expect(issues.map(({ code, id }) => [code, id])).toEqual([['NOT_READ', uuid(60)]]);
      expect(input.organisations?.[0]?.offers?.[0]).not.toHaveProperty('windows');
    }
    const { input, issues } = fromHsds({
      id: uuid(2),
      name: 'x',
      status: 'active',
      schedules: [{ ...base, byday: undefined, dtstart: '2026-03-04' }],
    });
    expect(issues).toEqual([]);
    expect(input.organisations?.[0]?.offers?.[0]?.windows).toEqual([{ weekly: ['wed'], from: '09:00', to: '10:00' }]);
  });

  it('tables and rows that nothing leads to are told', () => {
    const { issues, input } = fromHsdsTables([
      { file: 'a/organizations.csv', data: `id,name,description\n${uuid(1)},n,d\n,x,y` },
      {
        file: 'services.csv',
        data: `id,organization_id,name,status\n${uuid(2)},${uuid(1)},s,active\n${uuid(3)},${uuid(9)},t,active`,
      },
      { file: 'schedules.csv', data: `id,service_id\n${uuid(4)},${uuid(8)}` },
      { file: 'units.csv', data: `id,name\n${uuid(5)},a\n${uuid(5)},b\n${uuid(6)},"c` },
      { file: '需求.csv', data: 'x' },
      { file: 'datapackage.json', data: '{}' },
    ]);
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
      ['REQUIRED', 'a/organizations.csv', 3, 'id'],
      ['BAD_QUOTES', 'units.csv', 4],
      ['DUPLICATE_ID', 'units.csv', 3, 'id'],
      ['NOT_READ', '需求.csv'],
      ['DANGLING_REFERENCE', 'schedules.csv', uuid(4)],
      ['DANGLING_REFERENCE', 'units.csv', uuid(5)],
      ['DANGLING_REFERENCE', 'units.csv', uuid(6)],
    ]);
    expect(input.organisations?.map(({ id, offers }) => [id, offers?.length])).toEqual([
      [uuid(1), 1],
      [uuid(9), 1],
    ]);
  });

  it('what is no data is misuse', () => {
    for (const wrong of [undefined, 'x', 4]) {
      expect(thrown(() => fromHsds(wrong)).code).toBe('INVALID_INPUT');
      expect(thrown(() => toHsds(wrong as never)).code).toBe('INVALID_INPUT');
    }
  });
});
