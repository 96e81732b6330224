import { type Graph, UNBOUNDED } from './flow-graph.js';
import * as NODE from './node.js';
import type { ClassColumns } from './ordinal.js';
import { hangBelow, planted, SOURCE, type Sources } from './source-tree.js';
import { unitOrder } from './unit-order.js';
import { finish, type Stoppable } from './work.js';

/**
 * Primal network simplex for lexicographic minimum-cost flow.
 *
 * Notation. A basis is a spanning tree of the graph, rooted at its last node; arcs outside it carry nothing or their whole
 * capacity. The price of a node is what a unit costs from there to the root along the tree; the reduced cost of an arc, its cost and the price of its head less that of its
 * tail, is zero on the tree. A flow is optimal when no arc with room has a negative one and no arc in use a positive one.
 *
 * Sources. Nodes that no arc leads to and whose arcs cannot be full, which most often are nearly all, are in no list of the tree: a source is a few
 * numbers, among them its *lead*, the arc of the tree from it towards the root; further arcs of it that are in the tree are noted at the nodes they lead to, which hang on the source.
 * Most sources are leaves, so a pivot rarely touches one, and their prices follow from the nodes' (`source-tree.ts`).
 *
 * Classes. Units that a class leaves unmet go to the root by its own arc, whose cost rises in order of service (`ordinal.ts`): each unit that it is served is worth one ordinal, and that
 * comes before all cost. Such an arc stands for one of capacity 1 per unit. At y units served only the y-th and the next matter; one of all of them is in the
 * tree at most, the y-th, and the ordinal of every price is that of the class it reaches the root by. A pivot goes a *long step* along them, as many units as pay; where it ends because
 * the next does not pay, a class leaves the root, to hang where its price lies between its two units.
 *
 * Invariant. The tree is *strongly feasible*: from every node some flow could still be sent to the root along the tree
 * (Cunningham 1976). Of the arcs that block a pivot, the last one along the cycle, starting at its apex, leaves; so the
 * invariant holds and no pivot sequence repeats. The caller's first tree must have the property.
 *
 * Order. Costs come in words, the most significant first, the first together with the ordinals. Each word is minimised with those before it settled:
 * arcs whose reduced cost in an earlier word is not zero can move no more in any optimal flow and are left alone, so that the
 * earlier prices stay. Every number is an exact integer; the caller bounds word sums by 2⁵³.
 *
 * Pricing goes round the sources and the nodes, and the best arc enters of about twice as many as pivots have lately touched nodes: a larger choice saves
 * pivots, so it is worth more the more they cost. Flow on the tree is kept at the nodes, as the room up to the parent and down from it, so
 * that following a cycle reads no arc. Worst case exponential, in practice close to linear in arcs. References: Ahuja, Magnanti & Orlin, Network Flows
 * (1993), chapters 11 and 14; Király & Kovács, Efficient implementations of minimum-cost flow algorithms (2012).
 *
 * @param graph flow is read (a feasible flow that fits the tree) and left optimal
 * @param parentArc per node but the root, the arc that joins it to its parent in the first tree: one of its own, or one that the root has
 * @param words cost per arc, one column per word
 * @returns potentials, one column per word: what a unit at the node costs less than one at the root, 0 there; and the number of pivots
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

/** Classes whose units are worth ordinals: nodes that have an arc to the root each, not among the graph's, for what stays unmet. At first that is all, and the arc is in the tree. */
export interface ClassNodes extends ClassColumns {
  readonly node: Int32Array;
}

/** What a run comes to. */
export interface FlowOptimum {
  readonly potentials: Float64Array[];
  readonly pivots: number;
  /** Per node, the class by whose unit it reaches the root, −1: by none. */
  readonly classOf: Int32Array;
  /** Per class, the units it is served. */
  readonly served: Float64Array;
  /** Tells all arcs of sources that may carry something, with what they carry. */
  readonly carried: (visit: (arc: number, units: number) => void) => void;
}

const NO_SOURCES: Omit<Sources, 'words'> = {
  start: new Int32Array(1),
  head: new Int32Array(0),
  lead: new Int32Array(0),
  supply: new Float64Array(0),
};

/** As {@link networkSimplex}, in steps. Told to stop, it leaves the best flow so far and gives no potentials for words not settled. */
export function* networkSimplexSteps(
  graph: Graph,
  parentArc: Int32Array,
  words: readonly Float64Array[],
  { sources, classes }: { readonly sources?: Sources; readonly classes?: ClassNodes | undefined } = {},
): Stoppable<FlowOptimum> {
  const basis = basisOf(graph, parentArc, sources ?? NO_SOURCES, classes);
  const search = classes ? findRanked : findCheapest;
  const potentials: Float64Array[] = [];
  let pivots = 0;
  let stopped = false;
  for (let w = 0; w < words.length && !stopped; w++) {
    if (w > 0) settle(basis);
    basis.isLater = w > 0;
    price(basis, words[w]!, sources?.words[w]);
    for (let best = false; !best && !stopped; ) {
      const run = minimise(basis, search);
      pivots += run.pivots;
      best = run.best;
      stopped = (yield run.work) === true && !best;
    }
    if (!stopped) potentials.push(basis.price.slice(0, graph.nodes).map((cost) => 0 - cost));
  }
  gather(basis);
  return {
    potentials,
    pivots,
    classOf: basis.top.subarray(0, graph.nodes).map((top) => basis.classOf[top]!),
    served: basis.served,
    carried: (visit) => {
      const { lead, units, tree, up } = basis;
      for (let i = 0; i < lead.length; i++) visit(lead[i]!, units[i]!);
      for (let v = 0; v + 1 < graph.nodes; v++) {
        if (tree[v * TREE + SOURCE]! >= 0) visit(tree[v * TREE + JOIN]!, up[v]!);
      }
    },
  };
}

// The engine knows a module's own constants, those of others it looks up each time.
const { TREE, PARENT, JOIN, DEPTH, NEXT } = NODE;

/** How an arc enters: of a source, of a node, or that of a class, with more units unmet or with fewer. */
const OF_SOURCE = 0;
const OF_NODE = 1;
const MORE = 2;
const FEWER = 3;

type Basis = ReturnType<typeof basisOf>;

function basisOf(graph: Graph, parentArc: Int32Array, sources: Omit<Sources, 'words'>, classes?: ClassNodes) {
  const { nodes, start, head, capacity, flow } = graph;
  const count = classes?.rank.length ?? 0;
  const order = classes && unitOrder(classes);
  /** Per arc: 0 in the tree (or settled), 1 carrying nothing, −1 carrying the whole capacity. */
  const state = new Int8Array(flow.length);
  for (let a = 0; a < start[nodes]!; a++) state[a] = flow[a] === 0 ? 1 : -1;
  for (const arc of parentArc) if (arc >= 0) state[arc] = 0;
  const classOf = new Int32Array(nodes + 1).fill(-1);
  for (let k = 0; k < count; k++) classOf[classes!.node[k]!] = k;
  const t = planted(graph, parentArc, sources);
  // Named one by one: the engine is several times slower on an object that is put together.
  const basis = {
    tree: t.tree,
    up: t.up,
    down: t.down,
    top: t.top,
    price: t.price,
    lead: t.lead,
    head: sources.head,
    units: t.units,
    hung: t.hung,
    to: t.to,
    touched: 0,
    first: -1,
    last: -1,
    later: -1,
    start: sources.start,
    nodes,
    arcStart: start,
    arcHead: head,
    capacity,
    flow,
    state,
    isLater: false,
    /** Costs of the word at hand. */
    cost: flow,
    sourceCost: flow,
    classes,
    order,
    wide: order?.wide ?? false,
    classOf,
    served: new Float64Array(count),
    /** Per class: what its last unit served and its next one are worth. */
    lastUnit: new Float64Array(count),
    nextUnit: new Float64Array(count),
    /** Classes that earlier words settled. */
    settled: new Uint8Array(count),
    /** Per node at the top: what a unit that reaches the root there gives up by ordinal. */
    worth: new Float64Array(nodes + 1),
    /** What a step of ordinals counts when entering arcs are compared: any number will do. */
    scale: 0,
    // Whose turn it is, how many in a row had no arc to enter, and after how many arcs the best of them enters.
    at: 0,
    nodeAt: 0,
    due: 0,
    quiet: 0,
    patience: 0,
    // What enters, from which source or node, and how much better it is: below 0.
    kind: OF_SOURCE,
    entering: -1,
    from: -1,
    gain: 0,
    cycle: newCycle(),
  };
  basis.worth[nodes] = Number.POSITIVE_INFINITY;
  for (let k = 0; k < count; k++) renew(basis, k, 0);
  return basis;
}

/** Notes what the units of a class are worth when `more` are served. */
function renew(basis: Basis, k: number, more: number): void {
  const { order, served, classes, lastUnit, nextUnit, worth } = basis;
  const units = served[k]! + more;
  served[k] = units;
  const own = order!.worth(k, Math.max(units, 1));
  lastUnit[k] = units > 0 ? own : Number.POSITIVE_INFINITY;
  nextUnit[k] = units < classes!.demand[k]! ? order!.worth(k, units + 1) : Number.NEGATIVE_INFINITY;
  worth[classes!.node[k]!] = own;
}

/** Prices in another word. Nobody goes beyond the last node, where settled arcs of sources lead. */
function price(basis: Basis, cost: Float64Array, sourceCost = cost): void {
  const { tree, nodes, head, lead, price, order } = basis;
  const root = nodes - 1;
  Object.assign(basis, { cost, sourceCost, quiet: 0 });
  price[nodes] = Number.POSITIVE_INFINITY;
  for (let v = tree[root * TREE + NEXT]!; v !== root; v = tree[v * TREE + NEXT]!) {
    const join = tree[v * TREE + JOIN]!;
    const source = tree[v * TREE + SOURCE]!;
    const above = price[tree[v * TREE + PARENT]!]!;
    if (source >= 0) price[v] = sourceCost[lead[source]!]! + price[head[lead[source]!]!]! - sourceCost[join]!;
    else if (join < 0) price[v] = 0;
    else price[v] = (join & 1) === 0 ? above + cost[join >> 1]! : above - cost[join >> 1]!;
  }
  if (!order) return;
  let dearest = 1;
  for (let a = 0; a < sourceCost.length; a++) dearest = Math.max(dearest, Math.abs(sourceCost[a]!));
  basis.scale = (256 * dearest) / order.span;
}

function settle(basis: Basis): void {
  const { nodes, start, head, lead, sourceCost, arcStart, arcHead, cost, state, price, top, classOf, settled } = basis;
  for (let i = 0; i < lead.length; i++) {
    const node = head[lead[i]!]!;
    const own = sourceCost[lead[i]!]! + price[node]!;
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      const to = head[a]!;
      if (sourceCost[a]! + price[to]! !== own || compareTops(basis, top[to]!, top[node]!) !== 0) head[a] = nodes;
    }
  }
  for (let v = 0; v < nodes; v++) {
    for (let a = arcStart[v]!; a < arcStart[v + 1]!; a++) {
      const to = arcHead[a]!;
      if (cost[a]! + price[to]! !== price[v] || compareTops(basis, top[to]!, top[v]!) !== 0) state[a] = 0;
    }
    if (classOf[v]! >= 0 && price[v] !== 0) settled[classOf[v]!] = 1;
  }
}

/** Negative where a unit that reaches the root by the first gives up less; exact. */
function compareTops(basis: Basis, a: number, b: number): number {
  const { worth, wide, classOf, served, order } = basis;
  if (worth[a] !== worth[b]) return worth[a]! - worth[b]!;
  const [k, other] = [classOf[a]!, classOf[b]!];
  if (!wide || a === b || k < 0 || other < 0) return 0;
  return order!.compare(k, Math.max(served[k]!, 1), other, Math.max(served[other]!, 1));
}

/** Writes the flow of the tree's arcs back to the graph. */
function gather({ nodes, flow, tree, up, down }: Basis): void {
  for (let v = 0; v < nodes - 1; v++) {
    const join = tree[v * TREE + JOIN]!;
    if (join >= 0 && tree[v * TREE + SOURCE]! < 0) flow[join >> 1] = (join & 1) === 0 ? down[v]! : up[v]!;
  }
}

/** Work after which a run pauses: some milliseconds. */
const PAUSE = 1_000_000;

/** Pivots until the flow is best or a pause is due. */
function minimise(basis: Basis, search: (basis: Basis) => number) {
  let work = 0;
  let pivots = 0;
  while (work < PAUSE) {
    work += search(basis);
    if (basis.gain === 0) return { best: true, pivots, work };
    const touched = pivot(basis);
    work += touched;
    basis.patience += (touched - basis.patience) / 8;
    basis.quiet = 0;
    pivots++;
  }
  return { best: false, pivots, work };
}

/** Looks for the arc that saves most cost of those whose turn it is; gives the arcs looked at. */
function findCheapest(basis: Basis): number {
  const { start, head, lead, sourceCost, nodes, arcStart, arcHead, cost, state, price, patience } = basis;
  const rounds = lead.length || nodes;
  const each = (nodes + 1) / rounds;
  let { at, nodeAt, due, quiet } = basis;
  let gain = 0;
  let seen = 0;
  do {
    if (lead.length > 0) {
      const own = sourceCost[lead[at]!]! + price[head[lead[at]!]!]!;
      const end = start[at + 1]!;
      let low = own;
      let least = -1;
      for (let a = start[at]!; a < end; a++) {
        const whole = sourceCost[a]! + price[head[a]!]!;
        if (whole < low) {
          low = whole;
          least = a;
        }
      }
      if (low - own < gain) {
        gain = low - own;
        basis.kind = OF_SOURCE;
        basis.entering = least;
        basis.from = at;
      }
      seen += end - start[at]!;
      if (++at === lead.length) at = 0;
    }
    for (due += each; due >= 1; due--) {
      const end = arcStart[nodeAt + 1]!;
      for (let a = arcStart[nodeAt]!; a < end; a++) {
        const reduced = state[a]! * (cost[a]! + price[arcHead[a]!]! - price[nodeAt]!);
        if (reduced < gain) {
          gain = reduced;
          basis.kind = OF_NODE;
          basis.entering = a;
          basis.from = nodeAt;
        }
        seen++;
      }
      if (++nodeAt === nodes) nodeAt = 0;
    }
    quiet++;
  } while (quiet < rounds && (gain === 0 || seen < patience));
  basis.at = at;
  basis.nodeAt = nodeAt;
  basis.due = due;
  basis.quiet = quiet;
  basis.gain = gain;
  return seen;
}

/** As {@link findCheapest}, by ordinal first. */
function findRanked(basis: Basis): number {
  const { start, head, lead, sourceCost, nodes, price, top, worth, scale, wide, patience } = basis;
  const { arcStart, arcHead, state, classOf } = basis;
  const rounds = lead.length || nodes;
  const each = (nodes + 1) / rounds;
  let { at, nodeAt, due, quiet } = basis;
  let seen = 0;
  basis.gain = 0;
  do {
    if (lead.length > 0) {
      const node = head[lead[at]!]!;
      const end = start[at + 1]!;
      const own = sourceCost[lead[at]!]! + price[node]!;
      const ownWorth = worth[top[node]!]!;
      let low = own;
      let lowWorth = ownWorth;
      let lowTop = top[node]!;
      let least = -1;
      for (let a = start[at]!; a < end; a++) {
        const to = top[head[a]!]!;
        const given = worth[to]!;
        if (given > lowWorth) continue;
        const whole = sourceCost[a]! + price[head[a]!]!;
        if (given === lowWorth) {
          const sooner = wide ? compareTops(basis, to, lowTop) : 0;
          if (sooner > 0 || (sooner === 0 && whole >= low)) continue;
        }
        low = whole;
        lowWorth = given;
        lowTop = to;
        least = a;
      }
      if (least >= 0) {
        const gain = lowWorth < ownWorth ? scale * (lowWorth - ownWorth) - 1 : Math.min(low - own, -1);
        if (gain < basis.gain) enter(basis, OF_SOURCE, least, at, gain);
      }
      seen += end - start[at]!;
      if (++at === lead.length) at = 0;
    }
    for (due += each; due >= 1; due--) {
      // Most nodes have one arc, which is in the tree or gives up more: that is seen from here.
      const a = arcStart[nodeAt]!;
      const isPlain = arcStart[nodeAt + 1] === a + 1 && classOf[nodeAt]! < 0;
      const way = isPlain ? state[a]! : 1;
      if (way !== 0 && !(isPlain && way * (worth[top[arcHead[a]!]!]! - worth[top[nodeAt]!]!) > 0))
        seen += lookAt(basis, nodeAt);
      seen++;
      if (++nodeAt === nodes) nodeAt = 0;
    }
    quiet++;
  } while (quiet < rounds && (basis.gain === 0 || seen < patience));
  basis.at = at;
  basis.nodeAt = nodeAt;
  basis.due = due;
  basis.quiet = quiet;
  return seen;
}

function enter(basis: Basis, kind: number, entering: number, from: number, gain: number): void {
  basis.kind = kind;
  basis.entering = entering;
  basis.from = from;
  basis.gain = gain;
}

/** Whether an arc of a node should enter, or that of its class. */
function lookAt(basis: Basis, v: number): number {
  const {
    arcStart,
    arcHead,
    cost,
    state,
    price,
    top,
    worth,
    scale,
    wide,
    classOf,
    served,
    lastUnit,
    nextUnit,
    settled,
  } = basis;
  const end = arcStart[v + 1]!;
  const own = top[v]!;
  for (let a = arcStart[v]!; a < end; a++) {
    const way = state[a]!;
    if (way === 0) continue;
    const to = arcHead[a]!;
    const given = way * (worth[top[to]!]! - worth[own]!);
    if (given > 0) continue;
    const reduced = way * (cost[a]! + price[to]! - price[v]!);
    if (given === 0) {
      const sooner = wide ? way * compareTops(basis, top[to]!, own) : 0;
      if (sooner > 0 || (sooner === 0 && reduced >= 0)) continue;
    }
    const gain = given < 0 ? scale * given - 1 : Math.min(reduced, -1);
    if (gain < basis.gain) enter(basis, OF_NODE, a, v, gain);
  }
  const k = classOf[v]!;
  if (k < 0 || own === v || settled[k] === 1) return 1 + end - arcStart[v]!;
  const given = againstTop(basis, k, served[k]!, lastUnit[k]!, own);
  const got = againstTop(basis, k, served[k]! + 1, nextUnit[k]!, own);
  if (given < 0 || (given === 0 && price[v]! > 0)) {
    const gain = given < 0 ? scale * (lastUnit[k]! - worth[own]!) - 1 : -price[v]!;
    if (gain < basis.gain) enter(basis, MORE, k, v, gain);
  } else if (got > 0 || (got === 0 && price[v]! < 0)) {
    const gain = got > 0 ? scale * (worth[own]! - nextUnit[k]!) - 1 : price[v]!;
    if (gain < basis.gain) enter(basis, FEWER, k, v, gain);
  }
  return 1 + end - arcStart[v]!;
}

/** Positive where a unit of class k, worth `value`, is worth more than what a unit gives up that reaches the root by this top; exact. */
function againstTop(
  { worth, wide, order, classOf, served }: Basis,
  k: number,
  unit: number,
  value: number,
  top: number,
) {
  const other = classOf[top]!;
  if (value !== worth[top] || !wide || other < 0) return value - worth[top]!;
  return order!.compare(k, unit, other, Math.max(served[other]!, 1));
}

/**
 * Pushes flow round the cycle that the entering arc closes, and exchanges it for the arc that blocks. Gives the nodes touched.
 *
 * The cycle runs from its apex down to `first`, over the entering arc to `second`, and up again. Where both sides meet at a source, that is the apex.
 */
function pivot(basis: Basis): number {
  const { kind, entering, from, head, lead, to, sourceCost, price, cost, state } = basis;
  const { arcHead, capacity, flow, nodes, classes, cycle } = basis;
  const source = kind === OF_SOURCE ? from : -1;
  let first = from;
  let second = nodes - 1;
  let by = -price[from]!;
  let most = UNBOUNDED;
  if (kind === OF_SOURCE) {
    first = to[from]!;
    second = head[entering]!;
    by = sourceCost[entering]! + price[second]! - sourceCost[lead[from]!]! - price[first]!;
  } else if (kind === OF_NODE) {
    by = state[entering]! * (cost[entering]! + price[arcHead[entering]!]! - price[from]!);
    most = capacity[entering]!;
    if (state[entering]! > 0) second = arcHead[entering]!;
    else {
      first = arcHead[entering]!;
      second = from;
    }
  } else if (kind === FEWER) {
    first = second;
    second = from;
    by = price[from]!;
  }
  walk(basis, first, second, source, most);
  const { gets, gives } = cycle;
  const whole = Math.min(cycle.least, cycle.back);
  const pays = gets >= 0 && gives >= 0 ? unitsThatPay(basis, gets, gives, whole, by) : UNBOUNDED;
  const delta = Math.min(pays, whole);
  if (delta > 0) push(basis, first, second, source, delta);
  let onFirst = cycle.back > cycle.least;
  // In later words a class that stayed would change the prices that are settled.
  if (pays < whole || (pays === whole && basis.isLater)) {
    // The class leaves the root whose price lies between its last unit and its next one now.
    const one = classes!.node[gets]!;
    const other = classes!.node[gives]!;
    onFirst = (compareTops(basis, one, other) || -by) > 0;
    if (kind !== OF_SOURCE && kind !== OF_NODE && entering === (onFirst ? gets : gives)) return 1;
    cycle.outNode = onFirst ? one : other;
    cycle.outSource = -1;
  } else if (!onFirst) {
    cycle.outNode = cycle.outBack;
    cycle.outSource = -1;
  } else if (cycle.outNode < 0 && cycle.outSource < 0) {
    flow[entering] = state[entering]! > 0 ? most : 0;
    state[entering]! *= -1;
    return 1;
  }
  return exchange(basis, onFirst, first, second, delta, by);
}

/** What a walk up both sides of a cycle finds. */
const newCycle = () => ({
  /** Units that can go on the first side or over the entering arc, and what blocks there: a node or a source below its parent, or neither. */
  least: 0,
  outNode: -1,
  outSource: -1,
  /** The same on the second side. */
  back: 0,
  outBack: -1,
  /** Where the sides meet: one node, or two that hang on the source `joint`. */
  u: -1,
  v: -1,
  joint: -1,
  /** Classes by whose arcs the cycle goes through the root: one is served more, the other less. */
  gets: -1,
  gives: -1,
});

/** Walks up both sides to the apex. */
function walk(basis: Basis, first: number, second: number, source: number, most: number): void {
  const { tree, up, down, units, cycle, classOf } = basis;
  let u = first;
  let v = second;
  let topU = -1;
  let topV = -1;
  let least = most;
  let back = UNBOUNDED;
  let joint = -1;
  cycle.outNode = cycle.outSource = cycle.outBack = -1;
  let rise = tree[u * TREE + DEPTH]! - tree[v * TREE + DEPTH]!;
  let waits = source >= 0;
  while (u !== v || waits) {
    if (waits && rise >= -1) {
      // What hangs on the source is one level below the node that it leads to.
      waits = false;
      if (rise === -1 && tree[v * TREE + SOURCE] === source) joint = source;
      else {
        if (units[source]! < least) {
          least = units[source]!;
          cycle.outSource = source;
        }
        continue;
      }
    } else if (rise === 0 && tree[u * TREE + SOURCE]! >= 0 && tree[u * TREE + SOURCE] === tree[v * TREE + SOURCE]) {
      joint = tree[u * TREE + SOURCE]!;
    }
    if (rise > 0) {
      const on = tree[u * TREE + SOURCE]!;
      const room = on >= 0 ? units[on]! : down[u]!;
      if (room < least) {
        least = room;
        cycle.outNode = on >= 0 ? -1 : u;
        cycle.outSource = on;
      }
      topU = u;
      u = tree[u * TREE + PARENT]!;
      rise--;
      continue;
    }
    if (up[v]! <= back) {
      back = up[v]!;
      cycle.outBack = v;
    }
    if (joint >= 0) break;
    topV = v;
    v = tree[v * TREE + PARENT]!;
    rise++;
  }
  cycle.least = least;
  cycle.back = back;
  cycle.u = u;
  cycle.v = v;
  cycle.joint = joint;
  const isRoot = joint < 0 && u === basis.nodes - 1;
  cycle.gets = isRoot ? classAbove(tree, classOf, topU) : -1;
  cycle.gives = isRoot ? classAbove(tree, classOf, topV) : -1;
  if (basis.kind === MORE) cycle.gives = basis.entering;
  else if (basis.kind === FEWER) cycle.gets = basis.entering;
}

/** The class by whose arc a node is joined to the root, −1: by none. */
function classAbove(tree: Int32Array, classOf: Int32Array, top: number): number {
  return top >= 0 && tree[top * TREE + JOIN]! < 0 ? classOf[top]! : -1;
}

/** How many units pay, one after another: those that the one class is served are worth more than those that the other gives up. More than `whole` where neither class ends it. */
function unitsThatPay(basis: Basis, gets: number, gives: number, whole: number, by: number): number {
  const { order, served, classes } = basis;
  const pays = (n: number) => {
    const got = served[gets]! + n;
    const given = served[gives]! - n + 1;
    const better = order!.worth(gets, got) - order!.worth(gives, given);
    return (better || (order!.wide ? order!.compare(gets, got, gives, given) : 0) || -by) > 0;
  };
  if (whole === 0 || pays(whole)) {
    const isLast = served[gives]! <= whole || served[gets]! + whole >= classes!.demand[gets]!;
    return isLast || pays(whole + 1) ? whole + 1 : whole;
  }
  let low = 0;
  for (let high = whole; high - low > 1; ) {
    const middle = Math.floor((low + high) / 2);
    if (pays(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Sends units round the cycle. */
function push(basis: Basis, first: number, second: number, source: number, by: number): void {
  const { tree, up, down, units, cycle } = basis;
  const { u: apex, v: end, joint, gets, gives } = cycle;
  for (let u = first; u !== apex; u = tree[u * TREE + PARENT]!) {
    const on = tree[u * TREE + SOURCE]!;
    up[u]! += by;
    if (on >= 0) units[on]! -= by;
    else down[u]! -= by;
  }
  if (source !== joint) {
    if (joint >= 0) up[apex]! += by;
    if (source >= 0) units[source]! -= by;
  }
  for (let v = second; v !== end; v = tree[v * TREE + PARENT]!) {
    const on = tree[v * TREE + SOURCE]!;
    up[v]! -= by;
    if (on >= 0) units[on]! += by;
    else down[v]! += by;
  }
  if (joint >= 0) up[end]! -= by;
  if (gets >= 0) renew(basis, gets, by);
  if (gives >= 0) renew(basis, gives, -by);
}

/** The arc that blocks leaves the tree, the one that enters joins it again. */
function exchange(basis: Basis, onFirst: boolean, first: number, second: number, by: number, shift: number): number {
  const { kind, entering, from, cycle, tree, up, down, units, lead, to, hung, state, flow, capacity, top, nodes } =
    basis;
  const { outNode, outSource } = cycle;
  const left = outNode < 0 || tree[outNode * TREE + SOURCE]! >= 0 ? -1 : tree[outNode * TREE + JOIN]!;
  if (left >= 0) {
    const rest = (left & 1) === 0 ? down[outNode]! : up[outNode]!;
    flow[left >> 1] = rest;
    state[left >> 1] = rest === 0 ? 1 : -1;
  }
  const below = onFirst ? second : first;
  const change = onFirst ? shift : -shift;
  if (kind === OF_SOURCE) {
    if (!onFirst) return hangBelow(basis, -1, second, -1, outNode, from, below, entering, by, 0, top[below]!, change);
    if (outSource !== from || hung[from]! >= 0)
      return hangBelow(basis, from, -1, outSource, outNode, -1, below, entering, by, 0, top[below]!, change);
    lead[from] = entering;
    to[from] = below;
    units[from] = by;
    return 1;
  }
  const node = onFirst ? first : second;
  if (kind !== OF_NODE)
    return hangBelow(basis, -1, node, outSource, outNode, -1, nodes - 1, -1, UNBOUNDED, UNBOUNDED, node, change);
  const carried = state[entering]! > 0 ? by : capacity[entering]! - by;
  const room = capacity[entering]! - carried;
  state[entering] = 0;
  return node === from
    ? hangBelow(basis, -1, node, outSource, outNode, -1, below, 2 * entering, room, carried, top[below]!, change)
    : hangBelow(basis, -1, node, outSource, outNode, -1, below, 2 * entering + 1, carried, room, top[below]!, change);
}
