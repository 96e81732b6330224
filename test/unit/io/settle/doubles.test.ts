import { describe, expect, it } from 'vitest';
import { importTables, type Table, toCsv } from '../../../../src/io/index.js';
import { doublesTable } from '../../../../src/io/settle/doubles-table.js';
import { needsOf } from '../../../../src/model/network.js';

const csv = (file: string, data: string): Table => ({ file, data });
const HEAD = '编号,社区,紧急程度,能力,数量,单位,人群,登记日期\n';
const TABLES = [
  csv('社区.csv', '编号,名称\nc,大同社区\nd,义兴社区\n'),
  csv('志愿者.csv', '编号,社区,能力,数量,单位\n1,c,助餐送餐,3,次\n'),
  csv(
    '需求.csv',
    `${HEAD}A1,c,难,助餐送餐,1,次,独居老人,2026-03-02\nB7,大同社区,急,送餐,1,次,独居,2026-03-02\nC,d,急,助餐送餐,9,次,残疾人,2026-01-09\n`,
  ),
];

function decided(decision: string): Table {
  const { file, rows } = doublesTable(importTables(TABLES).doubles);
  return { file, data: toCsv({ rows: rows.map((row, i) => (i === 0 ? row : [...row.slice(0, -1), decision])) }) };
}

describe('doubles of tables', () => {
  it('are told, both are kept, and a list asks what to do', () => {
    const { network, issues, doubles } = importTables(TABLES);
    expect(needsOf(network)).toHaveLength(3);
    expect(issues.map(({ code, row, said }) => [code, row, said?.zh.replace(/\d+ %/, '… %')])).toEqual([
      [
        'MAYBE_TWICE',
        3,
        expect.stringMatching(
          /^A1 与 B7 疑似重复（把握 … %）：.*社区、能力相同.*；请在“疑似重复”的“处理”列写“合并”或“不是”$/,
        ),
      ],
    ]);
    expect(doublesTable(doubles).rows).toEqual([
      ['读作', '编号', '出处', '另一编号', '另一出处', '把握', '理由', '处理'],
      [
        '需求',
        'A1',
        '需求.csv 2',
        'B7',
        '需求.csv 3',
        expect.stringMatching(/^9\d %$/),
        expect.stringContaining('社区、能力相同'),
        '',
      ],
    ]);
  });

  it('are made one where the list says so, with where they came from', () => {
    const { network, issues, merges, tables } = importTables([...TABLES, decided('合并')]);
    expect(issues).toEqual([]);
    expect(needsOf(network).map(({ id, urgency }) => [id, urgency])).toEqual([
      ['A1', 'urgent'],
      ['C', 'urgent'],
    ]);
    expect(merges).toMatchObject([
      {
        kept: 'A1',
        of: [
          { id: 'A1', file: '需求.csv', row: 2 },
          { id: 'B7', file: '需求.csv', row: 3 },
        ],
      },
    ]);
    expect(tables.map(({ file, found, read }) => [file, found, read])).toContainEqual(['需求.csv', 2, 2]);
    expect(tables.at(-1)?.said.map(({ zh }) => zh)).toEqual(['疑似重复的决定，1 条']);
  });

  it('are told no more where it says that they are two', () => {
    const { network, issues, doubles } = importTables([...TABLES, decided('不是')]);
    expect([issues, doubles]).toEqual([[], []]);
    expect(needsOf(network)).toHaveLength(3);
    expect(importTables([...TABLES, decided('')]).issues).toHaveLength(1);
  });

  it('are not looked for among very many, and that is told', () => {
    const of = (count: number): Table => ({
      file: '社区.csv',
      data: `编号,名称\n${Array.from({ length: count }, (_, i) => `c${i},社区${i}\n`).join('')}`,
    });
    const unsought = (count: number) =>
      importTables([of(count)]).hints.filter(({ message }) => message.includes('not looked for'));
    expect(unsought(100)).toEqual([]);
    expect(unsought(200_001)).toMatchObject([
      { file: '社区.csv', row: 1, said: { zh: expect.stringContaining('200000') } },
    ]);
  });
});
