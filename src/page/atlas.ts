import sortBy from 'lodash-es/sortBy.js';
import { placesOf } from '../compile/supply/places.js';
import { getOrSet, groupsBy } from '../kernel/maps.js';
import { providerKey, recordsOf } from '../model/graph.js';
import type { Provider } from '../model/records.js';
import { URGENCIES } from '../model/vocabulary.js';
import type { NeedFacts, ReportFacts } from '../report/facts.js';
import type { Atlas, Knot, Spot } from './calls.js';

/** What pictures of the whole show. O(records + allocations). */
export function atlasOf(facts: ReportFacts): Atlas {
  return { ranks: ranksOf(facts), ...spotsOf(facts), web: webOf(facts) };
}

const shown = ({ need, state }: NeedFacts) => ({ id: need.id, code: need.urgency, state });

/** Needs by the order in which they are served. */
const ranksOf = ({ needs }: ReportFacts): Atlas['ranks'] =>
  [...groupsBy(needs, ({ rank }) => [rank.join()]).values()].map((own) => ({
    codes: URGENCIES.filter((code) => own.some(({ need }) => need.urgency === code)),
    needs: own.map(shown),
  }));

/** Needs and who gives something, by where they are. */
function spotsOf({ network, needs, plan, name, locale }: ReportFacts): Pick<Atlas, 'spots' | 'unplaced'> {
  const places = placesOf(network);
  const giving = new Set(plan.linkages.flatMap(({ allocations }) => allocations.map(({ provider }) => provider)));
  const spots = new Map<string, { lat: number; lng: number; needs: Spot['needs'][number][]; helpers: string[] }>();
  const spotAt = ({ location }: ReturnType<typeof places.ofNeed>) =>
    location && getOrSet(spots, `${location.lat} ${location.lng}`, () => ({ ...location, needs: [], helpers: [] }));
  let unplaced = 0;
  for (const one of needs) {
    const spot = spotAt(places.ofNeed(one.need));
    if (spot) spot.needs.push({ ...shown(one), place: name(one.place.community)[locale] });
    else unplaced++;
  }
  for (const one of recordsOf(network).providers)
    if (giving.has(providerKey(one))) spotAt(places.ofProvider(one))?.helpers.push(providerKey(one));
  const named = (key: string) => ({ id: key, name: name(key)[locale] });
  const all = [...spots.values()].map(({ lat, lng, helpers, ...spot }) => ({
    ...{ lat, lng },
    ...spot,
    helpers: helpers.map(named),
  }));
  return { spots: all, unplaced };
}

/** Who helps where, by street; by community where there is one street. */
function webOf({ network, needs, plan, name, locale, placeOf }: ReportFacts): Atlas['web'] {
  const areOfStreets = new Set(needs.map(({ place }) => place.street)).size > 1;
  const placed = ({ community, street }: NeedFacts['place']) => (areOfStreets ? street : community);
  const places = placesOf(network);
  const homeOf = (one: Provider): string => {
    const { community, stations } = places.ofProvider(one);
    if (community !== undefined) return placed(placeOf(community));
    const [station] = stations;
    return station ? `station:${station.id}` : '';
  };
  const homes = new Map(recordsOf(network).providers.map((one) => [providerKey(one), homeOf(one)]));
  const links = new Map<string, { from: string; to: string; needs: Set<string> }>();
  const allocations = new Map(plan.linkages.map((one) => [one.need, one.allocations]));
  for (const { need, place } of needs) {
    for (const { provider } of allocations.get(need.id) ?? []) {
      const [from, to] = [homes.get(provider) ?? '', placed(place)];
      getOrSet(links, `${from} ${to}`, () => ({ from, to, needs: new Set<string>() })).needs.add(need.id);
    }
  }
  const all = [...links.values()].map(({ needs: own, ...link }) => ({ ...link, needs: [...own] }));
  const knot = (id: string, own: Iterable<string>): Knot => ({ id, name: name(id)[locale], needs: [...new Set(own)] });
  const to = groupsBy(needs, ({ place }) => [placed(place)]);
  const from = groupsBy(all, (link) => [link.from]);
  const sorted = (knots: readonly Knot[]) => sortBy(knots, (one) => -one.needs.length);
  return {
    to: sorted(
      [...to].map(([id, own]) =>
        knot(
          id,
          own.map(({ need }) => need.id),
        ),
      ),
    ),
    from: sorted(
      [...from].map(([id, own]) =>
        knot(
          id,
          own.flatMap((link) => link.needs),
        ),
      ),
    ),
    links: all,
  };
}
