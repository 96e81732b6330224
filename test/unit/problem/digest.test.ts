import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest, digestSteps } from '../../../src/problem/digest.js';
import type { Problem } from '../../../src/problem/problem.js';
import { tinyProblem } from '../../support/problem-arbitrary.js';
import { runs } from '../../support/runs.js';
import { line, problemOf } from '../proof/claims.js';

const COLUMNS = [
  'demand',
  'rank',
  'group',
  'candidateStart',
  'cost',
  'max',
  'previous',
  'arcStart',
  'head',
  'capacity',
  'parent',
] as const;

function copy(problem: Problem): Problem {
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, problem[name].slice()]));
  return { ...problem, ...columns };
}

describe('digest', () => {
  it('is the same for equal data, 32 hexadecimal digits', () => {
    fc.assert(
      fc.property(tinyProblem, fc.array(fc.string()), ({ problem }, ids) => {
        expect(digest(copy(problem), [...ids])).toBe(digest(problem, ids));
        expect(digest(problem, ids)).toMatch(/^[0-9a-f]{32}$/);
      }),
      runs(100),
    );
  });

  it('changes with every entry of every column, with lengths and with lost promises', () => {
    let entries = 0;
    fc.assert(
      fc.property(tinyProblem, fc.constantFrom(1, -1, 2 ** 20, 2 ** 31), ({ problem }, by) => {
        const digests = [digest(problem), digest({ ...problem, lostPromises: problem.lostPromises + 1 })];
        digests.push(digest({ ...problem, promise: new Float64Array(problem.cost.length).fill(7) }));
        for (const name of COLUMNS) {
          for (let i = 0; i < problem[name].length; i++) {
            const changed = copy(problem);
            changed[name][i]! += changed[name] instanceof Int32Array && Math.abs(by) === 2 ** 31 ? 2 ** 30 : by;
            digests.push(digest(changed));
            entries++;
          }
          const longer = problem[name] instanceof Int32Array ? Int32Array : Float64Array;
          digests.push(digest({ ...problem, [name]: longer.from([...problem[name], 0]) }));
        }
        expect(new Set(digests).size).toBe(digests.length);
      }),
      runs(150),
    );
    expect(entries).toBeGreaterThan(3000);
  });

  it('sees the high half of numbers beyond 32 bits', () => {
    const problem = fc
      .sample(tinyProblem, { seed: 7, numRuns: 50 })
      .find((one) => one.problem.demand.length > 0)!.problem;
    const digests = Array.from({ length: 21 }, (_, bit) => {
      const changed = copy(problem);
      changed.demand[0] = 2 ** (32 + bit);
      return digest(changed);
    });
    expect(new Set(digests).size).toBe(21);
  });

  it('tells ids apart that read the same side by side', () => {
    const problem = fc.sample(tinyProblem, { seed: 1, numRuns: 1 })[0]!.problem;
    const lists = [
      [],
      [''],
      ['ab'],
      ['a', 'b'],
      ['', 'ab'],
      ['ab', ''],
      ['b', 'a'],
      ['\u00e9'],
      ['e\u0301'],
      ['\u0001b'],
      ['\ud800'],
    ];
    expect(new Set(lists.map((ids) => digest(problem, ids))).size).toBe(lists.length);
  });

  it('stays what it was: plans that were published name it', () => {
    const problem: Problem = {
      demand: Float64Array.of(3, 2 ** 40 + 5, 0),
      rank: Int32Array.of(0, 0, 1),
      group: Int32Array.of(0, 1, 2),
      candidateStart: Int32Array.of(0, 1, 2, 2),
      cost: Float64Array.of(-7, 2 ** 33),
      max: Float64Array.of(2, 4),
      previous: Float64Array.of(1, 0),
      arcStart: Int32Array.of(0, 2, 3),
      head: Int32Array.of(1, 2, 3),
      capacity: Float64Array.of(5, 2 ** 52, 1, 9),
      parent: Int32Array.of(-1, 0, 0, -1),
      lostPromises: 2,
    };
    const told: Problem = {
      ...problem,
      pinned: Float64Array.of(1, 0, 0),
      served: Float64Array.of(1, 0, 0),
      share: Float64Array.of(4, 2 ** 41, 8),
    };
    expect(digest(problem)).toBe('f49bbeb2170485aab6be4c006a49f9c6');
    expect(digest(told, ['need:甲', 'offer:1'])).toBe('71f7b2cc15a958fa5d812593d1564126');
  });

  it('pauses within long columns and lists of ids', () => {
    const caps = Array.from({ length: 10_000 }, () => 1);
    const ids = caps.map((_, i) => String(i));
    // The capacities, the parents and the ids are long; the other columns are not.
    const pauses = [...digestSteps(problemOf([line(1, [])], caps), ids)];
    expect(pauses).toEqual([10_000, 10_000, 10_000]);
    expect([...digestSteps(problemOf([line(1, [])], caps.slice(1)), ids.slice(1))]).toEqual([]);
  });
});
