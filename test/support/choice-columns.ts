/** Problems with wholes as trees, before they become columns. */
import type { ChoiceProblem } from '../../src/problem/problem.js';
import { columnsOf, type ProblemShape, starts } from './problem-arbitrary.js';

type LineShape = ProblemShape['lines'][number];

/** A line of an option; its rank is that of its whole. */
export interface OptionLine extends Omit<LineShape, 'rank'> {
  readonly kind: 'plain' | 'must' | 'single';
  readonly worth: number;
}

/** Ranks need not be dense; `group` is within its rank. */
export interface ChoiceShape {
  readonly caps: ProblemShape['caps'];
  /** Lines that stand for themselves. */
  readonly loose: readonly (LineShape & Pick<OptionLine, 'worth'>)[];
  readonly wholes: readonly {
    readonly rank: number;
    readonly value: number;
    readonly options: readonly (readonly OptionLine[])[];
  }[];
}

/** The columns of a shape: lines by rank, the loose ones of a rank first. */
export function choiceColumnsOf({ caps, loose, wholes }: ChoiceShape): ChoiceProblem {
  const options = wholes.flatMap(({ rank, options: own }) => own.map((lines) => ({ rank, lines })));
  const lines = [
    ...loose.map((line) => ({ ...line, option: -1, kind: 'plain' as const })),
    ...options.flatMap(({ rank, lines: own }, option) => own.map((line) => ({ ...line, rank, option }))),
  ].sort((a, b) => a.rank - b.rank);
  const ranks = [...new Set(lines.map(({ rank }) => rank))];
  const inOption = options.map((_, o) => lines.flatMap(({ option }, n) => (option === o ? [n] : [])));
  return {
    ...columnsOf({ caps, lines, lostPromises: 0 }),
    wholes: {
      // A whole without lines has any rank that there is.
      rank: Int32Array.from(wholes, ({ rank }) => Math.max(0, ranks.indexOf(rank))),
      value: Float64Array.from(wholes, ({ value }) => value),
      optionStart: starts(wholes.map(({ options: own }) => own.length)),
      lineStart: starts(inOption.map((own) => own.length)),
      optionLines: Int32Array.from(inOption.flat()),
      option: Int32Array.from(lines, ({ option }) => option),
      must: Uint8Array.from(lines, ({ kind }) => (kind === 'plain' ? 0 : 1)),
      single: Uint8Array.from(lines, ({ kind }) => (kind === 'single' ? 1 : 0)),
      worth: Float64Array.from(lines, ({ worth }) => worth),
    },
  };
}
