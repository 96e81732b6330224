import { type Fault, LinkageError } from '../errors.js';
import { eachInSteps, rowsInSteps, type Work } from '../kernel/work.js';
import { COLLECTION_OF } from '../model/vocabulary.js';
import type { Policy } from '../policy/policy.js';
import { approval, limitFor } from '../policy/rules/approval.js';
import type { Forest } from './caps.js';
import { candidateOf } from './columns.js';
import type { CapRef, LineRef, OfferRef } from './compiled.js';

/** Offer of each candidate, and where the candidates of each line are. */
interface Pairs {
  readonly candidateStart: Int32Array;
  readonly offer: Int32Array;
}

/**
 * Most units of each candidate: what the line asks, `perRequirement` and `perNeed` of the offer and, while rule `approval` is
 * in force, the limit of one that is not approved for the need.
 */
export function* boundsOf(
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  { candidateStart, offer }: Pairs,
  policy: Policy,
): Work<Float64Array> {
  const approving = policy.rules.get('approval') === approval;
  // What an offer says by itself is looked up once, not at every candidate.
  const most = new Float64Array(offers.length);
  const asking = new Uint8Array(offers.length);
  let anyAsking = false;
  yield* eachInSteps(offers, ({ offer: { perRequirement, perNeed, approval: asked } }, o) => {
    most[o] = Math.min(perRequirement ?? Number.MAX_SAFE_INTEGER, perNeed ?? Number.MAX_SAFE_INTEGER);
    asking[o] = approving && asked !== undefined ? 1 : 0;
    anyAsking ||= asking[o] === 1;
  });
  const max = new Float64Array(offer.length);
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    const { need, requirement } = lines[n]!;
    const quantity = requirement.quantity as number;
    for (let p = from; p < to; p++) max[p] = Math.min(quantity, most[offer[p]!]!);
    for (let p = anyAsking ? from : to; p < to; p++) {
      const o = offer[p]!;
      if (asking[o] === 1) max[p] = Math.min(max[p]!, limitFor(need, offers[o]!.offer));
    }
  });
  return max;
}

/** A forest that also bounds what one need, or one requirement in two lines, gets of an offer. */
export interface NeedForest extends Forest {
  /** Per candidate: one more than the number of the lowest cap that stands between it and the offer's; 0: none. */
  readonly needCap: Int32Array;
}

/**
 * Adds caps below those of offers with `perNeed`: one per need, where some need has several requirements for the offer (else the
 * bound of the candidate says it all); and below these, where a requirement with a minimum stands in two lines and may not have all it asks of the
 * offer, one for both. O(candidates).
 *
 * @throws LinkageError `CROSSING_CAPS` naming every offer of these whose capacities count by the slot: shares by need and by slot
 * cross.
 */
export function* withNeedCaps(
  forest: Forest,
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  pairs: Pairs,
  policy: Policy,
): Work<NeedForest> {
  const shared = yield* withSharedCaps(forest, lines, offers, pairs);
  return yield* withWholeCaps(shared, lines, offers, pairs, policy);
}

/** One cap for a line with a minimum and the line of what is asked beyond it. */
function* withWholeCaps(
  forest: NeedForest,
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  { candidateStart, offer }: Pairs,
  policy: Policy,
): Work<NeedForest> {
  const approving = policy.rules.get('approval') === approval;
  const numbers = new Map<string, number>();
  const key = (need: string, requirement: string) => JSON.stringify([need, requirement]);
  yield* eachInSteps(lines, ({ need, requirement: { id, minimum } }, n) => {
    if (minimum !== undefined) numbers.set(key(need.id, id), n);
  });
  if (numbers.size === 0) return forest;
  const { leafStart, leafSlot, leafCap } = forest;
  const caps = [...forest.caps];
  const capacity = [...forest.capacity];
  const parent = [...forest.parent];
  const needCap = forest.needCap.slice();
  const faults = new Map<number, Fault>();
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    const { need, requirement } = lines[n]!;
    if (requirement.beyond === undefined) return;
    const base = numbers.get(key(need.id, requirement.beyond))!;
    const asked = (requirement.quantity as number) + (lines[base]!.requirement.quantity as number);
    for (let p = from; p < to; p++) {
      const o = offer[p]!;
      const { provider, offer: ref } = offers[o]!;
      const twin = candidateOf(candidateStart, offer, base, o);
      const limit = Math.min(
        ref.perRequirement ?? Number.MAX_SAFE_INTEGER,
        approving ? limitFor(need, ref) : Number.MAX_SAFE_INTEGER,
      );
      // Where nothing may be given at all, the bounds of the candidates say so.
      if (twin === -1 || limit === 0 || limit >= Math.min(asked, ref.perNeed ?? asked)) continue;
      const leaf = leafStart[o]!;
      if (leafSlot[leaf] !== -1) {
        faults.set(o, crossing(offers[o]!, 'limits a requirement that has a `minimum`', 'leave `minimum` out'));
        continue;
      }
      caps.push({ provider, offer: ref, need: need.id, unit: ref.unit });
      capacity.push(limit);
      parent.push(needCap[p]! > 0 ? needCap[p]! - 1 : leafCap[leaf]!);
      needCap[p] = needCap[twin] = caps.length;
    }
  });
  if (faults.size > 0) throw refusal([...faults.values()]);
  return { ...forest, caps, capacity: Float64Array.from(capacity), parent: Int32Array.from(parent), needCap };
}

function* withSharedCaps(
  forest: Forest,
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  { candidateStart, offer }: Pairs,
): Work<NeedForest> {
  const needCap = new Int32Array(offer.length);
  const shares = new Map<number, Map<string, number[]>>();
  const shared = new Uint8Array(offers.length);
  let anyShared = false;
  yield* eachInSteps(offers, (ref, o) => {
    shared[o] = ref.offer.perNeed === undefined ? 0 : 1;
    anyShared ||= shared[o] === 1;
  });
  if (!anyShared) return { ...forest, needCap };
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    const { need } = lines[n]!;
    for (let p = from; p < to; p++) {
      const o = offer[p]!;
      if (shared[o] === 0) continue;
      let byNeed = shares.get(o);
      if (byNeed === undefined) shares.set(o, (byNeed = new Map()));
      const list = byNeed.get(need.id);
      if (list === undefined) byNeed.set(need.id, [p]);
      else list.push(p);
    }
  });

  if (shares.size === 0) return { ...forest, needCap };
  const caps: CapRef[] = [...forest.caps];
  const capacity = [...forest.capacity];
  const parent = [...forest.parent];
  const faults: Fault[] = [];
  yield* eachInSteps(offers, ({ provider, offer: ref }, o) => {
    const byNeed = shares.get(o);
    if (byNeed === undefined || [...byNeed.values()].every((list) => list.length === 1)) return;
    const leaf = forest.leafStart[o]!;
    if (forest.leafSlot[leaf] !== -1) {
      const why = 'by the need where a need has several requirements for it';
      faults.push(crossing(offers[o]!, why, '`perRequirement` instead of `perNeed`'));
      return;
    }
    for (const [need, list] of byNeed) {
      caps.push({ provider, offer: ref, need, unit: ref.unit });
      for (const p of list) needCap[p] = caps.length;
      capacity.push(ref.perNeed!);
      parent.push(forest.leafCap[leaf]!);
    }
  });
  if (faults.length > 0) throw refusal(faults);
  if (caps.length === forest.caps.length) return { ...forest, needCap };
  yield caps.length;
  return { ...forest, caps, capacity: new Float64Array(capacity), parent: new Int32Array(parent), needCap };
}

function refusal(faults: readonly Fault[]): LinkageError {
  return new LinkageError('CROSSING_CAPS', 'Capacities must be nested or disjoint.', faults);
}

function crossing({ provider: { society, id }, offer }: OfferRef, other: string, hint: string): Fault {
  return {
    code: 'CROSSING_CAPS',
    path: [COLLECTION_OF[society], id],
    value: id,
    message: `Its offer \`${offer.id}\` counts by the slot, and ${other}: the two cross. Maybe ${hint}.`,
  };
}
