import { type Stoppable, untilTold } from '../../kernel/work.js';
import { eachArc, noChoice, placeChoice, wholeParts } from '../../problem/choice-parts.js';
import type { Unpinned } from '../../problem/pins.js';
import type { Choice, ChoiceProblem, Chosen, Level } from '../../problem/problem.js';
import { firstCome } from '../greedy.js';
import { type FoundChoice, searchChoice } from './choice-search.js';

/** Most arcs looked at for one goal over all components: for every arc, but at least, and at most. A city takes half a minute to a minute. */
const WORK = { arc: 1000, least: 10_000_000, most: 60_000_000 };
/** Most numbers that all trees for one goal may hold. */
const MOST_NUMBERS = 200_000;

/** Arcs looked at, for every arc of a component, when it has its first turn; every other turn is twice as long. */
const TURN = 50;

/**
 * Which wholes are served, and how: component by component, since they cannot affect each other, each with means by its size. They take turns, so that
 * whoever is told to stop has something of all of them; then what is still open is served as it comes, rank by rank.
 *
 * `flow` serves all that must be served.
 */
export function* chooseSteps(
  problem: ChoiceProblem & Unpinned,
  levels: readonly Level[],
): Stoppable<Chosen & { readonly flow: Float64Array }> {
  const choice: Choice = noChoice(problem);
  const flow = new Float64Array(problem.head.length);
  const ready = yield* untilTold(wholeParts(problem, levels));
  const parts = ready?.value ?? [];
  const searches: Chosen['searches'][number][] = parts.map(() => []);
  const all = parts.reduce((sum, part) => sum + part.problem.head.length, 1);
  const most = Math.min(WORK.most, WORK.least + WORK.arc * all);
  let isTold = ready === undefined;
  let open = parts.map((part, i) => {
    const arcs = part.problem.head.length;
    const means = { work: (most * arcs) / all, numbers: (MOST_NUMBERS * arcs) / all };
    return { part, i, arcs, search: searchChoice(part.problem, levels, means) };
  });
  for (let turn = TURN; open.length > 0; turn *= 2) {
    const still: typeof open = [];
    for (const one of open) {
      // Whose search has not begun needs no end.
      if (isTold && turn === TURN) continue;
      const found = yield* advance(one.search, turn * one.arcs);
      if (!found) still.push(one);
      else {
        const { best } = found;
        placeChoice(problem, one.part, best, choice);
        eachArc(problem, one.part, (from, to) => {
          flow[to] = best.flow[from]!;
        });
        searches[one.i] = found.searches;
      }
    }
    open = still;
  }
  if (!isTold) return { choice, flow, searches };
  const byRank = Int32Array.from(problem.demand.keys()).sort((a, b) => problem.rank[a]! - problem.rank[b]! || a - b);
  const full = yield* firstCome(problem, byRank, { choice, flow });
  return { choice: full.chosen!.choice, flow: full.flow, searches };

  /** What a search found, if it ends within so much work; told to stop, it ends at once. */
  function* advance(search: Stoppable<FoundChoice>, work: number): Stoppable<FoundChoice | undefined> {
    for (let done = 0; isTold || done < work; ) {
      const step = search.next(isTold);
      if (step.done) return step.value;
      done += step.value;
      if (yield step.value) isTold = true;
    }
    return undefined;
  }
}
