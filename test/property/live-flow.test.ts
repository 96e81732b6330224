import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../src/problem/problem.js';
import { checkSolution } from '../../src/proof/check.js';
import { solve } from '../../src/solve/solve.js';
import { apply, type Change, changeArbitrary, emptyWorld, type World } from '../support/live-commands.js';
import { levelsArbitrary, scaled } from '../support/problem-arbitrary.js';
import { judgedPart, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';

/** Settles; what comes out must prove itself, be as good as a plan made from nothing at every level, and differ where it says. */
function settled(world: World): void {
  const { flow, levels, lines, caps, candidates, known, portion } = world;
  const { changed } = flow.settle();
  const { problem, solution } = flow.snapshot({
    lines: lines.map(({ handle }) => handle),
    caps: caps.map(({ handle }) => handle),
    candidates: candidates.map(({ handle }) => handle),
  });
  for (const units of solution.flow) expect(units % portion).toBe(0);
  expect(checkSolution(problem, levels, solution).checks.filter((check) => !check.ok)).toEqual([]);
  const fresh = solve(problem, levels);
  // Load counts in portions.
  const { share: _, served: __, ...inPortions } = scaled(problem, 1 / portion);
  const judged = (units: Float64Array) => {
    const { loads } = valueOfProblem(
      inPortions,
      units.map((each) => each / portion),
    );
    return judgedPart({ ...valueOfProblem(problem, units), loads }, levels);
  };
  expect(judged(solution.flow)).toEqual(judged(fresh.flow));
  const units = new Map(candidates.map((one) => [one, one.heads.map((_, i) => flow.units(one.handle, i))]));
  const different = candidates.filter((one) => `${units.get(one)}` !== `${known.get(one) ?? one.heads.map(() => 0)}`);
  expect(changed).toEqual(different.map(({ handle }) => handle).sort((a, b) => a - b));
  for (const line of lines) {
    const own = candidates.filter((one) => one.line === line).flatMap((one) => units.get(one)!);
    expect(flow.served(line.handle)).toBe(own.reduce((sum, n) => sum + n, 0));
  }
  known.clear();
  for (const [one, of] of units) known.set(one, of);
}

function play(world: World, changes: readonly Change[]): void {
  for (const [i, change] of changes.entries()) {
    apply(world, change);
    // Now and then several changes at once.
    if (i % 5 !== 3) settled(world);
  }
  apply(world, { kind: 'everything goes', draws: [0, 0, 0, 0], quantity: 0, cost: 0, flag: true });
  settled(world);
}

const start: Change[] = (['group', 'group', 'line', 'line', 'cap', 'cap', 'candidate', 'candidate'] as const).map(
  (kind, i) => ({ kind, draws: [i, i, 3 * i + 1, 7], quantity: 3, cost: i, flag: i % 2 === 0 }),
);

function sequences(quantity: number, cost: number) {
  return fc.array(changeArbitrary({ quantity, cost }), { minLength: 10, maxLength: 60, size: 'max' });
}

/** Load counts before cost in a live flow, or not at all. */
const someLevels = fc.oneof(levelsArbitrary, fc.constant(LEVELS));

describe('a live flow is as good as one from nothing after every change', () => {
  it('small quantities', () => {
    fc.assert(
      fc.property(sequences(4, 6), someLevels, (changes, levels) => play(emptyWorld(levels), [...start, ...changes])),
      runs(52),
    );
  });

  it('in portions', () => {
    fc.assert(
      fc.property(sequences(4, 6), someLevels, fc.constantFrom(3, 30), (changes, levels, portion) =>
        play(emptyWorld(levels, undefined, portion), [...start, ...changes]),
      ),
      runs(10),
    );
  });

  it('quantities that cannot be stepped through, and costs near the bounds', () => {
    fc.assert(
      fc.property(sequences(2 ** 45, 2 ** 46), levelsArbitrary, (changes, levels) =>
        play(emptyWorld(levels), [...start, ...changes]),
      ),
      runs(18),
    );
  });

  it('where it has to start from nothing each time', () => {
    fc.assert(
      fc.property(sequences(4, 6), (changes) => play(emptyWorld(LEVELS, 0), [...start, ...changes])),
      runs(9),
    );
  });
});
