import type { Demand } from '../compile/pairs/pairing.js';
import type { Supply } from '../compile/supply/offers.js';
import { byRank } from '../model/order.js';

/** A fair-share class of the flow. */
export interface Group {
  readonly key: string | undefined;
  readonly handle: number;
  readonly portion: number;
  lines: number;
  /** Units that are fixed. */
  pinned: number;
  /** What coverage is counted against, where communities have equity weights. */
  share: number;
}

/** A requirement of known quantity as a line of the flow. */
export interface Line {
  readonly demand: Demand;
  readonly bucket: string;
  readonly quantity: number;
  readonly rank: number;
  /** Names its class; `undefined`: one of its own. */
  readonly fairKey: string | undefined;
  /** Problem cost of one unit over the policy's cost of one lot. */
  readonly factor: number;
  group: Group | undefined;
  handle: number;
  readonly candidates: number[];
  /** Units that are fixed; the flow has the others. */
  pinned: number;
  /** Units served when the plan was last settled. */
  covered: number;
}

/** An offer with its places of work in the flow. */
export interface PlacedOffer {
  readonly supply: Supply;
  /** Handle of the cap of each leaf. */
  readonly caps: number[];
  /** Slot of each leaf; −1: it does not matter. */
  readonly slots: readonly number[];
  readonly candidates: number[];
  /** Handles of caps for one need, by its id, each below those before it. */
  readonly needCaps: Map<string, number[]>;
  gone: boolean;
}

/** Lines of one capability and unit are met by services of the same. */
export function bucketOf(capability: string, unit: string): string {
  return JSON.stringify([capability, unit]);
}

/** Gives rank tuples numbers in their order, as they come; `undefined`: there is none left between its neighbours'. O(ranks) for a new one. */
export function rankNumbers(sorted: readonly (readonly number[])[]): (tuple: readonly number[]) => number | undefined {
  const known = sorted.map((tuple, number) => ({ tuple, number }));
  return (tuple) => {
    let at = 0;
    while (at < known.length && byRank(known[at]!.tuple, tuple) < 0) at++;
    const next = known[at];
    if (next !== undefined && byRank(next.tuple, tuple) === 0) return next.number;
    const low = known[at - 1]?.number ?? (next?.number ?? 0) - 2;
    const high = next?.number ?? low + 2;
    const number = (low + high) / 2;
    if (number <= low || number >= high) return undefined;
    known.splice(at, 0, { tuple, number });
    return number;
  };
}
