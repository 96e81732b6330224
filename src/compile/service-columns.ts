import { eachInSteps, type Work } from '../kernel/work.js';
import { mattersOf } from '../policy/matters.js';
import type { Pair } from '../policy/pair.js';
import type { Service } from './offers.js';
import { type Demand, PairInHand } from './pairing.js';

/** What a search asks of every service, by its number: so that most pairs need no object. */
export interface ServiceColumns {
  /** Number of the offer. */
  readonly offer: Int32Array;
  /** Number of the provider's community; −1: not known. */
  readonly community: Int32Array;
  /** Place on the unit sphere; NaN: not known. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
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
  const [x, y, z, radius] = [0, 0, 0, 0].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const remote = new Uint8Array(size);
  const communities = new Map<string, number>();
  yield* eachInSteps(services, ({ supply, number }, s) => {
    const { spot } = supply;
    const reach = supply.offer.reach ?? {};
    offer[s] = number;
    community[s] = spot.community === undefined ? -1 : numberOf(communities, spot.community);
    x[s] = spot.point?.x ?? Number.NaN;
    y[s] = spot.point?.y ?? Number.NaN;
    z[s] = spot.point?.z ?? Number.NaN;
    radius[s] = reach.within === undefined ? (reach.radius ?? -1) : -1;
    remote[s] = reach.remote === true ? 1 : 0;
  });
  return { offer, community, x, y, z, radius, remote, communities };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  let number = numbers.get(name);
  if (number === undefined) numbers.set(name, (number = numbers.size));
  return number;
}

/** Functions that have a bit of their own; those beyond share the last one, which is always set. */
export const OWN_BITS = 31;

/** Which functions of a policy can matter, a bit each, by line and by service: together they say it of a pair. */
export interface Masks {
  ofLine(line: Demand): number;
  readonly ofService: Int32Array;
}

/** O(services · functions) to build. */
export function* masksOf(
  judges: readonly ((pair: Pair) => unknown)[],
  services: readonly Service[],
  lines: readonly Demand[],
  now: number | undefined,
): Work<Masks> {
  const matters = judges.slice(0, OWN_BITS).map(mattersOf);
  const always = judges.length > OWN_BITS ? 1 << OWN_BITS : 0;
  const byLine = asked(matters.map(({ line }) => line));
  const byOffer = asked(matters.map(({ offer }) => offer));
  const ofService = new Int32Array(services.length).fill(always);
  if (lines.length > 0 && byOffer.length > 0) {
    // Of the pair, its offer is all that is looked at.
    const pair = new PairInHand(lines[0]!, now);
    yield* eachInSteps(services, (service, s) => {
      pair.show(service);
      for (const { bit, ask } of byOffer) if (ask(pair)) ofService[s]! |= bit;
    });
  }
  return {
    ofService,
    ofLine: ({ need, requirement, spot, slots, bans = [] }) => {
      const side = { need, requirement, needPlace: spot, needSlots: slots, bans, now };
      let mask = always;
      for (const { bit, ask } of byLine) if (ask(side)) mask |= bit;
      return mask;
    },
  };
}

function asked<A>(asks: readonly (A | undefined)[]): { readonly bit: number; readonly ask: A }[] {
  return asks.flatMap((ask, k) => (ask === undefined ? [] : [{ bit: 1 << k, ask }]));
}

/** Calls `visit` with the number of every function in a mask, ascending, until one gives true; gives that number, −1: none did. */
export function firstIn(mask: number, count: number, visit: (k: number) => boolean): number {
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const k = 31 - Math.clz32(rest & -rest);
    if (k < OWN_BITS) {
      if (visit(k)) return k;
    } else for (let j = OWN_BITS; j < count; j++) if (visit(j)) return j;
  }
  return -1;
}
