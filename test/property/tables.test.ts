import fc from 'fast-check';
import { isEqual } from 'lodash-es';
import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, importNetwork, type Network } from '../../src/index.js';
import { importTables, readTables, toCsv, writeTables } from '../../src/io/index.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { runs } from '../support/runs.js';

/** Without what says nothing: absent fields and empty objects. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]) => [key, said(each)] as const);
  return Object.fromEntries(fields.filter(([, each]) => each !== undefined && !isEqual(each, {})));
}

const facts = (network: Network) => said(network.export());

function expectSame(input: Input, locale: 'zh' | 'en'): void {
  const files = writeTables(input, { locale }).map((table) => ({ file: table.file, data: toCsv(table) }));
  const { network, issues } = importTables(files);
  expect(issues.filter((issue) => !('near' in issue) && issue.code !== 'MAYBE_TWICE')).toEqual([]);
  expect(facts(network)).toEqual(facts(createNetwork(input)));
}

/** Signs that mean something somewhere, and words that stand for others. */
const sign = fc.constantFrom(...`=+-@'"[]{}:：、,;|/ .#%\\0123456789EeA中𠮷é`);
const word = fc.constantFrom(
  '无',
  'none',
  '元',
  '养老',
  'relief',
  '低保对象',
  '志愿者:1',
  '1E+05',
  '4.6E+11',
  '#N/A',
  '2026-03-07',
  '是',
  '__proto__',
  'e\u0301',
  '[1]',
  '{}',
  '"x"',
  '社区',
);
const id = fc
  .oneof(
    word,
    fc.array(sign, { minLength: 1, maxLength: 8 }).map((signs) => signs.join('')),
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  )
  .filter((text) => text.length <= 60 && !/[\p{Cc}\p{Cs}]/u.test(text));
const text = fc
  .oneof(id, fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', ' ', '\n', 'a\r\nb', '\t', '\0', '=1+1'))
  .filter((each) => !/\p{Cs}/u.test(each));
const ids = fc.uniqueArray(id, { maxLength: 3 });
const some = fc.uniqueArray(id, { minLength: 1, maxLength: 3 });
const level = fc.constantFrom<1 | 2 | 3 | 4 | 5>(1, 2, 3, 4, 5);
const skill = fc.oneof(id, fc.record({ code: id, level }), fc.record({ code: id }));
const skills = fc.uniqueArray(skill, {
  minLength: 1,
  maxLength: 3,
  selector: (each) => (typeof each === 'string' ? each : each.code),
});
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(
      date.toISOString(),
      `${date.toISOString().slice(0, 10)}T00:00:00+08:00`,
      `${date.toISOString().slice(0, 16)}:00+08:00`,
    ),
  );
/** A unit that no built-in one is near to. */
const unit = fc.oneof(
  fc.constantFrom('yuan', 'hour', 'fen', 'item', 'session'),
  id.map((each) => `单元${each}`.slice(0, 60)),
);
const name = fc.oneof(text, fc.record({ zh: text, en: text }, { requiredKeys: [] }));

const line = fc.record(
  {
    capabilities: skills,
    quantity: fc.oneof(fc.nat(1e9), fc.constant('unlimited' as const)),
    unit,
    windows: some,
    reach: fc.record({ within: fc.constant(['460105']), radius: fc.nat(), remote: fc.boolean() }, { requiredKeys: [] }),
    eligibility: fc.record({ groups: some, excludeGroups: ids, documents: ids }, { requiredKeys: [] }),
    purposes: some,
    restriction: fc.record({ groups: some, categories: some }, { requiredKeys: [] }),
    expiresAt: instant,
  },
  { requiredKeys: ['capabilities', 'quantity'] },
);

const input: fc.Arbitrary<Input> = fc.record({
  communities: fc.uniqueArray(
    fc.record(
      {
        id,
        name,
        checks: fc.array(fc.record({ code: id, expiresAt: instant }, { requiredKeys: ['code'] }), { maxLength: 2 }),
        assets: fc.array(fc.record({ dimension: fc.constantFrom('people' as const, 'scenery' as const), name: text }), {
          maxLength: 2,
        }),
        location: fc.record({
          lat: fc.double({ min: -90, max: 90, noNaN: true }),
          lng: fc.double({ min: -180, max: 180, noNaN: true }),
        }),
        adminCode: fc.constantFrom('46', '460105', '460105001000'),
        declines: ids,
        updatedAt: instant,
        offers: fc.array(line, { maxLength: 3 }),
      },
      { requiredKeys: ['id'] },
    ),
    { selector: (each) => each.id, minLength: 1, maxLength: 4 },
  ),
  volunteers: fc.uniqueArray(
    fc.oneof(
      fc.record({ id }),
      fc.tuple(id, line).map(([own, offer]) => ({ id: own, ...offer })),
      fc.record({ id, capabilities: skills, hours: fc.nat(99) }),
    ),
    { selector: (each) => each.id, maxLength: 3 },
  ),
  needs: fc.constant([]),
  catalogue: fc.option(
    fc.uniqueArray(
      fc.record({ code: id, name, unit: fc.constantFrom('hour', 'session') }, { requiredKeys: ['code', 'unit'] }),
      { selector: (each) => each.code, maxLength: 3 },
    ),
    { nil: undefined },
  ),
}) as fc.Arbitrary<Input>;

/** What a line of a need, or of a pattern, says besides its capability. */
const asked = fc
  .record(
    {
      societies: fc.uniqueArray(fc.constantFrom('community', 'organisation', 'volunteer'), { minLength: 1 }),
      quantity: fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.constant('unknown')),
      unit,
      windows: some,
      remote: fc.boolean(),
      checks: ids,
      minimum: fc.nat(5),
      single: fc.boolean(),
      role: fc.constantFrom('platform', 'lead', 'carrier', 'helper', 'supplement'),
    },
    { requiredKeys: [] },
  )
  .map(({ minimum, ...line }) =>
    minimum !== undefined && !line.single && typeof line.quantity === 'number' && minimum <= line.quantity
      ? { ...line, minimum }
      : line,
  );
const askedOf = fc.tuple(skill, asked).map(([capability, line]) => ({ capability, ...line }));
const anyLine = fc.oneof(
  askedOf,
  asked.filter((line) => Object.keys(line).length > 0),
);
const patterns = (codes: readonly string[]) =>
  fc.uniqueArray(
    fc.oneof(
      fc.constantFrom(...codes),
      fc.record({ id, requirements: fc.array(askedOf, { minLength: 1, maxLength: 2 }) }),
    ),
    { minLength: 1, maxLength: 3, selector: (each) => (typeof each === 'string' ? each : each.id) },
  );

/** Needs that are met whole, in one of several ways, in parts of a least size: with a catalogue that says how. */
const choosy: fc.Arbitrary<Input> = fc
  .uniqueArray(
    fc.record(
      { code: id, name, requirements: fc.array(anyLine, { minLength: 1, maxLength: 3 }) },
      { requiredKeys: [] },
    ),
    { selector: (each) => each.code, minLength: 1, maxLength: 3 },
  )
  .chain((entries) => {
    const listed = entries.flatMap(({ code, ...rest }) => (code === undefined ? [] : [{ code, ...rest }]));
    const codes = listed.filter(({ requirements }) => requirements).map(({ code }) => code);
    const ways = codes.length > 0 ? patterns(codes) : fc.constant(undefined);
    const need = fc.oneof(
      fc.record({ id, partial: fc.boolean(), requirements: fc.array(askedOf, { minLength: 1, maxLength: 3 }) }),
      fc.record({ id, patterns: ways, requirements: fc.array(askedOf, { minLength: 1, maxLength: 2 }) }),
      fc.tuple(id, askedOf).map(([own, line]) => ({ ...line, id: own })),
    );
    return fc.record({
      communities: fc.constant([{ id: 'c' }]),
      catalogue: fc
        .tuple(ways, fc.constant(listed))
        .map(([way, [first, ...others]]) => [
          ...(first ? [{ ...first, ...(way && { patterns: way }) }] : []),
          ...others,
        ]),
      needs: fc.uniqueArray(
        need.map((each) => ({ ...each, community: 'c', urgency: '难' })),
        { selector: (each) => each.id, maxLength: 3 },
      ),
    });
  }) as fc.Arbitrary<Input>;

const locale = fc.constantFrom<('zh' | 'en')[]>('zh', 'en');

describe('tables', () => {
  it('written and read back make the same network', () => {
    fc.assert(
      fc.property(smallNetwork, locale, (one, language) => expectSame(one.input as Input, language)),
      runs(14),
    );
  });

  it('whatever stands in ids, names and lists', () => {
    fc.assert(
      fc.property(input, locale, (records, language) => expectSame(records, language)),
      runs(40),
    );
  });

  it('with needs that are met whole, by patterns of the catalogue or their own', () => {
    fc.assert(
      fc.property(choosy, locale, (records, language) => {
        fc.pre(importNetwork(records).issues.length === 0);
        expectSame(records, language);
      }),
      runs(40),
    );
  });

  it('of any text or bytes are read without a throw', () => {
    const cell = fc.oneof(text, word, fc.constantFrom('编号', '社区', '能力', '数量', '单位', '紧急程度', '截止日期'));
    const csv = fc
      .array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 })
      .chain((rows) => fc.constantFrom(',', ';', '\t').map((by) => rows.map((row) => row.join(by)).join('\n')));
    const data = fc.oneof(
      csv,
      csv.map((each) => `编号,社区,能力,数量,紧急程度\n${each}`),
      fc.uint8Array(),
      fc.string({ unit: 'binary' }),
    );
    const file = fc.constantFrom(
      '社区.csv',
      '需求.csv',
      '志愿者.csv',
      '目录.csv',
      '社工站.csv',
      '数据日期.csv',
      'x.csv',
    );
    fc.assert(
      fc.property(fc.array(fc.record({ file, data }), { maxLength: 4 }), (tables) => {
        const { issues } = importTables(tables);
        for (const issue of issues) expect(typeof issue.message).toBe('string');
        expect(() => JSON.stringify(readTables(tables))).not.toThrow();
      }),
      runs(40),
    );
  });
});
