import { type Fault, LinkageError } from '../errors.js';
import { eachInSteps, rowsInSteps, type Work } from '../kernel/work.js';
import { COLLECTION_OF } from '../model/vocabulary.js';
import type { Policy } from '../policy/policy.js';
import { approval, limitFor } from '../policy/rules/approval.js';
import type { Forest } from './caps.js';
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

/** A forest that also bounds what one need gets of an offer. */
export interface NeedForest extends Forest {
  /** Per candidate: one more than the number of the cap that stands between it and the offer's; 0: none. */
  readonly needCap: Int32Array;
}

/**
 * Adds caps below those of offers with `perNeed`: one per need, where some need has several requirements for the offer (else the
 * bound of the candidate says it all). O(candidates).
 *
 * @throws LinkageError `CROSSING_CAPS` naming every offer of these whose capacities count by the slot: shares by need and by slot
 * cross.
 */
export function* withNeedCaps(
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
      faults.push(crossing(offers[o]!));
      return;
    }
    for (const [need, list] of byNeed) {
      caps.push({ provider, offer: ref, need, unit: ref.unit });
      for (const p of list) needCap[p] = caps.length;
      capacity.push(ref.perNeed!);
      parent.push(forest.leafCap[leaf]!);
    }
  });
  if (faults.length > 0) throw new LinkageError('CROSSING_CAPS', 'Capacities must be nested or disjoint.', faults);
  if (caps.length === forest.caps.length) return { ...forest, needCap };
  yield caps.length;
  return { ...forest, caps, capacity: new Float64Array(capacity), parent: new Int32Array(parent), needCap };
}

function crossing({ provider: { society, id }, offer }: OfferRef): Fault {
  return {
    code: 'CROSSING_CAPS',
    path: [COLLECTION_OF[society], id],
    value: id,
    message:
      `Its offer \`${offer.id}\` counts by the slot, and by the need where a need has several requirements for it: the two cross. ` +
      'Maybe `perRequirement` instead of `perNeed`.',
  };
}
