import type { Work } from '../kernel/work.js';
import { type Component, components, liveCaps } from './components.js';
import { linesOfOption, numbersFor, partOf, teamNumbers } from './part.js';
import type { Unpinned } from './pins.js';
import type { Choice, Level, Problem, Teams } from './problem.js';

/** A component that holds teams, as a problem of its own, and where its columns stand in the whole. */
export interface TeamPart extends Component {
  readonly problem: Problem & { readonly teams: Teams } & Unpinned;
  /** Teams of the whole, ascending. */
  readonly teams: readonly number[];
}

/**
 * The components that hold teams, in the order of their first line, without promises where these do not count. A team that asks for nothing is
 * in none. Near-linear.
 */
export function* teamParts(given: Unpinned & { readonly teams: Teams }, levels: readonly Level[]): Work<TeamPart[]> {
  const whole = levels.includes('keep') ? given : { ...given, previous: new Float64Array(given.previous.length) };
  const parts: TeamPart[] = [];
  const numbers = numbersFor(whole);
  for (const component of yield* components(whole, liveCaps(whole), false)) {
    const teams = teamNumbers(whole.teams, component.lines);
    if (teams.length === 0) continue;
    parts.push({ ...component, teams, problem: partOf(whole, component, numbers) as TeamPart['problem'] });
    yield component.lines.length;
  }
  return parts;
}

/** What is decided before any search: a team whose option asks for nothing is taken, all others are not. */
export function noChoice({ demand, teams }: Unpinned & { readonly teams: Teams }): Choice {
  const { optionStart, must } = teams;
  const option = Int32Array.from(teams.rank, (_, t) => {
    for (let o = optionStart[t]!; o < optionStart[t + 1]!; o++) {
      if (linesOfOption(teams, o).every((n) => must[n] === 0 || demand[n] === 0)) return o;
    }
    return -1;
  });
  return { option, candidate: new Int32Array(demand.length).fill(-1) };
}

/** Writes the choice for a part into that for the whole. */
export function placeChoice(
  whole: Unpinned & { readonly teams: Teams },
  part: TeamPart,
  own: Choice,
  choice: Choice,
): void {
  part.teams.forEach((t, i) => {
    const o = own.option[i]!;
    choice.option[t] = o < 0 ? -1 : o - part.problem.teams.optionStart[i]! + whole.teams.optionStart[t]!;
  });
  for (let i = 0; i < part.lines.length; i++) {
    const p = own.candidate[i]!;
    const n = part.lines[i]!;
    choice.candidate[n] = p < 0 ? -1 : p - part.problem.candidateStart[i]! + whole.candidateStart[n]!;
  }
}

/** The choice for a part, from that for the whole. */
export function choiceOf(whole: Unpinned & { readonly teams: Teams }, part: TeamPart, choice: Choice): Choice {
  return {
    option: Int32Array.from(part.teams, (t, i) => {
      const o = choice.option[t]!;
      return o < 0 ? -1 : o - whole.teams.optionStart[t]! + part.problem.teams.optionStart[i]!;
    }),
    candidate: Int32Array.from(part.lines, (n, i) => {
      const p = choice.candidate[n]!;
      return p < 0 ? -1 : p - whole.candidateStart[n]! + part.problem.candidateStart[i]!;
    }),
  };
}

/** Calls with the arcs of a part and of the whole that are the same. */
export function eachArc(
  whole: Unpinned,
  { lines, problem }: TeamPart,
  visit: (own: number, arc: number) => void,
): void {
  let own = 0;
  for (const [i, n] of lines.entries()) {
    own = problem.arcStart[problem.candidateStart[i]!]!;
    const end = whole.arcStart[whole.candidateStart[n + 1]!]!;
    for (let a = whole.arcStart[whole.candidateStart[n]!]!; a < end; a++) visit(own++, a);
  }
}
