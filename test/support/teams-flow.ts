/**
 * The cheapest way to place plain lines: a minimum-cost flow from a source over the lines and the offers to a sink.
 *
 * Successive shortest paths, each found by Bellman and Ford: the flow is the cheapest of its size after every path,
 * because the network has no cycle at first.
 */

export interface PlainLine {
  readonly demand: number;
  /** `offer` is the offer's place in the list of capacities. */
  readonly pairs: readonly { readonly offer: number; readonly cost: number; readonly max: number }[];
}

export interface Placing {
  readonly cost: number;
  /** Per line and pair. */
  readonly units: readonly (readonly number[])[];
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  room: number;
}

/** Serves every line its demand at the least cost; undefined when the capacities do not allow it. */
export function cheapestPlacing(lines: readonly PlainLine[], capacities: readonly number[]): Placing | undefined {
  let missing = lines.reduce((sum, { demand }) => sum + demand, 0);
  if (missing > capacities.reduce((sum, capacity) => sum + capacity, 0)) return undefined;
  const [source, sink] = [lines.length + capacities.length, lines.length + capacities.length + 1];
  // An arc and the arc back stand at 2k and 2k + 1.
  const arcs: Arc[] = [];
  const connect = (from: number, to: number, room: number, cost: number): number => {
    arcs.push({ from, to, room, cost }, { from: to, to: from, room: 0, cost: -cost });
    return arcs.length - 2;
  };
  lines.forEach(({ demand }, n) => void connect(source, n, demand, 0));
  const placed = lines.map(({ pairs }, n) =>
    pairs.map(({ offer, cost, max }) => connect(n, lines.length + offer, max, cost)),
  );
  capacities.forEach((capacity, o) => void connect(lines.length + o, sink, capacity, 0));

  let total = 0;
  while (missing > 0) {
    const { distance, last } = shortest(arcs, source, sink + 1);
    if (distance[sink] === Number.POSITIVE_INFINITY) return undefined;
    const path: number[] = [];
    for (let node = sink; node !== source; node = arcs[path.at(-1)!]!.from) path.push(last[node]!);
    const units = Math.min(...path.map((a) => arcs[a]!.room));
    for (const a of path) {
      arcs[a]!.room -= units;
      arcs[a ^ 1]!.room += units;
    }
    missing -= units;
    total += units * distance[sink]!;
  }
  return { cost: total, units: placed.map((own) => own.map((a) => arcs[a + 1]!.room)) };
}

/** Distances from the source over arcs with room, and the last arc on the way to every node. */
function shortest(arcs: readonly Arc[], source: number, nodes: number): { distance: number[]; last: number[] } {
  const distance = new Array<number>(nodes).fill(Number.POSITIVE_INFINITY);
  const last = new Array<number>(nodes).fill(-1);
  distance[source] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let a = 0; a < arcs.length; a++) {
      const { from, to, cost, room } = arcs[a]!;
      if (room === 0 || distance[from]! + cost >= distance[to]!) continue;
      distance[to] = distance[from]! + cost;
      last[to] = a;
      changed = true;
    }
  }
  return { distance, last };
}
