import type { Rest } from '../compile/pins.js';
import type { Choice, Chosen, Level, Teams } from '../compile/problem.js';
import { eachArc, noChoice, place, teamParts } from '../compile/team-parts.js';
import type { Work } from '../kernel/work.js';
import { searchChoice } from './choice-search.js';

/**
 * Which teams are served, and how: component by component, since they cannot affect each other.
 *
 * `flow` serves all that must be served.
 */
export function* chooseSteps(
  problem: Rest & { readonly teams: Teams },
  levels: readonly Level[],
): Work<Chosen & { readonly flow: Float64Array }> {
  const choice: Choice = noChoice(problem);
  const flow = new Float64Array(problem.head.length);
  const searches: Chosen['searches'][number][] = [];
  for (const part of yield* teamParts(problem, levels)) {
    const { best, searches: own } = yield* searchChoice(part.problem, levels);
    place(problem, part, best, choice);
    eachArc(problem, part, (from, to) => {
      flow[to] = best.flow[from]!;
    });
    searches.push(own);
  }
  return { choice, flow, searches };
}
