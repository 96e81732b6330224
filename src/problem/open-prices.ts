import type { Mark } from '../kernel/ordinal.js';
import type { Prices } from './problem.js';

/** Before every unit there can be. */
export const CAPACITY_THAT_DOES_NOT_EXIST: Mark = { rank: 0, unit: 1, demand: 1, offset: -(2 ** 31) };

/** Prices to be filled in, where `marks` begin with that of capacity that does not exist, if there is any. */
export function openPrices(live: Uint8Array, even: boolean) {
  const column = () => new Float64Array(live.length);
  const position = Int32Array.from(live, (isLive) => (isLive ? -1 : 0));
  return { position, keep: column(), ...(even && { load: column() }), cost: column() };
}

/** Prices that prove nothing. */
export function noPrices(caps: number): Prices {
  return { marks: [], ...openPrices(new Uint8Array(caps).fill(1), false) };
}
