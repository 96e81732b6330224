/**
 * Real lists through the import. They come from public sources and are not part of this repository: set FSL_DATA to a folder that holds
 * `nyc-service-volunteer/opportunities.json` (NYC Service, NYC Open Data bquu-z2ht) and the lists of `sahana-eden-lists` (github.com/sahana/eden,
 * MIT): `la-organisations.json`, `volunteers-rlp-demo.json`, `warehouse-stock-ph.json`. Without it these tests are skipped.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Cell, importTables, type Table, toCsv } from '../../src/io/index.js';
import { needsOf, providersOf } from '../../src/model/network.js';

const folder = process.env['FSL_DATA'];

function read<T>(path: string): T[] {
  return JSON.parse(readFileSync(join(folder ?? '', path), 'utf8'));
}

/** As a spreadsheet would have saved it. */
function table(file: string, ...rows: Cell[][]): Table {
  return { file, data: new TextEncoder().encode(toCsv({ rows })) };
}

/** What was lost; words that one side alone says are told beside. */
function readIn(tables: Parameters<typeof importTables>[0]) {
  const { network, issues } = importTables(tables);
  return { network, issues: issues.filter(({ code }) => code !== 'LONE_WORD') };
}

const unique = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
const NO_NEEDS = table('needs.csv', ['id', 'community', 'urgency']);
const NO_COMMUNITIES = table('communities.csv', ['id']);

interface Call {
  id: string;
  title: string;
  category: string | null;
  volunteersRequested: number;
  priority: boolean;
  postcode: string | null;
  lat: number | null;
  lon: number | null;
  created: string;
  end: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `June 19 2011` as 2011年6月19日. */
function chinese(date: string): string {
  const [month = '', day, year] = date.split(' ');
  return `${year}年${MONTHS.indexOf(month) + 1}月${day}日`;
}

describe.skipIf(!folder)('665 calls for 52,388 volunteers in New York, 2011', () => {
  it('enter, but for those without a place or without a category', () => {
    const calls = read<Call>('nyc-service-volunteer/opportunities.json');
    const head = [
      'ID',
      'title',
      'community',
      'category',
      'urgency',
      'quantity',
      'unit',
      'reported at',
      'deadline',
      'latitude',
      'longitude',
    ];
    const rows = calls.map((call) => [
      call.id,
      call.title,
      call.postcode,
      call.category,
      call.priority ? '难' : '盼',
      call.volunteersRequested,
      'people',
      chinese(call.created),
      chinese(call.end),
      call.lat,
      call.lon,
    ]);
    const communities = unique(calls.map(({ postcode }) => postcode));
    const { network, issues } = readIn([
      table('nyc needs.csv', head, ...rows),
      table('communities.csv', ['id'], ...communities.map((postcode) => [postcode])),
    ]);
    const expected = calls.flatMap((call, index) => {
      const row = index + 2;
      const lost = (column: string, code: string) => [`${row} ${column} ${code}`];
      if (call.postcode === null) return lost('community', 'REQUIRED');
      // Two are categories of the catalogue, which stand for several lines: an amount does not say of which.
      const isOurs = ['Education', 'Environment'].includes(call.category ?? '');
      return call.category === null || isOurs ? lost('能力', 'REQUIRED') : [];
    });
    expect(issues.map(({ row, column, code }) => `${row} ${column} ${code}`).sort()).toEqual(expected.sort());
    expect(calls.reduce((sum, call) => sum + call.volunteersRequested, 0)).toBe(52_388);
    const refused = new Set(issues.map(({ row }) => row));
    const good = calls.filter((_, index) => !refused.has(index + 2));
    expect(needsOf(network).map(({ id }) => id)).toEqual(good.map(({ id }) => id).sort());
    const asked = needsOf(network).flatMap(({ requirements }) => requirements.map(({ quantity }) => Number(quantity)));
    expect(asked.reduce((a, b) => a + b, 0)).toBe(good.reduce((sum, call) => sum + call.volunteersRequested, 0));
  });
});

type Row = Readonly<Record<string, string>>;

describe.skipIf(!folder)('lists of Sahana Eden', () => {
  it('147 services of 105 organisations in Los Angeles: but for names that are too long, and services listed twice', () => {
    const services = read<Row>('sahana-eden-lists/la-organisations.json');
    const service = (each: Row) => [each['SubService'], each['SubSubService']].filter(Boolean).join('/');
    const rows = services.map((each) => [each['Organisation'], each['Comments'], service(each), '不限']);
    const { network, issues } = readIn([
      NO_COMMUNITIES,
      NO_NEEDS,
      table('organisations.csv', ['id', 'comments', 'capabilities', 'quantity'], ...rows),
    ]);
    const names = unique(services.map((each) => each['Organisation'] ?? null));
    const twice = services.filter((each, index) =>
      services
        .slice(0, index)
        .some((other) => other['Organisation'] === each['Organisation'] && service(other) === service(each)),
    );
    const long = names.filter((name) => name.length > 64);
    // Reading finds what comes twice before the schemas see how long a name is.
    const repeated = new Set(twice.map((each) => each['Organisation']));
    const bad = new Set([...long, ...repeated]);
    expect(names).toHaveLength(105);
    expect(providersOf(network)).toHaveLength(105 - bad.size);
    expect(new Set(issues.map(({ value }) => value))).toEqual(bad);
    for (const { code, value, row } of issues) {
      expect([code, rows[row! - 2]![0]]).toEqual([repeated.has(String(value)) ? 'DUPLICATE_ID' : 'BAD_ID', value]);
    }
  });

  it('100 volunteers of Rheinland-Pfalz, and 152 lines of a warehouse in the Philippines: all', () => {
    const people = read<Row & { skills: string[] }>('sahana-eden-lists/volunteers-rlp-demo.json');
    const stock = read<Row>('sahana-eden-lists/warehouse-stock-ph.json');
    const districts = unique(people.map((each) => each['district'] ?? null));
    const { network, issues } = readIn([
      NO_NEEDS,
      table('communities.csv', ['id'], ...districts.map((district) => [district])),
      table(
        'volunteers.csv',
        ['id', 'occupation', 'community', 'skills', 'quantity', 'unit'],
        ...people.map((each) => [
          each['id'],
          each['occupation'],
          each['district'],
          each.skills.join(';'),
          each['weeklyHours'],
          'hours',
        ]),
      ),
      table(
        'resources.csv',
        ['id', 'name', 'kind', 'capabilities', 'quantity', 'unit'],
        ...stock.map((each, i) => [
          `${i + 1}`,
          each['Item Name'],
          '物资',
          each['Category'],
          each['Quantity'],
          each['Unit of Measure'],
        ]),
      ),
    ]);
    expect(issues).toEqual([]);
    const offers = (society: string) =>
      providersOf(network).flatMap((provider) => (provider.society === society ? provider.offers : []));
    const sum = (society: string) => offers(society).reduce((total, { quantity }) => total + Number(quantity), 0);
    expect([offers('volunteer').length, sum('volunteer')]).toEqual([
      100,
      60 * people.reduce((total, each) => total + Number(each['weeklyHours']), 0),
    ]);
    expect([offers('resource').length, sum('resource')]).toEqual([
      152,
      stock.reduce((total, each) => total + Number(each['Quantity']), 0),
    ]);
  });
});
