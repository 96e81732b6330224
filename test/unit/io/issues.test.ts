import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultCodes } from '../../../src/codes.js';
import { issuesTable } from '../../../src/io/index.js';
import { issueWords } from '../../../src/io/issue-words.js';
import { imported } from './tables.js';

const SRC = join(import.meta.dirname, '../../../src');

describe('issuesTable', () => {
  const { issues } = imported('志愿者.csv', '编号,社区,能力,数量\n1,c,陪同就医,=1+1\n2,x,陪同就医,2\n');

  it('says where, what and what to do, in Chinese', () => {
    expect(issuesTable(issues)).toEqual({
      file: '问题清单.csv',
      sheet: '问题清单',
      rows: [
        ['文件', '工作表', '行', '列', '内容', '问题', '怎么办', '详情', '代码'],
        [
          '志愿者.csv',
          undefined,
          2,
          '数量',
          '=1+1',
          '不是数字',
          '只写数字，单位写在“单位”列',
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
          '先补上或改正那条记录',
          expect.any(String),
          'DANGLING_REFERENCE',
        ],
      ],
    });
  });

  it('and in English', () => {
    const [head, first] = issuesTable(issues, { locale: 'en' }).rows;
    expect(head).toEqual(['file', 'sheet', 'row', 'column', 'value', 'details', 'what to do', 'code']);
    expect(first?.slice(-3)).toEqual([
      expect.stringContaining('expected a number'),
      'Write digits only; the unit has a column of its own.',
      'NOT_A_NUMBER',
    ]);
  });

  it('has words for every code that reading or importing gives', () => {
    const sources = ['io', 'model'].flatMap((folder) =>
      readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
        .filter(
          (file) =>
            file.endsWith('.ts') && !/^(?:issue-words|pairs|pair-table|columns|bare-faults|teams)\.ts$/.test(file),
        )
        .map((file) => readFileSync(join(SRC, folder, file), 'utf8')),
    );
    const given = Object.keys(faultCodes).filter((code) => sources.some((text) => text.includes(`'${code}'`)));
    expect(given.length).toBeGreaterThan(30);
    expect(given.filter((code) => !issueWords(code))).toEqual([]);
  });
});
