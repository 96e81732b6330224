import { getOrSet } from '../../kernel/maps.js';
import { pointOf } from '../../kernel/place/sphere.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Centres } from './circles.js';
import type { Service } from './offers.js';

/** What a search asks of every service, by its number: so that most pairs need no object. */
export interface ServiceColumns extends Centres {
  /** Number of the offer. */
  readonly offer: Int32Array;
  /** Number of the provider's community; −1: not known. */
  readonly community: Int32Array;
  /** Number of the provider's community, street and stations taken together. */
  readonly surroundings: Int32Array;
  /** Metres that the offer reaches, where that is all it says of its reach; −1: not so. */
  readonly radius: Float64Array;
  /** 1: it can be given from afar. */
  readonly remote: Uint8Array;
  /** Numbers of communities. */
  readonly communities: ReadonlyMap<string, number>;
}

/** O(services). */
export function* columnsOfServices(services: readonly Service[]): Work<ServiceColumns> {
  const size = services.length;
  const offer = new Int32Array(size);
  const community = new Int32Array(size);
  const surroundings = new Int32Array(size);
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  const z = new Float64Array(size);
  const radius = new Float64Array(size);
  const remote = new Uint8Array(size);
  const communities = new Map<string, number>();
  const around = new Map<string, number>();
  yield* eachInSteps(services, ({ supply, number }, s) => {
    const { place } = supply;
    const reach = supply.offer.reach ?? {};
    offer[s] = number;
    community[s] = place.community === undefined ? -1 : getOrSet(communities, place.community, () => communities.size);
    surroundings[s] = getOrSet(
      around,
      JSON.stringify([place.community, place.street, place.stations[0]?.id]),
      () => around.size,
    );
    const point = place.location && pointOf(place.location);
    x[s] = point?.x ?? Number.NaN;
    y[s] = point?.y ?? Number.NaN;
    z[s] = point?.z ?? Number.NaN;
    radius[s] = reach.within === undefined ? (reach.radius ?? -1) : -1;
    remote[s] = reach.remote === true ? 1 : 0;
  });
  return { offer, community, surroundings, x, y, z, radius, remote, communities };
}
