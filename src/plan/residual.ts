import { placesBy } from '../kernel/grouped.js';
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

/** A candidate gives something; could give more. */
const USED = 1;
const OPEN = 2;

interface Step {
  readonly kind: number;
  readonly number: number;
  /** Along the arc, or against it. */
  readonly forth: boolean;
}

type Columns = ReturnType<typeof columnsOf> extends Work<infer C> ? C : never;
type Arcs = Columns & ReturnType<typeof openIn> & ReturnType<typeof lookingAt>;
export type Residual = ReturnType<typeof residualFor>;

/**
 * The residual graph of a flow. Nodes: lines, candidates, caps and classes in this order, then one above all classes and one below all root caps.
 * Units are sent along paths of it, and taken back. Built in O(arcs).
 *
 * @param classOf class per line
 */
export function* residualOf(problem: Problem, usage: Usage, classOf: Int32Array): Work<Residual> {
  const columns = yield* columnsOf(problem, usage, classOf);
  return residualFor({ ...columns, ...openIn(columns), ...lookingAt(columns) });
}

/** Units of each kind of arc, numbers of the nodes, and what stands at each. */
function* columnsOf(problem: Problem, usage: Usage, classOf: Int32Array) {
  const { demand, head, max, parent } = problem;
  const { lineOf, candidateOf } = usage;
  const classes = classOf.reduce((most, k) => Math.max(most, k + 1), 0);
  const [arcStartAt, arcsAt] = placesBy(parent.length, head);
  yield head.length;
  const [capStart, capsBelow] = placesBy(parent.length, parent);
  yield parent.length;
  const [lineStart, linesOf] = placesBy(classes, classOf);
  yield demand.length;
  const given = new Float64Array(classes);
  for (let n = 0; n < demand.length; n++) given[classOf[n]!]! += usage.line[n]!;
  const flow = [usage.line.slice(), usage.candidate.slice(), usage.arc.slice(), usage.cap.slice(), given] as const;
  // What is asked most of candidates, in a byte each: that takes less room than their units.
  const state = new Uint8Array(max.length);
  const note = (p: number) => {
    const units = flow[LINE_CANDIDATE][p]!;
    state[p] = (units > 0 ? USED : 0) | (units < max[p]! ? OPEN : 0);
  };
  for (let p = 0; p < max.length; p++) note(p);
  yield max.length;
  const firstCandidate = demand.length;
  const firstCap = firstCandidate + max.length;
  const firstClass = firstCap + parent.length;
  const above = firstClass + classes;
  const nodes = { firstCandidate, firstCap, firstClass, above, below: above + 1 };
  return {
    ...problem,
    ...nodes,
    state,
    note,
    lineOf,
    candidateOf,
    classOf,
    given,
    flow,
    arcStartAt,
    arcsAt,
    capStart,
    capsBelow,
    lineStart,
    linesOf,
  };
}

function openIn(columns: Columns) {
  const { demand, candidateStart, arcStart, head, parent, capacity, lineOf, candidateOf, classOf, state } = columns;
  const { firstCandidate, firstCap, firstClass, above, below } = columns;
  const { arcStartAt, arcsAt, capStart, capsBelow, lineStart, linesOf } = columns;
  const [byLine, , byArc, byCap, given] = columns.flow;
  // What `open` finds, so that no arc that is looked at is an object or a call.
  const [others, kinds, arcs]: [number[], number[], number[]] = [[], [], []];
  const leads: boolean[] = [];
  let found = 0;
  const add = (other: number, kind: number, arc: number, isLeading: boolean) => {
    others[found] = other;
    kinds[found] = kind;
    arcs[found] = arc;
    leads[found++] = isLeading;
  };

  /**
   * Arcs at a node with room for a unit that goes on from it or, not `on`, that comes to it: `others`, the nodes at their other ends, `kinds`, numbers in `arcs`, and whether each `leads` there.
   *
   * @param limit says of a class the most that is sought from above
   * @returns how many
   */
  function open(node: number, on: boolean, limit: (k: number) => number): number {
    found = 0;
    if (node < firstCandidate) {
      if (on ? byLine[node]! > 0 : byLine[node]! < demand[node]!)
        add(firstClass + classOf[node]!, CLASS_LINE, node, false);
      for (let p = candidateStart[node]!; p < candidateStart[node + 1]!; p++)
        if ((state[p]! & (on ? OPEN : USED)) !== 0) add(firstCandidate + p, LINE_CANDIDATE, p, true);
    } else if (node < firstCap) {
      const p = node - firstCandidate;
      if ((state[p]! & (on ? USED : OPEN)) !== 0) add(lineOf[p]!, LINE_CANDIDATE, p, false);
      if (!on && (state[p]! & USED) === 0) return found;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++)
        if (on || byArc[a]! > 0) add(firstCap + head[a]!, CANDIDATE_CAP, a, true);
    } else if (node < firstClass) {
      const c = node - firstCap;
      const up = parent[c]! < 0 ? below : firstCap + parent[c]!;
      if (on ? byCap[c]! < capacity[c]! : byCap[c]! > 0) add(up, CAP_PARENT, c, true);
      for (let i = arcStartAt[c]!; i < arcStartAt[c + 1]!; i++) {
        const a = arcsAt[i]!;
        if (!on || byArc[a]! > 0) add(firstCandidate + candidateOf[a]!, CANDIDATE_CAP, a, false);
      }
      for (let i = capStart[c]!; i < capStart[c + 1]!; i++) {
        const b = capsBelow[i]!;
        if (on ? byCap[b]! > 0 : byCap[b]! < capacity[b]!) add(firstCap + b, CAP_PARENT, b, false);
      }
    } else if (node < above) {
      const k = node - firstClass;
      if (on ? given[k]! > 0 : given[k]! < limit(k)) add(above, ABOVE_CLASS, k, false);
      for (let i = lineStart[k]!; i < lineStart[k + 1]!; i++) {
        const n = linesOf[i]!;
        if (on ? byLine[n]! < demand[n]! : byLine[n]! > 0) add(n, CLASS_LINE, n, true);
      }
    }
    return found;
  }

  return { open, others, kinds, arcs, leads };
}

function lookingAt(columns: Columns) {
  const { demand, candidateStart, arcStart, max, capacity, arcStartAt, arcsAt, capStart, lineStart } = columns;
  const { firstCandidate, firstCap, firstClass, above, flow } = columns;

  /** How many arcs are at a node. */
  function degree(node: number): number {
    if (node < firstCandidate) return 1 + candidateStart[node + 1]! - candidateStart[node]!;
    if (node < firstCap) return 1 + arcStart[node - firstCandidate + 1]! - arcStart[node - firstCandidate]!;
    if (node < firstClass) {
      const c = node - firstCap;
      return 1 + arcStartAt[c + 1]! - arcStartAt[c]! + capStart[c + 1]! - capStart[c]!;
    }
    return node < above ? 1 + lineStart[node - firstClass + 1]! - lineStart[node - firstClass]! : 0;
  }

  /** Units that an arc can still carry or, against its direction, that it can give back; `limit` as of `open`. */
  function room({ kind, number, forth }: Step, limit: (k: number) => number): number {
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
    let sum = 0;
    for (let i = arcStartAt[node - firstCap]!; i < arcStartAt[node - firstCap + 1]!; i++)
      sum += flow[CANDIDATE_CAP][arcsAt[i]!]!;
    return sum;
  }

  return { degree, room, enteringAt };
}

const nothing = () => 0;

function residualFor(arcs: Arcs) {
  const { above, open, others, room, flow, note } = arcs;
  const sent: (Step & { readonly units: number })[] = [];
  let marks: Marks | undefined;
  const push = ({ kind, number, forth }: Step, units: number) => {
    flow[kind]![number]! += forth ? units : -units;
    if (kind === LINE_CANDIDATE) note(number);
  };
  return {
    ...arcs,
    /** What units at a node could be sent on to. */
    ahead(node: number, reach: (other: number) => void): void {
      const count = open(node, true, nothing);
      for (let i = 0; i < count; i++) if (others[i]! < above) reach(others[i]!);
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
        const own = path.reduce((least, step) => Math.min(least, room(step, limit)), most - units);
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
  const column = () => new Int32Array(nodes);
  const [kindTo, forth] = [new Uint8Array(nodes), new Uint8Array(nodes)];
  return { seen: column(), from: column(), arcTo: column(), queue: [] as number[], kindTo, forth, turn: 0 };
}

/** The arcs of a shortest path between some nodes and `end`: to it where it is below, from it where it is above. Empty: there is none; `undefined`: too many looks. */
function shortestPath(
  { open, others, kinds, arcs, leads, degree, above, below }: Arcs,
  marks: Marks,
  { starts, end, isIn }: Shipping,
  limit: (k: number) => number,
  spend: (looks: number) => boolean,
): Step[] | undefined {
  const { seen, from, kindTo, arcTo, forth, queue } = marks;
  if (spend(starts.length)) return undefined;
  const on = end === below;
  const turn = ++marks.turn;
  let size = 0;
  for (const node of starts) {
    seen[node] = turn;
    from[node] = -1;
    queue[size++] = node;
  }
  for (let i = 0; i < size && seen[end] !== turn; i++) {
    const node = queue[i]!;
    const count = open(node, on, limit);
    for (let k = 0; k < count; k++) {
      const other = others[k]!;
      if (seen[other] === turn || !(other === end || (other < above && isIn(other)))) continue;
      seen[other] = turn;
      from[other] = node;
      kindTo[other] = kinds[k]!;
      arcTo[other] = arcs[k]!;
      forth[other] = leads[k] === on ? 1 : 0;
      queue[size++] = other;
    }
    if (spend(degree(node))) return undefined;
  }
  const path: Step[] = [];
  for (let node = end; seen[end] === turn && from[node]! >= 0; node = from[node]!)
    path.push({ kind: kindTo[node]!, number: arcTo[node]!, forth: forth[node] === 1 });
  return path;
}

export function numbers(column: { readonly length: number }): Int32Array {
  const all = new Int32Array(column.length);
  for (let i = 0; i < all.length; i++) all[i] = i;
  return all;
}
