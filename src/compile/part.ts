import type { Component } from './components.js';
import type { Rest } from './pins.js';
import type { Problem, Teams } from './problem.js';

/**
 * Some lines and caps as a problem whose columns are its own. Its last cap holds nothing: arcs that can carry nothing lead there, since a candidate with
 * a dead arc is not the same as one without it.
 */
export function partOf(problem: Rest, { lines, caps }: Component, numbers: Numbers = numbersFor(problem)): Problem {
  const {
    candidateStart,
    arcStart,
    head,
    cost: costs,
    max: bounds,
    previous: promises,
    promise: counts,
    teams,
  } = problem;
  const nowhere = caps.length;
  const { ofCap } = numbers;
  for (let i = 0; i < nowhere; i++) ofCap[caps[i]!] = i;
  let candidates = 0;
  for (let i = 0; i < lines.length; i++) candidates += candidateStart[lines[i]! + 1]! - candidateStart[lines[i]!]!;
  const start = new Int32Array(lines.length + 1);
  const cost = new Float64Array(candidates);
  const max = new Float64Array(candidates);
  const previous = new Float64Array(candidates);
  const promise = counts && new Float64Array(candidates);
  const starts = new Int32Array(candidates + 1);
  const heads = new Int32Array(arcsOf(problem, lines));
  let p = 0;
  let a = 0;
  for (let i = 0; i < lines.length; i++) {
    const end = candidateStart[lines[i]! + 1]!;
    for (let q = candidateStart[lines[i]!]!; q < end; q++) {
      cost[p] = costs[q]!;
      max[p] = bounds[q]!;
      previous[p] = promises[q]!;
      if (promise) promise[p] = counts[q]!;
      for (let b = arcStart[q]!; b < arcStart[q + 1]!; b++) {
        const cap = ofCap[head[b]!]!;
        heads[a++] = cap < 0 ? nowhere : cap;
      }
      starts[++p] = a;
    }
    start[i + 1] = p;
  }
  const capacity = new Float64Array(nowhere + 1);
  const parent = new Int32Array(nowhere + 1).fill(-1);
  for (let i = 0; i < nowhere; i++) {
    const above = problem.parent[caps[i]!]!;
    capacity[i] = problem.capacity[caps[i]!]!;
    parent[i] = above < 0 ? -1 : ofCap[above]!;
  }
  for (let i = 0; i < nowhere; i++) ofCap[caps[i]!] = -1;
  const arcs = {
    candidateStart: start,
    cost,
    max,
    previous,
    ...(promise && { promise }),
    arcStart: starts,
    head: heads,
  };
  const columns = { ...linesOf(problem, lines, numbers), ...arcs, capacity, parent, lostPromises: 0 };
  return teams ? { ...columns, teams: teamsOf(teams, lines) } : columns;
}

/** Where caps and groups of the whole stand in a part, −1 for nowhere: as it is between two parts. */
export interface Numbers {
  readonly ofCap: Int32Array;
  readonly ofGroup: Int32Array;
}

export function numbersFor({ parent, served }: Rest): Numbers {
  return { ofCap: new Int32Array(parent.length).fill(-1), ofGroup: new Int32Array(served.length).fill(-1) };
}

/** Groups are numbered anew, ranks keep their numbers. */
function linesOf(problem: Rest, lines: Int32Array, { ofGroup }: Numbers) {
  const demand = new Float64Array(lines.length);
  const rank = new Int32Array(lines.length);
  const group = new Int32Array(lines.length);
  const groups: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    const n = lines[i]!;
    const g = problem.group[n]!;
    if (ofGroup[g] === -1) ofGroup[g] = groups.push(g) - 1;
    demand[i] = problem.demand[n]!;
    rank[i] = problem.rank[n]!;
    group[i] = ofGroup[g]!;
  }
  const served = Float64Array.from(groups, (g) => problem.served[g]!);
  const share = Float64Array.from(groups, (g) => problem.share[g]!);
  for (const g of groups) ofGroup[g] = -1;
  return { demand, rank, group, served, share };
}

/** The teams of some lines, which must hold all lines of a team that ask for anything. */
function teamsOf(whole: Teams, lines: Int32Array): Teams {
  const numbers = teamNumbers(whole, lines);
  const place = new Map<number, number>();
  for (let i = 0; i < lines.length; i++) if (whole.option[lines[i]!]! >= 0) place.set(lines[i]!, i);
  const option = new Int32Array(lines.length).fill(-1);
  const optionStart = [0];
  const lineStart = [0];
  const optionLines: number[] = [];
  for (const t of numbers) {
    for (let o = whole.optionStart[t]!; o < whole.optionStart[t + 1]!; o++) {
      for (let i = whole.lineStart[o]!; i < whole.lineStart[o + 1]!; i++) {
        const n = place.get(whole.optionLines[i]!);
        if (n === undefined) continue;
        option[n] = lineStart.length - 1;
        optionLines.push(n);
      }
      lineStart.push(optionLines.length);
    }
    optionStart.push(lineStart.length - 1);
  }
  return {
    rank: Int32Array.from(numbers, (t) => whole.rank[t]!),
    value: Float64Array.from(numbers, (t) => whole.value[t]!),
    optionStart: Int32Array.from(optionStart),
    lineStart: Int32Array.from(lineStart),
    optionLines: Int32Array.from(optionLines),
    option,
    must: Uint8Array.from(lines, (n) => whole.must[n]!),
    single: Uint8Array.from(lines, (n) => whole.single[n]!),
    worth: Float64Array.from(lines, (n) => whole.worth[n]!),
  };
}

/** Which teams have any of the lines, ascending. */
export function teamNumbers({ option, optionStart }: Teams, lines: Int32Array): number[] {
  const found = new Set<number>();
  for (let i = 0; i < lines.length; i++)
    if (option[lines[i]!]! >= 0) found.add(teamOf(optionStart, option[lines[i]!]!));
  return [...found].sort((a, b) => a - b);
}

/** The team that an option is of. O(log teams). */
export function teamOf(optionStart: Int32Array, option: number): number {
  let low = 0;
  let high = optionStart.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (optionStart[middle]! <= option) low = middle;
    else high = middle;
  }
  return low;
}

/** How many arcs the candidates of some lines have. */
export function arcsOf({ candidateStart, arcStart }: Problem, lines: Int32Array): number {
  let arcs = 0;
  for (let i = 0; i < lines.length; i++) {
    const n = lines[i]!;
    arcs += arcStart[candidateStart[n + 1]!]! - arcStart[candidateStart[n]!]!;
  }
  return arcs;
}
