import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/kernel/work.js';
import type { CapPrices, ChoiceBranch } from '../../../src/problem/problem.js';
import { boundOfSearch, choiceFigures } from '../../../src/proof/choice-check.js';
import { choiceColumnsOf, type OptionLine } from '../../support/choice-columns.js';
import { line, problem, to } from './choice-case.js';

describe('boundOfSearch', () => {
  const leaf = (cap: number[] = [0, 0, 0, 0], figure: number[] = []): CapPrices => ({
    cap: Float64Array.from(cap),
    figure: Float64Array.from(figure),
  });
  const bound = (
    tree: readonly ChoiceBranch[],
    { figure = 0, reached = [] as number[], scale = 1, of = problem } = {},
  ) => finish(boundOfSearch(of, reached, { figure, scale, tree }));
  const impossible = (prices: CapPrices): CapPrices => ({ ...prices, impossible: true });

  it('without prices counts all that can be counted', () => {
    expect(bound([leaf()])).toBe(6);
    expect(bound([leaf([0, 0, 0, 0], [0])], { figure: 1, reached: [6] })).toBe(3);
    expect(bound([leaf([0, 0, 0, 0], [0, 0])], { figure: 2, reached: [6, 0] })).toBe(1);
    expect(bound([leaf([0, 0, 0, 0], [0, 0, 0])], { figure: 3, reached: [6, 0, 0] })).toBe(0);
  });

  it('with prices counts what they leave', () => {
    // A unit below cap 0 costs 1 or more: whole 0 gains 3 − 1 by option 1, whole 1 gains 2 by cap 3, whole 2 gains 1; 3 units of cap 0.
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
    // Option 0 of whole 0 takes 2 units of cap 1: dearer than its gain, but settled.
    expect(bound([{ option: 0 }, leaf([2, 0, 0, 0]), leaf([0, 0, 0, 0])])).toBe(6 + (3 - 4) + 2 + 1);
    expect(bound([{ option: 0 }, leaf([2, 0, 0, 0]), leaf([2, 0, 0, 0])])).toBe(6 + 3 + 2 + 1);
    expect(bound([{ option: 0 }, leaf([9, 0, 0, 0]), { option: 1 }, leaf(), leaf()])).toBe(27 + (3 - 18) + 2 + 1);
    expect(bound([{ option: 0 }, { option: 2 }, leaf(), leaf(), { option: 1 }, leaf(), leaf()])).toBe(6);
  });

  it('knows what single lines settle', () => {
    // Cost of line 2 by its candidates 4, 5 and 6, sought with whole 0 held by the value reached.
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
      wholes: [{ rank: 0, value: 1, options: [[{ ...line('must', 1, [to([0])]), ...part }]] }],
    });
    const reached = [1, 0, 0].slice(0, at);
    expect(bound([leaf([0], figure)], { figure: at, reached, of })).toBe('entry 0: prices are too large to be exact');
    expect(typeof bound([leaf([0])], { of })).toBe('number');
  });

  it.each(['must', 'single', 'plain'] as const)('a %s line that asks for nothing needs nobody', (kind) => {
    const of = choiceColumnsOf({
      caps: [{ capacity: 1, parent: -1 }],
      loose: [],
      wholes: [{ rank: 0, value: 2, options: [[line(kind, 0, [])]] }],
    });
    expect(bound([leaf([0])], { of })).toBe(2);
  });

  it('refuses prices whose sums can pass 2^52, term by term, and no others', () => {
    const candidates = [to([1], 3, { previous: 1, promise: 7 }), to([0], -4)];
    const of = choiceColumnsOf({
      caps: [
        { capacity: 3, parent: -1 },
        { capacity: 2, parent: 0 },
      ],
      loose: [],
      wholes: [{ rank: 0, value: 5, options: [[{ ...line('must', 2, candidates), worth: 6 }]] }],
    });
    const choice = { option: Int32Array.of(0), candidate: Int32Array.of(-1) };
    const reached = choiceFigures(of, choice, Float64Array.of(2, 0));
    expect(reached).toEqual([5, 12, 7, -6]);
    const isExact = (scale: number, cap: number[], figure: number[] = [], had = reached) =>
      bound([leaf(cap, figure)], { figure: figure.length, reached: had, scale, of }) !==
      'entry 0: prices are too large to be exact';
    const none = [0, 0];
    // Value 5 times; a price of cap 0 for its 3 units and the line's 2, by the first candidate together with that of cap 1, which has 2 units itself.
    const b = (2 ** 52 - 5 * 2 ** 49) / 4;
    expect([b, b + 1].map((price) => isExact(2 ** 49, [0, price]))).toEqual([true, false]);
    const a = (2 ** 52 - 5 - 4 * 4) / 5;
    expect([a, a + 1].map((price) => isExact(1, [price, 4]))).toEqual([true, false]);
    // Value by what there is and by what was reached; coverage 2 · 6 times, and as much for what was reached; the promise 2 · 7 times.
    const value = (2 ** 52 - 12 * 8) / 10;
    expect([value, value + 1].map((price) => isExact(8, none, [price]))).toEqual([true, false]);
    const coverage = (2 ** 52 - 14 * 8) / 24;
    expect([coverage, coverage + 1].map((price) => isExact(8, none, [0, price]))).toEqual([true, false]);
    // The dearer candidate has no promise.
    const free = [0, 0, 0];
    expect([2 ** 49, 2 ** 50].map((scale) => isExact(scale, none, [0, 0, 1], free))).toEqual([true, false]);
  });

  it('leaves out who can give nothing', () => {
    const of = choiceColumnsOf({
      caps: [
        { capacity: 0, parent: -1 },
        { capacity: 1, parent: -1 },
      ],
      loose: [],
      wholes: [{ rank: 0, value: 2, options: [[line('must', 1, [to([0]), to([1], 3, { max: 0 })])]] }],
    });
    expect(bound([leaf([0, 0])], { of })).toBe(0);
  });

  it('serves a line by several candidates, promised units first, none by who can give nothing', () => {
    const candidates = [to([0], 0, { previous: 2 }), to([1], 0, { max: 0 }), to([1], 0, { previous: 1 })];
    const of = choiceColumnsOf({
      caps: [
        { capacity: 2, parent: -1 },
        { capacity: 9, parent: -1 },
      ],
      loose: [{ ...line('plain', 5, candidates), rank: 0 }],
      wholes: [],
    });
    // Each unit is worth 1 for being covered, and one promised 1 more.
    expect(bound([leaf([0, 0], [0, 1])], { figure: 2, reached: [0, 0], of })).toBe(5 + 3);
    expect(bound([leaf([0, 2], [0, 1])], { figure: 2, reached: [0, 0], of })).toBe(18 + 2 + 2);
  });

  it('serves a line by one candidate up to what it can carry, promised units among them, then by the next', () => {
    const of = choiceColumnsOf({
      caps: [
        { capacity: 9, parent: -1 },
        { capacity: 9, parent: -1 },
      ],
      loose: [{ ...line('plain', 3, [to([0], 0, { max: 2, previous: 1 }), to([1])]), rank: 0 }],
      wholes: [],
    });
    // 2 units of the first, one of them promised; a unit of the other is worth nothing more than its price.
    expect(bound([leaf([0, 1], [0, 1])], { figure: 2, reached: [0, 0], of })).toBe(9 + 2 + 1);
  });

  it('takes for a single line the candidate that is settled, though another is cheaper', () => {
    const of = choiceColumnsOf({
      caps: [{ capacity: 9, parent: -1 }],
      loose: [],
      wholes: [{ rank: 0, value: 1, options: [[line('single', 1, [to([0], 5), to([0], 1), to([0], 3)])]] }],
    });
    const sought = { figure: 3, reached: [0, 0, 0], of };
    const dear = leaf([0], [9, 0, 0]);
    const none = leaf([0], [0, 0, 0]);
    // The option is settled too: 9 for its value, less the cost; nothing without it, nor where others must serve.
    expect(bound([{ candidate: 0 }, { option: 0 }, dear, none, { option: 0 }, none, none], sought)).toBe(4);
    expect(bound([{ candidate: 2 }, { option: 0 }, dear, none, { option: 0 }, none, none], sought)).toBe(6);
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
        wholes: [{ rank: 0, value: 9, options: [[line('must', demand, [to([1, 2], 0, { max })])]] }],
      });
    expect(bound([leaf([0, 0, 0])], { of: of(9, 5) })).toBe(9);
    // Below cap 1 is room for 3, so 6 units are one too many; and a bound of 4 is too little for 5.
    expect(bound([leaf([0, 0, 0])], { of: of(9, 6) })).toBe(0);
    expect(bound([leaf([0, 0, 0])], { of: of(4, 5) })).toBe(0);
    expect(bound([leaf([1, 2, 1])], { of: of(9, 5) })).toBe(3 + 10 + 2 + (9 - 5));
    expect(bound([leaf([1, 0, 2])], { of: of(9, 5) })).toBe(3 + 4 + (9 - 5));
  });
});
