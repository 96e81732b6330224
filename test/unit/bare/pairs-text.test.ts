/** Faults by number: what bare pairs do with odd ids; and with bad options. */
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../../src/bare/match-pairs.js';
import { faultsOf, NEED, need, OFFER, optionFaultsOf, PAIR, pair, refusal } from './refusal.js';

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
      [id === undefined ? 'REQUIRED' : 'BAD_ID', 'needs[0].id'],
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
    ['rank'],
    [null],
    [{ 0: 'rank', length: 1 }],
  ])('levels %o are refused', (levels) => {
    expect(optionFaultsOf({ levels }).map(([code, path]) => [code, path])).toEqual([['BAD_LEVELS', 'levels']]);
  });

  it('levels of a claimed length are not walked', () => {
    expect(optionFaultsOf({ levels: new Array(2 ** 32 - 1) })).toEqual([['BAD_LEVELS', 'levels', '[array]']]);
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
