import type { Need, Requirement } from '../model/records.js';
import type { Locality } from './pair.js';

/**
 * Name of the fair-share class of a requirement; `undefined`: a class of its own. Rank and unit always divide classes
 * further. `place` is where the need is.
 */
export type FairBy = (need: Need, requirement: Requirement, place: Locality) => string | undefined;

/** Names of the built-in ways to be fair. */
export const FAIR_BY = ['community', 'street', 'targetGroup', 'need'] as const;
export type FairByName = (typeof FAIR_BY)[number];

/** Names of what a fair share is measured by. */
export const FAIR_SHARES = ['equal', 'equityWeight'] as const;

/**
 * What a fair share is measured by: `equal`, covered over demanded; `equityWeight`, that ratio by the `equityWeight` of the
 * communities, so that a community of weight 2 counts as served half as well.
 */
export type FairShare = (typeof FAIR_SHARES)[number];

/**
 * Built-in ways to be fair. A class of little demand rounds: one unit of one is 0 % or 100 %, so a tiny community's class jumps
 * where a large one glides.
 *
 * - `community` (the default): one community's requirements of one capability. Where communities ask for comparable amounts.
 * - `street`: one street's requirements of one capability (the community's where no street is known). Where communities are
 *   so small that their shares would round.
 * - `targetGroup`: the requirements of one capability for one group of people, the first that the need names (`general` where it
 *   names none). Where groups, not places, must not be left behind.
 * - `need`: all requirements of one need together. Where every need should get its share of what there is.
 */
export const fairBy: Readonly<Record<FairByName, FairBy>> = {
  community: (need, { capability }) => JSON.stringify([need.community, capability.code]),
  street: (need, { capability }, place) => JSON.stringify([...streetOf(need, place), capability.code]),
  targetGroup: (need, { capability }) => JSON.stringify([need.groups[0] ?? 'general', capability.code]),
  need: (need) => JSON.stringify([need.id]),
};

function streetOf(need: Need, { street, streetStation }: Locality): [kind: string, name: string] {
  if (street !== undefined) return ['street', street];
  return streetStation === undefined ? ['community', need.community] : ['station', streetStation];
}

/** One community's requirements of one capability. */
export const defaultFairBy: FairBy = fairBy.community;
