import type { Stoppable, Work } from '../kernel/work.js';
import { type Component, components, liveCaps } from '../problem/components.js';
import { noPrices } from '../problem/open-prices.js';
import type { Unpinned } from '../problem/pins.js';
import type { Level, Solution } from '../problem/problem.js';
import { classesOf } from './classes.js';
import { componentGraph, emptySpace } from './component-graph.js';
import { bestFit, type Fit } from './fit.js';
import { fillFirst } from './greedy.js';
import { pricesOfFits } from './prices.js';

/**
 * The best flow of a problem without wholes by the given levels, with prices that prove it (`proof/check.ts` is the judge).
 *
 * Components one by one, each by one network simplex over all levels. Told to stop, it gives the best flow so far, which proves nothing.
 *
 * @param sure a flow to fall back on where it is told to stop, for problems where something must be served
 */
export function* bestFlowSteps(rest: Unpinned, levels: readonly Level[], sure?: Float64Array): Stoppable<Solution> {
  const fair = levels.includes('fair');
  const keep = levels.includes('keep');
  const problem = keep ? rest : { ...rest, previous: new Float64Array(rest.previous.length) };
  const even = levels.includes('even') ? problem.load : undefined;
  const live = liveCaps(problem);
  const flow = new Float64Array(problem.head.length);
  const space = emptySpace(problem);
  const parts: (readonly [Component, Fit])[] = [];
  if (yield problem.head.length) return yield* stopped();
  // One by one: among equally good flows that of a component must not depend on what it is solved together with, or shards come to other plans.
  for (const component of yield* components(problem, live, fair)) {
    if (parts.length > 0 && (yield 1)) return yield* stopped();
    const { lines } = component;
    const classes = fair ? classesOf(problem, lines) : undefined;
    // Graphs are built one after another: all of them at once would take the most memory by far.
    const graph = yield* componentGraph(problem, component, live, space, levels.includes('cost'), classes, even);
    const fit = yield* bestFit(problem, lines, graph, flow, classes, levels.at(-1) === 'even');
    if (!fit.best) return yield* stopped();
    parts.push([component, fit]);
    yield lines.length;
  }
  return { flow, prices: yield* pricesOfFits(live, parts, even !== undefined), proved: levels };

  function* stopped(): Work<Solution> {
    if (sure) flow.set(sure);
    yield* fillFirst(problem, flow);
    return { flow, prices: noPrices(live.length), proved: [] };
  }
}
