/** The words of the field, in the order in which they are compared and shown. */

/** A word in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The five societies 五社, platform first. */
export const SOCIETIES = ['community', 'socialWorker', 'organisation', 'volunteer', 'resource'] as const;
export type Society = (typeof SOCIETIES)[number];

/** 急难愁盼, most urgent first; records store the English word and accept either. */
export const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;
export type Urgency = (typeof URGENCIES)[number];
export const URGENCIES_ZH = ['急', '难', '愁', '盼'] as const;

/** What a part of a linkage is to it; by default what the provider's society is. */
export const ROLES = ['platform', 'lead', 'carrier', 'helper', 'supplement'] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_OF: Readonly<Record<Society, Role>> = {
  community: 'platform',
  socialWorker: 'lead',
  organisation: 'carrier',
  volunteer: 'helper',
  resource: 'supplement',
};

/**
 * Codes of the groups that relief and station work are aimed at: such needs are protected.
 *
 * After the Guangzhou municipal measures 穗府办〔2023〕7号, article 4.
 */
export const TARGET_GROUPS = [
  'dibao',
  'destitute',
  'dibao-marginal',
  'expenditure-hardship',
  'disabled',
  'vagrant',
  'left-behind-child',
  'distressed-child',
  'single-mother',
  'left-behind-woman',
  'lonely-elderly',
  'empty-nest',
  'living-alone',
  'left-behind-elderly',
  'disabled-elderly',
  'severely-disabled-elderly',
  'special-family-elderly',
] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** How far a linkage of a published plan has come. */
export const DEGREES = ['proposed', 'accepted', 'published', 'running'] as const;
export type Degree = (typeof DEGREES)[number];

/** Tiers of stations, lowest first. */
export const TIERS = ['street', 'district', 'city'] as const;
export type Tier = (typeof TIERS)[number];

/** What kinds of nodes a network has; a node's key is `kind:id`. */
export const NODE_KINDS = ['station', ...SOCIETIES, 'need', 'capability'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** What a charitable resource can be. */
export const RESOURCE_KINDS = ['fund', 'goods', 'venue', 'equipment'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** The five dimensions of community assets, 人文产地景. */
export const ASSET_DIMENSIONS = ['people', 'culture', 'place', 'industry', 'scenery'] as const;
export type AssetDimension = (typeof ASSET_DIMENSIONS)[number];

/** Geographic datums; locations of two datums are never compared. */
export const DATUMS = ['WGS84', 'GCJ02', 'BD09'] as const;
export type Datum = (typeof DATUMS)[number];

/** The collection of the input that holds each kind of provider. */
export const COLLECTION_OF = {
  community: 'communities',
  socialWorker: 'socialWorkers',
  organisation: 'organisations',
  volunteer: 'volunteers',
  resource: 'resources',
} as const satisfies Record<Society, string>;

export const SOCIETY_NAMES: Readonly<Record<Society, Bilingual>> = {
  community: { zh: '社区', en: 'community' },
  socialWorker: { zh: '社会工作者', en: 'social worker' },
  organisation: { zh: '社区社会组织', en: 'community organisation' },
  volunteer: { zh: '社区志愿者', en: 'volunteer' },
  resource: { zh: '社区公益慈善资源', en: 'charitable resource' },
};

export const URGENCY_NAMES: Readonly<Record<Urgency, Bilingual>> = {
  urgent: { zh: '急', en: 'urgent' },
  difficult: { zh: '难', en: 'difficult' },
  worrying: { zh: '愁', en: 'worrying' },
  hoped: { zh: '盼', en: 'hoped' },
};

export const TIER_NAMES: Readonly<Record<Tier, Bilingual>> = {
  street: { zh: '街道（乡镇）社工站', en: 'street station' },
  district: { zh: '区级社工总站', en: 'district general station' },
  city: { zh: '市级指导中心', en: 'city guidance centre' },
};

export const RESOURCE_KIND_NAMES: Readonly<Record<ResourceKind, Bilingual>> = {
  fund: { zh: '资金', en: 'fund' },
  goods: { zh: '物资', en: 'goods' },
  venue: { zh: '场地', en: 'venue' },
  equipment: { zh: '设备', en: 'equipment' },
};

/** What work orders of the 12345 line and ledgers call the four, to be confirmed where it is read: ours, in order, never a less urgent word above a more urgent one. */
export const URGENCY_WORDS: Readonly<Record<Urgency, readonly string[]>> = {
  urgent: ['特急', '特提', '特别紧急', '非常紧急', '紧急', '加急', '十万火急', '高', '★★★', '★★★★', '★★★★★'],
  difficult: ['较急', '较紧急', '比较紧急', '急件', '重要', '中', '★★'],
  worrying: ['一般', '普通', '常规', '平件', '正常', '★'],
  hoped: ['不急', '不紧急', '低', '缓'],
};

/** What else people write where a word of ours is due: the traditional form, or the Chinese name. */
export const OTHER_FORMS: ReadonlyMap<string, string> = new Map([
  ['難', '难'],
  ...URGENCIES.flatMap((urgency) => URGENCY_WORDS[urgency].map((word) => [word, urgency] as const)),
  ...Object.entries(SOCIETY_NAMES).map(([word, { zh }]) => [zh, word] as const),
  ...Object.entries(RESOURCE_KIND_NAMES).map(([word, { zh }]) => [zh, word] as const),
]);

/** Names of the usual units; a unit that is not listed is shown by its code. */
export const UNIT_NAMES: ReadonlyMap<string, Bilingual> = new Map([
  ['case', { zh: '个案', en: 'case' }],
  ['session', { zh: '次', en: 'session' }],
  ['person', { zh: '人次', en: 'person' }],
  ['minute', { zh: '分钟', en: 'minute' }],
  ['item', { zh: '件', en: 'item' }],
  ['fen', { zh: '分', en: 'fen' }],
]);

/** Days of the week, by which windows recur. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
