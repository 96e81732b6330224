/** Worked examples with published answers; numbers typed in, each re-solved elsewhere. */
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { minCostFlow } from '../../src/kernel/index.js';
import { costOfFlow, faultsOfFlow } from '../support/flow-highs.js';
import type { PairsInput } from '../support/pairs-types.js';

/** `cost[o][n]`: a row per offer, a column per need. */
function table(supply: readonly number[], demand: readonly number[], cost: readonly (readonly number[])[]): PairsInput {
  return {
    needs: demand.map((units, n) => ({ id: `need ${n}`, rank: 0, demand: units })),
    offers: supply.map((units, o) => ({ id: `offer ${o}`, capacity: units })),
    pairs: cost.flatMap((row, o) => row.map((c, n) => ({ need: `need ${n}`, offer: `offer ${o}`, cost: c }))),
  };
}

const ones = (count: number) => new Array<number>(count).fill(1);

function assignment(cost: readonly (readonly number[])[]): PairsInput {
  return table(ones(cost.length), ones(cost[0]!.length), cost);
}

const CASES: [reference: string, optimum: number, input: PairsInput][] = [
  [
    // Costs per case and thousand miles, in thousandths: 153.675 thousand dollars.
    'Dantzig, Linear Programming and Extensions (1963), section 3.3; GAMS model trnsport',
    153_675,
    table(
      [350, 600],
      [325, 300, 275],
      [
        [225, 153, 162],
        [225, 162, 126],
      ],
    ),
  ],
  [
    'Hillier & Lieberman, Introduction to Operations Research: P & T Company',
    152_535,
    table(
      [75, 125, 100],
      [80, 65, 70, 85],
      [
        [464, 513, 654, 867],
        [352, 416, 690, 791],
        [995, 682, 388, 685],
      ],
    ),
  ],
  [
    'Winston, Operations Research: Powerco',
    1020,
    table(
      [35, 50, 40],
      [45, 20, 30, 30],
      [
        [8, 6, 10, 9],
        [9, 12, 13, 7],
        [14, 9, 16, 5],
      ],
    ),
  ],
  [
    'OR-Tools, assignment example (Apache-2.0): 5 workers, 4 tasks',
    265,
    assignment([
      [90, 80, 75, 70],
      [35, 85, 55, 65],
      [125, 95, 90, 95],
      [45, 110, 95, 115],
      [50, 100, 90, 100],
    ]),
  ],
  [
    'SciPy, linear_sum_assignment documentation (BSD-3-Clause)',
    5,
    assignment([
      [4, 1, 3],
      [2, 0, 5],
      [3, 2, 2],
    ]),
  ],
  [
    'munkres.py README (Apache-2.0)',
    12,
    assignment([
      [5, 9, 1],
      [10, 3, 2],
      [8, 7, 4],
    ]),
  ],
];

describe('matchPairs on textbook examples', () => {
  it.each(CASES)('%s: everything covered at %d', (_, optimum, input) => {
    const result = matchPairs(input);
    const demanded = input.needs.reduce((sum, need) => sum + need.demand, 0);
    expect(result.coverage).toEqual([{ rank: 0, demanded, covered: demanded }]);
    expect(result.cost).toBe(optimum);
    expect(verifyPairs(input, result).ok).toBe(true);
  });
});

describe('minCostFlow on textbook examples', () => {
  it('OR-Tools, minimum cost flow example (Apache-2.0): 20 units at 150', () => {
    const arcs: [from: number, to: number, capacity: number, cost: number][] = [
      [0, 1, 15, 4],
      [0, 2, 8, 4],
      [1, 2, 20, 2],
      [1, 3, 4, 2],
      [1, 4, 10, 6],
      [2, 3, 15, 1],
      [2, 4, 4, 3],
      [3, 4, 20, 2],
      [4, 2, 5, 3],
    ];
    const network = {
      supply: [20, 0, 0, -5, -15],
      tail: arcs.map(([from]) => from),
      head: arcs.map(([, to]) => to),
      capacity: arcs.map(([, , units]) => units),
      cost: arcs.map(([, , , cost]) => cost),
    };
    const { flow, left } = minCostFlow(network);
    expect(faultsOfFlow(network, flow, left)).toEqual([]);
    expect([...left]).toEqual([0, 0, 0, 0, 0]);
    expect(costOfFlow(network, flow)).toBe(150n);
  });
});
