/** Random valid problems in column form: forests of caps, several arcs per candidate, joint bounds, promises. */
import fc from 'fast-check';
import type { Problem } from '../../src/problem/problem.js';
import type { PairsLevel } from './pairs-types.js';
import { EVEN_LAST, EVEN_LEVELS, PAIRS_LEVELS } from './pairs-types.js';

export interface ProblemCase {
  readonly problem: Problem;
  readonly levels: readonly PairsLevel[];
}

/** A problem as a tree, before it becomes columns. Ranks and groups need not be dense; group is within its rank. */
export interface ProblemShape {
  readonly lines: readonly {
    readonly demand: number;
    readonly rank: number;
    /** Undefined: a class of its own. */
    readonly group: number | undefined;
    readonly candidates: readonly {
      readonly cost: number;
      readonly max: number;
      readonly previous: number;
      /** What a promised unit counts; undefined everywhere: 1. */
      readonly promise?: number | undefined;
      /** Leaf caps. */
      readonly heads: readonly number[];
    }[];
  }[];
  /** Capacity undefined: unlimited. */
  readonly caps: readonly { readonly capacity: number | undefined; readonly parent: number }[];
  readonly lostPromises: number;
}

/** The columns of a shape: lines by rank, ranks and groups dense, bounds and promises cut to what they can be. */
export function columnsOf(shape: ProblemShape): Problem {
  const lines = [...shape.lines].sort((a, b) => a.rank - b.rank);
  const ranks = [...new Set(lines.map((line) => line.rank))];
  const total = lines.reduce((sum, line) => sum + line.demand, 0);
  const groups = new Map<string, number>();
  const group = lines.map((line, n) => {
    const key = line.group === undefined ? `line ${n}` : `${line.rank} ${line.group}`;
    if (!groups.has(key)) groups.set(key, groups.size);
    return groups.get(key)!;
  });
  const candidates = lines.flatMap((line) =>
    line.candidates.map((candidate) => ({ ...candidate, demand: line.demand })),
  );
  const max = candidates.map((candidate) => Math.min(candidate.max, candidate.demand));
  const lost = candidates.map((candidate, c) => Math.max(0, candidate.previous - max[c]!));
  return {
    demand: Float64Array.from(lines, (line) => line.demand),
    rank: Int32Array.from(lines, (line) => ranks.indexOf(line.rank)),
    group: Int32Array.from(group),
    candidateStart: starts(lines.map((line) => line.candidates.length)),
    cost: Float64Array.from(candidates, (candidate) => candidate.cost),
    max: Float64Array.from(max),
    previous: Float64Array.from(candidates, (candidate, c) => Math.min(candidate.previous, max[c]!)),
    ...(candidates.some(({ promise }) => promise !== undefined) && {
      promise: Float64Array.from(candidates, ({ promise }) => promise ?? 1),
    }),
    arcStart: starts(candidates.map((candidate) => candidate.heads.length)),
    head: Int32Array.from(candidates.flatMap((candidate) => candidate.heads)),
    capacity: Float64Array.from(shape.caps, (cap) => cap.capacity ?? total),
    parent: Int32Array.from(shape.caps, (cap) => cap.parent),
    lostPromises: shape.lostPromises + lost.reduce((sum, units) => sum + units, 0),
  };
}

/** Where each of the lengths starts, and the end. */
export function starts(lengths: readonly number[]): Int32Array {
  let end = 0;
  return Int32Array.from([0, ...lengths.map((length) => (end += length))]);
}

/** At least as many as there are flows. */
export function flowsAtMost(problem: Problem): number {
  let flows = 1;
  for (let n = 0; n < problem.demand.length; n++) {
    // Ways to give at most the demand to the line's arcs, each bounded by its own cap and its candidate's max.
    let counts = [1];
    for (let c = problem.candidateStart[n]!; c < problem.candidateStart[n + 1]!; c++) {
      for (let arc = problem.arcStart[c]!; arc < problem.arcStart[c + 1]!; arc++) {
        const most = Math.min(problem.max[c]!, problem.capacity[problem.head[arc]!]!);
        const next = new Array<number>(problem.demand[n]! + 1).fill(0);
        counts.forEach((count, used) => {
          for (let units = 0; units <= most && used + units < next.length; units++) next[used + units]! += count;
        });
        counts = next;
      }
    }
    flows *= counts.reduce((sum, count) => sum + count, 0);
  }
  return flows;
}

/** Drops last candidates until there are few enough flows. */
function tame(shape: ProblemShape, flows: number): ProblemShape {
  let tamed = shape;
  while (flows !== Number.POSITIVE_INFINITY && flowsAtMost(columnsOf(tamed)) > flows) {
    const most = Math.max(...tamed.lines.map((line) => line.candidates.length));
    const at = tamed.lines.findIndex((line) => line.candidates.length === most);
    tamed = {
      ...tamed,
      lines: tamed.lines.map((line, n) => (n === at ? { ...line, candidates: line.candidates.slice(0, -1) } : line)),
    };
  }
  return tamed;
}

export const levelsArbitrary: fc.Arbitrary<readonly PairsLevel[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(PAIRS_LEVELS) },
  {
    weight: 1,
    arbitrary: fc
      .subarray(['fair', 'keep', 'cost'] as PairsLevel[])
      .map((some): readonly PairsLevel[] => ['rank', ...some]),
  },
);

/** Parents: `above` picks among the earlier caps that are not two steps down already. */
export function forest(caps: readonly { capacity: number | undefined; above: number }[]) {
  const depth: number[] = [];
  return caps.map(({ capacity, above }, c) => {
    const open = depth.flatMap((d, earlier) => (d < 2 ? [earlier] : []));
    const parent = above < 0 || c === 0 ? -1 : (open[above % open.length] ?? -1);
    depth.push(parent === -1 ? 0 : depth[parent]! + 1);
    return { capacity, parent };
  });
}

export interface ProblemSize {
  readonly lines: number;
  readonly caps: number;
  readonly candidates: number;
  readonly quantity: number;
  readonly cost: number;
  /** What promised units may count. */
  readonly promises: readonly number[];
  /** Most flows to enumerate. */
  readonly flows: number;
}

/** Mostly full size; now and then any size down to nothing. */
export function mostly<T>(item: fc.Arbitrary<T>, usual: number, most: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(item, { minLength: usual, maxLength: most, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(item, { maxLength: most }) },
  );
}

/** Problems of a chosen size. */
export function sizedProblem(size: ProblemSize): fc.Arbitrary<ProblemCase> {
  const units = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: size.quantity }) },
    { weight: 1, arbitrary: fc.constant(0) },
  );
  const candidate = fc.record({
    cost: fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: -Math.ceil(size.cost / 3), max: size.cost })),
    max: fc.oneof(
      { weight: 2, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) },
      { weight: 1, arbitrary: fc.nat(size.quantity) },
    ),
    previous: fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: size.quantity + 1 }) },
    ),
    promise: fc.constantFrom(...size.promises),
    heads: fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
  });
  const line = fc.record({
    demand: units,
    rank: fc.constantFrom(0, 0, 0, 1, 4),
    group: fc.constantFrom(undefined, undefined, 0, 1),
    candidates: mostly(candidate, 1, size.candidates),
  });
  const cap = fc.record({
    capacity: fc.oneof({ weight: 6, arbitrary: units }, { weight: 1, arbitrary: fc.constant(undefined) }),
    above: fc.integer({ min: -1, max: 6 }),
  });
  return fc
    .record({
      lines: mostly(line, Math.ceil(size.lines / 2), size.lines),
      caps: mostly(cap, Math.ceil(size.caps / 2), size.caps).filter((caps) => caps.length > 0),
      lostPromises: fc.constantFrom(0, 0, 3),
      counted: fc.boolean(),
      levels: levelsArbitrary,
    })
    .map(({ lines, caps: drawn, lostPromises, counted, levels }) => {
      const caps = forest(drawn);
      const leaves = caps.flatMap((_, c) => (caps.some(({ parent }) => parent === c) ? [] : [c]));
      const shape: ProblemShape = {
        caps,
        lostPromises,
        lines: lines.map((drawnLine) => ({
          ...drawnLine,
          candidates: drawnLine.candidates.map((drawnCandidate) => ({
            ...drawnCandidate,
            promise: counted ? drawnCandidate.promise : undefined,
            heads: [...new Set(drawnCandidate.heads.map((head) => leaves[head % leaves.length]!))].sort(
              (a, b) => a - b,
            ),
          })),
        })),
      };
      return { problem: columnsOf(tame(shape, size.flows)), levels };
    });
}

/** For enumeration: up to 4 lines, 7 caps three deep, 30,000 flows. */
export const tinyProblem: fc.Arbitrary<ProblemCase> = sizedProblem({
  lines: 4,
  caps: 7,
  candidates: 3,
  quantity: 3,
  cost: 6,
  // Words of their own for the largest.
  promises: [1, 2, 3, 10, 2 ** 46],
  flows: 30_000,
});

/** For HiGHS: up to 10 lines (mostly fewer than 60 units), 16 caps. */
export const mediumProblem: fc.Arbitrary<ProblemCase> = sizedProblem({
  lines: 10,
  caps: 16,
  candidates: 5,
  quantity: 6,
  cost: 30,
  promises: [1, 2, 10, 800],
  flows: Number.POSITIVE_INFINITY,
});

/** Quantities up to 2^40: nothing here may be stepped through. Levels left out or not, HiGHS cannot check `fair`. */
export const bigProblem: fc.Arbitrary<ProblemCase> = sizedProblem({
  lines: 10,
  caps: 16,
  candidates: 5,
  quantity: 2 ** 40,
  cost: 1000,
  promises: [1, 2, 10, 8000],
  flows: Number.POSITIVE_INFINITY,
});

/** With load on root caps, some of it given already, in steps or exact; level `even` where it usually stands, last, or without some others. */
export function loaded(cases: fc.Arbitrary<ProblemCase>): fc.Arbitrary<ProblemCase> {
  const levels = fc.oneof(
    { weight: 3, arbitrary: fc.constant(EVEN_LEVELS) },
    { weight: 2, arbitrary: fc.constant(EVEN_LAST) },
    {
      weight: 1,
      arbitrary: fc
        .subarray(['fair', 'keep', 'cost'] as PairsLevel[])
        .map((some) => EVEN_LEVELS.filter((level) => level === 'rank' || level === 'even' || some.includes(level))),
    },
  );
  const draws = fc.array(
    fc.record({
      counts: fc.nat(3),
      given: fc.constantFrom(0, 0, 1, 3),
      more: fc.constantFrom(0, 0, 2),
      fine: fc.nat(1),
    }),
    {
      minLength: 16,
      maxLength: 16,
    },
  );
  return fc
    .record({ cases, levels, draws, steps: fc.constantFrom(4, 4, 4, 1, 3, 0, 0) })
    .map(({ cases: { problem }, levels: own, draws: drawn, steps }) => {
      const full = new Float64Array(problem.capacity.length);
      const given = new Float64Array(problem.capacity.length);
      const fine = Float64Array.from(full, (_, c) => drawn[c]!.fine);
      problem.capacity.forEach((units, c) => {
        const { counts, given: before, more } = drawn[c]!;
        if (counts === 0 || units === 0) return;
        given[c] = before;
        full[c] = before + units + more;
      });
      return {
        problem: { ...problem, load: { full, given, steps, ...(drawn[0]!.fine === 1 && { fine }) } },
        levels: own,
      };
    });
}

/** All quantities so many times as large, handed out so many together; what classes count against stays. */
export function scaled(problem: Problem, portion: number): Problem {
  const { demand, max, previous, capacity, load, group } = problem;
  const times = (column: Float64Array) => column.map((units) => units * portion);
  return {
    ...problem,
    demand: times(demand),
    max: times(max),
    previous: times(previous),
    capacity: times(capacity),
    ...(load && { load: { ...load, full: times(load.full), given: times(load.given) } }),
    portions: {
      ofGroup: new Float64Array(Math.max(0, ...group.map((g) => g + 1))).fill(Math.max(1, portion)),
      ofCap: new Float64Array(capacity.length).fill(Math.max(1, portion)),
    },
  };
}
