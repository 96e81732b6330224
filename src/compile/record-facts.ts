import { sortedInSteps, type Work } from '../kernel/work.js';
import { type Network, recordsOf } from '../model/graph.js';
import { type NearestRecord, nearestNode } from '../model/nearest-record.js';
import { byCodeUnit, bySociety } from '../model/order.js';
import type { Entry, Need, Provider } from '../model/records.js';
import type { WholeFacts } from './compiled.js';
import { type Places, placesOf } from './supply/places.js';
import { type Slots, slotTable, windowsAsked } from './supply/slots.js';

/** All that is read of a network. */
export interface RecordFacts {
  /** Milliseconds since 1970; `undefined`: time plays no part. */
  readonly now: number | undefined;
  readonly places: Places;
  readonly slots: Slots;
  readonly catalogue: readonly Entry[];
  /** By society and id. */
  readonly providers: readonly Provider[];
  /** By id. */
  readonly needs: readonly Need[];
  /** What a fault says of a name that is not there. */
  readonly nearest: NearestRecord;
}

/** The network is read before the first pause, and not looked at again, but for what a fault says. O(records · log records). */
export function* recordFactsOf(network: Network, now: number | undefined, whole?: WholeFacts): Work<RecordFacts> {
  const places = placesOf(network);
  const catalogue = network.getAttribute('catalogue');
  const records = recordsOf(network);
  const windows = whole ? new Map(Object.entries(whole.windows)) : windowsAsked(records.needs);
  const slots = slotTable(whole?.slots ?? network.getAttribute('slots'), now, windows);
  const nearest = nearestNode(network);
  yield records.providers.length + records.needs.length;
  const providers = yield* sortedInSteps(records.providers, bySociety);
  const needs = yield* sortedInSteps(records.needs, (a, b) => byCodeUnit(a.id, b.id));
  return { now, places, slots, catalogue, providers, needs, nearest };
}
