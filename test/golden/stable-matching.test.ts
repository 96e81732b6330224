/**
 * Hospital-residents instances of the test suite of `matching` (H. Wilde, github.com/daffidwilde/matching at 497602e, MIT), with the matchings that are best for
 * each side. The three small ones are typed here; its issue 159, cleaned to lists that are returned, is read where FSL_DATA names a folder that holds
 * `stable-matching/examples.json`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matchStable, verifyStable } from '../../src/bare/match-stable.js';

const lists = z.record(z.string(), z.array(z.string()));
const instance = z.object({
  name: z.string(),
  residents: lists,
  hospitals: lists,
  capacity: z.record(z.string(), z.number()),
  residentOptimal: lists,
  hospitalOptimal: lists,
});
type Instance = z.infer<typeof instance>;

const SMALL: Instance[] = [
  {
    name: 'readme',
    residents: { A: ['C'], S: ['C', 'M'], D: ['C', 'M', 'G'], J: ['C', 'G', 'M'], L: ['M', 'C', 'G'] },
    hospitals: { M: ['D', 'L', 'S', 'J'], C: ['D', 'A', 'S', 'L', 'J'], G: ['D', 'J', 'L'] },
    capacity: { M: 2, C: 2, G: 2 },
    residentOptimal: { M: ['L', 'S'], C: ['A', 'D'], G: ['J'] },
    hospitalOptimal: { M: ['L', 'S'], C: ['A', 'D'], G: ['J'] },
  },
  {
    name: 'issue 67',
    residents: { 'Group 1': ['IP', 'Privacy'], 'Group 2': ['Privacy', 'Fairness'], 'Group 3': ['Privacy', 'Social'] },
    hospitals: {
      Fairness: ['Group 2'],
      IP: ['Group 1'],
      Privacy: ['Group 3', 'Group 2', 'Group 1'],
      Social: ['Group 3'],
    },
    capacity: { Fairness: 2, IP: 2, Privacy: 2, Social: 2 },
    residentOptimal: { Fairness: [], IP: ['Group 1'], Privacy: ['Group 2', 'Group 3'], Social: [] },
    hospitalOptimal: { Fairness: [], IP: ['Group 1'], Privacy: ['Group 2', 'Group 3'], Social: [] },
  },
  {
    name: 'a resident who loses all',
    residents: { A: ['X'], B: ['X', 'Y'] },
    hospitals: { X: ['B', 'A'], Y: ['B'] },
    capacity: { X: 1, Y: 1 },
    residentOptimal: { X: ['B'], Y: [] },
    hospitalOptimal: { X: ['B'], Y: [] },
  },
];

const path = join(process.env['FSL_DATA'] ?? '', 'stable-matching/examples.json');
const FILED =
  process.env['FSL_DATA'] && existsSync(path) ? z.array(z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8'))) : [];
const filed = FILED.flatMap((one) => instance.safeParse(one).data ?? []);

describe('hospitals and residents', () => {
  it.each([...SMALL, ...filed])('$name', ({ residents, hospitals, capacity, residentOptimal, hospitalOptimal }) => {
    const input = {
      proposers: Object.entries(residents).map(([id, prefs]) => ({ id, prefs })),
      receivers: Object.entries(hospitals).map(([id, prefs]) => ({ id, prefs, capacity: capacity[id]! })),
    };
    for (const [optimalFor, expected] of [
      ['proposers', residentOptimal],
      ['receivers', hospitalOptimal],
    ] as const) {
      const result = matchStable(input, { optimalFor });
      const taken = Object.keys(hospitals).map((id) => [
        id,
        result.matches.filter((m) => m.receiver === id).map((m) => m.proposer),
      ]);
      expect(Object.fromEntries(taken)).toEqual(
        Object.fromEntries(Object.entries(expected).map(([id, list]) => [id, [...list].sort()])),
      );
      expect(verifyStable(input, result).ok).toBe(true);
    }
  });

  it.skipIf(filed.length === 0)('all that are filed were read', () => expect(filed).toHaveLength(4));
});
