import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, type Plan } from '../../../src/index.js';
import { parseCsv } from '../../../src/io/csv.js';
import { type PlanTablesOptions, planTables, toCsv, type WrittenTable } from '../../../src/io/index.js';
import { SHEETS } from '../../../src/say/words.js';
import { RICH } from '../../support/samples.js';
import { thrown } from '../../support/thrown.js';

/** A city of three tiers: a street that is short, its neighbour, and what the district and the city hold. */
const CITY: Input = {
  asOf: '2026-03-07T08:00:00+08:00',
  slots: [{ id: 'sat', start: '2026-03-07T09:00:00+08:00', end: '2026-03-07T12:00:00+08:00' }],
  stations: [
    { id: 'city', name: '市中心', tier: 'city' },
    { id: 'd', name: '龙华总站', tier: 'district', parent: 'city' },
    { id: 's', name: '大同站', tier: 'street', parent: 'd' },
    { id: 't', name: '海垦站', tier: 'street', parent: 'd' },
  ],
  communities: [
    { id: 'c', name: '大同社区', station: 's', adminCode: '460106011001' },
    { id: 'e', name: '海垦社区', station: 't' },
  ],
  socialWorkers: [
    {
      id: 'w',
      name: '王芳',
      station: 's',
      capabilities: [{ code: 'casework', level: 3 }],
      quantity: 4,
      caseload: { open: 2, max: 9 },
    },
    { id: 'x', station: 'd', capabilities: ['casework'], quantity: 1 },
  ],
  organisations: [{ id: 'o', name: '维修队', community: 'c', capabilities: ['homeRepair'], quantity: 5 }],
  volunteers: [
    {
      id: 'v',
      name: '李四',
      community: 'c',
      groupSize: 3,
      capabilities: ['escort'],
      quantity: 4,
      windows: ['sat'],
      updatedAt: '2026-01-01T00:00:00+08:00',
    },
    { id: 'u', community: 'c', capabilities: ['companionship'], hours: 3, updatedAt: '2026-03-01T00:00:00+08:00' },
  ],
  resources: [
    {
      id: 'f',
      name: '市救助基金',
      kind: 'fund',
      station: 'city',
      capabilities: ['relief'],
      quantity: 1000.55,
      unit: 'yuan',
      purposes: ['relief'],
    },
  ],
  needs: [
    {
      id: '1',
      community: 'c',
      urgency: '急',
      category: 'relief',
      beneficiaries: 4,
      capability: 'relief',
      quantity: 900.5,
      unit: 'yuan',
      dueAt: '2026-03-10T00:00:00+08:00',
    },
    { id: '2', community: 'e', urgency: '难', category: 'relief', capability: 'relief', quantity: 300, unit: 'yuan' },
    {
      id: '3',
      community: 'c',
      urgency: '难',
      category: 'elderly',
      beneficiaries: 2,
      groups: ['living-alone'],
      requirements: [
        { capability: { code: 'casework', level: 2 } },
        { capability: 'escort', quantity: 2, unit: 'session', windows: ['sat'] },
        { capability: 'companionship', quantity: 90, unit: 'minute' },
      ],
    },
    { id: '4', community: 'e', urgency: '盼', capability: 'signLanguage', quantity: 2, unit: 'session' },
    { id: '5', community: 'e', urgency: '愁', capability: 'relief', quantity: 'unknown' },
  ],
};

const network = createNetwork(CITY);
const plan = match(network);

type Row = Record<string, unknown>;

/** A list as records by its headers. */
function rowsOf(tables: readonly WrittenTable[], sheet: string): Row[] {
  const [head = [], ...rows] = tables.find((one) => one.sheet === sheet)!.rows;
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [String(head[i]), cell])));
}

const zh = planTables(network, plan);
const list = (sheet: string): Row[] => rowsOf(zh, sheet);
const columns = (rows: readonly Row[], ...names: string[]) => rows.map((row) => names.map((name) => row[name]));

describe('planTables', () => {
  it('has every list in both languages, each with rows as wide as its header', () => {
    for (const locale of ['zh', 'en'] as const) {
      const tables = planTables(network, plan, { locale });
      const { issues: _, tables: _t, words: _w, doubles: _d, ...own } = SHEETS;
      expect(tables.map(({ sheet }) => sheet).sort()).toEqual(
        Object.values(own)
          .map((name) => name[locale])
          .sort(),
      );
      for (const { file, sheet, rows } of tables) {
        expect(file).toBe(`${sheet}.csv`);
        expect(sheet).toMatch(/^[^\\/?*[\]:]{1,31}$/);
        expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        expect(new Set(rows[0]).size).toBe(rows[0]!.length);
        // Streets have the names they have.
        const heads = sheet === 'gaps' ? rows[0]!.slice(0, 2) : rows[0]!;
        expect(heads.some((head) => /[\u4e00-\u9fff]/.test(String(head)))).toBe(locale === 'zh');
      }
    }
  });

  it('lists every requirement with what became of it: yuan to the fen, hours, levels', () => {
    expect(columns(list('需求清单'), '需求编号', '能力', '数量', '已匹配', '缺口', '单位', '状态')).toEqual([
      ['1', '救助', 900.5, 900.5, '', '元', '已满足'],
      ['2', '救助', 300, 100.05, 199.95, '元', '部分满足'],
      ['3', '个案管理:2', 1, 1, '', '个案', '已满足'],
      ['3', '陪同就医', 2, 2, '', '次', '已满足'],
      ['3', '陪伴探访', 1.5, 1.5, '', '小时', '已满足'],
      ['4', '手语翻译', 2, 0, 2, '次', '未满足'],
      ['5', '救助', '数量不明', 0, '', '元', '未满足'],
    ]);
    expect(list('需求清单')[0]).toMatchObject({
      急难愁盼: '急',
      社区: '大同社区',
      街道: '大同站',
      截止日期: '2026-03-09',
    });
  });

  it('lists allocations, and sends people out by provider and by station', () => {
    const matches = columns(list('匹配清单'), '需求编号', '五社', '供给方', '供给方社工站', '数量', '单位', '角色');
    expect(matches).toEqual([
      ['1', '社区公益慈善资源', '市救助基金', '市中心', 900.5, '元', '补充'],
      ['2', '社区公益慈善资源', '市救助基金', '市中心', 100.05, '元', '补充'],
      ['3', '社会工作者', '王芳', '大同站', 1, '个案', '主体'],
      ['3', '社区志愿者', '李四', '大同站', 2, '次', '辅助'],
      ['3', '社区志愿者', 'u', '大同站', 1.5, '小时', '辅助'],
    ]);
    expect(list('派单表（按供给方）').find(({ 供给方 }) => 供给方 === '李四')).toMatchObject({
      需求编号: '3',
      地点: '大同社区',
      牵头: '王芳',
      同行: 'u',
      时段: 'sat',
      开始: '2026-03-07 09:00',
      结束: '2026-03-07 12:00',
      受益人数: 2,
      人群: '独居老人',
    });
    expect(columns(list('派单表（按社工站）'), '街道', '需求编号').at(-1)).toEqual(['海垦站', '2']);
  });

  it('says what comes from which tier', () => {
    expect(columns(list('上报清单'), '上报至', '统筹社工站', '需求编号', '供给方')).toEqual([
      ['市级指导中心', '市中心', '1', '市救助基金'],
      ['市级指导中心', '市中心', '2', '市救助基金'],
    ]);
  });

  it('says of what is unmet why, and what would help', () => {
    expect(columns(list('未满足清单'), '需求编号', '缺口', '原因', '建议')).toEqual([
      ['2', 199.95, '供给已给更优先的需求', '本社区的这种供给再增加 199.95 元即可满足。'],
      ['4', 2, '没有人提供', '招募、培育或链接新的供给。本社区的这种供给再增加 2 次即可满足。'],
      ['5', '', '没有写明数量', '核实数量，再匹配。'],
    ]);
    expect(columns(list('项目清单'), '类别', '能力', '街道', '需求数', '难', '缺口', '单位', '数量不明')).toEqual([
      ['救助', '救助', '海垦站', 2, 1, 199.95, '元', 1],
      ['手语翻译', '手语翻译', '海垦站', 1, 0, 2, '次', 0],
    ]);
    expect(list('缺口矩阵')).toEqual([
      { 类别: '未分类', 合计: 2, 海垦站: 2 },
      { 类别: '救助', 合计: 1, 海垦站: 1 },
    ]);
  });

  it('says what lies idle, who is loaded and whose record is old', () => {
    expect(columns(list('闲置资源'), '供给方', '剩余', '单位', '原因')).toContainEqual([
      '维修队',
      5,
      '次',
      '目前没有需求要这种能力。',
    ]);
    expect(columns(list('社工工作量'), '名称', '社工站', '在办个案', '个案上限', '新增需求', '投入（个案）')).toEqual([
      ['王芳', '大同站', 2, 9, 1, 1],
      ['x', '龙华总站', undefined, undefined, 0, 0],
    ]);
    expect(columns(list('待确认清单'), '供给方', '更新日期', '距今天数', '本次服务需求')).toEqual([
      ['李四', '2026-01-01', 65, 1],
    ]);
    const days = (staleAfter: number) => rowsOf(planTables(network, plan, { staleAfter }), '待确认清单').length;
    expect([days(5), days(6), days(65)]).toEqual([2, 1, 0]);
    expect(columns(list('资源清单'), '供给方', '类型', '用途', '数量', '已用', '剩余', '单位')).toContainEqual([
      '市救助基金',
      '资金',
      '救助',
      1000.55,
      1000.55,
      0,
      '元',
    ]);
  });

  it('says who is worst off, and what provinces publish', () => {
    expect(columns(list('公平表（按社区）'), '社区', '需要', '已匹配', '单位', '覆盖率')).toContainEqual([
      '海垦社区',
      300,
      100.05,
      '元',
      0.3335,
    ]);
    expect(columns(list('公平表（按公平组）'), '优先级', '社区', '能力', '覆盖率')).toContainEqual([
      '1 3',
      '海垦社区',
      '救助',
      0.3335,
    ]);
    expect(Object.fromEntries(columns(list('概览'), '指标', '数值'))).toMatchObject({
      数据时点: '2026-03-07 08:00',
      结论: '已证明最优',
      需求: 5,
      全部满足的需求: 2,
      部分满足的需求: 1,
      未满足的需求: 2,
      社工站: 4,
      社会工作者: 2,
      联动社区社会组织: 0,
      // Three people, two sessions; one visit.
      志愿服务人次: 7,
      '慈善资金（元）': 1000.55,
      // 4 + 1 for the money, 2 for each of three requirements.
      服务居民人次: 11,
      成效: '社工站 4 个、社会工作者 2 名；联动社区社会组织 0 家，志愿服务 7 人次，链接慈善资金 1,000.55 元、物资 0 件；服务居民 11 人次。',
    });
  });

  it('writes sums that a spreadsheet would round as text', () => {
    const fen = Number.MAX_SAFE_INTEGER;
    const rich = createNetwork({
      communities: [{ id: 'c' }],
      resources: [{ id: 'f', kind: 'fund', capabilities: ['relief'], quantity: fen, unit: 'fen' }],
      needs: [{ id: '1', community: 'c', urgency: '急', capability: 'relief', quantity: fen, unit: 'fen' }],
    });
    expect(rowsOf(planTables(rich, match(rich)), '匹配清单')[0]).toMatchObject({
      数量: '90071992547409.91',
      单位: '元',
    });
  });

  it('faults 69 and 82: keeps names that are formulas, markup, paths or odd as they are, and no spreadsheet runs them', () => {
    const names = [
      '=HYPERLINK("x")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      "'=1",
      '＝1',
      '<script>',
      '../../x',
      '__proto__',
      'a"b,c\nd',
      '\u202eabc',
    ];
    const hostile = createNetwork({
      communities: names.map((name, i) => ({ id: `${name.replace(/[\t\r\n]/g, '')}${i}`, name })),
      needs: names.map((name, i) => ({
        id: `${name.replace(/[\t\r\n]/g, '')}${i}`,
        community: `${name.replace(/[\t\r\n]/g, '')}${i}`,
        urgency: '急' as const,
        capability: name.replace(/[\t\r\n]/g, ''),
      })),
    });
    const tables = planTables(hostile, match(hostile));
    expect(
      rowsOf(tables, '需求清单')
        .map((row) => row['社区'])
        .sort(),
    ).toEqual([...names].sort());
    for (const table of tables) {
      expect(table.file).toMatch(/^[\p{L}（）]+\.csv$/u);
      const { rows } = parseCsv(toCsv(table).slice(1), ',');
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
    }
  });

  it('lists nothing where there is nothing, without time and with every reason', () => {
    const empty = createNetwork({ communities: [], needs: [] });
    for (const table of planTables(empty, match(empty)).slice(1)) expect(table.rows).toHaveLength(1);
    const rich = createNetwork(RICH);
    const tables = planTables(rich, match(rich), { locale: 'en' });
    expect(JSON.stringify(tables)).not.toMatch(/undefined|NaN|\[object/);
    expect(rowsOf(tables, 'unmet').every((row) => String(row['what would help']).endsWith('.'))).toBe(true);
  });

  it('heads the gaps of needs without a station, and says several in English without commas of ours', () => {
    const lone = createNetwork({
      communities: [{ id: 'c' }],
      needs: [{ id: '1', community: 'c', urgency: '急', capability: 'x', groups: ['dibao', 'living-alone'] }],
    });
    const heads = (['zh', 'en'] as const).map((locale) => {
      const tables = planTables(lone, match(lone), { locale });
      return [
        tables.find(({ sheet }) => sheet === SHEETS.gaps[locale])!.rows[0],
        columns(rowsOf(tables, SHEETS.needs[locale]), locale === 'zh' ? '人群' : 'groups'),
      ];
    });
    expect(heads).toEqual([
      [['类别', '合计', '未划入'], [['低保对象、独居老人']]],
      [['category', 'all', 'no station'], [['dibao; living-alone']]],
    ]);
  });

  it('leaves out the lines of patterns that were not chosen from what is unmet', () => {
    const choosy = createNetwork({
      communities: [{ id: 'c' }],
      volunteers: [{ id: 'v', community: 'c', capabilities: ['meal'], quantity: 1 }],
      needs: [
        {
          id: '1',
          community: 'c',
          urgency: '急',
          patterns: [
            { id: 'a', requirements: [{ capability: 'meal', unit: 'session' }] },
            { id: 'b', requirements: [{ capability: 'escort', unit: 'session' }] },
          ],
        },
      ],
    });
    expect(columns(rowsOf(planTables(choosy, match(choosy)), '需求清单'), '需求项编号', '状态')).toEqual([
      ['a/1', '已满足'],
      ['b/1', '另选服务模式'],
    ]);
  });

  it('refuses other options, and a plan of another network', () => {
    expect(thrown(() => planTables(network, plan, { local: 'en' } as PlanTablesOptions)).code).toBe('INVALID_OPTIONS');
    expect(thrown(() => planTables(createNetwork(RICH), plan)).code).toBe('PLAN_MISMATCH');
    expect(thrown(() => planTables(network, {} as Plan)).code).toBe('INVALID_PLAN');
  });
});
