import type { Problem } from '../compile/problem.js';
import type { ClassColumns } from '../kernel/ordinal.js';

/** The fair-share classes of a component. */
export interface Classes extends ClassColumns {
  /** Class per line of the component. */
  readonly ofLine: Int32Array;
  /** Lines per class. */
  readonly size: Int32Array;
}

/** With `joined`, lines of one group are one class; otherwise each line is its own. Classes are numbered by first line. O(lines). */
export function classesOf(problem: Problem, lines: Int32Array, joined: boolean): Classes {
  const ofLine = new Int32Array(lines.length);
  const size: number[] = [];
  const rank: number[] = [];
  const demand: number[] = [];
  const group: number[] = [];
  const ofGroup = new Map<number, number>();
  lines.forEach((n, i) => {
    let k = joined ? ofGroup.get(problem.group[n]!) : undefined;
    if (k === undefined) {
      k = size.length;
      size.push(0);
      demand.push(0);
      rank.push(problem.rank[n]!);
      group.push(problem.group[n]!);
      if (joined) ofGroup.set(problem.group[n]!, k);
    }
    ofLine[i] = k;
    size[k]!++;
    demand[k]! += problem.demand[n]!;
  });
  const served = Float64Array.from(group, (g) => (joined ? problem.served?.[g] : undefined) ?? 0);
  const share = Float64Array.from(
    group,
    (g, k) => (joined ? problem.share?.[g] : undefined) ?? served[k]! + demand[k]!,
  );
  return {
    ofLine,
    size: Int32Array.from(size),
    rank: Int32Array.from(rank),
    demand: Float64Array.from(demand),
    served,
    share,
  };
}
