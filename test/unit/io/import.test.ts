import { describe, expect, it } from 'vitest';
import { importTables, readTables, type Table } from '../../../src/io/index.js';
import { kindOf } from '../../../src/io/sheets/which-table.js';
import { needsOf, providersOf } from '../../../src/model/network.js';
import { processorSeconds } from '../../support/processor.js';
import { thrown } from '../../support/thrown.js';
import { BESIDE, faults, imported, shown } from './tables.js';

const NEEDS = '编号,社区,紧急程度,能力,数量,单位,截止日期\n';

describe('names of tables', () => {
  it.each([
    ['需求.csv', 'needs'],
    ['01 需求表（2026）.csv', 'needs'],
    ['社区需求.csv', 'needs'],
    ['需求-大同社区.csv', 'needs'],
    ['志愿者-城西社工站.xlsx', 'volunteers'],
    ['社区志愿者', 'volunteers'],
    ['社区社会组织', 'organisations'],
    ['社会工作者', 'socialWorkers'],
    ['社工站', 'stations'],
    ['social_workers.csv', 'socialWorkers'],
    ['community-needs.csv', 'needs'],
    ['Communities', 'communities'],
    ['资源库', 'resources'],
    ['__proto__', undefined],
    ['Sheet1', undefined],
  ])('%s lists %s', (name, collection) => expect(kindOf(name)?.collection).toBe(collection));
});

describe('importTables', () => {
  it('reads lines, units, names and dates, in Chinese', () => {
    const { network, issues } = imported(
      '志愿者.csv',
      '编号,名称,社区,能力,数量,单位,更新日期,状态,备注\n7,李,c,陪同就医:2,1.5,小时,2026/3/7,在岗,电话 123\n7,,,助餐送餐,2,次\n',
      { file: '慈善资源.csv', data: '编号,类型,能力,数量,单位\n1,资金,救助,12.34,元\n' },
      { file: '需求.csv', data: `${NEEDS}1,c,急,救助,3,元,2026-03-07\n2,c,盼,陪同就医,30,分钟,\n` },
    );
    expect(shown(issues)).toEqual([]);
    const [, volunteer, resource] = providersOf(network);
    expect(volunteer).toEqual({
      id: '7',
      society: 'volunteer',
      name: { zh: '李' },
      community: 'c',
      updatedAt: '2026-03-07T00:00:00+08:00',
      status: 'active',
      checks: [],
      offers: [
        { id: '1', capabilities: [{ code: 'escort', level: 2 }], quantity: 90, unit: 'minute' },
        { id: '2', capabilities: [{ code: 'meal', level: 1 }], quantity: 2, unit: 'session' },
      ],
    });
    expect(resource?.offers[0]).toMatchObject({ quantity: 1234, unit: 'fen' });
    expect(needsOf(network)[0]).toMatchObject({ urgency: 'urgent', dueAt: '2026-03-08T00:00:00+08:00' });
    expect(needsOf(network)[0]?.requirements[0]).toMatchObject({ quantity: 300, unit: 'fen' });
  });

  it('reads the same in English, by semicolons and tabs, below a title', () => {
    const rows = [['Needs of March'], ['ID', 'community', 'Urgency', 'capability', 'quantity', 'unit', 'Due date']];
    const one = ['1', 'c', 'urgent', 'legal advice', '2', 'hours', '2026-03-07'];
    for (const separator of [',', ';', '\t']) {
      const data = [...rows, one].map((row) => row.join(separator)).join('\r\n');
      const { network, issues } = importTables([
        { file: 'communities.csv', data: 'id\nc' },
        { file: 'needs.csv', data },
      ]);
      expect([separator, ...shown(issues)]).toEqual([separator]);
      expect(needsOf(network)[0]).toMatchObject({
        dueAt: '2026-03-08T00:00:00+08:00',
        requirements: [{ quantity: 120 }],
      });
    }
  });

  it('takes sheets as readers of workbooks give them', () => {
    const { network, issues } = importTables([
      {
        file: 'a.xlsx',
        sheet: '社区',
        rows: [
          ['编号', '行政区划代码'],
          [1, 460105001000],
        ],
      },
      {
        file: 'a.xlsx',
        sheet: '需求',
        rows: [
          ['编号', '社区', '紧急程度', '能力', '截止日期'],
          [1, 1, '难', 'x', new Date('2026-03-07')],
        ],
      },
      { file: 'a.xlsx', sheet: '说明', rows: [['填表前请阅读']] },
      { file: 'a.xlsx', sheet: 'Sheet3', rows: [] },
    ]);
    expect(shown(issues)).toEqual([]);
    expect(providersOf(network)[0]).toMatchObject({ id: '1', adminCode: '460105001' });
  });

  it('a sheet may leave its name to the file', () => {
    const sheets: Table[] = ['Sheet1', '3月'].map((sheet) => ({ file: '社区.xlsx', sheet, rows: [['编号'], [sheet]] }));
    expect(readTables(sheets).input.communities).toEqual([{ id: 'Sheet1' }, { id: '3月' }]);
  });

  it('keeps the good rows, and tells of the others by file, row, column and value', () => {
    const { network, issues } = imported(
      '需求.csv',
      `${NEEDS}1,c,急,x,很多,,\n2,c,急,x,3,,\n3,d,急,x,3,,\n4,c,很急,x,3,,2026-02-30\n`,
    );
    // How much is asked may be unknown.
    expect(needsOf(network).map(({ id, requirements: [line] }) => [id, line?.quantity])).toEqual([
      ['1', 'unknown'],
      ['2', 3],
    ]);
    expect(shown(issues)).toEqual([
      '需求.csv/2/数量 NOT_A_NUMBER 很多',
      '需求.csv/4/社区 DANGLING_REFERENCE d',
      '需求.csv/5/截止日期 BAD_INSTANT 2026-02-30',
      '需求.csv/5/紧急程度 UNKNOWN_WORD 很急',
    ]);
    expect(faults(issues)[1]).toMatchObject({
      file: '需求.csv',
      row: 4,
      column: '社区',
      record: 'needs',
      field: 'community',
    });
  });

  it('leads what concerns a line to its row', () => {
    const data = '编号,社区,能力,数量,单位,时段\n1,c,x,1,次,\n1,,y,0.5,次,a、a\n';
    expect(shown(imported('志愿者.csv', data).issues)).toEqual([
      '志愿者.csv/3/时段 DUPLICATE a、a',
      '志愿者.csv/3/数量 NOT_AN_INTEGER 0.5',
    ]);
  });

  it('names the columns that a sheet lacks', () => {
    expect(shown(imported('志愿者.csv', '编号,能力\n1,x\n').issues)).toEqual(['志愿者.csv/1/数量 REQUIRED']);
    expect(shown(imported('needs.csv', 'id,community\n1,c').issues)).toEqual(['needs.csv/1/紧急程度 REQUIRED']);
  });

  it('says of what refers to a bad row where that row is', () => {
    const { issues } = imported('社区.csv', '编号,服务半径\nc,多\n', {
      file: '需求.csv',
      data: `${NEEDS}1,c,急,x,3,,\n`,
    });
    expect(shown(issues)).toEqual(['社区.csv/2/服务半径 NOT_A_NUMBER 多', '需求.csv/2/社区 DANGLING_REFERENCE c']);
    expect(issues[1]?.message).toBe('community:c is left out, see the fault at 社区.csv[2].');
  });

  it('names rows of sheets in messages', () => {
    const { issues } = imported('志愿者.csv', '编号\n7\n', { file: '志愿者2.csv', data: '编号\n7' });
    expect(issues[0]?.message).toBe('the id is taken by 志愿者2.csv[2].');
  });
});

describe('headers as people write them', () => {
  it('may be explained, and say what they are of', () => {
    const data =
      '需求编号*,社区（必填）,"紧急程度\n（急、难、愁、盼）",能力【见目录】,受益人数（人）,数量(必填),单位\n1,c,急,x,3,2,次\n';
    const { network, issues } = imported('需求.csv', data, { file: '社区.csv', data: '社区编号,社区名称\nc,大同' });
    expect(shown(issues)).toEqual([]);
    expect(needsOf(network)[0]).toMatchObject({ id: '1', beneficiaries: 3, requirements: [{ quantity: 2 }] });
    expect(providersOf(network)[0]?.name).toEqual({ zh: '大同' });
  });

  it('are the name of what is listed', () => {
    const { network, issues } = imported('志愿者.csv', '编号,志愿者,社区,能力,数量\n1,李,大同,x,1', {
      file: '社区.csv',
      data: '编号,社区,人口\nc,大同,9',
    });
    expect(shown(issues)).toEqual([]);
    expect(providersOf(network)).toMatchObject([{ name: { zh: '大同' } }, { name: { zh: '李' }, community: 'c' }]);
  });

  it('of columns of one’s own are no slips', () => {
    const { issues } = imported('志愿者.csv', '编号,能力,数量,志愿者电话,志愿者类型,备注\n1,x,1,138,a,b');
    expect(shown(issues)).toEqual([]);
  });

  it('may hold the unit of a figure; where that is none of ours, it is told', () => {
    const { network, issues } = imported('志愿者.csv', '编号,能力,数量（小时）\n1,x,3\n');
    expect(shown(issues)).toEqual([]);
    expect(providersOf(network)[1]?.offers).toMatchObject([{ quantity: 180, unit: 'minute' }]);
    const { issues: others } = imported('志愿者.csv', '编号,能力,数量（工日）\n1,x,3\n');
    expect(shown(others)).toEqual(['志愿者.csv/1/数量（工日） UNKNOWN_KEY 数量（工日）', '志愿者.csv/1/数量 REQUIRED']);
  });
});

describe('records that go by their names', () => {
  it('are communities and stations, where no two are called the same', () => {
    const { network, issues } = importTables([
      { file: '社工站.csv', data: '编号,名称,层级,上级\ns,大同街道,街道,龙华区\nd,龙华区,区,\n' },
      {
        file: '社区.csv',
        data: '编号,名称,英文名称,社工站\n1,大同,Datong,大同街道\n2,友谊,,s\n3,友谊,,s\n友爱,1,,\n__proto__,x,,',
      },
      {
        file: '需求.csv',
        data: `${NEEDS}1,大同,急,x,1,,\n2,Datong,急,x,1,,\n3,友谊,急,x,1,,\n4,1,急,x,1,,\n5,constructor,急,x,1,,`,
      },
    ]);
    expect(needsOf(network).map(({ id, community }) => [id, community])).toEqual([
      ['1', '1'],
      ['2', '1'],
      ['4', '1'],
    ]);
    expect(shown(issues)).toEqual([
      '需求.csv/4/社区 DANGLING_REFERENCE 友谊',
      '需求.csv/6/社区 DANGLING_REFERENCE constructor',
    ]);
    expect(network.getNodeAttribute('station:s', 'record')).toMatchObject({ parent: 'd' });
    expect(providersOf(network)[0]).toMatchObject({ id: '1', station: 's' });
  });
});

describe('rows that do not add up', () => {
  it('a repeated id needs a line of its own and must not contradict', () => {
    const data = '编号,名称,能力,数量\n1,李,x,1\n1,李,x,1\n2,王,x,1\n2,王五,y,1\n3,,x,1\n3,赵,y,1\n';
    const { network, issues } = imported('志愿者.csv', data);
    expect(shown(issues)).toEqual(['志愿者.csv/3/编号 DUPLICATE_ID 1', '志愿者.csv/5/名称 CONTRADICTION 王五']);
    expect(providersOf(network).map(({ id }) => id)).toEqual(['c', '3']);
  });

  it('very many of one kind: the first by themselves, all others as one, none twice', () => {
    const rows = Array.from({ length: 10_500 }, (_, i) => `${i},x,${i % 2 ? '很多' : 'b'},多\n`);
    const { issues, tables } = imported('志愿者.csv', `编号,能力,数量\n${rows.join('')}`);
    const ragged = issues.filter(({ code }) => code === 'RAGGED_ROW') as readonly ((typeof issues)[number] & {
      count?: number;
    })[];
    expect(ragged).toHaveLength(10_001);
    expect(ragged.at(-1)).toMatchObject({
      row: 10_002,
      count: 500,
      message: expect.stringContaining('down to row 10501'),
    });
    expect(tables.at(-1)).toMatchObject({ found: 10_500, read: 0 });
  });

  it('a cell that is told with others is not told once more as a field that lacks', () => {
    const rows = Array.from({ length: 10_300 }, (_, i) => `${i},大同社区,说不清${i},助餐送餐\n`);
    const { issues } = imported('需求.csv', `编号,社区,紧急程度,能力\n${rows.join('')}`);
    const own = issues.filter(({ column }) => column === '紧急程度') as readonly ((typeof issues)[number] & {
      count?: number;
    })[];
    expect(own.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(10_300);
  });

  it('of very many records that cannot be read every one is told by its cell', () => {
    const rows = Array.from({ length: 10_200 }, (_, i) => `${i},没有的社区,x,${i === 10_100 ? 2 : '很多'}\n`);
    const { issues, tables } = imported('志愿者.csv', `编号,社区,能力,数量\n${rows.join('')}`);
    const counted = (name: string) =>
      (issues as readonly ((typeof issues)[number] & { count?: number })[])
        .filter(({ column }) => column === name)
        .reduce((sum, { count = 1 }) => sum + count, 0);
    expect(counted('数量')).toBe(10_199);
    // 10,000 of them are looked into further, and the one whose 数量 is good.
    expect(counted('社区')).toBe(10_001);
    expect(tables.at(-1)).toMatchObject({ found: 10_200, read: 0 });
  });

  it('of records of one id in two tables the one that is kept is counted', () => {
    const text = (file: string, rows: string) => ({ file, data: `编号,社区,紧急程度,能力\n${rows}` });
    const { network, tables } = importTables([
      { file: '社区.csv', data: '编号\n大同' },
      text('需求-东.csv', 'B-12,大同,不知,助浴\nB-13,大同,急,助浴\n'),
      text('需求-西.csv', 'B-12,大同,难,助餐送餐\nB-13,大同,急,陪同就医\n'),
    ]);
    expect(tables.map(({ found, read }) => [found, read])).toEqual([
      [1, 1],
      [2, 1],
      [2, 1],
    ]);
    expect(needsOf(network).map(({ requirements }) => requirements[0]?.capability.code)).toEqual(['meal', 'bathing']);
  });

  it('a row without an id may be a merged cell', () => {
    const { issues } = imported('志愿者.csv', '编号,能力,数量\n1,x,1\n,y,1\n');
    expect(shown(issues)).toEqual(['志愿者.csv/3/编号 REQUIRED ']);
    expect(faults(issues)[0]?.message).toContain('Maybe "1", as above');
  });

  it('fault 74: rows with too many cells or open quotes', () => {
    const { network, issues } = imported('志愿者.csv', '编号,能力,数量\n1,x,1,2\n2,x\n3,x,1,\n4,"x"y,1\n5,x,1');
    expect(shown(issues)).toEqual(['志愿者.csv/2 RAGGED_ROW', '志愿者.csv/3/数量 REQUIRED', '志愿者.csv/5 BAD_QUOTES']);
    expect(providersOf(network).map(({ id }) => id)).toEqual(['c', '3', '5']);
  });

  it('money without its unit', () => {
    const { issues } = imported('资源.csv', '编号,类型,能力,数量,单位\n1,资金,暖冬,5000,\n2,资金,暖冬,50,元\n', {
      file: '需求.csv',
      data: `${NEEDS}1,c,急,暖冬,3000,,\n2,c,急,medicalAid,300,,\n3,c,急,暖冬,300,分,\n4,c,急,暖冬,未知,,\n`,
    });
    expect(shown(issues)).toEqual([
      '资源.csv/2/数量 UNIT_AMBIGUOUS 5000',
      '需求.csv/2/数量 UNIT_AMBIGUOUS 3000',
      '需求.csv/3/数量 UNIT_AMBIGUOUS 300',
    ]);
  });

  it('the input of readTables is what createNetwork takes: without the rows that could not be read', () => {
    const { input } = readTables([...BESIDE, { file: '志愿者.csv', data: '编号,能力,数量\n1,x,很多\n2,x,2' }]);
    expect(input.volunteers).toEqual([{ id: '2', capabilities: ['x'], quantity: 2 }]);
  });
});

describe('tables that cannot be read', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['清单.csv', '编号\n1', '清单.csv/1 UNKNOWN_TABLE'],
    ['志愿者.csv', Uint8Array.of(0x31, 0xff), '志愿者.csv/1 BAD_ENCODING'],
    ['志愿者.csv', '', '志愿者.csv/1 HEADER_MISSING'],
    ['志愿者.csv', '甲,乙\n1,2', '志愿者.csv/1 HEADER_MISSING'],
    ['时段.csv', '开始,结束\n2026-03-07,2026-03-08', '时段.csv/1 HEADER_MISSING'],
    ['志愿者.csv', '__proto__,constructor,toString\n1,2,3', '志愿者.csv/1 HEADER_MISSING'],
    ['志愿者.csv', '编号,__proto__,能力,数量,能力\n1,{},x,1,y', '志愿者.csv/1/能力 DUPLICATE 能力'],
    ['志愿者.csv', '编号,行政区划代马\n1,', '志愿者.csv/1/行政区划代马 UNKNOWN_KEY 行政区划代马'],
  ])('fault 74: %s: %j', (file, data, issue) => expect(shown(imported(file, data).issues)[0]).toBe(issue));

  it('names may stand in two columns, in any order', () => {
    const data = '英文名称,编号,名称,能力,数量\nLi,1,李,x,1\nLi,1,李,y,1\nWang,2,,x,1';
    const { network, issues } = imported('志愿者.csv', data);
    expect(shown(issues)).toEqual([]);
    expect(providersOf(network).map(({ name }) => name)).toEqual([undefined, { zh: '李', en: 'Li' }, { en: 'Wang' }]);
  });

  it('refuses what is no list of tables', () => {
    for (const tables of ['需求.csv', [{ file: '需求.csv' }], [{ data: '' }], [null]]) {
      expect(thrown(() => readTables(tables as never))).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('says which tables are missing', () => {
    const { issues } = importTables([]);
    expect(issues.map(({ path, code }) => [path, code])).toEqual([
      [['communities'], 'REQUIRED'],
      [['needs'], 'REQUIRED'],
    ]);
  });

  it('a sheet of slots or of the catalogue counts even when it is empty', () => {
    const beside: Table[] = [...BESIDE, { file: '时段.csv', data: '编号\n' }, { file: '目录.csv', data: '代码\n' }];
    expect(readTables(beside).input).toEqual({ communities: [{ id: 'c' }], needs: [], slots: [], catalogue: [] });
  });

  it('the date of the data has a table of its own', () => {
    const read = (data: string) => importTables([...BESIDE, { file: '数据日期.csv', data }]);
    expect(read('截至日期\n2026-03-07').network.getAttribute('asOf')).toBe('2026-03-07T00:00:00+08:00');
    expect(shown(read('截至日期\n明天').issues)).toEqual(['数据日期.csv/2/截至日期 BAD_INSTANT 明天']);
  });
});

it('imports 10,000 rows in seconds', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `v${i},志愿者${i},c,陪同就医、助餐送餐,3,小时,2026/3/7,"say ""hi"""`,
  );
  const seconds = await processorSeconds(() => {
    const { network, issues } = imported(
      '志愿者.csv',
      `编号,名称,社区,能力,数量,单位,更新日期,备注\r\n${rows.join('\r\n')}`,
    );
    expect([issues.length, providersOf(network).length]).toEqual([0, 10_001]);
  });
  expect(seconds).toBeLessThan(7);
});
