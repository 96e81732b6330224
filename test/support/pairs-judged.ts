/** What comes out of the engine on bare pairs, by rows or by columns, judged by the oracles. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Check } from '../../src/proof/verdict.js';
import { type Dice, dice, seeds } from './dice.js';
import { evenPairs, tinyPairs } from './pairs-arbitrary.js';
import { bendCertificate, changed, coverageRows, otherPlans, type PairsJson, resultOf } from './pairs-mutations.js';
import { compareValues, enumeratePairs, judgedPart, valueOfPairs } from './pairs-oracle.js';
import type { PairsCase, PairsQuantity, PairsValue } from './pairs-types.js';
import { runs } from './runs.js';

/** A way into the engine: both speak of rows here. */
export interface Door {
  /** The result, verified. */
  result(one: PairsCase): PairsJson;
  verify(one: PairsCase, result: PairsJson): { readonly ok: boolean; readonly checks: readonly Check[] };
}

interface Judgeable extends Pick<PairsJson, 'coverage' | 'cost'> {
  readonly allocations: readonly PairsQuantity[];
}

/** What the levels judge of a result, counted by the oracle: its plan is possible, and its figures are true. */
export function judged({ input, options }: PairsCase, { allocations, coverage, cost }: Judgeable) {
  const value = valueOfPairs(input, allocations, options);
  expect(coverage).toEqual(coverageRows(input, value));
  expect(BigInt(cost)).toBe(value.cost);
  return judgedPart(value, options.levels);
}

/** Looks at every plan there is: none is better than ours, as `judge` sees it. */
export function expectOptimum(
  instances: fc.Arbitrary<PairsCase>,
  count: number,
  judge: (one: PairsCase) => ReturnType<typeof judged>,
): void {
  fc.assert(
    fc.property(instances, (one) => {
      expect(judge(one)).toEqual(judgedPart(enumeratePairs(one.input, one.options), one.options.levels));
    }),
    runs(count),
  );
}

/** Tiny instances on which `refusals` counts what was refused: `least` in all, for what is never tried is never accepted. */
export function expectRefusals(count: number, least: number, refusals: (one: PairsCase, roll: Dice) => number): void {
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(tinyPairs, evenPairs), seeds, (one, seed) => {
      refused += refusals(one, dice(seed));
    }),
    runs(count),
  );
  expect(refused).toBeGreaterThanOrEqual(least);
}

/** Whether a result is refused; one that is accepted must be optimal, with true figures. */
export function isRefused(door: Door, one: PairsCase, result: PairsJson, optimum: PairsValue): boolean {
  if (!door.verify(one, result).ok) return true;
  expect(judged(one, result)).toEqual(judgedPart(optimum, one.options.levels));
  return false;
}

/** Counts plans that are possible, truly stated and strictly worse, with the best certificate and with bent ones: all are refused. */
export function worseRefused(door: Door, one: PairsCase, roll: Dice): number {
  const { input, options } = one;
  const { allocations, certificate } = door.result(one);
  const optimum = valueOfPairs(input, allocations, options);
  let refused = 0;
  for (const plan of otherPlans(input, allocations, roll, 25)) {
    if (compareValues(valueOfPairs(input, plan, options), optimum, options.levels) >= 0) continue;
    const worse = resultOf(input, plan, certificate);
    // Its figures are true and its data are right: the proof alone refuses it.
    const failed = door.verify(one, worse).checks.filter(({ ok }) => !ok);
    expect(failed.length).toBeGreaterThan(0);
    for (const { name } of failed) expect(['supply', 'demand']).toContain(name);
    refused++;
    for (let turn = 0; turn < 4; turn++) {
      const bent = changed(worse, (copy) => bendCertificate(copy.certificate, roll));
      expect(door.verify(one, bent).ok).toBe(false);
      refused++;
    }
  }
  return refused;
}
