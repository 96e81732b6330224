import type { Network } from '../model/graph.js';
import type { Need, Provider } from '../model/records.js';
import { SOCIETIES } from '../model/vocabulary.js';

/** Providers and needs of a network, in the order in which it holds them. O(nodes). */
export function recordsOf(network: Network): { providers: Provider[]; needs: Need[] } {
  const societies: ReadonlySet<string> = new Set(SOCIETIES);
  const providers: Provider[] = [];
  const needs: Need[] = [];
  network.forEachNode((_, { kind, record }) => {
    if (kind === 'need') needs.push(record);
    else if (societies.has(kind)) providers.push(record as Provider);
  });
  return { providers, needs };
}
