import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minCostFlow, networkSimplex } from '../../../src/kernel/index.js';
import { type FlowNetwork, flowNetwork } from '../../support/flow-arbitrary.js';
import { costOfFlow, faultsOfFlow, flowByHighs } from '../../support/flow-highs.js';
import { runs } from '../../support/runs.js';

function shipmentOf(network: FlowNetwork) {
  const { flow, left } = minCostFlow(network);
  expect(faultsOfFlow(network, flow, left)).toEqual([]);
  const shipped = network.supply.reduce((sum, units, v) => sum + (units > 0 ? units - left[v]! : 0), 0);
  return { shipped, cost: costOfFlow(network, flow) };
}

/** Every integer flow there is, for networks of very few arcs. */
function optimumByEnumeration(network: FlowNetwork): { shipped: number; cost: bigint } {
  const flow = network.tail.map(() => 0);
  let best: { shipped: number; cost: bigint } | undefined;
  const place = (a: number): void => {
    if (a < flow.length) {
      for (let units = 0; units <= network.capacity[a]!; units++) {
        flow[a] = units;
        place(a + 1);
      }
      flow[a] = 0;
      return;
    }
    if (faultsOfFlow(network, flow).length > 0) return;
    const shipped = network.supply.reduce((sum, units, v) => {
      if (units <= 0) return sum;
      return network.tail.reduce(
        (out, from, arc) => out + (from === v ? flow[arc]! : 0) - (network.head[arc] === v ? flow[arc]! : 0),
        sum,
      );
    }, 0);
    const cost = costOfFlow(network, flow);
    if (!best || shipped > best.shipped || (shipped === best.shipped && cost < best.cost)) best = { shipped, cost };
  };
  place(0);
  if (!best) throw new Error('There is always the empty flow');
  return best;
}

describe('minCostFlow ships the most there can be, then at least cost', () => {
  it('by enumeration on tiny networks', () => {
    const tiny = flowNetwork({ nodes: 4, arcs: 6, quantity: 3, cost: 5 });
    fc.assert(
      fc.property(tiny, (network) => void expect(shipmentOf(network)).toEqual(optimumByEnumeration(network))),
      runs(400),
    );
  });

  it.each([
    ['small networks', { nodes: 6, arcs: 18, quantity: 7, cost: 9 }, 200],
    ['wide networks', { nodes: 20, arcs: 80, quantity: 1000, cost: 100 }, 150],
    ['big quantities and costs', { nodes: 12, arcs: 40, quantity: 1e6, cost: 1000 }, 100],
  ] as const)('by HiGHS: %s', async (_, size, count) => {
    await fc.assert(
      fc.asyncProperty(flowNetwork(size), async (network) => {
        expect(shipmentOf(network)).toEqual(await flowByHighs(network));
      }),
      runs(count),
    );
  });

  it('quantities up to 2^50: potentials prove the flow', () => {
    const wide = flowNetwork({ nodes: 10, arcs: 40, quantity: 2 ** 48, cost: 2 ** 40 });
    fc.assert(
      fc.property(wide, (network) => {
        const { flow, left, potentials } = minCostFlow(network);
        expect(faultsOfFlow(network, flow, left)).toEqual([]);
        const [shortage, cost] = potentials as [Float64Array, Float64Array];
        network.tail.forEach((from, a) => {
          const to = network.head[a]!;
          const first = shortage[from]! - shortage[to]!;
          const reduced = first !== 0 ? first : network.cost[a]! + cost[from]! - cost[to]!;
          if (flow[a]! < network.capacity[a]!) expect(reduced).toBeGreaterThanOrEqual(0);
          if (flow[a]! > 0) expect(reduced).toBeLessThanOrEqual(0);
        });
      }),
      runs(100),
    );
  });
});

describe('minCostFlow by hand', () => {
  const network = (supply: number[], ...arcs: [number, number, number, number][]): FlowNetwork => ({
    supply,
    tail: arcs.map(([from]) => from),
    head: arcs.map(([, to]) => to),
    capacity: arcs.map(([, , units]) => units),
    cost: arcs.map(([, , , cost]) => cost),
  });

  it('no nodes, no arcs, nothing to ship', () => {
    expect(minCostFlow(network([]))).toMatchObject({ flow: new Float64Array(0), left: new Float64Array(0) });
    expect([...minCostFlow(network([3, -2])).left]).toEqual([3, -2]);
    expect([...minCostFlow(network([0, 0], [0, 1, 5, 1])).flow]).toEqual([0]);
  });

  it('supply that reaches no demand stays where it is, however cheap the arcs', () => {
    const { flow, left } = minCostFlow(network([5, 0], [0, 1, 9, -6]));
    expect([[...flow], [...left]]).toEqual([[0], [5, 0]]);
  });

  it('demand that nothing reaches sends nothing on, however cheap the arcs', () => {
    const { flow, left } = minCostFlow(network([-1, -1], [0, 1, 1, -5]));
    expect([[...flow], [...left]]).toEqual([[0], [-1, -1]]);
  });

  it('fault 28: a finite negative cycle and a negative self-loop are filled', () => {
    const { flow } = minCostFlow(network([0, 0], [0, 1, 4, -3], [1, 0, 7, 1], [1, 1, 6, -1], [0, 0, 6, 2]));
    expect([...flow]).toEqual([4, 4, 6, 0]);
  });

  it('parallel arcs fill from the cheapest', () => {
    const { flow } = minCostFlow(network([10, -10], [0, 1, 4, 3], [0, 1, 4, 1], [0, 1, 4, 2]));
    expect([...flow]).toEqual([2, 4, 4]);
  });

  it('the same network gives the same flow, and the arrays given are not written', () => {
    const given = network([4, 0, -4], [0, 1, 3, 1], [0, 1, 3, 1], [1, 2, 9, 1], [0, 2, 1, 2]);
    const before = structuredClone(given);
    const frozen = Object.freeze(Object.fromEntries(Object.entries(given).map(([k, v]) => [k, Object.freeze(v)])));
    expect(minCostFlow(frozen as unknown as FlowNetwork)).toEqual(minCostFlow(given));
    expect(given).toEqual(before);
  });
});

describe('networkSimplex', () => {
  it('settles its words in order: the second never spoils the first', () => {
    // Two arcs from 0 to the root (node 1): the first word prefers one, the second the other.
    const graph = () => ({
      nodes: 2,
      start: Int32Array.of(0, 2, 2),
      head: Int32Array.of(1, 1),
      capacity: Float64Array.of(9, 9),
      flow: Float64Array.of(5, 0),
    });
    const first = graph();
    networkSimplex(first, Int32Array.of(0), [Float64Array.of(1, 0), Float64Array.of(0, 100)]);
    expect([...first.flow]).toEqual([0, 5]);
    const tie = graph();
    networkSimplex(tie, Int32Array.of(0), [Float64Array.of(1, 1), Float64Array.of(3, 2)]);
    expect([...tie.flow]).toEqual([0, 5]);
    const one = graph();
    networkSimplex(one, Int32Array.of(0), [Float64Array.of(0, 1), Float64Array.of(100, 0)]);
    expect([...one.flow]).toEqual([5, 0]);
  });
});
