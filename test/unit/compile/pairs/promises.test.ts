import { describe, expect, it } from 'vitest';
import type { LineRef, OfferRef, Promised } from '../../../../src/compile/compiled.js';
import { promisesOnCandidates } from '../../../../src/compile/pairs/promises.js';
import { slotTable } from '../../../../src/compile/supply/slots.js';
import { finish } from '../../../../src/kernel/work.js';
import { thrown } from '../../../support/thrown.js';

const NOW = Date.parse('2026-03-07T00:00:00Z');
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Two lines of need `n` and two offers: line `a` has both, at most 5 and 2 units, line `b` the second, at most 4. */
const lines = ['a', 'b'].map((id) => ({ need: { id: 'n' }, requirement: { id } }) as LineRef);
const offers = ['v', 'w'].map((key) => ({ key, offer: { id: '1' } }) as OfferRef);
const columns = {
  candidateStart: Int32Array.of(0, 2, 3),
  offer: Int32Array.of(0, 1, 1),
  max: Float64Array.of(5, 2, 4),
};
const promise = { need: 'n', requirement: 'a', provider: 'v', offer: '1', quantity: 1 };

function of(promised: readonly Partial<Promised>[], starts: readonly (number | undefined)[] = [], now?: number) {
  const slots = starts.map((start, i) => ({
    id: `s${i}`,
    ...(start !== undefined && { start: new Date(start).toISOString() }),
  }));
  const all = promised.map((one) => ({ ...promise, ...one }));
  const {
    previous,
    promise: counts,
    lostPromises,
  } = finish(promisesOnCandidates(all, lines, offers, columns, slotTable(slots, now), now));
  return { previous: [...previous], counts: counts && [...counts], lostPromises };
}

describe('promises', () => {
  it('are units by candidate, as many as it can have; the others are lost', () => {
    expect(of([])).toEqual({ previous: [0, 0, 0], counts: undefined, lostPromises: 0 });
    const all = [{ quantity: 4 }, { quantity: 3 }, { provider: 'w', quantity: 3 }, { requirement: 'b', provider: 'w' }];
    expect(of(all)).toEqual({ previous: [5, 2, 1], counts: undefined, lostPromises: 3 });
    const gone = [{ requirement: 'b' }, { need: 'm' }, { provider: 'x' }, { offer: '2', quantity: 9 }];
    expect(of(gone)).toEqual({ previous: [0, 0, 0], counts: undefined, lostPromises: 12 });
  });

  it.each([
    ['proposed', 1],
    ['accepted', 10],
    ['published', 100],
    ['running', 1000],
  ] as const)('%s counts %i', (degree, count) => {
    expect(of([{ degree, provider: 'w' }]).counts).toEqual(count === 1 ? undefined : [1, count, 1]);
  });

  it('count more, the sooner their slot starts: within one day 8 times, three days 4, fourteen days 2', () => {
    const far = { degree: 'accepted', provider: 'w', slot: 's0' } as const;
    const factor = (start: number | undefined, now: number | undefined = NOW) =>
      of([far], [start], now).counts![1]! / 10;
    expect([-HOUR, DAY].map((after) => factor(NOW + after))).toEqual([8, 8]);
    expect([DAY + 1, 3 * DAY].map((after) => factor(NOW + after))).toEqual([4, 4]);
    expect([3 * DAY + 1, 14 * DAY].map((after) => factor(NOW + after))).toEqual([2, 2]);
    expect([14 * DAY + 1, 99 * DAY].map((after) => factor(NOW + after))).toEqual([1, 1]);
    expect(factor(undefined)).toBe(1);
    expect(of([far], [NOW]).counts).toEqual([1, 10, 1]);
    expect(of([{ ...far, slot: undefined }] as never, [NOW], NOW).counts).toEqual([1, 10, 1]);
  });

  it('without a degree count 1, whenever they start', () => {
    expect(of([{ slot: 's0' }], [NOW], NOW).counts).toBeUndefined();
    expect(of([{ slot: 's0' }, { degree: 'accepted', provider: 'w' }], [NOW], NOW).counts).toEqual([1, 10, 1]);
  });

  it('of one pair count as the one that counts most, in any order; those that are gone, nothing', () => {
    const both = [{ degree: 'running' }, { degree: 'accepted' }] as const;
    expect(of(both)).toMatchObject({ previous: [2, 0, 0], counts: [1000, 1, 1] });
    expect(of(both.toReversed()).counts).toEqual([1000, 1, 1]);
    expect(of([{ degree: 'running', need: 'm' }])).toEqual({ previous: [0, 0, 0], counts: [1, 1, 1], lostPromises: 1 });
  });

  it('are whole numbers, and what they count together is below 2^53', () => {
    const error = thrown(() => of([{}, { quantity: -1 }, { quantity: 0 }, { quantity: 0.5 }]));
    expect(error).toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringMatching(/^The previous plan cannot be used\./),
    });
    expect(error.details).toMatchObject(
      [
        ['NEGATIVE', 1, 'expected a whole number not below 0, found -1.'],
        ['NOT_AN_INTEGER', 3, 'expected a whole number, found 0.5.'],
      ].map(([code, i, message]) => ({ code, path: ['previous', i, 'quantity'], message })),
    );
    const most = Number.MAX_SAFE_INTEGER - 10;
    expect(of([{ degree: 'accepted' }, { quantity: most }]).lostPromises).toBe(most - 4);
    const many = thrown(() => of([{ degree: 'accepted', quantity: 2 }, { quantity: most }]));
    expect(many).toMatchObject({ code: 'SUM_TOO_LARGE', message: expect.stringContaining('2^53 − 1') });
  });
});
