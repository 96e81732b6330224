import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { dice } from '../support/dice.js';
import { evenPairs, tinyPairs } from '../support/pairs-arbitrary.js';
import {
  bendCertificate,
  changed,
  falsifications,
  otherPlans,
  type PairsJson,
  resultOf,
} from '../support/pairs-mutations.js';
import type { PairsCase } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';
import { ROOT, scratchFolder } from './run-example.js';

const CHECKER = join(ROOT, 'examples/checker/check.py');
const python = spawnSync('python3', ['--version']);
const isHere = python.status === 0;

/** What the checker in Python says of cases, in their order. */
function verdicts(folder: string, cases: readonly (PairsCase & { readonly result: unknown })[]): string[] {
  const file = join(folder, 'cases.json');
  writeFileSync(file, JSON.stringify(cases));
  const { status, stdout, stderr } = spawnSync('python3', [CHECKER, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  const said = lines.map((line) => line.slice(line.indexOf('] ') + 2));
  expect(status).toBe(said.every((verdict) => verdict === 'ok') ? 0 : 1);
  return said;
}

/** The verdict here, but for the fingerprint, which the checker in Python does not read. */
function isProved({ input, options }: PairsCase, result: unknown): boolean {
  return verifyPairs(input, result, options).checks.every(({ name, ok }) => ok || name === 'digest');
}

describe.skipIf(!isHere)('the checker in Python (skipped where python3 is not there)', () => {
  const folder = scratchFolder();

  it('says of every result, true, bent or of another plan, what verifyPairs says', () => {
    const { numRuns, seed } = runs(60);
    const drawn = fc.sample(fc.oneof(tinyPairs, evenPairs), { numRuns, seed });
    const cases = drawn.flatMap((one, i) => {
      const roll = dice(i);
      const result: PairsJson = JSON.parse(JSON.stringify(matchPairs(one.input, one.options)));
      const bent = Array.from({ length: 20 }, () => changed(result, (copy) => bendCertificate(copy.certificate, roll)));
      const others = otherPlans(one.input, result.allocations, roll, 6);
      const wrong = [
        ...falsifications(one.input, result).map((change) => changed(result, change)),
        ...others.map((plan) => resultOf(one.input, plan, result.certificate)),
      ];
      // As they are read: JSON has no NaN and no −0.
      return [result, ...bent, ...wrong].map((said) => ({
        ...one,
        result: JSON.parse(JSON.stringify(said)) as unknown,
      }));
    });
    const said = verdicts(folder, cases);
    const disagreeing = cases.filter((one, i) => (said[i] === 'ok') !== isProved(one, one.result));
    expect(disagreeing).toEqual([]);
    expect(said).toHaveLength(cases.length);
    expect(said.filter((verdict) => verdict === 'ok').length).toBeGreaterThan(numRuns);
    expect(said.filter((verdict) => verdict !== 'ok').length).toBeGreaterThan(20 * numRuns);
  });
});
