import { rowsInSteps, type Work } from '../../kernel/work.js';
import { ownersOf } from '../../problem/columns.js';
import { linesOfOption } from '../../problem/part.js';
import type { Choice, ChoiceProblem } from '../../problem/problem.js';

/**
 * A plan in the making: options are taken and dropped one by one, lines are served, and what is served can be moved to make room.
 *
 * A line that finds no room looks for an augmenting path in the residual network of the forest (Ford & Fulkerson 1956): breadth first, so by as few
 * moves as can be. What a line has it keeps, though not by whom; single lines stay where they are put.
 */
export interface ChoiceBoard extends Choice {
  readonly problem: ChoiceProblem;
  readonly flow: Float64Array;
  /** Units per candidate and line, and below every cap. */
  readonly given: Float64Array;
  readonly covered: Float64Array;
  readonly load: Float64Array;
  /** Line and candidate of an arc. */
  readonly lineOf: Int32Array;
  readonly candidateOf: Int32Array;
  /** Arcs into cap c are `arcsAt[arcAt[c]] … arcsAt[arcAt[c + 1] − 1]`, and so the caps right below it. */
  readonly arcAt: Int32Array;
  readonly arcsAt: Int32Array;
  readonly childAt: Int32Array;
  readonly children: Int32Array;
  /** Candidates in the order in which a line should try them. */
  readonly tries: Int32Array;
  /** What was changed, in pairs of (arc, units before). */
  readonly log: number[];
  /** Of a node (lines, then caps): the search that saw it last, the node before it, and the arc between, −1 between caps. */
  readonly seen: Int32Array;
  readonly before: Int32Array;
  readonly by: Int32Array;
  readonly queue: Int32Array;
  search: number;
  /** Arcs looked at. */
  work: number;
}

/** Nodes that a search for an augmenting path sees at most. */
const REACH = 3000;

export function* emptyChoiceBoard(problem: ChoiceProblem): Work<ChoiceBoard> {
  const { demand, candidateStart, cost, arcStart, head, capacity, parent, wholes } = problem;
  const candidateOf = ownersOf(arcStart);
  const lineOfCandidate = ownersOf(candidateStart);
  yield head.length;
  const tries = new Int32Array(cost.length);
  for (let p = 0; p < tries.length; p++) tries[p] = p;
  const lineOf = new Int32Array(head.length);
  for (let a = 0; a < head.length; a++) lineOf[a] = lineOfCandidate[candidateOf[a]!]!;
  yield head.length;
  const nodes = demand.length + capacity.length;
  const [arcAt, arcsAt] = byTarget(head, capacity.length);
  const [childAt, children] = byTarget(parent, capacity.length);
  yield head.length;
  return {
    problem,
    option: new Int32Array(wholes.rank.length).fill(-1),
    candidate: new Int32Array(demand.length).fill(-1),
    flow: new Float64Array(head.length),
    given: new Float64Array(cost.length),
    covered: new Float64Array(demand.length),
    load: new Float64Array(capacity.length),
    lineOf,
    candidateOf,
    arcAt,
    arcsAt,
    childAt,
    children,
    tries,
    log: [],
    seen: new Int32Array(nodes),
    before: new Int32Array(nodes),
    by: new Int32Array(nodes),
    queue: new Int32Array(nodes),
    search: 0,
    work: 0,
  };
}

/** Takes everything off the board. @param worth how gladly a line is served by a candidate */
export function* clearBoard(board: ChoiceBoard, worth: (candidate: number) => number): Work<void> {
  const { option, candidate, flow, given, covered, load, log, tries } = board;
  option.fill(-1);
  candidate.fill(-1);
  for (const column of [flow, given, covered, load]) column.fill(0);
  log.length = 0;
  yield* rowsInSteps(board.problem.candidateStart, (_, from, to) => {
    tries.subarray(from, to).sort((a, b) => worth(b) - worth(a) || a - b);
  });
}

function byTarget(target: Int32Array, count: number): [start: Int32Array, entries: Int32Array] {
  const start = new Int32Array(count + 1);
  for (const c of target) if (c >= 0) start[c + 1]!++;
  for (let c = 0; c < count; c++) start[c + 1]! += start[c]!;
  const next = start.slice();
  const entries = new Int32Array(start[count]!);
  for (let i = 0; i < target.length; i++) if (target[i]! >= 0) entries[next[target[i]!]!++] = i;
  return [start, entries];
}

/** Takes an option if all lines that must be served can be; tells whether. What was moved for it stays moved only then. */
export function takeOption(board: ChoiceBoard, whole: number, option: number): boolean {
  const { wholes } = board.problem;
  const { must, single } = wholes;
  const lines = linesOfOption(wholes, option);
  const mark = board.log.length;
  // Single lines first: they are harder to place.
  for (const turn of [1, 0]) {
    for (const n of lines) {
      if (must[n] === 0 || single[n] !== turn) continue;
      if (turn === 1 ? placeSingle(board, n) : serveLine(board, n)) continue;
      takeBackUnits(board, mark);
      for (const each of lines) board.candidate[each] = -1;
      return false;
    }
  }
  board.option[whole] = option;
  return true;
}

export function dropOption(board: ChoiceBoard, whole: number): void {
  const { problem, option, candidate } = board;
  const o = option[whole]!;
  if (o < 0) return;
  option[whole] = -1;
  for (const n of linesOfOption(problem.wholes, o)) {
    candidate[n] = -1;
    clearLine(board, n);
  }
}

/** Takes all from a line. */
export function clearLine(board: ChoiceBoard, n: number): void {
  const { candidateStart, arcStart } = board.problem;
  const end = arcStart[candidateStart[n + 1]!]!;
  for (let a = arcStart[candidateStart[n]!]!; a < end; a++) if (board.flow[a]! > 0) put(board, a, 0);
}

/** Undoes all that the log has beyond `mark`, units only. */
export function takeBackUnits(board: ChoiceBoard, mark: number): void {
  const { log } = board;
  while (log.length > mark) {
    const units = log.pop()!;
    move(board, log.pop()!, units);
  }
}

/** Serves a line as far as can be; tells whether whole. */
export function serveLine(board: ChoiceBoard, n: number): boolean {
  const { demand, candidateStart, arcStart, max } = board.problem;
  board.work += candidateStart[n + 1]! - candidateStart[n]!;
  for (let i = candidateStart[n]!; i < candidateStart[n + 1]! && board.covered[n]! < demand[n]!; i++) {
    const p = board.tries[i]!;
    if (board.candidate[n]! >= 0 && board.candidate[n] !== p) continue;
    for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
      const units = Math.min(demand[n]! - board.covered[n]!, max[p]! - board.given[p]!, roomAt(board, a));
      if (units > 0) put(board, a, board.flow[a]! + units);
    }
  }
  while (board.covered[n]! < demand[n]!) if (!augment(board, n)) return false;
  return true;
}

function roomAt({ problem: { head, capacity, parent }, load }: ChoiceBoard, arc: number): number {
  let room = Number.POSITIVE_INFINITY;
  for (let c = head[arc]!; c >= 0; c = parent[c]!) room = Math.min(room, capacity[c]! - load[c]!);
  return room;
}

function placeSingle(board: ChoiceBoard, n: number): boolean {
  const { demand, candidateStart, max } = board.problem;
  const mark = board.log.length;
  for (let i = candidateStart[n]!; i < candidateStart[n + 1]!; i++) {
    const p = board.tries[i]!;
    if (max[p]! < demand[n]!) continue;
    board.candidate[n] = p;
    if (serveLine(board, n)) return true;
    takeBackUnits(board, mark);
  }
  board.candidate[n] = -1;
  return false;
}

function put(board: ChoiceBoard, arc: number, units: number): void {
  board.log.push(arc, board.flow[arc]!);
  move(board, arc, units);
}

function move(
  { problem, flow, given, covered, load, lineOf, candidateOf }: ChoiceBoard,
  arc: number,
  units: number,
): void {
  const change = units - flow[arc]!;
  flow[arc] = units;
  given[candidateOf[arc]!]! += change;
  covered[lineOf[arc]!]! += change;
  for (let c = problem.head[arc]!; c >= 0; c = problem.parent[c]!) load[c]! += change;
}

/** One augmenting path for a line, as wide as it can be; tells whether there is one. */
function augment(board: ChoiceBoard, line: number): boolean {
  const { problem, flow, given, load, lineOf, arcAt, arcsAt, childAt, children, candidate, seen, before, by, queue } =
    board;
  const { demand, candidateStart, arcStart, head, max, capacity, parent } = problem;
  const lines = demand.length;
  const search = ++board.search;
  let count = 0;
  const reach = (node: number, from: number, arc: number) => {
    if (seen[node] === search) return;
    seen[node] = search;
    before[node] = from;
    by[node] = arc;
    queue[count++] = node;
  };
  reach(line, -1, -1);
  for (let done = 0; done < count && done < REACH; done++) {
    const v = queue[done]!;
    board.work += v < lines ? candidateStart[v + 1]! - candidateStart[v]! : arcAt[v - lines + 1]! - arcAt[v - lines]!;
    if (v < lines) {
      for (let p = candidateStart[v]!; p < candidateStart[v + 1]!; p++) {
        if (given[p]! >= max[p]! || (candidate[v]! >= 0 && candidate[v] !== p)) continue;
        for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) reach(lines + head[a]!, v, a);
      }
      continue;
    }
    const c = v - lines;
    if (load[c]! < capacity[c]!) {
      if (parent[c]! < 0) return shift(board, v);
      reach(lines + parent[c]!, v, -1);
    }
    for (let i = arcAt[c]!; i < arcAt[c + 1]!; i++) {
      const a = arcsAt[i]!;
      if (flow[a]! > 0 && candidate[lineOf[a]!]! < 0) reach(lineOf[a]!, v, a);
    }
    for (let i = childAt[c]!; i < childAt[c + 1]!; i++) if (load[children[i]!]! > 0) reach(lines + children[i]!, v, -1);
  }
  return false;
}

/** Moves units along the path that ended at a root with room. */
function shift(board: ChoiceBoard, end: number): boolean {
  const { problem, flow, given, covered, load, candidateOf, before, by } = board;
  const { demand, max, capacity, parent } = problem;
  const lines = demand.length;
  let units = capacity[end - lines]! - load[end - lines]!;
  const arcs: number[] = [];
  for (let v = end; before[v]! >= 0; v = before[v]!) {
    const from = before[v]!;
    const a = by[v]!;
    if (a < 0) {
      const up = parent[from - lines] === v - lines;
      units = Math.min(units, up ? capacity[from - lines]! - load[from - lines]! : load[v - lines]!);
    } else {
      arcs.push(a);
      units = Math.min(units, from < lines ? max[candidateOf[a]!]! - given[candidateOf[a]!]! : flow[a]!);
    }
    if (before[from]! < 0) units = Math.min(units, demand[from]! - covered[from]!);
  }
  // From the end back: the arcs that carry more and those that carry less take turns, and the first carries more.
  for (const [i, a] of arcs.entries()) put(board, a, flow[a]! + (i % 2 === 0 ? units : -units));
  return true;
}
