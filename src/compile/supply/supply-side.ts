import type { Work } from '../../kernel/work.js';
import { placingOf } from '../../policy/matters.js';
import type { Policy } from '../../policy/policy.js';
import type { WholeFacts } from '../compiled.js';
import type { RecordFacts } from '../record-facts.js';
import { type Forest, forestOf } from './caps.js';
import { indexOffers, type OfferIndex } from './offer-index.js';
import { type Service, type Supply, servicesOf, suppliesOf, surroundingsOf } from './offers.js';
import { usualOf } from './requests.js';
import { columnsOfServices, type ServiceColumns } from './service-columns.js';

/** What is there: offers, what they can give, and how the lines that may want them find them. */
export interface SupplySide {
  readonly offers: readonly Supply[];
  readonly forest: Forest;
  readonly services: readonly Service[];
  readonly columns: ServiceColumns;
  readonly index: OfferIndex;
}

/**
 * The second stage: providers become offers under caps, and services in an index. O(offers · log offers + services · cells).
 */
export function* supplySide(
  { places, slots, providers, catalogue }: RecordFacts,
  policy: Policy,
  whole?: WholeFacts,
): Work<SupplySide> {
  const around = yield* surroundingsOf(providers);
  const offers = yield* suppliesOf(providers, places, slots, {
    ...around,
    ...(whole && { incubates: whole.incubates }),
  });
  const forest = yield* forestOf(offers, slots, usualOf(policy, catalogue));
  const services = yield* servicesOf(offers);
  const columns = yield* columnsOfServices(services);
  const index = yield* indexOffers(services, columns, placingOf(policy), whole?.offers);
  return { offers, forest, services, columns, index };
}
