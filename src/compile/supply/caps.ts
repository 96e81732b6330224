import { groupsBy } from '../../kernel/maps.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Offer, Provider } from '../../model/records.js';
import { range } from '../../problem/columns.js';
import type { CapRef, OfferRef } from '../compiled.js';
import { type CrossingRow, mostOf, nestOf } from './nest.js';
import { requestRows, type Usual } from './requests.js';
import { isSlotted, type Slots, slotsOf } from './slots.js';
import { hasMoment, isBusy, type Row, slotsIn, timeRows } from './time.js';

/**
 * Capacities as a forest of caps.
 *
 * What a provider can give are the *leaves*: one per offer, or one per offer and slot where some capacity counts by the slot. A cap
 * covers a set of them: all of the provider's in one unit, those in one slot, those at one moment, one offer's, or a single one. Where the sets of a provider are nested or disjoint they are a
 * forest. Where they cross, first those go that cannot bind; what still crosses is a row over several caps (`nest.ts`).
 */
export interface Forest extends Leaves {
  readonly caps: readonly CapRef[];
  /** `Infinity`: unlimited. */
  readonly capacity: Float64Array;
  readonly parent: Int32Array;
  /** Cap of each leaf. */
  readonly leafCap: Int32Array;
  /** What crosses the forest. */
  readonly crossing: readonly CrossingRow[];
}

/** What capacities are counted at. */
export interface Leaves {
  /** Leaves of offer o are `leafStart[o] … leafStart[o + 1] − 1`, by slot; length offers + 1. */
  readonly leafStart: Int32Array;
  /** Slot of each leaf; −1 where the slot does not matter, or there is none. */
  readonly leafSlot: Int32Array;
}

/** Offers after which the work pauses. */
const PAUSE = 1000;

/**
 * Forest of all offers, which are sorted by provider. Without any slot in the network, capacities by the slot say nothing.
 * O(leaves · depth + sorting the caps of each provider).
 */
export function* forestOf(offers: readonly OfferRef[], slots: Slots, usual: Usual): Work<Forest> {
  const leaves = yield* leavesOf(offers, slots);
  const { leafStart, leafSlot } = leaves;
  const leafCap = new Int32Array(leafSlot.length).fill(-1);
  const caps: CapRef[] = [];
  const capacities: number[] = [];
  const parents: number[] = [];
  const crossing: CrossingRow[] = [];

  for (let from = 0, to = 0, paused = 0; from < offers.length; from = to) {
    if (from - paused >= PAUSE) {
      yield from - paused;
      paused = from;
    }
    while (to < offers.length && offers[to]!.provider === offers[from]!.provider) to++;
    const first = caps.length;
    if (to === from + 1 && isPlain(offers[from]!, leafSlot.subarray(leafStart[from]!, leafStart[to]!), slots, usual)) {
      const { provider, offer } = offers[from]!;
      leafCap[leafStart[from]!] = first;
      if (offer.quantity !== 'unlimited') add(capRef(provider, offer, -1), offer.quantity, -1);
      else add({ ...capRef(provider, offer, -1), isUnlimited: true }, Number.POSITIVE_INFINITY, -1);
      continue;
    }
    const rows = rowsOf(offers, from, to, leaves, slots, usual);
    const whole = nestOf(rows);
    const nest = whole.crossing.length === 0 ? whole : withoutSlack(rows);
    for (const { limit, parts } of nest.crossing)
      crossing.push({ limit, parts: parts.map(({ cap, times }) => ({ cap: first + cap, times })) });
    for (const { cap, capacity, parent } of nest.caps) add(cap, capacity, parent < 0 ? -1 : first + parent);
    for (const [leaf, cap] of nest.at) leafCap[leaf] = first + cap;
    // A leaf under no cap, or under one that has others below it, gets one of its own, which cannot bind.
    const inner = new Set(parents.slice(first));
    for (let o = from; o < to; o++) {
      const { provider, offer } = offers[o]!;
      for (let leaf = leafStart[o]!; leaf < leafStart[o + 1]!; leaf++) {
        const parent = leafCap[leaf]!;
        if (parent !== -1 && !inner.has(parent)) continue;
        leafCap[leaf] = caps.length;
        add({ ...capRef(provider, offer, leafSlot[leaf]!), isUnlimited: true }, Number.POSITIVE_INFINITY, parent);
      }
    }
  }
  const forest = { caps, capacity: Float64Array.from(capacities), parent: Int32Array.from(parents) };
  return { ...forest, leafCap, ...leaves, crossing };

  function withoutSlack(rows: readonly Row[]) {
    const most = mostOf(rows, (leaf) => [offerAt(leafStart, leaf), leafSlot[leaf]!]);
    return nestOf(rows.filter((row) => most(row) > row.capacity));
  }

  function add(cap: CapRef, capacity: number, parent: number): void {
    caps.push(cap);
    capacities.push(capacity);
    parents.push(parent);
  }
}

/** Whether nothing but its own quantity bounds the only offer of a provider: then that is its only cap. */
function isPlain({ provider, offer }: OfferRef, leafSlots: Int32Array, slots: Slots, usual: Usual): boolean {
  return (
    leafSlots.length === 1 &&
    leafSlots[0] === -1 &&
    provider.cap === undefined &&
    caseRoom(provider) === undefined &&
    (offer.perSlot === undefined || slots.all.length === 0) &&
    (!hasMoment(offer.unit) || usual.requestsOf(provider) === undefined)
  );
}

/** The offer that a leaf is of. O(log offers). */
function offerAt(leafStart: Int32Array, leaf: number): number {
  let low = 0;
  let high = leafStart.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (leafStart[middle]! <= leaf) low = middle;
    else high = middle;
  }
  return low;
}

function* leavesOf(offers: readonly OfferRef[], slots: Slots): Work<Leaves> {
  const leafStart = new Int32Array(offers.length + 1);
  const leafSlot: number[] = [];
  let own: readonly OfferRef[] = [];
  let busy = false;
  yield* eachInSteps(offers, (ref, o) => {
    if (own[0]?.provider !== ref.provider) {
      own = ofProvider(offers, o);
      busy = isBusy(own, slots);
    }
    const { windows, unit } = ref.offer;
    if (isSlotted(ref, slots)) leafSlot.push(...slotsOf(ref, slots));
    else if (!busy || !hasMoment(unit)) leafSlot.push(-1);
    else leafSlot.push(...(windows === undefined ? [-1] : []), ...slotsIn(ref, slots));
    leafStart[o + 1] = leafSlot.length;
  });
  return { leafStart, leafSlot: Int32Array.from(leafSlot) };
}

function ofProvider(offers: readonly OfferRef[], from: number): OfferRef[] {
  let to = from + 1;
  while (to < offers.length && offers[to]!.provider === offers[from]!.provider) to++;
  return offers.slice(from, to);
}

/** All caps of one provider, those that cover more first. */
function rowsOf(
  offers: readonly OfferRef[],
  from: number,
  to: number,
  { leafStart, leafSlot }: Leaves,
  slots: Slots,
  usual: Usual,
): Row[] {
  const rows: Row[] = [];
  const { provider } = offers[from]!;
  const own = new Map<OfferRef, number[]>();
  for (let o = from; o < to; o++) own.set(offers[o]!, range(leafStart[o]!, leafStart[o + 1]!));

  const room = caseRoom(provider);
  if (room !== undefined && provider.cap?.unit !== 'case') {
    const cases = [...own].flatMap(([{ offer }, leaves]) => (offer.unit === 'case' ? leaves : []));
    rows.push({ cap: { provider, unit: 'case' }, capacity: room, leaves: cases });
  }
  if (provider.cap !== undefined) {
    const { unit, perSlot, perDay, perWeek } = provider.cap;
    const quantity =
      unit === 'case' ? Math.min(provider.cap.quantity, room ?? provider.cap.quantity) : provider.cap.quantity;
    const all = [...own].flatMap(([{ offer }, leaves]) => (offer.unit === unit ? leaves : []));
    rows.push({ cap: { provider, unit }, capacity: quantity, leaves: all });
    if (perSlot !== undefined && slots.all.length > 0) {
      const bySlot = slots.all.map((): number[] => []);
      for (const leaf of all) bySlot[leafSlot[leaf]!]!.push(leaf);
      bySlot.forEach((leaves, slot) => {
        rows.push({ cap: { provider, slot, unit }, capacity: perSlot, leaves });
      });
    }
    for (const [most, days] of [
      [perDay, 1],
      [perWeek, 7],
    ] as const) {
      if (most === undefined) continue;
      for (const leaves of periodsOf(all, days)) rows.push({ cap: { provider, unit }, capacity: most, leaves });
    }
  }
  for (const [{ offer }, leaves] of own) {
    if (offer.quantity !== 'unlimited') {
      rows.push({ cap: capRef(provider, offer, -1), capacity: offer.quantity, leaves });
    }
    if (offer.perSlot === undefined || slots.all.length === 0) continue;
    for (const leaf of leaves) {
      rows.push({ cap: capRef(provider, offer, leafSlot[leaf]!), capacity: offer.perSlot, leaves: [leaf] });
    }
  }
  const given = [...own].flatMap(([{ offer }, leaves]) =>
    hasMoment(offer.unit) ? leaves.map((leaf) => ({ leaf, slot: leafSlot[leaf]!, offer })) : [],
  );
  if (given.length > 0) rows.push(...requestRows(provider, given, slots, usual));
  const stays = given.filter(({ slot }) => slot !== -1);
  if (stays.length > 0) {
    // What another cap says of the same leaves already is said once.
    const least = new Map<string, number>();
    for (const { leaves, capacity } of rows)
      least.set(leaves.join(), Math.min(capacity, least.get(leaves.join()) ?? capacity));
    for (const row of timeRows(provider, stays, slots, usual.minutesOf))
      if (row.times || !(least.get(row.leaves.join())! <= row.capacity)) rows.push(row);
  }
  return rows.filter(({ leaves }) => leaves.length > 0).sort((a, b) => b.leaves.length - a.leaves.length);

  /** Leaves by the day, or the week from Monday, in which their slots begin; those of which that is not known are in none. */
  function periodsOf(leaves: readonly number[], days: 1 | 7): Iterable<number[]> {
    const known = leaves.filter((leaf) => slots.days[leafSlot[leaf]!] !== undefined);
    // Day 0 was a Thursday.
    return groupsBy(known, (leaf) => [Math.floor((slots.days[leafSlot[leaf]!]! + 3) / days)]).values();
  }
}

/** Cases that a social worker can still take; `undefined`: nothing is said. */
function caseRoom(provider: Provider): number | undefined {
  if (provider.society !== 'socialWorker' || provider.caseload === undefined) return undefined;
  return Math.max(0, provider.caseload.max - provider.caseload.open);
}

function capRef(provider: Provider, offer: Offer, slot: number): CapRef {
  return slot === -1 ? { provider, offer, unit: offer.unit } : { provider, offer, slot, unit: offer.unit };
}
