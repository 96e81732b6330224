import {
  ASSET_DIMENSIONS,
  type AssetDimension,
  type Bilingual,
  type Role,
  type Society,
  UNIT_NAMES,
} from '../vocabulary.js';

/** A code that records use, and its name in both languages. */
export interface Word<Code extends string = string> {
  readonly code: Code;
  readonly name: Bilingual;
}

function word(code: string, zh: string, en: string): Word {
  return { code, name: { zh, en } };
}

/**
 * Groups that relief and station work are aimed at, for `Need.groups` and eligibility. Any other code works as well.
 *
 * After the Guangzhou municipal measures 穗府办〔2023〕7号, article 4.
 */
export const targetGroups: readonly Word[] = [
  word('dibao', '低保对象', 'on minimum living allowance'),
  word('destitute', '特困人员', 'destitute'),
  word('dibao-marginal', '低保边缘家庭', 'just above minimum living allowance'),
  word('expenditure-hardship', '支出型困难家庭', 'in hardship by necessary expenses'),
  word('disabled', '残疾人', 'disabled'),
  word('vagrant', '流浪乞讨人员', 'without a home'),
  word('left-behind-child', '留守儿童', 'left-behind child'),
  word('distressed-child', '困境儿童', 'child in distress'),
  word('single-mother', '单亲特困母亲', 'destitute single mother'),
  word('left-behind-woman', '留守妇女', 'left-behind woman'),
  word('lonely-elderly', '孤寡老人', 'elderly without family'),
  word('empty-nest', '空巢老人', 'elderly, empty nest'),
  word('living-alone', '独居老人', 'elderly, living alone'),
  word('left-behind-elderly', '留守老人', 'left-behind elderly'),
  word('disabled-elderly', '失能老人', 'elderly, in need of care'),
  word('severely-disabled-elderly', '重度残疾老人', 'elderly, severely disabled'),
  word('special-family-elderly', '计划生育特殊家庭老人', 'elderly of a family that lost its only child'),
];

/** What a society is in a linkage. */
export interface LinkageRole extends Word<Role> {
  readonly society: Society;
}

/**
 * Roles of the five societies, worded as at the Haikou seminar of July 2023. Provinces word them differently (Hubei: 支撑,
 * 依托, 助推): no rule depends on a name, so an app shows its own list instead.
 */
export const linkageRoles: readonly LinkageRole[] = [
  { code: 'platform', society: 'community', name: { zh: '平台', en: 'platform' } },
  { code: 'lead', society: 'socialWorker', name: { zh: '主体', en: 'lead' } },
  { code: 'carrier', society: 'organisation', name: { zh: '载体', en: 'carrier' } },
  { code: 'helper', society: 'volunteer', name: { zh: '辅助', en: 'helper' } },
  { code: 'supplement', society: 'resource', name: { zh: '补充', en: 'supplement' } },
];

const ASSETS: Readonly<Record<AssetDimension, Bilingual>> = {
  people: { zh: '人', en: 'people' },
  culture: { zh: '文', en: 'culture' },
  place: { zh: '地', en: 'place' },
  industry: { zh: '产', en: 'industry' },
  scenery: { zh: '景', en: 'scenery' },
};

/** The dimensions of community assets 人文地产景, for `Community.assets` and `Need.assetDimension`. */
export const assetDimensions: readonly Word<AssetDimension>[] = ASSET_DIMENSIONS.map((code) => ({
  code,
  name: ASSETS[code],
}));

/**
 * The units in which quantities are stored and totals reported. `yuan` (100 fen) and `hour` (60 minutes) are accepted and
 * converted; any other code is a unit of its own, unless it is so near to one of these that it must be a slip (`hours`).
 */
export const units: readonly Word[] = [...UNIT_NAMES].map(([code, name]) => ({ code, name }));
