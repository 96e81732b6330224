import type { EntryInput } from '../records.js';
import { UNIT_NAMES } from '../vocabulary.js';

type Row = readonly [code: string, zh: string, en: string];

const MONEY: readonly Row[] = [
  ['microGrant', '社区微公益金', 'community micro-grant'],
  ['medicalAid', '医疗救助金', 'medical aid money'],
  ['tuitionAid', '助学金', 'tuition aid'],
];

/** The profession's own methods, which social workers count by the case. */
const METHODS: readonly Row[] = [
  ['casework', '个案管理', 'casework'],
  ['groupWork', '小组工作', 'group work'],
  ['assessment', '需求评估', 'needs assessment'],
  ['policyAdvice', '政策咨询', 'policy advice'],
  ['supervision', '专业督导', 'supervision'],
  ['volunteerTraining', '志愿者培训', 'volunteer training'],
];

const WORK: readonly Row[] = [
  // what social workers do in passing
  ['resourceLinking', '资源链接', 'resource linking'],
  // mind and conflict
  ['counselling', '心理辅导', 'counselling'],
  ['crisisIntervention', '危机干预', 'crisis intervention'],
  ['bereavement', '哀伤辅导', 'bereavement support'],
  ['legalAid', '法律咨询', 'legal advice'],
  ['facilitation', '议事引导', 'facilitation'],
  ['deliberation', '居民议事', 'residents’ meeting'],
  // care at home and on the way
  ['companionship', '陪伴探访', 'companionship'],
  ['visit', '入户走访', 'home visit'],
  ['phoneCheck', '电话问安', 'phone check'],
  ['meal', '助餐送餐', 'meal delivery'],
  ['bathing', '助浴', 'bathing'],
  ['haircut', '上门理发', 'haircut at home'],
  ['cleaning', '居家保洁', 'cleaning'],
  ['homeRepair', '居家维修', 'home repair'],
  ['adaptation', '适老化改造', 'home adaptation'],
  ['respite', '喘息照护', 'respite care'],
  ['homeNursing', '居家护理', 'home nursing'],
  ['escort', '陪同就医', 'escort to hospital'],
  ['transport', '接送出行', 'transport'],
  ['delivery', '代购配送', 'delivery'],
  ['healthCheck', '健康检测', 'health check'],
  ['rehab', '康复训练', 'rehabilitation'],
  ['signLanguage', '手语翻译', 'sign language'],
  ['digitalHelp', '智能设备教学', 'help with digital devices'],
  // learning, work and living together
  ['tutoring', '课业辅导', 'tutoring'],
  ['childCare', '儿童托管', 'child care'],
  ['parenting', '家庭教育指导', 'parenting support'],
  ['jobTraining', '就业培训', 'job training'],
  ['jobReferral', '岗位推荐', 'job referral'],
  ['greening', '环境整治', 'tidying up'],
  ['wasteSorting', '垃圾分类指导', 'waste sorting'],
  ['safetyCheck', '安全隐患排查', 'safety check'],
  ['patrol', '邻里巡防', 'neighbourhood patrol'],
];

const THINGS: readonly Row[] = [
  ['foodPack', '生活物资包', 'food pack'],
  ['bedding', '衣物被褥', 'clothes and bedding'],
  ['medicine', '药品', 'medicine'],
  ['hygieneKit', '卫生防护用品', 'hygiene and protection kit'],
  ['schoolKit', '学习用品', 'school kit'],
  ['gift', '微心愿礼物', 'wish gift'],
  ['wheelchair', '轮椅辅具', 'wheelchair'],
  ['careBed', '护理床', 'care bed'],
];

/** Least shares that money and time are split into: ¥50, half an hour. */
const PORTIONS = { fen: 5_000, minute: 30 } as const;

const usually = (rows: readonly Row[], usual: Pick<EntryInput, 'unit' | 'quantity'>): EntryInput[] =>
  rows.map(([code, zh, en]) => ({ code, name: { zh, en }, ...usual }));

/** How much money is needed is never guessed: it is `'unknown'`, so that the plan lists the line and asks for the figure. */
export const MONEY_USUALLY = { unit: 'fen', quantity: 'unknown' } as const;

/** Capabilities with their names, usual unit and usual amount; and the units that are split in portions. */
export const capabilities: readonly EntryInput[] = [
  ...usually(MONEY, MONEY_USUALLY),
  ...usually(METHODS, { unit: 'case', quantity: 1 }),
  ...usually(WORK, { unit: 'session', quantity: 1 }),
  ...usually(THINGS, { unit: 'item', quantity: 1 }),
  ...(['fen', 'minute'] as const).map((code) => ({
    code,
    name: UNIT_NAMES.get(code)!,
    unit: code,
    portion: PORTIONS[code],
  })),
  { code: 'venue', name: { zh: '活动场地', en: 'venue' }, unit: 'session', quantity: 1 },
];
