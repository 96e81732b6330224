/**
 * Two real directories of human services as HSDS tables, there and back: legal aid in Florida (an example of openreferral/hsds-transformer) and San Mateo County (the sample of
 * codeforamerica/ohana-api). They are public and not part of this repository: set FSL_DATA to a folder that holds `florida-legal-aid` and `ohana-sample`, each with the text of its source. With
 * HSDS_SCHEMAS, the folder `schema` of openreferral/specification, what is written is checked by these schemas.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromHsds, fromHsdsTables, toHsds, toHsdsTables } from '../../src/io/index.js';
import { importNetwork } from '../../src/model/network.js';
import type { Input } from '../../src/model/records.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { SMALLEST } from '../support/samples.js';

type Row = Record<string, string>;
const DATA = process.env['FSL_DATA'] ?? '';
const rows = (path: string): Row[] =>
  z.array(z.record(z.string(), z.string())).parse(JSON.parse(readFileSync(join(DATA, path), 'utf8')));
const listed = (cell = '', separator: RegExp = /; /): string[] => cell.split(separator).filter((word) => word !== '');

const table = (file: string, list: readonly Row[]) => {
  const columns = [...new Set(list.flatMap((row) => Object.keys(row)))];
  return { file: `${file}.csv`, rows: [columns, ...list.map((row) => columns.map((column) => row[column] ?? ''))] };
};
/** Cells by table, id and column; empty ones say nothing, and numbers are what they are. */
const cellsOf = (tables: readonly { file: string; rows: readonly (readonly unknown[])[] }[]) =>
  tables
    .flatMap(({ file, rows: [header = [], ...list] }) =>
      list.flatMap((row) => {
        const id = row[header.indexOf('id')];
        return header
          .map((column, i) => `${file} ${id} ${column} ${row[i] ?? ''}`)
          .filter((cell) => !cell.endsWith(' '));
      }),
    )
    .toSorted();

/** Terms and the attributes that give them to services. */
function termsOf(given: readonly (readonly [service: string, type: string, term: string])[]) {
  const terms = [...new Set(given.map(([, , term]) => term))];
  return [
    table(
      'taxonomy_terms',
      terms.map((name, i) => ({ id: `t${i}`, name, description: name })),
    ),
    table(
      'attributes',
      given.map(([link_id, link_type, term], i) => ({
        id: `a${i}`,
        link_id,
        link_entity: 'service',
        link_type,
        taxonomy_term_id: `t${terms.indexOf(term)}`,
      })),
    ),
  ];
}

function florida() {
  const services = rows('florida-legal-aid/services.json');
  const locations = new Map(rows('florida-legal-aid/locations.json').map((row) => [row['location_uuid'], row]));
  return [
    table(
      'organizations',
      rows('florida-legal-aid/organizations.json').map((row) => ({
        id: row['organization_uuid']!,
        name: row['organization_name']!,
        alternate_name: row['organization_alternate_name']!,
        description: row['organization_description']!,
        website: row['organization_url']!,
        year_incorporated: row['organization_year_incorporated']!,
        legal_status: row['organization_legal_status']!,
      })),
    ),
    table(
      'services',
      services.map((row) => ({
        id: row['service_uuid']!,
        organization_id: row['organization_uuid']!,
        name: row['service_name']!,
        alternate_name: row['service_alternate_name']!,
        description: row['service_description']!,
        url: row['service_url']!,
        status: 'active',
        minimum_age: row['service_min_age']!,
        maximum_age: row['service_max_age']!,
        eligibility_description: row['service_immigration_status']!.trim(),
      })),
    ),
    table(
      'locations',
      [...locations.values()].map((row) => ({
        id: row['location_uuid']!,
        organization_id: row['organization_uuid']!,
        name: row['location_name']!.trim(),
        location_type: 'physical',
        url: row['location_url']!,
      })),
    ),
    table(
      'service_areas',
      services.flatMap((row) =>
        listed(row['service_areas']).map((name, i) => ({
          id: `${row['service_uuid']}-${i}`,
          service_id: row['service_uuid']!,
          name,
        })),
      ),
    ),
    ...termsOf(
      services.flatMap((row) =>
        listed(row['service_problem_codes']).map((term) => [row['service_uuid']!, 'service type', term] as const),
      ),
    ),
  ];
}

const BYDAY: Row = {
  Sunday: 'SU',
  Monday: 'MO',
  Tuesday: 'TU',
  Wednesday: 'WE',
  Thursday: 'TH',
  Friday: 'FR',
  Saturday: 'SA',
};

function ohana() {
  const path = (name: string) => `ohana-sample/${name}.json`;
  const locations = rows(path('locations'));
  const services = rows(path('services'));
  const organizationAt = new Map(locations.map((row) => [row['id'], row['organization_id']!]));
  return [
    table(
      'organizations',
      rows(path('organizations')).map(({ id, name, description, alternate_name, legal_status, website }) => ({
        id: id!,
        name: name!,
        description: description!,
        alternate_name: alternate_name!,
        legal_status: legal_status!,
        website: website!,
      })),
    ),
    table(
      'locations',
      locations.map((row) => ({
        id: row['id']!,
        organization_id: row['organization_id']!,
        name: row['name']!,
        description: row['description']!,
        transportation: row['transportation']!,
        latitude: row['latitude']!,
        longitude: row['longitude']!,
        location_type: row['virtual'] === 'true' ? 'virtual' : 'physical',
      })),
    ),
    table(
      'addresses',
      rows(path('addresses')).map((row) => ({ ...row, address_type: 'physical' })),
    ),
    table(
      'accessibility',
      locations.flatMap((row) =>
        listed(row['accessibility'], /, /).map((description, i) => ({
          id: `${row['id']}-${i}`,
          location_id: row['id']!,
          description,
        })),
      ),
    ),
    table(
      'services',
      services.map((row) => ({
        id: row['id']!,
        organization_id: organizationAt.get(row['location_id'])!,
        name: row['name']!,
        description: row['description']!,
        status: row['status']!,
        application_process: row['application_process']!,
        eligibility_description: row['eligibility']!,
        fees_description: row['fees']!,
        interpretation_services: row['interpretation_services']!,
        url: row['website']!,
      })),
    ),
    table(
      'service_at_location',
      services.map((row) => ({ id: `s${row['id']}`, service_id: row['id']!, location_id: row['location_id']! })),
    ),
    table(
      'schedules',
      rows(path('regular_schedules')).map((row) => ({
        id: row['id']!,
        location_id: row['location_id']!,
        service_id: row['service_id']!,
        freq: 'WEEKLY',
        byday: BYDAY[row['weekday']!] ?? row['weekday']!,
        opens_at: row['opens_at']!,
        closes_at: row['closes_at']!,
      })),
    ),
    table(
      'service_areas',
      services.flatMap((row) =>
        listed(row['service_areas'], /, /).map((name, i) => ({
          id: `${row['id']}-${i}`,
          service_id: row['id']!,
          name,
        })),
      ),
    ),
    table(
      'required_documents',
      services.flatMap((row) =>
        listed(row['required_documents'], /, /).map((document, i) => ({
          id: `${row['id']}-${i}`,
          service_id: row['id']!,
          document,
        })),
      ),
    ),
    ...termsOf(
      services.flatMap((row) =>
        [...new Set(listed(row['keywords'], /, /))].map((term) => [row['id']!, 'keyword', term] as const),
      ),
    ),
  ];
}

describe.skipIf(!DATA || !existsSync(join(DATA, 'ohana-sample/services.json')))('real directories', () => {
  it.each([
    [
      'florida-legal-aid',
      florida,
      { organisations: 20, offers: 135, placed: 0, aged: 26 },
      [/^NOT_A_NUMBER service [\da-f-]{36} minimum_age$/],
      [
        ['NOT_READ', 'service_area', 1493],
        ['READ_AS', 'service', 17],
      ],
    ],
    [
      'ohana-sample',
      ohana,
      { organisations: 8, offers: 23, placed: 7, aged: 0 },
      [/schedule 13$/, /schedule 9$/, /schedule 10$/],
      [
        ['NOT_READ', 'service_area', 32],
        ['READ_AS', 'organization', 5],
        ['READ_AS', 'service', 2],
      ],
    ],
  ])('%s goes there and back without loss', (_, tables, counted, told, settled) => {
    const given = tables();
    const { input, issues, hints } = fromHsdsTables(given);
    const lines = input.organisations!.flatMap(({ offers = [] }) => offers);
    expect({
      organisations: input.organisations!.length,
      offers: lines.length,
      placed: input.organisations!.filter(({ location }) => location).length,
      aged: lines.filter(({ eligibility }) => eligibility?.minAge !== undefined).length,
    }).toEqual(counted);
    expect(cellsOf(toHsdsTables(input).tables)).toEqual(cellsOf(given));
    const nested = toHsds(input);
    expect(toHsds(fromHsds(JSON.parse(JSON.stringify(nested))).input)).toEqual(nested);
    // What is not read is told; the records can be matched.
    expect(
      importNetwork({
        ...SMALLEST,
        ...input,
        communities: SMALLEST.communities,
        needs: SMALLEST.needs,
        asOf: '2026-03-01T00:00:00+08:00',
      }).issues,
    ).toEqual([]);
    expect(issues.map(({ code, path }) => [code, ...path].join(' '))).toEqual(
      told.map((line) => expect.stringMatching(line)),
    );
    expect(hints.map(({ code, path, count }) => [code, path[0], count]).toSorted()).toEqual(settled);
  });
});

const SCHEMAS = process.env['HSDS_SCHEMAS'] ?? '';

describe.skipIf(!existsSync(join(SCHEMAS, 'service.json')))('the schemas of the specification', () => {
  it('hold what is written', () => {
    const ajv = new Ajv({
      strict: false,
      logger: false,
      allErrors: true,
      formats: { uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i },
    });
    const names = new Map<string, string>();
    for (const file of readdirSync(SCHEMAS).filter((name) => name.endsWith('.json') && name !== 'openapi.json')) {
      const schema = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as { $id?: string };
      names.set(file, schema.$id ?? file);
      ajv.addSchema(schema, schema.$id ?? file);
    }
    const faults = (file: string, value: unknown) => {
      const check = ajv.getSchema(names.get(file)!)!;
      return check(value) ? [] : check.errors;
    };
    expect(faults('service.json', { id: 'x' })).not.toEqual([]);
    for (const { input } of fc.sample(smallNetwork, { numRuns: 50, seed: 1 })) {
      const written = toHsds(input as unknown as Input);
      for (const service of written.services) expect(faults('service.json', service)).toEqual([]);
      for (const organization of written.organizations) expect(faults('organization.json', organization)).toEqual([]);
    }
  });
});
