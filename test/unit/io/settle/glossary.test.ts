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

describe('headers that are not understood', () => {
  const VOLUNTEERS = [
    csv('社区.csv', '编号,名称\nc,大同社区\n'),
    csv('志愿者-大同.csv', '编号,社区,拿手的活,可出力,单位,家里几口\n1,c,陪同就医,3,次,4\n'),
    csv('志愿者-城西.csv', '编号,社区,拿手的活,可出力,单位,老家\n2,c,助餐送餐,2,次,外地\n'),
    csv('需求.csv', '编号,社区,紧急程度,能力,数量,单位\n1,c,急,陪同就医,1,次\n2,c,急,助餐送餐,1,次\n'),
  ];
  const read = importTables(VOLUNTEERS);
  const list = wordsTable([...read.issues, ...read.hints], { tables: read.tables });
  /** The list as people fill it in, by the word. */
  const settled = (meant: Readonly<Record<string, string>>): Table => ({
    file: '二季度/词表核对.csv',
    data: toCsv({ rows: list.rows.map((row) => [...row.slice(0, -1), meant[String(row[1])] ?? row.at(-1)!]) }),
  });
  const headersOf = (tables: readonly Table[]) => {
    const again = importTables(tables);
    return wordsTable([], { tables: again.tables }).rows.slice(1);
  };

  it('stand in the list once for each kind, with those columns that are nearest', () => {
    expect(list.rows.slice(1).filter(([column]) => column === '表头')).toEqual([
      ['表头', '拿手的活', 2, '志愿者', '', ''],
      ['表头', '可出力', 2, '志愿者', '', ''],
      ['表头', '家里几口', 1, '志愿者', '', ''],
      ['表头', '老家', 1, '志愿者', '', ''],
    ]);
    const slips = importTables([VOLUNTEERS[0]!, csv('需求.csv', '编号,社区,紧急程度,旧号,行政区划代马\n1,c,急,7,8\n')]);
    expect(wordsTable([], { tables: slips.tables, locale: 'en' }).rows.slice(1)).toEqual([
      ['heading', '行政区划代马', 1, 'needs', 'admin code', ''],
      ['heading', '旧号', 1, 'needs', '', ''],
    ]);
  });

  it('are settled for all sheets of the kind by the list that is filled in, and told no more', () => {
    const meant = { 拿手的活: '能力', 可出力: '数量', 家里几口: '不读', 老家: '老家' };
    const again = importTables([...VOLUNTEERS, settled(meant)]);
    expect([...again.issues, ...again.hints]).toEqual([]);
    expect(headersOf([...VOLUNTEERS, settled(meant)])).toEqual([]);
    expect(again.tables.map(({ unread }) => unread)).toEqual([[], [], [], [], []]);
    expect(
      providersOf(again.network).flatMap(({ offers }) =>
        offers.map(({ capabilities, quantity }) => [capabilities[0]?.code, quantity]),
      ),
    ).toEqual([
      ['escort', 3],
      ['meal', 2],
    ]);
    expect(again.tables.at(-1)?.said[0]?.zh).toBe('对照表，4 个词');
  });

  it('what is not to be read can be carried through all the same, and is no column that is ticked', () => {
    const { carried, network } = importTables(
      [...VOLUNTEERS, settled({ 拿手的活: '能力', 可出力: '数量', 家里几口: '不读' })],
      {
        carry: ['家里'],
      },
    );
    expect(carried.get('volunteer:1')).toEqual(new Map([['家里几口', '4']]));
    expect(providersOf(network).filter(({ society }) => society === 'volunteer')).toHaveLength(2);
    const ticked = csv('志愿者.csv', '编号,社区,陪同就医,助餐送餐,理发,数量,单位\n1,c,√,√,√,2,次\n');
    const without = csv('对照.csv', '列,词,对照\n表头,理发,不读\n');
    expect(offered([VOLUNTEERS[0]!, ticked, without])).toEqual([['escort', 'meal']]);
    expect(importTables([VOLUNTEERS[0]!, ticked]).tables[1]?.unread).toEqual([]);
  });

  it('a column that there is not is told where it is written', () => {
    const { issues } = importTables([...VOLUNTEERS, settled({ 拿手的活: '能耐', 可出力: '可服务时长' })]);
    expect(issues.filter(({ code }) => code === 'UNKNOWN_WORD')).toEqual([
      expect.objectContaining({
        file: '二季度/词表核对.csv',
        row: list.rows.findIndex(([, header]) => header === '拿手的活') + 1,
        column: '对照',
        value: '能耐',
        said: expect.objectContaining({ zh: expect.stringContaining('志愿者没有“能耐”列') }),
      }),
    ]);
  });

  it('what is said of a header goes before what it would be read as, in its kind only, with its unit', () => {
    const needs = csv('需求.csv', '编号,社区,紧急程度,服务内容,类别说法,耗时（小时）\n1,c,急,登记,助餐送餐,2\n');
    const list = csv(
      '对照.csv',
      '列,词,由谁写,对照\n列名,服务内容,需求,不读\n列名,类别说法,需求,能力\n列名,耗时（小时）,,数量\n列名,社区,志愿者,不读\n',
    );
    const { network, issues } = importTables([VOLUNTEERS[0]!, needs, list]);
    expect(issues.filter(({ code }) => code !== 'LONE_WORD')).toEqual([]);
    expect(needsOf(network)[0]?.community).toBe('c');
    expect(needsOf(network)[0]?.requirements[0]).toMatchObject({
      capability: { code: 'meal' },
      quantity: 120,
      unit: 'minute',
    });
  });

  it('a list of two columns settles them, too, where nothing else explains them', () => {
    const list = csv('对照.csv', '原词,标准词\n拿手的活,能力\n可出力,数量\n老家,不读\n家里几口,不读\n单位,能力\n');
    expect(headersOf([...VOLUNTEERS, list])).toEqual([]);
    expect(offered([...VOLUNTEERS, list])).toEqual([['escort'], ['meal']]);
  });
});

describe('words of one side, where the other says nothing', () => {
  it.each([
    ['需求', csv('需求.csv', '编号,社区,紧急程度,能力\n1,c,急,修伞\n2,c,急,磨刀\n3,c,急,补锅\n'), true],
    ['供给', csv('志愿者.csv', '编号,社区,能力,数量,单位\n1,c,修伞,1,次\n2,c,磨刀,1,次\n3,c,补锅,1,次\n'), false],
  ])('those of %s are told once, with how many they are', (side, table, ofNeeds) => {
    const { issues, hints } = importTables([TABLES[0]!, table]);
    expect(issues.filter(({ code }) => code === 'LONE_WORD')).toEqual([]);
    const lone = hints.filter(({ code }) => code === 'LONE_WORD');
    expect(lone).toMatchObject([{ count: 3, ofNeeds, said: { zh: expect.stringContaining(`${side}中有 3 个`) } }]);
    expect(wordsTable([...issues, ...hints]).rows).toHaveLength(1);
  });
});
