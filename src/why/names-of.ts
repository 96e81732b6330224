import type { Network } from '../model/graph.js';
import type { Json } from '../policy/pair.js';
import type { ExplainedPair, Names } from './explanation.js';

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
