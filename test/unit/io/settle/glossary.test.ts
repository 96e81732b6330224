import { describe, expect, it } from 'vitest';
import { importTables, type Table, type TableIssue, toCsv } from '../../../../src/io/index.js';
import { wordsTable } from '../../../../src/io/settle/words-table.js';
import { needsOf, providersOf } from '../../../../src/model/network.js';

const csv = (file: string, data: string): Table => ({ file, data });
const TABLES = [
  csv('社区.csv', '编号,名称\nc,大同社区\n'),
  csv('志愿者.csv', '编号,社区,能力,数量,单位\n1,c,社区绿植养护,3,次\n2,c,社区绿植养护、猫狗寄养,3,次\n'),
  csv(
    '需求.csv',
    '编号,社区,紧急程度,能力,数量,单位\n1,c,特急,绿植养护,1,次\n2,c,特急,绿植养护,1,次\n3,c,急,绿植养护,1,次\n',
  ),
];
const asked = (tables: readonly Table[]) =>
  needsOf(importTables(tables).network).flatMap(({ requirements }) =>
    requirements.map(({ capability }) => capability.code),
  );
const offered = (tables: readonly Table[]) =>
  providersOf(importTables(tables).network).flatMap(({ offers }) =>
    offers.map(({ capabilities }) => capabilities.map(({ code }) => code)),
  );

/** The list of words with its last column filled in. */
function filled(issues: readonly TableIssue[], meant: Readonly<Record<string, string>>): Table {
  const { file, rows } = wordsTable(issues);
  return {
    file,
    data: toCsv({
      rows: rows.map((row) => (meant[String(row[1])] ? [...row.slice(0, -1), meant[String(row[1])]] : row)),
    }),
  };
}

describe('words of one side', () => {
  const { issues, hints } = importTables(TABLES);

  it('are told once each, with counts of both sides, in both languages', () => {
    expect(issues.map(({ said, column, row }) => [column, row, said?.zh])).toEqual([
      [
        '能力',
        2,
        '“社区绿植养护”在供给中有 2 次，需求中没有；相近的有“绿植养护”（3 次），是否同一个？；请在“词表核对”的“对照”列填写',
      ],
      ['能力', 3, '“猫狗寄养”在供给中有 1 次，需求中没有；请在“词表核对”的“对照”列填写'],
      [
        '能力',
        2,
        '“绿植养护”在需求中有 3 次，供给中没有；相近的有“社区绿植养护”（2 次），是否同一个？；请在“词表核对”的“对照”列填写',
      ],
    ]);
    expect(issues[0]?.said?.en).toContain('Maybe "绿植养护" (3×) is the same.');
  });

  it('stand in a list to be filled in, those that come most often first', () => {
    expect(wordsTable([...issues, ...hints]).rows).toEqual([
      ['列', '词', '次数', '由谁写', '相近的词', '对照'],
      ['能力', '绿植养护', 3, '需求', '“社区绿植养护”（2 次）', ''],
      ['能力', '社区绿植养护', 2, '供给', '“绿植养护”（3 次）', ''],
      ['紧急程度', '特急', 2, '需求', '“特急”按“急”读入', ''],
      ['能力', '猫狗寄养', 1, '供给', '', ''],
    ]);
    expect(wordsTable(issues, { locale: 'en' }).rows[0]).toEqual([
      'column',
      'word',
      'times',
      'written by',
      'words alike',
      'meant',
    ]);
  });

  it('are settled by the list that is filled in, part by part of a cell, and told no more', () => {
    const settled = [
      ...TABLES,
      filled([...issues, ...hints], { 社区绿植养护: '绿植养护', 猫狗寄养: '猫狗寄养', 特急: '难' }),
    ];
    expect(offered(settled)).toEqual([[], ['绿植养护'], ['绿植养护', '猫狗寄养']].filter((codes) => codes.length > 0));
    expect(asked(settled)).toEqual(['绿植养护', '绿植养护', '绿植养护']);
    const { network, ...told } = importTables(settled);
    expect([...told.issues, ...told.hints]).toEqual([]);
    expect(needsOf(network).map(({ urgency }) => urgency)).toEqual(['difficult', 'difficult', 'urgent']);
    expect(told.tables.find(({ file }) => file === '词表核对.csv')?.said.map(({ zh }) => zh)).toEqual([
      '对照表，3 个词',
    ]);
  });

  it('a glossary of one’s own has two columns, and holds in every column', () => {
    expect(asked([...TABLES, csv('对照.csv', '原词,标准词\n绿植养护,陪同就医\n,\n空,\n')])).toEqual([
      'escort',
      'escort',
      'escort',
    ]);
    expect(asked([...TABLES, csv('对照.csv', '列,词,对照\n人群,绿植养护,陪同就医\n')])).toEqual(asked(TABLES));
  });
});

describe('several capabilities in one cell of a need', () => {
  const codes = (cell: string, rest = ',') =>
    asked([TABLES[0]!, csv('需求.csv', `编号,社区,紧急程度,能力,数量,单位\n1,c,急,${cell},${rest}\n`)]);
  it.each([
    ['陪同就医、助餐送餐', ['escort', 'meal']],
    ['陪诊/助餐', ['escort', 'meal']],
    ['陪诊和理发；家政', ['escort', 'haircut', 'cleaning']],
    ['陪诊、猫狗寄养', ['陪诊、猫狗寄养']],
    ['入户走访', ['visit']],
  ])('%s are %j', (cell, wanted) => expect(codes(cell)).toEqual(wanted));

  it('how much of each must be plain', () => {
    expect(codes('陪诊、助餐', '1,次')).toEqual(['escort', 'meal']);
    expect(codes('陪诊、助餐', '2,次')).toEqual(['陪诊、助餐']);
  });
});
