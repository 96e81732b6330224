import { addRow, emptyTableau, moveBounds, priceOfRow, settleTableau, valueAt } from '../../kernel/dual-simplex.js';
import { groupsBy } from '../../kernel/maps.js';
import type { Stoppable } from '../../kernel/work.js';
import type { TeamProblem } from '../../problem/team-problem.js';
import type { Multipliers, Relaxation } from '../../proof/team-bound.js';
import { emptyBoard, serveUnits } from './team-board.js';
import { noMultipliers } from './team-prices.js';

/** What lines take at least of a set of offers, and what it holds. */
interface Row {
  readonly takes: readonly { readonly line: number; readonly units: number }[];
  readonly holds: number;
}

/** Less than this, or all but this, is not in part; pivots after one is settled, at most. */
const PART = 1e-6;
const DEEP = 200;
/** By so much a row is broken, at least. */
const BROKEN = 1e-5;

/** The sets of offers that were found to bind, which they do for every goal, and a board on which parts of teams are placed. */
export type FoundRows = ReturnType<typeof noRows>;

export function noRows(problem: TeamProblem) {
  const { demand, single, max, pairStart, use, lineOf, capacity } = problem;
  // A single line in parts takes what its least pair takes of all of it.
  const least = (l: number) => use.subarray(pairStart[l], pairStart[l + 1]).reduce((a, b) => Math.min(a, b), 2 ** 30);
  const units = demand.map((asked, l) => (single[l] === 1 ? least(l) : asked));
  let all = 1;
  for (const asked of units) all += asked;
  for (const held of capacity) all += held;
  /** Parts of teams are placed in such fractions of a unit. */
  const fine = 2 ** Math.min(20, Math.floor(51 - Math.log2(all)));
  const board = emptyBoard(
    {
      ...problem,
      demand: new Float64Array(demand.length),
      single: new Uint8Array(demand.length),
      max: new Float64Array(max.length),
      capacity: capacity.map((held) => Math.floor(held * fine)),
    },
    () => 0,
  );
  return {
    problem,
    fine,
    units,
    most: max.map((m, p) => Math.min(m, units[lineOf[p]!]!)),
    rows: [] as Row[],
    known: new Set<string>(),
    board,
  };
}

/** The linear relaxation of a goal of value. */
export type TeamRows = ReturnType<typeof teamRows>;

/**
 * The linear program of a goal over teams alone. That the lines of what is taken can be served is said by rows: a set of offers holds what lines that have
 * too little elsewhere take of it (Hall 1935; Gale 1957). There are exponentially many; those that a solution breaks are found as it goes (Benders 1962).
 */
export function teamRows({ problem, goal }: Relaxation, found: FoundRows) {
  const { rank, value, choice } = problem;
  const teams = Array.from(value.keys()).filter((t) => rank[t]! <= goal.rank && value[t]! > 0);
  const columnOf = new Int32Array(value.length).fill(-1);
  teams.forEach((t, j) => {
    columnOf[t] = j;
  });
  const tableau = emptyTableau(teams.map((t) => (rank[t] === goal.rank ? value[t]! : 0)));
  goal.reached.forEach((reached, r) => {
    const own = teams.filter((t) => rank[t] === r);
    addRow(
      tableau,
      own.map((t) => [columnOf[t]!, -value[t]!] as const),
      -reached,
    );
  });
  for (const own of groupsBy(teams, (t) => [choice[t]!]).values()) {
    if (own.length > 1)
      addRow(
        tableau,
        own.map((t) => [columnOf[t]!, 1] as const),
        1,
      );
  }
  return { tableau, columnOf, found, first: tableau.row.length, had: 0 };
}

/** Goes on with what is settled now. */
export function confineRows({ tableau, columnOf }: TeamRows, { status }: Relaxation): void {
  columnOf.forEach((j, t) => {
    if (j >= 0) moveBounds(tableau, j, status[t] === 1 ? 1 : 0, status[t] === 0 ? 0 : 1);
  });
}

/** Some pivots towards the optimum, then more rows; tells whether there is nothing left to do. */
export function advanceRows(rows: TeamRows, pivots: number): boolean {
  const { tableau, columnOf, found, had } = rows;
  const { teamOf } = found.problem;
  if (had === found.rows.length) {
    if (settleTableau(tableau, pivots) === undefined) return false;
    findRows(rows);
    if (had === found.rows.length) return true;
  }
  for (const { takes, holds } of found.rows.slice(had)) {
    const own = takes.filter(({ line }) => columnOf[teamOf[line]!]! >= 0);
    addRow(
      tableau,
      own.map(({ line, units }) => [columnOf[teamOf[line]!]!, units] as const),
      holds,
    );
  }
  rows.had = found.rows.length;
  return false;
}

/**
 * From the optimum to a plan that takes nothing in part: what is taken most nearly whole is settled, whole if that can be, again and again. What is settled
 * stays so until {@link confineRows}.
 */
export function* dive({ tableau }: TeamRows): Stoppable<void> {
  const isOpen = tableau.most.map((most, j) => j < tableau.columns && tableau.least[j] !== most);
  for (;;) {
    let column = -1;
    let part = PART;
    for (let j = 0; j < tableau.columns; j++) {
      const own = isOpen[j] ? valueAt(tableau, j) : 0;
      if (own <= part || own > 1 - PART) continue;
      part = own;
      column = j;
    }
    if (column < 0) return;
    isOpen[column] = false;
    for (const side of [1, 0]) {
      moveBounds(tableau, column, side, side);
      const { pivots } = tableau;
      const fits = settleTableau(tableau, DEEP);
      if (yield (1 + tableau.pivots - pivots) * tableau.columns) return;
      if (fits) break;
    }
  }
}

export function partTaken({ tableau, columnOf }: TeamRows, t: number): number {
  return columnOf[t]! < 0 ? 0 : valueAt(tableau, columnOf[t]!);
}

/** What lines and ranks are worth. */
export function pricesOfRows({ tableau, found, first, had }: TeamRows, relaxation: Relaxation): Multipliers {
  const { scale } = relaxation.goal;
  const { single } = found.problem;
  const { line, rank } = noMultipliers(relaxation);
  found.rows.slice(0, had).forEach(({ takes }, i) => {
    const price = scale * priceOfRow(tableau, first + i);
    if (price > 0) for (const { line: l, units } of takes) line[l]! += single[l] === 1 ? price * units : price;
  });
  return { line, rank: rank.map((_, r) => scale * priceOfRow(tableau, r)) };
}

/** Places what is taken in part as far as can be; each part of the offers that are full then, and of which more is asked, is a row that is broken. */
function findRows(rows: TeamRows): void {
  const { found } = rows;
  const { board, fine, units, most, problem } = found;
  const { teamOf, pairStart, lineOf, offer, capacity } = problem;
  const part = Float64Array.from(problem.value, (_, t) => Math.min(1, Math.max(0, partTaken(rows, t))));
  const { demand, max } = board.problem;
  for (let l = 0; l < demand.length; l++) demand[l] = Math.round(fine * part[teamOf[l]!]! * units[l]!);
  for (let p = 0; p < max.length; p++) max[p] = Math.ceil(fine * part[teamOf[lineOf[p]!]!]! * most[p]!);
  board.quantity.fill(0);
  board.room.set(board.problem.capacity);
  board.isFull.fill(0);
  board.full.length = board.log.length = 0;
  for (let l = 0; l < demand.length; l++) {
    if (demand[l]! > 0) serveUnits(board, l);
    board.log.length = 0;
  }
  /** Offers that lines which have no others share, as trees. */
  const above = Int32Array.from(capacity.keys());
  const top = (o: number): number => {
    let at = o;
    while (above[at] !== at) at = above[at] = above[above[at]!]!;
    return at;
  };
  for (let l = 0; l < demand.length; l++) {
    const own = Array.from({ length: pairStart[l + 1]! - pairStart[l]! }, (_, i) => pairStart[l]! + i);
    const elsewhere = own.reduce((sum, p) => sum + (board.isFull[offer[p]!] === 1 ? 0 : max[p]!), 0);
    if (elsewhere >= demand[l]!) continue;
    const [first, ...others] = own.filter((p) => board.isFull[offer[p]!] === 1);
    for (const p of others) above[top(offer[p]!)] = top(offer[first!]!);
  }
  const sets = groupsBy(board.full, (o) => [top(o)]);
  for (const set of sets.values()) {
    const row = rowOf(found, new Set(set));
    let over = -row.holds;
    for (const { line, units: each } of row.takes) over += each * part[teamOf[line]!]!;
    const name = set.sort((a, b) => a - b).join();
    if (over <= BROKEN || found.known.has(name)) continue;
    found.known.add(name);
    found.rows.push(row);
  }
}

function rowOf({ problem, units, most }: FoundRows, set: ReadonlySet<number>): Row {
  const { single, pairStart, offer, offerStart, pairAt, lineOf, capacity } = problem;
  let holds = 0;
  const lines = new Set<number>();
  for (const o of set) {
    holds += capacity[o]!;
    for (let i = offerStart[o]!; i < offerStart[o + 1]!; i++) lines.add(lineOf[pairAt[i]!]!);
  }
  const takes: Row['takes'][number][] = [];
  for (const line of lines) {
    let left = units[line]!;
    for (let p = pairStart[line]!; p < pairStart[line + 1]! && left > 0; p++) {
      if (!set.has(offer[p]!)) left = single[line] === 1 ? 0 : left - most[p]!;
    }
    if (left > 0) takes.push({ line, units: left });
  }
  return { takes, holds };
}
