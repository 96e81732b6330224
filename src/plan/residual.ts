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

interface Step {
  readonly kind: number;
  readonly number: number;
  /** Along the arc, or against it. */
  readonly forth: boolean;
}

type Arcs = ReturnType<typeof arcsIn> extends Work<infer A> ? A : never;
export type Residual = ReturnType<typeof residualFor>;

/**
 * The residual graph of a flow. Nodes: lines, candidates, caps and classes in this order, then one above all classes and one below all root caps.
 * Units are sent along paths of it, and taken back. Built in O(arcs).
 *
 * @param classOf class per line
 */
export function* residualOf(problem: Problem, usage: Usage, classOf: Int32Array): Work<Residual> {
  return residualFor(yield* arcsIn(problem, usage, classOf));
}

function* arcsIn(problem: Problem, usage: Usage, classOf: Int32Array) {
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

  /** Units that an arc can still carry or, against its direction, that it can give back; `limit` says of a class the most that is sought from above. */
  function room(kind: number, number: number, forth: boolean, limit: (k: number) => number): number {
    const units = flow[kind]![number]!;
    if (!forth) return units;
    if (kind === CLASS_LINE) return demand[number]! - units;
    if (kind === LINE_CANDIDATE) return max[number]! - units;
    if (kind === CAP_PARENT) return capacity[number]! - units;
    return kind === ABOVE_CLASS ? limit(number) - units : Number.POSITIVE_INFINITY;
  }

  /** Units that candidates give to a cap, 0 of other nodes. */
  function enteringAt(node: number): number {
    if (node < firstCap || node >= firstClass) return 0;
    return arcsAt.of(node - firstCap).reduce((sum, a) => sum + flow[CANDIDATE_CAP][a]!, 0);
  }

  return { firstCap, firstClass, above, below, given, flow, visit, room, enteringAt };
}

const nothing = () => 0;

function residualFor(arcs: Arcs) {
  const { above, visit, room, flow } = arcs;
  const sent: (Step & { readonly units: number })[] = [];
  let marks: Marks | undefined;
  const push = ({ kind, number, forth }: Step, units: number) => {
    flow[kind]![number]! += forth ? units : -units;
  };
  return {
    ...arcs,
    /** What units at a node could be sent on to. */
    ahead(node: number, reach: (other: number) => void): void {
      visit(node, (other, kind, number, leads) => {
        if (other < above && room(kind, number, leads, nothing) > 0) reach(other);
      });
    },
    /**
     * Sends as many units as can be from some nodes to below, or from above to them.
     *
     * @param isIn nodes that paths may pass
     * @param limit the most units of a class that are sought from above
     * @returns how many; `undefined`: it took more than `patience` looks at arcs
     */
    send(
      { starts, end, most = Number.POSITIVE_INFINITY, isIn }: Shipping,
      patience: number,
      limit: (k: number) => number = nothing,
    ): number | undefined {
      marks ??= marksOf(arcs.below + 1);
      let left = patience;
      let units = 0;
      while (units < most) {
        const path = shortestPath(arcs, marks, { starts, end, isIn }, limit, (looks) => (left -= looks) < 0);
        if (path === undefined) return undefined;
        if (path.length === 0) break;
        const rooms = path.map(({ kind, number, forth }) => room(kind, number, forth, limit));
        const own = Math.min(most - units, ...rooms);
        for (const step of path) {
          push(step, own);
          sent.push({ ...step, units: own });
        }
        units += own;
      }
      return units;
    },
    /** Takes back all that was sent. */
    restore(): void {
      for (const step of sent.splice(0)) push(step, -step.units);
    },
  };
}

interface Shipping {
  readonly starts: readonly number[];
  readonly end: number;
  readonly most?: number;
  readonly isIn: (node: number) => boolean;
}

type Marks = ReturnType<typeof marksOf>;

/** Per node: the turn in which it was seen last, the node before it, and the arc between. */
function marksOf(nodes: number) {
  const [seen, from, numbers] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)];
  return { seen, from, numbers, kinds: new Uint8Array(nodes), forths: new Uint8Array(nodes), turn: 0 };
}

/** The arcs of a shortest path between some nodes and `end`: to it where it is below, from it where it is above. Empty: there is none; `undefined`: too many looks. */
function shortestPath(
  { visit, room, above, below }: Arcs,
  marks: Marks,
  { starts, end, isIn }: Shipping,
  limit: (k: number) => number,
  spend: (looks: number) => boolean,
): Step[] | undefined {
  const { seen, from, kinds, numbers, forths } = marks;
  if (spend(starts.length)) return undefined;
  const queue = [...starts];
  const turn = ++marks.turn;
  for (const node of starts) {
    seen[node] = turn;
    from[node] = -1;
  }
  for (let i = 0; i < queue.length && seen[end] !== turn; i++) {
    let looks = 0;
    visit(queue[i]!, (other, kind, number, leads) => {
      looks++;
      const forth = leads === (end === below);
      if (seen[other] === turn || !(other === end || (other < above && isIn(other)))) return;
      if (room(kind, number, forth, limit) <= 0) return;
      seen[other] = turn;
      from[other] = queue[i]!;
      kinds[other] = kind;
      numbers[other] = number;
      forths[other] = forth ? 1 : 0;
      queue.push(other);
    });
    if (spend(looks)) return undefined;
  }
  const path: Step[] = [];
  for (let node = end; seen[end] === turn && from[node]! >= 0; node = from[node]!)
    path.push({ kind: kinds[node]!, number: numbers[node]!, forth: forths[node] === 1 });
  return path;
}

export function numbers(column: { readonly length: number }): Int32Array {
  const all = new Int32Array(column.length);
  for (let i = 0; i < all.length; i++) all[i] = i;
  return all;
}
