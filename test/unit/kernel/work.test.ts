import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachInSteps, finish, rowsInSteps, sortedInSteps, type Work } from '../../../src/kernel/work.js';
import { runs } from '../../support/runs.js';

/** The work told at every pause. */
function pauses(work: Work<unknown>): number[] {
  return [...work];
}

describe('eachInSteps', () => {
  it.each([0, 1, 999, 1000, 1001, 3000])('visits %i items in order', (length) => {
    const items = Array.from({ length }, (_, i) => 2 * i);
    const seen: number[] = [];
    finish(eachInSteps(items, (item, index) => seen.push(item - index)));
    expect(seen).toEqual(items.map((_, index) => index));
  });

  it('pauses after every so many, but not at the end', () => {
    expect(pauses(eachInSteps(new Int32Array(10), () => {}, 5))).toEqual([5]);
    expect(pauses(eachInSteps(new Int32Array(11), () => {}, 5))).toEqual([5, 5]);
    expect(pauses(eachInSteps([], () => {}, 5))).toEqual([]);
  });
});

describe('rowsInSteps', () => {
  it('visits the rows in another order, if told', () => {
    const seen: number[][] = [];
    finish(rowsInSteps(Int32Array.of(0, 2, 2, 5), (...row) => seen.push(row), Int32Array.of(2, 0, 1)));
    expect(seen).toEqual([
      [2, 2, 5],
      [0, 0, 2],
      [1, 2, 2],
    ]);
  });

  it('visits every row with its entries, empty ones too', () => {
    const seen: number[][] = [];
    finish(rowsInSteps(Int32Array.of(0, 2, 2, 5), (...row) => seen.push(row)));
    expect(seen).toEqual([
      [0, 0, 2],
      [1, 2, 2],
      [2, 2, 5],
    ]);
  });

  it('pauses by rows and entries', () => {
    expect(pauses(rowsInSteps(Int32Array.of(0, 9, 9, 9, 20, 21), () => {}, undefined, 10))).toEqual([10, 14]);
    expect(pauses(rowsInSteps(Int32Array.of(0), () => {}, undefined, 10))).toEqual([]);
  });
});

describe('sortedInSteps', () => {
  it('sorts as toSorted does, equal items in their order', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 5000, size: 'max' });
    fc.assert(
      fc.property(keys, (list) => {
        const items = list.map((key, place) => ({ key, place }));
        const copy = [...items];
        const sorted = finish(sortedInSteps(items, (a, b) => a.key - b.key));
        expect(sorted).toEqual(copy.toSorted((a, b) => a.key - b.key));
        expect(items).toEqual(copy);
      }),
      runs(30),
    );
  });

  it('pauses at least every thousand comparisons or so, and compares little what is in order', () => {
    const length = 20_000;
    const items = Array.from({ length }, (_, i) => (i * 7919) % length);
    let compared = 0;
    const most: number[] = [];
    const byNumber = (a: number, b: number) => {
      compared++;
      return a - b;
    };
    for (const _ of sortedInSteps(items, byNumber)) {
      most.push(compared);
      compared = 0;
    }
    // A run of a thousand is sorted in one go: about n · log2 n comparisons, twice where two runs meet.
    expect(Math.max(...most)).toBeLessThan(25_000);
    compared = 0;
    const ascending = Array.from({ length }, (_, i) => i);
    expect(finish(sortedInSteps(ascending, byNumber))).toEqual(ascending);
    expect(compared).toBeLessThan(length);
  });
});
