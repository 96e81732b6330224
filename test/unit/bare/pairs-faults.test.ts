/** Faults by number: what bare pairs do with bad numbers. */
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../../src/bare/match-pairs.js';
import { faultsOf, MOST, NEED, need, OFFER, offer, optionFaultsOf, PAIR, pair, refusal } from './refusal.js';

/** The fields that hold numbers, each with an input made around its value. */
const NUMBERS: [path: string, (value: unknown) => unknown, least: number][] = [
  ['needs[0].rank', (value) => need({ rank: value }), -MOST],
  ['needs[0].demand', (value) => need({ demand: value }), 0],
  ['offers[0].capacity', (value) => offer({ capacity: value }), 0],
  ['pairs[0].cost', (value) => pair({ cost: value }), -MOST],
  ['pairs[0].max', (value) => pair({ max: value }), 0],
];

describe.each(NUMBERS)('%s', (path, input, least) => {
  it.each<[string, string, unknown, unknown]>([
    ['fault 1: NaN', 'NOT_FINITE', Number.NaN, 'NaN'],
    ['fault 2: Infinity', 'NOT_FINITE', Number.POSITIVE_INFINITY, 'Infinity'],
    ['fault 3: −Infinity', 'NOT_FINITE', Number.NEGATIVE_INFINITY, '-Infinity'],
    ['fault 4: the word unlimited', 'NOT_A_NUMBER', 'unlimited', 'unlimited'],
    ['fault 6: 1e308', 'TOO_LARGE', 1e308, 1e308],
    ['fault 6: −1e308', 'TOO_LARGE', -1e308, -1e308],
    ['fault 7: a fraction', 'NOT_AN_INTEGER', 0.5, 0.5],
    ['fault 7: a sum that is all but whole', 'NOT_AN_INTEGER', 99.999, 99.999],
    ['fault 7: the least number', 'NOT_AN_INTEGER', 5e-324, 5e-324],
    ['fault 8: 2^53', 'TOO_LARGE', 2 ** 53, 2 ** 53],
    ['fault 8: 2^53 + 2', 'TOO_LARGE', 2 ** 53 + 2, 2 ** 53 + 2],
    ['fault 13: a string', 'NOT_A_NUMBER', '2', '2'],
    ['fault 13: an empty string', 'NOT_A_NUMBER', '', ''],
    ['fault 13: a boolean', 'NOT_A_NUMBER', true, true],
    ['fault 13: null', 'NOT_A_NUMBER', null, null],
    ['fault 13: a big integer', 'NOT_A_NUMBER', 2n, '[bigint]'],
    ['fault 13: a boxed number', 'NOT_A_NUMBER', Object(2), '[object]'],
    ['fault 13: a date', 'NOT_A_NUMBER', new Date(0), '[object]'],
    ['fault 13: a list of one number', 'NOT_A_NUMBER', [2], '[array]'],
    ['fault 13: an object that has a value', 'NOT_A_NUMBER', { valueOf: () => 2 }, '[object]'],
    ['fault 13: a symbol', 'NOT_A_NUMBER', Symbol('2'), '[symbol]'],
    ['fault 13: a function', 'NOT_A_NUMBER', () => 2, '[function]'],
  ])('%s is refused', (_, code, value, shown) => {
    // Below 0 nothing else matters where nothing may be.
    const told = value === -1e308 && least === 0 ? 'NEGATIVE' : code;
    expect(faultsOf(input(value))).toEqual([[told, path, shown]]);
  });

  it(`fault 14: negative numbers are refused where they mean nothing`, () => {
    if (least === 0) expect(faultsOf(input(-1))).toEqual([['NEGATIVE', path, -1]]);
    else expect(() => matchPairs(input(-1) as never)).not.toThrow();
  });

  it('fault 5: −0 is 0', () => {
    const asZero = JSON.stringify(matchPairs(input(0) as never));
    const result = matchPairs(input(-0) as never);
    expect(JSON.stringify(result)).toBe(asZero);
    expect(result).toStrictEqual(JSON.parse(asZero));
  });

  it('missing is refused, unless it may be left out', () => {
    if (path.endsWith('max')) expect(matchPairs(input(undefined) as never).cost).toBe(2);
    else expect(faultsOf(input(undefined))).toEqual([['REQUIRED', path, undefined]]);
  });
});

describe('sums and bounds', () => {
  const two = <T extends object>(fields: T, more: T) => [
    { ...fields, id: 'a' },
    { ...more, id: 'b' },
  ];

  it('fault 9: demand beyond 2^53 − 1 in all names the sum; 2^53 − 1 itself is served', () => {
    const input = (demand: number) => ({
      needs: two({ rank: 0, demand: MOST }, { rank: 1, demand }),
      offers: [{ id: 'o', capacity: MOST }],
      pairs: [{ need: 'a', offer: 'o', cost: 1 }],
    });
    expect(faultsOf(input(1))).toEqual([['SUM_TOO_LARGE', 'needs', '9007199254740992']]);
    expect(refusal(input(2)).message).toContain('9007199254740993');
    expect(matchPairs(input(0))).toMatchObject({ cost: MOST, allocations: [{ quantity: MOST }] });
  });

  it('fault 9: capacity beyond 2^53 − 1 in all names the sum', () => {
    const offers = two({ capacity: MOST }, { capacity: MOST });
    expect(faultsOf({ needs: [], offers, pairs: [] })).toEqual([['SUM_TOO_LARGE', 'offers', '18014398509481982']]);
  });

  it('fault 9: promises beyond 2^53 − 1 in all name the sum', () => {
    const promise = { need: 'x', offer: 'y', quantity: MOST };
    expect(optionFaultsOf({ previous: [promise, { ...promise, quantity: 1 }] })).toEqual([
      ['SUM_TOO_LARGE', 'previous', '9007199254740992'],
    ]);
  });

  it('fault 10: a total cost beyond 2^53 is exact, as a decimal string', () => {
    const cost = 3_002_399_751_580_330;
    const result = matchPairs({
      needs: [{ ...NEED, demand: 7 }],
      offers: [{ ...OFFER, capacity: 7 }],
      pairs: [{ ...PAIR, cost }],
    });
    expect(result.cost).toBe((7n * BigInt(cost)).toString());
    const back = matchPairs({
      needs: [{ ...NEED, demand: 7 }],
      offers: [{ ...OFFER, capacity: 7 }],
      pairs: [{ ...PAIR, cost: -cost }],
    });
    expect(back.cost).toBe((-7n * BigInt(cost)).toString());
  });

  it('fault 11: nothing wraps at 2^31 or 2^32', () => {
    for (const units of [2 ** 31, 2 ** 32 + 1, 2 ** 40 + 3]) {
      const input = {
        needs: [{ ...NEED, demand: units }],
        offers: [{ ...OFFER, capacity: units - 1 }],
        pairs: [{ ...PAIR, cost: -(2 ** 31) }],
      };
      const result = matchPairs(input);
      expect(result.allocations).toEqual([{ need: 'n', offer: 'o', quantity: units - 1 }]);
      expect(BigInt(result.cost)).toBe(BigInt(units - 1) * -(2n ** 31n));
      expect(verifyPairs(input, result).ok).toBe(true);
    }
  });

  it('fault 12: costs that could add up beyond 2^53 − 1 along a path are refused, the last that cannot are not', () => {
    // One need, one offer: 2·1 + 1 = 3 costs at most.
    const last = Math.floor(MOST / 3);
    for (const cost of [last + 1, -last - 1]) {
      expect(faultsOf(pair({ cost }))).toEqual([['COST_TOO_LARGE', 'pairs', last + 1]]);
    }
    expect(matchPairs(pair({ cost: last })).allocations).toHaveLength(1);
    expect(matchPairs(pair({ cost: -last })).allocations).toHaveLength(1);
  });

  const choice = (a: number, b: number) => ({
    needs: [{ ...NEED, demand: 1 }],
    offers: [
      { id: 'x', capacity: 1 },
      { id: 'y', capacity: 1 },
    ],
    pairs: [
      { need: 'n', offer: 'x', cost: a },
      { need: 'n', offer: 'y', cost: b },
    ],
  });

  it('fault 15: costs that differ by 1 in 2^50 are told apart', () => {
    const large = 2 ** 50;
    expect(matchPairs(choice(large, large - 1)).allocations[0]!.offer).toBe('y');
    expect(matchPairs(choice(large - 1, large)).allocations[0]!.offer).toBe('x');
  });

  it('fault 16: costs that are all equal give one and the same plan', () => {
    const grid = (order: readonly number[]) => ({
      needs: order.map((i) => ({ id: `n${i}`, rank: 0, demand: 2 })),
      offers: order.map((i) => ({ id: `o${i}`, capacity: 2 })),
      pairs: order.flatMap((i) => order.map((j) => ({ need: `n${j}`, offer: `o${i}`, cost: 4 }))),
    });
    const result = matchPairs(grid([0, 1, 2, 3, 4]));
    expect(result.cost).toBe(40);
    expect(JSON.stringify(matchPairs(grid([3, 1, 4, 0, 2])))).toBe(JSON.stringify(result));
  });

  it('fault 17: a negative cost cannot displace urgency, nor have a unit served that displaces one', () => {
    const input = {
      needs: [
        { id: 'urgent', rank: 0, demand: 1 },
        { id: 'hoped', rank: 3, demand: 1 },
      ],
      offers: [OFFER].map((one) => ({ ...one, capacity: 1 })),
      pairs: [
        { need: 'urgent', offer: 'o', cost: 1e12 },
        { need: 'hoped', offer: 'o', cost: -1e12 },
      ],
    };
    expect(matchPairs(input).allocations).toEqual([{ need: 'urgent', offer: 'o', quantity: 1 }]);
    expect(matchPairs(input, { previous: [{ need: 'hoped', offer: 'o', quantity: 1 }] }).allocations[0]!.need).toBe(
      'urgent',
    );
  });
});
