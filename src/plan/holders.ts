import type { Compiled } from '../compile/compiled.js';
import { groupedBy } from '../kernel/grouped.js';
import type { Work } from '../kernel/work.js';
import { placeIn } from '../problem/columns.js';
import type { Usage } from './usage.js';

/** At most this many holders are named per requirement. */
export const MAX_HOLDERS = 5;

/** Who holds what candidates of a line could use. */
export interface Held {
  /** Arcs in use by others below the full caps in the way: the first {@link MAX_HOLDERS}, best rank first. */
  readonly arcs: readonly number[];
  /** How many such arcs there are. */
  readonly count: number;
  /** What the caps in the way hold together. */
  readonly capacity: number;
  /** The last line among them in the order of lines, so of the worst rank, and one that shares, not one that is met whole, if there is any; −1 if there is none. */
  readonly worst: number;
}

/**
 * Answers, for candidates `from … to − 1` of one line, who holds what they could use. A cap is in the way if it is the lowest full one above an
 * arc of a candidate that could still take more, and not what an offer may give one need: that is a bound of the need's own.
 *
 * Lines are sorted by rank and arcs by line, so arcs in ascending order come best rank first. Building costs
 * O(arcs × depth of the caps); asking about all lines together costs no more.
 */
export function* holdersIn(
  { problem, caps: refs }: Pick<Compiled, 'problem' | 'caps'>,
  usage: Usage,
): Work<(from: number, to: number) => Held> {
  const { arcStart, head, max, parent, capacity, rank, wholes } = problem;
  const full = (cap: number) => usage.cap[cap]! >= capacity[cap]!;
  // Arcs in use below each full cap.
  const users = yield* groupedBy(parent.length, usage.used, (a, add) => {
    for (let c = head[a]!; c >= 0; c = parent[c]!) if (full(c)) add(c);
  });
  const lineOfArc = (arc: number) => usage.lineOf[usage.candidateOf[arc]!]!;
  const isWhole = (a: number) => wholes!.option[lineOfArc(a)]! >= 0 && wholes!.must[lineOfArc(a)] === 1;
  const sharing =
    wholes &&
    (yield* groupedBy(
      parent.length,
      usage.used.filter((a) => !isWhole(a)),
      (a, add) => {
        for (let c = head[a]!; c >= 0; c = parent[c]!) if (full(c)) add(c);
      },
    ));
  const mark = new Int32Array(parent.length);
  let turn = 0;

  /** The lowest full caps in the way, none below another: so no arc is counted twice. */
  function inTheWay(first: number, end: number): number[] {
    const caps: number[] = [];
    turn++;
    for (let p = first; p < end; p++) {
      if (usage.candidate[p]! >= max[p]!) continue;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        let c = head[a]!;
        while (c >= 0 && !full(c)) c = parent[c]!;
        if (c >= 0 && mark[c] !== turn && !isNeedCap(refs[c])) {
          mark[c] = turn;
          caps.push(c);
        }
      }
    }
    if (caps.length < 2) return caps;
    return caps.filter((cap) => {
      let c = parent[cap]!;
      while (c >= 0 && mark[c] !== turn) c = parent[c]!;
      return c < 0;
    });
  }

  /** Line of the last of some arcs that is not of the candidates `first … end − 1`. */
  function lastBut(list: Int32Array, first: number, end: number): number {
    const last = list.at(-1) ?? -1;
    const other = last < arcStart[end]! ? (list[placeIn(list, arcStart[first]!) - 1] ?? -1) : last;
    return other < 0 ? -1 : lineOfArc(other);
  }

  return (first, end) => {
    const arcs: number[] = [];
    let count = 0;
    let total = 0;
    let worst = -1;
    let shared = -1;
    for (const cap of inTheWay(first, end)) {
      const list = users.of(cap);
      total += capacity[cap]!;
      // Own arcs stand together in every list; one search finds where they begin and end.
      const from = placeIn(list, arcStart[first]!);
      const to = placeIn(list, arcStart[end]!);
      for (let i = 0; i < Math.min(from, MAX_HOLDERS); i++) arcs.push(list[i]!);
      for (let i = to; i < Math.min(list.length, to + MAX_HOLDERS); i++) arcs.push(list[i]!);
      count += list.length - (to - from);
      worst = Math.max(worst, lastBut(list, first, end));
      shared = Math.max(shared, sharing ? lastBut(sharing.of(cap), first, end) : -1);
    }
    if (shared >= 0 && rank[shared] === rank[worst]) worst = shared;
    return { arcs: arcs.sort((a, b) => a - b).slice(0, MAX_HOLDERS), count, capacity: total, worst };
  };
}

/** Whether it bounds what an offer may give one need. */
export function isNeedCap(cap: Compiled['caps'][number] | undefined): boolean {
  return cap?.need !== undefined;
}
