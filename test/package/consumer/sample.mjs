import { readFileSync } from 'node:fs';

/** The smallest useful input: one community, one record of each other society, three needs, all of which can be met. */
export const RECORDS = JSON.parse(readFileSync(new URL('smallest.json', import.meta.url), 'utf8'));
export const NEEDS_MET = 3;

export const PAIRS = {
  needs: [
    { id: 'n1', rank: 0, demand: 5, group: 'g1' },
    { id: 'n2', rank: 1, demand: 4 },
  ],
  offers: [{ id: 'o1', capacity: 8 }],
  pairs: [
    { need: 'n1', offer: 'o1', cost: 12 },
    { need: 'n2', offer: 'o1', cost: 3 },
  ],
};

export function check(holds, what) {
  if (!holds) throw new Error(`smoke test failed: ${what}`);
}
