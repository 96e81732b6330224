import type { Work } from '../kernel/work.js';
import { choiceOf, eachArc, noChoice, wholeParts } from '../problem/choice-parts.js';
import type { Unpinned } from '../problem/pins.js';
import type { ChoiceProblem, Chosen, Level } from '../problem/problem.js';
import { figureCount } from './choice-bound.js';
import { boundOfSearch, choiceFigures, goalsOf } from './choice-check.js';
import { type Check, checkOf } from './verdict.js';

/**
 * How much better than the plan another choice could be at most, figure by figure (see `Figures`), given that all figures before it stay as they are:
 * what the searches leave open, over all components. 0 everywhere: the choice is proved to be the best.
 *
 * Follows all searches again; what is wrong with one fails the check. A search that was not begun is followed as one that has no prices. O(ends of the searches · arcs of their component).
 *
 * @param flow units per arc, without pins
 */
export function* gapsOf(
  problem: ChoiceProblem & Unpinned,
  { choice, searches }: Chosen,
  flow: Float64Array,
  levels: readonly Level[],
): Work<{ check: Check; gaps: number[] }> {
  const gaps = new Array<number>(figureCount(problem.rank)).fill(0);
  const parts = yield* wholeParts(problem, levels);
  const verdict = (fault: string) => ({ check: checkOf('searches', fault), gaps });
  const others = noChoice(problem);
  for (const { wholes } of parts) for (const t of wholes) others.option[t] = choice.option[t]!;
  const odd = others.option.findIndex((o, t) => o !== choice.option[t]);
  if (odd >= 0) return verdict(`whole ${odd} stands alone and is not served as it can be`);
  if (searches.length > parts.length) {
    return verdict(`${parts.length} components hold wholes, ${searches.length} were searched`);
  }
  for (const [i, part] of parts.entries()) {
    const units = new Float64Array(part.problem.head.length);
    eachArc(problem, part, (to, from) => {
      units[to] = flow[from]!;
    });
    const reached = choiceFigures(part.problem, choiceOf(problem, part, choice), units);
    const goals = goalsOf(part.problem, levels);
    const own = searches[i] ?? [];
    if (own.some(({ figure }, j) => figure !== goals[j])) return verdict(`component ${i}: sought is ${goals}`);
    for (const [j, figure] of goals.entries()) {
      const none = { cap: new Float64Array(part.problem.capacity.length), figure: new Float64Array(figure) };
      const search = own[j] ?? { figure, scale: 1, tree: [none] };
      const bound = yield* boundOfSearch(part.problem, reached, search);
      if (typeof bound === 'string') return verdict(`component ${i}, figure ${figure}: ${bound}`);
      // Promises and cost come last, however many ranks there are.
      const isLast = figure >= reached.length - 2;
      const at = isLast ? gaps.length - reached.length + figure : 2 * part.ranks[figure >> 1]! + (figure & 1);
      gaps[at]! += Math.max(0, bound - reached[figure]!);
    }
  }
  return verdict('');
}
