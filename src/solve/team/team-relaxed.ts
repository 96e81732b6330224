import { type LinearProgram, resume, startSaddle } from '../../kernel/linear-program.js';
import type { Multipliers, Relaxation } from '../../proof/team-bound.js';
import { dearestOf } from './team-prices.js';

/** Teams taken in part: the linear relaxation of a goal, on the way to its optimum. */
export type Relaxed = ReturnType<typeof relaxedOf>;

/**
 * The linear program of a goal: lines get what their teams get, offers hold no more than they have, of a choice no more than one, and the ranks
 * before keep what they reached. Every row is scaled to entries of about 1. Bounds are set by {@link confine}.
 */
export function relaxedOf({ problem, goal, settled }: Relaxation) {
  const { rank, ranks, value, choice, lineStart, demand, single, pairStart, offer, cost, use, capacity } = problem;
  const isCost = goal.rank === ranks;
  const columnOfTeam = new Int32Array(value.length).fill(-1);
  const columnOfPair = new Int32Array(offer.length).fill(-1);
  const rowOfLine = new Int32Array(demand.length).fill(-1);
  const rivals = new Int32Array(value.length);
  const dearest = value.reduce((most, v) => Math.max(most, v), 1);
  let rows = 0;
  for (let t = 0; t < value.length; t++) {
    if (settled.team[t] === -1 && !isCost && (rank[t]! > goal.rank || value[t] === 0)) continue;
    columnOfTeam[t] = 0;
    rivals[choice[t]!]!++;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) rowOfLine[l] = rows++;
  }
  const unit = isCost ? dearestOf(problem) : dearest;
  const equations = rows;
  rows += capacity.length;
  const rowOfChoice = rivals.map((count) => (count > 1 ? rows++ : -1));
  const before = rows;
  rows += goal.rank;
  const limit = new Float64Array(rows).fill(1).fill(0, 0, equations);

  const { start, row, entry, profit, enter, close } = openColumns();
  for (let t = 0; t < value.length; t++) {
    if (columnOfTeam[t] === -1) continue;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) {
        const whole = single[l] === 1;
        enter(rowOfLine[l]!, -1);
        const load = whole ? use[p]! : demand[l]!;
        if (load > 0) enter(equations + offer[p]!, load / capacity[offer[p]!]!);
        columnOfPair[p] = close(isCost ? (-cost[p]! * demand[l]!) / unit : 0);
      }
    }
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) enter(rowOfLine[l]!, 1);
    if (rowOfChoice[choice[t]!]! >= 0) enter(rowOfChoice[choice[t]!]!, 1);
    if (rank[t]! < goal.rank && value[t]! > 0) enter(before + rank[t]!, -value[t]! / dearest);
    columnOfTeam[t] = close(rank[t] === goal.rank ? value[t]! / unit : 0);
  }
  const program: LinearProgram = {
    start: Int32Array.from(start),
    row: Int32Array.from(row),
    entry: Float64Array.from(entry),
    profit: Float64Array.from(profit),
    least: new Float64Array(profit.length),
    most: new Float64Array(profit.length),
    limit,
    equations,
  };
  const saddle = startSaddle(program);
  const { price } = saddle;
  return {
    saddle,
    /** Column of a team, −1 where it cannot count; and of a pair, whose unit is the whole line. */
    columnOfTeam,
    columnOfPair,
    /** The first row of the ranks before, and the unit of their limits. */
    before,
    dearest,
    /** What a unit of every offer is worth, in cost. */
    roomPrices: () => capacity.map((units, o) => (unit * Math.max(0, price[equations + o]!)) / Math.max(1, units)),
    /** Prices as they stand. */
    prices: (): Multipliers => ({
      line: demand.map((units, l) =>
        rowOfLine[l]! < 0 ? 0 : (goal.scale * unit * price[rowOfLine[l]!]!) / (single[l] === 1 ? 1 : units),
      ),
      rank: Float64Array.from(goal.reached, (_, j) => (goal.scale * unit * Math.max(0, price[before + j]!)) / dearest),
    }),
  };
}

/** Columns of a program, written one after the other. */
function openColumns() {
  const columns = { start: [0], row: [] as number[], entry: [] as number[], profit: [] as number[] };
  return {
    ...columns,
    enter(row: number, x: number): void {
      columns.row.push(row);
      columns.entry.push(x);
    },
    /** Ends a column; gives its number. */
    close(gain: number): number {
      columns.start.push(columns.row.length);
      return columns.profit.push(gain) - 1;
    },
  };
}

/** Goes on, from where it stands, with what is settled and reached now. */
export function confine(relaxed: Relaxed, { problem, goal, settled }: Relaxation): void {
  const { saddle, columnOfTeam, columnOfPair, before, dearest } = relaxed;
  const { lineOf, max, demand, single } = problem;
  const { least, most, limit } = saddle.program;
  goal.reached.forEach((value, j) => {
    limit[before + j] = -value / dearest;
  });
  columnOfTeam.forEach((j, t) => {
    if (j < 0) return;
    least[j] = settled.team[t] === 1 ? 1 : 0;
    most[j] = settled.team[t] === 0 ? 0 : 1;
  });
  columnOfPair.forEach((j, p) => {
    if (j < 0) return;
    least[j] = settled.pair[p] === 1 ? 1 : 0;
    most[j] = settled.pair[p] === 0 ? 0 : single[lineOf[p]!] === 1 ? 1 : max[p]! / demand[lineOf[p]!]!;
  });
  resume(saddle);
}
