import type { Problem } from '../problem/problem.js';

/** The fair-share classes of a component. */
export type Classes = ReturnType<typeof classesOf>;

/** Lines of one group are one class. Classes are numbered by first line. O(lines). */
export function classesOf({ rank, demand, group, portions, served, share }: Problem, lines: Int32Array) {
  const ofLine = new Int32Array(lines.length);
  const first: number[] = [];
  const ofGroup = new Map<number, number>();
  for (let i = 0; i < lines.length; i++) {
    const g = group[lines[i]!]!;
    const known = ofGroup.get(g);
    ofLine[i] = known ?? first.push(lines[i]!) - 1;
    if (known === undefined) ofGroup.set(g, ofLine[i]!);
  }
  const classes = {
    /** Class per line of the component. */
    ofLine,
    rank: new Int32Array(first.length),
    demand: new Float64Array(first.length),
    served: new Float64Array(first.length),
    share: new Float64Array(first.length),
    portion: portions && new Float64Array(first.length),
  };
  for (let i = 0; i < lines.length; i++) classes.demand[ofLine[i]!]! += demand[lines[i]!]!;
  for (let k = 0; k < first.length; k++) {
    const g = group[first[k]!]!;
    classes.rank[k] = rank[first[k]!]!;
    if (classes.portion) classes.portion[k] = portions!.ofGroup[g]!;
    classes.served[k] = served?.[g] ?? 0;
    classes.share[k] = share?.[g] ?? classes.served[k]! + classes.demand[k]!;
  }
  return classes;
}
