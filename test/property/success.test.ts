import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { successOf, type Turnout } from '../../src/advice/success.js';
import { runs } from '../support/runs.js';

/** By the definition: every way in which providers come or stay away. */
function enumerated(needed: readonly number[], turnouts: readonly Turnout[]): number {
  let sum = 0;
  for (let who = 0; who < 2 ** turnouts.length; who++) {
    const got = needed.map(() => 0);
    let chance = 1;
    turnouts.forEach(({ shows, gives }, i) => {
      const comes = Math.floor(who / 2 ** i) % 2 === 1;
      chance *= comes ? shows : 1 - shows;
      if (comes) for (const { line, units } of gives) got[line]! += units;
    });
    if (got.every((units, line) => units >= needed[line]!)) sum += chance;
  }
  return sum;
}

const chance = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1, noNaN: true }));
const instance = fc.integer({ min: 1, max: 4 }).chain((lines) =>
  fc.record({
    needed: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: lines, maxLength: lines }),
    turnouts: fc.array(
      fc.record({
        shows: chance,
        gives: fc.array(fc.record({ line: fc.nat({ max: lines - 1 }), units: fc.integer({ min: 1, max: 4 }) }), {
          maxLength: 3,
        }),
      }),
      { maxLength: 8 },
    ),
  }),
);

describe('the probability that a linkage comes about', () => {
  it('is that of all ways in which providers come or stay away', () => {
    fc.assert(
      fc.property(instance, ({ needed, turnouts }) => {
        expect(successOf(needed, turnouts)).toBeCloseTo(enumerated(needed, turnouts), 12);
      }),
      runs(500),
    );
  });

  it('is the binomial where all are alike: at least 2 of 4 at one half is 11/16', () => {
    const turnouts = Array.from({ length: 4 }, () => ({ shows: 0.5, gives: [{ line: 0, units: 1 }] }));
    expect(successOf([2], turnouts)).toBe(11 / 16);
  });

  it('multiplies where lines share nobody, and does not where one provider serves both', () => {
    const each = [0, 1].map((line) => ({ shows: 0.9, gives: [{ line, units: 5 }] }));
    expect(successOf([5, 5], each)).toBeCloseTo(0.81, 15);
    const both = [{ shows: 0.9, gives: each.flatMap(({ gives }) => gives) }];
    expect(successOf([5, 5], both)).toBe(0.9);
  });

  it('is exact while 10,000 units can be spared, then rounded down: whoever stays away takes a step more', () => {
    const alone = (units: number) => successOf([0], [{ shows: 0.5, gives: [{ line: 0, units }] }]);
    // One step is 1 unit, 2 units, 3 units.
    expect([9_999, 10_000, 10_001, 10_002, 20_001, 20_002].map(alone)).toEqual([1, 1, 0.5, 1, 1, 0.5]);
  });

  it('is never overstated, and fast, where a line can spare millions of units in a thousand ways', () => {
    const turnouts = Array.from({ length: 60 }, (_, i) => ({
      shows: 0.9,
      gives: [{ line: 0, units: 100_003 + 997 * i }],
    }));
    const all = turnouts.reduce((sum, { gives }) => sum + gives[0]!.units, 0);
    const coarse = successOf([all - 900_000], turnouts);
    // Losing up to six of sixty is always within what can be spared (6 × 158,826 = 952,956 at worst, so count five).
    const binomial = (most: number) => {
      let sum = 0;
      let term = 0.9 ** 60;
      for (let k = 0; k <= most; k++) {
        sum += term;
        term *= ((60 - k) / (k + 1)) * (0.1 / 0.9);
      }
      return sum;
    };
    expect(coarse).toBeGreaterThan(binomial(5));
    expect(coarse).toBeLessThan(binomial(8));
  });
});
