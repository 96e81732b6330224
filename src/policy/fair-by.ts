import type { Need, Requirement } from '../model/records.js';

/**
 * Name of the fair-share class of a requirement; `undefined`: a class of its own. Rank and unit always divide classes
 * further.
 */
export type FairBy = (need: Need, requirement: Requirement) => string | undefined;

/** One community's requirements of one capability. */
export const defaultFairBy: FairBy = (need, requirement) =>
  JSON.stringify([need.community, requirement.capability.code]);
