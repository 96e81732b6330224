import type { Graph } from './graph.js';
import { finish, type Work } from './work.js';

/**
 * Primal network simplex for lexicographic minimum-cost flow.
 *
 * Notation. A basis is a spanning tree of the graph, rooted at its last node; arcs outside it carry nothing or their whole
 * capacity. Potentials π make the reduced cost c(a) + π(tail) − π(head) zero on the tree; a flow is optimal when no arc
 * with room has a negative one and no arc in use a positive one.
 *
 * Invariant. The tree is *strongly feasible*: from every node some flow could still be sent to the root along the tree
 * (Cunningham 1976). Of the arcs that block a pivot, the last one along the cycle, starting at its apex, leaves; so the
 * invariant holds and no pivot sequence repeats. The caller's first tree must have the property.
 *
 * Order. Costs come in words, the most significant first. Each word is minimised with the words before it settled:
 * arcs whose reduced cost in an earlier word is not zero can move no more in any optimal flow and are left alone, so that the
 * earlier potentials stay. Every number is an exact integer; the caller bounds word sums by 2⁵³.
 *
 * Pricing is a block search over the arcs in their given order; put the arcs of one tail side by side. Worst case
 * exponential, in practice close to linear in arcs. References: Ahuja, Magnanti & Orlin, Network Flows (1993), chapter 11;
 * Király & Kovács, Efficient implementations of minimum-cost flow algorithms (2012).
 *
 * @param graph flow is read (a feasible flow that fits the tree) and left optimal
 * @param parentArc per node but the root, the arc that joins it to its parent in the first tree
 * @param words cost per arc, one column per word
 * @returns potentials, one column per word, 0 at the root; and the number of pivots
 */
export function networkSimplex(
  graph: Graph,
  parentArc: Int32Array,
  words: readonly Float64Array[],
): { potentials: Float64Array[]; pivots: number } {
  return finish(networkSimplexSteps(graph, parentArc, words));
}

/** As {@link networkSimplex}, in steps. Told to stop, it leaves the best flow so far and gives no potentials for words not settled. */
export function* networkSimplexSteps(
  graph: Graph,
  parentArc: Int32Array,
  words: readonly Float64Array[],
): Work<{ potentials: Float64Array[]; pivots: number }> {
  const tree = plant(graph, parentArc);
  const state = nonbasic(graph, parentArc);
  const potentials: Float64Array[] = [];
  let pivots = 0;
  const pricing = { at: 0, block: Math.max(16, Math.ceil(Math.sqrt(graph.tail.length))) };
  for (const cost of words) {
    const potential = hang(graph, tree, cost);
    for (let best = false; !best; ) {
      const run = minimise(graph, tree, state, cost, potential, pricing);
      pivots += run.pivots;
      best = run.best;
      if ((yield run.work) && !best) return { potentials, pivots };
    }
    potentials.push(potential);
    if (potentials.length < words.length) settle(graph, state, cost, potential);
  }
  return { potentials, pivots };
}

/** The tree, one record of eight integers per node so that a walk touches one cache line a node. */
type Tree = Int32Array;
const PARENT = 0;
/** 2·arc, plus 1 where the arc leads from the parent down to the node. */
const ARC = 1;
const DEPTH = 2;
const CHILD = 3;
const NEXT = 4;
const PREVIOUS = 5;
const RECORD = 8;

function plant(graph: Graph, parentArc: Int32Array): Tree {
  const { nodes, tail, head } = graph;
  const tree = new Int32Array(nodes * RECORD).fill(-1);
  const root = nodes - 1;
  for (let v = 0; v < root; v++) {
    const arc = parentArc[v]!;
    const up = tail[arc] === v;
    tree[v * RECORD + ARC] = up ? 2 * arc : 2 * arc + 1;
    attach(tree, v, up ? head[arc]! : tail[arc]!);
  }
  tree[root * RECORD + DEPTH] = 0;
  for (let v = tree[root * RECORD + CHILD]!; v >= 0; v = following(tree, v, root)) {
    tree[v * RECORD + DEPTH] = tree[tree[v * RECORD + PARENT]! * RECORD + DEPTH]! + 1;
  }
  return tree;
}

function attach(tree: Tree, v: number, parent: number): void {
  const sibling = tree[parent * RECORD + CHILD]!;
  tree[v * RECORD + PARENT] = parent;
  tree[v * RECORD + NEXT] = sibling;
  tree[v * RECORD + PREVIOUS] = -1;
  if (sibling >= 0) tree[sibling * RECORD + PREVIOUS] = v;
  tree[parent * RECORD + CHILD] = v;
}

function detach(tree: Tree, v: number): void {
  const next = tree[v * RECORD + NEXT]!;
  const previous = tree[v * RECORD + PREVIOUS]!;
  if (previous >= 0) tree[previous * RECORD + NEXT] = next;
  else tree[tree[v * RECORD + PARENT]! * RECORD + CHILD] = next;
  if (next >= 0) tree[next * RECORD + PREVIOUS] = previous;
}

/** The node after v in a preorder walk of the subtree of `top`, or −1. */
function following(tree: Tree, v: number, top: number): number {
  const child = tree[v * RECORD + CHILD]!;
  if (child >= 0) return child;
  let u = v;
  while (u !== top) {
    const next = tree[u * RECORD + NEXT]!;
    if (next >= 0) return next;
    u = tree[u * RECORD + PARENT]!;
  }
  return -1;
}

/** 0 in the tree (or settled), 1 carrying nothing, −1 carrying the whole capacity. */
function nonbasic(graph: Graph, parentArc: Int32Array): Int8Array {
  const { flow } = graph;
  const state = new Int8Array(flow.length);
  for (let a = 0; a < state.length; a++) state[a] = flow[a] === 0 ? 1 : -1;
  for (let v = 0; v < parentArc.length; v++) state[parentArc[v]!] = 0;
  return state;
}

function hang(graph: Graph, tree: Tree, cost: Float64Array): Float64Array {
  const root = graph.nodes - 1;
  const potential = new Float64Array(graph.nodes);
  for (let v = tree[root * RECORD + CHILD]!; v >= 0; v = following(tree, v, root)) {
    const link = tree[v * RECORD + ARC]!;
    const c = cost[link >> 1]!;
    const above = potential[tree[v * RECORD + PARENT]!]!;
    potential[v] = (link & 1) === 0 ? above - c : above + c;
  }
  return potential;
}

function settle(graph: Graph, state: Int8Array, cost: Float64Array, potential: Float64Array): void {
  const { tail, head } = graph;
  for (let a = 0; a < state.length; a++) {
    if (state[a] !== 0 && cost[a]! + potential[tail[a]!]! !== potential[head[a]!]!) state[a] = 0;
  }
}

/** Work after which a run pauses: some milliseconds. */
const PAUSE = 1_000_000;

/** Where the block search stands, and how many arcs make a block. */
interface Pricing {
  at: number;
  readonly block: number;
}

/** Pivots until the flow is best or a pause is due. */
function minimise(
  graph: Graph,
  tree: Tree,
  state: Int8Array,
  cost: Float64Array,
  potential: Float64Array,
  pricing: Pricing,
): { best: boolean; pivots: number; work: number } {
  const { tail, head } = graph;
  const arcs = tail.length;
  let { at } = pricing;
  let pivots = 0;
  let work = 0;
  while (work < PAUSE) {
    let best = 0;
    let entering = -1;
    let left = pricing.block;
    let seen = 0;
    for (; seen < arcs; seen++) {
      const s = state[at]!;
      if (s !== 0) {
        const reduced = s * (cost[at]! + potential[tail[at]!]! - potential[head[at]!]!);
        if (reduced < best) {
          best = reduced;
          entering = at;
        }
      }
      if (++at === arcs) at = 0;
      if (--left === 0) {
        if (entering >= 0) break;
        left = pricing.block;
      }
    }
    work += seen;
    if (entering < 0) return { best: true, pivots, work };
    work += pivot(graph, tree, state, potential, entering, best);
    pivots++;
  }
  pricing.at = at;
  return { best: false, pivots, work };
}

/** Pushes flow round the cycle that the entering arc closes, and exchanges it for the arc that blocks. Gives the nodes touched. */
function pivot(
  graph: Graph,
  tree: Tree,
  state: Int8Array,
  potential: Float64Array,
  entering: number,
  reduced: number,
): number {
  const { tail, head, capacity, flow } = graph;
  const forward = state[entering]! > 0;
  const first = forward ? tail[entering]! : head[entering]!;
  const second = forward ? head[entering]! : tail[entering]!;

  // The cycle runs from its apex down to `first`, over the entering arc to `second`, and up again.
  let delta = capacity[entering]!;
  let out = -1;
  let side = 0;
  let u = first;
  let v = second;
  while (u !== v) {
    if (tree[u * RECORD + DEPTH]! > tree[v * RECORD + DEPTH]!) {
      const link = tree[u * RECORD + ARC]!;
      const arc = link >> 1;
      const room = (link & 1) === 0 ? flow[arc]! : capacity[arc]! - flow[arc]!;
      if (room < delta) {
        delta = room;
        out = u;
        side = 1;
      }
      u = tree[u * RECORD + PARENT]!;
    } else {
      const link = tree[v * RECORD + ARC]!;
      const arc = link >> 1;
      const room = (link & 1) === 0 ? capacity[arc]! - flow[arc]! : flow[arc]!;
      if (room <= delta) {
        delta = room;
        out = v;
        side = 2;
      }
      v = tree[v * RECORD + PARENT]!;
    }
  }
  const apex = u;

  if (delta > 0) {
    flow[entering]! += forward ? delta : -delta;
    for (u = first; u !== apex; u = tree[u * RECORD + PARENT]!) {
      const link = tree[u * RECORD + ARC]!;
      flow[link >> 1]! += (link & 1) === 0 ? -delta : delta;
    }
    for (v = second; v !== apex; v = tree[v * RECORD + PARENT]!) {
      const link = tree[v * RECORD + ARC]!;
      flow[link >> 1]! += (link & 1) === 0 ? delta : -delta;
    }
  }
  if (out < 0) {
    state[entering] = forward ? -1 : 1;
    return 1;
  }
  const leaving = tree[out * RECORD + ARC]! >> 1;
  state[leaving] = flow[leaving] === 0 ? 1 : -1;
  state[entering] = 0;

  const top = side === 1 ? first : second;
  const fromTail = top === tail[entering];
  reroot(tree, top, out, side === 1 ? second : first, fromTail ? 2 * entering : 2 * entering + 1);
  // `reduced` is negative and signed by the entering arc's direction; the cut-off side takes up its whole size.
  const shift = forward === fromTail ? -reduced : reduced;
  let touched = 0;
  for (v = top; v >= 0; v = following(tree, v, top)) {
    tree[v * RECORD + DEPTH] = tree[tree[v * RECORD + PARENT]! * RECORD + DEPTH]! + 1;
    potential[v]! += shift;
    touched++;
  }
  return touched;
}

/** Cuts the subtree of `out` from its parent, roots it at `top` and hangs it below `parent` by `link`. */
function reroot(tree: Tree, top: number, out: number, parent: number, link: number): void {
  let v = top;
  let above = parent;
  let join = link;
  for (;;) {
    const oldParent = tree[v * RECORD + PARENT]!;
    const oldLink = tree[v * RECORD + ARC]!;
    detach(tree, v);
    tree[v * RECORD + ARC] = join;
    attach(tree, v, above);
    if (v === out) return;
    join = oldLink ^ 1;
    above = v;
    v = oldParent;
  }
}
