import sumBy from 'lodash-es/sumBy.js';
import { minCostFlowSteps, type ShippingColumns } from '../kernel/min-cost-flow.js';
import type { Stoppable } from '../kernel/work.js';
import type { Component } from '../problem/components.js';
import type { Unpinned } from '../problem/pins.js';
import { throwUnlessOk } from '../proof/verdict.js';

/** What is to be shipped over a part of a problem, and what that costs. */
export interface Order {
  readonly problem: Unpinned;
  /** Its lines and caps. */
  readonly part: Component;
  /** Per line of the problem: units that it must get. */
  readonly must: Float64Array;
  /** Units that some lines share: each at most its room. */
  readonly shared: readonly Shared[];
  /** Most units per candidate. */
  readonly max: Float64Array;
  /** Prices of capacity, by root cap: the first `free` units cost nothing, as many as `paid` more cost `rate` each. */
  readonly priced: ReadonlyMap<number, { readonly free: number; readonly paid: number; readonly rate: number }>;
  /** Cost of a unit per candidate; none if absent. */
  readonly cost?: Float64Array;
}

export interface Shared {
  readonly units: number;
  readonly rooms: readonly { readonly line: number; readonly room: number }[];
}

export interface Shipment {
  /** Units that no way was found for; 0: all is shipped. */
  readonly left: number;
  /** Of all units, at the order's rates and costs. */
  readonly cost: number;
  /** Units per arc of the problem. */
  readonly flow: Float64Array;
}

/**
 * The cheapest way to ship an order: as much of it as can be, then at least cost. One minimum-cost flow, checked by its potentials before it is used: no arc with
 * room has a reduced cost below zero, none in use one above, which proves the least cost where nothing is left. Told to stop, it gives nothing.
 *
 * @throws LinkageError `SELF_CHECK_FAILED`
 */
export function* ship(order: Order): Stoppable<Shipment | undefined> {
  const { problem, part, must, shared, max, priced, cost: costs } = order;
  const { candidateStart, arcStart, head: heads, parent, capacity: capacities } = problem;
  const supply: number[] = [];
  const tail: number[] = [];
  const head: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  const arcOf: number[] = [];
  const node = (units: number) => supply.push(units) - 1;
  const add = (from: number, to: number, room: number, price = 0, arc = -1) => {
    if (room <= 0) return;
    tail.push(from);
    head.push(to);
    capacity.push(room);
    cost.push(price);
    arcOf.push(arc);
  };

  const root = node(0);
  const nodeOfCap = new Map([...part.caps].map((c) => [c, node(0)]));
  for (const c of part.caps) {
    const above = parent[c]! < 0 ? root : nodeOfCap.get(parent[c]!)!;
    const own = priced.get(c);
    add(nodeOfCap.get(c)!, above, own ? own.free : capacities[c]!);
    if (own) add(nodeOfCap.get(c)!, above, own.paid, own.rate);
  }
  const nodeOfLine = new Map([...part.lines].map((n) => [n, node(must[n]!)]));
  for (const n of part.lines) {
    const line = nodeOfLine.get(n)!;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (max[p]! <= 0) continue;
      const price = costs?.[p] ?? 0;
      const isOne = arcStart[p + 1]! - arcStart[p]! === 1;
      const from = isOne ? line : node(0);
      if (!isOne) add(line, from, max[p]!);
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const cap = nodeOfCap.get(heads[a]!);
        if (cap !== undefined) add(from, cap, max[p]!, price, a);
      }
    }
  }
  for (const { units, rooms } of shared) {
    const hub = node(units);
    for (const { line, room } of rooms) {
      const own = nodeOfLine.get(line);
      if (own !== undefined) add(hub, own, room);
    }
  }
  supply[root] = -sumBy(supply);

  if (yield tail.length) return undefined;
  const { flow: shipped, left, potentials } = yield* minCostFlowSteps({ supply, tail, head, capacity, cost });
  if (potentials.length < 2) return undefined;
  const missing = sumBy(left, (units) => Math.max(0, units));
  if (missing === 0) checkCheapest({ supply, tail, head, capacity, cost }, shipped, potentials);
  const flow = new Float64Array(heads.length);
  let total = 0;
  for (let i = 0; i < shipped.length; i++) {
    if (arcOf[i]! >= 0) flow[arcOf[i]!] = shipped[i]!;
    total += shipped[i]! * cost[i]!;
  }
  return { left: missing, cost: total, flow };
}

function checkCheapest(graph: ShippingColumns, flow: Float64Array, [shortage, price]: readonly Float64Array[]): void {
  const { supply, tail, head, capacity, cost } = graph;
  const rest = Float64Array.from(supply);
  let fault = '';
  for (let a = 0; a < tail.length; a++) {
    const [v, w] = [tail[a]!, head[a]!];
    rest[v]! -= flow[a]!;
    rest[w]! += flow[a]!;
    const reduced = shortage![v]! - shortage![w]! || cost[a]! + price![v]! - price![w]!;
    if (flow[a]! < 0 || flow[a]! > capacity[a]!) fault ||= `arc ${a} carries ${flow[a]}`;
    if ((reduced < 0 && flow[a]! < capacity[a]!) || (reduced > 0 && flow[a]! > 0))
      fault ||= `arc ${a} is not priced so`;
  }
  const odd = rest.findIndex((units) => units !== 0);
  if (odd >= 0) fault ||= `node ${odd} keeps ${rest[odd]}`;
  throwUnlessOk([{ name: 'prices', ok: fault === '', detail: fault }]);
}
