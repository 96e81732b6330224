import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/index.js';
import * as lists from '../../../src/io/cell-lists.js';
import * as cells from '../../../src/io/cells.js';
import { date, lastDate } from '../../../src/io/dates.js';
import { knownWords } from '../../../src/io/read.js';
import { groupColumns } from '../../../src/io/record-columns.js';
import type { Cell } from '../../../src/io/tables.js';
import { processorSeconds } from '../../support/processor.js';

const known = knownWords(catalogue, new Set());

/** The value, or the code and message of what is wrong. */
function read(type: cells.CellType, cell: Cell, commas = false): unknown {
  let fault: string | undefined;
  const value = cells.readCell(type, cell, { ...known, commas }, (code, message) => {
    fault ??= `${code}: ${message}`;
  });
  return fault ?? value;
}

const { adminCodeCell: adminCode, idCell: id, number, offered, required, truth } = cells;
const { listOf, skillCell: skill, unit } = lists;

describe('numbers', () => {
  it.each<[Cell, unknown]>([
    ['3', 3],
    ['３．５', 3.5],
    [' 12 ', 12],
    ['1,234', 1234],
    ['1,234,567.5', 1_234_567.5],
    ['１，２３４', 1234],
    ['-73.98', -73.98],
    ['1e-7', 1e-7],
    [0.1, 0.1],
  ])('fault 75: %j is %j', (cell, value) => expect(read(number, cell)).toBe(value));

  it.each<[Cell, string]>([
    ['三', 'expected a number, found "三".'],
    ['12,5', 'Maybe 12.5.'],
    ['3小时', 'Maybe 3, with "小时" in the column of units.'],
    ['¥300', 'Maybe 300.'],
    ['约30', 'expected a number'],
    ['1E+05', 'expected a number'],
    ['0x10', 'expected a number'],
    ['Infinity', 'expected a number'],
    ['9'.repeat(400), 'expected a number'],
    ['1,23,456', 'expected a number'],
  ])('fault 75: %j is none', (cell, hint) => expect(read(number, cell)).toContain(hint));

  it('a comma is ambiguous where semicolons separate', () => {
    expect(read(number, '1,234', true)).toMatch(/^NOT_A_NUMBER.*Maybe 1\.234 or 1234\.$/);
    expect(read(number, '1,234.5', true)).toMatch(/^NOT_A_NUMBER/);
  });

  it('words stand for some', () => {
    expect([read(offered, '不限'), read(offered, 'Unlimited')]).toEqual(['unlimited', 'unlimited']);
    expect([read(required, '未知'), read(required, 'unknown')]).toEqual(['unknown', 'unknown']);
    expect(read(required, '不限')).toMatch(/^NOT_A_NUMBER/);
  });
});

describe('codes of places', () => {
  it.each<[Cell, unknown]>([
    [460105001000, '460105001000'],
    ['460105001000', '460105001000'],
    ['４６０１０５', '460105'],
  ])('%j is %j', (cell, value) => expect(read(adminCode, cell)).toBe(value));

  it.each<[Cell, string]>([
    ['4.60105E+11', 'CELL_CHANGED: the digits of "4.60105E+11" are lost.'],
    ['46010500100', 'BAD_ADMIN_CODE: expected 2, 4, 6, 9 or 12 digits, found 11. Maybe a spreadsheet took zeros'],
    [1e20, 'CELL_CHANGED: of a number spreadsheets keep only 15 digits.'],
  ])('%j is refused', (cell, message) => expect(read(adminCode, cell)).toContain(message));
});

describe('ids', () => {
  it.each<[Cell, unknown]>([
    [7, '7'],
    ['007', '007'],
    [' 7 ', '7'],
    ['７', '７'],
    ['e\u0301', 'e\u0301'],
    ['__proto__', '__proto__'],
    ['"= 1"', '= 1'],
  ])('%j is %j', (cell, value) => expect(read(id, cell)).toBe(value));

  it.each<Cell>(['4.6E+17', 1e15, new Date(0), '#N/A', '#REF!'])('%j was changed by a spreadsheet', (cell) =>
    expect(read(id, cell)).toMatch(/^CELL_CHANGED/),
  );
});

describe('dates', () => {
  it.each<[Cell, string]>([
    ['2026-03-07', '2026-03-07T00:00:00+08:00'],
    ['2026/3/7', '2026-03-07T00:00:00+08:00'],
    ['2026.3.7', '2026-03-07T00:00:00+08:00'],
    ['2026年3月7日', '2026-03-07T00:00:00+08:00'],
    ['２０２６年３月７日', '2026-03-07T00:00:00+08:00'],
    ['2026 年 3 月 7 日', '2026-03-07T00:00:00+08:00'],
    ['2026年3月7号 8:30', '2026-03-07T08:30:00+08:00'],
    ['20260307', '2026-03-07T00:00:00+08:00'],
    ['46088', '2026-03-07T00:00:00+08:00'],
    [46088.5, '2026-03-07T12:00:00+08:00'],
    ['2026/3/7 8:30', '2026-03-07T08:30:00+08:00'],
    ['2026-03-07 08:30:15', '2026-03-07T08:30:15+08:00'],
    ['2026年3月7日 8时30分', '2026-03-07T08:30:00+08:00'],
    ['2026-03-07T08:30:00Z', '2026-03-07T08:30:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00+08:00'],
    [new Date(Date.UTC(2026, 2, 7, 8, 29, 59, 999)), '2026-03-07T08:30:00+08:00'],
    [new Date(Date.UTC(2026, 2, 7)), '2026-03-07T00:00:00+08:00'],
  ])('%j is %j', (cell, value) => expect(read(date, cell)).toBe(value));

  it.each<Cell>([
    '2026-02-29',
    '2026-13-01',
    '2026-03-07 25:00',
    '3/7/2026',
    '26-3-7',
    '7',
    '明天',
    '10000-01-01',
    '2026-0'.repeat(9),
    `2026年3月7${' '.repeat(30_000)}日`,
  ])('%j is none', (cell) => expect(read(date, cell)).toMatch(/^BAD_INSTANT: expected a date such as/));

  it('the last day is meant whole, and a time is a time', () => {
    expect(read(lastDate, '2026-02-28')).toBe('2026-03-01T00:00:00+08:00');
    expect(read(lastDate, '2026-02-28 08:00')).toBe('2026-02-28T08:00:00+08:00');
  });
});

describe('units', () => {
  it.each([
    ['元', 'yuan'],
    ['小时', 'hour'],
    ['Hours', 'hour'],
    ['人次', 'person'],
    ['桶', '桶'],
    ['单元', '单元'],
  ])('%s is %s', (cell, value) => expect(read(unit, cell)).toBe(value));

  it.each(['万元', '元/月', '元整', '个小时', '小时/周'])('%s is none', (word) =>
    expect(read(unit, word)).toMatch(/^UNKNOWN_UNIT.*Maybe (?:元|小时)/),
  );

  it('a code of the catalogue is what it says', () => {
    const own = knownWords([{ code: '元' }], new Set());
    expect(cells.readCell(unit, '元', own, () => {})).toBe('元');
  });
});

describe('lists', () => {
  it.each(['a、b', 'a,b', 'a;b', 'a；b', 'a|b', 'a，b', 'a\nb', ' a 、 b 、', '["a","b"]'])('%j has two', (cell) =>
    expect(read(listOf(id), cell)).toEqual(['a', 'b']),
  );

  it('groups have short names', () => {
    expect(read(listOf(groupColumns), '低保、残疾，独居；一般居民；自定人群')).toEqual([
      'dibao',
      'disabled',
      'living-alone',
      'general',
      '自定人群',
    ]);
  });

  it('无 is none at all', () => expect(read(listOf(id), '无')).toEqual([]));

  it('capabilities have names, codes and levels', () => {
    expect(read(listOf(skill), '陪同就医:3、meal、legal advice：2')).toEqual([
      { code: 'escort', level: 3 },
      'meal',
      { code: 'legalAid', level: 2 },
    ]);
  });

  it('checks have last days', () => {
    expect(read(listOf(lists.check), 'childSafety:2026-12-31、police')).toEqual([
      { code: 'childSafety', expiresAt: '2027-01-01T00:00:00+08:00' },
      { code: 'police' },
    ]);
  });

  it('node keys have Chinese kinds', () =>
    expect(read(listOf(lists.key), '志愿者:7、community:c')).toEqual(['volunteer:7', 'community:c']));
});

describe('truth', () => {
  it.each(['是', 'Yes', 'TRUE', '１', '√'])('%s is true', (cell) => expect(read(truth, cell)).toBe(true));
  it.each(['否', 'no', '0', '×'])('%s is false', (cell) => expect(read(truth, cell)).toBe(false));
  it('maybe is neither', () => expect(read(truth, '也许')).toMatch(/^NOT_A_BOOLEAN/));
});

describe('a hostile cell', () => {
  it('fault 80: that is JSON, but broken off, nested 10,000 deep, or with a key twice', () => {
    for (const cell of ['["a"', '['.repeat(10_000), `${'['.repeat(10_000)}${']'.repeat(10_000)}`]) {
      expect(() => read(listOf(skill), cell)).not.toThrow();
    }
    expect(read(listOf(skill), '[{"code":"a","code":"b"}]')).toEqual([{ code: 'b' }]);
  });

  it.each(['9', ':', '：', ' :', '、', '[', '"', '{"a":', '年', '2026-', '1,', 'ﷺ', '\n', ' a'])(
    'fault 81: of many %j takes no time',
    async (part) => {
      const long = part.repeat(Math.ceil(100_000 / part.length));
      for (const type of [
        number,
        adminCode,
        id,
        date,
        unit,
        truth,
        listOf(skill),
        listOf(lists.check),
        listOf(lists.key),
      ]) {
        for (const cell of [long, long.trim().slice(0, 32_000)]) {
          // Whatever else runs here, one of a few times it is not disturbed.
          let seconds = Number.POSITIVE_INFINITY;
          for (let i = 0; i < 10 && seconds >= 0.05; i++) seconds = await processorSeconds(() => read(type, cell));
          expect(seconds).toBeLessThan(0.05);
        }
      }
    },
  );
});
