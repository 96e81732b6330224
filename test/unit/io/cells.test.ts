import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/index.js';
import * as lists from '../../../src/io/cell-lists.js';
import * as cells from '../../../src/io/cells.js';
import { date, lastDate } from '../../../src/io/dates.js';
import { knownWords } from '../../../src/io/read.js';
import { groupColumns } from '../../../src/io/record-columns.js';
import type { Cell } from '../../../src/io/tables.js';
import type { Bilingual } from '../../../src/model/vocabulary.js';
import { processorSeconds } from '../../support/processor.js';

const known = knownWords(catalogue, new Set());

/** The value, or the code and message of what is wrong; of READ_AS both. */
function read(type: cells.CellType, cell: Cell, more: Partial<cells.Known> = {}): unknown {
  let fault: string | undefined;
  let as: string | undefined;
  const value = cells.readCell(type, cell, { ...known, ...more }, (code, message) => {
    if (code === 'READ_AS') as = (message as Bilingual).en;
    else fault ??= `${code}: ${message}`;
  });
  return fault ?? (as === undefined ? value : [value, as]);
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
    // As Excel keeps it.
    [0.30000000000000004, 0.3],
    ['三', 3],
    ['十二', 12],
    ['两百', 200],
    ['二百零五', 205],
    ['3万', 30_000],
    ['1.1万', 11_000],
    ['5个', 5],
    ['/', undefined],
    ['——', undefined],
  ])('fault 75: %j is %j', (cell, value) => expect(read(number, cell)).toBe(value));

  it.each<[Cell, string]>([
    ['很多', 'expected a number, found "很多".'],
    ['12,5', 'Maybe 12.5.'],
    ['$300', 'expected a number'],
    ['2-3次', 'expected a number'],
    ['每周2次', 'expected a number'],
    ['一般', 'expected a number'],
    ['一人一策', 'expected a number'],
    ['百', 'expected a number'],
    ['¥3吨', 'expected a number'],
    ['1E+05', 'expected a number'],
    ['0x10', 'expected a number'],
    ['Infinity', 'expected a number'],
    ['9'.repeat(400), 'expected a number'],
    ['1,23,456', 'expected a number'],
  ])('fault 75: %j is none', (cell, hint) => expect(read(number, cell)).toContain(hint));

  it('a comma is ambiguous where semicolons separate', () => {
    for (const cell of ['1,234', '1,234.5', '1,234元', '¥1,234'])
      expect(read(number, cell, { commas: true })).toMatch(/^NOT_A_NUMBER/);
    expect(read(number, '1,234', { commas: true })).toMatch(/Maybe 1\.234 or 1234\.$/);
  });

  it.each<[string, number, string]>([
    ['3次', 3, '次'],
    ['３ 次', 3, '次'],
    ['2个小时', 2, '小时'],
    ['两个半小时', 2.5, '小时'],
    ['半小时', 0.5, '小时'],
    ['1小时30分', 90, '分钟'],
    ['90min', 90, 'min'],
    ['¥3,000', 3000, '元'],
    ['￥3000元', 3000, '元'],
    ['3万元', 30_000, '元'],
    ['2.5千元整', 2500, '元'],
    ['3千克', 3, '千克'],
    ['500块', 500, '元'],
    ['三十人', 30, '人'],
  ])('%s is %d, in %s', (cell, value, unit) => expect(read(number, cell)).toEqual({ value, unit, about: false }));

  it.each<[string, number]>([
    ['约30', 30],
    ['20余', 20],
    ['50+', 50],
    ['大约三百', 300],
    ['30左右', 30],
  ])('%s is %d, and told', (cell, value) =>
    expect(read(number, cell)).toEqual([value, `"${cell}" was read as ${value}.`]),
  );

  it('words stand for some', () => {
    expect([read(offered, '不限'), read(offered, 'Unlimited')]).toEqual(['unlimited', 'unlimited']);
    expect(['未知', 'unknown', '若干'].map((cell) => read(required, cell))).toEqual(['unknown', 'unknown', 'unknown']);
    expect(read(offered, '若干')).toMatch(/^NOT_A_NUMBER/);
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
    ['7\u200e', '7'],
    ['\ufeffa\u200bb', 'ab'],
    ['"7\\u200e"', '7\u200e'],
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
    ['2026-03-07 24:00', '2026-03-08T00:00:00+08:00'],
    ['2026-03-07 上午9点', '2026-03-07T09:00:00+08:00'],
    ['2026年3月7日（周六）下午3点半', '2026-03-07T15:30:00+08:00'],
    ['2026-03-07 中午12:00', '2026-03-07T12:00:00+08:00'],
    ['\u20662026-03-07\u2069', '2026-03-07T00:00:00+08:00'],
  ])('%j is %j', (cell, value) => expect(read(date, cell)).toBe(value));

  it.each<Cell>([
    '2026-02-29',
    '2026-13-01',
    '2026-03-07 25:00',
    '2026-03-07 24:01',
    '2026-03-07 晚上',
    '上午',
    '3月7日',
    '3.7',
    '3-7',
    '3/7/2026',
    '26-3-7',
    '7',
    '明天',
    '10000-01-01',
    '2026-0'.repeat(9),
    `2026年3月7${' '.repeat(30_000)}日`,
  ])('%j is none', (cell) => expect(read(date, cell)).toMatch(/^BAD_INSTANT: expected a date such as/));

  it('a day without its year is of the year of the lists, by the clock of Beijing, and told', () => {
    const asOf = '2025-12-31T20:00:00Z';
    expect(read(date, '3月7日', { asOf })).toEqual(['2026-03-07T00:00:00+08:00', '"3月7日" was read as 2026-03-07.']);
    expect(read(lastDate, '3/7', { asOf })).toEqual(['2026-03-08T00:00:00+08:00', '"3/7" was read as 2026-03-07.']);
    expect(read(date, '3月7号 8:30', { asOf })).toEqual([
      '2026-03-07T08:30:00+08:00',
      '"3月7号 8:30" was read as 2026-03-07 08:30.',
    ]);
    expect(read(date, '3月7日')).toMatch(/Maybe with its year, or with a list 数据日期\.$/);
    expect(read(date, '2月30日', { asOf })).toMatch(/^BAD_INSTANT/);
  });

  it('a part of a day has its hours, a month its days, and both are told', () => {
    const first = (cell: string) => [date, lastDate].map((type) => (read(type, cell) as string[])[0]);
    expect(first('2026-03-07 上午')).toEqual(['2026-03-07T08:00:00+08:00', '2026-03-07T12:00:00+08:00']);
    expect(first('2026年3月7日下午')).toEqual(['2026-03-07T14:00:00+08:00', '2026-03-07T18:00:00+08:00']);
    expect(first('2024年2月')).toEqual(['2024-02-01T00:00:00+08:00', '2024-03-01T00:00:00+08:00']);
  });

  it('what has no end is no day', () => {
    for (const cell of ['长期', '永久有效', '不限']) expect(read(lastDate, cell)).toBeUndefined();
    expect(read(date, '长期')).toMatch(/^BAD_INSTANT/);
  });

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

  it.each(['万', '万元', '元/月', '元整', '个小时', '小时/周'])('%s is none', (word) =>
    expect(read(unit, word)).toMatch(/^UNKNOWN_UNIT.*Maybe (?:元|小时)/),
  );

  it('a code of the catalogue is what it says', () => {
    const own = knownWords([{ code: '元' }], new Set());
    expect(cells.readCell(unit, '元', own, () => {})).toBe('元');
  });
});

describe('lists', () => {
  it.each([
    ['周一、三、五上午', ['周一三五上午']],
    ['周一,周三上午', ['周一', '周三上午']],
    ['每周二、四、2026-03-07/上午', ['每周二四', '2026-03-07/上午']],
  ])('days of the week may share a word: %s', (cell, times) => {
    expect(read(lists.windows, cell)).toEqual(times);
  });

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
  it.each(['是', 'Yes', 'TRUE', '１', '√', '✔\ufe0f', '☑', '对', '可'])('%s is true', (cell) =>
    expect(read(truth, cell)).toBe(true),
  );
  it.each(['否', 'no', '0', '×', '✘', '☒', '不可'])('%s is false', (cell) => expect(read(truth, cell)).toBe(false));
  it('maybe is neither', () => expect(read(truth, '也许')).toMatch(/^NOT_A_BOOLEAN/));
});

describe('a hostile cell', () => {
  it('fault 80: that is JSON, but broken off, nested 10,000 deep, or with a key twice', () => {
    for (const cell of ['["a"', '['.repeat(10_000), `${'['.repeat(10_000)}${']'.repeat(10_000)}`]) {
      expect(() => read(listOf(skill), cell)).not.toThrow();
    }
    expect(read(listOf(skill), '[{"code":"a","code":"b"}]')).toEqual([{ code: 'b' }]);
  });

  it.each([
    ...['9', ':', '：', ' :', '、', '[', '"', '{"a":', '年', '2026-', '1,', 'ﷺ', '\n', ' a'],
    ...['日', '一', '周', '每周', '周一、', '(', '年月日', '\u200b', '个半'],
  ])('fault 81: of many %j takes no time', async (part) => {
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
      listOf(lists.grant),
      lists.windows,
    ]) {
      for (const cell of [long, long.trim().slice(0, 32_000)]) {
        // Whatever else runs here, one of a few times it is not disturbed.
        let seconds = Number.POSITIVE_INFINITY;
        for (let i = 0; i < 10 && seconds >= 0.05; i++) seconds = await processorSeconds(() => read(type, cell));
        expect(seconds).toBeLessThan(0.05);
      }
    }
  });
});
