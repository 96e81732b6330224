import { MultiDirectedGraph } from 'graphology';
import type {
  Community,
  Day,
  Entry,
  Need,
  Organisation,
  Provider,
  Resource,
  Slot,
  SocialWorker,
  Station,
  Volunteer,
} from './records.js';
import { coveringStations } from './station-cover.js';

/** What a node holds: its kind and its whole record. A node's key is `kind:id`. */
export type NodeAttributes =
  | { kind: 'station'; record: Station }
  | { kind: 'community'; record: Community }
  | { kind: 'socialWorker'; record: SocialWorker }
  | { kind: 'organisation'; record: Organisation }
  | { kind: 'volunteer'; record: Volunteer }
  | { kind: 'resource'; record: Resource }
  | { kind: 'need'; record: Need }
  | { kind: 'capability'; record: Capability };

/** A capability that somebody offers or asks for, with what the catalogue says of it. */
export type Capability = Pick<Entry, 'code' | 'name' | 'unit' | 'lot'>;

/** What an edge says of its source and target. */
export type EdgeAttributes =
  | { kind: 'parent' | 'covers' | 'employedAt' | 'basedIn' | 'livesIn' | 'memberOf' | 'supervises' }
  | { kind: 'incubates' | 'hosts' | 'raises' | 'servedBefore' }
  | { kind: 'offers'; offer: string; level: number }
  | { kind: 'asks'; requirement: string; level: number };

export interface NetworkAttributes {
  /** The instant the data describe. */
  asOf?: string;
  /** Sorted by id. */
  slots: Slot[];
  /** The input lists the slots: windows name no others. */
  slotsListed?: true;
  /** Days that are not as their day of the week is, sorted. */
  calendar?: Day[];
  /** Sorted by code. */
  catalogue: Entry[];
  /** Codes of the entries whose unit is written as yuan or hour, which is how plain quantities of them are meant. */
  coarse?: string[];
}

/** The five societies, their stations and needs, as a graphology graph of facts. Treat it as read-only. */
export type Network = MultiDirectedGraph<NodeAttributes, EdgeAttributes, NetworkAttributes>;

/** Everything a network is built from; each list sorted by id, providers by society first. */
export interface Facts {
  readonly attributes: NetworkAttributes;
  readonly stations: readonly Keyed<Station>[];
  readonly providers: readonly Keyed<Provider>[];
  readonly needs: readonly Keyed<Need>[];
}

/** A record with the key of its node: one string for all who look it up, as equal ones take longer. */
export interface Keyed<R> {
  readonly key: string;
  readonly record: R;
}

/** The key of a provider's node, as plans and `previousProviders` write it. */
export function providerKey(provider: Pick<Provider, 'society' | 'id'>): string {
  return `${provider.society}:${provider.id}`;
}

/** Everything that a network was built from, in the order in which it holds it. O(nodes). */
export function recordsOf(network: Network): { stations: Station[]; providers: Provider[]; needs: Need[] } {
  const stations: Station[] = [];
  const providers: Provider[] = [];
  const needs: Need[] = [];
  network.forEachNode((_, { kind, record }) => {
    if (kind === 'station') stations.push(record);
    else if (kind === 'need') needs.push(record);
    else if (kind !== 'capability') providers.push(record);
  });
  return { stations, providers, needs };
}

/**
 * The graph of the facts. Nodes and edges are added in canonical order, and edges are keyed by their number, so that equal
 * facts make equal graphs. References must hold. Edges, which take most of the time and room, are made when something asks for more than nodes. O(facts).
 */
export function buildGraph(facts: Facts): Network {
  const { attributes, stations, providers, needs } = facts;
  const network: Network = new MultiDirectedGraph();
  network.replaceAttributes(attributes);
  for (const { key, record } of stations) network.addNode(key, { kind: 'station', record });
  for (const { key, record } of providers) network.addNode(key, { kind: record.society, record } as NodeAttributes);
  for (const { key, record } of needs) network.addNode(key, { kind: 'need', record });
  for (const record of capabilities(facts))
    network.addNode(`capability:${record.code}`, { kind: 'capability', record });
  for (const name of ['size', 'directedSize']) {
    const own = Object.getOwnPropertyDescriptor(network, name)!;
    Object.defineProperty(network, name, { ...own, get: () => own.get!.call(connected(network)) });
  }
  return Object.setPrototypeOf(network, UNCONNECTED) as Network;
}

/** What of a graph asks for its nodes only. */
const OF_NODES: ReadonlySet<PropertyKey> = new Set([
  ...['constructor', 'getAttribute', 'getAttributes', 'hasAttribute', 'getNodeAttribute', 'getNodeAttributes'],
  ...['hasNodeAttribute', 'hasNode', 'nodes', 'nodeEntries', 'forEachNode', 'mapNodes', 'filterNodes', 'reduceNodes'],
  ...['findNode', 'someNode', 'everyNode'],
]);

/** A graph that makes its edges as soon as anything is asked of it that is not {@link OF_NODES}, and is a plain one from then on. */
const UNCONNECTED = unconnected(MultiDirectedGraph.prototype);

function unconnected(plain: object): object {
  const graph = Object.create(plain) as object;
  for (let from = plain; from !== Object.prototype; from = Object.getPrototypeOf(from) as object) {
    for (const name of Reflect.ownKeys(from)) {
      const get = function (this: Network): unknown {
        return Reflect.get(connected(this), name);
      };
      if (!OF_NODES.has(name)) Object.defineProperty(graph, name, { configurable: true, get });
    }
  }
  return graph;
}

/** The network with its edges. */
function connected(network: Network): Network {
  if (Object.getPrototypeOf(network) !== UNCONNECTED) return network;
  Object.setPrototypeOf(network, MultiDirectedGraph.prototype);
  const keys: Keys = { capability: new Map(), community: new Map() };
  const stations: Keyed<Station>[] = [];
  const providers: Keyed<Provider>[] = [];
  const needs: Keyed<Need>[] = [];
  network.forEachNode((key, { kind, record }) => {
    if (kind === 'capability') keys.capability.set(record.code, key);
    else if (kind === 'station') stations.push({ key, record });
    else if (kind === 'need') needs.push({ key, record });
    else providers.push({ key, record });
    if (kind === 'community') keys.community.set(record.id, key);
  });
  let edges = 0;
  const connect = (source: string, target: string, edge: EdgeAttributes): void => {
    network.addDirectedEdgeWithKey(`e${edges++}`, source, target, edge);
  };
  connectStations({ stations, providers }, connect);
  for (const provider of providers) connectProvider(provider, keys, connect);
  for (const need of needs) connectNeed(need, keys, connect);
  return network;
}

/** Keys of nodes by their ids. */
interface Keys {
  readonly capability: Map<string, string>;
  readonly community: Map<string, string>;
}

type Connect = (source: string, target: string, edge: EdgeAttributes) => void;

function connectStations({ stations, providers }: Pick<Facts, 'stations' | 'providers'>, connect: Connect): void {
  for (const { key, record } of stations) {
    if (record.parent !== undefined) connect(key, `station:${record.parent}`, { kind: 'parent' });
  }
  const communities = providers.map(({ record }) => record).filter(({ society }) => society === 'community');
  const covering = coveringStations(
    stations.map(({ record }) => record),
    communities as Community[],
  );
  for (const [community, station] of covering) {
    connect(`station:${station}`, `community:${community}`, { kind: 'covers' });
  }
}

function connectProvider({ key, record: provider }: Keyed<Provider>, keys: Keys, connect: Connect): void {
  const { society, community } = provider;
  if (society !== 'community' && community !== undefined) {
    connect(key, keys.community.get(community)!, { kind: society === 'volunteer' ? 'livesIn' : 'basedIn' });
  }
  if (society === 'socialWorker') {
    if (provider.station !== undefined) connect(key, `station:${provider.station}`, { kind: 'employedAt' });
    if (provider.supervisor !== undefined) connect(`socialWorker:${provider.supervisor}`, key, { kind: 'supervises' });
  } else if (society === 'organisation') {
    if (provider.incubatedBy !== undefined) connect(provider.incubatedBy, key, { kind: 'incubates' });
  } else if (society === 'volunteer') {
    for (const id of provider.memberOf ?? []) connect(key, `organisation:${id}`, { kind: 'memberOf' });
  } else if (society === 'resource') {
    if (provider.host !== undefined) connect(`organisation:${provider.host}`, key, { kind: 'hosts' });
  }
  for (const { id: offer, capabilities } of provider.offers) {
    for (const { code, level } of capabilities)
      connect(key, keys.capability.get(code)!, { kind: 'offers', offer, level });
  }
}

function connectNeed({ key, record: need }: Keyed<Need>, keys: Keys, connect: Connect): void {
  connect(keys.community.get(need.community)!, key, { kind: 'raises' });
  for (const { id: requirement, capability } of need.requirements) {
    connect(key, keys.capability.get(capability.code)!, { kind: 'asks', requirement, level: capability.level });
  }
  for (const provider of need.previousProviders) connect(provider, key, { kind: 'servedBefore' });
}

/** Every capability offered or asked for, with what the catalogue says of it, sorted by code. */
function capabilities({ attributes, providers, needs }: Facts): Capability[] {
  const codes = new Set<string>();
  for (const { record } of providers)
    for (const offer of record.offers) for (const { code } of offer.capabilities) codes.add(code);
  for (const { record } of needs) for (const { capability } of record.requirements) codes.add(capability.code);
  const entries = new Map(attributes.catalogue.map((entry) => [entry.code, entry]));
  return [...codes].sort().map((code) => {
    const { requirements: _, ...capability } = entries.get(code) ?? { code };
    return capability;
  });
}
