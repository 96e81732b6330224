import { buildGraph, type Network, providerKey, recordsOf } from './graph.js';
import { bySociety } from './order.js';
import type { Provider } from './records.js';

/** A network with more providers: a graph of its own, of the same records. Their ids and all that they refer to must be good. O(facts · log facts). */
export function withProviders(network: Network, more: readonly Provider[]): Network {
  const { stations, providers, needs } = recordsOf(network);
  const keyed = <R extends { readonly id: string }>(kind: string, records: readonly R[]) =>
    records.map((record) => ({ key: `${kind}:${record.id}`, record }));
  return buildGraph({
    attributes: network.getAttributes(),
    stations: keyed('station', stations),
    providers: [...providers, ...more].sort(bySociety).map((record) => ({ key: providerKey(record), record })),
    needs: keyed('need', needs),
  });
}
