import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../src/kernel/work.js';
import { withoutPins } from '../../../../src/problem/pins.js';
import {
  type ChoiceBoard,
  dropOption,
  emptyChoiceBoard,
  takeBackUnits,
  takeOption,
} from '../../../../src/solve/choice/choice-board.js';
import { chooseSteps } from '../../../../src/solve/choice/choose.js';
import { type ChoiceCase, smallChoice } from '../../../support/choice-arbitrary.js';
import { faultsOfChoice } from '../../../support/choice-value.js';
import { capsAbove } from '../../../support/problem-value.js';
import { runs } from '../../../support/runs.js';
import { LEVELS, problem } from '../../proof/choice-case.js';

const unpinned = (one: ChoiceCase['problem']) => ({ ...withoutPins(one), wholes: one.wholes });
const emptyOf = (one: ChoiceCase['problem']) => finish(emptyChoiceBoard(unpinned(one)));
const unitsOf = ({ flow, given, covered, load }: ChoiceBoard) => [flow, given, covered, load].map((own) => [...own]);

/** What a board says of itself, by its flow. */
function expectInStep({ problem: own, flow, given, covered, load, lineOf, candidateOf }: ChoiceBoard): void {
  const sums = [given, covered, load].map((column) => new Float64Array(column.length));
  flow.forEach((units, a) => {
    sums[0]![candidateOf[a]!]! += units;
    sums[1]![lineOf[a]!]! += units;
    for (const cap of capsAbove(own, own.head[a]!)) sums[2]![cap]! += units;
  });
  expect([given, covered, load]).toEqual(sums);
}

describe('a board of choices', () => {
  it('takes what can be served, moves what is in the way, and refuses the rest as it was', () => {
    const board = emptyOf(problem);
    // Option 0 of whole 0 takes all of cap 1; the other whole’s single line needs two there, or two of cap 3.
    expect(takeOption(board, 0, 0)).toBe(true);
    expect(takeOption(board, 1, 2)).toBe(true);
    expect(board.option).toEqual(Int32Array.of(0, 2, -1));
    expectInStep(board);
    dropOption(board, 0);
    dropOption(board, 1);
    expect(
      unitsOf(board)
        .flat()
        .every((units) => units === 0),
    ).toBe(true);
  });

  it('is in step with its flow, serves whole what it has taken, and undoes what it is told to', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        smallChoice,
        fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { maxLength: 12 }),
        ({ problem: one }, moves) => {
          const board = emptyOf(one);
          const { optionStart } = one.wholes;
          for (const [a, b] of moves) {
            const t = a % one.wholes.rank.length;
            const own = optionStart[t + 1]! - optionStart[t]!;
            if (board.option[t]! >= 0 || own === 0) dropOption(board, t);
            else {
              const before = unitsOf(board);
              const mark = board.log.length;
              if (!takeOption(board, t, optionStart[t]! + (b % own))) {
                refused++;
                expect(unitsOf(board)).toEqual(before);
              } else if (b % 3 === 0) {
                takeBackUnits(board, mark);
                expect(unitsOf(board)).toEqual(before);
                dropOption(board, t);
              }
            }
            expectInStep(board);
          }
          expect(faultsOfChoice(one, board, [...board.flow])).toEqual([]);
        },
      ),
      runs(150),
    );
    expect(refused).toBeGreaterThan(10);
  });
});

describe('chooseSteps', () => {
  it('takes the wholes of most value that can all be served', () => {
    const { choice, flow } = finish(chooseSteps(unpinned(problem), LEVELS));
    // All three can be; option 1 of whole 0 costs less than option 0.
    expect(choice.option).toEqual(Int32Array.of(1, 2, 3));
    expect(faultsOfChoice(problem, choice, [...flow])).toEqual([]);
  });
});
