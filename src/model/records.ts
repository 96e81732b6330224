import * as z from 'zod/mini';
import { says } from '../errors/zod-issues.js';
import {
  adminCode,
  amount,
  clockTime,
  day,
  degrees,
  id,
  ifTrue,
  incubator,
  instant,
  NONE,
  nodeKey,
  oneToFive,
  record,
  some,
  text,
  tier,
  urgency,
  whole,
} from './fields.js';
import type { Own } from './own-fields.js';
import { ASSET_DIMENSIONS, DATUMS, RESOURCE_KINDS, ROLES, SOCIETIES, type Society, WEEKDAYS } from './vocabulary.js';

/**
 * The records of the input, one schema each, and the normalised types that the network stores.
 *
 * A schema checks shape and converts single fields; what takes two fields or two records is settled in lines.ts,
 * requirements.ts and references.ts.
 *
 * Every field is told in one sentence, meaning, unit, default, in English and, after the dash, in Chinese. Hovers and the reference show it as it stands;
 * `npm run notes` takes it into notes/, for the JSON Schema and the templates.
 */

// ---- what records have in common ------------------------------------------------------------------------------------

const HAN = /[\u2e80-\u9fff\uf900-\ufaff\ud840-\ud8ff]/;

const names = record({
  /** The name in Chinese. — 中文名称。 */
  zh: z.optional(text),
  /** The name in English. — 英文名称。 */
  en: z.optional(text),
});

interface Names extends z.output<typeof names> {}

/** A name in one or two languages; a bare string is Chinese if it has a Chinese character, else English. */
export const name = z.pipe(
  z.union([text, names]),
  z.transform((value): Names => (typeof value !== 'string' ? value : HAN.test(value) ? { zh: value } : { en: value })),
);

const location = record({
  /** Latitude in degrees, −90 to 90. — 纬度，单位为度，−90 至 90。 */
  lat: degrees(90),
  /** Longitude in degrees, −180 to 180. — 经度，单位为度，−180 至 180。 */
  lng: degrees(180),
  /** The datum of the two; `WGS84` if absent; locations of two datums are never compared. — 坐标系；不填为 WGS84；不同坐标系的位置不互相比较。 */
  crs: z._default(z.enum(DATUMS), 'WGS84'),
});

interface Location extends z.output<typeof location> {}

const place = {
  /** Administrative code of 2, 4, 6, 9 or 12 digits; that of the community or station if absent. — 行政区划代码，2、4、6、9 或 12 位；不填则按所属社区或社工站。 */
  adminCode: z.optional(adminCode),
  /** Where it is on the map; that of the community if absent, or if both are 0, as an empty cell is read. — 地图上的位置；不填或经纬度皆为 0 则按所属社区。 */
  location: z.optional(
    z.pipe(
      location,
      z.transform((value): Location | undefined => (value.lat === 0 && value.lng === 0 ? undefined : value)),
    ),
  ),
};

const leveled = record({
  /** Code of the capability, as in the catalogue or of your own. — 能力代码，用目录中的或自定。 */
  code: id,
  /** How well it is mastered or must be, 1 to 5, 5 the best; 1 if absent. — 掌握或要求的等级，1 至 5，5 最高；不填为 1。 */
  level: z._default(oneToFive, 1),
});

/** A capability and its level. */
export interface Skill extends z.output<typeof leveled> {}

/** A bare code is level 1. */
const skill = z.pipe(
  z.union([id, leveled]),
  z.transform((value): Skill => (typeof value === 'string' ? { code: value, level: 1 } : value)),
);

type With<T, K extends string> = T & Own<K>;

const recurrence = record({
  /** Days of the week, of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`; every day if absent. — 每周的哪几天，写 mon 至 sun；不填为每天。 */
  weekly: z.optional(some(z.enum(WEEKDAYS))),
  /** Time of the day at which it begins, `09:00`. — 开始时间，如 09:00。 */
  from: clockTime,
  /** Time of the day at which it ends, `11:00`, up to `24:00`; on the next day where it is before `from`. — 结束时间，如 11:00，至 24:00；早于开始则为次日。 */
  to: clockTime,
  /** Last day, `2026-06-30`; four weeks from the day of `asOf` are planned if absent. — 最后一天，如 2026-06-30；不填则自数据截至日起计四周。 */
  until: z.optional(day),
});

/** A time that comes again, every week or every day. */
export interface Recurrence extends z.output<typeof recurrence> {}

/** A slot by its id, or times in words. */
const slotOrTimes = z.union([id, recurrence]);

// ---- offers and providers -------------------------------------------------------------------------------------------

const reach = record({
  /** Administrative codes of the areas served, each with all below it. — 服务的行政区划代码，含其下级。 */
  within: z.optional(some(adminCode)),
  /** Farthest distance served, in metres, as the crow flies. — 服务半径，单位为米，直线距离。 */
  radius: z.optional(whole()),
  /** `true`: also served from afar, where the need's line allows it. — 是否也可远程服务，须需求项允许远程；不填为否。 */
  remote: z.optional(ifTrue),
});

const eligibility = record({
  /** Youngest age served, in years. — 服务对象的最低年龄，岁。 */
  minAge: z.optional(whole()),
  /** Oldest age served, in years. — 服务对象的最高年龄，岁。 */
  maxAge: z.optional(whole()),
  /** Only needs of one of these groups are served; all if absent. — 只服务这些人群之一；不填不限。 */
  groups: z.optional(some(id)),
  /** Needs of any of these groups are not served. — 不服务的人群。 */
  excludeGroups: z.optional(z.array(id)),
  /** Documents that the need must hold, all of them. — 对方须具备的材料，缺一不可。 */
  documents: z.optional(z.array(id)),
});

/** What the donor allows; every list given must be met. */
const restriction = record({
  /** Administrative codes where it may be used, each with all below it. — 捐赠方限定的地区，行政区划代码，含其下级。 */
  regions: z.optional(some(adminCode)),
  /** Ids of the communities where it may be used. — 捐赠方限定的社区编号。 */
  communities: z.optional(some(id)),
  /** Groups of people whom it may serve; one of them is enough. — 捐赠方限定的人群，符合其一即可。 */
  groups: z.optional(some(id)),
  /** Categories of needs that it may serve. — 捐赠方限定的需求类别。 */
  categories: z.optional(some(id)),
});

const grant = record({
  /** Pseudonym of the household. — 家庭代号。 */
  household: id,
  /** How much it got, in the offer's unit. — 已得多少，按本供给的单位。 */
  quantity: amount,
});

const approval = record({
  /** Most that one need, and all needs of one household, get without approval, in the offer's unit; 0: nothing. — 未经审批时每个需求及同一家庭最多得多少，按本供给的单位；0 表示须先审批。 */
  limit: amount,
  /** What households were given before, which counts against the limit; nothing if absent. — 各家庭此前已得，计入限额；不填为无。 */
  given: z.optional(z.array(grant)),
  /** Ids of the needs that are approved, for which there is no limit. — 已审批的需求编号，不受此限额约束。 */
  approved: z.optional(z.array(id)),
});

const offered = z.union([amount, z.literal('unlimited')]);

const offerFields = {
  /** What is offered: capabilities, each a code or `{ code, level }`; any of them may be used. — 能提供的能力，各写代码，可带等级；择一使用。 */
  capabilities: some(skill),
  /** How much there is in all, in `unit`; a cap of the provider may allow less. — 总共有多少，按单位计；可填“不限”（unlimited）；另受供给方总量上限约束。 */
  quantity: offered,
  /** What quantities are counted in, such as `hour`, `session`, `yuan`; that of the capability if absent; money needs it. — 数量的单位，如小时、次、元；不填则按能力的常用单位；金额须写明单位。 */
  unit: z.optional(id),
  /** When it can be had: ids of slots, or times such as `2026-03-07/am`, 每周二上午, `{ weekly, from, to, until }`; in all slots if absent. — 可服务的时段：时段编号，或如“2026-03-07/上午”“每周二上午”“每天9:00-11:00”的时间；不填则各时段皆可。 */
  windows: z.optional(some(slotOrTimes)),
  /** Most in one slot, in `unit`; no bound if absent. — 每个时段最多多少，按单位计；不填不限。 */
  perSlot: z.optional(amount),
  /** Most for one requirement, in `unit`; no bound if absent. — 每个需求项最多多少，按单位计；不填不限。 */
  perRequirement: z.optional(amount),
  /** Most for one need, in `unit`; no bound if absent. — 每个需求最多多少，按单位计；不填不限。 */
  perNeed: z.optional(amount),
  /** Where it can serve; what is usual of its society if absent. — 服务范围；不填则按五社各自的惯例。 */
  reach: z.optional(reach),
  /** Whom it can serve; anybody if absent. — 服务对象的条件；不填不限。 */
  eligibility: z.optional(eligibility),
  /** Categories or capabilities that it is bound to; none if absent. — 限定用途，写需求类别或能力代码；不填不限。 */
  purposes: z.optional(some(id)),
  /** What the donor allows; every list given must be met. — 捐赠方的限定；所填各项须同时符合。 */
  restriction: z.optional(restriction),
  /** Which needs must be approved before they get more than a limit; none if absent. — 超过限额须先审批；不填则无须审批。 */
  approval: z.optional(approval),
  /** Instant from which it can no longer be had, ISO 8601 with offset; never if absent. — 失效时刻；不填则长期有效。 */
  expiresAt: z.optional(instant),
};

export const offerSchema = record({
  /** Id of the line, one of its own within the provider; given in order if absent. — 供给编号，在同一供给方内不重复；不填则按顺序编。 */
  id: z.optional(id),
  ...offerFields,
});

const checkHeld = record({
  /** Code of the check that was passed, such as `childSafety`. — 已通过的核验的代码，如 childSafety。 */
  code: id,
  /** Instant from which it no longer holds, ISO 8601 with offset; never if absent. — 核验失效时刻；不填则长期有效。 */
  expiresAt: z.optional(instant),
});

const cap = record({
  /** Most that the provider gives over all its offers of this unit. — 同一单位的各项供给合计最多多少。 */
  quantity: amount,
  /** The unit that the cap counts; offers of other units are not under it. — 总量上限的单位；其他单位的供给不受限。 */
  unit: id,
  /** Most in one slot over all its offers of this unit; no bound if absent. — 同一单位的各项供给在每个时段合计最多多少；不填不限。 */
  perSlot: z.optional(amount),
  /** Most on one day, over the slots that begin on it; no bound if absent. — 同一天开始的时段合计最多多少；不填不限。 */
  perDay: z.optional(amount),
  /** Most in one week, Monday to Sunday, over the slots that begin in it; no bound if absent. — 同一周（周一至周日）开始的时段合计最多多少；不填不限。 */
  perWeek: z.optional(amount),
});

const providerFields = {
  /** Id, one of its own among records of its kind, 1 to 64 characters. — 编号，在同类记录中不重复，1 至 64 个字符。 */
  id,
  /** Name for people to read; a bare string is Chinese if it has a Chinese character, else English. — 名称；只写一段文字时，含汉字即为中文名，否则为英文名。 */
  name: z.optional(name),
  /** Id of the station it belongs to; that of its community if absent. — 所属社工站编号；不填则按所在社区的社工站。 */
  station: z.optional(id),
  /** Id of the community it is in; a community's own is itself. — 所在社区编号；社区本身不填。 */
  community: z.optional(id),
  /** `inactive`: offers nothing for now; `active` if absent. — 状态；停用（inactive）则暂不供给；不填为有效（active）。 */
  status: z._default(z.enum(['active', 'inactive']), 'active'),
  /** Instant at which the record was last confirmed, ISO 8601 with offset. — 资料最近一次确认的时刻。 */
  updatedAt: z.optional(instant),
  /** Checks that were passed, with the day they run out; none if absent. — 已通过的核验及其有效期；不填为无。 */
  checks: z._default(z.array(checkHeld), () => NONE),
  /** Most that it gives over all its offers; no bound if absent. — 各项供给合计的上限；不填不限。 */
  cap: z.optional(cap),
  /** Categories, capability codes and ids of communities that it does not serve. — 不接的需求类别、能力代码或社区编号。 */
  declines: z.optional(z.array(id)),
  /** Categories, capability codes and ids of communities that it would rather serve. — 优先服务的需求类别、能力代码或社区编号。 */
  prefers: z.optional(z.array(id)),
  /** How often it was asked in the last seven days, for rule `throttled`; unknown if absent. — 近 7 天被联系的次数，用以避免过度打扰；不填为不明。 */
  askedLast7Days: z.optional(whole()),
  /** How often it served in the last thirty days; who did less comes first among equals. — 近 30 天服务的次数；条件相同时少者优先。 */
  servedLast30Days: z.optional(whole()),
  /** How often it came when it was due, for reliability. — 按约到岗的次数，用以估计可靠性。 */
  shows: z.optional(whole()),
  /** How often it did not come when it was due, for reliability. — 失约缺席的次数，用以估计可靠性。 */
  noShows: z.optional(whole()),
  ...place,
  /** What it offers, line by line; a single line may stand on the record itself. — 各项供给；只有一项时可直接写在本记录上。 */
  offers: z.optional(z.array(offerSchema)),
  ...offerFields,
  /** What a single line offers: capabilities, each a code or `{ code, level }`; any of them may be used. — 能提供的能力，各写代码，可带等级；择一使用。 */
  capabilities: z.optional(some(skill)),
  /** How much a single line has in all, in `unit`, or `unlimited`. — 总共有多少，按单位计；可填“不限”（unlimited）。 */
  quantity: z.optional(offered),
};

const asset = record({
  /** Which of the five dimensions of community assets it is of. — 资产维度，人文产地景之一。 */
  dimension: z.enum(ASSET_DIMENSIONS),
  /** What it is, for people to read. — 资产名称。 */
  name: text,
});

export const communitySchema = record({
  ...providerFields,
  /** How many people live there. — 常住人口数。 */
  population: z.optional(whole()),
  /** Weight of the community where the policy shares by it, 1 or more: of weight 2 it counts as served half as well; 1 if absent. — 公平权重，1 以上的整数：填 2 则视作覆盖率减半；不填为 1。 */
  equityWeight: z._default(whole(1), 1),
  /** What the community has, by dimension. — 社区资产清单，按人文产地景分列。 */
  assets: z.optional(z.array(asset)),
});

const caseload = record({
  /** Cases already open. — 在办个案数。 */
  open: whole(),
  /** Most cases at a time. — 个案上限。 */
  max: whole(),
});

export const socialWorkerSchema = record({
  ...providerFields,
  /** Code of the professional grade, such as `auxiliary` or `assistant`. — 职级代码，如 auxiliary（社工员）、assistant（助理社工师）。 */
  grade: z.optional(id),
  /** Months of service as a social worker. — 从业月数。 */
  months: z.optional(whole()),
  /** Id of the social worker who supervises. — 督导的社会工作者编号。 */
  supervisor: z.optional(id),
  /** Most workers that they supervise or mentor; 8 if absent. — 最多督导几名社会工作者；不填为 8。 */
  span: z.optional(whole()),
  /** Cases open and most there may be; what is left bounds the cases it takes. — 在办个案与个案上限；两者之差为还能接的个案。 */
  caseload: z.optional(caseload),
});

export const organisationSchema = record({
  ...providerFields,
  /** Code of its legal form. — 法律形式代码。 */
  legal: z.optional(id),
  /** Who incubates it: `organisation:7` or `station:s1`; a bare id means a station. — 孵化方，写 organisation:编号 或 station:编号；只写编号则为社工站。 */
  incubatedBy: z.optional(incubator),
});

export const volunteerSchema = record({
  ...providerFields,
  /** Hours to give, short for `quantity` in unit `hour`; figures beside it are hours too. — 可服务的小时数，等于数量加单位“小时”；旁边的数字也按小时计。 */
  hours: z.optional(amount),
  /** How many people come together under this record; 1 if absent. — 本记录代表的人数（团队）；不填为 1。 */
  groupSize: z.optional(whole(1)),
  /** Whether the volunteer is under age, and serves only with a guardian; `false` if absent. — 是否未成年；未成年人须有监护人；不填为否。 */
  minor: z.optional(z.boolean()),
  /** Id of the volunteer who is a minor's guardian. — 监护人的志愿者编号。 */
  guardian: z.optional(id),
  /** Ids of the organisations the volunteer belongs to. — 所属社会组织的编号。 */
  memberOf: z.optional(z.array(id)),
});

export const resourceSchema = record({
  ...providerFields,
  /** What it is: fund, goods, venue or equipment. — 资源类型：资金、物资、场地或设备。 */
  kind: z.enum(RESOURCE_KINDS),
  /** Who gave it, for people to read. — 捐赠方名称。 */
  donor: z.optional(text),
  /** Id of the organisation that holds and accounts for it. — 管理该资源的社会组织编号。 */
  host: z.optional(id),
});

export type OfferLine = z.output<typeof offerSchema>;

/** One line of a provider; `unit` and all figures are converted (`fen`, `minute`). */
export interface Offer extends With<Omit<OfferLine, 'id' | 'unit' | 'windows'>, 'offer'> {
  /** Id of the line within the provider. — 供给编号，在同一供给方内不重复。 */
  id: string;
  /** Ids of the slots in which it can be had; in all if absent. — 可服务的时段编号；不填则各时段皆可。 */
  windows?: string[] | undefined;
  /** What its figures are counted in, `fen` and `minute` for money and time. — 各数字的单位；金额为分，时间为分钟。 */
  unit: string;
}

/** What is written either on the provider or need itself, or in its array of lines. */
type OnlyInput = keyof typeof offerFields | 'hours';
type Normalised<S extends Society, Row> = Omit<Row, OnlyInput | 'offers'> & {
  /** Which of the five societies it is of. — 属五社中的哪一社。 */
  society: S;
  /** All its lines, completed. — 各项供给，已补全。 */
  offers: Offer[];
} & Own<S>;

/** `community` is its own id. */
export interface Community extends Normalised<'community', z.output<typeof communitySchema>> {
  community: string;
}
export interface SocialWorker extends Normalised<'socialWorker', z.output<typeof socialWorkerSchema>> {}
export interface Organisation extends Normalised<'organisation', z.output<typeof organisationSchema>> {}
export interface Volunteer extends Normalised<'volunteer', z.output<typeof volunteerSchema>> {}
export interface Resource extends Normalised<'resource', z.output<typeof resourceSchema>> {}
export type Provider = Community | SocialWorker | Organisation | Volunteer | Resource;

// ---- requirements and needs -----------------------------------------------------------------------------------------

const requirementFields = {
  /** What is needed: a capability, a code or `{ code, level }` for a least level. — 需要的能力，写代码，可带最低等级。 */
  capability: skill,
  /** Societies whose offers may serve; all five if absent. — 可由五社中的哪些来承担；不填则五社皆可。 */
  societies: z.optional(some(z.enum(SOCIETIES))),
  /** How much is needed, in `unit`, or `unknown`; the usual amount if absent. — 需要多少，按单位计；数量不明填“未知”（unknown）；不填则按常用数量。 */
  quantity: z.optional(z.union([amount, z.literal('unknown')])),
  /** What the quantity is counted in; that of the capability, or of what is offered, if absent; money needs it. — 数量的单位；不填则按能力的常用单位或供给的单位；金额须写明单位。 */
  unit: z.optional(id),
  /** When it can be met: ids of slots, or times as providers write them; in all slots if absent. — 可接受服务的时段：时段编号，或如“每周二上午”的时间；不填则各时段皆可。 */
  windows: z.optional(some(slotOrTimes)),
  /** Into how many equal spans the days of its windows are divided, with as equal a share of the quantity in each: 4 over four weeks is once a week; not divided if absent. — 把时段所跨的日子等分为几段，每段各安排一份：四周填 4 即每周一次；不填不分。 */
  spacing: z.optional(whole(2)),
  /** Whether it can be met from afar; `false` if absent. — 是否可远程满足；不填为否。 */
  remote: z.optional(z.boolean()),
  /** Codes of the checks that whoever serves must have; none if absent. — 服务者须通过的核验代码；不填则不要求。 */
  checks: z.optional(z.array(id)),
  /** Least quantity that is of use, in `unit`: that much or nothing; in a need met whole, 0 makes the line dispensable. — 最低数量，按单位计：达不到则不给；整体满足的需求填 0 表示该项可有可无。 */
  minimum: z.optional(amount),
  /** `true`: one provider must serve all of it. — 是否须由同一供给方全部承担；不填为否。 */
  single: z.optional(ifTrue),
  /** What whoever serves is to the linkage; the usual role of the society if absent. — 承担者在联动中的角色；不填则按五社各自的角色。 */
  role: z.optional(z.enum(ROLES)),
};

export const requirementSchema = record({
  /** Id of the line, one of its own within the need; given in order if absent. — 需求项编号，在同一需求内不重复；不填则按顺序编。 */
  id: z.optional(id),
  ...requirementFields,
});

/** A line of a pattern; without `capability` it stands for the need's own lines, which it narrows. */
export const patternLineSchema = record({
  /** Id of the line, one of its own within the pattern; given in order if absent. — 需求项编号，在同一服务模式内不重复；不填则按顺序编。 */
  id: z.optional(id),
  ...requirementFields,
  /** What is needed; if absent the line stands for the need's own lines, which it narrows. — 需要的能力；不填则代表需求自己的各项，并加以限定。 */
  capability: z.optional(skill),
});

const ownPattern = record({
  /** Id of the pattern, one of its own within the need. — 服务模式编号，在同一需求内不重复。 */
  id,
  /** The lines that are enough together. — 该服务模式的各需求项，合起来即为足够。 */
  requirements: some(patternLineSchema),
});

/** One of several sets of lines that are each enough; a code means the `requirements` of that entry of the catalogue. */
export const patternSchema = z.union([id, ownPattern]);

export const needSchema = record({
  /** Id, one of its own among needs, 1 to 64 characters. — 需求编号，不重复，1 至 64 个字符。 */
  id,
  /** Id of the community that asks. — 提出需求的社区编号。 */
  community: id,
  /** How urgent it is: urgent, difficult, worrying or hoped, or 急, 难, 愁, 盼. — 紧急程度：急、难、愁、盼。 */
  urgency,
  /** Pseudonym of the household that it is of, never a name; unknown if absent. — 所属家庭的代号，不写姓名；不填为不明。 */
  household: z.optional(id),
  /** Code of what it is about; without lines of its own the need asks for the category's usual ones. — 需求类别代码；未列需求项时按该类别的常用需求项。 */
  category: z.optional(id),
  /** How grave it is, 1 to 5, 5 the gravest; 3 if absent. — 严重度，1 至 5，5 最严重；不填为 3。 */
  severity: z._default(whole(1, 5), 3),
  /** How many people it is for, 1 or more; 1 if absent. — 受益人数，1 以上的整数；不填为 1。 */
  beneficiaries: z._default(whole(1), 1),
  /** Codes of the groups of people it is for, such as `dibao`; none if absent. — 服务对象所属人群，如低保；不填为无。 */
  groups: z._default(z.array(id), () => NONE),
  /** Age of the person it is for, in years; unknown if absent. — 服务对象的年龄，岁；不填为不明。 */
  age: z.optional(whole()),
  /** Instant at which it was reported, ISO 8601 with offset. — 登记时刻。 */
  reportedAt: z.optional(instant),
  /** Instant by which it should be met, ISO 8601 with offset; after it the need rises one urgency; by urgency, from `reportedAt`, if absent. — 应满足的截止时刻，逾期则提升一级紧急程度；不填则由登记时刻按紧急程度的时限推算。 */
  dueAt: z.optional(instant),
  /** Highest tier of station with which the person agreed to share it; `city` if absent. — 居民同意共享到的最高层级；不填为市级（city）。 */
  consentTier: z._default(tier, 'city'),
  /** Node keys of who served it before, such as `volunteer:7`, preferred for continuity. — 曾服务方，如 volunteer:7；为服务连续优先考虑。 */
  previousProviders: z._default(z.array(nodeKey), () => NONE),
  /** Node keys of providers in conflict with it, who are never taken. — 冲突方，如 volunteer:7；绝不安排。 */
  conflicts: z.optional(z.array(nodeKey)),
  /** Node keys of providers whom the person does not want. — 居民不要的供给方，如 volunteer:7。 */
  declines: z.optional(z.array(nodeKey)),
  /** Node keys of providers whom the person would rather have. — 居民优先选择的供给方，如 volunteer:7。 */
  prefers: z.optional(z.array(nodeKey)),
  /** Codes of the documents that the person holds. — 居民已有材料的代码。 */
  documents: z.optional(z.array(id)),
  /** Dimension of community assets that it could build on. — 可借助的社区资产维度，人文产地景之一。 */
  assetDimension: z.optional(z.enum(ASSET_DIMENSIONS)),
  /** `false`: met whole or not at all; `true` if absent. — 是否可部分满足；否则整体满足，要么全部满足要么不安排；不填为是。 */
  partial: z.optional(z.boolean()),
  /** Sets of lines that are each enough, the first choice first, each the code of a catalogue entry or `{ id, requirements }`; met whole. — 服务模式，任一即可，首选在前，写目录中的代码或自列各项；整体满足。 */
  patterns: z.optional(some(patternSchema)),
  ...place,
  /** What it asks for, line by line; a single line may stand on the record itself. — 各需求项；只有一项时可直接写在本记录上。 */
  requirements: z.optional(z.array(requirementSchema)),
  ...requirementFields,
  /** What a single line asks for: a capability, a code or `{ code, level }` for a least level. — 需要的能力，写代码，可带最低等级。 */
  capability: z.optional(skill),
});

export type RequirementLine = z.output<typeof requirementSchema>;

export type PatternLine = z.output<typeof patternLineSchema>;
export type Pattern = z.output<typeof patternSchema>;

/**
 * One line of a need, with its defaults filled in; `unit` and all figures are converted.
 *
 * A line with a `minimum` above 0 asks for just that; what the record asks beyond it is a line of its own, `beyond` it. A line with `spacing` is one line for each span.
 */
export interface Requirement
  extends With<
    Omit<RequirementLine, 'id' | 'quantity' | 'unit' | 'windows' | 'spacing' | 'remote' | 'checks'>,
    'requirement'
  > {
  /** Id of the line within the need. — 需求项编号，在同一需求内不重复。 */
  id: string;
  /** Ids of the slots in which it can be met; in all if absent. — 可接受服务的时段编号；不填则各时段皆可。 */
  windows?: string[] | undefined;
  /** How much is needed, in `unit`. — 需要多少，按单位计；unknown 表示数量不明。 */
  quantity: number | 'unknown';
  /** What its figures are counted in, `fen` and `minute` for money and time. — 各数字的单位；金额为分，时间为分钟。 */
  unit: string;
  /** Whether it can be met from afar. — 是否可远程满足。 */
  remote: boolean;
  /** Codes of the checks that whoever serves must have. — 服务者须通过的核验代码。 */
  checks: string[];
  /** Which of the need's patterns it is of. — 属于需求的哪个服务模式。 */
  pattern?: string;
  /** Id of the line with `spacing` of which this is one span. — 属于哪个分段安排的需求项。 */
  visitOf?: string;
  /** Id of the line with the minimum, beyond which it asks. — 其最低数量所在的需求项编号。 */
  beyond?: string;
}

/** A need with its defaults filled in. */
export interface Need
  extends With<
    Omit<z.output<typeof needSchema>, keyof typeof requirementFields | 'requirements' | 'partial' | 'patterns'>,
    'need'
  > {
  /** `false`: met whole, by the lines of one of its `patterns` if it has any, or not at all. — false 表示整体满足：按其中一个服务模式全部满足，要么不安排。 */
  partial: boolean;
  /** Ids of its patterns, the first choice first. — 服务模式编号，首选在前。 */
  patterns?: string[];
  /** All its lines, completed. — 各需求项，已补全。 */
  requirements: Requirement[];
}

// ---- stations, slots, catalogue -------------------------------------------------------------------------------------

export const stationSchema = record({
  /** Id, one of its own among stations, 1 to 64 characters. — 社工站编号，不重复，1 至 64 个字符。 */
  id,
  /** Name for people to read; a bare string is Chinese if it has a Chinese character, else English. — 名称；只写一段文字时，含汉字即为中文名，否则为英文名。 */
  name: z.optional(name),
  /** Tier of the station: street, district or city. — 层级：街道、区或市。 */
  tier,
  /** Id of the station above it, of a higher tier. — 上级社工站编号，其层级须更高。 */
  parent: z.optional(id),
  /** Administrative code of the area it serves, 2, 4, 6, 9 or 12 digits. — 所辖地区的行政区划代码，2、4、6、9 或 12 位。 */
  adminCode: z.optional(adminCode),
});
export interface Station extends With<z.output<typeof stationSchema>, 'station'> {}

/** A slot of time, half-open where both ends are given; a name such as `2026-03-07/am` tells them (`calendar.ts`). */
export const slotSchema = record({
  /** Id, one of its own among slots, that windows name. — 时段编号，不重复，供各处的时段引用。 */
  id,
  /** Instant at which it begins, ISO 8601 with offset. — 开始时刻。 */
  start: z.optional(instant),
  /** Instant at which it is over, ISO 8601 with offset, after `start`. — 结束时刻，晚于开始。 */
  end: z.optional(instant),
});
export interface Slot extends With<z.output<typeof slotSchema>, 'slot'> {}

/** A day that is not as its day of the week is. */
export const daySchema = record({
  /** The day, such as 2026-10-01. — 日期，如 2026-10-01。 */
  day: z.iso.date({ error: says('BAD_INSTANT', 'a real day, such as 2026-10-01') }),
  /** Whether it is a working day; `false` if absent. — 是否上班；不填为否。 */
  working: z._default(z.boolean(), false),
});
export interface Day extends z.output<typeof daySchema> {}

const due = record({
  /** Hours in which an urgent need is to be met; 72 if absent. — 急：几小时内办结；不填为 72。 */
  urgent: z.optional(whole(1, 9999)),
  /** Working days in which a difficult need is to be met; 15 if absent. — 难：几个工作日内办结；不填为 15。 */
  difficult: z.optional(whole(1, 9999)),
  /** Days in which a worrying need is to be met; 30 if absent. — 愁：几天内办结；不填为 30。 */
  worrying: z.optional(whole(1, 9999)),
  /** Days in which a hoped need is to be met; 90 if absent. — 盼：几天内办结；不填为 90。 */
  hoped: z.optional(whole(1, 9999)),
});

/**
 * Defaults of a category or a capability: its unit and usual amount, the lot that costs are quoted for, the least share, its usual requirements or patterns;
 * of a unit, by its code; or a pattern itself.
 */
export const entrySchema = record({
  /** Code of a category, a capability or a pattern, one of its own in the catalogue. — 需求类别、能力或服务模式的代码，在目录中不重复。 */
  code: id,
  /** Name for people to read; a bare string is Chinese if it has a Chinese character, else English. — 名称；只写一段文字时，含汉字即为中文名，否则为英文名。 */
  name: z.optional(name),
  /** Unit of a capability where records give none. — 记录未写单位时，该能力的常用单位。 */
  unit: z.optional(id),
  /** Usual amount, where a need writes none, in `unit`, or `unknown`. — 需求未写数量时的常用数量，按单位计；不能代定的填“未知”（unknown）。 */
  quantity: z.optional(z.union([amount, z.literal('unknown')])),
  /** How many units make the lot for which costs are quoted. — 计价份量：多少单位算一份。 */
  lot: z.optional(amount),
  /** Least share into which it is split, in `unit`; only what is left may be smaller. — 拆分份额：每份至少多少，按单位计；只有余数可以更少。 */
  portion: z.optional(amount),
  /** Usual minutes that a session, a case or a person of the capability takes of a slot; the whole slot if absent, or the usual amount where that is in minutes. — 每次（个案、人次）通常占用时段中的多少分钟；不填则占整个时段，常用数量按分钟计的按常用数量。 */
  minutes: z.optional(whole(1, 10_000)),
  /** Usual lines of a category for needs without their own; or the lines of a pattern. — 该类别的常用需求项，供未列需求项的需求使用；或该服务模式的各需求项。 */
  requirements: z.optional(z.array(patternLineSchema)),
  /** When needs of a category, or all of an urgency, are due if they do not say so. — 未填截止时刻时，该类别或该紧急程度的需求的办理时限。 */
  due: z.optional(due),
  /** Patterns of a category for needs without lines of their own, the first choice first. — 该类别的服务模式，供未列需求项的需求使用，首选在前。 */
  patterns: z.optional(some(patternSchema)),
});
/** `unit` and figures are converted; `requirements` stay as written. */
export interface Entry extends With<z.output<typeof entrySchema>, 'entry'> {}

/** Where something is, as far as it is known. */
export type Place = Pick<Need, 'adminCode' | 'location'>;

// ---- the input ------------------------------------------------------------------------------------------------------

interface Collections {
  readonly slots: typeof slotSchema;
  readonly calendar: typeof daySchema;
  readonly catalogue: typeof entrySchema;
  readonly stations: typeof stationSchema;
  readonly communities: typeof communitySchema;
  readonly socialWorkers: typeof socialWorkerSchema;
  readonly organisations: typeof organisationSchema;
  readonly volunteers: typeof volunteerSchema;
  readonly resources: typeof resourceSchema;
  readonly needs: typeof needSchema;
}

/** One schema per collection of rows, in the order in which they are read. */
export const COLLECTIONS: Collections = {
  slots: slotSchema,
  calendar: daySchema,
  catalogue: entrySchema,
  stations: stationSchema,
  communities: communitySchema,
  socialWorkers: socialWorkerSchema,
  organisations: organisationSchema,
  volunteers: volunteerSchema,
  resources: resourceSchema,
  needs: needSchema,
};
export type Collection = keyof Collections;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type Row<C extends Collection> = DeepReadonly<z.input<(typeof COLLECTIONS)[C]>>;
type Line<S extends z.core.$ZodType, K extends string> = DeepReadonly<z.input<S>> & Own<K>;
/** Lines may have fields of their own, too. */
type RowInput<C extends Collection, K extends string> = Own<K> & {
  readonly [F in keyof Row<C>]: F extends 'offers'
    ? readonly OfferInput[] | undefined
    : [C, F] extends ['needs', 'requirements']
      ? readonly RequirementInput[] | undefined
      : Row<C>[F];
};

export interface SlotInput extends RowInput<'slots', 'slot'> {}
export interface DayInput extends Row<'calendar'> {}
export interface EntryInput extends RowInput<'catalogue', 'entry'> {}
export interface StationInput extends RowInput<'stations', 'station'> {}
export interface CommunityInput extends RowInput<'communities', 'community'> {}
export interface SocialWorkerInput extends RowInput<'socialWorkers', 'socialWorker'> {}
export interface OrganisationInput extends RowInput<'organisations', 'organisation'> {}
export interface VolunteerInput extends RowInput<'volunteers', 'volunteer'> {}
export interface ResourceInput extends RowInput<'resources', 'resource'> {}
export interface NeedInput extends RowInput<'needs', 'need'> {}
export interface OfferInput extends Line<typeof offerSchema, 'offer'> {}
export interface RequirementInput extends Line<typeof requirementSchema, 'requirement'> {}

/** What `createNetwork` takes. Plain data; read once, never written. */
export interface Input {
  /** Instant that the data describe, ISO 8601 with offset; the default for `now`. — 数据截至的时刻；匹配时默认以此为“现在”。 */
  readonly asOf?: string | undefined;
  /** Slots of time that windows name. — 时段，供各处引用。 */
  readonly slots?: readonly SlotInput[] | undefined;
  /** Holidays, and weekends that are worked; Monday to Friday are working days if absent. — 节假日与调休上班日；不填则周一至周五为工作日。 */
  readonly calendar?: readonly DayInput[] | undefined;
  /** Categories, capabilities and patterns; the built-in catalogue if absent. — 目录：需求类别、能力与服务模式；不填则用内置目录。 */
  readonly catalogue?: readonly EntryInput[] | undefined;
  /** Social work stations, a tree by `parent`. — 社工站，按上级成树。 */
  readonly stations?: readonly StationInput[] | undefined;
  /** Communities, the platform. — 社区（平台）。 */
  readonly communities: readonly CommunityInput[];
  /** Social workers. — 社会工作者。 */
  readonly socialWorkers?: readonly SocialWorkerInput[] | undefined;
  /** Community organisations. — 社区社会组织。 */
  readonly organisations?: readonly OrganisationInput[] | undefined;
  /** Volunteers, alone or in groups. — 社区志愿者，个人或团队。 */
  readonly volunteers?: readonly VolunteerInput[] | undefined;
  /** Charitable resources: funds, goods, venues, equipment. — 社区公益慈善资源：资金、物资、场地、设备。 */
  readonly resources?: readonly ResourceInput[] | undefined;
  /** Residents' needs. — 居民需求。 */
  readonly needs: readonly NeedInput[];
}
