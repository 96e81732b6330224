import { getOrSet } from '../../kernel/maps.js';
import { rowsInSteps, type Work } from '../../kernel/work.js';
import type { Policy } from '../../policy/policy.js';
import { grown, trimmed } from '../../problem/columns.js';
import { DATE_UNKNOWN, type LineRef } from '../compiled.js';
import type { Leaves } from '../supply/caps.js';
import type { Supply } from '../supply/offers.js';
import type { Slots } from '../supply/slots.js';
import type { Demand } from './pairing.js';

/** Offer of each candidate, and where the candidates of each line are. */
export interface Pairs {
  readonly candidateStart: Int32Array;
  readonly offer: Int32Array;
  /** Where {@link DATE_UNKNOWN} is noted. */
  readonly flags?: Uint8Array;
}

/** Arcs of all candidates. */
export interface Arcs {
  readonly arcStart: Int32Array;
  /** Leaf at the end of each arc. */
  readonly leaf: Int32Array;
  /** −1 where it has no time; empty where none has. */
  readonly arcSlot: Int32Array;
}

/**
 * One arc per candidate or, where capacities count by the slot, one per slot that line and offer have in common. If a
 * policy lets pairs through that have none, all slots of the offer that are not over; failing that, all its slots.
 *
 * Where either names windows it is in a slot: where no capacity counts by it, the first that suits both. A slot at whose end a date of the pair has passed is not used.
 */
export function* arcsOf(
  lines: readonly LineRef[],
  demandOf: (line: LineRef) => Demand,
  supplies: readonly Supply[],
  { candidateStart, offer, flags }: Pairs,
  { leafStart, leafSlot }: Leaves,
  slots: Slots,
  policy: Policy,
): Work<Arcs> {
  const arcStart = new Int32Array(offer.length + 1);
  let leaf = new Int32Array(offer.length);
  const isTimed =
    slots.all.length > 0 &&
    (leafSlot.some((slot) => slot !== -1) ||
      lines.some(({ requirement }) => requirement.windows !== undefined) ||
      supplies.some((supply) => supply.slots !== undefined));
  let arcSlot = new Int32Array(isTimed ? offer.length : 0);
  let size = 0;
  const endOf = endsBy(policy, supplies);
  const isValid = (slot: number, until: number) =>
    slot === -1 || (slots.usedAt[slot] ?? Number.NEGATIVE_INFINITY) < until;
  /** Of an offer for lines without windows. */
  const firstOfOffer = new Map<number, number>();
  const note = (p: number, until: number) => {
    if (slots.now !== undefined || !flags || until === Number.POSITIVE_INFINITY) return;
    for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++)
      if (!isTimed || slots.usedAt[arcSlot[a]!] === undefined) flags[p]! |= DATE_UNKNOWN;
  };
  yield* rowsInSteps(candidateStart, (n, first, end) => {
    let line: Demand | undefined;
    let firstOfLine: number | undefined;
    const slotOf = (o: number, until: number) => {
      line ??= demandOf(lines[n]!);
      const { slots: own } = supplies[o]!;
      if (until === Number.POSITIVE_INFINITY) {
        if (own === undefined) return (firstOfLine ??= slots.first(line.slots ?? []));
        if (line.slots === undefined) return getOrSet(firstOfOffer, o, () => slots.first(own));
      }
      const both = own && line.slots ? line.slots.filter((slot) => own.includes(slot)) : (own ?? line.slots ?? []);
      const valid = both.filter((slot) => isValid(slot, until));
      return slots.first(valid.length > 0 ? valid : both);
    };
    for (let p = first; p < end; p++) {
      const o = offer[p]!;
      const from = leafStart[o]!;
      const to = leafStart[o + 1]!;
      const until = endOf(lines[n]!, o);
      if (size + to - from > leaf.length) {
        leaf = grown(leaf, size + to - from);
        arcSlot = grown(arcSlot, size + to - from);
      }
      if (to === from + 1) {
        // Whether it suits or not: there is no other.
        leaf[size] = from;
        if (isTimed) arcSlot[size] = leafSlot[from] === -1 ? slotOf(o, until) : leafSlot[from]!;
        arcStart[p + 1] = ++size;
        note(p, until);
        continue;
      }
      const demand = (line ??= demandOf(lines[n]!));
      const fits = (l: number) => (isValid(leafSlot[l]!, until) ? suit(demand, supplies[o]!, leafSlot[l]!) : 0);
      let best = 0;
      for (let l = from; l < to; l++) best = Math.max(best, fits(l));
      for (let l = from; l < to; l++) {
        if (fits(l) < best) continue;
        leaf[size] = l;
        arcSlot[size] = leafSlot[l]!;
        size++;
      }
      arcStart[p + 1] = size;
      note(p, until);
    }
  });
  yield size;
  return { arcStart, leaf: trimmed(leaf, size), arcSlot: trimmed(arcSlot, isTimed ? size : 0) };
}

/** Answers when a pair ends by the rules of dates: those are asked only where the line or the offer has anything that ends. */
function endsBy({ rules }: Policy, supplies: readonly Supply[]) {
  const dated = [...rules.values()].flatMap(({ until }) => until ?? []);
  const ends = Uint8Array.from(supplies, ({ expiresAt, checks }) => Number(expiresAt !== undefined || checks.size > 0));
  return ({ requirement }: LineRef, o: number): number => {
    let until = Number.POSITIVE_INFINITY;
    if (ends[o] === 1 || requirement.checks.length > 0)
      for (const rule of dated) until = Math.min(until, rule(requirement, supplies[o]!));
    return until;
  };
}

/** 2: the slot suits both, or neither has a time; 1: it is not over for the offer; 0: none of these. */
function suit(line: Demand, supply: Supply, slot: number): number {
  if (slot === -1) return line.slots === undefined ? 2 : 0;
  if (supply.slots === undefined ? line.slots === undefined : !supply.slots.includes(slot)) return 0;
  return line.slots === undefined || line.slots.includes(slot) ? 2 : 1;
}
