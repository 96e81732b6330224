import { describe, expect, it } from 'vitest';
import { readTables } from '../../../../src/io/index.js';
import { TABLES } from '../../../../src/io/record-columns.js';
import { headerOf } from '../../../../src/io/sheets/header-row.js';
import { columnOf, nearColumn } from '../../../../src/io/sheets/headings.js';
import { ownPart, whichTable } from '../../../../src/io/sheets/which-table.js';

const kind = (collection: string) => TABLES.find((one) => one.collection === collection)!;
const field = (header: string, collection: string) => columnOf(header, kind(collection))?.column.field;

/** Headings of lists that are kept, with what they are for us; nothing where they are no field of ours. */
const HEADINGS: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  needs: {
    受理单号: 'id',
    诉求编号: 'id',
    事项编号: 'id',
    序号: 'id',
    '所属村（社区）': 'community',
    村居名称: 'community',
    居住社区: 'community',
    事发社区: 'community',
    诉求类别: 'category',
    问题类型: 'category',
    缓急程度: 'urgency',
    紧急等级: 'urgency',
    困难程度: 'severity',
    涉及人数: 'beneficiaries',
    人群类别: 'groups',
    对象类型: 'groups',
    服务项目: 'capability',
    具体需求: 'capability',
    需求数量: 'quantity',
    '申请金额（元）': 'quantity',
    '所需时长（小时）': 'quantity',
    计量单位: 'unit',
    来电时间: 'reportedAt',
    填报日期: 'reportedAt',
    办理期限: 'dueAt',
    限办时间: 'dueAt',
    区域编码: 'adminCode',
    // Of people, of the past, of others' work.
    联系电话: undefined,
    身份证号: undefined,
    申请人: undefined,
    家庭住址: undefined,
    办结时间: undefined,
    回访结果: undefined,
    承办单位: undefined,
    满意度: undefined,
    诉求标题: undefined,
    户数: undefined,
  },
  volunteers: {
    志愿者编号: 'id',
    志愿者姓名: 'name',
    技能特长: 'capabilities',
    服务意向: 'capabilities',
    可服务时段: 'windows',
    所属服务队: 'memberOf',
    所属社区: 'community',
    服务时长: undefined,
    累计积分: undefined,
    手机号码: undefined,
    注册时间: undefined,
    政治面貌: undefined,
  },
  socialWorkers: {
    工号: 'id',
    姓名: 'name',
    社工证: 'grade',
    职称: 'grade',
    所在社工站: 'station',
    包联社区: 'restriction.communities',
    专业领域: 'capabilities',
    在管个案数: 'caseload.open',
    岗位: undefined,
    入职时间: undefined,
  },
  organisations: {
    社会信用代码: 'id',
    备案号: 'id',
    队伍名称: 'name',
    主要服务: 'capabilities',
    业务范围: 'capabilities',
    负责人: undefined,
    成立时间: undefined,
    活动场所: undefined,
  },
  resources: {
    物品编码: 'id',
    物品名称: 'name',
    资源种类: 'kind',
    现有数量: 'quantity',
    库存: 'quantity',
    数量单位: 'unit',
    到期时间: 'expiresAt',
    捐赠人: 'donor',
    指定用途: 'purposes',
    规格型号: undefined,
    存放位置: undefined,
    保质期: undefined,
    所在地区: undefined,
  },
  communities: {
    社区编码: 'id',
    '村（社区）名称': 'name',
    总人口: 'population',
    所属社工站: 'station',
    户数: undefined,
    书记: undefined,
  },
};

describe('headings of lists that are kept', () => {
  for (const [collection, headings] of Object.entries(HEADINGS)) {
    it.each(Object.entries(headings))(`in ${collection}: %s is %s`, (header, meant) =>
      expect(field(header, collection)).toBe(meant),
    );
  }

  it.each([
    ['所在地区', 'resources'],
    ['总量单价', 'resources'],
    ['服务范畴', 'organisations'],
    ['优先权', 'needs'],
  ])('%s gets no hint, which would mislead', (header, collection) =>
    expect(nearColumn(header, kind(collection))).toBeUndefined(),
  );

  it('a slip of a long one gets a hint', () =>
    expect(nearColumn('行政区划代马', kind('needs'))?.field).toBe('adminCode'));

  it.each([
    ['数量（小时）', 'hour'],
    ['数量(单位：元)', 'yuan'],
    ['金额', 'yuan'],
    ['次数', 'session'],
    ['数量（必填）', undefined],
  ])('%s is counted in %s', (header, unit) =>
    expect(columnOf(header, kind('needs'))).toMatchObject({ column: { field: 'quantity' }, unit }),
  );

  it('no heading of one column names another of the same table', () => {
    for (const { columns, collection } of TABLES) {
      const all = columns.flatMap(({ field: own, also }) => also.map((name) => [name, own] as const));
      const twice = all.filter(([name, own]) => all.some(([other, field]) => other === name && field !== own));
      expect([collection, twice]).toEqual([collection, []]);
    }
  });
});

const NEEDS = ['编号', '社区', '紧急程度', '能力', '数量', '单位'];

describe('the header', () => {
  const at = (...rows: string[][]) => {
    const header = headerOf(rows, kind('needs'));
    return header && [header.top, header.rows, header.read.length];
  };

  it('is the row with the most known words, below titles', () => {
    expect(at(NEEDS, ['1', 'c'])).toEqual([0, 1, 6]);
    expect(at(['某街道需求台账'], ['单位：某街道', '编号：3'], NEEDS, ['1', 'c'])).toEqual([2, 1, 6]);
  });

  it('may have two rows, of which the lower one is blank or the same where the upper one names columns', () => {
    expect(at(['编号', '社区', '紧急程度', '需求', '', ''], ['', '', '', '能力', '数量', '单位'], ['1'])).toEqual([
      1, 2, 6,
    ]);
    expect(at(['编号', '社区', '紧急程度', '需要什么'], ['编号', '', '', '能力', '数量'], ['1'])).toEqual([1, 2, 5]);
    // A record is no header, though it has a word of one.
    expect(at(['编号', '社区', '紧急程度', '备注'], ['1', 'c', '急', '能力'])).toEqual([0, 1, 3]);
  });

  it('is not there where no word is known', () => expect(at(['甲', '乙'], ['1', '2'])).toBeUndefined());
});

describe('which table it is', () => {
  const which = (named: string | undefined, ...header: string[]) => {
    const { kind: found, among } = whichTable(named === undefined ? undefined : kind(named), [header]);
    return found?.collection ?? among.map(({ collection }) => collection);
  };

  it('is said by its headers where its name says nothing', () => {
    expect(which(undefined, '工单编号', '诉求内容', '紧急程度', '办结期限')).toBe('needs');
    expect(which(undefined, '物资名称', '库存数量', '有效期')).toBe('resources');
    expect(which(undefined, '志愿者姓名', '特长', '可服务时间')).toBe('volunteers');
  });

  it('is asked where several come near, and where none does', () => {
    expect(which(undefined, '编号', '名称', '社区', '能力', '数量', '单位')).toContain('volunteers');
    expect(which(undefined, '甲', '乙')).toEqual([]);
  });

  it('is what its name says, unless its headers plainly say something else', () => {
    expect(which('communities', '编号', '名称')).toBe('communities');
    expect(which('communities', '编号', '社区', '紧急程度', '能力', '截止日期', '诉求类型')).toBe('needs');
  });
});

it.each([
  ['需求-大同.csv', '大同'],
  ['大同/需求.csv', '大同'],
  ['志愿者名册（城西社工站）.xlsx', '城西'],
  ['需求 - 副本.csv', ''],
  ['需求.csv', ''],
  ['Sheet1', ''],
  ['3月', '3月'],
])('%s belongs to “%s”', (name, own) => expect(ownPart(name)).toBe(own));

it('of a table however wide some thousand cells are looked at, not all', () => {
  let looks = 0;
  const wide = (cells: string[]): string[] =>
    new Proxy([...cells, ...Array.from({ length: 100_000 }, (_, i) => `备注${i}`)], {
      get(row, key, self) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(row, key, self);
      },
    });
  const rows = [
    wide(['编号', '社区', '紧急程度', '能力']),
    wide(['N1', 'c', '急', 'meal']),
    wide(['N2', 'c', '急', 'meal']),
  ];
  const { input } = readTables([{ file: '一.xlsx', sheet: '需求', rows }]);
  expect(input.needs.map(({ id }) => id)).toEqual(['N1', 'N2']);
  expect(looks).toBeLessThan(10_000);
});
