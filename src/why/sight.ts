import sumBy from 'lodash-es/sumBy.js';
import { callbackError } from '../compile/callbacks.js';
import type { LineRef } from '../compile/compiled.js';
import { bansByLine } from '../compile/demand/bans.js';
import { bitOf, type Masks, masksOf } from '../compile/pairs/masks.js';
import { type Demand, describePair, PairInHand } from '../compile/pairs/pairing.js';
import { instantOf, servicesOf, suppliesOf } from '../compile/supply/offers.js';
import { placesOf } from '../compile/supply/places.js';
import { slotTable } from '../compile/supply/slots.js';
import { groupsBy } from '../kernel/maps.js';
import { finish } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { providersOf } from '../model/network.js';
import { type Ban, isRemote, type Pair } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';
import type { Failure, TermCost } from './explanation.js';

export type Sight = ReturnType<typeof sightOf>;

/** A pair, and which rules and terms can matter to it. */
interface Held {
  readonly pair: PairInHand;
  readonly rules: number;
  readonly terms: number;
}

/**
 * Any pair of a network as rules and terms see it, candidate or not. Built in O(records), and O(services · functions) when first asked. Pairs are looked at one by one, each by
 * the rules and terms that can matter to it.
 */
export function sightOf(network: Network, policy: Policy, now: string | undefined, bans: readonly Ban[]) {
  const shown = showing(network, policy, now, bans);
  const { supplies, look } = shown;
  const judges = judging(policy);
  const { forbidding, termsOf } = judges;
  function* failing(line: LineRef, offer: number): Generator<Failure> {
    const held = look(line, offer);
    if ('rule' in held) yield held;
    else yield* forbidding(held);
  }
  /** What is asked of a pair that rules may judge. */
  const seen =
    <T>(ask: (held: Held) => T) =>
    (line: LineRef, offer: number): T | undefined => {
      const held = look(line, offer);
      return 'rule' in held ? undefined : ask(held);
    };
  return {
    /** In the order of `Compiled.offers`. */
    offers: supplies,
    /** All that forbids a pair. O(rules). */
    failures: (line: LineRef, offer: number) => [...failing(line, offer)],
    /** Tells the name of the first that forbids an offer to each of the lines to which it is forbidden. O(lines × rules). */
    firstFailures(offer: number, lines: readonly LineRef[], tell: (rule: string) => void): void {
      for (const line of lines) {
        const held = look(line, offer);
        const rule = 'rule' in held ? held.rule : judges.rules[judges.firstFrom(0, held)]?.name;
        if (rule !== undefined) tell(rule);
      }
    },
    /** Cost of one lot by term, zeros left out; `undefined` where a function of the policy cannot tell. */
    terms: seen(termsOf),
    /** Metres between the two; `undefined`: a place is not known. */
    way: seen(({ pair }) => (isRemote(pair) ? 'remote' : pair.distance)),
    /** Tiers up from the need's station to the first that both share; `undefined`: a station is not known. */
    hops: seen(({ pair }) => pair.tierHop),
    /** Offers that may not serve a line and are nearest to it, see {@link nearestTo}. */
    nearest: (line: LineRef, most: number) => nearestTo(line, most, shown, judges),
  };
}

/** Holds lines up to offers. */
function showing(network: Network, policy: Policy, now: string | undefined, bans: readonly Ban[]) {
  const places = placesOf(network);
  const instant = instantOf(now);
  const slots = slotTable(network.getAttribute('slots'), instant);
  const supplies = finish(suppliesOf(providersOf(network), places, slots));
  const services = finish(servicesOf(supplies));
  const byCapability = groupsBy(services.keys(), (s) => [services[s]!.capability]);
  /** Number of the first service of each offer, and after the last. */
  const firstOf = new Int32Array(supplies.length + 1);
  supplies.forEach(({ offer }, number) => {
    firstOf[number + 1] = firstOf[number]! + offer.capabilities.length;
  });
  const bansOf = bansByLine(bans);
  const hands = new Map<LineRef, Held>();
  let masks: { readonly rules: Masks; readonly terms: Masks } | undefined;
  const masksBy = (judges: readonly ((pair: Pair) => unknown)[], line: Demand) =>
    finish(masksOf(judges, services, line, instant));

  /** A line, to be held up to one offer after the other. */
  function handOf(line: LineRef): Held {
    const known = hands.get(line);
    if (known !== undefined) return known;
    const { need, requirement } = line;
    const open = requirement.windows && slots.open(slots.of(requirement.windows));
    const asked = { need, requirement, place: places.ofNeed(need), slots: open, bans: bansOf(need.id, requirement) };
    masks ??= {
      rules: masksBy(
        Array.from(policy.rules.values(), ({ forbids }) => forbids),
        asked,
      ),
      terms: masksBy(
        Array.from(policy.terms.values(), ({ term }) => term),
        asked,
      ),
    };
    const { rules, terms } = masks;
    const hand = { pair: new PairInHand(asked, instant), rules: rules.ofLine(asked), terms: terms.ofLine(asked) };
    hands.set(line, hand);
    return hand;
  }

  function show(line: LineRef, service: number): Held {
    const { pair, rules, terms } = handOf(line);
    pair.show(services[service]!);
    return { pair, rules: rules | masks!.rules.ofService[service]!, terms: terms | masks!.terms.ofService[service]! };
  }

  /** The pair, or what of capability and unit keeps rules from judging it. */
  function look(line: LineRef, number: number): Held | Failure {
    const { capability, unit } = line.requirement;
    const { offer } = supplies[number]!;
    const end = firstOf[number + 1]!;
    let service = firstOf[number]!;
    while (service < end && services[service]!.capability !== capability.code) service++;
    if (service === end) {
      const offered = offer.capabilities.map(({ code }) => code);
      const required = [...offered, capability.code];
      return { rule: 'capability', compared: { field: 'offer.capabilities', actual: offered, required } };
    }
    if (offer.unit !== unit)
      return { rule: 'unit', compared: { field: 'offer.unit', actual: offer.unit, required: unit } };
    return show(line, service);
  }

  return { supplies, services, look, show, capable: (code: string) => byCapability.get(code) ?? [] };
}

/** The rules and terms of a policy, each asked only where it can matter. */
function judging(policy: Policy) {
  const rules = [...policy.rules].map(([name, { forbids, compared }]) => ({ name, forbids, compared }));
  const terms = [...policy.terms].map(([name, { term, scale }]) => ({ name, term, scale }));

  /** Number of the first rule from `from` on that forbids the pair; −1: none does. */
  function firstFrom(from: number, { pair, rules: mask }: Held): number {
    for (let k = from; k < rules.length; k++) {
      if (!canMatter(mask, k)) continue;
      try {
        if (rules[k]!.forbids(pair)) return k;
      } catch (cause) {
        throw callbackError('BAD_RULE', ['rules', rules[k]!.name], `It threw for ${describePair(pair)}.`, cause);
      }
    }
    return -1;
  }

  function* forbidding(held: Held): Generator<Failure> {
    for (let k = firstFrom(0, held); k >= 0; k = firstFrom(k + 1, held)) {
      const { name, compared } = rules[k]!;
      yield { rule: name, ...(compared && { compared: compared(held.pair) }) };
    }
  }

  function termsOf({ pair, terms: mask }: Held): TermCost[] | undefined {
    try {
      const costs = terms.map(({ name, term, scale }, k) => ({
        term: name,
        cost: canMatter(mask, k) ? scale * term(pair) + 0 : 0,
      }));
      return costs.every(({ cost }) => Number.isSafeInteger(cost)) ? costs.filter(({ cost }) => cost !== 0) : undefined;
    } catch {
      // A term of the caller's own may count on rules to keep this pair away.
      return undefined;
    }
  }

  return { rules, firstFrom, forbidding, termsOf };
}

/**
 * Offers with the line's capability that may not serve it: those that the fewest rules forbid, then at the least cost, then the first; those in another unit come last.
 * O(offers with the capability), each by the rules that can matter until more of them forbid it than those that are told.
 */
function nearestTo(
  line: LineRef,
  most: number,
  { services, show, capable }: ReturnType<typeof showing>,
  { rules, firstFrom, termsOf }: ReturnType<typeof judging>,
): number[] {
  const { capability, unit } = line.requirement;
  const found: number[][] = rules.map(() => []);
  const odd: number[] = [];
  let limit = rules.length;
  /** How many fewer rules forbid than the limit. */
  let fewer = 0;
  for (const s of capable(capability.code)) {
    if (services[s]!.supply.offer.unit !== unit) {
      odd.push(s);
      continue;
    }
    const held = show(line, s);
    let count = 0;
    for (let k = firstFrom(0, held); k >= 0 && count <= limit; k = firstFrom(k + 1, held)) count++;
    if (count === 0 || count > limit) continue;
    found[count - 1]!.push(s);
    if (count < limit) fewer++;
    while (fewer >= most) fewer -= found[--limit - 1]!.length;
  }
  const told: number[] = [];
  for (const own of [...found.slice(0, limit), odd]) {
    if (told.length >= most) break;
    const isEven = own.length === 1 || own === odd;
    const ways = own.map((s) => ({
      offer: services[s]!.number,
      cost: isEven ? 0 : sumBy(termsOf(show(line, s)), 'cost'),
    }));
    told.push(...ways.sort((a, b) => a.cost - b.cost || a.offer - b.offer).map(({ offer }) => offer));
  }
  return told.slice(0, most);
}

/** Whether a function of a policy can matter to a pair of such a mask. */
function canMatter(mask: number, number: number): boolean {
  const bit = bitOf(number);
  return bit === 0 || (mask & bit) !== 0;
}
