import { describe, expect, it } from 'vitest';
import { match } from '../../../../src/index.js';
import { importTables, issuesTable, planTables, withCarried } from '../../../../src/io/index.js';
import { alike } from '../../../../src/io/issues-table.js';
import { carriedFrom } from '../../../../src/io/records/carried.js';
import { report } from '../../../../src/report/index.js';

const TABLES = [
  { file: '社区.csv', data: '编号,名称\nc,大同社区\n' },
  { file: '志愿者.csv', data: '编号,名称,社区,能力,数量,单位,手机号码\n7,李,c,陪同就医,9,次,13811112222\n' },
  {
    file: '需求.csv',
    data: '编号,社区,紧急程度,能力,联系电话,家庭地址,政治面貌\n1,c,急,陪同就医,13933334444,和平路 1 号,群众\n2,c,难,陪同就医,,,\n',
  },
];

describe('columns that are carried through', () => {
  const { network, carried } = importTables(TABLES, { carry: ['电话', '地址', '手机'] });
  const plan = match(network);

  it('are beside the network, by record', () => {
    expect([...carried].map(([key, texts]) => [key, ...texts])).toEqual([
      ['volunteer:7', ['手机号码', '13811112222']],
      ['need:1', ['联系电话', '13933334444'], ['家庭地址', '和平路 1 号']],
    ]);
    expect(importTables(TABLES).carried.size).toBe(0);
    expect(carriedFrom([], ['电话']).size).toBe(0);
  });

  it('stand in the dispatch lists, each in the row of its record, and nowhere else', () => {
    for (const locale of ['zh', 'en'] as const) {
      const lists = planTables(network, plan, { locale });
      const whole = withCarried(lists, carried, locale);
      const changed = whole.filter((table, i) => table !== lists[i]);
      expect(changed).toHaveLength(2);
      for (const { rows } of changed) {
        const [head, ...others] = rows;
        const at = head!.indexOf(locale === 'zh' ? '签收' : 'received');
        expect(head!.slice(at - 3, at)).toEqual(
          locale === 'zh'
            ? ['联系电话（需求）', '家庭地址（需求）', '手机号码（供给方）']
            : ['联系电话 (need)', '家庭地址 (need)', '手机号码 (provider)'],
        );
        expect(others.map((row) => row.slice(at - 3, at))).toEqual([
          ['13933334444', '和平路 1 号', '13811112222'],
          [undefined, undefined, '13811112222'],
        ]);
      }
    }
    const texts = JSON.stringify([plan, network.export(), report(network, plan)]);
    for (const text of ['13811112222', '13933334444', '和平路']) expect(texts).not.toContain(text);
  });
});

describe('issues that differ in their rows only', () => {
  it('are one line, with all rows and how many they are', () => {
    const rows = ['1,c,不知道,x', '2,c,急,x', '3,c,不知道,x', '4,c,随便,x'].join('\n');
    const { issues } = importTables([TABLES[0]!, { file: '需求.csv', data: `编号,社区,紧急程度,能力\n${rows}\n` }]);
    const words = issues.filter(({ code }) => code === 'UNKNOWN_WORD');
    expect(alike(words).map(({ issue, rows: at, count }) => [issue.value, at, count])).toEqual([
      ['不知道', [2, 4], 2],
      ['随便', [5], 1],
    ]);
    expect(
      issuesTable(words)
        .rows.slice(1)
        .map((row) => [row[2], row[7]]),
    ).toEqual([
      ['2、4', 2],
      [5, 1],
    ]);
  });
});
