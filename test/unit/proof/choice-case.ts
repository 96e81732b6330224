import type { Choice, Level } from '../../../src/problem/problem.js';
import { type ChoiceShape, choiceColumnsOf, type OptionLine } from '../../support/choice-columns.js';

type Candidate = OptionLine['candidates'][number];

export const to = (heads: readonly number[], cost = 0, rest: Partial<Candidate> = {}): Candidate => ({
  heads,
  cost,
  max: Number.MAX_SAFE_INTEGER,
  previous: 0,
  ...rest,
});
export const line = (
  kind: OptionLine['kind'],
  demand: number,
  candidates: readonly Candidate[],
  worth = kind === 'plain' ? 1 : 0,
) => ({ kind, demand, candidates, worth, group: undefined });

/**
 * Caps 1 (of 2) and 2 (of 1) below 0, and 3 by itself. Line 0 is loose; whole 0 has options of line 1 and of line 2, which is single; whole 1 has single
 * line 3 and plain line 4; whole 2 asks for nothing.
 */
const shape: ChoiceShape = {
  caps: [
    { capacity: 3, parent: -1 },
    { capacity: 2, parent: 0 },
    { capacity: 1, parent: 0 },
    { capacity: 4, parent: -1 },
  ],
  loose: [{ ...line('plain', 2, [to([1], 3, { previous: 1 }), to([2], 1)]), rank: 0 }],
  wholes: [
    {
      rank: 0,
      value: 3,
      options: [
        [line('must', 2, [to([1], 1), to([2], 2, { max: 1 })])],
        [line('single', 1, [to([1], 5), to([2], 0), to([3], 9)])],
      ],
    },
    { rank: 0, value: 2, options: [[line('single', 2, [to([1]), to([3], 4)]), line('plain', 2, [to([2], 1)])]] },
    { rank: 0, value: 1, options: [[]] },
  ],
};
export const problem = choiceColumnsOf(shape);
export const LEVELS: readonly Level[] = ['rank', 'keep', 'cost'];

export const choiceOf = (option: number[], candidate: Record<number, number> = {}): Choice => ({
  option: Int32Array.from(option),
  candidate: Int32Array.from(problem.demand, (_, n) => candidate[n] ?? -1),
});
/** Units by arc; arcs are candidates, as each has one. */
export const flowOf = (units: Record<number, number>) => Float64Array.from(problem.head, (_, a) => units[a] ?? 0);
