import { describe, expect, it } from 'vitest';
import type { CapPrices, Choice, ChoiceBranch, ChoiceSearch, Level, Solution } from '../../../src/compile/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { boundOfSearch, checkChoice, figuresOf, goalsOf } from '../../../src/proof/choice-check.js';
import { solve } from '../../../src/solve/solve.js';
import { type ChoiceShape, choiceColumnsOf, type OptionLine } from '../../support/choice-columns.js';

type Candidate = OptionLine['candidates'][number];

const to = (heads: readonly number[], cost = 0, rest: Partial<Candidate> = {}): Candidate => ({
  heads,
  cost,
  max: Number.MAX_SAFE_INTEGER,
  previous: 0,
  ...rest,
});
const line = (
  kind: OptionLine['kind'],
  demand: number,
  candidates: readonly Candidate[],
  worth = kind === 'plain' ? 1 : 0,
) => ({ kind, demand, candidates, worth, group: undefined });

/**
 * Caps 1 (of 2) and 2 (of 1) below 0, and 3 by itself. Line 0 is loose; team 0 has options of line 1 and of line 2, which is single; team 1 has single
 * line 3 and plain line 4; team 2 asks for nothing.
 */
const shape: ChoiceShape = {
  caps: [
    { capacity: 3, parent: -1 },
    { capacity: 2, parent: 0 },
    { capacity: 1, parent: 0 },
    { capacity: 4, parent: -1 },
  ],
  loose: [{ ...line('plain', 2, [to([1], 3, { previous: 1 }), to([2], 1)]), rank: 0 }],
  teams: [
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
const problem = choiceColumnsOf(shape);
const LEVELS: readonly Level[] = ['rank', 'keep', 'cost'];

const choiceOf = (option: number[], candidate: Record<number, number> = {}): Choice => ({
  option: Int32Array.from(option),
  candidate: Int32Array.from(problem.demand, (_, n) => candidate[n] ?? -1),
});
/** Units by arc; arcs are candidates, as each has one. */
const flowOf = (units: Record<number, number>) => Float64Array.from(problem.head, (_, a) => units[a] ?? 0);

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
    ['too few options', choiceOf([-1, -1]), {}, 'there is not one option a team'],
    ['too many options', choiceOf([-1, -1, -1, -1]), {}, 'there is not one option a team'],
    ['the option of another team', choiceOf([2, -1, -1]), {}, 'team 0 has no option 2'],
    ['an option before its own', choiceOf([-1, 1, -1]), {}, 'team 1 has no option 1'],
    ['an option that is none', choiceOf([-2, -1, -1]), {}, 'team 0 has no option -2'],
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
    expect(figuresOf(problem, choiceOf([1, -1, 3], { 2: 5 }), flowOf({ 5: 1, 0: 2 }))).toEqual([4, 2, 1, -6]);
    expect(figuresOf(problem, choiceOf([-1, 2, -1], { 3: 8 }), flowOf({ 8: 2, 9: 1, 1: 0 }))).toEqual([2, 1, 0, -9]);
    const none = figuresOf(problem, choiceOf([-1, -1, -1]), flowOf({}));
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
        teams: [{ rank: 0, value, options: [[must]] }],
      });
    };
    expect(goalsOf(one(0, 1), ['rank', 'cost'])).toEqual([1, 3]);
    expect(goalsOf(one(2, 0), ['rank'])).toEqual([0]);
  });

  it('of a worse rank come after those of a better one', () => {
    const two = choiceColumnsOf({
      caps: [{ capacity: 9, parent: -1 }],
      loose: [{ ...line('plain', 1, [to([0])], 7), rank: 5 }],
      teams: [
        { rank: 5, value: 2, options: [[line('must', 1, [to([0])])]] },
        { rank: 1, value: 0, options: [[line('must', 1, [to([0], 2)], 3)]] },
      ],
    });
    expect(goalsOf(two, ['rank', 'cost'])).toEqual([1, 2, 3, 5]);
    const choice = { option: Int32Array.of(0, 1), candidate: new Int32Array(3).fill(-1) };
    expect(figuresOf(two, choice, Float64Array.of(1, 1, 1))).toEqual([0, 3, 2, 7, 0, -2]);
  });
});

describe('boundOfSearch', () => {
  const leaf = (cap: number[] = [0, 0, 0, 0], figure: number[] = []): CapPrices => ({
    cap: Float64Array.from(cap),
    figure: Float64Array.from(figure),
  });
  const bound = (
    tree: readonly ChoiceBranch[],
    { figure = 0, reached = [] as number[], scale = 1, of = problem } = {},
  ) => boundOfSearch(of, reached, { figure, scale, tree });
  const impossible = (prices: CapPrices): CapPrices => ({ ...prices, impossible: true });

  it('without prices counts all that can be counted', () => {
    expect(bound([leaf()])).toBe(6);
    expect(bound([leaf([0, 0, 0, 0], [0])], { figure: 1, reached: [6] })).toBe(3);
    expect(bound([leaf([0, 0, 0, 0], [0, 0])], { figure: 2, reached: [6, 0] })).toBe(1);
    expect(bound([leaf([0, 0, 0, 0], [0, 0, 0])], { figure: 3, reached: [6, 0, 0] })).toBe(0);
  });

  it('with prices counts what they leave', () => {
    // A unit below cap 0 costs 1 or more: team 0 gains 3 − 1 by option 1, team 1 gains 2 by cap 3, team 2 gains 1; 3 units of cap 0.
    expect(bound([leaf([1, 0, 0, 0])])).toBe(3 + 3 + 2 + 1);
    expect(bound([leaf([1, 1, 1, 1])])).toBe(3 + 3 + 4 + 2 + 1);
    // In halves.
    expect(bound([leaf([1, 0, 0, 0])], { scale: 2 })).toBe(Math.floor((3 + 6 + 4 + 2) / 2));
    // 3 plain units of line 0 and 4 at most, each worth 1, less 2 of cap 2, and 5 of value for what was reached.
    expect(bound([leaf([0, 0, 2, 0], [1])], { figure: 1, reached: [6] })).toBe(2 - 6 + 3 + 2 + 1 + 2);
  });

  it('counts promises apart from the rest', () => {
    // Of line 0 one unit is promised; prices of 1 a unit leave only that one no gain.
    const prices = leaf([0, 1, 1, 0], [0, 0]);
    expect(bound([prices], { figure: 2, reached: [0, 0] })).toBe(3);
    const free = leaf([0, 0, 0, 0], [0, 2]);
    expect(bound([free], { figure: 2, reached: [0, 4] })).toBe(2 * 3 + 1 - 8);
  });

  it('is the most of all ends, each with what is settled', () => {
    // Option 0 of team 0 takes 2 units of cap 1: dearer than its gain, but settled.
    expect(bound([{ option: 0 }, leaf([2, 0, 0, 0]), leaf([0, 0, 0, 0])])).toBe(6 + (3 - 4) + 2 + 1);
    expect(bound([{ option: 0 }, leaf([2, 0, 0, 0]), leaf([2, 0, 0, 0])])).toBe(6 + 3 + 2 + 1);
    expect(bound([{ option: 0 }, leaf([9, 0, 0, 0]), { option: 1 }, leaf(), leaf()])).toBe(27 + (3 - 18) + 2 + 1);
    expect(bound([{ option: 0 }, { option: 2 }, leaf(), leaf(), { option: 1 }, leaf(), leaf()])).toBe(6);
  });

  it('knows what single lines settle', () => {
    // Cost of line 2 by its candidates 4, 5 and 6, sought with team 0 held by the value reached.
    const sought = { figure: 3, reached: [6, 0, 0] };
    const dear = leaf([0, 0, 0, 0], [20, 0, 0]);
    const value = 20 * (3 + 2 + 1) - 20 * 6;
    expect(bound([dear], sought)).toBe(value);
    const tree = (yes: CapPrices, no: CapPrices) => [
      { option: 0 },
      leaf([0, 0, 0, 0], [0, 0, 0]),
      { candidate: 4 },
      yes,
      no,
    ];
    expect(bound([{ candidate: 5 }, dear, dear], sought)).toBe(value);
    expect(bound(tree(dear, dear), sought)).toBe(0);
    const only = [{ option: 0 }, impossible(leaf([0, 40, 0, 0], [20, 0, 0])), { candidate: 5 }, leaf(), leaf()];
    expect(bound(only, sought)).toBe('entry 3: prices are missing');
    // Neither 4, 5 nor 6: the option cannot be.
    const none = [{ candidate: 4 }, dear, { candidate: 5 }, dear, { candidate: 6 }, dear, { option: 1 }, dear, dear];
    expect(bound(none, sought)).toBe(value);
  });

  it('shows what is impossible by a bound on nothing below 0; else prices bound as they do', () => {
    const prices = impossible(leaf([0, 0, 0, 0], [1]));
    expect(bound([prices], { figure: 1, reached: [7] })).toBe(Number.NEGATIVE_INFINITY);
    expect(bound([prices], { figure: 1, reached: [6] })).toBe(3);
    expect(bound([impossible(leaf())])).toBe(6);
  });

  it.each<[string, readonly ChoiceBranch[], string]>([
    ['no tree', [], 'the tree has no end'],
    ['half a split', [{ option: 0 }, leaf()], 'the tree has no end'],
    ['two ends', [leaf(), leaf()], 'entry 1 is one too many'],
    ['an end after a split', [{ option: 0 }, leaf(), leaf(), leaf()], 'entry 3 is one too many'],
    [
      'a split on what is settled',
      [{ option: 0 }, { option: 0 }, leaf(), leaf(), leaf()],
      'entry 1 splits on what is settled',
    ],
    [
      'the same of a candidate',
      [{ candidate: 4 }, leaf(), { candidate: 4 }, leaf(), leaf()],
      'entry 2 splits on what is settled',
    ],
    ['a split on no option', [{ option: 4 }, leaf(), leaf()], 'entry 0 splits on what is settled'],
    ['a split before all options', [{ option: -1 }, leaf(), leaf()], 'entry 0 splits on what is settled'],
    ['a split on no candidate', [{ candidate: 10 }, leaf(), leaf()], 'entry 0 splits on what is settled'],
    ['a split on half an option', [{ option: 0.5 }, leaf(), leaf()], 'entry 0 splits on what is settled'],
    ['too few prices', [leaf([0, 0, 0])], 'entry 0: prices are missing'],
    ['too many figures', [leaf([0, 0, 0, 0], [0])], 'entry 0: prices are missing'],
    ['half a price', [leaf([0.5, 0, 0, 0])], 'entry 0: a price is not a whole number'],
    ['a price below 0', [{ option: 0 }, leaf(), leaf([0, -1, 0, 0])], 'entry 2: a price is not a whole number'],
    ['prices beyond what is exact', [leaf([2 ** 51, 0, 0, 0])], 'entry 0: prices are too large to be exact'],
    ['prices of what many use', [leaf([0, 0, 0, 2 ** 50 - 1])], 'entry 0: prices are too large to be exact'],
  ])('refuses %s', (_, tree, why) => {
    expect(bound(tree)).toBe(why);
  });

  it('settles again what an end left open: one split in both halves of another', () => {
    const tree: ChoiceBranch[] = [{ option: 2 }, { option: 1 }, leaf(), leaf(), { option: 1 }, leaf(), leaf()];
    expect(bound(tree)).toBe(6);
  });

  it.each([3, 0, -1, 0.5, 2 ** 53, 2 ** -60, Number.POSITIVE_INFINITY])('refuses scale %s', (scale) => {
    expect(bound([leaf()], { scale })).toBe(`scale ${scale}`);
    expect(bound([leaf()], { scale: 2 ** 30 })).toBe(6);
  });

  it('refuses figures and prices whose product is not exact', () => {
    const sought = { figure: 1, reached: [6] };
    expect(bound([leaf([0, 0, 0, 0], [-1])], sought)).toBe('entry 0: a price is not a whole number');
    expect(bound([leaf([0, 0, 0, 0], [0.5])], sought)).toBe('entry 0: a price is not a whole number');
    expect(bound([leaf([0, 0, 0, 0], [2 ** 50])], sought)).toBe('entry 0: prices are too large to be exact');
    expect(bound([leaf([0, 0, 0, 0], [2 ** 48])], sought)).toBe(3);
    expect(bound([leaf()], { scale: 2 ** 52 })).toBe('entry 0: prices are too large to be exact');
  });

  it.each<[string, Partial<OptionLine>, number[], number]>([
    ['worth', { kind: 'plain', worth: 2 ** 50, demand: 5 }, [0], 1],
    ['cost', { candidates: [to([0], 2 ** 51)], demand: 3 }, [0, 0, 0], 3],
    ['promises', { candidates: [to([0], 0, { previous: 1 })], demand: 2 ** 52 + 1 }, [0, 0], 2],
  ])('refuses sums of %s that are not exact', (_, part, figure, at) => {
    const of = choiceColumnsOf({
      caps: [{ capacity: 2 ** 53 - 1, parent: -1 }],
      loose: [],
      teams: [{ rank: 0, value: 1, options: [[{ ...line('must', 1, [to([0])]), ...part }]] }],
    });
    const reached = [1, 0, 0].slice(0, at);
    expect(bound([leaf([0], figure)], { figure: at, reached, of })).toBe('entry 0: prices are too large to be exact');
    expect(typeof bound([leaf([0])], { of })).toBe('number');
  });

  it('leaves out who can give nothing', () => {
    const of = choiceColumnsOf({
      caps: [
        { capacity: 0, parent: -1 },
        { capacity: 1, parent: -1 },
      ],
      loose: [],
      teams: [{ rank: 0, value: 2, options: [[line('must', 1, [to([0]), to([1], 3, { max: 0 })])]] }],
    });
    expect(bound([leaf([0, 0])], { of })).toBe(0);
  });

  it('takes the cheapest arc, the room of all caps above, and of several arcs the sum', () => {
    const of = (max: number, demand: number) =>
      choiceColumnsOf({
        caps: [
          { capacity: 3, parent: -1 },
          { capacity: 5, parent: 0 },
          { capacity: 2, parent: -1 },
        ],
        loose: [],
        teams: [{ rank: 0, value: 9, options: [[line('must', demand, [to([1, 2], 0, { max })])]] }],
      });
    expect(bound([leaf([0, 0, 0])], { of: of(9, 5) })).toBe(9);
    // Below cap 1 is room for 3, so 6 units are one too many; and a bound of 4 is too little for 5.
    expect(bound([leaf([0, 0, 0])], { of: of(9, 6) })).toBe(0);
    expect(bound([leaf([0, 0, 0])], { of: of(4, 5) })).toBe(0);
    expect(bound([leaf([1, 2, 1])], { of: of(9, 5) })).toBe(3 + 10 + 2 + (9 - 5));
    expect(bound([leaf([1, 0, 2])], { of: of(9, 5) })).toBe(3 + 4 + (9 - 5));
  });
});

describe('checkSolution', () => {
  const best = solve(problem, LEVELS);
  const failed = (solution: Pick<Solution, 'flow' | 'prices' | 'chosen'>, levels = LEVELS, asked?: readonly Level[]) =>
    checkSolution(problem, levels, solution, asked)
      .checks.filter(({ ok }) => !ok)
      .map(({ name, detail }) => `${name}: ${detail}`)
      .join('; ');
  const { choice, searches } = best.chosen!;
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

  it('refuses a solution without a choice, and one with half a team', () => {
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

  it('refuses a team left out that asks for nothing, and searches that are missing or of other goals', () => {
    const idle = { ...choice, option: choice.option.with(2, -1) };
    expect(failed({ ...best, chosen: { choice: idle, searches } })).toBe(
      'searches: team 2 stands alone and is not served as it can be',
    );
    expect(failed({ ...best, chosen: { choice, searches: [] } })).toBe(
      'searches: 1 components hold teams, 0 were searched',
    );
    const [part] = searches;
    expect(failed({ ...best, chosen: { choice, searches: [part!.slice(1)] } })).toBe(
      'searches: component 0: sought is 0,1,2,3',
    );
    expect(failed({ ...best, chosen: { choice, searches: [part!.toReversed()] } })).toBe(
      'searches: component 0: sought is 0,1,2,3',
    );
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
    const reached = figuresOf(problem, choice, best.flow);
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
    const team = (rank: number, cap: number) => ({
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
      teams: [team(0, 0), team(0, 0), team(1, 1), team(1, 1)],
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
