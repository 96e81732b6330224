import type { EntryInput } from '../records.js';

type Line = NonNullable<EntryInput['requirements']>[number];
type Row = readonly [code: string, zh: string, en: string, requirements: readonly Line[]];

const one = { unit: 'session', quantity: 1 };
const aCase = { unit: 'case', quantity: 1 };
const lead: Line = { capability: 'casework', ...aCase, societies: ['socialWorker'], role: 'lead' };
/** What the need itself asks for, served by some of the five. */
const carrier: Line = { societies: ['organisation'], role: 'carrier' };
const helper: Line = { societies: ['volunteer'], role: 'helper' };
const platform: Line = { societies: ['community'], role: 'platform' };
const supplement: Line = { societies: ['resource'], role: 'supplement' };
const companion: Line = { capability: 'companionship', ...one, ...helper };
const supervisor: Line = { capability: 'supervision', ...aCase, societies: ['socialWorker'], role: 'helper' };
const linker: Line = { capability: 'resourceLinking', ...one, societies: ['socialWorker'], role: 'helper' };
const bringer: Line = { capability: 'delivery', ...one, societies: ['organisation', 'volunteer'], role: 'helper' };
const grant: Line = {
  capability: 'microGrant',
  societies: ['resource'],
  quantity: 10_000,
  unit: 'fen',
  role: 'supplement',
};

const ROWS: readonly Row[] = [
  ['P1', '社工+社区', 'social worker and community', [lead, platform]],
  ['P2', '社工+志愿者', 'social worker and volunteers', [lead, helper]],
  ['P3', '社工+社区社会组织+志愿者', 'social worker, organisation and volunteers', [lead, carrier, companion]],
  ['P4', '社工+慈善资源', 'social worker and charitable resources', [lead, supplement]],
  [
    'P5',
    '五社联动',
    'all five societies',
    [lead, carrier, companion, grant, { capability: 'venue', ...one, ...platform }],
  ],
  ['P6', '社工+督导', 'social worker and supervisor', [lead, supervisor]],
  ['P7', '组织自主', 'led by an organisation', [{ ...carrier, role: 'lead' }, linker]],
  [
    'P8',
    '微心愿联动',
    'small wish linkage',
    [{ capability: 'gift', unit: 'item', quantity: 1, ...supplement }, bringer],
  ],
];

/**
 * Linkage patterns 联动模式: which of the five come together for a need. A need names the ones that are enough, `patterns: ['P2', 'P3']`, and the match
 * picks. P1 and P2 are those of the Haikou seminar of July 2023; the others are ours, to be replaced at will.
 */
export const patterns: readonly EntryInput[] = ROWS.map(([code, zh, en, requirements]) => ({
  code,
  name: { zh, en },
  requirements,
}));
