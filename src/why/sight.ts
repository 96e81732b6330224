import { callbackError } from '../compile/callbacks.js';
import type { LineRef } from '../compile/compiled.js';
import { bansByLine } from '../compile/demand/bans.js';
import { describePair, PairInHand } from '../compile/pairs/pairing.js';
import { instantOf, type Supply, suppliesOf } from '../compile/supply/offers.js';
import { type Places, placesOf } from '../compile/supply/places.js';
import { type Slots, slotTable } from '../compile/supply/slots.js';
import { groupsBy } from '../kernel/maps.js';
import { finish } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { providersOf } from '../model/network.js';
import { type Ban, isRemote, type Pair } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';
import type { Failure, TermCost } from './explanation.js';

export type Sight = ReturnType<typeof sightOf>;

/** Any pair of a network as rules and terms see it, candidate or not. O(records) to build. Pairs are looked at one by one, when asked. */
export function sightOf(network: Network, policy: Policy, now: string | undefined, bans: readonly Ban[]) {
  const places = placesOf(network);
  const slots = slotTable(network.getAttribute('slots'), instantOf(now));
  const supplies = finish(suppliesOf(providersOf(network), places, slots));
  const byCapability = groupsBy(supplies.keys(), (o) => supplies[o]!.offer.capabilities.map(({ code }) => code));
  const look = lookBy(places, slots, supplies, now, bans);
  /** What is asked of a pair that rules may judge. */
  const seen =
    <T>(ask: (pair: Pair) => T) =>
    (line: LineRef, offer: number): T | undefined => {
      const pair = look(line, offer);
      return 'rule' in pair ? undefined : ask(pair);
    };
  function* failing(line: LineRef, offer: number): Generator<Failure> {
    const pair = look(line, offer);
    if ('rule' in pair) yield pair;
    else yield* forbidding(policy, pair);
  }
  return {
    /** In the order of `Compiled.offers`. */
    offers: supplies,
    /** Offers with a capability, ascending. */
    capable: (code: string) => byCapability.get(code) ?? [],
    /** All that forbids a pair. O(rules). */
    failures: (line: LineRef, offer: number) => [...failing(line, offer)],
    /** Name of the first that does; `undefined`: it is allowed. */
    firstFailure: (line: LineRef, offer: number) => failing(line, offer).next().value?.rule as string | undefined,
    /** Cost of one lot by term, zeros left out; `undefined` where a function of the policy cannot tell. */
    terms: seen((pair) => termsOf(policy, pair)),
    /** Metres between the two; `undefined`: a place is not known. */
    way: seen((pair) => (isRemote(pair) ? 'remote' : pair.distance)),
    /** Tiers up from the need's station to the first that both share; `undefined`: a station is not known. */
    hops: seen(({ tierHop }) => tierHop),
  };
}

/** The pair, or what of capability and unit keeps rules from judging it. */
function lookBy(
  places: Places,
  slots: Slots,
  supplies: readonly Supply[],
  now: string | undefined,
  bans: readonly Ban[],
): (line: LineRef, offer: number) => Pair | Failure {
  const bansOf = bansByLine(bans);
  return ({ need, requirement }, number) => {
    const supply = supplies[number]!;
    const { capability, windows, unit } = requirement;
    const skill = supply.offer.capabilities.find(({ code }) => code === capability.code);
    if (skill === undefined) {
      const offered = supply.offer.capabilities.map(({ code }) => code);
      const required = [...offered, capability.code];
      return { rule: 'capability', compared: { field: 'offer.capabilities', actual: offered, required } };
    }
    if (supply.offer.unit !== unit) {
      return { rule: 'unit', compared: { field: 'offer.unit', actual: supply.offer.unit, required: unit } };
    }
    const line = {
      need,
      requirement,
      place: places.ofNeed(need),
      slots: windows && slots.open(slots.of(windows)),
      bans: bansOf(need.id, requirement),
    };
    const pair = new PairInHand(line, instantOf(now));
    pair.show({ supply, number, capability: capability.code, level: skill.level });
    return pair;
  };
}

function* forbidding({ rules }: Policy, pair: Pair): Generator<Failure> {
  for (const [name, { forbids, compared }] of rules) {
    let answer: boolean;
    try {
      answer = forbids(pair);
    } catch (cause) {
      throw callbackError('BAD_RULE', ['rules', name], `It threw for ${describePair(pair)}.`, cause);
    }
    if (answer) yield { rule: name, ...(compared && { compared: compared(pair) }) };
  }
}

function termsOf({ terms }: Policy, pair: Pair): TermCost[] | undefined {
  try {
    const costs = [...terms].map(([term, it]) => ({ term, cost: it.scale * it.term(pair) + 0 }));
    return costs.every(({ cost }) => Number.isSafeInteger(cost)) ? costs.filter(({ cost }) => cost !== 0) : undefined;
  } catch {
    // A term of the caller's own may count on rules to keep this pair away.
    return undefined;
  }
}
