import type { Work } from '../kernel/work.js';
import type { Problem } from '../problem/problem.js';
import { type Residual, residualOf } from './residual.js';
import type { Usage } from './usage.js';

/** A bottleneck: lines that together ask `demanded` of caps that hold `capacity`, all of it in use by them. */
export interface Bottleneck {
  /** Different needs among the lines. */
  readonly needs: number;
  readonly lines: number;
  /** What the lines ask, less what they get from elsewhere. */
  readonly demanded: number;
  readonly capacity: number;
  /** Number of its set, which stays the same once all unmet lines have been asked about. */
  readonly set: number;
}

/** A set of lines and caps that the residual graph does not leave. */
interface Region {
  readonly needs: Set<number>;
  lines: number;
  unmet: number;
  held: number;
}

/** Nodes after which a walk pauses. */
const PAUSE = 10_000;

/**
 * Answers what stands in the way of an unmet line: everything reachable from it in the residual graph of an optimal flow
 * (line → candidate with room → caps; full cap → who uses it; cap with room → its parent). Nothing leads out of such a
 * set, so that the caps on its border are full, all their units go to lines of the set, and
 * demanded − capacity = the units the set lacks.
 *
 * Ask in ascending order of lines. Each part of the graph is walked once: a line that runs into the set of an earlier
 * line joins that set, so that the best ranks get the tightest sets, and all the work is O(arcs + caps + needs log needs).
 *
 * @param known the residual graph, if there is one already
 * @param needOf a number per line that is the same for lines of one need
 * @see Ford, L. R. and Fulkerson, D. R. (1956), Maximal flow through a network: the reachable side is a minimum cut.
 */
export function* bottlenecksIn(
  problem: Problem,
  usage: Usage,
  needOf: Int32Array,
  known?: Residual,
): Work<(line: number) => Work<Bottleneck>> {
  const { demand } = problem;
  const residual = known ?? (yield* residualOf(problem, usage, problem.group));
  /** The number of a node's set, plus one; 0: not reached yet. */
  const joined = new Int32Array(residual.firstClass);
  const regions = regionsOf();

  function* explore(start: number): Work<number> {
    let region = regions.open();
    const stack: number[] = [];
    const reach = (node: number) => {
      if (node >= residual.firstClass) return;
      if (joined[node] === 0) {
        joined[node] = region + 1;
        stack.push(node);
      } else region = regions.merge(region, joined[node]! - 1);
    };
    reach(start);
    let seen = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (++seen % PAUSE === 0) yield PAUSE;
      const it = regions.at(region);
      if (node < demand.length) {
        it.needs.add(needOf[node]!);
        it.lines++;
        it.unmet += demand[node]! - usage.line[node]!;
      } else it.held += residual.enteringAt(node);
      residual.ahead(node, reach);
    }
    return region;
  }

  return function* (line) {
    const set = regions.rootOf(joined[line] === 0 ? yield* explore(line) : joined[line]! - 1);
    const { needs, lines: count, unmet, held } = regions.at(set);
    return { needs: needs.size, lines: count, demanded: unmet + held, capacity: held, set };
  };
}

/** Regions that are joined as they meet: union–find. */
function regionsOf() {
  const regions: Region[] = [];
  const successor: number[] = [];
  const rootOf = (region: number) => {
    let root = region;
    while (successor[root] !== root) root = successor[root] = successor[successor[root]!]!;
    return root;
  };
  return {
    rootOf,
    at: (region: number) => regions[region]!,
    open(): number {
      successor.push(regions.length);
      return regions.push({ needs: new Set(), lines: 0, unmet: 0, held: 0 }) - 1;
    },
    /** The union of two closed sets is closed. The smaller set of needs is poured into the larger. */
    merge(one: number, other: number): number {
      const a = rootOf(one);
      const b = rootOf(other);
      if (a === b) return a;
      const [into, from] = regions[a]!.needs.size >= regions[b]!.needs.size ? [a, b] : [b, a];
      const target = regions[into]!;
      const source = regions[from]!;
      for (const need of source.needs) target.needs.add(need);
      target.lines += source.lines;
      target.unmet += source.unmet;
      target.held += source.held;
      source.needs.clear();
      return (successor[from] = into);
    },
  };
}
