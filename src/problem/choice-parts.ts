import type { Work } from '../kernel/work.js';
import { type Component, components, liveCaps } from './components.js';
import { linesOfOption, numbersFor, partOf, wholeNumbers, withOwnRanks } from './part.js';
import type { Unpinned } from './pins.js';
import type { Choice, ChoiceProblem, Level } from './problem.js';

/** A component that holds wholes, as a problem of its own, and where its columns stand in the problem. */
export interface WholePart extends Component {
  readonly problem: ChoiceProblem & Unpinned;
  /** Wholes of the problem, ascending. */
  readonly wholes: readonly number[];
  /** Of the problem, by the part's own. */
  readonly ranks: readonly number[];
}

/**
 * The components that hold wholes, in the order of their first line, without promises where these do not count. A whole that asks for nothing is
 * in none. Near-linear.
 */
export function* wholeParts(given: ChoiceProblem & Unpinned, levels: readonly Level[]): Work<WholePart[]> {
  const all = levels.includes('keep') ? given : { ...given, previous: new Float64Array(given.previous.length) };
  const parts: WholePart[] = [];
  const numbers = numbersFor(all);
  for (const component of yield* wholeComponents(all)) {
    const { ranks, ...problem } = withOwnRanks(partOf(all, component, numbers) as WholePart['problem']);
    parts.push({ ...component, wholes: wholeNumbers(all.wholes, component.lines), ranks, problem });
    yield component.lines.length;
  }
  return parts;
}

/** The components that hold wholes, in the order of their first line. */
export function* wholeComponents(all: ChoiceProblem): Work<Component[]> {
  const { option } = all.wholes;
  const found = yield* components(all, liveCaps(all), false);
  return found.filter(({ lines }) => lines.some((n) => option[n]! >= 0));
}

/** What is decided before any search: a whole whose option asks for nothing is taken, all others are not. */
export function noChoice({ demand, wholes }: ChoiceProblem & Unpinned): Choice {
  const { optionStart, must } = wholes;
  const option = Int32Array.from(wholes.rank, (_, t) => {
    for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
      if (linesOfOption(wholes, o).every((n) => must[n] === 0 || demand[n] === 0)) return o;
    }
    return -1;
  });
  return { option, candidate: new Int32Array(demand.length).fill(-1) };
}

/** Writes the choice for a part into that for the problem. */
export function placeChoice(all: ChoiceProblem & Unpinned, part: WholePart, own: Choice, choice: Choice): void {
  const { wholes, candidateStart } = part.problem;
  part.wholes.forEach((t, i) => {
    choice.option[t] = moved(own.option[i]!, wholes.optionStart[i]!, all.wholes.optionStart[t]!);
  });
  part.lines.forEach((n, i) => {
    choice.candidate[n] = moved(own.candidate[i]!, candidateStart[i]!, all.candidateStart[n]!);
  });
}

/** The choice for a part, from that for the problem. */
export function choiceOf(
  all: ChoiceProblem & Unpinned,
  { wholes, lines, problem: own }: WholePart,
  choice: Choice,
): Choice {
  const optionOf = (t: number, i: number) =>
    moved(choice.option[t]!, all.wholes.optionStart[t]!, own.wholes.optionStart[i]!);
  const candidateOf = (n: number, i: number) =>
    moved(choice.candidate[n]!, all.candidateStart[n]!, own.candidateStart[i]!);
  return { option: Int32Array.from(wholes, optionOf), candidate: Int32Array.from(lines, candidateOf) };
}

/** The number of what stood at so many after `from`, after `to`; none stays none. */
function moved(number: number, from: number, to: number): number {
  return number < 0 ? -1 : number - from + to;
}

/** Calls with the arcs of a part and of the problem that are the same. */
export function eachArc(all: Unpinned, { lines, problem }: WholePart, visit: (own: number, arc: number) => void): void {
  let own = 0;
  for (const [i, n] of lines.entries()) {
    own = problem.arcStart[problem.candidateStart[i]!]!;
    const end = all.arcStart[all.candidateStart[n + 1]!]!;
    for (let a = all.arcStart[all.candidateStart[n]!]!; a < end; a++) visit(own++, a);
  }
}
