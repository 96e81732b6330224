/** Faults by number: what bare pairs do with bad numbers, bad structure and odd ids. */
import { describe, expect, it } from 'vitest';
import { type Fault, formatPath, LinkageError } from '../../../src/errors.js';
import { matchPairs, verifyPairs } from '../../../src/pairs.js';

const MOST = Number.MAX_SAFE_INTEGER;

const NEED = { id: 'n', rank: 0, demand: 2 };
const OFFER = { id: 'o', capacity: 3 };
const PAIR = { need: 'n', offer: 'o', cost: 1 };
const need = (fields: object) => ({ needs: [{ ...NEED, ...fields }], offers: [OFFER], pairs: [PAIR] });
const offer = (fields: object) => ({ needs: [NEED], offers: [{ ...OFFER, ...fields }], pairs: [PAIR] });
const pair = (fields: object) => ({ needs: [NEED], offers: [OFFER], pairs: [{ ...PAIR, ...fields }] });

function refusal(input: unknown, options?: unknown): LinkageError {
  const call = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      if (error instanceof LinkageError) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  };
  const error = call(() => matchPairs(input as never, options as never));
  // verifyPairs reads the same data in the same way.
  expect(call(() => verifyPairs(input as never, {}, options as never)).details).toEqual(error.details);
  for (const { path, message } of error.details) expect([Array.isArray(path), message !== '']).toEqual([true, true]);
  return error;
}

/** code, path and value of every fault. */
const briefly = (error: LinkageError) =>
  error.details.map(({ code, path, value }: Fault) => [code, formatPath(path), value]);
const faultsOf = (input: unknown) => {
  const error = refusal(input);
  expect(error.code).toBe('INVALID_INPUT');
  return briefly(error);
};
const optionFaultsOf = (options: unknown) => {
  const error = refusal({ needs: [NEED], offers: [OFFER], pairs: [PAIR] }, options);
  expect(error.code).toBe('INVALID_OPTIONS');
  return briefly(error);
};

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
    expect(faultsOf(input(value))).toEqual([[code, path, shown]]);
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
    else expect(faultsOf(input(undefined))).toEqual([['NOT_A_NUMBER', path, undefined]]);
  });
});

describe('sums and bounds', () => {
  const two = (fields: object, more: object) => [
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

describe('structure', () => {
  it('fault 20: a duplicate id names both positions', () => {
    const error = refusal({ needs: [NEED, { ...NEED, id: 'm' }, NEED, NEED], offers: [OFFER, OFFER], pairs: [] });
    expect(briefly(error)).toEqual([
      ['DUPLICATE_ID', 'needs[2].id', 'n'],
      ['DUPLICATE_ID', 'needs[3].id', 'n'],
      ['DUPLICATE_ID', 'offers[1].id', 'o'],
    ]);
    expect(error.details[0]!.message).toContain('row 0');
  });

  it('fault 20: one id for a need and for an offer is no fault', () => {
    const input = { needs: [{ ...NEED, id: 'o' }], offers: [OFFER], pairs: [{ ...PAIR, need: 'o' }] };
    expect(matchPairs(input).allocations).toEqual([{ need: 'o', offer: 'o', quantity: 2 }]);
  });

  it('fault 21: a pair listed twice names both positions', () => {
    const error = refusal({ needs: [NEED], offers: [OFFER], pairs: [PAIR, { ...PAIR, cost: 9 }] });
    expect(briefly(error)).toEqual([['DUPLICATE_PAIR', 'pairs[1]', 'n and o']]);
    expect(error.details[0]!.message).toContain('pairs[0]');
  });

  it('fault 22: unknown needs and offers', () => {
    expect(faultsOf(pair({ need: 'x', offer: 'y' }))).toEqual([
      ['DANGLING_REFERENCE', 'pairs[0].need', 'x'],
      ['DANGLING_REFERENCE', 'pairs[0].offer', 'y'],
    ]);
    expect(faultsOf(pair({ need: undefined }))).toEqual([['DANGLING_REFERENCE', 'pairs[0].need', undefined]]);
    expect(faultsOf(pair({ need: 0 }))).toEqual([['DANGLING_REFERENCE', 'pairs[0].need', 0]]);
  });

  it('fault 23: a need named as offer', () => {
    expect(faultsOf(pair({ offer: 'n' }))).toEqual([['DANGLING_REFERENCE', 'pairs[0].offer', 'n']]);
  });

  it('fault 24: nothing in, an empty plan out', () => {
    const result = matchPairs({ needs: [], offers: [], pairs: [] });
    expect(result).toMatchObject({ allocations: [], coverage: [], cost: 0 });
    expect(verifyPairs({ needs: [], offers: [], pairs: [] }, result).ok).toBe(true);
    expect(matchPairs({ needs: [], offers: [OFFER], pairs: [] }).coverage).toEqual([]);
    expect(matchPairs({ needs: [NEED], offers: [], pairs: [] }).coverage).toEqual([
      { rank: 0, demanded: 2, covered: 0 },
    ]);
  });

  it.each([
    ['fault 25: zero demand', need({ demand: 0 }), { rank: 0, demanded: 0, covered: 0 }],
    ['fault 25: zero capacity', offer({ capacity: 0 }), { rank: 0, demanded: 2, covered: 0 }],
    ['fault 25: zero max', pair({ max: 0 }), { rank: 0, demanded: 2, covered: 0 }],
    ['fault 26: a need without candidates', { ...pair({}), pairs: [] }, { rank: 0, demanded: 2, covered: 0 }],
    ['fault 27: more demand than there is', offer({ capacity: 1 }), { rank: 0, demanded: 2, covered: 1 }],
  ])('%s', (_, input, row) => {
    const result = matchPairs(input);
    expect(result.coverage).toEqual([row]);
    expect(verifyPairs(input, result).ok).toBe(true);
  });

  it('fault 33: a misspelt optional field is refused, other unknown fields are left alone', () => {
    expect(faultsOf(pair({ maxx: 1 }))).toEqual([['UNKNOWN_KEY', 'pairs[0].maxx', undefined]]);
    expect(refusal(need({ gruop: 'g' })).message).toContain('Maybe `group`');
    expect(optionFaultsOf({ level: ['rank'] })).toEqual([['UNKNOWN_KEY', 'options.level', undefined]]);
    expect(optionFaultsOf({ previuos: [] })).toEqual([['UNKNOWN_KEY', 'options.previuos', undefined]]);
    expect(matchPairs(pair({ max: 1, maxx: 2, note: {}, order: 3 })).cost).toBe(1);
    expect(matchPairs(need({ name: 'x', note: undefined })).cost).toBe(2);
  });

  it.each([[undefined], [null], [3], ['x'], [[]], [() => 0], [Symbol('x')]])('fault 34: %o is no input', (input) => {
    expect(faultsOf(input).map(([code, path]) => [code, path])).toEqual([['NOT_AN_OBJECT', 'input']]);
  });

  it('fault 34: objects where lists are due, and the other way round', () => {
    expect(faultsOf({ needs: { 0: NEED, length: 1 }, offers: new Set([OFFER]), pairs: 'PAIR' })).toEqual([
      ['NOT_AN_ARRAY', 'needs', '[object]'],
      ['NOT_AN_ARRAY', 'offers', '[object]'],
      ['NOT_AN_ARRAY', 'pairs', 'PAIR'],
    ]);
    expect(faultsOf({})).toEqual(['needs', 'offers', 'pairs'].map((path) => ['NOT_AN_ARRAY', path, undefined]));
    expect(faultsOf({ needs: [[NEED]], offers: [null], pairs: [7] })).toEqual([
      ['NOT_AN_OBJECT', 'needs[0]', '[array]'],
      ['NOT_AN_OBJECT', 'offers[0]', null],
      ['NOT_AN_OBJECT', 'pairs[0]', 7],
    ]);
  });

  it('rows that cannot be read do not shift the others', () => {
    const offers = [OFFER, null, null, { ...OFFER, id: 'p' }];
    const needs = [NEED, { ...NEED, id: 'm' }];
    const pairs = [
      { need: 'n', offer: 'p', cost: 0 },
      { need: 'm', offer: 'o', cost: 0 },
    ];
    expect(faultsOf({ needs, offers, pairs }).map(([code, path]) => [code, path])).toEqual([
      ['NOT_AN_OBJECT', 'offers[1]'],
      ['NOT_AN_OBJECT', 'offers[2]'],
    ]);
  });

  it('fault 35: holes are refused, the first is named; a claimed length is not walked; extra keys are left alone', () => {
    const holey = [NEED, undefined, undefined, { ...NEED, demand: -1, id: 'm' }];
    delete holey[1];
    delete holey[2];
    expect(faultsOf({ needs: holey, offers: [], pairs: [] })).toEqual([
      ['HOLE', 'needs[1]', undefined],
      ['NEGATIVE', 'needs[3].demand', -1],
    ]);
    const claimed = new Array(2 ** 32 - 1);
    expect(faultsOf({ needs: [], offers: claimed, pairs: claimed })).toEqual([
      ['HOLE', 'offers[0]', undefined],
      ['HOLE', 'pairs[0]', undefined],
    ]);
    const extra = Object.assign([NEED], { note: 1, '-1': 2 });
    expect(matchPairs({ needs: extra, offers: [OFFER], pairs: [PAIR] }).cost).toBe(2);
  });

  it('fault 35: a list is read by its indices, whatever its iterator says', () => {
    const endless = Object.assign([NEED], {
      *[Symbol.iterator]() {
        for (;;) yield NEED;
      },
    });
    expect(matchPairs({ needs: endless, offers: [OFFER], pairs: [PAIR] }).cost).toBe(2);
  });

  it.each<[string, unknown, string]>([
    ['an error', new Error('hostile'), '"hostile"'],
    ['no error', 7, 'not an error'],
    ['what cannot be shown', Object.create(null), 'not an error'],
    [
      'an error that throws',
      Object.defineProperty(new Error('x'), 'message', {
        get() {
          throw new Error('again');
        },
      }),
      'cannot be read',
    ],
  ])('fault 36: a getter that throws %s', (_, thrown, words) => {
    const hostile = (fields: object, key: string) =>
      Object.defineProperty({ ...fields }, key, {
        enumerable: true,
        get() {
          throw thrown;
        },
      });
    const error = refusal({ needs: [NEED], offers: [OFFER], pairs: [hostile(PAIR, 'cost'), hostile(PAIR, 'max')] });
    expect(briefly(error).map(([code, path]) => [code, path])).toEqual([
      ['UNREADABLE', 'pairs[0].cost'],
      ['UNREADABLE', 'pairs[1].max'],
      ['DUPLICATE_PAIR', 'pairs[1]'],
    ]);
    expect(error.details[0]!.message).toContain(words);
    expect(faultsOf(hostile({ needs: [], offers: [] }, 'pairs'))).toEqual([['UNREADABLE', 'pairs', undefined]]);
    expect(faultsOf({ needs: hostile([], '0'), offers: [], pairs: [] })[0]!.slice(0, 2)).toEqual([
      'UNREADABLE',
      'needs[0]',
    ]);
    expect(optionFaultsOf(hostile({}, 'previous'))).toEqual([['UNREADABLE', 'options.previous', undefined]]);
  });

  it('fault 36: a getter that changes its value is read once', () => {
    let reads = 0;
    const shifty = {
      ...NEED,
      get demand() {
        return ++reads;
      },
    };
    const result = matchPairs({ needs: [shifty], offers: [OFFER], pairs: [PAIR] });
    expect([reads, result.coverage]).toEqual([1, [{ rank: 0, demanded: 1, covered: 1 }]]);
  });

  it('fault 37: proxies are read like what they stand for; revoked ones are refused', () => {
    const through = <T extends object>(target: T): T => new Proxy(target, {});
    const input = through({ needs: through([through(NEED)]), offers: [through(OFFER)], pairs: through([PAIR]) });
    expect(matchPairs(input, through({ levels: through(['rank', 'cost'] as const) })).cost).toBe(2);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(faultsOf(proxy)).toEqual([['UNREADABLE', 'input', undefined]]);
    expect(faultsOf({ needs: proxy, offers: [proxy], pairs: [] })).toEqual([
      ['UNREADABLE', 'needs', undefined],
      ['UNREADABLE', 'offers[0]', undefined],
    ]);
    expect(faultsOf(need({ id: proxy, demand: proxy })).slice(0, 2)).toEqual([
      ['BAD_ID', 'needs[0].id', '[object]'],
      ['NOT_A_NUMBER', 'needs[0].demand', '[object]'],
    ]);
    expect(optionFaultsOf(proxy)).toEqual([['UNREADABLE', 'options', undefined]]);
    expect(optionFaultsOf({ levels: proxy })).toEqual([['BAD_LEVELS', 'levels', '[object]']]);
  });

  it('fault 38: frozen input is accepted and never written', () => {
    const input = Object.freeze({
      needs: Object.freeze([Object.freeze({ ...NEED })]),
      offers: Object.freeze([Object.freeze({ ...OFFER })]),
      pairs: Object.freeze([Object.freeze({ ...PAIR })]),
    });
    const before = JSON.stringify(input);
    const previous = Object.freeze([Object.freeze({ need: 'n', offer: 'o', quantity: 1 })]);
    expect(matchPairs(input, Object.freeze({ levels: Object.freeze(['rank', 'keep'] as const), previous })).cost).toBe(
      2,
    );
    expect(JSON.stringify(input)).toBe(before);
  });

  it('fault 39: cycles in fields that are not ours are no matter', () => {
    const cyclic: Record<string, unknown> = { ...NEED };
    cyclic['self'] = cyclic;
    expect(matchPairs({ needs: [cyclic as never], offers: [OFFER], pairs: [PAIR] }).cost).toBe(2);
    expect(faultsOf(need({ demand: cyclic }))).toEqual([['NOT_A_NUMBER', 'needs[0].demand', '[object]']]);
  });

  it('fault 45: ties between needs end in one documented order, by id', () => {
    const input = {
      needs: ['b', 'a', 'c'].map((id) => ({ id, rank: 0, demand: 1 })),
      offers: [{ id: 'o', capacity: 2 }],
      pairs: ['b', 'a', 'c'].map((id) => ({ need: id, offer: 'o', cost: 0 })),
    };
    const { allocations } = matchPairs(input);
    expect(matchPairs({ ...input, needs: [...input.needs].reverse() }).allocations).toEqual(allocations);
    expect(allocations.map((one) => one.need)).toEqual([...allocations.map((one) => one.need)].sort());
  });

  it('all faults travel in one error, the first hundred of them, with the number of the rest', () => {
    const needs = Array.from({ length: 130 }, (_, n) => ({ id: `n${n}`, rank: 'x', demand: -1 }));
    const error = refusal({ needs, offers: [], pairs: [] });
    expect(error.details).toHaveLength(100);
    expect(error.omitted).toBe(160);
    expect(formatPath(error.details[99]!.path)).toBe('needs[49].demand');
    expect(error.message).toContain('260 faults');
    expect(faultsOf({ needs: [{ id: '', rank: 1.5, demand: '1' }], offers: [{ id: 'o' }], pairs: [{}] })).toHaveLength(
      7,
    );
  });

  it('a million bad rows are counted, not collected', () => {
    const error = refusal({ needs: new Array(1e6).fill(null), offers: [], pairs: [] });
    expect([error.details.length, error.omitted]).toEqual([100, 1e6 - 100]);
  });
});

describe('text and identity', () => {
  const withIds = (needs: readonly string[], offers: readonly string[]) => ({
    needs: needs.map((id) => ({ id, rank: 0, demand: 1 })),
    offers: offers.map((id) => ({ id, capacity: 1 })),
    pairs: needs.map((id, i) => ({ need: id, offer: offers[i]!, cost: i })),
  });
  const partners = (needs: readonly string[], offers: readonly string[]) => {
    const input = withIds(needs, offers);
    const result = matchPairs(input);
    expect(verifyPairs(input, JSON.parse(JSON.stringify(result))).ok).toBe(true);
    return new Map(result.allocations.map((one) => [one.need, one.offer]));
  };

  it.each<[string, string[], string[]]>([
    ['fault 60: composed and decomposed letters are two ids', ['\u00e9', 'e\u0301'], ['e\u0301', '\u00e9']],
    ['fault 61: invisible characters are part of an id', ['a', 'a\u200b', '\u202ea'], ['x', 'x\u200d', '\ufeffx']],
    ['fault 62: a megabyte is an id like any other', ['x'.repeat(1e6), `${'x'.repeat(1e6)}y`], ['1', '2']],
    ['fault 63: lone surrogates survive', ['\ud800', '\udc00', '\ud800\udc00'], ['\udfff', 'a', 'b']],
    [
      'fault 64: __proto__, constructor, toString',
      ['__proto__', 'constructor', 'toString'],
      ['toString', '__proto__', 'valueOf'],
    ],
    ['fault 65: ids that collide in composed keys', ['a b', 'a', 'a,b', '["a"]'], ['c', 'b c', 'c,', '"]["']],
    ['fault 66: numbers as names', ['10', '9', '1e1', '010', '-1', ' 9'], ['1', '2', '3', '4', '5', '6']],
    ['fault 68: case folding merges nothing', ['I', 'i', '\u0130', '\u0131'], ['SS', '\u00df', 'ss', '\u1e9e']],
  ])('%s', (_, needs, offers) => {
    expect(partners(needs, offers)).toEqual(new Map(needs.map((id, i) => [id, offers[i]!])));
  });

  it('fault 64: groups named __proto__ are groups; own keys named __proto__ pollute nothing', () => {
    const rows = JSON.parse(
      '[{"id":"a","rank":0,"demand":2,"group":"__proto__","__proto__":{"demand":9,"polluted":1}}]',
    );
    const result = matchPairs({ needs: rows, offers: [OFFER], pairs: [{ need: 'a', offer: 'o', cost: 0 }] });
    expect(result.coverage).toEqual([{ rank: 0, demanded: 2, covered: 2 }]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('fault 65: one group name in two ranks is two classes, and no group is no group named undefined', () => {
    const input = (groups: (string | undefined)[]) => ({
      needs: groups.map((group, n) => ({ id: `n${n}`, rank: 0, demand: 2, ...(group === undefined ? {} : { group }) })),
      offers: [{ id: 'o', capacity: 4 }],
      pairs: groups.map((_, n) => ({ need: `n${n}`, offer: 'o', cost: [5, 0, 1][n]! })),
    });
    // As classes of their own n0 and n1 get a unit each at least; as one class the dear n0 gets nothing.
    const units = (groups: (string | undefined)[]) => matchPairs(input(groups)).allocations.map((one) => one.need);
    expect(units([undefined, undefined, 'undefined'])).toContain('n0');
    expect(units(['undefined', 'undefined', undefined])).not.toContain('n0');
    expect(faultsOf(need({ group: 7 }))).toEqual([['NOT_A_STRING', 'needs[0].group', 7]]);
  });

  it('fault 67: the order is that of code units, not of any language', () => {
    const ids = ['ä', 'z', 'Z', 'a', '中', '\ud83d\ude00', '\uffff'];
    const { allocations } = matchPairs(withIds(ids, ids));
    expect(allocations.map((one) => one.need)).toEqual(['Z', 'a', 'z', 'ä', '中', '\ud83d\ude00', '\uffff']);
  });

  it.each([[''], [7], [null], [undefined], [['n']], [Object('n')]])('fault 62: %o is no id', (id) => {
    expect(faultsOf({ needs: [{ ...NEED, id }], offers: [], pairs: [] }).map(([code, path]) => [code, path])).toEqual([
      ['BAD_ID', 'needs[0].id'],
    ]);
  });

  it('fault 62: a long value is cut in the fault', () => {
    const [fault] = faultsOf(pair({ need: 'x'.repeat(1e6) }));
    expect(String(fault![2]).length).toBeLessThan(300);
    const long = 'y'.repeat(1e6);
    const twice = {
      needs: [
        { ...NEED, id: long },
        { ...NEED, id: long },
      ],
      offers: [],
      pairs: [],
    };
    expect(refusal(twice).message.length).toBeLessThan(1000);
  });
});

describe('options', () => {
  it.each<[unknown]>([[null], [[]], [7], ['rank']])('%o are no options', (options) => {
    expect(optionFaultsOf(options).map(([code, path]) => [code, path])).toEqual([['NOT_AN_OBJECT', 'options']]);
  });

  it.each<[unknown]>([
    [[]],
    [['fair']],
    [['fair', 'rank']],
    [['rank', 'rank']],
    [['rank', 'cost', 'keep']],
    [['rank', 'speed']],
    [['rank', undefined]],
    [new Array(1e9)],
    ['rank'],
    [null],
    [{ 0: 'rank', length: 1 }],
  ])('levels %o are refused', (levels) => {
    expect(optionFaultsOf({ levels }).map(([code, path]) => [code, path])).toEqual([['BAD_LEVELS', 'levels']]);
  });

  it('previous: every fault of its rows', () => {
    expect(
      optionFaultsOf({
        previous: [{ need: '', offer: 3, quantity: -1 }, null, { need: 'n', offer: 'o', quantity: 0.5 }],
      }),
    ).toEqual([
      ['BAD_ID', 'previous[0].need', ''],
      ['BAD_ID', 'previous[0].offer', 3],
      ['NEGATIVE', 'previous[0].quantity', -1],
      ['NOT_AN_OBJECT', 'previous[1]', null],
      ['NOT_AN_INTEGER', 'previous[2].quantity', 0.5],
    ]);
    expect(optionFaultsOf({ previous: null })).toEqual([['NOT_AN_ARRAY', 'previous', null]]);
  });

  it('undefined options are the defaults', () => {
    const input = { needs: [NEED], offers: [OFFER], pairs: [PAIR] };
    const loose = { levels: undefined, previous: undefined };
    expect(matchPairs(input, loose as never)).toEqual(matchPairs(input));
    expect(matchPairs(input, undefined)).toEqual(matchPairs(input));
  });
});
