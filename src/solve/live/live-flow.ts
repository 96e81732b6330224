import { LinkageError } from '../../errors/linkage-error.js';
import * as ARC from '../../kernel/arc.js';
import { LINE, release } from '../../kernel/live-graph.js';
import { pivotAll } from '../../kernel/live-simplex.js';
import { replant } from '../../kernel/live-start.js';
import * as NODE from '../../kernel/node.js';
import type { Level, Problem } from '../../problem/problem.js';
import { faultOfLive } from '../../proof/live-check.js';
import {
  candidatesOf,
  demandOf,
  emptyState,
  flowOf,
  headOf,
  isJoint,
  type LiveState,
  placeUnits,
  pricedArcs,
  supplyOf,
  tailOf,
  unitsOf,
  withdraw,
} from './live-changes.js';
import { type LiveOrder, pricesOf, snapshotOf } from './live-snapshot.js';

/** Pivots per node and arc in one settlement after which it starts from nothing. */
const PATIENCE = 20;

/** Looks at a node or arc, on average, after which a loaded flow cannot be a best one. */
const ROUNDS = 50;

/**
 * A live flow of a problem without pins and wholes, whose promises count 1 each and whose load is in quarters, to be settled; with the handles of what has a
 * number in it. Where the given flow is best, it takes about as long as reading it, and `settle` finds nothing
 * to do; any other flow is made best by that, which may take long.
 *
 * @param units of a possible flow, per arc, best that of `solve`
 */
export function loadLiveFlow(problem: Problem, levels: readonly Level[], units: Float64Array) {
  const s = emptyState(levels);
  const flow = flowOn(s, levels);
  const { demand, rank, group, candidateStart, arcStart, head, cost, max, previous, capacity, parent, load, portions } =
    problem;
  const groups: number[] = [];
  group.forEach((k, n) => {
    groups[k] ??= flow.addGroup(rank[n]!, {
      share: problem.share?.[k],
      served: problem.served?.[k],
      portion: portions?.ofGroup[k],
    });
  });
  const caps: number[] = [];
  for (let c = 0; c < capacity.length; c++) {
    const own = load && {
      full: load.full[c]!,
      given: load.given[c]!,
      fine: load.fine?.[c],
      portion: portions?.ofCap[c],
    };
    caps.push(flow.addCap(capacity[c]!, parent[c]! < 0 ? -1 : caps[parent[c]!]!, own));
  }
  const lines: number[] = [];
  const candidates: number[] = [];
  for (let n = 0; n < demand.length; n++) {
    const line = flow.addLine(groups[group[n]!]!, demand[n]!);
    lines.push(line);
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const [from, to] = [arcStart[p]!, arcStart[p + 1]!];
      const heads = Array.from(head.subarray(from, to), (c) => caps[c]!);
      const added = flow.addCandidate(line, { cost: cost[p]!, max: max[p]!, previous: previous[p]!, heads });
      candidates.push(added);
      placeUnits(s, added, Array.from(units.subarray(from, to)));
    }
  }
  if (!replant(s.g, ROUNDS * (s.g.nodes + s.g.arcs))) startAnew(s);
  return { flow, groups, lines, caps, candidates };
}

/**
 * A best flow that is kept best while its problem changes: the fields of {@link Problem} one by one instead of as columns. Groups, lines, caps and candidates
 * have handles, small integers that are given out again after they were removed and the flow was settled. Quantities are integers as there, a
 * capacity or `max` may be ∞ for unlimited; the caller holds sums and costs to the bounds of `Problem`. Adding, changing and removing moves no unit but those
 * that lose their place, which are unmet until the next `settle`, and costs about as much as the arcs it is about.
 */
export type LiveFlow = ReturnType<typeof flowOn>;

/**
 * A live flow of what is there already; `kernel/live-simplex.ts` says how it works.
 *
 * @param patience pivots per node and arc in one settlement after which it starts from nothing
 */
export function flowOn(s: LiveState, levels: readonly Level[], patience = PATIENCE) {
  const { g } = s;
  return {
    ...demandOf(s),
    ...supplyOf(s),
    /**
     * Makes the flow best by all levels. Gives the candidates whose units are not what they were after the last time, ascending, without those removed.
     *
     * @throws LinkageError `SELF_CHECK_FAILED` where what was touched does not prove itself
     */
    settle(): { readonly changed: readonly number[]; readonly pivots: number } {
      const most = patience * (g.nodes + g.arcs);
      let pivots = pivotAll(g, most);
      if (pivots < 0) {
        startAnew(s);
        pivots = most + pivotAll(g, Number.POSITIVE_INFINITY);
      }
      const fault = faultOfLive(g);
      if (fault) throw new LinkageError('SELF_CHECK_FAILED', `A live plan did not pass its own check: ${fault}`);
      const changed = changesOf(s);
      release(g);
      for (const p of s.gone.splice(0).reverse()) s.free.push(p);
      return { changed, pivots };
    },
    /** Units at the i-th head of a candidate. */
    units: (p: number, i: number) => (isJoint(s, p) ? flowOf(s, pricedArcs(s, p)[i]!) : unitsOf(s, p)),
    /** Served units of a line. */
    served: (n: number) => g.order[n * NODE.ORDER + NODE.ASKED]! - flowOf(s, g.own[n]!),
    /** Prices of caps, which prove the flow where it is settled. O(caps log caps). */
    prices: (caps: readonly number[]) => pricesOf(s, caps),
    /** The whole in the caller's order, with its prices. O(size). */
    snapshot: (order: LiveOrder) => snapshotOf(s, levels, order),
  };
}

/** Takes all units away: from there the pivots always come to an end. */
function startAnew(s: LiveState): void {
  const { g } = s;
  for (let n = 1; n < g.nodes; n++) {
    if (g.kind[n] !== LINE) continue;
    for (const p of candidatesOf(s, n)) withdraw(s, p, Number.POSITIVE_INFINITY);
  }
  replant(g);
}

/** Candidates whose units differ from what they were. */
function changesOf(s: LiveState): number[] {
  const { g } = s;
  const found = new Set<number>();
  const difference = new Map<number, number>();
  g.moved.forEach((a, i) => {
    const p = g.link[a * ARC.LINK + ARC.OWNER]!;
    const by = flowOf(s, a) - g.before[i]!;
    if (p < 0 || by === 0) return;
    if (!isJoint(s, p)) difference.set(p, (difference.get(p) ?? 0) + by);
    else if (tailOf(s, a) === headOf(s, s.plain[p]!)) found.add(p);
  });
  for (const [p, by] of difference) if (by !== 0) found.add(p);
  return [...found].sort((a, b) => a - b);
}
