import type { Unpinned } from '../problem/pins.js';
import type { Portions } from '../problem/problem.js';
import type { Units } from './feasible.js';
import { type Check, checkOf } from './verdict.js';

type InPortions = Unpinned & { readonly portions: Portions };

export function hasPortions(problem: Unpinned): problem is InPortions {
  return problem.portions !== undefined;
}

/**
 * Whether shares that are no whole portions have to be so.
 *
 * Take the connections whose units are neither whole portions nor at a bound of their own. Where some of them form a cycle, units can be passed on
 * around it, at the same worth by ordinal, promise and load, until one of them is whole or at its bound: then there was no need. In a best flow that is a
 * tree there is no cycle, so as many odd shares as bounds leave are allowed. O(arcs), with a union of sets.
 */
export function checkPortions(problem: InPortions, flow: Float64Array, usage: Units): Check {
  const { demand, group, candidateStart, max, previous, arcStart, head, capacity, parent, portions } = problem;
  const classes = portions.ofGroup.length;
  const [firstCap, firstLine] = [1 + classes, 1 + classes + capacity.length];
  // Of each node another one of its set, itself at last: the root, classes, caps, lines, candidates.
  const other = Int32Array.from({ length: firstLine + demand.length + max.length }, (_, v) => v);
  const setOf = (v: number): number => {
    let at = v;
    while (other[at] !== at) at = other[at] = other[other[at]!]!;
    return at;
  };
  /** Joins two nodes by a connection that is odd; false where that closes a cycle. */
  const join = (u: number, v: number, units: number, portion: number): boolean => {
    if (units % portion === 0) return true;
    const [a, b] = [setOf(u), setOf(v)];
    other[a] = b;
    return a !== b;
  };
  const ofClass = new Float64Array(classes);
  const asked = new Float64Array(classes);
  let fault = '';
  for (let n = 0; n < demand.length; n++) {
    const g = group[n]!;
    const portion = portions.ofGroup[g]!;
    ofClass[g]! += usage.line[n]!;
    asked[g]! += demand[n]!;
    if (portion === 1) continue;
    const line = firstLine + n;
    let ok = usage.line[n] === demand[n] || join(line, 1 + g, usage.line[n]!, portion);
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const units = usage.candidate[p]!;
      if (units === 0) continue;
      const joint = firstLine + demand.length + p;
      // At its bound, or at what was promised, it stays; its arcs can still pass units among them.
      if (units !== max[p] && units !== previous[p]) ok = join(line, joint, units, portion) && ok;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++)
        ok = join(joint, firstCap + head[a]!, flow[a]!, portion) && ok;
    }
    if (!ok) fault ||= `line ${n} is given odd shares without need`;
  }
  for (let g = 0; g < classes; g++)
    if (ofClass[g] !== asked[g] && !join(0, 1 + g, ofClass[g]!, portions.ofGroup[g]!))
      fault ||= `class ${g} is given an odd share without need`;
  for (let c = 0; c < capacity.length; c++) {
    const above = parent[c]! < 0 ? 0 : firstCap + parent[c]!;
    if (usage.cap[c] !== capacity[c] && !join(firstCap + c, above, usage.cap[c]!, portions.ofCap[c]!))
      fault ||= `cap ${c} gives an odd share without need`;
  }
  return checkOf('portions', fault);
}
