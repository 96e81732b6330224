import { arcsOf } from '../compile/pairs/arcs.js';
import { boundsOf, capsOfArcs, withNeedCaps } from '../compile/pairs/pair-bounds.js';
import type { Slots } from '../compile/supply/slots.js';
import { startsOf } from '../kernel/flow-graph.js';
import { finish } from '../kernel/work.js';
import type { Policy } from '../policy/policy.js';
import type { Line, PlacedOffer } from './sides.js';

/** A pair that no rule forbids. */
export interface LivePair {
  readonly line: Line;
  readonly place: PlacedOffer;
  /** Of one lot. */
  readonly cost: number;
}

/** Candidates of some lines at some offers, ready to be added to the flow. */
export type Block = ReturnType<typeof blockOf>;

/**
 * What compile/ makes of all pairs, of some: all those of a need, or all those of a provider, in columns as in a problem: `offer` numbers the places, and a
 * `head` is a leaf or, from `leaves.length` on, one of the caps. O(pairs · log).
 */
export function blockOf(pairs: readonly LivePair[], policy: Policy, slots: Slots) {
  const lines = [...new Set(pairs.map(({ line }) => line))];
  const places = [...new Set(pairs.map(({ place }) => place))];
  const lineNumber = new Map(lines.map((line, n) => [line, n]));
  const placeNumber = new Map(places.map((place, o) => [place, o]));
  const sorted = pairs.toSorted(
    (a, b) =>
      lineNumber.get(a.line)! - lineNumber.get(b.line)! || placeNumber.get(a.place)! - placeNumber.get(b.place)!,
  );
  const owners = sorted.map(({ line }) => lineNumber.get(line)!);
  const candidateStart = startsOf(lines.length, owners);
  const offer = Int32Array.from(sorted, ({ place }) => placeNumber.get(place)!);
  const refs = lines.map(({ demand }) => demand);
  const supplies = places.map(({ supply }) => supply);
  // Caps that are there already, or come with a place.
  const leaves = places.flatMap(({ slots }, place) => slots.map((_, leaf): [number, number] => [place, leaf]));
  const placesOfLeaves = leaves.map(([place]) => place);
  const leafStart = startsOf(places.length, placesOfLeaves);
  const forest = {
    caps: leaves.map(([place]) => ({ provider: supplies[place]!.provider, unit: '' })),
    capacity: new Float64Array(leaves.length),
    parent: new Int32Array(leaves.length).fill(-1),
    leafCap: Int32Array.from(leaves.keys()),
    leafStart,
    leafSlot: Int32Array.from(places.flatMap((place) => place.slots)),
    crossing: [],
  };
  const columns = { candidateStart, offer };
  const max = finish(boundsOf(refs, supplies, columns, policy));
  const { leaf, ...arcs } = finish(
    arcsOf(refs, (ref) => ref as Line['demand'], supplies, columns, forest, slots, policy),
  );
  const whole = finish(withNeedCaps(forest, refs, supplies, { ...columns, max }, { ...arcs, leaf }, policy));
  const head = finish(capsOfArcs(columns, { ...arcs, leaf }, whole));
  const cost = Float64Array.from(sorted, ({ line, cost: ofLot }) => ofLot * line.factor);
  // Caps for one need that come with the block.
  const caps = whole.caps.slice(leaves.length).map(({ offer: own, need }, i) => ({
    place: supplies.findIndex((supply) => supply.offer === own),
    need: need!,
    capacity: whole.capacity[leaves.length + i]!,
    parent: whole.parent[leaves.length + i]!,
  }));
  return { lines, places, ...columns, cost, max, ...arcs, head, leaves, caps, crosses: whole.crossing.length > 0 };
}
