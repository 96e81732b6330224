import type { Level, Problem, Solution } from '../compile/problem.js';
import { classesOf } from './classes.js';
import { components, liveCaps } from './components.js';
import { fairOrder, rankOrder } from './coverage.js';
import { bestFit } from './fit.js';
import { componentGraph } from './graph.js';
import { collectPrices, type Part } from './prices.js';

/**
 * The best plan of a problem by the given levels, with prices that prove it (`proof/check.ts` is the judge).
 *
 * Components one by one: coverage and fairness by maximum flows where level `fair` is on, then one network simplex over all
 * levels. The same problem gives the same solution on every machine.
 */
export function solve(problem: Problem, levels: readonly Level[]): Solution {
  const fair = levels.includes('fair');
  const keep = levels.includes('keep');
  const priced = levels.includes('cost');
  const view = keep ? problem : { ...problem, previous: new Float64Array(problem.previous.length) };
  const live = liveCaps(problem);
  const local = new Int32Array(problem.capacity.length);
  const candidateOfArc = priced ? candidatesOfArcs(problem) : undefined;

  const flow = new Float64Array(problem.head.length);
  const parts: Part[] = [];
  for (const component of components(problem, live, fair)) {
    const classes = classesOf(problem, component.lines, fair);
    const demand = Float64Array.from(component.lines, (n) => problem.demand[n]!);
    const graph = componentGraph(view, component, live, classes, local);
    const coverage = fair ? fairOrder(graph, classes, demand) : rankOrder(classes);
    const cost = new Float64Array(graph.tail.length);
    if (candidateOfArc) {
      for (let e = 0; e < cost.length; e++) {
        const a = graph.problemArc[e]!;
        if (a >= 0) cost[e] = problem.cost[candidateOfArc[a]!]!;
      }
    }
    const fitted = bestFit(graph, classes, coverage, demand, cost);
    for (let e = 0; e < cost.length; e++) {
      const a = graph.problemArc[e]!;
      if (a >= 0) flow[a] = fitted.flow[e]!;
    }
    parts.push({ component, classes, coverage, fitted });
  }
  return { flow, prices: collectPrices(live, parts) };
}

function candidatesOfArcs({ arcStart, head }: Problem): Int32Array {
  const result = new Int32Array(head.length);
  for (let p = 0; p + 1 < arcStart.length; p++) result.fill(p, arcStart[p]!, arcStart[p + 1]!);
  return result;
}
