import { rowsInSteps, type Work } from '../../kernel/work.js';
import { grown, trimmed } from '../../problem/columns.js';
import type { LineRef } from '../compiled.js';
import type { Supply } from '../supply/offers.js';
import type { NeedForest, Pairs } from './pair-bounds.js';
import type { Demand } from './pairing.js';

/** Arcs of all candidates. */
export interface Arcs {
  readonly arcStart: Int32Array;
  /** Cap at the end of each arc. */
  readonly head: Int32Array;
  /** −1 where the slot does not matter; empty where it matters nowhere. */
  readonly arcSlot: Int32Array;
}

/**
 * One arc per candidate or, where capacities count by the slot, one per slot that line and offer have in common. If a
 * policy lets pairs through that have none, all slots of the offer that are not over; failing that, all its slots.
 */
export function* arcsOf(
  lines: readonly LineRef[],
  demandOf: (line: LineRef) => Demand,
  supplies: readonly Supply[],
  { candidateStart, offer }: Pairs,
  { leafStart, leafSlot, leafCap, needCap }: NeedForest,
): Work<Arcs> {
  const arcStart = new Int32Array(offer.length + 1);
  let head = new Int32Array(offer.length);
  const slotted = leafSlot.some((slot) => slot !== -1);
  let arcSlot = new Int32Array(slotted ? offer.length : 0);
  let size = 0;
  yield* rowsInSteps(candidateStart, (n, first, end) => {
    let line: Demand | undefined;
    for (let p = first; p < end; p++) {
      const o = offer[p]!;
      const from = leafStart[o]!;
      const to = leafStart[o + 1]!;
      if (size + to - from > head.length) {
        head = grown(head, size + to - from);
        arcSlot = grown(arcSlot, size + to - from);
      }
      if (to === from + 1) {
        // Whether it suits or not: there is no other.
        head[size] = needCap[p] === 0 ? leafCap[from]! : needCap[p]! - 1;
        if (slotted) arcSlot[size] = leafSlot[from]!;
        arcStart[p + 1] = ++size;
        continue;
      }
      line ??= demandOf(lines[n]!);
      let best = 0;
      for (let leaf = from; leaf < to; leaf++) best = Math.max(best, suit(line, supplies[o]!, leafSlot[leaf]!));
      for (let leaf = from; leaf < to; leaf++) {
        if (suit(line, supplies[o]!, leafSlot[leaf]!) < best) continue;
        head[size] = needCap[p] === 0 ? leafCap[leaf]! : needCap[p]! - 1;
        arcSlot[size] = leafSlot[leaf]!;
        size++;
      }
      arcStart[p + 1] = size;
    }
  });
  yield size;
  return { arcStart, head: trimmed(head, size), arcSlot: trimmed(arcSlot, slotted ? size : 0) };
}

/** 2: the slot suits both, or does not matter; 1: it is not over for the offer; 0: neither. */
function suit(line: Demand, supply: Supply, slot: number): number {
  if (slot === -1) return 2;
  if (supply.slots !== undefined && !supply.slots.includes(slot)) return 0;
  return line.slots === undefined || line.slots.includes(slot) ? 2 : 1;
}
