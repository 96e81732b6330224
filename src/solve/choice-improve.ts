import { randomIntegers } from '../kernel/random.js';
import type { Work } from '../kernel/work.js';
import type { TeamedProblem } from '../proof/choice-bound.js';
import { type ChoiceBoard, dropOption, serve, takeBack, takeOption } from './choice-board.js';

/** A team and the options it may be served by, in the order in which they are tried. */
export interface Wanted {
  readonly t: number;
  readonly rank: number;
  readonly options: readonly number[];
}

/** Teams that are dropped at most to try others in their place. */
const NEIGHBOURS = 8;
/** Arcs of the team at hand that are looked at for neighbours. */
const ARCS = 60;
/** By how many places the order is shaken. */
const SHAKE = 60;
/** Rounds without gain, for every team of a rank, after which its search ends; and at most. */
const PATIENCE = { team: 10, most: 2000 };

/** First orders: by value, then by value for what a team asks; teams without value by what they cover. Ties in the order of the teams. */
export function ordersOf(problem: TeamedProblem): Wanted[][] {
  const { teams, demand } = problem;
  const asked = (o: number) => {
    let sum = 1;
    for (let i = teams.lineStart[o]!; i < teams.lineStart[o + 1]!; i++) {
      const n = teams.optionLines[i]!;
      if (teams.must[n] === 1) sum += demand[n]!;
    }
    return sum;
  };
  const wanted = Array.from(teams.rank, (rank, t) => {
    const options = Array.from(
      { length: teams.optionStart[t + 1]! - teams.optionStart[t]! },
      (_, i) => teams.optionStart[t]! + i,
    );
    const least = options.reduce((sum, o) => Math.min(sum, asked(o)), Number.POSITIVE_INFINITY);
    return { t, rank, options, value: teams.value[t]!, density: teams.value[t]! / least };
  });
  return (['value', 'density'] as const).map((by) =>
    wanted.toSorted((a, b) => a.rank - b.rank || b[by] - a[by] || a.t - b.t),
  );
}

/** Rank by rank takes teams in order, then serves as much as can be of what need not be whole. */
export function fillBoard(board: ChoiceBoard, order: readonly Wanted[]): void {
  eachRank(board.problem, order, (own, rank) => {
    for (const wanted of own) take(board, wanted);
    serveRest(board, rank);
  });
}

/**
 * As {@link fillBoard}, with a large-neighbourhood search (Shaw 1998) in every rank: again and again a few of its teams that share capacity are dropped
 * and taken anew in another order; what is no worse stays. Pseudo-random with a fixed seed: the same on every machine.
 */
export function* improveBoard(board: ChoiceBoard, order: readonly Wanted[]): Work<void> {
  const roll = randomIntegers(1);
  const ranks: [Wanted[], number][] = [];
  eachRank(board.problem, order, (own, rank) => ranks.push([own, rank]));
  for (const [own, rank] of ranks) {
    for (const wanted of own) {
      take(board, wanted);
      board.log.length = 0;
    }
    if (!(yield own.length)) yield* shuffle(board, own, roll);
    serveRest(board, rank);
    board.log.length = 0;
  }
}

function eachRank(
  { rank }: TeamedProblem,
  order: readonly Wanted[],
  visit: (own: Wanted[], rank: number) => void,
): void {
  const byRank = new Map<number, Wanted[]>();
  for (const r of rank) if (!byRank.has(r)) byRank.set(r, []);
  for (const wanted of order) byRank.get(wanted.rank)?.push(wanted);
  for (const r of [...byRank.keys()].sort((a, b) => a - b)) visit(byRank.get(r)!, r);
}

function take(board: ChoiceBoard, { t, options }: Wanted): boolean {
  return board.option[t]! >= 0 || options.some((o) => takeOption(board, t, o));
}

/** Lines of a rank that need not be whole, as far as can be. */
function serveRest(board: ChoiceBoard, rank: number): void {
  const { problem, option } = board;
  const { teams } = problem;
  const isTaken = new Set(option);
  for (let n = 0; n < problem.rank.length; n++) {
    const o = teams.option[n]!;
    if (problem.rank[n] === rank && (o < 0 || (teams.must[n] === 0 && isTaken.has(o)))) serve(board, n);
  }
}

/** What taking a team counts: its value or, if no team of the rank has any, what it covers. */
function gains({ teams, demand }: TeamedProblem, own: readonly Wanted[]): (t: number, o: number) => number {
  const valued = own.some(({ t }) => teams.value[t]! > 0);
  return (t, o) => {
    if (o < 0) return 0;
    if (valued) return teams.value[t]!;
    let sum = 0;
    for (let i = teams.lineStart[o]!; i < teams.lineStart[o + 1]!; i++) {
      const n = teams.optionLines[i]!;
      if (teams.must[n] === 1) sum += teams.worth[n]! * demand[n]!;
    }
    return sum;
  };
}

function* shuffle(board: ChoiceBoard, own: readonly Wanted[], roll: (sides: number) => number): Work<void> {
  const { problem, option, candidate, log } = board;
  const gainOf = gains(problem, own);
  const place = new Map(own.map((wanted, i) => [wanted.t, i]));
  const most = Math.min(PATIENCE.most, PATIENCE.team * own.length);
  for (let quiet = 0; quiet < most; ) {
    const out = own.filter(({ t }) => option[t]! < 0);
    if (out.length === 0) return;
    for (const first of out) {
      if (option[first.t]! >= 0) continue;
      log.length = 0;
      const near = neighbours(board, first, own, place, roll);
      const before = near.map(({ t }) => ({ o: option[t]!, single: singlesOf(board, option[t]!) }));
      let change = 0;
      for (const { t } of near) {
        change -= gainOf(t, option[t]!);
        dropOption(board, t);
      }
      const turn = new Map(near.map(({ t }) => [t, place.get(t)! + roll(SHAKE)]));
      const again = [first, ...near].sort((a, b) => (turn.get(a.t) ?? -1) - (turn.get(b.t) ?? -1) || a.t - b.t);
      for (const wanted of again) if (take(board, wanted)) change += gainOf(wanted.t, option[wanted.t]!);
      quiet = change > 0 ? 0 : quiet + 1;
      if (change < 0) {
        for (const { t } of again) {
          if (option[t]! < 0) continue;
          for (const [n] of singlesOf(board, option[t]!)) candidate[n] = -1;
          option[t] = -1;
        }
        takeBack(board, 0);
        near.forEach(({ t }, i) => {
          option[t] = before[i]!.o;
          for (const [n, p] of before[i]!.single) candidate[n] = p;
        });
      }
      if (yield 2000) return;
      if (quiet >= most) break;
    }
  }
}

/** The single lines of an option, with their candidates. */
function singlesOf({ problem, candidate }: ChoiceBoard, o: number): [line: number, candidate: number][] {
  const { lineStart, optionLines, single } = problem.teams;
  if (o < 0) return [];
  return Array.from(optionLines.subarray(lineStart[o]!, lineStart[o + 1]!))
    .filter((n) => single[n] === 1)
    .map((n) => [n, candidate[n]!]);
}

/** Teams taken of the same rank that hold what a team could use, some by chance. */
function neighbours(
  { problem, option, flow, lineOf, arcAt, arcsAt }: ChoiceBoard,
  { t, options }: Wanted,
  own: readonly Wanted[],
  place: ReadonlyMap<number, number>,
  roll: (sides: number) => number,
): Wanted[] {
  const { teams, candidateStart, arcStart, head, parent } = problem;
  const arcs: number[] = [];
  for (const o of options) {
    for (let i = teams.lineStart[o]!; i < teams.lineStart[o + 1]!; i++) {
      const n = teams.optionLines[i]!;
      for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++) arcs.push(a);
    }
  }
  const found = new Set<Wanted>();
  for (let tried = 0; tried < Math.min(ARCS, arcs.length) && found.size < NEIGHBOURS; tried++) {
    const a = arcs[arcs.length <= ARCS ? tried : roll(arcs.length)]!;
    for (let c = head[a]!; c >= 0; c = parent[c]!) {
      for (let i = arcAt[c]!; i < arcAt[c + 1]!; i++) {
        const b = arcsAt[i]!;
        const o = flow[b]! > 0 ? teams.option[lineOf[b]!]! : -1;
        const holder = o < 0 ? undefined : holderOf(o);
        if (holder && holder.t !== t && option[holder.t] === o && roll(3) > 0 && found.size < NEIGHBOURS)
          found.add(holder);
      }
    }
  }
  return [...found];

  function holderOf(o: number): Wanted | undefined {
    let low = 0;
    let high = teams.rank.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (teams.optionStart[middle]! <= o) low = middle;
      else high = middle;
    }
    const at = place.get(low);
    return at === undefined ? undefined : own[at];
  }
}
