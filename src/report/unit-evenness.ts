import { type Evenness, evennessOf } from '../figures/evenness.js';
import type { Plan } from '../plan/plan.js';

/** How evenly a unit is spread over the communities that ask for it. */
export function evennessIn({ coverage }: Plan, unit: string): Evenness {
  const asking = coverage.byCommunity.filter((one) => one.unit === unit && one.demanded > 0);
  return evennessOf(asking.map(({ covered, demanded }) => covered / demanded));
}
