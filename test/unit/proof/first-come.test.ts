import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/compile/problem.js';
import { finish } from '../../../src/kernel/work.js';
import { checkFirstCome } from '../../../src/proof/first-come.js';
import { line, problemOf, to } from './claims.js';

/**
 * Line 0 asks 3 and comes last, line 1 asks 4 and comes first. Line 1 has offer 0 at cost 5 and offer 1 (slots 2 and 3, at most 2 from
 * it) at cost 1; line 0 has offer 0 and offer 4 at one cost.
 */
const problem = problemOf(
  [
    line(3, [to([0], { cost: 2 }), to([4], { cost: 2 })]),
    line(4, [to([0], { cost: 5 }), to([2, 3], { cost: 1, max: 2 })]),
  ],
  [3, 9, [1, 1], [9, 1], 9],
);
const arrivals = Int32Array.of(1, 0);

function verdict(flow: readonly number[], changes: Partial<Problem> = {}, order = arrivals): string {
  const { name, ok, detail } = finish(
    checkFirstCome({ ...problem, ...changes }, order, { flow: Float64Array.from(flow) }),
  );
  expect(name).toBe('firstCome');
  expect(ok).toBe(detail === '');
  return detail;
}

describe('first come, first served', () => {
  it('is what each line takes in its turn: the cheapest first, slot by slot, within bounds and caps', () => {
    // Arcs: line 0 from offers 0 and 4, line 1 from offer 0 and from two slots of offer 1.
    expect(verdict([1, 2, 2, 1, 1])).toBe('');
  });

  it.each([
    ['leaves something', [1, 1, 2, 1, 1], 'arc 1 carries 1, 2 were there to take'],
    ['takes from a dearer one', [0, 3, 3, 1, 0], 'arc 0 carries 0, 1 were there to take'],
    ['takes a later slot', [1, 2, 2, 0, 2], 'arc 3 carries 0, 1 were there to take'],
    ['takes the second of two that cost the same', [0, 3, 2, 1, 1], 'arc 0 carries 0, 1 were there to take'],
    ['lets a later line go first', [3, 0, 0, 1, 1], 'arc 0 carries 3, 1 were there to take'],
    ['takes more than a bound', [2, 1, 1, 1, 2], 'arc 0 carries 2, 1 were there to take'],
  ])('is not what %s', (_, flow, detail) => {
    expect(verdict(flow)).toBe(detail);
  });

  it('goes by the order of arrival', () => {
    expect(verdict([3, 0, 0, 1, 1], {}, Int32Array.of(0, 1))).toBe('');
    expect(verdict([1, 2, 2, 1, 1], {}, Int32Array.of(0, 1))).not.toBe('');
  });

  it('sets pins aside: they hold their room, count as asked and as bounded, and are nobody’s choice', () => {
    // Pinned: line 0 has 2 of offer 0, line 1 has 1 of slot 3.
    const pinned = Float64Array.of(2, 0, 0, 0, 1);
    expect(verdict([2, 1, 1, 1, 1], { pinned })).toBe('');
    expect(verdict([2, 1, 2, 1, 0], { pinned })).not.toBe('');
    // A pin of one line is nothing that another has.
    expect(verdict([1, 2, 2, 1, 1], { pinned: Float64Array.of(0, 0, 1, 0, 0) })).toBe('');
    expect(verdict([3, 0, 0, 1, 1], { pinned })).toBe('arc 0 carries 3, 2 were there to take');
  });

  it('may be empty', () => {
    expect(finish(checkFirstCome(problemOf([], []), Int32Array.of(), { flow: Float64Array.of() })).ok).toBe(true);
  });
});
