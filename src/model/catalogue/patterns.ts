import type { EntryInput } from '../records.js';

type Line = NonNullable<EntryInput['requirements']>[number];

const lead: Line = { capability: 'casework', societies: ['socialWorker'], role: 'lead' };
/** What the need itself asks for, served by some of the five. */
const carrier: Line = { societies: ['organisation'], role: 'carrier' };
const helper: Line = { societies: ['volunteer'], role: 'helper' };
const supplement: Line = { societies: ['resource'], role: 'supplement' };

/**
 * Linkage patterns 联动模式: which of the five come together for a need. A need names the ones that are enough, `patterns: ['P2', 'P3']`, and the match
 * picks. P1 and P2 are those of the Haikou seminar of July 2023; the others are ours, to be replaced at will.
 */
export const patterns: readonly EntryInput[] = [
  {
    code: 'P1',
    name: { zh: '社工+社区', en: 'social worker and community' },
    requirements: [lead, { societies: ['community'], role: 'platform' }],
  },
  {
    code: 'P2',
    name: { zh: '社工+志愿者', en: 'social worker and volunteers' },
    requirements: [lead, helper],
  },
  {
    code: 'P3',
    name: { zh: '社工+社区社会组织+志愿者', en: 'social worker, organisation and volunteers' },
    requirements: [lead, carrier, { capability: 'companionship', societies: ['volunteer'], role: 'helper' }],
  },
  {
    code: 'P4',
    name: { zh: '社工+慈善资源', en: 'social worker and charitable resources' },
    requirements: [lead, supplement],
  },
  {
    code: 'P5',
    name: { zh: '五社联动', en: 'all five societies' },
    requirements: [
      lead,
      carrier,
      { capability: 'companionship', societies: ['volunteer'], role: 'helper' },
      { capability: 'microGrant', societies: ['resource'], quantity: 10_000, unit: 'fen', role: 'supplement' },
      { capability: 'venue', societies: ['community'], role: 'platform' },
    ],
  },
  {
    code: 'P6',
    name: { zh: '社工+督导', en: 'social worker and supervisor' },
    requirements: [lead, { capability: 'supervision', societies: ['socialWorker'], role: 'helper' }],
  },
  {
    code: 'P7',
    name: { zh: '组织自主', en: 'led by an organisation' },
    requirements: [
      { societies: ['organisation'], role: 'lead' },
      { capability: 'resourceLinking', societies: ['socialWorker'], role: 'helper' },
    ],
  },
  {
    code: 'P8',
    name: { zh: '微心愿', en: 'small wish' },
    requirements: [
      { capability: 'gift', societies: ['resource'], role: 'supplement' },
      { capability: 'delivery', societies: ['organisation', 'volunteer'], role: 'helper' },
    ],
  },
];
