/**
 * Cases of the NetworkX test suite (networkx/algorithms/flow/tests/test_mincost.py, BSD-3-Clause, 2004–2026 NetworkX developers).
 * NetworkX writes demand where we write supply, with the sign turned; an arc without capacity has all the supply there is.
 * Where NetworkX says "unfeasible", something is left over here.
 */
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { minCostFlow } from '../../src/kernel/index.js';
import type { FlowNetwork } from '../support/flow-arbitrary.js';
import { costOfFlow, faultsOfFlow } from '../support/flow-highs.js';
import { asTransportation } from '../support/transport.js';

type Edge = [from: string, to: string, cost: number, capacity?: number];

interface Digraph extends FlowNetwork {
  readonly names: readonly string[];
}

function digraph(demand: Record<string, number>, edges: readonly Edge[]): Digraph {
  const names = [
    ...new Set([...Object.keys(demand), ...edges.flatMap((edge) => edge.slice(0, 2) as [string, string])]),
  ];
  const total = Object.values(demand).reduce((sum, units) => sum + Math.max(0, -units), 0);
  return {
    names,
    supply: names.map((name) => 0 - (demand[name] ?? 0)),
    tail: edges.map(([from]) => names.indexOf(from)),
    head: edges.map(([, to]) => names.indexOf(to)),
    capacity: edges.map(([, , , capacity]) => capacity ?? total),
    cost: edges.map(([, , cost]) => cost),
  };
}

const SIMPLE = digraph({ a: -5, d: 5 }, [
  ['a', 'b', 3, 4],
  ['a', 'c', 6, 10],
  ['b', 'd', 1, 9],
  ['c', 'd', 2, 5],
]);
const TRANSSHIPMENT = digraph({ a: 1, b: -2, c: -2, d: 3, e: -4, f: -4, g: 3, h: 2, r: 3 }, [
  ['a', 'c', 3],
  ['r', 'a', 2],
  ['r', 'c', 0],
  ['b', 'a', 9],
  ['b', 'r', -6],
  ['c', 'd', 5],
  ['e', 'r', 4],
  ['e', 'f', 3],
  ['h', 'b', 4],
  ['f', 'd', 7],
  ['f', 'h', 12],
  ['g', 'd', 12],
  ['f', 'g', -1],
  ['h', 'g', -10],
]);
/** From s over a to d and t; at most 3 units leave s and at most 3 arrive at t. */
const narrow = (demand: Record<string, number>) =>
  digraph(demand, [
    ['s', 'a', 1, 3],
    ['a', 'b', 3],
    ['a', 'c', -6],
    ['b', 'd', 1],
    ['c', 'd', -2],
    ['d', 't', 1, 3],
  ]);
const NEGATIVE_CYCLE = digraph({ s: -5, t: 5 }, [
  ['s', 'a', 1, 3],
  ['a', 'b', 3],
  ['c', 'a', -6],
  ['b', 'd', 1],
  ['d', 'c', -2],
  ['d', 't', 1, 3],
]);

function shipped(network: Digraph) {
  const { flow, left } = minCostFlow(network);
  expect(faultsOfFlow(network, flow, left)).toEqual([]);
  const over = network.names.flatMap((name, v) => (left[v] === 0 ? [] : [[name, left[v]!]]));
  return { cost: costOfFlow(network, flow), left: Object.fromEntries(over) as Record<string, number> };
}

describe('feasible cases', () => {
  it.each([
    ['test_simple_digraph', SIMPLE, 24],
    ['test_transshipment', TRANSSHIPMENT, 41],
  ])('%s', (_, network, optimum) => {
    expect(shipped(network)).toEqual({ cost: BigInt(optimum), left: {} });
    const input = asTransportation(network);
    const result = matchPairs(input);
    expect(result.coverage[0]!.covered).toBe(result.coverage[0]!.demanded);
    expect(result.cost).toBe(optimum);
    expect(verifyPairs(input, result).ok).toBe(true);
  });
});

describe('cases that NetworkX refuses: as much as can be is shipped, the rest is named', () => {
  it('test_sum_demands_not_zero', () => {
    // 3 units at 1 − 6 − 2 + 1.
    expect(shipped(narrow({ s: -5, t: 4 }))).toEqual({ cost: -18n, left: { s: 2, t: -1 } });
  });

  it('test_no_flow_satisfying_demands', () => {
    expect(shipped(narrow({ s: -5, t: 5 }))).toEqual({ cost: -18n, left: { s: 2, t: -2 } });
  });

  it('test_negcycle_infcap: a cycle that pays for itself ends at the capacity', () => {
    // a → b → d → c → a earns 4 a turn; its arcs carry 5. Shipping 3 units over a → b → d leaves room for 2 turns.
    expect(shipped(NEGATIVE_CYCLE)).toEqual({ cost: 3n * (1n + 3n + 1n + 1n) - 2n * 4n, left: { s: 2, t: -2 } });
  });
});
