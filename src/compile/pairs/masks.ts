import { eachInSteps, type Work } from '../../kernel/work.js';
import { mattersOf } from '../../policy/matters.js';
import type { Pair } from '../../policy/pair.js';
import type { Service } from '../supply/offers.js';
import { type Demand, PairInHand } from './pairing.js';

/** Functions that have a bit of their own; those beyond share the last one, which is always set. */
const OWN_BITS = 31;

/** The bit of a function; 0: it has none of its own, or is none. */
export function bitOf(number: number): number {
  return number >= 0 && number < OWN_BITS ? 1 << number : 0;
}

/** Which functions of a policy can matter, a bit each, by line and by service: together they say it of a pair. */
export interface Masks {
  ofLine(line: Demand): number;
  readonly ofService: Int32Array;
}

/** O(services · functions) to build. */
export function* masksOf(
  judges: readonly ((pair: Pair) => unknown)[],
  services: readonly Service[],
  anyLine: Demand | undefined,
  now: number | undefined,
): Work<Masks> {
  const matters = judges.slice(0, OWN_BITS).map(mattersOf);
  const always = judges.length > OWN_BITS ? 1 << OWN_BITS : 0;
  const byLine = asked(matters.map(({ line }) => line));
  const byOffer = asked(matters.map(({ offer }) => offer));
  const ofService = new Int32Array(services.length).fill(always);
  if (anyLine !== undefined && byOffer.length > 0) {
    // Of the pair, its offer is all that is looked at.
    const pair = new PairInHand(anyLine, now);
    yield* eachInSteps(services, (service, s) => {
      pair.show(service);
      for (const { bit, ask } of byOffer) if (ask(pair)) ofService[s]! |= bit;
    });
  }
  return {
    ofService,
    ofLine: ({ need, requirement, place, slots, bans = [] }) => {
      const side = { need, requirement, needPlace: place, needSlots: slots, bans, now };
      let mask = always;
      for (const { bit, ask } of byLine) if (ask(side)) mask |= bit;
      return mask;
    },
  };
}

function asked<A>(asks: readonly (A | undefined)[]): { readonly bit: number; readonly ask: A }[] {
  return asks.flatMap((ask, k) => (ask === undefined ? [] : [{ bit: bitOf(k), ask }]));
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
