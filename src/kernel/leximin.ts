import type { Graph } from './flow-graph.js';
import { oneRegion, type Regions, ROOT_LABEL, serveRegions } from './max-flow.js';
import { type ClassColumns, compareMarks, type Mark, nthOrdinal, openUnitsUpTo } from './ordinal.js';
import { finish, type Stoppable } from './work.js';

/**
 * Most coverage rank by rank, and leximin-fair within each rank, by divide and conquer on ordinals.
 *
 * The vectors of units that classes can be served form an integral polymatroid (Megiddo 1974). Give the V units that a set of
 * classes can get together to its lowest ordinals, and let T be the last one given (Groenevelt 1991, decomposition). If the
 * units before T cannot all be served, or units are left over when those through T are, the minimum cut splits the set: one
 * part is *stuck* at less than its share and the other gets more, in every best plan; both are solved on their own. Otherwise
 * the set is a *leaf*: its classes get all units before T, none after T, and V decides how many of those that tie at T.
 *
 * A part that gets more than was tried is promised all of that: its price is never before the mark it was split at, even where its
 * last unit served lies earlier.
 *
 * At most 2L − 1 sets for L leaves, two maximum flows each.
 */
export interface Shares {
  /** Per class: units served in every best plan at least. */
  readonly low: Float64Array;
  /** Per class: units served in some best plan at most; low, or a portion more where units tie. */
  readonly high: Float64Array;
  /** Per class: its leaf, numbered from the scarcest; −1 for classes covered whole where nothing is contended. */
  readonly leaf: Int32Array;
  /** What one more unit is worth in each leaf, ascending; only marks with an offset may repeat. */
  readonly prices: readonly Mark[];
  /** Per node: the leaf whose price it has, −1 where nothing is contended. */
  readonly leafOfNode: Int32Array;
}

/**
 * @param graph flow runs from class nodes to the root; `flow` is used as working space and must start at zero
 * @param source node per class
 * @param columns rank, demand (> 0), units served before and share per class
 * @returns the shares; `graph.flow` is one of the best flows
 *
 * @example
 * ```ts
 * import { leximin, startsOf } from 'five-society-linkage/kernel';
 *
 * // Two classes, nodes 0 and 1, ask for 4 and 2 of the 3 units that node 2 lets through to the root, node 3.
 * const start = startsOf(4, [0, 1, 2]);
 * const head = Int32Array.of(2, 2, 3);
 * const capacity = Float64Array.of(4, 2, 3);
 * const demand = Float64Array.of(4, 2);
 * const classes = { rank: new Int32Array(2), demand, served: new Float64Array(2), share: demand };
 * const graph = { nodes: 4, start, head, capacity, flow: new Float64Array(3) };
 * const { low, high } = leximin(graph, Int32Array.of(0, 1), classes);
 * console.log([...graph.flow], [...low], [...high]); // [ 2, 1, 3 ] [ 1, 1 ] [ 2, 1 ]
 * ```
 */
export function leximin(graph: Graph, source: Int32Array, columns: ClassColumns): Shares {
  return finish(leximinSteps(graph, source, columns))!;
}

/** As {@link leximin}, in steps. Told to stop, it gives nothing, and the units on candidates are a possible plan. */
export function* leximinSteps(graph: Graph, source: Int32Array, columns: ClassColumns): Stoppable<Shares | undefined> {
  const { demand } = columns;
  const classes = source.length;
  const served = new Float64Array(classes);
  const regions = oneRegion(graph, source, served);
  if (yield 0) return undefined;
  const limit = new Float64Array(classes);
  const leaf = new Int32Array(classes).fill(-1);
  const low = demand.slice();
  const high = demand.slice();
  const leaves: { set: ClassSet; price: Mark }[] = [];

  const everyNode = Int32Array.from({ length: graph.nodes - 1 }, (_, v) => v);
  const everyClass = Int32Array.from({ length: classes }, (_, k) => k);
  limit.set(demand);
  const unmet = yield* serveRegions(regions, everyClass, limit, everyNode);
  if (!unmet) return undefined;
  const whole = { classes: everyClass, nodes: everyNode, total: sumOf(served, everyClass), label: 0, bound: undefined };
  const stack: ClassSet[] = unmet.length > 0 ? [divide(regions, whole, unmet, undefined, ROOT_LABEL).stuck] : [];
  while (stack.length > 0) {
    const set = stack.pop()!;
    const last = { ...nthOrdinal(set.classes, columns, Math.max(set.total, 1)), offset: 0 };
    if (set.bound && compareMarks(last, set.bound) < 0) {
      leaves.push({ set, price: set.bound });
      continue;
    }
    let mark: Mark = { ...last, offset: -1 };
    setLimits(mark, set);
    let cut = yield* serveRegions(regions, set.classes, limit, set.nodes);
    if (cut?.length === 0) {
      mark = { ...last, offset: 1 };
      setLimits(mark, set);
      cut = yield* serveRegions(regions, set.classes, limit, set.nodes);
    }
    if (!cut) return undefined;
    if (sumOf(served, set.classes) < set.total) {
      const { stuck, rest } = divide(regions, set, cut, mark);
      stack.push(rest, stuck);
    } else {
      leaves.push({ set, price: last });
    }
  }

  leaves.sort((a, b) => a.set.label - b.set.label);
  leaves.forEach(({ set, price }, j) => {
    for (const k of set.classes) {
      const { before, through } = openUnitsUpTo(price, columns, k);
      leaf[k] = j;
      low[k] = price.offset > 0 ? through : before;
      high[k] = price.offset < 0 ? before : through;
    }
  });
  const leafOfNode = new Int32Array(graph.nodes).fill(-1);
  leaves.forEach(({ set }, j) => {
    for (const v of set.nodes) leafOfNode[v] = j;
  });
  return { low, high, leaf, prices: leaves.map((l) => l.price), leafOfNode };

  function setLimits(mark: Mark, set: ClassSet): void {
    for (const k of set.classes) {
      const { before, through } = openUnitsUpTo(mark, columns, k);
      limit[k] = mark.offset < 0 ? before : through;
    }
  }
}

/** Classes with the nodes of their region and the units they get together. */
interface ClassSet {
  readonly classes: Int32Array;
  readonly nodes: Int32Array;
  readonly total: number;
  readonly label: number;
  /** All units before this mark are served. */
  readonly bound: Mark | undefined;
}

/**
 * Splits a set at the minimum cut that serving all units before `mark` ran into: what the cut reaches is stuck at its flow
 * and keeps the label, the rest gets a larger one. A label is the number of classes in the sets before, so labels stay distinct and in order.
 */
function divide(
  regions: Regions,
  set: ClassSet,
  cut: Int32Array,
  mark: Mark | undefined,
  restLabel?: number,
): { stuck: ClassSet; rest: ClassSet } {
  const { label, source, served } = regions;
  const other = set.label + 1;
  for (const v of set.nodes) label[v] = other;
  for (const v of cut) label[v] = set.label;
  const stuckClasses = set.classes.filter((k) => label[source[k]!] !== other);
  const restClasses = set.classes.filter((k) => label[source[k]!] === other);
  const restNodes = set.nodes.filter((v) => label[v] === other);
  const after = restLabel ?? set.label + stuckClasses.length;
  for (const v of restNodes) label[v] = after;
  const total = sumOf(served, stuckClasses);
  return {
    stuck: { classes: stuckClasses, nodes: cut, total, label: set.label, bound: set.bound },
    rest: { classes: restClasses, nodes: restNodes, total: set.total - total, label: after, bound: mark },
  };
}

function sumOf(values: Float64Array, indices: Int32Array): number {
  let sum = 0;
  for (const i of indices) sum += values[i]!;
  return sum;
}
