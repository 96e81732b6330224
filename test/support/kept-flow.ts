/** What a problem can cover, by augmenting paths one unit of bottleneck at a time: for oracles, so it shares nothing with the solver. */
import type { Problem } from '../../src/problem/problem.js';

/** Units that lines get together, each at most what is listed, within all bounds and caps. Edmonds and Karp (1972). */
export function mostShipped(
  problem: Problem,
  sources: readonly Source[],
  max: ArrayLike<number> = problem.max,
): number {
  const arcs: { to: number; room: number; back: number }[] = [];
  const out: number[][] = [];
  const node = () => out.push([]) - 1;
  const add = (from: number, to: number, room: number) => {
    out[from]!.push(arcs.length);
    arcs.push({ to, room, back: arcs.length + 1 });
    out[to]!.push(arcs.length);
    arcs.push({ to: from, room: 0, back: arcs.length - 1 });
  };
  const source = node();
  const sink = node();
  const caps = Array.from(problem.capacity, node);
  Array.from(problem.capacity).forEach((room, c) => {
    const above = problem.parent[c]!;
    add(caps[c]!, above < 0 ? sink : caps[above]!, room);
  });
  const lines = Array.from(problem.demand, node);
  for (let n = 0; n < lines.length; n++) {
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++) {
      const pair = node();
      add(lines[n]!, pair, max[p]!);
      for (let a = problem.arcStart[p]!; a < problem.arcStart[p + 1]!; a++) add(pair, caps[problem.head[a]!]!, max[p]!);
    }
  }
  for (const { units, rooms } of sources) {
    const hub = node();
    add(source, hub, units);
    for (const [n, room] of rooms) add(hub, lines[n]!, room);
  }
  let total = 0;
  for (;;) {
    const way = new Map<number, number>([[source, -1]]);
    const queue = [source];
    for (const v of queue) {
      for (const a of out[v]!) {
        const { to, room } = arcs[a]!;
        if (room > 0 && !way.has(to)) {
          way.set(to, a);
          queue.push(to);
        }
      }
    }
    if (!way.has(sink)) return total;
    const path: number[] = [];
    for (let v = sink; v !== source; v = arcs[arcs[path.at(-1)!]!.back]!.to) path.push(way.get(v)!);
    const units = Math.min(...path.map((a) => arcs[a]!.room));
    for (const a of path) {
      arcs[a]!.room -= units;
      arcs[arcs[a]!.back]!.room += units;
    }
    total += units;
  }
}

/** Units to be shared by some lines, each at most its room. */
export interface Source {
  readonly units: number;
  readonly rooms: readonly (readonly [line: number, room: number])[];
}
