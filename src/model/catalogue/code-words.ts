import {
  ASSET_DIMENSIONS,
  type AssetDimension,
  type Bilingual,
  ROLE_OF,
  type Role,
  SOCIETIES,
  type Society,
  TARGET_GROUPS,
  type TargetGroup,
  UNIT_NAMES,
} from '../vocabulary.js';

/** A code that records use, and its name in both languages. */
export interface Word<Code extends string = string> {
  readonly code: Code;
  readonly name: Bilingual;
}

/** The words of a list of codes, in its order. */
function wordsOf<Code extends string>(codes: readonly Code[], names: Readonly<Record<Code, Bilingual>>): Word<Code>[] {
  return codes.map((code) => ({ code, name: names[code] }));
}

/** Groups that relief and station work are aimed at, for `Need.groups` and eligibility. Any other code works as well. */
export const targetGroups: readonly Word[] = wordsOf<TargetGroup>(TARGET_GROUPS, {
  dibao: { zh: '低保对象', en: 'on minimum living allowance' },
  destitute: { zh: '特困人员', en: 'destitute' },
  'dibao-marginal': { zh: '低保边缘家庭', en: 'just above minimum living allowance' },
  'expenditure-hardship': { zh: '支出型困难家庭', en: 'in hardship by necessary expenses' },
  disabled: { zh: '残疾人', en: 'disabled' },
  vagrant: { zh: '流浪乞讨人员', en: 'without a home' },
  'left-behind-child': { zh: '留守儿童', en: 'left-behind child' },
  'distressed-child': { zh: '困境儿童', en: 'child in distress' },
  'single-mother': { zh: '单亲特困母亲', en: 'destitute single mother' },
  'left-behind-woman': { zh: '留守妇女', en: 'left-behind woman' },
  'lonely-elderly': { zh: '孤寡老人', en: 'elderly without family' },
  'empty-nest': { zh: '空巢老人', en: 'elderly, empty nest' },
  'living-alone': { zh: '独居老人', en: 'elderly, living alone' },
  'left-behind-elderly': { zh: '留守老人', en: 'left-behind elderly' },
  'disabled-elderly': { zh: '失能老人', en: 'elderly, in need of care' },
  'severely-disabled-elderly': { zh: '重度残疾老人', en: 'elderly, severely disabled' },
  'special-family-elderly': { zh: '计划生育特殊家庭老人', en: 'elderly of a family that lost its only child' },
});

/** Whoever is of none of these groups. */
export const generalGroup: Word = { code: 'general', name: { zh: '一般居民', en: 'general public' } };

/** What a society is in a linkage. */
export interface LinkageRole extends Word<Role> {
  readonly society: Society;
}

const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  platform: { zh: '平台', en: 'platform' },
  lead: { zh: '主体', en: 'lead' },
  carrier: { zh: '载体', en: 'carrier' },
  helper: { zh: '辅助', en: 'helper' },
  supplement: { zh: '补充', en: 'supplement' },
};

/**
 * Roles of the five societies, worded as at the Haikou seminar of July 2023. Provinces word them differently (Hubei: 支撑,
 * 依托, 助推): no rule depends on a name, so an app shows its own list instead.
 */
export const linkageRoles: readonly LinkageRole[] = SOCIETIES.map((society) => {
  const code = ROLE_OF[society];
  return { code, society, name: ROLE_NAMES[code] };
});

/** The dimensions of community assets 人文地产景, for `Community.assets` and `Need.assetDimension`. */
export const assetDimensions: readonly Word<AssetDimension>[] = wordsOf(ASSET_DIMENSIONS, {
  people: { zh: '人', en: 'people' },
  culture: { zh: '文', en: 'culture' },
  place: { zh: '地', en: 'place' },
  industry: { zh: '产', en: 'industry' },
  scenery: { zh: '景', en: 'scenery' },
});

/**
 * The units in which quantities are stored and totals reported. `yuan` (100 fen) and `hour` (60 minutes) are accepted and
 * converted; any other code is a unit of its own, unless it is so near to one of these that it must be a slip (`hours`).
 */
export const units: readonly Word[] = [...UNIT_NAMES].map(([code, name]) => ({ code, name }));
