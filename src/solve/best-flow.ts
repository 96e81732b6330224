import type { Stoppable, Work } from '../kernel/work.js';
import { components, liveCaps } from '../problem/components.js';
import { noPrices } from '../problem/open-prices.js';
import type { Unpinned } from '../problem/pins.js';
import type { Level, Load, Solution } from '../problem/problem.js';
import { classesOf } from './classes.js';
import { type ComponentGraph, componentGraph, emptySpace } from './component-graph.js';
import { fairOrder, rankOrder } from './cover.js';
import { bestFit } from './fit.js';
import { fillFirst } from './greedy.js';
import { pricesOfFits, pricesOfShares, type SolvedComponent } from './prices.js';

/**
 * The best flow of a problem without wholes by the given levels, with prices that prove it (`proof/check.ts` is the judge).
 *
 * Components one by one: coverage and fairness by maximum flows where level `fair` is on, then one network simplex over all
 * levels. Told to stop, it gives the best flow so far: `proved` says which levels hold all the same, 'rank' and
 * 'fair' where coverage had been settled everywhere, otherwise none.
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
  const parts: SolvedComponent[] = [];
  if (yield problem.head.length) return yield* stopped();
  for (const component of yield* components(problem, live, fair)) {
    if (parts.length > 0 && (yield 1)) return yield* stopped();
    parts.push({ component, classes: classesOf(problem, component.lines, fair) });
  }

  // Graphs are built anew for each level: that is quick, and all of them at once would take the most memory by far.
  for (const part of parts) {
    if (!fair) {
      part.coverage = rankOrder(part.classes);
      continue;
    }
    const graph = yield* graphOf(part);
    part.coverage = yield* fairOrder(graph, part.classes, demandOf(part));
    place(graph);
    if (!part.coverage) return yield* stopped();
    yield graph.head.length;
  }
  for (const part of parts) {
    if (yield 0) return yield* stopped();
    const graph = yield* graphOf(part, even);
    const fit = yield* bestFit(graph, part.classes, part.coverage!, demandOf(part), levels.at(-1) === 'even');
    if (fit.best || !fair) place(graph);
    if (!fit.best) return yield* stopped();
    part.fit = fit;
    yield graph.head.length;
  }
  return { flow, prices: yield* pricesOfFits(live, parts, even !== undefined), proved: levels };

  function graphOf({ component, classes }: SolvedComponent, even?: Load): Work<ComponentGraph> {
    return componentGraph(problem, component, live, classes, space, fair, levels.includes('cost'), even);
  }

  function demandOf({ component: { lines } }: SolvedComponent): Float64Array {
    const demand = new Float64Array(lines.length);
    for (let i = 0; i < lines.length; i++) demand[i] = problem.demand[lines[i]!]!;
    return demand;
  }

  function place({ problemArc, flow: units }: ComponentGraph): void {
    for (let e = 0; e < problemArc.length; e++) if (problemArc[e]! >= 0) flow[problemArc[e]!] = units[e]!;
  }

  function* stopped(): Work<Solution> {
    if (sure) flow.set(sure);
    yield* fillFirst(problem, flow);
    if (fair && !sure && parts.length > 0 && parts.every((part) => part.coverage)) {
      return { flow, prices: yield* pricesOfShares(live, parts), proved: ['rank', 'fair'] };
    }
    return { flow, prices: noPrices(live.length), proved: [] };
  }
}
