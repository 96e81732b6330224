import type { Rest } from '../compile/pins.js';
import type { Choice, Chosen, Level, Teams } from '../compile/problem.js';
import { eachArc, noChoice, place, teamParts } from '../compile/team-parts.js';
import type { Work } from '../kernel/work.js';
import { type FoundChoice, searchChoice } from './choice-search.js';

/** Most arcs looked at for one goal, and most numbers that its trees may hold, over all components. */
const MOST_WORK = 30_000_000;
const MOST_NUMBERS = 200_000;

/** Arcs looked at, for every arc of a component, when it has its first turn; every other turn is twice as long. */
const TURN = 50;

/**
 * Which teams are served, and how: component by component, since they cannot affect each other, each with means by its size. They take turns, so that
 * whoever is told to stop has something of all of them.
 *
 * `flow` serves all that must be served.
 */
export function* chooseSteps(
  problem: Rest & { readonly teams: Teams },
  levels: readonly Level[],
): Work<Chosen & { readonly flow: Float64Array }> {
  const choice: Choice = noChoice(problem);
  const flow = new Float64Array(problem.head.length);
  const parts = yield* teamParts(problem, levels);
  const searches = new Array<Chosen['searches'][number]>(parts.length);
  const all = parts.reduce((sum, part) => sum + part.problem.head.length, 1);
  let open = parts.map((part, i) => {
    const arcs = part.problem.head.length;
    const means = { work: (MOST_WORK * arcs) / all, numbers: (MOST_NUMBERS * arcs) / all };
    return { part, i, arcs, search: searchChoice(part.problem, levels, means) };
  });
  let isTold = false;
  for (let turn = TURN; open.length > 0; turn *= 2) {
    const still: typeof open = [];
    for (const one of open) {
      const { part, i, arcs, search } = one;
      let found: FoundChoice | undefined;
      for (let done = 0; !found && (isTold || done < turn * arcs); ) {
        const step = search.next(isTold);
        if (step.done) {
          found = step.value;
          break;
        }
        done += step.value;
        if (yield step.value) isTold = true;
      }
      if (!found) {
        still.push(one);
        continue;
      }
      const { best } = found;
      place(problem, part, best, choice);
      eachArc(problem, part, (from, to) => {
        flow[to] = best.flow[from]!;
      });
      searches[i] = found.searches;
    }
    open = still;
  }
  return { choice, flow, searches };
}
