import { type Graph, UNBOUNDED } from './flow-graph.js';
import * as NODE from './node.js';
import { insert, reroot } from './rooted-tree.js';
import { finish, type Stoppable } from './work.js';

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
 * Pricing goes round the nodes, and the best arc enters of about twice as many as pivots have lately touched nodes: a larger choice saves
 * pivots, so it is worth more the more they cost. Flow on the tree is kept at the nodes, as the room up to the parent and down from it, so
 * that following a cycle reads no arc. Worst case exponential, in practice close to linear in arcs. References: Ahuja, Magnanti & Orlin, Network Flows
 * (1993), chapter 11; Király & Kovács, Efficient implementations of minimum-cost flow algorithms (2012).
 *
 * @param graph flow is read (a feasible flow that fits the tree) and left optimal
 * @param parentArc per node but the root, the arc that joins it to its parent in the first tree: one of its own, or one that the root has
 * @param words cost per arc, one column per word
 * @returns potentials, one column per word, 0 at the root; and the number of pivots
 *
 * @example
 * ```ts
 * import { networkSimplex, startsOf, UNBOUNDED } from 'five-society-linkage/kernel';
 *
 * // Node 0 sends 3 units to the root, node 1: by an arc that takes any number at cost 5, where they are first, or by one that takes 2 at cost 1.
 * const start = startsOf(2, [0, 0]);
 * const capacity = Float64Array.of(UNBOUNDED, 2);
 * const graph = { nodes: 2, start, head: Int32Array.of(1, 1), capacity, flow: Float64Array.of(3, 0) };
 * const { potentials } = networkSimplex(graph, Int32Array.of(0), [Float64Array.of(5, 1)]);
 * console.log([...graph.flow], [...potentials[0]!]); // [ 1, 2 ] [ -5, 0 ]
 * ```
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
): Stoppable<{ potentials: Float64Array[]; pivots: number }> {
  const basis = plant(graph, parentArc);
  const potentials: Float64Array[] = [];
  const turn = { at: 0, quiet: 0, patience: 0 };
  let pivots = 0;
  for (const cost of words) {
    const potential = hang(graph, basis, cost);
    turn.quiet = 0;
    for (let best = false; !best; ) {
      const run = minimise(graph, basis, cost, potential, turn);
      pivots += run.pivots;
      best = run.best;
      if ((yield run.work) && !best) {
        gather(graph, basis);
        return { potentials, pivots };
      }
    }
    potentials.push(potential);
    if (potentials.length < words.length) settle(graph, basis, cost, potential);
  }
  gather(graph, basis);
  return { potentials, pivots };
}

// The engine knows a module's own constants, those of others it looks up each time.
const { TREE, PARENT, JOIN, DEPTH, NEXT, PREVIOUS } = NODE;

type Basis = ReturnType<typeof plant>;

function plant(graph: Graph, parentArc: Int32Array) {
  const { nodes, start, head, capacity, flow } = graph;
  const root = nodes - 1;
  /** One record per node: see `node.ts`. */
  const tree = new Int32Array(nodes * TREE);
  /** Per node: units that could still go up to the parent, units that could go down from it. */
  const room = new Float64Array(nodes * 2);
  /** Per arc: 0 in the tree (or settled), 1 carrying nothing, −1 carrying the whole capacity. */
  const state = new Int8Array(flow.length);
  /** Per node, 1 where none of its arcs can be full or is settled: then a negative reduced cost is all it takes to enter, as in the tree it is 0. */
  const plain = new Uint8Array(nodes).fill(1);
  for (let v = 0; v < nodes; v++) {
    for (let a = start[v]!; a < start[v + 1]!; a++) {
      state[a] = flow[a] === 0 ? 1 : -1;
      if (capacity[a] !== UNBOUNDED) plain[v] = 0;
    }
  }
  for (let v = 0; v < root; v++) {
    const arc = parentArc[v]!;
    const up = arc >= start[v]! && arc < start[v + 1]!;
    state[arc] = 0;
    tree[v * TREE + PARENT] = up ? head[arc]! : root;
    tree[v * TREE + JOIN] = up ? 2 * arc : 2 * arc + 1;
    room[2 * v] = up ? capacity[arc]! - flow[arc]! : flow[arc]!;
    room[2 * v + 1] = up ? flow[arc]! : capacity[arc]! - flow[arc]!;
  }
  tree[root * TREE + NEXT] = tree[root * TREE + PREVIOUS] = root;
  tree[root * TREE + PARENT] = -1;
  // A node may enter the ring, behind its parent, when that is in it: depth above 0.
  const waiting: number[] = [];
  for (let leaf = 0; leaf < root; leaf++) {
    for (let v = leaf; v !== root && tree[v * TREE + DEPTH] === 0; v = tree[v * TREE + PARENT]!) waiting.push(v);
    for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
      insert(tree, v, tree[v * TREE + PARENT]!, tree[v * TREE + JOIN]!);
    }
  }
  return { tree, room, state, plain };
}

function hang(graph: Graph, { tree }: Basis, cost: Float64Array): Float64Array {
  const root = graph.nodes - 1;
  const potential = new Float64Array(graph.nodes);
  for (let v = tree[root * TREE + NEXT]!; v !== root; v = tree[v * TREE + NEXT]!) {
    const join = tree[v * TREE + JOIN]!;
    const c = cost[join >> 1]!;
    const above = potential[tree[v * TREE + PARENT]!]!;
    potential[v] = (join & 1) === 0 ? above - c : above + c;
  }
  return potential;
}

function settle({ nodes, start, head }: Graph, basis: Basis, cost: Float64Array, potential: Float64Array): void {
  const { state, plain } = basis;
  for (let v = 0; v < nodes; v++) {
    for (let a = start[v]!; a < start[v + 1]!; a++) {
      if (cost[a]! + potential[v]! === potential[head[a]!]!) continue;
      state[a] = plain[v] = 0;
    }
  }
}

/** Writes the flow of the tree's arcs back to the graph. */
function gather({ nodes, flow }: Graph, { tree, room }: Basis): void {
  for (let v = 0; v < nodes - 1; v++) {
    const join = tree[v * TREE + JOIN]!;
    flow[join >> 1] = room[2 * v + 1 - (join & 1)]!;
  }
}

/** Work after which a run pauses: some milliseconds. */
const PAUSE = 1_000_000;

/**
 * Pivots until the flow is best or a pause is due.
 *
 * @param turn whose turn it is, how many nodes in a row had no arc to enter, and after how many arcs the best of them enters
 */
function minimise(
  graph: Graph,
  basis: Basis,
  cost: Float64Array,
  potential: Float64Array,
  turn: Record<'at' | 'quiet' | 'patience', number>,
): { best: boolean; pivots: number; work: number } {
  const { nodes, start, head } = graph;
  const { state, plain } = basis;
  let { at, quiet, patience } = turn;
  let pivots = 0;
  let work = 0;
  while (quiet < nodes && work < PAUSE) {
    let best = 0;
    let entering = -1;
    let from = -1;
    let seen = 0;
    do {
      const end = start[at + 1]!;
      const own = potential[at]!;
      // Two loops, as the one that reads no state is the one that most of the time goes into.
      if (plain[at] === 1) {
        for (let a = start[at]!; a < end; a++) {
          const reduced = cost[a]! + own - potential[head[a]!]!;
          if (reduced < best) {
            best = reduced;
            entering = a;
            from = at;
          }
        }
      } else {
        for (let a = start[at]!; a < end; a++) {
          const reduced = state[a]! * (cost[a]! + own - potential[head[a]!]!);
          if (reduced < best) {
            best = reduced;
            entering = a;
            from = at;
          }
        }
      }
      seen += 1 + end - start[at]!;
      quiet++;
      if (++at === nodes) at = 0;
    } while (quiet < nodes && (entering < 0 || seen < patience));
    work += seen;
    if (entering < 0) break;
    const touched = pivot(graph, basis, potential, from, entering, best);
    work += touched;
    patience += (2 * touched - patience) / 8;
    pivots++;
    quiet = 0;
  }
  turn.at = at;
  turn.quiet = quiet;
  turn.patience = patience;
  return { best: quiet >= nodes, pivots, work };
}

/**
 * Pushes flow round the cycle that the entering arc closes, and exchanges it for the arc that blocks. Gives the nodes touched.
 *
 * @param from tail of the entering arc
 * @param reduced its reduced cost, signed by its direction: negative
 */
function pivot(
  graph: Graph,
  basis: Basis,
  potential: Float64Array,
  from: number,
  entering: number,
  reduced: number,
): number {
  const { head, capacity, flow } = graph;
  const { tree, room, state } = basis;
  const forward = state[entering]! > 0;
  const first = forward ? from : head[entering]!;
  const second = forward ? head[entering]! : from;

  // The cycle runs from its apex down to `first`, over the entering arc to `second`, and up again.
  const most = capacity[entering]!;
  let delta = most;
  let out = -1;
  let below = first;
  let u = first;
  let v = second;
  let rise = tree[u * TREE + DEPTH]! - tree[v * TREE + DEPTH]!;
  while (u !== v) {
    if (rise > 0) {
      if (room[2 * u + 1]! < delta) {
        delta = room[2 * u + 1]!;
        out = u;
        below = first;
      }
      u = tree[u * TREE + PARENT]!;
      rise--;
    } else {
      if (room[2 * v]! <= delta) {
        delta = room[2 * v]!;
        out = v;
        below = second;
      }
      v = tree[v * TREE + PARENT]!;
      rise++;
    }
  }
  const apex = u;
  if (delta > 0) {
    for (u = first; u !== apex; u = tree[u * TREE + PARENT]!) {
      room[2 * u]! += delta;
      room[2 * u + 1]! -= delta;
    }
    for (v = second; v !== apex; v = tree[v * TREE + PARENT]!) {
      room[2 * v]! -= delta;
      room[2 * v + 1]! += delta;
    }
  }
  const carried = forward ? delta : most - delta;
  if (out < 0) {
    flow[entering] = carried;
    state[entering] = forward ? -1 : 1;
    return 1;
  }
  const leaving = tree[out * TREE + JOIN]!;
  const rest = room[2 * out + 1 - (leaving & 1)]!;
  flow[leaving >> 1] = rest;
  state[leaving >> 1] = rest === 0 ? 1 : -1;
  state[entering] = 0;
  const upwards = below === from;
  turn(basis, below, out, upwards ? most - carried : carried, upwards ? carried : most - carried);
  const parent = below === first ? second : first;
  // The cut-off side takes up the whole reduced cost.
  const by = forward === upwards ? -reduced : reduced;
  return reroot(tree, below, out, parent, upwards ? 2 * entering : 2 * entering + 1, potential, by);
}

/** Rooms of the nodes from `top` up to `out`, which change places with their parents: what has room up, has it down one node further. */
function turn({ tree, room }: Basis, top: number, out: number, up: number, down: number): void {
  let nextUp = up;
  let nextDown = down;
  for (let v = top; ; v = tree[v * TREE + PARENT]!) {
    const oldUp = room[2 * v]!;
    const oldDown = room[2 * v + 1]!;
    room[2 * v] = nextUp;
    room[2 * v + 1] = nextDown;
    if (v === out) return;
    nextUp = oldDown;
    nextDown = oldUp;
  }
}
