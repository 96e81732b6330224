import { LinkageError } from '../../errors/linkage-error.js';
import { compareMarks, distinctMarks, indexOfMark, type Mark } from '../../kernel/ordinal.js';
import { finish } from '../../kernel/work.js';
import { ownersOf } from '../../problem/columns.js';
import { liveCaps } from '../../problem/components.js';
import { CAPACITY_THAT_DOES_NOT_EXIST } from '../../problem/open-prices.js';
import type { Level, Prices, Problem, Solution } from '../../problem/problem.js';
import { checkFlow } from '../../proof/flow-check.js';
import { classesOf } from '../classes.js';
import { componentGraph, emptySpace, sourceColumns } from '../component-graph.js';
import { firstTree, joinsOf } from '../first-tree.js';
import { bestFit } from '../fit.js';
import { pricesOfFits } from '../prices.js';
import { demandOf, supplyOf } from './live-changes.js';
import { columnsNow, columnsOf, refresh } from './live-columns.js';
import { emptyState, type LiveColumns, type LiveState, setOf, takeApart } from './live-state.js';

/**
 * A live flow of a problem without pins and wholes, whose promises count 1 each and whose load is in quarters, to be settled; with the handles of what has a
 * number in it.
 *
 * @param units of a possible flow, per arc, best that of `solve`
 */
export function loadLiveFlow(problem: Problem, levels: readonly Level[], units: Float64Array) {
  const s = emptyState(levels);
  const flow = flowOn(s);
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
      for (let a = from; a < to; a++) {
        s.units[s.candidate.from[added]! + a - from] = units[a]!;
        if (units[a]! > 0) s.changed.add(added);
      }
    }
  }
  return { flow, groups, lines, caps, candidates };
}

/**
 * A best flow that is kept best while its problem changes: the fields of {@link Problem} one by one instead of as columns. Groups, lines, caps and candidates
 * have handles, small integers that are given out again after they were removed and the flow was settled. Quantities are integers as there, a
 * capacity or `max` may be ∞ for unlimited; the caller holds sums and costs to the bounds of `Problem`. Nothing moves until the next `settle`.
 *
 * To settle, every part that has changed is solved as it is from nothing (`best-flow.ts`), but from the flow and the tree that were best before: units that lost their
 * place are unmet, and few pivots are left to do. O(arcs of the part) besides those.
 */
export type LiveFlow = ReturnType<typeof flowOn>;

/** A live flow of what is there already. */
export function flowOn(s: LiveState) {
  return {
    ...demandOf(s),
    ...supplyOf(s),
    /**
     * Makes the flow best by all levels. Gives the candidates whose units are not what they were after the last time, ascending, without those removed.
     *
     * @throws LinkageError `SELF_CHECK_FAILED` where a part does not prove itself
     */
    settle(): { readonly changed: readonly number[]; readonly pivots: number } {
      let pivots = 0;
      for (const set of s.dirty) {
        const part = s.parts[set]!;
        s.dirty.delete(set);
        if (part.columns && part.removed > part.lines.length / 4 + 16) takeApart(s, part, set);
        else pivots += settlePart(s, columnsNow(s, part, set));
      }
      for (const of of [s.group, s.line, s.cap, s.candidate]) of.release();
      const changed = [...s.changed].sort((a, b) => a - b);
      s.changed.clear();
      return { changed, pivots };
    },
    /** Units at the i-th head of a candidate. */
    units: (p: number, i: number) => s.units[s.candidate.from[p]! + i]!,
    /** Served units of a line. */
    served: (n: number) => s.line.candidates[n]!.reduce((sum, p) => sum + unitsOf(s, p), 0),
    /** Prices of caps, which prove the flow where it is settled. O(caps log caps). */
    prices: (caps: readonly number[]) => pricesOf(s, caps),
    /** The whole in the caller's order, with its prices. O(size). */
    snapshot: (order: LiveOrder) => snapshotOf(s, order),
  };
}

function unitsOf(s: LiveState, p: number): number {
  let units = 0;
  for (let i = 0; i < s.candidate.count[p]!; i++) units += s.units[s.candidate.from[p]! + i]!;
  return units;
}

/** Makes a part best and proves it; notes the candidates that changed. Gives the pivots. */
function settlePart(s: LiveState, columns: LiveColumns): number {
  refresh(s, columns);
  const { problem, candidates, flow } = columns;
  const live = liveCaps(problem);
  const possible = clipped(problem, live, flow);
  const even = s.steps > 0 ? problem.load : undefined;
  const component = {
    lines: Int32Array.from(problem.demand.keys()).filter((n) => problem.demand[n]! > 0),
    caps: Int32Array.from(live.keys()).filter((c) => live[c] === 1),
  };
  const best = new Float64Array(flow.length);
  const fits: Parameters<typeof pricesOfFits>[1][number][] = [];
  if (component.lines.length > 0 && component.caps.length > 0) {
    const classes = s.fair ? classesOf(problem, component.lines) : undefined;
    const isSimple = columns.least.every((units, n) => units > 0 && units >= problem.demand[n]!);
    const space = {
      ...emptySpace(problem, isSimple),
      ...(columns.room ??= sourceColumns(1.2 * flow.length + 2 * problem.demand.length)),
    };
    const isPriced = s.levels.includes('cost');
    const graph = finish(componentGraph(problem, component, live, space, isPriced, classes, even));
    const part = { problem, component, graph, classes };
    const first = firstTree(part, possible, columns.joins);
    const fit = finish(bestFit(problem, component.lines, graph, best, classes, false, first));
    columns.joins = joinsOf(part, fit.settled, first.sources);
    fits.push([component, fit]);
  }
  const prices = finish(pricesOfFits(live, fits, even !== undefined));
  const fault = checkFlow(problem, s.levels, { flow: best, prices }).checks.find(({ ok }) => !ok);
  if (fault) throw new LinkageError('SELF_CHECK_FAILED', `A live plan did not pass its own check: ${fault.detail}`);
  const owners = candidates.length === flow.length ? undefined : ownersOf(problem.arcStart);
  for (let a = 0; a < flow.length; a++) {
    if (best[a] === flow[a]) continue;
    const p = owners ? owners[a]! : a;
    if (s.candidate.count[candidates[p]!] === 0) continue;
    s.changed.add(candidates[p]!);
    s.units[s.candidate.from[candidates[p]!]! + a - problem.arcStart[p]!] = best[a]!;
  }
  Object.assign(columns, { flow: best, prices });
  return fits[0]?.[1].settled.pivots ?? 0;
}

/** The part of a flow that is still possible. O(arcs). */
function clipped(problem: Problem, live: Uint8Array, flow: Float64Array): Float64Array {
  const { demand, candidateStart, arcStart, head, max, capacity, parent } = problem;
  const left = capacity.slice();
  const kept = new Float64Array(flow.length);
  for (let n = 0; n < demand.length; n++) {
    let asked = demand[n]!;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      let bound = max[p]!;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        if (flow[a] === 0 || live[head[a]!] === 0) continue;
        let units = Math.min(flow[a]!, asked, bound);
        for (let c = head[a]!; c >= 0; c = parent[c]!) units = Math.min(units, left[c]!);
        if (units === 0) continue;
        for (let c = head[a]!; c >= 0; c = parent[c]!) left[c]! -= units;
        kept[a] = units;
        asked -= units;
        bound -= units;
      }
    }
  }
  return kept;
}

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

/** The problem that a live flow stands for, and the flow with the prices that prove it. O(size log classes). */
function snapshotOf(
  s: LiveState,
  { lines, caps, candidates, lostPromises = 0 }: LiveOrder,
): { problem: Problem; solution: Solution } {
  const ofLine = new Map<number, number[]>(lines.map((n) => [n, []]));
  for (const p of candidates) ofLine.get(s.candidate.line[p]!)!.push(p);
  const columns = columnsOf(s, [...lines], [...caps], (n) => ofLine.get(n)!);
  refresh(s, columns);
  const { problem, flow, candidates: handles } = columns;
  const { demand, max, previous, capacity } = problem;
  const total = demand.reduce((sum, units) => sum + units, 0);
  capacity.forEach((units, c) => {
    if (units === Number.POSITIVE_INFINITY) capacity[c] = total;
  });
  const owners = ownersOf(problem.candidateStart);
  owners.forEach((n, p) => {
    max[p] = Math.min(max[p]!, demand[n]!);
    previous[p] = s.candidate.previous[handles[p]!]!;
  });
  const prices = pricesOf(s, caps);
  return { problem: { ...problem, lostPromises }, solution: { flow, prices, proved: s.levels } };
}

/** Prices of a settled flow, put on one scale of marks. Ranks are told as the whole numbers them. O(caps log caps + groups). */
function pricesOf(s: LiveState, caps: readonly number[]): Prices {
  const { cap, group } = s;
  const ranks = new Set(group.rank.filter((_, k) => group.lines[k]! > 0));
  const rankOf = new Map([...ranks].sort((a, b) => a - b).map((rank, r) => [rank, r]));
  const column = () => new Float64Array(caps.length);
  const own = { keep: column(), load: column(), cost: column() };
  const found = caps.map((c, i): Mark | undefined => {
    const { prices, ranks: of } = s.parts[setOf(s, cap.part[c]!)]!.columns!;
    const at = cap.at[c]!;
    own.keep[i] = prices!.keep[at]!;
    own.load[i] = prices!.load?.[at] ?? 0;
    own.cost[i] = prices!.cost[at]!;
    const mark = prices!.marks[prices!.position[at]!];
    if (mark === undefined || compareMarks(mark, CAPACITY_THAT_DOES_NOT_EXIST) === 0) return mark;
    return { ...mark, rank: rankOf.get(of[mark.rank]!)! };
  });
  const marks = distinctMarks(found.filter((mark) => mark !== undefined).sort(compareMarks));
  const position = Int32Array.from(found, (mark) => (mark ? indexOfMark(marks, mark) : -1));
  const { load, ...others } = own;
  return { marks, position, ...others, ...(s.steps > 0 && { load }) };
}
