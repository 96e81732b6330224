import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { sheetsOf } from '../../../../src/io/book/workbook.js';
import { type Cell, toWorkbook, type WrittenTable } from '../../../../src/io/index.js';
import { runs } from '../../../support/runs.js';

const table = (rows: Cell[][], columns?: WrittenTable['columns']): WrittenTable => ({
  file: 'a.csv',
  sheet: '甲',
  rows,
  ...(columns && { columns }),
});

describe('workbooks as they are written', () => {
  it('hold figures, words, dates and yes or no as what they are, as two readers see them', async () => {
    const cell = fc.oneof(
      fc.integer(),
      fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 100),
      fc.boolean(),
      fc
        .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
        .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000)),
      fc.stringMatching(/^[a-z一-龥<&>"' ]{0,8}[a-z]$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (cells) => {
        const rows = [['x', 'y'], ...cells];
        const bytes = await toWorkbook([table(rows)]);
        const [own] = await sheetsOf('a.xlsx', bytes as Uint8Array<ArrayBuffer>);
        const texts = (all: readonly (readonly Cell[])[]) =>
          all.map((row) => row.map((one) => (typeof one === 'string' ? one.replace(/^'(?=')/, '').trim() : one)));
        expect(texts(own!.rows)).toEqual(texts(rows));
        const other = await readSheet(Buffer.from(bytes));
        // It cuts off what a day's number is short of.
        const whole = (one: Cell) => (one instanceof Date ? new Date(Math.round(one.getTime() / 1000) * 1000) : one);
        expect(texts((other as Cell[][]).map((row) => row.map(whole)))).toEqual(texts(rows));
      }),
      runs(25),
    );
  });

  it('show each column by its format, count texts once, and are the same bytes each time', async () => {
    const rows = [
      ['码', '率'],
      ['007', 0.5],
      ['007', 1],
      ['', 'x'],
    ];
    const tables = [table(rows, [{ text: true }, { format: '0.0%' }]), { ...table(rows), sheet: 'a/b:c'.repeat(9) }];
    const bytes = await toWorkbook(tables);
    expect(await toWorkbook(tables)).toEqual(bytes);
    const [first, second] = await sheetsOf('a.xlsx', bytes as Uint8Array<ArrayBuffer>);
    expect(first!.rows).toEqual(second!.rows);
    expect(second!.sheet).toHaveLength(31);
    expect(second!.sheet).not.toMatch(/[\\/?*[\]:]/);
  });
});
