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
  key,
  listOf,
  pattern,
  skillCell,
  societyWords,
  unit,
  wordOf,
} from './cell-lists.js';
import { adminCodeCell, type CellType, code, idCell, number, offered, required, textCell, truth } from './cells.js';
import { date, lastDate } from './dates.js';

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
  /** Other words in names of files and sheets. */
  readonly also: readonly string[];
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

const ID = needed(column('id', '编号', idCell));
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
    column('station', '社工站', place),
    column('checks', '核验', listOf(check), { also: ['核查'] }),
    column('updatedAt', '更新日期', date, { also: ['更新时间'] }),
    column('status', '状态', statuses),
  ),
  ...PLACE,
  column('cap.quantity', '总量上限', number),
  column('cap.unit', '总量单位', unit),
  column('cap.perSlot', '每时段总量', number),
  column('declines', '不接', listOf(code)),
  column('prefers', '优先', listOf(code)),
  column('askedLast7Days', '近7天联系次数', number),
  column('servedLast30Days', '近30天服务次数', number),
  column('shows', '到岗次数', number),
  column('noShows', '缺席次数', number),
];

const OFFER = ofLine(
  column('id', '供给编号', idCell, { en: 'offer id' }),
  ...needed(column('capabilities', '能力', listOf(skillCell), { also: ['capability', 'skills', '技能'] })),
  ...needed(column('quantity', '数量', offered)),
  ...usual(column('unit', '单位', unit), column('windows', '时段', listOf(idCell), { also: ['可用时段'] })),
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
  column('expiresAt', '有效期', lastDate, { also: ['有效期至'] }),
);

const LINE = ofLine(
  column('id', '需求项编号', idCell, { en: 'requirement id' }),
  ...usual(
    column('capability', '能力', skillCell, { also: ['capabilities', 'skill', '技能'] }),
    column('quantity', '数量', required),
    column('unit', '单位', unit),
    column('windows', '时段', listOf(idCell), { also: ['服务时段'] }),
  ),
  column('societies', '供给主体', listOf(societies), { also: ['五社'] }),
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

function table(collection: TableKind['collection'], names: Names, lines: TableKind['lines'], columns: Column[]) {
  const [zh, en, ...also] = names;
  return { collection, name: { zh, en }, also, lines, columns };
}

function provider(collection: Collection, names: Names, offer: readonly Column[], own: readonly Column[]): TableKind {
  // A community is its own.
  const home =
    collection === 'communities' ? [] : usual(column('community', '社区', place, { also: ['所在社区', '所属社区'] }));
  const columns = [...ID, ...NAME, ...own, ...home, ...PROVIDER, ...offer];
  return table(collection, names, { field: 'offers', inline: true }, columns);
}

const ANY = OFFER.map((each) => ({ ...each, required: false }));
const HOURS = [...OFFER, ...ofLine(column('hours', '小时数', number))];
const GIFTS = withUsual(OFFER, 'purposes', 'expiresAt');

/** Every table, in the order in which they are read: what later ones name comes first. */
export const TABLES: readonly TableKind[] = [
  table('about', ['数据日期', 'as of'], undefined, needed(column('asOf', '截至日期', date))),
  table('slots', ['时段', 'slots', '时段表', 'slot'], undefined, [
    ...ID,
    ...usual(column('start', '开始', date), column('end', '结束', lastDate)),
  ]),
  table('catalogue', ['目录', 'catalogue', '目录表', 'catalog'], { field: 'requirements', inline: false }, [
    ...needed(column('code', '代码', idCell, { also: ['编号', 'id'] })),
    ...NAME,
    // What the entry itself is counted in; its lines have columns of their own.
    ...usual(column('unit', '单位', unit), column('lot', '计价份量', number)),
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
    ...usual(column('parent', '上级', place, { also: ['上级站点'] })),
    ...PLACE.slice(0, 1).map((each) => ({ ...each, usual: true })),
  ]),
  provider('communities', ['社区', 'communities', '村', 'community'], ANY, [
    ...usual(column('population', '人口', number)),
    column('equityWeight', '公平权重', counted),
    column('assets', '资产', listOf(assetOf(dimensions))),
  ]),
  provider(
    'organisations',
    ['社区社会组织', 'organisations', '社会组织', '组织', 'organisation', 'organizations', 'organization', 'orgs'],
    OFFER,
    [column('legal', '法律形式', code), column('incubatedBy', '孵化方', key)],
  ),
  provider('socialWorkers', ['社会工作者', 'social workers', '社工', 'social worker', 'workers'], OFFER, [
    ...usual(column('grade', '职级', code), column('supervisor', '督导', idCell)),
    column('months', '从业月数', number),
    column('caseload.open', '在办个案', number),
    column('caseload.max', '个案上限', number),
  ]),
  provider('volunteers', ['志愿者', 'volunteers', '社区志愿者', '志工', 'volunteer'], HOURS, [
    column('groupSize', '人数', counted),
    column('minor', '未成年', truth),
    column('guardian', '监护人', idCell),
    column('memberOf', '所属组织', listOf(idCell)),
  ]),
  provider('resources', ['慈善资源', 'resources', '资源', '资源库', '社区公益慈善资源', 'resource'], GIFTS, [
    ...needed(column('kind', '类型', kinds)),
    column('donor', '捐赠方', textCell),
    column('host', '管理组织', idCell, { also: ['托管组织'] }),
  ]),
  table('needs', ['需求', 'needs', '需求表', '需求清单', 'need', 'requests'], { field: 'requirements', inline: true }, [
    ...ID,
    ...needed(column('community', '社区', place, { also: ['所在社区', '所属社区'] })),
    ...usual(column('category', '类别', code, { also: ['需求类别'] })),
    ...needed(column('urgency', '紧急程度', urgencies, { also: ['急难愁盼'] })),
    ...usual(
      column('severity', '严重度', severity, { also: ['严重程度'] }),
      column('beneficiaries', '受益人数', counted),
      column('groups', '人群', listOf(groupColumns), { also: ['服务对象'] }),
    ),
    ...LINE,
    ...usual(
      column('reportedAt', '登记日期', date, { also: ['登记时间', 'reported'] }),
      column('dueAt', '截止日期', lastDate, { also: ['截止时间', 'due date', 'deadline', 'due'] }),
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
    ...PLACE,
  ]),
];
