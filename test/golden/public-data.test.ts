/**
 * Larger published instances. They come from public repositories and are not part of this one: set FSL_DATA to a folder that
 * holds `mincostflow/networkx-netgen-2.json` and `orlib-assign/assign100.json`, each with the text of its source beside it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { minCostFlow } from '../../src/kernel/index.js';
import type { FlowNetwork } from '../support/flow-arbitrary.js';
import { costOfFlow, faultsOfFlow } from '../support/flow-highs.js';
import { asTransportation } from '../support/transport.js';

const folder = process.env['FSL_DATA'];

function read<T>(path: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(folder ?? '', path), 'utf8')));
}

const netgenSchema = z.object({
  nodes: z.number(),
  arcCount: z.number(),
  supply: z.record(z.string(), z.number()),
  arcFields: z.array(z.string()),
  arcs: z.array(z.array(z.number())),
});

function netgen(): FlowNetwork {
  const { nodes, arcCount, supply, arcFields, arcs } = read('mincostflow/networkx-netgen-2.json', netgenSchema);
  expect([nodes, arcs.length]).toEqual([400, arcCount]);
  const column = (name: string) => arcs.map((arc) => arc[arcFields.indexOf(name)]!);
  return {
    supply: Array.from({ length: nodes }, (_, v) => supply[v + 1] ?? 0),
    tail: column('from').map((v) => v - 1),
    head: column('to').map((v) => v - 1),
    capacity: column('capacity'),
    cost: column('cost'),
  };
}

describe.skipIf(!folder)(
  'netgen-2 of the NetworkX test suite (github.com/networkx/networkx, BSD-3-Clause): 400 nodes, optimum 6749969302',
  () => {
    it('by minCostFlow', () => {
      const network = netgen();
      const { flow, left } = minCostFlow(network);
      expect(faultsOfFlow(network, flow, left)).toEqual([]);
      expect(left.every((units) => units === 0)).toBe(true);
      expect(costOfFlow(network, flow)).toBe(6_749_969_302n);
    });

    it('by matchPairs, as a transportation problem', () => {
      const input = asTransportation(netgen());
      const result = matchPairs(input);
      expect(result.coverage[0]!.covered).toBe(result.coverage[0]!.demanded);
      expect(result.cost).toBe(6_749_969_302);
      expect(verifyPairs(input, result).ok).toBe(true);
    });
  },
);

describe.skipIf(!folder)(
  'assign100 of the OR-Library (J. E. Beasley 1990, people.brunel.ac.uk/~mastjjb/jeb): 100 × 100, optimum 305',
  () => {
    it('by matchPairs', () => {
      const { cost } = read('orlib-assign/assign100.json', z.object({ cost: z.array(z.array(z.number())) }));
      const names = (prefix: string) => cost.map((_, i) => `${prefix}${i}`);
      const input = {
        needs: names('row').map((id) => ({ id, rank: 0, demand: 1 })),
        offers: names('column').map((id) => ({ id, capacity: 1 })),
        pairs: cost.flatMap((row, n) => row.map((c, o) => ({ need: `row${n}`, offer: `column${o}`, cost: c }))),
      };
      const result = matchPairs(input);
      expect([result.coverage[0]!.covered, result.cost]).toEqual([100, 305]);
      expect(verifyPairs(input, result).ok).toBe(true);
    });
  },
);
