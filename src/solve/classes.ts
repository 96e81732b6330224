import type { Problem } from '../problem/problem.js';

/** The fair-share classes of a component. */
export type Classes = ReturnType<typeof classesOf>;

/** With `joined`, lines of one group are one class; otherwise each line is its own. Classes are numbered by first line. O(lines). */
export function classesOf(problem: Problem, lines: Int32Array, joined: boolean) {
  const { rank, demand, group } = problem;
  const ofLine = new Int32Array(lines.length);
  const first: number[] = [];
  const ofGroup = new Map<number, number>();
  for (let i = 0; i < lines.length; i++) {
    const known = joined ? ofGroup.get(group[lines[i]!]!) : undefined;
    ofLine[i] = known ?? first.length;
    if (known !== undefined) continue;
    if (joined) ofGroup.set(group[lines[i]!]!, first.length);
    first.push(lines[i]!);
  }
  const classes = {
    /** Class per line of the component. */
    ofLine,
    /** Lines per class. */
    size: new Int32Array(first.length),
    rank: new Int32Array(first.length),
    demand: new Float64Array(first.length),
    served: new Float64Array(first.length),
    share: new Float64Array(first.length),
    portion: joined && problem.portions ? new Float64Array(first.length) : undefined,
  };
  for (let i = 0; i < lines.length; i++) {
    classes.size[ofLine[i]!]!++;
    classes.demand[ofLine[i]!]! += demand[lines[i]!]!;
  }
  for (let k = 0; k < first.length; k++) {
    const g = group[first[k]!]!;
    classes.rank[k] = rank[first[k]!]!;
    if (classes.portion) classes.portion[k] = problem.portions!.ofGroup[g]!;
    classes.served[k] = (joined ? problem.served?.[g] : undefined) ?? 0;
    classes.share[k] = (joined ? problem.share?.[g] : undefined) ?? classes.served[k]! + classes.demand[k]!;
  }
  return classes;
}
