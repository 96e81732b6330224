import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Choice, Problem } from '../../src/problem/problem.js';
import { type ChoiceCase, largeChoice, smallChoice, tinyChoice, wideChoice } from '../support/choice-arbitrary.js';
import { type ChoiceShape, choiceColumnsOf, type OptionLine } from '../support/choice-columns.js';
import { bestFiguresByHighs, figuresOfChoiceByHighs } from '../support/choice-highs.js';
import {
  bestChoices,
  bestFigures,
  compareFigures,
  everyChoice,
  faultsOfChoice,
  figuresOfChoice,
  figuresOfFlow,
} from '../support/choice-oracle.js';
import { isOpen } from '../support/choice-value.js';
import { describeChoice, describeProblem } from '../support/choice-words.js';
import { flowsAtMost } from '../support/problem-arbitrary.js';
import { candidatesOf, capsAbove, linesOf, range } from '../support/problem-value.js';
import { runs } from '../support/runs.js';

/** A candidate over these caps. */
function by(heads: readonly number[], more: { cost?: number; max?: number; previous?: number } = {}) {
  return { cost: 0, max: 99, previous: 0, heads, ...more };
}

function line(kind: OptionLine['kind'], demand: number, candidates: OptionLine['candidates'], worth = 0): OptionLine {
  return { kind, demand, candidates, worth, group: undefined };
}
const must = (demand: number, ...candidates: OptionLine['candidates']) => line('must', demand, candidates);
const single = (demand: number, ...candidates: OptionLine['candidates']) => line('single', demand, candidates);
const plain = (demand: number, ...candidates: OptionLine['candidates']) => line('plain', demand, candidates, 1);

function loose(rank: number, demand: number, ...candidates: OptionLine['candidates']): ChoiceShape['loose'][number] {
  return { ...plain(demand, ...candidates), rank };
}

function whole(value: number, options: readonly OptionLine[][], rank = 0): ChoiceShape['wholes'][number] {
  return { rank, value, options };
}

/** Caps that stand for themselves. */
function columns(caps: readonly number[], wholes: ChoiceShape['wholes'], own: ChoiceShape['loose'] = []) {
  return choiceColumnsOf({ caps: caps.map((capacity) => ({ capacity, parent: -1 })), wholes, loose: own });
}

/** The best figures, and the options of the best choices. */
function best(problem: Problem, levels: ChoiceCase['levels'] = ['rank']): [number[], string[]] {
  const options = bestChoices(problem, levels).map(({ option }) => option.join(' '));
  return [bestFigures(problem, levels), [...new Set(options)]];
}

describe('the best choice, by hand', () => {
  it('of two wholes that compete for one offer takes the one that is worth more', () => {
    expect(best(columns([3], [whole(2, [[must(2, by([0]))]]), whole(3, [[must(2, by([0]))]])]))).toEqual([
      [3, 0, 0, 0],
      ['-1 1'],
    ]);
  });

  it('takes two small wholes before a large one that is worth less than both', () => {
    const small = whole(2, [[must(1, by([0]))]]);
    expect(best(columns([2], [whole(3, [[must(2, by([0]))]]), small, small]))).toEqual([[4, 0, 0, 0], ['-1 1 2']]);
  });

  it('takes another option where that makes room for another whole', () => {
    const either = whole(1, [[must(2, by([0]))], [must(2, by([1]))]]);
    expect(best(columns([2, 2], [either, whole(1, [[must(2, by([0]))]])]))).toEqual([[2, 0, 0, 0], ['1 2']]);
    expect(best(columns([2, 2], [either]))).toEqual([
      [1, 0, 0, 0],
      ['0', '1'],
    ]);
    expect(best(columns([2, 1], [either]))).toEqual([[1, 0, 0, 0], ['0']]);
  });

  it('takes no whole of which a line cannot be served whole', () => {
    const both = whole(5, [[must(1, by([0])), must(2, by([1]))]]);
    expect(best(columns([1, 1], [both]))).toEqual([[0, 0, 0, 0], ['-1']]);
    expect(best(columns([1, 2], [both]))).toEqual([[5, 0, 0, 0], ['0']]);
    expect(best(columns([1, 2], [whole(5, [[must(1)]])]))).toEqual([[0, 0, 0, 0], ['-1']]);
  });

  it('splits a must line among candidates, never a single one, but one candidate may use several caps', () => {
    expect(best(columns([2, 2], [whole(1, [[must(3, by([0]), by([1]))]])]))[0]).toEqual([1, 0, 0, 0]);
    expect(best(columns([2, 2], [whole(1, [[single(3, by([0]), by([1]))]])]))[0]).toEqual([0, 0, 0, 0]);
    expect(best(columns([2, 2], [whole(1, [[single(3, by([0, 1]))]])]))[0]).toEqual([1, 0, 0, 0]);
    expect(best(columns([2, 2], [whole(1, [[single(3, by([0, 1], { max: 2 }))]])]))[0]).toEqual([0, 0, 0, 0]);
  });

  it('chooses the candidate of a single line so that all fit', () => {
    const small = whole(1, [[single(2, by([0]), by([1]))]]);
    const problem = columns([3, 2], [small, whole(1, [[single(3, by([0]), by([1]))]])]);
    expect(bestChoices(problem, ['rank'])).toEqual([{ option: Int32Array.of(0, 1), candidate: Int32Array.of(1, 2) }]);
  });

  it('counts caps that nest', () => {
    const caps = [
      { capacity: 3, parent: -1 },
      { capacity: 2, parent: 0 },
      { capacity: 2, parent: 0 },
    ];
    const wholes = [whole(1, [[must(2, by([1]))]]), whole(1, [[must(2, by([2]))]])];
    expect(best(choiceColumnsOf({ caps, wholes, loose: [] }))).toEqual([
      [1, 0, 0, 0],
      ['-1 1', '0 -1'],
    ]);
  });

  it('covers loose lines of a rank before wholes of the next, and wholes before loose lines of their own rank', () => {
    const rival = (rank: number) => columns([2], [whole(9, [[must(2, by([0]))]], 1)], [loose(rank, 1, by([0]))]);
    // A rank without lines is no rank: another loose line keeps it.
    expect(best(rival(0))).toEqual([[0, 1, 0, 0, 0, 0], ['-1']]);
    expect(best(rival(1))).toEqual([[9, 0, 0, 0], ['0']]);
    expect(best(rival(2))).toEqual([[9, 0, 0, 0, 0, 0], ['0']]);
  });

  it('counts what lines that need not be whole get, the more the better, after the value', () => {
    const some = (demand: number) => [must(1, by([0])), plain(demand, by([0]))];
    expect(best(columns([3], [whole(1, [some(1), some(4)])]))).toEqual([[1, 2, 0, 0], ['1']]);
    expect(best(columns([1], [whole(1, [some(1), some(4)])]))).toEqual([
      [1, 0, 0, 0],
      ['0', '1'],
    ]);
    expect(best(columns([3], [whole(1, [some(4)])], [loose(0, 1, by([0]))]))).toEqual([[1, 2, 0, 0], ['0']]);
  });

  it('counts units by their worth', () => {
    const free = (worth: number) => whole(0, [[line('must', 2, [by([0])], worth)]]);
    expect(best(columns([3], [free(1)], [loose(0, 2, by([0]))]))).toEqual([[0, 3, 0, 0], ['0']]);
    expect(best(columns([2], [free(1), free(3)]))).toEqual([[0, 6, 0, 0], ['-1 1']]);
  });

  it('does not care about a whole without value that asks for nothing', () => {
    expect(best(columns([1], [whole(0, [[]])], [loose(0, 1, by([0]))]))).toEqual([
      [0, 1, 0, 0],
      ['-1', '0'],
    ]);
    expect(best(columns([1], [whole(2, [[]])], [loose(0, 1, by([0]))]))).toEqual([[2, 1, 0, 0], ['0']]);
  });

  it('keeps promises before it saves cost, and only where it is asked to', () => {
    const either = whole(1, [
      [must(2, by([0], { cost: 3, previous: 1 }))],
      [single(2, by([0], { cost: -1 }), by([0]))],
    ]);
    const problem = columns([9], [either]);
    expect(best(problem)).toEqual([
      [1, 0, 0, 0],
      ['0', '1'],
    ]);
    expect(best(problem, ['rank', 'keep'])).toEqual([[1, 0, 1, 0], ['0']]);
    expect(best(problem, ['rank', 'cost'])).toEqual([[1, 0, 0, 2], ['1']]);
    expect(best(problem, ['rank', 'fair', 'keep', 'cost'])).toEqual([[1, 0, 1, -6], ['0']]);
  });
});

describe('faultsOfChoice', () => {
  const problem = columns(
    [4, 4],
    [whole(1, [[must(2, by([0])), single(1, by([0]), by([1]))], [plain(1, by([1]))]])],
    [loose(0, 1, by([0]))],
  );
  const none = { option: [-1], candidate: [-1, -1, -1, -1] };

  it.each<[string, { option: number[]; candidate: number[] }, number[], string[]]>([
    ['nothing', none, [0, 0, 0, 0, 0], []],
    ['loose lines', none, [1, 0, 0, 0, 0], []],
    ['the first option', { option: [0], candidate: [-1, -1, 3, -1] }, [0, 2, 0, 1, 0], []],
    ['the second option, in part', { option: [1], candidate: [-1, -1, -1, -1] }, [1, 0, 0, 0, 0], []],
    ['too much', none, [2, 0, 0, 0, 0], ['2 above the max of candidate 0', '2 above the demand of line 0']],
    ['no such option', { ...none, option: [2] }, [0, 0, 0, 0, 0], ['whole 0 takes option 2']],
    ['units without an option', none, [0, 0, 0, 0, 1], ['line 3 gets 1, and its option is not taken']],
    ['part of a must line', { option: [0], candidate: [-1, -1, 2, -1] }, [0, 1, 1, 0, 0], ['line 1 gets 1 of 2']],
    [
      'a candidate of nothing',
      { ...none, candidate: [-1, -1, 2, -1] },
      [0, 0, 0, 0, 0],
      ['line 2 chooses candidate 2'],
    ],
    [
      'no candidate',
      { option: [0], candidate: [-1, -1, -1, -1] },
      [0, 2, 1, 0, 0],
      ['line 2 chooses candidate -1', 'line 2 is served by candidate 2 too'],
    ],
    [
      "another line's candidate",
      { option: [0], candidate: [-1, -1, 1, -1] },
      [0, 2, 1, 0, 0],
      ['line 2 chooses candidate 1', 'line 2 is served by candidate 2 too'],
    ],
    ['no options', { ...none, option: [] }, [0, 0, 0, 0, 0], ['0 options for 1 wholes']],
    ['no candidates', { ...none, candidate: [] }, [0, 0, 0, 0, 0], ['0 candidates for 4 lines']],
  ])('%s', (_, { option, candidate }, flow, faults) => {
    const choice = { option: Int32Array.from(option), candidate: Int32Array.from(candidate) };
    expect(faultsOfChoice(problem, choice, flow)).toEqual(faults);
  });
});

describe('every choice', () => {
  it('is there once, with a candidate for each single line of an option that is taken', () => {
    const wholes = [whole(1, [[single(1, by([0]), by([1])), must(1)], []]), whole(1, [[single(0)]])];
    const choices = [...everyChoice(columns([1, 1], wholes))];
    expect(choices.map(({ option, candidate }) => `${option.join(' ')}, ${candidate.join(' ')}`)).toEqual([
      '-1 -1, -1 -1 -1',
      '-1 2, -1 -1 -1',
      '0 -1, 0 -1 -1',
      '0 2, 0 -1 -1',
      '0 -1, 1 -1 -1',
      '0 2, 1 -1 -1',
      '1 -1, -1 -1 -1',
      '1 2, -1 -1 -1',
    ]);
  });
});

/** Without what lines of options that are not taken could get: there are fewer flows, none of them without faults is lost. */
function withoutClosed(problem: Problem, choice: Choice): Problem {
  const lines = linesOf(problem);
  return { ...problem, max: problem.max.map((units, p) => (isOpen(problem.wholes!, choice, lines[p]!) ? units : 0)) };
}

/** Every flow that keeps the demands of lines, and some bounds. */
function* everyFlow({ demand, candidateStart, arcStart, max, capacity, head }: Problem): Generator<number[]> {
  const arcs = Array.from(demand).flatMap((_, n) =>
    range(candidateStart[n]!, candidateStart[n + 1]!).flatMap((p) =>
      range(arcStart[p]!, arcStart[p + 1]!).map((a) => ({ n, most: Math.min(max[p]!, capacity[head[a]!]!) })),
    ),
  );
  const left = Array.from(demand);
  const flow = arcs.map(() => 0);
  function* place(a: number): Generator<number[]> {
    if (a === arcs.length) {
      yield [...flow];
      return;
    }
    const { n, most } = arcs[a]!;
    const open = left[n]!;
    for (let units = 0; units <= Math.min(most, open); units++) {
      flow[a] = units;
      left[n] = open - units;
      yield* place(a + 1);
    }
    left[n] = open;
  }
  yield* place(0);
}

/** The best figures of the flows that have no faults, looked at one by one. */
function figuresByDefinition(problem: Problem, choice: Choice, levels: ChoiceCase['levels']): number[] | undefined {
  let most: number[] | undefined;
  for (const flow of everyFlow(withoutClosed(problem, choice))) {
    if (faultsOfChoice(problem, choice, flow).length > 0) continue;
    const figures = figuresOfFlow(problem, choice, flow, levels);
    if (most === undefined || compareFigures(figures, most) > 0) most = figures;
  }
  return most;
}

/** With one of its choices, possible or not. */
function withChoice(cases: fc.Arbitrary<ChoiceCase>) {
  return fc.tuple(cases, fc.nat(9999)).map(([{ problem, levels }, number]) => {
    const choices = [...everyChoice(problem)];
    const choice = choices[number % choices.length]!;
    const text = () => `levels ${levels.join(' ')}\n${describeProblem(problem)}\n${describeChoice(choice)}`;
    return { problem, levels, choice, [fc.toStringMethod]: text };
  });
}

describe('the figures of a choice', () => {
  it('are those of the best flow that has no faults', () => {
    fc.assert(
      fc.property(withChoice(tinyChoice), ({ problem, levels, choice }) => {
        fc.pre(flowsAtMost(withoutClosed(problem, choice)) <= 1000);
        expect(figuresOfChoice(problem, choice, levels)).toEqual(figuresByDefinition(problem, choice, levels));
      }),
      runs(14),
    );
  });

  it('are those of HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(withChoice(fc.oneof(tinyChoice, smallChoice)), async ({ problem, levels, choice }) => {
        expect(await figuresOfChoiceByHighs(problem, choice, levels)).toEqual(figuresOfChoice(problem, choice, levels));
      }),
      runs(3),
    );
  });
});

describe('the best figures', () => {
  it('are those of the best of all choices', () => {
    fc.assert(
      fc.property(tinyChoice, ({ problem, levels }) => {
        const figures = [...everyChoice(problem)].flatMap((choice) => {
          const own = figuresOfChoice(problem, choice, levels);
          return own === undefined ? [] : [own];
        });
        expect(bestFigures(problem, levels)).toEqual(figures.sort(compareFigures).at(-1));
      }),
      runs(14),
    );
  });

  it('are those of HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(tinyChoice, smallChoice, wideChoice), async ({ problem, levels }) => {
        expect(await bestFiguresByHighs(problem, levels)).toEqual(bestFigures(problem, levels));
      }),
      runs(3),
    );
  });
});

describe('arbitraries', () => {
  it('give valid columns', () => {
    fc.assert(
      fc.property(fc.oneof(tinyChoice, smallChoice, wideChoice, largeChoice), ({ problem }) => {
        const { wholes, rank } = problem;
        const { optionStart, lineStart, optionLines, option } = wholes;
        expect([...rank]).toEqual([...rank].sort());
        expect(optionStart.at(-1)).toBe(lineStart.length - 1);
        for (const column of [option, wholes.must, wholes.single, wholes.worth])
          expect(column).toHaveLength(rank.length);
        // Lines of options, each once, and all of them.
        expect([...optionLines].sort((a, b) => a - b)).toEqual([...option.keys()].filter((n) => option[n]! >= 0));
        wholes.rank.forEach((own, t) => {
          for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
            for (const n of optionLines.subarray(lineStart[o], lineStart[o + 1]))
              expect([option[n], rank[n]]).toEqual([o, own]);
          }
        });
        option.forEach((o, n) => {
          expect(wholes.must[n]! >= wholes.single[n]! && (o >= 0 || wholes.must[n] === 0)).toBe(true);
        });
      }),
    );
  });

  it('have one worth of a unit in all that caps connect, or none', () => {
    fc.assert(
      fc.property(fc.oneof(smallChoice, largeChoice), ({ problem }) => {
        const worthOf = new Map<number, number>();
        const lines = linesOf(problem);
        candidatesOf(problem).forEach((p, a) => {
          const root = capsAbove(problem, problem.head[a]!).at(-1)!;
          const worth = problem.wholes.worth[lines[p]!]!;
          if (worth > 0 && !worthOf.has(root)) worthOf.set(root, worth);
          expect([0, worthOf.get(root)]).toContain(worth);
        });
      }),
    );
  });

  it('do not fit: taking every whole is possible in fewer than half', () => {
    const cases = fc.sample(smallChoice, { numRuns: 200, seed: 20260307 });
    const whole = cases.filter(({ problem, levels }) => {
      const all = problem.wholes.value.reduce((sum, value) => sum + value, 0);
      return (
        bestFigures(problem, levels).reduce(
          (sum, figure, i, { length }) => sum + (i % 2 === 0 && i < length - 2 ? figure : 0),
          0,
        ) === all
      );
    });
    expect(whole.length).toBeLessThan(100);
  });
});

describe('a case as text', () => {
  it('says everything', () => {
    const problem = choiceColumnsOf({
      caps: [
        { capacity: 3, parent: -1 },
        { capacity: 2, parent: 0 },
      ],
      wholes: [whole(2, [[must(2, by([1], { cost: 4, max: 1, previous: 1 })), single(1, by([1]))], []])],
      loose: [loose(0, 1, by([1]))],
    });
    expect(describeProblem(problem)).toBe(
      [
        'cap c0: 3',
        'cap c1: 2 within c0',
        'line 0: rank 0 group 0 demand 1 worth 1',
        '  p0 cost 0 → c1',
        'whole 0: rank 0 value 2',
        '  option 0',
        '    line 1: rank 0 group 1 demand 2 must worth 0',
        '      p1 cost 4 max 1 previous 1 → c1',
        '    line 2: rank 0 group 2 demand 1 single worth 0',
        '      p2 cost 0 → c1',
        '  option 1',
      ].join('\n'),
    );
  });
});
