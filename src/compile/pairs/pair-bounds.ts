import { getOrSet } from '../../kernel/maps.js';
import { eachInSteps, rowsInSteps, type Work } from '../../kernel/work.js';
import type { Need, Offer } from '../../model/records.js';
import { exclusiveLines, isSupervision } from '../../policy/leading.js';
import type { Policy } from '../../policy/policy.js';
import { candidateOf, ownersOf, range } from '../../problem/columns.js';
import { callbackError } from '../callbacks.js';
import type { CapRef, LineRef, OfferRef } from '../compiled.js';
import type { Forest } from '../supply/caps.js';
import type { Arcs, Pairs } from './arcs.js';

/** Most units of each candidate: what the line asks, `perRequirement` and `perNeed` of the offer, and what rules limit it to. */
export function* boundsOf(
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  { candidateStart, offer }: Pairs,
  policy: Policy,
): Work<Float64Array> {
  const limitsOf = limitsBy(policy);
  // What an offer says by itself is looked up once, not at every candidate.
  const most = new Float64Array(offers.length);
  const limits = new Map<number, Limit>();
  yield* eachInSteps(offers, ({ offer }, o) => {
    most[o] = Math.min(offer.perRequirement ?? Number.MAX_SAFE_INTEGER, offer.perNeed ?? Number.MAX_SAFE_INTEGER);
    const limit = limitsOf(offer);
    if (limit !== undefined) limits.set(o, limit);
  });
  const max = new Float64Array(offer.length);
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    const { need, requirement } = lines[n]!;
    const quantity = requirement.quantity as number;
    for (let p = from; p < to; p++) max[p] = Math.min(quantity, most[offer[p]!]!);
    for (let p = limits.size > 0 ? from : to; p < to; p++) {
      const limit = limits.get(offer[p]!);
      if (limit !== undefined) max[p] = Math.min(max[p]!, limit(need));
    }
  });
  return max;
}

type Limit = (need: Need) => number;

/** What the rules of a policy together limit an offer to; `undefined`: nothing does. */
function limitsBy({ rules }: Pick<Policy, 'rules'>): (offer: Offer) => Limit | undefined {
  const all = [...rules].flatMap(([name, { limits }]) => (limits === undefined ? [] : [{ name, limits }]));
  return (offer) => {
    const own = all.flatMap(({ name, limits }) => heldTo(name, limits(offer)) ?? []);
    return own.length === 0 ? undefined : (need) => Math.min(...own.map((limit) => limit(need)));
  };
}

function heldTo(rule: string, limit: Limit | undefined): Limit | undefined {
  return (
    limit &&
    ((need) => {
      const units = limit(need);
      if (units === Number.POSITIVE_INFINITY || (Number.isSafeInteger(units) && units >= 0)) return units;
      throw callbackError('BAD_RULE', ['rules', rule, 'limits'], `It gave no whole number for need ${need.id}.`, units);
    })
  );
}

/** A forest that also bounds what one need, or one requirement in two lines, gets of an offer. */
export interface NeedForest extends Forest {
  /**
   * Per candidate: one more than the number of the lowest cap that stands between it and the offer's first leaf, those of other leaves follow; 0:
   * none.
   */
  readonly needCap: Int32Array;
}

/** Caps that are added below those of offers. */
function addedTo(
  forest: Forest,
  offers: readonly OfferRef[],
  max: Float64Array,
  { arcStart, leaf: arcLeaf }: Pick<Arcs, 'arcStart' | 'leaf'>,
) {
  const needCap = new Int32Array(max.length);
  const caps: CapRef[] = [...forest.caps];
  const capacity = [...forest.capacity];
  const parent = [...forest.parent];
  const crossing = [...forest.crossing];
  return {
    /** A cap for these candidates of one offer, which stand under the same one so far; of an offer with several leaves, one for each, all told by one object. */
    add(below: NonNullable<CapRef['below']>, o: number, need: string, units: number, own: readonly number[]): void {
      const { provider, offer: ref } = offers[o]!;
      const from = forest.leafStart[o]!;
      const to = forest.leafStart[o + 1]!;
      // Others of a household may ask elsewhere.
      const isAll = below === 'household';
      if (!isAll && to > from + 1 && own.reduce((sum, p) => sum + max[p]!, 0) <= units) return;
      const used = new Set(
        isAll ? range(from, to) : own.flatMap((p) => [...arcLeaf.subarray(arcStart[p]!, arcStart[p + 1]!)]),
      );
      const above = needCap[own[0]!]!;
      const first = caps.length + 1;
      if (used.size > 1)
        crossing.push({ limit: units, parts: [...used].map((leaf) => ({ cap: first - 1 + leaf - from, times: 1 })) });
      const cap = { provider, offer: ref, need, below, unit: ref.unit };
      for (let leaf = from; leaf < to; leaf++) {
        caps.push(cap);
        capacity.push(used.has(leaf) ? units : 0);
        parent.push(above > 0 ? above - 1 + leaf - from : forest.leafCap[leaf]!);
      }
      for (const p of own) needCap[p] = first;
    },
    whole: (): NeedForest => ({
      ...forest,
      caps,
      capacity: Float64Array.from(capacity),
      parent: Int32Array.from(parent),
      needCap,
      crossing,
    }),
  };
}

/**
 * Adds caps below those of offers with `perNeed`, or that a rule limits: one per household, where the rule counts by it, and below it one per need with several
 * requirements for the offer (with one, the bound of the candidate says it all); and below these, where a requirement with a minimum stands in two lines and may not have all it asks of the
 * offer, one for both; and one for work and its supervision, so that nobody does both. Of an offer that counts by the slot there is one for each leaf, and a row over those
 * in whose slots it asks, where it does not ask for less anyhow. O(candidates).
 */
export function* withNeedCaps(
  forest: Forest,
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  pairs: Pairs & { readonly max: Float64Array },
  arcs: Pick<Arcs, 'arcStart' | 'leaf'>,
  policy: Policy,
): Work<NeedForest> {
  const { candidateStart, offer } = pairs;
  const limitsOf = limitsBy(policy);
  const ofHousehold = limitsBy({ rules: new Map([...policy.rules].filter(([, rule]) => rule.perHousehold)) });
  const held: (Limit | undefined)[] = [];
  const limited: boolean[] = [];
  yield* eachInSteps(offers, ({ offer }) => {
    held.push(ofHousehold(offer));
    limited.push(offer.perNeed !== undefined || limitsOf(offer) !== undefined);
  });
  const households = yield* sharesBy(lines, limited, pairs, (need, o) =>
    (held[o]?.(need) ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY ? undefined : need.household,
  );
  const shares = yield* sharesBy(lines, limited, pairs, (need) => need);
  const numbers = new Map<string, number>();
  const key = (need: string, requirement: string) => JSON.stringify([need, requirement]);
  const twins: [line: number, other: string][] = [];
  yield* eachInSteps(lines, ({ need, requirement }, n) => {
    const { id, minimum, beyond } = requirement;
    const other = beyond ?? (isSupervision(requirement) ? exclusiveLines(need, requirement)?.work : undefined);
    if (other !== undefined) twins.push([n, other]);
    if (minimum !== undefined || !isSupervision(requirement)) numbers.set(key(need.id, id), n);
  });
  if (households.length === 0 && !shares.some(({ own }) => own.length > 1) && twins.length === 0)
    return { ...forest, needCap: new Int32Array(offer.length) };

  const { add, whole } = addedTo(forest, offers, pairs.max, arcs);
  // Where nothing may be given at all, the bounds of the candidates say so.
  const bound = (below: 'household' | 'need', o: number, whose: string, units: number, own: readonly number[]) => {
    if (units > 0 && units < Number.MAX_SAFE_INTEGER) add(below, o, whose, units, own);
  };
  yield* eachInSteps(households, ({ o, key, need, own }) => bound('household', o, key, held[o]!(need), own));
  yield* eachInSteps(shares, ({ o, need, own }) => {
    const { perNeed = Number.MAX_SAFE_INTEGER } = offers[o]!.offer;
    if (own.length > 1)
      bound('need', o, need.id, Math.min(perNeed, limitsOf(offers[o]!.offer)?.(need) ?? perNeed), own);
  });

  const both: [units: number, o: number, own: [number, number]][] = [];
  yield* eachInSteps(twins, ([n, other]) => {
    const { need, requirement } = lines[n]!;
    const base = numbers.get(key(need.id, other));
    if (base === undefined) return;
    const asked = (requirement.quantity as number) + (lines[base]!.requirement.quantity as number);
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const o = offer[p]!;
      const twin = candidateOf(candidateStart, offer, base, o);
      if (twin === -1) continue;
      const { perRequirement = Number.MAX_SAFE_INTEGER, perNeed = asked } = offers[o]!.offer;
      if (requirement.beyond === undefined) {
        if (offers[o]!.provider.society === 'socialWorker' && forest.leafStart[o + 1] === forest.leafStart[o]! + 1)
          both.push([1, o, [p, twin]]);
      } else if (perRequirement > 0 && perRequirement < Math.min(asked, perNeed))
        both.push([perRequirement, o, [p, twin]]);
    }
  });
  both.sort(([, , a], [, , b]) => Math.min(...a) - Math.min(...b));
  const lineOf = ownersOf(candidateStart);
  for (const [units, o, own] of both) add('lines', o, lines[lineOf[own[0]]!]!.need.id, units, own);
  return whole();
}

/** Candidates of an offer that share a bound, and the need that says what it is. */
interface Sharing<K> {
  readonly o: number;
  readonly key: K;
  readonly need: Need;
  readonly own: number[];
}

/** Candidates of each bounded offer, by whom they share the bound with, in the order of the first candidate. */
function* sharesBy<K>(
  lines: readonly LineRef[],
  bounded: readonly boolean[],
  { candidateStart, offer }: Pairs,
  whose: (need: Need, offer: number) => K | undefined,
): Work<Sharing<K>[]> {
  const all: Sharing<K>[] = [];
  const shares = new Map<number, Map<K, Sharing<K>>>();
  if (!bounded.includes(true)) return all;
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    const { need } = lines[n]!;
    for (let p = from; p < to; p++) {
      const o = offer[p]!;
      const key = bounded[o] ? whose(need, o) : undefined;
      if (key === undefined) continue;
      const byKey = getOrSet(shares, o, () => new Map<K, Sharing<K>>());
      const begin = (): Sharing<K> => {
        all.push({ o, key, need, own: [] });
        return all.at(-1)!;
      };
      getOrSet(byKey, key, begin).own.push(p);
    }
  });
  return all;
}

/**
 * What caps hold where what is unlimited may carry one unit more than all that can come to it: that never binds, and hangs on nothing but its own candidates.
 * O(arcs · depth of the caps), where anything is unlimited.
 */
export function finiteCapacity(
  { capacity, parent }: Pick<Forest, 'capacity' | 'parent'>,
  head: Int32Array,
  arcStart: Int32Array,
  max: Float64Array,
): Float64Array {
  const isUnlimited = (units: number) => units === Number.POSITIVE_INFINITY;
  if (!capacity.some(isUnlimited)) return capacity;
  const own = capacity.map((units) => (isUnlimited(units) ? 1 : units));
  for (let p = 0; p < max.length; p++)
    for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++)
      for (let c = head[a]!; c >= 0; c = parent[c]!) if (isUnlimited(capacity[c]!)) own[c]! += max[p]!;
  return own;
}

/** Cap at the end of each arc. O(arcs). */
export function* capsOfArcs(
  { offer }: Pairs,
  { arcStart, leaf }: Arcs,
  { leafStart, leafCap, needCap }: NeedForest,
): Work<Int32Array> {
  const head = new Int32Array(leaf.length);
  yield* rowsInSteps(arcStart, (p, from, to) => {
    const below = needCap[p]!;
    for (let a = from; a < to; a++)
      head[a] = below === 0 ? leafCap[leaf[a]!]! : below - 1 + leaf[a]! - leafStart[offer[p]!]!;
  });
  return head;
}
