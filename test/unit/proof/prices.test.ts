import { describe, expect, it } from 'vitest';
import type { Level, Prices, Problem } from '../../../src/problem/problem.js';
import { checkSolution, checkSolutionSteps } from '../../../src/proof/check.js';
import { line, mark, pricesOf, problemOf, to, verdictOn } from './claims.js';

/** One line of 2 units; cap 0 holds 1 unit at cost 1, cap 1 holds 2 at cost 3: best is one of each. */
const two = problemOf([line(2, [to([0], { cost: 1 }), to([1], { cost: 3 })])], [1, 2]);
const right = pricesOf([
  [-1, 0, 2],
  [-1, 0, 0],
]);
const byCost: readonly Level[] = ['rank', 'cost'];

function onTwo(changes: Partial<Prices>, flow = [1, 1], levels = byCost): string {
  return verdictOn(two, levels, flow, { ...right, ...changes });
}

describe('prices that prove', () => {
  it('are accepted, with all checks told', () => {
    expect(checkSolution(two, byCost, { flow: Float64Array.of(1, 1), prices: right })).toEqual({
      ok: true,
      checks: ['feasible', 'marks', 'supply', 'demand'].map((name) => ({ name, ok: true, detail: '' })),
    });
  });

  it('are refused for every other plan', () => {
    expect(onTwo({}, [0, 2])).toBe("supply: cap 0 has room for 1 more but a price above its parent's");
    expect(onTwo({}, [1, 0])).toBe('demand: class 0 could be given one more unit');
    expect(onTwo({}, [0, 0])).toMatch(/^supply: .*; demand: class 0 could be given one more unit$/);
  });

  it('may hold zeros of either sign', () => {
    expect(onTwo({ keep: Float64Array.of(-0, -0), cost: Float64Array.of(2, -0) }, [1, 1])).toBe('ok');
  });
});

describe('prices of the wrong form are refused', () => {
  it('where their number is not that of the caps', () => {
    for (const length of [0, 1, 3]) {
      expect(onTwo({ position: new Int32Array(length).fill(-1) })).toBe('marks: prices do not fit the caps');
      expect(onTwo({ keep: new Float64Array(length) })).toBe('marks: prices do not fit the caps');
      expect(onTwo({ cost: new Float64Array(length) })).toBe('marks: prices do not fit the caps');
    }
  });

  it.each([
    [[mark(-1)], 'mark 0 is none: rank -1, unit 1 of 1'],
    [[mark(0.5)], 'mark 0 is none: rank 0.5, unit 1 of 1'],
    [[mark(0, 0)], 'mark 0 is none: rank 0, unit 0 of 1'],
    [[mark(0, 2)], 'mark 0 is none: rank 0, unit 2 of 1'],
    [[mark(0, 1.5, 2)], 'mark 0 is none: rank 0, unit 1.5 of 2'],
    [[mark(0, 1, 1.5)], 'mark 0 is none: rank 0, unit 1 of 1.5'],
    [[mark(0, 1, 2 ** 53)], 'mark 0 is none: rank 0, unit 1 of 9007199254740992'],
    [[mark(0, 1, 1, Number.NaN)], 'mark 0 is none: rank 0, unit 1 of 1'],
    [[mark(0), mark(1, 1, 1, 0.5)], 'mark 1 is none: rank 1, unit 1 of 1'],
    [[mark(0), mark(0)], 'mark 1 is out of order'],
    [[mark(1), mark(0)], 'mark 1 is out of order'],
    [[mark(0), mark(0, 1, 2), mark(0, 1, 2, -1)], 'mark 2 is out of order'],
    [[mark(0), mark(1), mark(0, 1, 2)], 'mark 2 is out of order'],
    [[mark(0, 1, 2), mark(0, 2, 2), mark(0, 1, 3)], 'mark 2 is out of order'],
  ])('marks %j: %s', (marks, detail) => {
    expect(onTwo({ marks })).toBe(`marks: ${detail}`);
  });

  it('but marks that nothing points to may be there', () => {
    const marks = [mark(0, 1, 1, -1), mark(0), mark(0, 1, 2, -(2 ** 31)), mark(0, 2, 2), mark(3)];
    expect(onTwo({ marks })).toBe('ok');
  });

  it.each([-2, 1, 2 ** 31 - 1])('position %d', (at) => {
    const detail = `marks: cap 1 has no mark ${at}`;
    expect(onTwo({ marks: [mark(0)], position: Int32Array.of(-1, at) })).toBe(detail);
  });

  it.each([0.5, Number.NaN, 2 ** 53, Number.NEGATIVE_INFINITY])('amount %d', (amount) => {
    expect(onTwo({ keep: Float64Array.of(0, amount) })).toBe('marks: cap 1 has no integer price');
    expect(onTwo({ cost: Float64Array.of(amount, 0) })).toBe('marks: cap 0 has no integer price');
  });
});

describe('prices of supply are refused', () => {
  it('above the parent where there is room, below it where units are used', () => {
    const nested = problemOf([line(3, [to([1]), to([2])])], [3, [1, 0], [2, 0]]);
    const at = (root: number, full: number, open: number) =>
      verdictOn(
        nested,
        byCost,
        [1, 1],
        pricesOf([
          [-1, 0, root],
          [-1, 0, full],
          [-1, 0, open],
        ]),
      );
    const ends = 'demand: class 0 could be given one more unit';
    expect(at(0, 0, 0)).toBe(ends);
    expect(at(1, 1, 1)).toMatch(/^supply: cap 0 has room for 1 more but a price above its parent's/);
    expect(at(-1, -1, -1)).toMatch(/^supply: cap 0 is used but priced below its parent/);
    expect(at(0, 1, 0)).toMatch(/^demand: line 0/);
    expect(at(0, -1, 0)).toMatch(/^supply: cap 1 is used but priced below its parent/);
    expect(at(0, 0, 1)).toMatch(/^supply: cap 2 has room for 1 more but a price above its parent's/);
    expect(at(0, 0, -1)).toMatch(/^supply: cap 2 is used but priced below its parent/);
  });

  it('but an unused cap may be priced below its parent, and a full one above it', () => {
    const idle = problemOf([line(1, [to([0]), to([1], { cost: 9 })])], [1, 1]);
    expect(
      verdictOn(
        idle,
        byCost,
        [1, 0],
        pricesOf([
          [-1, 0, 3],
          [-1, 0, -5],
        ]),
      ),
    ).toBe('ok');
    expect(
      verdictOn(
        idle,
        byCost,
        [1, 0],
        pricesOf([
          [-1, 0, 5],
          [-1, 0, -5],
        ]),
      ),
    ).toMatch(/^demand: line 0/);
  });

  it('in the order mark, kept, cost', () => {
    const room = "supply: cap 1 has room for 1 more but a price above its parent's";
    expect(onTwo({ position: Int32Array.of(-1, 0), cost: Float64Array.of(2, -9), marks: [mark(9)] })).toMatch(room);
    expect(onTwo({ keep: Float64Array.of(0, 1), cost: Float64Array.of(2, -9) })).toMatch(room);
    expect(onTwo({ keep: Float64Array.of(0, -1), cost: Float64Array.of(2, 9) })).toMatch(
      /^supply: cap 1 is used but priced below its parent/,
    );
  });
});

describe('prices are refused by a line', () => {
  it('with units that cost more than others would', () => {
    const better = 'demand: line 0 would be served better by other candidates';
    expect(onTwo({ cost: Float64Array.of(1, 0) })).toBe(better);
    expect(onTwo({ cost: Float64Array.of(3, 0) })).toBe(better);
    expect(onTwo({ cost: Float64Array.of(3, 0) }, [1, 1], ['rank'])).toBe(better);
    expect(onTwo({ cost: Float64Array.of(0, 0) }, [1, 1], ['rank'])).toBe('ok');
  });

  it.each([
    [1, Number.MAX_SAFE_INTEGER],
    [-1, -Number.MAX_SAFE_INTEGER],
  ])('where price and cost %d leave the safe integers', (cost, price) => {
    const problem = (max: number) => problemOf([line(1, [to([0], { cost, max }), to([1])])], [0, 1]);
    const claim = pricesOf([
      [-1, 0, price],
      [-1, 0, 0],
    ]);
    const detail = 'demand: candidate 0: price and cost are too large together';
    expect(verdictOn(problem(1), byCost, [0, 1], claim)).toBe(detail);
    expect(verdictOn(problem(1), ['rank'], [0, 1], claim)).toBe(
      price > 0 ? 'ok' : 'demand: line 0 would be served better by other candidates',
    );
    // A candidate that can carry nothing says nothing.
    expect(verdictOn(problem(0), byCost, [0, 1], claim)).toBe('ok');
  });

  it('whose candidate is not served by its best slots', () => {
    const slots = problemOf([line(2, [to([0, 1])])], [1, 2]);
    const at = (first: number, second: number, flow: number[]) =>
      verdictOn(
        slots,
        byCost,
        flow,
        pricesOf([
          [-1, 0, first],
          [-1, 0, second],
        ]),
      );
    expect(at(0, 0, [1, 1])).toBe('ok');
    expect(at(0, 0, [0, 2])).toBe('ok');
    expect(at(5, 0, [1, 1])).toBe('demand: candidate 0: its arcs are not the best of its slots');
  });
});

describe('a bound over several slots', () => {
  const bounded = problemOf([line(3, [to([0, 1], { max: 2, cost: 1 }), to([2], { cost: 4 })])], [2, 2, 3]);
  const free = pricesOf(Array.from({ length: 3 }, () => [-1, 0, 0] as const));

  it('that is full may be better than the rest of the line', () => {
    expect(verdictOn(bounded, byCost, [1, 1, 1], free)).toBe('ok');
    expect(verdictOn(bounded, byCost, [2, 0, 1], free)).toBe('ok');
  });

  it('that has room may not', () => {
    expect(verdictOn(bounded, byCost, [1, 0, 2], free)).toBe(
      'demand: line 0 would be served better by other candidates',
    );
  });
});

describe('promises', () => {
  const levels: readonly Level[] = ['rank', 'keep', 'cost'];
  const free = pricesOf([
    [-1, 0, 0],
    [-1, 0, 0],
  ]);
  const better = 'demand: line 0 would be served better by other candidates';
  const one = problemOf([line(3, [to([0], { previous: 2, cost: 5 }), to([1])])], [3, 3]);

  it('are worth one each, up to what was promised', () => {
    expect(verdictOn(one, levels, [2, 1], free)).toBe('ok');
    expect(verdictOn(one, levels, [1, 2], free)).toBe(better);
    expect(verdictOn(one, levels, [3, 0], free)).toBe(better);
    expect(verdictOn(one, ['rank', 'keep'], [3, 0], free)).toBe('ok');
    expect(verdictOn(one, ['rank', 'keep'], [0, 3], free)).toBe(better);
  });

  it('count for nothing where level `keep` is left out', () => {
    expect(verdictOn(one, byCost, [0, 3], free)).toBe('ok');
    expect(verdictOn(one, byCost, [2, 1], free)).toBe(better);
  });

  it('do not open a bound that is full', () => {
    const full = problemOf([line(3, [to([0], { max: 2, previous: 1, cost: 1 }), to([1], { cost: 4 })])], [3, 3]);
    expect(verdictOn(full, levels, [2, 1], free)).toBe('ok');
    expect(verdictOn(full, levels, [1, 2], free)).toBe(better);
  });

  it('are kept by pinned units first', () => {
    const pinned = { ...one, pinned: Float64Array.of(1, 0) };
    expect(verdictOn(pinned, levels, [2, 1], free)).toBe('ok');
    expect(verdictOn(pinned, levels, [1, 2], free)).toBe(better);
    expect(verdictOn({ ...one, pinned: Float64Array.of(2, 1) }, levels, [2, 1], free)).toBe('ok');
    expect(verdictOn({ ...one, pinned: Float64Array.of(3, 0) }, levels, [3, 0], free)).toBe('ok');
    expect(verdictOn({ ...one, pinned: Float64Array.of(0, 0) }, levels, [3, 0], free)).toBe(better);
  });
});

describe('classes', () => {
  const more = 'demand: class 0 could be given one more unit';
  const elsewhere = (k: number) => `demand: class ${k} holds units that are worth more elsewhere`;

  it('of a higher rank go first', () => {
    const ranks = problemOf([line(1, [to([0])], { rank: 0 }), line(1, [to([0])], { rank: 1 })], [1]);
    const at = (flow: number[], ...marks: ReturnType<typeof mark>[]) =>
      verdictOn(ranks, ['rank'], flow, pricesOf([[0, 0, 0]], marks));
    expect(at([1, 0], mark(0))).toBe('ok');
    expect(at([1, 0], mark(0, 1, 1, 1))).toBe('ok');
    expect(at([1, 0], mark(1, 1, 1, -1))).toBe('ok');
    expect(at([1, 0], mark(1))).toBe('ok');
    expect(at([0, 1], mark(0))).toBe(elsewhere(1));
    expect(at([0, 1], mark(1))).toBe(more);
    expect(at([1, 0], mark(0, 1, 1, -1))).toBe(elsewhere(0));
    expect(at([1, 0], mark(1, 1, 1, 1))).toBe('demand: class 1 could be given one more unit');
  });

  const fair: readonly Level[] = ['rank', 'fair'];
  /** Classes of 2 and of 3 units share 3. */
  const shares = problemOf([line(2, [to([0])]), line(3, [to([0])])], [3]);

  it('share fairly where level `fair` is asked for', () => {
    // In order: 1 of 2, 1 of 3, 2 of 3, 2 of 2, 3 of 3.
    const last = pricesOf([[0, 0, 0]], [mark(0, 2, 3)]);
    expect(verdictOn(shares, fair, [1, 2], last)).toBe('ok');
    expect(verdictOn(shares, fair, [2, 1], last)).toBe(elsewhere(0));
    expect(verdictOn(shares, fair, [0, 3], last)).toBe(more);
    expect(verdictOn(shares, fair, [1, 2], pricesOf([[0, 0, 0]], [mark(0, 1, 3)]))).toBe(elsewhere(1));
    expect(verdictOn(shares, fair, [1, 2], pricesOf([[0, 0, 0]], [mark(0, 2, 2)]))).toBe('ok');
    expect(verdictOn(shares, fair, [1, 2], pricesOf([[0, 0, 0]], [mark(0, 3, 3)]))).toBe(more);
    const any = pricesOf([[0, 0, 0]], [mark(0)]);
    for (const flow of [
      [1, 2],
      [2, 1],
      [0, 3],
    ])
      expect(verdictOn(shares, ['rank'], flow, any)).toBe('ok');
  });

  it('count what was served before, against the share', () => {
    const last = pricesOf([[0, 0, 0]], [mark(0, 2, 3)]);
    const before: Problem = { ...shares, served: Float64Array.of(1, 0), share: Float64Array.of(3, 3) };
    // In order: 1 of class 1, then the second unit of either, then the third of either.
    expect(verdictOn(before, fair, [1, 2], last)).toBe('ok');
    expect(verdictOn(before, fair, [2, 1], last)).toBe(elsewhere(0));
    expect(verdictOn(before, fair, [0, 3], last)).toBe(elsewhere(1));
  });

  it('count pinned units as served', () => {
    const last = pricesOf([[0, 0, 0]], [mark(0, 2, 3)]);
    expect(verdictOn({ ...shares, pinned: Float64Array.of(1, 1) }, fair, [1, 2], last)).toBe('ok');
    expect(verdictOn({ ...shares, pinned: Float64Array.of(2, 0) }, fair, [2, 1], last)).toBe('ok');
    expect(verdictOn({ ...shares, pinned: Float64Array.of(1, 0) }, fair, [2, 1], last)).toBe(elsewhere(0));
  });

  it('gain nothing from room that only their full lines have', () => {
    const lines = [line(1, [to([0]), to([2])], { group: 0 }), line(1, [to([1])], { group: 0 })];
    const scarce = pricesOf(
      [
        [-1, 0, 0],
        [0, 0, 0],
        [-1, 0, 0],
      ],
      [mark(0, 1, 1, -1)],
    );
    expect(verdictOn(problemOf(lines, [5, 0, 5]), fair, [1, 0, 0], scarce)).toBe('ok');
    expect(verdictOn(problemOf(lines, [5, 0, 5]), fair, [0, 0, 0], scarce)).toBe(more);
  });

  it('choose among their own lines', () => {
    const lines = [line(1, [to([0], { cost: 7 })], { group: 0 }), line(1, [to([0], { cost: 2 })], { group: 0 })];
    const joined = problemOf(lines, [1]);
    const at = (flow: number[], levels: readonly Level[]) =>
      verdictOn(joined, levels, flow, pricesOf([[0, 0, -2]], [levels.includes('fair') ? mark(0, 1, 2) : mark(0)]));
    expect(at([0, 1], ['rank', 'fair', 'cost'])).toBe('ok');
    expect(at([1, 0], ['rank', 'fair', 'cost'])).toBe('demand: class 0: other lines of it would be served better');
    expect(at([0, 1], ['rank', 'cost'])).toBe('ok');
    expect(at([1, 0], ['rank', 'cost'])).toBe(elsewhere(0));
  });
});

describe('costs decide', () => {
  it('between lines that are worth the same: the cheaper one could be given the unit', () => {
    const lines = [line(1, [to([0], { cost: 1 })]), line(1, [to([0])])];
    const verdict = verdictOn(problemOf(lines, [1]), ['rank', 'cost'], [1, 0], pricesOf([[0, 0, -1]], [mark(0)]));
    expect(verdict).toBe('demand: class 1 could be given one more unit');
  });

  it('only where there is room: a candidate that gives all it may can be cheaper than the next', () => {
    const lines = [line(2, [to([0], { max: 1 }), to([1], { cost: 5 })])];
    const prices = pricesOf([
      [-1, 0, 0],
      [-1, 0, 0],
    ]);
    expect(verdictOn(problemOf(lines, [5, 5]), ['rank', 'cost'], [1, 1], prices)).toBe('ok');
  });
});

describe('a long check', () => {
  it('pauses between lines, both when it adds up and when it compares', () => {
    // Candidates without arcs, so that they take no time.
    const pauses = (...counts: number[]) => {
      const start = [0];
      for (const count of counts) start.push(start.at(-1)! + count);
      const nothing = new Float64Array(start.at(-1)!);
      const problem: Problem = {
        ...problemOf(
          counts.map(() => line(0, [])),
          [0],
        ),
        candidateStart: Int32Array.from(start),
        cost: nothing,
        max: nothing,
        previous: nothing,
        arcStart: new Int32Array(nothing.length + 1),
      };
      const prices = pricesOf([[-1, 0, 0]]);
      return [...checkSolutionSteps(problem, ['rank'], { flow: new Float64Array(), prices })];
    };
    expect(pauses(4998, 1)).toEqual([]);
    expect(pauses(5000, 1, 4990, 1)).toEqual([5001]);
    expect(pauses(10_000, 1, 1)).toEqual([10_001, 10_001]);
  });

  it('pauses between marks, caps, lines and classes', () => {
    // Line i asks for i + 1 units, cap i has one: a mark each.
    const count = 5001;
    const index = Array.from({ length: count }, (_, i) => i);
    const problem = problemOf(
      index.map((i) => line(i + 2, [to([i])])),
      index.map(() => 1),
    );
    const prices = pricesOf(
      index.map((i) => [i, 0, 0] as const),
      index.map((i) => mark(0, 1, i + 2)),
    );
    const solution = { flow: new Float64Array(count).fill(1), prices };
    const steps = checkSolutionSteps(problem, ['rank', 'fair', 'cost'], solution);
    const pauses: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses.push(step.value);
    expect(step.value.ok).toBe(true);
    // Lines and candidates when they are added up and when they are compared; marks, caps twice, classes.
    expect(pauses).toEqual([10_000, 5000, 5000, 5000, 5000, 5000, 5000]);
  });
});

describe('a price in promises', () => {
  it('leaves room for the promises of every candidate that has any', () => {
    const levels: readonly Level[] = ['rank', 'keep', 'cost'];
    const on = (previous: number, keep: number) =>
      verdictOn(
        problemOf([line(1, [to([0]), to([1], { max: 1, previous })])], [1, 1]),
        levels,
        [1, 0],
        pricesOf([
          [-1, 0, 0],
          [-1, keep, 0],
        ]),
      );
    expect(on(1, -Number.MAX_SAFE_INTEGER)).toBe('demand: candidate 1: price and promise are too large together');
    expect(on(0, -Number.MAX_SAFE_INTEGER)).not.toContain('too large');
    expect(on(1, 1 - Number.MAX_SAFE_INTEGER)).not.toContain('too large');
  });
});
