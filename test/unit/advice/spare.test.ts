import { describe, expect, it } from 'vitest';
import { type Spare, sparesOf } from '../../../src/advice/spare.js';
import type { View } from '../../../src/why/view.js';

/**
 * Cap 0 of 9 holds caps 1 of 6 and 2 of 7; cap 3 of 8 stands alone. Line 0 has candidate 0 (caps 1 and 2, in slots 0 and 1), at most 5 units, and
 * candidate 1 (cap 3, in slot 0); line 1, which is single, has candidate 2 (cap 2, in no slot).
 */
function viewOf(arc: readonly number[], single = true, arcSlot = [0, 1, 0, -1]): View {
  const problem = {
    candidateStart: Int32Array.of(0, 2, 3),
    arcStart: Int32Array.of(0, 2, 3, 4),
    head: Int32Array.of(1, 2, 3, 2),
    max: Float64Array.of(5, 9, 9),
    capacity: Float64Array.of(9, 6, 7, 8),
    parent: Int32Array.of(-1, 0, 0, -1),
  };
  const [a, b, c, d] = arc as [number, number, number, number];
  const usage = {
    arc: Float64Array.from(arc),
    candidate: Float64Array.of(a + b, c, d),
    line: Float64Array.of(a + b + c, d),
    cap: Float64Array.of(a + b + d, a, b + d, c),
    lineOf: Int32Array.of(0, 0, 1),
  };
  const lines = [{ requirement: { single: false } }, { requirement: { single } }];
  const candidates = { offer: Int32Array.of(1, 0, 1) };
  const offers = ['one', 'other'].map((key) => ({ key, offer: {} }));
  const slots = ['s0', 's1', 's2'];
  const compiled = { problem, lines, offers, candidates, arcSlot: Int32Array.from(arcSlot), slots };
  return { compiled, usage } as unknown as View;
}
const brief = (spares: readonly Spare[]) =>
  spares.map(({ line, candidate, arc, units }) => [line, candidate, arc, units]);

describe('what a plan leaves', () => {
  it('is in the slots that it uses for the line, by the arc with most of it, within bounds and caps', () => {
    const both = sparesOf(viewOf([1, 1, 0, 0]));
    // Candidate 0 can have 3 more, the line has 2; no more than it has is of use.
    expect(brief(both.of(0))).toEqual([
      [0, 0, 0, 2],
      [0, 1, 2, 2],
    ]);
    expect(both.of(0).map(({ offer }) => offer.key)).toEqual(['other', 'one']);
    const late = sparesOf(viewOf([0, 4, 0, 0]));
    expect(brief(late.of(0))).toEqual([[0, 0, 1, 1]]);
    expect(brief(sparesOf(viewOf([0, 0, 3, 0])).of(0))).toEqual([
      [0, 0, 0, 3],
      [0, 1, 2, 3],
    ]);
    // Cap 1 has 2 left, cap 2 has 6; cap 3 has nothing.
    expect(brief(sparesOf(viewOf([4, 1, 8, 0])).of(0))).toEqual([]);
    expect(brief(sparesOf(viewOf([3, 1, 8, 0])).of(0))).toEqual([[0, 0, 0, 1]]);
  });

  it('is in no slot that only another line uses', () => {
    for (const slot of [1, 2]) {
      const spares = sparesOf(viewOf([0, 0, 3, 2], true, [0, 1, 2, slot]));
      expect(brief(spares.of(0))).toEqual([[0, 1, 2, 3]]);
    }
  });

  it('is less the room that others take in the cap around', () => {
    // Cap 0 of 9 has 8 in use, then all.
    expect(brief(sparesOf(viewOf([1, 1, 0, 6])).of(0))).toEqual([
      [0, 0, 0, 1],
      [0, 1, 2, 2],
    ]);
    expect(brief(sparesOf(viewOf([1, 1, 0, 7])).of(0))).toEqual([[0, 1, 2, 2]]);
    expect(brief(sparesOf(viewOf([0, 0, 0, 0])).of(0))).toEqual([]);
  });

  it('is for a single line all that it has, or nothing', () => {
    expect(brief(sparesOf(viewOf([0, 0, 0, 3])).of(1))).toEqual([[1, 2, 3, 3]]);
    expect(brief(sparesOf(viewOf([0, 0, 0, 4])).of(1))).toEqual([]);
    expect(brief(sparesOf(viewOf([0, 0, 0, 4], false)).of(1))).toEqual([[1, 2, 3, 3]]);
  });

  it('is held for one at a time, up to the cap around, and let go again', () => {
    const view = viewOf([2, 0, 0, 2]);
    const spares = sparesOf(view);
    const [held] = spares.of(0) as [Spare];
    expect(held.units).toBe(2);
    spares.hold(held);
    // Cap 0 has 3 left of 9.
    expect(brief(spares.of(0))[0]).toEqual([0, 0, 0, 2]);
    spares.hold(held);
    expect(brief(spares.of(0))).toEqual([[0, 1, 2, 2]]);
    expect(brief(spares.of(1))).toEqual([]);
    expect(view).toEqual(viewOf([2, 0, 0, 2]));
    spares.release(held);
    spares.release(held);
    expect(brief(spares.of(0))[0]).toEqual([0, 0, 0, 2]);
    expect(brief(spares.of(1))).toEqual([[1, 2, 3, 2]]);
  });
});
