import type { Compiled, SkippedLine } from '../compile/compiled.js';
import { getOrSet } from '../kernel/maps.js';
import type { Component } from '../problem/components.js';
import { linesOfOption, wholeNumbers, wholeOf } from '../problem/part.js';
import type { Choice, ChoiceSearch, Chosen, Level, Problem } from '../problem/problem.js';
import { seeksCost } from '../proof/choice-check.js';
import type { IslandProof, Plan } from './plan.js';
import { headsOf, roomAbove } from './room.js';
import type { Usage } from './usage.js';

/**
 * Which lines a plan tells of, 1: all but those of patterns that another one stands for. Of a need that is not served the nearest pattern does: with the fewest
 * lines that lack anything, then the fewest units lacking, then the first. Nothing where all lines are reported. O(lines + candidates of refused wholes).
 */
export function reportedLines(
  problem: Problem,
  option: Choice['option'] | undefined,
  usage: Usage,
  isBest: boolean,
): Uint8Array | undefined {
  const { wholes, demand } = problem;
  const standing = standingIn(problem, usage, isBest);
  if (!wholes || !option) return undefined;
  const { optionStart } = wholes;
  const reported = new Uint8Array(demand.length).fill(1);
  for (let t = 0; t + 1 < optionStart.length; t++) {
    if (optionStart[t + 1]! - optionStart[t]! < 2) continue;
    let best = option[t]!;
    let least = [Number.POSITIVE_INFINITY, 0];
    for (let o = optionStart[t]!; option[t]! < 0 && o < optionStart[t + 1]!; o++) {
      const short = [0, 0];
      for (const n of linesOfOption(wholes, o)) {
        const lacking = wholes.must[n] === 1 ? lackingOf(problem, standing(n), n) : 0;
        if (lacking > 0) short[0]!++;
        short[1]! += lacking;
      }
      if (short[0]! > least[0]! || (short[0] === least[0] && short[1]! >= least[1]!)) continue;
      least = short;
      best = o;
    }
    for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
      if (o !== best) for (const n of linesOfOption(wholes, o)) reported[n] = 0;
    }
  }
  return reported;
}

/**
 * The lines of unknown quantity that a plan tells of: of a need with patterns none where another pattern does not have any, else those of the
 * first. O(lines).
 */
export function reportedSkipped({ lines, skipped }: Compiled): readonly SkippedLine[] {
  if (skipped.every(({ requirement }) => requirement.pattern === undefined)) return skipped;
  const known = new Set(lines.map(({ need }) => need.id));
  return skipped.filter(
    ({ need, requirement: { pattern } }) =>
      pattern === undefined || (pattern === need.patterns?.[0] && !known.has(need.id)),
  );
}

/** Per line, 1: it stands for itself, or its option is taken. O(lines). */
export function takenLines({ wholes, demand }: Problem, option: Choice['option']): Uint8Array | undefined {
  if (!wholes) return undefined;
  const isTaken = new Uint8Array(wholes.lineStart.length - 1);
  for (const o of option) if (o >= 0) isTaken[o] = 1;
  return Uint8Array.from(demand, (_, n) => (wholes.option[n]! < 0 ? 1 : isTaken[wholes.option[n]!]!));
}

/**
 * What holds offers against a need that is met whole, or a line of it: lines that come before it, those that come together with others of its rank and, where only coverage
 * counts, all of its rank; and pins. Where nothing is proved, all that is used. O(arcs in use) per rank.
 */
export function standingIn(problem: Problem, usage: Usage, isBest: boolean): (line: number) => Usage {
  const { wholes, rank, head, parent, pinned } = problem;
  const known = new Map<number, Usage>();
  return (line) => {
    const option = wholes?.option[line] ?? -1;
    if (!wholes || option < 0 || !isBest) return usage;
    const isPeople = wholes.value[wholeOf(wholes.optionStart, option)]! > 0;
    return getOrSet(known, 2 * rank[line]! + (isPeople ? 1 : 0), () => {
      const cap = new Float64Array(parent.length);
      for (const a of usage.used) {
        const n = usage.lineOf[usage.candidateOf[a]!]!;
        const isBefore = rank[n]! < rank[line]! || (rank[n] === rank[line] && (!isPeople || wholes.option[n]! >= 0));
        const units = isBefore ? usage.arc[a]! : (pinned?.[a] ?? 0);
        for (let c = head[a]!; c >= 0 && units > 0; c = parent[c]!) cap[c]! += units;
      }
      return { ...usage, cap };
    });
  };
}

/** Units of a line that is not served for which the plan leaves no room, whatever else its whole asks of the same offers; a plan is what is used. */
export function lackingOf(problem: Problem, usage: Usage, line: number): number {
  const { demand, candidateStart, arcStart, head, max, wholes } = problem;
  const [from, to] = [candidateStart[line]!, candidateStart[line + 1]!];
  let room = 0;
  let most = 0;
  for (let p = from; p < to; p++) {
    const own = Math.min(max[p]! - usage.candidate[p]!, roomAbove(problem, usage, headsOf(problem, p)));
    room += own;
    most = Math.max(most, own);
  }
  const all = Math.min(room, roomAbove(problem, usage, head.subarray(arcStart[from]!, arcStart[to]!)));
  return Math.max(0, demand[line]! - usage.line[line]! - (wholes?.single[line] === 1 ? most : all));
}

/** Whether value and coverage are proved to be the best there are. */
export function isBest(gaps: readonly number[] | undefined): boolean {
  return gaps === undefined || gaps.slice(0, -2).every((gap) => gap === 0);
}

/** What was chosen about wholes, rank by rank, and what the searches leave open. */
export function wholeFigures(
  { problem, ranks }: Compiled,
  choice: Choice,
  gaps: readonly number[],
  levels: readonly Level[],
): NonNullable<Plan['teams']> {
  const byRank = ranks.map((rank, r) => ({
    rank: [...rank],
    needs: 0,
    met: 0,
    value: 0,
    bound: gaps[2 * r] ?? 0,
    coverageGap: gaps[2 * r + 1] ?? 0,
  }));
  const { rank: rankOf, value } = problem.wholes!;
  for (let t = 0; t < rankOf.length; t++) {
    const row = byRank[rankOf[t]!]!;
    if (value[t] === 0) continue;
    row.needs++;
    if (choice.option[t]! < 0) continue;
    row.met++;
    row.value += value[t]!;
    row.bound += value[t]!;
  }
  return { byRank, withdrawnGap: gaps.at(-2)!, ...(seeksCost(problem, levels) && { costGap: gaps.at(-1)! }) };
}

type Teams = NonNullable<IslandProof['teams']>;
type Searches = Teams['searches'];

/** What is chosen of an island's wholes, in its own numbers, as JSON; `searched`: which searches are its own. Nothing where it has none. */
export function proofOfChoice(
  { wholes, candidateStart }: Problem,
  { lines }: Component,
  { choice, searches }: Chosen,
  searched: readonly number[],
): Pick<IslandProof, 'teams'> {
  const own = wholes ? wholeNumbers(wholes, lines) : [];
  if (!wholes || own.length === 0) return {};
  const candidate: Teams['candidate'] = [];
  lines.forEach((n, i) => {
    if (choice.candidate[n]! >= 0) candidate.push([i, choice.candidate[n]! - candidateStart[n]!]);
  });
  const option = own.map((t) => Math.max(-1, choice.option[t]! - wholes.optionStart[t]!));
  return { teams: { option, candidate, searches: searched.map((k) => (searches[k] ?? []).map(searchAsJson)) } };
}

/** Puts what is chosen of an island into the choice for all; `false`: it is not there to choose. */
export function takeChoice(
  { wholes, candidateStart }: Problem,
  { lines }: Component,
  teams: Teams | undefined,
  choice: Choice,
): boolean {
  const own = wholeNumbers(wholes!, lines);
  const { optionStart } = wholes!;
  const { option = [], candidate = [] } = teams ?? {};
  for (const [i, t] of own.entries()) {
    if (!(option[i]! < optionStart[t + 1]! - optionStart[t]!)) return false;
    choice.option[t] = option[i]! < 0 ? -1 : optionStart[t]! + option[i]!;
  }
  for (const [i, p] of candidate) {
    const n = lines[i] ?? -1;
    if (!(p < candidateStart[n + 1]! - candidateStart[n]!)) return false;
    choice.candidate[n] = candidateStart[n]! + p;
  }
  return option.length === own.length;
}

function searchAsJson({ figure, scale, tree }: ChoiceSearch): Searches[number][number] {
  return {
    figure,
    scale,
    tree: tree.map((branch) =>
      'cap' in branch
        ? {
            cap: [...branch.cap],
            figure: [...branch.figure],
            ...(branch.impossible && { impossible: true as const }),
          }
        : branch,
    ),
  };
}

export function searchOf({ tree, ...search }: Searches[number][number]): ChoiceSearch {
  return {
    ...search,
    tree: tree.map((branch) =>
      'cap' in branch
        ? { ...branch, cap: Float64Array.from(branch.cap), figure: Float64Array.from(branch.figure) }
        : branch,
    ),
  };
}
