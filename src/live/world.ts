import type { PortionOf } from '../compile/portions.js';
import type { Surroundings } from '../compile/supply/offers.js';
import type { Places } from '../compile/supply/places.js';
import type { Usual } from '../compile/supply/requests.js';
import type { Slots } from '../compile/supply/slots.js';
import type { Need, Provider, Requirement } from '../model/records.js';
import type { Policy } from '../policy/policy.js';
import type { Level } from '../problem/problem.js';
import type { LiveFlow } from '../solve/live/live-flow.js';
import type { LiveOptions } from './engine.js';
import type { Ledger } from './ledger.js';
import type { Judging } from './offer-board.js';

/** What stays as it is while a warm engine goes on, and the flow that it keeps. */
export interface World {
  readonly policy: Policy;
  readonly instant: string | undefined;
  readonly levels: readonly Level[];
  readonly places: Places;
  readonly slots: Slots;
  readonly usual: Usual;
  readonly portionOf: PortionOf;
  readonly lotOf: (requirement: Requirement) => number;
  readonly costScale: number;
  readonly judging: Judging;
  /** Of communities, by id. */
  readonly assets: Surroundings['assets'];
  readonly supervised: Surroundings['supervised'];
  readonly equity: ReadonlyMap<string, number>;
  readonly incubates: boolean;
  readonly flow: LiveFlow;
  readonly ledger: Ledger;
}

/** Whether promises may count more than 1, which the flow that is kept does not know. */
export function hasDegrees({ previous }: LiveOptions): boolean {
  return previous?.linkages.some(({ degree }) => degree !== undefined) ?? false;
}

/** Whether a need, or a requirement of it, is met whole or not at all, or what it gets may hang on others of its household. */
export function isWhole({ partial, requirements, household }: Need): boolean {
  return (
    !partial ||
    household !== undefined ||
    requirements.some(({ minimum = 0, single }) => minimum > 0 || single === true)
  );
}

export function isIncubated(provider: Provider): boolean {
  return provider.society === 'organisation' && provider.incubatedBy !== undefined;
}
