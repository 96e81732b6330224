import { assetDimensions, generalGroup, linkageRoles, synonyms, targetGroups } from '../model/catalogue/index.js';
import type { Collection } from '../model/records.js';
import {
  type Bilingual,
  DATUMS,
  RESOURCE_KIND_NAMES,
  RESOURCE_KINDS,
  URGENCIES,
  URGENCY_NAMES,
  URGENCY_WORDS,
} from '../model/vocabulary.js';
import {
  assetOf,
  type CellWord,
  check,
  grant,
  key,
  listOf,
  pattern,
  skillCell,
  societyWords,
  unit,
  windows,
  wordOf,
} from './cell-lists.js';
import { adminCodeCell, type CellType, code, idCell, number, offered, required, textCell, truth } from './cells.js';
import { date, dayOnly, lastDate } from './dates.js';

/**
 * The tables and their columns, as data: what is read, written, explained in templates. A column is a field of a record or, `line`, of
 * one of its lines: a sheet has one row per line, and further rows with the same id add lines.
 */
export interface Column {
  /** The field, with dots for what lies deeper: `reach.within`. */
  readonly field: string;
  /** The field's steps. */
  readonly path: readonly [first: string, second?: string];
  /** The headers; `en` is the field in words. */
  readonly name: Bilingual;
  /** Other headers that are read. */
  readonly also: readonly string[];
  readonly type: CellType;
  readonly line: boolean;
  /** Whether it must be filled in. */
  readonly required: boolean;
  /** Whether it is in the templates; the others are read and, where needed, written all the same. */
  readonly usual: boolean;
}

export interface TableKind {
  /** `about` has one row: what the whole input says. */
  readonly collection: Collection | 'about';
  readonly name: Bilingual;
  /** Other words in names of files and sheets, and before 名称 and 编号 in headers. */
  readonly also: readonly string[];
  /** What only files and sheets are called. */
  readonly files: readonly string[];
  /** Whether its rows cannot do without an id of their own. */
  readonly keyed: boolean;
  /** The field that holds the lines, and whether a single one may be written on the record itself. */
  readonly lines?: { readonly field: 'offers' | 'requirements'; readonly inline: boolean } | undefined;
  readonly columns: readonly Column[];
}

interface More {
  readonly en?: string;
  readonly also?: readonly string[];
}

const inWords = (field: string): string =>
  field.replace(/\.|(?<=[a-z])(?=[A-Z0-9])|(?<=\d)(?=[A-Z])/g, ' ').toLowerCase();

function column(field: string, zh: string, type: CellType, { en = inWords(field), also = [] }: More = {}): Column {
  const [first = '', second] = field.split('.');
  const path = second === undefined ? ([first] as const) : ([first, second] as const);
  return { field, path, name: { zh, en }, also, type, line: false, required: false, usual: false };
}

const usual = (...columns: Column[]): Column[] => columns.map((each) => ({ ...each, usual: true }));
const needed = (...columns: Column[]): Column[] => columns.map((each) => ({ ...each, usual: true, required: true }));
const ofLine = (...columns: Column[]): Column[] => columns.map((each) => ({ ...each, line: true }));

// ---- words ----------------------------------------------------------------------------------------------------------

const named = <W extends string>(words: readonly W[], names: Readonly<Record<W, Bilingual>>): CellWord[] =>
  words.map((word) => [word, names[word].zh, names[word].en]);

const statuses = wordOf([
  ['active', '有效', 'active', '在岗', '启用', '正常'],
  ['inactive', '停用', 'inactive', '无效', '离岗', '暂停'],
]);
const urgencies = wordOf(named(URGENCIES, URGENCY_NAMES), URGENCY_WORDS);
const tiers = wordOf([
  ['street', '街道', 'street', '乡镇', '街道（乡镇）', '街道（乡镇）社工站'],
  ['district', '区', 'district', '区级', '区级社工总站'],
  ['city', '市', 'city', '市级', '市级指导中心'],
]);
const kinds = wordOf(named(RESOURCE_KINDS, RESOURCE_KIND_NAMES));
const datums = wordOf(DATUMS.map((datum) => [datum, datum, datum]));
const dimensions = wordOf(assetDimensions.map(({ code: word, name }) => [word, name.zh, name.en]));
const societies = wordOf(societyWords);
const roles = wordOf(
  linkageRoles.map(({ code: word, name }) => [word, name.zh, name.en, ...(word === 'lead' ? ['牵头'] : [])]),
);
/** Any other group will do, too. In English by their codes: their names have commas. */
export const groupColumns = wordOf([
  ...[...targetGroups, generalGroup].map(
    ({ code: word, name }): CellWord => [word, name.zh, word, name.en, ...(synonyms[word] ?? [])],
  ),
]);

/** Of records that people know by name. */
const place: CellType = {
  ...idCell,
  allowed: { zh: '编号，或不与别的重复的名称', en: 'an id, or a name that no other has' },
};

const bounded = (zh: string, en: string): CellType => ({ ...number, allowed: { zh, en } });
const counted = bounded('1 以上的整数', 'a whole number, 1 or more');
const latitude = bounded('−90—90', '-90 to 90');
const longitude = bounded('−180—180', '-180 to 180');
const severity = bounded('1—5，5 最严重', '1 to 5, 5 is gravest');

// ---- columns --------------------------------------------------------------------------------------------------------

/** What ids are headed where there is no 编号; the last ones only serve. */
const ID = needed(column('id', '编号', idCell, { also: ['编码', '代码', '序号', '序', 'no'] }));
/** Where somebody lives or belongs. */
const HOMES = [
  ...[
    '所在社区',
    '所属社区',
    '社区名称',
    '社区编号',
    '社区编码',
    '所在村居',
    '所属村居',
    '村居',
    '村社区',
    '村（社区）',
  ],
  ...[
    '所在村（社区）',
    '所属村（社区）',
    '村/社区',
    '社区/村',
    '社区（村）',
    '所属社区（村）',
    '所在社区（村）',
    '村居名称',
    '社区村',
    '居住社区',
  ],
];
const NAME = [
  ...usual(column('name', '名称', textCell, { also: ['姓名'] })),
  column('name.zh', '中文名称', textCell),
  column('name.en', '英文名称', textCell),
];
const PLACE = [
  column('adminCode', '行政区划代码', adminCodeCell, { also: ['区划代码', '行政区划'] }),
  column('location.lat', '纬度', latitude, { also: ['lat', 'latitude'] }),
  column('location.lng', '经度', longitude, { also: ['lng', 'lon', 'longitude'] }),
  column('location.crs', '坐标系', datums, { also: ['crs'] }),
];

const PROVIDER = [
  ...usual(
    column('station', '社工站', place, {
      also: ['社工站名称', '社工站编号', '所属社工站', '所在社工站', '驻点社工站'],
    }),
    column('checks', '核验', listOf(check), { also: ['核查'] }),
    column('updatedAt', '更新日期', date, { also: ['更新时间', '最后更新时间', '核实日期', '核实时间'] }),
    column('status', '状态', statuses, { also: ['在岗状态', '使用状态', '当前状态'] }),
  ),
  ...PLACE,
  column('cap.quantity', '总量上限', number),
  column('cap.unit', '总量单位', unit),
  column('cap.perSlot', '每时段总量', number),
  column('cap.perDay', '每日总量', number),
  column('cap.perWeek', '每周总量', number),
  column('declines', '不接', listOf(code)),
  column('prefers', '优先', listOf(code)),
  column('askedLast7Days', '近7天联系次数', number),
  column('servedLast30Days', '近30天服务次数', number),
  column('shows', '到岗次数', number),
  column('noShows', '缺席次数', number),
];

const UNITS = ['计量单位', '数量单位'];

const OFFER = ofLine(
  column('id', '供给编号', idCell, { en: 'offer id' }),
  ...needed(column('capabilities', '能力', listOf(skillCell), { also: ['capability', 'skills', '技能'] })),
  ...needed(column('quantity', '数量', offered, { also: ['可提供数量', '可供数量', '总量'] })),
  ...usual(
    column('unit', '单位', unit, { also: UNITS }),
    column('windows', '时段', windows, { also: ['可用时段', '服务时段', '可服务时段', '可服务时间'] }),
  ),
  ...usual(column('reach.within', '范围', listOf(adminCodeCell), { also: ['服务范围', 'within', 'area'] })),
  column('perSlot', '每时段数量', number),
  column('perRequirement', '每项上限', number),
  column('perNeed', '每个需求上限', number),
  column('reach.radius', '服务半径', number, { also: ['半径', 'radius'] }),
  column('reach.remote', '可远程', truth, { also: ['remote'] }),
  column('eligibility.minAge', '最低年龄', number, { also: ['min age'] }),
  column('eligibility.maxAge', '最高年龄', number, { also: ['max age'] }),
  column('eligibility.groups', '适用人群', listOf(groupColumns)),
  column('eligibility.excludeGroups', '不适用人群', listOf(groupColumns), { also: ['exclude groups'] }),
  column('eligibility.documents', '所需材料', listOf(code)),
  column('purposes', '用途', listOf(code)),
  column('restriction.regions', '限定地区', listOf(adminCodeCell)),
  column('restriction.communities', '限定社区', listOf(idCell)),
  column('restriction.groups', '限定人群', listOf(groupColumns)),
  column('restriction.categories', '限定类别', listOf(code)),
  column('approval.limit', '免审批限额', number),
  column('approval.approved', '已批需求', listOf(idCell)),
  column('approval.given', '家庭已得', listOf(grant)),
  column('expiresAt', '有效期', lastDate, { also: ['有效期至'] }),
);

const LINE = ofLine(
  column('id', '需求项编号', idCell, { en: 'requirement id' }),
  ...usual(
    column('capability', '能力', skillCell, {
      also: [
        ...['capabilities', 'skill', '技能', '所需能力', '需求项目', '服务项目', '帮扶需求', '服务需求', '具体需求'],
        ...[
          '帮扶项目',
          '需求事项',
          '服务事项',
          '需求内容',
          '服务内容',
          '需求',
          '诉求事项',
          '心愿内容',
          '微心愿内容',
          '心愿',
        ],
      ],
    }),
    column('quantity', '数量', required, { also: ['需求数量', '所需数量', '需求量'] }),
    column('unit', '单位', unit, { also: UNITS }),
    column('windows', '时段', windows, { also: ['服务时段', '期望时段', '可服务时段'] }),
  ),
  column('societies', '供给主体', listOf(societies), { also: ['五社'] }),
  column('spacing', '分段', number),
  column('remote', '可远程', truth),
  column('checks', '核验', listOf(code), { also: ['核查'] }),
  column('minimum', '最低数量', number),
  column('single', '由一方承担', truth),
  column('role', '角色', roles),
);
/** Codes of catalogue entries, each with the lines of one way to meet the need; patterns of one's own are JSON. */
const PATTERNS = column('patterns', '服务模式', listOf(pattern), { also: ['联动模式', 'pattern'] });

const withUsual = (columns: readonly Column[], ...fields: string[]): Column[] =>
  columns.map((each) => (fields.includes(each.field) ? { ...each, usual: true } : each));

type Names = readonly [zh: string, en: string, ...also: string[]];

function table(
  collection: TableKind['collection'],
  [zh, en, ...also]: Names,
  lines: TableKind['lines'],
  columns: readonly Column[],
  files: readonly string[] = [],
): TableKind {
  const keyed = ['about', 'slots', 'catalogue'].includes(collection);
  return { collection, name: { zh, en }, also, files, keyed, lines, columns };
}

/** The same columns with other headers for some, by their fields. */
const called = (columns: readonly Column[], more: Readonly<Record<string, readonly string[]>>): Column[] =>
  columns.map((each) => ({ ...each, also: [...each.also, ...(more[each.field] ?? [])] }));

function provider(
  collection: Collection,
  names: Names,
  offer: readonly Column[],
  own: readonly Column[],
  more: Readonly<Record<string, readonly string[]>> & { readonly files?: readonly string[] } = {},
): TableKind {
  // A community is its own.
  const home = collection === 'communities' ? [] : usual(column('community', '社区', place, { also: HOMES }));
  const columns = called([...ID, ...NAME, ...own, ...home, ...PROVIDER, ...offer], more);
  return table(collection, names, { field: 'offers', inline: true }, columns, more.files);
}

const ANY = OFFER.map((each) => ({ ...each, required: false }));
const HOURS = [...OFFER, ...ofLine(column('hours', '小时数', number))];
const GIFTS = withUsual(OFFER, 'purposes', 'expiresAt');

/** What needs are numbered by in systems that take them in. */
const TICKETS = [
  ...[
    '工单编号',
    '工单号',
    '诉求编号',
    '诉求单号',
    '热线单号',
    '平台单号',
    '受理编号',
    '受理单号',
    '登记编号',
    '事项编号',
  ],
  ...['求助编号', '申请编号', '心愿编号', '单号', '流水号'],
];
const GROUPS = [
  ...[
    '服务对象',
    '服务对象类别',
    '服务对象类型',
    '对象类别',
    '对象类型',
    '人员类别',
    '人员类型',
    '人群类别',
    '人群类型',
    '群体类别',
  ],
  ...['重点人群', '特殊群体', '困难类型', '困难类别', '服务人群', '人群分类'],
];
const REPORTED = [
  ...[
    '登记时间',
    '受理时间',
    '受理日期',
    '走访日期',
    '走访时间',
    '申请日期',
    '申请时间',
    '提出日期',
    '提出时间',
    '上报日期',
  ],
  ...[
    '上报时间',
    '反映时间',
    '来电时间',
    '诉求时间',
    '填报日期',
    '交办时间',
    '区交办时间',
    '交办日期',
    '提交时间',
    '提交日期',
  ],
];
const DUE = [
  ...[
    '截止时间',
    '办结期限',
    '完成时限',
    '办理时限',
    '办理期限',
    '完成期限',
    '要求完成时间',
    '要求完成日期',
    '期望完成时间',
  ],
  ...['期望完成日期', '区交办办结期限', '交办办结期限', '办结时限', '处理时限', '限办时间', '答复期限', '最迟完成日期'],
];

/** Every table, in the order in which they are read: what later ones name comes first. */
export const TABLES: readonly TableKind[] = [
  table(
    'about',
    ['数据日期', 'as of'],
    undefined,
    needed(column('asOf', '截至日期', date, { also: ['数据日期', '截止日期', '统计日期', '数据时点'] })),
  ),
  table('slots', ['时段', 'slots', '时段表', 'slot'], undefined, [
    ...ID,
    ...usual(column('start', '开始', date), column('end', '结束', lastDate)),
  ]),
  table('calendar', ['日历', 'calendar', '节假日', 'holidays'], undefined, [
    ...needed(column('day', '日期', dayOnly)),
    ...usual(column('working', '上班', truth)),
  ]),
  table('catalogue', ['目录', 'catalogue', '目录表', 'catalog'], { field: 'requirements', inline: false }, [
    ...needed(column('code', '代码', idCell, { also: ['编号', 'id'] })),
    ...NAME,
    // What the entry itself is counted in; its lines have columns of their own.
    ...usual(column('unit', '单位', unit), column('quantity', '数量', required), column('lot', '计价份量', number)),
    column('portion', '拆分份额', number),
    column('minutes', '每次分钟', number),
    column('due.urgent', '急的时限（小时）', counted),
    column('due.difficult', '难的时限（工作日）', counted),
    column('due.worrying', '愁的时限（天）', counted),
    column('due.hoped', '盼的时限（天）', counted),
    PATTERNS,
    ...LINE.map((each) => ({
      ...each,
      usual: false,
      name: {
        zh: each.name.zh.replace(/^(?!需求项)/, '需求项'),
        en: each.name.en.replace(/^(?!requirement)/, 'requirement '),
      },
      also: [],
    })),
  ]),
  table('stations', ['社工站', 'stations', '站点', 'station'], undefined, [
    ...ID,
    ...NAME,
    ...needed(column('tier', '层级', tiers)),
    ...usual(column('parent', '上级', place, { also: ['上级站点', '上级社工站', '上级单位'] })),
    ...PLACE.slice(0, 1).map((each) => ({ ...each, usual: true })),
  ]),
  provider(
    'communities',
    ['社区', 'communities', '村', 'community'],
    ANY,
    [
      ...usual(
        column('population', '人口', number, { also: ['人口数', '常住人口', '常住人口数', '总人口', '户籍人口'] }),
      ),
      column('equityWeight', '公平权重', counted),
      column('assets', '资产', listOf(assetOf(dimensions))),
    ],
    {
      id: ['村编号', '村居编码', '社区编码'],
      name: [
        '村（社区）名称',
        '村社区名称',
        '村（社区）',
        '村居名称',
        '村居',
        '所在社区',
        '所属社区',
        '社区（村）',
        '社区（村）名称',
      ],
    },
  ),
  provider(
    'organisations',
    ['社区社会组织', 'organisations', '社会组织', '组织', 'organisation', 'organizations', 'organization', 'orgs'],
    OFFER,
    [column('legal', '法律形式', code), column('incubatedBy', '孵化方', key)],
    {
      id: ['统一社会信用代码', '社会信用代码', '信用代码', '登记证号', '登记号', '备案编号', '备案号'],
      name: ['队伍名称', '团队名称', '机构名称', '协会名称'],
      capabilities: [
        '服务项目',
        '服务内容',
        '服务领域',
        '服务类别',
        '服务类型',
        '业务范围',
        '活动内容',
        '主要服务',
        '专长',
        '特长',
      ],
    },
  ),
  provider(
    'socialWorkers',
    ['社会工作者', 'social workers', '社工', 'social worker', 'workers'],
    OFFER,
    [
      ...usual(
        column('grade', '职级', code, {
          also: ['职称', '证书等级', '职业资格', '资格证书', '社工证', '持证情况', '职业水平'],
        }),
        column('supervisor', '督导', idCell, { also: ['督导编号', '督导工号'] }),
      ),
      column('months', '从业月数', number),
      column('span', '督导上限', number),
      column('caseload.open', '在办个案', number, { also: ['在办个案数', '现有个案数', '在管个案', '在管个案数'] }),
      column('caseload.max', '个案上限', number, { also: ['最大个案数', '个案容量'] }),
    ],
    {
      id: ['工号', '员工编号', '社工编号', '职工编号'],
      capabilities: ['服务领域', '专长', '特长', '专业特长', '专业领域', '擅长领域', '服务专长', '技能特长'],
      'restriction.communities': ['负责社区', '包联社区', '联系社区', '服务社区', '驻点社区', '分管社区'],
    },
  ),
  provider(
    'volunteers',
    ['志愿者', 'volunteers', '社区志愿者', '志工', 'volunteer'],
    HOURS,
    [
      column('groupSize', '人数', counted),
      column('minor', '未成年', truth),
      column('guardian', '监护人', idCell),
      column('memberOf', '所属组织', listOf(idCell), { also: ['所属队伍', '所属团队', '所属服务队', '所在组织'] }),
    ],
    {
      capabilities: [
        '特长',
        '专长',
        '专业特长',
        '技能特长',
        '服务特长',
        '服务意向',
        '服务类别',
        '服务类型',
        '服务领域',
        '服务项目',
        '擅长',
        '可提供服务',
      ],
      files: ['志愿者名册', '志愿服务者'],
    },
  ),
  provider(
    'resources',
    ['慈善资源', 'resources', '资源', '资源库', '社区公益慈善资源', 'resource'],
    GIFTS,
    [
      ...needed(column('kind', '类型', kinds, { also: ['资源类型', '资源类别', '资源种类'] })),
      column('donor', '捐赠方', textCell, {
        also: [
          '捐赠者',
          '捐赠人',
          '捐赠单位',
          '捐赠企业',
          '捐赠来源',
          '捐赠机构',
          '捐赠方名称',
          '捐赠单位名称',
          '来源单位',
        ],
      }),
      column('host', '管理组织', idCell, { also: ['托管组织'] }),
    ],
    {
      id: ['物资编号', '物资编码', '物品编号', '物品编码', '捐赠编号', '项目编号', '场地编号'],
      name: [
        '物资名称',
        '物品名称',
        '捐赠物资',
        '捐赠物品',
        '品名',
        '项目名称',
        '基金名称',
        '资金名称',
        '场地名称',
        '款物名称',
      ],
      capabilities: ['物资类型', '物资分类', '物资类别', '物品类别', '物品分类', '用于服务', '服务内容', '服务项目'],
      quantity: [
        '库存数量',
        '剩余数量',
        '现有数量',
        '结余数量',
        '可用数量',
        '在库数量',
        '库存',
        '结余',
        '捐赠数量',
        '数量合计',
      ],
      expiresAt: [
        '到期日期',
        '到期时间',
        '有效期限',
        '有效期截止',
        '失效日期',
        '截止日期',
        '保质期至',
        '使用期限',
        '过期日期',
      ],
      purposes: ['资金用途', '指定用途', '捐赠用途'],
      files: [
        '物资清单',
        '慈善物资',
        '捐赠物资',
        '物资',
        '慈善基金',
        '爱心基金',
        '公益基金',
        '基金',
        '场地',
        '善款',
        '捐赠',
        '爱心企业',
      ],
    },
  ),
  table(
    'needs',
    ['需求', 'needs', '需求表', '需求清单', 'need', 'requests'],
    { field: 'requirements', inline: true },
    [
      ...called(ID, { id: TICKETS }),
      ...needed(
        column('community', '社区', place, {
          also: [
            ...HOMES,
            '事发社区',
            '事发区域名称',
            '事发区域',
            '服务社区',
            '事件发生地',
            '诉求发生地',
            '发生地',
            '事发地',
          ],
        }),
      ),
      column('household', '家庭代号', idCell),
      ...usual(
        column('category', '类别', code, {
          also: [
            ...[
              '需求类别',
              '需求类型',
              '诉求类型',
              '诉求类型名称',
              '诉求类别',
              '工单类型',
              '事项类型',
              '事项类别',
              '服务类别',
            ],
            ...['服务类型', '问题类型', '问题类别', '心愿类型', '心愿类别', '需求分类', '诉求分类'],
          ],
        }),
      ),
      ...needed(
        column('urgency', '紧急程度', urgencies, {
          also: [
            '急难愁盼',
            '紧急等级',
            '紧急级别',
            '紧急度',
            '缓急程度',
            '急缓程度',
            '优先级',
            '优先程度',
            '急难愁盼类别',
          ],
        }),
      ),
      ...usual(
        column('severity', '严重度', severity, { also: ['严重程度', '风险等级', '困难等级', '困难程度'] }),
        column('beneficiaries', '受益人数', counted, {
          also: ['人数', '服务人数', '涉及人数', '受助人数', '惠及人数'],
        }),
        column('groups', '人群', listOf(groupColumns), { also: GROUPS }),
      ),
      ...LINE,
      ...usual(
        column('reportedAt', '登记日期', date, { also: [...REPORTED, 'reported'] }),
        column('dueAt', '截止日期', lastDate, { also: [...DUE, 'due date', 'deadline', 'due'] }),
      ),
      column('age', '年龄', number),
      column('consentTier', '授权层级', tiers),
      column('previousProviders', '曾服务方', listOf(key)),
      column('conflicts', '冲突方', listOf(key)),
      column('declines', '不要', listOf(key)),
      column('prefers', '优先', listOf(key)),
      column('documents', '已有材料', listOf(code)),
      column('assetDimension', '资产维度', dimensions),
      column('partial', '可部分满足', truth),
      PATTERNS,
      ...called(PLACE, { adminCode: ['事发区域编码', '事发区域代码', '区域编码'] }),
    ],
    ['诉求', '诉求清单', '工单', '心愿', '微心愿', '心愿清单', '求助', '困难群众', '帮扶', '走访', '急难愁盼'],
  ),
];
