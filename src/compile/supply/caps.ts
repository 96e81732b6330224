import { type Fault, LinkageError } from '../../errors/linkage-error.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Offer, Provider } from '../../model/records.js';
import { COLLECTION_OF } from '../../model/vocabulary.js';
import { range } from '../../problem/columns.js';
import type { CapRef, OfferRef } from '../compiled.js';
import { isSlotted, type Slots, slotsOf } from './slots.js';

/**
 * Capacities as a forest of caps.
 *
 * What a provider can give are the *leaves*: one per offer, or one per offer and slot where some capacity counts by the slot. A cap
 * covers a set of them: all of the provider's in one unit, those in one slot, one offer's, or a single one. The sets of a provider
 * must be nested or disjoint; then they are a forest.
 */
export interface Forest extends Leaves {
  readonly caps: readonly CapRef[];
  readonly capacity: Float64Array;
  readonly parent: Int32Array;
  /** Cap of each leaf. */
  readonly leafCap: Int32Array;
}

/** What capacities are counted at. */
interface Leaves {
  /** Leaves of offer o are `leafStart[o] … leafStart[o + 1] − 1`, by slot; length offers + 1. */
  readonly leafStart: Int32Array;
  /** Slot of each leaf; −1 where the slot does not matter. */
  readonly leafSlot: Int32Array;
}

/** A cap and the numbers of the leaves it covers. */
interface Cover {
  readonly cap: CapRef;
  readonly capacity: number;
  readonly leaves: readonly number[];
}

/** Offers after which the work pauses. */
const PAUSE = 1000;

/**
 * Forest of all offers, which are sorted by provider. Without any slot in the network, capacities by the slot say nothing.
 * O(leaves · depth + sorting the caps of each provider).
 *
 * @throws LinkageError `CROSSING_CAPS` naming every provider whose capacities cross.
 */
export function* forestOf(offers: readonly OfferRef[], slots: Slots, totalDemand: number): Work<Forest> {
  const leaves = yield* leavesOf(offers, slots);
  const { leafStart, leafSlot } = leaves;
  const leafCap = new Int32Array(leafSlot.length).fill(-1);
  const caps: CapRef[] = [];
  const capacities: number[] = [];
  const parents: number[] = [];
  const faults: Fault[] = [];

  for (let from = 0, to = 0, paused = 0; from < offers.length; from = to) {
    if (from - paused >= PAUSE) {
      yield from - paused;
      paused = from;
    }
    while (to < offers.length && offers[to]!.provider === offers[from]!.provider) to++;
    const first = caps.length;
    for (const cover of coversOf(offers, from, to, leaves, slots)) {
      const parent = leafCap[cover.leaves[0]!]!;
      const other = cover.leaves.find((leaf) => leafCap[leaf] !== parent);
      if (other !== undefined) {
        // No cap so far covers less, and they are nested or disjoint: the inner of these two crosses this one.
        faults.push(crossing(cover.cap, caps[Math.max(parent, leafCap[other]!)]!, slots));
        break;
      }
      for (const leaf of cover.leaves) leafCap[leaf] = caps.length;
      add(cover.cap, cover.capacity, parent);
    }
    // A leaf under no cap, or under one that has others below it, gets one of its own, which cannot bind.
    const inner = new Set(parents.slice(first));
    for (let o = from; o < to; o++) {
      const { provider, offer } = offers[o]!;
      for (let leaf = leafStart[o]!; leaf < leafStart[o + 1]!; leaf++) {
        const parent = leafCap[leaf]!;
        if (parent !== -1 && !inner.has(parent)) continue;
        leafCap[leaf] = caps.length;
        add(capRef(provider, offer, leafSlot[leaf]!), totalDemand, parent);
      }
    }
  }
  if (faults.length > 0) throw new LinkageError('CROSSING_CAPS', 'Capacities must be nested or disjoint.', faults);
  return { caps, capacity: Float64Array.from(capacities), parent: Int32Array.from(parents), leafCap, ...leaves };

  function add(cap: CapRef, capacity: number, parent: number): void {
    caps.push(cap);
    capacities.push(capacity);
    parents.push(parent);
  }
}

function* leavesOf(offers: readonly OfferRef[], slots: Slots): Work<Leaves> {
  const leafStart = new Int32Array(offers.length + 1);
  const leafSlot: number[] = [];
  yield* eachInSteps(offers, (ref, o) => {
    for (const slot of isSlotted(ref, slots) ? slotsOf(ref, slots) : [-1]) leafSlot.push(slot);
    leafStart[o + 1] = leafSlot.length;
  });
  return { leafStart, leafSlot: Int32Array.from(leafSlot) };
}

/** All caps of one provider, those that cover more first. */
function coversOf(
  offers: readonly OfferRef[],
  from: number,
  to: number,
  { leafStart, leafSlot }: Leaves,
  slots: Slots,
): Cover[] {
  const covers: Cover[] = [];
  const { provider } = offers[from]!;
  const own = new Map<OfferRef, number[]>();
  for (let o = from; o < to; o++) own.set(offers[o]!, range(leafStart[o]!, leafStart[o + 1]!));

  const room = caseRoom(provider);
  if (room !== undefined && provider.cap?.unit !== 'case') {
    const cases = [...own].flatMap(([{ offer }, leaves]) => (offer.unit === 'case' ? leaves : []));
    covers.push({ cap: { provider, unit: 'case' }, capacity: room, leaves: cases });
  }
  if (provider.cap !== undefined) {
    const { unit, perSlot } = provider.cap;
    const quantity =
      unit === 'case' ? Math.min(provider.cap.quantity, room ?? provider.cap.quantity) : provider.cap.quantity;
    const all = [...own].flatMap(([{ offer }, leaves]) => (offer.unit === unit ? leaves : []));
    covers.push({ cap: { provider, unit }, capacity: quantity, leaves: all });
    if (perSlot !== undefined && slots.all.length > 0) {
      const bySlot = slots.all.map((): number[] => []);
      for (const leaf of all) bySlot[leafSlot[leaf]!]!.push(leaf);
      bySlot.forEach((leaves, slot) => {
        covers.push({ cap: { provider, slot, unit }, capacity: perSlot, leaves });
      });
    }
  }
  for (const [{ offer }, leaves] of own) {
    if (offer.quantity !== 'unlimited') {
      covers.push({ cap: capRef(provider, offer, -1), capacity: offer.quantity, leaves });
    }
    if (offer.perSlot === undefined || slots.all.length === 0) continue;
    for (const leaf of leaves) {
      covers.push({ cap: capRef(provider, offer, leafSlot[leaf]!), capacity: offer.perSlot, leaves: [leaf] });
    }
  }
  return covers.filter(({ leaves }) => leaves.length > 0).sort((a, b) => b.leaves.length - a.leaves.length);
}

/** Cases that a social worker can still take; `undefined`: nothing is said. */
function caseRoom(provider: Provider): number | undefined {
  if (provider.society !== 'socialWorker' || provider.caseload === undefined) return undefined;
  return Math.max(0, provider.caseload.max - provider.caseload.open);
}

function capRef(provider: Provider, offer: Offer, slot: number): CapRef {
  return slot === -1 ? { provider, offer, unit: offer.unit } : { provider, offer, slot, unit: offer.unit };
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
