import type { Measures } from '../figures/measures.js';
import { type NeedOutcome, outcomesOf } from '../figures/outcomes.js';
import { getOrSet } from '../kernel/maps.js';
import { type Network, recordsOf } from '../model/graph.js';
import { byCodeUnit, byRank } from '../model/order.js';
import type { Need } from '../model/records.js';
import type { Bilingual, Tier } from '../model/vocabulary.js';
import { nameOf, providerName } from '../say/names.js';
import { ageOf } from '../say/need-age.js';
import { amountOf, type Locale } from '../say/phrase.js';
import { explainNeed } from '../why/explain-need.js';
import { namesOf } from '../why/names-of.js';
import type { View } from '../why/view.js';

/** Keys of the nodes a community belongs to. */
export type CommunityTiers = ReturnType<typeof placeIn>;

export interface NeedFacts extends NeedOutcome {
  readonly place: CommunityTiers;
  readonly rank: readonly number[];
  readonly age: ReturnType<typeof ageOf>;
}

/** What all parts of the report read. */
export type ReportFacts = ReturnType<typeof factsOf> & {
  readonly fairness?: Measures['fairness'];
  /** How many needs were listed, read or not. */
  readonly found?: number | undefined;
};

/** O(records + allocations). */
export function factsOf(view: View, locale: Locale) {
  const { network, plan } = view;
  const { providers, needs } = recordsOf(network);
  const placeOf = remembered((community) => placeIn(network, community));
  const facts = outcomesOf(needs, plan).map(
    (outcome): NeedFacts => ({
      ...outcome,
      place: placeOf(outcome.need.community),
      rank: (outcome.linkage ?? outcome.unmet[0])?.rank ?? [],
      age: ageOf(outcome.need, plan.now, locale),
    }),
  );
  const amountNamed = remembered((text) => {
    const end = text.indexOf(' ');
    return amountOf(Number(text.slice(0, end)), text.slice(end + 1), locale);
  });
  return {
    network,
    plan,
    locale,
    /** In the order of service. */
    needs: facts.sort((a, b) => byRank(a.rank, b.rank) || byCodeUnit(a.need.id, b.need.id)),
    offering: providers.filter(({ offers }) => offers.length > 0).length,
    communities: providers.filter((provider) => provider.society === 'community'),
    placeOf,
    explain: remembered((id) => explainNeed(view, id)),
    /** Name of a node, or of a category under the key of a capability; falls back to the other language, then to the id. */
    name: remembered((key) => bilingual((locale) => nameOf(namesOf(network, [key]), key, locale))),
    amount: (count: number, unit: string) => amountNamed(`${count} ${unit}`),
    /** A provider as people look it up. */
    provider: remembered((key) => providerName(namesOf(network, [key]), key, locale)),
  };
}

/** What a need is about: its category or, without one, the capability it asks for first. */
export function categoryOf({ category, requirements }: Need): string {
  return `capability:${category ?? requirements[0]?.capability.code ?? ''}`;
}

/** Names without the ending that all of several share, such as 社工站, where something is left of each. */
export function shortened(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const letters = names.map((name) => [...name]);
  let common = 0;
  while (letters.every((own) => own.length > common + 2 && own.at(-1 - common) === letters[0]!.at(-1 - common)))
    common++;
  return letters.map((own) =>
    own
      .slice(0, own.length - common)
      .join('')
      .trimEnd(),
  );
}

/** The same of the names of several nodes, in both languages. */
export function shortNames({ name }: ReportFacts, keys: readonly string[]): ReadonlyMap<string, Bilingual> {
  const zh = shortened(keys.map((key) => name(key).zh));
  const en = shortened(keys.map((key) => name(key).en));
  return new Map(keys.map((key, i) => [key, { zh: zh[i]!, en: en[i]! }]));
}

export function bilingual(say: (locale: 'zh' | 'en') => string): Bilingual {
  return { zh: say('zh'), en: say('en') };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => getOrSet(known, key, () => find(key));
}

function placeIn(network: Network, id: string) {
  const community = `community:${id}`;
  const stations: string[] = [];
  const tiers = new Map<Tier, string>();
  let next = network.findInNeighbor(community, (_, { kind }) => kind === 'station');
  while (next !== undefined) {
    const node = network.getNodeAttributes(next);
    if (node.kind === 'station' && !tiers.has(node.record.tier)) tiers.set(node.record.tier, next);
    stations.unshift(next);
    next = network.findOutNeighbor(next, (_, { kind }) => kind === 'station');
  }
  return {
    community,
    /** Of the station of that tier, or of the community where there is none. */
    street: tiers.get('street') ?? community,
    district: tiers.get('district'),
    /** From the top down to the nearest. */
    stations,
  };
}
