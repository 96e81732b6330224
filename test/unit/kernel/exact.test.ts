import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProducts, divideProduct, exactDot } from '../../../src/kernel/exact.js';
import { runs } from '../../support/runs.js';

const MOST = Number.MAX_SAFE_INTEGER;
const natural = fc.oneof(
  fc.nat(20),
  fc.maxSafeNat(),
  fc.integer({ min: MOST - 3, max: MOST }),
  fc.nat(53).map((power) => Math.min(MOST, 2 ** power)),
);
const whole = fc.tuple(natural, fc.boolean()).map(([x, minus]) => (minus ? 0 - x : x));

/** Factors whose products are equal or all but equal, where doubles cannot tell. */
const close = fc
  .tuple(
    fc.integer({ min: 1, max: 2 ** 26 }),
    fc.integer({ min: 1, max: 2 ** 26 }),
    natural,
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([a, b, c, by]) => [a * b, 1 + (c % 2 ** 26), a, Math.max(0, b * (1 + (c % 2 ** 26)) + by)] as const);

describe('compareProducts', () => {
  it.each([
    ['any numbers', fc.tuple(natural, natural, natural, natural)],
    ['products that are close', close],
  ] as const)('has the sign of a·b − c·d: %s', (_, numbers) => {
    fc.assert(
      fc.property(numbers, ([a, b, c, d]) => {
        const difference = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
        expect(Math.sign(compareProducts(a, b, c, d))).toBe(difference > 0n ? 1 : difference < 0n ? -1 : 0);
      }),
      runs(3000),
    );
  });

  it('tells 2^53 apart from its neighbours, where doubles do not', () => {
    expect(compareProducts(MOST, MOST, MOST - 1, MOST)).toBeGreaterThan(0);
    // (2^26 + 1)² = 2^52 + 2^27 + 1, one more than 2^26 · (2^26 + 2); scaled beyond 2^53 only the difference is left.
    expect(compareProducts(2 ** 27 + 1, 2 ** 27 + 1, 2 ** 27, 2 ** 27 + 2)).toBeGreaterThan(0);
    expect((2 ** 27 + 1) * (2 ** 27 + 1)).toBe(2 ** 27 * (2 ** 27 + 2));
  });
});

describe('divideProduct', () => {
  it('is ⌊a·b / c⌋ and says whether it is exact', () => {
    const numbers = fc.oneof(
      fc.tuple(natural, natural, natural),
      fc.tuple(natural, natural).map(([a, c]) => [a, c, c] as const),
    );
    fc.assert(
      fc.property(numbers, ([a, b, c]) => {
        fc.pre(c > 0 && (BigInt(a) * BigInt(b)) / BigInt(c) <= MOST);
        const product = BigInt(a) * BigInt(b);
        expect(divideProduct(a, b, c)).toEqual({
          quotient: Number(product / BigInt(c)),
          exact: product % BigInt(c) === 0n,
        });
      }),
      runs(3000),
    );
  });
});

describe('exactDot', () => {
  it('is the sum in BigInt: a number while that is safe, else its digits', () => {
    const columns = fc.array(fc.tuple(fc.oneof(whole, fc.integer({ min: -9, max: 9 })), whole), { maxLength: 12 });
    let wide = 0;
    fc.assert(
      fc.property(columns, (rows) => {
        const sum = rows.reduce((total, [a, b]) => total + BigInt(a) * BigInt(b), 0n);
        const dot = exactDot(
          Float64Array.from(rows, ([a]) => a),
          Float64Array.from(rows, ([, b]) => b),
        );
        const safe = sum <= MOST && sum >= -MOST;
        if (!safe) wide++;
        expect(dot).toBe(safe ? Number(sum) : sum.toString());
      }),
      runs(3000),
    );
    expect(wide).toBeGreaterThan(500);
  });

  it.each<[number[], number[], number | string]>([
    [[], [], 0],
    [[0], [-5], 0],
    [[MOST], [1], MOST],
    [[MOST, 1], [1, 1], '9007199254740992'],
    [[MOST, 1, 1], [1, 1, 1], '9007199254740993'],
    [[MOST, MOST], [-1, -1], '-18014398509481982'],
    [[MOST, MOST], [MOST, -MOST], 0],
    [[MOST, MOST, 7], [MOST, -MOST, -1], -7],
  ])('%j · %j = %s', (a, b, dot) => {
    // toBe tells −0 from 0.
    expect(exactDot(a, b)).toBe(dot);
  });
});
