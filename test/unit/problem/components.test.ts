import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/kernel/work.js';
import { components, liveCaps } from '../../../src/problem/components.js';
import { keepPromise } from '../../../src/problem/kept.js';
import { partOf } from '../../../src/problem/part.js';
import { withoutPins } from '../../../src/problem/pins.js';
import type { Problem } from '../../../src/problem/problem.js';
import { smallChoice } from '../../support/choice-arbitrary.js';
import { columnsOf } from '../../support/problem-arbitrary.js';
import { capsAbove, range } from '../../support/problem-value.js';
import { runs } from '../../support/runs.js';

/** Two caps a tree and one candidate a line, so that it falls apart. */
const sparse = fc
  .record({
    capacities: fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
    lines: fc.array(fc.tuple(fc.nat(3), fc.nat(1), fc.constantFrom(undefined, undefined, 0), fc.nat(7), fc.nat(3)), {
      minLength: 2,
      maxLength: 9,
    }),
  })
  .map(({ capacities, lines }) => ({
    problem: columnsOf({
      caps: capacities.map((capacity, c) => ({ capacity, parent: c % 2 === 0 ? -1 : c - 1 })),
      lines: lines.map(([demand, rank, group, head, max]) => ({
        demand,
        rank,
        group,
        candidates: [{ heads: [head], cost: 0, max, previous: 0 }],
      })),
      lostPromises: 0,
    }),
  }));
const either = fc.oneof(sparse, smallChoice).map(({ problem }): Problem => problem);

/** Lines that ask for something, and what each touches: live caps up to the root, its class where joined, its whole. */
function touched(problem: Problem, joined: boolean): Map<number, Set<string>> {
  const lives = (c: number) => capsAbove(problem, c).every((above) => problem.capacity[above]! > 0);
  const asking = [...problem.demand.keys()].filter((n) => problem.demand[n]! > 0);
  const { wholes } = problem;
  return new Map(
    asking.map((n) => {
      const open = [...range(problem.candidateStart[n]!, problem.candidateStart[n + 1]!)].filter(
        (p) => problem.max[p]! > 0,
      );
      const heads = open.flatMap((p) => [...problem.head.slice(problem.arcStart[p], problem.arcStart[p + 1])]);
      const whole =
        wholes && wholes.option[n]! >= 0 ? wholes.optionStart.findLastIndex((o) => o <= wholes.option[n]!) : -1;
      return [
        n,
        new Set([
          ...heads.filter(lives).flatMap((c) => capsAbove(problem, c).map((above) => `cap ${above}`)),
          ...(joined ? [`group ${problem.group[n]}`] : []),
          ...(whole >= 0 ? [`whole ${whole}`] : []),
        ]),
      ];
    }),
  );
}

/** Lines that are together because they touch the same, or touch what another of them touches. */
function together(touches: ReadonlyMap<number, ReadonlySet<string>>): { lines: number[]; caps: number[] }[] {
  const parts: { lines: number[]; things: Set<string> }[] = [];
  for (const [n, things] of touches) {
    const met = parts.filter((part) => [...things].some((one) => part.things.has(one)));
    for (const part of met) parts.splice(parts.indexOf(part), 1);
    parts.push({
      lines: [n, ...met.flatMap(({ lines }) => lines)].sort((a, b) => a - b),
      things: new Set([...things, ...met.flatMap((part) => [...part.things])]),
    });
  }
  return parts
    .map(({ lines, things }) => ({
      lines,
      caps: [...things].flatMap((one) => (one.startsWith('cap') ? Number(one.slice(4)) : [])).sort((a, b) => a - b),
    }))
    .filter(({ caps }) => caps.length > 0)
    .sort((a, b) => a.lines[0]! - b.lines[0]!);
}

describe('components', () => {
  it('are the lines and caps that can affect each other', () => {
    let several = 0;
    fc.assert(
      fc.property(either, fc.boolean(), (problem, joined) => {
        const live = liveCaps(problem);
        const found = finish(components(problem, live, joined)).map(({ lines, caps }) => ({
          lines: [...lines],
          caps: [...caps],
        }));
        const expected = together(touched(problem, joined));
        expect(found.map(({ lines }) => lines)).toEqual(expected.map(({ lines }) => lines));
        // Caps below one that is touched belong to it, though no line reaches them.
        for (const [i, { caps }] of found.entries()) expect(caps).toEqual(expect.arrayContaining(expected[i]!.caps));
        expect(found.flatMap(({ caps }) => caps).every((c) => live[c] === 1)).toBe(true);
        if (found.length > 1) several++;
      }),
      runs(200),
    );
    expect(several).toBeGreaterThan(20);
  });

  it('as problems of their own keep every line, candidate and living arc', () => {
    fc.assert(
      fc.property(either, (problem) => {
        const whole = withoutPins(problem);
        for (const component of finish(components(whole, liveCaps(whole), true))) {
          const part = partOf(whole, component);
          expect([...part.demand]).toEqual([...component.lines].map((n) => whole.demand[n]));
          [...component.lines].forEach((n, i) => {
            const [from, own] = [whole.candidateStart[n]!, part.candidateStart[i]!];
            expect(part.candidateStart[i + 1]! - own).toBe(whole.candidateStart[n + 1]! - from);
            for (let p = from; p < whole.candidateStart[n + 1]!; p++) {
              const q = own + p - from;
              expect([part.cost[q], part.max[q], part.previous[q]]).toEqual([
                whole.cost[p],
                whole.max[p],
                whole.previous[p],
              ]);
              const heads = (one: Problem, k: number) => [...one.head.slice(one.arcStart[k], one.arcStart[k + 1])];
              const names = [...component.caps, undefined];
              const back = heads(part, q).map((c) => names[c]);
              expect(back).toEqual(heads(whole, p).map((c) => (component.caps.includes(c) ? c : undefined)));
            }
          });
          expect([...part.capacity]).toEqual([...[...component.caps].map((c) => whole.capacity[c]), 0]);
        }
      }),
      runs(200),
    );
  });
});

describe('withoutPins', () => {
  it('takes pinned units from demand, bound, promise and every cap above, and counts them as served', () => {
    const problem: Problem = {
      demand: Float64Array.of(5),
      rank: Int32Array.of(0),
      group: Int32Array.of(0),
      candidateStart: Int32Array.of(0, 1),
      cost: Float64Array.of(7),
      max: Float64Array.of(4),
      previous: Float64Array.of(1),
      arcStart: Int32Array.of(0, 2),
      head: Int32Array.of(1, 2),
      capacity: Float64Array.of(9, 3, 3),
      parent: Int32Array.of(-1, 0, 0),
      pinned: Float64Array.of(2, 1),
      lostPromises: 0,
    };
    const before = structuredClone(problem);
    expect(withoutPins(problem)).toMatchObject({
      demand: Float64Array.of(2),
      max: Float64Array.of(1),
      previous: Float64Array.of(0),
      capacity: Float64Array.of(6, 1, 2),
      served: Float64Array.of(3),
      share: Float64Array.of(5),
    });
    expect(withoutPins(problem)).not.toHaveProperty('pinned');
    expect(problem).toEqual(before);
  });
});

describe('keepPromise', () => {
  it('gives back what cannot be kept', () => {
    const previous = Float64Array.of(1, 0);
    const max = Float64Array.of(3, 5);
    expect(keepPromise(previous, max, 0, 5)).toBe(3);
    expect(keepPromise(previous, max, 0, 1)).toBe(1);
    expect(keepPromise(previous, max, -1, 4)).toBe(4);
    expect(keepPromise(previous, max, 1, 2)).toBe(0);
    expect(previous).toEqual(Float64Array.of(3, 2));
  });
});
