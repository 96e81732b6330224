/**
 * Random valid problems with wholes: options, must and single lines, loose lines between them, and capacities for a part of what is asked.
 *
 * Several units of measure share a problem: caps and lines have one each, so that nothing connects them but wholes.
 */
import fc from 'fast-check';
import type { ChoiceProblem } from '../../src/problem/problem.js';
import { choiceColumnsOf, type OptionLine } from './choice-columns.js';
import { describeProblem } from './choice-words.js';
import type { PairsLevel } from './pairs-types.js';
import { forest, levelsArbitrary, mostly } from './problem-arbitrary.js';

export interface ChoiceCase {
  readonly problem: ChoiceProblem;
  readonly levels: readonly PairsLevel[];
}

/** Most of everything; `lines` of an option, `loose` lines that stand for themselves, `candidates` of a line. */
export interface ChoiceSize {
  readonly wholes: number;
  readonly options: number;
  readonly lines: number;
  readonly loose: number;
  readonly caps: number;
  readonly candidates: number;
  readonly quantity: number;
  readonly cost: number;
}

/** A line before it is known what units and leaves there are: `unit` and `heads` are taken by remainder. */
interface DrawnLine extends Omit<OptionLine, 'worth'> {
  readonly unit: number;
}

interface Drawn {
  readonly wholes: readonly {
    readonly rank: number;
    readonly value: number;
    readonly options: readonly DrawnLine[][];
  }[];
  readonly loose: readonly { readonly rank: number; readonly line: DrawnLine }[];
  readonly caps: readonly { readonly share: number; readonly above: number }[];
  /** How many ranks. */
  readonly ranks: number;
  /** Worth of one covered unit, per unit of measure. */
  readonly worth: readonly number[];
  /** Capacity of the leaves of a unit as a part of what is asked for, and of a cap around others as a part of theirs. */
  readonly percent: number;
  readonly within: number;
}

/** Problems with wholes of a chosen size. */
export function sizedChoice(size: ChoiceSize): fc.Arbitrary<ChoiceCase> {
  const of = (...values: number[]) => fc.constantFrom(...values);
  const quantity = fc.integer({ min: 1, max: size.quantity });
  const rank = fc.nat(5);
  const candidate = fc.record({
    cost: fc.oneof(of(0, 1, 2), fc.integer({ min: -Math.ceil(size.cost / 3), max: size.cost })),
    max: fc.oneof(
      { weight: 4, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) },
      { weight: 1, arbitrary: fc.nat(size.quantity) },
    ),
    previous: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: quantity }),
    promise: fc.constantFrom(undefined, undefined, 2, 10),
    heads: fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
  });
  const line = fc.record({
    demand: fc.oneof({ weight: 12, arbitrary: quantity }, { weight: 1, arbitrary: fc.constant(0) }),
    unit: fc.nat(5),
    group: fc.constantFrom(undefined, undefined, 0, 1),
    kind: fc.constantFrom<OptionLine['kind'][]>('must', 'must', 'single', 'plain'),
    candidates: mostly(candidate, 1, size.candidates),
  });
  const whole = fc.record({
    rank,
    value: of(1, 1, 2, 3, 4, 5, 0),
    options: fc.array(mostly(line, 1, size.lines), { minLength: 1, maxLength: size.options }),
  });
  const cap = fc.record({ share: fc.integer({ min: 1, max: 4 }), above: fc.integer({ min: -1, max: 6 }) });
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    wholes: mostly(whole, Math.ceil(size.wholes / 2), size.wholes),
    loose: mostly(fc.record({ rank, line }), 0, size.loose),
    caps: mostly(cap, Math.ceil(size.caps / 2), size.caps).filter((caps) => caps.length > 0),
    ranks: of(1, 1, 2, 3),
    worth: fc.array(of(1, 2, 7, 1000), { minLength: 1, maxLength: 3 }),
    percent: fc.integer({ min: 15, max: 80 }),
    within: of(60, 80, 100, 200),
  });
  return fc.tuple(drawn, levelsArbitrary).map(([shape, levels]) => {
    const problem = problemOf(shape);
    // What fast-check prints when a test fails.
    return { problem, levels, [fc.toStringMethod]: () => `levels ${levels.join(' ')}\n${describeProblem(problem)}` };
  });
}

function problemOf({ wholes, loose, caps, ranks, worth, percent, within }: Drawn): ChoiceProblem {
  const parents = forest(caps.map(({ above }) => ({ capacity: 0, above }))).map(({ parent }) => parent);
  const roots = parents.flatMap((parent, c) => (parent < 0 ? [c] : []));
  const units = Math.min(roots.length, worth.length);
  const unitOfCap: number[] = [];
  parents.forEach((parent, c) => void unitOfCap.push(parent < 0 ? roots.indexOf(c) % units : unitOfCap[parent]!));
  const leavesOf = (unit: number) =>
    parents.flatMap((_, c) => (unitOfCap[c] === unit && !parents.includes(c) ? [c] : []));

  // Leaves share a part of what their unit is asked for, where each whole asks for the mean of its options.
  const asked = new Array<number>(units).fill(0);
  for (const { line } of loose) asked[line.unit % units]! += line.demand;
  for (const { options } of wholes)
    for (const line of options.flat()) asked[line.unit % units]! += line.demand / options.length;
  const capacity = parents.map(() => 0);
  asked.forEach((quantity, unit) => {
    const leaves = leavesOf(unit);
    const shares = leaves.reduce((sum, c) => sum + caps[c]!.share, 0);
    for (const c of leaves) capacity[c] = Math.round((quantity * percent * caps[c]!.share) / (100 * shares));
  });
  for (let c = parents.length - 1; c >= 0; c--) {
    if (parents.includes(c)) capacity[c] = Math.ceil((capacity[c]! * within) / 100);
    if (parents[c]! >= 0) capacity[parents[c]!]! += capacity[c]!;
  }

  const lineOf = ({ unit: number, group, candidates, ...line }: DrawnLine) => {
    const unit = number % units;
    const leaves = leavesOf(unit);
    const heads = (places: readonly number[]) => [...new Set(places.map((head) => leaves[head % leaves.length]!))];
    return {
      ...line,
      worth: worth[unit]!,
      group: group === undefined ? undefined : group * units + unit,
      candidates: candidates.map((candidate) => ({
        ...candidate,
        heads: heads(candidate.heads).sort((a, b) => a - b),
      })),
    };
  };
  return choiceColumnsOf({
    caps: parents.map((parent, c) => ({ capacity: capacity[c], parent })),
    loose: loose.map(({ rank, line }) => ({ ...lineOf(line), rank: rank % ranks })),
    wholes: wholes.map(({ rank, value, options }) => ({
      rank: rank % ranks,
      value,
      options: options.map((lines) =>
        lines.map((drawn) => {
          const line = lineOf(drawn);
          return { ...line, worth: value > 0 && line.kind !== 'plain' ? 0 : line.worth };
        }),
      ),
    })),
  });
}

/** For a look at every choice: up to 4 wholes of 2 options of 2 lines. */
export const tinyChoice: fc.Arbitrary<ChoiceCase> = sizedChoice({
  wholes: 4,
  options: 2,
  lines: 2,
  loose: 2,
  caps: 3,
  candidates: 2,
  quantity: 2,
  cost: 5,
});

/** For enumeration: up to 5 wholes of 3 options of 3 lines. */
export const smallChoice: fc.Arbitrary<ChoiceCase> = sizedChoice({
  wholes: 5,
  options: 3,
  lines: 3,
  loose: 4,
  caps: 4,
  candidates: 3,
  quantity: 3,
  cost: 9,
});

/** For enumeration all the same: up to 12 wholes, but few caps and small quantities. */
export const wideChoice: fc.Arbitrary<ChoiceCase> = sizedChoice({
  wholes: 12,
  options: 3,
  lines: 2,
  loose: 3,
  caps: 3,
  candidates: 3,
  quantity: 2,
  cost: 9,
});

/** For HiGHS: up to 12 wholes of 3 options of 4 lines. */
export const largeChoice: fc.Arbitrary<ChoiceCase> = sizedChoice({
  wholes: 12,
  options: 3,
  lines: 4,
  loose: 8,
  caps: 8,
  candidates: 4,
  quantity: 6,
  cost: 30,
});
