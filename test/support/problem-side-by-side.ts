import type { Problem } from '../../src/problem/problem.js';

/**
 * Problems as one: nothing of one can affect another. Caps and, within a rank, lines take turns, so that those of one problem do not stand
 * together.
 */
export function sideBySide(problems: readonly Problem[]): Problem {
  const caps = inTurns(problems.map(({ capacity }) => capacity.length));
  const lines = inTurns(problems.map(({ demand }) => demand.length)).sort(
    (a, b) => problems[a.of]!.rank[a.at]! - problems[b.of]!.rank[b.at]!,
  );
  const numberOfCap = problems.map(() => [] as number[]);
  caps.forEach(({ of, at }, c) => {
    numberOfCap[of]![at] = c;
  });
  const groups = new Map<string, { of: number; at: number }>();
  const group = lines.map(({ of, at }) => {
    const own = problems[of]!.group[at]!;
    const key = `${of} ${own}`;
    if (!groups.has(key)) groups.set(key, { of, at: own });
    return [...groups.keys()].indexOf(key);
  });
  const candidates = lines.flatMap(({ of, at }) => {
    const { candidateStart } = problems[of]!;
    return range(candidateStart[at]!, candidateStart[at + 1]!).map((p) => ({ of, at: p }));
  });
  const arcs = candidates.flatMap(({ of, at }) => {
    const { arcStart } = problems[of]!;
    return range(arcStart[at]!, arcStart[at + 1]!).map((a) => ({ of, at: a }));
  });
  const column = (places: readonly { of: number; at: number }[], name: Numbers) =>
    Float64Array.from(places, ({ of, at }) => problems[of]![name]![at]!);
  const sums = (values: readonly number[]) => {
    let sum = 0;
    return Int32Array.from([0, ...values.map((value) => (sum += value))]);
  };
  const all = (name: 'pinned' | 'served' | 'share') => problems.every((problem) => problem[name] !== undefined);
  const columnsOfGroups = [...groups.values()];
  return {
    demand: column(lines, 'demand'),
    rank: Int32Array.from(column(lines, 'rank')),
    group: Int32Array.from(group),
    candidateStart: sums(
      lines.map(({ of, at }) => problems[of]!.candidateStart[at + 1]! - problems[of]!.candidateStart[at]!),
    ),
    cost: column(candidates, 'cost'),
    max: column(candidates, 'max'),
    previous: column(candidates, 'previous'),
    ...(problems.some(({ promise }) => promise !== undefined) && {
      promise: Float64Array.from(candidates, ({ of, at }) => problems[of]!.promise?.[at] ?? 1),
    }),
    arcStart: sums(candidates.map(({ of, at }) => problems[of]!.arcStart[at + 1]! - problems[of]!.arcStart[at]!)),
    head: Int32Array.from(arcs, ({ of, at }) => numberOfCap[of]![problems[of]!.head[at]!]!),
    capacity: column(caps, 'capacity'),
    parent: Int32Array.from(caps, ({ of, at }) => numberOfCap[of]![problems[of]!.parent[at]!] ?? -1),
    lostPromises: problems.reduce((sum, { lostPromises }) => sum + lostPromises, 0),
    ...(all('pinned') && { pinned: column(arcs, 'pinned') }),
    ...(all('served') && { served: column(columnsOfGroups, 'served') }),
    ...(all('share') && { share: column(columnsOfGroups, 'share') }),
  };
}

type Numbers = 'demand' | 'rank' | 'cost' | 'max' | 'previous' | 'capacity' | 'pinned' | 'served' | 'share';

function inTurns(lengths: readonly number[]): { of: number; at: number }[] {
  const turns = range(0, Math.max(0, ...lengths));
  return turns.flatMap((at) => lengths.flatMap((length, of) => (at < length ? [{ of, at }] : [])));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
