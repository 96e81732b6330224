import { placeIn, rowsOf } from './columns.js';
import type { Component } from './components.js';
import type { Unpinned } from './pins.js';
import type { Problem, Wholes } from './problem.js';

/**
 * Some lines and caps as a problem whose columns are its own. Its last cap holds nothing: arcs that can carry nothing lead there, since a candidate with
 * a dead arc is not the same as one without it.
 */
export function partOf(problem: Unpinned, { lines, caps }: Component, numbers: Numbers = numbersFor(problem)): Problem {
  const { cost, max, previous, promise, load, portions, wholes } = problem;
  const nowhere = caps.length;
  const { ofCap } = numbers;
  for (let i = 0; i < nowhere; i++) ofCap[caps[i]!] = i;
  const candidates = entriesOf(problem.candidateStart, lines);
  const arcs = entriesOf(problem.arcStart, candidates.entries);
  const head = rowsOf(problem.head, arcs.entries);
  for (let a = 0; a < head.length; a++) {
    const cap = ofCap[head[a]!]!;
    head[a] = cap < 0 ? nowhere : cap;
  }
  const parent = new Int32Array(nowhere + 1).fill(-1);
  for (let i = 0; i < nowhere; i++) {
    const above = problem.parent[caps[i]!]!;
    if (above >= 0) parent[i] = ofCap[above]!;
  }
  for (let i = 0; i < nowhere; i++) ofCap[caps[i]!] = -1;
  const { groups, ...own } = linesOf(problem, lines, numbers);
  return {
    ...own,
    candidateStart: candidates.start,
    cost: rowsOf(cost, candidates.entries),
    max: rowsOf(max, candidates.entries),
    previous: rowsOf(previous, candidates.entries),
    ...(promise && { promise: rowsOf(promise, candidates.entries) }),
    arcStart: arcs.start,
    head,
    capacity: capsOf(problem.capacity, caps),
    parent,
    lostPromises: 0,
    ...(load && {
      load: {
        ...load,
        full: capsOf(load.full, caps),
        given: capsOf(load.given, caps),
        ...(load.fine && { fine: capsOf(load.fine, caps) }),
      },
    }),
    ...(portions && { portions: { ofGroup: rowsOf(portions.ofGroup, groups), ofCap: capsOf(portions.ofCap, caps) } }),
    ...(wholes && { wholes: wholesOf(wholes, lines) }),
  };
}

/** A part whose ranks are its own: dense, whatever there is elsewhere; `ranks`: those they were. */
export function withOwnRanks<P extends Problem>(part: P): P & { readonly ranks: readonly number[] } {
  const ranks = [...new Set(part.rank)].sort((a, b) => a - b);
  const own = new Map(ranks.map((rank, r) => [rank, r]));
  const rank = part.rank.map((r) => own.get(r)!);
  const { wholes } = part;
  return { ...part, rank, ...(wholes && { wholes: { ...wholes, rank: wholes.rank.map((r) => own.get(r)!) } }), ranks };
}

/** A column of caps, with the last one of a part, which holds nothing. */
function capsOf(column: Float64Array, caps: Int32Array): Float64Array {
  const own = new Float64Array(caps.length + 1);
  own.set(rowsOf(column, caps));
  return own;
}

/** What stands in some rows, in their order: the entries as numbers, and where those of each row now start. */
function entriesOf(start: Int32Array, rows: Int32Array) {
  const own = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) own[i + 1] = own[i]! + start[rows[i]! + 1]! - start[rows[i]!]!;
  const entries = new Int32Array(own[rows.length]!);
  for (let i = 0; i < rows.length; i++) {
    for (let at = own[i]!; at < own[i + 1]!; at++) entries[at] = start[rows[i]!]! + at - own[i]!;
  }
  return { start: own, entries };
}

export type Numbers = ReturnType<typeof numbersFor>;

/** Where caps and groups of the whole stand in a part, −1 for nowhere: as it is between two parts. */
export function numbersFor({ parent, served }: Unpinned) {
  return { ofCap: new Int32Array(parent.length).fill(-1), ofGroup: new Int32Array(served.length).fill(-1) };
}

/** Groups are numbered anew (`groups`: what they were), ranks keep their numbers. */
function linesOf(problem: Unpinned, lines: Int32Array, { ofGroup }: Numbers) {
  const groups: number[] = [];
  const group = rowsOf(problem.group, lines);
  for (let i = 0; i < group.length; i++) {
    const g = group[i]!;
    if (ofGroup[g] === -1) ofGroup[g] = groups.push(g) - 1;
    group[i] = ofGroup[g]!;
  }
  for (const g of groups) ofGroup[g] = -1;
  return {
    demand: rowsOf(problem.demand, lines),
    rank: rowsOf(problem.rank, lines),
    group,
    groups,
    served: rowsOf(problem.served, groups),
    share: rowsOf(problem.share, groups),
  };
}

/** The wholes of some lines, which must hold all lines of a whole that ask for anything. */
function wholesOf(all: Wholes, lines: Int32Array): Wholes {
  const numbers = wholeNumbers(all, lines);
  const place = new Map<number, number>();
  for (let i = 0; i < lines.length; i++) if (all.option[lines[i]!]! >= 0) place.set(lines[i]!, i);
  const option = new Int32Array(lines.length).fill(-1);
  const optionStart = [0];
  const lineStart = [0];
  const optionLines: number[] = [];
  for (const t of numbers) {
    for (let o = all.optionStart[t]!; o < all.optionStart[t + 1]!; o++) {
      for (let i = all.lineStart[o]!; i < all.lineStart[o + 1]!; i++) {
        const n = place.get(all.optionLines[i]!);
        if (n === undefined) continue;
        option[n] = lineStart.length - 1;
        optionLines.push(n);
      }
      lineStart.push(optionLines.length);
    }
    optionStart.push(lineStart.length - 1);
  }
  return {
    rank: rowsOf(all.rank, numbers),
    value: rowsOf(all.value, numbers),
    optionStart: Int32Array.from(optionStart),
    lineStart: Int32Array.from(lineStart),
    optionLines: Int32Array.from(optionLines),
    option,
    must: rowsOf(all.must, lines),
    single: rowsOf(all.single, lines),
    worth: rowsOf(all.worth, lines),
  };
}

/** Which wholes have any of the lines, ascending. */
export function wholeNumbers({ option, optionStart }: Wholes, lines: Int32Array): number[] {
  const found = new Set<number>();
  for (let i = 0; i < lines.length; i++)
    if (option[lines[i]!]! >= 0) found.add(wholeOf(optionStart, option[lines[i]!]!));
  return [...found].sort((a, b) => a - b);
}

export function linesOfOption({ lineStart, optionLines }: Wholes, option: number): Int32Array {
  return optionLines.subarray(lineStart[option]!, lineStart[option + 1]!);
}

/** The whole that an option is of. O(log wholes). */
export function wholeOf(optionStart: Int32Array, option: number): number {
  return placeIn(optionStart, option + 1) - 1;
}

export function countArcs({ candidateStart, arcStart }: Problem, lines: Int32Array): number {
  let arcs = 0;
  for (const n of lines) arcs += arcStart[candidateStart[n + 1]!]! - arcStart[candidateStart[n]!]!;
  return arcs;
}
