import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultCodes } from '../../../src/errors/codes.js';
import { importTables, issuesTable } from '../../../src/io/index.js';
import { issues as issueWords } from '../../../src/say/zh/issues.js';
import { faults, imported } from './tables.js';

const SRC = join(import.meta.dirname, '../../../src');

describe('issuesTable', () => {
  const { issues } = imported('志愿者.csv', '编号,社区,能力,数量\n1,c,陪同就医,=1+1\n2,x,陪同就医,2\n');

  it('says where, what and what to do, in Chinese', () => {
    expect(issuesTable(issues)).toEqual({
      file: '问题清单.csv',
      sheet: '问题清单',
      rows: [
        ['文件', '工作表', '行', '列', '内容', '问题', '怎么办', '次数', '详情', '代码'],
        [
          '志愿者.csv',
          undefined,
          2,
          '数量',
          '=1+1',
          '不是数字',
          '只写数字，单位写在“单位”列',
          1,
          expect.any(String),
          'NOT_A_NUMBER',
        ],
        [
          '志愿者.csv',
          undefined,
          3,
          '社区',
          'x',
          '所指的记录不存在，或因有误被略去',
          '填对方的编号（社区、社工站不重名的可填名称）；没有的先补上，有误的先改正',
          1,
          expect.any(String),
          'DANGLING_REFERENCE',
        ],
      ],
    });
  });

  it('says what people may write, which column was meant, and which table is missing', () => {
    const words = (data: string) =>
      issuesTable(faults(imported('需求.csv', data).issues)).rows.map((row) => [row[3], row[4], row[5], row[6]]);
    expect(words('编号,社区,紧急程度,严重度,单位,数量（工日）\n1,c,急急,6,个小时,2\n').slice(1)).toEqual([
      ['数量（工日）', '数量（工日）', '列名疑似写错，这一列没有读', '是“数量”的，改成这个列名；不是的，换一个列名'],
      ['能力', '', '没有“能力”列；未识别：数量（工日）', '请补上，或改成这个列名，或在“词表核对”的“对照”列写明'],
      [
        '单位',
        '个小时',
        '单位疑似写错',
        '确是自定单位的，先写入目录；不是的改正（元、小时、分钟、次、人次、件、个案，或自定单位）',
      ],
      // All of a row is told at once.
      ['紧急程度', '急急', '不在可填的词之内', '改用可填的词（急、难、愁、盼）'],
      ['严重度', '6', '超出范围', '改为允许的范围（1—5，5 最严重）'],
    ]);
    expect(words('编号,社区,紧急程度,严重度,能力\n1,c,急急,6,x\n').slice(1)).toEqual([
      ['紧急程度', '急急', '不在可填的词之内', '改用可填的词（急、难、愁、盼）'],
      ['严重度', '6', '超出范围', '改为允许的范围（1—5，5 最严重）'],
    ]);
    expect(words('编号,社区,紧急程度\n1,c,急\n').slice(1)).toEqual([
      ['能力', '', '没有“能力”列', '请补上，或改成这个列名，或在“词表核对”的“对照”列写明'],
    ]);
    const missing = issuesTable(importTables([{ file: '社区.csv', data: '编号\nc' }]).issues).rows[1];
    expect(missing?.slice(5, 7)).toEqual(['没有“需求”表', '加一张名为“需求”的表']);
  });

  it('and in English', () => {
    const [head, first] = issuesTable(issues, { locale: 'en' }).rows;
    expect(head).toEqual(['file', 'sheet', 'row', 'column', 'value', 'details', 'what to do', 'times', 'code']);
    expect(first?.slice(-4)).toEqual([
      expect.stringContaining('expected a number'),
      'Write digits only; the unit has a column of its own.',
      1,
      'NOT_A_NUMBER',
    ]);
  });

  it('has words for every code that reading or importing gives', () => {
    const sources = ['io', 'model'].flatMap((folder) =>
      readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !/^(?:pairs|pair-table|columns|bare-faults|teams)\.ts$/.test(file))
        .map((file) => readFileSync(join(SRC, folder, file), 'utf8')),
    );
    const given = Object.keys(faultCodes).filter((code) => sources.some((text) => text.includes(`'${code}'`)));
    expect(given.length).toBeGreaterThan(30);
    expect(given.filter((code) => !Object.hasOwn(issueWords, code))).toEqual([]);
  });
});
