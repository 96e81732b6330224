import type { Bilingual } from '../model/vocabulary.js';
import type { Plan, ReasonCode } from '../plan/plan.js';
import { PROOF_WORDS } from './words.js';

/**
 * What the certificate proves of one requirement, in words; `reason` where it is not wholly covered. Where level `fair` or `cost` is
 * not proved, nothing is claimed of it.
 */
export function proofOf({ status, provedLevels, levels }: Plan, reason: ReasonCode | undefined): Bilingual {
  if (reason === 'noOffer' || reason === 'ruledOut' || reason === 'unknownQuantity') return PROOF_WORDS[reason];
  if (reason === undefined) return PROOF_WORDS[provedLevels.includes('cost') ? 'met' : 'metOnly'];
  if (status === 'greedy') return PROOF_WORDS[reason === 'heldByEarlier' ? reason : 'greedy'];
  if (!provedLevels.includes('rank')) return PROOF_WORDS.stopped;
  return PROOF_WORDS[reason === 'sharedFairly' && !levels.includes('fair') ? 'shared' : reason];
}
