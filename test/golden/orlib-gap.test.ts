/**
 * Generalised assignment instances of the OR-Library (J. E. Beasley, 1990): 5 × 15 to 8 × 32, with the published optima. They are not part
 * of this repository: set FSL_DATA to a folder that holds `orlib-gap/gap1.json` to `gap6.json`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matchTeams, type TeamsInput, verifyTeams } from '../../src/bare/match-teams.js';

const folder = process.env['FSL_DATA'];
const instances = z.array(
  z.object({
    name: z.string(),
    agents: z.number(),
    jobs: z.number(),
    optimum: z.number(),
    value: z.array(z.array(z.number())),
    resource: z.array(z.array(z.number())),
    capacity: z.array(z.number()),
  }),
);

/** Every job is a team of one single line; what an assignment is worth counts as a negative cost. */
function asTeams({ jobs, value, resource, capacity }: z.infer<typeof instances>[number]): TeamsInput {
  return {
    teams: Array.from({ length: jobs }, (_, j) => ({
      id: `job ${j}`,
      rank: 0,
      value: 1,
      lines: [
        {
          id: 'all',
          demand: 1,
          single: true,
          pairs: capacity.map((_, a) => ({ offer: `agent ${a}`, cost: -value[a]![j]!, use: resource[a]![j]! })),
        },
      ],
    })),
    offers: capacity.map((units, a) => ({ id: `agent ${a}`, capacity: units })),
  };
}

describe.skipIf(!folder)('generalised assignment of the OR-Library', () => {
  it.each([1, 2, 3, 4, 5, 6])('gap%d: five optima, proved', (number) => {
    const text = readFileSync(join(folder ?? '', `orlib-gap/gap${number}.json`), 'utf8');
    const list = instances.parse(JSON.parse(text));
    expect(list).toHaveLength(5);
    for (const instance of list) {
      const input = asTeams(instance);
      const result = matchTeams(input);
      expect(result).toMatchObject({ status: 'optimal', cost: -instance.optimum });
      expect(result.taken).toHaveLength(instance.jobs);
      expect(verifyTeams(input, result).ok).toBe(true);
    }
  });
});
