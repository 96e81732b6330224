import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/kernel/work.js';
import type { Choice, Problem } from '../../../src/problem/problem.js';
import { checkFirstCome } from '../../../src/proof/first-come.js';
import { choiceColumnsOf } from '../../support/choice-columns.js';
import * as teamed from './choice-case.js';
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

describe('first come, first served, by wholes', () => {
  const { problem: three, choiceOf, flowOf } = teamed;

  function faultOf(order: readonly number[], choice: Choice | undefined, flow: Float64Array, of: Problem = three) {
    const chosen = choice && { choice, searches: [] };
    return finish(checkFirstCome(of, Int32Array.from(order), { flow, ...(chosen && { chosen }) })).detail;
  }
  const inOrder = [0, 1, 2, 3, 4];
  const served = flowOf({ 0: 1, 1: 1, 4: 1, 8: 2 });

  it('takes the first option that can be served whole, single lines by the cheapest who can do it all; plain lines get what is left', () => {
    expect(faultOf(inOrder, choiceOf([1, 2, 3], { 2: 4, 3: 8 }), served)).toBe('');
    // Whole 1 comes before whole 0: cap 1 has but one unit, which is given back.
    expect(faultOf([0, 3, 1, 2, 4], choiceOf([1, 2, 3], { 2: 4, 3: 8 }), served)).toBe('');
    // Whole 0 comes first, and all of cap 1 is gone for line 0.
    const early = flowOf({ 1: 1, 2: 2, 8: 2 });
    expect(faultOf([1, 0, 2, 3, 4], choiceOf([0, 2, 3], { 3: 8 }), early)).toBe('');
    expect(faultOf([3, 4, 1, 2, 0], choiceOf([1, 2, 3], { 2: 6, 3: 7 }), flowOf({ 6: 1, 7: 2, 9: 1 }))).toBe('');
  });

  it.each([
    ['leaves a whole out', [-1, 2, 3], 'whole 0 could be served by option 1'],
    ['leaves out one that asks for nothing', [1, 2, -1], 'whole 2 could be served by option 3'],
    ['takes a later option', [0, 2, 3], 'whole 0 could be served by option 1'],
  ])('is not what %s', (_, option, why) => {
    expect(faultOf(inOrder, choiceOf(option), served)).toBe(why);
  });

  it('takes no whole that cannot be whole', () => {
    const empty = { ...three, capacity: Float64Array.of(0, 0, 0, 0) };
    expect(faultOf(inOrder, choiceOf([-1, -1, 3]), flowOf({}), empty)).toBe('');
    expect(faultOf(inOrder, choiceOf([-1, 2, 3]), flowOf({}), empty)).toBe('whole 1 could not be served');
    expect(faultOf(inOrder, undefined, flowOf({}), empty)).toBe('whole 0 could not be served');
    expect(faultOf(inOrder, undefined, served)).toBe('whole 0 could be served by option 1');
  });

  it('gives back all that an option took, single lines too', () => {
    const of = choiceColumnsOf({
      caps: [
        { capacity: 1, parent: -1 },
        { capacity: 1, parent: -1 },
      ],
      loose: [],
      wholes: [
        {
          rank: 0,
          value: 1,
          options: [
            [teamed.line('single', 1, [teamed.to([0])]), teamed.line('must', 2, [teamed.to([1])])],
            [teamed.line('must', 2, [teamed.to([0]), teamed.to([1])])],
          ],
        },
      ],
    });
    const choice = { option: Int32Array.of(1), candidate: new Int32Array(3).fill(-1) };
    expect(faultOf([0, 1, 2], choice, Float64Array.of(0, 0, 1, 1), of)).toBe('');
  });
});
