import { companyOf, isSupervision, SUPERVISION_SPAN } from '../leading.js';
import { where } from '../matters.js';
import { inSameCommunity, type Pair, type Term } from '../pair.js';

/**
 * Of supervision: 0 for whoever is on record as supervisor of a worker who could do the work it is of; 1500 for others of the need's station or one above it who have room
 * within their span, of eight if their record does not say; 3000 for who has none or is of elsewhere. Source: H12 in src/README.md.
 */
export const supervision: Term = where({ line: ({ requirement }) => isSupervision(requirement) }, (pair) => {
  const { need, requirement, provider, supervised } = pair;
  if (!isSupervision(requirement)) return 0;
  const codes = new Set(companyOf(need, requirement).work.map(({ capability }) => capability.code));
  const isOwn = supervised.some(({ offers }) =>
    offers.some(({ capabilities }) => capabilities.some(({ code }) => codes.has(code))),
  );
  if (isOwn) return 0;
  const { span = SUPERVISION_SPAN } = provider.society === 'socialWorker' ? provider : {};
  return supervised.length < span && isOfStationOrAbove(pair) ? 1500 : 3000;
});

/** Whether the provider's station is the need's or above it, or one of the two is not known. */
function isOfStationOrAbove(pair: Pair): boolean {
  const [own] = pair.providerPlace.stations;
  const { stations } = pair.needPlace;
  return (
    inSameCommunity(pair) || own === undefined || stations.length === 0 || stations.some(({ id }) => id === own.id)
  );
}
