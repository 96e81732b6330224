import fc from 'fast-check';
import { get, set } from 'lodash-es';
import { expect, it } from 'vitest';
import { PairInHand } from '../../../src/compile/pairs/pairing.js';
import { instantOf, suppliesOf } from '../../../src/compile/supply/offers.js';
import { placesOf } from '../../../src/compile/supply/places.js';
import { slotTable } from '../../../src/compile/supply/slots.js';
import { finish } from '../../../src/kernel/work.js';
import { createNetwork, type Network, needsOf, providersOf } from '../../../src/model/network.js';
import type { Input } from '../../../src/model/records.js';
import { RULES } from '../../../src/policy/built-in.js';
import type { Compared, Pair } from '../../../src/policy/pair.js';
import { type NetworkCase, smallNetwork } from '../../support/network-arbitrary.js';
import { runs } from '../../support/runs.js';

/** A pair by the ids of its parts. */
interface Names {
  readonly need: string;
  readonly requirement: string;
  readonly provider: string;
  readonly offer: string;
}

/** The pairs that rules judge, from the records. */
function* pairsOf(network: Network, { now, bans }: Pick<NetworkCase, 'now' | 'bans'>): Generator<[Names, Pair]> {
  const places = placesOf(network);
  const slots = slotTable(network.getAttribute('slots'), instantOf(now));
  const supplies = finish(suppliesOf(providersOf(network), places, slots));
  for (const need of needsOf(network)) {
    for (const requirement of need.requirements) {
      const { capability, unit, windows } = requirement;
      const line = {
        need,
        requirement,
        place: places.ofNeed(need),
        slots: windows && slots.open(slots.of(windows)),
        bans: bans.filter((ban) => ban.need === need.id && (ban.requirement ?? requirement.id) === requirement.id),
      };
      for (const [number, supply] of supplies.entries()) {
        const { provider, offer } = supply;
        const level = offer.capabilities.find(({ code }) => code === capability.code)?.level;
        if (level === undefined || offer.unit !== unit) continue;
        const pair = new PairInHand(line, instantOf(now));
        pair.show({ supply, number, capability: capability.code, level });
        const key = `${provider.society}:${provider.id}`;
        yield [{ need: need.id, requirement: requirement.id, provider: key, offer: offer.id }, pair];
      }
    }
  }
}

/** The network and the bans with one field of the pair's records changed to what a rule asks. */
function relaxed(
  network: Network,
  bans: NetworkCase['bans'],
  names: Names,
  pair: Pair,
  compared: Compared,
): { network: Network; bans: NetworkCase['bans'] } {
  const [root, ...path] = compared.field.split(/\.|\[|\]\.?/);
  if (root === 'bans') {
    const others = bans.filter((ban) => ban.need !== names.need || ban.provider !== names.provider);
    return { network, bans: [...others, ...(compared.required as unknown as NetworkCase['bans'])] };
  }
  const copy = network.copy() as Network;
  if (root === 'slots') {
    copy.setAttribute('slots', set(structuredClone(copy.getAttribute('slots')), path, compared.required));
    return { network: copy, bans };
  }
  const inNeed = root === 'need' || root === 'requirement';
  const key = inNeed ? `need:${names.need}` : root === 'guardian' ? `volunteer:${pair.guardian?.id}` : names.provider;
  const attributes = structuredClone(network.getNodeAttributes(key));
  const { record } = attributes;
  const within =
    root === 'requirement'
      ? ['requirements', pair.need.requirements.indexOf(pair.requirement)]
      : root === 'offer'
        ? ['offers', pair.provider.offers.indexOf(pair.offer)]
        : [];
  expect(get(record, [...within, ...path]) ?? null).toEqual(compared.actual);
  set(record, [...within, ...path], compared.required ?? undefined);
  copy.replaceNodeAttributes(key, attributes);
  return { network: copy, bans };
}

it('changing what `compared` names to what it requires makes the rule pass', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(smallNetwork, ({ input, now, bans }) => {
      const network = createNetwork(input as Input);
      for (const [names, pair] of pairsOf(network, { now, bans })) {
        for (const [name, { forbids, compared }] of RULES) {
          if (!forbids(pair)) continue;
          const first = compared(pair);
          expect(JSON.parse(JSON.stringify(first))).toEqual(first);
          let changed = { network, bans };
          for (const step of [first, ...(first.also ?? [])]) {
            changed = relaxed(changed.network, changed.bans, names, pair, step);
          }
          seen.add(`${name} ${first.field.replace(/\[\d+\]/, '')}`);
          const after = [...pairsOf(changed.network, { now, bans: changed.bans })];
          const [, same] = after.find(([other]) => JSON.stringify(other) === JSON.stringify(names))!;
          expect(forbids(same), `${name} ${JSON.stringify(first)}`).toBe(false);
        }
      }
    }),
    runs(80),
  );
  expect([...new Set([...seen].map((what) => what.split(' ')[0]))].sort()).toEqual([...RULES.keys()].sort());
});
