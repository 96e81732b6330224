import { type Fault, LinkageError } from '../errors.js';
import { COLLECTION_OF } from '../model/vocabulary.js';
import type { CapRef, OfferRef } from './compiled.js';
import { isSlotted, type Slots, slotsOf } from './slots.js';

/**
 * Capacities as a forest of caps.
 *
 * What a provider can give is a set of *places of work*: one per offer, or one per offer and slot where some capacity
 * counts by the slot. A cap covers a set of them: all of the provider's in one unit, those in one slot, one offer's, or a
 * single one. The sets of a provider must be nested or disjoint; then they are a forest, with the places of work as leaves.
 */
export interface Forest {
  readonly caps: readonly CapRef[];
  readonly capacity: Float64Array;
  readonly parent: Int32Array;
  /** Leaves of offer o are `leafStart[o] … leafStart[o + 1] − 1`, by slot; length offers + 1. */
  readonly leafStart: Int32Array;
  /** Slot of each leaf; −1 where the slot does not matter. */
  readonly leafSlot: Int32Array;
  /** Cap of each leaf. */
  readonly leafCap: Int32Array;
}

/** A cap and the numbers of the leaves it covers. */
interface Cover {
  readonly cap: CapRef;
  readonly capacity: number;
  readonly leaves: readonly number[];
}

/**
 * Forest of all offers, which are sorted by provider. Without any slot in the network, capacities by the slot say nothing.
 * O(leaves · depth + sorting the caps of each provider).
 *
 * @throws LinkageError `CROSSING_CAPS` naming every provider whose capacities cross.
 */
export function forestOf(offers: readonly OfferRef[], slots: Slots, totalDemand: number): Forest {
  const leafStart = new Int32Array(offers.length + 1);
  const leafSlot: number[] = [];
  offers.forEach((ref, o) => {
    for (const slot of isSlotted(ref, slots) ? slotsOf(ref, slots) : [-1]) leafSlot.push(slot);
    leafStart[o + 1] = leafSlot.length;
  });

  const forest = { caps: [] as CapRef[], capacity: [] as number[], parent: [] as number[] };
  const leafCap = new Int32Array(leafSlot.length).fill(-1);
  const add = (cap: CapRef, capacity: number, parent: number): number => {
    forest.capacity.push(capacity);
    forest.parent.push(parent);
    return forest.caps.push(cap) - 1;
  };
  const faults: Fault[] = [];
  for (let from = 0, to = 0; from < offers.length; from = to) {
    while (to < offers.length && offers[to]!.provider === offers[from]!.provider) to++;
    const first = forest.caps.length;
    const covers = coversOf(offers, from, to, leafStart, leafSlot, slots);
    for (const { cap, capacity, leaves } of covers) {
      const parent = leafCap[leaves[0]!]!;
      const other = leaves.find((leaf) => leafCap[leaf] !== parent);
      if (other !== undefined) {
        // The covers so far are nested or disjoint and none is smaller: one that holds only part of this one crosses it.
        faults.push(crossing(cap, forest.caps[Math.max(parent, leafCap[other]!)]!, slots));
        break;
      }
      const number = add(cap, capacity, parent);
      for (const leaf of leaves) leafCap[leaf] = number;
    }
    closeLeaves(from, to, first);
  }
  if (faults.length > 0) throw new LinkageError('CROSSING_CAPS', 'Capacities must be nested or disjoint.', faults);
  return {
    caps: forest.caps,
    capacity: Float64Array.from(forest.capacity),
    parent: Int32Array.from(forest.parent),
    leafStart,
    leafSlot: Int32Array.from(leafSlot),
    leafCap,
  };

  /** Gives a cap of its own, which cannot bind, to every leaf under no cap or under one that has other caps below it. */
  function closeLeaves(from: number, to: number, first: number): void {
    const inner = new Set(forest.parent.slice(first));
    for (let o = from; o < to; o++) {
      const { provider, offer } = offers[o]!;
      for (let leaf = leafStart[o]!; leaf < leafStart[o + 1]!; leaf++) {
        const cap = leafCap[leaf]!;
        if (cap !== -1 && !inner.has(cap)) continue;
        leafCap[leaf] = add(capRef(provider, offer, leafSlot[leaf]!, offer.unit), totalDemand, cap);
      }
    }
  }
}

/** All caps of one provider, those that cover more first. */
function coversOf(
  offers: readonly OfferRef[],
  from: number,
  to: number,
  leafStart: Int32Array,
  leafSlot: readonly number[],
  slots: Slots,
): Cover[] {
  const covers: Cover[] = [];
  const { provider } = offers[from]!;
  const leavesOf = (o: number) =>
    Array.from({ length: leafStart[o + 1]! - leafStart[o]! }, (_, k) => leafStart[o]! + k);
  if (provider.cap !== undefined) {
    const { quantity, unit, perSlot } = provider.cap;
    const leaves: number[] = [];
    for (let o = from; o < to; o++) if (offers[o]!.offer.unit === unit) leaves.push(...leavesOf(o));
    covers.push({ cap: capRef(provider, undefined, -1, unit), capacity: quantity, leaves });
    if (perSlot !== undefined && slots.all.length > 0) {
      const bySlot = slots.all.map((): number[] => []);
      for (const leaf of leaves) bySlot[leafSlot[leaf]!]!.push(leaf);
      bySlot.forEach((inSlot, slot) => {
        covers.push({ cap: capRef(provider, undefined, slot, unit), capacity: perSlot, leaves: inSlot });
      });
    }
  }
  for (let o = from; o < to; o++) {
    const { offer } = offers[o]!;
    const leaves = leavesOf(o);
    if (offer.quantity !== 'unlimited') {
      covers.push({ cap: capRef(provider, offer, -1, offer.unit), capacity: offer.quantity, leaves });
    }
    for (const leaf of offer.perSlot === undefined || slots.all.length === 0 ? [] : leaves) {
      covers.push({
        cap: capRef(provider, offer, leafSlot[leaf]!, offer.unit),
        capacity: offer.perSlot!,
        leaves: [leaf],
      });
    }
  }
  return covers.filter((cover) => cover.leaves.length > 0).sort((a, b) => b.leaves.length - a.leaves.length);
}

function capRef(provider: CapRef['provider'], offer: CapRef['offer'], slot: number, unit: string): CapRef {
  return { provider, ...(offer && { offer }), ...(slot >= 0 && { slot }), unit };
}

function crossing(a: CapRef, b: CapRef, slots: Slots): Fault {
  const { society, id } = a.provider;
  return {
    code: 'CROSSING_CAPS',
    path: [COLLECTION_OF[society], id],
    value: id,
    message:
      `Its ${describe(a, slots)} and its ${describe(b, slots)} cross. ` +
      'Maybe make its offers one, or `unlimited` under the `cap` of the provider.',
  };
}

function describe({ offer, slot }: CapRef, slots: Slots): string {
  const where = slot === undefined ? '' : ` in slot \`${slots.ids[slot]}\``;
  return `capacity of ${offer === undefined ? 'all offers' : `offer \`${offer.id}\``}${where}`;
}
