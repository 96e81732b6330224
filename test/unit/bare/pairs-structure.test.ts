/** Faults by number: what bare pairs do with bad structure. */
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../../src/bare/match-pairs.js';
import { formatPath } from '../../../src/errors/linkage-error.js';
import { briefly } from '../../support/thrown.js';
import { faultsOf, NEED, need, OFFER, offer, optionFaultsOf, PAIR, pair, refusal } from './refusal.js';

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
    expect(faultsOf(pair({ need: undefined }))).toEqual([['REQUIRED', 'pairs[0].need', undefined]]);
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
    const code = input === undefined ? 'REQUIRED' : 'NOT_AN_OBJECT';
    expect(faultsOf(input).map(([code, path]) => [code, path])).toEqual([[code, 'input']]);
  });

  it('fault 34: objects where lists are due, and the other way round', () => {
    expect(faultsOf({ needs: { 0: NEED, length: 1 }, offers: new Set([OFFER]), pairs: 'PAIR' })).toEqual([
      ['NOT_AN_ARRAY', 'needs', '[object]'],
      ['NOT_AN_ARRAY', 'offers', '[object]'],
      ['NOT_AN_ARRAY', 'pairs', 'PAIR'],
    ]);
    expect(faultsOf({})).toEqual(['needs', 'offers', 'pairs'].map((path) => ['REQUIRED', path, undefined]));
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
      Object.defineProperty(Array.isArray(fields) ? [...fields] : { ...fields }, key, {
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

  it('fault 37: proxies that throw when they are asked for their keys are unreadable', () => {
    const keyless = <T extends object>(target: T): T => {
      const trap = () => {
        throw new Error('hostile');
      };
      return new Proxy(target, { ownKeys: trap, has: trap });
    };
    // Fields that may be left out are looked for by other names.
    expect(faultsOf({ needs: [NEED, keyless({ ...NEED, id: 'm' })], offers: [OFFER], pairs: [keyless(PAIR)] })).toEqual(
      [
        ['UNREADABLE', 'needs[1]', undefined],
        ['UNREADABLE', 'pairs[0]', undefined],
      ],
    );
    expect(optionFaultsOf(keyless({}))).toEqual([['UNREADABLE', 'options', undefined]]);
    expect(matchPairs({ needs: [{ ...NEED, group: 'g' }], offers: [keyless(OFFER)], pairs: [PAIR] }).cost).toBe(2);
    // What is wrong with a list as a whole comes after what is wrong with its rows.
    const pairs = keyless([PAIR, PAIR, undefined, { ...PAIR, cost: 0.5 }]);
    expect(faultsOf({ needs: [NEED], offers: [OFFER], pairs })).toEqual([
      ['DUPLICATE_PAIR', 'pairs[1]', 'n and o'],
      ['UNREADABLE', 'pairs', undefined],
    ]);
  });

  it('bounds of some pairs only, after many without', () => {
    const offers = Array.from({ length: 3000 }, (_, o) => ({ id: `o${o}`, capacity: 3 }));
    const pairs = offers.map(({ id }, o) => ({ need: 'n', offer: id, cost: 3000 - o, ...(o > 2990 && { max: 1 }) }));
    const { allocations } = matchPairs({ needs: [{ ...NEED, demand: 12 }], offers, pairs });
    expect(allocations.map(({ quantity }) => quantity)).toEqual([3, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
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
