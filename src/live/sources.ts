import { portionOfCap } from '../compile/portions.js';
import { type Forest, forestOf } from '../compile/supply/caps.js';
import { loadOf } from '../compile/supply/loads.js';
import { type Surroundings, suppliesOf } from '../compile/supply/offers.js';
import { getOrSet } from '../kernel/maps.js';
import { finish } from '../kernel/work.js';
import { providerKey } from '../model/graph.js';
import type { Provider } from '../model/records.js';
import type { PlacedOffer } from './sides.js';
import type { World } from './world.js';

/** Providers with their offers, to be added to the flow. */
export interface Source {
  readonly places: readonly PlacedOffer[];
  readonly forest: Forest;
}

/** The supply side of the flow: caps. */
export function sourcesOf(world: World) {
  const { flow, ledger, portionOf } = world;
  const byKey = new Map<string, { places: PlacedOffer[]; caps: number[] }>();
  const totals = { places: 0 };
  return {
    byKey,
    totals,
    /** @param known handles of its caps, where the flow has them already */
    add({ places, forest }: Source, known?: readonly number[]): void {
      const { caps, capacity, parent, leafCap } = forest;
      const { full, given, fine } = loadOf(forest);
      totals.places += places.length;
      const own = (key: string) => getOrSet(byKey, key, () => ({ places: [], caps: [] }));
      const handles: number[] = [];
      const addCap = (c: number) =>
        flow.addCap(capacity[c]!, parent[c]! < 0 ? -1 : handles[parent[c]!]!, {
          full: full[c]!,
          given: given[c]!,
          fine: fine![c]!,
          portion: portionOfCap(caps[c]!, portionOf),
        });
      caps.forEach(({ provider }, c) => {
        handles.push(known?.[c] ?? addCap(c));
        own(providerKey(provider)).caps.push(handles[c]!);
      });
      let leaf = 0;
      for (const place of places) {
        own(place.supply.key).places.push(place);
        for (let i = 0; i < place.slots.length; i++) place.caps.push(handles[leafCap[leaf++]!]!);
      }
    },
    /** Takes a provider out, with its candidates. */
    remove(key: string): void {
      const source = byKey.get(key);
      byKey.delete(key);
      for (const place of source?.places ?? []) {
        totals.places--;
        place.gone = true;
        for (const p of [...place.candidates]) {
          ledger.remove(p);
          flow.removeCandidate(p);
        }
        for (const caps of place.needCaps.values()) for (const cap of caps.toReversed()) flow.removeCap(cap);
      }
      for (const cap of source?.caps.toReversed() ?? []) flow.removeCap(cap);
    },
  };
}

export function readSource(
  providers: readonly Provider[],
  { places: at, slots, usual }: Pick<World, 'places' | 'slots' | 'usual'>,
  around?: Surroundings,
): Source {
  const supplies = finish(suppliesOf(providers, at, slots, around));
  const forest = finish(forestOf(supplies, slots, usual));
  const { leafStart, leafSlot } = forest;
  const places = supplies.map((supply, o) => ({
    supply,
    caps: [],
    slots: Array.from(leafSlot.subarray(leafStart[o]!, leafStart[o + 1]!)),
    candidates: [],
    needCaps: new Map(),
    gone: false,
  }));
  return { places, forest };
}
