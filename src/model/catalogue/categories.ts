import type { EntryInput, RequirementInput } from '../records.js';
import type { Society } from '../vocabulary.js';
import { capabilities, MONEY_USUALLY } from './capabilities.js';

/** Categories that are capabilities too. */
const OWN = [
  { code: 'relief', ...MONEY_USUALLY },
  { code: 'mediation', unit: 'session', quantity: 1 },
  { code: 'culture', unit: 'session', quantity: 1 },
] as const;

const usual = new Map([...capabilities, ...OWN].map(({ code, unit, quantity }) => [code, { unit, quantity }]));

/** A line with the usual unit and amount of its capability, whatever records say. */
const by = (capability: string, ...societies: Society[]): RequirementInput => ({
  capability,
  ...(societies.length > 0 && { societies }),
  ...usual.get(capability),
});
const lead = by('casework', 'socialWorker');
const tutoring = by('tutoring', 'organisation', 'volunteer');
const escort = by('escort', 'organisation', 'volunteer');
const venue = by('venue', 'community', 'resource');

/** Who may be alone with a child has been checked; a provider holds it as `checks: [{ code: 'childSafety' }]`. */
const safe = { checks: ['childSafety'] };

type Row = readonly [code: string, zh: string, en: string, requirements: readonly RequirementInput[]];

const USUAL: readonly Row[] = [
  // 社工+志愿者
  ['elderly', '养老', 'elderly care', [lead, by('companionship', 'organisation', 'volunteer')]],
  ['child', '儿童关爱', 'child care', [lead, { ...tutoring, ...safe }]],
  // 社工+社区社会组织+志愿者
  ['disability', '助残', 'disability support', [lead, by('rehab', 'socialWorker', 'organisation'), escort]],
  ['mental', '心理健康', 'mental health', [lead, by('counselling', 'socialWorker', 'organisation')]],
  ['medical', '医疗陪护', 'medical escort', [lead, escort]],
  ['education', '教育', 'education', [{ ...tutoring, ...safe }]],
  [
    'employment',
    '就业',
    'employment',
    [by('jobReferral', 'community', 'socialWorker', 'organisation'), by('jobTraining', 'organisation', 'resource')],
  ],
  ['legal', '法律', 'legal', [by('legalAid')]],
  // 社工+社区
  ['mediation', '调解', 'mediation', [by('mediation', 'socialWorker', 'organisation'), venue]],
  // 组织自主
  ['environment', '环境', 'environment', [by('greening', 'organisation', 'volunteer')]],
  ['culture', '文体', 'culture and sport', [by('culture', 'organisation', 'volunteer'), venue]],
  ['safety', '安全', 'safety', [by('safetyCheck', 'community', 'organisation', 'volunteer')]],
  // 社工+社区
  ['governance', '议事', 'governance', [by('facilitation', 'socialWorker'), by('deliberation', 'community')]],
  // 微心愿：资源+递送
  ['wish', '微心愿', 'small wish', [by('gift', 'resource'), by('delivery', 'organisation', 'volunteer')]],
];

/**
 * Categories of needs with the requirements that stand for a need which names none: the usual linkage patterns 联动模式.
 */
export const categories: readonly EntryInput[] = [
  {
    code: 'relief',
    name: { zh: '救助', en: 'relief' },
    ...usual.get('relief'),
    // 社工+慈善资源
    requirements: [lead, by('relief', 'resource')],
  },
  ...USUAL.map(([code, zh, en, requirements]) => ({ code, name: { zh, en }, ...usual.get(code), requirements })),
  { code: 'other', name: { zh: '其他', en: 'other' } },
];
