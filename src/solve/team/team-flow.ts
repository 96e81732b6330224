import { UNBOUNDED } from '../../kernel/flow-graph.js';
import { networkSimplex } from '../../kernel/network-simplex.js';
import type { TeamPlan, TeamProblem } from '../../problem/team-problem.js';

/**
 * Serves the plain lines of all teams taken at least cost, given the single lines as they stand in `plan`, whose quantities it rewrites. One
 * network simplex, so the outcome is exact. Near-linear in practice.
 *
 * @returns units that cannot be served and, per line, what one more unit costs: first (`short`) in units that cannot be served, then (`price`) in cost
 */
export function placePlain(problem: TeamProblem, { taken, quantity }: TeamPlan) {
  const { teamOf, demand, single, pairStart, offer, cost, use, capacity } = problem;
  const room = capacity.slice();
  const lines: number[] = [];
  for (let l = 0; l < demand.length; l++) {
    if (taken[teamOf[l]!] === 0) continue;
    if (single[l] === 0) lines.push(l);
    else for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) if (quantity[p]! > 0) room[offer[p]!]! -= use[p]!;
  }
  const short = new Float64Array(demand.length);
  const price = new Float64Array(demand.length);
  if (lines.length === 0) return { missing: 0, short, price };
  const { graph, pairOf } = graphOf(problem, lines, room);
  const { start, flow } = graph;
  const costs = Float64Array.from(pairOf, (p) => (p < 0 ? 0 : cost[p]!));
  const missing = new Float64Array(flow.length);
  for (let i = 0; i < lines.length; i++) missing[start[i + 1]! - 1] = 1;
  // The first tree is the star of last arcs.
  const parentArc = Int32Array.from({ length: graph.nodes - 1 }, (_, v) => start[v + 1]! - 1);
  const { potentials } = networkSimplex(graph, parentArc, [missing, costs]);
  let unserved = 0;
  lines.forEach((l, i) => {
    const last = start[i + 1]! - 1;
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) quantity[p] = 0;
    for (let a = start[i]!; a < last; a++) quantity[pairOf[a]!] = flow[a]!;
    unserved += flow[last]!;
    short[l] = 0 - potentials[0]![i]!;
    price[l] = 0 - potentials[1]![i]!;
  });
  return { missing: unserved, short, price };
}

/** Lines, then offers, then the root; the last arc of a line is for what stays unserved: all of it, at first. */
function graphOf({ demand, pairStart, offer, max }: TeamProblem, lines: readonly number[], room: Float64Array) {
  const nodeOf = new Int32Array(room.length).fill(-1);
  const start = [0];
  const head: number[] = [];
  const width: number[] = [];
  const pairOf: number[] = [];
  const offers: number[] = [];
  const add = (to: number, most: number, pair: number) => {
    head.push(to);
    width.push(most);
    pairOf.push(pair);
  };
  for (const l of lines) {
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) {
      const o = offer[p]!;
      if (max[p] === 0 || room[o]! <= 0) continue;
      if (nodeOf[o] === -1) nodeOf[o] = lines.length + offers.push(o) - 1;
      add(nodeOf[o]!, max[p]! < demand[l]! ? max[p]! : UNBOUNDED, p);
    }
    add(-1, UNBOUNDED, -1);
    start.push(head.length);
  }
  for (const o of offers) {
    add(-1, room[o]!, -1);
    start.push(head.length);
  }
  start.push(head.length);
  const root = lines.length + offers.length;
  const flow = new Float64Array(head.length);
  lines.forEach((l, i) => {
    flow[start[i + 1]! - 1] = demand[l]!;
  });
  const graph = {
    nodes: root + 1,
    start: Int32Array.from(start),
    head: Int32Array.from(head, (v) => (v < 0 ? root : v)),
    capacity: Float64Array.from(width),
    flow,
  };
  return { graph, pairOf };
}
