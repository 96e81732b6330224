import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, importTables, type Table, toCsv } from '../../src/io/index.js';
import { needsOf } from '../../src/model/network.js';
import { runs } from '../support/runs.js';

/** Cells of each column: good ones, and what people write in their place. */
const CELLS: Readonly<Record<string, readonly [good: readonly Cell[], bad: readonly Cell[]]>> = {
  编号: [
    ['1', '2', '3', 'A-7', 4, 5, 6],
    ['4.6E+11', '', '#REF!', '13800000000', 'a\u200bb'],
  ],
  社区: [
    ['大同社区', 'c'],
    ['无名', '', 7, new Date('2026-03-07')],
  ],
  紧急程度: [
    ['急', '难', '盼'],
    ['说不清', '', true],
  ],
  能力: [
    ['陪同就医', '助浴'],
    ['', 'x', '[1', '#N/A', '陪同就医、助浴'],
  ],
  数量: [
    [2, '两次', ''],
    [0.5, -1, '很多', 1e20, Number.NaN, '3,5'],
  ],
  单位: [
    ['次', ''],
    ['小时', '万', '？'],
  ],
  截止日期: [
    ['2026-03-07', '3月7日', '', 46_088, new Date('2026-03-07')],
    ['昨天', '2026-02-30'],
  ],
  备注: [
    ['电话', ''],
    ['"', ',', '合计'],
  ],
  办结期限: [['2026-03-09', ''], ['x']],
};
const HEADERS = Object.keys(CELLS);
const cell = (header: string) => {
  const [good, bad] = CELLS[header]!;
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
};
const TITLE = ['大同街道需求台账'];
const TOTAL = ['合计', '', '', '', 9];
const REMARK = ['填表人：某某'];

interface Ledger {
  readonly file: string;
  /** Of a workbook; absent: a text. */
  readonly sheet?: string;
  readonly head: readonly string[];
  readonly above: readonly Cell[][];
  readonly body: readonly Cell[][];
  readonly numbers: boolean;
  /** Whether every other header stands in a row below what it belongs to. */
  readonly two: boolean;
}

const ledger = (file: string, sheet?: string): fc.Arbitrary<Ledger> =>
  fc.shuffledSubarray(HEADERS, { minLength: 7 }).chain((head) =>
    fc.record({
      file: fc.constant(file),
      ...(sheet !== undefined && { sheet: fc.constant(sheet) }),
      head: fc.constant(head),
      above: fc.subarray([TITLE, ['']]),
      body: fc.array(
        fc.oneof({ weight: 8, arbitrary: fc.tuple(...head.map(cell)) }, fc.constantFrom<Cell[]>(TOTAL, REMARK, [''])),
        { maxLength: 6 },
      ),
      numbers: fc.boolean(),
      two: fc.boolean(),
    }),
  ) as fc.Arbitrary<Ledger>;

const rowsOf = ({ head, above, body, two }: Ledger): Cell[][] => {
  const header = two
    ? [head.map((one, i) => (i % 2 ? one : '基本信息')), head.map((one, i) => (i % 2 ? '' : one))]
    : [[...head]];
  return [...above, ...header, ...body];
};
const topOf = ({ above, two }: Ledger): number => above.length + (two ? 1 : 0);
const isBlank = (row: readonly Cell[]) => row.every((one) => one === '' || Number.isNaN(one));
/** As a workbook, whose rows may be some of many, or as a text. */
function tableOf(one: Ledger): { table: Table; numberOf: (row: number) => number } {
  const rows = rowsOf(one);
  const { file, sheet } = one;
  if (sheet === undefined) return { table: { file, data: toCsv({ rows }) }, numberOf: (row) => row + 1 };
  const numberOf = (row: number): number => (one.numbers ? 10 * row + 3 : row + 1);
  return {
    table: {
      file,
      sheet,
      rows,
      ...(one.numbers && { numbers: rows.map((_, row) => numberOf(row)) }),
    },
    numberOf,
  };
}

/** A text has the whole instant of a date, a workbook what it shows. */
const textOf = (day: Date, sheet: string | undefined): string =>
  sheet === undefined ? day.toISOString() : '2026-03-07';

describe('ledgers with any faults in any cells', () => {
  it('are read, or told with file, row and column: every record once, and no cell that is not there', () => {
    let [read, left] = [0, 0];
    // Files of one sheet, one of several, and a text.
    const several = fc.tuple(
      ledger('需求-大同.xlsx', '需求'),
      ledger('需求-城西.xlsx', '需求'),
      ledger('各站.xlsx', '需求-大同'),
      ledger('各站.xlsx', '需求-桥头'),
      ledger('需求-桥头.csv'),
    );
    fc.assert(
      fc.property(
        several.chain((all) => fc.subarray(all, { minLength: 1, maxLength: 3 })),
        (ledgers) => {
          const made = ledgers.map(tableOf);
          const places: Table = { file: '社区.csv', data: '编号,名称\nc,大同社区\n' };
          const { network, issues, hints, tables } = importTables([places, ...made.map(({ table }) => table)]);
          const needs = needsOf(network);
          expect(tables.slice(1).reduce((sum, { read }) => sum + read, 0)).toBe(needs.length);
          for (const [n, one] of ledgers.entries()) {
            const { file, sheet, head } = one;
            const rows = rowsOf(one);
            const { numberOf } = made[n]!;
            const own = [...issues, ...hints].filter((issue) => issue.file === file && issue.sheet === sheet);
            for (const { row, column, value, message } of own) {
              expect(message).not.toBe('');
              const index = rows.findIndex((_, i) => numberOf(i) === row);
              expect([file, row, index >= 0 || rows.length === 0]).toEqual([file, row, true]);
              // A column that is missing is told by its name, in the row of the header.
              if (column === undefined || value === undefined || !(head as readonly unknown[]).includes(column))
                continue;
              const found = rows[index]![head.indexOf(column)];
              expect(String(value)).toBe(found instanceof Date ? textOf(found, sheet) : String(found));
            }
            const summary = tables[n + 1]!;
            if (summary.record === undefined) expect(summary.said.length).toBeGreaterThan(0);
            else {
              const listed = one.body.filter((row) => !isBlank(row) && row !== TOTAL && row !== REMARK).length;
              const told = new Set(own.filter(({ code }) => code !== 'READ_AS').map(({ row }) => row));
              const missing = own.some(({ code, said }) => code === 'REQUIRED' && said);
              const unsaid = one.body.filter(
                (row, i) => !isBlank(row) && row !== TOTAL && row !== REMARK && !told.has(numberOf(topOf(one) + 1 + i)),
              );
              read += summary.read;
              left += summary.found - summary.read;
              // Rows of one id are one record; of what is not read something is told in its row, or of the whole column.
              expect(summary.found).toBeLessThanOrEqual(listed);
              if (!missing) expect(unsaid.length).toBeLessThanOrEqual(summary.read + listed - summary.found);
            }
          }
          expect(new Set(needs.map(({ id }) => id)).size).toBe(needs.length);
        },
      ),
      runs(25),
    );
    expect(Math.min(read, left)).toBeGreaterThan(10);
  });

  it('say the same as a text and as a workbook', () => {
    const texts = ledger('需求.csv').filter(({ body }) =>
      body.flat().every((one) => typeof one === 'string' && !/[",]/.test(one)),
    );
    fc.assert(
      fc.property(texts, (one) => {
        const rows = rowsOf(one);
        const places: Table = { file: '社区.csv', data: '编号,名称\nc,大同社区\n' };
        const [book, text] = [
          importTables([places, { file: one.file, rows }]),
          importTables([places, { file: one.file, data: rows.map((row) => row.join(',')).join('\n') }]),
        ];
        expect(text.network.export()).toEqual(book.network.export());
        expect(text.issues.map(({ row, column, code }) => [row, column, code])).toEqual(
          book.issues.map(({ row, column, code }) => [row, column, code]),
        );
      }),
      runs(15),
    );
  });
});
