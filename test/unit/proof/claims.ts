/** Small problems and claims about them, written by hand. */

import type { Mark } from '../../../src/kernel/ordinal.js';
import type { Level, Prices, Problem } from '../../../src/problem/problem.js';
import { checkSolution } from '../../../src/proof/check.js';
import { columnsOf, type ProblemShape } from '../../support/problem-arbitrary.js';

type Line = ProblemShape['lines'][number];
type Candidate = Line['candidates'][number];

/** A candidate with an arc to each of these caps, free and unbounded unless told otherwise. */
export function to(heads: readonly number[], rest: Partial<Candidate> = {}): Candidate {
  return { heads, cost: 0, max: Number.MAX_SAFE_INTEGER, previous: 0, ...rest };
}

/** A line of rank 0 in a class of its own unless told otherwise. */
export function line(demand: number, candidates: readonly Candidate[], rest: Partial<Line> = {}): Line {
  return { demand, candidates, rank: 0, group: undefined, ...rest };
}

/** Caps as capacities, roots unless a parent is told. */
export function problemOf(lines: readonly Line[], caps: readonly (number | readonly [number, number])[]): Problem {
  const forest = caps.map((cap) => (typeof cap === 'number' ? { capacity: cap, parent: -1 } : above(cap)));
  return columnsOf({ lines, caps: forest, lostPromises: 0 });
}

function above([capacity, parent]: readonly [number, number]) {
  return { capacity, parent };
}

export function mark(rank: number, unit = 1, demand = 1, offset = 0): Mark {
  return { rank, unit, demand, offset };
}

/** Per cap: position among the marks (−1: none), kept, cost. */
export function pricesOf(caps: readonly (readonly [number, number, number])[], marks: readonly Mark[] = []): Prices {
  return {
    marks,
    position: Int32Array.from(caps, ([position]) => position),
    keep: Float64Array.from(caps, ([, keep]) => keep),
    cost: Float64Array.from(caps, ([, , cost]) => cost),
  };
}

/** The first check that fails and what it says, or 'ok'. */
export function verdictOn(problem: Problem, levels: readonly Level[], flow: readonly number[], prices: Prices): string {
  const { ok, checks } = checkSolution(problem, levels, { flow: Float64Array.from(flow), prices });
  const failed = checks.filter((check) => !check.ok);
  if (ok !== (failed.length === 0)) throw new Error('The verdict is not that of the checks');
  return failed.map(({ name, detail }) => `${name}: ${detail}`).join('; ') || 'ok';
}
