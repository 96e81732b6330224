import { groupedBy } from '../kernel/grouped.js';
import type { Work } from '../kernel/work.js';
import type { Problem } from '../problem/problem.js';
import type { Usage } from './usage.js';

/**
 * Arcs by what they go from and to. One has the number of its line, of its candidate, of the arc of the problem, of the cap below, of the class.
 */
const CLASS_LINE = 0;
const LINE_CANDIDATE = 1;
const CANDIDATE_CAP = 2;
const CAP_PARENT = 3;
const ABOVE_CLASS = 4;

/** Is shown an arc at a node: the node at its other end, its kind and number, and whether it leads there. */
type See = (other: number, kind: number, number: number, leads: boolean) => void;

export type Residual = ReturnType<typeof residualOf> extends Work<infer R> ? R : never;

/**
 * The residual graph of a flow. Nodes: lines, candidates, caps and classes in this order, then one above all classes and one below all root caps.
 * Units are sent along paths of it, and taken back. Built in O(arcs).
 *
 * @param classOf class per line
 */
export function* residualOf(problem: Problem, usage: Usage, classOf: Int32Array) {
  const { demand, candidateStart, arcStart, head, max, parent, capacity } = problem;
  const classes = classOf.reduce((most, k) => Math.max(most, k + 1), 0);
  const arcsAt = yield* groupedBy(parent.length, numbers(head), (a, add) => add(head[a]!));
  const capsBelow = yield* groupedBy(parent.length, numbers(parent), (c, add) => parent[c]! < 0 || add(parent[c]!));
  const linesOf = yield* groupedBy(classes, numbers(demand), (n, add) => add(classOf[n]!));
  const given = new Float64Array(classes);
  for (let n = 0; n < demand.length; n++) given[classOf[n]!]! += usage.line[n]!;
  const flow = [usage.line.slice(), usage.candidate.slice(), usage.arc.slice(), usage.cap.slice(), given] as const;
  const firstCandidate = demand.length;
  const firstCap = firstCandidate + max.length;
  const firstClass = firstCap + parent.length;
  const above = firstClass + classes;
  const below = above + 1;

  function visit(node: number, see: See): void {
    if (node < firstCandidate) {
      see(firstClass + classOf[node]!, CLASS_LINE, node, false);
      for (let p = candidateStart[node]!; p < candidateStart[node + 1]!; p++)
        see(firstCandidate + p, LINE_CANDIDATE, p, true);
    } else if (node < firstCap) {
      const p = node - firstCandidate;
      see(usage.lineOf[p]!, LINE_CANDIDATE, p, false);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) see(firstCap + head[a]!, CANDIDATE_CAP, a, true);
    } else if (node < firstClass) {
      const c = node - firstCap;
      see(parent[c]! < 0 ? below : firstCap + parent[c]!, CAP_PARENT, c, true);
      for (const a of arcsAt.of(c)) see(firstCandidate + usage.candidateOf[a]!, CANDIDATE_CAP, a, false);
      for (const b of capsBelow.of(c)) see(firstCap + b, CAP_PARENT, b, false);
    } else if (node < above) {
      const k = node - firstClass;
      see(above, ABOVE_CLASS, k, false);
      for (const n of linesOf.of(k)) see(n, CLASS_LINE, n, true);
    }
  }

  /** The most units of a class that are sought from above. */
  let limit = (_: number) => 0;
  /** Units that an arc can still carry or, against its direction, that it can give back. */
  function room(kind: number, number: number, forth: boolean): number {
    const units = flow[kind]![number]!;
    if (!forth) return units;
    if (kind === CLASS_LINE) return demand[number]! - units;
    if (kind === LINE_CANDIDATE) return max[number]! - units;
    if (kind === CAP_PARENT) return capacity[number]! - units;
    return kind === ABOVE_CLASS ? limit(number) - units : Number.POSITIVE_INFINITY;
  }

  const seen = new Int32Array(below + 1);
  /** Per node that was seen: the node before it, and the arc between. */
  const from = new Int32Array(below + 1);
  const steps: Step[] = [];
  let turn = 0;
  const sent: { step: Step; units: number }[] = [];

  /** Shortest paths between some nodes and `end`: to it where it is below, from it where it is above. The arcs of the first; `undefined`: there is none. */
  function path(
    starts: readonly number[],
    end: number,
    isIn: (node: number) => boolean,
    spend: (arcs: number) => boolean,
  ) {
    const queue = [...starts];
    turn++;
    for (const node of starts) {
      seen[node] = turn;
      from[node] = -1;
    }
    for (let i = 0; i < queue.length && seen[end] !== turn; i++) {
      let arcs = 0;
      visit(queue[i]!, (other, kind, number, leads) => {
        arcs++;
        const forth = leads === (end === below);
        if (seen[other] === turn || !(other === end || (other < above && isIn(other)))) return;
        if (room(kind, number, forth) <= 0) return;
        seen[other] = turn;
        from[other] = queue[i]!;
        steps[other] = { kind, number, forth };
        queue.push(other);
      });
      if (spend(arcs)) return undefined;
    }
    const found: Step[] = [];
    if (seen[end] !== turn) return found;
    for (let node = end; from[node]! >= 0; node = from[node]!) found.push(steps[node]!);
    return found;
  }

  function push({ kind, number, forth }: Step, units: number): void {
    flow[kind]![number]! += forth ? units : -units;
  }

  return {
    firstCap,
    firstClass,
    above,
    below,
    /** Units of each class that are served. */
    given,
    /** Units that candidates give to a cap, 0 of other nodes. */
    enteringAt(node: number): number {
      if (node < firstCap || node >= firstClass) return 0;
      return arcsAt.of(node - firstCap).reduce((sum, a) => sum + flow[CANDIDATE_CAP][a]!, 0);
    },
    /** What units at a node could be sent on to. */
    ahead(node: number, reach: See): void {
      visit(node, (other, kind, number, leads) => {
        if (other < above && room(kind, number, leads) > 0) reach(other, kind, number, leads);
      });
    },
    /**
     * Sends as many units as can be, at most `most`, from some nodes to below, or from above to them.
     *
     * @param isIn nodes that paths may pass
     * @param limitOf the most units of a class that are sought from above
     * @returns how many; `undefined`: it took more than `patience` looks at arcs
     */
    send(
      starts: readonly number[],
      end: number,
      most: number,
      isIn: (node: number) => boolean,
      patience: number,
      limitOf: (k: number) => number = () => 0,
    ): number | undefined {
      limit = limitOf;
      let left = patience;
      let units = 0;
      while (units < most) {
        const arcs = path(starts, end, isIn, (looks) => (left -= looks) < 0);
        if (arcs === undefined) return undefined;
        if (arcs.length === 0) break;
        const own = arcs.reduce(
          (least, { kind, number, forth }) => Math.min(least, room(kind, number, forth)),
          most - units,
        );
        for (const step of arcs) {
          push(step, own);
          sent.push({ step, units: own });
        }
        units += own;
      }
      return units;
    },
    /** Takes back all that was sent. */
    restore(): void {
      for (const { step, units } of sent.splice(0)) push(step, -units);
    },
  };
}

interface Step {
  readonly kind: number;
  readonly number: number;
  readonly forth: boolean;
}

export function numbers(column: { readonly length: number }): Int32Array {
  const all = new Int32Array(column.length);
  for (let i = 0; i < all.length; i++) all[i] = i;
  return all;
}
