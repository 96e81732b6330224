import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evennessOf, rounded } from '../../../src/figures/evenness.js';
import { crossed, tally } from '../../../src/figures/outcomes.js';
import { runs } from '../../support/runs.js';

describe('evennessOf', () => {
  it.each([
    [[], { count: 0, minimum: 1, zeros: 0, gini: 0, jain: 1 }],
    [[0, 0], { count: 2, minimum: 0, zeros: 2, gini: 0, jain: 1 }],
    [[0.5, 0.5, 0.5], { count: 3, minimum: 0.5, zeros: 0, gini: 0, jain: 1 }],
    [[1, 0, 0, 0], { count: 4, minimum: 0, zeros: 3, gini: 0.75, jain: 0.25 }],
  ])('of %j', (ratios, expected) => expect(evennessOf(ratios)).toEqual(expected));

  it('is the mean difference of all pairs over twice the mean, and Jain’s index, in any order', () => {
    const ratios = fc.array(
      fc.nat(20).map((x) => x / 20),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(ratios, (x) => {
        const [n, sum] = [x.length, x.reduce((a, b) => a + b, 0)];
        const differences = x.flatMap((a) => x.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
        const { gini, jain } = evennessOf(x);
        expect(gini).toBeCloseTo(sum === 0 ? 0 : differences / (2 * n * sum), 3);
        expect(jain).toBeCloseTo(sum === 0 ? 1 : sum ** 2 / (n * x.reduce((a, b) => a + b * b, 0)), 3);
        expect(evennessOf(x.toReversed())).toEqual(evennessOf(x));
      }),
      runs(200),
    );
  });
});

it('rounded has four decimals, halves up, and no −0', () => {
  expect([0.12345, 0.00005, -0.00001].map(rounded)).toEqual([0.1235, 0.0001, 0]);
  expect(Object.is(rounded(-0.00001), 0)).toBe(true);
});

describe('outcomes', () => {
  it('are counted by state', () => {
    const of = (...states: ('met' | 'partly' | 'unmet')[]) => tally(states.map((state) => ({ state })));
    expect(of('met', 'unmet', 'met')).toEqual({ met: 2, partly: 0, unmet: 1, all: 3 });
    expect(of()).toEqual({ met: 0, partly: 0, unmet: 0, all: 0 });
  });

  it('are crossed by two names', () => {
    const { rows, columns, cell } = crossed(
      ['aX', 'bX', 'aY', 'aX'],
      (one) => one[0]!,
      (one) => one[1]!,
    );
    expect([...rows]).toEqual([
      ['a', ['aX', 'aY', 'aX']],
      ['b', ['bX']],
    ]);
    expect(columns.get('X')).toEqual(['aX', 'bX', 'aX']);
    expect([cell('a', 'X'), cell('b', 'Y'), cell('c', 'X')]).toEqual([['aX', 'aX'], [], []]);
  });
});
