/** Faults by number: what bare columns do with bad numbers and bad structure. */
import { describe, expect, it } from 'vitest';
import { type ColumnsInput, matchColumns, verifyColumns } from '../../../src/bare/match-columns.js';
import type { LinkageError } from '../../../src/errors/linkage-error.js';
import { briefly, thrown } from '../../support/thrown.js';

const MOST = Number.MAX_SAFE_INTEGER;
const NEEDS = { rank: [0], demand: [2] };
const OFFERS = { capacity: [3] };
const PAIRS = { need: [0], offer: [0], cost: [1] };
const GOOD: ColumnsInput = { needs: NEEDS, offers: OFFERS, pairs: PAIRS };
const needs = (fields: object) => ({ ...GOOD, needs: { ...NEEDS, ...fields } });
const offers = (fields: object) => ({ ...GOOD, offers: { ...OFFERS, ...fields } });
const pairs = (fields: object) => ({ ...GOOD, pairs: { ...PAIRS, ...fields } });

function refusal(input: unknown, options?: unknown): LinkageError {
  const error = thrown(() => matchColumns(input as never, options as never));
  expect(thrown(() => verifyColumns(input as never, {}, options as never)).details).toEqual(error.details);
  return error;
}
const faultsOf = (input: unknown, code = 'INVALID_INPUT', options?: unknown) => {
  const error = refusal(input, options);
  expect(error.code).toBe(code);
  return briefly(error);
};

const NUMBERS: [path: string, (column: unknown) => unknown, least: number][] = [
  ['needs.rank', (rank) => needs({ rank }), -MOST],
  ['needs.demand', (demand) => needs({ demand }), 0],
  ['needs.group', (group) => needs({ group }), -MOST],
  ['offers.capacity', (capacity) => offers({ capacity }), 0],
  ['pairs.cost', (cost) => pairs({ cost }), -MOST],
  ['pairs.max', (max) => pairs({ max }), 0],
];

describe.each(NUMBERS)('%s', (path, input, least) => {
  it.each<[string, string, unknown, unknown]>([
    ['fault 1: NaN', 'NOT_FINITE', Number.NaN, 'NaN'],
    ['fault 2: Infinity', 'NOT_FINITE', Number.POSITIVE_INFINITY, 'Infinity'],
    ['fault 7: a fraction', 'NOT_AN_INTEGER', 0.5, 0.5],
    ['fault 8: 2^53', 'TOO_LARGE', 2 ** 53, 2 ** 53],
    ['fault 13: a string', 'NOT_A_NUMBER', '2', '2'],
    ['fault 13: a big integer', 'NOT_A_NUMBER', 2n, '[bigint]'],
    ['fault 13: nothing', 'REQUIRED', undefined, undefined],
  ])('%s is refused, in a list and in a typed array', (_, code, value, shown) => {
    expect(faultsOf(input([value]))).toEqual([[code, `${path}[0]`, shown]]);
    if (typeof value === 'number')
      expect(faultsOf(input(Float64Array.of(value)))).toEqual([[code, `${path}[0]`, shown]]);
  });

  it('fault 14: a negative number is refused where it means nothing', () => {
    for (const column of [[-1], Int32Array.of(-1), Float64Array.of(-1), Int8Array.of(-1)]) {
      if (least === 0) expect(faultsOf(input(column))).toEqual([['NEGATIVE', `${path}[0]`, -1]]);
      else expect(() => matchColumns(input(column) as never)).not.toThrow();
    }
  });

  it('fault 5: −0 is 0, and is not written over', () => {
    const column = Float64Array.of(-0);
    expect(matchColumns(input(column) as never)).toStrictEqual(matchColumns(input([0]) as never));
    expect(matchColumns(input([-0]) as never)).toStrictEqual(matchColumns(input([0]) as never));
    expect(Object.is(column[0], -0)).toBe(true);
  });

  it.each([
    [null],
    [7],
    ['12'],
    [{ 0: 1, length: 1 }],
    [new Set([1])],
    [BigInt64Array.of(1n)],
    [new DataView(new ArrayBuffer(8))],
  ])('fault 34: %o is no column', (column) => {
    expect(faultsOf(input(column)).map(([code, at]) => [code, at])).toEqual([['NOT_AN_ARRAY', path]]);
  });

  it('fault 35: a hole is a fault, and a claimed length is not walked', () => {
    expect(faultsOf(input(new Array(2 ** 32 - 1)))).toEqual([['HOLE', `${path}[0]`, undefined]]);
  });
});

describe('structure', () => {
  it('nothing in, nothing out', () => {
    const nothing = {
      needs: { rank: [], demand: [] },
      offers: { capacity: [] },
      pairs: { need: [], offer: [], cost: [] },
    };
    const result = matchColumns(nothing);
    expect(result).toMatchObject({ quantity: new Float64Array(0), coverage: [], cost: 0 });
    expect(verifyColumns(nothing, result).ok).toBe(true);
  });

  it('fault 22: rows that are not there, in any kind of column', () => {
    for (const column of [[1], Int32Array.of(1), Float64Array.of(1), Uint8Array.of(1)])
      expect(faultsOf(pairs({ need: column, offer: column }))).toEqual([
        ['DANGLING_REFERENCE', 'pairs.need[0]', 1],
        ['DANGLING_REFERENCE', 'pairs.offer[0]', 1],
      ]);
    for (const index of [-1, 0.5, Number.NaN, 2 ** 32])
      expect(faultsOf(pairs({ need: Float64Array.of(index) })).map(([code]) => code)).toEqual(['DANGLING_REFERENCE']);
    expect(faultsOf(pairs({ need: ['0'] }))).toEqual([['DANGLING_REFERENCE', 'pairs.need[0]', '0']]);
    const need = Int32Array.of(5);
    faultsOf(pairs({ need }));
    expect(need).toEqual(Int32Array.of(5));
  });

  it('fault 21: pairs that stand twice, also beside unknown ones, wherever they stand', () => {
    const input = {
      needs: { rank: [1, 0], demand: [1, 1] },
      offers: OFFERS,
      pairs: { need: [1, 9, 0, 1, 1], offer: [0, 0, 0, 0, 0], cost: [0, 0, 0, 0, 0] },
    };
    const error = refusal(input);
    expect(briefly(error)).toEqual([
      ['DANGLING_REFERENCE', 'pairs.need[1]', 9],
      ['DUPLICATE_PAIR', 'pairs.need[3]', 1],
      ['DUPLICATE_PAIR', 'pairs.need[4]', 1],
    ]);
    expect(error.details.map(({ message }) => message).slice(1)).toEqual([
      'expected each pair once, found need 1 and offer 0 as in row 0.',
      'expected each pair once, found need 1 and offer 0 as in row 3.',
    ]);
    const sound = { ...input, pairs: { ...input.pairs, need: [1, 1, 0, 1, 1] } };
    expect(faultsOf(sound).map(([code, path]) => [code, path])).toEqual(
      [1, 3, 4].map((p) => ['DUPLICATE_PAIR', `pairs.need[${p}]`]),
    );
  });

  it('columns of different lengths, each by name', () => {
    expect(
      faultsOf({ needs: { rank: [0, 0], demand: [1] }, offers: OFFERS, pairs: { ...PAIRS, offer: [0, 0], max: [] } }),
    ).toEqual([
      ['LENGTHS_DIFFER', 'needs.demand', 1],
      ['LENGTHS_DIFFER', 'pairs.offer', 2],
      ['LENGTHS_DIFFER', 'pairs.max', 0],
    ]);
  });

  it('fault 33: a misspelt optional column', () => {
    expect(faultsOf(pairs({ maxx: [1] }))).toEqual([['UNKNOWN_KEY', 'pairs.maxx', undefined]]);
    expect(faultsOf(needs({ gruop: [1] }))).toEqual([['UNKNOWN_KEY', 'needs.gruop', undefined]]);
  });

  it('fault 34: no tables', () => {
    expect(faultsOf(null).map(([code, path]) => [code, path])).toEqual([['NOT_AN_OBJECT', 'input']]);
    expect(faultsOf({}).map(([code, path]) => [code, path])).toEqual(
      ['needs', 'offers', 'pairs'].map((table) => ['REQUIRED', table]),
    );
    expect(faultsOf({ needs: {}, offers: {}, pairs: {} }).map(([code, path]) => [code, path])).toEqual(
      ['needs.rank', 'needs.demand', 'offers.capacity', 'pairs.need', 'pairs.offer', 'pairs.cost'].map((column) => [
        'REQUIRED',
        column,
      ]),
    );
  });

  it('fault 36: what throws is unreadable; what changes is read once', () => {
    const hostile = Object.defineProperty([0], '0', {
      get() {
        throw new Error('hostile');
      },
    });
    expect(faultsOf(pairs({ cost: hostile }))).toEqual([['UNREADABLE', 'pairs.cost[0]', undefined]]);
    let reads = 0;
    const demand = Object.defineProperty([0], '0', { get: () => ++reads });
    expect(matchColumns(needs({ demand }) as never).coverage).toEqual([{ rank: 0, demanded: 1, covered: 1 }]);
    expect(reads).toBe(1);
  });

  it('fault 36: what one column does when it is read does not change another', () => {
    const need = Int32Array.of(0);
    const hostile = Object.defineProperty([0], '0', { get: () => (need[0] = 99) && 1 });
    expect(faultsOf(pairs({ need, cost: hostile }))).toEqual([['DANGLING_REFERENCE', 'pairs.need[0]', 99]]);
  });

  it('fault 37: proxies are read like what they stand for; revoked ones are refused', () => {
    const through = <T extends object>(target: T): T => new Proxy(target, {});
    const input = through({ needs: through({ ...NEEDS, rank: through([0]) }), offers: OFFERS, pairs: PAIRS });
    expect(matchColumns(input).cost).toBe(2);
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expect(faultsOf(pairs({ cost: proxy })).map(([code, path]) => [code, path])).toEqual([
      ['UNREADABLE', 'pairs.cost'],
    ]);
  });

  it('fault 37: a typed array is read by what it holds, whatever has been done to it', () => {
    class Own extends Int32Array {
      override get length() {
        return 99;
      }
    }
    const odd = Object.defineProperties(Float64Array.of(1), { buffer: { value: null }, constructor: { value: null } });
    expect(matchColumns(pairs({ need: new Own([0]), cost: odd }) as never).cost).toBe(2);
    const shared = new Int32Array(new SharedArrayBuffer(4));
    expect(matchColumns(pairs({ need: shared }) as never).cost).toBe(2);
    const window = new Float64Array([9, 1, 9]).subarray(1, 2);
    expect(matchColumns(pairs({ cost: window }) as never).cost).toBe(2);
    const gone = Float64Array.of(1);
    structuredClone(gone, { transfer: [gone.buffer] });
    expect(faultsOf(pairs({ cost: gone })).map(([code, path]) => [code, path])).toEqual([['UNREADABLE', 'pairs.cost']]);
  });

  it('faults 9 and 12: sums and costs beyond 2^53 − 1', () => {
    expect(faultsOf({ ...GOOD, needs: { rank: [0, 0], demand: [MOST, 1] } })).toEqual([
      ['SUM_TOO_LARGE', 'needs', '9007199254740992'],
    ]);
    expect(faultsOf(offers({ capacity: Float64Array.of(MOST, MOST) }))).toEqual([
      ['SUM_TOO_LARGE', 'offers', '18014398509481982'],
    ]);
    const last = Math.floor(MOST / 3);
    expect(faultsOf(pairs({ cost: [last + 1] }))).toEqual([['COST_TOO_LARGE', 'pairs', last + 1]]);
    expect(matchColumns(pairs({ cost: [-last] }) as never).cost).toBe(-2 * last);
  });

  it('more rows than 32 bits can number are refused before they are looked at', () => {
    const many = new Int32Array(2 ** 29 + 1);
    expect(faultsOf(pairs({ cost: many })).map(([code, path]) => [code, path])).toEqual([
      ['CANDIDATES_TOO_MANY', 'pairs.cost'],
    ]);
  });

  it('a million faults are counted, not collected', () => {
    const error = refusal(
      pairs({ need: new Int32Array(1e6).fill(-1), offer: new Int32Array(1e6), cost: new Int32Array(1e6) }),
    );
    expect([error.details.length, error.omitted]).toEqual([100, 1e6 - 100]);
  });
});

describe('options', () => {
  const optionFaults = (options: unknown) => faultsOf(GOOD, 'INVALID_OPTIONS', options);

  it('previous: every fault of its columns', () => {
    expect(optionFaults({ previous: null })).toEqual([['NOT_AN_OBJECT', 'previous', null]]);
    expect(optionFaults({ previous: { need: [0.5], offer: [0, 0], quantity: [-1] } })).toEqual([
      ['NOT_AN_INTEGER', 'previous.need[0]', 0.5],
      ['NEGATIVE', 'previous.quantity[0]', -1],
      ['LENGTHS_DIFFER', 'previous.offer', 2],
    ]);
    expect(optionFaults({ previous: { need: [0, 0], offer: [0, 0], quantity: [MOST, 1] } })).toEqual([
      ['SUM_TOO_LARGE', 'previous', '9007199254740992'],
    ]);
  });

  it('levels are those of matchPairs', () => {
    expect(optionFaults({ levels: ['fair'] }).map(([code, path]) => [code, path])).toEqual([['BAD_LEVELS', 'levels']]);
    expect(optionFaults({ level: ['rank'] })).toEqual([['UNKNOWN_KEY', 'options.level', undefined]]);
  });

  it('promises to rows that are gone count as withdrawn and do no harm', () => {
    const previous = { need: [-1, 7, 0, 0], offer: [0, 0, -5, 9], quantity: [1, 2, 3, MOST - 6] };
    const result = matchColumns(GOOD, { previous });
    expect(result.quantity).toEqual(Float64Array.of(2));
    expect(verifyColumns(GOOD, result, { previous }).ok).toBe(true);
  });

  it('the example of the docs', () => {
    const { quantity, coverage } = matchColumns({
      needs: { rank: [0, 1], demand: [5, 4] },
      offers: { capacity: [8] },
      pairs: { need: Int32Array.of(1, 0), offer: Int32Array.of(0, 0), cost: [3, 12] },
    });
    expect(quantity).toEqual(Float64Array.of(3, 5));
    expect(coverage).toEqual([
      { rank: 0, demanded: 5, covered: 5 },
      { rank: 1, demanded: 4, covered: 3 },
    ]);
  });
});
