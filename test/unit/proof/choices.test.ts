import { beforeEach, describe, expect, it } from 'vitest';
import type { Choice, ChoiceSearch, Level, Solution } from '../../../src/problem/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { checkChoice, choiceFigures, goalsOf } from '../../../src/proof/choice-check.js';
import { solve } from '../../../src/solve/solve.js';
import { choiceColumnsOf } from '../../support/choice-columns.js';
import { choiceOf, flowOf, LEVELS, line, problem, to } from './choice-case.js';

describe('checkChoice', () => {
  const faultOf = (choice: Choice, units: Record<number, number>) => {
    const { name, ok, detail } = checkChoice(problem, choice, flowOf(units));
    expect(name).toBe('teams');
    expect(ok).toBe(detail === '');
    return detail;
  };

  it('accepts what is whole or absent', () => {
    expect(faultOf(choiceOf([-1, -1, -1]), {})).toBe('');
    expect(faultOf(choiceOf([-1, -1, 3]), { 0: 1, 1: 1 })).toBe('');
    expect(faultOf(choiceOf([0, -1, 3]), { 2: 1, 3: 1 })).toBe('');
    expect(faultOf(choiceOf([1, 2, 3], { 2: 5, 3: 8 }), { 5: 1, 8: 2 })).toBe('');
    expect(faultOf(choiceOf([-1, 2, 3], { 3: 7 }), { 7: 2, 9: 1 })).toBe('');
  });

  it.each<[string, Choice, Record<number, number>, string]>([
    ['too few options', choiceOf([-1, -1]), {}, 'there is not one option for each'],
    ['too many options', choiceOf([-1, -1, -1, -1]), {}, 'there is not one option for each'],
    ['the option of another whole', choiceOf([2, -1, -1]), {}, 'whole 0 has no option 2'],
    ['an option before its own', choiceOf([-1, 1, -1]), {}, 'whole 1 has no option 1'],
    ['an option that is none', choiceOf([-2, -1, -1]), {}, 'whole 0 has no option -2'],
    [
      'a line of an option not taken',
      choiceOf([1, -1, -1], { 2: 5 }),
      { 5: 1, 2: 1 },
      'line 1 is served, its option is not taken',
    ],
    ['a plain line of it', choiceOf([-1, -1, -1]), { 9: 1 }, 'line 4 is served, its option is not taken'],
    ['part of a line', choiceOf([0, -1, -1]), { 2: 1 }, 'line 1 is served 1, it must be 2'],
    ['nothing of a line', choiceOf([-1, 2, -1], { 3: 7 }), { 9: 1 }, 'line 3 is served 0, it must be 2'],
    ['two for a single line', choiceOf([-1, 2, -1], { 3: 7 }), { 7: 1, 8: 1 }, 'line 3 is single, and not served by 8'],
    ['another for a single line', choiceOf([1, -1, -1], { 2: 4 }), { 5: 1 }, 'line 2 is single, and not served by 5'],
    ['nobody for a single line', choiceOf([1, -1, -1]), { 5: 1 }, 'line 2 is single, and not served by 5'],
    ['a candidate of another line', choiceOf([1, -1, -1], { 2: 7 }), { 5: 1 }, 'line 2 is not for candidate 7 alone'],
    ['one before its own', choiceOf([1, -1, -1], { 2: 3 }), { 5: 1 }, 'line 2 is not for candidate 3 alone'],
    ['one for a loose line', choiceOf([-1, -1, -1], { 0: 0 }), {}, 'line 0 is not for candidate 0 alone'],
    [
      'one for a line that is not single',
      choiceOf([0, -1, -1], { 1: 2 }),
      { 2: 2 },
      'line 1 is not for candidate 2 alone',
    ],
    ['one for a plain line', choiceOf([-1, 2, -1], { 3: 7, 4: 9 }), { 7: 2 }, 'line 4 is not for candidate 9 alone'],
    ['one for a line not taken', choiceOf([-1, -1, -1], { 2: 5 }), {}, 'line 2 is not for candidate 5 alone'],
    ['a candidate that is none', choiceOf([-1, -1, -1], { 0: -2 }), {}, 'line 0 is not for candidate -2 alone'],
  ])('refuses %s', (_, choice, units, why) => {
    expect(faultOf(choice, units)).toBe(why);
  });
});

describe('figures', () => {
  it('are value and coverage by rank, promises kept and cost', () => {
    expect(choiceFigures(problem, choiceOf([1, -1, 3], { 2: 5 }), flowOf({ 5: 1, 0: 2 }))).toEqual([4, 2, 1, -6]);
    expect(choiceFigures(problem, choiceOf([-1, 2, -1], { 3: 8 }), flowOf({ 8: 2, 9: 1, 1: 0 }))).toEqual([
      2, 1, 0, -9,
    ]);
    const none = choiceFigures(problem, choiceOf([-1, -1, -1]), flowOf({}));
    expect(none).toEqual([0, 0, 0, 0]);
    expect(none.some((figure) => Object.is(figure, -0))).toBe(false);
  });

  it('are sought where there can be any', () => {
    expect(goalsOf(problem, LEVELS)).toEqual([0, 1, 2, 3]);
    expect(goalsOf(problem, ['rank'])).toEqual([0, 1, 2]);
    const one = (value: number, worth: number) => {
      const must = { ...line('must', 1, [to([0])]), worth };
      return choiceColumnsOf({
        caps: [{ capacity: 1, parent: -1 }],
        loose: [],
        wholes: [{ rank: 0, value, options: [[must]] }],
      });
    };
    expect(goalsOf(one(0, 1), ['rank', 'cost'])).toEqual([1, 3]);
    expect(goalsOf(one(2, 0), ['rank'])).toEqual([0]);
  });

  it('of a worse rank come after those of a better one', () => {
    const two = choiceColumnsOf({
      caps: [{ capacity: 9, parent: -1 }],
      loose: [{ ...line('plain', 1, [to([0])], 7), rank: 5 }],
      wholes: [
        { rank: 5, value: 2, options: [[line('must', 1, [to([0])])]] },
        { rank: 1, value: 0, options: [[line('must', 1, [to([0], 2)], 3)]] },
      ],
    });
    expect(goalsOf(two, ['rank', 'cost'])).toEqual([1, 2, 3, 5]);
    const choice = { option: Int32Array.of(0, 1), candidate: new Int32Array(3).fill(-1) };
    expect(choiceFigures(two, choice, Float64Array.of(1, 1, 1))).toEqual([0, 3, 2, 7, 0, -2]);
  });
});
describe('checkSolution', () => {
  let best: Solution;
  let choice: Choice;
  let searches: readonly (readonly ChoiceSearch[])[];
  beforeEach(() => {
    best = solve(problem, LEVELS);
    ({ choice, searches } = best.chosen!);
  });
  const failed = (solution: Pick<Solution, 'flow' | 'prices' | 'chosen'>, levels = LEVELS, asked?: readonly Level[]) =>
    checkSolution(problem, levels, solution, asked)
      .checks.filter(({ ok }) => !ok)
      .map(({ name, detail }) => `${name}: ${detail}`)
      .join('; ');
  const withSearches = (change: (search: ChoiceSearch) => ChoiceSearch, of = -1) => ({
    ...best,
    chosen: {
      choice,
      searches: searches.map((part) => part.map((one) => (of < 0 || one.figure === of ? change(one) : one))),
    },
  });

  it('accepts what solve proves, and leaves no gap', () => {
    expect([...choice.option]).toEqual([1, 2, 3]);
    const verdict = checkSolution(problem, LEVELS, best);
    expect(verdict).toMatchObject({ ok: true, gaps: [0, 0, 0, 0] });
    expect(verdict.checks.filter(({ detail }) => detail !== '')).toEqual([]);
    expect(verdict.checks.map(({ name }) => name)).toEqual([
      'feasible',
      'teams',
      'searches',
      'marks',
      'supply',
      'demand',
    ]);
  });

  it('without levels judges the choice by those that were asked for', () => {
    expect(failed(best, [])).toBe('');
    const verdict = checkSolution(problem, [], best, LEVELS);
    expect(verdict.checks.map(({ name }) => name)).toEqual(['feasible', 'teams', 'searches']);
    expect(verdict.ok).toBe(true);
  });

  it('refuses a solution without a choice, and one with half a whole', () => {
    const { chosen: _, ...bare } = best;
    expect(failed(bare)).toBe('teams: nothing is chosen');
    expect(checkSolution(problem, LEVELS, bare).gaps).toBeUndefined();
    const dropped = { ...best, chosen: { searches, choice: { ...choice, option: choice.option.with(0, -1) } } };
    expect(failed(dropped)).toMatch(/^teams: line 2 /);
  });

  it('refuses a loose line that is said to have one candidate, though its price would prove it', () => {
    // By cap 1 line 0 costs more: a choice that closes cap 2 to it would make that the best there is.
    const alone = { option: choice.option, candidate: choice.candidate.with(0, 0) };
    expect(failed({ ...best, chosen: { choice: alone, searches } })).toBe('teams: line 0 is not for candidate 0 alone');
  });

  it('refuses a whole left out that asks for nothing, and searches that are too many or of other goals', () => {
    const idle = { ...choice, option: choice.option.with(2, -1) };
    expect(failed({ ...best, chosen: { choice: idle, searches } })).toBe(
      'searches: whole 2 stands alone and is not served as it can be',
    );
    const [part] = searches;
    expect(failed({ ...best, chosen: { choice, searches: [part!, part!] } })).toBe(
      'searches: 1 components hold wholes, 2 were searched',
    );
    expect(failed({ ...best, chosen: { choice, searches: [part!.slice(1)] } })).toBe(
      'searches: component 0: sought is 0,1,2,3',
    );
    expect(failed({ ...best, chosen: { choice, searches: [[...part!, part![0]!]] } })).toBe(
      'searches: component 0: sought is 0,1,2,3',
    );
    expect(failed({ ...best, chosen: { choice, searches: [part!.toReversed()] } })).toBe(
      'searches: component 0: sought is 0,1,2,3',
    );
  });

  it('bounds without prices what was not searched for', () => {
    const blunt = checkSolution(problem, LEVELS, { ...best, chosen: { choice, searches: [] } });
    expect(blunt.ok).toBe(true);
    // All wholes are served, and all that is asked is given; of the cost nothing is known.
    expect(blunt.gaps).toEqual([0, 0, 0, 24]);
    const half = checkSolution(problem, LEVELS, { ...best, chosen: { choice, searches: [searches[0]!.slice(0, 3)] } });
    expect(half.gaps).toEqual([0, 0, 0, 24]);
  });

  it('refuses the first whole left out that asks for nothing', () => {
    const idle = choiceColumnsOf({ caps: [], loose: [], wholes: [{ rank: 0, value: 1, options: [[]] }] });
    const solution = solve(idle, LEVELS);
    const none = { option: Int32Array.of(-1), candidate: new Int32Array() };
    expect(checkSolution(idle, LEVELS, solution).ok).toBe(true);
    const verdict = checkSolution(idle, LEVELS, { ...solution, chosen: { choice: none, searches: [] } });
    expect(verdict.checks.find(({ ok }) => !ok)?.detail).toBe('whole 0 stands alone and is not served as it can be');
  });

  it('refuses a tree that is broken, and tells what a blunt one leaves open', () => {
    expect(failed(withSearches((search) => ({ ...search, tree: [] }), 2))).toBe(
      'searches: component 0, figure 2: the tree has no end',
    );
    const blunt = withSearches((search) => ({
      ...search,
      scale: 1,
      tree: [{ cap: new Float64Array(5), figure: new Float64Array(search.figure) }],
    }));
    const { ok, gaps } = checkSolution(problem, LEVELS, blunt);
    expect(ok).toBe(true);
    const reached = choiceFigures(problem, choice, best.flow);
    expect(reached).toEqual([6, 3, 1, -24]);
    // All value and coverage there can be is had, and the promise is kept; without prices a plan costs nothing.
    expect(gaps).toEqual([0, 0, 0, 24]);
  });

  it('judges without promises where these do not count', () => {
    const levels: Level[] = ['rank', 'cost'];
    const other = solve(problem, levels);
    expect(other.chosen!.searches[0]!.map(({ figure }) => figure)).toEqual([0, 1, 3]);
    expect(failed(other, levels)).toBe('');
    expect(failed(other, LEVELS)).toBe('searches: component 0: sought is 0,1,2,3');
  });

  it('sums what components leave open, promises and cost last in each', () => {
    // Two components: one of rank 0 alone, one of rank 1.
    const whole = (rank: number, cap: number) => ({
      rank,
      value: 2,
      options: [[line('must', 2, [to([cap], 3, { previous: 2 })])]],
    });
    const two = choiceColumnsOf({
      caps: [
        { capacity: 2, parent: -1 },
        { capacity: 2, parent: -1 },
      ],
      loose: [],
      wholes: [whole(0, 0), whole(0, 0), whole(1, 1), whole(1, 1)],
    });
    const { chosen, ...rest } = solve(two, LEVELS);
    expect(checkSolution(two, LEVELS, { ...rest, chosen: chosen! }).gaps).toEqual([0, 0, 0, 0, 0, 0]);
    const blunt = chosen!.searches.map((part) =>
      part.map(({ figure }) => ({
        figure,
        scale: 1,
        tree: [{ cap: new Float64Array(2), figure: new Float64Array(figure) }],
      })),
    );
    const verdict = checkSolution(two, LEVELS, { ...rest, chosen: { choice: chosen!.choice, searches: blunt } });
    expect(verdict).toMatchObject({ ok: true, gaps: [2, 0, 2, 0, 4, 12] });
  });

  it('judges what pins leave', () => {
    const pinned = { ...problem, pinned: flowOf({ 8: 1 }) };
    const solution = solve(pinned, LEVELS);
    expect(solution.flow[8]).toBe(2);
    expect(checkSolution(pinned, LEVELS, solution)).toMatchObject({ ok: true, gaps: [0, 0, 0, 0] });
  });
});
