import type { Network } from '../model/graph.js';
import { SOCIETIES, SOCIETY_NAMES } from '../model/vocabulary.js';
import type { Json } from '../policy/pair.js';
import type { ExplainedPair, Names } from './explanation.js';
import { escaped, escapedSentence } from './format.js';
import { type Locale, phrase, shown } from './phrase.js';

/** The names of some nodes, as far as they have any. */
export function namesOf(network: Network, keys: Iterable<string>): Names {
  const names = new Map<string, Names[string]>();
  for (const key of keys) {
    if (names.has(key)) continue;
    const record = network.hasNode(key) ? network.getNodeAttribute(key, 'record') : entryOf(network, key);
    const name = record !== undefined && 'name' in record ? record.name : undefined;
    if (name !== undefined) names.set(key, { ...name });
  }
  return Object.fromEntries(names);
}

/** Categories stand in the catalogue, under the key a capability of that code would have. */
function entryOf(network: Network, key: string) {
  return network.getAttribute('catalogue').find(({ code }) => key === `capability:${code}`);
}

/** Keys of all that pairs and the values compared in them may speak of. */
export function keysIn(pairs: readonly ExplainedPair[]): string[] {
  return pairs.flatMap(({ provider, capability, failed, pattern }) => [
    provider,
    ...(pattern === undefined ? [] : [`capability:${pattern}`]),
    `capability:${capability}`,
    ...failed
      .flatMap(({ compared }) => (compared ? stringsIn([compared.actual, compared.required]) : []))
      .flatMap((text) => [`capability:${text}`, `community:${text}`]),
  ]);
}

function stringsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The name of a node in the language asked for, else in the other, else its id. */
export function nameOf(names: Names, key: string, locale: Locale): string {
  const name = Object.hasOwn(names, key) ? names[key] : undefined;
  const id = key.slice(key.indexOf(':') + 1);
  return shown((locale === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)) || id);
}

/** A provider as people look it up: `李四（社区志愿者 7）`. */
export function providerName(names: Names, key: string, locale: Locale): string {
  const id = shown(key.slice(key.indexOf(':') + 1));
  const society = SOCIETIES.find((one) => key.startsWith(`${one}:`));
  const role = society === undefined ? id : `${SOCIETY_NAMES[society][locale]} ${id}`;
  const name = nameOf(names, key, locale);
  return name === id ? role : phrase(locale, 'nameAndRole', { name, role });
}

/** As {@link nameOf}, for a Markdown table cell. */
export function shownName(network: Network, key: string, locale: Locale): string {
  return escaped(nameOf(namesOf(network, [key]), key, locale));
}

/** As {@link providerName}, for a Markdown table cell. */
export function shownProvider(network: Network, key: string, locale: Locale): string {
  return escapedSentence(providerName(namesOf(network, [key]), key, locale));
}
