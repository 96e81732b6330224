import { type Bilingual, UNIT_NAMES } from '../model/vocabulary.js';
import { shown } from './phrase.js';
import { PLAN_WORDS } from './words.js';

const HEADS: ReadonlyMap<string, Bilingual> = new Map(Object.entries(PLAN_WORDS.units));
const COARSE: ReadonlyMap<string, Bilingual> = new Map(Object.entries(PLAN_WORDS.coarse));

/** Any unit as a column head: what is counted, not what it is counted in. */
export function unitName(unit: string): Bilingual {
  return HEADS.get(unit) ?? { zh: shown(unit), en: shown(unit) };
}

/** Any unit as people count it: yuan for fen, hours for minutes. */
export function coarseName(unit: string): Bilingual {
  return COARSE.get(unit) ?? UNIT_NAMES.get(unit) ?? { zh: unit, en: unit };
}
