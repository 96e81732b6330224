import { linesOfOption } from '../../problem/part.js';
import type { CapPrices, ChoiceSplit } from '../../problem/problem.js';
import { boundOfChoice, type ChoiceGoal, type ChoiceRelaxation, type SettledChoice } from '../../proof/choice-bound.js';
import { slopeOfChoice } from './choice-prices.js';

/**
 * What to split on: of the open whole that takes most part in what the relaxed plan breaks, close calls first, the option that it takes or that gains most;
 * then, of such a single line, the candidate that it has; nothing where all is settled. O(arcs · depth of the caps).
 */
export function choiceSplit(
  relaxation: ChoiceRelaxation,
  goal: ChoiceGoal,
  settled: SettledChoice,
  at: CapPrices,
): ChoiceSplit | undefined {
  const { problem } = relaxation;
  const { wholes, candidateStart, head, parent, demand } = problem;
  boundOfChoice(relaxation, goal, settled, at);
  const slope = { cap: at.cap.slice(), figure: at.figure.slice() };
  slopeOfChoice(relaxation, goal, at, slope);
  const { gain, chosen, units, arc, most } = relaxation;
  /** How much a line takes part in what the relaxed plan breaks. */
  const clash = (n: number) => {
    let sum = 0;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (units[p] === 0) continue;
      for (let c = head[arc[p]!]!; c >= 0; c = parent[c]!) sum += Math.max(0, slope.cap[c]!);
    }
    return sum;
  };
  let option = -1;
  let largest = -1;
  for (let t = 0; t < wholes.rank.length; t++) {
    const open: number[] = [];
    let taken = false;
    for (let o = wholes.optionStart[t]!; o < wholes.optionStart[t + 1]!; o++) {
      taken ||= settled.option[o] === 1;
      if (settled.option[o] === -1 && gain[o]! > Number.NEGATIVE_INFINITY) open.push(o);
    }
    if (taken || open.length === 0) continue;
    const first = chosen[t]! >= 0 ? chosen[t]! : open.reduce((best, o) => (gain[o]! > gain[best]! ? o : best));
    let sum = 0;
    for (const n of linesOfOption(wholes, first)) sum += clash(n);
    // A close call first.
    const size = sum + 1 / (1 + Math.abs(gain[first]!) / goal.scale);
    if (size <= largest) continue;
    largest = size;
    option = first;
  }
  if (option >= 0) return { option };
  let line = -1;
  largest = -1;
  for (let t = 0; t < wholes.rank.length; t++) {
    const o = chosen[t]!;
    if (o < 0) continue;
    for (const n of linesOfOption(wholes, o)) {
      if (wholes.must[n] === 0 || wholes.single[n] === 0 || clash(n) <= largest) continue;
      let open = 0;
      let isSettled = false;
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
        if (settled.candidate[p] === 1) isSettled = true;
        else if (settled.candidate[p] === -1 && most[p]! >= demand[n]!) open++;
      }
      if (isSettled || open < 2) continue;
      largest = clash(n);
      line = n;
    }
  }
  if (line < 0) return undefined;
  for (let p = candidateStart[line]!; p < candidateStart[line + 1]!; p++) if (units[p]! > 0) return { candidate: p };
  return undefined;
}
