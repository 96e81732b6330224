import type { EntryInput, RequirementInput } from '../src/index.js';
import { WEEKDAYS, WEEKEND } from './haikou-week.js';
import type { Random } from './random.js';

/** What residents of the invented Haikou ask for. Proportions are plausible, not measured. */

/** Capabilities and categories with their names and units. */
export const CATALOGUE: readonly EntryInput[] = [
  entry('relief', '临时救助金', 'emergency relief money', 'fen'),
  entry('microGrant', '社区微公益金', 'community micro-grant', 'fen'),
  entry('casework', '个案管理', 'casework', 'case'),
  entry('counselling', '心理辅导', 'counselling', 'session'),
  entry('mediation', '矛盾调解', 'mediation', 'session'),
  entry('legalAid', '法律咨询', 'legal advice', 'session'),
  entry('rehab', '康复训练', 'rehabilitation', 'session'),
  entry('signLanguage', '手语翻译', 'sign language', 'session'),
  entry('escort', '陪同就医', 'escort to hospital', 'session'),
  entry('meal', '助餐送餐', 'meal delivery', 'session'),
  entry('companionship', '陪伴探访', 'companionship', 'minute'),
  entry('tutoring', '课业辅导', 'tutoring', 'minute'),
  entry('homeRepair', '居家维修', 'home repair', 'session'),
  entry('jobTraining', '就业培训', 'job training', 'person'),
  entry('culture', '文体活动', 'culture and sport', 'person'),
  entry('greening', '环境整治', 'tidying up', 'session'),
  entry('deliberation', '居民议事', 'residents’ meeting', 'session'),
  entry('venue', '活动场地', 'venue', 'session'),
  entry('foodPack', '生活物资包', 'food pack', 'item'),
  entry('wheelchair', '轮椅辅具', 'wheelchair', 'item'),
  entry('gift', '微心愿礼物', 'wish gift', 'item'),
  // Money is split by ¥50, time by half hours.
  { ...entry('fen', '分', 'fen', 'fen'), portion: 50_00 },
  { ...entry('minute', '分钟', 'minute', 'minute'), portion: 30 },
];

function entry(code: string, zh: string, en: string, unit: string): EntryInput {
  return { code, name: { zh, en }, unit };
}

const ELDERLY = ['empty-nest', 'living-alone', 'disabled-elderly'];
const POOR = ['dibao', 'destitute', 'dibao-marginal', 'expenditure-hardship'];
const CHILD = ['left-behind-child', 'distressed-child'];

/** Shares of 急 难 愁 盼 in a pattern, in that order. */
type UrgencyShares = readonly [urgent: number, difficult: number, worrying: number, hoped: number];

/** A kind of need: how often it comes, how urgent, for whom, and its lines. */
export interface Pattern {
  readonly share: number;
  readonly category: string;
  readonly urgency: UrgencyShares;
  readonly groups: readonly string[];
  readonly age: readonly [low: number, high: number];
  readonly beneficiaries: readonly [low: number, high: number];
  readonly lines: (random: Random) => RequirementInput[];
}

const yuan = (random: Random, low: number, high: number) => ({
  quantity: random.between(low / 50, high / 50) * 50,
  unit: 'yuan',
});
const casework = (level: 1 | 2 | 3): RequirementInput => ({
  capability: { code: 'casework', level },
  societies: ['socialWorker'],
});
const one: readonly [number, number] = [1, 1];

export const PATTERNS: readonly Pattern[] = [
  pattern(9, 'relief', [7, 3, 0, 0], POOR, [30, 75], [1, 4], (r) => [
    { capability: 'relief', ...yuan(r, 300, 1500) },
    casework(1),
  ]),
  pattern(3, 'counselling', [4, 4, 2, 0], [...CHILD, 'general'], [10, 50], one, (r) => [
    { capability: { code: 'counselling', level: 3 }, quantity: r.between(1, 3), remote: r.chance(40) },
    casework(3),
  ]),
  pattern(11, 'escort', [3, 6, 1, 0], ELDERLY, [66, 92], one, (r) => [
    { capability: 'escort', quantity: r.between(1, 2), ...(r.chance(50) ? { windows: WEEKDAYS } : {}) },
    ...(r.chance(25) ? [{ capability: 'wheelchair' }] : []),
  ]),
  pattern(11, 'meal', [1, 7, 2, 0], ELDERLY, [70, 95], one, (r) => [
    { capability: 'meal', quantity: r.between(2, 5) },
    ...(r.chance(40) ? [{ capability: 'foodPack' }] : []),
  ]),
  pattern(9, 'tutoring', [0, 1, 8, 1], CHILD, [7, 14], one, (r) => [
    { capability: 'tutoring', quantity: 30 * r.between(2, 5), windows: WEEKEND, checks: ['childSafe'] },
    ...(r.chance(30) ? [{ capability: 'venue', windows: WEEKEND }] : []),
  ]),
  pattern(12, 'companionship', [0, 2, 7, 1], ELDERLY, [68, 95], one, (r) => [
    { capability: 'companionship', quantity: r.chance(3) ? 'unknown' : 30 * r.between(2, 4) },
  ]),
  pattern(8, 'homeRepair', [1, 5, 4, 0], [...ELDERLY, 'dibao'], [60, 90], one, (r) => [
    { capability: 'homeRepair', quantity: r.between(1, 2) },
    { capability: 'microGrant', ...yuan(r, 200, 800) },
  ]),
  pattern(4, 'legalAid', [0, 2, 8, 0], ['general'], [25, 70], one, () => [{ capability: 'legalAid', remote: true }]),
  pattern(5, 'mediation', [1, 4, 5, 0], ['general'], [25, 70], [2, 8], (r) => [
    { capability: 'mediation', quantity: r.between(1, 2) },
  ]),
  pattern(4, 'rehab', [0, 7, 3, 0], ['disabled', 'disabled-elderly'], [20, 80], one, (r) => [
    { capability: 'rehab', quantity: r.between(2, 5) },
  ]),
  pattern(1, 'signLanguage', [1, 7, 2, 0], ['disabled'], [20, 70], one, () => [{ capability: 'signLanguage' }]),
  pattern(5, 'jobTraining', [0, 1, 6, 3], ['general', 'dibao'], [20, 50], one, () => [{ capability: 'jobTraining' }]),
  pattern(7, 'gift', [0, 0, 1, 9], [...CHILD, ...ELDERLY], [6, 90], one, () => [
    { capability: 'gift' },
    { capability: 'companionship', quantity: 30 },
  ]),
  pattern(4, 'deliberation', [0, 0, 4, 6], ['general'], [30, 70], [30, 200], (r) => [
    { capability: 'deliberation' },
    { capability: 'venue', windows: WEEKEND },
    { capability: 'microGrant', ...yuan(r, 500, 2000) },
  ]),
  pattern(4, 'greening', [0, 0, 3, 7], ['general'], [30, 70], [50, 400], (r) => [
    { capability: 'greening', quantity: r.between(2, 4) },
  ]),
  pattern(4, 'culture', [0, 0, 1, 9], ['general'], [30, 75], [20, 60], (r) => [
    { capability: 'culture', quantity: r.between(4, 12) * 5 },
    { capability: 'venue' },
  ]),
  // 五社 all at once: a family in distress.
  pattern(3, 'relief', [6, 4, 0, 0], [...POOR, ...CHILD], [8, 15], [2, 5], (r) => [
    { capability: 'relief', ...yuan(r, 500, 2000) },
    casework(2),
    { capability: 'tutoring', quantity: 60, checks: ['childSafe'] },
    { capability: 'foodPack', quantity: r.between(1, 3) },
  ]),
];

function pattern(
  share: number,
  category: string,
  urgency: UrgencyShares,
  groups: readonly string[],
  age: readonly [number, number],
  beneficiaries: readonly [number, number],
  lines: (random: Random) => RequirementInput[],
): Pattern {
  return { share, category, urgency, groups, age, beneficiaries, lines };
}
