import * as AMOUNT from '../../kernel/amount.js';
import { arcsOut, CLASS, JOINT, ROOT } from '../../kernel/live-graph.js';
import * as NODE from '../../kernel/node.js';
import * as ORDER from '../../kernel/order.js';
import { compareMarks, indexOfMark, type Mark } from '../../kernel/ordinal.js';
import type { Level, Problem, Solution } from '../../problem/problem.js';
import { CAPACITY_THAT_DOES_NOT_EXIST } from '../prices.js';
import { above, headOf, type LiveState, tailOf } from './live-changes.js';

/** Everything that is there, in the order that it is to be numbered by. */
export interface LiveOrder {
  readonly lines: readonly number[];
  /** A parent before its children. */
  readonly caps: readonly number[];
  /** Those of one line in their order; how lines mix does not matter. */
  readonly candidates: readonly number[];
  /** Units promised to pairs that are gone. */
  readonly lostPromises?: number;
}

/**
 * The problem that a live graph stands for, and its flow with prices that prove it. A cap's price is that of its node: its mark is the ordinal of the
 * last unit of the class that its path in the tree ends in, exactly, so no offset is ever needed but for caps that nothing can flow
 * through. O(size log classes).
 */
export function snapshotOf(
  s: LiveState,
  levels: readonly Level[],
  order: LiveOrder,
): { problem: Problem; solution: Solution } {
  const { g } = s;
  const { lines, caps } = order;
  const lineOf = numbersOf(lines, g.nodes);
  const capOf = numbersOf(caps, g.nodes);
  const groups: number[] = [];
  const groupOf = new Map<number, number>();
  for (const n of lines) {
    const k = above(s, n);
    if (!groupOf.has(k)) groupOf.set(k, groups.push(k) - 1);
  }
  const ranks = [...new Set(groups.map((k) => fieldOf(k, ORDER.OWN_RANK)))].sort((a, b) => a - b);
  const rankOf = new Map(ranks.map((rank, r) => [rank, r]));
  const demand = Float64Array.from(lines, (n) => fieldOf(n, ORDER.ASKED));
  const total = demand.reduce((sum, units) => sum + units, 0);

  const candidateStart = new Int32Array(lines.length + 1);
  for (const p of order.candidates) candidateStart[lineOf[tailOf(s, s.plain[p]!)]! + 1]!++;
  for (let n = 0; n < lines.length; n++) candidateStart[n + 1]! += candidateStart[n]!;
  const place = candidateStart.slice();
  const handle = new Int32Array(order.candidates.length);
  for (const p of order.candidates) handle[place[lineOf[tailOf(s, s.plain[p]!)]!]!++] = p;

  const max = new Float64Array(handle.length);
  const arcStart = new Int32Array(handle.length + 1);
  const head: number[] = [];
  const flow: number[] = [];
  handle.forEach((p, i) => {
    const plain = s.plain[p]!;
    const kept = s.kept[p]!;
    max[i] = Math.min(s.max[p]!, fieldOf(tailOf(s, plain), ORDER.ASKED));
    const to = headOf(s, plain);
    if (g.kind[to] === JOINT) {
      for (const a of arcsOut(g, to)) {
        head.push(capOf[headOf(s, a)]!);
        flow.push(g.amount[a * AMOUNT.SIZE]!);
      }
    } else {
      head.push(capOf[to]!);
      flow.push(g.amount[plain * AMOUNT.SIZE]! + (kept < 0 ? 0 : g.amount[kept * AMOUNT.SIZE]!));
    }
    arcStart[i + 1] = head.length;
  });
  const problem: Problem = {
    demand,
    rank: Int32Array.from(lines, (n) => rankOf.get(fieldOf(above(s, n), ORDER.OWN_RANK))!),
    group: Int32Array.from(lines, (n) => groupOf.get(above(s, n))!),
    candidateStart,
    cost: Float64Array.from(handle, (p) => s.cost[p]!),
    max,
    previous: Float64Array.from(handle, (p) => s.previous[p]!),
    arcStart,
    head: Int32Array.from(head),
    capacity: Float64Array.from(caps, (c) => {
      const capacity = g.amount[g.own[c]! * AMOUNT.SIZE + AMOUNT.CAPACITY]!;
      return capacity === Number.POSITIVE_INFINITY ? total : capacity;
    }),
    parent: Int32Array.from(caps, (c) => {
      const parent = above(s, c);
      return parent === ROOT ? -1 : capOf[parent]!;
    }),
    served: Float64Array.from(groups, (k) => fieldOf(k, ORDER.SERVED)),
    share: Float64Array.from(groups, shareOf),
    lostPromises: order.lostPromises ?? 0,
  };
  return { problem, solution: { flow: Float64Array.from(flow), prices: pricesOf(), proved: levels } };

  function pricesOf(): Solution['prices'] {
    const own = caps.map(markOf);
    const marks = own
      .filter((mark) => mark !== undefined)
      .sort(compareMarks)
      .filter((mark, i, sorted) => i === 0 || compareMarks(sorted[i - 1]!, mark) !== 0);
    const isDead = (c: number) => g.tree[c * NODE.SIZE + NODE.DEPTH]! < 0;
    return {
      marks,
      position: Int32Array.from(own, (mark) => (mark ? indexOfMark(marks, mark) : -1)),
      keep: Float64Array.from(caps, (c) => (isDead(c) ? 0 : g.price[2 * c]!)),
      cost: Float64Array.from(caps, (c) => (isDead(c) ? 0 : g.price[2 * c + 1]!)),
    };
  }

  function markOf(c: number): Mark | undefined {
    if (g.tree[c * NODE.SIZE + NODE.DEPTH]! < 0) return CAPACITY_THAT_DOES_NOT_EXIST;
    const top = g.tree[c * NODE.SIZE + NODE.TOP]!;
    if (g.kind[top] !== CLASS || fieldOf(top, ORDER.ASKED) === 0) return undefined;
    return {
      rank: rankOf.get(fieldOf(top, ORDER.OWN_RANK))!,
      unit: fieldOf(top, ORDER.UNIT) + 1,
      demand: fieldOf(top, ORDER.SHARE),
      offset: 0,
    };
  }

  function shareOf(k: number): number {
    return Math.max(fieldOf(k, ORDER.LEAST_SHARE), fieldOf(k, ORDER.SERVED) + fieldOf(k, ORDER.ASKED));
  }

  function fieldOf(v: number, field: number): number {
    return g.order[v * ORDER.SIZE + field]!;
  }
}

function numbersOf(handles: readonly number[], nodes: number): Int32Array {
  const numbers = new Int32Array(nodes).fill(-1);
  handles.forEach((v, i) => {
    numbers[v] = i;
  });
  return numbers;
}
