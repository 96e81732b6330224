import { ownersOf } from '../compile/columns.js';
import { withoutPins } from '../compile/pins.js';
import type { Level, Problem, Solution } from '../compile/problem.js';
import { finish, type Work } from '../kernel/work.js';
import { classesOf } from './classes.js';
import { components, liveCaps } from './components.js';
import { fairOrder, rankOrder } from './coverage.js';
import { bestFit } from './fit.js';
import { componentGraph } from './graph.js';
import { fill } from './greedy.js';
import { type Part, pricesOfFits, pricesOfShares } from './prices.js';

/**
 * The best plan of a problem by the given levels, with prices that prove it (`proof/check.ts` is the judge).
 *
 * Components one by one: coverage and fairness by maximum flows where level `fair` is on, then one network simplex over all
 * levels. The same problem gives the same solution on every machine.
 */
export function solve(problem: Problem, levels: readonly Level[]): Solution {
  return finish(solveSteps(problem, levels));
}

/**
 * As {@link solve}, in steps. Told to stop, it gives the best plan so far: `proved` says which levels hold all the same, 'rank' and
 * 'fair' where coverage had been settled everywhere, otherwise none.
 */
export function* solveSteps(pinnedProblem: Problem, levels: readonly Level[]): Work<Solution> {
  const fair = levels.includes('fair');
  const keep = levels.includes('keep');
  const rest = withoutPins(pinnedProblem);
  yield rest.head.length;
  const problem = keep ? rest : { ...rest, previous: new Float64Array(rest.previous.length) };
  const live = liveCaps(problem);
  const local = new Int32Array(problem.capacity.length);
  const flow = new Float64Array(problem.head.length);

  const parts: Part[] = [];
  yield problem.head.length;
  for (const component of yield* components(problem, live, fair)) {
    const classes = classesOf(problem, component.lines, fair);
    const graph = componentGraph(problem, component, live, classes, local);
    parts.push({ component, classes, graph });
    yield graph.tail.length;
  }
  for (const part of parts) {
    const units = new Float64Array(part.graph.tail.length);
    const coverage = fair ? yield* fairOrder(part.graph, part.classes, demandOf(part), units) : rankOrder(part.classes);
    place(part, units);
    if (!coverage) return yield* stopped();
    part.coverage = coverage;
    yield 0;
  }
  const candidateOfArc = ownersOf(problem.arcStart);
  for (const part of parts) {
    if (yield 0) return yield* stopped();
    const fit = yield* bestFit(part.graph, part.classes, part.coverage!, demandOf(part), costsOf(part));
    if (fit.best || !fair) place(part, fit.flow);
    if (!fit.best) return yield* stopped();
    part.fit = fit;
  }
  return { flow: withPins(), prices: yield* pricesOfFits(live, parts), proved: levels };

  function demandOf({ component }: Part): Float64Array {
    return Float64Array.from(component.lines, (n) => problem.demand[n]!);
  }

  function costsOf({ graph }: Part): Float64Array {
    const cost = new Float64Array(graph.tail.length);
    if (!levels.includes('cost')) return cost;
    for (let e = 0; e < cost.length; e++) {
      const a = graph.problemArc[e]!;
      if (a >= 0) cost[e] = problem.cost[candidateOfArc[a]!]!;
    }
    return cost;
  }

  function place({ graph }: Part, units: Float64Array): void {
    for (let e = 0; e < graph.problemArc.length; e++) {
      const a = graph.problemArc[e]!;
      if (a >= 0) flow[a] = units[e]!;
    }
  }

  function withPins(): Float64Array {
    const { pinned } = pinnedProblem;
    return pinned ? flow.map((units, a) => units + pinned[a]!) : flow;
  }

  function* stopped(): Work<Solution> {
    yield* fill(problem, flow);
    if (fair && parts.every((part) => part.coverage)) {
      return { flow: withPins(), prices: yield* pricesOfShares(live, parts), proved: ['rank', 'fair'] };
    }
    const none = new Float64Array(live.length);
    const prices = { marks: [], position: new Int32Array(live.length).fill(-1), keep: none, cost: none };
    return { flow: withPins(), prices, proved: [] };
  }
}
