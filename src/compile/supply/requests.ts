import { groupsBy } from '../../kernel/maps.js';
import type { Entry, Offer, Provider } from '../../model/records.js';
import type { Policy } from '../../policy/policy.js';
import { commonDivisor } from '../demand/pricing.js';
import type { Slots } from './slots.js';
import { placesAtOnce, type Row, type TimedLeaf } from './time.js';

/** What besides records says how much a being may give. */
export interface Usual {
  /** Minutes that the catalogue says are usual of all that an offer can do; `undefined`: of some of it that is not said. */
  readonly minutesOf: (offer: Offer) => number | undefined;
  readonly requestsOf: (provider: Provider) => { readonly limit: number; readonly asked: number } | undefined;
}

export function usualOf({ rules }: Policy, catalogue: readonly Entry[]): Usual {
  const minutes = new Map(
    catalogue.map(({ code, unit, quantity, minutes = unit === 'minute' && quantity }) => [code, minutes]),
  );
  const counting = [...rules.values()].find(({ requests }) => requests !== undefined);
  return {
    minutesOf: ({ capabilities }) => {
      const own = capabilities.map(({ code }) => minutes.get(code));
      return own.every((one) => typeof one === 'number' && one > 0) ? Math.max(...(own as number[])) : undefined;
    },
    requestsOf: (provider) => counting?.requests?.(provider),
  };
}

const WEEK = 7 * 86_400_000;

/** How often a being may be asked within seven days: from `now` on, else from when the first slot begins; what has no date counts as in the first of them. O(leaves). */
export function requestRows(provider: Provider, leaves: readonly TimedLeaf[], slots: Slots, usual: Usual): Row[] {
  const requests = usual.requestsOf(provider);
  const size = placesAtOnce(provider);
  if (requests === undefined || size === Number.POSITIVE_INFINITY) return [];
  const { limit, asked } = requests;
  const first = slots.now ?? Math.min(...slots.begins);
  const weekOf = ({ slot }: TimedLeaf) => {
    const weeks = Math.floor(((slots.begins[slot] ?? first) - first) / WEEK);
    return Number.isFinite(weeks) ? Math.max(0, weeks) : 0;
  };
  return [...groupsBy(leaves, (leaf) => [weekOf(leaf)])].map(([week, own]) => {
    const most = Math.max(0, limit - (week === 0 ? asked : 0));
    const units = own.map(({ offer }) =>
      offer.unit === 'minute' ? (usual.minutesOf(offer) ?? 60) : offer.unit === 'person' ? size : 1,
    );
    const all = units.reduce((product, one) => (product / commonDivisor(product, one)) * one, 1);
    const cap = { provider, unit: own[0]!.offer.unit, isRequests: true } as const;
    const row = { cap, leaves: own.map(({ leaf }) => leaf) };
    return units.every((one) => one === units[0])
      ? { ...row, capacity: most * units[0]! }
      : { ...row, capacity: most * all, times: units.map((one) => all / one) };
  });
}
