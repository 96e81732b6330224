import type { TeamProblem } from '../../problem/team-problem.js';

/**
 * A plan in the making: teams are taken and dropped one by one, and what is taken can be moved to make room.
 *
 * A plain line that finds no room looks for an augmenting path (Ford & Fulkerson 1956): a unit of another line moves from a full offer to one
 * with room, over as many lines as it takes within a reach. A single line that finds none moves such units away from one offer. Single lines
 * stay where they are put.
 */
export type Board = ReturnType<typeof emptyBoard>;

/** @param worth how gladly a line is served by a pair */
export function emptyBoard(problem: TeamProblem, worth: (pair: number) => number) {
  const { value, demand, pairStart, offer, capacity } = problem;
  const tries = Int32Array.from(offer.keys());
  for (let l = 0; l < demand.length; l++) {
    tries.subarray(pairStart[l]!, pairStart[l + 1]!).sort((a, b) => worth(b) - worth(a) || a - b);
  }
  return {
    problem: { ...problem, single: problem.single.slice() },
    taken: new Uint8Array(value.length),
    quantity: new Float64Array(offer.length),
    room: capacity.slice(),
    /** Teams taken of each choice. */
    chosen: new Uint8Array(value.length),
    /** Pairs in the order in which a line should try them, by line. */
    tries,
    /** What was changed since the mark, in pairs of (pair, units before). */
    log: [] as number[],
    /** Offers that a search may look at. */
    reach: Number.POSITIVE_INFINITY,
    /** Offers that are looked at for single lines that can go elsewhere, where nothing else helps. */
    bold: 0,
    /** 1: from this offer no unit can go anywhere, as a search has shown; and those offers, in the order in which they were found to be. */
    isFull: new Uint8Array(capacity.length),
    full: [] as number[],
    /** How often all of them were taken for open again. */
    opened: 0,
    seen: new Int32Array(capacity.length),
    /** Of an offer that a search has seen: the pair that would serve more by it, and the pair that would serve less for that, −1 for none. */
    cameBy: new Int32Array(capacity.length),
    gives: new Int32Array(capacity.length),
    queue: new Int32Array(capacity.length),
    search: 0,
  };
}

/** Takes a team if all its lines can be served; tells whether. What was moved for it stays moved only then. */
export function take(board: Board, team: number): boolean {
  const { problem, taken, chosen } = board;
  const { choice, lineStart, single } = problem;
  if (taken[team] === 1) return true;
  if (chosen[choice[team]!] === 1) return false;
  const before = markOf(board);
  // Single lines first: they are harder to place.
  for (const turn of [1, 0]) {
    for (let l = lineStart[team]!; l < lineStart[team + 1]!; l++) {
      if (single[l] !== turn || (turn === 1 ? placeWhole(board, l) : serveUnits(board, l))) continue;
      takeBackTeam(board, before);
      return false;
    }
  }
  taken[team] = chosen[choice[team]!] = 1;
  return true;
}

export function drop(board: Board, team: number): void {
  const { problem, taken, chosen, quantity } = board;
  const { choice, lineStart, pairStart } = problem;
  if (taken[team] === 0) return;
  taken[team] = chosen[choice[team]!] = 0;
  for (let p = pairStart[lineStart[team]!]!; p < pairStart[lineStart[team + 1]!]!; p++) {
    if (quantity[p]! > 0) put(board, p, 0);
  }
  reopen(board, 0);
}

/** A moment to go back to. */
export function markOf({ log, full, opened }: Board) {
  return { log: log.length, full: full.length, opened };
}

/** Undoes all that was done since the mark, units only. */
export function takeBackTeam(board: Board, mark: ReturnType<typeof markOf>): void {
  const { log } = board;
  // What was found full while nothing was placed is full still.
  if (log.length === mark.log) return;
  while (log.length > mark.log) {
    const units = log.pop()!;
    const pair = log.pop()!;
    move(board, pair, units);
  }
  reopen(board, mark.opened === board.opened ? mark.full : 0);
}

function reopen(board: Board, count: number): void {
  const { isFull, full } = board;
  if (count === 0) board.opened++;
  while (full.length > count) isFull[full.pop()!] = 0;
}

function put(board: Board, pair: number, units: number): void {
  board.log.push(pair, board.quantity[pair]!);
  move(board, pair, units);
}

function move({ problem, quantity, room }: Board, pair: number, units: number): void {
  const { lineOf, single, offer, use } = problem;
  const before = quantity[pair]!;
  const load = (x: number) => (single[lineOf[pair]!] === 1 ? (x > 0 ? use[pair]! : 0) : x);
  room[offer[pair]!]! += load(before) - load(units);
  quantity[pair] = units;
}

function placeWhole(board: Board, l: number): boolean {
  const { demand, pairStart, offer, use } = board.problem;
  const { tries, room } = board;
  for (let i = pairStart[l]!; i < pairStart[l + 1]!; i++) {
    const p = tries[i]!;
    if (use[p]! > room[offer[p]!]!) continue;
    put(board, p, demand[l]!);
    return true;
  }
  const place = (i: number) => {
    const before = markOf(board);
    put(board, tries[i]!, demand[l]!);
    if (relieve(board, offer[tries[i]!]!)) return 1;
    takeBackTeam(board, before);
    return 0;
  };
  for (let i = pairStart[l]!; i < pairStart[l + 1]!; i++) if (place(i) > 0) return true;
  for (let i = pairStart[l]!; i < pairStart[l + 1]! && board.bold > 0; i++) {
    if (vacate(board, offer[tries[i]!]!, () => place(i)) > 0) return true;
  }
  return false;
}

/** Puts a single line that was served in parts with one of its offers, from which units of plain lines move; tells whether they could. */
export function bundle(board: Board, l: number): boolean {
  const { demand, single, pairStart, offer } = board.problem;
  const { quantity } = board;
  const own = Array.from({ length: pairStart[l + 1]! - pairStart[l]! }, (_, i) => pairStart[l]! + i);
  for (const p of own.sort((a, b) => quantity[b]! - quantity[a]! || a - b)) {
    const before = markOf(board);
    for (const q of own) if (quantity[q]! > 0) put(board, q, 0);
    put(board, p, demand[l]!);
    reopen(board, 0);
    single[l] = 1;
    if (relieve(board, offer[p]!)) return true;
    single[l] = 0;
    takeBackTeam(board, before);
  }
  return false;
}

/** Moves a single line from an offer to another, and what must go from there, so that something can be done; gives what was. */
function vacate(board: Board, o: number, doing: () => number): number {
  const { lineOf, demand, single, pairStart, offer, use, offerStart, pairAt } = board.problem;
  const { room, quantity, isFull } = board;
  for (let i = offerStart[o]!; i < offerStart[o + 1]!; i++) {
    const p = pairAt[i]!;
    const l = lineOf[p]!;
    if (single[l] === 0 || quantity[p] === 0 || use[p] === 0) continue;
    for (let q = pairStart[l]!; q < pairStart[l + 1]!; q++) {
      if (q === p || (use[q]! > room[offer[q]!]! && isFull[offer[q]!] === 1)) continue;
      const before = markOf(board);
      put(board, p, 0);
      put(board, q, demand[l]!);
      reopen(board, 0);
      const done = relieve(board, offer[q]!) ? doing() : 0;
      if (done > 0) return done;
      takeBackTeam(board, before);
    }
  }
  return 0;
}

/** Moves units of plain lines away from an offer that gives more than it has; tells whether enough could go. */
function relieve(board: Board, o: number): boolean {
  const { lineOf, single, offerStart, pairAt } = board.problem;
  const { room, quantity } = board;
  let movable = room[o]!;
  for (let i = offerStart[o]!; i < offerStart[o + 1]!; i++) {
    if (single[lineOf[pairAt[i]!]!] === 0) movable += quantity[pairAt[i]!]!;
  }
  if (movable < 0) return false;
  for (let i = offerStart[o]!; i < offerStart[o + 1]! && room[o]! < 0; i++) {
    const p = pairAt[i]!;
    if (single[lineOf[p]!] === 1 || quantity[p] === 0) continue;
    let left = Math.min(quantity[p]!, -room[o]!);
    put(board, p, quantity[p]! - left);
    for (let units = left; left > 0 && units > 0; left -= units) units = makeRoom(board, lineOf[p]!, left);
    if (left > 0) put(board, p, quantity[p]! + left);
  }
  return room[o]! >= 0;
}

export function serveUnits(board: Board, l: number): boolean {
  const { demand, pairStart, offer, max } = board.problem;
  const { tries, room, quantity } = board;
  let left = demand[l]!;
  for (let i = pairStart[l]!; i < pairStart[l + 1]! && left > 0; i++) {
    const p = tries[i]!;
    const units = Math.min(left, max[p]! - quantity[p]!, room[offer[p]!]!);
    if (units <= 0) continue;
    put(board, p, quantity[p]! + units);
    left -= units;
  }
  while (left > 0) {
    const units = makeRoom(board, l, left) || (board.bold > 0 ? makeRoom(board, l, left, board.bold) : 0);
    if (units === 0) return false;
    left -= units;
  }
  return true;
}

/**
 * Serves up to `most` units of a line over an augmenting path; gives how many. Breadth first, so by as few moves as can be.
 *
 * @param bold offers to look at, if it may also end where a single line can make way
 */
function makeRoom(board: Board, line: number, most: number, bold = 0): number {
  const { problem, room, quantity, isFull, full, seen, cameBy, gives, queue } = board;
  const { pairStart, lineOf, offer, max, single, offerStart, pairAt } = problem;
  const search = ++board.search;
  let count = 0;
  const reach = (l: number, from: number) => {
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) {
      const o = offer[p]!;
      if (seen[o] === search || (bold === 0 && isFull[o] === 1) || quantity[p]! >= max[p]!) continue;
      seen[o] = search;
      cameBy[o] = p;
      gives[o] = from;
      queue[count++] = o;
    }
  };
  reach(line, -1);
  for (let done = 0; done < count; done++) {
    if (done >= (bold || board.reach)) {
      if (bold === 0) return 0;
      break;
    }
    const o = queue[done]!;
    if (room[o]! > 0) return shift(board, o, most);
    for (let i = offerStart[o]!; i < offerStart[o + 1]!; i++) {
      const p = pairAt[i]!;
      if (quantity[p]! > 0 && single[lineOf[p]!] === 0) reach(lineOf[p]!, p);
    }
  }
  if (bold > 0) {
    for (const o of queue.slice(0, Math.min(count, bold))) {
      const units = vacate(board, o, () => makeRoom(board, line, most));
      if (units > 0) return units;
    }
    return 0;
  }
  for (let i = 0; i < count; i++) {
    isFull[queue[i]!] = 1;
    full.push(queue[i]!);
  }
  return 0;
}

/** Moves units along the path that ended at an offer with room. */
function shift(board: Board, end: number, most: number): number {
  const { problem, room, quantity, cameBy, gives } = board;
  const { offer, max } = problem;
  let units = Math.min(most, room[end]!);
  for (let o = end; ; o = offer[gives[o]!]!) {
    units = Math.min(units, max[cameBy[o]!]! - quantity[cameBy[o]!]!);
    if (gives[o]! < 0) break;
    units = Math.min(units, quantity[gives[o]!]!);
  }
  for (let o = end; ; ) {
    const from = gives[o]!;
    put(board, cameBy[o]!, quantity[cameBy[o]!]! + units);
    if (from < 0) return units;
    put(board, from, quantity[from]! - units);
    o = offer[from]!;
  }
}
