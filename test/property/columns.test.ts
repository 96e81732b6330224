import fc from 'fast-check';
import { mapValues } from 'lodash-es';
import { describe, expect, it } from 'vitest';
import { type ColumnsInput, matchColumns, verifyColumns } from '../../src/bare/match-columns.js';
import { matchPairs } from '../../src/bare/match-pairs.js';
import { dice, seeds, shuffled } from '../support/dice.js';
import { bigPairs, mediumPairs, sizedPairs, tiedPairs, tinyPairs } from '../support/pairs-arbitrary.js';
import { allocationsOf, type Columns, columnsOf } from '../support/pairs-columns.js';
import { expectOptimum, judged } from '../support/pairs-judged.js';
import type { PairsCase } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

/** Lines of more candidates than are sorted one by one. */
const widePairs = sizedPairs({ needs: 5, offers: 600, quantity: 50, cost: 100, density: 60 });
const anyPairs = fc.oneof(
  { weight: 4, arbitrary: tinyPairs },
  { weight: 3, arbitrary: tiedPairs },
  { weight: 1, arbitrary: mediumPairs },
  { weight: 2, arbitrary: bigPairs },
  { weight: 1, arbitrary: widePairs },
);

/** Matches, has the result verified, and gives what it is worth. */
function matched(one: PairsCase) {
  const { columns, options } = columnsOf(one);
  const { quantity, ...figures } = matchColumns(columns, options);
  expect(verifyColumns(columns, { ...figures, quantity }, options).checks.filter((check) => !check.ok)).toEqual([]);
  return judged(one, { ...figures, allocations: allocationsOf(one.input, quantity) });
}

function reordered(columns: Columns, order: readonly number[]): Columns {
  const turned = Object.entries(columns.pairs).map(([key, column]) => [key, order.map((p) => column[p])]);
  return { ...columns, pairs: Object.fromEntries(turned) };
}

/** All columns as typed arrays of the kinds that `kind` gives, where they hold these numbers. */
function typed(columns: Columns, kind: () => 'list' | 'float' | 'smallest'): ColumnsInput {
  const column = (numbers: number[] = []) => {
    const fits = (bound: number) => numbers.every((x) => x >= -bound && x < bound);
    const chosen = kind();
    if (chosen === 'list') return Object.freeze(numbers);
    if (chosen === 'float') return Float64Array.from(numbers);
    if (fits(2 ** 7)) return Int8Array.from(numbers);
    if (fits(2 ** 15)) return Int16Array.from(numbers);
    return fits(2 ** 31) ? Int32Array.from(numbers) : Float64Array.from(numbers);
  };
  return {
    needs: mapValues(columns.needs, column),
    offers: mapValues(columns.offers, column),
    pairs: mapValues(columns.pairs, column),
  };
}

describe('matchColumns reaches the optimum of every level', () => {
  it.each([
    ['tiny instances', tinyPairs, 300],
    ['instances with several leximin vectors', tiedPairs, 150],
  ] as const)('by enumeration: %s', (_, instances, count) => expectOptimum(instances, count, matched));

  it('that matchPairs reaches', () => {
    fc.assert(
      fc.property(anyPairs, (one) => {
        expect(matched(one)).toEqual(judged(one, matchPairs(one.input, one.options)));
      }),
      runs(50),
    );
  });
});

describe('laws of matchColumns', () => {
  it('where ids stand in the order of their rows, its plan is that of matchPairs', () => {
    fc.assert(
      fc.property(anyPairs, ({ input, options }) => {
        const byId = <T extends { id: string }>(rows: readonly T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        const sorted = { ...input, needs: byId(input.needs), offers: byId(input.offers) };
        const { columns, options: own } = columnsOf({ input: sorted, options });
        const { quantity, certificate, ...figures } = matchColumns(columns, own);
        const { allocations, certificate: proof, ...expected } = matchPairs(input, options);
        const key = (one: { need: string; offer: string }) => JSON.stringify([one.need, one.offer]);
        const units = new Map(allocations.map((one) => [key(one), one.quantity]));
        expect(Array.from(quantity)).toEqual(input.pairs.map((pair) => units.get(key(pair)) ?? 0));
        expect(figures).toEqual(expected);
        const lists = {
          position: Array.from(certificate.position),
          keep: Array.from(certificate.keep),
          cost: Array.from(certificate.cost),
        };
        expect({ ...certificate, ...lists, digest: '' }).toEqual({ ...proof, digest: '' });
      }),
      runs(62),
    );
  });

  it('pairs in another order give the same result but for the order of its quantities', () => {
    fc.assert(
      fc.property(anyPairs, seeds, fc.constantFrom('any', 'by need', 'sorted'), (one, start, kind) => {
        const { columns, options } = columnsOf(one);
        const { need, offer } = columns.pairs;
        let order = shuffled([...need.keys()], dice(start));
        if (kind !== 'any')
          order = order.toSorted((a, b) => need[a]! - need[b]! || (kind === 'sorted' ? offer[a]! - offer[b]! : 0));
        const { quantity, ...rest } = matchColumns(columns, options);
        const { quantity: turned, ...same } = matchColumns(reordered(columns, order), options);
        expect(same).toStrictEqual(rest);
        expect(Array.from(turned)).toEqual(order.map((p) => quantity[p]));
      }),
      runs(62),
    );
  });

  it('numbers of any kind give the same result, and none is written', () => {
    fc.assert(
      fc.property(anyPairs, seeds, (one, start) => {
        const { columns, options } = columnsOf(one);
        const roll = dice(start);
        const kinds = ['list', 'float', 'smallest'] as const;
        const other = typed(columns, () => kinds[roll(3)]!);
        const before = structuredClone(other);
        const result = matchColumns(columns, options);
        const found = matchColumns(Object.freeze(other), Object.freeze(options));
        expect(found).toStrictEqual(result);
        expect(verifyColumns(other, found, options).ok).toBe(true);
        expect(other).toStrictEqual(before);
        const lists = JSON.parse(JSON.stringify(found, (_, x) => (ArrayBuffer.isView(x) ? [...(x as Int8Array)] : x)));
        expect(verifyColumns(columns, lists, options).ok).toBe(true);
        expect(verifyColumns(columns, structuredClone(found), options).ok).toBe(true);
      }),
      runs(62),
    );
  });

  it('its own quantities as promises are all kept', () => {
    fc.assert(
      fc.property(anyPairs, (one) => {
        const { columns, options } = columnsOf(one);
        const levels = ['rank', 'fair', 'keep', 'cost'] as const;
        const first = matchColumns(columns, { ...options, levels });
        const { need, offer } = columns.pairs;
        const again = matchColumns(columns, { levels, previous: { need, offer, quantity: first.quantity } });
        expect(again.quantity).toEqual(first.quantity);
      }),
      runs(38),
    );
  });
});
