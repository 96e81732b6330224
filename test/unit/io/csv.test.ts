import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, parseCsv, toCsv, unguarded } from '../../../src/io/csv.js';
import { processorSeconds } from '../../support/processor.js';
import { runs } from '../../support/runs.js';

const rowsOf = (text: string, separator = ',') => parseCsv(text, separator).rows;

describe('parseCsv', () => {
  it.each<[string, string, string[][]]>([
    [
      'quotes, separators and line breaks in cells',
      'a,"b,""c""\nd"\r\ne,f',
      [
        ['a', 'b,"c"\nd'],
        ['e', 'f'],
      ],
    ],
    ['line ends of several kinds', 'a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    [
      'line ends of several kinds beside quotes',
      '"a\r\nb",1\r\n"c",2\n"d\re",3\r',
      [['a\r\nb', '1'], ['c', '2'], ['d\re', '3'], ['']],
    ],
    [
      'a quote inside a cell',
      '5" pipe,x\r\ny,z',
      [
        ['5" pipe', 'x'],
        ['y', 'z'],
      ],
    ],
    ['blank rows, so that rows keep their numbers', 'a\n\nb', [['a'], [''], ['b']]],
    ['ragged rows', 'a,b\n1\n1,2,3', [['a', 'b'], ['1'], ['1', '2', '3']]],
  ])('fault 70: keeps %s', (_, text, rows) => expect(rowsOf(text)).toEqual(rows));

  it('tells of a quote that is not closed', () => {
    expect([...parseCsv('a\n"b\nc', ',').broken]).toEqual([1]);
    expect([...parseCsv('a\n"b"c\nd', ',').broken]).toEqual([1]);
  });

  it('a quote that does not close well costs its row, and no other', () => {
    expect(rowsOf('a,1\n"b,2\nc,3\n')).toEqual([['a', '1'], ['"b', '2'], ['c', '3'], ['']]);
    expect(parseCsv('"b"c,2\n"d" ,3', ',')).toMatchObject({
      rows: [
        ['bc', '2'],
        ['d', '3'],
      ],
      broken: new Set([0]),
    });
    expect(rowsOf('x; "a;""b""" ;y', ';')).toEqual([['x', 'a;"b"', 'y']]);
  });

  it('ends after so many rows or cells, and says whether there is more', () => {
    expect(parseCsv('a\n\nb\nc', ',', 3)).toMatchObject({ rows: [['a'], [''], ['b']], more: true });
    expect(parseCsv('a,b\nc,d,e', ',', 9, 3)).toMatchObject({ rows: [['a', 'b'], ['c']], more: true });
    expect(parseCsv('a\n,,\n \n', ',', 1).more).toBe(false);
    expect(parseCsv('', ',')).toMatchObject({ rows: [], more: false });
  });

  it('takes time by length, whatever the quotes', async () => {
    const big = 200_000;
    for (const part of ['"', '""', '"1\n', '"a"b,\n', ' "a" ,', '"" "" ', '\n', '\r', ' ', ',', '"""\n', '" ""'])
      for (const start of ['', '"', 'a,"']) {
        const text = start + part.repeat(big / part.length);
        expect([part, (await processorSeconds(() => parseCsv(text, ',', 1e6, 1e6))) < 3]).toEqual([part, true]);
      }
  });
});

describe('toCsv', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''"])(
    'fault 69: guards %j, and it is read back',
    (cell) => {
      expect(guarded(cell)).toBe(`'${cell}`);
      expect(unguarded(guarded(cell))).toBe(cell);
    },
  );

  it.each(["'t Hooft", 'a=b', '1-2', ''])('leaves %j as it is', (cell) => {
    expect(guarded(cell)).toBe(cell.startsWith("'") ? `'${cell}` : cell);
    expect(unguarded(cell)).toBe(cell);
  });

  it('leaves numbers numbers', () =>
    expect(toCsv({ rows: [[-1.5, '-1.5', true, null]] })).toBe("\ufeff-1.5,'-1.5,true,"));

  it('writes cells of any text so that they are read back, and none begins like a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...'=+-@\t\r\n\'",;a 中'), { maxLength: 8 }).map((signs) => signs.join('')),
    );
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(table, (rows) => {
        const read = rowsOf(toCsv({ rows }).slice(1));
        for (const each of read.flat()) expect(each).not.toMatch(/^[=+\-@\t\r]/);
        expect(read.map((row) => row.map(unguarded))).toEqual(rows);
      }),
      runs(200),
    );
  });
});
