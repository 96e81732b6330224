import type { Bilingual } from '../model/vocabulary.js';
import { shown } from './phrase.js';

/** Units as column heads: what is counted, not what it is counted in. */
const UNIT_LABELS: ReadonlyMap<string, Bilingual> = new Map([
  ['fen', { zh: '资金', en: 'Money' }],
  ['case', { zh: '个案', en: 'Cases' }],
  ['session', { zh: '服务次数', en: 'Sessions' }],
  ['minute', { zh: '工时', en: 'Hours' }],
  ['person', { zh: '人次', en: 'Seats' }],
  ['item', { zh: '物资', en: 'Items' }],
]);

/** Any unit, in words. */
export function unitName(unit: string): Bilingual {
  return UNIT_LABELS.get(unit) ?? { zh: shown(unit), en: shown(unit) };
}
