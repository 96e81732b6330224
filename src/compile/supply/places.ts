import { getOrSet } from '../../kernel/maps.js';
import type { Network } from '../../model/graph.js';
import { byIdentity } from '../../model/order.js';
import type { Community, Need, Place, Provider, Station } from '../../model/records.js';
import { coveringStations, stationsByCode } from '../../model/station-cover.js';
import type { Locality } from '../../policy/pair.js';

/** Where needs and providers are; those of one community share one object where nothing sets them apart. */
export interface Places {
  ofNeed(need: Need): Locality;
  ofProvider(provider: Provider): Locality;
}

/**
 * Places of a network. What a record leaves out is its community's: code and location, and the community's station; a
 * code that neither has is the station's. Without a named station and a community's, the station is the one with the
 * longest administrative code that begins the own code (of several, the lowest tier, then the smallest id).
 *
 * The network is read now, and not looked at again. O(nodes).
 */
export function placesOf(network: Network): Places {
  const stations = new Map<string, Station>();
  const communities = new Map<string, Community>();
  network.forEachNode((_, { kind, record }) => {
    if (kind === 'station') stations.set(record.id, record);
    else if (kind === 'community') communities.set(record.id, record);
  });
  const sorted = [...stations.values()].sort(byIdentity('id'));
  const coveredBy = coveringStations(sorted, [...communities.values()]);
  const stationOf = stationsByCode(sorted);
  const chains = new Map<string, readonly Station[]>();
  const byCommunity = new Map<string, Locality>();

  /** The station and those above it. */
  const chainOf = (id: string): readonly Station[] =>
    getOrSet(chains, id, () => {
      const chain: Station[] = [];
      for (let station = stations.get(id); station; station = stations.get(station.parent ?? '')) chain.push(station);
      return chain;
    });

  const settle = (own: Place, named: string | undefined, community: string | undefined): Locality => {
    const around = community === undefined ? undefined : placeOfCommunity(community);
    if (around !== undefined && named === undefined && own.adminCode === undefined) {
      return own.location === undefined ? around : { ...around, location: own.location };
    }
    const code = own.adminCode ?? around?.adminCode;
    const station = named ?? around?.stations[0]?.id ?? stationOf(code)?.id;
    const chain = station === undefined ? [] : chainOf(station);
    return locality(own.location ?? around?.location, code ?? chain[0]?.adminCode, chain, community);
  };

  const placeOfCommunity = (id: string): Locality =>
    getOrSet(byCommunity, id, () => {
      const own: Place = communities.get(id) ?? {};
      const station = coveredBy.get(id);
      const chain = station === undefined ? [] : chainOf(station);
      return locality(own.location, own.adminCode ?? chain[0]?.adminCode, chain, id);
    });

  return {
    ofNeed: (need) => settle(need, undefined, need.community),
    ofProvider: (provider) =>
      provider.society === 'community'
        ? placeOfCommunity(provider.id)
        : settle(provider, provider.station, provider.community),
  };
}

function locality(
  location: Locality['location'],
  adminCode: string | undefined,
  stations: readonly Station[],
  community: string | undefined,
): Locality {
  const street = adminCode !== undefined && adminCode.length >= 9 ? adminCode.slice(0, 9) : undefined;
  const streetStation = stations.find((station) => station.tier === 'street')?.id;
  return { community, adminCode, street, location, stations, streetStation };
}
