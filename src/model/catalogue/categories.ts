import type { EntryInput, RequirementInput } from '../records.js';

const lead: RequirementInput = { capability: 'casework', societies: ['socialWorker'] };

/** Who may be alone with a child has been checked; a provider holds it as `checks: [{ code: 'childSafety' }]`. */
const safeWithChildren = ['childSafety'];

/**
 * Categories of needs with the requirements that stand for a need which names none: the usual linkage patterns 联动模式.
 *
 * An amount of money is never guessed: it is `'unknown'`, so that the plan lists the line and asks for the figure.
 * `relief`, `mediation` and `culture` are capabilities too.
 */
export const categories: readonly EntryInput[] = [
  {
    code: 'relief',
    name: { zh: '救助', en: 'relief' },
    unit: 'fen',
    // 社工+慈善资源
    requirements: [lead, { capability: 'relief', societies: ['resource'], quantity: 'unknown' }],
  },
  {
    code: 'elderly',
    name: { zh: '养老', en: 'elderly care' },
    // 社工+志愿者
    requirements: [lead, { capability: 'companionship', societies: ['organisation', 'volunteer'] }],
  },
  {
    code: 'child',
    name: { zh: '儿童关爱', en: 'child care' },
    requirements: [
      lead,
      { capability: 'tutoring', societies: ['organisation', 'volunteer'], checks: safeWithChildren },
    ],
  },
  {
    code: 'disability',
    name: { zh: '助残', en: 'disability support' },
    // 社工+社区社会组织+志愿者
    requirements: [
      lead,
      { capability: 'rehab', societies: ['socialWorker', 'organisation'] },
      { capability: 'escort', societies: ['organisation', 'volunteer'] },
    ],
  },
  {
    code: 'mental',
    name: { zh: '心理健康', en: 'mental health' },
    requirements: [lead, { capability: 'counselling', societies: ['socialWorker', 'organisation'] }],
  },
  {
    code: 'medical',
    name: { zh: '医疗陪护', en: 'medical escort' },
    requirements: [lead, { capability: 'escort', societies: ['organisation', 'volunteer'] }],
  },
  {
    code: 'education',
    name: { zh: '教育', en: 'education' },
    requirements: [{ capability: 'tutoring', societies: ['organisation', 'volunteer'], checks: safeWithChildren }],
  },
  {
    code: 'employment',
    name: { zh: '就业', en: 'employment' },
    requirements: [
      { capability: 'jobReferral', societies: ['community', 'socialWorker', 'organisation'] },
      { capability: 'jobTraining', societies: ['organisation', 'resource'] },
    ],
  },
  {
    code: 'legal',
    name: { zh: '法律', en: 'legal' },
    requirements: [{ capability: 'legalAid' }],
  },
  {
    code: 'mediation',
    name: { zh: '调解', en: 'mediation' },
    // 社工+社区
    requirements: [
      { capability: 'mediation', societies: ['socialWorker', 'organisation'] },
      { capability: 'venue', societies: ['community', 'resource'] },
    ],
  },
  {
    code: 'environment',
    name: { zh: '环境', en: 'environment' },
    // 组织自主
    requirements: [{ capability: 'greening', societies: ['organisation', 'volunteer'] }],
  },
  {
    code: 'culture',
    name: { zh: '文体', en: 'culture and sport' },
    requirements: [
      { capability: 'culture', societies: ['organisation', 'volunteer'] },
      { capability: 'venue', societies: ['community', 'resource'] },
    ],
  },
  {
    code: 'safety',
    name: { zh: '安全', en: 'safety' },
    requirements: [{ capability: 'safetyCheck', societies: ['community', 'organisation', 'volunteer'] }],
  },
  {
    code: 'governance',
    name: { zh: '议事', en: 'governance' },
    // 社工+社区
    requirements: [
      { capability: 'facilitation', societies: ['socialWorker'] },
      { capability: 'deliberation', societies: ['community'] },
    ],
  },
  {
    code: 'wish',
    name: { zh: '微心愿', en: 'small wish' },
    // 微心愿：资源+递送
    requirements: [
      { capability: 'gift', societies: ['resource'] },
      { capability: 'delivery', societies: ['organisation', 'volunteer'] },
    ],
  },
  { code: 'other', name: { zh: '其他', en: 'other' } },
];
