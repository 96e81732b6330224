import { MultiDirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, type Network, verify } from '../../../src/index.js';

const input: Input = {
  stations: [
    { id: 's', tier: 'street', parent: 'd', adminCode: '460105001' },
    { id: 'd', tier: 'district' },
  ],
  communities: [{ id: 'c', adminCode: '460105001001' }],
  socialWorkers: [
    { id: 'w', station: 's', capabilities: ['casework'], quantity: 3 },
    { id: 'x', station: 's', supervisor: 'w', capabilities: ['casework'], quantity: 3 },
  ],
  volunteers: [{ id: 'v', community: 'c', capabilities: ['escort', 'meal'], quantity: 2 }],
  needs: [
    { id: 'n', community: 'c', urgency: 'urgent', capability: 'escort', previousProviders: ['volunteer:v'] },
    { id: 'm', community: 'c', urgency: 'hoped', requirements: [{ capability: 'casework' }, { capability: 'meal' }] },
  ],
};
/** parent, covers, employedAt ×2, supervises, livesIn, offers ×4, raises ×2, asks ×3, servedBefore. */
const EDGES = 16;

const made = (network: Network): number => (Reflect.get(network, '_edges') as Map<string, unknown>).size;

/** A network whose edges are there. */
function eager(): Network {
  const network = createNetwork(input);
  network.edges();
  return network;
}

/** What of a graph may be called, wherever it stands in it. */
function membersOf(network: Network): PropertyKey[] {
  const members = new Set<PropertyKey>();
  for (let own: object = network; own !== Object.prototype; own = Object.getPrototypeOf(own) as object)
    for (const name of Reflect.ownKeys(own)) members.add(name);
  return [...members].filter((name) => name !== 'constructor' && !(typeof name === 'string' && name.startsWith('_')));
}

const change =
  /^(NodeData|add|merge|drop|set|update|remove|replace|clear|import|emit|on|once|off|rawListeners|prepend)/;

describe('edges on demand', () => {
  it('a plan takes none', () => {
    const network = createNetwork(input);
    expect(verify(network, match(network)).ok).toBe(true);
    expect(network.order).toBe(11);
    expect(network.mapNodes((key) => network.getNodeAttribute(key, 'kind'))).toHaveLength(11);
    expect(made(network)).toBe(0);
    expect(network.size).toBe(EDGES);
    expect(made(network)).toBe(EDGES);
  });

  it('are there for whatever asks for more than nodes', () => {
    const read = membersOf(eager()).filter((name) => !change.test(String(name)));
    expect(read.length).toBeGreaterThan(100);
    for (const name of read) {
      const late = createNetwork(input);
      const ask = (network: Network): unknown => {
        const member = Reflect.get(network, name) as unknown;
        if (typeof member !== 'function') return member;
        for (const given of [
          [],
          ['community:c'],
          ['community:c', 'need:n'],
          ['e3'],
          [() => true],
          ['community:c', () => true],
        ]) {
          try {
            const answer = (member as (...all: unknown[]) => unknown).apply(network, given);
            const listed = Object(answer) as Iterable<unknown>;
            if (answer instanceof MultiDirectedGraph) return answer.export();
            if (Symbol.iterator in listed) return [...listed].map((one) => JSON.stringify(one));
            if (answer !== undefined) return JSON.stringify(answer);
          } catch {}
        }
        return undefined;
      };
      expect(ask(late), String(name)).toEqual(ask(eager()));
    }
  });

  it('are those of the records, and nothing tells that they came late', () => {
    const late = createNetwork(input);
    let told = 0;
    late.on('edgeAdded', () => told++);
    late.addNode('need:o', eager().getNodeAttributes('need:n'));
    expect([told, late.size, late.directedSize]).toEqual([0, EDGES, EDGES]);
    expect(createNetwork(input)).toBeInstanceOf(MultiDirectedGraph);
    expect(createNetwork(input).export()).toEqual(eager().export());
    expect(MultiDirectedGraph.from(createNetwork(input)).export()).toEqual(MultiDirectedGraph.from(eager()).export());
    const kinds = createNetwork(input).mapEdges((_, { kind }, from, to) => `${from} ${kind} ${to}`);
    expect(kinds).toContain('station:s parent station:d');
    expect(kinds).toContain('station:s covers community:c');
    expect(kinds).toContain('socialWorker:w supervises socialWorker:x');
    expect(kinds).toContain('volunteer:v servedBefore need:n');
  });
});
